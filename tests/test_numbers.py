"""Document numbers: what a clerk types, its parts, and its print."""

import pytest

from vnpolicy.errors import NotANumber
from vnpolicy.parsing.numbers import parse_number

PARTY = [
    "100-KH/TU",
    "06-CT/TU",
    "8B-NQ/HNTW",
    "36-HD/VPTW",
    "01-HD/BTCTW-BTGTW",
    "367-QĐ/TWĐTN-VP",
    "03-TTr/ĐUMTTQ,CĐTTW",
]
STATE = [
    "45/2010/NĐ-CP",
    "0124/KH-UBND",
    "5200/UBND-VX",
    "11/2008/QH12",
    "560/NQ-UBTVQH15",
    "30/2000/PL-UBTVQH10",
    "55/2005/TTLT-BNV-VPCP",
    "64-CP",
    "30-NQ/2026/QH16",
    "1234/BTTTT-PTTH&TTĐT",
]
MASS = ["16-NQ/HCTD", "12/NQ-TƯHCTĐ", "207/QĐ-MTTW-BTT", "668/TƯHCTĐ-VP"]


@pytest.mark.parametrize("printed", [*PARTY, *STATE, *MASS])
def test_prints_what_it_read(printed: str) -> None:
    assert str(parse_number(printed)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Số 100 – KH/TU", "100-KH/TU"),
        ("số: 43 -CT / TW", "43-CT/TW"),
        ("763/QÐ-UBND", "763/QĐ-UBND"),
        ("1899/QĐ-TTG", "1899/QĐ-TTg"),
        ("84 QĐ/TWĐTN", "84QĐ/TWĐTN"),
        ("26/KH-BCĐ (138)", "26/KH-BCĐ(138)"),
        ("66.3/2025/NQ-CP", "66.3/2025/NQ-CP"),
        ("7/2021TT-BYT", "7/2021TT-BYT"),
        ("Số 8/2021/NĐ_CP", "8/2021/NĐ_CP"),
        ("15/SXD-QLN& TTBĐS", "15/SXD-QLN&TTBĐS"),
    ],
)
def test_one_print_for_many_typings(typed: str, printed: str) -> None:
    assert str(parse_number(typed)) == printed
    assert str(parse_number(printed)) == printed


def test_parts_of_a_decree() -> None:
    decree = parse_number("45/2010/NĐ-CP")
    assert (decree.number, decree.year, decree.type_symbol, decree.organ) == (45, 2010, "NĐ", "CP")
    assert (decree.type, decree.series, decree.normative) == ("nd", "cp", True)


@pytest.mark.parametrize("printed", ["7/2021/TT-BYT", "7/2021TT-BYT", "7/2021/TT_BYT"])
def test_a_mark_that_is_missing_or_another_changes_no_part(printed: str) -> None:
    circular = parse_number(printed)
    assert (circular.number, circular.year, circular.type, circular.organ) == (7, 2021, "tt", "BYT")


def test_a_point_in_a_number_is_no_mark_of_thousands() -> None:
    assert (parse_number("66.3/2025/NQ-CP").number, parse_number("66.3/2025/NQ-CP").letter) == (66, ".3")
    with pytest.raises(NotANumber):
        parse_number("1.234/QĐ-UBND")


def test_leading_zeros_count_for_print_only() -> None:
    assert parse_number("0124/KH-UBND").number == parse_number("124/KH-UBND").number == 124


def test_the_drafting_unit_is_not_the_organ() -> None:
    letter = parse_number("5200/UBND-VX")
    assert (letter.organ, letter.unit, letter.type) == ("UBND", "VX", "cv")


def test_the_term_of_an_assembly_is_read() -> None:
    assert parse_number("20/2023/QH15").term == 15


def test_tt_is_a_circular_of_the_state_and_another_of_the_party() -> None:
    assert parse_number("01/2011/TT-BNV").type == "tt"
    assert parse_number("01-TT/TU").type == "tti"
    assert parse_number("25/TT-MTTW-BTT").type == "tti"


def test_qd_of_the_party_may_be_decision_or_regulation() -> None:
    assert parse_number("178-QĐ/TW").type is None
    assert parse_number("895/QĐ-TTg").type == "qd"


@pytest.mark.parametrize("text", ["", "43", "08/6/2010", "KH/TU", "1/2//3", "100-/KH/TU", "Chỉ thị 43-CT/TW"])
def test_other_strings_are_refused_with_a_reason(text: str) -> None:
    with pytest.raises(NotANumber) as refused:
        parse_number(text)
    assert refused.value.text == text
    assert refused.value.reason
