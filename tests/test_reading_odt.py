"""OpenDocument texts of our own making: what LibreOffice would print comes out, and nothing else."""

import zipfile
from io import BytesIO

import pytest

import vnpolicy as vp
from vnpolicy.reading.read import read_source

ODT = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "manifest": "manifest",
    }.items()
)  # fmt: skip


def packed(body: str, styles: str = "", masters: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    head = f"<office:document-styles {SPACES}>{masters}</office:document-styles>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"mimetype": ODT, "content.xml": content, "styles.xml": head, **parts}.items():
            archive.writestr(name, text)
    return out.getvalue()


def source(body: str, styles: str = "", masters: str = "", **parts: str):
    return read_source(packed(body, styles, masters, **parts))


def texts(body: str, styles: str = "", masters: str = "") -> list[str]:
    return [line.text for line in source(body, styles, masters).lines if not line.furniture]


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, family: str, properties: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{properties}</style:style>'


def heading(level: int, text: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def span(text: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{text}</text:span>'


STYLES = (
    style("B", "text", '<style:text-properties fo:font-weight="bold"/>')
    + style("H", "paragraph", '<style:text-properties fo:font-weight="bold" fo:text-transform="uppercase"/>')
    + style(
        "I", "paragraph", '<style:text-properties fo:font-style="italic"/>', 'style:parent-style-name="H"'
    )
    + style("N", "paragraph", '<style:paragraph-properties fo:break-before="page"/>')
    + style("X", "text", '<style:text-properties text:display="none"/>')
    + style("R", "text", '<style:text-properties style:text-position="super 58%"/>')
    + '<style:font-face style:name="Old" svg:font-family="&apos;.VnTime&apos;"/>'
    + style("V", "text", '<style:text-properties style:font-name="Old"/>')
)


def test_paragraphs_are_lines_with_the_look_of_their_styles():
    body = (
        p("mục đích", "I")
        + p(span("1. Sở Y tế:", "B") + " chủ trì")
        + '<text:h text:outline-level="1">Yêu cầu</text:h>'
    )
    upper, run_in, heading = source(body, STYLES).lines
    assert (upper.text, upper.strong) == ("MỤC ĐÍCH", True)
    assert run_in.text[: run_in.lead] == "1. Sở Y tế:"
    assert heading.strong


def test_what_is_inline_parts_nothing():
    body = p(
        f"Chỉ thị{span(' 43', 'B')}<text:s/>-CT/TW<text:s text:c='3'/>của<text:tab/>Ban <text:a>Bí thư</text:a>"
        f"{span('ẩn', 'X')}<office:annotation><text:p>ẩn</text:p></office:annotation>, 5 km{span('2', 'R')}"
    )
    assert texts(body, STYLES) == ["Chỉ thị 43 -CT/TW của Ban Bí thư, 5 km2"]
    assert texts(p("a<text:line-break/>b")) == ["a", "b"]
    assert texts(p(span("TØnh uû", "V") + " Đắk Lắk"), STYLES) == ["Tỉnh uỷ Đắk Lắk"]


def level(depth: int, format: str, more: str) -> str:
    return f'<text:list-level-style-number text:level="{depth}" style:num-format="{format}" {more}/>'


OUTLINE = (
    '<text:list-style style:name="L">'
    + level(1, "I", 'style:num-suffix="."')
    + level(2, "1", 'style:num-suffix="." text:display-levels="1"')
    + level(3, "1", 'style:num-suffix=")" text:display-levels="2"')
    + level(4, "a", 'loext:num-list-format="%4%/" xmlns:loext="urn:x"')
    + '<text:list-level-style-bullet text:level="5" text:bullet-char="&#61623;"/></text:list-style>'
)


def tag(name: str, *inside: str, more: str = "") -> str:
    return f"<{name} {more}>{''.join(inside)}</{name}>"


def nested(*inside: str, more: str = "") -> str:
    return tag("text:list", *(tag("text:list-item", item) for item in inside), more=more)


def items(*inside: str, more: str = "") -> str:
    return nested(*inside, more='text:style-name="L" ' + more)


def test_numbers_that_are_counted_are_printed():
    deep = nested(p("b") + nested(p("c") + nested(p("d") + nested(p("e")))), p("f") + p("g"))
    body = items(p("a") + deep, p("h") + nested(p("i")))
    assert texts(body, OUTLINE) == ["I. a", "1. b", "1.1) c", "a/ d", "• e", "2. f", "g", "II. h", "1. i"]


def test_a_list_begins_anew_or_goes_on_with_another():
    body = (
        items(p("a"), p("b"), more='xml:id="one"') + items(p("c"))
        + items(p("d"), more='text:continue-numbering="true"') + items(p("e"), more='text:continue-list="one"')
        + tag("text:list", tag("text:list-item", p("f"), more='text:start-value="9"'), more='text:style-name="L"')
    )  # fmt: skip
    assert texts(body, OUTLINE) == ["I. a", "II. b", "I. c", "II. d", "III. e", "IX. f"]


def test_a_list_inside_an_item_without_words_counts_for_itself():
    assert texts(items(nested(p("a"), p("b"))), OUTLINE) == ["1. a", "2. b"]


def test_headings_are_numbered_by_their_level():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>'
    )
    body = heading(1, "A") + heading(2, "B") + heading(1, "C", 'text:is-list-header="true"') + heading(1, "D")
    assert texts(body, masters=f"<office:styles>{outline}</office:styles>") == ["I. A", "B", "C", "II. D"]


def row(*cells: str) -> str:
    made = (cell if cell.startswith("<table") else tag("table:table-cell", cell) for cell in cells)
    return tag("table:table-row", *made)


def test_tables_give_rows_or_columns():
    head = tag("table:table", row(p("TỈNH ỦY PHÚ ĐÔNG") + p("Số 5-KH/TU"), p("ĐẢNG CỘNG SẢN VIỆT NAM")))
    wide = tag("table:table-cell", p("Việc chung"), more='table:number-columns-spanned="2"')
    covered = "<table:covered-table-cell/>"
    first = tag("table:table-header-rows", row(p("TT"), p("Việc"), p("Chủ trì")))
    lines = source(head + tag("table:table", first, row(p("1"), wide, covered))).lines
    assert [line.column for line in lines[:3]] == ["left", "left", "right"]
    assert [line.cells for line in lines[3:]] == [("TT", "Việc", "Chủ trì"), ("1", "Việc chung", "")]


def test_changes_are_taken_as_accepted():
    gone = tag("text:tracked-changes", tag("text:changed-region", tag("text:deletion", p("cũ"))))
    assert texts(gone + p('Sở<text:change text:change-id="x"/> Y tế')) == ["Sở Y tế"]


def box(text: str, place: int) -> str:
    return tag("draw:frame", tag("draw:text-box", p(text)), more=f'svg:x="{place}cm"')


def test_text_boxes_notes_and_sections_are_read():
    note = tag("text:note", tag("text:note-citation", "1"), tag("text:note-body", p("Số 5.")))
    sections = tag("text:section", p("a")) + tag("text:section", p("ẩn"), more='text:display="none"')
    boxes = p(box("ĐẢNG CỘNG SẢN VIỆT NAM", 9) + box("TỈNH ỦY PHÚ ĐÔNG", 1))
    assert [(line.text, line.column) for line in source(boxes + p(f"Theo báo cáo{note}") + sections).lines] == [
        ("TỈNH ỦY PHÚ ĐÔNG", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"), ("Theo báo cáo[1]", ""), ("a", ""),
        ("[1] Số 5.", ""),
    ]  # fmt: skip


def test_what_stands_in_the_margins_is_furniture():
    page = tag("style:master-page", tag("style:header", p("Tỉnh ủy")), tag("style:footer", p("Trang 2")))
    lines = source(p("KẾ HOẠCH"), masters=tag("office:master-styles", page)).lines
    assert [line.text for line in lines] == ["Tỉnh ủy", "KẾ HOẠCH", "Trang 2"]
    assert [line.furniture for line in lines] == [True, False, True]


def test_pages_are_counted():
    read = source(p("a <text:soft-page-break/>b") + p("c", "N") + "<text:soft-page-break/>" + p("d"), STYLES)
    assert [(line.text, line.page) for line in read.lines] == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]


def test_a_flat_file_is_read_like_a_packed_one():
    body = tag("office:body", tag("office:text", p("mục", "H")))
    styles = tag("office:automatic-styles", STYLES)
    flat = '<?xml version="1.0"?>' + tag(
        "office:document", styles, body, more=f'{SPACES} office:mimetype="{ODT}"'
    )
    assert [line.text for line in read_source(flat.encode(), name="plan.fodt").lines] == ["MỤC"]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            {"META-INF/manifest.xml": f"<manifest:m {SPACES}><manifest:encryption-data/></manifest:m>"},
            "password",
        ),
        ({"content.xml": "<office"}, "broken"),
        ({"content.xml": f"<office:document-content {SPACES}/>"}, "no text document"),
    ],
)
def test_what_cannot_be_read_is_refused(parts, reason):
    with pytest.raises(vp.UnreadableSource, match=reason):
        source(p("a"), **parts)
