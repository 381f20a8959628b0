"""What each format keeps: the specimens of corpus/ in every format and encoding, read and compared with the text.

    python benchmarks/formats.py                 every format that corpus/render.py writes, as a Markdown table
    python benchmarks/formats.py pdf scan300.pdf --specimens 3

A fact is a header field, a section, a reference with number, date, relation and target, a role of a task, or a
deadline. Character errors are counted word by word against the text format, so a format that parts paragraphs
elsewhere has none. A figure is a word with a digit, the letters of a number, or a Roman numeral; a wrong one is told
where an issue stands under it. A scan costs two seconds a page, and wants Tesseract.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import vnpolicy as vp

WORD, STOPS = re.compile(r"\S+"), ".,;:()“”\"'"
FIGURE = re.compile(r"\d|[-/][A-ZĐ]{2}|^\(?[IVX]+[-.):;,]*$")  # "2010", "-CT/TW", "III."
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "corpus"))

import render  # noqa: E402  (it stands in corpus/)


def facts(document: vp.Document) -> Counter[tuple[str | None, ...]]:
    """What a document says, each fact as often as it stands there."""
    return Counter(map(tuple, _facts(document)))


def _facts(document: vp.Document) -> Iterator[tuple[str | None, ...]]:
    header = document.header
    for name in ("number", "type", "organ", "date", "title"):
        if field := getattr(header, name):
            yield name, vp.fold(field.value)
    yield from (("signer", vp.fold(signer.name)) for signer in header.signers)
    yield from (("recipient", vp.fold(line.text or "")) for line in header.recipients)
    yield from (("section", section.path) for section in document.sections)
    for found in document.references:
        yield "reference", found.kind, found.number, found.date, found.relation, found.target
    for task in document.tasks:
        yield from (("role", given.role, given.body) for given in task.assignments)
        if task.deadline:
            yield "deadline", task.deadline.value


def character_errors(wanted: str, got: str) -> int:
    """The characters of `wanted` that `got` has otherwise, or has too many or too few."""
    old, new = wanted.split(), got.split()
    errors = 0
    for same, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if same != "equal":
            pieces = SequenceMatcher(
                None, " ".join(old[start:end]), " ".join(new[begin:stop]), autojunk=False
            )
            errors += sum(max(b - a, d - c) for kind, a, b, c, d in pieces.get_opcodes() if kind != "equal")
    return errors


def wrong_figures(text: vp.Document, read: vp.Document) -> list[tuple[str, str, bool]]:
    """(figure of the text, what was read, whether an issue tells) where they differ by more than spaces and stops."""
    old, new = ([*WORD.finditer(document.text)] for document in (text, read))
    told = [issue for issue in read.issues if issue.start is not None and issue.end is not None]
    wrong = []
    bare = [[word[0].strip(STOPS) for word in words] for words in (old, new)]
    for same, start, end, begin, stop in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
        wanted, got = ("".join(word[0] for word in part) for part in (old[start:end], new[begin:stop]))
        figure = any(FIGURE.search(word[0]) for word in (*old[start:end], *new[begin:stop]))
        if same != "equal" and figure and wanted.strip(STOPS) != got.strip(STOPS):
            left, right = new[max(0, begin - 1)].start(), new[min(stop, len(new) - 1)].end()
            wrong.append((wanted, got, any(issue.start < right and left < issue.end for issue in told)))
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("formats", nargs="*", default=list(render.WRITERS), help="as in corpus/render.py")
    parser.add_argument("--specimens", type=int, help="only so many")
    given = parser.parse_args()
    slugs = list(render.FORMATS)[: given.specimens]
    with TemporaryDirectory() as folder:
        texts = {slug: vp.read(render.render(slug, "txt", Path(folder))) for slug in slugs}
        size = sum(len(text.text) for text in texts.values())
        whole = sum(facts(text).total() for text in texts.values())
        print(f"{len(slugs)} specimens, {size:,} characters, {whole:,} facts\n")
        print(
            "| format | character errors | facts kept | facts not in the text | wrong figures, of which untold |"
        )
        print("|---|---|---|---|---|")
        for format in given.formats:
            errors = kept = extra = 0
            wrong: list[tuple[str, str, bool]] = []
            for slug in slugs:
                read = vp.read(render.render(slug, format, Path(folder)))
                errors += character_errors(texts[slug].text, read.text)
                kept += (facts(texts[slug]) & facts(read)).total()
                extra += (facts(read) - facts(texts[slug])).total()
                wrong += wrong_figures(texts[slug], read)
            untold = sum(not told for _, _, told in wrong)
            shares = f"{errors / size:.2%} | {kept / whole:.3f}"
            print(f"| {format} | {shares} | {extra} | {len(wrong)}, {untold} |", flush=True)


if __name__ == "__main__":
    main()
