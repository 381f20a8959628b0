"""Whether the text layer of a PDF page is fit to read, or the page is a scan: the reason why not.

    (a page that is one picture, and no words)  ->  "has no text layer: it is a scan"

A blank page has no fault.
"""

from collections.abc import Iterable

from vnpolicy.reading.pdfium import Page

_PICTURE, _WHOLE_PAGE = 0.02, 0.6  # of a page
_FEW = 200  # characters; what a signature stamps on a scan, and no page of text
_MOST_LOST = 0.1  # of the characters of a page
_LOST = "\ufffd"


def fault_of(page: Page) -> str | None:
    """What is wrong with the text layer of a page; None where it is fit to read, or the page is blank."""
    text = "".join(word.text for word in (*page.text.words, *page.text.turned))
    if not text:
        return "has no text layer: it is a scan" if page.pictured > _PICTURE else None
    if page.pictured > _WHOLE_PAGE and len(text) < _FEW:
        return "is a picture with little text on it: it is a scan"
    if _lost(text) > len(text) * _MOST_LOST:
        return "has a text layer whose fonts do not tell their letters"
    return None


def _lost(text: Iterable[str]) -> int:
    """How many characters stand for no letter."""
    return sum(char == _LOST or "\ue000" <= char <= "\uf8ff" for char in text)
