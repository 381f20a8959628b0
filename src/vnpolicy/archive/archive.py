"""Paths -> Archive: every document of an archive read, or listed with the reason why not.

>>> archive = read_archive(["corpus/archive"])
>>> len(archive), archive.failures
(21, ())

Each document is read by a worker under a clock and a limit of memory, so that none can harm another, and is kept on
disk, so that there may be any number. The files in a zip file are documents of their own, named by the way to them:
"archive.zip/kế hoạch/kh-87.pdf". So are the papers bound in one file; `document.source` tells how each came there.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from vnpolicy.archive.build import STORE, Again, Builder, Engine, alone, local
from vnpolicy.archive.child import Setup
from vnpolicy.archive.codebook import codebook
from vnpolicy.archive.contents import contents
from vnpolicy.archive.files import Failure, Skipped
from vnpolicy.archive.guard import Outcome
from vnpolicy.archive.pool import cores
from vnpolicy.archive.progress import Progress
from vnpolicy.archive.report import write_report
from vnpolicy.archive.store import Store
from vnpolicy.archive.tables import read_table
from vnpolicy.archive.whole import failures
from vnpolicy.archive.work import unpacked
from vnpolicy.errors import UnreadableSource
from vnpolicy.graph.frames import frame
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document, Issue
from vnpolicy.parsing.parse import parse_source
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.read import read_source

if TYPE_CHECKING:
    import pandas


class Archive:
    """The documents of an archive, by the names of their files; what could not be read; and all of it as tables.

    Documents are fetched from disk as they are asked for, so an archive may be larger than memory.
    """

    def __init__(self, builder: Builder, folder: Path, *, temporary: Any = None) -> None:
        self.folder = folder
        self._builder, self._store = builder, builder.store
        self._temporary = temporary  # the folder is removed with it

    def __iter__(self) -> Iterator[Document]:
        for key, name, file in self._store.rows(_ORDERED):
            yield self._document(key, name, file)

    def __len__(self) -> int:
        return int(self._store.one("SELECT count(*) FROM papers"))

    def __getitem__(self, key: int | str) -> Document:
        """The document at a place, or the one with this id. KeyError, IndexError where there is none."""
        if isinstance(key, int):
            found = next(self._store.rows(f"{_ORDERED} LIMIT 1 OFFSET ?", key % max(1, len(self))), None)
            if found is None or not -len(self) <= key < len(self):
                raise IndexError(key)
        else:
            found = next(self._store.rows(_WITH_ID, key), None)
            if found is None:
                raise KeyError(key)
        return self._document(*found)

    def _document(self, key: str, name: str, file: str) -> Document:
        """A paper, named as its file is."""
        document = unpacked(self._store.one("SELECT record FROM papers WHERE key = ?", key)).document
        source = msgspec.structs.replace(
            document.source, name=name[len(file) - len(os.path.basename(file)) :]
        )
        named = msgspec.structs.replace(document, source=source)
        return named.found_at(Path(file) if name == file and os.path.exists(file) else None)

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in memory."""
        return tuple(self)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read, and why."""
        told = failures(self._store)
        return tuple(Failure(row["name"], row["reason"]) for row in told if row["kind"] != "skipped")

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The files that were left alone, and why."""
        told = failures(self._store)
        return tuple(Skipped(row["name"], row["reason"]) for row in told if row["kind"] == "skipped")

    @property
    def issues(self) -> "pandas.DataFrame":
        """What is doubtful, counted: one row for each code of issue, the most frequent first, with one example."""
        return counted_issues(self)

    def table(self, name: str, columns: list[str] | None = None) -> "pandas.DataFrame":
        """One of the tables that `docs/codebook.md` describes, or some of its columns.

        >>> read_archive("corpus/archive/kh-87-tu-gia-lai-2010.txt").table("sections")["path"].head(3).tolist()
        ['I', 'I.1', 'I.2']
        """
        found: pandas.DataFrame = read_table(self.parts(name), name, columns).to_pandas()
        return found

    def parts(self, name: str) -> list[Path]:
        """The Parquet files of a table. KeyError where there is no such table."""
        if name not in codebook():
            raise KeyError(f"no table {name!r}; there are {', '.join(codebook())}")
        return sorted((self._written / name).glob("*.parquet"))

    @cached_property
    def _written(self) -> Path:
        """The folder of the tables, once they are there."""
        if self._temporary is not None:
            self._builder.write(self.folder)
        return self.folder

    def __repr__(self) -> str:
        return f"Archive: {len(self)} documents, {len(self.failures)} failures, in {self.folder}"


_NAMED = (
    "SELECT papers.key, inputs.name, inputs.file FROM papers JOIN inputs USING (sha256)"
    " WHERE inputs.name = (SELECT min(name) FROM inputs WHERE inputs.sha256 = papers.sha256)"
)
_ORDERED = f"{_NAMED} ORDER BY inputs.name, papers.place"
_WITH_ID = f"{_NAMED} AND papers.id = ? ORDER BY papers.length DESC, inputs.name LIMIT 1"

_ISSUES = ("code", "issues", "documents", "example", "file")


def counted_issues(documents: Iterable[Document]) -> "pandas.DataFrame":
    """The issues of these documents, counted by their code."""
    found: dict[str, list[tuple[int, str, Issue]]] = {}
    for number, document in enumerate(documents):
        for issue in document.issues:
            found.setdefault(issue.code, []).append((number, document.source.name, issue))
    rows = [_counted(code, issues) for code, issues in found.items()]
    return frame(sorted(rows, key=lambda row: (-row["issues"], row["code"])), _ISSUES)


def _counted(code: str, issues: list[tuple[int, str, Issue]]) -> dict[str, Any]:
    _, file, issue = issues[0]
    return {
        "code": code,
        "issues": len(issues),
        "documents": len({number for number, _, _ in issues}),
        "example": issue.message,
        "file": file,
    }


def read_archive(
    paths: str | Path | Iterable[str | Path],
    *,
    out: str | Path | None = None,
    workers: int | None = None,
    engine: Any = "local",
    on_error: Literal["record", "raise"] = "record",
    retry_failed: bool = False,
    stale: bool = False,
    actions: bool = False,
    progress: bool | None = None,
    password: str | None = None,
    ocr: bool = True,
    limits: Limits = USUAL.limits,
    knowledge: Knowledge | None = None,
) -> Archive:
    """Read files, folders, patterns, zip files and URLs. What cannot be read is recorded under `failures`, or raised.

    With `out`, a folder, all that is read is kept there, and the tables are written; a run that was broken off goes on
    where it stopped, and a later one reads only what is new or has changed, what failed where `retry_failed` says so,
    and what another version read where `stale` does. Without `out` it is kept as long as the archive is.

    `workers` are as many as there are processors; 0 reads in this process, without guard. `engine` is "local", "dask"
    or a `dask.distributed.Client`. `actions` asks what each task does to what, which takes long. `progress` shows a
    bar; where it is not said, in terminals and notebooks. `password`, `ocr` and `limits` are those of `read`, for each
    file; `limits` also bounds the seconds and the memory of each document.

    >>> read_archive("corpus/archive")["kh:87:tu@gia-lai:2010"].header.place.value
    'Pleiku'
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    options = Options(password=password, ocr=ocr, limits=limits)
    temporary = tempfile.TemporaryDirectory(prefix="vnpolicy-") if out is None else None
    folder = Path(out) if out is not None else Path(temporary.name if temporary else "")
    folder.mkdir(parents=True, exist_ok=True)
    workers = cores() if workers is None else workers
    builder = Builder(
        Store(folder / STORE),
        Setup(options, knowledge, actions),
        engine_of(engine, workers),
        Again(failed=retry_failed, stale=stale),
        workers=workers,
    )
    with alone(folder), Progress(folder, log=out is not None, show=progress) as bar:
        bar.expect(sum(1 for _ in builder.to_do(given)))
        builder.watch = _raising(bar) if on_error == "raise" else bar
        builder.read(given)
        if out is not None:
            builder.write(folder)
            write_report(builder.store, folder)
    return Archive(builder, folder, temporary=temporary)


def open_archive(folder: str | Path) -> Archive:
    """The archive that `read_archive(…, out=folder)` or `vnpolicy build` wrote.

    Raises UnreadableSource where there is none.
    """
    where = Path(folder)
    if not (where / STORE).is_file():
        raise UnreadableSource(str(folder), "archive", f"it holds no {STORE}")
    return Archive(Builder(Store(where / STORE), Setup(), local(1), Again()), where)


def engine_of(engine: Any, workers: int) -> Engine:
    """What reads the files: some workers here, or those of a cluster."""
    if engine == "local":
        return local(workers)
    from vnpolicy.archive.cluster import on_cluster

    return on_cluster(engine, workers)


def _raising(bar: Progress) -> Any:
    def watch(outcome: Outcome | None) -> None:
        bar(outcome)
        if outcome and outcome.kind not in ("read", "known", "skipped"):
            raise UnreadableSource(outcome.name, "document", outcome.reason)

    return watch


def read_each(
    files: Iterable[Path | Failure | Skipped],
    *,
    options: Options = USUAL,
    knowledge: Knowledge | None = None,
) -> Iterator[Document | Failure | Skipped]:
    """The documents of each file, or why there are none, as they are read: here, without guard, and kept nowhere."""
    knowledge = knowledge or Knowledge.default()
    for file in files:
        if isinstance(file, Path):
            yield from _read(file, options, knowledge)
        else:
            yield file


def _read(file: Path, options: Options, knowledge: Knowledge) -> Iterator[Document | Failure | Skipped]:
    for content in contents(file, options):
        if content.reason is not None or content.data is None:
            yield (Skipped if content.skipped else Failure)(content.where, content.reason or "")
            continue
        try:
            source = read_source(content.data, name=content.name, options=options)
            document = parse_source(source, knowledge)
            yield from document.found_at(file if content.where == str(file) else None).papers
        except UnreadableSource as problem:
            yield Failure(content.where, problem.reason)
