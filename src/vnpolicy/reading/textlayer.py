"""Whether the text layer of a PDF page is fit to read, or the page is a scan: the reason why not.

    (a page that is one picture, and no words)  ->  "has no text layer"

A blank page has no fault.
"""

from collections.abc import Iterable

import msgspec

from vnpolicy.reading.pdfium import Page

_PICTURE, _WHOLE_PAGE = 0.02, 0.6  # of a page
_FEW = 200  # characters; what a signature stamps on a scan, and no page of text
_MOST_LOST = 0.1  # of the characters of a page
_LOST = "\ufffd"


class Fault(msgspec.Struct, frozen=True):
    """Why a page counts as a scan, and whether what text it has can be read all the same."""

    reason: str
    legible: bool = False


def fault_of(page: Page) -> Fault | None:
    """What is wrong with the text layer of a page; None where it is fit to read, or the page is blank."""
    text = "".join(word.text for word in (*page.text.words, *page.text.turned))
    if not text:
        return Fault("has no text layer") if page.pictured > _PICTURE else None
    if page.pictured > _WHOLE_PAGE and len(text) < _FEW:
        return Fault("is a picture with little text on it", legible=True)
    if _lost(text) > len(text) * _MOST_LOST:
        return Fault("has a text layer whose fonts do not tell their letters")
    return None


def _lost(text: Iterable[str]) -> int:
    """How many characters stand for no letter."""
    return sum(char == _LOST or "\ue000" <= char <= "\uf8ff" for char in text)
