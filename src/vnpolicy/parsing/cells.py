"""Which paragraphs are cells of a table that a copy has flattened, each cell on a line of its own.

    3. Chất lượng phục vụ
    45
    3.1. Thời gian chờ                  <- among figures that stand close together
    40

Their numbers count rows and are no divisions.
"""

import re
from itertools import pairwise

from vnpolicy.reading.source import CleanText

# From "45", "1.250", "12,5%" captures a whole line; "2." alone may be the number of a clause.
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s?%?")
_CLOSE = 5  # paragraphs from one figure to the next of the same table


def flattened_cells(text: CleanText) -> frozenset[int]:
    """The numbers of the paragraphs that are cells: what stands among lone figures.

    A figure that stands far from all others may be the number of a page.
    """
    figures = [
        at
        for at, paragraph in enumerate(text.paragraphs)
        if not paragraph.cells and _FIGURE.fullmatch(text.text, paragraph.start, paragraph.end)
    ]
    cells: set[int] = set()
    for before, after in pairwise(figures):
        if after - before <= _CLOSE:
            cells.update(range(before - 1, after))
    return frozenset(cells)
