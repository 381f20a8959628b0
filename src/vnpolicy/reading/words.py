"""Words with their boxes -> the printed lines of a page, whoever found the words: a PDF engine or OCR.

Words of one height make a printed line; a wide gap parts it into chunks, as between the two sides of

    BAN CHẤP HÀNH TRUNG ƯƠNG        ĐẢNG CỘNG SẢN VIỆT NAM

which `columns.py` then puts in reading order.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from vnpolicy.reading.columns import Chunk, Printed
from vnpolicy.reading.gaps import with_gaps
from vnpolicy.reading.tidy import tidy, whole

_WIDE = 1.5  # of the height of the words: a gap that parts two chunks
_NARROW = 0.6  # of it: a gap that may part the columns of a letterhead, and no space between words
_SAME_LINE = 0.6  # of their height: how far the middles of two words of a line may lie apart
_NO_SPACE = 0.12  # of their height: a gap that is no space


class Word(msgspec.Struct, frozen=True):
    """A word and its box in points from the page's top left; `confidence` (0 to 1) is what OCR says of it.

    `spaced` says that a space certainly stands before it; else its distance from the word before tells.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    confidence: float | None = None
    spaced: bool = False


def printed(words: Sequence[Word], *, page: int = 1, above: int = 0) -> list[Printed]:
    """The printed lines of a page, from top to bottom; `above` says how many others stand above them."""
    lines = on_one_line(words)
    rows = [_row(line, number, page) for number, line in enumerate(lines, above + 1)]
    return with_gaps(rows, [line[0].right - line[0].left for line in lines])


def _row(line: Sequence[Word], number: int, page: int) -> Printed:
    chunks, narrow = _chunks(line, _WIDE), _chunks(line, _NARROW)
    return Printed(number, chunks, page=page, narrow=narrow if len(narrow) > len(chunks) else ())


def on_one_line(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the printed line that they stand on, from top to bottom and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        middle, height = (word.top + word.bottom) / 2, word.bottom - word.top
        if lines and middle - (lines[-1][0].top + lines[-1][0].bottom) / 2 < height * _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _chunks(line: Sequence[Word], wide: float) -> tuple[Chunk, ...]:
    groups = [[line[0]]]
    for left, right in pairwise(line):
        if right.left - left.right > wide * (right.bottom - right.top):
            groups.append([])
        groups[-1].append(right)
    return tuple(_chunk(group) for group in groups)


def _chunk(words: Sequence[Word]) -> Chunk:
    """The text of words; a word begins without a space where only the font changed."""
    text = bold = words[0].text
    open_bold = words[0].bold
    for left, right in pairwise(words):
        apart = right.spaced or right.left - left.right > _NO_SPACE * (right.bottom - right.top)
        joint = " " if apart else ""
        text += joint + right.text
        open_bold = open_bold and right.bold
        bold = text if open_bold else bold
    lead = len(tidy(whole(bold))) if words[0].bold else 0
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return Chunk(tidy(whole(text)), words[0].left, words[-1].right, top, bottom, lead)
