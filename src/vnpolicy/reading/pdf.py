"""PDF -> lines, by pdfplumber: words with their boxes and fonts, tables by their ruling lines.

Words of one height make a printed line; where two wide runs of words stand side by side in the letterhead
or the closing block, `columns.py` finds the gutter. A page without a text layer gives an issue "source.scan".
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.model import Issue
from vnpolicy.reading.columns import laid_out
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tables import Cell, Row, table_lines
from vnpolicy.reading.tidy import tidy, whole
from vnpolicy.reading.words import Word, printed

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_FEWEST_CELLS, _FEWEST_EDGES = 4, 6  # a table has no less
_BOLD = ("bold", "black", "heavy", "demi")


def read_pdf(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of a PDF. Raises UnreadableSource where it is broken or wants a password."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    lines: list[Line] = []
    issues: list[Issue] = []
    try:
        with pdfplumber.open(BytesIO(data), unicode_norm="NFC", password=options.password) as pdf:
            for page in pdf.pages:
                found, issue = _page_lines(page)
                lines += found
                issues += issue
                page.close()
            pages = len(pdf.pages)
    except Exception as problem:  # pdfminer raises errors of every kind on broken bytes
        causes = (problem, problem.__cause__, *problem.args)
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in causes)
        reason = "it wants a password" if locked else f"it is broken ({problem or type(problem).__name__})"
        raise UnreadableSource(name, "pdf", reason) from problem
    lines = list(_continued(mark(lines)))
    return Source(name=name, format="pdf", pages=pages, lines=tuple(lines), issues=tuple(issues))


def _page_lines(page: "Page") -> tuple[list[Line], list[Issue]]:
    words = [_word(raw) for raw in page.extract_words(extra_attrs=["fontname"]) if whole(raw["text"]).strip()]
    if not words:
        message = f"page {page.page_number} has no text layer: it may be a scan"
        return [], [Issue(code="source.scan", message=message)] if page.images else []
    tables = _tables(page)
    free = [word for word in words if not any(_inside(word, table.bbox) for table in tables)]
    rows = printed(free)
    lines: list[Line] = []
    at = 0
    for table in tables:
        below = (row for row in range(at, len(rows)) if rows[row].chunks[0].top > table.bbox[1])
        end = next(below, len(rows))
        lines += laid_out(rows[at:end], page.page_number, head=page.page_number == 1 and at == 0, points=True)
        lines += table_lines(_cells(table.extract(), page.page_number, number=max(end, 1)))
        at = end
    lines += laid_out(rows[at:], page.page_number, head=page.page_number == 1 and at == 0, points=True)
    return lines, []


def _word(raw: dict[str, Any]) -> Word:
    """A word of pdfplumber."""
    bold = any(mark in raw["fontname"].lower() for mark in _BOLD)
    return Word(raw["text"], raw["x0"], raw["top"], raw["x1"], raw["bottom"], bold)


def _tables(page: "Page") -> list["Table"]:
    """The tables that ruling lines make, from top to bottom."""
    found = page.find_tables() if len(page.edges) >= _FEWEST_EDGES else []
    tables = [table for table in found if len(table.cells) >= _FEWEST_CELLS]
    return sorted(tables, key=lambda table: table.bbox[1])


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _cells(grid: Sequence[Sequence[str | None]], page: int, number: int) -> list[Row]:
    """The rows of a table that pdfplumber found; a merged cell is empty in all its rows but the first."""
    blank = Line(text="", page=page, number=number)
    return [[_cell(cell or "", blank) for cell in row] for row in grid]


def _cell(cell: str, blank: Line) -> Cell:
    texts = map(tidy, whole(cell).split("\n"))
    return [msgspec.structs.replace(blank, text=text) for text in texts if text]


def _continued(lines: Sequence[Line]) -> Iterator[Line]:
    """A table that goes on over a page break keeps one head; a head that is printed again is furniture."""
    above = head = None
    for line in lines:
        if line.first_row and above and above.page != line.page and len(above.cells) == len(line.cells):
            line = msgspec.structs.replace(line, first_row=False, gap=False, furniture=line.cells == head)
        elif line.first_row:
            head = line.cells
        if not line.furniture:
            above = line
        yield line
