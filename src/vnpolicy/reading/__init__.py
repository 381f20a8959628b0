"""Bytes or a string -> `Source` (lines) -> `CleanText` (paragraphs): one file a format, one for the joins."""
