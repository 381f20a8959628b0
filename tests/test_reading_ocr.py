"""Scans: words by Tesseract, where it is installed, and what is told where it is not."""

import sys
from pathlib import Path

import matplotlib
import pytest
from PIL import Image, ImageDraw, ImageFont

from vnpolicy.errors import OcrMissing
from vnpolicy.reading.ocr import page_words
from vnpolicy.reading.words import printed

FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"
DPI = 200
INCH = 72


def ocr_is_installed() -> bool:
    try:
        page_words(Image.new("L", (40, 40), 255), dpi=DPI)
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
    words = page_words(page("Số 87-KH/TU"), dpi=DPI)
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
    rows = printed(page_words(page(*lines, skew=1.2), dpi=DPI))
    assert [" ".join(chunk.text for chunk in row.chunks) for row in rows] == list(lines)


@needs_ocr
def test_an_empty_page_has_no_words():
    assert page_words(Image.new("L", (400, 400), 255), dpi=DPI) == []


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(OcrMissing, match=r"vnpolicy\[ocr\]"):
        page_words(page("Số"), dpi=DPI)


@needs_ocr
def test_missing_language_data_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(OcrMissing, match="tesseract-ocr-vie"):
        page_words(page("Số"), dpi=DPI)
