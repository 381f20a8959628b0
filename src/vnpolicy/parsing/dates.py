"""Folded text -> the dates it prints, with their offsets.

    "… Chỉ thị 43-CT/TW ngày 08 tháng 6 năm 2010 của Ban Bí thư"  ->  DateMention(…, value="2010-06-08")

Days and months of a year are found wherever they stand; a bare "năm 2010" only on request. What the calendar
does not know (30/02/2010) is no date, and a day without a year has no value, so it is none either.
"""

import re
from collections.abc import Iterator
from datetime import date

import msgspec


class DateMention(msgspec.Struct, frozen=True, order=True):
    """A date at text[start:end]; `value` is an ISO day, month or year."""

    start: int
    end: int
    value: str


_MONTH_WORDS = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "chạp")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = {
    word: number for words in (_MONTH_WORDS, _ROMAN_MONTHS) for number, word in enumerate(words, 1)
} | {
    "một": 1,
    "bốn": 4,
    "mười hai": 12,
}
_SPELLED = "|".join(sorted((*_MONTH_WORDS, "một", "bốn", "mười hai"), key=len, reverse=True))

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_OF_YEAR = r"(?:,?\s{0,3}năm\s{0,3}|\s?[/-]\s?)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d)"

# From "ngày 08 tháng 6 năm 2010", "8/6/2010", "ngày 7-9-1987", "19 đến 23/1/2026", "tháng 10/2010" captures
# the day, the month and the year; from a range also its first day, which borrows the rest from its last.
_DATE = re.compile(
    rf"""(?<![\w/]) (?<!\d[.,-])
    (?: (?:(?P<word>ngày) \s{{0,3}} (?:mồng\s|mùng\s)? )?
        (?: (?P<first>{_DAY}) \s? (?:-|đến(?:\s hết)?(?:\s ngày)?|và(?:\s ngày)?) \s? (?=\d) )?
        (?P<day>{_DAY})
        (?: \s? (?P<mark>[/.-]) \s? (?P<month>{_MONTH}|[ivx]{{1,4}}) \s? (?P=mark) \s? (?P<year>{_YEAR})
          | \s{{0,3}} tháng \s{{0,3}} (?P<long>{_MONTH}|{_SPELLED}) {_OF_YEAR} (?P<full>{_YEAR}) )
      | tháng \s{{0,3}} (?P<only>{_MONTH}|{_SPELLED}) {_OF_YEAR} (?P<of>{_YEAR})
      | (?P<bare>năm) \s{{0,3}} (?P<alone>{_YEAR}) )
    (?![\w/]) (?!-\w)""",
    re.VERBOSE,
)


def find_dates(
    folded: str, start: int = 0, end: int | None = None, *, years: bool = False
) -> list[DateMention]:
    """The dates in folded[start:end], from left to right; with `years` also "năm 2010".

    >>> find_dates("ngày 06/1/2009 và tháng 10/2010")
    [DateMention(start=0, end=14, value='2009-01-06'), DateMention(start=18, end=31, value='2010-10')]
    """
    stop = len(folded) if end is None else end
    return [mention for found in _DATE.finditer(folded, start, stop) for mention in _mentions(found, years)]


def date_at(folded: str, start: int) -> DateMention | None:
    """The day that is printed exactly at `start`."""
    found = _DATE.match(folded, start)
    mentions = _mentions(found, False) if found else ()
    return next(
        (mention for mention in mentions if mention.start == start and len(mention.value) == 10), None
    )


def _mentions(found: re.Match[str], years: bool) -> Iterator[DateMention]:
    if found["bare"]:
        if years:
            yield DateMention(*found.span(), found["alone"])
    elif found["only"]:
        yield DateMention(*found.span(), f"{found['of']}-{_month(found['only']):02}")
    else:
        year, month = found["year"] or found["full"], found["month"] or found["long"]
        if found["first"] and (value := _iso(year, month, found["first"])):
            yield DateMention(found.start(), found.end("first"), value)
        if value := _iso(year, month, found["day"]):
            yield DateMention(found.start("day") if found["first"] else found.start(), found.end(), value)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), _month(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(printed: str) -> int:
    return int(printed) if printed.isdigit() else _MONTHS.get(printed, 0)
