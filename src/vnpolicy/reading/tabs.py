"""Two columns that a copy from a web page has flattened: the cells of a row parted by a tab, their lines not.

    TỈNH ỦY PHÚ ĐÔNG                       left, for its row has a tab further down
    BAN TỔ CHỨC⇥ĐẢNG CỘNG SẢN VIỆT NAM     left, right
    ---------------                        right, for the tab is past
    Số 5-HD/BTC⇥Phú Đông, ngày 5 ...       left, right

Lines come in, and go out as chunks whose edges put them on their side, so that `columns.py` finds a gutter.
"""

from collections.abc import Sequence

from vnpolicy.language import fold
from vnpolicy.reading.columns import CLOSING_ROWS, HEAD_ROWS, Chunk, opens_closing
from vnpolicy.reading.tidy import tidy

_HIGHEST_CELL = 6  # lines
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
