"""PDFs of our own making: columns by their gutter, tables by their rules, pages, bold type, scans, locks."""

from io import BytesIO
from pathlib import Path

import matplotlib
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table
from test_reading_ocr import needs_ocr

import vnpolicy as vp
from vnpolicy.reading.options import Limits, Options
from vnpolicy.reading.paragraphs import clean
from vnpolicy.reading.pdfium import opened, picture
from vnpolicy.reading.read import read_source

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
LEFT, RIGHT, TOP, LEADING = 72, 330, 780, 16


@pytest.fixture
def canvas() -> Canvas:
    pdfmetrics.registerFont(TTFont("Plain", FONTS / "DejaVuSans.ttf"))
    pdfmetrics.registerFont(TTFont("Plain-Bold", FONTS / "DejaVuSans-Bold.ttf"))
    return Canvas(BytesIO(), pagesize=A4)


def write(canvas: Canvas, x: float, y: float, *lines: str, bold: bool = False) -> None:
    canvas.setFont("Plain-Bold" if bold else "Plain", 10)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * LEADING, line)


def read(canvas: Canvas):
    return read_source(saved(canvas), name="plan.pdf")


def saved(canvas: Canvas) -> bytes:
    canvas.save()
    return canvas._filename.getvalue()


def columns(source, column: str) -> list[str]:
    return [line.text for line in source.lines if line.column == column and not line.furniture]


def test_letterhead_and_closing_come_apart_at_their_gutter(canvas):
    write(canvas, LEFT, TOP, "TỈNH ỦY PHÚ ĐÔNG", "Số 12-KH/TU")
    write(canvas, RIGHT, TOP, "ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 05 tháng 3 năm 2024")
    write(
        canvas,
        LEFT,
        TOP - 80,
        "Các ban của Tỉnh ủy phối hợp với các sở, ngành thực hiện nghiêm túc Kế hoạch này.",
    )
    write(canvas, LEFT, TOP - 140, "Nơi nhận:", "- Các huyện ủy trực thuộc,", "- Lưu Văn phòng.")
    write(canvas, RIGHT, TOP - 140, "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", bold=True)
    write(canvas, RIGHT, TOP - 240, "Lê Thị Hạ")
    source = read(canvas)
    assert columns(source, "left") == [
        "TỈNH ỦY PHÚ ĐÔNG", "Số 12-KH/TU", "Nơi nhận:", "- Các huyện ủy trực thuộc,", "- Lưu Văn phòng.",
    ]  # fmt: skip
    assert columns(source, "right") == [
        "ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 05 tháng 3 năm 2024",
        "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Thị Hạ",
    ]  # fmt: skip


CLOSING = (
    ("Nơi nhận:", "T/M BAN THƯỜNG VỤ"), ("- Các huyện ủy, thành ủy,", "PHÓ BÍ THƯ"), ("- Các ban Tỉnh ủy,", ""),
    ("- Các ban cán sự đảng, đảng đoàn, đảng ủy", ""), ("trực thuộc Tỉnh ủy,", ""), ("- Lưu VPTU.", "Lê Thị Hạ"),
)  # fmt: skip


@pytest.mark.parametrize("parted", range(1, len(CLOSING)))
def test_a_closing_block_goes_on_over_a_page_break(canvas, parted):
    write(
        canvas, LEFT, TOP, "Các ban của Tỉnh ủy phối hợp với các sở, ngành thực hiện nghiêm túc Kế hoạch này."
    )
    for number, (left, right) in enumerate(CLOSING):
        if number == parted:
            canvas.showPage()
            write(canvas, A4[0] / 2, TOP + 30, "2")
        row = number if number < parted else number - parted
        write(canvas, LEFT, TOP - 60 - row * LEADING, left)
        write(canvas, RIGHT, TOP - 60 - row * LEADING, right)
    source = read(canvas)
    assert columns(source, "left") == [left for left, _ in CLOSING]
    assert columns(source, "right") == [right for _, right in CLOSING if right]
    assert "đảng đoàn, đảng ủy trực thuộc Tỉnh ủy,\n- Lưu VPTU.\nT/M BAN THƯỜNG VỤ" in clean(source).text


def test_an_annex_behind_a_closing_block_is_no_part_of_it(canvas):
    for number, (left, right) in enumerate(CLOSING):
        write(canvas, LEFT, TOP - number * LEADING, left)
        write(canvas, RIGHT, TOP - number * LEADING, right)
    canvas.showPage()
    write(canvas, RIGHT - 40, TOP, "PHỤ LỤC", bold=True)
    write(canvas, LEFT, TOP - 30, "- Danh mục nhiệm vụ")
    assert [line.column for line in read(canvas).lines[-2:]] == ["", ""]


def test_columns_that_nearly_touch_come_apart(canvas):
    gap = 9  # points; a space has three
    lefts = ("ỦY BAN NHÂN DÂN", "HUYỆN ĐỒNG XUÂN", "Số: 12/KH-UBND")
    rights = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Đồng Xuân, ngày 5 tháng 3 năm 2024",
    )
    edge = LEFT + max(pdfmetrics.stringWidth(left, "Plain", 10) for left in lefts)
    for number, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        write(canvas, edge - pdfmetrics.stringWidth(left, "Plain", 10), TOP - number * LEADING, left)
        write(canvas, edge + gap, TOP - number * LEADING, right)
    write(
        canvas,
        LEFT,
        TOP - 100,
        "Căn cứ Kế hoạch số 5-KH/TU của Ban Thường vụ Tỉnh ủy, Ủy ban nhân dân huyện giao:",
    )
    source = read(canvas)
    assert (columns(source, "left"), columns(source, "right")) == ([*lefts], [*rights])


def test_what_many_pages_show_at_their_edge_is_furniture(canvas):
    for number in range(1, 5):
        write(canvas, LEFT, TOP + 30, f"Kế hoạch phòng cháy, trang {number}")
        write(canvas, LEFT, TOP, f"Điều {number}. Trách nhiệm của cơ quan thứ {number}")
        write(canvas, LEFT, TOP - 30, "1. Thực hiện nghiêm túc.")
        write(canvas, LEFT, 40, "Lưu hành nội bộ")
        canvas.showPage()
    lines = read(canvas).lines
    assert [line.text for line in lines if line.furniture] == [
        text for number in range(1, 5) for text in (f"Kế hoạch phòng cháy, trang {number}", "Lưu hành nội bộ")
    ]


PANEL = ("Ký bởi: Văn phòng Tỉnh ủy Phú", "Đông", "Cơ quan: Tỉnh ủy Phú Đông", "Ngày ký: 05/03/2024 08:12:33")


@pytest.mark.parametrize("size", [6, 10])
def test_the_panel_of_a_signature_is_taken_out_of_the_letterhead(canvas, size):
    write(canvas, LEFT, TOP, "TỈNH ỦY PHÚ ĐÔNG", "Số 12-KH/TU")
    write(canvas, 250, TOP, "ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 05 tháng 3 năm 2024")
    write(canvas, LEFT, TOP - 80, "1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện.")
    canvas.setFont("Plain", size)
    for number, line in enumerate(PANEL):
        canvas.drawString(460, TOP - number * LEADING * size / 10, line)
    source = read(canvas)
    assert columns(source, "left") == ["TỈNH ỦY PHÚ ĐÔNG", "Số 12-KH/TU"]
    assert columns(source, "right") == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 05 tháng 3 năm 2024"]
    assert [line.text for line in source.lines if line.furniture] == [*PANEL]


def test_the_panel_between_office_and_name_is_taken_out_of_the_signature(canvas):
    write(canvas, LEFT, TOP, "Nơi nhận:", "- Các huyện ủy trực thuộc,", "- Lưu Văn phòng.")
    write(canvas, RIGHT, TOP, "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", *PANEL[:1], *PANEL[2:], "Lê Thị Hạ")
    assert columns(read(canvas), "right") == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Thị Hạ"]


def test_bold_type_is_strong_and_lead(canvas):
    write(canvas, LEFT, TOP, "KẾ HOẠCH", bold=True)
    write(canvas, LEFT, TOP - 60, "1. Sở Y tế:", bold=True)
    write(canvas, LEFT + 80, TOP - 60, "chủ trì, phối hợp với Sở Nội vụ.")
    first, second = read(canvas).lines
    assert first.strong
    assert second.text[: second.lead] == "1. Sở Y tế:"


def test_a_sentence_over_a_page_break_is_one_paragraph_that_knows_its_pages(canvas):
    write(canvas, LEFT, TOP, "1. Các cấp ủy đảng chủ động xây dựng kế hoạch và bố trí")
    canvas.showPage()
    write(canvas, A4[0] / 2, TOP + 30, "2")
    write(canvas, LEFT, TOP, "cán bộ theo dõi công tác này.", "2. Văn phòng tổng hợp, báo cáo.")
    text = clean(read(canvas))
    assert text.text.split("\n") == [
        "1. Các cấp ủy đảng chủ động xây dựng kế hoạch và bố trí cán bộ theo dõi công tác này.",
        "2. Văn phòng tổng hợp, báo cáo.",
    ]
    assert [piece.page for piece in text.pieces] == [1, 2, 2]
    assert [(aside.page, aside.text) for aside in text.furniture] == [(2, "2")]


def test_a_ruled_table_gives_rows_and_one_head_over_a_page_break(canvas):
    for rows in ([("TT", "Chủ trì"), ("1", "Sở Y tế")], [("TT", "Chủ trì"), ("2", "Sở Nội vụ")]):
        canvas.grid([LEFT, LEFT + 50, LEFT + 250], [TOP + 20 - LEADING * 1.5 * row for row in range(3)])
        for number, (label, body) in enumerate(rows):
            write(canvas, LEFT + 5, TOP + 6 - number * LEADING * 1.5, label)
            write(canvas, LEFT + 55, TOP + 6 - number * LEADING * 1.5, body)
        canvas.showPage()
    lines = read(canvas).lines
    assert [(line.cells, line.first_row) for line in lines if not line.furniture] == [
        (("TT", "Chủ trì"), True), (("1", "Sở Y tế"), False), (("2", "Sở Nội vụ"), False),
    ]  # fmt: skip


def test_a_page_without_text_is_told_as_a_scan(canvas):
    from PIL import Image

    write(canvas, LEFT, TOP, "Trang có chữ")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 0, 0, *A4)
    source = read_source(saved(canvas), name="scan.pdf", options=Options(ocr=False))
    assert [(issue.code, issue.message) for issue in source.issues] == [
        ("source.scan", "page 2 has no text layer: it was not read")
    ]


def test_a_stamp_on_a_scanned_page_is_no_text_layer(canvas):
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 0, 0, *A4)
    write(canvas, LEFT, TOP, "Ký bởi: Văn phòng Tỉnh ủy")
    source = read_source(saved(canvas), name="scan.pdf", options=Options(ocr=False))
    assert ["little text" in issue.message for issue in source.issues] == [True]
    assert [(line.text, line.furniture) for line in source.lines] == [("Ký bởi: Văn phòng Tỉnh ủy", True)]


def test_a_span_leads_back_to_its_box_on_the_page(canvas):
    before, number = "Thực hiện ", "Chỉ thị 43-CT/TW"
    write(canvas, LEFT, TOP, "KẾ HOẠCH")
    write(canvas, LEFT, TOP - 60, before + number + " của Ban Bí thư")
    document = vp.read(saved(canvas), name="plan.pdf")
    start = document.text.index(number)
    (place,) = document.source_map.at(vp.Span(start, start + len(number)))
    assert (place.page, place.line) == (1, 2)
    left = LEFT + pdfmetrics.stringWidth(before, "Plain", 10)
    right = left + pdfmetrics.stringWidth(number, "Plain", 10)
    bottom = A4[1] - TOP + 60
    assert place.box == pytest.approx((left, bottom - 8, right, bottom + 2), abs=5)


def test_the_cells_of_a_table_row_have_boxes_of_their_own(canvas):
    canvas.grid([LEFT, LEFT + 50, LEFT + 250], [TOP + 20 - LEADING * 1.5 * row for row in range(3)])
    for number, row in enumerate([("TT", "Chủ trì"), ("1", "Sở Y tế")]):
        for side, cell in enumerate(row):
            write(canvas, LEFT + 5 + 50 * side, TOP + 6 - number * LEADING * 1.5, cell)
    document = vp.read(saved(canvas), name="plan.pdf")
    (place,) = document.source_map.at(document.text.index("Sở"))
    assert place.line == 2
    assert place.box[0] == pytest.approx(LEFT + 55, abs=1)
    assert [sheet.engine for sheet in document.source.sheets] == ["pdfium+pdfplumber"]


def test_lines_that_a_marker_has_coloured_are_no_table(canvas):
    lines = [
        "1. Các cấp ủy đảng chủ động xây dựng kế hoạch và bố trí cán bộ theo dõi công tác",
        "này; định kỳ sáu tháng, một năm báo cáo kết quả thực hiện về Ban Thường vụ Tỉnh",
        "ủy, qua Văn phòng Tỉnh ủy và Ban Dân vận Tỉnh ủy để tổng hợp, báo cáo cấp trên và",
        "thông báo cho Mặt trận Tổ quốc.",
    ]
    canvas.setFillGray(0.9)
    for number in range(len(lines)):
        canvas.rect(LEFT, TOP - 4 - number * LEADING, 420, LEADING, stroke=0, fill=1)
    canvas.setFillGray(0)
    write(canvas, LEFT, TOP, *lines)
    assert clean(read(canvas)).text == " ".join(lines)


def test_a_head_of_two_rows_is_one(canvas):
    x, y = [LEFT, LEFT + 50, LEFT + 150, LEFT + 250], [TOP + 20, TOP, TOP - 20, TOP - 40]
    canvas.lines([(x[0], y[0], x[3], y[0]), (x[1], y[1], x[3], y[1]), (x[0], y[2], x[3], y[2]),
                  (x[0], y[3], x[3], y[3]), (x[0], y[0], x[0], y[3]), (x[1], y[0], x[1], y[3]),
                  (x[2], y[1], x[2], y[3]), (x[3], y[0], x[3], y[3])])  # fmt: skip
    for across, down, text in ((0, 0, "TT"), (1, 0, "Thực hiện"), (1, 1, "Chủ trì"), (2, 1, "Phối hợp"),
                               (0, 2, "1"), (1, 2, "Sở Y tế"), (2, 2, "Sở Nội vụ")):  # fmt: skip
        write(canvas, x[across] + 5, y[down] - 14, text)
    assert [(line.cells, line.first_row) for line in read(canvas).lines] == [
        (("TT", "Thực hiện Chủ trì", "Phối hợp"), True), (("1", "Sở Y tế", "Sở Nội vụ"), False),
    ]  # fmt: skip


def test_pages_beyond_the_limit_are_not_read_and_told(canvas):
    for number in range(3):
        write(canvas, LEFT, TOP, f"Trang thứ {number}")
        canvas.showPage()
    source = read_source(saved(canvas), name="long.pdf", options=Options(limits=Limits(pages=2)))
    assert [line.page for line in source.lines] == [1, 2]
    assert source.pages == 3
    assert [(issue.code, issue.message) for issue in source.issues] == [
        ("source.limit", "only 2 of its 3 pages were read")
    ]


def test_a_page_that_is_turned_is_read_as_it_is_shown(canvas):
    canvas.setPageRotation(90)
    canvas.rotate(90)
    write(canvas, LEFT, -60, "TỈNH ỦY PHÚ ĐÔNG")
    source = read(canvas)
    assert [line.text for line in source.lines if not line.furniture] == ["TỈNH ỦY PHÚ ĐÔNG"]


def test_text_that_stands_askew_is_furniture(canvas):
    write(canvas, LEFT, TOP, "1. Giao Sở Y tế chủ trì.")
    canvas.rotate(45)
    write(canvas, 300, 300, "DỰ THẢO")
    assert [(line.text, line.furniture) for line in read(canvas).lines] == [
        ("1. Giao Sở Y tế chủ trì.", False), ("DỰ THẢO", True),
    ]  # fmt: skip


@needs_ocr
def test_a_scanned_page_is_read_by_ocr(canvas):
    text = "1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện."
    write(canvas, LEFT, TOP, text)
    with opened(saved(canvas), "plan.pdf") as pdf:
        image, _ = picture(pdf, 1, dpi=200, most_pixels=10_000_000)
    scanned = Canvas(BytesIO(), pagesize=A4)
    scanned.drawImage(ImageReader(image), 0, 0, *A4)
    source = read(scanned)
    assert source.ocr and source.sheets[0].engine == "tesseract"
    assert [line.text for line in source.lines] == [text]
    right, below = LEFT + pdfmetrics.stringWidth(text, "Plain", 10), A4[1] - TOP
    assert source.lines[0].box == pytest.approx((LEFT, below - 8, right, below + 2), abs=5)
    assert [issue.message for issue in source.issues] == ["page 1 has no text layer: it was read by OCR"]


def small(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFont("Plain", 6)
    canvas.drawString(x, y, text)


def test_notes_are_marked_and_stand_below_the_paper(canvas):
    said = "1. Các cấp ủy đảng thực hiện Nghị quyết số 57-NQ/TW"
    write(canvas, LEFT, TOP, said)
    right = LEFT + pdfmetrics.stringWidth(said, "Plain", 10)
    small(canvas, right, TOP + 4, "1")
    write(canvas, right + 5, TOP, "của Bộ Chính trị và")
    small(canvas, LEFT, 72, "1")
    canvas.setFont("Plain", 8)
    canvas.drawString(LEFT + 5, 69, "Về đột phá phát triển khoa học, công nghệ trên diện")
    canvas.drawString(LEFT, 58, "tích 5.000 km")
    small(canvas, LEFT + pdfmetrics.stringWidth("tích 5.000 km", "Plain", 8), 61, "2")
    canvas.showPage()
    write(canvas, A4[0] / 2, TOP + 30, "2")
    write(canvas, LEFT, TOP, "chỉ đạo các đoàn thể phối hợp thực hiện.", "2. Sở Y tế.", "3. Sở Nội vụ.")
    assert clean(read(canvas)).text.split("\n") == [
        "1. Các cấp ủy đảng thực hiện Nghị quyết số 57-NQ/TW[1] của Bộ Chính trị và chỉ đạo các đoàn thể phối hợp "
        "thực hiện.",
        "2. Sở Y tế.",
        "3. Sở Nội vụ.",
        "[1] Về đột phá phát triển khoa học, công nghệ trên diện tích 5.000 km2",
    ]


def test_a_letter_that_its_font_calls_a_space_is_told(monkeypatch):
    from reportlab import rl_config

    monkeypatch.setattr(rl_config, "pageCompression", 0)
    pdfmetrics.registerFont(TTFont("Liar", FONTS / "DejaVuSans.ttf"))
    canvas = Canvas(BytesIO(), pagesize=A4)
    canvas.setFont("Liar", 10)
    canvas.drawString(LEFT, TOP, "CƠ QUAN LÃNH ĐẠO CỦA TỈNH ỦY")
    data = saved(canvas)
    assert data.count(b"<00C3>") == 1  # in the map that leads from the letters of the font to Unicode
    document = vp.read(data.replace(b"<00C3>", b"<0020>"), name="plan.pdf")
    assert document.text == "CƠ QUAN L\ufffdNH ĐẠO CỦA TỈNH ỦY"
    assert [(issue.code, document.text[issue.start : issue.end]) for issue in document.issues][:1] == [
        ("source.letter", "\ufffd")
    ]


def test_a_row_that_a_page_break_cuts_is_one_again(tmp_path):
    head = ["TT", "Viec", "Chu tri"]
    pages = [
        [head, ["1", "Mua sach", "So Y te"], ["2", "Lap so theo doi cac", "So Noi vu, So"]],
        [head, ["", "ho ngheo", "Tai chinh"], ["3", "Hop", "Cong an"]],
    ]
    story = []
    for rows in pages:
        story += [Table(rows, style=[("GRID", (0, 0), (-1, -1), 1, "black")]), PageBreak()]
    SimpleDocTemplate(str(tmp_path / "cut.pdf"), pagesize=A4).build(story)
    source = read_source(tmp_path / "cut.pdf")
    cut = next(line for line in source.lines if line.cells[:1] == ("2",))
    assert cut.cells == ("2", "Lap so theo doi cac ho ngheo", "So Noi vu, So Tai chinh")
    assert [(cut.text[piece.start :][:6], piece.page) for piece in cut.pieces] == [
        ("2\tLap ", 1), ("Lap so", 1), ("ho ngh", 2), ("So Noi", 1), ("Tai ch", 2),
    ]  # fmt: skip
    assert [line.cells[0] for line in source.lines if line.cells and not line.furniture] == ["TT", "1", "2", "3"]
