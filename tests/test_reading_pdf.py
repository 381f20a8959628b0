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

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.paragraphs import clean
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
    canvas.save()
    return read_source(canvas._filename.getvalue(), name="plan.pdf")


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
    assert [page for _, page, _ in text.lines] == [1, 2, 2]


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
    source = read(canvas)
    assert [(issue.code, "page 2" in issue.message) for issue in source.issues] == [("source.scan", True)]


def test_a_locked_pdf_is_told(canvas):
    locked = Canvas(BytesIO(), encrypt="secret")
    locked.drawString(LEFT, TOP, "x")
    locked.save()
    with pytest.raises(UnreadableSource, match="password"):
        read_source(locked._filename.getvalue(), name="locked.pdf")
