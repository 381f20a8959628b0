"""Markdown -> lines: its marks become `strong`, `lead`, `cells` and `column`.

    ### I- MỤC ĐÍCH YÊU CẦU            a strong line
    **5.** Giao Ban Tổ chức Trung      a line whose first two characters are its `lead`
    **I. MỤC ĐÍCH,⏎YÊU CẦU**           two strong lines, of which the second `runs_on`

Tables of both dialects become rows, or columns where they only lay out a letterhead or a closing block
(`tables.py`): GFM, and the vertical one of web copies, in which a lone "|" opens a row and closes each cell.
"""

import html
import re
from collections.abc import Sequence
from itertools import islice, takewhile

from vnpolicy.reading.source import Line
from vnpolicy.reading.tables import WIDEST, Cell, begins_recipients, is_signature, rows_of, table_lines
from vnpolicy.reading.tidy import tidy

# From "\*", "**", "*", "__" captures one escaped character or one mark of emphasis.
_MARK = re.compile(
    r"""
      \\ (?P<escaped> [!-/:-@\[-`{-~] )
    | \*\* | (?<!\() \* (?!\))              # a star in brackets is printed
    | (?<!\w) __ (?=[^\W_]) | (?<=[^\s_]) __ (?!\w)
    """,
    re.VERBOSE,
)
_EMPTY_EMPHASIS = re.compile(r"\*(?: ?\*)+")  # "* *", as converters write an empty italic
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_TAG = re.compile(
    r"</?(?:[abiup]|em|strong|su[bp]|span|div|font|center)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_PIPE = re.compile(r"\s*\|\s*")
_GFM_ROW = re.compile(r"\s*\|.+\|\s*")
_GFM_RULE = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*")
_GFM_BAR = re.compile(r"(?<!\\)\|")
_SIGNS = ("#", "*", "|", "\\")  # a text without any is no Markdown
# From "## KẾ HOẠCH", "\*", "|---|" captures what only Markdown has.
_SURE_SIGN = re.compile(r"^#{1,6} \S|\\[*_#-]|^[ \t]*\|(?:[ \t]*:?-{3,200}:?[ \t]*\|)", re.MULTILINE)
# From "**", a lone "|", "*Căn cứ Luật*" captures what another text may show once.
_SIGN = re.compile(r"\*\*|^\|[ \t]*$|^\*[^\s*].{0,300}\*$", re.MULTILINE)
# From "**Điều 2.", "# PHỤ LỤC", "chỉ đạo./." captures the beginning of a division or the end of a paper.
_DIVISION = re.compile(r"#{1,6} |\W{0,4}(?:Điều \d{1,3}\.|PHỤ LỤC|Chương [IVX]{1,5}\b|Nơi nhận:)|.*\./\.\W*$")
_FEWEST_TEXT = 4  # lines
_OPENING_CELL = 12  # a copy that lost its first "|" still shows the second within so many lines
_LAST_CELL = 12  # lines
_LONGEST_CELL = 200  # lines; a "|" further off belongs to another table

Numbered = tuple[int, str]  # (number of the line, its text)


def looks_like_markdown(text: str) -> bool:
    """Whether a text carries marks of Markdown.

    >>> looks_like_markdown("**KẾ HOẠCH**"), looks_like_markdown("KẾ HOẠCH **")
    (True, False)
    """
    if not any(sign in text for sign in _SIGNS):
        return False
    if _SURE_SIGN.search(text):
        return True
    return "\t" not in text and len(list(islice(_SIGN.finditer(text), 2))) == 2  # a converter leaves no tabs


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text, in reading order."""
    numbered = list(enumerate(text.replace("\f", "\n").split("\n"), 1))
    lines: list[Line] = []
    at = 0
    while at < len(numbered):
        end, found = _gfm_table(numbered, at)
        if end == at:
            end, found = _vertical_table(numbered, at, first=not lines)
        if end == at:
            end, found = _block(numbered, at)
        lines += found
        at = end
    return lines


def unmark(numbered: Sequence[Numbered], *, gap: bool = False) -> list[Line]:
    """The lines of one block without their marks; an emphasis may span them."""
    lines: list[Line] = []
    open_marks: set[str] = set()
    for number, raw in numbered:
        runs_on = bool(open_marks) and bool(lines)
        heading = _HEADING.match(raw)
        text, lead = _plain(raw[heading.end() :] if heading else raw, open_marks)
        if text:
            strong = bool(heading) or lead >= len(text)
            lead = 0 if strong else lead
            lines.append(Line(text=text, number=number, strong=strong, lead=lead, gap=gap, runs_on=runs_on))
            gap = False
    return lines


def _plain(raw: str, open_marks: set[str]) -> tuple[str, int]:
    """(text without marks, bold characters at its start). `open_marks` goes from line to line."""
    if "&" in raw or "<" in raw or "](" in raw:
        raw = _TAG.sub("", html.unescape(_LINK.sub(r"\1", raw)))
    raw = raw.rstrip().removesuffix("\\")
    pieces: list[tuple[str, bool]] = []  # (text, whether it is bold)
    at = 0
    for mark in _MARK.finditer(raw):
        pieces.append((raw[at : mark.start()], _is_bold(open_marks)))
        pieces.append((mark["escaped"] or _turn(mark, raw, open_marks), _is_bold(open_marks)))
        at = mark.end()
    pieces.append((raw[at:], _is_bold(open_marks)))
    text = tidy("".join(piece[0] for piece in pieces))
    if _EMPTY_EMPHASIS.fullmatch(text):
        return "", 0
    opening = takewhile(lambda piece: piece[1] or not piece[0].strip(), pieces)
    return text, len(tidy("".join(piece[0] for piece in opening)))


def _is_bold(open_marks: set[str]) -> bool:
    return "**" in open_marks or "__" in open_marks


def _turn(mark: re.Match[str], raw: str, open_marks: set[str]) -> str:
    """Opens or closes an emphasis; a star that does neither is printed."""
    kind = mark[0]
    if kind in open_marks:
        open_marks.discard(kind)
    elif raw[mark.end() : mark.end() + 1].strip():
        open_marks.add(kind)
    elif kind == "*":
        return kind
    return ""


def _block(numbered: Sequence[Numbered], at: int) -> tuple[int, list[Line]]:
    """The lines up to the next blank line or table."""
    if not numbered[at][1].strip():
        return at + 1, []
    end = at + 1
    while end < len(numbered) and numbered[end][1].strip() and not _opens_table(numbered[end][1]):
        end += 1
    return end, unmark(numbered[at:end], gap=True)


def _opens_table(raw: str) -> bool:
    return bool(_PIPE.fullmatch(raw) or _GFM_ROW.fullmatch(raw))


def _gfm_table(numbered: Sequence[Numbered], at: int) -> tuple[int, list[Line]]:
    end = at
    while end < len(numbered) and _GFM_ROW.fullmatch(numbered[end][1]):
        end += 1
    rows = [
        [_gfm_cell(number, cell) for cell in _GFM_BAR.split(raw.strip()[1:-1])]
        for number, raw in numbered[at:end]
        if not _GFM_RULE.fullmatch(raw)
    ]
    return end, table_lines(rows)


def _gfm_cell(number: int, raw: str) -> Cell:
    return [line for part in _BREAK.split(raw.replace("\\|", "|")) for line in unmark([(number, part)])]


def _vertical_table(numbered: Sequence[Numbered], at: int, *, first: bool) -> tuple[int, list[Line]]:
    """A table whose cells stand under each other, each closed by a lone "|"."""
    if _PIPE.fullmatch(numbered[at][1]):
        start = at + 1
    elif first and any(_PIPE.fullmatch(raw) for _, raw in numbered[at : at + _OPENING_CELL]):
        start = at
    else:
        return at, []
    end, cells, width = _vertical_cells(numbered, start)
    return end, table_lines(rows_of(cells, width))


def _vertical_cells(numbered: Sequence[Numbered], at: int) -> tuple[int, list[Cell], int]:
    """(where the table ends, its cells with an empty one between two rows, cells in its first row)."""
    cells: list[Cell] = []
    width = since_break = 0
    end = at
    while (close := _next_pipe(numbered, end)) is not None:
        raw_cell = numbered[end:close]
        if raw_cell and ((width and since_break >= width) or _is_text(raw_cell)):
            break
        cells.append(unmark(raw_cell))
        since_break = since_break + 1 if raw_cell else 0
        width = width or _first_width(cells)
        end = close + 1
    rest = numbered[end : end + _LAST_CELL]
    unfinished = 0 < len(rest) < _LAST_CELL and rest[0][1].strip() and not (width and since_break >= width)
    if close is None and unfinished:
        return len(numbered), [*cells, unmark(rest)], width or len(cells) + 1  # a copy that lost its last "|"
    return end, cells, width or len(cells)


def _is_text(raw_cell: Sequence[Numbered]) -> bool:
    """Whether these lines stand below a table, not in it: after blank space, or with divisions among them."""
    if not raw_cell[0][1].strip():
        return True
    return any(_DIVISION.match(raw) for _, raw in raw_cell[_FEWEST_TEXT - 1 :])


def _first_width(cells: Sequence[Cell]) -> int:
    """The number of cells in the first row, once it is seen whole; else 0."""
    if len(cells) > 1 and not cells[-1]:
        return len(cells) - 1
    if len(cells) == WIDEST:
        return WIDEST
    return 2 if len(cells) == 2 and (begins_recipients(cells[0]) or is_signature(cells[1])) else 0


def _next_pipe(numbered: Sequence[Numbered], at: int) -> int | None:
    near = range(at, min(len(numbered), at + _LONGEST_CELL))
    return next((number for number in near if _PIPE.fullmatch(numbered[number][1])), None)
