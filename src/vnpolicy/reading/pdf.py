"""PDF -> lines, by pdfplumber: words with their boxes and fonts, tables by their ruling lines.

Words of one height make a printed line; where two wide runs of words stand side by side in the letterhead
or the closing block, `columns.py` finds the gutter. A page without a text layer gives an issue "source.scan".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.model import Issue
from vnpolicy.reading.columns import Chunk, Printed, laid_out
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tables import Cell, Row, table_lines
from vnpolicy.reading.tidy import tidy, whole

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Word = dict[str, Any]  # of pdfplumber: text, x0, x1, top, bottom, fontname

_WIDE = 1.5  # of the height of the words: a gap that parts two chunks
_SAME_LINE = 0.6  # of their height: how far the middles of two words of a line may lie apart
_NO_SPACE = 0.12  # of their height: a gap that is no space
_PARAGRAPH = 1.25  # of the usual distance of two lines: blank space stands between
_FEWEST_CELLS, _FEWEST_EDGES = 4, 6  # a table has no less
_BOLD = ("bold", "black", "heavy", "demi")


def read_pdf(data: bytes, name: str) -> Source:
    """The lines of a PDF. Raises UnreadableSource where it is broken or wants a password."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    lines: list[Line] = []
    issues: list[Issue] = []
    try:
        with pdfplumber.open(BytesIO(data), unicode_norm="NFC") as pdf:
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
    words = [word for word in page.extract_words(extra_attrs=["fontname"]) if whole(word["text"]).strip()]
    if not words:
        message = f"page {page.page_number} has no text layer: it may be a scan"
        return [], [Issue(code="source.scan", message=message)] if page.images else []
    tables = _tables(page)
    free = [word for word in words if not any(_inside(word, table.bbox) for table in tables)]
    rows = _printed(free)
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


def _tables(page: "Page") -> list["Table"]:
    """The tables that ruling lines make, from top to bottom."""
    found = page.find_tables() if len(page.edges) >= _FEWEST_EDGES else []
    tables = [table for table in found if len(table.cells) >= _FEWEST_CELLS]
    return sorted(tables, key=lambda table: table.bbox[1])


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _cells(grid: Sequence[Sequence[str | None]], page: int, number: int) -> list[Row]:
    """The rows of a table that pdfplumber found; a merged cell is empty in all its rows but the first."""
    blank = Line(text="", page=page, number=number)
    return [[_cell(cell or "", blank) for cell in row] for row in grid]


def _cell(cell: str, blank: Line) -> Cell:
    texts = map(tidy, whole(cell).split("\n"))
    return [msgspec.structs.replace(blank, text=text) for text in texts if text]


def _printed(words: Sequence[Word]) -> list[Printed]:
    """The printed lines of a page, from top to bottom."""
    rows = [_chunks(line) for line in _on_one_line(words)]
    pitches = sorted(below[0].top - above[0].top for above, below in pairwise(rows))
    pitch = pitches[len(pitches) // 3] if pitches else 0.0
    margin = _left_margin(rows) if rows else 0.0
    return [
        Printed(number, row, bool(number > 1) and _opens_paragraph(rows[number - 2], row, pitch, margin))
        for number, row in enumerate(rows, 1)
    ]


def _left_margin(rows: Sequence[Sequence[Chunk]]) -> float:
    """The left edge that most lines share; of two that are equally common, the left one."""
    edges = Counter(round(row[0].left / 2) * 2 for row in rows)
    return min(edges, key=lambda edge: (-edges[edge], edge))


def _opens_paragraph(above: Sequence[Chunk], row: Sequence[Chunk], pitch: float, margin: float) -> bool:
    """Whether blank space stands above a line, or its beginning is indented and the line above is not."""
    height = row[0].bottom - row[0].top
    spaced = row[0].top - above[0].top > pitch * _PARAGRAPH
    centred = abs(row[0].left + row[-1].right - above[0].left - above[-1].right) < height
    return spaced or (not centred and row[0].left - margin > height and above[0].left - margin < height / 2)


def _on_one_line(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"], word["x0"])):
        middle, height = (word["top"] + word["bottom"]) / 2, word["bottom"] - word["top"]
        if lines and middle - (lines[-1][0]["top"] + lines[-1][0]["bottom"]) / 2 < height * _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _chunks(line: Sequence[Word]) -> tuple[Chunk, ...]:
    groups = [[line[0]]]
    for left, right in pairwise(line):
        if right["x0"] - left["x1"] > _WIDE * (right["bottom"] - right["top"]):
            groups.append([])
        groups[-1].append(right)
    return tuple(_chunk(group) for group in groups)


def _chunk(words: Sequence[Word]) -> Chunk:
    """The text of words; a word begins without a space where only the font changed."""
    text = bold = words[0]["text"]
    open_bold = _is_bold(words[0])
    for left, right in pairwise(words):
        joint = " " if right["x0"] - left["x1"] > _NO_SPACE * (right["bottom"] - right["top"]) else ""
        text += joint + right["text"]
        open_bold = open_bold and _is_bold(right)
        bold = text if open_bold else bold
    lead = len(tidy(whole(bold))) if _is_bold(words[0]) else 0
    top, bottom = min(word["top"] for word in words), max(word["bottom"] for word in words)
    return Chunk(tidy(whole(text)), words[0]["x0"], words[-1]["x1"], top, bottom, lead)


def _is_bold(word: Word) -> bool:
    font = word["fontname"].lower()
    return any(mark in font for mark in _BOLD)


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
