"""Tasks in the making, and the finished `Task`.

A `Draft` is what a sentence says; the fields below it ("Đơn vị phối hợp: …") may still fill it; `finish` adds
what can be told only then: products, modality, the references inside it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import ModalityCue
from vnpolicy.language import fold
from vnpolicy.model import Assignment, Deadline, Modality, Product, Recurrence, Role, Span, Strength, Task
from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.audience import find_audience
from vnpolicy.parsing.conditions import find_conditions
from vnpolicy.parsing.deadlines import read_time
from vnpolicy.parsing.fields import Field
from vnpolicy.parsing.inner import Inners
from vnpolicy.parsing.products import Products
from vnpolicy.parsing.recurrence import find_recurrence, rules
from vnpolicy.parsing.roles import Grammar
from vnpolicy.parsing.targets import find_targets
from vnpolicy.reading.source import CleanText

# The fields that give roles, with the role.
ROLE_FIELDS: dict[str, Role] = {
    "lead": "lead", "coordinate": "coordinate", "principal": "principal", "oversee": "oversee",
}  # fmt: skip


# From "- Chủ các hồ chứa; Công an tỉnh" captures what stands between semicolons, from "Chủ các hồ chứa" a name.
_BETWEEN = re.compile(r"[^;]+")
_NAME = re.compile(r"[\s–-]*(?P<name>[^\W\d_a-zà-ỹđ][^:.\d]{2,60}?)[\s.]*")
_NOBODY = re.compile(r"(?:như trên|không|theo|có|các (?:nội dung|nhiệm vụ))(?!\w)")
_NECESSARY = "cần thiết"  # is no "cần"


class Draft(msgspec.Struct):
    """A task in the making: `inherited` leads stand above it, `field_roles` in the fields below it."""

    start: int
    end: int
    predicate: int
    leads: tuple[Actor, ...] = ()
    inherited: tuple[Actor, ...] = ()
    others: tuple[tuple[Role, Actor], ...] = ()
    field_roles: tuple[tuple[Role, Actor], ...] = ()
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    products: tuple[Span, ...] = ()  # the values of fields
    row: Span | None = None  # of the table that it stands in
    later: bool = False  # another sentence of its paragraph stands before it
    quiet: bool = False  # it stands where purposes are told: only somebody who leads makes it a task
    unstated: Literal["duty", "goal"] | None = None  # what it is where nobody has a role in it

    def is_task(self) -> bool:
        """Whether anybody has a role in it, or its place says that somebody has."""
        return self.is_stated() or self.unstated is not None

    def is_stated(self) -> bool:
        """Whether anybody has a role in it."""
        return bool(self.leads or self.inherited or self.field_roles or (self.others and not self.quiet))


def fill(draft: Draft, field: Field, text: CleanText, grammar: Grammar, knowledge: Knowledge) -> None:
    """Add the value of a field to a draft."""
    if role := ROLE_FIELDS.get(field.kind):
        if not (draft.leads and draft.later):  # "… Chủ tịch UBND tỉnh quyết định." stands apart
            found = grammar.field(role, field.start, field.end)
            draft.field_roles += found
            if field.row:
                draft.field_roles += tuple((role, actor) for actor in _called(field, found, text))
    elif field.kind == "deadline":
        _time(draft, field, text, knowledge)
    elif field.kind == "product":
        draft.products += (Span(field.start, field.end),)


def _called(field: Field, found: Sequence[tuple[Role, Actor]], text: CleanText) -> Iterator[Actor]:
    """Whom the cell of a table names by words that no grammar of names knows: "Chủ các hồ chứa"."""
    for piece in _BETWEEN.finditer(text.text, field.start, field.end):
        name = _NAME.fullmatch(text.text, *piece.span())
        known = any(actor.start < piece.end() and piece.start() < actor.end for _, actor in found)
        if name and not known and not _NOBODY.match(text.folded, name.start("name"), name.end("name")):
            yield Actor(*name.span("name")).called(text.folded)


def _time(draft: Draft, field: Field, text: CleanText, knowledge: Knowledge) -> None:
    """The time of a field; what the draft itself prints goes before it."""
    if draft.deadline and draft.deadline.value:
        return
    draft.deadline = read_time(text.text, text.folded, field.start, field.end)
    if draft.recurrence is None:
        draft.recurrence = find_recurrence(text.folded, field.start, field.end, knowledge, field=True)


class Finders(NamedTuple):
    """What finds in one text; `references` are the offsets of its references, in order."""

    references: Sequence[int]
    products: Products
    inners: Inners


def finish(
    draft: Draft, text: CleanText, section: str | None, finders: Finders, knowledge: Knowledge
) -> Task:
    """The task that a draft has become."""
    first, last = (bisect_left(finders.references, offset) for offset in (draft.start, draft.end))
    assignments = tuple(_assignments(draft, text.text))
    modality, strength = _modality(draft, text.folded, knowledge)
    return Task(
        start=draft.start,
        end=draft.end,
        text=text.text[draft.start : draft.end],
        section=section,
        assignments=assignments,
        unstated=all(given.role != "lead" for given in assignments),
        predicate=Span(draft.predicate, draft.end),
        products=tuple(_products(draft, assignments, finders.products)),
        inner=tuple(finders.inners.of(draft.start, draft.end, assignments)),
        conditions=tuple(find_conditions(text.text, text.folded, draft.start, draft.end, knowledge)),
        audience=tuple(find_audience(text.text, text.folded, draft.predicate, draft.end, knowledge)),
        modality=modality,
        strength=strength,
        deadline=draft.deadline,
        recurrence=draft.recurrence,
        rules=rules(draft.recurrence, fold(_printed(draft.deadline)), text.folded[draft.start : draft.end]),
        targets=find_targets(text.text, text.folded, draft.start, draft.end, knowledge, act=draft.predicate),
        references=tuple(range(first, last)),
    )


def _printed(deadline: Deadline | None) -> str:
    return (deadline.text or "") if deadline else ""


def _assignments(draft: Draft, text: str) -> Iterator[Assignment]:
    named_below = any(role == "lead" for role, _ in draft.field_roles)
    leads = draft.leads or (() if named_below else draft.inherited)
    given: list[tuple[Role, Actor]] = [("lead", actor) for actor in leads]
    unit = draft.row or Span(draft.start, draft.end)
    for role, actor in dict.fromkeys((*given, *draft.others, *draft.field_roles)):
        yield Assignment(
            role=role,
            body=actor.body,
            office=actor.office,
            inherited=not unit.start <= actor.start < unit.end,
            start=actor.start,
            end=actor.end,
            text=text[actor.start : actor.end],
        )


def _modality(draft: Draft, folded: str, knowledge: Knowledge) -> tuple[Modality, Strength | None]:
    """How it binds, and how strongly: by the words before its predicate, else by those that open the predicate."""
    reach = min(draft.end, draft.predicate + 30)
    cues = knowledge.matcher(ModalityCue).find(folded, draft.start, reach)
    found = next((cue for cue in cues if not folded.startswith(_NECESSARY, cue.start)), None)
    if found is None:
        return ("goal" if draft.unstated == "goal" and not draft.is_stated() else "obligation"), None
    return found.row.modality, found.row.strength


def _products(draft: Draft, assignments: Sequence[Assignment], products: Products) -> Iterator[Product]:
    """What its fields list, else what its sentence says."""
    for span in draft.products:
        yield from products.listed(span.start, span.end)
    if not draft.products:
        advised = [given.end for given in assignments if given.role == "principal" and given.end]
        yield from products.made(draft.predicate, draft.end, advised)
