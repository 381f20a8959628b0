"""Paths -> Archive: every document of an archive read, or listed with the reason why not.

>>> archive = read_archive(["corpus/archive"])
>>> len(archive), archive.failures
(21, ())

The files in a zip file are documents of their own, named by the way to them: "archive.zip/kế hoạch/kh-87.pdf".
So are the papers bound in one file; `document.source` tells how each came there.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from vnpolicy.archive.files import JUNK, Failure, Skipped, files_of
from vnpolicy.errors import UnreadableSource
from vnpolicy.graph.frames import frame
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document, Issue
from vnpolicy.parsing.parse import parse_source
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.read import bytes_of, format_of, printable, read_source
from vnpolicy.reading.zip import Member, members

if TYPE_CHECKING:
    import pandas

Outcome = Document | Failure | Skipped


class Archive(msgspec.Struct, frozen=True):
    """The documents of an archive, by file name, the files that could not be read, and those left alone."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()

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

    @property
    def issues(self) -> "pandas.DataFrame":
        """What is doubtful, counted: one row for each code of issue, the most frequent first, with one example."""
        found: dict[str, list[tuple[Document, Issue]]] = {}
        for document in self.documents:
            for issue in document.issues:
                found.setdefault(issue.code, []).append((document, issue))
        rows = [_counted(code, issues) for code, issues in found.items()]
        return frame(sorted(rows, key=lambda row: (-row["issues"], row["code"])), _ISSUES)


_ISSUES = ("code", "issues", "documents", "example", "file")


def _counted(code: str, issues: list[tuple[Document, Issue]]) -> dict[str, Any]:
    document, issue = issues[0]
    return {
        "code": code,
        "issues": len(issues),
        "documents": len({id(holder) for holder, _ in issues}),
        "example": issue.message,
        "file": document.source.name,
    }


def read_archive(
    paths: str | Path | Iterable[str | Path],
    *,
    on_error: Literal["record", "raise"] = "record",
    password: str | None = None,
    ocr: bool = True,
    limits: Limits = USUAL.limits,
    knowledge: Knowledge | None = None,
) -> Archive:
    """Read files, folders and zip files. What cannot be read is recorded under `failures`, or raised.

    `password`, `ocr` and `limits` are those of `read`, for each file.

    >>> read_archive("corpus/archive")["kh:87:tu@gia-lai:2010"].header.place.value
    'Pleiku'
    """
    options = Options(password=password, ocr=ocr, limits=limits)
    outcomes = list(read_each(files_of(paths), options=options, knowledge=knowledge))
    failures = tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))
    if failures and on_error == "raise":
        raise UnreadableSource(failures[0].name, "document", failures[0].reason)
    return Archive(
        tuple(outcome for outcome in outcomes if isinstance(outcome, Document)),
        failures,
        tuple(outcome for outcome in outcomes if isinstance(outcome, Skipped)),
    )


def read_each(
    files: Iterable[Path | Failure | Skipped],
    *,
    options: Options = USUAL,
    knowledge: Knowledge | None = None,
) -> Iterator[Outcome]:
    """The documents of each file, or why there are none, as they are read."""
    knowledge = knowledge or Knowledge.default()
    for path in files:
        if isinstance(path, Path):
            yield from _read(path, options, knowledge)
        else:
            yield path


def _read(path: Path, options: Options, knowledge: Knowledge) -> Iterator[Outcome]:
    where, name = printable(str(path)), printable(path.name)
    try:
        data = bytes_of(path, name, options.limits)
        if format_of(data, name, options.limits) == "zip":
            for member in members(data, name, options):
                yield from _member(member, where.removesuffix(name), options, knowledge)
        else:
            document = parse_source(read_source(data, name=name, options=options), knowledge)
            yield from document.found_at(path).papers
    except UnreadableSource as problem:
        yield Failure(where, problem.reason)


def _member(member: Member, folder: str, options: Options, knowledge: Knowledge) -> Iterator[Outcome]:
    where = folder + member.name
    if member.junk:
        yield Skipped(where, JUNK)
    elif member.reason is not None:
        yield Failure(where, member.reason)
    else:
        try:
            source = read_source(member.data, name=member.name, options=options)
            yield from parse_source(source, knowledge).papers
        except UnreadableSource as problem:
            yield Failure(where, problem.reason)
