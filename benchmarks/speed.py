"""How fast: characters a second for text -> Document, pages a second for PDF, import time, memory.

    python benchmarks/speed.py [FOLDER of .txt and .md]     default: corpus/archive

Each figure stands beside a bare scan of the same text (one regular expression over it), so that it can be read on
any machine. Text figures are the best of three runs over the whole folder, without and with underthesea's fields.
"""

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import vnpolicy as vp
from vnpolicy.reading.paragraphs import clean
from vnpolicy.reading.read import read_source

ROOT = Path(__file__).resolve().parent.parent
WORD = re.compile(r"\w+")


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def import_seconds() -> float:
    """Seconds for `import vnpolicy` in a fresh interpreter, less the interpreter's own start."""

    def start(code: str) -> float:
        return best(lambda: subprocess.run([sys.executable, "-c", code], check=True), 5)

    return start("import vnpolicy") - start("pass")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus" / "archive")
    folder = parser.parse_args().folder
    texts = [
        clean(read_source(path)).text for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".md"}
    ]
    size = sum(map(len, texts))
    vp.parse(texts[0])  # the knowledge is read and compiled once

    def parse_all() -> list[vp.Document]:
        return [vp.parse(text) for text in texts]

    bare = best(lambda: [len(WORD.findall(text)) for text in texts])
    whole = best(parse_all)
    documents = parse_all()
    lazy = best(lambda: [[task.action for task in document.tasks] for document in documents], 1)
    references = best(lambda: [vp.find_references(text) for text in texts])
    print(f"{len(texts)} texts, {size:,} characters")
    for name, seconds in (("bare scan for words", bare), ("parse", whole), ("find_references", references),
                          ("parse, with actions and objects", whole + lazy)):  # fmt: skip
        print(f"{name:34}{size / seconds:14,.0f} characters/s")
    for path in sorted(folder.rglob("*.pdf")):
        seconds = best(lambda path=path: read_source(path), 2)  # type: ignore[misc]
        pages = read_source(path).pages
        print(f"{path.name[:33]:34}{pages / seconds:14,.1f} pages/s")
    print(f"{'import vnpolicy':34}{import_seconds():14.3f} s")
    print(f"{'memory, peak':34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:14,.0f} MB")


if __name__ == "__main__":
    main()
