"""Plain text -> lines: any string, also what a tool made of a page.

    BAN CHẤP HÀNH TRUNG ƯƠNG        ĐẢNG CỘNG SẢN VIỆT NAM
    Số 06-HD/TW                     Hà Nội, ngày 09 tháng 6 năm 2025

gives two lines of the left column, then two of the right. Form feeds are page breaks. A text that carries
marks of Markdown is read as Markdown.
"""

import re

from vnpolicy.errors import UnreadableSource
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Furniture
from vnpolicy.reading.columns import Chunk, Printed, laid_out
from vnpolicy.reading.encoding import UTF_16, Decoded, decoded, in_unicode
from vnpolicy.reading.furniture import in_margins, mark
from vnpolicy.reading.gaps import over_pages
from vnpolicy.reading.markdown import looks_like_markdown, markdown_lines
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tabs import flattened
from vnpolicy.reading.tidy import tidy, whole

# From "Số 06-HD/TW          Hà Nội, ngày 09" captures each run of words without a tab or three spaces.
_CHUNK = re.compile(r"\S+(?:[^\S\t]{1,2}\S+)*")
# Bytes that no text file holds. The other controls are letters of VPS or VISCII.
_BINARY = (0x00, 0x01, 0x07, 0x08, 0x0E, 0x0F, 0x16, 0x17, 0x18, 0x1A)
_MOST_BINARY = 0.01  # of a text's bytes
_LONG = 140  # characters; printed lines are shorter, so longer ones are whole paragraphs


def read_text(text: str, name: str = "", *, format: str = "text") -> Source:
    r"""The source that a text is. Accepts every string.

    >>> [line.text for line in read_text("KẾ HOẠCH\n\n1. Giao Sở  Y tế").lines]
    ['KẾ HOẠCH', '1. Giao Sở Y tế']
    """
    return _source(in_unicode(text), name, format)


def _source(found: Decoded, name: str, format: str) -> Source:
    text, encoding, issues = whole(found[0]), *found[1:]
    lines = markdown_lines(text) if format == "markdown" or looks_like_markdown(text) else _plain_lines(text)
    return Source(
        name=name, format=format, pages=max((line.page for line in lines), default=1),
        wrapped=is_wrapped(lines), lines=mark(lines), encoding=encoding, issues=issues,
    )  # fmt: skip


def read_text_bytes(data: bytes, name: str, options: Options = USUAL, *, format: str = "text") -> Source:
    """The source that the bytes of a text file are. Raises UnreadableSource where they are no text."""
    if sum(map(data.count, _BINARY)) > len(data) * _MOST_BINARY and not data.startswith(UTF_16):
        raise UnreadableSource(name, "unknown", "its content is no text, PDF or Word document")
    return _source(decoded(data), name, format)


def is_wrapped(lines: list[Line]) -> bool:
    """Whether lines may be parts of paragraphs: hardly any text stands in lines too long to be printed."""
    prose = [len(line.text) for line in lines if not line.cells and not line.column]
    return sum(size for size in prose if size > _LONG) <= sum(prose) / 10


def _plain_lines(text: str) -> list[Line]:
    pages = [_rows(sheet, page) for page, sheet in enumerate(_pages(text), 1)]
    return laid_out(over_pages(in_margins([row for page in pages for row in page])), head=True)


def _pages(text: str) -> list[str]:
    """The pages of a text: form feeds part them, or else the running head that a gazette prints on each."""
    if "\f" in text:
        return text.split("\f")
    rows = Knowledge.default()[Furniture]
    heads = tuple(form for row in rows if row.code == "running-head" for form in row.forms)
    pages: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith(heads) and any(map(str.strip, pages[-1])):
            pages.append([])
        pages[-1].append(line)
    return ["\n".join(page) for page in pages]


def _rows(sheet: str, page: int) -> list[Printed]:
    raws = sheet.split("\n")
    sides = flattened(raws, head=page == 1) if "\t" in sheet else {}
    rows: list[Printed] = []
    for number, raw in enumerate(raws, 1):
        if chunks := sides.get(number - 1) or _chunks(raw, number):
            gap = number > rows[-1].number + 1 if rows else page == 1
            rows.append(Printed(number, chunks, gap, page))
    return rows


def _chunks(raw: str, number: int) -> tuple[Chunk, ...]:
    """The runs of words between wide gaps, by their columns."""
    return tuple(
        Chunk(text, found.start(), found.end(), number, number + 1)
        for found in _CHUNK.finditer(raw)
        if (text := tidy(found[0]))
    )
