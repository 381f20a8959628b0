"""How often, and the same as rules for a calendar.

"Định kỳ hàng năm báo cáo kết quả"             ->  "yearly"       RRULE FREQ=YEARLY
"trước ngày 01/6 và 15/11 hằng năm"            ->  "half-yearly"  FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1, …
"vào ngày 20 tháng cuối quý"                   ->  "quarterly"    FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20
"""

import re
from collections.abc import Iterable
from typing import get_args

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.actors import RecurrenceCue
from vnpolicy.model import Recurrence

_FINEST_FIRST = get_args(Recurrence)
# Nouns that "hàng năm" may qualify instead of the act: "kế hoạch công tác hàng năm".
_QUALIFIED = re.compile(
    r"(?:kế hoạch|chương trình|dự toán|ngân sách|kinh phí|định mức|thi đua|khen thưởng|chỉ tiêu|đánh giá"
    r"|phân loại|nhiệm vụ)"
    r"(?:(?!báo cáo|kết quả)[^,;.]){0,60}$"
)
_RESULT = re.compile(r"(?:báo cáo|kết quả)[^,;.]{0,60}$")
_YEARLY_DAY = re.compile(
    r"(?<![\w/])(?:ngày\s)?(\d{1,2})\s?(?:[/-]|\stháng\s)\s?(\d{1,2})(?![\w/-]|\snăm\s\d|\s?%)"
)
_TWO_DAYS = re.compile(rf"{_YEARLY_DAY.pattern}[^;.]{{0,24}}?{_YEARLY_DAY.pattern}[^;.]{{0,12}}$")
# From "trước ngày 15/6", "(trước 15/12)" captures day and month; a bare "2/3" may be a share.
_TOLD_DAY = re.compile(rf"(?:trước|ngày)\s{_YEARLY_DAY.pattern}")
_MONTH = re.compile(r"(?<!\d )(?:tháng\s(\d{1,2})|quý\s(i{1,3}v?|iv|[1-4]))(?!\s?[/,-]?\s?\d|\w|\snăm\s\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(r"(?:ngày|trước)\s(\d{1,2})(?!\s?[/\d-]|\stháng\s\d)(?:\s(?:của\s)?tháng\s(cuối|đầu))?")
_WEEKDAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA"}
_WEEKDAY = re.compile(r"thứ\s(hai|ba|tư|năm|sáu|bảy)(?!\w)|(chủ nhật)")
# From "02 năm một lần", "2 tháng/lần" captures how many of which unit lie between two times.
_EVERY = re.compile(
    r"(?<![\w,.-])(?P<number>\d{1,2}|hai|ba|bốn|năm)\s(?P<unit>ngày|tuần|tháng|năm)"
    r"\s?(?:/\s?(?:1|01|một)?\s?|(?:1|01|một)\s)lần(?!\w)"
)
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_UNITS = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}
# From "6 tháng | đầu năm 2026", "06 tháng | 10 năm 2025", "6 tháng | đến 36 tháng tuổi": no rhythm.
_NO_RHYTHM = re.compile(r"\s(?:(?:đầu|cuối)\snăm\s\d|(?:đến\s)?\d|tuổi)")
_RULES: dict[str, tuple[str, ...]] = {
    "daily": ("FREQ=DAILY",),
    "weekly": ("FREQ=WEEKLY",),
    "monthly": ("FREQ=MONTHLY",),
    "quarterly": ("FREQ=MONTHLY;INTERVAL=3",),
    "half-yearly": ("FREQ=MONTHLY;INTERVAL=6",),
    "yearly": ("FREQ=YEARLY",),
}


def find_recurrence(
    folded: str, start: int, end: int, knowledge: Knowledge, *, act: int | None = None, field: bool = False
) -> Recurrence | None:
    """How often a clause wants its act done; everyday adverbs tell it at the `act`, and in a `field` "Thời gian".

    >>> find_recurrence("định kỳ hàng năm báo cáo", 0, 24, Knowledge.default())
    'yearly'
    """
    told = {
        _twice(folded, start, cue)
        for cue in knowledge.matcher(RecurrenceCue).find(folded, start, end)
        if not _NO_RHYTHM.match(folded, cue.end, end)
        if field or not (_idle(folded, cue, act) if cue.row.loose else _qualifies_a_noun(folded, start, cue))
    }
    if not told and " lần" in folded[start:end].replace("/", " ") and _EVERY.search(folded, start, end):
        return "other"
    return min(told, key=_FINEST_FIRST.index, default=None)


def _idle(folded: str, cue: Found[RecurrenceCue], act: int | None) -> bool:
    """Whether an everyday adverb only says how: it stands neither where the act begins nor after "thực hiện"."""
    return cue.start != act and not folded.endswith("thực hiện ", 0, cue.start)


def _twice(folded: str, start: int, cue: Found[RecurrenceCue]) -> Recurrence:
    """Twice a year where two days are printed before "hằng năm"."""
    yearly = cue.row.recurrence == "yearly"
    two_days = yearly and _TWO_DAYS.search(folded, max(start, cue.start - 60), cue.start)
    return "half-yearly" if two_days else cue.row.recurrence


def _qualifies_a_noun(folded: str, start: int, cue: Found[RecurrenceCue]) -> bool:
    before = folded[max(start, cue.start - 90) : cue.start]
    return bool(_QUALIFIED.search(before)) and not _RESULT.search(before)


def rules(recurrence: Recurrence | None, when: str, whole: str = "") -> tuple[str, ...]:
    """The recurrence as iCalendar rules (RFC 5545), told by the deadline `when`, else by the `whole` task; folded.

    >>> rules("yearly", "trước ngày 15/12 hằng năm")
    ('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15',)
    >>> rules("quarterly", "vào ngày 20 tháng cuối quý")
    ('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',)
    """
    if recurrence in ("yearly", "half-yearly"):
        days = (*_YEARLY_DAY.findall(when), *_TOLD_DAY.findall(whole))
        return _on_days(days) or _in_months(when or whole) or _RULES[recurrence]
    when = when or whole
    day, weekday = _DAY.search(when), _WEEKDAY.search(when)
    if recurrence == "quarterly" and day and day[2]:
        months = "3,6,9,12" if day[2] == "cuối" else "1,4,7,10"
        return (f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={int(day[1])}",)
    if recurrence == "monthly" and day:
        return (f"FREQ=MONTHLY;BYMONTHDAY={int(day[1])}",)
    if recurrence == "weekly" and weekday:
        return (f"FREQ=WEEKLY;BYDAY={_WEEKDAYS.get(weekday[1], 'SU')}",)
    if recurrence == "other" and (every := _EVERY.search(when) or _EVERY.search(whole)):
        number = _NUMBERS.get(every["number"]) or int(every["number"])
        return (f"FREQ={_UNITS[every['unit']]};INTERVAL={number}",)
    return _RULES.get(recurrence or "", ())


def _on_days(days: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A rule for each day of the year: "trước ngày 10/5 và ngày 10/11"."""
    return tuple(
        f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"
        for day, month in dict.fromkeys((int(day), int(month)) for day, month in days)
        if 1 <= month <= 12 and 1 <= day <= 31
    )


def _in_months(when: str) -> tuple[str, ...]:
    """A rule for the months or quarters of the year that are told: "tháng 01 và tháng 6 hằng năm", "quý I"."""
    months: list[int] = []
    for month, quarter in _MONTH.findall(when):
        first = 3 * _QUARTERS[quarter] - 2 if quarter else int(month)
        months += range(first, first + (3 if quarter else 1))
    told = sorted({month for month in months if 1 <= month <= 12})
    return (f"FREQ=YEARLY;BYMONTH={','.join(map(str, told))}",) if told else ()
