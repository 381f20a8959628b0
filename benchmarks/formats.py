"""What each format keeps: the specimens of corpus/ in every format and encoding, read and compared with the text.

    python benchmarks/formats.py                 every format that corpus/render.py writes, as a Markdown table
    python benchmarks/formats.py pdf scan300.pdf --specimens 3

A fact is a header field, a section, a reference with number, date, relation and target, a role of a task, or a
deadline. Character errors are counted word by word against the text format, so a format that parts paragraphs
elsewhere has none. A scan costs one or two seconds a page, and wants Tesseract.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import vnpolicy as vp

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
        print("| format | character errors | facts kept | facts not in the text |\n|---|---|---|---|")
        for format in given.formats:
            errors = kept = extra = 0
            for slug in slugs:
                read = vp.read(render.render(slug, format, Path(folder)))
                errors += character_errors(texts[slug].text, read.text)
                kept += (facts(texts[slug]) & facts(read)).total()
                extra += (facts(read) - facts(texts[slug])).total()
            print(f"| {format} | {errors / size:.2%} | {kept / whole:.3f} | {extra} |", flush=True)


if __name__ == "__main__":
    main()
