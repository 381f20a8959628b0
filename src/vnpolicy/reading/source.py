"""What a reader hands on: the lines of a paper, before anybody understands them.

A reader (one file a format) turns bytes into a `Source` of `Line`s with clean text: NFC, no markup, single
spaces, no soft hyphens. `paragraphs.py` joins lines into a `CleanText`, in which every paragraph and every
table row is one line of text, and every character knows its page and line.
"""

from typing import Literal

import msgspec

from vnpolicy.model import Aside, Box, Issue, Sheet, Span

Column = Literal["", "left", "right"]


class Doubt(msgspec.Struct, frozen=True):
    """Characters [start, end) of a line that may be misread: `code` and `message` of the issue they become."""

    start: int
    end: int
    code: str
    message: str

    def moved(self, by: int) -> "Doubt":
        """The same doubt where so many characters more stand before it."""
        return Doubt(self.start + by, self.end + by, self.code, self.message)


class Piece(msgspec.Struct, frozen=True):
    """What begins at character `start` of a line and was printed in a place of its own, such as a cell of a table."""

    start: int
    page: int
    number: int
    box: Box | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One printed line (or, in formats that know them, a whole paragraph)."""

    text: str
    page: int = 1
    number: int = 1  # on its page, from 1
    column: Column = ""  # where a letterhead or closing block stands in two columns
    strong: bool = False  # the whole line is bold or a heading
    lead: int = 0  # characters at its start that are bold: a run-in heading
    cells: tuple[str, ...] = ()  # a table row: text is the cells joined by tabs
    reached: tuple[int, ...] = ()  # its cells into which the ones above reach down: they are merged
    first_row: bool = False  # the row is the head of its table
    gap: bool = False  # blank space stands above: a paragraph begins here
    runs_on: bool = False  # the line above certainly goes on here: one emphasis spans the line break
    furniture: bool = False  # page number, running head, rule, stamp: kept in the map, out of the text
    box: Box | None = None
    pieces: tuple[Piece, ...] = ()  # where the line stands in several places; none: it is one piece
    doubts: tuple[Doubt, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A paper as its lines, in reading order. `wrapped` says that lines may be parts of paragraphs.

    `sheets` are its pages, where the format has any; every line of a page is in `lines`, furniture too. `member` tells
    which of several papers in its file it is: "2/3".
    """

    name: str
    format: str
    member: str | None = None
    sha256: str | None = None
    pages: int = 1
    encoding: str | None = None
    ocr: bool = False
    wrapped: bool = True
    sheets: tuple[Sheet, ...] = ()
    lines: tuple[Line, ...] = ()
    issues: tuple[Issue, ...] = ()


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the clean text: a paragraph, a heading, a table row (cells parted by tabs)."""

    start: int
    end: int
    column: Column = ""
    strong: bool = False
    lead: int = 0
    cells: tuple[Span, ...] = ()
    reached: tuple[int, ...] = ()
    first_row: bool = False


class CleanText(msgspec.Struct, frozen=True, kw_only=True):
    """The text all offsets point into, its matching key of equal length, its paragraphs, its map back, its doubts."""

    text: str
    folded: str
    paragraphs: tuple[Paragraph, ...]
    pieces: tuple[Piece, ...] = ()  # `start` is an offset in the text here
    furniture: tuple[Aside, ...] = ()
    issues: tuple[Issue, ...] = ()
