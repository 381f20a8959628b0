"""Paragraphs and tables of runs -> lines, for formats that only mark where they end: RTF, and Word before .docx.

    Paragraph([Run("KÕ ho¹ch", Look(font=".VnTime"))])      "Kế hoạch"
    Table([TableRow([[Paragraph ...], [Paragraph ...]])])   a line for each row

What fonts or syllables show to be from before Unicode is converted, paragraph by paragraph, and told.
"""

from collections.abc import Iterable, Sequence

import msgspec

from vnpolicy.reading.encoding import Encodings, settled
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.runs import Look, Pages, Run, lines_of, numbered
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tables import Reached, Row, table_lines
from vnpolicy.reading.tabs import columns_by_tabs, untabbed

_SAME_EDGE = 90  # twentieths of a point, by which the edges of one column may differ


class Paragraph(msgspec.Struct):
    """Runs up to the mark that ends them; `new_page` says that it begins one."""

    runs: list[Run]
    new_page: bool = False
    furniture: bool = False


class TableRow(msgspec.Struct):
    """The cells of a row; `edges` are where they end, from the left, in twentieths of a point, if that is known.

    Into the cells that `reached` counts, the ones above reach down.
    """

    cells: list[list[Paragraph]]
    edges: list[int] = []
    reached: list[int] = []


class Table(msgspec.Struct):
    """Rows below each other."""

    rows: list[TableRow]


Block = Paragraph | Table


class Story:
    """Blocks as they are read, mark after mark: of a paper, a note, a header or a text box."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.new_page = False
        self.label = ""  # of the paragraph that begins
        self._rows: list[TableRow] = []
        self._cells: list[list[Paragraph]] = []
        self._cell: list[Paragraph] = []
        self._runs: list[Run] = []

    def add(self, run: Run) -> None:
        """Letters of the paragraph that is read."""
        if self.label:
            self._runs.append(Run(f"{self.label} ", Look(bold=run.look.bold)))
            self.label = ""
        self._runs.append(run)

    def end_paragraph(self, in_table: bool) -> None:
        """The mark of a paragraph, in a cell or not."""
        if in_table:
            self._cell.append(self._paragraph())
        else:
            self._end_table()
            self.blocks.append(self._paragraph())

    def end_cell(self) -> None:
        """The mark of a cell."""
        self._cells.append([*self._cell, self._paragraph()])
        self._cell = []

    def end_row(self, edges: Sequence[int] = (), reached: Sequence[int] = ()) -> None:
        """The mark of a row, where its cells end, and into which of them the ones above reach."""
        if self._cells:
            known = len(edges) == len(self._cells)
            self._rows.append(
                TableRow(self._cells, list(edges) if known else [], list(reached) if known else [])
            )
            self._cells = []

    def above(self, blocks: Sequence[Block]) -> None:
        """Blocks that stand above the paragraph that is read: a text box that hangs at it."""
        if self._cell or self._cells:
            self._cell += flat(blocks)
        else:
            self._end_table()
            self.blocks += blocks

    def finished(self) -> list[Block]:
        """All blocks, also those whose mark is missing."""
        if self._runs or self.label:
            self.end_paragraph(bool(self._cell or self._cells))
        self._end_table()
        return self.blocks

    def _paragraph(self) -> Paragraph:
        if self.label:
            self.add(Run(""))
        paragraph = Paragraph(self._runs, self.new_page)
        self._runs, self.new_page = [], False
        return paragraph

    def _end_table(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
            self._cell = []
        self.end_row()
        if self._rows:
            self.blocks.append(Table(self._rows))
            self._rows = []


def source_of(blocks: Sequence[Block], name: str, format: str) -> Source:
    """The source that blocks make, in Unicode.

    >>> source_of([Paragraph([Run("Kế "), Run("hoạch")])], "", "rtf").lines[0].text
    'Kế hoạch'
    """
    found, encodings = settled(lambda encodings: _read(blocks, encodings))
    lines = mark(numbered(columns_by_tabs(found)))
    return Source(
        name=name, format=format, wrapped=False, pages=max((line.page for line in lines), default=1), lines=lines,
        encoding=encodings.name, issues=encodings.issues,
    )  # fmt: skip


def _read(blocks: Sequence[Block], encodings: Encodings) -> list[Line]:
    pages = Pages()
    return [line for block in blocks for line in _lines(block, pages, encodings)]


def flat(blocks: Iterable[Block]) -> list[Paragraph]:
    """The paragraphs of blocks, those in cells of tables among them."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found += (paragraph for row in block.rows for cell in row.cells for paragraph in cell)
    return found


def _lines(block: Block, pages: Pages, encodings: Encodings) -> list[Line]:
    if isinstance(block, Paragraph):
        return _paragraph_lines(block, pages, encodings)
    grid = _grid(block.rows)
    return table_lines([_row(row, grid, pages, encodings) for row in block.rows])


def _paragraph_lines(paragraph: Paragraph, pages: Pages, encodings: Encodings) -> list[Line]:
    if paragraph.new_page:
        pages.top()
    lines = lines_of(encodings.read(paragraph.runs), pages)
    return [msgspec.structs.replace(line, furniture=True) for line in lines] if paragraph.furniture else lines


def _row(row: TableRow, grid: Sequence[int], pages: Pages, encodings: Encodings) -> Row:
    """The cells of a row; one that spans columns stands where it begins, and is empty further on."""
    cells: Row = []
    begun = 0
    for at, cell in enumerate(row.cells):
        lines = (line for paragraph in cell for line in _paragraph_lines(paragraph, pages, encodings))
        cells.append(Reached() if at in row.reached else list(map(untabbed, lines)))
        if at < len(row.edges):
            ended = sum(edge <= row.edges[at] + _SAME_EDGE for edge in grid)
            cells += [[] for _ in range(ended - begun - 1)]
            begun = ended
    return cells


def _grid(rows: Iterable[TableRow]) -> list[int]:
    """The edges of the columns of a table, from the left."""
    grid: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not grid or edge > grid[-1] + _SAME_EDGE:
            grid.append(edge)
    return grid
