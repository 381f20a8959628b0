"""Tables of tasks: rows under a head that names their columns -> what each row says, as fields.

    TT │ Nhiệm vụ      │ Cơ quan thực hiện             a head, here of two rows: a field in each column
       │               │ Chủ trì │ Phối hợp
    A  │ SỞ Y TẾ       │         │                     a group: whom it names leads the rows below
    1  │ Mua sinh phẩm │         │ Sở Tài chính
    2  │ Tiêm chủng    │ Trạm    │                     an empty cell says nothing, but that of the lead: "as above";
       │               │         │                     one into which the cell above reaches says what that one says

A table that goes on on the next page keeps its head, whether it is printed again or not.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Span
from vnpolicy.parsing.fields import Field, agents_end, label_of
from vnpolicy.parsing.labels import label_at
from vnpolicy.reading.source import CleanText, Paragraph

_LONGEST_LABEL = 60
_TELLING = {"lead", "coordinate", "deadline", "product"}
# From "(1)", "[2]", "A", "5=3+4" captures a cell that only counts columns.
_COUNT = re.compile(r"[(\[]?(?:\d{1,2}|[a-zđ]|[ivx]{1,4})[)\]]?(?:\s?=.*)?")
# From "1", "I.2.", "b)" captures the number of a row: its letters, and whether more follows behind a point.
_NUMBER = re.compile(r"(?P<first>\d{1,3}|[ivxlc]{1,7}|[a-zđ])(?P<more>(?:\.\d{1,3})*)[.)]?")
_SAME = re.compile(r"như trên|-?\s?nt\s?-?|[\"”″〃]|//")  # an own cell that says what the one above says
_GOES_ON = ("-", "–", "+", "•", "*")
_ALL, _UNIT = "các ", "đơn vị"  # a unit of measure, as like as not
_PREFIX = re.compile(r"(?:các\s)?(?:nhiệm vụ|công việc|nội dung)\s(?:được\s)?(?:giao|của|do)(?:\scho)?\s")


class TaskRow(msgspec.Struct, frozen=True):
    """A row: the cell that tells what to do, its other fields, and the groups that it stands in, the nearest last."""

    content: Field
    fields: tuple[Field, ...]
    groups: tuple[Span, ...]


class TaskTables:
    """Reads the tables of one text, row after row."""

    def __init__(self, text: CleanText, knowledge: Knowledge) -> None:
        self.text, self.folded, self.knowledge = text, text.folded, knowledge
        self._begin()

    def _begin(self, kinds: Sequence[str | None] = ()) -> None:
        """A new table, with the kinds of its columns."""
        self.kinds = list(kinds)
        self.above: dict[int, Field] = {}  # what the last cell with words says, by column
        self.leads: list[Field] = []  # of the row above
        self.groups: list[tuple[str, Span]] = []  # how each is numbered, and its words

    def rows(self, rows: Sequence[Paragraph]) -> Iterator[TaskRow]:
        """What the rows under a head say."""
        under_head = False
        for before, row, after in zip([None, *rows], rows, [*rows[1:], None], strict=False):
            if row.first_row and not _goes_on(before, row):
                self._begin()
            heads = self._read_head(row, under_head=under_head)
            if not heads and "content" in self.kinds and not self._counts(row):
                yield from self._read(row, after)
            under_head = heads

    def _read(self, row: Paragraph, after: Paragraph | None) -> Iterator[TaskRow]:
        if group := self._group(row, after):
            self._open(*group)
            return
        own = dict(self._cells(row))
        same = [at for at, cell in enumerate(row.cells) if _SAME.fullmatch(self._words(cell))]
        self.above = fields = own | {at: self.above[at] for at in (*row.reached, *same) if at in self.above}
        tells = _TELLING & {field.kind for field in own.values()}
        content = _content(own) or (_content(fields) if tells else None)
        if content is None:
            return
        self.leads = [field for field in fields.values() if field.kind == "lead"] or self.leads
        others = (field for field in fields.values() if field.kind not in ("content", "lead"))
        content = msgspec.structs.replace(content, row=Span(row.start, row.end))
        yield TaskRow(content, (*self.leads, *others), tuple(span for _, span in self.groups))

    def _cells(self, row: Paragraph) -> Iterator[tuple[int, Field]]:
        """The cells of a row that have a kind and words, by column."""
        for at, (kind, cell) in enumerate(zip(self.kinds, row.cells, strict=False)):
            words = self._words(cell)
            if kind and words and not _SAME.fullmatch(words):
                yield at, Field(kind, cell.start, cell.end, Span(row.start, row.end))

    def _words(self, cell: Span) -> str:
        return self.folded[cell.start : cell.end].strip()

    def _counts(self, row: Paragraph) -> bool:
        """Whether a row only counts the columns: "(1) | (2) | (3)"."""
        words = [words for cell in row.cells if (words := self._words(cell))]
        return all(_COUNT.fullmatch(word) for word in words)

    # Heads

    def _read_head(self, row: Paragraph, *, under_head: bool) -> bool:
        """Whether a row is a head, or the second row of one; the kinds of the columns are then known."""
        kinds = [self._kind(cell) for cell in row.cells]
        if self._is_data(row):
            return False
        if under_head and self.kinds and self._is_second(row, kinds):
            self.kinds = _refined(self.kinds, kinds)
            return True
        found = _settled(kinds)
        if "content" in found and _TELLING & set(found):
            if [*found] != self.kinds:
                self._begin(found)
            return True
        if "number" in kinds:  # the head of another table
            self._begin()
        return "number" in kinds

    def _is_data(self, row: Paragraph) -> bool:
        """Whether a row cannot be a head: a cell is too long for a label, or the row is numbered."""
        words = [self._words(cell) for cell in row.cells]
        return words[0][:1].isdigit() or any(len(word) > _LONGEST_LABEL for word in words)

    def _is_second(self, row: Paragraph, kinds: Sequence[str | None]) -> bool:
        """Whether a row parts the columns of a head above it: "| | Chủ trì | Phối hợp"."""
        named = [kind for kind, cell in zip(kinds, row.cells, strict=True) if self._words(cell)]
        return bool(named) and None not in named and not {"content", "number"} & set(named)

    def _kind(self, cell: Span) -> str | None:
        """The kind of a column; "agents", if its head only says "Cơ quan, đơn vị"."""
        start = cell.start + len(_ALL) * self.folded.startswith(_ALL, cell.start)
        label = label_of(self.folded, start, cell.end, self.knowledge)
        if label is None:
            only = agents_end(self.folded, start, cell.end, self.knowledge)
            return "agents" if start < only == cell.end and self._words(cell) != _UNIT else None
        return self._finer(label.end, cell.end) or label.row.field

    def _finer(self, start: int, end: int) -> str | None:
        """The kind that the second row of a head tells, joined to the first: "Cơ quan thực hiện | Chủ trì"."""
        while self.folded[start : start + 1].isspace():
            start += 1
        if not self.text.text[start : start + 1].isupper():
            return None
        label = label_of(self.folded, start, end, self.knowledge)
        return label.row.field if label and label.end == end else None

    # Groups

    def _group(self, row: Paragraph, after: Paragraph | None) -> tuple[str, Span] | None:
        """How a row is numbered that only heads those below it, and its words; None, if it says more."""
        at = self.kinds.index("content")
        filled = [column for column, cell in enumerate(row.cells) if self._words(cell)]
        number = self._number(row) if filled and filled[0] < at else ""
        named = filled[1:] if number else filled
        if row.reached or len(named) != 1 or named[0] > at:
            return None
        cell = row.cells[named[0]]
        label = label_at(self.text.text, self.folded, cell.start, self.knowledge)
        start = label.end if label and label.end < cell.end else cell.start
        number = number or self.folded[cell.start : start].strip()
        heads = self._heads(row, Span(start, cell.end), number, self._number(after) if after else "")
        return (_level(number), Span(start, cell.end)) if heads else None

    def _number(self, row: Paragraph) -> str:
        """The number of a row, if its first cell is one."""
        words = self._words(row.cells[0])
        return words if _NUMBER.fullmatch(words) else ""

    def _heads(self, row: Paragraph, words: Span, number: str, following: str) -> bool:
        """Whether a row with nothing but words is a heading: by its look, by its number, or by the next one's."""
        text = self.text.text[words.start : words.end]
        if row.strong or text.isupper():
            return True
        if number[:1].isdigit():
            return following.startswith(number.rstrip(".)") + ".") and following != number
        return bool(number) or (
            "number" in self.kinds and not (text.startswith(_GOES_ON) or text[0].islower())
        )

    def _open(self, level: str, words: Span) -> None:
        """A group begins, and those of its level and below end."""
        levels = [other for other, _ in self.groups]
        del self.groups[levels.index(level) if level in levels else len(levels) :]
        prefix = _PREFIX.match(self.folded, words.start, words.end)
        self.groups.append((level, Span(prefix.end() if prefix else words.start, words.end)))
        self.above, self.leads = {}, []


def _goes_on(before: Paragraph | None, row: Paragraph) -> bool:
    """Whether a table goes on with the next, of as many columns and with nothing between them."""
    return before is not None and before.end + 1 == row.start and len(before.cells) == len(row.cells)


def _content(fields: dict[int, Field]) -> Field | None:
    return next((field for field in fields.values() if field.kind == "content"), None)


def _settled(kinds: Sequence[str | None]) -> list[str | None]:
    """The kinds of columns, where they depend on the others: "Đơn vị" leads, if no other column says who does."""
    meant = {
        "agents": None if "lead" in kinds else "lead",
        "topic": None if "content" in kinds else "content",
    }
    return [meant.get(kind, kind) if kind else None for kind in kinds]


def _refined(kinds: Sequence[str | None], second: Sequence[str | None]) -> list[str | None]:
    """The kinds of columns with those of a second row; where a converter lost the place of its cells, by their kind."""
    if len(kinds) == len(second):
        return [new or old for old, new in zip(kinds, second, strict=True)]
    parts = [kind for kind in second if kind]
    at = next((at for at, kind in enumerate(kinds) if kind in parts), None)
    return [*kinds] if at is None else [*kinds[:at], *parts, *kinds[at + 1 :]]


def _level(number: str) -> str:
    """The kind of a number: two groups with one of a kind stand beside each other."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        return ""
    first = found["first"]
    kind = "1" if first.isdigit() else "i" if set(first) <= set("ivx") else "a"
    return kind + ".1" * found["more"].count(".")
