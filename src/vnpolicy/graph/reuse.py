"""Two papers -> the passages that one repeats from the other, and the lines that are its own.

    directive   … tăng cường công tác tuyên truyền, vận động nhân dân ở các xã vùng sâu …
    plan        Sở Y tế tăng cường công tác tuyên truyền, vận động nhân dân ở cơ sở …

share "tăng cường công tác tuyên truyền, vận động nhân dân ở". Words are compared by their fold, so tone style, case
and dashes do not matter. Letterheads, signatures and the names of cited documents are left out, and a body's name is
one word: to cite a title or to name an office is no borrowing. A passage ends with its paragraph.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import msgspec

from vnpolicy.graph.alignment import Pair, align
from vnpolicy.graph.frames import frame
from vnpolicy.language import fold
from vnpolicy.model import Document, Reference, Span

if TYPE_CHECKING:
    import pandas

_WORD = re.compile(r"\w+")
_SEED = 6  # words in a row that make a passage begin: one more than "chủ trì, phối hợp với"
_GAP = 3  # words that may differ inside a passage, on either side
_LEAST = 10  # words of a passage: shorter ones are formulas of the office
_MOST_PLACES = 64  # of one seed that are followed: keeps a text of one word repeated from taking long
_UNLIKE = "\n"  # begins the key of what equals no other word: the end of a line, a cited document
_OWN = 0.5  # share of repeated words below which a line is the paper's own


class Word(msgspec.Struct, frozen=True):
    """A word by its fold, and where it stands; what counts as one may be many."""

    key: str
    start: int
    end: int


class Passage(msgspec.Struct, frozen=True):
    """A stretch of a paper, `span`, that repeats `of`, a stretch of another; `words` are the same in both."""

    span: Span
    of: Span
    words: int


class Comparison(msgspec.Struct, frozen=True, dict=True):
    """What `document` repeats of `source`: see `compare`."""

    document: Document
    source: Document
    passages: tuple[Passage, ...]
    to_html: ClassVar[Callable[..., None]]  # `display` hangs it here: both papers side by side, as a page

    @cached_property
    def share(self) -> float:
        """The share of the document's words that repeat the source, 0 to 1."""
        words = sum(not word.key.startswith(_UNLIKE) for word in body_words(self.document))
        return sum(passage.words for passage in self.passages) / words if words else 0.0

    @cached_property
    def tasks(self) -> tuple[Pair, ...]:
        """The tasks of both: carried over, changed, added, dropped; see `alignment.align`."""
        return align(*(tuple(_task_words(paper)) for paper in (self.document, self.source)))

    @cached_property
    def additions(self) -> tuple[Span, ...]:
        """The lines of the document's body that are mostly its own."""
        return tuple(_own_lines(self.document, [passage.span for passage in self.passages]))

    def passage_frame(self) -> "pandas.DataFrame":
        """One row a passage: `words`, `page` and `text` here, `of_page` and `of_text` there."""
        rows = (
            {
                "words": passage.words,
                **_printed(self.document, passage.span, ""),
                **_printed(self.source, passage.of, "of_"),
            }
            for passage in self.passages
        )
        return frame(rows, ("words", "page", "text", "of_page", "of_text"))

    def task_frame(self) -> "pandas.DataFrame":
        """One row a pair of tasks: `kind`, `likeness`, `page` and `text` here, `of_page` and `of_text` there."""
        rows = (
            {
                "kind": pair.kind,
                "likeness": pair.likeness,
                **_printed_task(self.document, pair.task, ""),
                **_printed_task(self.source, pair.of, "of_"),
            }
            for pair in self.tasks
        )
        return frame(rows, ("kind", "likeness", "page", "text", "of_page", "of_text"))


def _printed_task(document: Document, number: int | None, side: str) -> dict[str, str | int]:
    span = None if number is None else document.tasks[number].span
    return _printed(document, span, side) if span else {}


def _printed(document: Document, span: Span, side: str) -> dict[str, str | int]:
    page, _ = document.place_of(span.start)
    return {f"{side}page": page, f"{side}text": document.text[span.start : span.end]}


def compare(document: Document, source: Document) -> Comparison:
    """The passages of a document that repeat another: a plan its directive, or the plan of another province.

    >>> from vnpolicy.parsing.parse import parse
    >>> directive = parse("Các cấp ủy tăng cường công tác tuyên truyền, vận động nhân dân ở các xã vùng sâu.")
    >>> plan = parse("Sở Y tế tăng cường công tác tuyên truyền, vận động nhân dân ở cơ sở.")
    >>> [plan.text[found.span.start : found.span.end] for found in compare(plan, directive).passages]
    ['tăng cường công tác tuyên truyền, vận động nhân dân ở']
    """
    words, others = body_words(document), body_words(source)
    runs = _joined(_runs(words, others), words)
    return Comparison(document, source, tuple(_passages(runs, words, others)))


def _task_words(document: Document) -> Iterator[list[str]]:
    """The words of what each task says is to be done."""
    words = body_words(document)
    starts = [word.start for word in words]
    for task in document.tasks:
        span = task.predicate or task.span or Span(0, 0)
        inside = words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield [word.key for word in inside if not word.key.startswith(_UNLIKE)]


def body_words(document: Document) -> list[Word]:
    """The words between title and signature; a cited document, a body and the end of a line count as one each."""
    body = _body(document)
    folded = fold(document.text)
    words, at = [], body.start
    for start, end, key in [*_wholes(document, folded, body), (body.end, body.end, "")]:
        words += [
            Word(found[0], found.start(), found.end()) for found in _WORD.finditer(folded, at, max(at, start))
        ]
        if key and end > at:
            words.append(Word(key, max(at, start), end))
        at = max(at, end)
    return words


def _wholes(document: Document, folded: str, body: Span) -> list[tuple[int, int, str]]:
    """What counts as one word: bodies under their names; ends of lines and cited documents, which equal no other."""
    cited = [(span.start, span.end) for reference in document.references for span in _named(reference)]
    breaks = [(found.start(), found.end()) for found in re.finditer("\n", folded)]
    wholes = [(start, end, f"{_UNLIKE}{document.id} {start}") for start, end in [*cited, *breaks]]
    wholes += [
        (span.start, span.end, folded[span.start : span.end])
        for each in document.bodies
        if (span := each.span)
    ]
    return sorted(whole for whole in wholes if body.start <= whole[0] < body.end)


def _named(reference: Reference) -> list[Span]:
    """Where a reference and the title that it gives stand."""
    return [span for span in (reference.span, reference.parts.get("title")) if span]


def _body(document: Document) -> Span:
    header = document.header
    heads = (header.number, header.organ, header.date, header.type, header.title)
    start = max((item.end for item in heads if item and item.end is not None), default=0)
    closing = [item.start for item in (*header.signers, *header.recipients) if item.start is not None]
    return Span(start, min((at for at in closing if at > start), default=len(document.text)))


_Run = tuple[int, int, int, int]  # first word and end, here and there


def _runs(words: Sequence[Word], others: Sequence[Word]) -> Iterator[_Run]:
    """The longest equal stretches, from left to right."""
    places = defaultdict(list)
    for at in range(len(others) - _SEED + 1):
        places[_seed(others, at)].append(at)
    at = 0
    while at <= len(words) - _SEED:
        lengths = [
            (_length(words, at, others, there), -there)
            for there in places.get(_seed(words, at), ())[:_MOST_PLACES]
        ]
        length, there = max(lengths, default=(1, 0))
        if lengths:
            yield at, at + length, -there, -there + length
        at += length


def _seed(words: Sequence[Word], at: int) -> tuple[str, ...]:
    return tuple(word.key for word in words[at : at + _SEED])


def _length(words: Sequence[Word], here: int, others: Sequence[Word], there: int) -> int:
    """How many words from here equal those from there."""
    most = min(len(words) - here, len(others) - there)
    return next((far for far in range(most) if words[here + far].key != others[there + far].key), most)


def _joined(runs: Iterable[_Run], words: Sequence[Word]) -> Iterator[list[_Run]]:
    """Runs that follow each other on both sides of one paragraph with little between them, as one."""
    together: list[_Run] = []
    for run in runs:
        if together and not _follows(run, together[-1], words):
            yield together
            together = []
        together.append(run)
    if together:
        yield together


def _follows(run: _Run, before: _Run, words: Sequence[Word]) -> bool:
    near = 0 <= run[0] - before[1] <= _GAP and 0 <= run[2] - before[3] <= _GAP
    return near and not any(word.key.startswith(_UNLIKE) for word in words[before[1] : run[0]])


def _passages(
    joined: Iterator[list[_Run]], words: Sequence[Word], others: Sequence[Word]
) -> Iterator[Passage]:
    for runs in joined:
        same = sum(end - start for start, end, _, _ in runs)
        if same >= _LEAST:
            first, last = runs[0], runs[-1]
            yield Passage(
                Span(words[first[0]].start, words[last[1] - 1].end),
                Span(others[first[2]].start, others[last[3] - 1].end),
                same,
            )


def _own_lines(document: Document, repeated: list[Span]) -> Iterator[Span]:
    body = _body(document)
    ends = [
        found.start()
        for found in re.finditer("\n|$", document.text[: body.end])
        if found.start() >= body.start
    ]
    for start, end in pairwise([body.start, *ends]):
        line = document.text[start:end]
        inside = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in repeated)
        if inside.end > inside.start and shared < _OWN * (inside.end - inside.start):
            yield inside
