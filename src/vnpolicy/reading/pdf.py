"""PDF -> lines. PDFium finds words, rules and pictures, pdfplumber the tables that the rules make.

    Số 12-KH/TU      Phú Đông, ngày 05 tháng 3 năm 2024        (words of one height make a printed line)

Where two wide runs of words stand side by side in the letterhead or the closing block, `columns.py` finds the gutter.
A page whose text layer is missing or unfit is a scan: it is read by OCR, where that is installed, and an issue
"source.scan" says so.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from vnpolicy.errors import OcrMissing, UnreadableSource
from vnpolicy.model import Issue, Sheet
from vnpolicy.reading.columns import Chunk, Printed, laid_out, plain
from vnpolicy.reading.encoding import told
from vnpolicy.reading.furniture import in_margins, mark
from vnpolicy.reading.gaps import over_pages
from vnpolicy.reading.notes import apart
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.pdf_streams import is_damaged, too_heavy
from vnpolicy.reading.pdfium import Page, opened, picture, read_page
from vnpolicy.reading.pdfium_words import Text
from vnpolicy.reading.ruled import Cell as RuledCell
from vnpolicy.reading.ruled import Ruled, TooManyRules, around, tables_of
from vnpolicy.reading.source import Doubt, Line, Source
from vnpolicy.reading.stamps import without_panels
from vnpolicy.reading.tables import Cell, Reached, Row, is_rest, joined_head, rejoined, table_lines
from vnpolicy.reading.textlayer import Fault, fault_of, in_unicode, is_layered, sorted_out
from vnpolicy.reading.words import Word, printed

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from vnpolicy.reading.ocr import Scan

_FAST, _TABLES, _OCR = "pdfium", "pdfium+pdfplumber", "tesseract"  # what read a page
_UNTOLD = "\ufffd"
_DPI = 300  # of the pictures that OCR reads


class Leaf(msgspec.Struct, frozen=True):
    """What one page gives."""

    sheet: Sheet
    rows: tuple[Printed | Line, ...] = ()  # printed lines, and the rows of tables
    issues: tuple[Issue, ...] = ()


def read_pdf(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of a PDF. Raises UnreadableSource where it is broken or wants a password."""
    if reason := too_heavy(data, options.limits):
        raise UnreadableSource(name, "pdf", reason)
    with opened(data, name, options.password) as pdf:
        pages = len(pdf)
        read = min(pages, options.limits.pages)
        leaves = [_leaf(pdf, number, options) for number in range(1, read + 1)]
    issues = [issue for leaf in leaves for issue in leaf.issues]
    if is_damaged(data):
        issues.append(
            Issue(code="source.damaged", message="the file is damaged: what was found in it was read")
        )
    if read < pages:
        issues.append(Issue(code="source.limit", message=f"only {read} of its {pages} pages were read"))
    return Source(
        name=name, format="pdf", pages=pages, ocr=any(leaf.sheet.engine == _OCR for leaf in leaves),
        sheets=tuple(leaf.sheet for leaf in leaves), lines=joined(leaves), issues=tuple(issues),
    )  # fmt: skip


def joined(leaves: Sequence[Leaf]) -> tuple[Line, ...]:
    """The lines of all pages: furniture is marked, columns and tables go on over page breaks."""
    rows, notes = apart(in_margins([row for leaf in leaves for row in leaf.rows]))
    lines = _continued(mark([*_in_order(rows), *plain(notes)]))
    return tuple(map(_doubted, lines))


def _doubted(line: Line) -> Line:
    """The line, with a doubt for each letter that no font told."""
    if _UNTOLD not in line.text:
        return line
    places = [at for at, char in enumerate(line.text) if char == _UNTOLD]
    doubts = (Doubt(at, at + 1, "source.letter", "its font does not tell this letter") for at in places)
    return msgspec.structs.replace(line, doubts=(*line.doubts, *doubts))


def _in_order(rows: Sequence[Printed | Line]) -> Iterator[Line]:
    """The lines that rows make, with those of tables in their places."""
    free: list[Printed] = []
    head = True
    for row in rows:
        if isinstance(row, Printed):
            free.append(row)
            continue
        yield from laid_out(over_pages(free), head=head, points=True)
        head = head and not free
        free = []
        yield row
    yield from laid_out(over_pages(free), head=head, points=True)


def _leaf(pdf: "PdfDocument", number: int, options: Options) -> Leaf:
    page = read_page(pdf, number)
    if page is None:
        broken = Issue(code="source.page", message=f"page {number} is broken: it was not read")
        return Leaf(Sheet(width=0, height=0, engine=_FAST), issues=(broken,))
    layered = is_layered(page)
    page, found = in_unicode(sorted_out(page))
    if fault := fault_of(page):
        return _scan(pdf, page, number, fault, options)
    leaf = digital(page, number)
    issues = [
        msgspec.structs.replace(issue, message=f"page {number}, {issue.message}")
        for issue in (told(found) if found else ())
    ]
    if not leaf.rows:
        issues.append(Issue(code="source.blank", message=f"page {number} is blank: nothing was found on it"))
    if layered:
        message = (
            f"page {number} is a picture, and its text layer what some OCR has read: it was taken as it is"
        )
        issues.append(Issue(code="source.scan", message=message))
    return msgspec.structs.replace(leaf, issues=(*leaf.issues, *issues))


def digital(page: Page, number: int) -> Leaf:
    """What a page gives, whoever found its words and rules."""
    issues: tuple[Issue, ...] = ()
    try:
        tables, free = tables_of(page.rules, page.text.words)
    except TooManyRules:
        tables, free = [], list(page.text.words)
        message = f"page {number} has more ruling lines than a table: it was read as if it had none"
        issues = (Issue(code="source.table", message=message),)
    rows = [*_page_rows(tables, free, number)]
    rows += _turned(page.text.turned, number, len(rows) + 1)
    return Leaf(_sheet(page, _TABLES if tables else _FAST), tuple(rows), issues)


def _scan(pdf: "PdfDocument", page: Page, number: int, fault: Fault, options: Options) -> Leaf:
    """What OCR reads on a page; where it may not or cannot, what legible text there is."""
    from vnpolicy.reading.ocr import read_scan

    outcome = "it was not read"
    if options.ocr:
        image, dpi = picture(
            pdf, number, dpi=_DPI, most_pixels=options.limits.pixels, turn=page.turn, grey=True
        )
        try:
            scan = read_scan(image, dpi=dpi)
        except OcrMissing as missing:
            outcome = f"it was not read: {missing}"
        else:
            read = Issue(code="source.scan", message=f"page {number} {fault.reason}: it was read by OCR")
            return scanned(page, scan, number, read)
    leaf = digital(page, number) if fault.legible else Leaf(_sheet(page, _FAST))
    unread = Issue(code="source.scan", message=f"page {number} {fault.reason}: {outcome}")
    return msgspec.structs.replace(leaf, issues=(*leaf.issues, unread))


def scanned(page: Page, scan: "Scan", number: int, *issues: Issue) -> Leaf:
    """What a page gives whose words and rules OCR has found."""
    leaf = digital(msgspec.structs.replace(page, text=Text(scan.words), rules=scan.rules), number)
    sheet = msgspec.structs.replace(leaf.sheet, engine=_OCR, skew=scan.skew)
    return msgspec.structs.replace(leaf, sheet=sheet, issues=(*issues, *leaf.issues))


def _sheet(page: Page, engine: str) -> Sheet:
    width, height = round(page.width, 1), round(page.height, 1)
    return Sheet(width=width, height=height, engine=engine, turn=page.turn)


def _page_rows(tables: Sequence[Ruled], free: Sequence[Word], page: int) -> Iterator[Printed | Line]:
    """The rows of a page, those of tables among the others; they count each printed line of a table."""
    rows = without_panels(printed(free, page=page))
    at = counted = 0
    for table in tables:
        end = next((row for row in range(at, len(rows)) if rows[row].chunks[0].top > table.box[1]), len(rows))
        yield from _counted(rows[at:end], counted)
        words = [word for row in table.rows for cell in row if cell for word in cell.words]
        inside = printed(words, page=page, above=end + counted)
        yield from table_lines(_cells(table, inside))
        at, counted = end, counted + len(inside)
    yield from _counted(rows[at:], counted)


def _counted(rows: Sequence[Printed], above: int) -> Sequence[Printed]:
    """Rows that stand below so many lines of tables."""
    return [msgspec.structs.replace(row, number=row.number + above) for row in rows] if above else rows


def _cells(table: Ruled, inside: Sequence[Printed]) -> list[Row]:
    """The cells of a table as lines, each with page and number of the printed line `inside` that it stands on."""
    bottoms = [row.chunks[0].bottom for row in inside]

    def lines(words: Sequence[Word]) -> Cell:
        found = plain(printed(words))
        places = [inside[_nearest(bottoms, line)] for line in found]
        return [
            msgspec.structs.replace(line, page=place.page, number=place.number)
            for line, place in zip(found, places, strict=True)
        ]

    def content(cell: RuledCell | None, row: int, column: int) -> Cell:
        merged = Reached() if table.reaches_into(row, column) else []
        return lines(cell.words) if cell else merged

    rows = [
        [content(cell, at, column) for column, cell in enumerate(row)] for at, row in enumerate(table.rows)
    ]
    return joined_head(rows, table.head)


def _nearest(bottoms: Sequence[float], line: Line) -> int:
    """Which of these lines, told by their lower edges, a line of a cell stands on."""
    bottom = line.box[3] if line.box else 0.0
    at = min(bisect_left(bottoms, bottom), len(bottoms) - 1)
    return at - 1 if at and bottom - bottoms[at - 1] < bottoms[at] - bottom else at


def _turned(words: Sequence[Word], page: int, number: int) -> Iterator[Printed]:
    """What stands askew on a page, a watermark or a label on its margin: no text of the document."""
    if words:
        left, top, right, bottom = around([(word.left, word.top, word.right, word.bottom) for word in words])
        chunk = Chunk(" ".join(word.text for word in words), left, right, top, bottom)
        yield Printed(number, (chunk,), page=page, furniture=True)


def _continued(lines: Sequence[Line]) -> list[Line]:
    """A table that goes on over a page break keeps one head; a head that is printed again is furniture.

    A row that the break cuts is one again.
    """
    found: list[Line] = []
    head, at, page = (
        None,
        -1,
        0,
    )  # at: where the last line of text stands in what is found; page: where it ends
    for line in lines:
        above = found[at] if at >= 0 else None
        if line.first_row and above and page != line.page and len(above.cells) == len(line.cells):
            line = msgspec.structs.replace(line, first_row=False, gap=False, furniture=line.cells == head)
        elif line.first_row:
            head = line.cells
        if above and page != line.page and not line.furniture and is_rest(line, above):
            found[at] = rejoined(above, line)
        else:
            found.append(line)
            at = at if line.furniture else len(found) - 1
        page = page if line.furniture else line.page
    return found
