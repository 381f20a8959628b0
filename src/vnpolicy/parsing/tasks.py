"""Clean text -> tasks: each sentence, bullet or table row that gives a body a role in doing something.

    3. Sở Tài chính                                a heading that names bodies: they lead what is under it
    - Bố trí kinh phí thực hiện Kế hoạch này.      Task(lead = Sở Tài chính, inherited)
    - Tham mưu UBND tỉnh ban hành quy chế.         Task(the same lead; principal = UBND tỉnh)
    Thời gian thực hiện: Quý IV/2025.              a field: the deadline of the tasks above it

The walk goes from paragraph to paragraph with two memories: who leads what stands under a heading or an item
(`context`), and the drafts that the next fields belong to (`block`). What a sentence says, `roles` tells.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.language.sentences import sentences
from vnpolicy.model import Body, Reference, Section, Span, Task
from vnpolicy.parsing.actors import Actor, actors_of
from vnpolicy.parsing.closing import addressees
from vnpolicy.parsing.deadlines import find_deadline, find_recurrence
from vnpolicy.parsing.divisions import Divisions
from vnpolicy.parsing.drafts import Draft, fill, finish
from vnpolicy.parsing.fields import Field, field_of, rows_of_fields
from vnpolicy.parsing.labels import label_at
from vnpolicy.parsing.roles import Clause, Grammar
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText, Paragraph

_DASHES = tuple("-–—+*•·")
_BULLET, _SUB_BULLET = 100.0, 101.0  # how deep they stand: below every numbered division
_MOST_ABOVE = 20  # paragraphs above "Kính gửi"
# The office that is a verb too: under "1. Đảng ủy xã" an item "Lãnh đạo | Ủy ban nhân dân xã rà soát".
_LEADERS = "Lãnh đạo"
_ONLY_WHEN = re.compile(r"(?:hoàn thành|xong)\s(?:trước|trong|vào|chậm nhất)\s[^,;]{0,60}")
# Kinds of section that tell nobody to act, and those where only a printed subject makes a task.
_NOBODY_ACTS = {"assessment", "scope", "rewards", "effect"}
_ONLY_SUBJECTS = {"purpose", "viewpoint", "targets", "funding"}


def find_tasks(
    text: CleanText,
    zones: Zones,
    sections: Sequence[Section],
    references: Sequence[Reference],
    bodies: Iterable[Body],
    knowledge: Knowledge,
) -> tuple[Task, ...]:
    """Every task of a document, in order."""
    divisions = Divisions(sections)
    grammar = Grammar(text.folded, actors_of(bodies, text.folded, knowledge), knowledge)
    starts = [reference.start or 0 for reference in references]
    return tuple(
        finish(draft, text, divisions.path_at(draft.start), starts, knowledge)
        for draft in _Walk(text, zones, divisions, grammar, knowledge).drafts()
    )


class _Walk:
    """The way through the paragraphs of one document."""

    def __init__(
        self, text: CleanText, zones: Zones, divisions: Divisions, grammar: Grammar, knowledge: Knowledge
    ) -> None:
        self.text, self.zones, self.divisions = text, zones, divisions
        self.grammar, self.knowledge = grammar, knowledge
        self.found: list[Draft] = []
        self.context: list[tuple[float, tuple[Actor, ...]]] = []  # (how deep, who leads what stands deeper)
        self.block: list[Draft] = []
        self.closed = False  # a field has been read: the next item opens a new block
        self.heading: Span | None = None  # stands for the item where fields follow it at once

    def drafts(self) -> list[Draft]:
        """The drafts of all paragraphs and tables in which somebody has a role."""
        rows: list[Paragraph] = []
        receivers = addressees(self.text, 0, min(_MOST_ABOVE, len(self.text.paragraphs)))
        begin = max((receiver.end or 0 for receiver in receivers), default=0)
        for paragraph in self.text.paragraphs:
            if paragraph.start < begin:
                continue
            if paragraph.cells:
                rows.append(paragraph)
            elif self.zones.of(paragraph.start) not in ("letterhead", "title", "basis", "closing"):
                self._paragraph(paragraph)
        self._tables(rows)
        return sorted(
            (draft for draft in self.found if draft.is_task()), key=lambda draft: (draft.start, draft.end)
        )

    def _paragraph(self, paragraph: Paragraph) -> None:
        section = self.divisions.at(paragraph.start)
        start, depth = self._content(paragraph, section)
        while self.context and self.context[-1][0] >= depth:
            self.context.pop()
        if field := field_of(self.text.folded, start, paragraph.end, self.knowledge):
            self._field(field, depth, section)
        elif leads := self.grammar.bodies_alone(start, paragraph.end):
            self._head(Span(start, paragraph.end), depth, leads)
        elif section and section.start == paragraph.start and _is_titled(paragraph, start, section):
            self._head(Span(start, paragraph.end), depth, ())
        else:
            self._item(start, paragraph.end, depth, section)

    def _content(self, paragraph: Paragraph, section: Section | None) -> tuple[int, float]:
        """Where the words of a paragraph begin behind its label, and how deep it stands."""
        folded, start = self.text.folded, paragraph.start
        depth = float(self.divisions.depth(section))
        if label := label_at(self.text.text, folded, start, self.knowledge):
            numbered = section is not None and section.start == start
            return _behind(folded, label.end, paragraph.end), depth if numbered else depth + 0.25
        if folded.startswith(_DASHES, start, paragraph.end):
            return _behind(folded, start + 1, paragraph.end), _SUB_BULLET if folded[start] == "+" else _BULLET
        return start, depth + 0.5

    def _head(self, span: Span, depth: float, leads: tuple[Actor, ...]) -> None:
        self.block, self.closed, self.heading = [], False, span
        self.context.append((depth, leads))

    def _item(self, start: int, end: int, depth: float, section: Section | None) -> None:
        """The sentences of a paragraph as drafts; each inherits from the one before, the first from above."""
        if self.closed:
            self.block, self.closed = [], False
        self.heading = None
        kind = None if self._is_headed() else self.divisions.kind(section)
        if kind in _NOBODY_ACTS:
            return
        in_preamble = self.zones.of(start) == "preamble"
        quiet = in_preamble or kind in _ONLY_SUBJECTS
        above = () if quiet else next((leads for _, leads in reversed(self.context) if leads), ())
        own: tuple[Actor, ...] = ()
        for first, last in sentences(self.text.text, start, end):
            if self.text.text[first] == "(":  # a remark
                continue
            for clause in self.grammar.clauses(first, last):
                # In a preamble whoever issues the paper speaks of himself: a task is what he tells others.
                if in_preamble and clause.opening != "told":
                    continue
                if own and _ONLY_WHEN.fullmatch(self.text.folded, first, last):
                    self._prolong(last)
                    continue
                draft = self._draft(clause, own or (() if clause.opening == "fresh" else above), quiet=quiet)
                own = draft.leads or draft.inherited or own
                if draft.leads or self.text.text[last - 1] != ":":  # else it only announces a list
                    self._add(draft)
        if own:
            self.context.append((depth, own))

    def _is_headed(self) -> bool:
        """Whether the nearest heading or item above, within a division, tells who leads."""
        return bool(self.context) and self.context[-1][0] > 1 and bool(self.context[-1][1])

    def _add(self, draft: Draft) -> None:
        self.found.append(draft)
        self.block.append(draft)

    def _prolong(self, end: int) -> None:
        """The last draft goes on with a sentence that only says by when: "Hoàn thành trước ngày 30/11/2025."."""
        draft = self.found[-1]
        draft.deadline = draft.deadline or find_deadline(
            self.text.text, self.text.folded, draft.end, end, self.knowledge
        )
        draft.end = end

    def _draft(self, clause: Clause, above: tuple[Actor, ...] = (), *, quiet: bool = False) -> Draft:
        folded = self.text.folded
        if above and clause.leads and clause.leads[0].office == _LEADERS:
            clause = msgspec.structs.replace(clause, leads=(), predicate=clause.start)
        return Draft(
            start=clause.start,
            end=clause.end,
            predicate=clause.predicate,
            leads=clause.leads,
            inherited=() if clause.leads or clause.opening == "statement" else above,
            others=clause.others,
            deadline=find_deadline(self.text.text, folded, clause.predicate, clause.end, self.knowledge),
            recurrence=find_recurrence(folded, clause.start, clause.end, self.knowledge),
            quiet=quiet,
        )

    def _field(self, field: Field, depth: float, section: Section | None) -> None:
        """A labelled line: its value goes to the items above; one that is a sentence is an item itself."""
        if field.kind == "content":
            self._item(field.start, field.end, depth, section)
            return
        if not self.block and self.heading:
            self._add(self._draft(next(self.grammar.clauses(self.heading.start, self.heading.end))))
        for draft in self.block:
            fill(draft, field, self.text, self.grammar, self.knowledge)
        if field.kind == "lead" and self.grammar.subjects(field.start, field.end):
            above, self.closed = self.block, False
            self.block = []
            self._item(field.start, field.end, depth, section)
            self.block = above + self.block
        self.closed = True

    def _tables(self, rows: Sequence[Paragraph]) -> None:
        for fields in rows_of_fields(rows, self.text.folded, self.knowledge):
            content = next(field for field in fields if field.kind == "content")
            draft = self._draft(next(self.grammar.clauses(content.start, content.end)))
            draft.start, draft.end, draft.row = content.start, content.end, content.row
            for field in fields:
                fill(draft, field, self.text, self.grammar, self.knowledge)
            self.found.append(draft)


def _behind(folded: str, start: int, end: int) -> int:
    """Where the words behind a label begin."""
    while start < end and folded[start] in " .)/:-–—+\t":
        start += 1
    return start


def _is_titled(paragraph: Paragraph, start: int, section: Section) -> bool:
    """Whether the whole paragraph is the title of its division, and no sentence runs on behind it."""
    return section.title is not None and start + len(section.title) >= paragraph.end - 3
