"""Word documents of our own making: bold runs, tables, the numbers that Word counts."""

from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from vnpolicy.reading.read import read_source

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def read(document):
    saved = BytesIO()
    document.save(saved)
    return read_source(saved.getvalue(), name="plan.docx")


def numbered(document, list_id: int, level: int, text: str):
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )


def add_lists(document) -> None:
    """Two lists of one design, the second of which starts anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for list_id, override in ((90, ""), (91, restart)):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="90"/>{override}</w:num>'
            )
        )


def test_paragraphs_are_lines_with_their_bold_runs():
    document = docx.Document()
    document.add_paragraph().add_run("KẾ HOẠCH").bold = True
    paragraph = document.add_paragraph()
    paragraph.add_run("1. Sở Y tế: ").bold = True
    paragraph.add_run("chủ trì")
    first, second = read(document).lines
    assert first.strong
    assert (second.text, second.text[: second.lead]) == ("1. Sở Y tế: chủ trì", "1. Sở Y tế:")


def test_a_heading_style_is_strong():
    document = docx.Document()
    document.add_heading("NHIỆM VỤ", 1)
    assert read(document).lines[0].strong


def test_numbers_that_word_counts_are_printed():
    document = docx.Document()
    add_lists(document)
    for level, text in (
        (0, "NHIỆM VỤ"),
        (1, "Sở Y tế"),
        (2, "Kinh phí"),
        (2, "Nhân lực"),
        (1, "Sở Nội vụ"),
        (2, "Thi đua"),
    ):
        numbered(document, 90, level, text)
    numbered(document, 91, 0, "PHỤ LỤC")
    assert [line.text for line in read(document).lines] == [
        "I. NHIỆM VỤ", "1. Sở Y tế", "a) Kinh phí", "b) Nhân lực", "2. Sở Nội vụ", "a) Thi đua", "I. PHỤ LỤC",
    ]  # fmt: skip


def test_bullets_and_numbers_of_a_style_are_printed():
    document = docx.Document()
    document.add_paragraph("Sở Y tế", style="List Bullet")
    document.add_paragraph("Sở Nội vụ", style="List Number")
    assert [line.text for line in read(document).lines] == ["• Sở Y tế", "1. Sở Nội vụ"]


def test_a_letterhead_table_gives_columns_and_a_data_table_rows():
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "TỈNH ỦY PHÚ ĐÔNG\nSố 12-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM"
    data = document.add_table(2, 2)
    for at, text in enumerate(("TT", "Chủ trì", "1", "Sở Y tế")):
        data.cell(at // 2, at % 2).text = text
    lines = read(document).lines
    assert [(line.text, line.column) for line in lines[:3]] == [
        ("TỈNH ỦY PHÚ ĐÔNG", "left"), ("Số 12-KH/TU", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"),
    ]  # fmt: skip
    assert [line.cells for line in lines[3:]] == [("TT", "Chủ trì"), ("1", "Sở Y tế")]


def test_a_merged_cell_is_read_once():
    document = docx.Document()
    table = document.add_table(2, 3)
    for at, text in enumerate(("TT", "Việc", "Chủ trì")):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "I. Việc chung"
    assert read(document).lines[1].cells == ("I. Việc chung", "", "")


def test_deleted_text_is_not_read():
    document = docx.Document()
    paragraph = document.add_paragraph("Giao Sở Y tế")
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText> và Sở Nội vụ</w:delText></w:r></w:del>')
    )
    assert read(document).lines[0].text == "Giao Sở Y tế"
