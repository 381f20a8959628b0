"""The layout language of corpus/sources: a source comes in, its blocks go out.

TỈNH ỦY GIA LAI || ĐẢNG CỘNG SẢN VIỆT NAM      columns
^* KẾ HOẠCH                                    centred, in bold
| TT | Nhiệm vụ |                              table
"""

from dataclasses import dataclass

BREAK, NEW_PAGE = "⏎", "---page---"


@dataclass(frozen=True)
class Block:
    """A run of source lines of one kind: columns, centred, heading, table, page or paragraph."""

    kind: str
    rows: list[list[str]]
    bold: bool = False
    italic: bool = False


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
