"""OpenDocument texts (.odt, .fodt) -> lines, as from Word: numbers counted, changes accepted, margins furniture.

    list L1, list-item, p "Giao Sở Y tế"      "1. Giao Sở Y tế"
    p "theo báo cáo", note "1" "Số 5."        "theo báo cáo[1]", and "[1] Số 5." below the paper

A flat .fodt is one XML document, an .odt a zip of several.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.model import Issue
from vnpolicy.reading.encoding import Encodings, settled
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.markup import BrokenMarkup, Element, number, xml_tree
from vnpolicy.reading.odt_styles import OUTLINE, OdtStyles
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.package import Package
from vnpolicy.reading.runs import NEW_LINE, PAGE_PASSED, Look, Pages, Run, lines_of, numbered, spaced
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tables import Cell, Reached, Row, add_cell, boxes_lines, table_lines, with_head
from vnpolicy.reading.tabs import columns_by_tabs, untabbed

_WRAPPERS = frozenset(
    ("section", "numbered-paragraph", "list-header", "table-of-content", "index-body", "index-title")
)
_GONE = frozenset(
    ("tracked-changes", "annotation", "hidden-text", "ruby-text", "title", "desc", "table-of-content-source")
)
_DRAWN = frozenset(("frame", "text-box", "custom-shape", "rect", "g"))
_SINGLE = {"s": " ", "tab": "\t", "line-break": NEW_LINE, "soft-page-break": PAGE_PASSED}
_ROWS = "table-row | */table-row | */*/table-row"
_HEADERS, _FOOTERS = ("header", "header-first", "header-left"), ("footer", "footer-first", "footer-left")
_SCAN = Issue(code="source.scan", message="it holds pictures and no text: it may be a scan")
# From "12.3cm" captures the figure.
_PLACE = re.compile(r"-?\d{1,5}(?:\.\d{1,5})?")


def read_odt(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of an .odt or a flat .fodt. Raises UnreadableSource where it is broken, locked or too large."""
    content, styles = _roots(data, name, options)
    body = content.find("body/text")
    if body is None:
        raise UnreadableSource(name, "odt", "it holds no text document")
    found, encodings = settled(lambda encodings: _lines(content, styles, encodings))
    lines = mark(numbered(columns_by_tabs(found)))
    scan = () if lines or next(body.iter("image"), None) is None else (_SCAN,)
    return Source(
        name=name, format="odt", encoding=encodings.name, wrapped=False, lines=lines,
        pages=max((line.page for line in lines), default=1), issues=(*scan, *encodings.issues),
    )  # fmt: skip


def _roots(data: bytes, name: str, options: Options) -> tuple[Element, Element]:
    """(the text, what holds its styles and margins): one and the same in a flat file."""
    if not data.startswith(b"PK"):
        try:
            root = xml_tree(data)
        except BrokenMarkup as problem:
            raise UnreadableSource(name, "odt", f"it is broken ({problem})") from problem
        return root, root
    package = Package(data, name, "odt", options.limits)
    manifest = "META-INF/manifest.xml"
    if manifest in package and next(package.tree(manifest).iter("encryption-data"), None) is not None:
        raise package.refused("it wants a password")
    content = package.tree("content.xml")
    return content, package.tree("styles.xml") if "styles.xml" in package else content


def _lines(content: Element, styles: Element, encodings: Encodings) -> Iterator[Line]:
    """All lines of a file, in reading order."""
    yield from _margin(_HEADERS, styles, encodings)
    yield from Story(OdtStyles((styles, content)), encodings).lines(content.find("body/text"))
    yield from _margin(_FOOTERS, styles, encodings)


def _margin(kinds: Sequence[str], styles: Element, encodings: Encodings) -> Iterator[Line]:
    """The lines above or below each page: furniture, unless they are the letterhead."""
    for margin in styles.iter(*kinds):
        lines = list(Story(OdtStyles((styles,)), encodings).lines(margin))
        furniture = not any(line.column for line in lines)
        yield from (msgspec.structs.replace(line, furniture=furniture) for line in lines)


class Place(msgspec.Struct, frozen=True):
    """Where in a list: its style, how deep from 1, and the counts of its levels so far."""

    style: str
    depth: int
    counts: dict[int, int]


class Story:
    """The text of one document as it runs: lists, pages and notes go from paragraph to paragraph."""

    def __init__(self, styles: OdtStyles, encodings: Encodings) -> None:
        self._styles, self._encodings = styles, encodings
        self._pages = Pages()
        self._notes: list[tuple[str, Element, int]] = []  # mark, text, page
        self._counts: dict[str, dict[int, int]] = {}  # of lists, by the names of lists and of their styles

    def lines(self, container: Element) -> Iterator[Line]:
        """All lines, in reading order."""
        yield from self._blocks(container)
        for called, text, page in self._notes:
            for line in self._blocks(text, called + " "):
                yield msgspec.structs.replace(line, page=page)

    def _blocks(self, container: Element, label: str = "", place: Place | None = None) -> Iterator[Line]:
        """The lines of a body, an item, a cell, a box or a note; `label` goes before the first paragraph."""
        boxes: list[Cell] = []
        for block in _flat(container):
            lines: list[Line] = []
            if block.tag in ("p", "h"):
                found, lines = self._paragraph(block, label or self._heading_label(block, place))
                boxes, label = boxes + found, ""
            elif block.tag == "list":
                lines = list(self._list(block, place))
            elif block.tag == "table":
                lines = self._table(block)
            elif block.tag in _DRAWN:
                boxes.append(list(self._blocks(block)))
            elif block.tag == "soft-page-break":
                self._pages.top()
            if lines:
                yield from boxes_lines(boxes)
                yield from lines
                boxes = []
        yield from boxes_lines(boxes)

    def _paragraph(self, paragraph: Element, label: str) -> tuple[list[Cell], list[Line]]:
        """(the text boxes that hang at a paragraph, its own lines)."""
        style = paragraph.get("style-name")
        if self._styles.starts_page(style):
            self._pages.top()
        look = self._styles.dressed("paragraph", style, Look(bold=paragraph.tag == "h"))
        drawn: list[Element] = []
        runs = self._encodings.read(list(self._inline(paragraph, look, drawn)))
        bold = next((run.look.bold for run in runs if run.text.strip()), False)
        lines = lines_of([Run(label, Look(bold=bold)), *runs], self._pages)
        return [list(self._blocks(box)) for box in sorted(drawn, key=_left)], lines

    def _inline(self, element: Element, look: Look, drawn: list[Element]) -> Iterator[Run]:
        """The runs of a paragraph, through all that wraps them; `drawn` takes up the text boxes."""
        yield Run(spaced(element.text or ""), look)
        for child in element:
            if child.tag in _SINGLE:
                yield Run(_SINGLE[child.tag], look)
            elif child.tag == "note":
                yield Run(self._note(child), look)
            elif child.tag in _DRAWN:
                drawn.append(child)
            elif child.tag not in _GONE:
                inner = child.tag == "span"
                dressed = self._styles.dressed("text", child.get("style-name"), look) if inner else look
                yield from self._inline(child, dressed, drawn)
            yield Run(spaced(child.tail or ""), look)

    def _note(self, note: Element) -> str:
        """The mark that calls a note; the note itself is kept for later."""
        called = f"[{(note.findtext('note-citation') or '').strip()}]"
        self._notes += [(called, body, self._pages.number) for body in note.findall("note-body")]
        return called

    def _list(self, element: Element, outer: Place | None) -> Iterator[Line]:
        place = self._inner(element, outer) if outer else self._outer(element)
        for item in element:
            yield from self._blocks(item, self._label(item, place), place)

    def _outer(self, element: Element) -> Place:
        """Where a list that stands in no other begins: it may go on with an earlier one."""
        style, goes_on = element.get("style-name", ""), element.get("continue-numbering") == "true"
        names = (element.get("continue-list"), style if goes_on else None)
        counts = next((self._counts[name] for name in names if name in self._counts), {})
        self._counts |= {name: counts for name in (element.get("id"), style) if name}
        return Place(style, 1, counts)

    def _inner(self, element: Element, outer: Place) -> Place:
        if element.get("continue-numbering") != "true":
            outer.counts.pop(outer.depth + 1, None)
        return Place(element.get("style-name", outer.style), outer.depth + 1, outer.counts)

    def _label(self, item: Element, place: Place) -> str:
        """The number or mark of an item, which has one if it has a paragraph of its own."""
        level = self._styles.level(place.style, place.depth)
        own = any(block.tag in ("p", "h") for block in _flat(item))
        if item.tag != "list-item" or level is None or not own:
            return ""
        before = place.counts.get(place.depth, level.start - 1)
        _count(place.counts, place.depth, number(item, "start-value", before + 1))
        return self._styles.label(place.style, place.depth, place.counts)

    def _heading_label(self, block: Element, place: Place | None) -> str:
        """The number that a heading has by its level, outside of lists."""
        depth = number(block, "outline-level", 1)
        level = self._styles.level(OUTLINE, depth)
        if block.tag != "h" or place or level is None or block.get("is-list-header") == "true":
            return ""
        counts = self._counts.setdefault(OUTLINE, {})
        _count(counts, depth, counts.get(depth, level.start - 1) + 1)
        return self._styles.label(OUTLINE, depth, counts)

    def _table(self, table: Element) -> list[Line]:
        rows = [self._row(row) for row in table.xpath(_ROWS)]
        return table_lines(with_head(rows, len(table.findall("table-header-rows/table-row"))))

    def _row(self, row: Element) -> Row:
        """The cells of a row; a merged cell stands where it begins and is empty further on."""
        cells: Row = []
        ends = 0  # where the last cell that is printed ends
        for cell in row.iterchildren("table-cell", "covered-table-cell"):
            repeated = number(cell, "number-columns-repeated", 1)
            if cell.tag == "table-cell":
                ends = len(cells) + number(cell, "number-columns-spanned", 1)
                add_cell(cells, list(map(untabbed, self._blocks(cell))), repeated)
            else:
                add_cell(cells, [] if len(cells) < ends else Reached(), repeated)
        return cells


def _count(counts: dict[int, int], depth: int, count: int) -> None:
    """A level of a list stands at a count, and the levels below it begin anew."""
    counts[depth] = count
    for deeper in [other for other in counts if other > depth]:
        del counts[deeper]


def _flat(container: Element) -> Iterator[Element]:
    """The blocks of an element: wrappers away, and what is not printed."""
    for child in container:
        if child.tag in _WRAPPERS and child.get("display", "true") == "true":
            yield from _flat(child)
        elif child.tag not in _WRAPPERS and child.tag not in _GONE:
            yield child


def _left(box: Element) -> float:
    """How far right a box stands."""
    found = _PLACE.match(box.get("x", ""))
    return float(found[0]) if found else 0.0
