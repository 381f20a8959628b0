"""Which lines of a page are furniture: page numbers, running heads, rules, signature panels.

Lines come in, the same lines go out, some of them marked. A "34" alone at the top of a page and
"CÔNG BÁO/Số 240/Ngày 22-04-2026" above it are furniture; "2025" in a table cell is not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import TypeVar

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Furniture, OutlineWord
from vnpolicy.language import fold
from vnpolicy.reading.columns import Printed
from vnpolicy.reading.source import Line

# From "-----", "* * *", "_______", "--------o0o--------", and from the "»*" that OCR makes of one, captures the line.
RULE = re.compile(r"[\s*\\_=~.…·•+|\-–—―─»«:;®]*(?:[o0]{1,3}[\s*_=~.\-–—]+)?")
# From "34", "- 34 -", "Trang 34/40" captures the whole line: a page number.
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s?)?(?:[Tt]rang\s)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[-–—])?")
_OPENS_PAGE = ("number", "running-head", "stamp", "stamp-field")
FIELDS = ("stamp", "stamp-field")  # of the panel that a digital signature prints
_DIGITS = re.compile(r"\d{1,4}")
_NEAR = 5  # a number that differs by less from that of its page may be printed for it
_DEEPEST = 4  # printed lines from the edge of a page; its margin has no more
_FEWEST, _SHARE = 3, 0.4  # of the pages show a running head: on left and right pages it may differ
_ENDED = tuple('.;:!?”"')


def mark(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with `furniture` set where a line is no text.

    Blank space below the furniture of a page says nothing of paragraphs.
    """
    kinds = [kind(line) for line in lines]
    marked: list[Line] = []
    for at, line in enumerate(lines):
        if _is_furniture(at, lines, kinds):
            line = msgspec.structs.replace(line, furniture=True)
        elif marked and marked[-1].furniture and kinds[at - 1] in _OPENS_PAGE and line.gap:
            line = msgspec.structs.replace(line, gap=False)
        marked.append(line)
    return tuple(marked)


Row = TypeVar("Row", bound=Printed | Line)


def in_margins(rows: Sequence[Row]) -> list[Row]:
    """The printed lines of several pages, with `furniture` set on page numbers, running heads and feet.

    What many pages show at their edge is a running head, whatever it says: "Kế hoạch phòng cháy, trang 3".
    """
    pages = [list(page) for _, page in groupby(range(len(rows)), key=lambda at: rows[at].page)]
    if len(pages) == 1:
        return list(rows)
    ends = [way[:_DEEPEST] for page in pages for way in (page, page[::-1])]
    shown = Counter(_masked(rows[at]) for page in pages for at in {*page[:_DEEPEST], *page[-_DEEPEST:]})
    often = {text for text, count in shown.items() if count >= max(_FEWEST, len(pages) * _SHARE)}
    found: set[int] = set()
    for end in ends:
        found.update(takewhile(lambda at: _is_marginal(rows[at], often), end))
    return [
        msgspec.structs.replace(row, furniture=True) if at in found else row for at, row in enumerate(rows)
    ]


def _masked(row: Printed | Line) -> str:
    """The text of a line with its page number, or one that goes along with it, as such: "Trang #0/40"."""

    def masked(digits: re.Match[str]) -> str:
        beyond = int(digits[0]) - row.page
        return f"#{beyond}" if abs(beyond) < _NEAR else digits[0]

    return _DIGITS.sub(masked, row.text)


def _is_marginal(row: Printed | Line, often: set[str]) -> bool:
    if row.furniture or kind_of(row.text) in ("number", "running-head", "rule"):
        return True
    return _masked(row) in often and Knowledge.default().matcher(OutlineWord).at(fold(row.text), 0) is None


def kind(line: Line) -> str | None:
    """What kind of furniture a line looks like: "aside" where that is known already, or as `kind_of` says."""
    return "aside" if line.furniture else None if line.cells else kind_of(line.text)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str | None:
    """What kind of furniture a text looks like: "rule", "number", a code of furniture.toml, or None."""
    if RULE.fullmatch(text):
        return "rule"
    if _PAGE_NUMBER.fullmatch(text):
        return "number"
    found = Knowledge.default().matcher(Furniture).at(fold(text), 0)
    return found.row.code if found else None


def _is_furniture(at: int, lines: Sequence[Line], kinds: Sequence[str | None]) -> bool:
    match kinds[at]:
        case "aside" | "rule" | "running-head" | "stamp":
            return True
        case "stamp-field":
            return _is_in_panel(at, kinds)
        case "number" if not lines[at].column:
            headed = "running-head" in kinds[max(0, at - 1) : at + 2]
            return headed or _at_page_edge(at, lines, kinds) or _cuts_sentence(at, lines)
        case _:
            return False


def _is_in_panel(at: int, kinds: Sequence[str | None]) -> bool:
    """Whether a field stands in a run of fields with what a signature's panel opens with."""
    ways = (range(at - 1, -1, -1), range(at + 1, len(kinds)))
    runs = (takewhile(lambda other: kinds[other] in FIELDS, way) for way in ways)
    return any(kinds[other] == "stamp" for run in runs for other in run)


def _at_page_edge(at: int, lines: Sequence[Line], kinds: Sequence[str | None]) -> bool:
    """Whether no text stands between the line and an end of its page, in a text of several pages."""
    page = lines[at].page
    if page == lines[-1].page == lines[0].page:
        return False
    above, below = at - 1, at + 1
    while above >= 0 and lines[above].page == page and kinds[above]:
        above -= 1
    while below < len(lines) and lines[below].page == page and kinds[below]:
        below += 1
    return above < 0 or below == len(lines) or lines[above].page != page or lines[below].page != page


def _cuts_sentence(at: int, lines: Sequence[Line]) -> bool:
    """Whether the sentence above goes on below the number."""
    if not 0 < at < len(lines) - 1 or lines[at - 1].cells or not lines[at].gap:
        return False
    return not lines[at - 1].text.endswith(_ENDED) and lines[at + 1].text[0].islower()
