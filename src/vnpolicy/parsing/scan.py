"""A text with what all finders of references look up in it: type words and symbols, each scanned once."""

from functools import cached_property
from itertools import accumulate

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import DocType, LawName
from vnpolicy.model import Reference
from vnpolicy.parsing.symbols import Symbol, find_standards, find_symbols

LAWS = frozenset({"luat", "bl", "pl"})  # codes of the types that are cited by the name of a law
_NOT_LAW = ("pháp ", "kỷ ", "kỉ ", "định ", "quy ")  # "pháp luật", "kỷ luật"


class Scan(msgspec.Struct, frozen=True, dict=True):
    """The text, its matching key, and this document's own number and type."""

    text: str
    folded: str
    knowledge: Knowledge
    own: str | None = None
    own_type: str | None = None

    @cached_property
    def heads(self) -> list[Found[DocType]]:
        """The type words, from left to right; not those inside the name of a law ("Luật Quy hoạch")."""
        names, out, named = self.knowledge.matcher(LawName), [], 0
        for head in self.knowledge.matcher(DocType).find(self.folded):
            wrapped = "\n" in self.text[head.start : head.end]  # the title "THÔNG BÁO / KẾT LUẬN …"
            everyday = head.row.code == "luat" and self.folded.endswith(_NOT_LAW, 0, head.start)
            if head.start < named or wrapped or everyday:
                continue
            law = names.at(self.folded, head.end + 1) if head.row.code in LAWS else None
            named = law.end if law else named
            out.append(head)
        return out

    @cached_property
    def head_ends(self) -> list[int]:
        """Where the type words end."""
        return [head.end for head in self.heads]

    @cached_property
    def symbols(self) -> list[Symbol]:
        """The printed symbols, from left to right; none inside another ("QCVN 01:2018/BYT")."""
        numbers = find_symbols(self.text, self.folded, self.knowledge)
        found = sorted((*numbers, *find_standards(self.text, self.folded)), key=lambda symbol: symbol.start)
        ends = accumulate((symbol.end for symbol in found), max, initial=0)
        return [symbol for symbol, end in zip(found, ends, strict=False) if symbol.start >= end]

    @cached_property
    def symbol_ends(self) -> list[int]:
        """Where the symbols end."""
        return [symbol.end for symbol in self.symbols]

    def capital(self, start: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[start : start + 1].isupper()

    def is_word(self, start: int) -> bool:
        """Whether a letter or digit stands here."""
        return self.text[max(0, start) : start + 1].isalnum()


def begin(mention: Reference) -> int:
    """Where a mention begins; it is printed, so it begins somewhere."""
    return mention.start or 0


def finish(mention: Reference) -> int:
    """Where a mention ends."""
    return mention.end or 0
