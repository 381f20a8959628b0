"""Rows about what tasks say beside their roles: what they bring forth, numbers, conditions, for whom."""

from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row, WordRow


class ProductWord(WordRow, frozen=True, kw_only=True):
    """What a task brings forth: a document or an event."""

    table: ClassVar[str] = "products"

    kind: Literal["document", "event"]


class Maker(WordRow, frozen=True, kw_only=True):
    """Words at once before a product that say that it is to be made: "ban hành | quy chế"."""

    table: ClassVar[str] = "makers"

    kind: Literal["document", "event", "either", "none"]


class QuantityCue(WordRow, frozen=True, kw_only=True):
    """Words at once before a number that make it a target, and say how its value is meant: "ít nhất | 80%"."""

    table: ClassVar[str] = "quantity_cues"

    operator: Literal[">=", "<=", ">", "<", "~"] | None = None
    sets: bool = False
    clause: bool = False
    change: Literal["up", "down"] | None = None
    level: bool = False


class Unit(WordRow, frozen=True, kw_only=True):
    """What a number counts or measures."""

    table: ClassVar[str] = "units"

    kind: Literal["money", "measure", "aimed", "thing"]


class TargetEnd(WordRow, frozen=True, kw_only=True):
    """Words that end the noun phrase behind a number; a `verb` only where that phrase is the subject."""

    table: ClassVar[str] = "target_ends"

    verb: bool = False


class ConditionCue(WordRow, frozen=True, kw_only=True):
    """Words that open a condition: "nếu"; one that `opens` does so only where a clause begins: "khi"."""

    table: ClassVar[str] = "condition_cues"

    opens: bool = False


class AudienceCue(WordRow, frozen=True, kw_only=True):
    """A preposition before those for whom an act is done: "cho", "đối với"."""

    table: ClassVar[str] = "audience_cues"


class AudienceWord(WordRow, frozen=True, kw_only=True):
    """First words for people for whom an act may be done: "nông dân"."""

    table: ClassVar[str] = "audience_words"


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
