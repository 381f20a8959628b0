"""A store -> the Parquet files of an archive, in parts that depend on what was read and on nothing else.

    DIR/documents/3f.parquet    the papers whose key begins with 3f
    DIR/edges/3f.parquet        what they say
    DIR/stubs/all.parquet       what all of them cite and nobody has

How many parts there are follows from the number of papers. A part is written again where something in it has changed:
its digest, of all that goes into it, stands in the store. So the same archive gives the same bytes, in whatever order
and by however many workers it was read, at once or in many runs.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from vnpolicy.archive.codebook import codebook
from vnpolicy.archive.links import links_of
from vnpolicy.archive.near import near
from vnpolicy.archive.rows import Filed, rows_of
from vnpolicy.archive.store import Store
from vnpolicy.archive.tables import read_table, write_table
from vnpolicy.archive.work import unpacked
from vnpolicy.graph.nodes import stub_node
from vnpolicy.graph.resolve import Link, stubs_of
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Reference

PAPERS_A_PART = 1_500  # at most, on average
WHOLE = ("stubs", "failures", "manifest", "duplicates")  # tables of one part
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


def filed(store: Store, key: str, copies: Mapping[str, str]) -> Filed:
    """A paper as the archive holds it."""
    sha256, record, links = next(store.rows("SELECT sha256, record, links FROM papers WHERE key = ?", key))
    names = [name for (name,) in store.rows("SELECT name FROM inputs WHERE sha256 = ? ORDER BY name", sha256)]
    read = unpacked(record)
    if read.actions is not None:
        for task, (action, object) in zip(read.document.tasks, read.actions, strict=True):
            task.__dict__.update(action=action, object=object)
    return Filed(key, read.document, tuple(names), links_of(links), copies.get(key), read.actions is not None)


def write_parts(
    store: Store,
    folder: Path,
    copies: Mapping[str, str],
    decisions: Mapping[tuple[str, str], str],
    knowledge: Knowledge,
) -> Iterator[str]:
    """Write what has changed; the name of each part that was written, as it is."""
    ids = {id for (id,) in store.rows("SELECT DISTINCT id FROM papers")}
    wanted = dict(_digests(store, copies))
    for part in sorted(wanted):
        if store.one("SELECT digest FROM parts WHERE path = ?", part) != wanted[part][0]:
            _write_part(store, folder, part, wanted[part][1], copies, ids)
            store.do("INSERT OR REPLACE INTO parts VALUES (?, ?)", part, wanted[part][0])
            yield part
    _remove_others(store, folder, wanted)
    _write_whole(store, folder, ids, decisions, knowledge)


def _digests(store: Store, copies: Mapping[str, str]) -> Iterator[tuple[str, tuple[bytes, list[str]]]]:
    """(part, (digest of all that goes into it, its papers))."""
    count = store.one("SELECT count(*) FROM papers")
    found: dict[str, tuple[Any, list[str]]] = {}
    if not count:
        found["all"] = (hashlib.sha256(), [])
    for key, digest, links, names in store.rows(
        f"SELECT key, digest, links, {_NAMES} FROM papers ORDER BY key"
    ):
        sum, keys = found.setdefault(part_of(key, count), (hashlib.sha256(), []))
        for piece in (
            key.encode(),
            digest,
            links or b"",
            (names or "").encode(),
            copies.get(key, "").encode(),
        ):
            sum.update(len(piece).to_bytes(4, "big") + piece)
        keys.append(key)
    for part, (sum, keys) in found.items():
        yield part, (sum.digest(), keys)


def _write_part(
    store: Store, folder: Path, part: str, keys: list[str], copies: Mapping[str, str], ids: set[str]
) -> None:
    tables: dict[str, list[dict[str, Any]]] = {table: [] for table in codebook() if table not in WHOLE}
    for key in keys:
        for table, rows in rows_of(filed(store, key, copies), ids):
            tables[table] += rows
    for table, rows in tables.items():
        write_table(folder / table / f"{part}.parquet", table, rows)


def _remove_others(store: Store, folder: Path, wanted: Iterable[str]) -> None:
    """Remove the parts of an archive that had another number of papers, and what a killed run left behind."""
    for table in codebook():
        for path in (folder / table).glob("*.part"):
            path.unlink()
        if table not in WHOLE:
            for path in (folder / table).glob("*.parquet"):
                if path.stem not in wanted:
                    path.unlink()
    for (part,) in list(store.rows("SELECT path FROM parts")):
        if part not in wanted:
            store.do("DELETE FROM parts WHERE path = ?", part)


def _write_whole(
    store: Store, folder: Path, ids: set[str], decisions: Mapping[tuple[str, str], str], knowledge: Knowledge
) -> None:
    write_table(folder / "stubs" / "all.parquet", "stubs", _stubs(folder, ids, knowledge))
    write_table(folder / "failures" / "all.parquet", "failures", failures(store))
    write_table(folder / "manifest" / "all.parquet", "manifest", _manifest(store))
    write_table(folder / "duplicates" / "all.parquet", "duplicates", _duplicates(store, decisions))


def _stubs(folder: Path, ids: set[str], knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    for stub in stubs_of(_mentions(folder), ids, knowledge).values():
        node = stub_node(stub, knowledge)
        yield {**node, "document": stub.id, "type": node["doc_type"], "candidates": stub.candidates}


_SHOWN = ["text", "kind", "number", "type", "date", "issuer", "title", "leads_to", "method", "candidates"]


def _mentions(folder: Path) -> Iterator[tuple[Reference, Link]]:
    """Every reference of the papers that count, and where it leads, from the tables."""
    for path in sorted((folder / "references").glob("*.parquet")):
        for row in read_table([path], "references", _SHOWN).to_pylist():
            target, method, candidates = row.pop("leads_to"), row.pop("method"), row.pop("candidates")
            if target is not None:
                yield Reference(**row), Link(target, method, tuple(candidates))


def failures(store: Store) -> Iterator[dict[str, Any]]:
    """What could not be read, or was left alone, by name."""
    for name, sha256, kind, reason in store.rows(
        "SELECT inputs.name, inputs.sha256, coalesce(contents.kind, inputs.kind),"
        " coalesce(contents.reason, inputs.reason) FROM inputs LEFT JOIN contents USING (sha256)"
        " WHERE coalesce(contents.kind, inputs.kind) != 'read' ORDER BY inputs.name"
    ):
        yield {"name": name, "sha256": sha256, "kind": kind, "reason": reason}


def _manifest(store: Store) -> Iterator[dict[str, Any]]:
    columns = [column.name for column in codebook()["manifest"]]
    for row in store.rows(
        "SELECT inputs.name, inputs.sha256, coalesce(contents.kind, inputs.kind), contents.name, contents.version,"
        " contents.size, contents.seconds, contents.finished FROM inputs LEFT JOIN contents USING (sha256)"
        " ORDER BY inputs.name"
    ):
        yield dict(zip(columns, row, strict=True))


def _duplicates(store: Store, decisions: Mapping[tuple[str, str], str]) -> Iterator[dict[str, Any]]:
    signatures = dict(store.rows("SELECT key, signature FROM papers"))
    ids = dict(store.rows("SELECT key, id FROM papers"))
    for paper, other, score in sorted(near(signatures)):
        yield {
            "paper": paper,
            "other": other,
            "document": ids[paper],
            "other_document": ids[other],
            "score": score,
            "decision": decisions.get((paper, other)),
        }
