"""Pictures of pages: PNG, JPEG, TIFF of many pages; limits, and what is told where one cannot be read."""

import struct
import sys
import zlib
from io import BytesIO

import pytest
from PIL import Image
from test_reading_ocr import DPI, needs_ocr, page

import vnpolicy as vp
from vnpolicy.reading.options import Limits, Options
from vnpolicy.reading.read import read_source

FIRST = page("Các cấp ủy đảng chủ động xây dựng kế hoạch", "và bố trí cán bộ theo dõi")
SECOND = page("công tác này trong năm 2026.")


def saved(*pages: Image.Image, format: str, **options) -> bytes:
    data = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if pages[1:] else {}
    pages[0].save(data, format, **more, **options)
    return data.getvalue()


def limited(**limits: int) -> Options:
    return Options(limits=Limits(**limits))


@needs_ocr
def test_the_pages_of_a_tiff_are_one_paper():
    document = vp.read(saved(FIRST, SECOND, format="TIFF", dpi=(DPI, DPI)), name="plan.tif")
    assert document.text == (
        "Các cấp ủy đảng chủ động xây dựng kế hoạch và bố trí cán bộ theo dõi công tác này trong năm 2026."
    )
    assert (document.source.format, document.source.pages, document.source.ocr) == ("tiff", 2, True)
    assert [(sheet.width, sheet.height, sheet.engine) for sheet in document.source.sheets] == [
        (576.0, 216.0, "tesseract")
    ] * 2
    (place,) = document.source_map.at(document.text.index("công tác"))
    assert place.page == 2 and place.box[0] == pytest.approx(72, abs=3)


@needs_ocr
@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_that_does_not_tell_its_size_is_taken_for_a_page_of_a4(format):
    sheet = Image.new("L", (1654, 2339), 255)
    sheet.paste(SECOND, (0, 0))
    document = vp.read(saved(sheet, format=format, quality=95))
    assert "năm 2026" in document.text
    assert document.source.sheets[0].height == pytest.approx(842, abs=1)


@needs_ocr
def test_the_box_of_a_skewed_page_is_drawn_where_the_words_are():
    data = saved(FIRST.rotate(2, fillcolor=255), format="PNG", dpi=(DPI, DPI))
    document = vp.read(data, name="plan.png")
    at = document.text.index("hoạch")
    (view,) = document.show(at, file=data).pictures
    ((left, top, right, bottom),) = [place.box for place in document.source_map.at(at)]
    shown = Image.open(BytesIO(view.png)).convert("L").resize(FIRST.size)
    middle = (top + bottom) / 2
    within = shown.crop([round(edge * DPI / 72) for edge in (left, middle - 3, right, middle + 3)])
    assert document.source.sheets[0].skew == pytest.approx(-2, abs=0.2)
    assert within.getextrema()[0] < 100  # ink


@needs_ocr
def test_what_is_clear_is_white_and_a_turned_photograph_is_set_upright():
    clear = Image.new("RGBA", SECOND.size, (0, 0, 0, 0))
    clear.putalpha(SECOND.point(lambda grey: 255 - grey))
    turned = SECOND.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90 degrees to see it upright
    for data in (saved(clear, format="PNG"), saved(turned, format="JPEG", exif=exif)):
        assert "công tác này" in vp.read(data).text


@needs_ocr
def test_pages_beyond_the_limit_are_told():
    source = read_source(saved(FIRST, SECOND, format="TIFF"), options=limited(pages=1))
    assert source.pages == 1
    assert [issue.code for issue in source.issues] == ["source.limit"]


@needs_ocr
def test_a_page_of_too_many_pixels_is_told_and_the_others_are_read():
    size = FIRST.width * FIRST.height
    larger = page("Lớn").resize((FIRST.width * 2, FIRST.height))
    source = read_source(saved(FIRST, larger, format="TIFF"), options=limited(pixels=size))
    assert source.lines and {line.page for line in source.lines} == {1}
    assert "page 2 was not read" in source.issues[0].message


@needs_ocr
def test_a_page_that_cannot_be_turned_to_is_told(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", FIRST.width * FIRST.height)
    data = saved(FIRST, page("Lớn").resize((FIRST.width * 2, FIRST.height * 2)), format="TIFF")
    source = read_source(data, name="plan.tif")
    assert [(issue.code, "page 2" in issue.message) for issue in source.issues] == [("source.page", True)]
    assert source.lines


@needs_ocr
@pytest.mark.parametrize("size", [(1, 1), (9000, 1), (3, 4000)])
def test_a_picture_of_no_page_has_no_lines(size):
    assert read_source(saved(Image.new("L", size, 255), format="PNG")).lines == ()


def test_too_many_pixels_are_refused_before_they_are_unpacked():
    with pytest.raises(vp.UnreadableSource, match="1600 x 600 pixels are more than 1,000"):
        read_source(saved(FIRST, format="PNG"), name="plan.png", options=limited(pixels=1_000))


def test_a_picture_that_says_it_is_huge_is_refused():
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 90_000, 90_000, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    with pytest.raises(vp.UnreadableSource, match="png: it is too large"):
        read_source(bomb, name="bomb.png")


@pytest.mark.parametrize(
    "data", [saved(FIRST, format="PNG")[:300], b"\x89PNG\r\n\x1a\n", b"RIFF....WAVEfmt "]
)
def test_a_broken_picture_is_refused(data):
    with pytest.raises(vp.UnreadableSource, match="broken"):
        read_source(data, name="plan.png")


def test_a_picture_is_refused_where_ocr_is_off_or_missing(monkeypatch):
    with pytest.raises(vp.UnreadableSource, match="OCR is switched off"):
        vp.read(saved(FIRST, format="PNG"), ocr=False)
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(vp.UnreadableSource, match=r"vnpolicy\[ocr\]"):
        vp.read(saved(FIRST, format="PNG"))
