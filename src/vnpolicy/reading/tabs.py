"""Two columns parted by a tab: as a typist sets them in Word, or as a copy from a web page has flattened them.

    TỈNH ỦY PHÚ ĐÔNG⇥ĐẢNG CỘNG SẢN VIỆT NAM     typed: left, right
    ⇥Phú Đông, ngày 5 ...                       right, for it begins with a tab

The copy parts the cells of a row by a tab, but not their lines:

    TỈNH ỦY PHÚ ĐÔNG                       left, for its row has a tab further down
    BAN TỔ CHỨC⇥ĐẢNG CỘNG SẢN VIỆT NAM     left, right
    ---------------                        right, for the tab is past
    Số 5-HD/BTC⇥Phú Đông, ngày 5 ...       left, right

`columns.py` finds the gutter between chunks whose edges put them on their side.
"""

import re
from collections.abc import Sequence

import msgspec

from vnpolicy.language import fold
from vnpolicy.reading.columns import CLOSING_ROWS, HEAD_ROWS, Chunk, opens_closing, two_column_zones
from vnpolicy.reading.paragraphs import names_type
from vnpolicy.reading.source import Column, Line
from vnpolicy.reading.tidy import tidy

_HIGHEST_CELL = 6  # lines
_COLUMNS: tuple[Column, ...] = ("left", "right")
_LONGEST_SIDE = 80  # characters
# From "1." and "II-" before a tab captures the label of a division, which no column is.
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-zđ]|[-–+•*])[.)/-]?")
_SIDES = ((0.0, 1.0), (3.0, 4.0))  # edges of what stands on the left and on the right


def flattened(raws: Sequence[str], *, head: bool) -> dict[int, tuple[Chunk, ...]]:
    """The chunks of the lines that stand in flattened columns, by their place in `raws`."""
    found: dict[int, tuple[Chunk, ...]] = {}
    if head:
        found |= _sides(raws, 0, _head_end(raws))
    opening = next((at for at in range(len(found), len(raws)) if opens_closing(raws[at].strip())), len(raws))
    for at in range(opening, min(len(raws), opening + CLOSING_ROWS)):
        if _is_tabbed(raws[at]):
            below = next((end for end in range(at, len(raws)) if not raws[end].strip()), len(raws))
            return found | _sides(raws, opening, min(below, opening + CLOSING_ROWS))
    return found


def _head_end(raws: Sequence[str]) -> int:
    """Behind the last tab of the letterhead: the next row's is near, a body's is not."""
    end = 0
    for at, raw in enumerate(raws[:HEAD_ROWS]):
        if at - end >= _HIGHEST_CELL or opens_closing(raw.strip()):
            break
        end = at + 1 if _is_tabbed(raw) else end
    return end


def _is_tabbed(raw: str) -> bool:
    return raw.strip().count("\t") == 1


def _sides(raws: Sequence[str], start: int, end: int) -> dict[int, tuple[Chunk, ...]]:
    chunks: dict[int, tuple[Chunk, ...]] = {}
    side = 0
    for at in range(start, end):
        left, tab, right = raws[at].strip().partition("\t")
        if tab or fold(left).startswith("số"):
            side = 0
        parts = ((side, left), (1, right)) if tab else ((side, left),)
        texts = [(place, tidy(part)) for place, part in parts]
        chunks[at] = tuple(Chunk(text, *_SIDES[place], at + 1, at + 2) for place, text in texts if text)
        side = 1 if tab else side
    return chunks


def columns_by_tabs(lines: Sequence[Line]) -> list[Line]:
    """The lines of a typed paper: tabs part the columns of its letterhead and closing block; others are spaces."""
    if not any("\t" in line.text and not line.cells for line in lines):
        return list(lines)
    found: list[Line] = []
    at = 0
    for zone in two_column_zones([_typed(line, row) for row, line in enumerate(lines)], head=True):
        found += map(untabbed, lines[at : zone.start])
        at = max(row for row in range(zone.start, zone.end) if _stands_in_column(lines[row])) + 1
        for column in _COLUMNS:
            found += [side for line in lines[zone.start : at] if (side := _side(line, column)).text]
    return [*found, *map(untabbed, lines[at:])]


def _stands_in_column(line: Line) -> bool:
    """Whether a line shows that the columns go as far as this: by a tab, or as one of those a paper is sent to."""
    return "\t" in line.text or line.text.startswith(("-", "–", "+"))


def _side(line: Line, column: Column) -> Line:
    """What stands on one side of the tab of a line."""
    left, _, right = line.text.partition("\t")
    if column == "right":
        return msgspec.structs.replace(line, text=right.replace("\t", " "), column=column, lead=0)
    strong = line.strong or line.lead >= len(left)
    return msgspec.structs.replace(
        line, text=left, column=column, strong=strong, lead=0 if strong else line.lead
    )


def untabbed(line: Line) -> Line:
    """The line with spaces for its tabs."""
    if line.cells or "\t" not in line.text:
        return line
    text = line.text.lstrip("\t").replace("\t", " ")
    return msgspec.structs.replace(line, text=text, lead=max(0, line.lead - len(line.text) + len(text)))


def _typed(line: Line, row: int) -> tuple[Chunk, ...]:
    """The chunks of a typed line; what no letterhead or closing block holds goes right across."""
    left, tab, right = line.text.partition("\t")
    top, bottom = 2.0 * row, 2.0 * row + 1  # apart, so that only tabs tell how far a letterhead goes
    long = max(len(left), len(right)) > _LONGEST_SIDE
    if long or line.cells or line.column or (_LABEL.fullmatch(left) if tab else names_type(line)):
        return (Chunk(line.text, _SIDES[0][0], _SIDES[1][1], top, bottom),)
    sides = ((left, _SIDES[0]), (right, _SIDES[1]))
    return tuple(Chunk(text, *edges, top, bottom) for text, edges in sides if text)
