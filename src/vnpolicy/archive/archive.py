"""Paths -> Archive: every file of an archive read, or listed with the reason why not.

>>> archive = read_archive(["corpus/archive"])
>>> len(archive), archive.failures
(14, ())
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document
from vnpolicy.parsing.parse import read


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be read, and why."""

    name: str
    reason: str


class Archive(msgspec.Struct, frozen=True):
    """The documents of an archive, by file name, and the files that could not be read."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...] = ()

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    def __getitem__(self, key: int | str) -> Document:
        """The document at a place, or the one with this id. KeyError, IndexError where there is none."""
        if isinstance(key, int):
            return self.documents[key]
        for document in self.documents:
            if document.id == key:
                return document
        raise KeyError(key)


def files_of(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    """The files that these paths name: files as they are, folders with all that is in them, sorted; no hidden files."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: dict[Path, None] = {}
    for path in map(Path, given):
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        hidden = (
            p for p in below if p != path and any(part.startswith(".") for part in p.relative_to(path).parts)
        )
        found |= dict.fromkeys(p for p in below if p not in set(hidden) and not p.is_dir())
    return list(found)


def read_each(files: Iterable[Path], *, knowledge: Knowledge | None = None) -> Iterator[Document | Failure]:
    """Each file's document, or its failure, as it is read."""
    for path in files:
        try:
            yield read(path, knowledge=knowledge)
        except UnreadableSource as problem:
            yield Failure(str(path), problem.reason)


def read_archive(
    paths: str | Path | Iterable[str | Path],
    *,
    on_error: Literal["record", "raise"] = "record",
    knowledge: Knowledge | None = None,
) -> Archive:
    """Read files and folders. A file that cannot be read is recorded under `failures`, or raised.

    >>> read_archive("corpus/archive")["kh:87:tu@gia-lai:2010"].header.place.value
    'Pleiku'
    """
    outcomes = list(read_each(files_of(paths), knowledge=knowledge))
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))
    if failures and on_error == "raise":
        raise UnreadableSource(failures[0].name, "document", failures[0].reason)
    return Archive(tuple(outcome for outcome in outcomes if isinstance(outcome, Document)), failures)
