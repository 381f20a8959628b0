"""A span of a document -> the picture of its page with the span boxed; the lines around it where there are no pictures.

    document.show(document.header.number)      in a notebook: page 1, a box around "Số 12-KH/TU"

PDF pages and scanned images have pictures, and are drawn anew from the file: from where it was read, or from `file`.
"""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vnpolicy.errors import NoPicture
from vnpolicy.model import Document, Place, Span, Spanned, span_of

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72  # of an inch
_MOST_PAGES = 3  # that one view shows
_MOST_PIXELS = 20_000_000
_AROUND = 2  # paragraphs before and after
_MARGIN = 1.5  # points between a span and its box
_FILL, _LINE = (250, 204, 21, 90), (220, 38, 38, 255)


class Picture(msgspec.Struct, frozen=True):
    """A page, as PNG."""

    page: int
    png: bytes


class PageView(msgspec.Struct, frozen=True):
    """Pages with a span boxed; `more` says how many others it touches."""

    pictures: tuple[Picture, ...]
    more: int = 0

    def _repr_png_(self) -> bytes:
        return self.pictures[0].png

    def _repr_html_(self) -> str:
        shown = "".join(
            f'<figure><img alt="page {picture.page}" style="max-width: 100%" '
            f'src="data:image/png;base64,{b64encode(picture.png).decode()}">'
            f"<figcaption>Trang {picture.page} · page {picture.page}</figcaption></figure>"
            for picture in self.pictures
        )
        return shown + (f"<p>… and {self.more} more pages</p>" if self.more else "")


class TextView(msgspec.Struct, frozen=True):
    """The paragraphs around a span: what stands before it, it, what stands behind it; and its first page and line."""

    before: str
    text: str
    after: str
    page: int
    line: int

    def __str__(self) -> str:
        return f"{self.before}»{self.text}«{self.after}"

    def _repr_html_(self) -> str:
        return (
            f"<p><small>Trang {self.page}, dòng {self.line} · page {self.page}, line {self.line}</small></p>"
            f'<p style="white-space: pre-wrap">{escape(self.before)}'
            f"<mark>{escape(self.text)}</mark>{escape(self.after)}</p>"
        )


def show(
    document: Document,
    where: int | Span | Spanned,
    *,
    file: str | Path | bytes | None = None,
    password: str | None = None,
    dpi: int = 110,
) -> PageView | TextView:
    r"""The page that a character, a span or a value stands on, with a box around it.

    `file` is the document's file, where it was read from bytes or has been moved since. Of a format without pages the
    paragraphs around are shown. Raises NoPicture where the value is inferred, or the file is not at hand or another.

    >>> from vnpolicy.parsing.parse import parse
    >>> document = parse("KẾ HOẠCH\n\n1. Giao Sở Y tế mua sách.")
    >>> print(show(document, document.tasks[0].assignments[0]))
    KẾ HOẠCH
    1. Giao »Sở Y tế« mua sách.
    """
    span, places = span_of(where), document.source_map.at(where)
    if span is None or not places:
        raise NoPicture("it is inferred, and printed nowhere")
    boxed = [place for place in places if place.box]
    if not boxed:
        return _in_text(document, span, places[0])
    data = _bytes(document, file)
    pages = [(page, list(group)) for page, group in groupby(boxed, key=lambda place: place.page)]
    pictures = tuple(
        Picture(page, _png(_drawn(data, document, page, dpi, password), group))
        for page, group in pages[:_MOST_PAGES]
    )
    return PageView(pictures, more=max(0, len(pages) - _MOST_PAGES))


def _in_text(document: Document, span: Span, place: Place) -> TextView:
    text = document.text
    start, end = span.start, max(span.start, span.end)
    for _ in range(_AROUND + 1):
        start = max(0, text.rfind("\n", 0, max(0, start - 1)) + 1)
        end = stop if (stop := text.find("\n", end + 1)) >= 0 else len(text)
    return TextView(
        text[start : span.start], text[span.start : span.end], text[span.end : end], place.page, place.line
    )


def _bytes(document: Document, file: str | Path | bytes | None) -> bytes:
    """The file of a document, if it is the one that was read."""
    file = file or document.file
    name = document.source.name
    if file is None:
        raise NoPicture(f"{name}: where it is kept is not known any more: say show(..., file=...)")
    try:
        data = file if isinstance(file, bytes) else Path(file).read_bytes()
    except OSError as problem:
        raise NoPicture(f"{name}: {problem.strerror}: {file!s}") from problem
    if document.source.sha256 not in (None, hashlib.sha256(data).hexdigest()):
        raise NoPicture(f"{name}: this is not the file that was read, or it has changed since")
    return data


def _drawn(
    data: bytes, document: Document, page: int, dpi: int, password: str | None
) -> tuple["Image", float]:
    """The picture of a page, and how many pixels a point has in it."""
    image, scale = _as_filed(data, document, page, dpi, password)
    skew = document.source.sheets[page - 1].skew
    return (image.rotate(skew, fillcolor="white") if skew else image), scale


def _as_filed(
    data: bytes, document: Document, page: int, dpi: int, password: str | None
) -> tuple["Image", float]:
    """The same, as it lies in its file: a scan may be skewed."""
    sheet = document.source.sheets[page - 1]
    if document.source.format == "pdf":
        from vnpolicy.reading.pdfium import opened, picture

        with opened(data, document.source.name, password) as pdf:
            image, pixels = picture(pdf, page, dpi=dpi, most_pixels=_MOST_PIXELS, turn=sheet.turn)
        return image, pixels / _POINTS
    from PIL import Image

    from vnpolicy.reading.image import upright

    with Image.open(BytesIO(data)) as scan:
        scan.seek(page - 1)
        image = upright(scan).convert("RGB")
    scale = dpi / _POINTS
    return image.resize((round(sheet.width * scale), round(sheet.height * scale))), scale


def _png(drawn: tuple["Image", float], places: Sequence[Place]) -> bytes:
    """A page with boxes drawn on it."""
    from PIL import Image, ImageDraw

    page, scale = drawn
    layer = Image.new("RGBA", page.size)
    for place in places:
        if place.box:
            left, top, right, bottom = place.box
            box = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
            ImageDraw.Draw(layer).rectangle([edge * scale for edge in box], fill=_FILL, outline=_LINE)
    out = BytesIO()
    Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB").save(out, "PNG")
    return out.getvalue()
