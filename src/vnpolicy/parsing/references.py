"""Clean text -> every mention of a document in it, in text order.

    "… theo tinh thần Nghị quyết số 16-NQ/HCTD ngày 06/1/2009 của Ban chấp hành …; kế hoạch này"
    ->  numbered 16-NQ/HCTD (nghị quyết, 2009-01-06, Ban chấp hành …), self

What a mention prints is its own (`citations`, `shorts`, `laws`, `plans`, `anaphora`); where it points (`pinpoints`)
and in whose title it stands (`titles`) comes from around it. What it means is asked in `relations`.
"""

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Header, Reference
from vnpolicy.parsing.anaphora import find_pointers
from vnpolicy.parsing.citations import find_citations, in_order, shared
from vnpolicy.parsing.laws import find_laws
from vnpolicy.parsing.pinpoints import pinpoint_before
from vnpolicy.parsing.plans import find_plans
from vnpolicy.parsing.points import paths_of
from vnpolicy.parsing.scan import Scan, begin
from vnpolicy.parsing.seats import place_in, seat_of
from vnpolicy.parsing.shorts import find_shorts
from vnpolicy.parsing.titles import with_titles
from vnpolicy.reading.source import CleanText


def find_references(text: CleanText, header: Header, knowledge: Knowledge) -> tuple[Reference, ...]:
    """The mentions of documents in a text; `header` tells which of them is this document."""
    number = header.number.value if header.number else None
    kind = header.type.value if header.type else None
    scan = Scan(text.text, text.folded, knowledge, number, kind)
    documents = with_titles(scan, _documents(scan))
    mentions = _with_pointers(documents, list(find_pointers(scan, documents)))
    return tuple(_pointed(scan, _own(scan, mention, header)) for mention in mentions)


def _documents(scan: Scan) -> list[Reference]:
    """All mentions that name a document, by number or by name."""
    numbered = find_citations(scan)
    taken = {begin(mention) for mention in numbered}
    citations = shared(scan, in_order([*numbered, *find_shorts(scan, taken)]))
    cited = in_order([*citations, *find_laws(scan, {begin(mention) for mention in citations})])
    return in_order([*cited, *find_plans(scan, cited)])


def _with_pointers(documents: list[Reference], pointers: list[Reference]) -> list[Reference]:
    """Both in text order; the indices of the titles that mentions are nested in move along."""
    both = in_order([*documents, *pointers])
    place = {id(mention): index for index, mention in enumerate(both)}
    return [
        mention
        if mention.nested_in is None
        else msgspec.structs.replace(mention, nested_in=place[id(documents[mention.nested_in])])
        for mention in both
    ]


def _own(scan: Scan, mention: Reference, header: Header) -> Reference:
    """A mention of this document's own number is `self`."""
    if mention.kind != "numbered" or scan.own is None or mention.number != scan.own:
        return mention
    if _of_another(mention, header, scan):
        return mention
    return msgspec.structs.replace(mention, kind="self", relation="self", nested_in=None)


def _of_another(mention: Reference, header: Header, scan: Scan) -> bool:
    """Whether a mention of this number prints another day, or the register of another place, than this document."""
    day = header.date.value if header.date else None
    named = place_in(mention.issuer or "", scan.knowledge)
    own = seat_of(header, scan.knowledge, scan.text).place if named else None
    elsewhere = named is not None and own is not None and named[1].partition(".")[0] != own.partition(".")[0]
    return elsewhere or bool(day and mention.date and mention.date != day)


def _pointed(scan: Scan, mention: Reference) -> Reference:
    span = pinpoint_before(scan.folded, begin(mention))
    if span is None:
        return mention
    pinpoint, parts = scan.text[span.start : span.end], mention.parts | {"pinpoint": span}
    return msgspec.structs.replace(mention, pinpoint=pinpoint, points=tuple(paths_of(pinpoint)), parts=parts)
