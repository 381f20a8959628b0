"""A text cut into its cues, sentences and brackets, and the lists that a line leads in.

    "Quyết định này bãi bỏ các văn bản sau: / a) Quyết định số 5 …"  ->  the cue "bãi bỏ", which leads in line a)

Cues inside the title of a cited document are that document's own; they are kept apart. Only the lines count in which
something is cited, and those right above them, which may lead in.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import RelationCue
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.scan import begin, finish
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

_SENTENCE_END = re.compile(r"[\n\t.!?](?:(?<=[\n\t])|[ ](?=\w))")
_BRACKET = re.compile(r"[()\n\t]")
# What may stand in a line before its first words: "Điều 2.", "a)", "-".
LABEL = re.compile(r"(?:(?:điều[ ])?\d{1,3}(?:\.\d{1,2})*[.):-]?|[a-zđ][.)]|[-+])?[ ]?(?:các[ ])?")


class Clauses(msgspec.Struct, frozen=True, dict=True):
    """A text with its cues and its sentences, and with the titles whose cues are not this document's."""

    text: CleanText
    zones: Zones
    knowledge: Knowledge
    mentions: Sequence[Reference]

    @cached_property
    def cues(self) -> list[Found[RelationCue]]:
        """The cues before their citations, outside of cited titles, from left to right."""
        return [cue for cue in self.all_cues if not cue.row.behind and self._counts(cue)]

    @cached_property
    def cues_behind(self) -> list[Found[RelationCue]]:
        """The cues behind their citations: "… | hết hiệu lực"."""
        return [cue for cue in self.all_cues if cue.row.behind and self._counts(cue)]

    def _counts(self, cue: Found[RelationCue]) -> bool:
        """Whether a cue is this document's own; "kèm theo" says nothing but in a note of its own."""
        if cue.row.relation == "attached_to" and not self.in_note(cue.start):
            return False
        return not self._cited(cue.start) and not (cue.row.relation == "cites" and self._in_name(cue.start))

    def _in_name(self, start: int) -> bool:
        """Whether a word begins with a capital amid a sentence: "Bộ trưởng Bộ | Xây dựng"."""
        text = self.text.text
        capital = text[start].isupper() and text[start + 1 : start + 2].islower()
        return capital and text[start - 1 : start] == " " and text[start - 2].isalpha()

    def in_note(self, start: int) -> bool:
        """Whether a cue opens a bracket of its own line: "(Kèm theo Quyết định số …)"."""
        return self.text.folded[self.line(start) : start].strip() == "("

    @cached_property
    def brackets(self) -> list[Span]:
        """The brackets that close in their line, the outermost of each nest, from left to right."""
        out, opened, depth = [], 0, 0
        for mark in self._each(_BRACKET):
            if mark[0] == "(":
                opened, depth = (mark.start() if depth == 0 else opened), depth + 1
            elif mark[0] == ")" and depth:
                depth -= 1
                if depth == 0:
                    out.append(Span(opened, mark.end()))
            elif mark[0] in "\n\t":
                depth = 0
        return out

    def closed_before(self, inside: int, at: int) -> bool:
        """Whether `inside` stands in a bracket that is closed before `at`."""
        place = bisect_right(self.brackets, inside, key=lambda span: span.start) - 1
        return place >= 0 and inside < self.brackets[place].end <= at

    @cached_property
    def all_cues(self) -> list[Found[RelationCue]]:
        """All cues, from left to right."""
        find = self.knowledge.matcher(RelationCue).find
        return [cue for near in self._near for cue in find(self.text.folded, near.start, near.end)]

    def _each(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for near in self._near:
            yield from pattern.finditer(self.text.text, near.start, near.end)

    @cached_property
    def _near(self) -> list[Span]:
        """The lines that count, with the break behind each; those that follow one another in one span."""
        paragraphs = self.text.paragraphs
        out: list[Span] = []
        for number in sorted(self._near_lines()):
            start, end = paragraphs[number].start, paragraphs[number].end + 1
            out.append(Span(out.pop().start if out and out[-1].end == start else start, end))
        return out

    def _near_lines(self) -> set[int]:
        """The numbers of the lines that count."""
        spans = [Span(opening(mention), extent(mention)) for mention in self.mentions]
        spans += [self.zones.title] if self.zones.title and spans else []
        ranges = (range(max(0, self._number(span.start) - 1), self._number(span.end) + 1) for span in spans)
        return set(chain.from_iterable(ranges))

    def _number(self, offset: int) -> int:
        """The number of the line that holds a character."""
        return bisect_right(self._line_starts, offset) - 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.text.paragraphs]

    @cached_property
    def cue_starts(self) -> list[int]:
        """Where the cues outside of titles begin."""
        return [cue.start for cue in self.cues]

    @cached_property
    def all_cue_starts(self) -> list[int]:
        """Where all cues begin."""
        return [cue.start for cue in self.all_cues]

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where the sentences begin."""
        text = self.text.text
        ends = (found.end() for found in self._each(_SENTENCE_END))
        starts = (near.start for near in self._near)
        return sorted([*starts, *(end for end in ends if text[end - 1] != " " or text[end].isupper())])

    @cached_property
    def _outer(self) -> list[Span]:
        """The citations and their titles; a short name in a bracket may stand between the two."""
        outer = [mention for mention in self.mentions if mention.nested_in is None]
        titled = [mention for mention in outer if "title" in mention.parts]
        titles = [Span(mention.parts["title"].start, extent(mention)) for mention in titled]
        return sorted([*(Span(begin(mention), finish(mention)) for mention in outer), *titles])

    def _cited(self, start: int) -> bool:
        at = bisect_right(self._outer, start, key=lambda span: span.start) - 1
        return at >= 0 and start < self._outer[at].end

    def cues_between(self, start: int, end: int) -> list[Found[RelationCue]]:
        """All cues in a stretch of text, those in titles too."""
        starts = self.all_cue_starts
        return self.all_cues[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _leads(self) -> dict[int, Found[RelationCue]]:
        """The cue that leads in a list, "bãi bỏ các văn bản sau:", by the start of each line in the list."""
        out: dict[int, Found[RelationCue]] = {}
        starts = {self.line(opening(mention)): opening(mention) for mention in reversed(self.mentions)}
        for line, first in sorted(starts.items()):
            above = self.line(max(0, line - 1))
            if not line or not LABEL.fullmatch(self.text.folded, line, first):
                continue
            cue = self._leading_in(above, line)
            if above in out:
                out[line] = out[above]
            elif cue and self.text.text.endswith(":", above, line - 1):
                out[line] = cue
        return out

    def _leading_in(self, start: int, end: int) -> Found[RelationCue] | None:
        """The last cue in a line: "bãi bỏ các văn bản sau:", "Các văn bản sau | hết hiệu lực:"."""
        last = [
            cues[at - 1]
            for cues in (self.cues, self.cues_behind)
            if (at := bisect_left(cues, end, key=lambda cue: cue.start)) and cues[at - 1].start >= start
        ]
        return max(last, key=lambda cue: cue.start, default=None)

    def line(self, offset: int) -> int:
        """Where the line begins that holds a character."""
        return self._line_starts[self._number(offset)]

    def lead(self, start: int) -> Found[RelationCue] | None:
        """The cue in the line that leads in the list in which a line begins with the citation at `start`."""
        return self._leads.get(self.line(start))

    def sentence(self, start: int) -> Span:
        """The sentence that holds a character; a title is one."""
        if self.zones.title and self.zones.title.start <= start < self.zones.title.end:
            return self.zones.title
        at = bisect_right(self.sentence_starts, start) - 1
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.text.text)
        return Span(max(self.sentence_starts[at], self._title_end(start)), end)

    def _title_end(self, before: int) -> int:
        """The end of the title where prose goes on behind it in its line."""
        title = self.zones.title
        return title.end if title and title.end <= before else 0


def opening(mention: Reference) -> int:
    """Where a citation begins, its pointer included: "khoản 2 Điều 5 | Luật …"."""
    return mention.parts["pinpoint"].start if "pinpoint" in mention.parts else begin(mention)


def extent(mention: Reference) -> int:
    """Where a citation ends, its title, date and issuer included."""
    return max(
        [
            finish(mention),
            *(span.end for name, span in mention.parts.items() if name in ("title", "date", "issuer")),
        ]
    )
