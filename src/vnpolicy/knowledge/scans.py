"""Rows about scans: what OCR misreads in papers of this kind, and what stands there."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row


class Formula(Row, frozen=True, kw_only=True):
    """Words that stand in every paper: read with other tone marks ("T/M BẠN THƯỜNG VỤ"), they are these."""

    table: ClassVar[str] = "formulas"

    words: str
    capitals: bool = (
        False  # only where it is printed in capitals; in small letters another phrase looks like it
    )
    unless_certain: bool = False  # only where the reading is not certain; another phrase looks like it

    def phrases(self) -> Iterable[str]:
        return ()


class Misreading(Row, frozen=True, kw_only=True):
    """Characters that are read for others in one place; `at` says which: see the data file."""

    table: ClassVar[str] = "misreadings"

    words: str
    reads: tuple[str, ...]
    at: Literal["number", "word", "alone", "opening", "heading", "inside", "dated", "closing"]

    def phrases(self) -> Iterable[str]:
        return ()


class LookAlike(Row, frozen=True, kw_only=True):
    """Letters and digits of document numbers that OCR takes for each other."""

    table: ClassVar[str] = "look_alikes"

    letters: str

    def phrases(self) -> Iterable[str]:
        return ()


class OwnSuffix(Row, frozen=True, kw_only=True):
    """The suffix that an organ writes in its own numbers, and the one of another organ that OCR makes of it."""

    table: ClassVar[str] = "own_suffixes"

    under: tuple[str, ...]  # codes of the organ words in the letterhead
    suffix: str
    reads: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return ()


ROWS: tuple[type[Row], ...] = (Formula, Misreading, LookAlike, OwnSuffix)
