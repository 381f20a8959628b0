"""Who can act in a task: bodies, and those who hold an office in one.

For "Sở Y tế" an actor has the body so-y-te; for "Giám đốc Sở Y tế" it has the office "Giám đốc" as well,
and its offsets hold the words together. "Bí thư, Chủ tịch UBND xã" are two, the first of a body that is not named.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Holder
from vnpolicy.language import slug
from vnpolicy.model import Body

_JOINTS = (", ", " và ")
MEMBERS = "Thành viên"  # the office of those who stand for their body: "các thành viên Ban Chỉ đạo"
_HEAD, _DEPUTY = "trưởng ", "phó "
_CHARGED = " phụ trách lĩnh vực"
_PERSON = re.compile(r"(?: [A-ZĐ][^\W\d_A-ZĐ]+){2,4}")
# From "Giám đốc | các Sở: | Y tế, Tài chính" captures the head of bodies that share an office.
_LIST_HEAD = re.compile(r"\s(?:các\s)?(?:sở|bộ)\s?:\s?")


class Actor(msgspec.Struct, frozen=True, order=True):
    """A body, or an office-holder of it, at text[start:end]."""

    start: int
    end: int
    body: str | None = None
    office: str | None = None

    def called(self, folded: str) -> "Actor":
        """This actor, whom no grammar knows, by its words."""
        words = folded[self.start : self.end]
        start = self.start + len(words) - len(words.lstrip())
        end = start + len(words.strip(" .;:"))
        return msgspec.structs.replace(self, start=start, end=end, body=slug(folded[start:end]))

    def run_on(self, end: int, folded: str) -> "Actor":
        """This actor with the words up to `end`, which go on the name of the body."""
        code, at, place = (self.body or "").partition("@")
        end = self.end + len(folded[self.end : end].rstrip())
        words = slug(folded[self.end : end])
        body = f"{code}-{words}{at}{place}" if code and words and not self.office else self.body
        return msgspec.structs.replace(self, end=end, body=body)


def actors_of(bodies: Iterable[Body], folded: str, knowledge: Knowledge, text: str = "") -> Iterator[Actor]:
    """The bodies as actors; one that stands behind the word for an office becomes the holder of it.

    `text` is as printed: its capitals tell how far the name of a deputy prime minister goes.

    >>> text = "giám đốc sở y tế"
    >>> body = Body(start=9, end=16, text="sở y tế", id="so-y-te", name="Sở Y tế")
    >>> list(actors_of([body], text, Knowledge.default()))
    [Actor(start=0, end=16, body='so-y-te', office='Giám đốc')]
    """
    offices = list(knowledge.matcher(Holder).find(folded))
    holders = {holder.end + 1: holder for holder in offices}
    earlier = {holder.start: before for before, holder in pairwise(offices)}
    heads = {head.end(): holder for holder in offices if (head := _LIST_HEAD.match(folded, holder.end))}
    shared, last = None, 0  # the office that a list shares, and where its last body ends
    for body in bodies:
        if body.start is None or body.end is None:
            continue
        goes_on = shared if folded[last : body.start] in _JOINTS else None
        shared, last = heads.get(body.start, goes_on), body.end
        if shared:
            yield Actor(body.start, body.end, body.id, shared.row.name)
            continue
        if deputy := _deputy(body, folded, text):
            yield deputy
            continue
        holder = holders.get(body.start)
        before = earlier.get(holder.start) if holder else None
        if before and holder and folded[before.end : holder.start] in _JOINTS:
            yield Actor(before.start, before.end, office=before.row.name)
        start, office = (holder.start, holder.row.name) if holder else (body.start, None)
        if holder is None and folded.endswith(
            _HEAD, 0, body.start
        ):  # "Trưởng Ban Chỉ đạo": "trưởng ban" hides it
            start, office = body.start - len(_HEAD), _HEAD.strip().capitalize()
        end = body.end + len(_CHARGED) if office and folded.startswith(_CHARGED, body.end) else body.end
        yield Actor(start, end, body.id, office)


def _deputy(body: Body, folded: str, text: str) -> Actor | None:
    """A deputy prime minister, with his name: "Phó Thủ tướng Chính phủ | Trần Hồng Hà"."""
    if body.start is None or body.end is None or not folded.endswith(_DEPUTY, 0, body.start):
        return None
    if not folded.startswith("thủ tướng", body.start):
        return None
    name = _PERSON.match(text, body.end)
    end = name.end() if name else body.end + len(_CHARGED) * folded.startswith(_CHARGED, body.end)
    return Actor(body.start - len(_DEPUTY), end, body.id, "Phó Thủ tướng")
