"""A store -> where every reference of its papers leads, over the whole archive.

A run that adds a few papers does not link all anew. While a paper is linked, the shelf notes what was looked up (its
`asks`); a card makes its entries under certain keys (its `tells`). When papers come, change or go, those are linked
anew that had asked for a key which one of them tells:

    kh:87:tu@gia-lai:2010 is added        tells  known kh:87:tu@gia-lai, placed kh:87:tu@gia-lai:2010, …
    a plan of Chư Sê cites "Kế hoạch 87-KH/TU", open so far   asked  known kh:87:tu@gia-lai    -> linked anew

So the outcome is that of linking all at once, whatever came when.
"""

import hashlib
from array import array
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from vnpolicy.archive.store import Store
from vnpolicy.archive.work import unpacked
from vnpolicy.graph.resolve import Card, Link, Shelf
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import KnownDocument

_TABLES = ("known", "titled", "placed", "titles", "cites", "laws")  # of a shelf
_encode = msgspec.msgpack.Encoder().encode
_card = msgspec.msgpack.Decoder(Card).decode
_links = msgspec.msgpack.Decoder(tuple[Link, ...]).decode
V = TypeVar("V")


def links_of(packed: bytes | None) -> tuple[Link, ...]:
    """The links of a paper, as they are stored."""
    return _links(packed) if packed else ()


def count_papers(store: Store, same: Mapping[str, str]) -> None:
    """Note of each paper that is a copy which one counts: of one identity the longest; `same` are those that people
    decided to be one.
    """
    counts: dict[str, str] = {}
    copies: dict[str, str] = {}
    names = "(SELECT min(name) FROM inputs WHERE inputs.sha256 = papers.sha256)"
    for key, id in store.rows(f"SELECT key, id FROM papers ORDER BY id, length DESC, {names}, key"):
        if counts.setdefault(id, key) != key:
            copies[key] = counts[id]
    for key, other in same.items():
        if key not in copies and key != copies.get(other, other):
            copies[key] = copies.get(other, other)
    with store:
        for key, copy_of in list(store.rows("SELECT key, copy_of FROM papers")):
            if copies.get(key) != copy_of:
                store.do("UPDATE papers SET copy_of = ? WHERE key = ?", copies.get(key), key)


def link(store: Store, knowledge: Knowledge, version: str) -> int:
    """Link what is new, and what that touches; how many papers that were."""
    with store:
        everything = store.setting("linked_by") != version
        changed = _changed(store, knowledge)
        touched = [
            key
            for key, linked, asks in store.rows(
                "SELECT key, linked, asks FROM papers WHERE copy_of IS NULL ORDER BY key"
            )
            if everything or linked is None or not changed.isdisjoint(_numbers(asks))
        ]
        if touched:
            _link_papers(store, touched, knowledge)
        store.note("linked_by", version)
        store.do("DELETE FROM untold")
    return len(touched)


def _changed(store: Store, knowledge: Knowledge) -> set[int]:
    """The keys told by what has come, changed or gone; what has changed is marked as not linked."""
    changed = {number for (tells,) in store.rows("SELECT tells FROM untold") for number in _numbers(tells)}
    bare = Knowledge({name: rows for name, rows in knowledge.tables() if name != KnownDocument.table})
    papers = store.rows("SELECT key, card, linked, tells, copy_of FROM papers")
    for key, card, linked, tells, copy_of in list(papers):
        now = None if copy_of else _digest(card)
        if now != linked:
            told = array("q", sorted(_entries(Shelf.of((_card(card),), bare))) if now else ())
            changed.update(told, _numbers(tells))
            store.do(
                "UPDATE papers SET linked = NULL, asks = NULL, links = NULL, tells = ? WHERE key = ?",
                told.tobytes(),
                key,
            )
    return changed


def _link_papers(store: Store, keys: list[str], knowledge: Knowledge) -> None:
    cards = store.rows("SELECT card FROM papers WHERE copy_of IS NULL ORDER BY key")
    shelf = Shelf.of((_card(card) for (card,) in cards), knowledge)
    asked = _watched(shelf)
    for key in keys:
        record, card = next(store.rows("SELECT record, card FROM papers WHERE key = ?", key))
        asked.clear()
        links = tuple(shelf.links(unpacked(record).document))
        store.do(
            "UPDATE papers SET linked = ?, asks = ?, links = ? WHERE key = ?",
            _digest(card),
            array("q", sorted(asked)).tobytes(),
            _encode(links),
            key,
        )


def _digest(card: bytes) -> bytes:
    return hashlib.sha256(card).digest()[:8]


def _watched(shelf: Shelf) -> set[int]:
    """From now on, every key that is looked up on this shelf is noted in this set."""
    asked: set[int] = set()
    for table in _TABLES:
        setattr(shelf, table, _Watched(getattr(shelf, table), table, asked))
    return asked


class _Watched(dict[str, V]):
    """A table of a shelf that notes what is looked up in it."""

    def __init__(self, entries: Mapping[str, V], table: str, asked: set[int]) -> None:
        super().__init__(entries)
        self.table, self.asked = table, asked

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(_number(self.table, key))
        return super().get(key, default)


def _entries(shelf: Shelf) -> set[int]:
    """Under which keys a shelf holds something."""
    return {_number(table, key) for table in _TABLES for key in getattr(shelf, table)}


def _number(table: str, key: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(f"{table} {key}".encode(), digest_size=8).digest(), "big", signed=True
    )


def _numbers(packed: bytes | None) -> Iterator[int]:
    numbers = array("q")
    numbers.frombytes(packed or b"")
    return iter(numbers)
