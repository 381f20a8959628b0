"""By when.

    "… báo cáo UBND tỉnh trước ngày 15/12/2025"    ->  Deadline("2025-12-15", exclusive, text="trước ngày 15/12/2025")
    "Thời gian thực hiện: Quý III - IV/2026"       ->  Deadline("2026-Q4", text="Quý III - IV/2026")
    "trong 5 ngày kể từ ngày nhận hồ sơ"           ->  Deadline(None, duration="P5D")
    "… trước mùa mưa bão"                          ->  Deadline(None, text="trước mùa mưa bão")

A deadline is an ISO day or a period; a range ends at its last. Where no year is printed, or the time has no
end ("và các năm tiếp theo"), it has its text but no value.
"""

import re
from collections.abc import Iterator
from datetime import date

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.actors import DeadlineCue, RecurrenceCue
from vnpolicy.model import Deadline

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?P<{0}>20\d\d)(?!\d)"
# From "ngày 15/12/2025", "15/12", "ngày 20 tháng 6 năm 2026" captures day, month, year; from "tháng 12/2025"
# month and year; from "quý IV năm 2025" quarter and year; from "6 tháng đầu năm 2026" half and year; from
# "năm 2025" the year.
TIME = re.compile(
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
# From "trong vòng 20 ngày kể từ ngày …", "sau 15 ngày làm việc", captures the number and its unit.
_DURATION = re.compile(
    r"(?:trong|sau|chậm nhất|không quá|quá)\s(?:là\s|sau\s|vòng\s|thời hạn\s|thời gian\s)*(?P<number>\d{1,3})"
    r"(?:\s?\(\w+(?:\s\w+)*\))?\s(?P<unit>giờ|ngày|tuần|tháng|năm)(?P<working>\slàm việc)?,?\s"
    r"(?P<event>(?:kể\s)?từ\s(?:ngày|khi|thời điểm)|sau\skhi|trước\s(?:ngày|khi))[^,;.:]*"
)
_UNITS = {"giờ": "PT{}H", "ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "năm": "P{}Y"}
_BETWEEN = re.compile(
    r"\s?(?:là\s|vào\s|hết\s|cuối\s|đầu\s|trong\s|ngày\s(?=\d)|trước\s|dứt điểm\s|đến\s|kỳ họp\s"
    r"|\d{1,2}\s?(?:giờ|h)(?:\s?\d\d)?\s(?:phút\s)?){0,6}"
)
_AND_MORE = re.compile(r"\s?(?:,|và)\s(?:trước\s)?(?=ngày\s\d|\d{1,2}/\d)")
_EVENT = re.compile(r"\s(?:khi|mùa|kỳ|vụ|đợt|thềm)\s[^,;.:()]{3,90}")
_FROM = re.compile(r"(?<!\w)(?:từ|giai đoạn)\s[^,;.:]{0,40}$")
_OPEN_END = re.compile(
    r"tiếp theo|trở đi|trở về sau|^\s?(?:từ|kể từ)\s(?!.*(?:đến|-))|^\s?sau\skhi|^\s?khi\s"
    r"|(?:và|,)\s(?:\w+\s){0,3}thường xuyên"
)
_CLAUSE_END = re.compile(r"\s?(?:[.;,)]|$|để\s|theo\s|\()")
_OPENS = re.compile(r"(?:^|[,;:(]|phấn đấu|hoàn thành)\s?$")


def find_deadline(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Deadline | None:
    """The deadline of a clause: the first that is told outright, else the finest period that ends a phrase.

    >>> from vnpolicy.language import fold
    >>> clause = "hoàn thành trong quý IV/2025"
    >>> find_deadline(clause, fold(clause), 0, len(clause), Knowledge.default()).value
    '2025-Q4'
    """
    weak: list[Deadline] = []
    for cue in knowledge.matcher(DeadlineCue).find(folded, start, end):
        between = _BETWEEN.match(folded, cue.end, end)
        at = between.end() if between else cue.end
        time = TIME.match(folded, at, end)
        if time is None or not _counts(folded, cue, time, start, end):
            continue
        stop = _with_more(folded, time.end(), end, knowledge)
        found = _deadline(text, cue.start, stop, value=_value(time), exclusive=cue.row.kind == "before")
        if cue.row.kind in ("before", "by"):
            return found
        weak.append(found)
    if weak:
        return max(weak, key=lambda found: len(found.value or ""))
    return next(_relative(text, folded, start, end, knowledge), None)


def read_time(text: str, folded: str, start: int, end: int) -> Deadline | None:
    """The deadline that the value of a field "Thời gian thực hiện" gives."""
    while start < end and folded[start].isspace():
        start += 1
    while start < end and folded[end - 1] in " .;,":
        end -= 1
    if start >= end:
        return None
    if length := _DURATION.match(folded, start, end):
        return _deadline(text, start, end, duration=_iso(length))
    times = list(TIME.finditer(folded, start, end))
    value = None if not times or _OPEN_END.search(folded[start:end]) else _value(times[-1])
    return _deadline(text, start, end, value=value, exclusive=folded.startswith("trước", start))


def _deadline(
    text: str,
    start: int,
    end: int,
    *,
    value: str | None = None,
    duration: str | None = None,
    exclusive: bool = False,
) -> Deadline:
    return Deadline(
        value=value, duration=duration, exclusive=exclusive, start=start, end=end, text=text[start:end]
    )


def _counts(folded: str, cue: Found[DeadlineCue], time: re.Match[str], start: int, end: int) -> bool:
    """Whether a time behind a cue is a deadline and does not tell of what time the matter is."""
    if cue.row.kind in ("before", "by"):
        return True
    if _CLAUSE_END.match(folded, time.end(), end) is None:
        return False
    if cue.row.kind == "in":
        return True
    # "đến năm 2030" says how far a plan reaches, unless it opens a phrase: "phấn đấu đến năm 2030"
    opens = not time["y5"] or _OPENS.search(folded, start, cue.start)
    return bool(opens) and not _FROM.search(folded, start, cue.start)


def _with_more(folded: str, at: int, end: int, knowledge: Knowledge) -> int:
    """Where a time ends together with what goes on with it: "| và 15/11 | hằng năm"."""
    while (more := _AND_MORE.match(folded, at, end)) and (time := TIME.match(folded, more.end(), end)):
        at = time.end()
    following = knowledge.matcher(RecurrenceCue).at(folded, at + 1) if at < end else None
    return following.end if following and following.end <= end else at


def _relative(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Iterator[Deadline]:
    """Deadlines that hang on an event: "trong 5 ngày kể từ khi …", "trước mùa mưa"."""
    for length in _DURATION.finditer(folded, start, end):
        yield _deadline(text, length.start(), length.end(), duration=_iso(length))
    for cue in knowledge.matcher(DeadlineCue).find(folded, start, end):
        if cue.row.kind == "before" and (event := _EVENT.match(folded, cue.end, end)):
            yield _deadline(text, cue.start, event.end(), exclusive=True)


def _iso(length: re.Match[str]) -> str | None:
    """The length as an ISO 8601 duration; working days have none."""
    return None if length["working"] else _UNITS[length["unit"]].format(int(length["number"]))


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
