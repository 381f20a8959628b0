"""Words as OCR read them, some mended -> the same words, each with an issue where it may be wrong.

    Word("16-NQ/HCTD", reading="16-NQ/HCTTD")          source.ocr-repair: OCR read '16-NQ/HCTTD'
    Word("đẳng", confidence=0.7)                       source.ocr-doubt: OCR is not sure of it (70 %)
    Word("3412/SNNMT-VP"), Word("31/02/2011")          source.ocr-doubt: no table knows its letters; no such day

A wrong number or date does more harm than a wrong word, so figures, symbols and numerals are doubted sooner, and also
where they are read with confidence but cannot be, or cannot be checked.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Issue
from vnpolicy.reading.numerals import numeral_in
from vnpolicy.reading.symbol_letters import unknown_letters
from vnpolicy.reading.words import Word

_SURE, _SURE_FIGURE = 0.8, 0.9  # confidences; below, a word and a figure are doubted
_TELLING = re.compile(r"\d|[A-ZĐ]/|/[A-ZĐ]")
_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
# From "31/02/2011", "ngày 31 tháng 02 năm 2011", "13/2011" captures what is no day or month, if it is none.
_DATES = (
    re.compile(rf"(?<![\d/.-]){_DAY}[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}(?![\d/-])"),
    re.compile(rf"\bngày {_DAY} tháng (?P<month>\d{{1,2}}) năm {_YEAR}\b"),
    re.compile(rf"(?<![\d/.-])(?P<day>)(?P<month>\d{{1,2}})/{_YEAR}(?![\d/-])"),
    re.compile(rf"\b(?P<day>)tháng (?P<month>\d{{1,2}}) năm {_YEAR}\b"),
)
# From "quý 1/2026", "quý HI", "(khóa XD" captures what may be I, III, XI; from "quý II", "khóa 15" nothing.
_COUNTED = re.compile(
    r"\b(?: [Qq]uý[ ] (?!(?:I{1,3}|IV)\b) (?=[IVXLHl1]+\b) | [Kk]h(?:óa|oá)[ ] (?![IVX]+\b) (?=[A-Z]+\b) ) \w+",
    re.VERBOSE,
)


def doubted(words: Sequence[Word]) -> list[Word]:
    """The words, with an issue where one was mended or may be wrong."""
    reasons = _impossible(words)
    return [
        msgspec.structs.replace(word, issue=issue) if (issue := _issue(word, reasons.get(at))) else word
        for at, word in enumerate(words)
    ]


def _issue(word: Word, impossible: str | None) -> Issue | None:
    if word.reading is not None:
        return Issue(code="source.ocr-repair", message=f"OCR read {word.reading!r}: it was taken for {word.text!r}")
    reason = impossible or _unknown(word.text) or _unsure(word)
    return Issue(code="source.ocr-doubt", message=f"OCR read {word.text!r}: {reason}") if reason else None


def _unknown(text: str) -> str | None:
    letters = unknown_letters(text, Knowledge.default())
    return f"no table knows {' and '.join(letters)}" if letters else None


def _unsure(word: Word) -> str | None:
    figure = _TELLING.search(word.text) or numeral_in(word.text)
    sure = word.confidence is None or word.confidence >= (_SURE_FIGURE if figure else _SURE)
    return None if sure else f"it is not sure of it ({word.confidence:.0%})"


def _impossible(words: Sequence[Word]) -> dict[int, str]:
    """Why words cannot be what they seem, by their place."""
    text = " ".join(word.text for word in words)
    starts = [0, *accumulate(len(word.text) + 1 for word in words)]
    dates = ((*span, "the calendar has no such day or month") for span in _no_dates(fold(text)))
    numerals = ((found.end() - 1, found.end(), "it may be another numeral") for found in _COUNTED.finditer(text))
    return {
        at: reason
        for start, end, reason in (*dates, *numerals)
        for at in range(bisect_right(starts, start) - 1, bisect_right(starts, end - 1))
    }


def _no_dates(folded: str) -> Iterator[tuple[int, int]]:
    for pattern in _DATES:
        for found in pattern.finditer(folded):
            try:
                date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
            except ValueError:
                yield found.span()
