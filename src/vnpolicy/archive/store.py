"""What an archive has read so far, kept so that nothing is lost when the run is killed: one SQLite file.

    files      archive/kh-87.pdf, the mark of its size and time        "this file is done"
    inputs     archive/kh-87.pdf -> content 3f…                        every name, also of members of zip files
    contents   3f… -> read, or timeout and why; which version read it  each content once, whatever it is called
    papers     3f…-1 -> the document, packed; where its references lead

All that a file gave is written in one transaction with the mark that it is done. The tables for people (`tables`) are
made from this, and can be made again.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vnpolicy.archive.guard import Outcome
from vnpolicy.reading.read import printable

READ, KNOWN, SKIPPED = "read", "known", "skipped"
KEY = 24  # hexadecimal digits of a content's hash in the key of a paper
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files(
    file TEXT PRIMARY KEY, mark TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs(
    name TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT, kind TEXT, reason TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS inputs_file ON inputs(file);
CREATE INDEX IF NOT EXISTS inputs_sha256 ON inputs(sha256, name);
CREATE TABLE IF NOT EXISTS contents(
    sha256 TEXT PRIMARY KEY, name TEXT, kind TEXT, reason TEXT, version TEXT, size INTEGER,
    seconds REAL, finished REAL);
CREATE TABLE IF NOT EXISTS papers(
    key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, place INTEGER, id TEXT, length INTEGER, card BLOB, signature BLOB,
    record BLOB, digest BLOB, linked BLOB, tells BLOB, asks BLOB, links BLOB, copy_of TEXT);
CREATE INDEX IF NOT EXISTS papers_sha256 ON papers(sha256);
CREATE INDEX IF NOT EXISTS papers_id ON papers(id);
CREATE TABLE IF NOT EXISTS untold(tells BLOB);
CREATE TABLE IF NOT EXISTS parts(path TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class Store:
    """The SQLite file of an archive, for one process and its threads. Files go by their printable names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._sql = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._sql.execute("PRAGMA journal_mode=WAL")
        self._sql.execute("PRAGMA synchronous=NORMAL")
        self._sql.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._sql.close()

    def __enter__(self) -> "Store":
        self._lock.acquire()
        self._sql.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, kind: Any, problem: Any, trace: Any) -> None:
        try:
            self._sql.execute("ROLLBACK" if kind else "COMMIT")
        finally:
            self._lock.release()

    def one(self, query: str, *values: Any) -> Any:
        """The first cell of the first row; None where there is none."""
        with self._lock:
            row = self._sql.execute(query, values).fetchone()
        return row[0] if row else None

    def rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, a thousand at a time."""
        with self._lock:
            cursor = self._sql.execute(query, values)
        while True:
            with self._lock:
                some = cursor.fetchmany(1000)
            if not some:
                return
            yield from some

    def do(self, query: str, *values: Any) -> None:
        """Change something."""
        with self._lock:
            self._sql.execute(query, values)

    def do_all(self, query: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Change something for each of these rows."""
        with self._lock:
            self._sql.executemany(query, rows)

    def status(self, sha256: str) -> tuple[str, str] | None:
        """(kind, version) of a content; None where it was never read."""
        return next(self.rows("SELECT kind, version FROM contents WHERE sha256 = ?", sha256), None)

    def mark(self, file: str) -> str | None:
        """The mark under which a file was done."""
        found: str | None = self.one("SELECT mark FROM files WHERE file = ?", printable(file))
        return found

    def stands(self, file: str, version: str, *, retry_failed: bool, stale: bool) -> bool:
        """Whether all that was read of a file may stay as it is."""
        return self.one(
            "SELECT 1 FROM inputs LEFT JOIN contents USING (sha256) WHERE file = ? AND ("
            " (inputs.sha256 IS NOT NULL AND contents.kind IS NULL)"
            " OR (? AND coalesce(contents.kind, inputs.kind) NOT IN ('read', 'skipped'))"
            " OR (? AND contents.version IS NOT NULL AND contents.version != ?))",
            printable(file), retry_failed, stale, version,
        ) is None  # fmt: skip

    def add(self, file: str, outcomes: Iterable[Outcome], version: str) -> None:
        """Keep some of what a file gave."""
        for outcome in outcomes:
            own = (None, None) if outcome.sha256 else (outcome.kind, outcome.reason)
            self.do(
                "INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?)",
                outcome.name,
                printable(file),
                outcome.sha256,
                *own,
            )
            if outcome.sha256 is not None and outcome.kind != KNOWN:
                self._content(outcome.sha256, outcome, version)

    def _content(self, sha256: str, outcome: Outcome, version: str) -> None:
        self.drop(sha256)
        self.do(
            "INSERT INTO contents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            sha256, outcome.name, outcome.kind, outcome.reason, version, outcome.size, outcome.seconds, time.time(),
        )  # fmt: skip
        self.do_all(
            "INSERT INTO papers(key, sha256, place, id, length, card, signature, record, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (f"{sha256[:KEY]}-{place}", sha256, place, paper.id, paper.length, paper.card, paper.signature,
                 paper.record, paper.digest)
                for place, paper in enumerate(outcome.papers, 1)
            ),
        )  # fmt: skip

    def drop(self, sha256: str) -> None:
        """Forget a content; what its papers told the others is remembered until these are linked anew."""
        self.do("INSERT INTO untold SELECT tells FROM papers WHERE sha256 = ? AND tells IS NOT NULL", sha256)
        self.do("DELETE FROM papers WHERE sha256 = ?", sha256)
        self.do("DELETE FROM contents WHERE sha256 = ?", sha256)

    def finish(self, file: str, mark: str, names: set[str]) -> None:
        """A file is done: it holds these names and no others."""
        file = printable(file)
        gone = [
            (name,)
            for (name,) in self.rows("SELECT name FROM inputs WHERE file = ?", file)
            if name not in names
        ]
        self.do_all("DELETE FROM inputs WHERE name = ?", gone)
        self.do("INSERT OR REPLACE INTO files VALUES (?, ?)", file, mark)

    def forget_nameless(self) -> None:
        """Drop the contents that no name leads to any more."""
        named = "(SELECT sha256 FROM inputs WHERE sha256 IS NOT NULL)"
        nameless = f"SELECT sha256 FROM contents WHERE sha256 NOT IN {named}"
        for (sha256,) in list(self.rows(nameless)):
            self.drop(sha256)

    def setting(self, name: str) -> str | None:
        """Something that was noted about the archive."""
        found: str | None = self.one("SELECT value FROM settings WHERE name = ?", name)
        return found

    def note(self, name: str, value: str) -> None:
        """Note something about the archive."""
        self.do("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, value)
