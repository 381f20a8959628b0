"""What is taken for what: gold references against those found, kind by kind and relation by relation.

    python benchmarks/confusion.py                          corpus/gold over corpus/archive
    python benchmarks/confusion.py GOLD … --documents FOLDER    other gold, of documents below FOLDER
    python benchmarks/confusion.py --write docs/references.md   into the page, between its marks

Gold and found are aligned by their quotes, in the order of the text: a pair shares the number, or at least half of the
words. A row is what the gold says, a column what was found; the last column is missed, the last row invented.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import vnpolicy as vp
from vnpolicy.model import Kind, Relation

ROOT = Path(__file__).resolve().parent.parent
GOLD, ARCHIVE = ROOT / "corpus" / "gold", ROOT / "corpus" / "archive"
MARKS = re.compile(r"(?<=<!-- confusion -->\n).*?(?=<!-- /confusion -->)", re.DOTALL)
MISSED, INVENTED = "missed", "invented"
NAMES = {"kind": get_args(Kind), "relation": get_args(Relation)}

Mention = dict[str, str | None]
Pair = tuple[Mention | None, Mention | None]


def words(text: str | None) -> Counter[str]:
    """The words of a quote, each as often as it stands there."""
    return Counter(re.findall(r"\w+", vp.fold(text or "")))


def likeness(gold: Mention, found: Mention) -> float:
    """How alike two mentions are: the words they share, and one more for the same number; 0 for strangers."""
    left, right = words(gold["quote"]), words(found["quote"])
    shared = (left & right).total() / (max(left.total(), right.total()) or 1)
    if shared < 0.5 and found["number"] is None:
        return 0
    same = vp.fold(gold["number"] or "").replace(" ", "") == vp.fold(found["number"] or "").replace(" ", "")
    return shared + (same and gold["number"] is not None) if shared >= 0.5 or same else 0


def aligned(gold: Sequence[Mention], found: Sequence[Mention]) -> Iterator[Pair]:
    """Gold and found in pairs, in text order, so that the likeness of all pairs together is the greatest."""
    best = [[0.0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    alike = [[likeness(one, other) for other in found] for one in gold]
    for at in reversed(range(len(gold))):
        for to in reversed(range(len(found))):
            both = alike[at][to] + best[at + 1][to + 1] if alike[at][to] else 0.0
            best[at][to] = max(both, best[at + 1][to], best[at][to + 1])
    at = to = 0
    while at < len(gold) and to < len(found):
        if alike[at][to] and best[at][to] == alike[at][to] + best[at + 1][to + 1]:
            yield gold[at], found[to]
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            yield gold[at], None
            at += 1
        else:
            yield None, found[to]
            to += 1
    yield from ((one, None) for one in gold[at:])
    yield from ((None, other) for other in found[to:])


@cache
def pairs(folder: Path, documents: Path) -> tuple[Pair, ...]:
    """The references of a folder of gold, each with the one that was found for it."""
    out: list[Pair] = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        mentions = [
            {"quote": one.text, "number": one.number, "kind": one.kind, "relation": one.relation}
            for one in vp.read(documents / gold["file"]).references
        ]
        out.extend(aligned(gold["references"], mentions))
    return tuple(out)


def table(pairs: Sequence[Pair], field: str) -> str:
    """One confusion table in Markdown, with the names that occur."""
    counts = Counter(
        (gold[field] if gold else INVENTED, found[field] if found else MISSED) for gold, found in pairs
    )
    names = [name for name in NAMES[field] if any(name in pair for pair in counts)]
    heads = [f"{field}: gold ↓ found →", *names, MISSED]
    lines = [heads, ["---", *["---:"] * (len(names) + 1)]]
    for row in (*names, INVENTED):
        cells = (str(counts[row, column] or "·") for column in (*names, MISSED))
        lines.append([row, *cells])
    lines[-1][-1] = ""
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def report(folders: Sequence[Path], documents: Path) -> str:
    """Both tables over all folders, under a line that says how much was right."""
    both = [pair for folder in folders for pair in pairs(folder, documents)]
    met = [(gold, found) for gold, found in both if gold and found]
    wanted, got = sum(bool(gold) for gold, _ in both), sum(bool(found) for _, found in both)
    right = [sum(gold[field] == found[field] for gold, found in met) for field in NAMES]
    summary = (
        f"{wanted} references in the gold, {got} found, {len(met)} of them the same; "
        f"of these {right[0]} with the kind of the gold, {right[1]} with its relation.\n"
    )
    return "\n".join([summary, *(table(both, field) for field in NAMES)])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD])
    parser.add_argument("--documents", type=Path, default=ARCHIVE)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    args = parser.parse_args()
    text = report(args.gold, args.documents)
    if args.write is None:
        print(text)
        return
    page = args.write.read_text(encoding="utf-8")
    args.write.write_text(MARKS.sub(lambda _: text, page), encoding="utf-8")


if __name__ == "__main__":
    main()
