"""How often, and the same as rules for a calendar.

"Định kỳ hàng năm báo cáo kết quả"             ->  "yearly"       RRULE FREQ=YEARLY
"trước ngày 01/6 và 15/11 hằng năm"            ->  "half-yearly"  FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1, …
"vào ngày 20 tháng cuối quý"                   ->  "quarterly"    FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20
"""

import re
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
_YEARLY_DAY = re.compile(r"(?<![\w/])(?:ngày\s)?(\d{1,2})\s?(?:[/-]|\stháng\s)\s?(\d{1,2})(?![\w/-])")
_TWO_DAYS = re.compile(rf"{_YEARLY_DAY.pattern}[^;.]{{0,24}}?{_YEARLY_DAY.pattern}[^;.]{{0,12}}$")
_DAY = re.compile(r"ngày\s(\d{1,2})(?!\s?[/\d-])(\stháng cuối)?")
_WEEKDAYS = {"hai": "MO", "ba": "TU", "tư": "WE", "năm": "TH", "sáu": "FR", "bảy": "SA"}
_WEEKDAY = re.compile(r"thứ\s(hai|ba|tư|năm|sáu|bảy)(?!\w)|(chủ nhật)")
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
        if field or not (_idle(folded, cue, act) if cue.row.loose else _qualifies_a_noun(folded, start, cue))
    }
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


def rules(recurrence: Recurrence | None, when: str) -> tuple[str, ...]:
    """The recurrence as iCalendar rules (RFC 5545); `when` is the folded deadline beside it.

    >>> rules("yearly", "trước ngày 15/12 hằng năm")
    ('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15',)
    >>> rules("quarterly", "vào ngày 20 tháng cuối quý")
    ('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20',)
    """
    days = [(int(day), int(month)) for day, month in _YEARLY_DAY.findall(when)]
    if recurrence in ("yearly", "half-yearly") and days:
        return tuple(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for day, month in days if month <= 12)
    day = _DAY.search(when)
    if recurrence == "quarterly" and day and day[2]:
        return (f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={int(day[1])}",)
    if recurrence == "monthly" and day:
        return (f"FREQ=MONTHLY;BYMONTHDAY={int(day[1])}",)
    weekday = _WEEKDAY.search(when)
    if recurrence == "weekly" and weekday:
        return (f"FREQ=WEEKLY;BYDAY={_WEEKDAYS.get(weekday[1], 'SU')}",)
    return _RULES.get(recurrence or "", ())
