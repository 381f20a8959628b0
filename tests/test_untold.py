"""Sentences that tell a duty and gave no task are told; those that were read, or tell none, are not."""

import pytest

import vnpolicy as vp

FRAME = "KẾ HOẠCH\nPhòng dịch\n\nI. PHẠM VI\n1. Địa bàn\n"


def untold(text: str) -> list[tuple[str, str]]:
    """(the words of duty, the sentence) of each issue."""
    document = vp.parse(FRAME + text)
    return [
        (issue.message.partition(":")[0], document.text[issue.start : issue.end])
        for issue in document.issues
        if issue.code == "task.unread"
    ]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Văn thư chịu trách nhiệm vận chuyển.", "chịu trách nhiệm"),
        ("Khi nước lên, phối hợp với Công an tỉnh đánh giá tuyến đường.", "phối hợp với"),
        ("UBND xã, phường thực hiện trực ban, duy trì liên lạc.", "thực hiện"),
        ("Mọi xe của Sở Y tế phải tắt còi.", "phải"),
    ],
)
def test_a_duty_that_gave_no_task_is_told_with_its_sentence(sentence, words):
    assert untold(sentence) == [(words, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kế hoạch áp dụng trên địa bàn thành phố Cần Thơ.",
        "Chợ đầu mối nông sản được mở lại.",
        "Nhiệm vụ được giao đã hoàn thành.",
        "Trách nhiệm của Sở Y tế:",
        "Cơ quan chủ trì: Sở Y tế.",
        "Thực hiện Quyết định số 5/QĐ-UBND ngày 02/3/2026 của UBND tỉnh về việc giao Sở Y tế chủ trì phòng dịch.",
    ],
)
def test_what_tells_no_duty_of_its_own_is_not_told(sentence):
    assert untold(sentence) == []


def test_what_became_a_task_is_not_told():
    assert untold("2. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra chợ.") == []


def test_the_rows_of_one_table_are_told_at_once():
    rows = "|Bước|Việc|\n|---|---|\n" + "|1|Văn thư chịu trách nhiệm nhận đơn|\n|2|Văn thư chịu trách nhiệm lưu đơn|\n"
    document = vp.read((FRAME + "\n" + rows + "\nHết.").encode(), name="bảng.md")
    [issue] = [issue for issue in document.issues if issue.code == "task.unread"]
    assert issue.message.startswith("chịu trách nhiệm: a duty may be told in 2 rows of a table")


def test_a_chapter_titled_as_a_field_heads_its_articles():
    text = "Chương III\nTRÁCH NHIỆM THỰC HIỆN\nĐiều 5. Trách nhiệm của Sở Y tế\n1. Chủ trì kiểm tra chợ."
    document = vp.parse(FRAME.replace("I. PHẠM VI\n1. Địa bàn\n", text))
    [task] = document.tasks
    assert [(given.role, given.text, given.inherited) for given in task.assignments] == [("lead", "Sở Y tế", True)]
