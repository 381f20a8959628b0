"""Printed lines -> the same, with `gap` where one opens a paragraph, as far as their places on the page tell.

    Các cấp ủy đảng chủ động xây dựng kế hoạch, bố trí cán bộ theo
    dõi công tác này.
        Văn phòng Tỉnh ủy tổng hợp.          it is indented, and the line above is not
        Ban Dân vận theo dõi.                the line above ends early: "Ban" would have found room there

    III. TỔ CHỨC THỰC HIỆN                   blank space stands above

Nothing is asked of the words: a scan tells the same.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from vnpolicy.reading.columns import Printed

_PARAGRAPH = 1.25  # of the usual distance of two lines: blank space stands between
_EARLY, _VERY_EARLY = (
    0.08,
    0.4,
)  # of the width of the text: room that no word is too long for, that no line leaves
_INDENT = 0.03  # of it: what is further right than the margin
_INDENTED = 0.1  # of the lines stand on one indent, on a page whose paragraphs are indented


class _Frame(msgspec.Struct, frozen=True):
    """How the lines of a page are set: their usual distance and edges, and whether paragraphs are indented."""

    pitch: float
    left: float
    right: float
    indents: bool


def with_gaps(rows: Sequence[Printed], firsts: Sequence[float]) -> list[Printed]:
    """The printed lines of a page, with `gap`, `room` and `first`; `firsts` are the breadths of their first words."""
    if not rows:
        return []
    frame = _frame(rows)
    width = max(1.0, frame.right - frame.left)
    rows = [
        msgspec.structs.replace(
            row,
            indent=(row.left - frame.left) / width,
            room=(frame.right - row.right) / width,
            first=first / width,
        )
        for row, first in zip(rows, firsts, strict=True)
    ]
    opening = [False, *(_opens(rows, at, frame) for at in range(1, len(rows)))]
    return [msgspec.structs.replace(row, gap=gap) for row, gap in zip(rows, opening, strict=True)]


def over_pages(rows: Sequence[Printed]) -> list[Printed]:
    """The printed lines of several pages: of the first of a page the last of the page before tells, no blank space."""
    found = list(rows)
    body = [at for at, row in enumerate(rows) if not row.furniture]
    for above, at in pairwise(body):
        if rows[above].page != rows[at].page:
            found[at] = msgspec.structs.replace(rows[at], gap=_is_set_off(rows[above], rows[at]))
    return found


def _frame(rows: Sequence[Printed]) -> _Frame:
    pitches = sorted(_pitch(*pair) for pair in pairwise(rows))
    rights = sorted(row.right for row in rows)
    left = _usual([row.left for row in rows])
    indents = Counter(round(row.left / 2) for row in rows if row.left - left > row.height)
    return _Frame(
        pitch=pitches[len(pitches) // 3] if pitches else 0.0,
        left=left, right=rights[len(rights) * 9 // 10],
        indents=max(indents.values(), default=0) > len(rows) * _INDENTED,
    )  # fmt: skip


def _usual(edges: Sequence[float]) -> float:
    """The left edge that most lines share; of two that are equally common, the left one."""
    counts = Counter(round(edge / 2) * 2 for edge in edges)
    return min(counts, key=lambda edge: (-counts[edge], edge))


def _pitch(above: Printed, row: Printed) -> float:
    return row.top - above.top


def _opens(rows: Sequence[Printed], at: int, frame: _Frame) -> bool:
    above, row = rows[at - 1], rows[at]
    if _pitch(above, row) > frame.pitch * _PARAGRAPH and not _is_loosely_set(rows, at, frame):
        return True
    if abs(row.left + row.right - above.left - above.right) < row.height:
        return False  # both are centred
    return _is_set_off(above, row)


def _is_set_off(above: Printed, row: Printed) -> bool:
    """Whether a line begins further right than the one above, or that one ends early."""
    if row.indent > _INDENT:
        return above.indent < _INDENT / 2 or _ends_early(above, row, _EARLY)
    return above.indent < _INDENT and _ends_early(above, row, _VERY_EARLY)


def _ends_early(above: Printed, row: Printed, early: float) -> bool:
    """Whether the first word of a line would have found room on the line above; a heading is broken as one likes."""
    return above.room - row.first > early and not (above.bold and row.bold)


def _is_loosely_set(rows: Sequence[Printed], at: int, frame: _Frame) -> bool:
    """Whether a line goes on one that fills the page, as far below it as its neighbours are from each other."""
    above, row = rows[at - 1], rows[at]
    if not frame.indents or row.indent > _INDENT or frame.right - above.right > row.height:
        return False
    others = (other for other in (at - 1, at + 1) if 0 < other < len(rows))
    pitch = _pitch(above, row)
    return any(abs(_pitch(rows[other - 1], rows[other]) - pitch) < row.height / 10 for other in others)
