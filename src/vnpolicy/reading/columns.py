"""Where a letterhead or closing block stands in two columns: the gutter between them.

A row is the chunks that a printed line shows, each with its left and right edge (in points, or in characters
of a text that keeps its layout):

    BAN CHẤP HÀNH TRUNG ƯƠNG        ĐẢNG CỘNG SẢN VIỆT NAM
    Số 06-HD/TW                     Hà Nội, ngày 09 tháng 6 năm 2025

The gutter is the widest gap that no chunk of the zone crosses.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType
from vnpolicy.knowledge.layout import CopyMark, Furniture, OutlineWord
from vnpolicy.language import fold
from vnpolicy.reading.source import Column, Doubt, Line, Piece
from vnpolicy.reading.tables import is_name

COLUMNS: tuple[Column, Column] = ("left", "right")
HEAD_ROWS, CLOSING_ROWS = 22, 60  # a letterhead, a closing block end within so many printed lines
_NEAR = 0.7  # of a line's height: what follows at no more than this below still belongs to the zone
_SIGN = len("nơi nhận:")


class Chunk(msgspec.Struct, frozen=True):
    """A run of words without a wide gap; its first `lead` characters are bold."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    lead: int = 0
    doubts: tuple[Doubt, ...] = ()


class Printed(msgspec.Struct, frozen=True):
    """A printed line: its chunks from left to right, and whether blank space stands above.

    `narrow` are its chunks where narrower gaps part them too, as between columns that nearly touch. `indent` and `room`
    are what it leaves free on its two sides, `first` the breadth of its first word, in shares of the width of the text.
    """

    number: int
    chunks: tuple[Chunk, ...]
    gap: bool = False
    page: int = 1
    narrow: tuple[Chunk, ...] = ()
    furniture: bool = False
    indent: float = 0.0
    room: float = 0.0
    first: float = 1.0

    @property
    def text(self) -> str:
        """All that it shows."""
        return " ".join(chunk.text for chunk in self.chunks)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.chunks[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.chunks[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.chunks[0].top

    @property
    def height(self) -> float:
        """Of its letters."""
        return self.chunks[0].bottom - self.chunks[0].top

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(chunk.lead >= len(chunk.text) for chunk in self.chunks)


class Zone(msgspec.Struct, frozen=True):
    """Rows [start, end) stand in two columns on both sides of `gutter`."""

    start: int
    end: int
    gutter: float


def laid_out(rows: Sequence[Printed], *, head: bool, points: bool = False) -> list[Line]:
    """The lines of one page or several in reading order.

    `head` says that they begin with the letterhead, `points` that edges are measured in points. Furniture that stands
    inside a letterhead or closing block, such as the number of the page that it goes on, comes out below it.
    """
    body = [row for row in rows if not row.furniture]
    places = [at for at, row in enumerate(rows) if not row.furniture]
    lines: list[Line] = []
    at = 0
    for zone in two_column_zones([row.narrow or row.chunks for row in body], head=head):
        start, end = places[zone.start], places[zone.end - 1] + 1
        lines += plain(rows[at:start])
        for column in COLUMNS:
            lines += _column(body[zone.start : zone.end], zone.gutter, column)
        lines += plain([row for row in rows[start:end] if row.furniture])
        at = end
    lines += plain(rows[at:])
    return lines if points else [msgspec.structs.replace(line, box=None, pieces=()) for line in lines]


def plain(rows: Iterable[Printed]) -> list[Line]:
    """The lines of rows that stand in no columns."""
    return [_line(row, row.chunks) for row in rows]


def _column(rows: Sequence[Printed], gutter: float, column: Column) -> Iterator[Line]:
    above: tuple[Chunk, ...] = ()
    for row in rows:
        chunks = [chunk for chunk in row.narrow or row.chunks if (chunk.left < gutter) == (column == "left")]
        if chunks:
            line = _line(row, chunks)
            yield msgspec.structs.replace(line, column=column, gap=not above or not _near(above, chunks))
            above = tuple(chunks)


def _line(row: Printed, chunks: Sequence[Chunk]) -> Line:
    text = " ".join(chunk.text for chunk in chunks)
    strong = all(chunk.lead >= len(chunk.text) for chunk in chunks)
    lead = 0 if strong else chunks[0].lead
    box = (chunks[0].left, chunks[0].top, chunks[-1].right, chunks[0].bottom)
    pieces = tuple(_pieces(row, chunks)) if len(chunks) > 1 else ()
    return Line(
        text=text, page=row.page, number=row.number, gap=row.gap, strong=strong, lead=lead, box=box, pieces=pieces,
        furniture=row.furniture, doubts=tuple(_doubts(chunks)),
    )  # fmt: skip


def _doubts(chunks: Sequence[Chunk]) -> Iterator[Doubt]:
    start = 0
    for chunk in chunks:
        yield from (doubt.moved(start) for doubt in chunk.doubts)
        start += len(chunk.text) + 1


def _pieces(row: Printed, chunks: Sequence[Chunk]) -> Iterator[Piece]:
    start = 0
    for chunk in chunks:
        yield Piece(start, row.page, row.number, (chunk.left, chunk.top, chunk.right, chunk.bottom))
        start += len(chunk.text) + 1


def two_column_zones(rows: Sequence[Sequence[Chunk]], *, head: bool) -> list[Zone]:
    """The zones of a page: the letterhead at its top (`head`), closing blocks from "Nơi nhận" on; and the same again
    where a motto at the right opens another paper, or the mark of a copy its block.
    """
    zones: list[Zone] = []
    openings = {at: _opens(row) for at, row in enumerate(rows) if _opens(row)}
    start = 0
    while start < len(rows):
        other = (at for at in openings if at > start and openings[at] != openings.get(start, "motto"))
        letterhead = _letterhead(rows[start : next(other, None)]) if head or start else None
        begin = start + letterhead.end if letterhead else start
        if letterhead:
            zones.append(Zone(start, begin, letterhead.gutter))
        after = next((at for at in openings if at >= max(begin, start + 1)), len(rows))
        zones += _closing_zones(rows[:after], begin)
        start = after
    return zones


def _opens(row: Sequence[Chunk]) -> str | None:
    """What at the right of something else opens a paper or the block of a copy: a "motto", a "mark"; None."""
    if any(_is_motto(fold(chunk.text)) for chunk in row[1:]):
        return "motto"
    return "mark" if any(map(_is_copy_mark, row[1:])) else None


def _is_copy_mark(chunk: Chunk) -> bool:
    folded = fold(chunk.text)
    found = Knowledge.default().matcher(CopyMark).at(folded, 0)
    return found is not None and found.end == len(folded) and chunk.text.isupper()


def gutter_of(rows: Sequence[Sequence[Chunk]], *, within_row: bool = True) -> float | None:
    """The middle of the widest gap that no chunk crosses.

    `within_row` asks that two chunks of one row stand on its two sides.
    """
    gaps: list[tuple[float, float]] = []
    right = None
    for left, end in sorted((chunk.left, chunk.right) for row in rows for chunk in row):
        if right is not None and left > right:
            gaps.append((left - right, (left + right) / 2))
        right = end if right is None else max(right, end)
    widest = (gap for _, gap in sorted(gaps, reverse=True))
    return next((gap for gap in widest if not within_row or any(_parts(row, gap) for row in rows)), None)


def _parts(row: Sequence[Chunk], gutter: float) -> bool:
    return any(a.right < gutter < b.left for a, b in pairwise(row))


def _letterhead(rows: Sequence[Sequence[Chunk]]) -> Zone | None:
    """From the first row to the last of the top that shows two columns on both sides of one gutter."""
    end, gutter = 0, None
    for at in range(1, min(len(rows), HEAD_ROWS) + 1):
        wider = gutter_of(rows[:at])
        if wider is not None and _parts(rows[at - 1], wider):
            end, gutter = at, wider
        elif wider is None and gutter is not None:
            break
    if gutter is None or not any(_is_letterhead(chunk) for row in rows[:end] for chunk in row):
        return None
    begins = min(chunk.left for row in rows[:end] for chunk in row if chunk.left > gutter)
    while end < len(rows) and _near(rows[end - 1], rows[end]) and _beside(rows[end], gutter, begins):
        end += 1
    return Zone(0, end, gutter)


def _is_letterhead(chunk: Chunk) -> bool:
    """A motto or the date of a paper: what a letterhead has and no table."""
    folded = fold(chunk.text)
    return _is_motto(folded) or ", ngày" in folded


def _is_motto(folded: str) -> bool:
    found = Knowledge.default().matcher(Furniture).at(folded, 0)
    return found is not None and found.row.code == "motto"


def _near(above: Sequence[Chunk], row: Sequence[Chunk]) -> bool:
    return row[0].top - above[0].bottom <= _NEAR * (row[0].bottom - row[0].top)


def _beside(row: Sequence[Chunk], gutter: float, begins: float) -> bool:
    """Whether each chunk of the row stands left of where the right column begins, or in it."""
    return all(chunk.right < begins or chunk.left > gutter for chunk in row)


def opens_closing(text: str) -> bool:
    """Whether a line begins the list of recipients."""
    beginning = fold(text[:_SIGN])
    return beginning.startswith("nơi nhận:") or beginning == "nơi nhận"


def _closing_zones(rows: Sequence[Sequence[Chunk]], begin: int) -> Iterator[Zone]:
    """The closing blocks in two columns from `begin` on."""
    sought = begin
    for at in range(begin, len(rows)):
        if at >= sought and opens_closing(rows[at][0].text):
            zone = _closing(rows, at, sought)
            sought = zone.end if zone else at + CLOSING_ROWS
            if zone:
                yield zone


def _closing(rows: Sequence[Sequence[Chunk]], start: int, begin: int) -> Zone | None:
    """From "Nơi nhận" down to what crosses the gutter, with the rows above that stand at its right."""
    end, gutter = start, None
    for at in range(start + 1, min(len(rows), start + CLOSING_ROWS) + 1):
        wider = gutter_of(rows[start:at], within_row=False)
        if (wider is None and gutter is not None) or _opens_annex(rows[at - 1]):
            break
        if (
            at > start + 1
            and _turns_page(rows[at - 2], rows[at - 1])
            and not _goes_on(rows[start:at], gutter)
        ):
            break
        end, gutter = at, wider
    if gutter is None:
        return None
    while start > begin and all(chunk.left > gutter for chunk in rows[start - 1]):
        start -= 1
    return Zone(start, end, gutter)


def _opens_annex(row: Sequence[Chunk]) -> bool:
    """Whether a row is what an annex begins with, in capitals: "PHỤ LỤC", "KẾ HOẠCH"."""
    folded = fold(row[0].text)
    found = Knowledge.default().matcher(DocType).at(folded, 0)
    named = folded.startswith("phụ lục") or (found is not None and found.end == len(folded))
    return named and len(row) == 1 and row[0].text.isupper()


def _turns_page(above: Sequence[Chunk], row: Sequence[Chunk]) -> bool:
    return row[0].top < above[0].top


def _goes_on(rows: Sequence[Sequence[Chunk]], gutter: float | None) -> bool:
    """Whether the last row, the first of a page, belongs to the closing block of the page before.

    It does not where that one had its last recipient and its name, "- Lưu VPTU." and "Lê Thị Hạ", or where no
    recipient and no signature stands here.
    """
    *before, row = rows
    if gutter is None:
        return False
    left = [chunk.text for above in before for chunk in above if chunk.left < gutter]
    right = [chunk.text for above in before for chunk in above if chunk.left > gutter]
    if any(fold(text).lstrip("-– ").startswith("lưu") for text in left) and right and is_name(right[-1]):
        return False
    return all(_belongs(chunk, gutter) for chunk in row)


def _belongs(chunk: Chunk, gutter: float) -> bool:
    """Whether a chunk may be part of a recipient at the left, of a signature at the right."""
    if chunk.left < gutter:
        return chunk.text[0] in "-–+" or chunk.text[0].islower() or fold(chunk.text).startswith("lưu")
    return (chunk.text.isupper() or is_name(chunk.text)) and not _is_heading(chunk.text)


def _is_heading(text: str) -> bool:
    return Knowledge.default().matcher(OutlineWord).at(fold(text), 0) is not None
