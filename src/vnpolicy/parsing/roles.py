"""Who does what in a sentence: the grammar of roles.

    Sở Y tế chủ trì phối hợp với Công an tỉnh tham mưu cho UBND tỉnh ban hành quy chế …
    A       L       C            A            P            A         w

A sentence comes in as a row of pieces, each written as one letter: bodies and office-holders (A), the cues of
roles.toml (L leads, G assigns, E asks, C coordinates, P serves, R reports, Q through, B owes, H heads), marks
(; : ,) and the words between them (w; where they end with a preposition, c "cho", m "với" or v "về" follows).
The tables below read that row as a regular expression reads a text; out come the clauses with their roles.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Opening, RoleCue, Verb
from vnpolicy.model import Role
from vnpolicy.parsing.actors import Actor

_LETTERS = {
    "leads": "L", "assigns": "G", "asks": "E", "coordinates": "C", "serves": "P",
    "reports": "R", "through": "Q", "owes": "B", "heads": "H",
}  # fmt: skip
_PREPOSITIONS = {"cho": "c", "với": "m", "cùng": "m", "về": "v", "lên": "v", "tới": "v", "đến": "v"}

_BODIES = r"A(?:[,;]{1,2}A)*"
# Where the row matches, the bodies in brackets have the role.
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("coordinate", re.compile(rf"(?:C(?:w?m)?|L,)({_BODIES})")),
    ("principal", re.compile(rf"[PE](?:w?[cm])?({_BODIES})")),
    ("report_to", re.compile(rf"R(?:[^A;GE]{{0,20}}?[cmv])?({_BODIES})")),
    ("report_to", re.compile(rf"R.{{0,40}}?Q({_BODIES})")),
    ("lead", re.compile(rf"({_BODIES})L")),
)
# How a sentence opens: with somebody who is told ("UBND tỉnh yêu cầu Sở Y tế"), or with its plain subject.
_TOLD = re.compile(rf"(?:{_BODIES},?)?[GE]c?({_BODIES})")
_SUBJECT = re.compile(rf"({_BODIES})")
_OWED = re.compile(rf".{{0,40}}?B({_BODIES})")
_RUN_IN = re.compile(rf"[w,]{{1,6}}:({_BODIES})")  # behind a heading that runs in: "Mở sổ: | Sở Y tế | lập"
_DUTY_CUE = re.compile(r"[,:]{0,2}(?:w?L|[CPR])")
_HEADING = re.compile(rf"[GEH]?c?{_BODIES}(?:L:)?[,;:]*")
# What follows a circumstance ("Căn cứ kế hoạch này, …"): where to look for the subject.
_LATER = re.compile(rf"(?P<told>[GE]c?)?(?:(?<=[,;:w])|(?<=[GEc]))(?P<bodies>{_BODIES})")
# A new subject within a sentence: after ";", or after "," where its duty is told in so many words.
_TURN = re.compile(rf";(?=(?:[GE]c?)?{_BODIES}[^A,;])|(?<=w),(?={_BODIES}L)")
_LISTED = re.compile(rf"(?:^|(?<=;)|[GE]c?|C(?:w?m)?){_BODIES}$")
_UNSAID = ("time", "circumstance", "condition", "fresh")  # openings whose subject is still to come
_LONGEST_PHRASE = 20  # characters between a cue and its preposition: "tham mưu | kịp thời | cho"
_LONGEST_LIST = 80  # letters looked back over to see whether bodies go on with a list
_BEFORE_ACTION = re.compile(rf"(?:[,;:]|w?L|C(?:w?m)?{_BODIES}|p{_BODIES})*")

_CIRCUMSTANCE_END = re.compile(
    r",\s|\sthì\s|được (?:giao|phân công)\s|quản lý\s|quyền hạn\s|nhiệm vụ\s|này\s"
)
_JOIN = re.compile(r"\s?(?:,|và|cùng|cùng với|hoặc|&|/|,\s(?:và|cùng))\s?")
_BRACKET = re.compile(r"\([^()]{0,300}\)")
# The head of a list, with its office: "Giám đốc các Sở: | Y tế, Tài chính".
_SHARED_HEAD = re.compile(r"(?:(?:giám đốc|bộ trưởng|thủ trưởng)\s)?(?:các\s)?(?<!\w)(?:sở|bộ)\s?:\s?$")
# The formula by which an office passes a paper on: "Văn phòng Tỉnh ủy thông báo để các cơ quan biết".
_PASSES_ON = re.compile(r"\s?(?:xin )?thông báo [^.;]{0,200}\bbiết\b")
_QUANTITY = re.compile(r"[\s\"]{0,2}(?:\d{1,3}% |tất cả |toàn thể |mỗi |từng |riêng |tập thể |các |cả )?")
# What tells that no duty follows a body: what it has done, thinks or is, whose it is.
_NO_DUTY = re.compile(
    r"\s?(?:\([^()]{0,200}\)\s?)?(?:(?:đã|chưa|đang|vẫn|còn|bị|của|thuộc|về|như|gồm|bao gồm|do|đạt|nơi"
    r"|được(?! (?:giao|phân công|khuyến khích|chỉ định) (?!tại|ở|nhiệm vụ|nêu))"
    r"|là(?! (?:cơ quan |đơn vị |lực lượng )?(?:thường trực|đầu mối|chủ trì|nòng cốt))"
    r"|một|ít nhất|tối thiểu|có tên|nêu|chỉ được|chỉ có|đóng vai trò|ghi nhận|biểu dương|đánh giá cao|hoan nghênh"
    r"|nhận thấy|thống nhất với|kết luận|nhận được)\b|[.;)\"]|$"
    r"|có\s(?!thể|trách nhiệm|nhiệm vụ|văn bản|kế hoạch|giải pháp|phương án|biện pháp))"
)
# Before bodies: that they own or suffer something, and do not act here.
_OWNED = re.compile(r"(?<!\w)(?:của|được|do|bởi|tại|giữa|thuộc|bị|từ|trong|là)\s$")
_ANSWERS = re.compile(r"(?:\stoàn diện)?\s(?:về|trước)\s")  # behind "chịu trách nhiệm"
_PAST = re.compile(r"\s?(?:đã|chưa|đang|vẫn)\b")


class Clause(msgspec.Struct, frozen=True):
    """What a clause says: its own subject, the other roles, where its predicate begins, how it opens."""

    start: int
    end: int
    predicate: int
    leads: tuple[Actor, ...] = ()
    others: tuple[tuple[Role, Actor], ...] = ()
    opening: str | None = None  # a kind of Opening; or "told": somebody tells the leads to act ("Giao X")


class _Piece(NamedTuple):
    start: int
    end: int
    letter: str
    actor: Actor | None = None


class _Row(NamedTuple):
    """A stretch of text as letters; `pieces` holds what each letter stands for."""

    letters: str
    pieces: list[_Piece]

    def actors(self, start: int, end: int) -> tuple[Actor, ...]:
        return tuple(piece.actor for piece in self.pieces[start:end] if piece.actor)


class Grammar:
    """Reads the clauses of one text."""

    def __init__(self, folded: str, actors: Iterable[Actor], knowledge: Knowledge) -> None:
        self.folded = folded
        self.verbs = knowledge.matcher(Verb)
        self.openings = knowledge.matcher(Opening)
        self.pieces = _pieces(folded, actors, knowledge)
        self.starts = [piece.start for piece in self.pieces]

    def bodies_alone(self, start: int, end: int) -> tuple[Actor, ...]:
        """The bodies of a heading that names them and says no more ("Giao Sở Y tế, Công an tỉnh:")."""
        row = self._row(start, end)
        return row.actors(0, len(row.letters)) if _HEADING.fullmatch(row.letters) else ()

    def subjects(self, start: int, end: int) -> tuple[Actor, ...]:
        """The subjects of a stretch that is a sentence and no mere list of bodies."""
        row = self._row(start, end)
        if not any(
            self._duty_follows(row, found.end(), by_verb=True) for found in _SUBJECT.finditer(row.letters)
        ):
            return ()
        return tuple(actor for clause in self.clauses(start, end) for actor in clause.leads)

    def bodies_in(self, start: int, end: int) -> tuple[Actor, ...]:
        """All bodies in a stretch: the value of a field."""
        row = self._row(start, end)
        return row.actors(0, len(row.letters))

    def clauses(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses of a sentence: one, or more where the subject changes within it."""
        row = self._row(start, end)
        begin = 0
        for turn in _TURN.finditer(row.letters):
            if self._turns(row, begin, turn, start):
                at = turn.start()
                yield self._clause(
                    _Row(row.letters[begin:at], row.pieces[begin:at]), start, row.pieces[at].start
                )
                begin, start = at + 1, row.pieces[at + 1].start
        yield self._clause(_Row(row.letters[begin:], row.pieces[begin:]), start, end)

    def _turns(self, row: _Row, begin: int, turn: re.Match[str], start: int) -> bool:
        """Whether the bodies after a mark are a new subject, and no more items of a list."""
        if _LISTED.search(row.letters, max(begin, turn.start() - _LONGEST_LIST), turn.start()):
            return False
        if self._opening(row.letters[begin], start):
            left = _Row(row.letters[begin : turn.start()], row.pieces[begin : turn.start()])
            if not self._subject(left, start)[0]:
                return False
        bodies = _SUBJECT.match(row.letters, turn.end())
        return bodies is None or self._duty_follows(row, bodies.end(1))

    def _opening(self, letter: str, start: int) -> str | None:
        opening = None if letter == "A" else self.openings.at(self.folded, start)
        return opening.row.kind if opening else None

    def _clause(self, row: _Row, start: int, end: int) -> Clause:
        leads, after, opening = self._subject(row, start)
        others = () if opening == "statement" else tuple(_others(row, set(leads)))
        return Clause(
            start=start,
            end=end,
            predicate=self._predicate(row, after, start, end, opening),
            leads=leads,
            others=others,
            opening=opening,
        )

    def _subject(self, row: _Row, start: int) -> tuple[tuple[Actor, ...], int, str | None]:
        """The bodies that a clause makes act, the place in the row behind them, and how the clause opens."""
        opening = self._opening(row.letters[:1], start)
        if found := _TOLD.match(row.letters):
            return row.actors(*found.span(1)), found.end(1), "told"
        if found := _SUBJECT.match(row.letters):
            duty = self._duty_follows(row, found.end(1))
            return (row.actors(*found.span(1)), found.end(1), None) if duty else ((), 0, "statement")
        if found := _OWED.match(row.letters):
            return row.actors(*found.span(1)), found.end(1), None
        found = _RUN_IN.match(row.letters)
        if found and self._duty_follows(row, found.end(1), by_verb=True):
            return row.actors(*found.span(1)), found.end(1), None
        if opening in _UNSAID:
            return self._later_subject(row, opening)
        return (), 0, opening

    def _later_subject(self, row: _Row, opening: str) -> tuple[tuple[Actor, ...], int, str | None]:
        """The subject behind a circumstance: "Căn cứ kế hoạch này, các sở xây dựng …"."""
        for found in _LATER.finditer(row.letters):
            first, at = found.span("bodies")
            if opening == "condition" and not found["told"] and not self._after_condition(row, first):
                continue
            if found["told"]:
                return row.actors(first, at), at, "told"
            if _OWNED.search(self.folded, max(0, row.pieces[first].start - 12), row.pieces[first].start):
                first = self._after_comma(row, first, at)
            if first < at and self._duty_follows(row, at, by_verb=True):
                return row.actors(first, at), at, None
            if _PAST.match(self.folded, row.pieces[at - 1].end):
                return (), 0, "statement"
        return (), 0, opening

    def _after_condition(self, row: _Row, first: int) -> bool:
        """Whether bodies stand behind the condition: "nếu có vướng mắc, | các sở | báo cáo"."""
        start = row.pieces[first].start
        whole = self.folded[row.pieces[0].start : row.pieces[-1].end]
        undivided = "," not in row.letters and " thì " not in whole
        return undivided or row.letters[first - 1] in ",:" or self.folded.endswith(" thì ", 0, start)

    def _after_comma(self, row: _Row, first: int, at: int) -> int:
        """The last of some bodies, if a comma parts it from them: "theo ý kiến của Sở A, Sở B lập …"."""
        parted = at - first > 2 and self.folded[row.pieces[at - 2].start] == ","
        return at - 1 if parted else at

    def _duty_follows(self, row: _Row, at: int, *, by_verb: bool = False) -> bool:
        """Whether what stands behind bodies gives them a duty; `by_verb`: only a known verb or cue does."""
        offset = row.pieces[at - 1].end
        if _DUTY_CUE.match(row.letters, at):
            return not _PASSES_ON.match(self.folded, offset)
        if not by_verb and row.letters[at : at + 1] != ":":
            return at < len(row.letters) and not _NO_DUTY.match(self.folded, offset)
        while offset < len(self.folded) and self.folded[offset] in " ,:":
            offset += 1
        verb = self.verbs.at(self.folded, offset)
        return verb is not None and verb.row.kind != "reason"

    def _predicate(self, row: _Row, after: int, start: int, end: int, opening: str | None) -> int:
        """Where the action begins: behind the subject, "chủ trì" and those who coordinate or are helped."""
        offset = self._behind_roles(row, after) or start
        if self._gives_ground(offset) or (not after and opening in _UNSAID):
            offset = self._behind_circumstance(offset, end)
            offset = next((self._behind_roles(row, at) or offset for at, piece in enumerate(row.pieces)
                           if piece.start == offset and piece.letter in "LC"), offset)  # fmt: skip
        while offset < end and self.folded[offset] in " ,:;":
            offset += 1
        return offset

    def _behind_roles(self, row: _Row, at: int) -> int | None:
        """The offset behind the cues and bodies that stand at a place in the row before any action."""
        letters = "".join(self._letter_before_action(piece) for piece in row.pieces)
        found = _BEFORE_ACTION.match(letters, at)
        last = found.end() if found else at
        return row.pieces[last - 1].end if last else None

    def _letter_before_action(self, piece: _Piece) -> str:
        """Its letter where the action is still to come: "giúp" is no action, "chịu trách nhiệm về" is one."""
        if piece.letter == "P" and self.folded.startswith("giúp", piece.start):
            return "p"
        return "w" if piece.letter == "L" and _ANSWERS.match(self.folded, piece.end) else piece.letter

    def _gives_ground(self, offset: int) -> bool:
        while self.folded[offset : offset + 1] in (" ", ","):
            offset += 1
        verb = self.verbs.at(self.folded, offset)
        return verb is not None and verb.row.kind == "reason"

    def _behind_circumstance(self, start: int, end: int) -> int:
        """The first verb behind "Định kỳ", or behind the comma or the "được giao" that ends "Căn cứ …"."""
        offset = start
        while opening := self.openings.at(self.folded, offset):
            offset = opening.end + 1
            if (
                opening.row.kind == "time"
                and (verb := self.verbs.at(self.folded, offset))
                and verb.row.kind != "aspect"
            ):
                return offset
        for mark in _CIRCUMSTANCE_END.finditer(self.folded, start, end):
            verb = self.verbs.at(self.folded, mark.end())
            if verb and verb.row.kind != "reason":
                return mark.end()
        return start

    def _row(self, start: int, end: int) -> _Row:
        pieces: list[_Piece] = []
        offset = start
        for piece in self.pieces[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            opens = offset == start or pieces[-1].letter == ";"
            pieces += _gap(self.folded, offset, piece.start, first=opens)
            pieces.append(piece)
            offset = piece.end
        pieces += _gap(self.folded, offset, end, first=False)
        return _Row("".join(piece.letter for piece in pieces), pieces)


def _pieces(folded: str, actors: Iterable[Actor], knowledge: Knowledge) -> list[_Piece]:
    """Bodies, cues and marks in order. Within the name of a body there is neither a cue nor another body."""
    found = [_Piece(actor.start, actor.end, "A", actor) for actor in actors]
    found += [_Piece(mark.start(), mark.end(), mark[0]) for mark in re.finditer(r"[;:]", folded)]
    for cue in knowledge.matcher(RoleCue).find(folded):
        if cue.row.cue in _LETTERS:
            found.append(_Piece(cue.start, cue.end, _LETTERS[cue.row.cue]))
    found.sort(key=lambda piece: (piece.start, -piece.end))
    brackets = iter(
        [*((at.start(), at.end()) for at in _BRACKET.finditer(folded)), (len(folded), len(folded))]
    )
    bracket = next(brackets)
    pieces: list[_Piece] = []
    for piece in found:
        while piece.start >= bracket[1] and bracket[1] < len(folded):
            bracket = next(brackets)
        if piece.letter == ":" and _heads_list(folded, piece, pieces):
            continue
        inside = bracket[0] < piece.start < bracket[1]
        passed_on = inside and bool(_THROUGH.match(folded, bracket[0]))
        if (not inside or passed_on) and (not pieces or piece.start >= pieces[-1].end):
            pieces.append(piece)
    return pieces


def _heads_list(folded: str, colon: _Piece, before: list[_Piece]) -> bool:
    """Whether a colon stands behind the head that the bodies after it share: "các Sở: | Y tế, Tài chính"."""
    named = bool(before) and before[-1].end >= colon.start - 1
    return not named and _SHARED_HEAD.search(folded, max(0, colon.start - 20), colon.end) is not None


_THROUGH = re.compile(r"\(\s?(?:thông )?qua\s")


def _gap(folded: str, start: int, end: int, *, first: bool) -> Iterator[_Piece]:
    """The words between two pieces as letters: a joint of a list, a comma, words, their last preposition."""
    if start >= end:
        return
    words = _SHARED_HEAD.sub("", _BRACKET.sub(" ", folded[start:end]))
    if first and _QUANTITY.fullmatch(words):
        return
    words = words.replace("(", " ")
    stripped = words.strip()
    if not stripped or stripped == ")":
        return
    if _JOIN.fullmatch(words):
        yield _Piece(start, end, ",")
        return
    if stripped.startswith(","):
        yield _Piece(start, start, ",")
    bare = stripped.strip(", ")
    last = _PREPOSITIONS.get(bare.rsplit(" ", 1)[-1], "")
    if bare and bare != last:
        if not (last and " " not in bare):
            yield _Piece(start, end, "w")
        if last and not stripped.endswith(","):
            yield _Piece(end, end, last)
    if stripped.endswith(",") and len(stripped) > 1:
        yield _Piece(end, end, ",")


def _others(row: _Row, leads: set[Actor]) -> Iterator[tuple[Role, Actor]]:
    """The roles that are told by a cue; a body that has one already gets no second."""
    given = set(leads)
    for role, pattern in _ROLES:
        for found in pattern.finditer(row.letters):
            if role == "principal" and _strays(row.pieces[found.start() : found.start(1)]):
                continue
            for actor in row.actors(*found.span(1)):
                if actor not in given:
                    given.add(actor)
                    yield role, actor


def _strays(pieces: list[_Piece]) -> bool:
    """Whether an action stands between a cue and its bodies: "đề xuất | bố trí cán bộ cho | các xã"."""
    return any(piece.letter == "w" and piece.end - piece.start > _LONGEST_PHRASE for piece in pieces)
