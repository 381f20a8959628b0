"""Web pages -> lines: blocks are lines, tables rows or columns, as in Word; what is inline never parts a word.

    <p>Chỉ thị 43<b>-CT/TW</b></p><p>của Ban Bí thư</p>      two lines: "Chỉ thị 43-CT/TW", "của Ban Bí thư"
    <ol type=a><li>Kinh phí<li>Nhân lực</ol>                 "a. Kinh phí", "b. Nhân lực"
    MIME-Version: 1.0 ... text/html                          a page that a browser saved with its pictures

Which part of a page is the paper, `page.py` tells. Nothing is fetched.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from itertools import takewhile

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.model import Issue
from vnpolicy.reading.encoding import BYTE_ORDER_MARKS, Decoded, Encodings, decoded, settled
from vnpolicy.reading.furniture import kind, mark
from vnpolicy.reading.markup import BrokenMarkup, Element, html_tree, number
from vnpolicy.reading.numbering import printed
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.page import BLOCKS, Page, css
from vnpolicy.reading.runs import NEW_LINE, NEW_PAGE, PLAIN, Look, Pages, Run, lines_of, numbered, spaced
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tables import MOST_COLUMNS, Reached, Row, add_cell, table_lines, with_head
from vnpolicy.reading.tabs import columns_by_tabs, untabbed
from vnpolicy.reading.text import is_wrapped, read_text

_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_SINGLE = {"br": (Run(NEW_LINE),)}
_WEIGHTS = {"bold": True, "bolder": True, "normal": False, "lighter": False}
_SPACED = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "dd", "dt", "hr"))
_COUNTS = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "none": "none",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
_PAGES = ("text/html", "application/xhtml+xml")
# From "MIME-Version: 1.0", "From: <Saved by Blink>" captures how a page saved with its pictures begins.
_MHTML = re.compile(rb"\s*(?:MIME-Version:|From: <Saved by|Snapshot-Content-Location:)", re.IGNORECASE)
_PARTS_OF_TABLE = frozenset(("thead", "tbody", "tfoot", "tr"))
_MEDIUM = 550  # a font of more weight is bold
_LONGEST_CAPTION = 12  # lines
_LONGEST_CELL = 30  # lines; what holds more is no cell of a table, but a part of a page
# From "</p>", "<br>" captures where a line of the paper ends, though none of its source need end there.
_LINE_END = re.compile(rb"(</(?:p|td|div|li|h[1-6])\s*>|<br\s*/?>)", re.IGNORECASE)


def read_html(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of a web page, as .html or .mht. Raises UnreadableSource where nothing can be made of it."""
    text, encoding, issues = _decoded(_page_of(data))
    try:
        root = html_tree(text)
    except BrokenMarkup as problem:
        raise UnreadableSource(name, "html", f"it is broken ({problem})") from problem
    if root is None:
        raise UnreadableSource(name, "html", "it holds no page")
    page = Page(root)
    found, encodings = settled(lambda encodings: Walk(page, encodings, Pages()).lines(page.paper))
    lines = _without_caption(columns_by_tabs(found))
    if not lines and next(root.iter("img"), None) is not None:
        issues += (Issue(code="source.scan", message="it holds pictures and no text: it may be a scan"),)
    return Source(
        name=name, format="html", encoding=encodings.name or encoding, wrapped=is_wrapped(lines),
        lines=mark(numbered(lines)), pages=max((line.page for line in lines), default=1),
        issues=(*issues, *encodings.issues),
    )  # fmt: skip


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes are a page saved with its pictures in one file."""
    return _MHTML.match(data) is not None


def _page_of(data: bytes) -> bytes:
    """The first page of those saved in one file; the bytes themselves, where they are a page."""
    if not is_mhtml(data):
        return data
    pages = (part for part in message_from_bytes(data).walk() if part.get_content_type() in _PAGES)
    content = next((page.get_payload(decode=True) for page in pages), b"")
    return content if isinstance(content, bytes) else b""


def _decoded(data: bytes) -> Decoded:
    """The source of a page. What carries the bytes of an old encoding in Unicode, `Encodings` tells later."""
    for sign, encoding in BYTE_ORDER_MARKS:
        if data.startswith(sign):
            return data.decode(encoding, errors="replace"), encoding, ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return decoded(_LINE_END.sub(rb"\1\n", data))


def _without_caption(lines: list[Line]) -> list[Line]:
    """The lines, those above the letterhead as furniture: what a site calls the paper. Capitals may be the paper's."""
    at = next((at for at, line in enumerate(lines[: _LONGEST_CAPTION + 1]) if line.column), 0)
    if not any(kind(line) == "motto" for line in takewhile(lambda line: line.column, lines[at:])):
        return lines
    above = [msgspec.structs.replace(line, furniture=not line.text.isupper()) for line in lines[:at]]
    return above + lines[at:]


class Walk:
    """The way through the blocks of a page, with what has been gathered of the block that stands open."""

    def __init__(self, page: Page, encodings: Encodings, pages: Pages) -> None:
        self._page, self._encodings, self._pages = page, encodings, pages
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._label = ""  # of the list item that begins here
        self._counts: dict[Element, int] = {}  # of the lists
        self._gap = True

    def lines(self, element: Element, look: Look = PLAIN) -> list[Line]:
        """The lines of an element."""
        self._read(element, look)
        self._close()
        return self._lines

    def _read(self, element: Element, look: Look) -> None:
        if element in self._page.left_out:
            return
        if "always" in css(element).get("page-break-before", ""):
            self._runs.append(Run(NEW_PAGE))
        if "mso-tab-count" in css(element):
            self._runs.append(Run("\t"))
        elif element.tag == "table":
            self._close(gap=True)
            self._lines += self._table(element, _dressed(element, look))
            self._gap = True
        elif element.tag == "pre":
            self._close()
            self._lines += read_text("".join(element.itertext())).lines
        elif element.tag in BLOCKS:
            self._block(element, _dressed(element, look))
        else:
            self._runs += _SINGLE.get(element.tag, ())
            self._inside(element, _dressed(element, look))

    def _inside(self, element: Element, look: Look) -> None:
        self._add(element.text, look)
        for child in element:
            self._read(child, look)
            self._add(child.tail, look)

    def _add(self, text: str | None, look: Look) -> None:
        if text:
            self._runs.append(Run(spaced(text), look))

    def _block(self, element: Element, look: Look) -> None:
        self._close(gap=element.tag in _SPACED)
        if element.tag == "li":
            self._label = self._mark(element)
        self._inside(element, look)
        self._close(gap=element.tag in _SPACED)
        if element.tag == "li":
            self._label = ""

    def _close(self, *, gap: bool = False) -> None:
        """The block that stands open ends here; `gap` tells that blank space follows."""
        if self._runs:
            self._end()
        self._gap = self._gap or gap

    def _end(self) -> None:
        """What has been gathered makes lines."""
        seen = [run for run in self._runs if run.text.strip()]
        if seen and self._label:
            self._runs.insert(0, Run(self._label, Look(bold=seen[0].look.bold)))
            self._label = ""
        lines = lines_of(self._encodings.read(self._runs), self._pages)
        self._runs = []
        if lines:
            self._lines += [msgspec.structs.replace(lines[0], gap=self._gap), *lines[1:]]
            self._gap = False

    def _mark(self, item: Element) -> str:
        """The number or point before an item of a list."""
        around = item.getparent()
        style = (
            css(item).get("list-style-type") or css(around).get("list-style-type") or around.get("type") or ""
        )
        if around.tag != "ol":
            return "" if style == "none" else "• "
        before = self._counts.get(around, number(around, "start", 1) - 1)
        self._counts[around] = number(item, "value", before + 1)
        label = printed(self._counts[around], _COUNTS.get(style, "decimal"))
        return f"{label}. " if label else ""

    def _table(self, table: Element, look: Look) -> list[Line]:
        """The lines of a table; one that frames parts of a page is no table."""
        above = self._beside()._strays(table, look)
        rows = list(self._rows(table, look))
        cells = [cell for row in rows for cell in row]
        if any(
            len(cell) > _LONGEST_CELL or any(line.column or line.cells for line in cell) for cell in cells
        ):
            return [*above, *(line for cell in cells for line in cell)]
        heads = len(table.findall("thead/tr"))
        return [*above, *table_lines(with_head(rows, heads))]

    def _beside(self) -> "Walk":
        """A walk of its own through a part of this page."""
        return Walk(self._page, self._encodings, self._pages)

    def _strays(self, table: Element, look: Look) -> list[Line]:
        """The lines of what stands in a table outside of its rows: its caption, and what was put in the wrong place."""
        self._add(table.text, look)
        for child in table:
            if child.tag not in _PARTS_OF_TABLE:
                self._read(child, look)
            self._add(child.tail, look)
        self._close()
        return self._lines

    def _rows(self, table: Element, look: Look) -> Iterator[Row]:
        """The rows of a table; a merged cell stands where it begins and is empty further on."""
        reaching: dict[int, int] = {}  # into how many rows more, by column
        for row in table.xpath("tr | thead/tr | tbody/tr | tfoot/tr"):
            cells: Row = []
            for cell in row:
                _reach(cells, reaching)
                begin = len(cells)
                lines = list(map(untabbed, self._beside().lines(cell, look)))
                add_cell(cells, lines, number(cell, "colspan", 1))
                if begin < MOST_COLUMNS:
                    reaching |= dict.fromkeys(range(begin, len(cells)), number(cell, "rowspan", 1) - 1)
            _reach(cells, reaching)
            yield cells


def _reach(cells: Row, reaching: dict[int, int]) -> None:
    """The empty cells into which cells of the rows above reach."""
    while reaching.get(len(cells), 0) > 0:
        reaching[len(cells)] -= 1
        cells.append(Reached())


def _dressed(element: Element, look: Look) -> Look:
    """How letters look in an element that stands in others of this look."""
    style = css(element)
    weight = style.get("font-weight", "")
    bold = _WEIGHTS.get(weight, int(weight) > _MEDIUM if weight.isdecimal() else look.bold)
    font = style.get("font-family") or element.get("face") or look.font
    return Look(
        bold=bold or (element.tag in _BOLD and not weight),
        capitals=look.capitals or style.get("text-transform") == "uppercase",
        raised=look.raised or element.tag == "sup" or style.get("vertical-align") == "super",
        font=font.split(",")[0].strip(" '\""),
    )
