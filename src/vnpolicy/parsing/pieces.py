"""A text cut into the pieces that tell roles, each written as one letter.

    Sở Y tế chủ trì phối hợp với Công an tỉnh tham mưu cho UBND tỉnh ban hành quy chế …
    A       L       C            A            P            A         w

The letters: bodies and office-holders (A); the cues of roles.toml (L leads, G assigns, E asks, C coordinates,
P serves, R reports, Q through, B owes, H heads, K draws); marks (; : ,); and the words between them (w; where they end
with a preposition, c "cho", m "với" or v "về" follows). `roles` and `subjects` read a row of letters as a regular
expression reads a text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import RoleCue
from vnpolicy.parsing.actors import Actor

# Headings whose words tell who leads, though no table knows him: "Trách nhiệm của | chủ phương tiện".
DUTY_OF = (
    "trách nhiệm của", "nhiệm vụ của", "nhiệm vụ và quyền hạn của", "nhiệm vụ, quyền hạn của",
    "trách nhiệm và quyền hạn của",
)  # fmt: skip
# Bodies that share a role, as letters.
BODIES = r"A(?:[,;]{1,2}A)*"

_LETTERS = {
    "leads": "L", "assigns": "G", "asks": "E", "coordinates": "C", "serves": "P",
    "reports": "R", "through": "Q", "owes": "B", "heads": "H", "draws": "K",
}  # fmt: skip
_PREPOSITIONS = {"cho": "c", "với": "m", "cùng": "m", "về": "v", "lên": "v", "tới": "v", "đến": "v"}
_JOIN = re.compile(r"\s?(?:,|và|cùng|cùng với|hoặc|&|/|,\s(?:và|cùng))\s?")
_MARK = re.compile(r"[;:]")
_BRACKET = re.compile(r"\([^()]{0,300}\)")
_THROUGH = re.compile(r"\([*\s]{0,2}(?:thông )?qua\s")
# The head of a list, with its office: "Giám đốc các Sở: | Y tế, Tài chính".
_SHARED_HEAD = re.compile(r"(?:(?:giám đốc|bộ trưởng|thủ trưởng)\s)?(?:các\s)?(?<!\w)(?:sở|bộ)\s?:\s?$")
_QUANTITY = re.compile(
    r"[\s\"]{0,2}(?:\d{1,3}% |tất cả |toàn thể |mỗi |từng |riêng |tập thể |các |cả |đồng chí )?"
)


class Piece(NamedTuple):
    """One letter and what it stands for."""

    start: int
    end: int
    letter: str
    actor: Actor | None = None


class Row(NamedTuple):
    """A stretch of text as letters; `pieces` holds what each letter stands for."""

    letters: str
    pieces: list[Piece]

    def actors(self, start: int, end: int) -> tuple[Actor, ...]:
        """The bodies among the letters [start, end)."""
        return tuple(piece.actor for piece in self.pieces[start:end] if piece.actor)

    def part(self, start: int, end: int | None = None) -> "Row":
        """The letters [start, end) as a row."""
        return Row(self.letters[start:end], self.pieces[start:end])


class Pieces:
    """The pieces of one text, to be asked for rows."""

    def __init__(self, folded: str, actors: Iterable[Actor], knowledge: Knowledge) -> None:
        self.folded = folded
        self.actors = sorted(actors)
        self.pieces = _pieces(folded, self.actors, knowledge)
        self.starts = [piece.start for piece in self.pieces]
        self._rows: dict[tuple[int, int], Row] = {}

    def row(self, start: int, end: int) -> Row:
        """The row of the stretch [start, end): each is asked for several times."""
        if (start, end) not in self._rows:
            self._rows[start, end] = self._row(start, end)
        return self._rows[start, end]

    def _row(self, start: int, end: int) -> Row:
        pieces: list[Piece] = []
        offset = start
        for piece in self.pieces[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            opens = offset == start or pieces[-1].letter == ";"
            pieces += _gap(self.folded, offset, piece.start, first=opens)
            pieces.append(piece)
            offset = piece.end
        pieces += _gap(self.folded, offset, end, first=False)
        return Row("".join(piece.letter for piece in pieces), pieces)


def _pieces(folded: str, actors: Iterable[Actor], knowledge: Knowledge) -> list[Piece]:
    """Bodies, cues and marks in order. Within the name of a body there is neither a cue nor another body."""
    found = [Piece(actor.start, actor.end, "A", actor) for actor in actors]
    starts = {piece.start for piece in found}
    found += [Piece(mark.start(), mark.end(), mark[0]) for mark in _MARK.finditer(folded)]
    for cue in knowledge.matcher(RoleCue).find(folded):
        if cue.row.cue in _LETTERS:
            found.append(Piece(cue.start, cue.end, _LETTERS[cue.row.cue]))
    found.sort(key=lambda piece: (piece.start, -piece.end))
    brackets = iter(
        [*((at.start(), at.end()) for at in _BRACKET.finditer(folded)), (len(folded), len(folded))]
    )
    bracket = next(brackets)
    pieces: list[Piece] = []
    for piece in found:
        while piece.start >= bracket[1] and bracket[1] < len(folded):
            bracket = next(brackets)
        if piece.letter == ":" and _heads_list(folded, piece, pieces):
            continue
        if piece.letter == ":" and _lists_members(folded, piece, pieces, starts):
            piece = piece._replace(letter=",")
        inside = bracket[0] < piece.start < bracket[1]
        passed_on = inside and bool(_THROUGH.match(folded, bracket[0]))
        if (not inside or passed_on) and (not pieces or piece.start >= pieces[-1].end):
            pieces.append(piece)
    return pieces


def _heads_list(folded: str, colon: Piece, before: list[Piece]) -> bool:
    """Whether a colon stands behind the head that the bodies after it share: "các Sở: | Y tế, Tài chính"."""
    named = bool(before) and before[-1].end >= colon.start - 1
    return not named and _SHARED_HEAD.search(folded, max(0, colon.start - 20), colon.end) is not None


def _lists_members(folded: str, colon: Piece, before: list[Piece], starts: set[int]) -> bool:
    """Whether a colon stands between a set and its members: "các hội: | Hội Nông dân, Hội Cựu chiến binh"."""
    if not before or before[-1].letter != "A" or before[-1].end != colon.start:
        return False
    return folded.startswith("các ", before[-1].start) and colon.end + 1 in starts


def _words(between: str) -> str:
    """What stands between two pieces, without brackets and without the head of a list."""
    words = _BRACKET.sub(" ", between) if "(" in between else between
    return _SHARED_HEAD.sub("", words) if ":" in words else words


def _gap(folded: str, start: int, end: int, *, first: bool) -> Iterator[Piece]:
    """The words between two pieces as letters: a joint of a list, a comma, words, their last preposition."""
    if start >= end:
        return
    words = _words(folded[start:end])
    if first and _QUANTITY.fullmatch(words):
        return
    words = words.replace("(", " ")
    stripped = words.strip()
    if not stripped.strip(").") or stripped == ")":
        return
    if _JOIN.fullmatch(words):
        yield Piece(start, end, ",")
        return
    if stripped.startswith(","):
        yield Piece(start, start, ",")
    bare = stripped.strip(", ")
    last = _PREPOSITIONS.get(bare.rsplit(" ", 1)[-1], "")
    if bare and bare != last:
        if not (last and " " not in bare):
            yield Piece(start, end, "w")
        if last and not stripped.endswith(","):
            yield Piece(end, end, last)
    if stripped.endswith(",") and len(stripped) > 1:
        yield Piece(end, end, ",")
