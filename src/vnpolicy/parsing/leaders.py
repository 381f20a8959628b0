"""Whom a heading names: they lead what stands under it.

    "3. Giao Sở Y tế, Công an tỉnh:"                        both
    "2. Các doanh nghiệp viễn thông trên đảo"               one, and words go on its name
    "1. Các cơ quan đầu mối (Sở Y tế, Sở Nội vụ)"           the set and its members
    "4. Giao các chủ bến"                                   somebody unknown

A stretch of text comes in, the bodies go out; None where the line is no such heading.
"""

import re
from bisect import bisect_left

import msgspec

from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.circumstances import Circumstances
from vnpolicy.parsing.pieces import BODIES, Piece, Pieces, Row

_OPENING = r"[GEH]?[c:]{0,2}"
_ALONE = re.compile(rf"{_OPENING}{BODIES}(?:L:)?[,;:]*")
_PARTLY = re.compile(rf"{_OPENING}A[A,;w]*[cmv]?:?")
_NAMELESS = re.compile(r"[GE]")
_JOINED = re.compile(r"\s?(?:và|hoặc|với|cùng|hay)\b")
_MEMBERS = re.compile(r"\s?\(([^()]{3,300})\)")
_JOINTS = re.compile(r"(?:\s|,|;|và)*")


class Leaders:
    """Reads the headings of one text."""

    def __init__(self, pieces: Pieces, around: Circumstances) -> None:
        self.pieces, self.around, self.folded = pieces, around, pieces.folded

    def of(self, start: int, end: int, *, titled: bool) -> tuple[Actor, ...] | None:
        """The bodies that a line names and says no more; in a `titled` one other words may stand among them.

        () says that it names somebody unknown.
        """
        row = self.pieces.row(start, end)
        if _ALONE.fullmatch(row.letters):
            leads = row.actors(0, len(row.letters))
            return (*leads, *self._members(leads[-1].end, end))
        if titled and _PARTLY.fullmatch(row.letters) and not self._acts(row):
            return self._with_tail(row)
        return () if titled and _NAMELESS.match(row.letters) and "A" not in row.letters else None

    def _acts(self, row: Row) -> bool:
        return any(piece.letter == "w" and self.around.verb(piece.start) for piece in row.pieces)

    def _with_tail(self, row: Row) -> tuple[Actor, ...]:
        """The bodies, the last with the words that go on its name up to a comma."""
        at = row.letters.rindex("A")
        leads, tail = row.actors(0, at + 1), row.pieces[at + 1 : at + 2]
        if not tail or tail[0].letter != "w" or _JOINED.match(self.folded, tail[0].start):
            return leads
        return (*leads[:-1], msgspec.structs.replace(leads[-1], end=self._comma(tail[0])))

    def _comma(self, words: Piece) -> int:
        comma = self.folded.find(",", words.start, words.end)
        return words.end if comma < 0 else comma

    def _members(self, start: int, end: int) -> tuple[Actor, ...]:
        """The bodies in the bracket behind a set, if it lists two or more and nothing else."""
        bracket = _MEMBERS.match(self.folded, start, end)
        if bracket is None:
            return ()
        actors = self.pieces.actors
        first = bisect_left(actors, bracket.start(1), key=lambda actor: actor.start)
        listed = [actor for actor in actors[first : first + 20] if actor.end <= bracket.end(1)]
        ends = [bracket.start(1), *(actor.end for actor in listed)]
        starts = [*(actor.start for actor in listed), bracket.end(1)]
        only = all(
            _JOINTS.fullmatch(self.folded, left, right) for left, right in zip(ends, starts, strict=True)
        )
        return tuple(listed) if only and len(listed) > 1 else ()
