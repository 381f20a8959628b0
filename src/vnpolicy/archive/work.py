"""What a worker does with one file: reads and parses each document in it, and packs what the archive keeps.

    Reader(options, knowledge)("archive/kh-87.pdf", ask)
        ->  ask(Item("archive/kh-87.pdf", sha256="3f…", size=61200))   "shall I read it?"
            Read(papers=(Paper(id="kh:87:tu@gia-lai:2010", …),))

Whoever runs it (`guard`) may stop it at any moment; nothing is written here.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from vnpolicy.archive.contents import Content, contents
from vnpolicy.archive.near import signature
from vnpolicy.errors import VnpolicyError
from vnpolicy.graph.resolve import card_of
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document
from vnpolicy.parsing.parse import parse_source
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.read import read_source

_encoder = msgspec.msgpack.Encoder()


class Item(msgspec.Struct, frozen=True):
    """Something in a file that is about to be read; without `sha256` where its bytes cannot be had."""

    name: str
    sha256: str | None = None
    size: int = 0


class Paper(msgspec.Struct, frozen=True):
    """A document, packed: what is looked at often apart, the whole in `record`."""

    id: str
    length: int
    pages: int
    card: bytes
    signature: bytes
    issues: dict[str, int]
    record: bytes
    digest: bytes  # of the record, unpacked


class Read(msgspec.Struct, frozen=True):
    """The papers of an item."""

    papers: tuple[Paper, ...]


class Refused(msgspec.Struct, frozen=True):
    """An item that is no document, or is left alone, and why."""

    kind: str  # unreadable or skipped
    reason: str


Answer = Read | Refused
Ask = Callable[[Item], bool]


class Record(msgspec.Struct, frozen=True):
    """A document as it is stored, with what underthesea told of its tasks where that was asked for."""

    document: Document
    actions: tuple[tuple[str | None, str | None], ...] | None = None


_decoder = msgspec.msgpack.Decoder(Record)


class Reader:
    """Reads files with these options. Made once in each worker."""

    def __init__(
        self, options: Options = USUAL, knowledge: Knowledge | None = None, *, actions: bool = False
    ) -> None:
        self.options, self.knowledge, self.actions = options, knowledge or Knowledge.default(), actions

    def __call__(self, file: Path | str, ask: Ask) -> Iterator[Answer]:
        """The answer for each item of a file that `ask` wants."""
        for content in contents(file, self.options):
            if ask(_item(content)):
                yield self.answer(content)

    def answer(self, content: Content) -> Answer:
        """What is read of one content."""
        if content.reason is not None or content.data is None:
            return Refused("skipped" if content.skipped else "unreadable", content.reason or "")
        try:
            source = read_source(content.data, name=content.name, options=self.options)
            return Read(tuple(map(self._packed, parse_source(source, self.knowledge).papers)))
        except VnpolicyError as problem:
            return Refused("unreadable", getattr(problem, "reason", None) or str(problem))

    def _packed(self, document: Document) -> Paper:
        actions = tuple((task.action, task.object) for task in document.tasks) if self.actions else None
        record = _encoder.encode(Record(document, actions))
        return Paper(
            id=document.id,
            length=len(document.text),
            pages=document.source.pages,
            card=_encoder.encode(card_of(document, self.knowledge)),
            signature=signature(document.text),
            issues=dict(Counter(issue.code for issue in document.issues)),
            record=zlib.compress(record, 1),
            digest=hashlib.sha256(record).digest()[:16],
        )


def _item(content: Content) -> Item:
    if content.data is None:
        return Item(content.where)
    return Item(content.where, hashlib.sha256(content.data).hexdigest(), len(content.data))


def unpacked(record: bytes) -> Record:
    """The record that was packed."""
    return _decoder.decode(zlib.decompress(record))
