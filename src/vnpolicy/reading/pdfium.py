"""PDF bytes -> pages: words with their boxes, ruling lines, pictures. By PDFium, which reads hundreds a second.

    (a page)  ->  Word("Số", 72, 92.1, 86, 104.1), Word("43-CT/TW", 89, 92.1, 141, 104.1) and the rules of its tables

Everything is measured in points from the top left of the page as it is shown, turned pages included.
PDFium reads files whose table of contents is broken. It is not thread-safe: of the threads of a process only one may
be in here at a time; to read in parallel, use processes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.model import Box
from vnpolicy.reading.pdfium_rules import drawn
from vnpolicy.reading.pdfium_words import Matrix, Text, read_text

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

_POINTS = 72  # of an inch


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as PDFium sees it."""

    width: float
    height: float
    text: Text
    rules: tuple[Box, ...] = ()  # straight lines, and the edges of boxes
    paths: int = 0  # lines, boxes, curves: letters too, where they were drawn and not written
    pictured: float = 0.0  # the share of the page that its largest picture covers
    turn: int = 0  # how many degrees the page was turned so that its text stands upright


@contextmanager
def opened(data: bytes, name: str, password: str | None = None) -> Iterator["PdfDocument"]:
    """A PDF, open. Raises UnreadableSource where it is broken or wants a password."""
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        pdf = PdfDocument(data, password=password)
    except PdfiumError as problem:
        locked = problem.err_code == FPDF_ERR_PASSWORD
        wrong = "its password is another" if password else "it wants a password"
        raise UnreadableSource(name, "pdf", wrong if locked else f"it is broken ({problem})") from problem
    with pdf:
        yield pdf


def read_page(pdf: "PdfDocument", number: int) -> Page | None:
    """Page `number`, from 1; None where it is broken."""
    from pypdfium2 import PdfiumError

    try:
        page = pdf[number - 1]
    except PdfiumError:
        return None
    try:
        return _read(page)
    finally:
        page.close()


def picture(
    pdf: "PdfDocument", number: int, *, dpi: float, most_pixels: int, turn: int = 0, grey: bool = False
) -> tuple["Image", float]:
    """The picture of page `number` and how many pixels an inch it has: `dpi`, or as many as `most_pixels` allow."""
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        scale = min(dpi / _POINTS, (most_pixels / max(1.0, width * height)) ** 0.5)
        return page.render(scale=scale, rotation=turn, grayscale=grey).to_pil(), scale * _POINTS
    finally:
        page.close()


def _read(page: "PdfPage") -> Page:
    textpage = page.get_textpage()  # closed with its page
    text, turn = read_text(textpage.raw, _view(page, 0)), 0
    if len(text.turned) > text.upright:
        texts = {turn: read_text(textpage.raw, _view(page, turn)) for turn in (90, 180, 270)}
        best = max(texts, key=lambda turn: texts[turn].upright)
        text, turn = (texts[best], best) if texts[best].upright else (text, 0)
    found = drawn(page.raw, _view(page, turn))
    width, height = _size(page, turn)
    return Page(
        width=width, height=height, text=text, rules=found.rules, paths=found.paths,
        pictured=found.picture / max(1.0, width * height), turn=turn,
    )  # fmt: skip


def _size(page: "PdfPage", turn: int) -> tuple[float, float]:
    width, height = page.get_size()
    return (height, width) if turn % 180 else (width, height)


def _view(page: "PdfPage", turn: int) -> Matrix:
    """What leads from the coordinates of a page to points from its top left, as it is shown and then turned."""
    left, bottom, right, top = page.get_bbox()
    views: dict[int, Matrix] = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    return views[(page.get_rotation() + turn) % 360]
