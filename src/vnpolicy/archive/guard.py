"""A guard for each worker: every document is read in a process that may hang, crash or eat memory without harm.

    Guard(setup).outcomes("archive/", wanted)
        ->  Outcome("archive/kh-87.pdf", kind="read", papers=(…))
            Outcome("archive/bomb.pdf", kind="memory", reason="it wants more memory …")

The clock runs for one document at a time, also in a zip file. Whoever is stopped is recorded with the reason, and the
worker starts anew; what crashed is tried a second time in a fresh one, since it may have been another's fault.
"""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

import msgspec

from vnpolicy.archive.child import Ended, Setup
from vnpolicy.archive.work import Item, Paper, Read, Refused
from vnpolicy.errors import VnpolicyError

START_SECONDS = 300.0  # for importing all that a worker needs, on a machine that has much to do
REPLY_BYTES = 512 * 1024 * 1024
FILES = 5_000  # after which a worker is replaced, whatever it has gathered
_BYTES_A_SECOND = 100_000
_AGAIN = ("crash", "exit", "memory")  # may be the fault of what was read before
_MAIN = (
    "from vnpolicy.archive.child import main; main()"  # not -m: its messages must be of the module known here
)


class Outcome(msgspec.Struct, frozen=True):
    """What became of one item.

    `kind` is read, known, skipped, unreadable, timeout, memory, crash, exit, output or error.
    """

    name: str
    kind: str
    sha256: str | None = None
    reason: str = ""
    papers: tuple[Paper, ...] = ()
    seconds: float = 0.0
    size: int = 0


class Fault(msgspec.Struct, frozen=True):
    """Why an item was stopped."""

    item: Item
    kind: str
    reason: str
    seconds: float


Wanted = Callable[[Item], bool]


class Guard:
    """One worker at a time, started when it is needed. Close it in the end."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._worker: subprocess.Popen[bytes] | None = None
        self._served = 0

    def outcomes(self, file: str, wanted: Wanted) -> Iterator[Outcome]:
        """What becomes of each item of a file; `known` for what is not `wanted`."""
        settled: set[str] = set()
        tried: set[str] = set()
        while (fault := (yield from self._read(file, wanted, settled, tried))) is not None:
            if fault.kind != "error":  # after an exception the worker is as it was
                self.close()
            name = fault.item.name
            if fault.kind in _AGAIN and name not in tried:
                tried.add(name)
                continue
            settled.add(name)
            yield _failed(fault)
            if name == file:
                return

    def _read(
        self, file: str, wanted: Wanted, settled: set[str], tried: set[str]
    ) -> Generator[Outcome, None, Fault | None]:
        """Read what is not settled yet; the fault that stopped it, if one did."""
        item, began = Item(file), time.monotonic()
        try:
            self._start()
            self._send(file)
            while not isinstance(reply := self._reply(item, began), Ended):
                if isinstance(reply, Item):
                    item, began = reply, time.monotonic()
                    want = item.name not in settled and (item.name in tried or wanted(item))
                    self._send(want)
                    if not want and item.name not in settled:
                        settled.add(item.name)
                        yield known(item)
                else:
                    settled.add(item.name)
                    yield answered(item, reply, time.monotonic() - began)
        except _Died as death:
            return Fault(item, death.kind, death.reason, time.monotonic() - began)
        return Fault(item, reply.kind, reply.reason, time.monotonic() - began) if reply.kind else None

    def _reply(self, item: Item, began: float) -> Item | Read | Refused | Ended:
        limit = self.setup.options.limits.seconds + item.size / _BYTES_A_SECOND
        reply: Item | Read | Refused | Ended = pickle.loads(self._receive(began + limit, limit))
        return reply

    def _receive(self, until: float, limit: float) -> bytes:
        """The next message; _Died where none comes in time, or the worker is no more."""
        assert self._worker and self._worker.stdout
        replies = Connection(os.dup(self._worker.stdout.fileno()), writable=False)
        try:
            if not replies.poll(max(0.0, until - time.monotonic())):
                raise _Died("timeout", f"it took more than {limit:,.0f} seconds")
            return replies.recv_bytes(REPLY_BYTES)
        except EOFError:
            raise self._death() from None
        except OSError as problem:
            raise _Died("output", f"it gives more than can be taken ({problem})") from problem
        finally:
            replies.close()

    def _send(self, message: object) -> None:
        assert self._worker and self._worker.stdin
        requests = Connection(os.dup(self._worker.stdin.fileno()), readable=False)
        try:
            requests.send(message)
        except OSError:
            raise self._death() from None
        finally:
            requests.close()

    def _death(self) -> "_Died":
        """How the worker ended."""
        assert self._worker
        with suppress(subprocess.TimeoutExpired):
            self._worker.wait(5)
        code = self._worker.returncode
        if code is None or code >= 0:
            return _Died("exit", f"the worker left with code {code}")
        return _Died("crash", f"the worker was ended by {signal.Signals(-code).name}")

    def _start(self) -> None:
        """See that a worker is there that has not served too long."""
        self._served += 1
        if self._worker and (self._served > FILES or self._worker.poll() is not None):
            self.close()
        if self._worker:
            return
        self._served = 0
        self._worker = subprocess.Popen(
            [sys.executable, "-c", _MAIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "OMP_THREAD_LIMIT": "1",
            },
        )
        try:
            self._send(self.setup)
            self._receive(time.monotonic() + START_SECONDS, START_SECONDS)
        except _Died as death:
            raise VnpolicyError(f"no worker could be started: {death.reason}") from death

    def close(self) -> None:
        """End the worker, and whatever it has started."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


class _Died(Exception):
    """The worker is to be given up: `kind` and `reason` say why."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind, self.reason = kind, reason


def known(item: Item) -> Outcome:
    """The outcome of an item of which the content need not be read."""
    return Outcome(item.name, "known", item.sha256, size=item.size)


def answered(item: Item, answer: Read | Refused, seconds: float = 0.0) -> Outcome:
    """The outcome of an item that was read, or refused."""
    kind, reason, papers = (
        ("read", "", answer.papers) if isinstance(answer, Read) else (answer.kind, answer.reason, ())
    )
    return Outcome(item.name, kind, item.sha256, reason, papers, seconds, item.size)


def _failed(fault: Fault) -> Outcome:
    item = fault.item
    return Outcome(item.name, fault.kind, item.sha256, fault.reason, (), fault.seconds, item.size)
