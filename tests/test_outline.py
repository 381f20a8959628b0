import pytest

from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Span
from vnpolicy.parsing.labels import label_at
from vnpolicy.parsing.outline import find_sections
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText, Paragraph


def sections(text, *, strong=(), leads=(), annex=None):
    """The sections of lines; `strong` and `leads` tell what of them is bold."""
    paragraphs, start = [], 0
    for number, line in enumerate(text.split("\n")):
        end, lead = start + len(line), dict(leads).get(number, 0)
        paragraphs.append(Paragraph(start=start, end=end, strong=number in strong, lead=lead))
        start = end + 1
    annexes = (Span(text.index(annex), len(text)),) if annex else ()
    clean = CleanText(text=text, folded=fold(text), paragraphs=tuple(paragraphs))
    return find_sections(clean, Zones(letterhead=Span(0, 0), annexes=annexes), Knowledge.default())


def paths(text, **marks):
    return [section.path for section in sections(text, **marks)]


@pytest.mark.parametrize(
    ("line", "kind", "printed"),
    [
        ("I- MỤC ĐÍCH", "roman", "I"),
        ("2/ Yêu cầu", "arabic", "2"),
        ("2.1.3. Nguồn vốn", "dotted", "2.1.3"),
        ("2.7 Đề nghị", "dotted", "2.7"),
        ("đ) Văn thư", "letter", "đ"),
        ("Điều 5a. Kinh phí", "dieu", "5a"),
        ("Phần thứ nhất", "phan", "thứ nhất"),
        ("PHỤ LỤC", "phu-luc", ""),
    ],
)
def test_labels(line, kind, printed):
    label = label_at(line, fold(line), 0, Knowledge.default())
    assert (label.kind, label.printed) == (kind, printed)


@pytest.mark.parametrize(
    "line",
    ["1,5 triệu người", "10.000 đồng", "Điều 4 của Luật này", "V/v báo cáo", "Phụ lục này", "- Sở Y tế"],
)
def test_what_is_no_label(line):
    assert label_at(line, fold(line), 0, Knowledge.default()) is None


def test_points_stand_under_roman_sections():
    assert paths("I- A\n1- B.\n2- C.\nII- D\n1- E.") == ["I", "I.1", "I.2", "II", "II.1"]


def test_dotted_numbers_do_not_repeat_their_parent():
    assert paths("I. A\n1. B\n2. C\n2.1. D\n2.2. E\na) F") == ["I", "I.1", "I.2", "I.2.1", "I.2.2", "I.2.2.a"]


def test_articles_run_through_chapters():
    assert paths("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. A\n1. B;\n2. C.\nChương II\nCỤ THỂ\nĐiều 2. D") == [
        "Chương I", "Điều 1", "Điều 1.1", "Điều 1.2", "Chương II", "Điều 2",
    ]  # fmt: skip


def test_a_year_at_the_start_of_a_line_is_no_label():
    assert paths("1. A.\n2. B.\n31. Số dư năm trước.\n3. C.") == ["1", "2", "3"]


def test_an_inserted_clause_follows_its_number():
    assert paths("Điều 1. A\n1. B.\n1a. C.\n2. D.") == ["Điều 1", "Điều 1.1", "Điều 1.1a", "Điều 1.2"]


def test_quoted_labels_are_those_of_another_act():
    assert paths("Điều 1. A\n1. Sửa khoản 2 như sau:\n“2. Mới.\n3. Mới nữa.”.\n2. Bỏ khoản 4.") == [
        "Điều 1", "Điều 1.1", "Điều 1.2",
    ]  # fmt: skip


def test_an_opening_mark_that_nobody_closes_swallows_nothing():
    assert paths("1. A “b.\n2. C.\n3. D.") == ["1", "2", "3"]


def test_a_section_runs_to_the_next_of_its_level():
    text = "I- A\n1- B.\nII- C"
    first, inner, second = sections(text)
    assert text[first.start : first.end] == "I- A\n1- B."
    assert (inner.parent, second.parent) == ("I", None)


def test_a_number_that_opens_a_sentence_has_no_title():
    found = sections("I- MỤC TIÊU\n1- Các xã báo cáo hằng năm.", strong={0})
    assert [section.title for section in found] == ["MỤC TIÊU", None]


def test_a_run_in_heading():
    (section,) = sections("1. Sở Y tế: chủ trì việc này.", leads=[(0, 12)])
    assert section.title == "Sở Y tế"


def test_bold_that_covers_only_the_number_is_no_heading():
    (section,) = sections("1. Giao Sở Y tế chủ trì việc này.", leads=[(0, 2)])
    assert section.title is None


def test_a_short_plain_line_is_a_title():
    assert [s.title for s in sections("1. Phân công thực hiện:\n1.1 Phòng Y tế:\n- Làm.")] == [
        "Phân công thực hiện", "Phòng Y tế",
    ]  # fmt: skip


def test_a_chapter_has_its_title_on_the_next_line():
    assert sections("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. A")[0].title == "QUY ĐỊNH CHUNG"


def test_kinds_come_from_the_heading():
    found = sections("I- MỤC ĐÍCH, YÊU CẦU\nII- NHIỆM VỤ\nIII- TỔ CHỨC THỰC HIỆN\nIV- KINH PHÍ")
    assert [s.kind for s in found] == ["purpose", "tasks", "assignments", "funding"]


def test_divisions_of_an_annex():
    assert paths("I. A\nPHỤ LỤC 2\nI. B\n1. C.", annex="PHỤ LỤC") == ["I", "PL2", "PL2.I", "PL2.I.1"]


def test_an_attached_text_that_numbers_again_is_an_annex():
    text = "Điều 1. Ban hành.\nQUY CHẾ\nLÀM VIỆC\nĐiều 1. Phạm vi"
    assert paths(text, annex="QUY CHẾ") == ["Điều 1", "PL1", "PL1.Điều 1"]


def test_fields_of_a_form_are_no_divisions():
    text = "I. A\nPHỤ LỤC 1\n1. Họ và tên ............\n2. Ngày sinh ............;"
    assert paths(text, annex="PHỤ LỤC") == ["I", "PL1"]
