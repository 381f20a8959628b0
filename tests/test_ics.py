"""Calendars: which day an entry stands on, what comes again, what is left out, and what stays the same."""

from datetime import date

import icalendar
import pytest
from test_bodies_corpus import LETTERHEAD

import vnpolicy as vp
from vnpolicy.bridges.ics import to_ics


@pytest.fixture
def written(tmp_path):
    """The calendar of a plan with such a sentence, and what was told of it."""

    def write(sentence: str):
        told = to_ics(vp.parse(LETTERHEAD.format(sentence)), tmp_path / "plan.ics")
        return told, icalendar.Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).events

    return write


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("trước ngày 15/12/2010", date(2010, 12, 15)),
        ("trong tháng 02 năm 2011", date(2011, 2, 28)),
        ("trong quý III/2011", date(2011, 9, 30)),
        ("trong năm 2012", date(2012, 12, 31)),
    ],
)
def test_an_entry_stands_on_the_last_day_of_its_time(written, when, day):
    told, [event] = written(f"Sở Y tế hoàn thành việc kiểm tra giếng {when}.")
    assert (event.DTSTART, event.get("rrule"), told.entries, told.left_out) == (day, None, 1, ())
    assert event["summary"].startswith("Sở Y tế: hoàn thành việc kiểm tra giếng")


@pytest.mark.parametrize(
    ("when", "first", "rule"),
    [
        ("trước ngày 20/11 hằng năm", date(2010, 11, 20), "FREQ=YEARLY;BYMONTHDAY=20;BYMONTH=11"),
        ("vào ngày 25 hằng tháng", date(2010, 10, 25), "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("vào tháng 3 hằng năm", date(2011, 3, 31), "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=3"),
    ],
)
def test_what_comes_again_begins_with_its_paper(written, when, first, rule):
    _, [event] = written(f"Sở Y tế báo cáo Tỉnh ủy {when}.")
    assert (event.DTSTART, event["rrule"].to_ical().decode()) == (first, rule)


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ("trước ngày 30/6", "no year is printed"),
        ("hằng quý", "no day is printed"),
        ("trong 5 ngày kể từ khi nhận đề nghị", "hangs on an event"),
    ],
)
def test_a_time_without_a_day_is_left_out_and_told(written, when, reason):
    told, events = written(f"Sở Y tế báo cáo Tỉnh ủy {when}.")
    assert (events, [why for why, _ in told.left_out]) == ([], [reason])
    assert f"1 ({reason})" in str(told)


def test_a_calendar_is_the_same_each_time_and_its_uids_hold_when_other_lines_change(tmp_path):
    line = "Sở Y tế báo cáo Tỉnh ủy trước ngày 15/12/2010."
    papers = [
        vp.parse(LETTERHEAD.format(text))
        for text in (line, line, f"Sở Nội vụ nắm tình hình.\n\n2- {line}\n\n3- {line}")
    ]
    files = [tmp_path / f"{number}.ics" for number in range(3)]
    for paper, file in zip(papers, files, strict=True):
        to_ics(paper, file)
    assert files[0].read_bytes() == files[1].read_bytes()
    uids = [
        [event["uid"] for event in icalendar.Calendar.from_ical(file.read_bytes()).events] for file in files
    ]
    assert uids[0] == uids[2][:1] and len(set(uids[2])) == 2


def test_tasks_of_several_documents_stand_in_one_calendar(tmp_path):
    papers = [vp.parse(LETTERHEAD.format(f"Sở Y tế báo cáo Tỉnh ủy trước ngày {day}/12/2010.")) for day in (15, 16)]
    assert to_ics(papers, tmp_path / "all.ics").entries == 2
    assert to_ics([*papers[0].tasks, *papers[1].tasks], tmp_path / "tasks.ics").entries == 2


def test_what_comes_again_needs_its_paper_to_begin(tmp_path):
    tasks = vp.parse(LETTERHEAD.format("Sở Y tế báo cáo Tỉnh ủy vào ngày 25 hằng tháng.")).tasks
    assert to_ics(tasks, tmp_path / "tasks.ics").left_out == (("no beginning is known", tasks[0]),)
