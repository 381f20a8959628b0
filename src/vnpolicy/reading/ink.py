"""What is black on a picture: the ruling lines of a page, the strokes of a numeral.

    ┌────┬─────┐
    │ TT │ ... │  ->  five boxes, in pixels            (a picture of "III.")  ->  3
    └────┴─────┘

Letters are Tesseract's concern; it takes rules for letters, and "III" for "II".
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 0.8  # of the brightness of the paper
_LEVEL, _UPRIGHT, _THICKEST = 0.8, 0.35, 0.06  # inches: a rule is no shorter, and no thicker
_WHOLE = 0.95  # of a rule is ink
_BAND = (0.2, 0.4)  # of the height of a word: below the tops of its letters, above dashes and dots


class _Run(msgspec.Struct):
    """Ink without a gap: pixels [start, end) of the rows from `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


def rules_of(image: "Image", *, dpi: float) -> list[Box]:
    """The boxes, in pixels, of the level and upright lines of a page that lies straight."""
    ink = _ink(image)
    level = [run for run in _runs(ink, round(_LEVEL * dpi)) if run.last - run.first < _THICKEST * dpi]
    upright = [run for run in _runs(ink.T, round(_UPRIGHT * dpi)) if run.last - run.first < _THICKEST * dpi]
    boxes: list[Box] = [(run.start, run.first, run.end, run.last + 1) for run in level]
    return [*boxes, *((run.first, run.start, run.last + 1, run.end) for run in upright)]


def strokes(image: "Image") -> int:
    """How many strokes stand side by side in the upper part of a word: one for I, two for V and X, none for a dash."""
    ink = _ink(image)
    rows = ink.any(axis=1).nonzero()[0]
    if not len(rows):
        return 0
    top, height = rows[0], rows[-1] - rows[0] + 1
    band = ink[top + round(height * _BAND[0]) : top + round(height * _BAND[1]) + 1]
    counts = Counter(int(row[0]) + int((row[1:] & ~row[:-1]).sum()) for row in band)
    return counts.most_common(1)[0][0]


def _ink(image: "Image") -> Any:
    """Which pixels are dark, as an array of truth values."""
    import numpy

    grays = numpy.asarray(image.convert("L"))
    return grays < numpy.median(grays) * _DARK


def _runs(ink: Any, shortest: int) -> list[_Run]:
    """The long runs of ink along the rows of an array; a run may wander to the next row."""
    import numpy

    broad = ink.copy()
    broad[1:] |= ink[:-1]
    broad[:-1] |= ink[1:]
    sums = numpy.cumsum(numpy.pad(broad, ((0, 0), (1, 0))), axis=1, dtype=numpy.int32)
    full: Any = sums[:, shortest:] - sums[:, :-shortest] >= shortest * _WHOLE
    found: list[_Run] = []
    for row in full.any(axis=1).nonzero()[0].tolist():
        for start, end in _spans(full[row].nonzero()[0].tolist()):
            _add(found, _Run(start, end + shortest - 1, row, row))
    return found


def _spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs [start, end) of numbers that follow each other."""
    start = end = None
    for number in numbers:
        if number != end:
            if start is not None and end is not None:
                yield start, end
            start = number
        end = number + 1
    if start is not None and end is not None:
        yield start, end


def _add(found: list[_Run], run: _Run) -> None:
    """Join a run to one that ends on the row above it, or add it."""
    for other in reversed(found):
        if other.last >= run.first - 2 and other.start < run.end and run.start < other.end:
            other.start, other.end = min(other.start, run.start), max(other.end, run.end)
            other.last = run.last
            return
    found.append(run)
