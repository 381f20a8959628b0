"""Word (.docx) -> lines: a paragraph is a line, a table its rows or, at head and end, two columns.

The numbers that Word counts itself stand nowhere in the text; they are counted again from numbering.xml, so
that a list item comes out as it is printed: "1. Giao Sở Y tế", "a) Kinh phí", "- Lưu: VT".
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.furniture import mark
from vnpolicy.reading.numbering import Numbering
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.source import Line, Source
from vnpolicy.reading.tables import Cell, Row, table_lines
from vnpolicy.reading.tidy import tidy, whole
from vnpolicy.reading.zip import opened

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_RUNS = ".//w:r[not(ancestor::w:del) and not(ancestor::w:txbxContent)]"

Container = Any  # of python-docx: a document's body or a table's cell


def read_docx(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of a .docx. Raises UnreadableSource where it is broken, locked or too large."""
    _check(data, name, options.limits)
    import docx

    try:
        document = docx.Document(BytesIO(data))
        numbering = Numbering(document)
        lines = [line for found in _lines(document, numbering) for line in found]
    except Exception as problem:  # lxml and python-docx raise errors of every kind on broken parts
        raise UnreadableSource(name, "docx", f"it is broken ({problem})") from problem
    numbered = [msgspec.structs.replace(line, number=number) for number, line in enumerate(lines, 1)]
    return Source(name=name, format="docx", wrapped=False, lines=mark(numbered))


def _check(data: bytes, name: str, limits: Limits) -> None:
    """Refuses what would unpack to too much."""
    with opened(data, name, "docx", limits) as archive:
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise UnreadableSource(name, "docx", "it wants a password")


def _lines(container: Container, numbering: Numbering) -> Iterator[list[Line]]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield table_lines(_rows(block, numbering))
        else:
            yield _paragraph_lines(block, numbering)


def _rows(table: "Table", numbering: Numbering) -> list[Row]:
    """The rows of a table; a merged cell stands where it begins and is empty further on."""
    seen: set[Any] = set()  # the cells themselves: their ids are used again
    rows: list[Row] = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row.cells:
            again = cell._tc in seen
            seen.add(cell._tc)
            cells.append([] if again else [line for found in _lines(cell, numbering) for line in found])
        rows.append(cells)
    return rows


def _paragraph_lines(paragraph: "Paragraph", numbering: Numbering) -> list[Line]:
    """The lines of a paragraph: one, or more where it holds line breaks."""
    runs = [(_text(run), _is_bold(run, paragraph)) for run in paragraph._p.xpath(_RUNS)]
    if label := numbering.label(paragraph):
        runs.insert(0, (label + " ", bool(runs) and runs[0][1]))
    lines = [_line(pieces) for pieces in _at_breaks(runs)]
    return [msgspec.structs.replace(line, gap=at == 0) for at, line in enumerate(filter(None, lines))]


def _line(pieces: list[tuple[str, bool]]) -> Line | None:
    text = _joined(pieces)
    if not text:
        return None
    lead = len(_joined(takewhile(lambda piece: piece[1] or not piece[0].strip(), pieces)))
    return Line(text=text, strong=lead >= len(text), lead=lead if lead < len(text) else 0)


def _joined(pieces: Iterable[tuple[str, bool]]) -> str:
    return tidy(whole("".join(text for text, _ in pieces)).replace("\n", " "))


def _at_breaks(runs: Iterable[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        first, *others = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(other, bold)] for other in others]
    return lines


def _text(run: Any) -> str:
    """What a run prints."""
    from docx.oxml.ns import qn

    printed = {qn(f"w:{tag}"): char for tag, char in _PRINTED.items()}
    text = qn("w:t")
    return "".join((part.text or "") if part.tag == text else printed.get(part.tag, "") for part in run)


def _is_bold(run: Any, paragraph: "Paragraph") -> bool:
    """Whether a run is bold by itself, or by its style, or by that of its paragraph."""
    from docx.text.run import Run

    wrapped = Run(run, paragraph)
    if wrapped.bold is not None:
        return wrapped.bold
    styles: list[Any] = [wrapped.style, paragraph.style]
    while styles:
        style = styles.pop(0)
        if style is not None:
            if style.font.bold is not None:
                return bool(style.font.bold)
            styles.insert(0, style.base_style)
    return False
