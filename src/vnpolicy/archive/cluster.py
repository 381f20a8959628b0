"""Files -> outcomes, by the workers of a Dask cluster; the only module that knows dask.

    read_archive("s3://papers/", out="/shared/archive", engine="dask")            a cluster on this machine
    read_archive("/shared/papers", out="/shared/archive", engine=Client("tcp://…"))  one that is there

A task is a handful of files. On the machine that runs it each of them is read by a guarded worker, since Dask by itself
lets a document that hangs hold its place for ever. What was read comes back packed, some 10 kB a document;
the one who asked writes. A task that is lost with its machine is given to another, and what comes twice is kept once.
"""

import pickle
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from vnpolicy.archive.build import Engine
from vnpolicy.archive.child import Setup
from vnpolicy.archive.guard import Guard, Outcome, Wanted, known
from vnpolicy.archive.work import Item
from vnpolicy.errors import VnpolicyError

if TYPE_CHECKING:
    from distributed import Client

FILES_A_TASK = 50
_AHEAD = 3  # tasks for each place, so that none waits for the next
_RETRIES = 3  # of a task whose machine is lost
_local = threading.local()


def on_cluster(engine: Any, workers: int) -> Engine:
    """The engine that reads on a cluster: "dask" makes one here, a client is one that is there."""
    return partial(_on_cluster, engine, workers)


def _on_cluster(
    engine: Any, workers: int, files: Iterable[str], setup: Setup, wanted: Wanted
) -> Iterator[tuple[str, Outcome | None]]:
    if engine != "dask":
        yield from _read_on(engine, files, setup, wanted)
        return
    try:
        from distributed import Client, LocalCluster
    except ImportError as problem:
        raise VnpolicyError("engine='dask' wants Dask: pip install 'vnpolicy[cluster]'") from problem
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield from _read_on(client, files, setup, wanted)


def _read_on(
    client: "Client", files: Iterable[str], setup: Setup, wanted: Wanted
) -> Iterator[tuple[str, Outcome | None]]:
    from distributed import as_completed

    given = iter(files)
    tasks = iter(lambda: list(islice(given, FILES_A_TASK)), [])
    packed = pickle.dumps(setup)
    places = max(1, sum(client.nthreads().values()))

    def submit(some: list[str]) -> Any:
        return client.submit(read_some, some, packed, pure=False, retries=_RETRIES)

    running = as_completed([submit(some) for some in islice(tasks, _AHEAD * places)], with_results=True)
    for _, outcomes in running:
        following = next(tasks, None)
        if following:
            running.add(submit(following))
        for file, outcome in outcomes:
            if (
                outcome is None
                or outcome.sha256 is None
                or outcome.kind == "known"
                or wanted(Item(outcome.name, outcome.sha256, outcome.size))
            ):
                yield file, outcome
            else:
                yield file, known(Item(outcome.name, outcome.sha256))


def read_some(files: list[str], setup: bytes) -> list[tuple[str, Outcome | None]]:
    """What becomes of each item of these files. Runs on a machine of the cluster, behind a guard that stays there."""
    guard = _guard(setup)
    seen: set[str] = set()

    def wanted(item: Item) -> bool:
        fresh = item.sha256 is None or item.sha256 not in seen
        seen.add(item.sha256 or "")
        return fresh

    found: list[tuple[str, Outcome | None]] = []
    for file in files:
        found += [(file, outcome) for outcome in guard.outcomes(file, wanted)]
        found.append((file, None))
    return found


def _guard(setup: bytes) -> Guard:
    """The guard of this thread; it goes with it."""
    if getattr(_local, "setup", None) != setup:
        if hasattr(_local, "guard"):
            _local.guard.close()
        _local.guard, _local.setup = Guard(pickle.loads(setup)), setup
    guard: Guard = _local.guard
    return guard
