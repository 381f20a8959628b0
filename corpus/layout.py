"""The layout language of corpus/sources: a source comes in, its blocks go out.

TỈNH ỦY GIA LAI || ĐẢNG CỘNG SẢN VIỆT NAM      columns
^* KẾ HOẠCH                                    centred, in bold
| TT | Nhiệm vụ | Cơ quan | < |                table; the cell before "<" reaches so far to the right …
| ^ | ^ | Chủ trì | Phối hợp |                 … and the one above "^" so far down
"""

from dataclasses import dataclass

BREAK, NEW_PAGE = "⏎", "---page---"
ABOVE, BEFORE = "^", "<"


@dataclass(frozen=True)
class Block:
    """A run of source lines of one kind: columns, centred, heading, table, page or paragraph."""

    kind: str
    rows: list[list[str]]
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table, and over how many rows and columns it reaches."""

    text: str
    high: int = 1
    wide: int = 1


def cells_of(rows: list[list[str]]) -> list[list[Cell | None]]:
    """The cells of a table in its grid; None where one of them goes on."""
    return [
        [
            None if text in (ABOVE, BEFORE) else Cell(text, *_reach(rows, at, column))
            for column, text in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]


def _reach(rows: list[list[str]], at: int, column: int) -> tuple[int, int]:
    below, beside = at + 1, column + 1
    while below < len(rows) and rows[below][column] == ABOVE:
        below += 1
    while beside < len(rows[at]) and rows[at][beside] == BEFORE:
        beside += 1
    return below - at, beside - column


def texts_of(rows: list[list[str]]) -> list[list[str]]:
    """The texts of a table, empty where a cell goes on."""
    return [["" if text in (ABOVE, BEFORE) else text for text in row] for row in rows]


def head_of(rows: list[list[str]]) -> int:
    """How many rows the head of a table has: as many as its first cell."""
    return _reach(rows, 0, 0)[0]


def blocks_of(source: str) -> list[Block]:
    """The blocks of a source; neighbouring two-column lines and table rows form one block."""
    blocks: list[Block] = []
    for line in source.splitlines():
        line = line.strip()
        if not line or line.startswith("%%"):
            continue
        block = _block(line)
        if block.kind in {"columns", "table"} and blocks and blocks[-1].kind == block.kind:
            blocks[-1].rows.extend(block.rows)
        else:
            blocks.append(block)
    return blocks


def _block(line: str) -> Block:
    if line == NEW_PAGE:
        return Block("page", [])
    if line.startswith("|"):
        return Block("table", [[cell.strip() for cell in line.strip("|").split("|")]])
    if "||" in line:
        return Block("columns", [[cell.strip() for cell in line.split("||")]])
    for mark, kind, bold, italic in (("^* ", "centred", True, False), ("^ ", "centred", False, False),
                                     ("## ", "heading", True, True), ("# ", "heading", True, False)):  # fmt: skip
        if line.startswith(mark):
            return Block(kind, [[line.removeprefix(mark)]], bold, italic)
    return Block("paragraph", [[line]])
