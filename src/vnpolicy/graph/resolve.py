"""Documents -> Resolution: which document each mention means, across an archive.

    a plan of Chư Sê cites "Kế hoạch 87-KH/TU của Ban Thường vụ Tỉnh ủy Gia Lai"; the archive holds one
        ->  kh:87:tu@gia-lai:2010

A mention that its own paper leaves open is settled where something proves one document of the archive, or one that
another paper cites in full (`evidence`). Otherwise it stays ambiguous and gets a node of its own. What is settled so
settles nothing in another paper, so the order of the documents is without effect; and another document never moves a
link to a third: it settles what was open, or shows that what had been settled is open.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import KnownDocument
from vnpolicy.language import slug
from vnpolicy.model import Document, Reference
from vnpolicy.parsing.evidence import Choice, Known, Place, choose
from vnpolicy.parsing.identity import Surroundings, open_key_of, shorter_keys
from vnpolicy.parsing.keys import first_day, number_of, type_code
from vnpolicy.parsing.names import as_known, law_name, subject
from vnpolicy.parsing.seats import seat_among

_AROUND = re.compile(r"\.[^:]+(?=:)")  # in "kh:9:hu@huyen-chu-se.gia-lai:2011" the province


class Link(msgspec.Struct, frozen=True):
    """Where a mention leads: a document, or (`method` "open") a node that stands for the mention alone."""

    target: str
    method: str
    candidates: tuple[str, ...] = ()
    via: str | None = None  # what told the target, where the mention does not print it


class Stub(msgspec.Struct, frozen=True):
    """A document that is cited and not in hand, with what its mentions print."""

    id: str
    facts: dict[str, str]  # number, type, date, issuer, title
    candidates: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """It stands for a mention of which it is not known what it means."""
        return "#" in self.id


class Card(msgspec.Struct, frozen=True):
    """What a document in hand tells the others: itself as they may mean it, and what it cites."""

    id: str
    in_hand: tuple[Known, ...]
    cited: tuple[Known, ...]
    cites: tuple[str, ...]
    laws: tuple[tuple[str, str], ...]  # (name and year of a law, the number under which it is cited)


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
    papers = (paper for document in documents for paper in document.papers)
    given = sorted(papers, key=_longest_first)
    unique = {document.id: document for document in reversed(given)}  # of copies the longest
    kept = tuple(unique[id] for id in sorted(unique))
    shelf = Shelf.of([card_of(document, knowledge) for document in kept], knowledge)
    links = {document.id: tuple(shelf.links(document)) for document in kept}
    copies = dict(sorted(Counter(document.id for document in given).items()))
    mentions = (pair for document in kept for pair in zip(document.references, links[document.id], strict=True))
    return Resolution(kept, copies, links, stubs_of(mentions, unique, knowledge))


def card_of(document: Document, knowledge: Knowledge) -> Card:
    """What this document tells the others."""
    return Card(
        document.id,
        tuple(_in_hand(document, knowledge)),
        tuple(dict.fromkeys(_cited(document))),
        tuple(sorted({mention.target or "" for mention in document.references})),
        tuple(dict.fromkeys(_laws(document, knowledge))),
    )


def _longest_first(document: Document) -> tuple[Any, ...]:
    """By id; of copies the longest first, of equal ones whatever differs: the order of an archive decides nothing."""
    source = document.source
    return (
        document.id,
        -len(document.text),
        source.name,
        source.member or "",
        document.text,
        source.format,
        source.sha256 or "",
    )


class Shelf:
    """The documents that a mention may mean: by their open keys, by their titles, and laws by their names.

    `in_hand` are those of an archive, `cited` those that it cites; the register stands beside them. `cites` tells what
    each of those in hand cites.
    """

    def __init__(
        self,
        in_hand: Iterable[Known],
        cited: Iterable[Known],
        knowledge: Knowledge,
        cites: Mapping[str, Set[str]],
        laws: Mapping[str, Set[str]],
    ) -> None:
        self.knowledge, self.cites, self.laws = knowledge, cites, laws
        hand = list(in_hand)
        known = [*map(as_known, knowledge[KnownDocument]), *hand, *cited]
        self.known = _by_open_key((one for one in known if ":~" not in one.id), knowledge)
        self.titled: dict[str, dict[str, Known]] = {}
        self.placed: dict[str, set[str]] = {}  # by their ids without the province around a district or commune
        for one in hand:
            self.titled.setdefault(f"{one.type}:{subject(one.title)}", {})[one.id] = one
            self.placed.setdefault(_AROUND.sub("", one.id), set()).add(one.id)
        self.titles: dict[str, set[str]] = {}
        for one in known:
            if one.title:
                self.titles.setdefault(one.id, set()).add(one.title)

    @classmethod
    def of(cls, cards: Iterable[Card], knowledge: Knowledge) -> "Shelf":
        """The shelf that these cards make."""
        in_hand: list[Known] = []
        cited: dict[Known, None] = {}
        cites: dict[str, frozenset[str]] = {}
        laws: dict[str, set[str]] = {}
        for card in cards:
            in_hand += card.in_hand
            cited |= dict.fromkeys(card.cited)
            cites[card.id] = frozenset(card.cites)
            for name, number in card.laws:
                laws.setdefault(name, set()).add(number)
        return cls(in_hand, cited, knowledge, cites, laws)

    def links(self, document: Document) -> list[Link]:
        """Where the references of a document lead, in their order."""
        issuers = (mention.issuer for mention in document.references)
        seat = seat_among(document.header, issuers, self.knowledge, document.text)
        keys = [open_key_of(mention, seat, self.knowledge) for mention in document.references]
        around = Surroundings(document.text, document.references)
        links = [
            self._settled(mention, document)
            if mention.target
            else self._open(mention, key, document, around)
            for mention, key in zip(document.references, keys, strict=True)
        ]
        return self._followed(document.references, keys, links)

    def _followed(
        self, references: Sequence[Reference], keys: list[str | None], links: list[Link]
    ) -> list[Link]:
        """The links with the bare mentions of what the archive told for a fuller one of the same paper."""
        told: dict[str, dict[Known, None]] = {}
        for mention, link in zip(references, links, strict=True):
            if link.method == "archive":
                known = Known(id=link.target, date=mention.date, issuer=mention.issuer, title=mention.title)
                for key in shorter_keys(link.target.rpartition(":")[0]):
                    told.setdefault(key, {})[known] = None
        return [
            _as_told(mention, told.get(key or "", {}), link) if link.method == "open" and told else link
            for mention, key, link in zip(references, keys, links, strict=True)
        ]

    def _settled(self, mention: Reference, document: Document) -> Link:
        target = mention.target or ""
        if ":~" in target and mention.kind == "named":
            kind, _, rest = target.partition(":")
            titled = self.titled.get(f"{kind}:{rest.rpartition(':')[2]}", {})
            same = [other.id for other in titled.values() if _may_be(other, target, document)]
            if len(same) == 1:
                return Link(same[0], "archive", via="title → archive")
        numbered = self.laws.get(target, frozenset())
        if len(numbered) == 1:
            return Link(next(iter(numbered)), "archive", via="name → archive")
        same_place = [id for id in self.placed.get(_AROUND.sub("", target), ()) if "." not in id or "." not in target]
        if len(same_place) == 1 and same_place[0] != target:
            return Link(same_place[0], "archive", via="place → archive")
        return Link(target, "document" if mention.via else "printed", via=mention.via)

    def _open(self, mention: Reference, key: str | None, document: Document, around: Surroundings) -> Link:
        choice = self._choice(mention, key, document, around) if key and mention.number else Choice()
        if choice.target:
            return Link(choice.target, "archive", via=f"{choice.via} → archive")
        symbol = (mention.number or slug(mention.text or "")[:60]).replace(" ", "")
        candidates = sorted({*mention.candidates, *choice.candidates})
        return Link(f"{document.id}#{symbol}", "open", tuple(candidates))

    def _choice(self, mention: Reference, key: str, document: Document, around: Surroundings) -> Choice:
        options = [known for known in self.known.get(key, ()) if known.id != document.id]
        title = document.header.title.value if document.header.title else ""
        outer = document.references[mention.nested_in].target if mention.nested_in is not None else None
        named = {known.id for known in options} & self.cites.get(outer or "", frozenset())
        if len(named) == 1:  # what stands in the title of a paper in hand is what that paper itself cites
            return Choice(named.pop(), via="title of its paper")
        words = "\n".join((around.of(mention), *sorted(self.titles.get(outer or "", ()))))
        place = Place(_date(document), title, words, around.year(mention))
        return choose(_of_no_place(mention, key, options), options, place)


def _as_told(mention: Reference, told: Iterable[Known], link: Link) -> Link:
    choice = choose(mention, told, Place(), sure=True)
    return Link(choice.target, "archive", via="mention → archive") if choice.target else link


def _by_open_key(known: Iterable[Known], knowledge: Knowledge) -> dict[str, dict[Known, None]]:
    """Documents by their open keys, in full and in short."""
    found: dict[str, dict[Known, None]] = {}
    for document in known:
        since = None if document.date else first_day(document.id, knowledge)
        dated = msgspec.structs.replace(document, since=since)
        for key in shorter_keys(document.id.rpartition(":")[0]):
            found.setdefault(key, {})[dated] = None
    return found


def _of_no_place(mention: Reference, key: str, options: Iterable[Known]) -> Reference:
    """A mention of which the province is not known: its "Tỉnh ủy" contradicts none that is named with its place."""
    placed = "@" not in key and any("@" in known.id for known in options)
    return msgspec.structs.replace(mention, issuer=None) if placed else mention


def _laws(document: Document, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The numbers under which a document cites a law by its name and year: "Luật Nhà ở số 27/2023/QH15"."""
    for mention in document.references:
        number, name = number_of(mention.number, knowledge), law_name(mention, knowledge)
        if number and name and mention.target:
            yield f"{name}:{number.year}", mention.target


def _in_hand(document: Document, knowledge: Knowledge) -> Iterator[Known]:
    header = document.header
    title, kind = (field.value if field else None for field in (header.title, header.type))
    names: list[str | None] = [*sorted({field.value for field in (header.organ, *header.issuers) if field})]
    for name in names or [None]:
        type = type_code(kind, knowledge)
        yield Known(id=document.id, type=type, date=_date(document), issuer=name, title=title)


def _cited(document: Document) -> Iterator[Known]:
    for mention in document.references:
        if mention.target and ":~" not in mention.target and mention.kind == "numbered":
            yield Known(id=mention.target, date=mention.date, issuer=mention.issuer, title=mention.title)


def _may_be(other: Known, target: str, document: Document) -> bool:
    """Whether a document with the cited title is of the place that is meant, and not younger."""
    place, today = target.partition("@")[2].partition(":")[0], _date(document)
    same_place = not place or f"@{place}:" in other.id
    return other.id != document.id and same_place and not (today and other.date and other.date > today)


def _date(document: Document) -> str | None:
    return document.header.date.value if document.header.date else None


def stubs_of(
    mentions: Iterable[tuple[Reference, Link]], in_hand: Container[str], knowledge: Knowledge
) -> dict[str, Stub]:
    """What is cited and not in hand, each fact as most mentions print it."""
    facts: dict[str, dict[str, Counter[str]]] = {}
    candidates: dict[str, set[str]] = {}
    for mention, link in mentions:
        if link.target not in in_hand:
            _count(facts.setdefault(link.target, {}), mention)
            candidates.setdefault(link.target, set()).update(link.candidates)
    return {
        id: Stub(id, _facts(id, facts[id], knowledge), tuple(sorted(candidates[id]))) for id in sorted(facts)
    }


def _count(facts: dict[str, Counter[str]], mention: Reference) -> None:
    number = None if mention.number and mention.number.isdecimal() else mention.number
    named = mention.text if mention.kind == "named" else None
    day = mention.date if mention.date and len(mention.date) == len("2025-06-19") else None  # no bare year
    printed = {
        "number": number,
        "type": mention.type,
        "date": day,
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
