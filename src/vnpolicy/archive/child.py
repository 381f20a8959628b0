"""The worker process, started by `guard`, which speaks to it through two pipes.

    guard  ->  Setup, pickled                   child  ->  "ready"
    guard  ->  "archive/kh-87.pdf"              child  ->  Item(…), and waits for True or False
                                                child  ->  Read(…) or Refused(…)
                                                child  ->  Ended(): the next file may come

It has a session of its own, so that whatever it starts dies with it, and it dies when its guard does.
"""

import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from vnpolicy.archive.work import Answer, Item
from vnpolicy.knowledge import Knowledge
from vnpolicy.reading.options import USUAL, Options

JOB = "vnpolicy.archive.work:Reader"
_FILE_BYTES = 1 << 28  # a file that a worker writes for itself may grow so far
_PR_SET_PDEATHSIG = 1


class Setup(msgspec.Struct, frozen=True):
    """How a worker reads. `job` names what it makes its reader with, as "module:name"."""

    options: Options = USUAL
    knowledge: Knowledge | None = None
    actions: bool = False
    job: str = JOB


class Ended(msgspec.Struct, frozen=True):
    """The end of a file; `reason` where it was not read to its end."""

    kind: str | None = None
    reason: str = ""


def main() -> None:
    """Read files until the guard closes the pipe."""
    die_with_the_guard()
    requests, replies = _pipes()
    setup: Setup = pickle.loads(requests.recv_bytes())
    reader = reader_of(setup)
    limit(setup.options.limits.memory_bytes)
    replies.send("ready")
    with suppress(EOFError, BrokenPipeError):
        while True:
            replies.send(_served(reader, requests.recv(), requests, replies))


def _served(reader: Callable[..., Any], file: str, requests: Connection, replies: Connection) -> Ended:
    def ask(item: Item) -> bool:
        replies.send(item)
        return bool(requests.recv())

    try:
        answer: Answer
        for answer in reader(file, ask):
            replies.send(answer)
        return Ended()
    except (EOFError, BrokenPipeError):
        raise
    except MemoryError:
        return Ended("memory", "it wants more memory than a document may take")
    except Exception as problem:
        return Ended("error", f"{type(problem).__name__}: {problem}"[:500])


def _pipes() -> tuple[Connection, Connection]:
    """What comes from the guard and goes to it; whatever a library prints goes nowhere."""
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return Connection(requests, writable=False), Connection(replies, readable=False)


def reader_of(setup: Setup) -> Callable[..., Any]:
    """What reads, as the setup names it."""
    module, _, name = setup.job.partition(":")
    made = getattr(importlib.import_module(module), name)
    reader: Callable[..., Any] = made(setup.options, setup.knowledge, actions=setup.actions)
    return reader


def limit(memory: int) -> None:
    """From now on this process may take no more than so much memory beyond what it has, and write no endless file."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        size = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))


def die_with_the_guard() -> None:
    """Ask Linux to end this process when the one that started it ends, however that ends."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
