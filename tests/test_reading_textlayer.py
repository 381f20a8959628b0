"""Text layers of PDFs: letters from before Unicode are converted, what is junk makes a page a scan."""

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from test_reading_pdf import FONTS, LEADING, LEFT, TOP, saved

from vnpolicy.reading.options import Options
from vnpolicy.reading.read import read_source

PLAN = (
    "Các cấp ủy đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể chủ động xây dựng kế hoạch,",
    "bố trí cán bộ theo dõi công tác này; định kỳ sáu tháng một lần báo cáo kết quả thực hiện về",
    "Ban Thường vụ Tỉnh ủy, qua Văn phòng Tỉnh ủy, để tổng hợp, báo cáo cấp trên theo quy định.",
)


def paper(lines, font: str = "Plain", *, on_picture: bool = False, unseen=()) -> bytes:
    if font not in pdfmetrics.getRegisteredFontNames():
        face = TTFont(font, FONTS / "DejaVuSans.ttf")
        face.face.name = font.encode()
        pdfmetrics.registerFont(face)
    canvas = Canvas(BytesIO(), pagesize=A4)
    if on_picture:
        from PIL import Image

        canvas.drawImage(ImageReader(Image.new("L", (40, 40), 250)), 0, 0, *A4)
    canvas.setFont(font, 10)
    for number, line in enumerate(lines):
        canvas.drawString(LEFT, TOP - number * LEADING, line)
    for number, line in enumerate(unseen):
        text = canvas.beginText(LEFT, TOP - 200 - number * LEADING)
        text.setTextRenderMode(3)
        text.textOut(line)
        canvas.drawText(text)
    return saved(canvas)


def read(data: bytes):
    return read_source(data, name="plan.pdf", options=Options(ocr=False))


def test_a_font_from_before_unicode_is_read_by_its_name():
    source = read(paper(["KÕ ho¹ch cña Ban BÝ th­", "Sè 12-KH/TU"], ".VnTime"))
    assert [line.text for line in source.lines] == ["Kế hoạch của Ban Bí thư", "Số 12-KH/TU"]


def test_letters_from_before_unicode_are_converted_whatever_the_font_is_called():
    source = read(paper(["TØnh uû §¾k L¾k triÓn khai thùc hiÖn ChØ thÞ", "cña Ban BÝ th­ Trung ­¬ng §¶ng"]))
    assert [line.text for line in source.lines] == [
        "Tỉnh uỷ Đắk Lắk triển khai thực hiện Chỉ thị", "của Ban Bí thư Trung ương Đảng",
    ]  # fmt: skip
    assert [issue.code for issue in source.issues] == ["source.converted"]
    assert source.issues[0].message.startswith("page 1, lines 1, 2 converted from TCVN3")


def shifted(line: str) -> str:
    """What a font without a map of its letters gives: the numbers of its glyphs."""
    return "".join(
        char if char == " " else chr(ord(char) - 29 if char < "\x7f" else ord(char) + 200) for char in line
    )


def bare(line: str) -> str:
    import unicodedata

    marks = unicodedata.normalize("NFD", line.replace("đ", "d"))
    return "".join(char for char in marks if not unicodedata.combining(char))


ENGLISH = [
    "The plan of the Government sets out the tasks of each agency. Every ministry shall report to the",
    "Prime Minister before the end of the year, and the provinces shall see that it is carried out in",
    "their districts and communes. Nothing in this paper changes the law on planning or the budget.",
]


@pytest.mark.parametrize(
    ("lines", "on_picture", "fault"),
    [
        (PLAN, False, None),
        (PLAN, True, None),
        (ENGLISH, False, None),
        (list(map(shifted, PLAN)), False, "makes no words"),
        (list(map(bare, PLAN)), False, "lost the marks"),
        (list(map(bare, PLAN)), True, "no Vietnamese"),
        (["\ue012\ue034 \ue045"] * 3, False, "do not tell their letters"),
    ],
)
def test_a_text_layer_that_is_junk_makes_a_page_a_scan(lines, on_picture, fault):
    source = read(paper(lines, on_picture=on_picture))
    assert [fault in issue.message for issue in source.issues if issue.code == "source.scan"] == [
        True
    ] * bool(fault)
    assert bool(source.lines) == (fault is None)


def test_unseen_letters_are_the_text_of_a_picture_and_no_text_elsewhere():
    scanned = read(paper([], on_picture=True, unseen=PLAN))
    assert [line.text for line in scanned.lines if not line.furniture] == [*PLAN]
    assert ["some OCR" in issue.message for issue in scanned.issues] == [True]
    written = read(paper(PLAN, unseen=["Từ khóa: kế hoạch"]))
    assert [(line.text, line.furniture) for line in written.lines] == [
        *((line, False) for line in PLAN), ("Từ khóa: kế hoạch", True),
    ]  # fmt: skip
    assert written.issues == ()


def test_a_word_across_the_page_is_a_watermark():
    canvas = Canvas(BytesIO(), pagesize=A4)
    canvas.setFont("Plain", 60)
    canvas.drawString(LEFT, TOP - LEADING, "DỰ THẢO")
    canvas.setFont("Plain", 10)
    for number, line in enumerate(PLAN):
        canvas.drawString(LEFT, TOP - number * LEADING, line)
    lines = read(saved(canvas)).lines
    assert [(line.text, line.furniture) for line in lines] == [
        *((line, False) for line in PLAN), ("DỰ THẢO", True),
    ]  # fmt: skip
