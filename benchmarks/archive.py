"""How an archive grows: documents a second, memory of the run and of its workers, size on disk, cost of a second run.

    python benchmarks/archive.py FOLDER [--counts 1000 10000] [--characters 8000] [--workers 1 2]

Invented papers (`papers.py`) are written to FOLDER/in-COUNT and built into FOLDER/out-COUNT-WORKERS by the command
line, each build in a process of its own, so that its peak of memory is its own. Then a hundred papers are added. Every
step of a build tells in its log how long it took. A build that finds FOLDER filled begins anew.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from papers import write

MAIN = "from vnpolicy.cli import app; app()"
MORE = 100


def build(papers: Path, out: Path, workers: int) -> tuple[float, float, float]:
    """(seconds, peak of this process, peak of one worker), both in MB, of a build."""
    command = [sys.executable, "-c", MAIN, "build", str(papers), "--out", str(out), "--workers", str(workers)]
    began = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0, 0.0]
    while run.poll() is None:
        own, below = _memory(run.pid)
        peak = [max(peak[0], own), max(peak[1], below)]
        time.sleep(0.5)
    if run.returncode:
        sys.exit(f"the build failed: {' '.join(command)}")
    return time.monotonic() - began, *peak


def _memory(pid: int) -> tuple[float, float]:
    """What a process has in memory, and the largest of those that it started."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        below = [int(child) for file in children for child in file.read_text().split()]
    except OSError:
        below = []
    return _resident(pid), max(map(_resident, below), default=0.0)


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0


def size(out: Path) -> tuple[float, float]:
    """(the tables, the store) in MB."""
    tables = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    return tables / 1e6, (out / "archive.sqlite").stat().st_size / 1e6


def steps(out: Path) -> str:
    """What the last run told of its steps."""
    log = (out / "build.log").read_text(encoding="utf-8")
    last = log.rpartition("files to read")[2]
    return "; ".join(re.findall(r"INFO ((?:read|linked|wrote \d).*)", last))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--characters", type=int, default=8_000)
    given = parser.parse_args()
    for count in given.counts:
        papers = given.folder / f"in-{count}"
        shutil.rmtree(papers, ignore_errors=True)
        write(papers, range(count), characters=given.characters)
        for workers in given.workers:
            out = given.folder / f"out-{count}-{workers}"
            shutil.rmtree(out, ignore_errors=True)
            seconds, own, worker = build(papers, out, workers)
            tables, store = size(out)
            print(f"{count:,} papers, {workers} worker(s): {seconds:.0f} s, {count / seconds:.1f} papers/s")
            print(
                f"  memory {own:.0f} MB, of a worker {worker:.0f} MB; tables {tables:.0f} MB, store {store:.0f} MB"
            )
            print(f"  {steps(out)}", flush=True)
        write(papers, range(count, count + MORE), characters=given.characters)
        seconds, *_ = build(papers, out, workers)
        print(f"  {MORE} papers more: {seconds:.0f} s; {steps(out)}", flush=True)


if __name__ == "__main__":
    main()
