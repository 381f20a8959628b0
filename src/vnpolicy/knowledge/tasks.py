"""Rows about what tasks say beside their roles: numbers that are aimed at."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row


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


ROWS: tuple[type[Row], ...] = (QuantityCue, Unit, TargetEnd)
