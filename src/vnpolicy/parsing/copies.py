"""The block of a certified copy: who copied a paper, under which number, where and when, and who signed for it.

    TỈNH ỦY PHÚ ĐÔNG              SAO LỤC
    Số 21-BS/TU                   Phú Đông, ngày 02 tháng 4 năm 2024

It stands below the paper that was copied, whose own number, date and signer remain those of the document; at times
above it. A stamp at the head, "SAO Y" alone, tells only the kind.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import CopyMark, Furniture
from vnpolicy.language import alternation, fold
from vnpolicy.model import Certification, Span
from vnpolicy.parsing.closing import Closing, find_closings
from vnpolicy.parsing.letterhead import first_line, read_letterhead, shouted
from vnpolicy.reading.source import CleanText, Paragraph

_LINES = 40  # paragraphs that a block may have
_LONGEST = 120  # characters of a line with a mark
_BEHIND = 3  # paragraphs that may stand between a signature and a block whose number is no copy's
_ANY = ("BS",)  # the symbol of every kind of copy; the words alone, "BẢN SAO", stand on much else


class Copy(msgspec.Struct, frozen=True):
    """What a block says, and where it stands: in the paragraphs [first, after)."""

    first: int
    after: int
    span: Span
    certification: Certification


class _Sign(msgspec.Struct, frozen=True):
    """What tells of a copy, in paragraph `at`: its mark, or its number."""

    at: int
    span: Span
    row: CopyMark
    numbered: bool


def find_copy(text: CleanText, closings: Sequence[Closing], knowledge: Knowledge) -> Copy | None:
    """The block that certifies the text as a copy; `closings` are those of the text."""
    signs = _signs(text, knowledge)
    motto = _motto(text, knowledge) if signs else 0
    for sign in signs:
        own = next(
            (closing.first for closing in closings if closing.first < sign.at < closing.after), sign.at
        )
        signed = max((closing.after for closing in closings if closing.after <= own), default=None)
        if signed is None and sign.at >= motto:
            continue
        first = first_line(text, own, signed or 0)
        stop = (
            first_line(text, motto, sign.at + 1)
            if signed is None
            else min(own + _LINES, len(text.paragraphs))
        )
        copy = _read(text, sign, first, stop, knowledge)
        numbered = copy and any(other.numbered and other.span in copy.span for other in signs)
        if copy and (numbered or signed is None or (sign.row.symbols != _ANY and first - signed <= _BEHIND)):
            return copy
    return None


def _motto(text: CleanText, knowledge: Knowledge) -> int:
    """The paragraph with the motto of the paper itself; 0 where it shows none."""
    mottos = (found for found in knowledge.matcher(Furniture).find(text.folded) if found.row.code == "motto")
    start = next((motto.start for motto in mottos if text.text[motto.start : motto.end].isupper()), 0)
    return _paragraph_at(text, start)


def _paragraph_at(text: CleanText, offset: int) -> int:
    return bisect_right(text.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1


def _signs(text: CleanText, knowledge: Knowledge) -> list[_Sign]:
    """Marks, in capitals at the end of a line in capitals, then numbers of copies, each in order."""
    rows = {fold(symbol): row for row in knowledge[CopyMark] for symbol in row.symbols}
    found = [
        _Sign(at, Span(mark.start, mark.end), mark.row, False)
        for at, line in shouted(text)
        for mark in knowledge.matcher(CopyMark).find(text.folded, line.start, line.end)
        if _is_mark(text, line, mark.end)
    ]
    numbers = [
        _Sign(_paragraph_at(text, number.start()), Span(*number.span()), rows[number["symbol"]], True)
        for number in _numbers(knowledge).finditer(text.folded)
    ]
    return found + numbers


def _is_mark(text: CleanText, line: Paragraph, end: int) -> bool:
    before, behind = text.text[line.start : end], text.text[end : line.end].split("\t")[0]
    return before.isupper() and not behind.strip(" *:.") and len(before) <= _LONGEST


@lru_cache(maxsize=8)
def _numbers(knowledge: Knowledge) -> re.Pattern[str]:
    """From "Số 21-BS/TU", "Số: 15/SY-UBND" at the start of a line captures the symbol of the copy."""
    symbols = alternation(fold(symbol) for row in knowledge[CopyMark] for symbol in row.symbols)
    number = rf"^[\s*|]{{0,6}}số\s?:?\s?\d{{1,5}}\s?[-/]\s?(?P<symbol>{symbols})(?!\w)[^\n\t]{{0,40}}"
    return re.compile(number, re.MULTILINE)


def _read(text: CleanText, sign: _Sign, first: int, stop: int, knowledge: Knowledge) -> Copy | None:
    """What the block says that begins with paragraph `first` and ends before `stop`."""
    block = Span(text.paragraphs[first].start, text.paragraphs[stop - 1].end)
    marks = [] if sign.numbered else [sign.span]
    head = read_letterhead(_only(text, block, marks), block.end, knowledge)
    told = head.number or head.date
    if not told and (sign.numbered or first > 0):
        return None  # the words "BẢN SAO" somewhere below
    fields = [
        field.span for field in (head.number, head.organ, head.place, head.date) if field and field.span
    ]
    rest = _only(text, block, marks + fields)
    closing = (
        next(find_closings(rest, 0, knowledge), Closing(first=0, after=0, span=sign.span)) if told else None
    )
    end = max(span.end for span in [sign.span, *fields, *([closing.span] if closing else [])])
    certification = Certification(
        kind=sign.row.name, number=head.number, organ=head.organ if told else None, place=head.place, date=head.date,
        signers=closing.signers if closing else (), recipients=closing.recipients if closing else (),
        start=sign.span.start, end=sign.span.end, text=text.text[sign.span.start : sign.span.end],
    )  # fmt: skip
    return Copy(first, _paragraph_at(text, end - 1) + 1, Span(block.start, end), certification)


def without(text: CleanText, copy: Copy) -> CleanText:
    """The text as if nobody had copied it; what is left stands where it stood."""
    printed, folded = (
        _blanked(string, Span(0, len(string)), [copy.span]) for string in (text.text, text.folded)
    )
    kept = text.paragraphs[: copy.first] + text.paragraphs[copy.after :]
    return CleanText(text=printed, folded=folded, paragraphs=kept)


def _only(text: CleanText, block: Span, without: Sequence[Span]) -> CleanText:
    """The text with nothing but a block, less some of it: what is left stands where it stood."""
    printed, folded = (_blanked(string, block, without) for string in (text.text, text.folded))
    lines = (line for line in text.paragraphs if block.start <= line.start and line.end <= block.end)
    kept = tuple(line for line in lines if printed[line.start : line.end].strip())
    return CleanText(text=printed, folded=folded, paragraphs=kept)


def _blanked(string: str, block: Span, without: Sequence[Span]) -> str:
    string = " " * block.start + string[block.start : block.end]
    for span in without:
        string = string[: span.start] + " " * len(span) + string[span.end :]
    return string
