"""Paths -> the files they name: files as they are, folders with all that is in them.

    archive/kế hoạch/kh-87.pdf     read
    archive/.git, Thumbs.db        skipped: no person put them there
    archive/all -> ..              skipped: what a link leads to is read where it stands, or was not named

Nothing is left out in silence, and nothing is opened here.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

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


def files_of(paths: str | Path | Iterable[str | Path]) -> list[Path | Failure | Skipped]:
    """The files that these paths name, each once, and what is left out, sorted within each folder that was named."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: dict[Path | Failure | Skipped, None] = {}
    for path in map(Path, given):
        found |= dict.fromkeys(_below(path) if os.path.isdir(path) else [path])
    return list(found)


def _below(top: Path) -> list[Path | Failure | Skipped]:
    """What a folder holds, at any depth; links to folders are not walked, so that none leads round in a circle."""
    outcomes: list[tuple[Path, Path | Failure | Skipped]] = []

    def closed(problem: OSError) -> None:
        path = Path(problem.filename)
        outcomes.append((path, Failure(printable(str(path)), problem.strerror or str(problem))))

    for folder, folders, files in os.walk(top, onerror=closed):
        for name in (*folders, *files):
            path = Path(folder, name)
            reason = _left_out(path, top)
            if reason:
                outcomes.append((path, Skipped(printable(str(path)), reason)))
            elif name not in folders:
                outcomes.append((path, path))
        folders[:] = [name for name in folders if not is_junk(name)]
    return [outcome for _, outcome in sorted(outcomes, key=lambda found: found[0])]


def _left_out(path: Path, top: Path) -> str | None:
    """Why a file or folder is left alone; None if it is not."""
    if is_junk(path.name):
        return JUNK
    if not os.path.islink(path) or not os.path.exists(path):
        return None  # whoever reads a link that leads nowhere tells so
    inside = os.path.realpath(path).startswith(os.path.realpath(top) + os.sep)
    return "it is a link to what is read itself" if inside else "it is a link out of the folder"
