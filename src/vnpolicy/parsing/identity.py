"""Which document this is, and which document each mention in it stands for.

    "Chỉ thị 43-CT/TW của Ban Bí thư" in the title, "Chỉ thị 43-CT/TW ngày 08/6/2010 …" in the preamble
        ->  both ct:43:tw:k10

A mention that prints its period stands for one document (`keys`). One that does not takes the identity of the
same paper's full mention of that number, else that of the one known document whose facts agree with it
(`evidence`). What is left open has candidates and no target. Where the mention itself does not tell its document,
`via` says what did: "mention", "title → register", "name → register".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import KnownDocument, Organ
from vnpolicy.language import slug
from vnpolicy.model import Header, Reference
from vnpolicy.parsing.evidence import Choice, Known, Place, choose
from vnpolicy.parsing.keys import identities, identity, number_of, open_key, type_code
from vnpolicy.parsing.names import (
    Named,
    acts_named,
    as_known,
    known_by_name,
    law_name,
    named,
    of_plenum,
    subject,
)
from vnpolicy.parsing.numbers import DocNumber
from vnpolicy.parsing.seats import Seat, place_of, seat_among, seat_of

__all__ = ["Surroundings", "document_id", "identity", "link", "open_key_of", "shorter_keys"]

_AROUND = 300  # characters before and behind a mention in which the subject of the cited document may stand
_LONGEST = 2000  # characters of a citation with its title
# From "Quyết định số 895/QĐ-TTg | ban hành trong năm 2023" captures the year and what says that it was issued then.
_YEAR_BEHIND = re.compile(
    r",?[ ](?P<issued>(?:được[ ]|đã[ ])?ban[ ]hành[ ])?(?:trong[ ])?năm[ ](?P<year>(?:19|20)\d\d)(?![ ]?[-–]?[ ]?\d)"
)


def document_id(header: Header, text: str, knowledge: Knowledge) -> str:
    """The identity of a document by its header; where that leaves it open, a hash of its text makes it
    unique.

    >>> document_id(Header(), "Kính gửi các xã", Knowledge.default())
    'doc:~fd6fdf48719c'
    """
    kind = header.type.value if header.type else None
    number = number_of(header.number.value if header.number else None, knowledge)
    if number is None:
        return f"{type_code(kind, knowledge) or 'doc'}:{_unnumbered(header) or _hash(text)}"
    date = header.date.value if header.date else None
    place = _own_place(header, number, text, knowledge)
    own = identities(kind, number, date, None, place, knowledge)
    if own:
        in_force = identities(kind, number, date, None, place, knowledge, near=0)
        return _of_that_day(own, date, knowledge) or in_force[-1]
    return f"{open_key(kind, number, place or '', knowledge) or slug(number.symbol)}:{_hash(text)}"


def _hash(text: str) -> str:
    return "~" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def link(
    references: Sequence[Reference], header: Header, own: str, knowledge: Knowledge, *, text: str = ""
) -> tuple[Reference, ...]:
    """The references with `target` and `via`, or `candidates`; `own` is the id of their document, `text` its text.

    >>> full = Reference(kind="numbered", type="chỉ thị", number="43-CT/TW", date="2010-06-08")
    >>> bare = Reference(kind="numbered", type="chỉ thị", number="43-CT/TW")
    >>> [found.target for found in link([bare, full], Header(), "kh:~1", Knowledge.default())]
    ['ct:43:tw:k10', 'ct:43:tw:k10']
    """
    choices = _Paper(references, header, own, text, knowledge).choices()
    return tuple(
        msgspec.structs.replace(mention, **msgspec.structs.asdict(choice))
        for mention, choice in zip(references, choices, strict=True)
    )


def open_key_of(mention: Reference, seat: Seat, knowledge: Knowledge) -> str | None:
    """The key, without period, that a mention in a paper from `seat` prints; less of it where it prints less.

    "Kế hoạch 87-KH/TU của Tỉnh ủy Gia Lai" gives "kh:87:tu@gia-lai", without the place "kh:87:tu", "Kế hoạch
    87" "kh:87".
    """
    number = number_of(mention.number, knowledge)
    if number is not None:
        return open_key(mention.type, number, _place(mention, number, seat, knowledge) or "", knowledge)
    digits, kind = mention.number or "", type_code(mention.type, knowledge)
    if digits.isdecimal() and kind:
        return f"{kind}:{int(digits)}"
    name = named(mention, seat, knowledge)
    return name.key if name else None


def shorter_keys(key: str) -> tuple[str, ...]:
    """A key and what is left of it where a mention prints no place, or no organ.

    >>> shorter_keys("kh:9:hu@huyen-chu-se.gia-lai")
    ('kh:9:hu@huyen-chu-se.gia-lai', 'kh:9:hu@huyen-chu-se', 'kh:9:hu', 'kh:9')
    """
    kind, _, rest = key.partition(":")
    number, _, series = rest.partition(":")
    if not number[:1].isdigit() or not series:
        return (key,)
    shorter = (key.partition(".")[0], f"{kind}:{number}:{series.partition('@')[0]}", f"{kind}:{number}")
    return tuple(dict.fromkeys((key, *shorter)))


class _Paper:
    """What the mentions of one paper print, so that one can take from the other."""

    def __init__(
        self, references: Sequence[Reference], header: Header, own: str, text: str, knowledge: Knowledge
    ) -> None:
        self.own, self.knowledge, self.references = own, knowledge, references
        self.surroundings = Surroundings(text, references)
        self.today = header.date.value if header.date else None
        self.title = header.title.value if header.title else ""
        self.seat = seat_among(header, (mention.issuer for mention in references), knowledge, text)
        self.laws = dict(self._numbered_laws())
        self.printed = [self._printed(mention) for mention in references]
        self.keys = [open_key_of(mention, self.seat, knowledge) for mention in references]
        # By open key the full mentions in text order, and what they tell with where it is told first.
        self.full: dict[str, list[tuple[int, Known]]] = {}
        self.known: dict[str, dict[Known, int]] = {}
        for at, choice in enumerate(self.printed):
            if choice.target:
                self._remember(at, choice.target)

    def choices(self) -> list[Choice]:
        """The document that each mention stands for, in text order."""
        self.chosen = list(self.printed)
        for at, mention in enumerate(self.references):
            self.chosen[at] = self._choice(at, mention)
        return self.chosen

    def _choice(self, at: int, mention: Reference) -> Choice:
        if mention.kind == "self":
            return Choice(self.own)
        if self.printed[at].target:
            return self.printed[at]
        if self.printed[at].candidates:
            return self._near_a_congress(mention, self.printed[at].candidates)
        key, place = self.keys[at] or self._antecedent(at, mention), self._place(mention)
        here = msgspec.structs.replace(place, today=None)  # what this paper names is there, whatever its day
        law = key is not None and mention.number is None and key.count(":") == 1 and ":~" not in key
        if law:  # the words of its own name are no proof of its year
            mention, here = msgspec.structs.replace(mention, title=None), Place()
        inside = choose(mention, self._inside(at, mention, key), here, sure=True) if key else Choice()
        if inside != Choice():
            return _told(inside, "mention")
        if key and law:
            return self._law(mention, key)
        if mention.number is None:
            return self._of_plenum(mention, place)
        return _told(choose(mention, _register(self.knowledge).get(key or "", []), place), "register")

    def _place(self, mention: Reference) -> Place:
        around = self.surroundings.of(mention)
        if mention.nested_in is not None:  # what the register calls the document in whose title it stands
            outer = self.knowledge.get(KnownDocument, self.chosen[mention.nested_in].target or "")
            around += f"\n{outer.title if outer else ''}"
        return Place(self.today, self.title, around, self.surroundings.year(mention))

    def _numbered_laws(self) -> Iterator[tuple[str, str]]:
        """(name and year, identity) of the laws cited by name and number: "Luật Nhà ở số 27/2023/QH15"."""
        for mention in self.references:
            number, name = number_of(mention.number, self.knowledge), law_name(mention, self.knowledge)
            id = identity(mention.type, number, None, None, "", self.knowledge) if number and name else None
            if number and id:
                yield f"{name}:{number.year}", id

    def _printed(self, mention: Reference) -> Choice:
        """The identity that a mention prints, or the several that it allows."""
        number = number_of(mention.number, self.knowledge)
        if number is not None:
            place = _place(mention, number, self.seat, self.knowledge)
            date = mention.date or self.surroundings.year(mention, of_issue=True)
            ids = identities(mention.type, number, date, mention.term, place, self.knowledge)
            return Choice(ids[0]) if len(ids) == 1 else Choice(None, ids)
        return self._named(mention) if mention.number is None else Choice()

    def _named(self, mention: Reference) -> Choice:
        """The document of a name that tells it alone: with its year, or known to be the one of that name."""
        known = known_by_name(mention, self.knowledge)
        if known and not (self.today and known.date and known.date > self.today):
            return Choice(known.id, via="name → register")
        name = named(mention, self.seat, self.knowledge) if mention.kind != "anaphor" else None
        if name is None or not (name.period or ":~" in name.key):
            return Choice()
        if str(name) in self.laws:
            return Choice(self.laws[str(name)], via="name → mention")
        acts = acts_named(name, self.today, self.knowledge)
        return Choice(acts[0].id, via="name → register") if len(acts) == 1 else Choice(str(name))

    def _law(self, mention: Reference, key: str) -> Choice:
        """The law of a bare name: the one in force on the day of this paper, where the register knows it."""
        acts = acts_named(Named(key), self.today, self.knowledge)
        if not acts:
            return Choice(key)  # the law of that name, whichever year's
        chosen = choose(mention, acts, Place(self.today), sure=True)
        return msgspec.structs.replace(chosen, via="name → register" if chosen.target else None)

    def _remember(self, at: int, id: str) -> None:
        mention = self.references[at]
        known = Known(id=id, date=mention.date, issuer=mention.issuer, title=mention.title)
        name = law_name(mention, self.knowledge)
        for key in {*shorter_keys(id.rpartition(":")[0]), *filter(None, (self.keys[at], name))}:
            self.full.setdefault(key, []).append((at, known))
            self.known.setdefault(key, {}).setdefault(known, at)

    def _inside(self, at: int, mention: Reference, key: str) -> list[Known]:
        """The documents of this key that the paper names in full; for a short form, those named so far."""
        if mention.kind == "anaphor":
            full = self.full.get(key, [])
            last = bisect_left(full, at, key=lambda known: known[0])
            return [known for _, known in full[max(0, last - 1) : last]]
        known = self.known.get(key, {})
        before = [one for one, first in known.items() if first < at] if mention.kind == "short" else []
        return before or list(known)

    def _of_plenum(self, mention: Reference, place: Place) -> Choice:
        """What a plenum adopted: its name is no proof where that was several, only a title, a day or a subject is."""
        adopted = of_plenum(mention, self.knowledge) if mention.kind == "short" else []
        bare = msgspec.structs.replace(mention, issuer=None, term=None)
        sole = all(row.sole for row in adopted)
        return _told(choose(bare, map(as_known, adopted), place, sure=sole), "register")

    def _near_a_congress(self, mention: Reference, ids: tuple[str, ...]) -> Choice:
        """Numbers of two terms are dated in these days: the register, or another mention, may know the day.

        Where it is a printed term that contradicts the date, nothing settles it.
        """
        same = [known for known in self._same_day(ids) if known.date == mention.date and mention.term is None]
        return Choice(same[0].id, via="date") if len({known.id for known in same}) == 1 else Choice(None, ids)

    def _same_day(self, ids: tuple[str, ...]) -> list[Known]:
        key = ids[0].rpartition(":")[0]
        return [*_register(self.knowledge).get(key, []), *self.known.get(key, ())]

    def _antecedent(self, at: int, mention: Reference) -> str | None:
        """The key of the unnumbered document that "Kế hoạch nêu trên" points back to."""
        if mention.kind != "anaphor" or mention.number is not None or (mention.text or "").startswith("các "):
            return None
        for before in range(at - 1, -1, -1):
            other = self.references[before]
            if other.type == mention.type and other.kind == "named":
                return self.keys[before]
        return None


class Surroundings:
    """The words around a mention, which may tell what the cited document is about: those of its line.

    The titles of others do not count, unless the mention stands in one: they tell what the others are about.
    """

    def __init__(self, text: str, references: Sequence[Reference]) -> None:
        self.text = text
        extents = ((mention.start or 0, mention.parts.get("title")) for mention in references)
        self.titled = sorted((start, title.end) for start, title in extents if title)

    def of(self, mention: Reference) -> str:
        """The words before and behind a mention, with a line break where something was left out."""
        start, end = mention.start or 0, mention.end or 0
        at, last = max(0, start - _AROUND), min(end + _AROUND, len(self.text))
        at = max(at, self.text.rfind("\n", at, start) + 1)
        line_end = self.text.find("\n", end, last)
        last = last if line_end < 0 else line_end
        pieces = []
        for other, title_end in self._others(at, last):
            if not other <= start < title_end:
                pieces.append(self.text[at : max(at, other)])
                at = max(at, title_end)
        return "\n".join((*pieces, self.text[at:last]))

    def year(self, mention: Reference, *, of_issue: bool = False) -> str | None:
        """The year behind a mention, or behind the list whose issuer it shares: "số 59, 66-NQ/TW … | năm 2025".

        `of_issue`: only one that is said to be of its issue; any other may be the year of what is done.
        """
        ends = (mention.parts[name].end for name in ("date", "issuer", "term") if name in mention.parts)
        found = _YEAR_BEHIND.match(self.text, max(mention.end or 0, *ends, 0))
        return found["year"] if found and (found["issued"] or not of_issue) else None

    def _others(self, start: int, end: int) -> list[tuple[int, int]]:
        first = bisect_left(self.titled, (start - _LONGEST, 0))
        return [span for span in self.titled[first : bisect_left(self.titled, (end, 0))] if span[1] > start]


def _told(choice: Choice, source: str) -> Choice:
    """A choice with the path that led to it: by what, and where that was found."""
    path = " → ".join(filter(None, (choice.via, source)))
    return msgspec.structs.replace(choice, via=path) if choice.target else choice


def _place(mention: Reference, number: DocNumber, seat: Seat, knowledge: Knowledge) -> str | None:
    organ = knowledge.get(Organ, number.series) if number.series else None
    return place_of(organ, number.organ, mention.issuer, seat, knowledge)


def _own_place(header: Header, number: DocNumber, text: str, knowledge: Knowledge) -> str | None:
    """Where this paper's own register is kept: at its seat, unless the organ has one for the whole country."""
    organ = knowledge.get(Organ, number.series) if number.series else None
    seat = seat_of(header, knowledge, text)
    provincial = organ is not None and organ.level == "province"
    if organ is not None and not organ.local:
        return place_of(organ, number.organ, header.organ.value if header.organ else None, seat, knowledge)
    return seat.province if provincial and seat.province else seat.place


def _unnumbered(header: Header) -> str | None:
    """Organ, day and title, where at least two are printed."""
    organ, date = header.organ.value if header.organ else "", header.date.value if header.date else ""
    parts = [slug(organ), date, subject(header.title.value if header.title else None)]
    return "~" + ":".join(filter(None, parts)) if len(list(filter(None, parts))) > 1 else None


def _of_that_day(ids: tuple[str, ...], date: str | None, knowledge: Knowledge) -> str | None:
    """Of the ids that two terms allow the one that the register knows by its day."""
    known = _register(knowledge).get(ids[0].rpartition(":")[0], [])
    return next((row.id for row in known if row.date == date and row.id in ids), None)


@lru_cache(maxsize=8)
def _register(knowledge: Knowledge) -> dict[str, list[Known]]:
    """The known documents by their open keys, and by type and number alone."""
    by_key: dict[str, list[Known]] = {}
    for row in knowledge[KnownDocument]:
        for key in shorter_keys(row.code.rpartition(":")[0]):
            by_key.setdefault(key, []).append(as_known(row))
    return by_key
