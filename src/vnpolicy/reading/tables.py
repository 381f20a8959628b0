r"""Grids of cells -> lines: a row of data is one line, a table that only lays out a page gives two columns.

    CƠ QUAN | ĐẢNG CỘNG SẢN VIỆT NAM       the letterhead: the left lines first, then the right
    Số 5    | Hà Nội, ngày 5 tháng 5
    TT | Nội dung | Chủ trì                data: one line, "TT\tNội dung\tChủ trì", of three cells

Where a converter lost which empty cell is empty and which one parts two rows, the likelier reading is taken.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Furniture, Office
from vnpolicy.language import fold
from vnpolicy.reading.joins import joined
from vnpolicy.reading.source import Column, Doubt, Line, Piece

Cell = list[Line]
Row = list[Cell]


class Reached(list[Line]):
    """An empty cell of a row: the one above reaches down into it."""


# What a doubtful reading costs when rows are sought: fewer cells than the first row, more, an empty cell, and
# the number of the next row behind one.
_SHORT_ROW, _LONG_ROW, _EMPTY_CELL, _NEXT_NUMBER = 4, 30, 1, 20
MOST_COLUMNS = 100  # that merged cells and short rows are widened to
WIDEST, _MOST_LAYOUT_ROWS, _DIGITS, _OPENING = 40, 8, 6, 200
_LABEL = re.compile(r"(?:[ivxlc]+|\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ])[.)]?")
# From "Nơi nhận: - A; - B." captures the places before each dash; from "TỈNH X -------" the rule.
_ITEM = re.compile(r"(?<=[;:.,])\s+(?=[-–+] )")
_RULE = re.compile(r"\s*[-_*–—]{3,}\s*")
_SUBJECT = re.compile(r"(?<=\w)\s+(?=V/v\b)")
_PERSON = re.compile(r"(?:[^\W\d_][a-zà-ỹđ]+\s?){2,6}")
_WORD = re.compile(r"[^\s.]+\.?")
_POWER = re.compile(r"(?:K/?T|T/?L|T/?M|TUQ|Q)[./]?\s*$")
# From "PHÓ THỦ TƯỚNG Nguyễn Văn A" captures the place where capitals end and the name begins.
_NAME = re.compile(r"(?<=\w\w)\s+(?=[^\W\d_a-zà-ỹđ][a-zà-ỹđ]+(?: [^\W\d_]+){1,5}$)")


def rows_of(cells: Sequence[Cell], width: int) -> list[Row]:
    """The likeliest rows in a run of cells, an empty one of which may stand for itself or part two rows."""
    width = max(1, min(width, WIDEST))
    count = len(cells)
    best: list[tuple[int, int]] = [(0, 0)] * (count + 2)  # from each cell on: (cost, cells of the next row)
    for start in range(count - 1, -1, -1):
        best[start] = min(_row_choices(cells, start, width, best))
    rows, at = [], 0
    while at < count:
        rows.append(list(cells[at : at + best[at][1]]))
        at += best[at][1] + 1
    return rows


def _row_choices(
    cells: Sequence[Cell], start: int, width: int, best: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    doubts = 0
    for size in range(1, len(cells) - start + 1):
        after = start + size
        doubts += _EMPTY_CELL * (not cells[after - 1])
        if size > 2 and not cells[after - 2] and _follows(cells[start], cells[after - 1]):
            doubts += _NEXT_NUMBER
        if after == len(cells) or not cells[after]:
            fit = 0 if size == width else _SHORT_ROW if size < width else _LONG_ROW
            yield doubts + fit + best[min(after + 1, len(cells))][0], size
            if size >= width:
                return


def _follows(first: Cell, other: Cell) -> bool:
    """Whether two cells hold a number and the next."""
    if not (first and other and first[0].text.isdecimal() and other[0].text.isdecimal()):
        return False
    return int(other[0].text[:_DIGITS]) == int(first[0].text[:_DIGITS]) + 1


def add_cell(row: Row, cell: Cell, span: int = 1) -> None:
    """Puts a cell at the end of a row: it stands where it begins, and is empty in the other columns that it spans."""
    row.append(cell)
    row += [[] for _ in range(min(span - 1, MOST_COLUMNS - len(row)))]


def table_lines(rows: Sequence[Row]) -> list[Line]:
    """The lines of a table, by what it is for."""
    width = max((len(row) for row in rows), default=0)
    if width < 2 or _is_address(rows):
        return [part for row in rows for cell in row for part in _cell_parts(cell)]
    if _is_layout(rows):
        return [*_column(rows, "left"), *_column(rows, "right")]
    if len(rows) == 1 and any(len(cell) > 1 for cell in rows[0]):  # text set side by side: a table has a head
        return [part for cell in rows[0] for part in _cell_parts(cell)]
    lines = [_row_line(row if at == 0 else _padded(row, width)) for at, row in enumerate(rows) if any(row)]
    return [msgspec.structs.replace(line, first_row=at == 0, gap=at == 0) for at, line in enumerate(lines)]


def boxes_lines(boxes: Sequence[Cell]) -> list[Line]:
    """The lines of text boxes, left ones first: of two that lay out a page, as its columns."""
    filled = [box for box in boxes if box]
    plain = not any(line.column or line.cells for box in filled for line in box)
    return (
        table_lines([filled]) if plain and _is_layout([filled]) else [line for box in filled for line in box]
    )


def joined_head(rows: Sequence[Row], depth: int) -> list[Row]:
    """The rows of a table whose first `depth` rows make one head: "Cơ quan thực hiện" stands before "Chủ trì"."""
    head = [[line for cell in column for line in cell] for column in zip(*rows[:depth], strict=True)]
    return [head, *rows[depth:]]


def with_head(rows: Sequence[Row], depth: int) -> Sequence[Row]:
    """The rows of a table, of which the first `depth` make its head, as one row."""
    even = len({len(row) for row in rows[:depth]}) == 1
    return joined_head(rows, depth) if 1 < depth < len(rows) and even else rows


def is_rest(row: Line, above: Line) -> bool:
    """Whether a row is what a page break has cut off the one above: it has no number, and goes on in small letters."""
    if len(row.cells) < 2 or len(row.cells) != len(above.cells) or row.first_row or above.first_row:
        return False
    return bool(above.cells[0]) and not row.cells[0] and any(cell[:1].islower() for cell in row.cells)


def rejoined(above: Line, row: Line) -> Line:
    r"""A row that a page break has cut, in one.

    >>> first, rest = (Line(text="\t".join(cells), cells=cells) for cells in (("1", "Mua sách"), ("", "vở")))
    >>> rejoined(first, rest).cells
    ('1', 'Mua sách vở')
    """
    found = [joined([part for part in parts if part]) for parts in zip(above.cells, row.cells, strict=True)]
    cells = tuple(text for text, _ in found)
    begins = [sum(len(text) + 1 for text in cells[:at]) for at in range(len(cells))]
    rests = [
        begin + starts[-1] if starts else begin for begin, (_, starts) in zip(begins, found, strict=True)
    ]
    pieces = [*_pieces_at(above, begins), *_pieces_at(row, rests)]
    return msgspec.structs.replace(
        above, text="\t".join(cells), cells=cells, strong=above.strong and row.strong,
        pieces=tuple(sorted(pieces, key=lambda piece: piece.start)),
        doubts=(*_doubts_at(above, begins), *_doubts_at(row, rests)),
    )  # fmt: skip


def _pieces_at(row: Line, begins: Sequence[int]) -> Iterator[Piece]:
    """The pieces of a row, once its cells begin elsewhere; the first, at 0, is of the first cell with words."""
    first = next(at for at, cell in enumerate(row.cells) if cell)
    for piece in row.pieces:
        at, begin = _cell_at(row, piece.start) if piece.start else (first, 0)
        yield msgspec.structs.replace(piece, start=begins[at] + piece.start - begin)


def _doubts_at(row: Line, begins: Sequence[int]) -> Iterator[Doubt]:
    for doubt in row.doubts:
        at, begin = _cell_at(row, doubt.start)
        yield doubt.moved(begins[at] - begin)


def _cell_at(row: Line, offset: int) -> tuple[int, int]:
    """Which cell of a row stands at an offset, and where it begins."""
    at = row.text.count("\t", 0, offset)
    return at, row.text.rfind("\t", 0, offset) + 1


def _is_address(rows: Sequence[Row]) -> bool:
    """A letter's "Kính gửi:" beside those it is sent to: text that is set in by a table."""
    first = next((cell[0].text for row in rows for cell in row if cell), "")
    return fold(first).startswith("kính gửi")


def _cell_parts(cell: Cell) -> list[Line]:
    """The lines of a cell; one that a converter wrote in one line is parted again."""
    lines = [part for line in cell for part in (_parts(line) if len(cell) == 1 else (line,))]
    return [msgspec.structs.replace(line, gap=at == 0 or line.gap) for at, line in enumerate(lines)]


def _row_line(row: Row) -> Line:
    found = [joined([line.text.replace("\t", " ") for line in cell]) for cell in row]
    cells = tuple(text for text, _ in found)
    printed = [line for cell in row for line in cell]
    return Line(
        text="\t".join(cells), cells=cells, reached=tuple(_reached(row)),
        page=printed[0].page, number=printed[0].number,
        strong=all(line.strong for line in printed), pieces=tuple(_pieces(row, found)),
        doubts=tuple(_doubts(row, found)),
    )  # fmt: skip


def _reached(row: Row) -> Iterator[int]:
    return (at for at, cell in enumerate(row) if isinstance(cell, Reached))


def _doubts(row: Row, cells: Sequence[tuple[str, Sequence[int]]]) -> Iterator[Doubt]:
    """The doubts about the lines of the cells of a row."""
    before = 0
    for cell, (text, starts) in zip(row, cells, strict=True):
        for line, start in zip(cell, starts, strict=True):
            yield from (doubt.moved(before + start) for doubt in line.doubts)
        before += len(text) + 1


def _pieces(row: Row, cells: Sequence[tuple[str, Sequence[int]]]) -> Iterator[Piece]:
    """Where the lines of the cells of a row begin in it, in formats that know their boxes."""
    before = 0
    begun = False
    for cell, (text, starts) in zip(row, cells, strict=True):
        for line, start in zip(cell, starts, strict=True):
            if line.box:
                yield Piece(before + start if begun else 0, line.page, line.number, line.box)
                begun = True
        before += len(text) + 1


def _padded(row: Row, width: int) -> Row:
    """A short row with a label stands at the left; others hang below merged cells, and stand at the right."""
    missing: Row = [[]] * (min(width, MOST_COLUMNS) - len(row))
    first = fold(row[0][0].text) if row[0] else ""
    return [*row, *missing] if len(row) == 1 or _LABEL.fullmatch(first) else [*missing, *row]


def _is_layout(rows: Sequence[Row]) -> bool:
    """A letterhead or closing block: two sides, and a motto, "Nơi nhận" or a signature in them."""
    filled = [sum(map(bool, row)) for row in rows]
    if not rows or len(rows) > _MOST_LAYOUT_ROWS or max(filled) > 2 or max(map(len, rows)) < 2:
        return False
    cells = [cell for row in rows for cell in row if cell]
    return any(begins_recipients(cell) or _holds_motto(cell) or is_signature(cell) for cell in cells)


def begins_recipients(cell: Cell) -> bool:
    """Whether a cell is the list under "Nơi nhận"."""
    return bool(cell) and fold(cell[0].text).startswith("nơi nhận")


def is_signature(cell: Cell) -> bool:
    """Whether a cell ends with a name under capitals: "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Đào Thị Mai"."""
    return len(cell) > 1 and cell[0].text.isupper() and is_name(cell[-1].text)


def _holds_motto(cell: Cell) -> bool:
    opening = fold(" ".join(line.text for line in cell[:6])[:_OPENING])
    return any(found.row.code == "motto" for found in Knowledge.default().matcher(Furniture).find(opening))


def _column(rows: Sequence[Row], column: Column) -> list[Line]:
    """The lines of one side: the first cell of each row, or what stands beside it."""
    cells = [[line for cell in (row[:1] if column == "left" else row[1:]) for line in cell] for row in rows]
    return [msgspec.structs.replace(part, column=column) for cell in cells for part in _cell_parts(cell)]


def _parts(line: Line) -> Iterator[Line]:
    """A cell that a converter wrote in one line, in the lines it was printed in, where that is safe."""
    text = line.text
    cuts = {0, len(text)}
    cuts.add(_name_start(text))
    for pattern in (_ITEM, _SUBJECT, _RULE):
        cuts.update(edge for found in pattern.finditer(text) for edge in found.span())
    for span in (*_mottos(text), *_offices(text)):
        cuts.update(span)
    for start, end in pairwise(sorted(cuts)):
        if part := text[start:end].strip():
            at = text.index(part, start)
            doubts = tuple(
                each.moved(-at) for each in line.doubts if at <= each.start < each.end <= at + len(part)
            )
            gap = line.gap and start == 0
            yield msgspec.structs.replace(line, text=part, lead=0, pieces=(), doubts=doubts, gap=gap)


def _mottos(text: str) -> Iterator[tuple[int, int]]:
    for found in Knowledge.default().matcher(Furniture).find(fold(text)):
        if found.row.code == "motto":
            yield found.start, found.end


def _offices(text: str) -> Iterator[tuple[int, int]]:
    """Where the offices of a signature begin: "KT. BỘ TRƯỞNG THỨ TRƯỞNG", "TM. CHÍNH PHỦ THỦ TƯỚNG"."""
    title = text[: _name_start(text)]
    if title.isupper():
        for found in Knowledge.default().matcher(Office).find(fold(title)):
            if not _POWER.search(title[: found.start]):
                yield found.start, found.start


def _name_start(text: str) -> int:
    """Where the name begins in "PHÓ THỦ TƯỚNG Lê Thị Hạ"; the end of the text where no name stands."""
    first = next((word for word in _WORD.finditer(text) if not word[0].isupper()), None)
    if first and first.start() and is_name(text[first.start() :]):
        return first.start()
    return len(text)


def is_name(text: str) -> bool:
    """Whether the text may be a person's name: two to six words, of which the first has a capital."""
    words = text.split()
    return (
        1 < len(words) < 7
        and words[0][0].isupper()
        and not text.isupper()
        and text.replace(" ", "").isalpha()
    )
