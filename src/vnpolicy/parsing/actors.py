"""Who can act in a task: bodies, and those who hold an office in one.

For "Sở Y tế" an actor has the body so-y-te; for "Giám đốc Sở Y tế" it has the office "Giám đốc" as well,
and its offsets hold the words together. "Bí thư, Chủ tịch UBND xã" are two, the first of a body that is not named.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Holder
from vnpolicy.model import Body

_JOINTS = (", ", " và ")


class Actor(msgspec.Struct, frozen=True, order=True):
    """A body, or an office-holder of it, at text[start:end]."""

    start: int
    end: int
    body: str | None = None
    office: str | None = None


def actors_of(bodies: Iterable[Body], folded: str, knowledge: Knowledge) -> Iterator[Actor]:
    """The bodies as actors; one that stands behind the word for an office becomes the holder of it.

    >>> text = "giám đốc sở y tế"
    >>> body = Body(start=9, end=16, text="sở y tế", id="so-y-te", name="Sở Y tế")
    >>> list(actors_of([body], text, Knowledge.default()))
    [Actor(start=0, end=16, body='so-y-te', office='Giám đốc')]
    """
    offices = list(knowledge.matcher(Holder).find(folded))
    holders = {holder.end + 1: holder for holder in offices}
    earlier = {holder.start: before for before, holder in pairwise(offices)}
    for body in bodies:
        if body.start is None or body.end is None:
            continue
        holder = holders.get(body.start)
        before = earlier.get(holder.start) if holder else None
        if before and holder and folded[before.end : holder.start] in _JOINTS:
            yield Actor(before.start, before.end, office=before.row.name)
        start, office = (holder.start, holder.row.name) if holder else (body.start, None)
        yield Actor(start, body.end, body.id, office)
