"""PDFium finds the words and rules of a page; pdfplumber, asked for the same page, leads to the same lines."""

from io import BytesIO

import msgspec
import pdfplumber
import pytest
from test_corpus import CORPUS

from vnpolicy.reading.pdf import digital, joined, read_pdf
from vnpolicy.reading.pdfium import Page
from vnpolicy.reading.pdfium_words import Text
from vnpolicy.reading.tidy import whole
from vnpolicy.reading.words import Word

SLUGS = sorted(path.stem for path in (CORPUS / "sources").glob("*.txt"))


def by_pdfplumber(data: bytes):
    """The lines of a PDF whose words and rules pdfplumber has found."""
    with pdfplumber.open(BytesIO(data), unicode_norm="NFC") as pdf:
        return joined([digital(seen(page), page.page_number) for page in pdf.pages])


def seen(page) -> Page:
    words = page.extract_words(extra_attrs=["fontname", "size"])
    rules = [(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in page.edges]
    text = Text(tuple(map(word, words)))
    return Page(width=page.width, height=page.height, text=text, rules=tuple(rules))


def word(raw) -> Word:
    text, bold = whole(raw["text"]), "bold" in raw["fontname"].lower()
    return Word(text, raw["x0"], raw["top"], raw["x1"], raw["bottom"], bold)


def told(lines):
    """All that is said of lines but their boxes."""
    return [
        (line.text, line.page, line.number, line.column, line.strong, line.lead, line.gap, line.cells,
         line.first_row, line.furniture, len(line.pieces))
        for line in lines
    ]  # fmt: skip


@pytest.mark.parametrize("slug", SLUGS)
def test_both_engines_lead_to_the_same_lines(slug, render, tmp_path):
    data = render(slug, "pdf", tmp_path).read_bytes()
    lines = read_pdf(data, slug).lines
    others = by_pdfplumber(data)
    assert told(lines) == told(others)
    boxes = [(line.box, other.box) for line, other in zip(lines, others, strict=True) if line.box]
    assert boxes and all(abs(a - b) < 2 for box, other in boxes for a, b in zip(box, other, strict=True))


@pytest.mark.real
def test_both_engines_lead_to_the_same_lines_of_real_papers(real_files):
    for path in real_files:
        if path.suffix == ".pdf":
            data = path.read_bytes()
            lines = [
                msgspec.structs.replace(line, text=line.text.replace("\ufffd", " "))
                for line in read_pdf(data, path.name).lines  # pdfplumber takes a letter that no font tells for a space
            ]
            assert told(lines) == told(by_pdfplumber(data)), path.name
