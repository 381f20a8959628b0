"""Rows -> Parquet, as the codebook lays down; the only module that knows pyarrow.

    write_table(Path("DIR/edges/3f.parquet"), "edges", rows)

The same rows give the same bytes. A file is written beside its place and moved there whole, so that nobody ever
sees half of one.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnpolicy.archive.codebook import Column, codebook

if TYPE_CHECKING:
    import pyarrow

_ROWS = 5_000  # that wait to be packed


def schema(table: str) -> "pyarrow.Schema":
    """The schema of a table: its columns with their types, and their meanings as metadata."""
    import pyarrow

    return pyarrow.schema([_field(column) for column in codebook()[table]])


def _field(column: Column) -> "pyarrow.Field":
    import pyarrow

    types = {"strings": pyarrow.list_(pyarrow.string()), "ints": pyarrow.list_(pyarrow.int32())}
    kind = types.get(column.type) or getattr(pyarrow, column.type.replace("bool", "bool_"))()
    return pyarrow.field(column.name, kind, metadata={"meaning": column.meaning})


class TableFile:
    """A Parquet file in the making. What a row holds beside the columns of its table is left out."""

    def __init__(self, path: Path, table: str) -> None:
        self.path, self.table, self.schema = path, table, schema(table)
        self._rows: list[Mapping[str, Any]] = []
        self._pieces: list[pyarrow.Table] = [self.schema.empty_table()]

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take some rows more."""
        self._rows += rows
        if len(self._rows) >= _ROWS:
            self._pack()

    def _pack(self) -> None:
        import pyarrow

        names = self.schema.names
        columns = {name: [row.get(name) for row in self._rows] for name in names}
        self._pieces.append(pyarrow.table(columns, schema=self.schema))
        self._rows = []

    def close(self) -> None:
        """Write them, whole or not at all."""
        import pyarrow
        from pyarrow import parquet

        self._pack()
        beside = self.path.with_name(f".{self.path.name}.part")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(pyarrow.concat_tables(self._pieces), beside, compression="zstd")
        os.replace(beside, self.path)


def write_table(path: Path, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as one Parquet file."""
    file = TableFile(path, table)
    given = iter(rows)
    while some := list(islice(given, _ROWS)):
        file.add(some)
    file.close()


def read_table(paths: Iterable[Path], table: str, columns: list[str] | None = None) -> "pyarrow.Table":
    """The rows of some files of a table, one after the other; of no file, a table without rows."""
    import pyarrow
    from pyarrow import parquet

    empty = schema(table).empty_table()
    pieces = [empty.select(columns) if columns else empty]
    pieces += [parquet.read_table(path, columns=columns, partitioning=None) for path in paths]
    return pyarrow.concat_tables(pieces)


def tally(folder: Path, table: str, column: str) -> Counter[Any]:
    """How often each value stands in a column of a table; what is null is not counted."""
    import pyarrow.compute

    found: Counter[Any] = Counter()
    for path in (folder / table).glob("*.parquet"):
        for pair in pyarrow.compute.value_counts(read_table([path], table, [column])[column]).to_pylist():
            if pair["values"] is not None:
                found[pair["values"]] += pair["counts"]
    return found
