"""Where the act of a clause begins: behind its subject, "chủ trì", those who coordinate, a ground.

    "Sở Y tế chủ trì, phối hợp với Công an tỉnh | xây dựng quy chế"
    "Căn cứ Kế hoạch này, Sở Y tế | xây dựng quy chế"

A subject comes in, an offset goes out.
"""

import re

from vnpolicy.parsing.circumstances import UNSAID, Circumstances
from vnpolicy.parsing.pieces import BODIES, Piece, Row
from vnpolicy.parsing.subjects import Subject

_BEFORE_ACTION = re.compile(rf"(?:[,;:]|w?L|C(?:w?m)?{BODIES}|p{BODIES})*")
_ANSWERS = re.compile(r"(?:\stoàn diện)?\s(?:về|trước)\s")  # behind "chịu trách nhiệm"


class Actions:
    """Finds where the predicates of one text begin."""

    def __init__(self, around: Circumstances) -> None:
        self.around, self.folded = around, around.folded

    def start(self, row: Row, subject: Subject, start: int, end: int) -> int:
        """The offset at which the act of a clause begins."""
        offset = self._behind_roles(row, subject.after or subject.begin) or start
        unsaid = not subject.after and subject.opening in UNSAID
        if unsaid or self.around.gives_ground(offset):
            offset = self.around.behind(offset, end)
            offset = next((self._behind_roles(row, at) or offset for at, piece in enumerate(row.pieces)
                           if piece.start == offset and piece.letter in "LC"), offset)  # fmt: skip
        while offset < end and self.folded[offset] in " ,:;":
            offset += 1
        return offset

    def _behind_roles(self, row: Row, at: int) -> int | None:
        """The offset behind the cues and bodies that stand at a place in the row before any action."""
        letters = "".join(self._letter(piece) for piece in row.pieces)
        found = _BEFORE_ACTION.match(letters, at)
        last = found.end() if found else at
        return row.pieces[last - 1].end if last else None

    def _letter(self, piece: Piece) -> str:
        """Its letter where the action is still to come: "giúp" is no action, "chịu trách nhiệm về" is one."""
        if piece.letter == "P" and self.folded.startswith("giúp", piece.start):
            return "p"
        return "w" if piece.letter == "L" and _ANSWERS.match(self.folded, piece.end) else piece.letter
