"""What we know of the world: document types, organs, bodies, provinces, terms, cues. See data/*.toml."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from vnpolicy.knowledge import actors, documents, layout, scans, tasks
from vnpolicy.knowledge.load import DATA, Found, Matcher, Row, read_tables

__all__ = ["Found", "Knowledge", "Matcher", "Row"]

TABLES: dict[str, type[Row]] = {
    row.table: row for row in (*documents.ROWS, *layout.ROWS, *actors.ROWS, *tasks.ROWS, *scans.ROWS)
}
R = TypeVar("R", bound=Row)


class Knowledge:
    """All tables, by the class of their rows: `knowledge[DocType]`. Make one with `default` or `extended`."""

    def __init__(self, tables: dict[str, tuple[Row, ...]]) -> None:
        self._tables = tables
        self._matchers: dict[type[Row], Matcher[Any]] = {}
        self._by_code: dict[type[Row], dict[str, Row]] = {}

    @classmethod
    def default(cls) -> "Knowledge":
        """The knowledge that comes with vnpolicy (read once)."""
        return _default()

    def extended(self, *paths: str | Path) -> "Knowledge":
        """This knowledge with the rows of your own TOML files; a row whose code is known replaces that row."""
        tables = dict(self._tables)
        for path in paths:
            for name, rows in read_tables(Path(path), TABLES).items():
                mine = {row.code: row for row in rows}
                tables[name] = (
                    *mine.values(),
                    *(row for row in tables.get(name, ()) if row.code not in mine),
                )
        return Knowledge(tables)

    def __getitem__(self, kind: type[R]) -> tuple[R, ...]:
        return cast("tuple[R, ...]", self._tables.get(kind.table, ()))

    def get(self, kind: type[R], code: str) -> R | None:
        """The row with this code, or None."""
        if kind not in self._by_code:
            self._by_code[kind] = {row.code: row for row in self[kind]}
        return cast("R | None", self._by_code[kind].get(code))

    def matcher(self, kind: type[R]) -> Matcher[R]:
        """Finds this table's phrases in folded text (built once)."""
        if kind not in self._matchers:
            self._matchers[kind] = Matcher(self[kind])
        return self._matchers[kind]

    def tables(self) -> Iterable[tuple[str, tuple[Row, ...]]]:
        """(name, rows) of every table."""
        return self._tables.items()


@lru_cache(maxsize=1)
def _default() -> Knowledge:
    tables: dict[str, tuple[Row, ...]] = {}
    for path in sorted(DATA.glob("*.toml")):
        tables |= read_tables(path, TABLES)
    return Knowledge(tables)
