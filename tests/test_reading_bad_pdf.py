"""Broken, locked, huge and hostile PDFs: each refused with its reason, or read with an issue; none hangs."""

import random
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from test_reading_pdf import LEFT, TOP, saved

import vnpolicy as vp
from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.options import Limits, Options
from vnpolicy.reading.read import read_source

PLAN = (Path(__file__).parent.parent / "corpus" / "archive" / "kh-05-tu-kon-tum-2010.pdf").read_bytes()
SOON = 20  # seconds


def read(data: bytes, **options):
    return read_source(data, name="plan.pdf", options=Options(ocr=False, **options))


def pdf(content: bytes, *objects: bytes, resources: str = "", box: str = "0 0 595 842") -> bytes:
    """A PDF of one page, written by hand; `objects` count from 6."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<</F 4 0 R>>{resources}>>/Contents 5 0 R>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page.encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream(content), *objects,
    ]  # fmt: skip
    body = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        body += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    return body + b"trailer<</Root 1 0 R>>\n%%EOF"


def stream(content: bytes, described: str = "") -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), described.encode(), packed)


WORD = b"BT /F 10 Tf 72 700 Td (chu tri) Tj ET"


def test_a_locked_pdf_is_told_and_opened_with_its_password():
    locked = Canvas(BytesIO(), encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    locked.drawString(LEFT, TOP, "Giao So Y te")
    data = saved(locked)
    with pytest.raises(UnreadableSource, match=r"plan\.pdf.*pdf.*it wants a password"):
        read(data)
    with pytest.raises(UnreadableSource, match="its password is another"):
        read(data, password="guess")
    assert read(data, password="secret").lines[0].text == "Giao So Y te"
    assert vp.read(data, name="plan.pdf", password="owner").text == "Giao So Y te"


@pytest.mark.parametrize("share", [0, 1, 2, 3])
def test_a_truncated_pdf_is_refused_or_its_damage_is_told(share):
    data = PLAN[: len(PLAN) * share // 4]
    try:
        source = read(data)
    except UnreadableSource as problem:
        assert problem.format == "pdf" and problem.reason
    else:
        assert "source.damaged" in {issue.code for issue in source.issues}


def test_a_pdf_whose_table_is_lost_is_read_and_told():
    table = PLAN.rindex(b"startxref")
    source = read(PLAN[:table] + b"startxref\n12\n%%EOF")
    assert [line.text for line in source.lines] == [line.text for line in read(PLAN).lines]
    assert [issue.code for issue in source.issues] == ["source.damaged"]
    assert read(PLAN).issues == ()


@pytest.mark.parametrize("seed", range(8))
def test_a_corrupted_pdf_is_refused_or_what_is_missing_is_told(seed):
    chance, data = random.Random(seed), bytearray(PLAN)
    for _ in range(200):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        source = read(bytes(data))
    except UnreadableSource as problem:
        assert problem.reason
    else:
        read_pages = {line.page for line in source.lines}
        assert len(source.issues) >= source.pages - len(read_pages)


def test_a_page_without_anything_is_told():
    assert [issue.message for issue in read(pdf(b"q Q")).issues if issue.code == "source.blank"] == [
        "page 1 is blank: nothing was found on it"
    ]


def test_letters_that_were_drawn_make_a_page_a_scan():
    curves = b" ".join(b"%d 700 m %d 710 %d 720 %d 730 c f" % (at, at, at + 5, at + 5) for at in range(60))
    scans = [issue.message for issue in read(pdf(curves)).issues if issue.code == "source.scan"]
    assert scans == ["page 1 has no text layer: it was not read"]


BOMBS = {
    "a stream that unpacks to far more": pdf(b"q Q " * 20_000_000),
    "forms that draw forms that draw forms": pdf(
        b"/X Do " * 10,
        *(stream(b"/X Do " * 10, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {at} 0 R>>>>")
          for at in range(7, 14)),
        stream(WORD, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>>>"),
        resources="/XObject<</X 6 0 R>>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_it_is_opened(data):
    with pytest.raises(UnreadableSource, match="more than"):
        read(data)


def test_limits_are_options():
    assert read(pdf(WORD + b" q Q" * 1000)).lines
    with pytest.raises(UnreadableSource, match="a stream in it unpacks to more than 200,000 bytes"):
        read(pdf(WORD + b" q Q" * 100_000), limits=Limits(stream_bytes=200_000))


HUGE = {
    "arrays in arrays": pdf(WORD + b" " + b"[" * 1_000_000 + b"]" * 1_000_000),
    "a huge page": pdf(WORD, box="0 0 14400 14400"),
    "a page without an end": pdf(WORD, box="0 0 1e30 1e30"),
    "a page turned inside out": pdf(WORD, box="600 800 0 0"),
    "operators without end": pdf(b"BT /F 10 Tf " + b"1 0 0 1 72 700 Tm (chu tri) Tj " * 300_000 + b"ET"),
    "rules without end": pdf(WORD + b" 0 0 m 9 9 l S 5 0 m 5 600 l S" * 60_000),
}


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE)
def test_what_is_huge_is_read_in_reasonable_time(data):
    import time

    start = time.process_time()
    assert "chu tri" in read(data).lines[0].text
    assert time.process_time() - start < SOON


@pytest.mark.slow
def test_ten_thousand_pages_are_read_up_to_the_limit():
    canvas = Canvas(BytesIO())
    for number in range(10_000):
        canvas.drawString(LEFT, TOP, f"Trang {number}")
        canvas.showPage()
    source = read(saved(canvas))
    assert source.pages == 10_000 and len(source.sheets) == 2_000
    assert [issue.message for issue in source.issues] == ["only 2000 of its 10000 pages were read"]


def test_a_dense_grid_is_read_as_lines_and_told():
    rules = b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (at, at, at, at) for at in range(5, 585, 4))
    source = read(pdf(WORD + b" " + rules))
    assert [line.text for line in source.lines] == ["chu tri"]
    assert [issue.code for issue in source.issues if issue.code == "source.table"] == ["source.table"]
