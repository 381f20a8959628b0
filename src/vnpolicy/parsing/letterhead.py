"""The letterhead: who writes, under which number, where and when.

    TỈNH ỦY ĐẮK LẮK                       ĐẢNG CỘNG SẢN VIỆT NAM
    Số 100 - KH/TU                        Buôn Ma Thuột, ngày 17 tháng 9 năm 2010

The two columns may come one after the other, line by line, or flattened into one line; so nothing here counts
lines: mottos are cut out, number and date are found by their form, and what capitals are left is the organ.
"""

import re
from collections.abc import Iterator

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Furniture
from vnpolicy.language import plain
from vnpolicy.model import Span, Value
from vnpolicy.parsing.dates import find_dates
from vnpolicy.parsing.organ_names import begins_organ, organ_of
from vnpolicy.reading.source import CleanText, Paragraph

# From "Số 100 - KH/TU", "Luật số: 51/2024/QH15", "Nghị quyết số: 66.7/2025/NQ-CP" captures the symbol; behind its type
# and before its day ("Nghị quyết số 5/NQ-CP ngày …") it is cited.
_NUMBER = re.compile(
    r"""
    (?<!\w) (?P<type> (?:luật|nghị\ quyết|pháp\ lệnh|bộ\ luật) \s )? số \s? [:.]? \s?
    (?P<symbol> (?> \d{1,6} (?:\.\d{1,3})? \w{0,2} (?:\ (?!v/v)\w{1,8}(?=[-/]))?
                (?: \ ?[-/]\ ? (?!v/v) \w[\w.&]{0,30} ){1,8} ) )
    (?(type) (?! \ ?; | ,?\ (?:ngày|của)\b) )
    """,
    re.VERBOSE,
)
# From "Số:      /KH-UBND", "Số: … /QĐ" captures a number that nobody filled in.
_BLANK_NUMBER = re.compile(r"(?<!\w)số \s? [:.]? [\s.…_]{0,40} [-/]\s?[\w-]{2,20}", re.VERBOSE)
# From "Đắk Lắk, " before a date captures the place.
_PLACE = re.compile(r"(?P<place>[^\W\d_][^\n\t,;:/()\d]{1,45}?)\s?,?\s*")
# From "Sở Y tế hoàn thành trước" tells that the day behind it is no paper's.
_BEFORE_A_DAY = re.compile(r"\s(?:trước|sau|từ|đến|vào|trong|hết|là)$")
_BLANK_DATE = re.compile(
    r"ngày[\s.…_]{0,20}(?:\d{1,2}[\s.…_]{0,20})?tháng[\s.…_]{0,20}(?:\d{1,2}[\s.…_]{0,20})?năm"
)
_SUBJECT = re.compile(r"(?<!\w)(?:v/v|về\ việc)(?!\w)", re.VERBOSE)
_ABOVE = 8  # paragraphs that a letterhead may have above its motto
_LONGEST = 200  # characters of a line of a letterhead
_SHOUT = 5  # characters that tell whether a line begins in capitals


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """What a letterhead says. `subject` is the "V/v …" of a letter; `blank` names what nobody filled in."""

    number: Value | None = None
    organ: Value | None = None
    place: Value | None = None
    date: Value | None = None
    subject: Span | None = None
    blank: tuple[str, ...] = ()


def shouted(text: CleanText) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs that begin in capitals, as lines of a letterhead do, and their numbers."""
    printed = text.text
    for at, paragraph in enumerate(text.paragraphs):
        beginning = printed[paragraph.start : paragraph.start + _SHOUT]
        if paragraph.start < paragraph.end and beginning.upper() == beginning:
            yield at, paragraph


def first_line(text: CleanText, at: int, floor: int) -> int:
    """The paragraph, not before `floor`, with which the letterhead begins that paragraph `at` belongs to."""
    first = at
    while first > max(floor, at - _ABOVE):
        above = text.paragraphs[first - 1]
        line = text.text[above.start : above.end]
        if len(line) > _LONGEST or not (above.column == "left" or line.isupper() or line.startswith("Số")):
            break
        first -= 1
    return first


def read_letterhead(text: CleanText, end: int, knowledge: Knowledge) -> Letterhead:
    """What the letterhead says that fills text[:end]."""
    number = _number(text, end)
    subject = _subject(text, number, end)
    date, place = _date_and_place(text, end, number, subject, knowledge)
    organ_end = min((v.start for v in (number, date) if v and v.start is not None), default=end)
    organ = _organ(text, organ_end, knowledge) or _organ(text, end, knowledge)
    blank = []
    if not number and _BLANK_NUMBER.search(text.folded, 0, end):
        blank.append("number")
    if not date and _BLANK_DATE.search(text.folded, 0, end):
        blank.append("date")
    return Letterhead(number=number, organ=organ, place=place, date=date, subject=subject, blank=tuple(blank))


def _number(text: CleanText, end: int) -> Value | None:
    """The symbol behind "Số" at the start of a line or cell; else the first that no "V/v …" cites."""
    found = [number for number in _NUMBER.finditer(text.folded, 0, end) if not _cited(text, number.start())]
    if not found:
        return None
    best = next((number for number in found if _line_start(text, number.start()) == number.start()), found[0])
    symbol = text.text[best.start("symbol") : best.end("symbol")].rstrip(".")
    stop = best.start("symbol") + len(symbol)
    return _value(text, best.start(), stop, plain("".join(symbol.split())))


def _cited(text: CleanText, start: int) -> bool:
    """Whether a symbol stands behind words that are no letterhead: "V/v trả lời Công văn số …"."""
    before = text.text[_line_start(text, start) : start].rstrip(" :|-–*")
    return before.upper() != before


def _line_start(text: CleanText, at: int) -> int:
    """Where the line or cell begins in which `at` stands, behind the marks at its edge."""
    start = max(text.text.rfind("\n", 0, at), text.text.rfind("\t", 0, at)) + 1
    while start < at and not text.text[start].isalnum():
        start += 1
    return start


def _value(text: CleanText, start: int, end: int, value: str) -> Value:
    return Value(value=value, start=start, end=end, text=text.text[start:end])


def _subject(text: CleanText, number: Value | None, end: int) -> Span | None:
    """The "V/v …" under the number, to the end of its cell."""
    found = _SUBJECT.search(text.folded, number.end if number and number.end else 0, end)
    if not found:
        return None
    stop = re.compile(r"[\n\t]|$").search(text.text, found.start())
    return Span(found.start(), min(end, stop.start() if stop else end))


def _date_and_place(
    text: CleanText, end: int, number: Value | None, subject: Span | None, knowledge: Knowledge
) -> tuple[Value | None, Value | None]:
    """The first day that stands alone on its line, or behind a place: "Buôn Ma Thuột, ngày …"."""
    for mention in find_dates(text.folded, 0, end):
        if len(mention.value) != 10 or (subject and subject.start <= mention.start < subject.end):
            continue
        start = _line_start(text, mention.start)
        if number and number.end and number.end > start and number.end <= mention.start:
            start = number.end
        start = _after_motto(text, start, mention.start, knowledge)
        place = _PLACE.fullmatch(text.text, start, mention.start)
        if place and text.text[start].isupper() and not _BEFORE_A_DAY.search(place["place"]):
            date = _value(text, mention.start, mention.end, mention.value)
            return date, _value(text, start, place.end("place"), place["place"])
        if start == mention.start:
            return _value(text, mention.start, mention.end, mention.value), None
    return None, None


def _after_motto(text: CleanText, start: int, end: int, knowledge: Knowledge) -> int:
    mottos = [found.end for found in knowledge.matcher(Furniture).find(text.folded, start, end)]
    at = mottos[-1] if mottos else start
    while at < end and not text.text[at].isalpha():
        at += 1
    return at


def _organ(text: CleanText, end: int, knowledge: Knowledge) -> Value | None:
    lines = list(_capitals(text, end, knowledge))
    first = next(
        (at for at, (start, _) in enumerate(lines) if begins_organ(text.folded, start, knowledge)), None
    )
    if first is None:
        return None
    lines = lines[first:]
    start, stop = lines[0][0], lines[-1][1]
    return _value(text, start, stop, organ_of([text.text[a:b] for a, b in lines], knowledge))


def _capitals(text: CleanText, end: int, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """The lines in capitals before `end`, without mottos and rules."""
    for paragraph in text.paragraphs:
        if paragraph.start >= end:
            return
        for start, stop in _without_mottos(text, paragraph.start, min(paragraph.end, end), knowledge):
            printed = text.text[start:stop]
            letters = sum(map(str.isalpha, printed))
            if paragraph.column != "right" and letters >= 4 and printed.upper() == printed:
                yield start, stop


def _without_mottos(text: CleanText, start: int, end: int, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    for motto in knowledge.matcher(Furniture).find(text.folded, start, end):
        yield from _pieces(text, start, motto.start)
        start = motto.end
    yield from _pieces(text, start, end)


def _pieces(text: CleanText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a line, without the marks at their edges."""
    for piece in re.finditer(r"[^\t]+", text.text[start:end]):
        words = piece[0].strip(" *-_–—.·|\t")
        if words:
            at = start + piece.start() + piece[0].find(words)
            yield at, at + len(words)
