"""Dates in folded text: every printed form, and what is none."""

import pytest

from vnpolicy.language import fold
from vnpolicy.parsing.dates import date_at, find_dates


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("ngày 08 tháng 6 năm 2010", "2010-06-08"),
        ("ngày 8/6/2010", "2010-06-08"),
        ("7-9-1987", "1987-09-07"),
        ("08.6.2010", "2010-06-08"),
        ("ngày 19 tháng tư năm 2001", "2001-04-19"),
        ("ngày mồng 3 tháng 2 năm 1930", "1930-02-03"),
        ("ngày 23 /11/2021", "2021-11-23"),
        ("tháng 10/2010", "2010-10"),
        ("tháng giêng năm 2001", "2001-01"),
    ],
)
def test_every_form_is_read_whole(printed: str, value: str) -> None:
    [mention] = find_dates(fold(f"họp {printed}, sau đó"))
    assert (mention.value, mention.end - mention.start) == (value, len(printed))


@pytest.mark.parametrize(
    "text", ["30/02/2010", "32/1/2010", "ngày    tháng    năm 2026", "45/2010/NĐ-CP", "1.2.3", "năm 2010"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(fold(text)) == []


def test_a_range_lends_its_month_and_year_to_the_first_day() -> None:
    assert [found.value for found in find_dates("từ ngày 19 đến 23/1/2026")] == ["2026-01-19", "2026-01-23"]


def test_years_on_request() -> None:
    assert [found.value for found in find_dates("đến năm 2030", years=True)] == ["2030"]


def test_bounds_hold() -> None:
    text = "1/1/2020 và 2/2/2020"
    assert [found.value for found in find_dates(text, 5)] == ["2020-02-02"]


def test_date_at_wants_a_day_right_there() -> None:
    assert date_at("ngày 1/2/2020", 0) is not None
    assert date_at(" ngày 1/2/2020", 0) is None
    assert date_at("tháng 2/2020", 0) is None
