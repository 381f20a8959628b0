"""Rows about documents: types, organ suffixes, terms, known documents, relation cues."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row, WordRow
from vnpolicy.model import Relation

Family = Literal["party", "state", "any"]


class DocType(Row, frozen=True, kw_only=True):
    """A type of document. `code` is its part of an id (`ct`), `name` as in running text, lower case."""

    table: ClassVar[str] = "types"

    name: str
    english: str
    symbols: tuple[str, ...] = ()  # letters in a number: CT; the first is the usual one
    party_symbols: tuple[str, ...] = ()  # letters it shares with another type in Party numbers: QĐ
    words: tuple[str, ...] = ()  # other written forms of the name: "sắc luật"
    family: Family = "any"
    strict: bool = False  # its name is an everyday word too: in lower case it names no document
    by_symbol: bool = False  # a bare number behind it names no document: "Báo cáo 6 tháng"
    of: str | None = (
        None  # name of the type of which it is a form: a "quy chế phối hợp" is cited as a quy chế
    )

    @property
    def cited_as(self) -> str:
        """The type that a mention of it tells."""
        return self.of or self.name

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.words)


class Organ(Row, frozen=True, kw_only=True):
    """An organ suffix of document numbers. `code` is the series (`tu`), `suffix` its usual print (TU)."""

    table: ClassVar[str] = "organs"

    suffix: str
    name: str
    variants: tuple[str, ...] = ()
    level: str | None = None
    branch: str | None = None
    local: bool = False  # each province (district, commune) has its own series
    period: Literal["term", "year", "day"] = "year"
    one_counter: tuple[str, ...] = ()  # codes of types that share letters and are numbered as one
    standing: tuple[
        str, ...
    ] = ()  # codes of types that its standing committee alone issues, never its plenum
    since: str | None = None
    until: str | None = None

    def phrases(self) -> Iterable[str]:
        return (self.suffix, *self.variants)


class Committee(Row, frozen=True, kw_only=True):
    """A committee whose congresses are known: with each, the numbers of all its `organs` begin again."""

    table: ClassVar[str] = "committees"

    organs: tuple[str, ...]  # codes of the organ suffixes: its own and those of its advisory bodies
    place: str = ""  # of a province or district, as in an id: dak-lak

    def phrases(self) -> Iterable[str]:
        return ()


class Term(Row, frozen=True, kw_only=True):
    """A term (khoá) of a committee: the numbers of its organs run from `since` to `until`."""

    table: ClassVar[str] = "terms"

    committee: str
    ordinal: str  # "X"
    since: str
    until: str | None = None

    def phrases(self) -> Iterable[str]:
        return ()


class KnownDocument(Row, frozen=True, kw_only=True):
    """A central document known as a fact, used for identity only. `code` is its id: ct:43:tw:k10."""

    table: ClassVar[str] = "register"

    type: str
    number: str
    date: str
    issuer: str | None = None
    title: str | None = None
    names: tuple[str, ...] = ()  # printed names that stand for this one act alone
    law: str | None = None  # code of its name in the table of laws, which later acts may bear too
    until: str | None = None  # of a law: the last day on which it is known to be in force
    sole: bool = (
        False  # no other act bore the name of this law, no other resolution was adopted by this plenum
    )
    plenum: str | None = None  # term and number of the plenum that adopted it: "XI.4"

    def phrases(self) -> Iterable[str]:
        return self.names


class LawName(Row, frozen=True, kw_only=True):
    """The name of a law, code, ordinance or charter, without its type word: "Hoạt động chữ thập đỏ"."""

    table: ClassVar[str] = "laws"

    type: str  # code of its document type
    names: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return (*self.names, *(name.replace(", ", " ") for name in self.names if ", " in name))


class IssuerWord(WordRow, frozen=True, kw_only=True):
    """Words that begin or end the name of an issuer after "của"."""

    table: ClassVar[str] = "issuer_words"


class Counted(WordRow, frozen=True, kw_only=True):
    """Words that a number before them counts: in "Kế hoạch 5 năm" the 5 is no document number."""

    table: ClassVar[str] = "counted"


class Pointer(WordRow, frozen=True, kw_only=True):
    """Words beside a type word that point to a document, or give it a short name: "này", "sau đây gọi tắt là"."""

    table: ClassVar[str] = "pointers"


class RelationCue(Row, frozen=True, kw_only=True):
    """Words before a mention that say what this document does to it."""

    table: ClassVar[str] = "relations"

    relation: Relation
    detail: str | None = None
    words: tuple[str, ...] = ()
    zones: tuple[Literal["title", "preamble", "basis", "effect", "note", "body"], ...] = ()  # where it counts
    types: tuple[str, ...] = ()  # codes of the types it is said of; empty: of any
    opens: bool = False  # rules over a "thực hiện" behind it
    behind: bool = False  # stands behind the mention: "… hết hiệu lực"

    def phrases(self) -> Iterable[str]:
        return self.words


ROWS: tuple[type[Row], ...] = (
    DocType,
    Organ,
    Committee,
    Term,
    KnownDocument,
    LawName,
    IssuerWord,
    Counted,
    Pointer,
    RelationCue,
)
