"""Where something is printed, shown: a page with a box, or the lines around."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import vnpolicy as vp

CORPUS = Path(__file__).parent.parent / "corpus" / "archive"
PLAN = CORPUS / "kh-05-tu-kon-tum-2010.pdf"


@pytest.fixture(scope="module")
def plan() -> vp.Document:
    return vp.read(PLAN)


def boxed(view) -> list[tuple[int, int, int, int]]:
    """The box drawn on each page, in points."""
    return [tuple(round(edge * 72 / 110) for edge in _red(Image.open(BytesIO(each.png)))) for each in view.pictures]


def _red(image: Image.Image) -> tuple[int, int, int, int]:
    red, green, _ = image.split()
    outline = Image.eval(green, lambda value: 255 * (value < 90))
    bright = Image.eval(red, lambda value: 255 * (value > 180))
    from PIL import ImageChops

    return ImageChops.multiply(outline, bright).getbbox()


def test_a_value_is_boxed_on_the_picture_of_its_page(plan):
    view = plan.show(plan.header.number)
    (place,) = plan.source_map.at(plan.header.number)
    assert [picture.page for picture in view.pictures] == [place.page] == [1]
    assert boxed(view) == [pytest.approx(place.box, abs=3)]
    assert view._repr_png_().startswith(b"\x89PNG")
    assert 'src="data:image/png;base64,' in view._repr_html_()


def test_a_span_over_pages_shows_some_and_counts_the_rest(plan):
    view = plan.show(vp.Span(0, len(plan.text)))
    assert [picture.page for picture in view.pictures] == [1, 2]
    assert view.more == 0


def test_where_a_document_was_read_is_no_part_of_it(plan):
    from_bytes = vp.read(PLAN.read_bytes(), name=PLAN.name)
    assert plan.file == PLAN and from_bytes.file is None
    assert plan == from_bytes and plan.to_dict() == from_bytes.to_dict()
    assert [document.file for document in vp.read_archive(PLAN)] == [PLAN]


def test_what_cannot_be_shown_says_why_and_what_helps(plan, tmp_path):
    document = vp.Document.from_dict(plan.to_dict())
    with pytest.raises(vp.NoPicture, match="file="):
        document.show(document.header.number)
    assert document.show(document.header.number, file=PLAN.read_bytes()) == plan.show(plan.header.number)
    with pytest.raises(vp.NoPicture, match="not the file"):
        document.show(document.header.number, file=CORPUS / "tb-23-tu-gia-lai-2026.pdf")
    with pytest.raises(vp.NoPicture, match="No such file"):
        document.show(document.header.number, file=tmp_path / "away.pdf")
    letter = vp.read(CORPUS / "cv-2964-ubnd-vx-gia-lai-2010.pdf")
    assert letter.header.type.method == "inferred"
    with pytest.raises(vp.NoPicture, match="inferred"):
        letter.show(letter.header.type)


def test_a_text_shows_the_lines_around():
    document = vp.parse("Một.\n\nHai.\n\nBa.\n\n1. Giao <b>Sở Y tế chủ trì.\n\nNăm.\n\nSáu.\n\nBảy.")
    view = document.show(document.tasks[0].assignments[0])
    assert str(view) == "Hai.\nBa.\n1. Giao <b>»Sở Y tế« chủ trì.\nNăm.\nSáu."
    assert "&lt;b&gt;<mark>Sở Y tế</mark>" in view._repr_html_()
    assert str(document.show(0)) == "»M«ột.\nHai.\nBa."
