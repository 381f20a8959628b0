"""Files -> the store and the tables of an archive, in a run that may be killed at any moment and begun again.

    archive/**  ─ find ─▶ what is new, changed, failed or stale ─ workers ─▶ store ─ link ─▶ parts: Parquet

What was read once is in the store, each content once; the tables follow from the store alone. So a second run goes on
where a killed one stopped, and comes to the same bytes.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from vnpolicy.archive.child import Setup
from vnpolicy.archive.decisions import Decision, decisions_in
from vnpolicy.archive.files import Failure, Found, Skipped, find
from vnpolicy.archive.guard import Outcome, Wanted
from vnpolicy.archive.links import count_papers, link
from vnpolicy.archive.parts import Job, changed_parts
from vnpolicy.archive.pool import read_files
from vnpolicy.archive.store import READ, SKIPPED, Store
from vnpolicy.archive.version import version_of
from vnpolicy.archive.whole import write_whole
from vnpolicy.archive.work import Item
from vnpolicy.errors import VnpolicyError
from vnpolicy.knowledge import Knowledge
from vnpolicy.reading.options import Limits, Options

STORE = "archive.sqlite"
MANIFEST = "manifest.json"
LOCK = "archive.lock"  # held by the run that builds
_SECONDS_OPEN = 1.0  # after which what has come is written for good
_PARTS_FOR_WORKERS = 2  # fewer are written here
_WRITING = Setup(
    Options(limits=Limits(seconds=3600, memory_bytes=8 << 30)), job="vnpolicy.archive.parts:Writer"
)
log = logging.getLogger("vnpolicy.archive")

# Reads files by some workers: `pool.read_files`, or `cluster.read_files` on other machines.
Engine = Callable[[Iterable[str], Setup, Wanted], Iterator[tuple[str, Outcome | None]]]
Watch = Callable[[Outcome | None], None]  # told of each outcome, and with None of each file that is done


class Again(msgspec.Struct, frozen=True):
    """What is read again though it was read before."""

    failed: bool = False
    stale: bool = False


def local(workers: int) -> Engine:
    """The engine that reads on this machine."""
    return partial(_local, workers)


def _local(
    workers: int, files: Iterable[str], setup: Setup, wanted: Wanted
) -> Iterator[tuple[str, Outcome | None]]:
    return read_files(files, setup, workers=workers, wanted=wanted)


class Builder:
    """One run over an archive. `watch` hears of every outcome; `workers` write the tables."""

    def __init__(
        self,
        store: Store,
        setup: Setup,
        engine: Engine,
        again: Again,
        *,
        workers: int = 0,
        watch: Watch = lambda outcome: None,
    ) -> None:
        self.store, self.setup, self.engine, self.again = store, setup, engine, again
        self.workers, self.watch = workers, watch
        self.knowledge = setup.knowledge or Knowledge.default()
        self.version = version_of(self.knowledge)
        self.claimed: set[str] = set()

    def to_do(self, paths: Iterable[str | Path]) -> Iterator[Found]:
        """The files that are to be read; what cannot be or is left alone is written down on the way."""
        for found in find(paths):
            if not isinstance(found, Found):
                self._note(found)
            elif self.store.mark(found.file) != found.mark or not self.store.stands(
                found.file, self.version, retry_failed=self.again.failed, stale=self.again.stale
            ):
                yield found

    def _note(self, found: Failure | Skipped) -> None:
        kind = SKIPPED if isinstance(found, Skipped) else "unreadable"
        outcome = Outcome(found.name, kind, reason=found.reason)
        self.store.add(found.name, [outcome], self.version)
        self.watch(outcome)

    def read(self, paths: Iterable[str | Path]) -> None:
        """Read all that is to be read."""
        began = time.monotonic()
        self._read(self.to_do(paths), self.wanted)
        renamed = dict(self._misnamed())
        if renamed:
            found = (Found(file, self.store.mark(file) or "") for file in sorted(set(renamed.values())))
            self._read(found, lambda item: item.name in renamed)
        with self.store:
            self.store.forget_nameless()
        log.info("read in %.1f s", time.monotonic() - began)

    def _misnamed(self) -> Iterator[tuple[str, str]]:
        """(name, file) of each content that has an earlier name which lets it be read in another way.

        How a text is read hangs on the ending of its name; of several names the first counts, so that it does not
        matter which was found first.
        """
        for name, read_as, file in list(
            self.store.rows(
                "SELECT min(inputs.name), contents.name, inputs.file FROM contents JOIN inputs USING (sha256)"
                " GROUP BY sha256 HAVING min(inputs.name) != contents.name"
            )
        ):
            if Path(name).suffix != Path(read_as).suffix:
                yield name, file

    def wanted(self, item: Item) -> bool:
        """Whether this content is to be read, by whoever asks first."""
        if item.sha256 is None:
            return True
        status = self.store.status(item.sha256)
        if status is not None and not self._again(*status):
            return False
        free = item.sha256 not in self.claimed
        self.claimed.add(item.sha256)
        return free

    def _again(self, kind: str, version: str) -> bool:
        return (self.again.failed and kind != READ) or (self.again.stale and version != self.version)

    def _read(self, found: Iterable[Found], wanted: Wanted) -> None:
        marks: dict[str, str] = {}
        names: dict[str, set[str]] = {}

        def files() -> Iterator[str]:
            for one in found:
                marks[one.file] = one.mark
                yield one.file

        with _kept_often(self.store) as keep:
            for file, outcome in self.engine(files(), self.setup, wanted):
                if outcome is None:
                    self.store.finish(file, marks.pop(file), names.pop(file, set()))
                else:
                    names.setdefault(file, set()).add(outcome.name)
                    self.store.add(file, [outcome], self.version)
                    _log(outcome)
                    if outcome.kind == READ:
                        self.claimed.discard(outcome.sha256 or "")  # from now on the store knows it
                self.watch(outcome)
                keep()

    def write(self, folder: Path) -> None:
        """Link what was read, and write the tables."""
        decisions = decisions_in(folder)
        count_papers(self.store, {one.other: one.paper for one in decisions if one.decision == "same"})
        began = time.monotonic()
        linked = link(self.store, self.knowledge, self.version)
        log.info("linked %d papers in %.1f s", linked, time.monotonic() - began)
        began = time.monotonic()
        written = self._write_parts(folder)
        decided = {(one.paper, one.other): one.decision for one in decisions}
        write_whole(self.store, folder, decided, self.knowledge)
        log.info("wrote %d parts in %.1f s", written, time.monotonic() - began)
        self._unmatched(decisions)
        self._manifest(folder)

    def _write_parts(self, folder: Path) -> int:
        """Write the parts that have changed, several at once; how many that were."""
        changed = changed_parts(self.store, folder, self.version)
        jobs = {
            msgspec.json.encode(Job(str(self.store.path), str(folder), part)).decode(): part
            for part in changed
        }
        workers = 0 if len(jobs) < _PARTS_FOR_WORKERS else min(self.workers, len(jobs))
        for job, outcome in read_files(jobs, _WRITING, workers=workers, wanted=lambda item: True):
            if outcome is None:
                self.store.do("INSERT OR REPLACE INTO parts VALUES (?, ?)", jobs[job], changed[jobs[job]])
            elif outcome.kind != READ:
                raise VnpolicyError(
                    f"part {jobs[job]} could not be written: {outcome.kind}, {outcome.reason}"
                )
        return len(jobs)

    def _unmatched(self, decisions: tuple[Decision, ...]) -> None:
        """Tell of decisions about papers that are not here."""
        for one in decisions:
            for key in (one.paper, one.other):
                if self.store.one("SELECT 1 FROM papers WHERE key = ?", key) is None:
                    log.warning("duplicates.toml names a paper that is not here: %s", key)

    def _manifest(self, folder: Path) -> None:
        options = msgspec.to_builtins(self.setup.options)
        options["password"] = bool(self.setup.options.password)
        whole = {
            "version": self.version,
            "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            "settings": {**options, "actions": self.setup.actions},
            "counts": counts(self.store),
        }
        (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(whole), indent=1))


def counts(store: Store) -> dict[str, Any]:
    """How much there is, by what became of it."""
    kinds = Counter(dict(store.rows(
        "SELECT coalesce(contents.kind, inputs.kind), count(*) FROM inputs LEFT JOIN contents USING (sha256) GROUP BY 1"
    )))  # fmt: skip
    return {
        "names": kinds.total(),
        "contents": store.one("SELECT count(*) FROM contents"),
        "papers": store.one("SELECT count(*) FROM papers"),
        **{kind or "unknown": kinds[kind] for kind in sorted(kinds, key=str)},
    }


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else builds this archive meanwhile. Raises VnpolicyError where another run does."""
    try:
        import fcntl
    except ImportError:  # Windows has none
        yield
        return
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise VnpolicyError(f"{folder}: another run is building this archive") from problem
        yield


@contextmanager
def _kept_often(store: Store) -> Iterator[Callable[[], None]]:
    """What is written within is kept for good about every second; what follows a fault is not."""
    store.do("BEGIN IMMEDIATE")
    began = time.monotonic()

    def keep() -> None:
        nonlocal began
        if time.monotonic() - began > _SECONDS_OPEN:
            store.do("COMMIT")
            store.do("BEGIN IMMEDIATE")
            began = time.monotonic()

    try:
        yield keep
    finally:
        store.do("COMMIT")


def _log(outcome: Outcome) -> None:
    if outcome.kind not in (READ, "known"):
        log.warning("%s: %s: %s", outcome.kind, outcome.name, outcome.reason)
