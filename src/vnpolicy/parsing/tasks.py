"""Clean text -> tasks: each sentence, bullet or table row that gives a body a role in doing something.

    3. Sở Tài chính                                a heading that names bodies: they lead what is under it
    - Bố trí kinh phí thực hiện Kế hoạch này.      Task(lead = Sở Tài chính, inherited)
    - Tham mưu UBND tỉnh ban hành quy chế.         Task(the same lead; principal = UBND tỉnh)
    Thời gian thực hiện: Quý IV/2025.              a field: the deadline of the tasks above it

What a sentence says, `roles` tells; what its headings and fields add to it, `walk` does.
"""

from collections.abc import Iterable, Sequence

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Body, Reference, Section, Task
from vnpolicy.parsing.actors import actors_of
from vnpolicy.parsing.divisions import Divisions
from vnpolicy.parsing.drafts import Finders, finish
from vnpolicy.parsing.inner import Inners
from vnpolicy.parsing.products import Products
from vnpolicy.parsing.roles import Grammar
from vnpolicy.parsing.walk import Walk
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText


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
    grammar = Grammar(text.folded, actors_of(bodies, text.folded, knowledge, text.text), knowledge)
    finders = Finders(
        [reference.start or 0 for reference in references],
        Products(text.text, text.folded, [reference.start or 0 for reference in references], knowledge),
        Inners(text.text, text.folded, grammar.pieces.actors, knowledge),
    )
    drafts = Walk(text, zones, divisions, grammar, knowledge).drafts()
    tasks = [finish(draft, text, divisions.path_at(draft.start), finders, knowledge) for draft in drafts]
    # A sentence that names nobody and tells no act is a goal if it sets a number, else nothing.
    return tuple(
        task
        for draft, task in zip(drafts, tasks, strict=True)
        if draft.unstated != "goal" or draft.is_stated() or task.targets
    )
