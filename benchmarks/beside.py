"""find_references beside two libraries that find citations of other laws: characters a second, in one run.

    pip install --group benchmark
    python benchmarks/beside.py

eyecite (BSD) finds American citations, legal-reference-extraction (MIT) German ones. Each reads a text of its own
kind: the examples and the codes of law that its packages ship, in sentences of its language, one citation in as many
characters as in the plans of `corpus/`. A library that is not installed is left out. CPU time, best of three runs.
"""

import time
from collections.abc import Callable, Sequence
from importlib import resources
from itertools import cycle, islice
from pathlib import Path

import vnpolicy as vp
from vnpolicy.reading.paragraphs import clean
from vnpolicy.reading.read import read_source

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 300_000  # characters of each text
ENGLISH = (
    "The court below entered judgment for the plaintiff, and the defendant took this appeal in due time. "
)
GERMAN = (
    "Das Gericht hat der Klage stattgegeben, und die Beklagte hat dagegen fristgerecht Berufung eingelegt. "
)


def best(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def plans() -> str:
    """The plans of the corpus, again and again."""
    texts = [clean(read_source(path)).text for path in sorted((ROOT / "corpus" / "sources").glob("kh-*.txt"))]
    whole = "\n".join(texts)
    return (whole * (LENGTH // len(whole) + 1))[:LENGTH]


def around(citations: Sequence[str], sentence: str, gap: int) -> str:
    """A text with a citation in each so many characters."""
    filler = sentence * max(1, gap // len(sentence))
    count = LENGTH // (gap + 1)
    return "\n".join(f"{filler}{citation}." for citation in islice(cycle(citations), count))


def american(gap: int) -> tuple[str, Callable[[str], Sequence[object]]]:
    """A text around the examples of reporters-db, which eyecite reads by, and what eyecite finds in it."""
    from eyecite import get_citations
    from reporters_db import REPORTERS

    kinds = (kind for reporters in REPORTERS.values() for kind in reporters)
    examples = [example for kind in kinds for example in kind.get("examples", ())]
    return around(examples, ENGLISH, gap), get_citations


def german(gap: int) -> tuple[str, Callable[[str], Sequence[object]]]:
    """A text around sections of the German laws that legal-reference-extraction knows, and what it finds in it."""
    from refex.extractor import RefExtractor

    listed = resources.files("refex").joinpath("data", "law_book_codes.txt").read_text(encoding="utf-8")
    codes = [code for code in listed.split("\n") if code.isalpha()]
    sections = [f"§ {number % 400 + 1} Abs. {number % 4 + 1} {code}" for number, code in enumerate(codes)]
    return around(sections, GERMAN, gap), lambda text: RefExtractor().extract(text)[1]


def show(name: str, text: str, find: Callable[[str], Sequence[object]]) -> int:
    """One line of figures, and how many citations there were."""
    found = len(find(text))  # what is read and compiled once is read now
    speed = len(text) / best(lambda: find(text))
    print(f"{name:28}{speed:12,.0f} characters/s{len(text) / max(1, found):10,.0f} characters a citation")
    return found


def main() -> None:
    text = plans()
    gap = len(text) // show("vnpolicy, Vietnamese", text, vp.find_references)
    for name, made in (("eyecite, English", american), ("refex, German", german)):
        try:
            other, find = made(gap)
        except ImportError as missing:
            print(f"{name:28} not installed: {missing.name}")
            continue
        show(name, other, find)


if __name__ == "__main__":
    main()
