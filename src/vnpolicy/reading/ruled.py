"""Ruling lines and words -> tables: which words stand in which cell. By pdfplumber, which knows how rules make cells.

    ┌────┬──────────┐
    │ TT │ Nội dung │   ->  rows of cells, each with the words in it; and the words that stand in no table
    └────┴──────────┘

A drawing has more rules than a table and raises TooManyRules.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

import msgspec

from vnpolicy.model import Box
from vnpolicy.reading.words import Word

_FEWEST_CELLS, _FEWEST_RULES = 4, 6  # a table has no less
_MOST_HEAD_ROWS = 3
_SNAP, _SEEN, _SHORTEST = (
    3.0,
    1.0,
    3.0,
)  # points: rules so near are one; shorter pieces, shorter rules are none
_MOST_CROSSINGS, _MOST_PAIRS = 3_000, 300_000  # of upright and level rules; a drawing has more


class TooManyRules(ValueError):
    """So many rules make no table that could be told in reasonable time."""


class Cell(msgspec.Struct, frozen=True):
    """A cell: its box and the words in it, in any order."""

    box: Box
    words: tuple[Word, ...] = ()


class Ruled(msgspec.Struct, frozen=True):
    """A table: its box, and its rows from top to bottom. None stands where a merged cell of before goes on."""

    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]

    def reaches_into(self, row: int, column: int) -> bool:
        """Whether a cell above reaches down into a place where no cell begins."""
        above = next((cells[column] for cells in reversed(self.rows[:row]) if cells[column]), None)
        top = min((cell.box[1] for cell in self.rows[row] if cell), default=0.0)
        return above is not None and above.box[3] > top + _SNAP

    @property
    def head(self) -> int:
        """How many rows its head has: more than one where cells of the first row part below and others reach down.

            TT │ Nội dung │ Cơ quan thực hiện
               │          │ Chủ trì │ Phối hợp

        has two.
        """
        first = self.rows[0]
        reach = max((cell.box[3] for cell in first if cell), default=0.0)
        rows = sum(any(cell and cell.box[1] < reach - _SNAP for cell in row) for row in self.rows)
        parts = any(left and not right for left, right in pairwise(first))
        return rows if parts and 1 < rows <= _MOST_HEAD_ROWS else 1


def tables_of(rules: Sequence[Box], words: Sequence[Word]) -> tuple[list[Ruled], list[Word]]:
    """The tables of a page from top to bottom, and the words that stand in none. Raises TooManyRules.

    >>> frame = [(0, y, 90, y) for y in (0, 20, 40)] + [(x, 0, x, 40) for x in (0, 45, 90)]
    >>> (table,), free = tables_of(frame, [Word("TT", 5, 5, 20, 15), Word("KẾ", 5, 60, 20, 70)])
    >>> table.rows[0][0].words[0].text, free[0].text
    ('TT', 'KẾ')
    """
    grids = _grids(rules) if len(rules) >= _FEWEST_RULES else []
    tables, free = [], list(words)
    for grid in grids:
        table, free = _filled(grid, free)
        tables.append(table)
    return tables, free


def _filled(grid: Sequence[Sequence[Box | None]], words: Sequence[Word]) -> tuple[Ruled, list[Word]]:
    """The table that a grid of boxes makes of words, and the words that stand in no cell."""
    boxes = [box for row in grid for box in row if box]
    whole = around(boxes)
    inside: dict[Box, list[Word]] = {box: [] for box in boxes}
    free: list[Word] = []
    for word in words:
        box = next((box for box in boxes if _holds(box, word)), None) if _holds(whole, word) else None
        (inside[box] if box else free).append(word)
    rows = (tuple(Cell(box, tuple(inside[box])) if box else None for box in row) for row in grid)
    return Ruled(whole, tuple(rows)), free


def _holds(box: Box, word: Word) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= across < box[2] and box[1] <= down < box[3]


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _grids(rules: Sequence[Box]) -> list[list[list[Box | None]]]:
    """The rows of cells that rules make, of each table."""
    from pdfplumber import table

    long = [_edge(rule) for rule in rules if max(rule[2] - rule[0], rule[3] - rule[1]) >= _SEEN]
    edges = table.merge_edges(long, _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in edges if max(edge["width"], edge["height"]) >= _SHORTEST]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_PAIRS:
        raise TooManyRules
    crossings = table.edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _MOST_CROSSINGS:
        raise TooManyRules
    found = table.cells_to_tables(table.intersections_to_cells(crossings))
    # No page is given: the rows of a table are told from its cells alone.
    tables = [table.Table(cast(Any, None), cells) for cells in found if len(cells) >= _FEWEST_CELLS]
    grids = [[row.cells for row in each.rows] for each in sorted(tables, key=lambda each: each.bbox[1])]
    return [grid for grid in grids if len(grid[0]) > 1]  # one column is a frame, or what a marker has coloured


def _edge(rule: Box) -> dict[str, float | str]:
    """A rule as pdfplumber writes it."""
    left, top, right, bottom = rule
    width, height = right - left, bottom - top
    return {
        "object_type": "line", "orientation": "v" if height > width else "h", "x0": left, "x1": right,
        "top": top, "bottom": bottom, "width": width, "height": height,
    }  # fmt: skip
