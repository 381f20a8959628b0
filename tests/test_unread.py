"""Strings like a number that no rule took are told, sentence by sentence, and counted over an archive."""

import pytest

import vnpolicy as vp
from vnpolicy.archive.archive import counted_issues


def unread(text: str) -> list[tuple[str, str]]:
    """(the strings told, the sentence) of each issue."""
    document = vp.parse(text)
    return [
        (issue.message.partition(":")[0], document.text[issue.start : issue.end])
        for issue in document.issues
        if issue.code == "reference.unread"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Báo cáo lập theo Mẫu số 06/TT.", "06/TT"),
        ("Hồ sơ gồm đơn theo mẫu 01-ĐĐN và mẫu 02-ĐĐN.", "01-ĐĐN, 02-ĐĐN"),
        ("Áp dụng tiêu chuẩn cơ sở 12: 2018/ABC.", "2018/ABC"),
        ("Báo cáo lập theo Mẫu số 02.b/TT.", "02.b/TT"),
    ],
)
def test_a_string_like_a_number_that_is_in_no_reference_is_told_with_its_sentence(text, told):
    assert unread(f"Giao các sở thực hiện. {text} Hết năm báo cáo.") == [(told, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Chỉ thị số 43-CT/TW và các Nghị quyết số 18, 19-NQ/TW.",
        "Hoàn thành trước 31/12/2025 - UBND các xã báo cáo.",
        "Từ năm 2021-2025 giảm 5-7% số hộ nghèo, đạt 120 km/h.",
        "Theo QCVN 01-1:2018/BYT.",
    ],
)
def test_what_is_read_and_what_is_no_number_is_not_told(text):
    assert unread(text) == []


def test_the_number_of_the_paper_itself_is_read():
    assert (
        unread("TỈNH ỦY GIA LAI\n*\nSố 87-KH/TU\n\nPleiku, ngày 12 tháng 10 năm 2010\n\nKẾ HOẠCH\nvề việc X")
        == []
    )


def test_an_archive_counts_its_issues():
    texts = "Theo Mẫu số 06/TT.", "Theo Mẫu số 07/TT. Theo Mẫu số 08/TT.", "Không có gì."
    counted = counted_issues(map(vp.parse, texts)).set_index("code")
    row = counted.loc["reference.unread"]
    assert (row["issues"], row["documents"]) == (3, 2)
    assert row["example"].startswith("06/TT: ")
    assert list(counted_issues(()).columns) == ["code", "issues", "documents", "example", "file"]
