"""Tasks with a day -> a calendar file (iCalendar, RFC 5545), by the library icalendar.

    "… báo cáo Tỉnh ủy trước ngày 15/12/2025"     an entry on 2025-12-15, the whole day
    "Thời gian thực hiện: Quý IV/2025"            on the last day of the period, 2025-12-31
    "… trước ngày 20/11 hằng năm"                 an entry that comes again every year, from the paper's date on

Entries are events and no to-dos, which the usual calendars do not take in. A day that is not printed is not made up:
a deadline without a year and a rhythm without a day are left out, and told.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from vnpolicy.graph.days import first_day, last_day
from vnpolicy.model import Deadline, Document, Task

if TYPE_CHECKING:
    import icalendar

Reason = Literal["no year is printed", "no day is printed", "no beginning is known", "hangs on an event"]

_LONGEST_SUMMARY = 120
_ROLES = {
    "lead": "Chủ trì", "coordinate": "Phối hợp", "principal": "Giúp, trình", "report_to": "Báo cáo",
    "oversee": "Theo dõi",
}  # fmt: skip
_ON_A_DAY = ("BYMONTHDAY", "BYDAY")
_MONTHLY = "BYMONTH="  # such a rule names months: their last days are meant


class Calendar(msgspec.Struct, frozen=True):
    """A calendar that was written: how many entries it has, and which tasks with a time it has not, and why."""

    path: Path
    entries: int
    left_out: tuple[tuple[Reason, Task], ...]

    def __str__(self) -> str:
        reasons = Counter(reason for reason, _ in self.left_out)
        told = ", ".join(f"{count} ({reason})" for reason, count in sorted(reasons.items()))
        return f"{self.entries} entries in {self.path}; left out: {told or 'none'}"

    __repr__ = __str__


class _Entry(NamedTuple):
    """A day, the rule by which it comes again, and what it is about."""

    day: date
    rule: str | None
    task: Task
    document: Document | None


def to_ics(items: Document | Iterable[Document | Task], path: str | Path) -> Calendar:
    r"""Write the deadlines and recurrences of documents or tasks as a calendar; the answer tells what was left out.

    An entry keeps its UID as long as the words of its task stay, so that a calendar read in again replaces the old one.
    A recurrence begins with the date of its document; tasks given without their document have none.

    >>> import tempfile, vnpolicy as vp
    >>> tasks = vp.find_tasks("1. Sở Y tế mua sách trước ngày 15/12/2025.\n2. Sở Nội vụ tổng hợp trước ngày 30/6.")
    >>> vp.to_ics(tasks, Path(tempfile.mkdtemp()) / "plan.ics")
    1 entries in ...plan.ics; left out: 1 (no year is printed)
    """
    entries: list[_Entry] = []
    left_out: list[tuple[Reason, Task]] = []
    for task, document in _tasks(items):
        found = list(_entries(task, document))
        entries += found
        if not found and (reason := _missing(task)):
            left_out.append((reason, task))
    Path(path).write_bytes(_calendar(entries).to_ical())
    return Calendar(Path(path), len(entries), tuple(left_out))


def _tasks(items: Document | Iterable[Document | Task]) -> Iterator[tuple[Task, Document | None]]:
    for item in (items,) if isinstance(items, Document) else items:
        if isinstance(item, Document):
            yield from ((task, paper) for paper in item.papers for task in paper.tasks)
        else:
            yield item, None


def _entries(task: Task, document: Document | None) -> Iterator[_Entry]:
    """The days of a task: its deadline, and the first of each rhythm."""
    deadline = task.deadline
    if deadline and deadline.value:
        yield _Entry(date.fromisoformat(last_day(deadline.value)), None, task, document)
    start = _begins(deadline, document)
    for rule in map(_on_a_day, task.rules):
        first = _first(rule, start) if rule and start else None
        if rule and first:
            yield _Entry(first, rule + _until(deadline), task, document)


def _until(deadline: Deadline | None) -> str:
    """The end of a rhythm, where its beginning and end are printed: "giai đoạn 2026 - 2030, hằng năm"."""
    ends = deadline.value if deadline and deadline.begin else None
    return f";UNTIL={last_day(ends).replace('-', '')}" if ends else ""


def _missing(task: Task) -> Reason | None:
    """Why a task with a time has no entry."""
    if task.recurrence:
        return "no beginning is known" if any(map(_on_a_day, task.rules)) else "no day is printed"
    if task.deadline is None or not task.deadline.text:
        return None
    return "no year is printed" if task.deadline.yearless else "hangs on an event"


# Rhythms


def _on_a_day(rule: str) -> str | None:
    """The rule, if it tells days; one that tells months means their last days."""
    if any(part in rule for part in _ON_A_DAY):
        return rule
    return f"{rule};BYMONTHDAY=-1" if _MONTHLY in rule else None


def _begins(deadline: Deadline | None, document: Document | None) -> date | None:
    """From when on a task comes again: the beginning that is printed, else the day of its paper."""
    if deadline and deadline.begin:
        return date.fromisoformat(first_day(deadline.begin))
    day = document.header.date if document else None
    return date.fromisoformat(day.value) if day else None


def _first(rule: str, start: date) -> date | None:
    """The first day of a rhythm."""
    from dateutil.rrule import rrulestr

    begins = datetime.combine(start, time())
    found = rrulestr(rule, dtstart=begins).after(begins, inc=True)
    return found.date() if found else None


# The calendar


def _calendar(entries: Iterable[_Entry]) -> "icalendar.Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//vnpolicy//vi")
    calendar.add("version", "2.0")
    seen: Counter[str] = Counter()
    for entry in entries:
        words = _uid(entry)
        seen[words] += 1
        calendar.add_component(_event(entry, f"{words}-{seen[words]}@vnpolicy"))
    return calendar


def _uid(entry: _Entry) -> str:
    """What stays the same as long as the paper, the words of the task and its rhythm do."""
    said = f"{entry.document.id if entry.document else ''}|{entry.task.text}|{entry.rule or ''}"
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _event(entry: _Entry, uid: str) -> "icalendar.Event":
    from icalendar import Event, vRecur

    task, paper = entry.task, entry.document
    dated = paper.header.date.value if paper and paper.header.date else entry.day.isoformat()
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.combine(date.fromisoformat(dated), time(), UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(task))
    event.add("description", "\n".join(_description(task, paper)))
    if entry.rule:
        event.add("rrule", vRecur.from_ical(entry.rule))
    return event


def _who(task: Task, role: str) -> str:
    return "; ".join(given.text or "" for given in task.assignments if given.role == role)


def _summary(task: Task) -> str:
    """Who must do what, in short."""
    begin = task.predicate.start - (task.start or 0) if task.predicate else 0
    said = shorten((task.text or "")[begin:], _LONGEST_SUMMARY, placeholder=" …")
    return ": ".join(filter(None, (_who(task, "lead"), said)))


def _description(task: Task, paper: Document | None) -> Iterator[str]:
    yield task.text or ""
    for role, name in _ROLES.items():
        if who := _who(task, role):
            yield f"{name}: {who}"
    if task.deadline and task.deadline.text:
        yield f"Thời hạn: {task.deadline.text}"
    if paper:
        header = paper.header
        told = (field.value for field in (header.type, header.number, header.organ) if field)
        yield " ".join((*told, f"[{paper.id}]", *filter(None, [task.section])))
