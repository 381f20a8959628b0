"""The way through the paragraphs of a document: which sentences are tasks, and what they take from around them.

    II. Nhiệm vụ                           a heading that names nobody: it changes nothing
    1. Sở Y tế                             a heading that names bodies: they lead what stands deeper
    - Mua thuốc.                           an item, which inherits the lead
    2. Mua sách cho trạm.                  an item without a lead …
    Cơ quan chủ trì: Sở Nội vụ             … until a field below it gives one
    3. Cơ quan phối hợp                    a heading that asks for a field: its values stand under it
    - Sở Tài chính                         one of them

Two memories go along: who leads what stands deeper than a heading or an item (`context`), and the drafts that the
next fields belong to (`block`).
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import DeadlineCue, ModalityCue
from vnpolicy.language.sentences import sentences
from vnpolicy.model import Deadline, Section, Span
from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.closing import addressees
from vnpolicy.parsing.deadlines import find_deadline
from vnpolicy.parsing.divisions import Divisions
from vnpolicy.parsing.drafts import ROLE_FIELDS, Draft, fill
from vnpolicy.parsing.fields import Field, field_heading, field_of, parts_of
from vnpolicy.parsing.labels import label_at
from vnpolicy.parsing.recurrence import find_recurrence
from vnpolicy.parsing.roles import Clause, Grammar
from vnpolicy.parsing.task_tables import TaskRow, TaskTables
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText, Paragraph

_DASHES = tuple("-+*•")
_BULLET, _SUB_BULLET = 100.0, 101.0  # how deep they stand: below every numbered division
# From "(i) ", "(2) ", "(a) " captures the number of an item that is no division; it stands above bullets.
_BRACKETED = re.compile(r"\((?:[ivx]{1,5}|\d{1,2}|[a-zđ])\)[ ]")
_NUMBERED_ITEM = 99.0
_ARTICLE = "Điều"  # its heading may be about a body that it gives no duty
_MOST_ABOVE = 20  # paragraphs above "Kính gửi"
# The office that is a verb too: under "1. Đảng ủy xã" an item "Lãnh đạo | Ủy ban nhân dân xã rà soát".
_LEADERS = "Lãnh đạo"
# From "Hoàn thành trước ngày 30/11/2025.", "Thời gian thực hiện: thường xuyên." tells that a sentence only says when.
_ONLY_WHEN = re.compile(
    r"(?:thời gian|thời hạn|hạn)?(?:\s?(?:hoàn thành|thực hiện|triển khai|dứt điểm|trình|xong))+\s?:?\s"
    r"(?:(?:trước|trong|vào|chậm nhất|đến)\s[^,;]{0,60}|thường xuyên|định kỳ|hằng \w+|hàng \w+)\.?"
)
# From "chỉ đạo thực hiện:" tells that a sentence names nothing to do yet.
_NO_ACT = re.compile(r"(?:(?:chỉ đạo|tổ chức|triển khai|thực hiện|có trách nhiệm)[ ,]*)+:")
_AT_TIMES = "định kỳ "  # may stand before the time that opens a clause
# What ends a text or an item of a list: whoever acts in such a line leads nothing of an annex or of other items.
_LAST_MARKS = ("./.", ";")
# From "… quyết định sắp xếp các xã như sau:" tells that whoever issues the paper speaks of himself.
_PERFORMS = re.compile(
    r"(?:quyết định|quy định|ban hành|thông báo|kết luận)\s[^.;]*(?:như sau|bao gồm|gồm):$"
)
# Kinds of section where only a subject that is bound in so many words makes a task, and where any printed one does.
_REVIEWS = {"assessment", "scope", "effect"}
_ONLY_SUBJECTS = {"purpose", "viewpoint", "targets", "funding", "rewards"}


# Kinds where what tells an act and names nobody is a duty all the same.
_DUTIES = {"tasks", "assignments", "reporting"}


class _Scope(NamedTuple):
    """Who leads what stands deeper than a line; `leads` is None where the lines above it tell."""

    depth: float
    leads: tuple[Actor, ...] | None
    heading: bool = False


class Walk:
    """The way through one document."""

    def __init__(
        self, text: CleanText, zones: Zones, divisions: Divisions, grammar: Grammar, knowledge: Knowledge
    ) -> None:
        self.text, self.zones, self.divisions = text, zones, divisions
        self.grammar, self.knowledge = grammar, knowledge
        self.found: list[Draft] = []
        self.context: list[_Scope] = []
        self.block: list[Draft] = []
        self.closed = False  # a field has been read: the next item opens a new block
        self.heading: Span | None = None  # stands for the item where fields follow it at once
        self.opener: tuple[float, Draft] | None = None  # an item of one sentence, and how deep it stands
        self.asked: tuple[float, str] | None = None  # how deep the heading of a field stands, and its kind

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
        named_beside = self._leave(depth)
        titled = section is not None and _is_titled(paragraph, start, section)
        leads = self.grammar.heading(
            start, paragraph.end, titled=titled, free=titled and self._may_name(paragraph, section)
        )
        if kind := self._asks(start, paragraph.end, section):
            self.asked = (depth, kind)
        elif field := field_of(self.text.folded, start, paragraph.end, self.knowledge):
            self._field(field, depth, section)
        elif self.asked:
            self._value(Field(self.asked[1], start, paragraph.end), depth, section)
        elif leads is not None or self._is_heading(start, paragraph.end, titled=titled):
            self._head(Span(start, paragraph.end), depth, () if leads is None and named_beside else leads)
        else:
            self._item(start, paragraph.end, depth, section)

    def _may_name(self, paragraph: Paragraph, section: Section | None) -> bool:
        """Whether words may go on a name in a heading: no sentence ends it, and it is no article's."""
        ends = self.text.folded.endswith((".", ";"), paragraph.start, paragraph.end)
        return not ends and section is not None and not section.label.startswith(_ARTICLE)

    def _is_heading(self, start: int, end: int, *, titled: bool) -> bool:
        """Whether a line is a heading: printed in capitals, or titled and no sentence in which somebody acts."""
        if not titled:
            return self.text.text[start:end].isupper()
        ends = self.text.folded.endswith((".", ";"), start, end)
        clauses = self.grammar.clauses(start, end) if ends else ()
        return not any(clause.leads or clause.opening != "statement" for clause in clauses)

    def _content(self, paragraph: Paragraph, section: Section | None) -> tuple[int, float]:
        """Where the words of a paragraph begin behind its label, and how deep it stands."""
        folded, start = self.text.folded, paragraph.start
        depth = float(self.divisions.depth(section))
        if label := label_at(self.text.text, folded, start, self.knowledge):
            numbered = section is not None and section.start == start
            return _behind(folded, label.end, paragraph.end), depth if numbered else depth + 0.25
        if bracketed := _BRACKETED.match(folded, start, paragraph.end):
            return bracketed.end(), _NUMBERED_ITEM
        if folded.startswith(_DASHES, start, paragraph.end):
            return _behind(folded, start + 1, paragraph.end), _SUB_BULLET if folded[start] == "+" else _BULLET
        return start, depth + 0.5

    def _leave(self, depth: float) -> bool:
        """Close what a line at this depth does not stand under; True if a heading beside it names bodies."""
        if self.asked and depth <= self.asked[0]:
            self.asked = None
        named = False
        while self.context and self.context[-1].depth >= depth:
            scope = self.context.pop()
            named = scope.heading and scope.depth == depth and bool(scope.leads)
        return named

    def _asks(self, start: int, end: int, section: Section | None) -> str | None:
        """The role that a heading asks for: "2. Cơ quan chủ trì"; "Phân công thực hiện" heads a section of its own."""
        if section is not None and section.kind:
            own_line = self.text.folded.find("\n", section.start, start) < 0
            if own_line or self.text.text.startswith(section.title or "\n", start):
                return None
        kind = field_heading(self.text.folded, start, end, self.knowledge)
        return kind if kind in ROLE_FIELDS else None

    def _head(self, span: Span, depth: float, leads: tuple[Actor, ...] | None) -> None:
        self.block, self.closed, self.heading = [], False, span
        self.context.append(_Scope(depth, leads, heading=True))

    def _above(self) -> tuple[Actor, ...]:
        """Who leads by what stands above."""
        return next((scope.leads for scope in reversed(self.context) if scope.leads is not None), ())

    def _item(self, start: int, end: int, depth: float, section: Section | None) -> None:
        """The sentences of a paragraph as drafts; each inherits from the one before, the first from above."""
        if self.opener and depth > self.opener[0]:
            self._heads_items(self.opener[1])
        if self.closed:
            self.block, self.closed = [], False
        self.heading = None
        kind = None if self._is_headed() else self.divisions.kind(section)
        in_preamble = self.zones.of(start) == "preamble"
        quiet = in_preamble or kind in _ONLY_SUBJECTS or kind in _REVIEWS
        above = () if quiet else self._above()
        own: tuple[Actor, ...] = ()
        for first, last in sentences(self.text.text, start, end):
            if self.text.text[first] == "(":  # a remark
                continue
            if charged := self.grammar.charged(first, last):
                own = (*next(self.grammar.clauses(first, last)).leads, *charged)
                continue
            for clause in self.grammar.clauses(first, last):
                # In a preamble whoever issues the paper speaks of himself: a task is what he tells others.
                if in_preamble and clause.opening != "told":
                    continue
                if kind in _REVIEWS and not (clause.bound or own):
                    continue
                if own and _ONLY_WHEN.fullmatch(self.text.folded, first, last):
                    self._prolong(first, last)
                    continue
                draft = self._draft(clause, own or (() if clause.opening == "fresh" else above), quiet=quiet)
                draft.later = first > start
                draft.unstated = self._unstated(clause, kind)
                if _PERFORMS.match(self.text.folded, clause.predicate, last):
                    return
                own = draft.leads or draft.inherited or own
                if not self._announces(draft):
                    self._add(draft)
        whole = (
            self.found[-1:] if self.found and self.found[-1].end == end and not self.found[-1].later else []
        )
        self.opener = (depth, whole[0]) if whole else None
        if own and not self.text.folded.endswith(_LAST_MARKS, start, end):
            self.context.append(_Scope(depth, own))

    def _unstated(self, clause: Clause, kind: str | None) -> Literal["duty", "goal"] | None:
        """What a clause in a section of this kind is where nobody leads: a duty, or a goal if it sets a number."""
        if kind in _DUTIES:
            cue = self.knowledge.matcher(ModalityCue).at(self.text.folded, clause.start)
            forbids = cue is not None and cue.row.modality == "prohibition"
            return "duty" if forbids or clause.opening != "statement" else "goal"
        return "goal" if kind == "targets" else None

    def _heads_items(self, draft: Draft) -> None:
        """An item of one sentence turns out to head those below it: if nobody leads, it is no task.

        The fields below the items are not for a title.
        """
        section = self.divisions.at(draft.start)
        if draft.unstated and not draft.is_stated() and section is not None and section.title:
            self.block = [other for other in self.block if other is not draft]
        draft.unstated = None

    def _announces(self, draft: Draft) -> bool:
        """Whether a sentence only announces a list: nobody acts in it, or it tells no act before its colon."""
        colon = self.text.text[draft.end - 1] == ":"
        acts = draft.predicate < draft.end - 1 and not _NO_ACT.fullmatch(
            self.text.folded, draft.predicate, draft.end
        )
        return colon and not (draft.leads and acts)

    def _is_headed(self) -> bool:
        """Whether the nearest heading or item above, within a division, tells who leads."""
        return bool(self.context) and self.context[-1].depth > 1 and bool(self.context[-1].leads)

    def _add(self, draft: Draft) -> None:
        self.found.append(draft)
        self.block.append(draft)

    def _prolong(self, start: int, end: int) -> None:
        """The last draft goes on with a sentence that only says when: "Hoàn thành trước ngày 30/11/2025."."""
        draft, folded = self.found[-1], self.text.folded
        draft.deadline = draft.deadline or find_deadline(self.text.text, folded, start, end, self.knowledge)
        draft.recurrence = draft.recurrence or find_recurrence(folded, start, end, self.knowledge, field=True)
        draft.end = end

    def _draft(self, clause: Clause, above: tuple[Actor, ...] = (), *, quiet: bool = False) -> Draft:
        folded = self.text.folded
        if above and clause.leads and (clause.opening == "drawn" or clause.leads[0].office == _LEADERS):
            clause = msgspec.structs.replace(clause, leads=(), predicate=clause.start)
        return Draft(
            start=clause.start,
            end=clause.end,
            predicate=clause.predicate,
            leads=clause.leads,
            inherited=() if clause.leads or clause.opening == "statement" else above,
            others=clause.others,
            deadline=self._deadline(clause),
            recurrence=find_recurrence(
                folded, clause.start, clause.end, self.knowledge, act=clause.predicate
            ),
            quiet=quiet,
        )

    def _deadline(self, clause: Clause) -> Deadline | None:
        """The deadline behind the subject of a clause, else the one that opens it: "Trước ngày 15/3, các xã …"."""
        text, folded = self.text.text, self.text.folded
        found = find_deadline(text, folded, clause.predicate, clause.end, self.knowledge)
        opening = clause.start + (len(_AT_TIMES) if folded.startswith(_AT_TIMES, clause.start) else 0)
        if found or not self.knowledge.matcher(DeadlineCue).at(folded, opening):
            return found
        return find_deadline(text, folded, clause.start, clause.predicate, self.knowledge)

    def _field(self, field: Field, depth: float, section: Section | None) -> None:
        """A labelled line: its value goes to the items above; one that is a sentence is an item itself."""
        if field.kind == "content":
            self._item(field.start, field.end, depth, section)
            return
        if not self.block and self.heading:
            self._add(self._draft(next(self.grammar.clauses(self.heading.start, self.heading.end))))
        for draft in self.block:
            fill(draft, field, self.text, self.grammar, self.knowledge)
        if field.kind == "lead" and self._acts(field):
            above, self.closed = self.block, False
            self.block = []
            self._item(field.start, field.end, depth, section)
            self.block = above + self.block
        self.closed = True

    def _value(self, field: Field, depth: float, section: Section | None) -> None:
        """A line under the heading of a field: some of its value, or somebody's own part."""
        if self._acts(field):
            block, self.closed = self.block, False
            self._item(field.start, field.end, depth, section)
            self.block, self.closed = block, True
        else:
            self._field(field, depth, section)

    def _acts(self, field: Field) -> bool:
        """Whether the value of a field is a sentence that tells an act of its own."""
        clauses = self.grammar.sentence(field.start, field.end)
        return any(self.text.folded[clause.predicate : clause.end].strip(" .;") for clause in clauses)

    def _tables(self, rows: Sequence[Paragraph]) -> None:
        for row in TaskTables(self.text, self.knowledge).rows(rows):
            content = row.content
            draft = self._draft(next(self.grammar.clauses(content.start, content.end)))
            draft.inherited = () if draft.leads else self._grouped(row)
            draft.start, draft.end, draft.row = content.start, content.end, content.row
            for part in (
                part for field in row.fields for part in parts_of(field, self.text.folded, self.knowledge)
            ):
                fill(draft, part, self.text, self.grammar, self.knowledge)
            self.found.append(draft)

    def _grouped(self, row: TaskRow) -> tuple[Actor, ...]:
        """Whom the groups name that a row of a table stands in, the nearest first."""
        named = (self.grammar.heading(group.start, group.end, titled=True) for group in reversed(row.groups))
        return next((leads for leads in named if leads), ())


def _behind(folded: str, start: int, end: int) -> int:
    """Where the words behind a label begin."""
    while start < end and folded[start] in " .)/:-–—+\t":
        start += 1
    return start


def _is_titled(paragraph: Paragraph, start: int, section: Section) -> bool:
    """Whether the whole paragraph is the title of its division, and no sentence runs on behind it."""
    return (
        section.start == paragraph.start
        and section.title is not None
        and start + len(section.title) >= paragraph.end - 3
    )
