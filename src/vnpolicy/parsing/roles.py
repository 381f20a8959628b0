"""Who does what in a sentence: its clauses, and the role of each body in them.

    "Sở Y tế chủ trì, phối hợp với Công an tỉnh tham mưu cho UBND tỉnh ban hành quy chế"
    lead = Sở Y tế   coordinate = Công an tỉnh   principal = UBND tỉnh   predicate = "ban hành quy chế"

A sentence comes in as a row of letters (`pieces`); its subject, `subjects` finds. Out come the clauses, one for
each subject, with their roles and with the place where their predicate begins.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Role
from vnpolicy.parsing.actions import Actions
from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.circumstances import UNSAID, Circumstances
from vnpolicy.parsing.leaders import Leaders
from vnpolicy.parsing.pieces import BODIES, Piece, Pieces, Row
from vnpolicy.parsing.subjects import Subjects

# Where the row matches, the bodies in brackets have the role; "báo cáo, đề xuất W" gives W two.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("coordinate", re.compile(rf"(?:C(?:w?m)?|L,)({BODIES})")),
    ("principal", re.compile(rf"[PE](?:,?[PR])*(?:w?[cm])?({BODIES})")),
    ("report_to", re.compile(rf"R(?:,?[PR])*(?:[^A;GE]{{0,20}}?[cmv])?({BODIES})")),
    ("report_to", re.compile(rf"R.{{0,40}}?Q({BODIES})")),
    ("lead", re.compile(rf"({BODIES})L")),
)
_TWO_AT_ONCE: set[Role] = {"principal", "report_to"}
_PLAIN = re.compile(BODIES)
_CUES = frozenset("LGECPRQK")
_HAVE = "có "  # "Có nhiều sáng kiến" is a duty where nobody is named
# A new subject within a sentence: after ";", or after "," where its duty is told in so many words.
_TURN = re.compile(rf";(?=(?:[GE]c?)?{BODIES}[^A,;]|w,{BODIES}[^A,;])|(?<=w),(?={BODIES}L)")
_LISTED = re.compile(rf"(?:^|(?<=;)|[GE]c?|C(?:w?m)?){BODIES}$")
_ENDS_IN_LIST = re.compile(rf"w[cmv]?(?P<bodies>{BODIES})$")
_DIRECTED = re.compile(r"(?<!\w)(?:chỉ đạo|hướng dẫn|đôn đốc|yêu cầu|định hướng|cho|của|từ|giữa|gồm)\s$")
_LONGEST_PHRASE = 20  # characters between a cue and its preposition: "tham mưu | kịp thời | cho"
_LONGEST_LIST = 80  # letters looked back over to see whether bodies go on with a list
# From "Chống dịch là nhiệm vụ cấp bách" tells that the clause is about what its first words name.
_DEFINED = re.compile(
    r"[^;:.]{3,200}?\slà (?:một |những )?(?:nhiệm vụ|trách nhiệm|yêu cầu|giải pháp|việc làm)\s"
)


class Clause(msgspec.Struct, frozen=True):
    """What a clause says: its own subject, the other roles, where its predicate begins, how it opens."""

    start: int
    end: int
    predicate: int
    leads: tuple[Actor, ...] = ()
    others: tuple[tuple[Role, Actor], ...] = ()
    opening: str | None = None  # as in Subject
    bound: bool = False  # it binds its subject in so many words


class Grammar:
    """Reads the clauses of one text."""

    def __init__(self, folded: str, actors: Iterable[Actor], knowledge: Knowledge) -> None:
        self.folded = folded
        self.pieces = Pieces(folded, actors, knowledge)
        self.around = Circumstances(folded, knowledge)
        self.subjects, self.actions = Subjects(self.around), Actions(self.around)
        self.leaders = Leaders(self.pieces, self.around)

    def heading(
        self, start: int, end: int, *, titled: bool = False, free: bool = True
    ) -> tuple[Actor, ...] | None:
        """Those whom a heading names, as `Leaders` tells."""
        return self.leaders.of(start, end, titled=titled, free=free)

    def field(self, role: Role, start: int, end: int) -> tuple[tuple[Role, Actor], ...]:
        """The roles that the value of a field gives: to a list of bodies, or to those of its sentences."""
        clauses = self.sentence(start, end) if role == "lead" else ()
        if not clauses:
            row = self.pieces.row(start, end)
            return tuple((role, actor) for actor in row.actors(0, len(row.letters)))
        leads: list[tuple[Role, Actor]] = [("lead", actor) for clause in clauses for actor in clause.leads]
        others = [given for clause in clauses for given in clause.others if given[0] == "coordinate"]
        return (*leads, *others)

    def sentence(self, start: int, end: int) -> tuple[Clause, ...]:
        """The clauses of a stretch, if bodies act in it; none for a mere list of them."""
        row = self.pieces.row(start, end)
        acts = any(
            self.subjects.duty_follows(row, found.end(), by_verb=True)
            for found in _PLAIN.finditer(row.letters)
        )
        clauses = tuple(self.clauses(start, end)) if acts else ()
        return clauses if any(clause.leads for clause in clauses) else ()

    def charged(self, start: int, end: int) -> tuple[Actor, ...]:
        """Those whose duties a sentence only announces, as `Leaders` tells."""
        return self.leaders.charged(self.pieces.row(start, end))

    def clauses(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses of a sentence: one, or more where the subject changes within it."""
        row = self.pieces.row(start, end)
        begin = 0
        for turn in _TURN.finditer(row.letters):
            if self._turns(row, begin, turn, start):
                at = turn.start()
                yield self._clause(row.part(begin, at), start, row.pieces[at].start)
                begin, start = at + 1, self.around.first_word(row.pieces[at].end)
        yield self._clause(row.part(begin), start, end)

    def _turns(self, row: Row, begin: int, turn: re.Match[str], start: int) -> bool:
        """Whether the bodies after a mark are a new subject, and no more items of a list."""
        if self._list_goes_on(row, max(begin, turn.start() - _LONGEST_LIST), turn.start()):
            return False
        left = row.part(begin, turn.start())
        opening = None if left.letters[:1] == "A" else self.around.opening(start)
        if opening == "condition" and turn[0] == ",":  # it ends the condition
            return False
        if opening and not self.subjects.of(left, start).actors:
            return False
        right = row.part(turn.end())
        if right.letters.startswith("w"):  # "…; trường hợp vượt thẩm quyền, Sở Y tế báo cáo"
            offset = self.around.first_word(right.pieces[0].start)
            return self.around.opening(offset) in UNSAID and bool(self.subjects.of(right, offset).actors)
        bodies = _PLAIN.match(right.letters)
        return bodies is None or self.subjects.duty_follows(right, bodies.end())

    def _list_goes_on(self, row: Row, start: int, end: int) -> bool:
        """Whether the bodies before a mark are a list, or end one that they are directed in: "hướng dẫn A; | B"."""
        if _LISTED.search(row.letters, start, end):
            return True
        listed = _ENDS_IN_LIST.search(row.letters, start, end)
        if listed is None:
            return False
        first = row.pieces[listed.start("bodies")].start
        return _DIRECTED.search(self.folded, max(0, first - 12), first) is not None

    def _clause(self, row: Row, start: int, end: int) -> Clause:
        subject = self.subjects.of(row, start)
        first = self.around.first_word(row.pieces[subject.begin - 1].end) if subject.begin else start
        statement = subject.opening == "statement"
        return Clause(
            start=start,
            end=end,
            predicate=self.actions.start(row, subject, start, end),
            leads=subject.actors,
            others=() if statement else tuple(_others(row.part(subject.begin), subject.actors)),
            opening=subject.opening if subject.actors or self._acts(row, first, end) else "statement",
            bound=self.subjects.bound(row, subject),
        )

    def _acts(self, row: Row, start: int, end: int) -> bool:
        """Whether a clause without a subject tells an act: a verb or a cue, maybe behind a circumstance."""
        cued = row.letters[:1] in _CUES or self.folded.startswith(_HAVE, start)
        if not (cued or self.around.verb(start)):
            return self.around.opening(start) is not None and (
                self.around.behind(start, end) > start or not _CUES.isdisjoint(row.letters)
            )
        return not _DEFINED.match(self.folded, start, end)


def _others(row: Row, leads: tuple[Actor, ...]) -> Iterator[tuple[Role, Actor]]:
    """The roles that are told by a cue; a body has one, unless it is told and asked at once."""
    given: dict[Actor, Role] = dict.fromkeys(leads, "lead")
    for role, pattern in _ROLES:
        for found in pattern.finditer(row.letters):
            if role == "principal" and _strays(row.pieces[found.start() : found.start(1)]):
                continue
            for actor in row.actors(*found.span(1)):
                before = given.setdefault(actor, role)
                if actor not in leads and (before == role or {before, role} == _TWO_AT_ONCE):
                    yield role, actor


def _strays(pieces: list[Piece]) -> bool:
    """Whether an action stands between a cue and its bodies: "đề xuất | bố trí cán bộ cho | các xã"."""
    return any(piece.letter == "w" and piece.end - piece.start > _LONGEST_PHRASE for piece in pieces)
