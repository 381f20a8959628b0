"""Scans: words by Tesseract, where it is installed, and what is told where it is not."""

import sys
from pathlib import Path

import matplotlib
import pytest
from PIL import Image, ImageDraw, ImageFont

from vnpolicy.errors import OcrMissing
from vnpolicy.reading.ink import rules_of, strokes_of
from vnpolicy.reading.ocr import Scan, read_scan
from vnpolicy.reading.ruled import tables_of
from vnpolicy.reading.words import printed

FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"
DPI = 200
INCH = 72


def ocr_is_installed() -> bool:
    try:
        read_scan(Image.new("L", (40, 40), 255), dpi=DPI)
    except OcrMissing:
        return False
    return True


needs_ocr = pytest.mark.skipif(not ocr_is_installed(), reason="needs Tesseract and its Vietnamese data")


def page(*lines: str, skew: float = 0.0) -> Image.Image:
    """A scanned page with lines of 11 points, an inch from its left and top, turned by some degrees."""
    sheet = Image.new("L", (8 * DPI, 3 * DPI), 255)
    font = ImageFont.truetype(FONT, 11 * DPI / INCH)
    for number, line in enumerate(lines, 2):
        ImageDraw.Draw(sheet).text((DPI, number * DPI / 2), line, fill=0, font=font, anchor="ls")
    return sheet.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)


@needs_ocr
def test_words_come_with_boxes_in_points_and_confidences():
    words = read_scan(page("Số 87-KH/TU"), dpi=DPI).words
    assert [word.text for word in words] == ["Số", "87-KH/TU"]
    assert words[0].left == pytest.approx(INCH, abs=2)
    assert words[0].top < INCH < words[0].bottom
    assert all(0.5 < word.confidence <= 1 for word in words)


@needs_ocr
def test_the_lines_of_a_skewed_page_stay_lines():
    lines = (
        "Thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010 của Ban Bí thư",
        "Trung ương Đảng về công tác của Hội Chữ thập đỏ, Ban Thường vụ",
    )
    rows = printed(read_scan(page(*lines, skew=1.2), dpi=DPI).words)
    assert [" ".join(chunk.text for chunk in row.chunks) for row in rows] == list(lines)


@needs_ocr
def test_ruling_lines_make_a_table_and_are_no_letters():
    rows = [("TT", "Cơ quan chủ trì"), ("1", "Sở Y tế"), ("2", "Sở Nội vụ"), ("3", "Sở Tài chính")]
    sheet = Image.new("L", (8 * DPI, 3 * DPI), 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, 11 * DPI / INCH)
    for number, row in enumerate(rows):
        top, bottom = DPI // 2 + number * DPI // 3, DPI // 2 + (number + 1) * DPI // 3
        for left, right, text in ((DPI, DPI * 3 // 2, row[0]), (DPI * 3 // 2, 4 * DPI, row[1])):
            pen.rectangle((left, top, right, bottom), outline=0, width=2)
            pen.text((left + 15, bottom - 20), text, fill=0, font=font, anchor="ls")
    scan = read_scan(sheet.rotate(0.8, resample=Image.Resampling.BICUBIC, fillcolor=255), dpi=DPI)
    (table,), free = tables_of(scan.rules, scan.words)
    assert [tuple(" ".join(word.text for word in cell.words) for cell in row) for row in table.rows] == rows
    assert not free


def test_a_picture_without_rules_has_none_and_strokes_are_counted():
    sheet = page("II", "III-", "XIV")
    marks = [
        sheet.crop((DPI - 5, number * DPI // 2 - 35, 2 * DPI, number * DPI // 2 + 10)) for number in (2, 3, 4)
    ]
    assert rules_of(sheet, dpi=DPI) == []
    assert [[round(lean, 1) for lean in strokes_of(mark)] for mark in marks] == [
        [0, 0], [0, 0, 0], [0.2, 0, 0.1, -0.1],
    ]  # fmt: skip


@needs_ocr
def test_an_empty_page_has_no_words():
    assert read_scan(Image.new("L", (400, 400), 255), dpi=DPI) == Scan(())


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(OcrMissing, match=r"vnpolicy\[ocr\]"):
        read_scan(page("Số"), dpi=DPI)


@needs_ocr
def test_missing_language_data_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(OcrMissing, match="tesseract-ocr-vie"):
        read_scan(page("Số"), dpi=DPI)
