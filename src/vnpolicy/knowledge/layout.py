"""Rows about the page: words of letterhead, outline and signature, kinds of section, furniture."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row, WordRow


class OrganWord(Row, frozen=True, kw_only=True):
    """A word that opens an organ's name in a letterhead; `of` says what stands behind it."""

    table: ClassVar[str] = "organ_words"

    name: str
    forms: tuple[str, ...] = ()
    of: Literal["place", "field", "organ", ""] = ""
    under: bool = False

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.forms)


class PlaceWord(Row, frozen=True, kw_only=True):
    """A word that opens a place's name: tỉnh, thành phố, xã."""

    table: ClassVar[str] = "place_words"

    name: str
    forms: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.forms)


class ProperWord(Row, frozen=True, kw_only=True):
    """A word inside an organ's name that keeps a spelling of its own: "Việt Nam", "Trung ương"."""

    table: ClassVar[str] = "proper_words"

    name: str
    forms: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.forms)


class EnactingVerb(WordRow, frozen=True, kw_only=True):
    """What an organ does with its paper: "ban hành", "xây dựng" kế hoạch."""

    table: ClassVar[str] = "enacting"


class OutlineWord(Row, frozen=True, kw_only=True):
    """A word that labels a division: Phần, Chương, Mục, Điều, Phụ lục. Lower rank stands higher."""

    table: ClassVar[str] = "outline"

    word: str
    rank: int
    path: str
    english: str

    def phrases(self) -> Iterable[str]:
        return (self.word,)


class FormWord(WordRow, frozen=True, kw_only=True):
    """A word that opens the name of a form to be filled in: "Mẫu số 02"."""

    table: ClassVar[str] = "form_words"


class Ordinal(WordRow, frozen=True, kw_only=True):
    """A number in words: "thứ nhất". `code` is the number."""

    table: ClassVar[str] = "ordinals"


class SectionKind(Row, frozen=True, kw_only=True):
    """What a heading promises: purpose, tasks, assignments, funding. `code` is the kind."""

    table: ClassVar[str] = "section_kinds"

    headings: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.headings


class SignaturePower(Row, frozen=True, kw_only=True):
    """T/M, KT., TL.: in whose name somebody signs."""

    table: ClassVar[str] = "signature_powers"

    expansion: str
    forms: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.forms


class Office(Row, frozen=True, kw_only=True):
    """An office that a person holds: "Phó Bí thư", "Chủ tịch", "Giám đốc"."""

    table: ClassVar[str] = "offices"

    name: str
    words: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.words)


class Rank(WordRow, frozen=True, kw_only=True):
    """A military rank or a degree before a signer's name."""

    table: ClassVar[str] = "ranks"


class Surname(WordRow, frozen=True, kw_only=True):
    """A family name: "Nguyễn"."""

    table: ClassVar[str] = "surnames"


class Furniture(Row, frozen=True, kw_only=True):
    """A line of the page that is no text of the document: mottos, rules, stamps."""

    table: ClassVar[str] = "furniture"

    forms: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.forms


class CopyMark(Row, frozen=True, kw_only=True):
    """A kind of certified copy: "SAO LỤC" beside the name of who copied, "Số 15/SL-UBND" under it."""

    table: ClassVar[str] = "copies"

    name: Literal["sao y", "sao lục", "trích sao", "bản sao"]
    marks: tuple[str, ...]
    symbols: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.marks


ROWS: tuple[type[Row], ...] = (
    OrganWord, PlaceWord, ProperWord, EnactingVerb, OutlineWord, FormWord, Ordinal, SectionKind, SignaturePower, Office,
    Rank, Surname, Furniture, CopyMark,
)  # fmt: skip
