"""Paths -> the files they name: files as they are, folders with all that is in them.

    archive/kế hoạch/kh-87.pdf     read
    archive/.git, Thumbs.db        skipped: no person put them there
    archive/all -> ..              skipped: what a link leads to is read where it stands, or was not named

Nothing is left out in silence, and nothing is opened here.
"""

import os
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path

import msgspec

from vnpolicy.archive.remote import files_at, is_remote
from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.read import printable
from vnpolicy.reading.zip import is_junk

JUNK = "it is hidden, or a file of the system"


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be read, and why."""

    name: str
    reason: str


class Skipped(msgspec.Struct, frozen=True):
    """A file or folder that was left alone, and why."""

    name: str
    reason: str


class Found(msgspec.Struct, frozen=True):
    """A file to be read; its `mark` changes when the file does."""

    file: str
    mark: str


def find(paths: Iterable[str | Path]) -> Iterator[Found | Failure | Skipped]:
    """What these files, folders, patterns and URLs lead to, one after the other: as many as there may be."""
    for path in paths:
        given = str(path)
        if is_remote(given):
            yield from _at(given)
        else:
            for outcome in _matching(given):
                yield Found(str(outcome), _mark(outcome)) if isinstance(outcome, Path) else outcome


def _at(url: str) -> Iterator[Found | Failure]:
    try:
        yield from (Found(file, mark) for file, mark in files_at(url))
    except UnreadableSource as problem:
        yield Failure(url, problem.reason)


def _matching(given: str) -> Iterator[Path | Failure | Skipped]:
    """The files that a name means; of a pattern, those that match, with what is in folders that do."""
    whole = os.path.lexists(given) or not any(letter in given for letter in "*?[")
    for name in [given] if whole else sorted(glob(given, recursive=True)):
        if os.path.isdir(name):
            yield from _below(Path(name))
        elif whole or not is_junk(os.path.basename(name)):
            yield Path(name)


def _mark(path: Path) -> str:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return "none"
    return f"{facts.st_size} {facts.st_mtime_ns}"


def files_of(paths: str | Path | Iterable[str | Path]) -> list[Path | Failure | Skipped]:
    """The files that these paths name, each once, and what is left out; those of a folder before what is below it."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: dict[Path | Failure | Skipped, None] = {}
    for path in map(Path, given):
        found |= dict.fromkeys(_below(path) if os.path.isdir(path) else [path])
    return list(found)


def _below(top: Path) -> Iterator[Path | Failure | Skipped]:
    """What a folder holds, at any depth; links to folders are not walked, so that none leads round in a circle."""
    closed: list[OSError] = []
    for folder, folders, files in os.walk(top, onerror=closed.append):
        while closed:
            yield _closed(closed.pop())
        folders.sort()
        for name in sorted((*folders, *files)):
            path = Path(folder, name)
            reason = _left_out(path, top)
            if reason:
                yield Skipped(printable(str(path)), reason)
            elif name not in folders:
                yield path
        folders[:] = [name for name in folders if not is_junk(name)]
    while closed:
        yield _closed(closed.pop())


def _closed(problem: OSError) -> Failure:
    return Failure(printable(str(problem.filename)), problem.strerror or str(problem))


def _left_out(path: Path, top: Path) -> str | None:
    """Why a file or folder is left alone; None if it is not."""
    if is_junk(path.name):
        return JUNK
    if not os.path.islink(path) or not os.path.exists(path):
        return None  # whoever reads a link that leads nowhere tells so
    inside = os.path.realpath(path).startswith(os.path.realpath(top) + os.sep)
    return "it is a link to what is read itself" if inside else "it is a link out of the folder"
