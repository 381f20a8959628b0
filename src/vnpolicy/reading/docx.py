"""Word (.docx) -> lines: a paragraph is a line, a table its rows or, at head and end, two columns.

    numPr "1.", "Giao Sở Y tế"      "1. Giao Sở Y tế": the numbers that Word counts are counted again (numbering.py)
    ins "chủ trì", del "phối hợp"   "chủ trì": changes that somebody tracked are taken as accepted
    text box, footnote              a box stands above its paragraph; notes stand below the paper, as "[1] ..."

Pages are told by the breaks that were typed and by those that Word noted when it last showed the paper.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

import msgspec

from vnpolicy.model import Issue
from vnpolicy.reading.encoding import Encodings, settled
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.markup import Element
from vnpolicy.reading.numbering import Numbering, printed
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.package import Package
from vnpolicy.reading.parts import Parts
from vnpolicy.reading.runs import (
    NEW_LINE,
    NEW_PAGE,
    PAGE_PASSED,
    Look,
    Pages,
    Run,
    lines_of,
    numbered,
    spaced,
)
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.styles import Styles, number, switch, value
from vnpolicy.reading.symbols import as_unicode
from vnpolicy.reading.tables import Cell, Reached, Row, add_cell, boxes_lines, table_lines, with_head
from vnpolicy.reading.tabs import columns_by_tabs, untabbed
from vnpolicy.reading.tidy import SOFT_HYPHEN

_GONE = frozenset(("del", "moveFrom", "pPr", "rPr", "sdtPr"))
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_PRINTED = {
    "tab": "\t",
    "ptab": "\t",
    "cr": NEW_LINE,
    "noBreakHyphen": "-",
    "softHyphen": SOFT_HYPHEN,
    "lastRenderedPageBreak": PAGE_PASSED,
}
_DRAWN = frozenset(("drawing", "pict", "object"))
_NOTES = {"footnoteReference": ("footnote", "decimal"), "endnoteReference": ("endnote", "lowerRoman")}
_UNREAD = ("altChunk", "subDoc", "relIds", "chart", "OLEObject")  # what shows another file or a diagram
_SIDES = {"left": -1e9, "right": 1e9}
# From "position:absolute;margin-left:225.3pt" captures where an old text box stands.
_MARGIN = re.compile(r"margin-left:(-?\d{1,5}(?:\.\d{1,5})?)pt")
_POINT = 12_700  # of the units in which newer boxes are placed


def read_docx(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of a .docx. Raises UnreadableSource where it is broken, locked or too large."""
    package = Package(data, name, "docx", options.limits)
    parts = Parts(package)
    if parts.document.find("body") is None:
        raise package.refused("it holds no Word document")
    found, encodings = settled(lambda encodings: Story(parts, encodings).lines())
    lines = mark(numbered(columns_by_tabs(found)))
    return Source(
        name=name, format="docx", encoding=encodings.name, wrapped=False, lines=lines,
        pages=max((line.page for line in lines), default=1),
        issues=(*parts.issues, *_unread(parts.document, lines), *encodings.issues),
    )  # fmt: skip


def _unread(document: Element, lines: tuple[Line, ...]) -> Iterator[Issue]:
    """What the paper shows and the lines do not."""
    kinds = sorted({found.tag for found in document.iter(*_UNREAD)})
    if kinds:
        yield Issue(code="source.part", message=f"what other files hold is not read: {', '.join(kinds)}")
    if not lines and next(document.iter(*_DRAWN), None) is not None:
        yield Issue(code="source.scan", message="it holds pictures and no text: it may be a scan")


class Note(msgspec.Struct, frozen=True):
    """A footnote or endnote: its mark, its text, and the page on which it is called."""

    mark: str
    text: Element
    page: int


class Story:
    """The text of one document as it runs: lists, pages, notes and fields go from paragraph to paragraph."""

    def __init__(self, parts: Parts, encodings: Encodings) -> None:
        self._parts, self._encodings = parts, encodings
        self._styles = Styles(parts.of_kind("styles"))
        self._numbering = Numbering(parts.of_kind("numbering"), self._styles)
        self._pages = Pages()
        self._texts = {
            (kind, text.get("id")): text
            for kind, _ in _NOTES.values()
            for root in (parts.of_kind(f"{kind}s"),)
            for text in ([] if root is None else root.findall(kind))
        }
        self._notes: list[Note] = []
        self._called: Counter[str] = Counter()  # notes of each kind
        self._fields: list[bool] = []  # of each open field: whether its result, not its code, stands here
        self._held: list[Run] = []  # what stands before a paragraph mark that is gone
        sections = [value(section, "type", "nextPage") for section in parts.document.iter("sectPr")]
        self._sections = iter(sections[1:])

    def lines(self) -> Iterator[Line]:
        """All lines, in reading order."""
        yield from self._margin("header")
        self._pages = Pages()
        yield from self._blocks(self._parts.document.find("body"))
        for note in self._notes:
            yield from self._note_lines(note)
        yield from self._margin("footer")

    def _margin(self, kind: str) -> Iterator[Line]:
        """What stands above or below each page: furniture, unless it is the letterhead."""
        shown = {
            reference.get("id", "")
            for section in self._parts.document.iter("sectPr")
            for reference in section.findall(f"{kind}Reference")
            if reference.get("type") != "first" or switch([section], "titlePg")
        }
        for name in sorted(shown):
            root = self._parts.named(name)
            lines = [] if root is None else list(self._blocks(root))
            furniture = not any(line.column for line in lines)
            yield from (msgspec.structs.replace(line, furniture=furniture) for line in lines)

    def _blocks(self, container: Element) -> Iterator[Line]:
        """The lines of a body, a cell, a box or a note."""
        boxes: list[Cell] = []
        for block in _accepted(container):
            lines: list[Line] = []
            if block.tag == "p":
                found, lines = self._paragraph(block)
                boxes += found
            elif block.tag == "tbl":
                lines = self._table(block)
            if lines:
                yield from boxes_lines(boxes)
                yield from lines
                boxes = []
        yield from boxes_lines(boxes)
        held, self._held = self._held, []
        yield from lines_of(held, self._pages)

    def _table(self, table: Element) -> list[Line]:
        rows = [row for row in _accepted(table) if row.tag == "tr" and row.find("trPr/del") is None]
        head = list(takewhile(lambda row: switch([row], "trPr/tblHeader"), rows))
        return table_lines(with_head([self._row(row) for row in rows], len(head)))

    def _row(self, row: Element) -> Row:
        """The cells of a row; a merged cell stands where it begins and is empty further on."""
        cells: Row = []
        if before := number(row, "trPr/gridBefore"):
            add_cell(cells, [], before)
        for cell in _accepted(row):
            if cell.tag == "tc" and cell.find("tcPr/cellDel") is None:
                lines = list(map(untabbed, self._blocks(cell)))
                merged = Reached() if _goes_on(cell, "vMerge") else [] if _goes_on(cell, "hMerge") else lines
                add_cell(cells, merged, number(cell, "tcPr/gridSpan", 1))
        return cells

    def _paragraph(self, paragraph: Element) -> tuple[list[Cell], list[Line]]:
        """(the text boxes that hang at a paragraph, its own lines)."""
        style = self._styles.of(paragraph)
        if self._styles.starts_page(paragraph, style):
            self._pages.top()
        self._fields = [True] * len(self._fields)
        drawn: list[Element] = []
        lines = self._flowed(paragraph, style, list(self._inline(paragraph, style, drawn)))
        boxes = [list(self._blocks(box)) for box in sorted(drawn, key=_left)]
        if paragraph.find("pPr/sectPr") is not None and next(self._sections, "") != "continuous":
            self._pages.top()
        return boxes, lines

    def _flowed(self, paragraph: Element, style: str, runs: list[Run]) -> list[Line]:
        """The lines of a paragraph; they wait for the next one where the mark between the two is gone."""
        deleted = any(paragraph.find(f"pPr/rPr/{change}") is not None for change in ("del", "moveFrom"))
        hidden = switch([paragraph], "pPr/rPr/vanish")
        seen = [run for run in runs if run.text.strip() and not run.look.hidden]
        label = "" if deleted or (hidden and not seen) else self._numbering.label(paragraph, style)
        runs = self._encodings.read(runs)
        runs = [Run(label, Look(bold=bool(seen) and seen[0].look.bold)), *self._held, *runs]
        self._held = runs if deleted or hidden else []
        return [] if deleted or hidden else lines_of(runs, self._pages)

    def _inline(self, element: Element, style: str, drawn: list[Element]) -> Iterator[Run]:
        """The runs of a paragraph, through all that wraps them; `drawn` takes up the text boxes."""
        for child in element:
            if child.tag == "r":
                look = self._styles.look(child.find("rPr"), style)
                yield Run("".join(self._printed(child, drawn)), look)
            elif child.tag == "AlternateContent":
                yield from self._inline(_choice(child), style, drawn)
            elif child.tag not in _GONE:
                yield from self._inline(child, style, drawn)

    def _printed(self, run: Element, drawn: list[Element]) -> Iterator[str]:
        for part in run:
            if part.tag == "fldChar":
                self._turn_field(part.get("fldCharType"))
            elif part.tag == "AlternateContent":
                yield from self._printed(_choice(part), drawn)
            elif part.tag in _DRAWN:
                drawn += _text_boxes(part)
            elif all(self._fields) or part.tag == "lastRenderedPageBreak":
                yield self._letters(part)

    def _turn_field(self, turn: str | None) -> None:
        if turn == "begin":
            self._fields.append(False)
        elif self._fields:
            self._fields[-1] = True
            if turn == "end":
                self._fields.pop()

    def _letters(self, part: Element) -> str:
        """What one part of a run prints."""
        if part.tag == "t":
            return spaced(part.text or "")
        if part.tag == "br":
            return NEW_PAGE if part.get("type") == "page" else NEW_LINE
        if part.tag == "sym":
            return _symbol(part)
        return self._note(part) if part.tag in _NOTES else _PRINTED.get(part.tag, "")

    def _note(self, reference: Element) -> str:
        """The mark that calls a note; the note itself is kept for later."""
        kind, format = _NOTES[reference.tag]
        text = self._texts.pop((kind, reference.get("id")), None)
        if text is None:
            return ""
        self._called[kind] += 1
        own = reference.get("customMarkFollows") in ("1", "true", "on")
        called = "" if own else f"[{printed(self._called[kind], format)}]"
        self._notes.append(Note(called, text, self._pages.number))
        return self._notes[-1].mark

    def _note_lines(self, note: Note) -> Iterator[Line]:
        label = note.mark + " " if note.mark else ""
        for line in self._blocks(note.text):
            lead = line.lead and line.lead + len(label)
            yield msgspec.structs.replace(line, text=label + line.text, lead=lead, page=note.page)
            label = ""


def _accepted(container: Element) -> Iterator[Element]:
    """The blocks, rows or cells of an element: changes accepted, wrappers away."""
    for child in container:
        if child.tag == "AlternateContent":
            yield from _accepted(_choice(child))
        elif child.tag in _WRAPPERS:
            yield from _accepted(child)
        elif child.tag not in _GONE:
            yield child


def _choice(alternatives: Element) -> Element:
    """Of what says the same in several ways, the first that holds text."""
    return next((way for way in alternatives if next(way.iter("t", "txbxContent"), None) is not None), ())


def _text_boxes(drawing: Element) -> Iterator[Element]:
    for child in drawing:
        if child.tag == "txbxContent":
            yield child
        else:
            yield from _text_boxes(_choice(child) if child.tag == "AlternateContent" else child)


def _left(box: Element) -> float:
    """How far right a text box stands, in points."""
    for around in box.iterancestors():
        place = around.findtext("positionH/posOffset") or around.findtext("positionH/align")
        if place:
            return _SIDES.get(place, float(place) / _POINT if place.lstrip("-").isdecimal() else 0.0)
        if found := _MARGIN.search(around.get("style", "")):
            return float(found[1])
    return 0.0


def _goes_on(cell: Element, way: str) -> bool:
    """Whether a cell only goes on with the one above it (vMerge) or at its left (hMerge)."""
    merged = cell.find(f"tcPr/{way}")
    return merged is not None and merged.get("val") != "restart"


def _symbol(part: Element) -> str:
    code = part.get("char", "")
    letter = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""
    return as_unicode(letter, part.get("font", ""))
