r"""What is black on a picture: the ruling lines of a page, the strokes of a numeral.

    ┌────┬─────┐
    │ TT │ ... │  ->  five boxes, in pixels            (a picture of "IV.")  ->  |  \  /
    └────┴─────┘

Letters are Tesseract's concern; it takes rules for letters, and "III" for "II".
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 0.8  # of the brightness of the paper
_LEVEL, _UPRIGHT, _THICKEST = 0.8, 0.35, 0.06  # inches: a rule is no shorter, and no thicker
_WHOLE = 0.95  # of a rule is ink
_BAND = (0.15, 0.45)  # of the height of a word: below the tops of its letters, above dashes and dots
_WHOLE_STROKE = 0.8  # of that band


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


def frame_of(image: "Image") -> tuple[int, int, int, int] | None:
    """The box, in pixels, around all ink of a page; None where it is blank.

    Where a page is nearly blank, Tesseract takes the grain of the paper for letters: it should look no further.
    """
    ink = _ink(image)
    rows, columns = (ink.any(axis=axis).nonzero()[0].tolist() for axis in (1, 0))
    return (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1) if rows else None


def strokes_of(image: "Image") -> tuple[float, ...]:
    """How the strokes in the upper half of a word lean, from left to right; a dash and a dot have none there.

    A stroke that goes right by a tenth of its word's height on its way down gives 0.1: about 0 for I, twice as much
    and its opposite for V and X, less than 0 for a slash.
    """
    ink = _ink(image)
    rows = ink.any(axis=1).nonzero()[0]
    if not len(rows):
        return ()
    top, height = rows[0], rows[-1] - rows[0] + 1
    band = ink[top + round(height * _BAND[0]) : top + round(height * _BAND[1]) + 1]
    strokes: list[list[tuple[int, int]]] = []
    for row in band:
        for span in _spans(row.nonzero()[0].tolist()):
            above = next((each for each in strokes if each[-1][0] < span[1] and span[0] < each[-1][1]), None)
            if above is None:
                strokes.append([span])
            else:
                above.append(span)
    long = [each for each in strokes if len(each) >= len(band) * _WHOLE_STROKE]
    return tuple((sum(each[-1]) - sum(each[0])) / 2 / int(height) for each in sorted(long))


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
