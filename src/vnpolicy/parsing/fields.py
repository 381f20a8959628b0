"""Fields of tasks: lines with a label, and the columns of a table.

    Đơn vị chủ trì: Sở Nội vụ, Sở Y tế.                          the leads of the items above
    Thời gian thực hiện: Quý IV/2025                             their deadline
    STT | Nhiệm vụ | Cơ quan chủ trì | Phối hợp | Thời hạn       the head of a table: a field in each column

A label is known by its words (fields.toml); its value is what stands behind the colon, or in the cell.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import TaskField
from vnpolicy.model import Span
from vnpolicy.reading.source import Paragraph

_LONGEST_LABEL = 60
_MORE_TIME = re.compile(
    r"(?:\s(?:thực hiện|hoàn thành|triển khai|trình|dự kiến|cụ thể|báo cáo|gửi|ban hành|tổ chức))+\s?"
)
_MORE_LABEL = re.compile(r"(?:,|và|/)?\s?(?:chủ trì|phối hợp|thực hiện|tham gia|liên quan)+")


class Field(msgspec.Struct, frozen=True):
    """A value of a task at text[start:end]; `kind` is a field of fields.toml."""

    kind: str
    start: int
    end: int
    row: Span | None = None  # of the table that it stands in


def field_of(folded: str, start: int, end: int, knowledge: Knowledge) -> Field | None:
    """The field that a paragraph is, if it begins with a label and a colon.

    >>> from vnpolicy.language import fold
    >>> line = fold("Đơn vị chủ trì thực hiện: Sở Y tế")
    >>> field_of(line, 0, len(line), Knowledge.default())
    Field(kind='lead', start=26, end=33, row=None)
    """
    label = knowledge.matcher(TaskField).at(folded, start)
    colon = folded.find(":", start, min(end, start + _LONGEST_LABEL))
    if label is None or colon < label.end or not _fits(label.row, folded[label.end : colon]):
        return None
    value = colon + 1
    while value < end and folded[value].isspace():
        value += 1
    return Field(label.row.field, value, end)


def _fits(row: TaskField, more: str) -> bool:
    """Whether the words between a label and its colon may stand there: few, and behind a time only common ones."""
    return ";" not in more and (
        row.field != "deadline" or not more.strip() or bool(_MORE_TIME.fullmatch(more))
    )


def field_heading(folded: str, start: int, end: int, knowledge: Knowledge) -> str | None:
    """The kind of field that a heading asks for, whose values stand under it: "2. Cơ quan chủ trì".

    >>> field_heading("cơ quan chủ trì, phối hợp", 0, 25, Knowledge.default())
    'lead'
    """
    label = knowledge.matcher(TaskField).at(folded, start)
    rest = folded[label.end : end].strip(" .:") if label else ""
    if label is None or (rest and not _MORE_LABEL.fullmatch(rest)):
        return None
    return label.row.field


def rows_of_fields(rows: Sequence[Paragraph], folded: str, knowledge: Knowledge) -> Iterator[list[Field]]:
    """The rows of a table under a head that names its columns, as fields in the order of the columns."""
    kinds: list[str | None] = []
    above: dict[str, Field] = {}
    for row in rows:
        if head := _head(row, folded, knowledge):
            kinds, above = head, {}
            continue
        fields = [
            Field(kind, cell.start, cell.end, Span(row.start, row.end))
            for kind, cell in zip(kinds, row.cells, strict=False)
            if kind and folded[cell.start : cell.end].strip()
        ]
        if any(field.kind == "content" for field in fields):
            own = {field.kind for field in fields}
            # An empty cell beside a task means the same as the one above it.
            fields += [field for kind, field in above.items() if kind == "lead" and kind not in own]
            above = {field.kind: field for field in fields}
            yield fields


def _head(row: Paragraph, folded: str, knowledge: Knowledge) -> list[str | None]:
    """The kinds of the columns, if this row is the head of a table of tasks."""
    labels = [knowledge.matcher(TaskField).at(folded, cell.start) for cell in row.cells]
    kinds: list[str | None] = [label.row.field if label else None for label in labels]
    short = all(cell.end - cell.start <= _LONGEST_LABEL for cell in row.cells)
    return (
        kinds
        if short and "content" in kinds and {"lead", "coordinate", "deadline", "product"} & set(kinds)
        else []
    )
