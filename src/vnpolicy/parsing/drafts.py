"""Tasks in the making, and the finished `Task`.

A `Draft` is what a sentence says; the fields below it ("Đơn vị phối hợp: …") may still fill it; `finish` adds
what can be told only then: products, modality, the references inside it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import ModalityCue, Product, Verb
from vnpolicy.language import fold
from vnpolicy.model import Assignment, Deadline, Modality, Recurrence, Role, Span, Task
from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.deadlines import read_time
from vnpolicy.parsing.fields import Field
from vnpolicy.parsing.recurrence import find_recurrence, rules
from vnpolicy.parsing.roles import Grammar
from vnpolicy.parsing.targets import find_targets
from vnpolicy.reading.source import CleanText

# The fields that give roles, with the role.
ROLE_FIELDS: dict[str, Role] = {
    "lead": "lead", "coordinate": "coordinate", "principal": "principal", "oversee": "oversee",
}  # fmt: skip
# Where the title of a product ends.
_TITLE_END = re.compile(
    r"[;,.:(]\s|[;,.:)]?$|\s(?:để|nhằm|trước ngày|trong năm|trong quý|trong tháng|và tổ chức|và triển khai)\s"
)
_LONGEST_TITLE = 160


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
    products: tuple[str, ...] = ()
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
            draft.field_roles += grammar.field(role, field.start, field.end)
    elif field.kind == "deadline":
        _time(draft, field, text, knowledge)
    elif field.kind == "product":
        draft.products += (text.text[field.start : field.end].strip(" .;"),)


def _time(draft: Draft, field: Field, text: CleanText, knowledge: Knowledge) -> None:
    """The time of a field; what the draft itself prints goes before it."""
    if draft.deadline and draft.deadline.value:
        return
    draft.deadline = read_time(text.text, text.folded, field.start, field.end)
    if draft.recurrence is None:
        draft.recurrence = find_recurrence(text.folded, field.start, field.end, knowledge, field=True)


def finish(
    draft: Draft, text: CleanText, section: str | None, reference_starts: Sequence[int], knowledge: Knowledge
) -> Task:
    """The task that a draft has become; `reference_starts` are the offsets of the references, in order."""
    first, last = (bisect_left(reference_starts, offset) for offset in (draft.start, draft.end))
    assignments = tuple(_assignments(draft, text.text))
    return Task(
        start=draft.start,
        end=draft.end,
        text=text.text[draft.start : draft.end],
        section=section,
        assignments=assignments,
        unstated=all(given.role != "lead" for given in assignments),
        predicate=Span(draft.predicate, draft.end),
        products=draft.products or tuple(_products(draft, text, knowledge)),
        modality=_modality(draft, text.folded, knowledge),
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


def _modality(draft: Draft, folded: str, knowledge: Knowledge) -> Modality:
    """How strongly it binds: by the words before its predicate, else by those that open the predicate."""
    reach = min(draft.end, draft.predicate + 30)
    found = next(knowledge.matcher(ModalityCue).find(folded, draft.start, reach), None)
    if found is None:
        return "goal" if draft.unstated == "goal" and not draft.is_stated() else "obligation"
    return found.row.modality


def _products(draft: Draft, text: CleanText, knowledge: Knowledge) -> Iterator[str]:
    """The documents that a task wants made and the events it wants held, as printed."""
    for verb in knowledge.matcher(Verb).find(text.folded, draft.predicate, draft.end):
        if verb.row.kind == "make" and (product := knowledge.matcher(Product).at(text.folded, verb.end + 1)):
            stop = _TITLE_END.search(text.folded, product.end, min(draft.end, product.end + _LONGEST_TITLE))
            yield text.text[product.start : stop.start() if stop else product.end]
