"""The notes at the foot of pages, taken out of the text that they part: they stand below the paper, as in Word files.

    theo Nghị quyết số 57-NQ/TW[1] của Bộ        the body, which goes on on the next page
    [1] Nghị quyết về đột phá phát triển          small print from a mark to the foot: a note

A note that goes on on the next page keeps there the place where it is printed.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from vnpolicy.reading.columns import Printed
from vnpolicy.reading.source import Line

_SMALL = 0.92  # of the usual height of letters: small print
_MARK = re.compile(r"\[\d{1,3}\] ")


def apart(rows: Sequence[Printed | Line]) -> tuple[list[Printed | Line], list[Printed]]:
    """The rows of all pages without their notes, and the notes."""
    body: list[Printed | Line] = []
    notes: list[Printed] = []
    heights = [row.height for row in rows if isinstance(row, Printed)]
    usual = median(heights) if heights else 0.0
    for _, page in groupby(rows, key=lambda row: row.page):
        found = list(page)
        foot = _notes(found, usual)
        notes += foot
        body += [row for row in found if row not in foot] if foot else found
    return body, notes


def _notes(rows: Sequence[Printed | Line], usual: float) -> list[Printed]:
    """The rows from the first marked one of the small print that ends a page, without furniture among them."""
    if not any(_MARK.match(row.text) for row in rows):
        return []
    foot: list[Printed] = []
    for row in reversed(rows):
        if row.furniture:
            continue
        if not isinstance(row, Printed) or row.height > usual * _SMALL:
            break
        foot.insert(0, row)
    first = next((at for at, row in enumerate(foot) if _MARK.match(row.text)), len(foot))
    return foot[first:]
