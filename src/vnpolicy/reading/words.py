"""Words with their boxes -> the printed lines of a page, whoever found the words: a PDF engine or OCR.

Words of one height make a printed line; a wide gap parts it into chunks, as between the two sides of

    BAN CHẤP HÀNH TRUNG ƯƠNG        ĐẢNG CỘNG SẢN VIỆT NAM

which `columns.py` then puts in reading order.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from vnpolicy.model import Issue
from vnpolicy.reading.columns import Chunk, Printed
from vnpolicy.reading.gaps import with_gaps
from vnpolicy.reading.source import Doubt
from vnpolicy.reading.tidy import SOFT_HYPHEN, tidy, whole

_WIDE = 1.5  # of the height of the words: a gap that parts two chunks
_NARROW = 0.6  # of it: a gap that may part the columns of a letterhead, and no space between words
_SAME_LINE = 0.6  # of their height: how far the middles of two words of a line may lie apart
_RAISED, _SMALL = 0.12, 0.85  # of the height of a word: how the mark of a note stands beside it
_UNITS = ("m", "M")
_LONGEST_MARK = 4  # figures
_NO_SPACE = 0.12  # of their height: a gap that is no space


class Word(msgspec.Struct, frozen=True):
    """A word and its box in points from the page's top left; `confidence` (0 to 1) is what OCR says of it.

    Its letters are composed, as `tidy.whole` makes them, and have some height.
    `spaced` says that a space certainly stands before it; else its distance from the word before tells. `reading` is
    what OCR read where the text is another, `issue` what there is to tell of it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False
    confidence: float | None = None
    spaced: bool = False
    reading: str | None = None
    issue: Issue | None = None


def printed(words: Sequence[Word], *, page: int = 1, above: int = 0) -> list[Printed]:
    """The printed lines of a page, from top to bottom; `above` says how many others stand above them."""
    lines = on_one_line(words)
    rows = [_row(line, number, page) for number, line in enumerate(lines, above + 1)]
    return with_gaps(rows, [line[0].right - line[0].left for line in lines])


def _row(line: Sequence[Word], number: int, page: int) -> Printed:
    gaps = [(right.left - left.right) / _height(right) for left, right in pairwise(line)]
    chunks = _chunks(line, gaps, _WIDE)
    narrow = _chunks(line, gaps, _NARROW) if any(_NARROW < gap <= _WIDE for gap in gaps) else ()
    return Printed(number, chunks, page=page, narrow=narrow)


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


def _chunks(line: Sequence[Word], gaps: Sequence[float], wide: float) -> tuple[Chunk, ...]:
    cuts = [at for at, gap in enumerate(gaps, 1) if gap > wide]
    return tuple(_chunk(line[start:end]) for start, end in pairwise((0, *cuts, len(line))))


def _chunk(words: Sequence[Word]) -> Chunk:
    """The text of words; a word begins without a space where only the font changed."""
    own = _mark(words[1], words[0]) if len(words) > 1 else None
    texts = [own + " " if own else words[0].text]
    open_bold, lead = words[0].bold, 0
    doubts = [_doubt(words[0], 0)]
    for left, right in pairwise(words):
        if open_bold and not right.bold:
            open_bold, lead = False, len(_text(texts))
        if texts[-1][-1] != " " and (right.spaced or right.left - left.right > _NO_SPACE * _height(right)):
            texts.append(" ")
        doubts.append(_doubt(right, sum(map(len, texts)) if right.issue else 0))
        texts.append(_mark(left, right) or right.text)
    text = _text(texts)
    tallest = max(words, key=_height)  # what is raised or small says nothing of the line
    lead = len(text) if open_bold else lead
    told = tuple(filter(None, doubts))
    return Chunk(text, words[0].left, words[-1].right, tallest.top, tallest.bottom, lead, told)


def _doubt(word: Word, start: int) -> Doubt | None:
    """What there is to tell of a word that begins at `start` of a line."""
    issue = word.issue
    return Doubt(start, start + len(word.text), issue.code, issue.message) if issue else None


def _text(parts: Sequence[str]) -> str:
    """Parts as one text; a letter and its mark may have come apart."""
    text = "".join(parts)
    plain = SOFT_HYPHEN not in text and unicodedata.is_normalized("NFC", text)
    return text if plain else tidy(whole(text))


def _mark(word: Word, mark: Word) -> str | None:
    """The mark of a note, raised small beside a word, as "[1]"; behind a unit it is a power: "km2"."""
    if not (mark.text.isdecimal() and len(mark.text) < _LONGEST_MARK) or word.text.endswith(_UNITS):
        return None
    raised = word.bottom - mark.bottom > _height(word) * _RAISED and _height(mark) < _height(word) * _SMALL
    return f"[{mark.text}]" if raised else None


def _height(word: Word) -> float:
    return word.bottom - word.top
