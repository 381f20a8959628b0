"""Clean text -> Document: header, outline, references, bodies, tasks. `parse.py` knows the order."""
