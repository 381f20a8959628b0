"""What stands before the act of a sentence: when, on what ground, under what condition.

    "Căn cứ Kế hoạch này và tình hình địa phương, | xây dựng chương trình"
    "Định kỳ hàng năm | báo cáo kết quả"

openings.toml and verbs.toml hold the words.
"""

import re

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Opening, Verb

# What ends a circumstance, where a verb follows: a comma, "thì", the end of "theo chức năng, nhiệm vụ được giao".
_END = re.compile(
    r",\s|\sthì\s|được (?:giao|phân công|phân cấp)\s|quản lý\s|quyền hạn\s|nhiệm vụ\s|này\s|quy định\s"
)
_NOT = "không "
# Openings whose subject or verb is still to come.
UNSAID = ("time", "circumstance", "condition", "fresh")


class Circumstances:
    """The openings and verbs of one text, asked by offset."""

    def __init__(self, folded: str, knowledge: Knowledge) -> None:
        self.folded = folded
        self.verbs = knowledge.matcher(Verb)
        self.openings = knowledge.matcher(Opening)

    def opening(self, start: int) -> str | None:
        """The kind of the opening that stands at an offset."""
        found = self.openings.at(self.folded, start)
        return found.row.kind if found else None

    def verb(self, offset: int) -> Verb | None:
        """The verb that stands at an offset, or behind the comma there."""
        while self.folded[offset : offset + 1] in (" ", ",", ":"):
            offset += 1
        if self.folded.startswith(_NOT, offset):
            offset += len(_NOT)
        found = self.verbs.at(self.folded, offset)
        return found.row if found and found.row.kind != "none" else None

    def first_word(self, offset: int) -> int:
        """The offset behind the blanks there."""
        while self.folded[offset : offset + 1] == " ":
            offset += 1
        return offset

    def gives_ground(self, offset: int) -> bool:
        """Whether a ground is told there, "căn cứ …", before any act."""
        verb = self.verb(offset)
        return verb is not None and verb.kind == "reason"

    def act_follows(self, offset: int, end: int) -> bool:
        """Whether an act is told there, be it behind a ground."""
        if self.gives_ground(offset):
            return self.behind(offset, end) > offset
        return self.verb(offset) is not None

    def behind(self, start: int, end: int) -> int:
        """The first verb behind "Định kỳ", or behind the comma or "được giao" that ends "Căn cứ …"; else `start`."""
        offset = start
        while opening := self.openings.at(self.folded, offset):
            offset = opening.end + 1
            verb = self.verbs.at(self.folded, offset)
            if opening.row.kind == "time" and verb and verb.row.kind != "aspect":
                return offset
        for mark in _END.finditer(self.folded, start, end):
            verb = self.verbs.at(self.folded, mark.end())
            if verb and verb.row.kind != "reason" and not verb.row.noun:
                return mark.end()
        return start
