"""What this document does to each document it cites, read from the words before the citation and its zone.

    "Thực hiện | Chỉ thị 43-CT/TW …" in the preamble   ->  implements
    "… tổ chức thực hiện | Chỉ thị 43-CT/TW" in a task  ->  cites
    "Quyết định số 5 | hết hiệu lực" beside "… này"     ->  repeals

The last cue in the sentence before a citation rules, for a whole list of citations; cues inside the title of
a cited document are that document's, and give the nested relation; cues inside a bracket end with it. A task to
amend something amends nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import DocType, Pointer, RelationCue
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.clauses import LABEL, Clauses, extent, opening
from vnpolicy.parsing.keys import type_code
from vnpolicy.parsing.scan import begin, finish
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

_ITSELF = re.compile(r"(?<!\w)này[ ](?:nhằm[ ]|để[ ]|được[ ]ban[ ]hành[ ](?:nhằm|để)[ ])?\Z")
_THIS = re.compile(r"(?<!\w)này(?!\w)")
_IN_FORCE = re.compile(r"có[ ]hiệu[ ]lực[^.;\n]{0,40}?từ[ ]ngày[ ]ký")
_BESIDE = re.compile(r";|,[ ](?:và[ ])?ý[ ]kiến[ ]")
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_ANNOUNCING = ("ban hành ", "tình hình thực hiện ")
_EFFECT = ("amends", "replaces", "repeals", "approves")
_LEADING = ("preamble", "basis")
_MOST_CUES = 12  # before a citation in its sentence
_LONGEST_ROW = 4000  # characters
_JOINT = 12  # characters between two citations of a row: "; và các "
_FAR = 40  # characters between two cues of which one rules the other


def relate(
    mentions: Sequence[Reference], text: CleanText, zones: Zones, knowledge: Knowledge
) -> tuple[Reference, ...]:
    """The references with their relation, and its cue. The number line of the letterhead is no reference."""
    clauses = Clauses(text, zones, knowledge, mentions)
    related = [_related(clauses, mention) for mention in mentions]
    return _without_letterhead(_announced(related, clauses), zones)


def _related(clauses: Clauses, mention: Reference) -> Reference:
    if mention.kind == "self":
        return mention
    if mention.nested_in is not None:
        return _nested(clauses, mention)
    if mention.relation == "approves":
        return mention  # the plan that this decision issues
    behind = _cue_behind(clauses, mention)
    if behind is not None:
        return _with(mention, behind)
    cue = _cue(clauses, mention)
    if cue is None:
        return mention
    if cue.row.behind:
        return _with(mention, cue)  # it leads in a list: "Các văn bản sau hết hiệu lực:"
    zone = _zone(clauses, mention, cue)
    if _told(clauses, cue, zone):
        return msgspec.structs.replace(mention, relation="cites")
    if zone == "body" and _of_another(clauses, cue):
        return msgspec.structs.replace(mention, relation="nested", nested_relation=cue.row.relation)
    if zone in cue.row.zones and _fits(clauses, cue, mention):
        weighed = cue.row.relation == "proposed_in" and _weighed(clauses, cue, mention)
        return msgspec.structs.replace(_with(mention, cue), **({"relation": "based_on"} if weighed else {}))
    return msgspec.structs.replace(mention, relation="cites")


def _with(mention: Reference, cue: Found[RelationCue]) -> Reference:
    span = Span(cue.start, cue.end)
    row = cue.row
    return msgspec.structs.replace(mention, relation=row.relation, relation_detail=row.detail, cue=span)


def _fits(clauses: Clauses, cue: Found[RelationCue], mention: Reference) -> bool:
    """Whether a cue is said of such a document: what one answers is a letter, not a plan."""
    typed = not cue.row.types or type_code(mention.type, clauses.knowledge) in cue.row.types
    return typed and _reaches(clauses, cue, mention)


def _reaches(clauses: Clauses, cue: Found[RelationCue], mention: Reference) -> bool:
    """Whether a cue rules on behind a semicolon: not "triển khai đợt thi đua; đạt mục tiêu của | Nghị quyết"."""
    end = clauses.text.text.find(";", cue.end, opening(mention))
    listing = cue.row.relation not in ("implements", "continues") or clauses.zones.of(cue.start) in _LEADING
    first = bisect_left(clauses.mentions, cue.end, key=begin)
    return end < 0 or listing or begin(clauses.mentions[first]) < end


def _told(clauses: Clauses, cue: Found[RelationCue], zone: str) -> bool:
    """Whether a preamble tells what others did: "Sở | đã xây dựng kế hoạch, quán triệt | Nghị quyết số 5"."""
    start = clauses.sentence(cue.start).start
    since = max(start, clauses.text.text.rfind(";", start, cue.start))
    before = clauses.text.folded[since : cue.start]
    return zone == "preamble" and cue.row.relation == "implements" and bool(_DONE.search(before))


def _weighed(clauses: Clauses, cue: Found[RelationCue], mention: Reference) -> bool:
    """Whether a paper is heard beside the submission: "Xét Tờ trình số 3 …; | Báo cáo thẩm tra số 4"."""
    beside = _BESIDE.search(clauses.text.folded, cue.end, begin(mention)) is not None
    return beside and type_code(mention.type, clauses.knowledge) != "ttr"


def _cue(clauses: Clauses, mention: Reference) -> Found[RelationCue] | None:
    """The cue that rules a citation: the last before it in its sentence, or one that opens it."""
    cues = _cues_before(clauses, mention)
    if not cues:
        return clauses.lead(opening(mention))
    if clauses.text.text.startswith("(", begin(mention) - 1):
        return _of_clause(clauses, cues) if mention.kind == "numbered" else None
    return _ruling(clauses, cues)


def _ruling(clauses: Clauses, cues: list[Found[RelationCue]]) -> Found[RelationCue]:
    """The last cue, or the one that opens a row of cues up to it: "| tiếp tục thực hiện"."""
    ruling = cues[-1]
    for cue in reversed(cues[:-1]):
        if not _rules(clauses, cue, ruling):
            break
        ruling = cue
    return ruling


def _cues_before(clauses: Clauses, mention: Reference) -> list[Found[RelationCue]]:
    """The cues before a citation in its sentence, without those of brackets that are closed by then."""
    start = opening(mention)
    since = clauses.sentence(start).start
    at = bisect_left(clauses.cue_starts, start)
    near = clauses.cues[max(0, at - _MOST_CUES) : at]
    cues = [cue for cue in near if cue.start >= since and not clauses.closed_before(cue.start, start)]
    if len(cues) > 1 and cues[-1].row.relation == "guides" and clauses.zones.of(start) in _LEADING:
        return cues[:-1]  # the guidance of another: "thực hiện hướng dẫn của Bộ Y tế tại | Công văn …"
    return cues


def _of_clause(clauses: Clauses, cues: list[Found[RelationCue]]) -> Found[RelationCue]:
    """What rules a paper in a bracket is what rules the clause: "sau khi nghe … báo cáo … | (Báo cáo số 6)"."""
    since = clauses.text.text.rfind(";", cues[0].start, cues[-1].start)
    return next(cue for cue in cues if cue.start > since)


def _rules(clauses: Clauses, opener: Found[RelationCue], cue: Found[RelationCue]) -> bool:
    """Whether a cue rules over the next: "sơ kết 5 năm | thực hiện", in a title "triển khai … | theo"."""
    between = clauses.text.folded[opener.end : cue.start]
    if cue.row.code == "according":
        title = clauses.zones.of(opener.start) == "title"
        return title and opener.row.relation == "implements" and ";" not in between
    near = len(between) < _FAR and not re.search(r"[,;:.]", between)
    ruled = cue.row.relation == "implements" or cue.row.code == "years"
    return opener.row.opens and ruled and near


def _cue_behind(clauses: Clauses, mention: Reference) -> Found[RelationCue] | None:
    """The cue behind a citation in its clause, where the line speaks of this document too, or says but this."""
    end = extent(mention)
    at = bisect_left(clauses.cues_behind, end, key=lambda cue: cue.start)
    if at == len(clauses.cues_behind):
        return None
    cue, sentence = clauses.cues_behind[at], clauses.sentence(begin(mention))
    if cue.start >= sentence.end or not _is_row(clauses, end, cue.start):
        return None
    of_this = _THIS.search(clauses.text.folded, clauses.line(begin(mention)), sentence.end)
    return cue if of_this or (cue.row.relation == "repeals" and _opens(clauses, sentence)) else None


def _opens(clauses: Clauses, sentence: Span) -> bool:
    """Whether a sentence begins with a citation: "2. | Quyết định số 5 hết hiệu lực thi hành."."""
    first = opening(clauses.mentions[bisect_left(clauses.mentions, sentence.start, key=opening)])
    return bool(LABEL.fullmatch(clauses.text.folded, sentence.start, first))


def _is_row(clauses: Clauses, start: int, end: int) -> bool:
    """Whether each semicolon goes on to another citation: "Quyết định số 5; | số 6 hết hiệu lực"."""
    if end - start > _LONGEST_ROW:
        return False
    for mark in re.finditer(";", clauses.text.text[start:end]):
        place = start + mark.end()
        at = bisect_left(clauses.mentions, place, key=opening)
        if at == len(clauses.mentions) or opening(clauses.mentions[at]) > min(end, place + _JOINT):
            return False
    return True


def _zone(clauses: Clauses, mention: Reference, cue: Found[RelationCue]) -> str:
    start = begin(mention)
    zone = clauses.zones.of(start)
    if cue.row.relation == "attached_to":
        return "note"
    if zone in ("title", "preamble", "basis") and not (cue.row.relation in _EFFECT and zone != "title"):
        return zone
    return "effect" if "effect" in cue.row.zones and _speaks_of_itself(clauses, cue) else "body"


def _of_another(clauses: Clauses, cue: Found[RelationCue]) -> bool:
    """Whether a cue opens the title of an act without a number: "Nghị định | quy định chi tiết Luật …"."""
    if cue.row.relation not in (*_EFFECT, "guides"):
        return False
    since = max(0, cue.start - 40)
    line = clauses.text.folded[since : cue.start]
    heads = clauses.knowledge.matcher(DocType).find(line)
    return any(
        found.end == len(line) - 1 and clauses.text.text[since + found.start].isupper() for found in heads
    )


def _speaks_of_itself(clauses: Clauses, cue: Found[RelationCue]) -> bool:
    """Whether a sentence changes the cited document itself, and gives nobody the task to propose it.

    To carry something out is said of "Kế hoạch này" only; else it is a task.
    """
    start = clauses.sentence(cue.start).start
    before = clauses.text.folded[start : cue.start]
    words = clauses.knowledge.matcher(Pointer).find(clauses.text.folded, start, cue.start)
    if any(word.row.code == "task" for word in words):
        return False
    if cue.row.relation in _EFFECT or cue.row.detail == "decides":
        return bool(LABEL.fullmatch(before) or _THIS.search(before) or _IN_FORCE.search(before))
    return bool(_ITSELF.search(before))


def _nested(clauses: Clauses, mention: Reference) -> Reference:
    outer = clauses.mentions[mention.nested_in or 0]
    since = outer.parts["title"].start if "title" in outer.parts else finish(outer)
    start = opening(mention)
    cues = [cue for cue in clauses.cues_between(since, start) if cue.row.code != "according"]
    acted_on = bool(cues) and cues[-1].row.code == "amended"  # "… được sửa đổi bởi | Luật số 5"
    inside = [] if acted_on else [cue for cue in cues if cue.row.relation != "cites"]
    if inside and outer.relation == "approves":
        own = _with(mention, _ruling(clauses, inside))  # what this paper's own plan carries out
        return msgspec.structs.replace(own, nested_in=None)
    relation = _ruling(clauses, inside).row.relation if inside else "cites"
    if mention.kind == "named" and clauses.text.folded.endswith(" ban hành ", since - 1, start):
        relation = "approves"  # the plan that a decision issues
    return msgspec.structs.replace(mention, relation="nested", nested_relation=relation)


def _announced(mentions: list[Reference], clauses: Clauses) -> list[Reference]:
    """A preamble may announce what the title carries out: "Ban Bí thư đã ban hành | Chỉ thị số 43-CT/TW"."""
    zones, folded = clauses.zones, clauses.text.folded
    titled = {
        mention.number
        for mention in mentions
        if mention.number and mention.relation == "implements" and zones.of(begin(mention)) == "title"
    }
    return [
        msgspec.structs.replace(mention, relation="implements")
        if mention.number in titled
        and mention.relation == "cites"
        and folded.endswith(_ANNOUNCING, 0, begin(mention))
        and zones.of(begin(mention)) == "preamble"
        else mention
        for mention in mentions
    ]


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
