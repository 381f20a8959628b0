"""Source -> the papers bound in it: a decision and the plan that it carries, or whatever a scanner put together.

    Trần Văn Bình                                       <- a paper is signed
    ỦY BAN NHÂN DÂN XÃ A   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM   <- another letterhead: another paper begins
    KẾ HOẠCH trồng cây
    (Kèm theo Quyết định số 5/QĐ-UBND …)                <- and was attached to the first

An annex without a letterhead stays in its paper. So does a form, whose letterhead is full of blanks or stands under
"Mẫu số 2", and a letterhead that a copy has put in the wrong place: nothing is signed or numbered before it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import FormWord, Furniture
from vnpolicy.language import fold
from vnpolicy.model import Binding, Document
from vnpolicy.parsing.closing import find_closings
from vnpolicy.parsing.forms import BLANK, GAP
from vnpolicy.parsing.labels import label_at
from vnpolicy.parsing.letterhead import Letterhead, first_line, read_letterhead, shouted
from vnpolicy.parsing.title import Title, read_title
from vnpolicy.reading.paragraphs import clean
from vnpolicy.reading.source import CleanText, Paragraph, Source

_HEAD_LINES = 60  # of a source that tell whether a paper begins
_MOST_TITLE = 4  # paragraphs from one motto to the next of the same letterhead
_LONGEST = 200  # characters of a line of a letterhead
_BEHIND = 3  # paragraphs that may stand between a signature and the letterhead of what is attached
# From "Ban hành kèm theo Quyết định này Kế hoạch …" captures the words by which a paper says that it carries another.
_CARRIES = re.compile(r"kèm\stheo\s(?:[^\W\d_]+\s){1,3}này(?!\w)")


def papers(source: Source, knowledge: Knowledge) -> list[tuple[Source, CleanText]]:
    """The papers of a source with their clean text: most often one."""
    text = clean(source)
    cuts = list(_cuts(source, text, knowledge))
    if not cuts:
        return [(source, text)]
    bounds = list(pairwise([0, *cuts, len(source.lines)]))
    parts = [_part(source, start, end, f"{at}/{len(bounds)}") for at, (start, end) in enumerate(bounds, 1)]
    return [(part, clean(part)) for part in parts]


def _part(source: Source, start: int, end: int, member: str) -> Source:
    """Some lines of a source as one of its own, on the true pages; what is doubtful of the file is told once."""
    issues = source.issues if start == 0 else ()
    return msgspec.structs.replace(source, lines=source.lines[start:end], member=member, issues=issues)


def _cuts(source: Source, text: CleanText, knowledge: Knowledge) -> Iterator[int]:
    """The lines of the source at which other papers begin."""
    title, own = _head(text, knowledge)
    mottos = [motto for motto in _mottos(text, knowledge) if motto >= title.after]
    if not mottos:
        return
    closings = list(find_closings(text, title.after, knowledge))
    numbers = {own.number.value} if own.number else set()
    owners = _owners(source)
    floor = title.after
    for motto in mottos:
        above = bisect_left(closings, motto, key=lambda closing: closing.first) - 1
        signed = closings[above].after if above >= 0 and closings[above].first >= floor else None
        first = first_line(text, motto, signed or floor)
        if motto < (signed or floor) or _is_in_form(text, first, motto, knowledge):
            continue
        start = text.paragraphs[first].start
        line = owners[bisect_left(text.pieces, start, key=lambda piece: piece.start)]
        head = clean(_part(source, line, line + _HEAD_LINES, ""))
        if _begins_paper(head, None if signed is None else first - signed, numbers, knowledge):
            yield line
            floor = first + 1


def _owners(source: Source) -> list[int]:
    """For each piece of the clean text the line of the source that it is of."""
    kept = [(number, line) for number, line in enumerate(source.lines) if line.text and not line.furniture]
    return [number for number, line in kept for _ in line.pieces or (None,)]


def _mottos(text: CleanText, knowledge: Knowledge) -> Iterator[int]:
    """The paragraphs with the motto of a letterhead, one for each letterhead: in capitals, on a short line."""
    last = -_MOST_TITLE
    for at, line in shouted(text):
        if line.end - line.start <= _LONGEST and _has_motto(text, line, knowledge):
            if at - last > _MOST_TITLE:
                yield at
            last = at


def _has_motto(text: CleanText, line: Paragraph, knowledge: Knowledge) -> bool:
    found = knowledge.matcher(Furniture).find(text.folded, line.start, line.end)
    return any(one.row.code == "motto" and text.text[line.start : one.end].isupper() for one in found)


def _is_in_form(text: CleanText, first: int, motto: int, knowledge: Knowledge) -> bool:
    """Whether a letterhead stands under "Mẫu số 2" or "PHỤ LỤC 5": that of a form, or of a specimen."""
    for paragraph in text.paragraphs[max(first - 1, 0) : motto + 1]:
        label = label_at(text.text, text.folded, paragraph.start, knowledge)
        if knowledge.matcher(FormWord).at(text.folded, paragraph.start) or (
            label and label.kind == "phu-luc"
        ):
            return True
    return False


def _begins_paper(head: CleanText, behind: int | None, numbers: set[str], knowledge: Knowledge) -> bool:
    """Whether a text begins with the letterhead of a paper of its own.

    `behind` is how far it stands behind a signature, if behind any; `numbers` are those of the papers before.
    """
    title, letterhead = _head(head, knowledge)
    number, date = letterhead.number, letterhead.date
    if letterhead.blank or GAP.search(head.text, 0, _end(head, title)):
        return False
    if number and date and (behind is not None or (numbers and number.value not in numbers)):
        numbers.add(number.value)
        return True
    if behind is None or title.type is None:
        return False
    return bool(number or date) or (behind <= _BEHIND and not BLANK.search(head.text))


def _head(text: CleanText, knowledge: Knowledge) -> tuple[Title, Letterhead]:
    """The title with which a text begins, and the letterhead above it."""
    title = read_title(text, knowledge)
    return title, read_letterhead(text, _end(text, title), knowledge)


def _end(text: CleanText, title: Title) -> int:
    """Where the letterhead ends."""
    return text.paragraphs[title.first].start if title.first < len(text.paragraphs) else len(text.text)


def bound(documents: Sequence[Document]) -> Document:
    """The first of the documents of one file, with the others as its attachments, each told how it came with it."""
    first, *others = documents
    attachments = []
    for at, document in enumerate(others, 1):
        binding = _said_here(document, documents[:at]) or _said_there(document, first)
        info = msgspec.structs.replace(
            document.source, binding=binding or Binding(to=first.id, relation="part_of")
        )
        attachments.append(msgspec.structs.replace(document, source=info))
    info = msgspec.structs.replace(first.source, attachments=tuple(attachments))
    return msgspec.structs.replace(first, source=info)


def _said_here(document: Document, before: Sequence[Document]) -> Binding | None:
    """The binding that a paper tells itself: "(Kèm theo Quyết định số 5/QĐ-UBND …)"."""
    for mention in document.references:
        for paper in before:
            number = paper.header.number.value if paper.header.number else None
            same = mention.target == paper.id or (number and mention.number == number)
            if same and mention.relation == "attached_to" and mention.cue and mention.end:
                start, end = mention.cue.start, mention.end
                text = document.text[start:end]
                return Binding(
                    to=paper.id, relation="attached_to", said_in=document.id, start=start, end=end, text=text
                )
    return None


def _said_there(document: Document, first: Document) -> Binding | None:
    """The binding of a paper without a number that the first one tells: "Ban hành kèm theo Quyết định này …"."""
    found = _CARRIES.search(fold(first.text)) if document.header.number is None else None
    if not found:
        return None
    return Binding(
        to=first.id, relation="attached_to", said_in=first.id,
        start=found.start(), end=found.end(), text=first.text[found.start() : found.end()],
    )  # fmt: skip
