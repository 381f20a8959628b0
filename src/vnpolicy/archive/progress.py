"""What a run shows while it goes on: a bar in the terminal or the notebook, and a log file.

━━━━━━━━━━╸━━━━━  61,200/100,000 files  58,911 documents  212,000 pages  102/s  0:06:20 left
timeout 3   unreadable 41
"""

import logging
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from vnpolicy.archive.guard import Outcome

LOG = "build.log"
_FEW = 10  # files for which no bar is worth its while
_log = logging.getLogger("vnpolicy.archive")


def _can_show(console: Console) -> bool:
    """Whether a bar moves here: in a notebook it is a widget, and nothing without ipywidgets."""
    return find_spec("ipywidgets") is not None if console.is_jupyter else console.is_terminal


class Progress:
    """Hears of every outcome, and shows where the run stands. `log` asks for a log file in the folder."""

    def __init__(self, folder: Path, *, log: bool, show: bool | None) -> None:
        self.console = Console(stderr=True)
        self.show = _can_show(self.console) if show is None else show
        self.asked = show is not None
        self.kinds: Counter[str] = Counter()
        self.papers = self.pages = 0
        self.began = time.monotonic()
        self.handler = logging.FileHandler(folder / LOG, encoding="utf-8") if log else None
        self.bar = Bar(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self.console,
            disable=True,
        )
        self.task = self.bar.add_task("reading", total=None, told="")

    def __enter__(self) -> "Progress":
        if self.handler:
            self.handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            _log.addHandler(self.handler)
            _log.setLevel(logging.INFO)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()
        _log.info(
            "read %d papers in %.1f s%s",
            self.papers,
            self.seconds,
            f"; stopped by {problem!r}" if kind else "",
        )
        if self.handler:
            _log.removeHandler(self.handler)
            self.handler.close()

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.monotonic() - self.began

    def expect(self, files: int) -> None:
        """So many files are to be read."""
        _log.info("%d files to read", files)
        self.bar.update(self.task, total=files)
        if self.show and (self.asked or files >= _FEW):
            self.bar.disable = False
            self.bar.start()

    def __call__(self, outcome: Outcome | None) -> None:
        """Hear of an outcome, or, with None, of a file that is done."""
        if outcome is None:
            self.bar.update(self.task, advance=1, told=self.told())
            return
        self.kinds[outcome.kind] += 1
        self.papers += len(outcome.papers)
        self.pages += sum(paper.pages for paper in outcome.papers)

    def told(self) -> str:
        """Documents, pages, speed, and what failed so far, by reason."""
        failed = ", ".join(
            f"{kind} {count}"
            for kind, count in sorted(self.kinds.items())
            if kind not in ("read", "known", "skipped")
        )
        speed = (
            f"{self.papers:,} documents, {self.pages:,} pages, {self.papers / max(self.seconds, 1e-9):,.1f}/s"
        )
        return f"{speed} [red]{failed}[/red]" if failed else speed
