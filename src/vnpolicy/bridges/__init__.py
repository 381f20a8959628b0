"""One file for each foreign world: spaCy, pandas, the file formats of networkx."""
