"""Specimens as web pages, as OpenDocument texts, and as Word documents that leave all to Word.

Each writer takes the blocks of a source (layout.py) and a path. The labels that Word and LibreOffice count
themselves, "1- ...", "a) ...", "- ...", are taken out of the text and left to lists.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from layout import ABOVE, BEFORE, BREAK, Block, Cell, cells_of, head_of

# From "II- ", "3. ", "b) ", "- " captures the label that a list can count, and the mark behind it.
LABEL = re.compile(
    r"(?:(?P<upperRoman>[IVX]+)|(?P<decimal>\d{1,2})|(?P<lowerLetter>[a-z]))(?P<mark>[-.)]) |(?P<bullet>-) "
)
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
VALUES: dict[str, Callable[[str], int]] = {
    "upperRoman": ROMAN.index,
    "decimal": int,
    "lowerLetter": lambda letter: ord(letter) - ord("a") + 1,
    "bullet": lambda _: 1,
}
DATE = (2026, 1, 1, 0, 0, 0)


class Lists:
    """The lists of one paper. A list goes on as long as its labels do; then another of the same design begins."""

    def __init__(self) -> None:
        self.designs: list[tuple[str, str]] = []  # (format, mark)
        self.lists: list[tuple[int, int]] = []  # (design, where it starts)
        self._next: dict[int, tuple[int, int]] = {}  # design -> (its last list, the next count)

    def taken(self, text: str) -> tuple[int | None, str]:
        """(the list that counts this paragraph, from 1, or None; the paragraph without its label)."""
        found = LABEL.match(text)
        if not found:
            return None, text
        kind = next(name for name in VALUES if found[name])
        design, count = self._design(kind, found["mark"] or ""), VALUES[kind](found[kind])
        number, expected = self._next.get(design, (0, 0))
        if count != expected:
            self.lists.append((design, count))
            number = len(self.lists)
        self._next[design] = (number, count + (kind != "bullet"))
        return number, text[found.end() :]

    def _design(self, kind: str, mark: str) -> int:
        if (kind, mark) not in self.designs:
            self.designs.append((kind, mark))
        return self.designs.index((kind, mark))


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element; `w_val=3` is the attribute w:val."""
    given = "".join(f' {key.replace("_", ":")}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(inside)}</{name}>"


def sides(block: Block) -> list[list[str]]:
    """The lines of the left column of a block, and of the right."""
    return [[escape(row[side]) for row in block.rows if row[side]] for side in (0, 1)]


def packed(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DATE), text, zipfile.ZIP_DEFLATED)


# Web pages

SITE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin điện tử</title>
<style>.menu {{ color: red }}</style><script>var tin = "<p>Điều 1. Tin mới</p>";</script></head>
<body><form id="aspnetForm">
<div class="banner"><a href="/"><img src="logo.png" alt="Cổng thông tin"></a></div>
<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li>
<li><a href="/van-ban">Văn bản</a></li><li><a href="/lien-he">Liên hệ</a></li></ul>
<div class="breadcrumb"><a href="/">Trang chủ</a> &raquo; <a href="/van-ban">Văn bản</a></div>
<table width="100%"><tr><td width="20%"><h3>Chuyên mục</h3><ul><li><a href="/1">Chỉ đạo, điều hành</a></li>
<li><a href="/2">Thông báo</a></li><li><a href="/3">Công báo</a></li><li><a href="/4">Dự thảo</a></li></ul></td>
<td><div class="tieu-de">Văn bản mới cập nhật</div><div class="noi-dung">
{body}
</div><div class="share"><a href="https://example.vn">Chia sẻ</a> <span hidden>0 lượt</span></div>
<div id="binh-luan"><p>Bạn đọc: Cảm ơn ban biên tập đã đăng toàn văn, mong có thêm nhiều văn bản nữa.</p></div>
</td></tr></table>
<div class="footer">Bản quyền thuộc về Cổng thông tin điện tử. Địa chỉ: 01 đường Hùng Vương</div>
</form></body></html>
"""


def write_html(blocks: list[Block], path: Path) -> None:
    """As a site shows such a paper: between its menus, with tables without rules for the columns."""
    path.write_text(SITE.format(body="\n".join(map(_html, blocks))), encoding="utf-8")


def _html(block: Block) -> str:
    match block.kind:
        case "columns":
            return tag("table", tag("tr", *(tag("td", "<br>\n".join(side)) for side in sides(block))))
        case "table":
            rows = (tag("tr", *(_html_cell(cell) for cell in row if cell)) for row in cells_of(block.rows))
            return tag("table", *rows, border=1)
        case "page":
            return "<br style='page-break-before: always'>"
    text = escape(block.rows[0][0].replace(BREAK, " ")).replace("-CT/TW", "<span>-CT/TW</span>")
    return tag("p", tag("b", text) if block.bold else text)


def _html_cell(cell: Cell) -> str:
    spans = {name: size for name, size in (("rowspan", cell.high), ("colspan", cell.wide)) if size > 1}
    return tag("td", escape(cell.text), **spans)


# OpenDocument

ODT = "application/vnd.oasis.opendocument.text"
ODT_SPACES = {
    f"xmlns_{prefix}": f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("fo", "xsl-fo-compatible"),
    )
}  # fmt: skip
ODT_FORMATS = {"upperRoman": "I", "decimal": "1", "lowerLetter": "a"}
ODT_STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
    '<style:style style:name="N" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>'
    "</style:style>",
)


def write_odt(blocks: list[Block], path: Path) -> None:
    """As typed in LibreOffice: numbered paragraphs as lists, columns as a table, the page's number in its head."""
    lists = Lists()
    text = tag("office:body", tag("office:text", *(_odt(block, lists) for block in blocks)))
    styles = tag("office:automatic-styles", *ODT_STYLES, *_odt_lists(lists))
    head = tag("style:master-page", tag("style:header", tag("text:p", tag("text:page-number", "2"))))
    packed(path, {
        "mimetype": ODT,
        "content.xml": tag("office:document-content", styles, text, **ODT_SPACES),
        "styles.xml": tag("office:document-styles", tag("office:master-styles", head), **ODT_SPACES),
    })  # fmt: skip


def _odt_lists(lists: Lists) -> Iterator[str]:
    for number, (design, start) in enumerate(lists.lists, 1):
        kind, mark = lists.designs[design]
        if kind == "bullet":
            level = '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/>'
        else:
            level = (
                f'<text:list-level-style-number text:level="1" text:start-value="{start}" '
                f'style:num-format="{ODT_FORMATS[kind]}" style:num-suffix="{mark}"/>'
            )
        yield tag("text:list-style", level, style_name=f"L{number}")


def _odt(block: Block, lists: Lists) -> str:
    match block.kind:
        case "columns":
            cells = (
                tag("table:table-cell", *(tag("text:p", line) for line in side)) for side in sides(block)
            )
            return tag("table:table", tag("table:table-row", *cells))
        case "table":
            rows = [tag("table:table-row", *map(_odt_cell, row)) for row in cells_of(block.rows)]
            depth = head_of(block.rows)
            return tag("table:table", tag("table:table-header-rows", *rows[:depth]), *rows[depth:])
        case "page":
            return '<text:p text:style-name="N"/>'
    number, text = lists.taken(block.rows[0][0])
    text = escape(text).replace(BREAK, " <text:soft-page-break/>")
    paragraph = tag("text:p", f'<text:span text:style-name="B">{text}</text:span>' if block.bold else text)
    if number is None:
        return paragraph
    item = tag("text:list-item", paragraph)
    return f'<text:list text:style-name="L{number}" text:continue-numbering="true">{item}</text:list>'


def _odt_cell(cell: Cell | None) -> str:
    if cell is None:
        return tag("table:covered-table-cell")
    spans = {
        f"table_number-{name}-spanned": size
        for name, size in (("rows", cell.high), ("columns", cell.wide))
        if size > 1
    }
    return tag("table:table-cell", tag("text:p", escape(cell.text)), **spans)


# Word

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_SPACES = {
    "xmlns_w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns_r": OFFICE,
    "xmlns_mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns_wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns_wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "xmlns_v": "urn:schemas-microsoft-com:vml",
}
NOTE = "Chú thích của người soạn thảo."


def write_word(blocks: list[Block], path: Path) -> None:
    """As typed by someone who leaves all to Word: letterhead in text boxes, counted numbers, a footnote, changes."""
    lists = Lists()
    body = [_word(block, lists, first=at == 0) for at, block in enumerate(blocks)]
    section = tag("w:sectPr", tag("w:headerReference", w_type="default", r_id="header"))
    main = {"officeDocument": "word/document.xml"}
    named = {"numbering": "numbering.xml", "footnotes": "footnotes.xml", "header": "header.xml"}
    packed(path, {
        "_rels/.rels": _relations(main),
        "word/_rels/document.xml.rels": _relations(named),
        "word/document.xml": tag("w:document", tag("w:body", *body, section), **WORD_SPACES),
        "word/numbering.xml": tag("w:numbering", *_word_lists(lists), **WORD_SPACES),
        "word/footnotes.xml": tag("w:footnotes", tag("w:footnote", _word_paragraph(NOTE), w_id=2), **WORD_SPACES),
        "word/header.xml": tag("w:hdr", _word_paragraph("2"), **WORD_SPACES),
    })  # fmt: skip


def _relations(parts: dict[str, str]) -> str:
    relations = (
        tag("Relationship", Id=kind, Type=f"{OFFICE}/{kind}", Target=part) for kind, part in parts.items()
    )
    return tag("Relationships", *relations, xmlns=PACKAGE)


def _word_lists(lists: Lists) -> Iterator[str]:
    for number, (kind, mark) in enumerate(lists.designs):
        text = "-" if kind == "bullet" else f"%1{mark}"
        level = tag("w:lvl", tag("w:numFmt", w_val=kind), tag("w:lvlText", w_val=text), w_ilvl=0)
        yield tag("w:abstractNum", level, w_abstractNumId=number)
    for number, (design, start) in enumerate(lists.lists, 1):
        anew = tag("w:lvlOverride", tag("w:startOverride", w_val=start), w_ilvl=0)
        yield tag("w:num", tag("w:abstractNumId", w_val=design), anew, w_numId=number)


def _word(block: Block, lists: Lists, *, first: bool) -> str:
    match block.kind:
        case "columns":
            columns = ["".join(map(_word_paragraph, side)) or "<w:p/>" for side in sides(block)]
            return (
                _word_boxes(*columns)
                if first
                else tag("w:tbl", tag("w:tr", *(tag("w:tc", c) for c in columns)))
            )
        case "table":
            depth = head_of(block.rows)
            rows = (
                tag(
                    "w:tr",
                    tag("w:trPr", "<w:tblHeader/>") if at < depth else "",
                    *_word_cells(block.rows, at),
                )
                for at in range(len(block.rows))
            )
            return tag("w:tbl", *rows)
        case "page":
            return tag("w:p", tag("w:r", '<w:br w:type="page"/>'))
    number, text = lists.taken(block.rows[0][0])
    place = "" if number is None else tag("w:numPr", tag("w:ilvl", w_val=0), tag("w:numId", w_val=number))
    struck = tag("w:del", tag("w:r", tag("w:delText", " bản nháp")))
    note = tag("w:r", tag("w:footnoteReference", w_id=2)) if block.kind == "paragraph" else ""
    return _word_paragraph(escape(text), place, bold=block.bold, behind=struck + note)


def _word_paragraph(text: str, properties: str = "", *, bold: bool = False, behind: str = "") -> str:
    look = tag("w:rPr", "<w:b/>") if bold else ""
    runs = (tag("w:r", look, tag("w:t", part)) for part in text.split(BREAK))
    turned = tag("w:r", tag("w:t", " "), "<w:lastRenderedPageBreak/>")
    return tag("w:p", tag("w:pPr", properties), turned.join(runs), behind)


def _word_cells(rows: list[list[str]], at: int) -> Iterator[str]:
    """The cells of a row: one that reaches down is written again below, empty."""
    for text, cell in zip(rows[at], cells_of(rows)[at], strict=True):
        if text == BEFORE:
            continue
        wide, high = (cell.wide, cell.high) if cell else (1, 1)
        span = tag("w:gridSpan", w_val=wide) if wide > 1 else ""
        down = tag("w:vMerge") if text == ABOVE else tag("w:vMerge", w_val="restart") if high > 1 else ""
        yield tag("w:tc", tag("w:tcPr", span, down), _word_paragraph(escape(cell.text if cell else "")))


def _word_boxes(left: str, right: str) -> str:
    """Two text boxes side by side, the right one first, each also in the form for old versions."""

    def box(inside: str, place: int) -> str:
        text = tag("w:txbxContent", inside)
        where = tag("wp:positionH", tag("wp:posOffset", str(place)))
        drawn = tag("w:drawing", tag("wp:anchor", where, tag("wps:txbx", text)))
        old = tag("w:pict", tag("v:textbox", text))
        return tag("mc:AlternateContent", tag("mc:Choice", drawn, Requires="wps"), tag("mc:Fallback", old))

    return tag("w:p", tag("w:r", box(right, 3_000_000), box(left, 0)))


WRITERS: dict[str, Callable[[list[Block], Path], None]] = {
    "html": write_html,
    "odt": write_odt,
    "word.docx": write_word,
}
