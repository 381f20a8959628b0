"""A store and its parts -> the tables that are about the whole archive, one file each.

DIR/stubs/all.parquet        what all papers cite and nobody has
DIR/failures/all.parquet     what could not be read, and why
DIR/manifest/all.parquet     what became of every name, when, under which version
DIR/duplicates/all.parquet   pairs of papers that are nearly the same
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vnpolicy.archive.codebook import codebook
from vnpolicy.archive.near import near
from vnpolicy.archive.store import Store
from vnpolicy.archive.tables import read_table, write_table
from vnpolicy.graph.nodes import stub_node
from vnpolicy.graph.resolve import Link, stubs_of
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Reference

WHOLE = ("stubs", "failures", "manifest", "duplicates")
Decisions = Mapping[tuple[str, str], str]


def write_whole(store: Store, folder: Path, decisions: Decisions, knowledge: Knowledge) -> None:
    """Write these tables, once the parts are there."""
    tables = {
        "stubs": _stubs(store, folder, knowledge),
        "failures": failures(store),
        "manifest": _manifest(store),
        "duplicates": _duplicates(store, decisions),
    }
    for table in WHOLE:
        write_table(folder / table / "all.parquet", table, tables[table])


def _stubs(store: Store, folder: Path, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    ids = {id for (id,) in store.rows("SELECT id FROM papers")}
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


def _duplicates(store: Store, decisions: Decisions) -> Iterator[dict[str, Any]]:
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
