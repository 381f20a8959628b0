"""An archive with poison in it: healthy papers, and some that hang, crash, eat memory or write without end.

    python benchmarks/poison.py FOLDER [--healthy 2000] [--engine local|dask] [--workers 2]

Writes the archive to FOLDER/in, builds FOLDER/out, and tells whether every healthy paper was read and each poisonous
one recorded with its reason. No parser is known to fall for a text, so the workers here read with a `Reader` that
does as a poisonous paper says: it stands for a fault in any library that reads.
"""

import argparse
import ctypes
import os
import signal
import tempfile
import time
from pathlib import Path

from papers import write

from vnpolicy.archive.archive import engine_of
from vnpolicy.archive.build import Again, Builder
from vnpolicy.archive.child import Setup
from vnpolicy.archive.contents import Content
from vnpolicy.archive.store import Store
from vnpolicy.archive.work import Answer
from vnpolicy.archive.work import Reader as Healthy
from vnpolicy.reading.options import USUAL, Limits, Options

MARK = b"POISON: "
# What a poisonous paper does, and the kind of failure that is to be told.
KINDS = {
    "kill": "crash",
    "segfault": "crash",
    "abort": "crash",
    "exit": "exit",
    "hang": "timeout",
    "sleep": "timeout",
    "memory": "memory",
    "raise": "error",
    "deep": "error",
    "print": "timeout",
    "write": "error",
    "broken": "unreadable",
    "empty": "unreadable",
}


class Reader(Healthy):
    """A reader that a poisonous paper can hurt."""

    def answer(self, content: Content) -> Answer:
        """What is read of a healthy paper; of a poisonous one, what it does."""
        if content.data and content.data.startswith(MARK):
            harm(content.data.removeprefix(MARK).split()[0].decode())
        return super().answer(content)


def harm(how: str) -> None:
    """Do what a poisonous paper says."""
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "segfault":
        ctypes.string_at(0)
    elif how == "abort":
        os.abort()
    elif how == "exit":
        os._exit(3)
    elif how == "hang":
        while True:
            pass
    elif how == "sleep":
        signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
        time.sleep(1e6)
    elif how == "memory":
        hoard = []
        while True:
            hoard.append(bytearray(64 * 1024 * 1024))
    elif how == "raise":
        raise ValueError("this paper is poison")
    elif how == "deep":
        harm(how)
    elif how == "print":
        while True:
            print("poison" * 10_000)
    elif how == "write":
        with tempfile.TemporaryFile() as file:
            while True:
                file.write(b"\0" * (64 * 1024 * 1024))


def make(folder: Path, healthy: int, kinds: tuple[str, ...] = (*KINDS,), *, characters: int = 1_000) -> None:
    """Write the archive: the poison lies between the healthy papers."""
    write(folder, range(healthy), characters=characters)
    for number, kind in enumerate(kinds):
        data = {"broken": b"%PDF-1.7 broken", "empty": b""}.get(kind, MARK + kind.encode())
        place = folder / f"{(number * healthy // len(kinds)) // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        suffix = "pdf" if kind == "broken" else "txt"
        (place / f"{number * healthy // len(kinds):07}-poison-{kind}.{suffix}").write_bytes(data)


def read(
    folder: Path, *, engine: str = "local", workers: int = 2, limits: Limits = USUAL.limits
) -> tuple[int, dict[str, str]]:
    """How many papers of FOLDER/in were read, and what each poison was recorded as."""
    setup = Setup(options=Options(limits=limits), job="poison:Reader")
    builder = Builder(Store(folder / "archive.sqlite"), setup, engine_of(engine, workers), Again())
    builder.read([folder / "in"])
    failed = builder.store.rows("SELECT name, kind FROM contents WHERE kind != 'read'")
    kinds = {Path(name).stem.partition("poison-")[2]: kind for name, kind in failed}
    return builder.store.one("SELECT count(*) FROM papers"), kinds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--healthy", type=int, default=2_000)
    parser.add_argument("--engine", choices=("local", "dask"), default="local")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=15)
    given = parser.parse_args()
    make(given.folder / "in", given.healthy)
    began = time.monotonic()
    limits = Limits(seconds=given.seconds, memory_bytes=1 << 29)
    papers, kinds = read(given.folder, engine=given.engine, workers=given.workers, limits=limits)
    print(
        f"{given.engine}: {papers} of {given.healthy} healthy papers read in {time.monotonic() - began:.0f} s"
    )
    for kind, wanted in KINDS.items():
        print(f"  {kind:10} {kinds.get(kind)}{'' if kinds.get(kind) == wanted else f', not {wanted}'}")
    raise SystemExit(papers != given.healthy or kinds != KINDS)


if __name__ == "__main__":
    main()
