"""A store -> the Parquet files of an archive, in parts that depend on what was read and on nothing else.

    DIR/documents/3f.parquet    the papers whose key begins with 3f
    DIR/edges/3f.parquet        what they say

How many parts there are follows from the number of papers. A part is written again where something in it has changed:
its digest, of all that goes into it, stands in the store. So the same archive gives the same bytes, in whatever order
and by however many workers it was read, at once or in many runs. Parts are written by workers of their own.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from vnpolicy.archive.codebook import codebook
from vnpolicy.archive.links import links_of
from vnpolicy.archive.rows import Filed, rows_of
from vnpolicy.archive.store import Store
from vnpolicy.archive.tables import TableFile, schema
from vnpolicy.archive.whole import WHOLE
from vnpolicy.archive.work import Ask, Read, unpacked
from vnpolicy.knowledge import Knowledge
from vnpolicy.reading.options import Options

PAPERS_A_PART = 1_500  # at most, on average
_NAMES = (
    "(SELECT group_concat(name, char(10)) FROM"
    " (SELECT name FROM inputs WHERE inputs.sha256 = papers.sha256 ORDER BY name))"
)


def part_of(key: str, papers: int) -> str:
    """The part in which a paper is, of an archive of so many.

    >>> part_of("3fa8-1", 100), part_of("3fa8-1", 20_000), part_of("3fa8-1", 100_000)
    ('all', '3', '3f')
    """
    digits, parts = 0, 1
    while papers > parts * PAPERS_A_PART:
        digits, parts = digits + 1, parts * 16
    return key[:digits] or "all"


class Job(msgspec.Struct, frozen=True):
    """A part that is to be written."""

    store: str
    folder: str
    part: str


class Writer:
    """Writes parts. Made in a worker, which is asked for a job as for a file."""

    def __init__(self, options: Options, knowledge: Knowledge | None, *, actions: bool) -> None:
        self.stores: dict[str, Store] = {}

    def __call__(self, job: str, ask: Ask) -> Iterator[Read]:
        """Write the part that a job names."""
        given = msgspec.json.decode(job, type=Job)
        if given.store not in self.stores:
            self.stores[given.store] = Store(Path(given.store))
        write_part(self.stores[given.store], Path(given.folder), given.part)
        yield Read(())


def changed_parts(store: Store, folder: Path, version: str) -> dict[str, bytes]:
    """The digest of each part that is not written yet as it should be; parts that are no more are removed."""
    wanted = dict(_digests(store, version))
    _remove_others(store, folder, wanted)
    written = dict(store.rows("SELECT path, digest FROM parts"))
    return {
        part: digest
        for part, digest in sorted(wanted.items())
        if written.get(part) != digest or not all(path.exists() for path in _paths(folder, part))
    }


def _digests(store: Store, version: str) -> Iterator[tuple[str, bytes]]:
    """(part, digest of all that goes into it)."""
    count = store.one("SELECT count(*) FROM papers")
    columns = "".join(str(schema(table)) for table in codebook())
    begin = hashlib.sha256(f"{version} {columns}".encode())
    found: dict[str, Any] = {} if count else {"all": begin}
    papers = store.rows(f"SELECT key, digest, links, {_NAMES}, copy_of FROM papers ORDER BY key")
    for key, digest, links, names, copy_of in papers:
        sum = found.setdefault(part_of(key, count), begin.copy())
        for piece in (key.encode(), digest, links or b"", (names or "").encode(), (copy_of or "").encode()):
            sum.update(len(piece).to_bytes(4, "big") + piece)
    for part, sum in found.items():
        yield part, sum.digest()


def _paths(folder: Path, part: str) -> list[Path]:
    return [folder / table / f"{part}.parquet" for table in codebook() if table not in WHOLE]


def write_part(store: Store, folder: Path, part: str) -> None:
    """Write the tables of a part."""
    files = {path.parent.name: TableFile(path, path.parent.name) for path in _paths(folder, part)}
    known = _InHand(store)
    prefix = "" if part == "all" else part
    for (key,) in list(store.rows("SELECT key FROM papers WHERE key GLOB ? ORDER BY key", f"{prefix}*")):
        for table, rows in rows_of(_filed(store, key), known):
            files[table].add(rows)
    for file in files.values():
        file.close()


class _InHand:
    """Whether a document is in hand, asked of the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __contains__(self, id: object) -> bool:
        return self.store.one("SELECT 1 FROM papers WHERE id = ?", id) is not None


def _filed(store: Store, key: str) -> Filed:
    """A paper as the archive holds it."""
    sha256, record, links, copy_of = next(
        store.rows("SELECT sha256, record, links, copy_of FROM papers WHERE key = ?", key)
    )
    names = [name for (name,) in store.rows("SELECT name FROM inputs WHERE sha256 = ? ORDER BY name", sha256)]
    read = unpacked(record)
    if read.actions is not None:
        for task, (action, object) in zip(read.document.tasks, read.actions, strict=True):
            task.__dict__.update(action=action, object=object)
    return Filed(key, read.document, tuple(names), links_of(links), copy_of, read.actions is not None)


def _remove_others(store: Store, folder: Path, wanted: Iterable[str]) -> None:
    """Remove the parts of an archive that had another number of papers, and what a killed run left behind."""
    for table in codebook():
        for path in (folder / table).glob(".*.part"):
            path.unlink()
        for path in (folder / table).glob("*.parquet"):
            if table not in WHOLE and path.stem not in wanted:
                path.unlink()
    for (part,) in list(store.rows("SELECT path FROM parts")):
        if part not in wanted:
            store.do("DELETE FROM parts WHERE path = ?", part)
