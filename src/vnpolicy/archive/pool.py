"""Files -> outcomes, by several workers at once on this machine.

    for file, outcome in read_files(files, setup, workers=2, wanted=wanted): ...
        ->  ("archive/kh-87.pdf", Outcome(kind="read", …)), ("archive/kh-87.pdf", None), …

None says that a file is done. Files are taken when a worker is free, and no more outcomes wait than can be written, so
that memory stays as it is however many files there are.
"""

import os
import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Full, Queue

from vnpolicy.archive.child import Setup, reader_of
from vnpolicy.archive.guard import Guard, Outcome, Wanted, answered, known
from vnpolicy.archive.work import Item

_WAITING = 4  # outcomes a worker, waiting to be written
_BREATH = 0.2  # seconds between looks whether the run was broken off


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_files(
    files: Iterable[str], setup: Setup, *, workers: int, wanted: Wanted
) -> Iterator[tuple[str, Outcome | None]]:
    """What becomes of each item of each file, as it comes; `wanted` is asked from several threads."""
    if workers == 0:
        yield from _read_here(files, setup, wanted)
        return
    pool = _Pool(files, setup, workers, wanted)
    try:
        yield from pool.outcomes()
    finally:
        pool.stop()


def _read_here(files: Iterable[str], setup: Setup, wanted: Wanted) -> Iterator[tuple[str, Outcome | None]]:
    """The same in this process, without guard: for a debugger."""
    reader = reader_of(setup)
    for file in files:
        asked: list[tuple[Item, bool]] = []

        def ask(item: Item, asked: list[tuple[Item, bool]] = asked) -> bool:
            asked.append((item, wanted(item)))
            return asked[-1][1]

        for answer in reader(file, ask):
            yield file, answered(asked[-1][0] if asked else Item(file), answer)
        yield from ((file, known(item)) for item, want in asked if not want)
        yield file, None


class _Pool:
    """A thread for each worker, which feeds it and listens to it."""

    def __init__(self, files: Iterable[str], setup: Setup, workers: int, wanted: Wanted) -> None:
        self.files, self.setup, self.wanted = iter(files), setup, wanted
        self.taking = threading.Lock()
        self.stopped = threading.Event()
        self.waiting: Queue[tuple[str, Outcome | None] | BaseException | None] = Queue(_WAITING * workers)
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]

    def outcomes(self) -> Iterator[tuple[str, Outcome | None]]:
        for thread in self.threads:
            thread.start()
        working = len(self.threads)
        while working:
            message = self.waiting.get()
            if message is None:
                working -= 1
            elif isinstance(message, BaseException):
                raise message
            else:
                yield message

    def stop(self) -> None:
        """End what still runs."""
        self.stopped.set()
        for thread in self.threads:
            while thread.is_alive():
                thread.join(_BREATH)
                self._empty()

    def _work(self) -> None:
        guard = Guard(self.setup)
        try:
            while not self.stopped.is_set() and (file := self._next()) is not None:
                for outcome in guard.outcomes(file, self.wanted):
                    self._put((file, outcome))
                self._put((file, None))
            self._put(None)
        except _Stopped:
            pass
        except BaseException as problem:  # whatever it is, the run must hear of it
            self._put(problem)
        finally:
            guard.close()

    def _next(self) -> str | None:
        with self.taking:
            return next(self.files, None)

    def _put(self, message: tuple[str, Outcome | None] | BaseException | None) -> None:
        while not self.stopped.is_set():
            try:
                return self.waiting.put(message, timeout=_BREATH)
            except Full:
                continue
        raise _Stopped

    def _empty(self) -> None:
        try:
            while True:
                self.waiting.get_nowait()
        except Empty:
            pass


class _Stopped(Exception):
    """The run was broken off."""
