"""A printed time: the ISO day or period that it is, or what is printed of one where the year is not.

    "ngày 15/12/2025"                     ->  2025-12-15
    "quý IV năm 2025", "tháng 12/2025"    ->  2025-Q4, 2025-12
    "30/6 hằng năm", "tháng 9", "quý I"   ->  no value, but --06-30, --09, --Q1
    "ngày 25 hằng tháng"                  ->  no value, but ---25
    "từ ngày 05 đến ngày 20/4/2026"       ->  begins 2026-04-05, ends 2026-04-20

A year that is not printed is never added; within one range it is printed once for both ends.
"""

import re
from collections.abc import Iterator
from datetime import date

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?P<{0}>20\d\d)(?!\d)"
# From "ngày 15/12/2025", "15/12", "ngày 20 tháng 6 năm 2026" captures day, month, year; from "tháng 12/2025"
# month and year; from "quý IV năm 2025" quarter and year; from "6 tháng đầu năm 2026" half and year; from
# "ngày 25 hằng tháng" the day of the month; from "năm 2025" the year.
TIME = re.compile(
    rf"""(?:(?<![\w/.-])|(?<=20\d\d)(?=-20\d\d))
    (?: (?:ngày\s)? (?P<day>\d{{1,2}}) (?: \s?[/.-]\s? | \stháng\s ) (?P<month>\d{{1,2}})
        (?: (?:\s?[/.-]\s?|\snăm\s) {_YEAR.format("y1")} )?
      | tháng\s (?:\d{{1,2}}\s?(?:,|và)\s)* (?P<only>\d{{1,2}}) (?: (?:\s?[/-]\s?|\snăm\s) {_YEAR.format("y2")} )?
      | (?:quý\s)? (?P<quarter>i{{1,3}}|iv|(?<=quý\s)[1-4]) (?: (?:\s?[/-]\s?|\snăm\s) {_YEAR.format("y3")} )
      | quý\s (?P<bare>i{{1,3}}|iv|[1-4]) (?!\w)
      | (?:0?6|sáu)\stháng\s(?P<half>đầu|cuối)\snăm (?: \s {_YEAR.format("y4")} )?
      | (?:ngày\s)? (?P<monthly>\d{{1,2}}) (?=\s(?:của\s)?(?:tháng\s(?:đầu|cuối|sau)|(?:hàng|hằng|mỗi)\s))
      | (?:năm\s|[-–]\s?)? {_YEAR.format("y5")} )
    (?![\w/])""",
    re.VERBOSE,
)
# What stands between the two ends of a range, and before its first: "từ | ngày 05 | đến hết | ngày 20/4/2026".
_TO = re.compile(r"\s?(?:(?:-|đến|tới)(?:\s(?:hết|cuối|đầu|ngày))*\s?)?")
_FROM = re.compile(r"(?<!\w)(?:từ|giai đoạn|thời kỳ)\s(?:đầu\s|cuối\s)?(?=\S)")
_FIRST_DAY = re.compile(r"(?:ngày\s)?(?P<first>\d{1,2})(?=\s?(?:-|đến)\s)")
_LONGEST_RANGE = 48  # characters of its first end


def value_of(time: re.Match[str]) -> str | None:
    """The ISO day or period; None where no year is printed, or the calendar does not know the day.

    >>> value_of(TIME.match("quý iv năm 2025"))
    '2025-Q4'
    """
    year = time["y1"] or time["y2"] or time["y3"] or time["y4"] or time["y5"]
    if not year:
        return None
    if time["quarter"]:
        return f"{year}-Q{_QUARTERS[time['quarter']]}"
    if time["half"]:
        return f"{year}-06" if time["half"] == "đầu" else f"{year}-12"
    if time["only"]:
        return f"{year}-{int(time['only']):02}" if 1 <= int(time["only"]) <= 12 else None
    return _day(year, time["month"], time["day"]) if time["day"] else year


def yearless_of(time: re.Match[str]) -> str | None:
    """What is printed of a day or period without its year: "--06-30", "--09", "--Q1", "---25".

    >>> yearless_of(TIME.match("30/6 hằng năm"))
    '--06-30'
    """
    if time["monthly"]:
        return f"---{int(time['monthly']):02}" if 1 <= int(time["monthly"]) <= 31 else None
    if time["bare"]:
        return f"--Q{_QUARTERS[time['bare']]}"
    if time["only"] and not time["y2"]:
        return f"--{int(time['only']):02}" if 1 <= int(time["only"]) <= 12 else None
    if time["day"] and not time["y1"]:
        leap = _day("2000", time["month"], time["day"])  # whether the calendar has such a day in any year
        return leap and f"-{leap[4:]}"
    return None


def begin_of(folded: str, time: re.Match[str], start: int) -> tuple[int, str] | None:
    """Where the range that a time ends begins, not before `start`, and the day or period it begins with.

    >>> begin_of("từ tháng 5 đến tháng 8 năm 2026", TIME.search("từ tháng 5 đến tháng 8 năm 2026", 15), 0)
    (0, '2026-05')
    """
    value = value_of(time)
    for begin, first in _firsts(folded, time.start(), start) if value else ():
        if (opened := _completed(first, value or "")) and opened < (value or ""):
            return begin, opened
    return None


def _firsts(folded: str, end: int, start: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The times from which a range may go on to a time at `end`, with the place of the "từ" before them."""
    reach = max(start, end - _LONGEST_RANGE)
    for opening in (*_FROM.finditer(folded, reach, end), None):
        first = _first(folded, opening.end(), end) if opening else _last(folded, reach, end)
        if first and _TO.fullmatch(folded, first.end(), end):
            yield (opening or first).start(), first


def _first(folded: str, at: int, end: int) -> re.Match[str] | None:
    return TIME.match(folded, at, end) or _FIRST_DAY.match(folded, at)


def _last(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The last time before `end`, which a dash joins to what follows."""
    times = list(TIME.finditer(folded, start, end))
    return times[-1] if times and "-" in folded[times[-1].end() : end + 1] else None


def _completed(first: re.Match[str], value: str) -> str | None:
    """The first end of a range; what it does not print, the last end prints for both."""
    if "first" in first.groupdict():
        return _day(value[:4], value[5:7], first["first"]) if len(value) == len("2026-04-20") else None
    yearless = yearless_of(first)
    return value_of(first) or (yearless and value[:4] + yearless[1:])


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
