"""Word documents of our own making, part by part: what Word would print comes out, and nothing else."""

import zipfile
from io import BytesIO

import docx
import pytest

import vnpolicy as vp
from vnpolicy.reading.read import read_source

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": MAIN,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


def packed(body: str, **parts: str) -> bytes:
    """A .docx of these parts, each the inside of its root: `styles`, `numbering`, `footnotes`, `header1` ..."""
    roots = {"document": f"<w:body>{body}</w:body>", **parts}
    kinds = {name: name.rstrip("0123456789") for name in parts}
    relations = "".join(
        f'<Relationship Id="{name}" Type="x/{kind}" Target="{name}.xml"/>' for name, kind in kinds.items()
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="x">{relations}</Relationships>'
        )
        for name, inside in roots.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{inside}</w:{name}>")
    return out.getvalue()


def source(body: str, **parts: str):
    return read_source(packed(body, **parts), name="plan.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in source(body, **parts).lines if not line.furniture]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") or not inside else r(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, numbering: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>')


def level(depth: int, format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def design(*levels: str, name: int = 1, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


OUTLINE = design(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))

# Letters


def test_paragraphs_are_lines_with_their_bold_runs():
    bold = "<w:b/>"
    first, second = source(p(r("KẾ HOẠCH", bold)) + p(r("1. Sở Y tế: ", bold) + r("chủ trì"))).lines
    assert first.strong
    assert (second.text, second.text[: second.lead]) == ("1. Sở Y tế: chủ trì", "1. Sở Y tế:")


STYLES = """<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="L"><w:name w:val="heading 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="H"/><w:rPr><w:caps/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>"""


@pytest.mark.parametrize(
    ("style", "properties", "strong"),
    [
        ("H", "", True),
        ("L", "", True),
        ("S", "", True),
        ("H", '<w:b w:val="0"/>', False),
        ("H", '<w:rStyle w:val="B"/>', False),
        ("none", '<w:rStyle w:val="B"/>', True),
        ("none", "", False),
    ],
)
def test_bold_type_comes_from_the_run_its_style_or_that_of_its_paragraph(style, properties, strong):
    body = p(r("Nhiệm vụ", properties), f'<w:pStyle w:val="{style}"/>')
    assert source(body, styles=STYLES).lines[0].strong == strong


def test_capitals_are_printed_as_capitals_and_hidden_text_not_at_all():
    runs = r("Mục đích", "<w:caps/>") + r(", yêu cầu", "<w:smallCaps/>") + r(" (nháp)", "<w:vanish/>")
    assert texts(p(runs)) == ["MỤC ĐÍCH, YÊU CẦU"]
    assert texts(p("Mục đích", '<w:pStyle w:val="S"/>'), styles=STYLES) == ["MỤC ĐÍCH"]


def test_letters_of_old_fonts_and_of_symbol_fonts_are_read_by_their_font():
    font = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'.format
    runs = r("TØnh uû ", font(".VnTime")) + r("Đắk Lắk ") + r("\uf0fc", font("Wingdings"))
    assert texts(p(runs)) == ["Tỉnh uỷ Đắk Lắk ✓"]
    assert texts(p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 95%</w:t></w:r>')) == ["≥ 95%"]


def test_a_raised_figure_is_the_mark_of_a_note_or_a_power():
    high = '<w:vertAlign w:val="superscript"/>'
    assert texts(p(r("năm 2010") + r("1", high) + r(", 5 km") + r("2", high))) == ["năm 2010[1], 5 km2"]


def test_a_number_cut_into_runs_stays_whole_and_its_hyphens_are_printed():
    runs = r("43") + "<w:r><w:noBreakHyphen/></w:r>" + r("CT", "<w:b/>") + r("/T") + r("W")
    assert texts(p(runs + "<w:r><w:t>, nhân</w:t><w:softHyphen/><w:t>đạo</w:t></w:r>")) == [
        "43-CT/TW, nhânđạo"
    ]


def test_fields_links_and_controls_print_what_they_show():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText><w:t>REF</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    wrapped = (
        f'<w:hyperlink r:id="x">{r("Chỉ thị ")}</w:hyperlink><w:smartTag>{r("số ")}</w:smartTag>'
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('43-CT/TW ')}</w:sdtContent></w:sdt>"
        f'<w:fldSimple w:instr="DATE">{r("ngày 08/6/2010 ")}</w:fldSimple>{field.format(r("(khoá X)"))}'
        "<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath>"
    )
    assert texts(p(wrapped)) == ["Chỉ thị số 43-CT/TW ngày 08/6/2010 (khoá X) x=1"]


def test_a_field_whose_result_never_begins_swallows_no_paragraph():
    assert texts(p('<w:r><w:fldChar w:fldCharType="begin"/><w:t>TOC</w:t></w:r>') + p("Mục tiêu")) == [
        "Mục tiêu"
    ]


# Tracked changes


def test_tracked_changes_are_taken_as_accepted():
    kept = f'<w:ins w:id="1">{r("Sở Y tế ")}</w:ins><w:moveTo w:id="2">{r("chủ trì")}</w:moveTo>'
    gone = '<w:del w:id="3"><w:r><w:delText>và Sở Nội vụ</w:delText></w:r></w:del>'
    assert texts(p(kept + gone + f'<w:moveFrom w:id="4">{r("chủ trì ")}</w:moveFrom>')) == ["Sở Y tế chủ trì"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_a_deleted_paragraph_is_not_counted():
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = (
        item("Sở Y tế", 1)
        + p("<w:del w:id='2'><w:r><w:delText>Sở Nội vụ</w:delText></w:r></w:del>", ITEM + gone)
        + p(r("Công an tỉnh "), ITEM + gone)
        + p(r("phối hợp"), ITEM)
    )
    numbering = design(level(0, "decimal", "%1.")) + num(1)
    assert texts(body, numbering=numbering) == ["1. Sở Y tế", "2. Công an tỉnh phối hợp"]


ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_deleted_rows_and_cells_are_not_read():
    row = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('3')}{cell('Sở Nội vụ')}</w:tr>"
    rows = table(cell("1") + cell("Sở Y tế") + cell("x", "<w:cellDel w:id='2'/>")).replace(
        "</w:tbl>", f"{row}</w:tbl>"
    )
    assert [line.cells for line in source(rows).lines] == [("1", "Sở Y tế")]


def test_a_heading_whose_paragraph_mark_is_hidden_runs_on():
    body = p(r("1. Sở Y tế:", "<w:b/>"), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p(r(" chủ trì."))
    (line,) = source(body).lines
    assert (line.text, line.lead) == ("1. Sở Y tế: chủ trì.", len("1. Sở Y tế:"))


# Numbers


def test_numbers_that_word_counts_are_printed():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(
        item(text, list_id, depth)
        for list_id, depth, text in (
            (1, 0, "NHIỆM VỤ"), (1, 1, "Sở Y tế"), (1, 2, "Kinh phí"), (1, 2, "Nhân lực"), (1, 1, "Sở Nội vụ"),
            (1, 2, "Thi đua"), (2, 0, "PHỤ LỤC"), (3, 0, "TỔ CHỨC"),
        )
    )  # fmt: skip
    assert texts(body, numbering=OUTLINE + num(1) + num(2, more=anew) + num(3)) == [
        "I. NHIỆM VỤ", "1. Sở Y tế", "a) Kinh phí", "b) Nhân lực", "2. Sở Nội vụ", "a) Thi đua", "I. PHỤ LỤC",
        "II. TỔ CHỨC",
    ]  # fmt: skip


def test_levels_may_print_those_above_them_and_go_on_past_them():
    legal = level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    past = level(2, "decimal", "Điều %3.", '<w:lvlRestart w:val="0"/>')
    numbering = design(level(0, "upperRoman", "Chương %1", '<w:suff w:val="space"/>'), legal, past) + num(1)
    steps = ((0, "A"), (1, "B"), (2, "C"), (0, "D"), (2, "E"), (1, "F"))
    body = "".join(item(text, 1, depth) for depth, text in steps)
    assert texts(body, numbering=numbering) == [
        "Chương I A", "1.1. B", "Điều 1. C", "Chương II D", "Điều 2. E", "2.1. F",
    ]  # fmt: skip


def test_a_list_may_belong_to_the_styles():
    linked = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:basedOn w:val="{base}"/>'
        f"<w:pPr><w:numPr>{number}</w:numPr></w:pPr></w:style>"
        for style, base, number in (
            ("A", "", '<w:numId w:val="1"/>'),
            ("B", "A", ""),
            ("C", "A", '<w:numId w:val="0"/>'),
        )
    )
    numbering = design(
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="A"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="B"/>'),
    ) + num(1)
    body = "".join(p(style.lower(), f'<w:pStyle w:val="{style}"/>') for style in "ABBCA")
    none = p("x", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(body + none, styles=linked, numbering=numbering) == [
        "I. a",
        "1. b",
        "2. b",
        "c",
        "II. a",
        "x",
    ]


def test_a_list_may_take_its_design_from_a_numbering_style():
    named = design(level(0, "lowerLetter", "%1)"), name=1, more='<w:styleLink w:val="Diem"/>')
    borrowed = design(name=2, more='<w:numStyleLink w:val="Diem"/>')
    assert texts(item("Kinh phí", 2), numbering=named + borrowed + num(1) + num(2, of=2)) == ["a) Kinh phí"]


def test_an_entry_may_define_a_level_anew():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalZero", "%1/")}</w:lvlOverride>'
    assert texts(item("Mở đầu", 1), numbering=OUTLINE + num(1, more=own)) == ["01/ Mở đầu"]


def test_no_space_is_printed_where_the_list_has_none():
    numbering = design(level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')) + num(1)
    assert texts(item("Mục", 1), numbering=numbering) == ["1.Mục"]


@pytest.mark.parametrize(
    ("mark", "printed"), [("-", "- Sở"), ("+", "+ Sở"), ("\uf0b7", "• Sở"), ("o", "• Sở"), ("", "Sở")]
)
def test_a_bullet_is_a_dash_as_it_stands_or_a_point(mark, printed):
    assert texts(item("Sở", 1), numbering=design(level(0, "bullet", mark)) + num(1)) == [printed]


def test_a_count_without_end_makes_no_label_without_end():
    huge = design(level(0, "upperRoman", "%1.").replace('start w:val="1"', 'start w:val="2000000000"')) + num(
        1
    )
    assert texts(item("Mục", 1), numbering=huge) == ["2000000000. Mục"]


# Tables


def test_a_letterhead_table_gives_columns_and_a_data_table_rows():
    head = table(cell(p("TỈNH ỦY PHÚ ĐÔNG") + p("Số 12-KH/TU")) + cell("ĐẢNG CỘNG SẢN VIỆT NAM"))
    lines = source(head + table(cell("TT") + cell("Chủ trì"), cell("1") + cell("Sở Y tế"))).lines
    assert [(line.text, line.column) for line in lines[:3]] == [
        ("TỈNH ỦY PHÚ ĐÔNG", "left"), ("Số 12-KH/TU", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"),
    ]  # fmt: skip
    assert [line.cells for line in lines[3:]] == [("TT", "Chủ trì"), ("1", "Sở Y tế")]


def test_a_merged_cell_is_read_once_and_keeps_the_others_in_their_columns():
    wide, first, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = table(
        cell("TT") + cell("Việc") + cell("Chủ trì"),
        cell("1", first) + cell("Việc chung", wide),
        cell("", on) + cell("Tuyên truyền") + cell("Sở Y tế"),
    )
    assert [line.cells for line in source(rows).lines] == [
        ("TT", "Việc", "Chủ trì"), ("1", "Việc chung", ""), ("", "Tuyên truyền", "Sở Y tế"),
    ]  # fmt: skip


def test_rows_that_word_repeats_on_each_page_are_one_head():
    wide, first, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>".format
    rows = (
        head(cell("TT", first) + cell("Cơ quan", wide))
        + head(cell("", on) + cell("Chủ trì") + cell("Phối hợp"))
        + f"<w:tr>{cell('1')}{cell('Sở Y tế')}{cell('Công an')}</w:tr>"
    )
    lines = source(f"<w:tbl>{rows}</w:tbl>").lines
    assert [line.cells for line in lines] == [("TT", "Cơ quan Chủ trì", "Phối hợp"), ("1", "Sở Y tế", "Công an")]


def test_a_table_in_a_cell_stands_in_that_cell():
    inner = table(cell("a") + cell("b"), cell("c") + cell("d"))
    outer = table(cell("TT") + cell("Việc"), cell("1") + cell(inner + p("")))
    assert source(outer).lines[1].cells == ("1", "a b c d")


# Text boxes, notes, margins


def box(*lines: str, left: int = 0) -> str:
    """A text box as Word stores it: drawn anew, and once more for old versions."""
    inside = f"<w:txbxContent>{''.join(map(p, lines))}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH>'
        f"<wp:posOffset>{left}</wp:posOffset></wp:positionH><a:graphic><wps:txbx>{inside}</wps:txbx></a:graphic>"
        f'</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="margin-left:{left}pt">'
        f"<v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


LETTERHEAD = p(
    box("ĐẢNG CỘNG SẢN VIỆT NAM", "Phú Đông, ngày 05 tháng 3 năm 2024", left=3000000)
    + box("TỈNH ỦY PHÚ ĐÔNG", "Số 12-KH/TU", left=-40)
)


def test_a_letterhead_in_text_boxes_gives_two_columns_once():
    lines = source(LETTERHEAD + p("KẾ HOẠCH")).lines
    assert [(line.text, line.column) for line in lines] == [
        ("TỈNH ỦY PHÚ ĐÔNG", "left"), ("Số 12-KH/TU", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"),
        ("Phú Đông, ngày 05 tháng 3 năm 2024", "right"), ("KẾ HOẠCH", ""),
    ]  # fmt: skip
    header = vp.read(packed(LETTERHEAD + p("KẾ HOẠCH") + p("về công tác dân vận"))).header
    assert (header.number.value, header.organ.value, header.date.value) == (
        "12-KH/TU",
        "Tỉnh ủy Phú Đông",
        "2024-03-05",
    )


def test_other_text_boxes_stand_above_the_paragraph_that_bears_them():
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("Khung")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(p(r("Đoạn") + old) + p("Sau")) == ["Khung", "Đoạn", "Sau"]


FOOTNOTES = "".join(
    f'<w:footnote w:id="{name}"{kind}>{p("<w:r><w:footnoteRef/></w:r>" + r(text))}</w:footnote>'
    for name, kind, text in (
        (0, ' w:type="separator"', "---"),
        (7, "", " Báo cáo số 5."),
        (8, "", " Số liệu 2009."),
    )
)


def test_notes_are_marked_where_they_are_called_and_stand_below_the_paper():
    call = (
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{}"/></w:r>'.format
    )
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = p(r("Theo báo cáo") + call(8) + r(" và số liệu") + call(7)) + p(r("Hết") + end)
    endnotes = f'<w:endnote w:id="1">{p("Cuối.")}</w:endnote>'
    assert texts(body, footnotes=FOOTNOTES, endnotes=endnotes) == [
        "Theo báo cáo[1] và số liệu[2]", "Hết[i]", "[1] Số liệu 2009.", "[2] Báo cáo số 5.", "[i] Cuối.",
    ]  # fmt: skip


def test_notes_below_the_paper_change_nothing_above_them():
    closing = table(
        cell(p("Nơi nhận:") + p("- Ban Bí thư,") + p("- Lưu VP."))
        + cell(p("T/M BAN THƯỜNG VỤ") + p("BÍ THƯ") + p("Lê Văn An"))
    )
    body = (
        LETTERHEAD
        + p("KẾ HOẠCH")
        + p("về công tác dân vận")
        + p(r("1- Ban Dân vận chủ trì tuyên truyền Chỉ thị.") + "{}")
        + closing
    )
    plain = vp.read(packed(body.format("")))
    noted = vp.read(packed(body.format('<w:r><w:footnoteReference w:id="7"/></w:r>'), footnotes=FOOTNOTES))
    assert noted.text.endswith("[1] Báo cáo số 5.")
    assert (
        [signer.name for signer in noted.header.signers]
        == ["Lê Văn An"]
        == [signer.name for signer in plain.header.signers]
    )
    assert len(noted.header.recipients) == len(plain.header.recipients) == 2
    assert [task.assignments[0].text for task in noted.tasks] == ["Ban Dân vận"]


SECTION = "<w:sectPr>{}</w:sectPr>".format


def test_what_stands_in_the_margins_is_furniture_unless_it_is_the_letterhead():
    reference = '<w:headerReference w:type="{1}" r:id="{0}"/>'.format
    running = {"header1": p("Kế hoạch dân vận"), "footer2": p(r("Trang ") + r("1"))}
    found = source(
        p("KẾ HOẠCH")
        + SECTION(reference("header1", "default") + '<w:footerReference w:type="default" r:id="footer2"/>'),
        **running,
    ).lines
    assert [(line.text, line.furniture) for line in found] == [
        ("Kế hoạch dân vận", True), ("KẾ HOẠCH", False), ("Trang 1", True),
    ]  # fmt: skip
    first = {"header1": LETTERHEAD}
    body = p("KẾ HOẠCH") + SECTION(reference("header1", "first") + "{}")
    assert texts(body.format("<w:titlePg/>"), **first)[0] == "TỈNH ỦY PHÚ ĐÔNG"
    assert texts(body.format(""), **first) == ["KẾ HOẠCH"]


# Pages

TURN, SEEN = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (p("a") + p(TURN + r("b")), [1, 2]),
        (p("a") + p(TURN) + p(SEEN + r("b")), [1, 2]),
        (p(r("a ") + SEEN + r("b")) + p("c"), [1, 2, 2]),
        (p("a") + p("b", "<w:pageBreakBefore/>"), [1, 2]),
        (p("a", "<w:pageBreakBefore/>") + p("b", '<w:pageBreakBefore w:val="0"/>'), [1, 1]),
        (p("a", SECTION("")) + p("b") + SECTION(""), [1, 2]),
        (p("a", SECTION("")) + p("b") + SECTION('<w:type w:val="continuous"/>'), [1, 1]),
        (p("a") + table(cell("1") + cell("x"), cell(p(SEEN + r("2"))) + cell("y")), [1, 1, 2]),
    ],
)
def test_pages_are_counted(body, pages):
    read = source(body)
    assert [line.page for line in read.lines] == pages
    assert read.pages == max(pages)


def test_a_sentence_over_a_page_break_is_one_and_keeps_both_places():
    document = vp.read(packed(p(r("Chỉ thị số 43-") + SEEN + r("CT/TW của Ban ") + SEEN + r("Bí thư."))))
    assert document.text == "Chỉ thị số 43-CT/TW của Ban Bí thư."
    assert [document.place_of(document.text.index(word)) for word in ("Chỉ", "CT/TW", "Bí")] == [
        (1, 1),
        (2, 1),
        (3, 1),
    ]


# Columns that were typed with tabs

TYPED = [
    "TỈNH ỦY PHÚ ĐÔNG\tĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-KH/TU\t\tPhú Đông, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH",
    "1.\tBan Dân vận Tỉnh ủy chủ trì thực hiện.", "\tT/M BAN THƯỜNG VỤ", "Nơi nhận:\tBÍ THƯ", "- Ban Bí thư,",
    "- Lưu VP.\tLê Văn An",
]  # fmt: skip


def test_tabs_part_the_columns_of_a_letterhead_and_a_closing_block():
    body = "".join(
        p("<w:r>" + "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in line.split("\t")) + "</w:r>")
        for line in TYPED
    )
    document = vp.read(packed(body))
    assert [(line.text, line.column) for line in source(body).lines] == [
        ("TỈNH ỦY PHÚ ĐÔNG", "left"), ("Số 12-KH/TU", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"),
        ("Phú Đông, ngày 05 tháng 3 năm 2024", "right"), ("KẾ HOẠCH", ""),
        ("1. Ban Dân vận Tỉnh ủy chủ trì thực hiện.", ""),
        ("Nơi nhận:", "left"), ("- Ban Bí thư,", "left"), ("- Lưu VP.", "left"),
        ("T/M BAN THƯỜNG VỤ", "right"), ("BÍ THƯ", "right"), ("Lê Văn An", "right"),
    ]  # fmt: skip
    assert (document.header.signers[0].name, len(document.header.recipients)) == ("Lê Văn An", 2)


# Broken and odd files


def test_a_strict_document_is_read_like_any_other():
    strict = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(packed(item("Sở Y tế", 1), numbering=OUTLINE + num(1)))) as old,
        zipfile.ZipFile(strict, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(MAIN.encode(), STRICT.encode()))
    assert [line.text for line in read_source(strict.getvalue()).lines] == ["I. Sở Y tế"]


def test_the_document_is_the_part_that_the_file_names():
    odd = BytesIO()
    with zipfile.ZipFile(odd, "w") as archive:
        named = '<Relationship Id="a" Type="x/officeDocument" Target="/word/document22.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="x">{named}</Relationships>')
        archive.writestr("word/document22.xml", f"<w:document {SPACES}><w:body>{p('a')}</w:body></w:document>")
    assert [line.text for line in read_source(odd.getvalue()).lines] == ["a"]


def test_what_python_docx_saves_is_read():
    document = docx.Document()
    document.add_heading("NHIỆM VỤ", 1)
    document.add_paragraph("Sở Y tế", style="List Bullet")
    document.add_paragraph("Sở Nội vụ", style="List Number")
    saved = BytesIO()
    document.save(saved)
    lines = read_source(saved.getvalue()).lines
    assert [(line.text, line.strong) for line in lines] == [
        ("NHIỆM VỤ", True),
        ("• Sở Y tế", False),
        ("1. Sở Nội vụ", False),
    ]


def test_a_broken_part_is_told_and_the_rest_is_read():
    read = source(item("Sở Y tế", 1), numbering="<w:num")
    assert [line.text for line in read.lines] == ["Sở Y tế"]
    assert "numbering.xml" in read.issues[0].message


def test_a_document_of_pictures_alone_may_be_a_scan():
    assert [issue.code for issue in source(p("<w:r><w:drawing/></w:r>")).issues] == ["source.scan"]


def test_what_lies_in_other_files_is_told():
    assert "altChunk" in source(p("a") + '<w:altChunk r:id="x"/>').issues[0].message


@pytest.mark.parametrize("inside", ["<x/>", "<w:p>", "", "\0", "<w:body>" * 300 + "</w:body>" * 300])
def test_a_broken_document_is_refused(inside):
    broken = BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("word/document.xml", inside.replace("<w:body>", f"<w:body {SPACES}>", 1))
    with pytest.raises(vp.UnreadableSource, match=r"document\.xml|no Word document"):
        read_source(broken.getvalue())


def test_entities_are_not_resolved():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    odd = BytesIO()
    with zipfile.ZipFile(odd, "w") as archive:
        inside = f"<w:document {SPACES}><w:body>{p('[&b;&f;]')}</w:body></w:document>"
        archive.writestr("word/document.xml", bomb + inside)
    assert [line.text for line in read_source(odd.getvalue()).lines] == ["[]"]
