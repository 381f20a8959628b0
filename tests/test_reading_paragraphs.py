"""Lines become paragraphs: what belongs together is joined, and only that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnpolicy.language import fold
from vnpolicy.reading.joins import joined
from vnpolicy.reading.paragraphs import clean
from vnpolicy.reading.source import Doubt, Line, Source
from vnpolicy.reading.text import read_text

WRAPPED = """\
Thực hiện chương trình công tác năm, Ban Thường vụ Tỉnh ủy giao Sở Xây dựng chủ
trì, phối hợp với Ủy ban nhân dân các xã rà soát toàn bộ các công trình kinh tế
- xã hội đang dở dang theo quy định tại khoản 2 và
Điều 9 của Quy chế; báo cáo kết quả về Văn phòng trước ngày 20 tháng 11 hằng năm.
1. Sở Tài chính bố trí kinh phí.
a) Kinh phí của tỉnh;
b) Kinh phí của huyện.
"""


def paragraphs(text: str) -> list[str]:
    return clean(read_text(text)).text.split("\n")


def test_wrapped_lines_are_joined_and_labels_part_them():
    first, *others = paragraphs(WRAPPED)
    assert first.startswith("Thực hiện chương trình") and first.endswith("hằng năm.")
    assert "kinh tế - xã hội" in first and "khoản 2 và Điều 9" in first
    assert others == ["1. Sở Tài chính bố trí kinh phí.", "a) Kinh phí của tỉnh;", "b) Kinh phí của huyện."]


def test_a_sentence_cut_by_a_blank_line_is_joined():
    cut = "Ban Dân vận giúp Ban Thường vụ Tỉnh ủy cùng theo\n\ndõi, đôn đốc việc thực hiện."
    assert paragraphs(cut) == [
        "Ban Dân vận giúp Ban Thường vụ Tỉnh ủy cùng theo dõi, đôn đốc việc thực hiện."
    ]


def test_a_sentence_cut_by_a_page_number_is_joined():
    cut = "Các cấp ủy đảng chủ động xây dựng kế hoạch, bố trí\n\n   2\n\ncán bộ theo dõi công tác này."
    assert paragraphs(cut) == [
        "Các cấp ủy đảng chủ động xây dựng kế hoạch, bố trí cán bộ theo dõi công tác này."
    ]


def test_a_title_under_its_type_is_a_line_for_itself():
    assert paragraphs("KẾ HOẠCH\n\ntổ chức ngày hội hiến máu") == ["KẾ HOẠCH", "tổ chức ngày hội hiến máu"]


def test_a_heading_wrapped_in_bold_is_one_paragraph():
    text = clean(read_text("**I. MỤC ĐÍCH,\nYÊU CẦU**\n\nNâng cao nhận thức."))
    assert text.text == "I. MỤC ĐÍCH, YÊU CẦU\nNâng cao nhận thức."
    assert [paragraph.strong for paragraph in text.paragraphs] == [True, False]


def test_a_lead_keeps_its_length_over_a_line_break():
    text = clean(read_text("**2. Sở Văn hóa,\nThể thao:** Phối hợp\nvới Sở Y tế."))
    (paragraph,) = text.paragraphs
    assert text.text[: paragraph.lead] == "2. Sở Văn hóa, Thể thao:"


def test_a_file_of_one_paragraph_a_line_is_not_glued():
    long = "Căn cứ " + "Nghị định về tổ chức và hoạt động " * 6
    assert (
        len(paragraphs(f"QUYẾT ĐỊNH\n{long}\n{long}\nĐiều 1. Ban hành quy chế\nQuy chế này có hiệu lực."))
        == 5
    )


def test_letterhead_lines_stay_apart_but_what_goes_on_is_joined():
    letterhead = (
        "**ỦY BAN NHÂN\nDÂN**\nTỈNH PHÚ ĐÔNG\nSố:\n15/KH-UBND\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n|"
    )
    assert paragraphs(letterhead) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH PHÚ ĐÔNG",
        "Số: 15/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_a_recipient_over_two_lines_is_joined():
    closing = "|\nNơi nhận:\n- Ban Thi đua\n(b/c);\n- Lưu: VT.\n|\n**CHỦ TỊCH**\nLê Văn Tám\n|"
    assert paragraphs(closing)[:3] == ["Nơi nhận:", "- Ban Thi đua (b/c);", "- Lưu: VT."]


def test_a_soft_hyphen_at_the_end_of_a_line_is_no_space():
    assert paragraphs("Các cơ quan thực hiện nghiêm nhiệm vụ phối\u00ad\nhợp đã nêu.") == [
        "Các cơ quan thực hiện nghiêm nhiệm vụ phốihợp đã nêu."
    ]


def test_cells_are_spans_of_the_text():
    text = clean(read_text("| TT | Chủ trì |\n|---|---|\n| 1 | Sở Y tế |"))
    assert [[text.text[cell.start : cell.end] for cell in row.cells] for row in text.paragraphs] == [
        ["TT", "Chủ trì"],
        ["1", "Sở Y tế"],
    ]


def test_furniture_is_out_of_the_text():
    assert paragraphs("KẾT LUẬN\n-----\nKết luận này có hiệu lực.") == [
        "KẾT LUẬN",
        "Kết luận này có hiệu lực.",
    ]


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(alphabet="aBớ1. -|*#_\\\n\t\f:;()[]<>&Đ–\u00ad\u0301 "))
def test_any_string_is_read(string):
    text = clean(read_text(string))
    assert text == clean(read_text(string))
    assert text.folded == fold(text.text)
    assert list(text.pieces) == sorted(text.pieces, key=lambda piece: piece.start)
    assert [text.text[p.start : p.end] for p in text.paragraphs] == text.text.split("\n") * bool(
        text.paragraphs
    )
    assert all(0 <= p.lead <= p.end - p.start for p in text.paragraphs)


def test_a_doubt_about_a_line_becomes_an_issue_where_its_characters_stand():
    doubt = Doubt(3, 10, "source.reading", "may be misread")
    lines = (
        Line(text="1. Giao Sở Y tế lập sổ", number=1),
        Line(text="và bạo cáo.", number=2, doubts=(doubt,)),
    )
    text = clean(Source(name="", format="text", lines=lines))
    [issue] = text.issues
    assert (issue.code, text.text[issue.start : issue.end]) == ("source.reading", "bạo cáo")


def test_a_label_alone_on_its_line_belongs_to_the_sentence_below():
    assert paragraphs("1.\nGiao Sở Y tế lập sổ theo dõi.\n2.\nCác sở báo cáo.") == [
        "1. Giao Sở Y tế lập sổ theo dõi.",
        "2. Các sở báo cáo.",
    ]


def test_a_column_of_bare_numbers_beside_cells_stays():
    assert paragraphs("1.\nĐường 19\n2.\nCầu Đồng Nai") == ["1.", "Đường 19", "2.", "Cầu Đồng Nai"]


def test_a_short_line_ends_a_paragraph_where_marks_tell_a_web_copy():
    text = """**KẾ HOẠCH**

1.1. Giao Sở Nông nghiệp
và Môi trường
Khẩn trương chia sẻ cho các xã bản đồ đất đai đã được cập nhật trong năm nay, để
rà soát và sửa những chỗ còn sai.
1.2. Giao Sở Y tế
Lập sổ theo dõi.
1.3. Giao Sở Nội vụ
Lập danh sách."""
    assert paragraphs(text)[1] == "1.1. Giao Sở Nông nghiệp và Môi trường"


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("Thực hiện Chỉ thị số 43-", "CT/TW ngày 08/6/2010", "Thực hiện Chỉ thị số 43-CT/TW ngày 08/6/2010"),
        ("hoàn thành trước ngày 31/", "12/2025", "hoàn thành trước ngày 31/12/2025"),
        ("phát triển kinh tế-", "xã hội", "phát triển kinh tế-xã hội"),
        ("phát triển kinh tế -", "xã hội", "phát triển kinh tế - xã hội"),
        ("tổ chức thực hi-", "ện nghiêm túc", "tổ chức thực hiện nghiêm túc"),
        ("phối hợp thực hi\u00ad", "ện nghiêm túc", "phối hợp thực hiện nghiêm túc"),
        ("31/", "12/2025", "31/12/2025"),
        ("2-", "Công tác tuyên truyền", "2- Công tác tuyên truyền"),
        ("của Ban Bí thư", "Trung ương", "của Ban Bí thư Trung ương"),
    ],
)
def test_a_word_that_a_line_has_parted_is_one(above, below, text):
    joined_text, starts = joined([above, below])
    assert joined_text == text
    assert text[starts[1] :] == below
