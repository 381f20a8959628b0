"""Domain knowledge as data: TOML tables, one row a line, no regex syntax in them.

A file holds one or more tables, each an array of rows named as the table. Every row carries `examples`,
and they are its tests: each example is claimed by its own row and by no other.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

import msgspec

from vnpolicy.errors import KnowledgeError
from vnpolicy.language import fold, nfc, whole_words

DATA = Path(__file__).parent / "data"


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of a table. Its class says which table and which fields; `code` is its key."""

    table: ClassVar[str]

    code: str
    examples: tuple[str, ...]
    note: str | None = None

    def phrases(self) -> Iterable[str]:
        """The printed forms by which this row is found in a text."""
        raise NotImplementedError


class WordRow(Row, frozen=True, kw_only=True):
    """A row that is found by its words."""

    words: tuple[str, ...]

    def phrases(self) -> Iterable[str]:
        return self.words


R = TypeVar("R", bound=Row)


class Found(msgspec.Struct, Generic[R], frozen=True):
    """A phrase of `row` stands at text[start:end]."""

    start: int
    end: int
    row: R


class Matcher(Generic[R]):
    """Finds the phrases of a table's rows: longest at each place, whole words, in any spelling that folds alike."""

    def __init__(self, rows: Iterable[R]) -> None:
        self.by_phrase: dict[str, R] = {}
        for row in rows:
            for phrase in row.phrases():
                self.by_phrase.setdefault(fold(nfc(phrase)), row)
        self.pattern = re.compile(whole_words(self.by_phrase))

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Found[R]]:
        """Every phrase in folded[start:end], from left to right, never overlapping."""
        for found in self.pattern.finditer(folded, start, len(folded) if end is None else end):
            yield Found(found.start(), found.end(), self._row(found[0]))

    def at(self, folded: str, start: int, end: int | None = None) -> Found[R] | None:
        """The phrase that begins exactly at `start`, and ends by `end`."""
        found = self.pattern.match(folded, start, len(folded) if end is None else end)
        return Found(found.start(), found.end(), self._row(found[0])) if found else None

    def _row(self, printed: str) -> R:
        """The row of a phrase, whose spaces may be printed as line breaks or tabs."""
        return self.by_phrase.get(printed) or self.by_phrase[printed.replace("\n", " ").replace("\t", " ")]


def read_tables(path: Path, known: dict[str, type[Row]]) -> dict[str, tuple[Row, ...]]:
    """The tables of one TOML file. KnowledgeError names the file and the row that breaks the format."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = set(raw) - set(known)
        if unknown:
            raise KnowledgeError(
                f"{path}: no such table: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}"
            )
        return {name: msgspec.convert(rows, tuple[known[name], ...]) for name, rows in raw.items()}  # type: ignore[valid-type]
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as problem:
        raise KnowledgeError(f"{path}: {problem}") from problem
