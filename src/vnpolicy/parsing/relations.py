"""What this document does to each document it cites, read from the words before the citation and its zone.

    "Thực hiện | Chỉ thị 43-CT/TW …" in the preamble   ->  implements
    "… tổ chức thực hiện | Chỉ thị 43-CT/TW" in a task  ->  cites

The last cue in the sentence before a citation rules, for a whole list of citations; cues inside the title of
a cited document are that document's, and give the nested relation. A task to amend something amends nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import DocType, Pointer, RelationCue
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.scan import begin, finish
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

_SENTENCE_END = re.compile(r"[\n\t]|[.!?][ ](?=\w)")
_LABEL = re.compile(r"(?:(?:điều[ ])?\d{1,3}[.):-]?|[a-zđ][.)]|[-+])?[ ]?(?:các[ ])?")
_THIS = re.compile(r"(?<!\w)này(?!\w)")
_EFFECT = ("amends", "replaces", "repeals", "approves")


class Clauses(msgspec.Struct, frozen=True, dict=True):
    """A text with its cues and its sentences, and with the titles whose cues are not this document's."""

    text: CleanText
    zones: Zones
    knowledge: Knowledge
    mentions: Sequence[Reference]

    @cached_property
    def cues(self) -> list[Found[RelationCue]]:
        """The cues outside of cited titles, from left to right."""
        return [cue for cue in self.all_cues if not self._cited(cue.start)]

    @cached_property
    def all_cues(self) -> list[Found[RelationCue]]:
        """The cues of the whole text."""
        return list(self.knowledge.matcher(RelationCue).find(self.text.folded))

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
        ends = (found.end() for found in _SENTENCE_END.finditer(text))
        return [0, *(end for end in ends if text[end - 1] != " " or text[end].isupper())]

    @cached_property
    def _outer(self) -> list[Span]:
        return [
            Span(begin(mention), _extent(mention)) for mention in self.mentions if mention.nested_in is None
        ]

    def _cited(self, start: int) -> bool:
        at = bisect_right(self._outer, start, key=lambda span: span.start) - 1
        return at >= 0 and start < self._outer[at].end

    def cues_between(self, start: int, end: int) -> list[Found[RelationCue]]:
        """All cues in a stretch of text, those in titles too."""
        starts = self.all_cue_starts
        return self.all_cues[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentence(self, start: int) -> Span:
        """The sentence that holds a character; a title is one."""
        if self.zones.title and self.zones.title.start <= start < self.zones.title.end:
            return self.zones.title
        at = bisect_right(self.sentence_starts, start) - 1
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.text.text)
        return Span(self.sentence_starts[at], end)


def relate(
    mentions: Sequence[Reference], text: CleanText, zones: Zones, knowledge: Knowledge
) -> tuple[Reference, ...]:
    """The references with their relation, and its cue. The number line of the letterhead is no reference."""
    clauses = Clauses(text, zones, knowledge, mentions)
    related = [_related(clauses, mention) for mention in mentions]
    return _without_letterhead(related, zones)


def _related(clauses: Clauses, mention: Reference) -> Reference:
    if mention.kind == "self":
        return mention
    if mention.nested_in is not None:
        return _nested(clauses, mention)
    cue = _cue(clauses, mention)
    if cue is None:
        return mention
    zone = _zone(clauses, mention, cue)
    if zone == "body" and _of_another(clauses, cue):
        return msgspec.structs.replace(mention, relation="nested", nested_relation=cue.row.relation)
    counts = zone in cue.row.zones
    return msgspec.structs.replace(
        mention,
        relation=cue.row.relation if counts else "cites",
        relation_detail=cue.row.detail if counts else None,
        cue=Span(cue.start, cue.end) if counts else None,
    )


def _cue(clauses: Clauses, mention: Reference) -> Found[RelationCue] | None:
    """The cue that rules a citation: the last before it in its sentence, or one that opens it."""
    start = _begins(mention)
    sentence = clauses.sentence(start)
    at = bisect_left(clauses.cue_starts, start) - 1
    if at < 0 or clauses.cues[at].start < sentence.start:
        return None
    cue, opener = clauses.cues[at], clauses.cues[at - 1] if at else None
    return opener if opener and _opens(clauses, opener, cue) and opener.start >= sentence.start else cue


def _opens(clauses: Clauses, opener: Found[RelationCue], cue: Found[RelationCue]) -> bool:
    between = clauses.text.folded[opener.end : cue.start]
    return (
        opener.row.opens
        and cue.row.relation == "implements"
        and len(between) < 40
        and not re.search(r"[,;:.]", between)
    )


def _zone(clauses: Clauses, mention: Reference, cue: Found[RelationCue]) -> str:
    start = begin(mention)
    zone = clauses.zones.of(start)
    if cue.row.relation == "attached_to":
        return "note" if _in_note(clauses, cue.start) else "body"
    if zone in ("title", "preamble", "basis") and not (cue.row.relation in _EFFECT and zone != "title"):
        return zone
    return "effect" if cue.row.relation in _EFFECT and _speaks_of_itself(clauses, cue) else "body"


def _of_another(clauses: Clauses, cue: Found[RelationCue]) -> bool:
    """Whether a cue opens the title of an act without a number: "Nghị định | quy định chi tiết Luật …"."""
    if cue.row.relation not in (*_EFFECT, "guides"):
        return False
    line = clauses.text.folded[max(0, cue.start - 40) : cue.start]
    head = clauses.knowledge.matcher(DocType)
    return any(found.end == len(line) - 1 and not found.row.strict for found in head.find(line))


def _in_note(clauses: Clauses, start: int) -> bool:
    """Whether a cue opens a bracket of its own line: "(Kèm theo Quyết định số …)"."""
    line = clauses.text.folded.rfind("\n", 0, start) + 1
    return clauses.text.folded[line:start].strip() == "("


def _speaks_of_itself(clauses: Clauses, cue: Found[RelationCue]) -> bool:
    """Whether a sentence changes the cited document itself, and gives nobody the task to propose it."""
    start = clauses.sentence(cue.start).start
    before = clauses.text.folded[start : cue.start]
    words = clauses.knowledge.matcher(Pointer).find(clauses.text.folded, start, cue.start)
    if any(word.row.code == "task" for word in words):
        return False
    return bool(_LABEL.fullmatch(before) or _THIS.search(before))


def _nested(clauses: Clauses, mention: Reference) -> Reference:
    outer = clauses.mentions[mention.nested_in or 0]
    since = outer.parts["title"].start if "title" in outer.parts else finish(outer)
    inside = [cue for cue in clauses.cues_between(since, _begins(mention)) if cue.row.relation != "cites"]
    return msgspec.structs.replace(
        mention, relation="nested", nested_relation=inside[-1].row.relation if inside else "cites"
    )


def _begins(mention: Reference) -> int:
    """Where a citation begins, its pointer included: "khoản 2 Điều 5 | Luật …"."""
    return mention.parts["pinpoint"].start if "pinpoint" in mention.parts else begin(mention)


def _extent(mention: Reference) -> int:
    return max(
        [
            finish(mention),
            *(span.end for name, span in mention.parts.items() if name in ("title", "date", "issuer")),
        ]
    )


def _without_letterhead(mentions: list[Reference], zones: Zones) -> tuple[Reference, ...]:
    kept = [
        at
        for at, mention in enumerate(mentions)
        if "type" in mention.parts or zones.of(begin(mention)) != "letterhead"
    ]
    place = {at: new for new, at in enumerate(kept)}
    return tuple(
        mentions[at]
        if mentions[at].nested_in is None
        else msgspec.structs.replace(mentions[at], nested_in=place.get(mentions[at].nested_in or 0))
        for at in kept
    )
