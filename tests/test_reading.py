"""Bytes and strings become lines: formats, encodings, Markdown, columns, tables, furniture."""

import zipfile
from io import BytesIO

import pytest

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.options import Limits
from vnpolicy.reading.read import read_source
from vnpolicy.reading.source import Line
from vnpolicy.reading.tables import rows_of
from vnpolicy.reading.text import read_text

LETTERHEAD = """\
      TỈNH ỦY PHÚ ĐÔNG                    ĐẢNG CỘNG SẢN VIỆT NAM
             *                               ---------------
      Số 12-KH/TU                    Phú Đông, ngày 05 tháng 3 năm 2024

                            KẾ HOẠCH
               sơ kết công tác trồng cây đầu xuân
"""
CLOSING = """\
Các ban, ngành thực hiện nghiêm túc Kế hoạch này.

Nơi nhận:                                  T/M BAN THƯỜNG VỤ
- Các huyện ủy, thành ủy trực thuộc            PHÓ BÍ THƯ
Tỉnh ủy,
- Lưu Văn phòng Tỉnh ủy.
                                             Lê Thị Hạ
"""


def texts(lines, column=None):
    return [line.text for line in lines if not line.furniture and column in (None, line.column)]


def reason(data: bytes, name: str = "x") -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_source(data, name=name)
    return caught.value.reason


# Formats and encodings


def test_a_source_knows_its_name_hash_and_encoding(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text("Giao Sở Y tế", encoding="utf-8")
    source = read_source(path)
    assert (source.name, source.format, source.encoding) == ("kế hoạch.txt", "text", "utf-8")
    assert len(source.sha256) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_doubt(encoding):
    source = read_source("Ủy ban nhân dân".encode(encoding))
    assert texts(source.lines) == ["Ủy ban nhân dân"]
    assert source.issues == ()


def test_what_is_no_unicode_is_read_with_an_issue():
    source = read_source("Kế hoạch".encode("cp1258", errors="ignore") + b"\xe2\xf5\xea" * 9)
    assert [issue.code for issue in source.issues] == ["source.encoding"]


def test_one_broken_byte_does_not_spoil_a_text():
    source = read_source("Ủy ban nhân dân tỉnh ".encode() * 30 + b"\xff")
    assert "Ủy ban nhân dân tỉnh" in source.lines[0].text
    assert [issue.code for issue in source.issues] == ["source.encoding"]


def test_missing_files_and_directories_are_told(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(UnreadableSource):
            read_source(path)


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_an_empty_file_is_told(data):
    assert reason(data) == "it is empty"


def test_binary_bytes_are_no_text():
    assert "no text" in reason(bytes(range(256)) * 4)


def test_a_pdf_by_name_only_is_told():
    assert "another kind" in reason(b"no pdf at all", "plan.pdf")


def test_too_large_a_file_is_not_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(Limits().file_bytes + 1)
    with pytest.raises(UnreadableSource, match="larger"):
        read_source(path)


def test_a_broken_pdf_is_told():
    assert "broken" in reason(b"%PDF-1.7\n1 0 obj\n<<")


def test_a_zip_bomb_is_refused_before_it_is_opened():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40 * 1024 * 1024))
    assert "too much" in reason(packed.getvalue(), "bomb.docx")


def test_a_zip_of_another_kind_is_no_document():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "spreadsheet" in reason(packed.getvalue(), "table.xlsx")


def test_a_cut_docx_is_broken():
    assert "broken" in reason(b"PK\x03\x04" + bytes(100), "cut.docx")


# Plain text


def test_the_letterhead_comes_apart_into_two_columns():
    lines = read_text(LETTERHEAD).lines
    assert texts(lines, "left") == ["TỈNH ỦY PHÚ ĐÔNG", "Số 12-KH/TU"]
    assert texts(lines, "right") == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 05 tháng 3 năm 2024"]
    assert texts(lines, "")[0] == "KẾ HOẠCH"


def test_the_closing_block_comes_apart_into_two_columns():
    lines = read_text(CLOSING).lines
    assert texts(lines, "left")[:3] == ["Nơi nhận:", "- Các huyện ủy, thành ủy trực thuộc", "Tỉnh ủy,"]
    assert texts(lines, "right") == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Thị Hạ"]


def test_another_letterhead_further_down_comes_apart_as_well():
    lines = read_text(LETTERHEAD + "\nNội dung.\n" + CLOSING + LETTERHEAD + "Nội dung.\n" + CLOSING).lines
    assert texts(lines, "left").count("Số 12-KH/TU") == texts(lines, "right").count("Lê Thị Hạ") == 2
    assert texts(lines, "right").count("ĐẢNG CỘNG SẢN VIỆT NAM") == 2


def test_columns_that_a_copy_flattened_come_apart_at_their_tabs():
    lines = read_text(
        "TỈNH ỦY PHÚ ĐÔNG\nBAN TỔ CHỨC\tĐẢNG CỘNG SẢN VIỆT NAM\n-----\n"
        "Số 5-HD/BTC\tPhú Đông, ngày 5 tháng 5 năm 2024\n"
        "HƯỚNG DẪN\nNơi nhận:\n- Các huyện ủy,\n- Lưu Ban.\tTRƯỞNG BAN\nLê Thị Hạ\n"
    ).lines
    left = ["TỈNH ỦY PHÚ ĐÔNG", "BAN TỔ CHỨC", "Số 5-HD/BTC", "Nơi nhận:", "- Các huyện ủy,", "- Lưu Ban."]
    assert texts(lines, "left") == left
    assert texts(lines, "right")[-2:] == ["TRƯỞNG BAN", "Lê Thị Hạ"]
    assert texts(lines, "") == ["HƯỚNG DẪN"]


def test_form_feeds_turn_pages():
    source = read_text("Trang đầu.\n\fTrang sau.")
    assert [(line.page, line.number) for line in source.lines] == [(1, 1), (2, 1)]
    assert source.pages == 2


def test_the_running_head_of_a_gazette_turns_pages():
    page = "CÔNG BÁO/Số 7/Ngày 02-01-2026\n{}\n\nĐiều {}. Phạm vi\n"
    source = read_text(page.format(11, 1) + page.format(12, 2))
    assert [(line.text, line.page) for line in source.lines if not line.furniture] == [
        ("Điều 1. Phạm vi", 1),
        ("Điều 2. Phạm vi", 2),
    ]


@pytest.mark.parametrize("rule", ["-----", "* * *", "_______", "--------o0o--------", "***"])
def test_rules_are_furniture(rule):
    assert mark([Line(text=rule)])[0].furniture


def test_a_signature_panel_is_furniture_and_an_agency_line_is_not():
    panel = ["Ký bởi: Văn phòng", "Cơ quan: Văn phòng Ủy ban", "Ngày ký: 2026-01-02"]
    assert all(line.furniture for line in mark([Line(text=text) for text in panel]))
    assert not mark([Line(text="Cơ quan: Sở Y tế")])[0].furniture


def test_a_lone_number_is_furniture_at_the_edge_of_a_page_only():
    second = [Line(text=text, page=2) for text in ("2", "Điều 5.", "7", "Hết.")]
    lines = mark([Line(text="Căn cứ đề nghị;"), *second])
    assert [line.text for line in lines if line.furniture] == ["2"]


def test_gha_is_read_as_u_with_a_horn():
    assert read_text("Chƣơng I").lines[0].text == "Chương I"


# Markdown


def test_emphasis_is_kept_as_strong_and_lead():
    first, second, third = read_text("## KẾ HOẠCH\n\n**1. Sở Y tế:** chủ trì\n\n**Cả dòng đậm**").lines
    assert (first.text, first.strong) == ("KẾ HOẠCH", True)
    assert (second.text, second.strong, second.text[: second.lead]) == (
        "1. Sở Y tế: chủ trì",
        False,
        "1. Sở Y tế:",
    )
    assert third.strong


def test_an_emphasis_that_spans_lines_runs_on():
    lines = read_text("**I. MỤC ĐÍCH,\nYÊU CẦU**\nĐoạn văn.").lines
    assert [line.runs_on for line in lines] == [False, True, False]


def test_escapes_links_tags_and_entities_give_their_text():
    (line,) = read_text("\\- Theo [Kế hoạch](https://example.vn/a) <u>số</u>&nbsp;5 (\\*)").lines
    assert line.text == "- Theo Kế hoạch số 5 (*)"


def test_a_table_of_data_gives_a_line_for_each_row():
    lines = read_text("| TT | Chủ trì |\n|---|---|\n| 1 | Sở Y tế<br>tỉnh |").lines
    assert [line.cells for line in lines] == [("TT", "Chủ trì"), ("1", "Sở Y tế tỉnh")]
    assert [line.first_row for line in lines] == [True, False]
    assert lines[1].text == "1\tSở Y tế tỉnh"


def test_a_vertical_letterhead_gives_two_columns():
    lines = read_text(
        "**BAN TỔ CHỨC**\n*\n|\n**ĐẢNG\nCỘNG SẢN VIỆT NAM**\n|\n|\n"
        "Số 9-HD/BTC\n|\n*Phú Đông, ngày 7\ntháng 8 năm 2024*\n|"
    ).lines
    assert texts(lines, "left") == ["BAN TỔ CHỨC", "Số 9-HD/BTC"]
    assert texts(lines, "right") == [
        "ĐẢNG", "CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 7", "tháng 8 năm 2024",
    ]  # fmt: skip


def test_a_vertical_table_finds_its_rows_among_empty_cells():
    table = "|\nTT\n|\nViệc\n|\nChủ trì\n|\n|\n1\n|\nHọp\n|\n|\n|\n2\n|\nBáo cáo\n|\nSở Y tế\n|\n"
    lines = read_text(table).lines
    assert [line.cells for line in lines] == [
        ("TT", "Việc", "Chủ trì"),
        ("1", "Họp", ""),
        ("2", "Báo cáo", "Sở Y tế"),
    ]


def test_text_below_a_vertical_table_is_no_cell():
    lines = read_text("|\nA\n|\nB\n|\n|\n1\n|\n2\n|\nĐiều 2. Hiệu lực\n\n|\nC\n|\nD\n|\n").lines
    assert [line.text for line in lines] == ["A\tB", "1\t2", "Điều 2. Hiệu lực", "C\tD"]


def test_a_short_row_below_merged_cells_stands_at_the_right():
    lines = read_text(
        "|\nViệc\n|\nChủ trì\n|\nHạn\n|\n|\nHọp\n|\nSở A\n|\nQuý I\n|\n|\nSở B\n|\nQuý II\n|\n"
    ).lines
    assert lines[2].cells == ("", "Sở B", "Quý II")


def test_a_cell_in_one_line_is_parted_into_the_lines_it_was_printed_in():
    lines = read_text(
        "| Nơi nhận: - Như trên; - Sở Y tế; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Tám |\n|---|---|"
    ).lines
    assert texts(lines, "left") == ["Nơi nhận:", "- Như trên;", "- Sở Y tế;", "- Lưu: VT."]
    assert texts(lines, "right") == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám"]


def test_an_address_in_a_table_is_text():
    lines = read_text("| Kính gửi: | - Sở Y tế; - Sở Nội vụ. |\n|---|---|").lines
    assert [line.text for line in lines] == ["Kính gửi:", "- Sở Y tế;", "- Sở Nội vụ."]
    assert not any(line.cells for line in lines)


def test_many_empty_cells_are_read_in_a_time_linear_in_them():
    assert read_text("|\n" * 20_000).lines == ()


def test_rows_are_found_in_a_time_linear_in_the_cells():
    cells = [[Line(text="a")], [Line(text="b")], []] * 3000
    assert len(rows_of(cells, 2)) == 3000
