"""By when, and how often.

    "… báo cáo UBND tỉnh trước ngày 15/12/2025"   ->  Deadline("2025-12-15", text="trước ngày 15/12/2025")
    "Thời gian thực hiện: Quý III - IV/2026"      ->  Deadline("2026-Q4", text="Quý III - IV/2026")
    "Định kỳ hàng năm báo cáo kết quả"            ->  "yearly"

A deadline is an ISO day or a period; a range ends at its last. Where no year is printed, or the time has no
end ("và các năm tiếp theo"), it has its text but no value.
"""

import re
from datetime import date
from typing import get_args

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.actors import DeadlineCue, RecurrenceCue
from vnpolicy.model import Deadline, Recurrence

_FINEST_FIRST = get_args(Recurrence)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?P<{0}>20\d\d)(?!\d)"
# From "ngày 15/12/2025", "15/12", "ngày 20 tháng 6 năm 2026" captures day, month, year; from "tháng 12/2025"
# month and year; from "quý IV năm 2025" quarter and year; from "6 tháng đầu năm 2026" half and year; from
# "năm 2025" the year.
_TIME = re.compile(
    rf"""(?<![\w/.-])
    (?: (?:ngày\s)? (?P<day>\d{{1,2}}) (?: \s?[/.-]\s? | \stháng\s ) (?P<month>\d{{1,2}})
        (?: (?:\s?[/.-]\s?|\snăm\s) {_YEAR.format("y1")} )?
      | tháng\s (?P<only>\d{{1,2}}) (?: (?:\s?[/-]\s?|\snăm\s) {_YEAR.format("y2")} )?
      | (?:quý\s)? (?P<quarter>i{{1,3}}|iv|(?<=quý\s)[1-4]) (?: (?:\s?[/-]\s?|\snăm\s) {_YEAR.format("y3")} )
      | quý\s (?P<bare>i{{1,3}}|iv|[1-4]) (?!\w)
      | (?:0?6|sáu)\stháng\s(?P<half>đầu|cuối)\snăm (?: \s {_YEAR.format("y4")} )?
      | (?:năm\s|[-–]\s?)? {_YEAR.format("y5")} )
    (?![\w/])""",
    re.VERBOSE,
)
_BETWEEN = re.compile(
    r"\s?(?:là\s|vào\s|hết\s|cuối\s|đầu\s|trong\s|ngày\s(?=\d)|trước\s|dứt điểm\s|đến\s|kỳ họp\s"
    r"|\d{1,2}\s?(?:giờ|h)(?:\s?\d\d)?\s(?:phút\s)?){0,6}"
)
_OPEN_END = re.compile(
    r"tiếp theo|trở đi|trở về sau|^\s?(?:từ|kể từ)\s(?!.*(?:đến|-))|^\s?sau\skhi|^\s?khi\s"
)
_CLAUSE_END = re.compile(r"\s?(?:[.;,)]|$|để\s|theo\s|\()")
# Nouns that "hàng năm" may qualify instead of the act: "kế hoạch công tác hàng năm".
_QUALIFIED = re.compile(
    r"(?:kế hoạch|chương trình|dự toán|ngân sách|kinh phí|định mức|thi đua|khen thưởng|chỉ tiêu|đánh giá"
    r"|phân loại|nhiệm vụ)"
    r"(?:(?!báo cáo|kết quả)[^,;.]){0,60}$"
)
_RESULT = re.compile(r"(?:báo cáo|kết quả)[^,;.]{0,60}$")


def find_deadline(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Deadline | None:
    """The first deadline in a clause.

    >>> from vnpolicy.language import fold
    >>> clause = "hoàn thành trong quý IV/2025"
    >>> find_deadline(clause, fold(clause), 0, len(clause), Knowledge.default()).value
    '2025-Q4'
    """
    for cue in knowledge.matcher(DeadlineCue).find(folded, start, end):
        between = _BETWEEN.match(folded, cue.end, end)
        time = _TIME.match(folded, between.end() if between else cue.end, end)
        if time and not (cue.row.weak and not _weak_holds(folded, cue, time, end)):
            stop = _with_recurrence(folded, time.end(), end, knowledge)
            return Deadline(value=_value(time), start=cue.start, end=stop, text=text[cue.start : stop])
    return None


def read_time(text: str, folded: str, start: int, end: int) -> Deadline | None:
    """The deadline that the value of a field "Thời gian thực hiện" gives."""
    while start < end and folded[start].isspace():
        start += 1
    while start < end and folded[end - 1] in " .;,":
        end -= 1
    if start >= end:
        return None
    times = list(_TIME.finditer(folded, start, end))
    value = None if not times or _OPEN_END.search(folded[start:end]) else _value(times[-1])
    return Deadline(value=value, start=start, end=end, text=text[start:end])


def find_recurrence(
    folded: str, start: int, end: int, knowledge: Knowledge, *, field: bool = False
) -> Recurrence | None:
    """How often a clause wants its act done; in a `field` "Thời gian" everyday adverbs tell it too.

    >>> find_recurrence("định kỳ hàng năm báo cáo", 0, 24, Knowledge.default())
    'yearly'
    """
    told = {
        cue.row.recurrence
        for cue in knowledge.matcher(RecurrenceCue).find(folded, start, end)
        if field or not (cue.row.loose or _qualifies_a_noun(folded, start, cue))
    }
    return min(told, key=_FINEST_FIRST.index, default=None)


def _qualifies_a_noun(folded: str, start: int, cue: Found[RecurrenceCue]) -> bool:
    before = folded[max(start, cue.start - 90) : cue.start]
    return bool(_QUALIFIED.search(before)) and not _RESULT.search(before)


def _weak_holds(folded: str, cue: Found[DeadlineCue], time: re.Match[str], end: int) -> bool:
    return _CLAUSE_END.match(folded, time.end(), end) is not None


def _with_recurrence(folded: str, at: int, end: int, knowledge: Knowledge) -> int:
    following = knowledge.matcher(RecurrenceCue).at(folded, at + 1) if at < end else None
    return following.end if following and following.end <= end else at


def _value(time: re.Match[str]) -> str | None:
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


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
