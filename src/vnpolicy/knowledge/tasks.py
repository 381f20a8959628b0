"""Rows about what tasks say beside their roles: what they bring forth, numbers, conditions, for whom."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row


class ProductWord(Row, frozen=True, kw_only=True):
    """What a task brings forth: a document or an event."""

    table: ClassVar[str] = "products"

    kind: Literal["document", "event"]
    words: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.words


class Maker(Row, frozen=True, kw_only=True):
    """Words at once before a product that say that it is to be made: "ban hành | quy chế"."""

    table: ClassVar[str] = "makers"

    kind: Literal["document", "event", "either", "none"]
    words: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.words


class QuantityCue(Row, frozen=True, kw_only=True):
    """Words at once before a number that make it a target, and say how its value is meant: "ít nhất | 80%"."""

    table: ClassVar[str] = "quantity_cues"

    words: tuple[str, ...]
    operator: Literal[">=", "<=", ">", "<", "~"] | None = None
    sets: bool = False
    clause: bool = False
    change: Literal["up", "down"] | None = None
    level: bool = False

    def phrases(self) -> Iterable[str]:
        return self.words


class Unit(Row, frozen=True, kw_only=True):
    """What a number counts or measures."""

    table: ClassVar[str] = "units"

    kind: Literal["money", "measure", "aimed", "thing"]
    words: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.words


class TargetEnd(Row, frozen=True, kw_only=True):
    """Words that end the noun phrase behind a number; a `verb` only where that phrase is the subject."""

    table: ClassVar[str] = "target_ends"

    words: tuple[str, ...]
    verb: bool = False

    def phrases(self) -> Iterable[str]:
        return self.words


class ConditionCue(Row, frozen=True, kw_only=True):
    """Words that open a condition: "nếu"; one that `opens` does so only where a clause begins: "khi"."""

    table: ClassVar[str] = "condition_cues"

    words: tuple[str, ...]
    opens: bool = False

    def phrases(self) -> Iterable[str]:
        return self.words


class AudienceCue(Row, frozen=True, kw_only=True):
    """A preposition before those for whom an act is done: "cho", "đối với"."""

    table: ClassVar[str] = "audience_cues"

    words: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.words


class AudienceWord(Row, frozen=True, kw_only=True):
    """First words for people for whom an act may be done: "nông dân"."""

    table: ClassVar[str] = "audience_words"

    words: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.words


ROWS: tuple[type[Row], ...] = (
    ProductWord,
    Maker,
    QuantityCue,
    Unit,
    TargetEnd,
    ConditionCue,
    AudienceCue,
    AudienceWord,
)
