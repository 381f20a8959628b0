"""Whom a heading names: they lead what stands under it.

    "3. Giao Sở Y tế, Công an tỉnh:"                        both
    "2. Các doanh nghiệp viễn thông trên đảo"               one, and words go on its name
    "1. Các cơ quan đầu mối (Sở Y tế, Sở Nội vụ)"           the set and its members
    "3. Các đơn vị cấp nước sạch có trách nhiệm"            one, up to what tells that it has duties
    "5. Nội dung Sở Y tế chủ trì", "Cơ quan quản lý: Sở Y tế"   one, behind what it has to do with
    "6. Trách nhiệm của người sử dụng"                      whoever it is, by these words
    "4. Giao các chủ bến"                                   somebody unknown

A stretch of text comes in, the bodies go out; None where the line is no such heading.
"""

import re
from bisect import bisect_left

from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.circumstances import Circumstances
from vnpolicy.parsing.pieces import BODIES, DUTY_OF, Piece, Pieces, Row

_OPENING = r"[GEH]?[c:]{0,2}"
_ALONE = re.compile(rf"{_OPENING}{BODIES}(?:L:?)?[,;:]*")
_PARTLY = re.compile(rf"{_OPENING}A[A,;w]*(?:Cw)?[cmv]?:?")
_BOUND = re.compile(rf"{_OPENING}{BODIES}w?,?L:?")
_CHARGED = re.compile(rf"w({BODIES})w?,?L:$")
_DIRECTED = re.compile(r"(?<!\w)(?:chỉ đạo|hướng dẫn|yêu cầu|đôn đốc)\s$")
_BEHIND = re.compile(rf"(?:w[cmv]?({BODIES})L+|[wA]:({BODIES})):?")
_OFFICE = re.compile(r"(?:cơ quan|đơn vị|chủ) [^:]{2,40}:")
_UNKNOWN = re.compile(r"Hw:?")
_NAMELESS = re.compile(r"[GE]")
_APART = re.compile(r"\s?(?:(?:và|hoặc|với|cùng|hay)\b|[-–]\s)")
_MEMBERS = re.compile(r"\s?\(([^()]{3,300})\)")
_WHEN = ("time", "condition", "fresh")
_JOINTS = re.compile(r"(?:\s|,|;|và)*")


class Leaders:
    """Reads the headings of one text."""

    def __init__(self, pieces: Pieces, around: Circumstances) -> None:
        self.pieces, self.around, self.folded = pieces, around, pieces.folded

    def of(self, start: int, end: int, *, titled: bool, free: bool = True) -> tuple[Actor, ...] | None:
        """The bodies that a line names and says no more; a `titled` one may say what they have to do with it.

        In a `free` one any other words may stand among them. () says that it names somebody unknown.
        """
        row = self.pieces.row(start, end)
        if _ALONE.fullmatch(row.letters):
            leads = row.actors(0, len(row.letters))
            return (*leads, *self._members(leads[-1].end, end))
        if _BOUND.fullmatch(row.letters) and not self._directs(row):
            return self._with_tail(row, bound=True)
        told = self._told(row, start) if titled else None
        if told or not (titled and free):
            return told
        if _PARTLY.fullmatch(row.letters) and not self._acts(row):
            return self._with_tail(row)
        return () if _NAMELESS.match(row.letters) and "A" not in row.letters else None

    def _told(self, row: Row, start: int) -> tuple[Actor, ...] | None:
        """The bodies behind what they have to do with a line: "Nội dung | Sở Y tế | chủ trì"."""
        found = _BEHIND.fullmatch(row.letters)
        if found and (found[1] or _OFFICE.match(self.folded, start)):
            return row.actors(*found.span(1 if found[1] else 2))
        if _UNKNOWN.fullmatch(row.letters) and self.folded.startswith(DUTY_OF, start):
            return (Actor(row.pieces[1].start, row.pieces[1].end).called(self.folded),)
        return None

    def charged(self, row: Row) -> tuple[Actor, ...]:
        """The bodies whose duties a sentence announces, whom others direct: "chỉ đạo | các xã | có trách nhiệm:"."""
        found = _CHARGED.search(row.letters)
        if found is None:
            return ()
        first = found.start(1)
        directed = _DIRECTED.search(self.folded, row.pieces[0].start, row.pieces[first].start)
        return self._with_tail(row.part(first), bound=True) if directed else ()

    def _directs(self, row: Row) -> bool:
        """Whether bodies direct others of whom no table knows: "Sở Y tế | chỉ đạo các trạm | có trách nhiệm:"."""
        verbs = (self.around.verb(piece.start) for piece in row.pieces if piece.letter == "w")
        return any(verb and verb.kind == "direct" for verb in verbs)

    def _acts(self, row: Row) -> bool:
        return any(piece.letter == "w" and self.around.verb(piece.start) for piece in row.pieces)

    def _with_tail(self, row: Row, *, bound: bool = False) -> tuple[Actor, ...]:
        """The bodies, the last with the words that go on its name; before "có trách nhiệm" these may say when."""
        at = row.letters.rindex("A")
        leads, tail = row.actors(0, at + 1), row.pieces[at + 1 : at + 2]
        if not tail or tail[0].letter not in "wC" or _APART.match(self.folded, tail[0].start):
            return leads
        if bound and self._is_circumstance(self.around.first_word(tail[0].start)):
            return leads
        words = tail[0] if tail[0].letter == "w" else row.pieces[at + 2]._replace(start=tail[0].start)
        whole = bound or row.letters.count("A") == 1
        return (*leads[:-1], leads[-1].run_on(self._tail_end(words, whole=whole), self.folded))

    def _is_circumstance(self, offset: int) -> bool:
        """Whether words say when or on what ground, and are of no name: "các sở | theo chức năng được giao"."""
        return self.around.opening(offset) in _WHEN or self.around.gives_ground(offset)

    def _opens(self, offset: int) -> bool:
        """Whether words open a circumstance of any kind, or an act."""
        return self.around.opening(offset) is not None or self.around.gives_ground(offset)

    def _tail_end(self, words: Piece, *, whole: bool) -> int:
        """Where a tail ends: at a comma; in a `whole` line at one behind which a circumstance stands."""
        comma = self.folded.find(",", words.start, words.end)
        while whole and comma >= 0 and not self._opens(comma + 2):
            comma = self.folded.find(",", comma + 1, words.end)
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
