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
        ("Iii. Nguồn vốn", "roman", "Iii"),
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


def test_a_quoted_article_that_nobody_closes_goes_as_far_as_the_next_of_this_act():
    act = "Điều 1. Sửa Điều 5\n“Điều 5. A\n1. B.\n2. C.\nĐiều 2. Sửa Điều 6\n“Điều 6. D”."
    assert paths(act) == ["Điều 1", "Điều 2"]
    assert paths("1. Sửa Điều 5 như sau:\n“Điều 5. A\na) B.\n2. Sửa Điều 6 như sau:\n“Điều 6. D”.") == [
        "1",
        "2",
    ]


def test_a_list_with_another_mark_stands_in_the_open_one():
    assert paths("1. A\n2. B:\n1 - Tỷ lệ\n3. C") == ["1", "2", "2.1", "3"]
    assert paths("1. A\n2. B:\n1/ C.\n2/ D.\n3. E") == ["1", "2", "2.1", "2.2", "3"]


def test_a_section_runs_to_the_next_of_its_level():
    text = "I- A\n1- B.\nII- C"
    first, inner, second = sections(text)
    assert text[first.start : first.end] == "I- A\n1- B."
    assert (inner.parent, second.parent) == ("I", None)


def test_a_number_that_opens_a_sentence_has_no_title():
    found = sections("I- MỤC TIÊU\n1- Các xã báo cáo hằng năm.", strong={0})
    assert [section.title for section in found] == ["MỤC TIÊU", None]


def test_a_sentence_with_the_mark_of_a_note_is_no_title():
    (section,) = sections("1. Sở Y tế chủ trì tuyên truyền.[1]")
    assert section.title is None


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
    bold = sections("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh", strong=(1, 2))
    assert [section.title for section in bold] == ["QUY ĐỊNH CHUNG", "Phạm vi điều chỉnh"]


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


PLAN = "I. MỤC TIÊU\n1. Chỉ tiêu chung\nTăng 5%.\nII. TỔ CHỨC THỰC HIỆN\nCác sở thực hiện."


def test_an_annex_that_is_a_plan_keeps_its_outline():
    assert paths(f"Điều 1. A\nPHỤ LỤC I\n{PLAN}", annex="PHỤ LỤC") == [
        "Điều 1", "PLI", "PLI.I", "PLI.I.1", "PLI.II",
    ]  # fmt: skip


def test_an_annex_of_forms_has_no_outline():
    annex = f"PHỤ LỤC I\nCÁC BIỂU MẪU BÁO CÁO\nMẪU SỐ 01\n{PLAN}\nPHỤ LỤC II\n{PLAN}"
    assert paths(f"Điều 1. A\n{annex}", annex="PHỤ LỤC I") == [
        "Điều 1", "PLI", "PLII", "PLII.I", "PLII.I.1", "PLII.II",
    ]  # fmt: skip


def test_a_sheet_full_of_blanks_is_a_form_as_far_as_they_go():
    sheet = "ĐƠN ĐỀ NGHỊ\nI. BÊN A\nTên: ..........\nII. BÊN B\nTên: ..........\n(Ký, ghi rõ họ tên)"
    assert paths(f"Điều 1. A\nPHỤ LỤC I\n{sheet}", annex="PHỤ LỤC") == ["Điều 1", "PLI"]
    list_of_two = f"PHỤ LỤC I\nI. HỒ SƠ\n1. Cấp\nMẫu số 02\n{sheet}\n2. Thu hồi"
    assert paths(f"Điều 1. A\n{list_of_two}", annex="PHỤ LỤC") == [
        "Điều 1",
        "PLI",
        "PLI.I",
        "PLI.I.1",
        "PLI.I.2",
    ]


def test_the_form_of_another_paper_ends_with_its_blanks():
    form = "PHỤ LỤC 5\nMẪU QUYẾT ĐỊNH\n(Kèm theo Nghị định số 5/2099/NĐ-CP)\nĐiều 1. Cấp cho ......"
    assert paths(f"Điều 1. A\n{form}\nI. THU HỒI\n1. Hồ sơ\nCó đơn.", annex="PHỤ LỤC") == [
        "Điều 1", "PL5", "PL5.I", "PL5.I.1",
    ]  # fmt: skip


def test_a_bare_annex_where_annexes_have_numbers_is_a_heading():
    text = "Điều 1. A\nPHỤ LỤC I\nI. BỐ CỤC\n1. Mở đầu\nPHỤ LỤC\n2. Kết thúc\nPHỤ LỤC II\nI. KHÁC"
    assert paths(text, annex="PHỤ LỤC I\n") == [
        "Điều 1",
        "PLI",
        "PLI.I",
        "PLI.I.1",
        "PLI.I.2",
        "PLII",
        "PLII.I",
    ]


def test_the_word_annex_takes_no_number_from_the_next_line():
    assert paths("Điều 1. A\nPHỤ LỤC\n1. Bản đồ", annex="PHỤ LỤC")[1] == "PL1"


def test_rows_of_a_table_that_a_copy_flattened_are_no_divisions():
    table = "I. THANG ĐIỂM\n1. Trong nhà\n45\n2. Ngoài sân\n30\n3. Vườn\n3.1. Cây\n25"
    assert paths(f"{table}\nII. CÁCH CHẤM\n1. Chấm điểm.") == ["I", "II", "II.1"]


def test_a_figure_alone_far_from_others_takes_no_division_away():
    assert paths("I. A\n1. Việc này.\n12\nII. B") == ["I", "I.1", "II"]


@pytest.mark.parametrize(
    ("line", "marks", "title"),
    [
        ("1. Về kinh phí mua xe: Giao Sở Tài chính cân đối nguồn vốn, trình Ủy ban nhân dân tỉnh.", {},
         "Về kinh phí mua xe"),
        ("1. Đề nghị Công ty Điện lực Sơn La: Khẩn trương khắc phục các điểm sự cố trên lưới; ưu tiên cấp điện cho "
         "trạm bơm, cơ sở y tế.", {"strong": {0}}, "Đề nghị Công ty Điện lực Sơn La"),
        ("1. Sở Nội vụ (cơ quan thường trực):", {"leads": {0: 12}}, "Sở Nội vụ (cơ quan thường trực)"),
        ("1. Sở Nội vụ:", {"leads": {0: 2}}, "Sở Nội vụ"),
        ("1. Giao Sở Nội vụ chủ trì, phối hợp: lập danh sách, báo cáo Ủy ban nhân dân tỉnh.", {}, None),
    ],
)  # fmt: skip
def test_a_heading_may_run_in(line, marks, title):
    [section] = sections(line, **marks)
    assert section.title == title
