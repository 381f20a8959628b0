"""The panel that a digital signature prints on a page, taken out of the printed lines that it stands beside or upon.

    TỈNH ỦY PHÚ ĐÔNG          Ký bởi: Văn phòng Tỉnh ủy Phú        the panel: small print below "Ký bởi:" at one edge
    Số 12-KH/TU               Đông
                              Ngày ký: 05/03/2024 08:12:33

Printed lines come in; they go out without the panel, whose lines stand among them as furniture.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from vnpolicy.reading.columns import Chunk, Printed
from vnpolicy.reading.furniture import FIELDS, kind_of

_EDGE = 2.0  # points: chunks at one edge
_SMALL = 0.85  # of the usual height of letters: small print
_NEXT = 0.9  # of its height: how far the next line of a panel stands below
_MOST_UNTOLD = 2  # lines in a row that a long name may go on for


class _Part(msgspec.Struct, frozen=True):
    """A chunk, and the row it stands in."""

    row: int
    chunk: Chunk


def without_panels(rows: Sequence[Printed]) -> list[Printed]:
    """The printed lines of a page, panels of signatures apart as furniture."""
    parts = [_Part(at, chunk) for at, row in enumerate(rows) for chunk in row.narrow or row.chunks]
    signs = [part for part in parts if kind_of(part.chunk.text) == "stamp"]
    if not signs:
        return list(rows)
    usual = median(row.height for row in rows)
    panel = {(part.row, part.chunk) for sign in signs for part in _panel(sign, parts, usual)}
    return [piece for at, row in enumerate(rows) for piece in _parted(row, at, panel)]


def _panel(sign: _Part, parts: Sequence[_Part], usual: float) -> list[_Part]:
    """The parts of the panel that a sign opens or goes on: down to the last field or small print at its edge."""
    run = [sign, *_below(sign, parts)]
    height = sign.chunk.bottom - sign.chunk.top
    told = [
        at for at, part in enumerate(run) if height < usual * _SMALL or kind_of(part.chunk.text) in FIELDS
    ]
    wide = next((at for at, after in pairwise(told) if after - at > _MOST_UNTOLD + 1), told[-1])
    return run[: wide + 1]


def _below(sign: _Part, parts: Sequence[_Part]) -> Iterator[_Part]:
    """What stands below a part at its edge, line by line, in letters of its size."""
    last, height = sign.chunk, sign.chunk.bottom - sign.chunk.top
    for part in parts:
        chunk = part.chunk
        if part.row <= sign.row or abs(chunk.left - sign.chunk.left) > _EDGE:
            continue
        if chunk.top - last.bottom > height * _NEXT or abs(chunk.bottom - chunk.top - height) > height / 10:
            return
        yield part
        last = chunk


def _parted(row: Printed, at: int, panel: set[tuple[int, Chunk]]) -> Iterator[Printed]:
    chunks = row.narrow or row.chunks
    outside = tuple(chunk for chunk in chunks if (at, chunk) not in panel)
    if len(outside) == len(chunks):
        yield row
        return
    if outside:
        yield msgspec.structs.replace(row, chunks=outside, narrow=())
    inside = tuple(chunk for chunk in chunks if (at, chunk) in panel)
    yield msgspec.structs.replace(row, chunks=inside, narrow=(), furniture=True)
