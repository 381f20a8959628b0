"""Documents -> Resolution: which document each mention means, across an archive.

    a plan of Chư Sê cites "Kế hoạch 87-KH/TU của Ban Thường vụ Tỉnh ủy Gia Lai"; the archive holds one
        ->  kh:87:tu@gia-lai:2010

A mention that its own paper leaves open is settled where one document of the archive, or one that another
paper cites in full, alone is possible and agrees with it. Otherwise it stays ambiguous and gets a node of its
own. What is settled so never settles another, so the order of the documents is without effect.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import KnownDocument
from vnpolicy.language import slug
from vnpolicy.model import Document, Reference
from vnpolicy.parsing.evidence import Known, choose
from vnpolicy.parsing.identity import open_key_of, shorter_keys
from vnpolicy.parsing.keys import number_of, type_code
from vnpolicy.parsing.names import as_known, subject
from vnpolicy.parsing.seats import seat_among


class Link(msgspec.Struct, frozen=True):
    """Where a mention leads: a document, or (`method` "open") a node that stands for the mention alone."""

    target: str
    method: str
    candidates: tuple[str, ...] = ()


class Stub(msgspec.Struct, frozen=True):
    """A document that is cited and not in hand, with what its mentions print."""

    id: str
    facts: dict[str, str]  # number, type, date, issuer, title
    candidates: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """It stands for a mention of which it is not known what it means."""
        return "#" in self.id


class Resolution(msgspec.Struct, frozen=True):
    """The documents of an archive, each once; where their references lead; what they cite beyond."""

    documents: tuple[Document, ...]
    copies: dict[str, int]
    links: dict[str, tuple[Link, ...]]  # by document id, one for each of its references
    stubs: dict[str, Stub]


def resolve(documents: Iterable[Document], *, knowledge: Knowledge | None = None) -> Resolution:
    """Settle every mention of these documents, as far as they can tell.

    >>> resolve([]).stubs
    {}
    """
    knowledge = knowledge or Knowledge.default()
    given = sorted(documents, key=lambda document: (document.id, -len(document.text), document.source.name))
    unique = {document.id: document for document in reversed(given)}  # of copies the longest
    kept = tuple(unique[id] for id in sorted(unique))
    archive = _Archive(kept, knowledge)
    links = {document.id: tuple(archive.links(document)) for document in kept}
    copies = dict(sorted(Counter(document.id for document in given).items()))
    return Resolution(kept, copies, links, _stubs(kept, links, knowledge))


class _Archive:
    """The documents that an open mention may mean, by their open keys."""

    def __init__(self, documents: tuple[Document, ...], knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.known: dict[str, dict[Known, None]] = {}
        self.titled: dict[str, list[Document]] = {}
        for known in (*map(as_known, knowledge[KnownDocument]), *_in_hand(documents), *_cited(documents)):
            for key in shorter_keys(known.id.rpartition(":")[0]):
                self.known.setdefault(key, {})[known] = None
        for document in documents:
            self.titled.setdefault(_titled(document, knowledge), []).append(document)

    def links(self, document: Document) -> Iterator[Link]:
        """Where the references of a document lead, in their order."""
        issuers = (mention.issuer for mention in document.references)
        seat = seat_among(document.header, issuers, self.knowledge)
        for mention in document.references:
            if mention.target:
                yield self._settled(mention, document)
            else:
                yield self._open(mention, open_key_of(mention, seat, self.knowledge), document)

    def _settled(self, mention: Reference, document: Document) -> Link:
        target = mention.target or ""
        if ":~" in target and mention.kind == "named":
            kind, _, rest = target.partition(":")
            same = [
                other
                for other in self.titled.get(f"{kind}:{rest.rpartition(':')[2]}", ())
                if _may_be(other, target, document)
            ]
            if len(same) == 1:
                return Link(same[0].id, "archive")
        return Link(target, "printed" if _prints_identity(mention, self.knowledge) else "document")

    def _open(self, mention: Reference, key: str | None, document: Document) -> Link:
        options = [known for known in self.known.get(key or "", ()) if known.id != document.id]
        if key and any("@" in known.id for known in options) and "@" not in key:
            mention = msgspec.structs.replace(
                mention, issuer=None
            )  # "Tỉnh ủy" of a province that is not known
        choice = choose(mention, options, _date(document)) if mention.number else None
        if choice and choice.target:
            return Link(choice.target, "archive")
        candidates = sorted({*mention.candidates, *(choice.candidates if choice else ())})
        symbol = (mention.number or slug(mention.text or "")[:60]).replace(" ", "")
        return Link(f"{document.id}#{symbol}", "open", tuple(candidates))


def _in_hand(documents: tuple[Document, ...]) -> Iterator[Known]:
    for document in documents:
        header = document.header
        title = header.title.value if header.title else None
        names = sorted({field.value for field in (header.organ, *header.issuers) if field})
        if ":~" not in document.id:
            yield from (
                Known(id=document.id, date=_date(document), issuer=name, title=title) for name in names
            )


def _cited(documents: tuple[Document, ...]) -> Iterator[Known]:
    for document in documents:
        for mention in document.references:
            if mention.target and ":~" not in mention.target and mention.kind == "numbered":
                yield Known(id=mention.target, date=mention.date, issuer=mention.issuer, title=mention.title)


def _titled(document: Document, knowledge: Knowledge) -> str:
    kind = type_code(document.header.type.value if document.header.type else None, knowledge)
    return f"{kind}:{subject(document.header.title.value if document.header.title else None)}"


def _may_be(other: Document, target: str, document: Document) -> bool:
    """Whether a document with the cited title is of the place that is meant, and not younger."""
    place = target.partition("@")[2].partition(":")[0]
    same_place = not place or f"@{place}:" in other.id
    today, day = _date(document), _date(other)
    return other.id != document.id and same_place and not (today and day and day > today)


def _date(document: Document) -> str | None:
    return document.header.date.value if document.header.date else None


def _prints_identity(mention: Reference, knowledge: Knowledge) -> bool:
    if mention.date or mention.term or mention.kind in ("self", "named"):
        return True
    number = number_of(mention.number, knowledge)
    return number is not None and (number.normative or number.term is not None)


def _stubs(
    documents: tuple[Document, ...], links: dict[str, tuple[Link, ...]], knowledge: Knowledge
) -> dict[str, Stub]:
    """What is cited and not in hand, each fact as most mentions print it."""
    facts: dict[str, dict[str, Counter[str]]] = {}
    candidates: dict[str, set[str]] = {}
    in_hand = {document.id for document in documents}
    for document in documents:
        for mention, link in zip(document.references, links[document.id], strict=True):
            if link.target not in in_hand:
                _count(facts.setdefault(link.target, {}), mention)
                candidates.setdefault(link.target, set()).update(link.candidates)
    return {
        id: Stub(id, _facts(id, facts[id], knowledge), tuple(sorted(candidates[id]))) for id in sorted(facts)
    }


def _count(facts: dict[str, Counter[str]], mention: Reference) -> None:
    number = None if mention.number and mention.number.isdecimal() else mention.number
    named = mention.text if mention.kind == "named" else None
    printed = {
        "number": number,
        "type": mention.type,
        "date": mention.date,
        "issuer": mention.issuer,
        "title": mention.title,
        "named": named,
    }
    for name, value in printed.items():
        if value:
            facts.setdefault(name, Counter())[value] += 1


def _facts(id: str, facts: dict[str, Counter[str]], knowledge: Knowledge) -> dict[str, str]:
    """The value most often printed, of equals the first by alphabet; what the register knows goes before."""
    chosen = {name: min(values, key=lambda value: (-values[value], value)) for name, values in facts.items()}
    row = knowledge.get(KnownDocument, id)
    if row:
        known = {"number": row.number, "date": row.date, "issuer": row.issuer, "title": row.title}
        chosen |= {name: value for name, value in known.items() if value}
    return chosen
