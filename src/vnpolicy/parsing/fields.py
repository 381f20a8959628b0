"""Fields of tasks: lines with a label, and their like in cells of tables.

    Đơn vị chủ trì: Sở Nội vụ, Sở Y tế.                          the leads of the items above
    Thời gian thực hiện: Quý IV/2025                             their deadline
    Chủ trì: Sở Y tế. Phối hợp: Công an tỉnh                     a cell that holds two

A label is known by its words (fields.toml); its value is what stands behind the colon.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.actors import LabelAgent, TaskField
from vnpolicy.model import Span

_LONGEST_LABEL = 60
_MORE_TIME = re.compile(
    r"(?:\s(?:thực hiện|hoàn thành|triển khai|trình|dự kiến|cụ thể|báo cáo|gửi|ban hành|tổ chức))+\s?"
)
_AGENT = "cơ quan"  # stands for all agents in the labels of fields.toml
_JOINT = re.compile(r"\s?[,/-]\s?|\s(?:và|hoặc)\s")
_PHRASE = re.compile(r"(?:[.;•+-]|–|—)\s*")
_EDGES = " .;,-–—+•"
_MORE_LABEL = re.compile(r"(?:,|và|/)?\s?(?:chủ trì|phối hợp|thực hiện|tham gia|liên quan)+")


class Field(msgspec.Struct, frozen=True):
    """A value of a task at text[start:end]; `kind` is a field of fields.toml."""

    kind: str
    start: int
    end: int
    row: Span | None = None  # of the table that it stands in


def label_of(folded: str, start: int, end: int, knowledge: Knowledge) -> Found[TaskField] | None:
    """The label that stands at an offset; whoever acts in it counts as "cơ quan".

    >>> from vnpolicy.language import fold
    >>> head = fold("Đơn vị, tổ chức phối hợp")
    >>> label_of(head, 0, len(head), Knowledge.default()).row.field
    'coordinate'
    """
    labels = knowledge.matcher(TaskField)
    label = labels.at(folded, start, end)
    behind = agents_end(folded, start, end, knowledge)
    general = labels.at(f"{_AGENT}{folded[behind:end]}", 0) if behind > start else None
    if general and (label is None or general.end + behind - len(_AGENT) > label.end):
        return Found(start, general.end + behind - len(_AGENT), general.row)
    return label


def agents_end(folded: str, start: int, end: int, knowledge: Knowledge) -> int:
    """Where the words for who acts end: "Cơ quan, đơn vị"; `start`, if none stand there."""
    behind = at = start
    while agent := knowledge.matcher(LabelAgent).at(folded, at, end):
        behind = agent.end
        joint = _JOINT.match(folded, behind, end)
        at = joint.end() if joint else end
    return behind


def parts_of(field: Field, folded: str, knowledge: Knowledge) -> Iterator[Field]:
    """The fields that a cell holds: itself, or those that are labelled in it.

    >>> from vnpolicy.language import fold
    >>> cell = fold("Chủ trì: Sở Y tế. Phối hợp: Công an tỉnh")
    >>> [(part.kind, cell[part.start : part.end]) for part in parts_of(Field("lead", 0, 40), cell, Knowledge.default())]
    [('lead', 'sở y tế'), ('coordinate', 'công an tỉnh')]
    """
    starts = [
        field.start,
        *(found.end() for found in _PHRASE.finditer(folded, field.start, field.end)),
        field.end,
    ]
    kind, begin = field.kind, field.start
    for start, end in pairwise(starts):
        label = label_of(folded, start, end, knowledge)
        if label and folded.startswith((":", " :"), label.end):
            yield from _part(kind, begin, start, folded, field.row)
            kind, begin = label.row.field, folded.index(":", label.end) + 1
    yield from _part(kind, begin, field.end, folded, field.row)


def _part(kind: str, start: int, end: int, folded: str, row: Span | None) -> Iterator[Field]:
    words = folded[start:end].strip(_EDGES)
    if words:
        first = folded.index(words, start)
        yield Field(kind, first, first + len(words), row)


def field_of(folded: str, start: int, end: int, knowledge: Knowledge) -> Field | None:
    """The field that a paragraph is, if it begins with a label and a colon.

    >>> from vnpolicy.language import fold
    >>> line = fold("Đơn vị chủ trì thực hiện: Sở Y tế")
    >>> field_of(line, 0, len(line), Knowledge.default())
    Field(kind='lead', start=26, end=33, row=None)
    """
    label = label_of(folded, start, end, knowledge)
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
    label = label_of(folded, start, end, knowledge)
    rest = folded[label.end : end].strip(" .:") if label else ""
    if label is None or (rest and not _MORE_LABEL.fullmatch(rest)):
        return None
    return label.row.field
