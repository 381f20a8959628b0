"""Task -> what others are to do by it: the act that is put to a principal, and the act that others are directed to.

"tham mưu | UBND tỉnh | ban hành quy chế phối hợp"    advised: UBND tỉnh, "ban hành quy chế phối hợp"
"chỉ đạo | các xã, phường | kiểm tra chợ"             directed: các xã, phường, "kiểm tra chợ"
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Verb
from vnpolicy.model import Assignment, Inner
from vnpolicy.parsing.actors import Actor

_JOINT = re.compile(r"(?:\s?,|\svà|\s?;)\s")
_LEAD = "lãnh đạo "  # to lead, or the leaders of
_LINKS = (" ", " cho ", " các ", " để ")  # between a verb of directing and those who are directed
_LONGEST_VERB = 24  # characters of it, with its link
# Where an inner act ends and the task goes on: "…; gửi Sở Tài chính", "…, báo cáo kết quả".
_ENDS = re.compile(
    r";|[.](?:\s|$|/)|[\n\t]|,\s(?:đồng thời|báo cáo|gửi|trình|định kỳ|tổng hợp|làm cơ sở|bảo đảm|đảm bảo)(?!\w)"
)


class Inners:
    """Finds the inner acts of the tasks of one text; `actors` are all who are named in it, in order."""

    def __init__(self, text: str, folded: str, actors: Sequence[Actor], knowledge: Knowledge) -> None:
        self.text, self.folded, self.actors = text, folded, actors
        self.starts = [actor.start for actor in actors]
        self.verbs = knowledge.matcher(Verb)

    def of(self, start: int, end: int, assignments: Sequence[Assignment]) -> Iterator[Inner]:
        """The inner acts of a task text[start:end], in order."""
        principals = {given.start for given in assignments if given.role == "principal"}
        leads = {given.start for given in assignments if given.role == "lead" and not given.inherited}
        for group in self._groups(start, end):
            first = group[0]
            if first.start in principals:
                yield from self._acts("advised", group, end)
            elif self._is_led(first):
                led = msgspec.structs.replace(first, start=first.start + len(_LEAD), office=None)
                yield from self._acts("directed", [led, *group[1:]], end)
            elif first.start not in leads and self._directs(first.start, start):
                yield from self._acts("directed", group, end)

    def _groups(self, start: int, end: int) -> list[list[Actor]]:
        """Those who are named in a stretch of text, listed together where they stand so."""
        groups: list[list[Actor]] = []
        for actor in self.actors[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if groups and _JOINT.fullmatch(self.folded, groups[-1][-1].end, actor.start):
                groups[-1].append(actor)
            else:
                groups.append([actor])
        return groups

    def _is_led(self, actor: Actor) -> bool:
        """Whether "lãnh đạo" is the verb of those named before it: "Đảng ủy xã | lãnh đạo | các chi bộ"."""
        before = self.actors[bisect_left(self.starts, actor.start) - 1]
        return self.folded.startswith(_LEAD, actor.start) and before.end == actor.start - 1

    def _directs(self, at: int, start: int) -> bool:
        """Whether a verb of directing stands at once before somebody: "chỉ đạo, hướng dẫn | các xã"."""
        found = list(self.verbs.find(self.folded, max(start, at - _LONGEST_VERB), at))
        return bool(found) and found[-1].row.kind == "direct" and self.folded[found[-1].end : at] in _LINKS

    def _acts(
        self, relation: Literal["advised", "directed"], group: list[Actor], end: int
    ) -> Iterator[Inner]:
        """The act behind some bodies, for each of them."""
        begin = group[-1].end + 1
        verb = self.verbs.at(self.folded, begin, end)
        if verb is None or verb.row.kind in ("none", "reason"):
            return
        stop = _ENDS.search(self.folded, verb.end, end)
        last = begin + len(self.folded[begin : stop.start() if stop else end].rstrip(" ,.;/"))
        for actor in group:
            yield Inner(
                start=begin,
                end=last,
                text=self.text[begin:last],
                relation=relation,
                doer=self.text[actor.start : actor.end],
                body=actor.body,
                office=actor.office,
            )
