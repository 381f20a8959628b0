"""Sentences with the words of a duty that gave no task: each becomes an `Issue`, so that nothing is lost in silence.

    "Xe công do Văn phòng chịu trách nhiệm bảo dưỡng."   ->  Issue("task.unread", "chịu trách nhiệm: …")
    "Phối hợp với Sở Y tế đánh giá tuyến đường."         ->  Issue("task.unread", "phối hợp với: …")

A sentence is read where a task stands in it, or where a task takes somebody or a time from it, as from a heading or
a field. What announces a list, a heading and the label of a field tell no duty of their own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import ModalityCue, RoleCue, Verb
from vnpolicy.language.sentences import sentences
from vnpolicy.model import Body, Issue, Reference, Section, Span, Task
from vnpolicy.parsing.divisions import Divisions
from vnpolicy.parsing.fields import field_heading, field_of
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText, Paragraph

# Cues that tell a duty by themselves, and those that do where a body follows at once.
_ALONE, _BEFORE_BODY = {"leads", "owes"}, {"assigns", "asks", "coordinates", "serves"}
_BINDING = {"obligation", "prohibition"}  # "phải", "cần", "nghiêm cấm": they tell a duty behind a body
# Before a word of duty: what was done, or a duty spoken of: "đã | giao", "hồ sơ | đề nghị".
_SPOKEN_OF = re.compile(
    r"(?:(?:đã|được|đang|chưa|từng|việc|sự|của|theo|như|các|những|có|mọi|do|bị|là|cơ quan|đơn vị|hồ sơ|tờ trình"
    r"|văn bản|công tác|chế độ|trách nhiệm|nội dung|số lượng|tổ|trợ)\s)(?:\w+\s)?$"
)
_QUIET = {"assessment", "rewards"}  # kinds of section that tell what was done, and who is praised
_OTHER = ("đầu mối", "cần thơ", "cần thiết")  # of a market, a city, an adjective
_LOOK_BACK = 20  # characters before a word of duty
_LABEL = 4  # characters before the body that opens a sentence: "a) ", "- "
_FROM_BODY = 20  # characters between a body and "phải"
_TO_BODY = 12  # characters between a word of duty and the body that it is about: "giao | cho các | Sở Y tế"
# What may stand between a body at the start of a sentence and its act: "Sở Y tế | (Chi cục Dân số) sẽ | kiểm tra".
_BEFORE_ACT = re.compile(r"(?:\s?\([^()]{0,120}\))?\s(?:sẽ\s|cần\s|phải\s|theo chức năng, nhiệm vụ\s)?")


class _Word(NamedTuple):
    """A word of duty, which tells one `alone`, or `before` or `behind` a body."""

    start: int
    end: int
    where: Literal["alone", "before", "behind"]


class _Told(NamedTuple):
    """A sentence that tells a duty, and the words that tell it."""

    start: int
    end: int
    words: list[_Word]


class Untold:
    """The words of duty of one text, to be asked for those that were not read."""

    def __init__(
        self,
        folded: str,
        references: Sequence[Reference],
        bodies: Sequence[Body],
        tasks: Sequence[Task],
        knowledge: Knowledge,
    ) -> None:
        self.folded, self.verbs = folded, knowledge.matcher(Verb)
        self.bodies = sorted(body.span for body in bodies if body.span)
        self.seated = sorted(body.span for body in bodies if body.span and body.level)
        self.read = sorted(_read(tasks))
        self.cited = sorted(span for mention in references for span in _stretches(mention))
        self.words = sorted(_words(folded, knowledge), key=lambda word: word.start)
        self.starts = [word.start for word in self.words]

    def sentences(self, text: str, start: int, end: int) -> list[_Told]:
        """The sentences of a paragraph that tell a duty and were not read."""
        opener = self._opener(start)
        places: list[_Word | Span] = [*self._between(start, end), *([opener] if opener else [])]
        if all(_overlap(self.read, place.start, place.end) for place in places):
            return []
        found = (_Told(*span, self._among(*span)) for span in sentences(text, start, end))
        return [told for told in found if told.words]

    def _among(self, start: int, end: int) -> list[_Word]:
        """The words that tell a duty in a stretch of text, unless it was read."""
        if _overlap(self.read, start, end):
            return []
        return [word for word in self._between(start, end) if self._tells(word, start)] or self._act(
            start, end
        )

    def _between(self, start: int, end: int) -> list[_Word]:
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _opener(self, start: int) -> Span | None:
        """The body of a known level that opens a sentence."""
        at = bisect_left(self.seated, start, key=_start)
        return self.seated[at] if at < len(self.seated) and self.seated[at].start <= start + _LABEL else None

    def _act(self, start: int, end: int) -> list[_Word]:
        """The verb at once behind the body that opens a sentence: "Sở Y tế (…) sẽ | kiểm tra"."""
        body = self._opener(start)
        behind = _BEFORE_ACT.match(self.folded, body.end, end) if body else None
        verb = self.verbs.at(self.folded, behind.end(), end) if behind else None
        return [_Word(verb.start, verb.end, "alone")] if verb and verb.row.kind != "none" else []

    def _tells(self, word: _Word, start: int) -> bool:
        if self.folded.startswith(_OTHER, word.start) or _overlap(self.cited, word.start, word.end):
            return False
        if _SPOKEN_OF.search(self.folded, max(start, word.start - _LOOK_BACK), word.start):
            return False
        if word.where == "alone":
            return True
        nearest = max(start, word.start - _FROM_BODY)
        begin, end = (nearest, word.start) if word.where == "behind" else (word.end, word.end + _TO_BODY)
        return _overlap(self.bodies, begin, end)


def find_untold(
    text: CleanText,
    zones: Zones,
    sections: Sequence[Section],
    references: Sequence[Reference],
    bodies: Sequence[Body],
    tasks: Sequence[Task],
    knowledge: Knowledge,
) -> Iterator[Issue]:
    """One issue for each sentence, or table, that tells a duty and gave no task, in text order."""
    untold = Untold(text.folded, references, bodies, tasks, knowledge)
    divisions = Divisions(sections)
    rows: list[_Told] = []  # of the table that is being read
    for paragraph in text.paragraphs:
        if rows and not paragraph.cells:
            yield _issue(text.folded, rows)
            rows = []
        told = untold.sentences(text.text, paragraph.start, paragraph.end)
        if not told or not _binds(text, paragraph, zones, divisions, knowledge):
            continue
        if paragraph.cells:
            rows += told
        else:
            yield from (_issue(text.folded, [one]) for one in told if text.text[one.end - 1] != ":")
    if rows:
        yield _issue(text.folded, rows)


def _binds(
    text: CleanText, paragraph: Paragraph, zones: Zones, divisions: Divisions, knowledge: Knowledge
) -> bool:
    """Whether a paragraph may bind somebody: it stands in the body, where duties are told, and is no label."""
    if zones.of(paragraph.start) not in ("body", "annex"):
        return False
    section = divisions.at(paragraph.start)
    return divisions.kind(section) not in _QUIET and not _is_label(text, paragraph, section, knowledge)


def _is_label(text: CleanText, paragraph: Paragraph, section: Section | None, knowledge: Knowledge) -> bool:
    """Whether a paragraph is a heading, a field, or the label of one."""
    start, end = paragraph.start, paragraph.end
    if section and section.start == start:
        if section.title and section.title in text.text[end - len(section.title) - 2 : end]:
            return True
        start += len(section.label)
        while start < end and not text.text[start].isalpha():
            start += 1
    return (
        text.text[start:end].isupper()
        or field_of(text.folded, start, end, knowledge) is not None
        or field_heading(text.folded, start, end, knowledge) is not None
    )


def _issue(folded: str, told: Sequence[_Told]) -> Issue:
    """The issue of a sentence, or of all rows of one table."""
    printed = dict.fromkeys(folded[word.start : word.end] for one in told for word in one.words)
    where = f"in {len(told)} rows of a table" if len(told) > 1 else "here"
    message = f"{', '.join(printed)}: a duty may be told {where}, and is in no task"
    return Issue(code="task.unread", message=message, start=told[0].start, end=told[-1].end)


def _words(folded: str, knowledge: Knowledge) -> Iterator[_Word]:
    roles = knowledge.matcher(RoleCue)
    for cue in roles.find(folded):
        if cue.row.cue in _ALONE | _BEFORE_BODY:
            yield _Word(cue.start, cue.end, "alone" if cue.row.cue in _ALONE else "before")
    for found in knowledge.matcher(ModalityCue).find(folded):
        if found.row.modality in _BINDING and folded[found.start : found.end] not in roles.by_phrase:
            yield _Word(found.start, found.end, "behind")


def _overlap(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of some spans in order, none far within another, has a part in [start, end)."""
    at = bisect_left(spans, end, key=_start)
    return any(span.end > start for span in spans[max(0, at - 3) : at])


def _start(span: Span) -> int:
    return span.start


def _stretches(mention: Reference) -> Iterator[Span]:
    if mention.span:
        yield mention.span
    yield from mention.parts.values()


def _read(tasks: Sequence[Task]) -> Iterator[Span]:
    """Where the tasks stand, and what they take from elsewhere."""
    for task in tasks:
        for value in (task, task.deadline, *task.assignments):
            if value is not None and value.span is not None:
                yield value.span
