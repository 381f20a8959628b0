"""Specimens printed, scanned and read: what of the text's facts is kept, and that no wrong figure stands untold."""

import importlib.util
from pathlib import Path

import pytest
from test_reading_ocr import needs_ocr

import vnpolicy as vp

KEPT = {300: 0.97, 200: 0.90}  # of the facts of the text


@pytest.fixture(scope="module")
def formats(render):
    path = Path(__file__).parent.parent / "benchmarks" / "formats.py"
    spec = importlib.util.spec_from_file_location("formats", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("dpi", KEPT)
@pytest.mark.parametrize(
    "slug", ["kh-87-tu-gia-lai-2010", "cv-2964-ubnd-vx-gia-lai-2010", "kh-96-ubnd-gia-lai-2025"]
)
def test_a_scanned_specimen_keeps_its_facts_and_tells_its_wrong_figures(slug, dpi, render, formats, tmp_path):
    text = vp.read(render(slug, "txt", tmp_path))
    scan = vp.read(render(slug, f"scan{dpi}.pdf", tmp_path))
    wanted = formats.facts(text)
    assert scan.source.ocr
    assert (wanted & formats.facts(scan)).total() >= KEPT[dpi] * wanted.total()
    assert not [wrong for wrong in formats.wrong_figures(text, scan) if not wrong[2]]


@needs_ocr
@pytest.mark.slow
def test_a_scan_says_the_same_as_a_tiff_and_as_a_pdf(render, formats, tmp_path):
    slug = "cv-2964-ubnd-vx-gia-lai-2010"
    pdf, tiff = (vp.read(render(slug, f"scan300.{form}", tmp_path)) for form in ("pdf", "tiff"))
    assert pdf.source.pages == tiff.source.pages
    shared = (formats.facts(pdf) & formats.facts(tiff)).total()
    assert shared >= KEPT[300] * formats.facts(pdf).total()


def test_a_wrong_figure_is_seen_and_one_that_is_only_spaced_is_none(formats):
    text = vp.parse("Thực hiện Chỉ thị 43-CT/TW giai đoạn 2025 - 2027, quý III.")
    read = vp.parse("Thực hiện Chỉ thị 48-CT/TW giai đoạn 2025-2027, quý II.")
    assert formats.wrong_figures(text, read) == [("43-CT/TW", "48-CT/TW", False), ("III.", "II.", False)]
