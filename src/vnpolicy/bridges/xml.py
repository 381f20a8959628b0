"""What XML can hold of a text: a scanned one may have control characters, which XML cannot even escape."""

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    r"""The text with U+FFFD for what XML cannot hold, of the same length.

    >>> printable("về\x0c việc")
    'về\ufffd việc'
    """
    return _NOT_XML.sub("\ufffd", text)
