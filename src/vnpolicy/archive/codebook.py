"""The columns of an archive's tables: what each is called, holds and means, from `data/codebook.toml`.

    edges.rel    string    kind of edge

Rows, Parquet files and `docs/codebook.md` all follow it.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

_DATA = Path(__file__).parent / "data" / "codebook.toml"
Type = Literal["string", "bool", "int32", "int64", "float64", "strings", "ints"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column of a table."""

    name: str
    type: Type
    meaning: str


@lru_cache(maxsize=1)
def codebook() -> dict[str, tuple[Column, ...]]:
    """The columns of every table.

    >>> codebook()["edges"][2].meaning
    'kind of edge'
    """
    return msgspec.convert(tomllib.loads(_DATA.read_text(encoding="utf-8")), dict[str, tuple[Column, ...]])


def as_markdown() -> str:
    """The codebook for people: `docs/codebook.md` is this."""
    parts = ["# Tables of an archive", _OPENING]
    for table, columns in codebook().items():
        rows = (f"| `{column.name}` | {column.type} | {column.meaning} |" for column in columns)
        parts.append("\n".join((f"## {table}\n", "| column | type | meaning |", "|---|---|---|", *rows)))
    return "\n\n".join(parts) + "\n"


_OPENING = """\
`vnpolicy build ARCHIVE --out DIR` writes one folder of Parquet files for each table: `DIR/documents/*.parquet` and so
on. This page is made from `src/vnpolicy/archive/data/codebook.toml`. Offsets are characters, half-open, into
`documents.text` of the same `paper`. What is not printed and not known is null, or an empty list; `strings` and `ints`
are lists."""
