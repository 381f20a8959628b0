"""By when.

    "… báo cáo UBND tỉnh trước ngày 15/12/2025"    ->  Deadline("2025-12-15", exclusive, text="trước ngày 15/12/2025")
    "Thời gian thực hiện: Quý III - IV/2026"       ->  Deadline("2026-Q4", begin="2026-Q3")
    "trước ngày 30/6 hằng năm"                     ->  Deadline(None, yearless="--06-30", exclusive)
    "trong 5 ngày kể từ ngày nhận hồ sơ"           ->  Deadline(None, duration="P5D")
    "… trước mùa mưa bão"                          ->  Deadline(None, text="trước mùa mưa bão")

A deadline is an ISO day or a period; a range ends at its last. Where no year is printed, or the time has no
end ("và các năm tiếp theo"), it has its text but no value. `times` reads the times.
"""

import re
from collections.abc import Iterator

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.actors import DeadlineCue, RecurrenceCue
from vnpolicy.model import Deadline
from vnpolicy.parsing.times import TIME, begin_of, value_of, yearless_of

# From "trong vòng 20 ngày kể từ ngày …", "chậm nhất 3 ngày làm việc trước khi …" captures the number, its unit, and
# what it is counted from.
_DURATION = re.compile(
    r"(?:trong|sau|chậm nhất|không quá|quá)\s(?:là\s|sau\s|vòng\s|thời hạn\s|thời gian\s)*(?P<number>\d{1,3})"
    r"(?:\s?\(\w+(?:\s\w+)*\))?\s(?P<unit>giờ|ngày|tuần|tháng|năm)(?P<working>\slàm việc)?,?\s"
    r"(?P<event>(?:kể\s)?từ\s(?:ngày|khi|thời điểm)|sau\skhi|(?P<ahead>trước\s(?:ngày|khi)))[^,;.:]*"
)
_UNITS = {"giờ": "PT{}H", "ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "năm": "P{}Y"}
_BETWEEN = re.compile(
    r"\s?(?:là\s|vào\s|hết\s|cuối\s|đầu\s|trong\s|ngày\s(?=\d)|trước\s|dứt điểm\s|đến\s|kỳ họp\s"
    r"|\d{1,2}\s?(?:giờ|h)(?:\s?\d\d)?\s(?:phút\s)?){0,6}"
)
_BEFORE = ("trước ", "trước ngày ")
_AND_MORE = re.compile(r"\s?(?:,|và)\s(?:trước\s)?(?=ngày\s\d|\d{1,2}/\d|tháng\s\d)")
_OF_QUARTER = re.compile(r"\s(?:của\s)?tháng\s(?:đầu|cuối)(?:\scủa)?(?:\s(?:mỗi|hằng|hàng))?\squý(?:\ssau)?")
_EVENT = re.compile(r"\s(?:khi|mùa|kỳ|vụ|đợt|thềm)\s[^,;.:()]{3,90}")
_FROM = re.compile(r"(?<!\w)(?:từ|giai đoạn)\s[^,;.:]{0,40}$")
_OPEN_END = re.compile(
    r"tiếp theo|trở đi|trở về sau|^\s?(?:từ|kể từ)\s(?!.*(?:đến|-))|^\s?sau\skhi|^\s?khi\s"
    r"|(?:và|,)\s(?:\w+\s){0,3}thường xuyên|\d{4}\svà\s.*(?:hàng|hằng)\snăm"
)
_CLAUSE_END = re.compile(r"\s?(?:[.;,)]|$|để\s|theo\s|\()")
_NEXT_ACT = re.compile(r"\svà\s(?!các\s|những\s|năm\s)")
_OPENS = re.compile(r"(?:[,;:(]|phấn đấu|hoàn thành)\s?$")


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
        if time is None:
            continue
        stop = _with_more(folded, time.end(), end, knowledge)
        if not _counts(folded, cue, time, stop, start, end):
            continue
        exclusive = cue.row.kind == "before" or folded.endswith(_BEFORE, cue.end, time.start())
        found = _timed(text, folded, time, cue.start, stop, start, exclusive=exclusive)
        if cue.row.kind in ("before", "by"):
            return found
        weak.append(found)
    if weak:
        return max(weak, key=lambda found: len(found.value or ""))
    return next(_relative(text, folded, start, end, knowledge), None)


def read_time(text: str, folded: str, start: int, end: int) -> Deadline | None:
    """The deadline that the value of a field "Thời gian thực hiện" gives.

    >>> read_time("Từ tháng 5 đến tháng 8/2026", "từ tháng 5 đến tháng 8/2026", 0, 27).begin
    '2026-05'
    """
    while start < end and folded[start].isspace():
        start += 1
    while start < end and folded[end - 1] in " .;,":
        end -= 1
    if start >= end:
        return None
    if length := _DURATION.match(folded, start, end):
        return _lasting(text, length, start, end)
    exclusive = folded.startswith("trước", start)
    *_, last = (None, *TIME.finditer(folded, start, end))
    if last is None or _OPEN_END.search(folded[start:end]):
        return Deadline(start=start, end=end, text=text[start:end], exclusive=exclusive)
    return _timed(text, folded, last, start, end, start, exclusive=exclusive)


def _timed(
    text: str, folded: str, time: re.Match[str], start: int, end: int, reach: int, *, exclusive: bool
) -> Deadline:
    """The deadline that a time is, with the first end of its range, if that stands behind `reach`."""
    opened = begin_of(folded, time, reach)
    start = min(start, opened[0]) if opened else start
    return Deadline(
        value=value_of(time),
        begin=opened and opened[1],
        yearless=yearless_of(time),
        exclusive=exclusive,
        start=start,
        end=end,
        text=text[start:end],
    )


def _lasting(text: str, length: re.Match[str], start: int, end: int) -> Deadline:
    """The deadline that is some time after an event, or before it."""
    duration = _UNITS[length["unit"]].format(int(length["number"]))
    return Deadline(
        duration=f"-{duration}" if length["ahead"] else duration,
        working=length["working"] is not None,
        start=start,
        end=end,
        text=text[start:end],
    )


def _counts(
    folded: str, cue: Found[DeadlineCue], time: re.Match[str], stop: int, start: int, end: int
) -> bool:
    """Whether a time behind a cue is a deadline and does not tell of what time the matter is."""
    if cue.row.kind in ("before", "by"):
        return True
    is_year = time["y5"] is not None
    if not _CLAUSE_END.match(folded, stop, end) and (is_year or not _NEXT_ACT.match(folded, stop, end)):
        return False
    if cue.row.kind == "in" or not is_year:
        return True
    # "đến năm 2030" says how far a plan reaches, unless it opens a phrase: "phấn đấu đến năm 2030"
    opens = cue.start == start or _OPENS.search(folded, start, cue.start)
    return bool(opens) and not _FROM.search(folded, start, cue.start)


def _with_more(folded: str, at: int, end: int, knowledge: Knowledge) -> int:
    """Where a time ends together with what goes on with it: "| và 15/11 | hằng năm", "| của tháng cuối quý"."""
    while (more := _AND_MORE.match(folded, at, end)) and (time := TIME.match(folded, more.end(), end)):
        at = time.end()
    if quarter := _OF_QUARTER.match(folded, at, end):
        return quarter.end()
    following = knowledge.matcher(RecurrenceCue).at(folded, at + 1) if at < end else None
    return following.end if following and following.end <= end else at


def _relative(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Iterator[Deadline]:
    """Deadlines that hang on an event: "trong 5 ngày kể từ khi …", "trước mùa mưa"."""
    for length in _DURATION.finditer(folded, start, end):
        yield _lasting(text, length, *length.span())
    for cue in knowledge.matcher(DeadlineCue).find(folded, start, end):
        if cue.row.kind == "before" and (event := _EVENT.match(folded, cue.end, end)):
            yield Deadline(
                start=cue.start, end=event.end(), text=text[cue.start : event.end()], exclusive=True
            )
