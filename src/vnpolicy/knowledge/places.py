"""What ids tell: the register and the place of a document, the level of a place, the term of a period.

From an id to what stands behind it:

    kh:9:hu@huyen-chu-se.gia-lai:2011  ->  Huyện ủy, huyen-chu-se.gia-lai  ->  district, in gia-lai
    ct:43:tw:k10                       ->  Ban Chấp hành Trung ương, term tw:k10
"""

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import AreaWord, District, Province
from vnpolicy.knowledge.documents import Committee, Organ, Term

_FOREVER = "9999-12-31"
_QH = "qh"  # the National Assembly, whose khoá stands in its numbers


class PlaceFacts(msgspec.Struct, frozen=True):
    """A place: its name, its level, its life, and the place around it."""

    name: str | None = None
    level: str | None = None
    since: str | None = None
    until: str | None = None
    within: str | None = None


class TermFacts(msgspec.Struct, frozen=True):
    """A term (khoá): its id, its name, its number and its life."""

    id: str
    name: str
    ordinal: int
    since: str | None = None
    until: str | None = None


def place_in(id: str) -> str:
    """The place in the id of a document or body; "" where it has none.

    >>> place_in("kh:9:hu@huyen-chu-se.gia-lai:2011")
    'huyen-chu-se.gia-lai'
    """
    return id.partition("@")[2].partition(":")[0].partition("#")[0]


def province_of(place: str) -> str:
    """The province of a place, or the place itself: "gia-lai" of "huyen-chu-se.gia-lai"."""
    return place.rpartition(".")[2]


def register_of(id: str, knowledge: Knowledge) -> tuple[Organ | None, str]:
    """(organ behind the suffix, place) of a document's id.

    >>> organ, place = register_of("qd:15:qd-ubnd@gia-lai:2019", Knowledge.default())
    >>> organ.name, place
    ('Ủy ban nhân dân', 'gia-lai')
    """
    series, _, place = id.rpartition(":")[0].rpartition(":")[2].partition("@")
    organ = knowledge.get(Organ, series) or knowledge.get(Organ, series.partition("-")[2])
    return organ, place


def level_of(place: str, knowledge: Knowledge) -> str | None:
    """province, district or commune.

    >>> [level_of(place, Knowledge.default()) for place in ("gia-lai", "thanh-pho-pleiku.gia-lai", "xa-ia-pa")]
    ['province', 'district', 'commune']
    """
    if knowledge.get(Province, place):
        return "province"
    if place.startswith("thanh-pho-"):  # a city that is no province lies in one
        return "district"
    rows = [row for row in knowledge[AreaWord] if place.startswith(f"{row.code}-")]
    return max(rows, key=lambda row: len(row.code)).level if rows else None


def place_facts(place: str, knowledge: Knowledge) -> PlaceFacts:
    """What the tables tell of a place."""
    province = knowledge.get(Province, place)
    if province:
        return PlaceFacts(province.name, "province", province.since, province.until)
    own, _, around = place.partition(".")
    district = knowledge.get(District, own)
    level, within = level_of(place, knowledge), around or None
    if district and within in (district.province, None):
        return PlaceFacts(f"{district.kind} {district.name}", level, district.since, district.until, within)
    return PlaceFacts(None, level, within=within)


def provinces_on(day: str, knowledge: Knowledge) -> list[Province]:
    """The provinces and centrally run cities that there were on a day, by code.

    >>> [len(provinces_on(day, Knowledge.default())) for day in ("2010-06-08", "2025-07-01")]
    [63, 34]
    """
    return sorted((row for row in knowledge[Province] if lasts(row, day)), key=lambda row: row.code)


def on_map(province: str, day: str, knowledge: Knowledge) -> str:
    """The province that holds an older one on a day.

    >>> [on_map("phu-yen", day, Knowledge.default()) for day in ("2010-06-08", "2025-07-01")]
    ['phu-yen', 'dak-lak']
    """
    row = knowledge.get(Province, province)
    while row and row.until and row.until < day and row.successor:
        province, row = row.successor, knowledge.get(Province, row.successor)
    return province


def lasts(row: Province | District, day: str) -> bool:
    """Whether there was such a place on a day."""
    return (row.since or "") <= day <= (row.until or _FOREVER)


def term_of(id: str, knowledge: Knowledge) -> TermFacts | None:
    """The term that a document's id names.

    >>> term_of("ct:43:tw:k10", Knowledge.default())
    TermFacts(id='tw:k10', name='khoá X, Ban Chấp hành Trung ương', ordinal=10, since='2006-04-25', until='2011-01-19')
    """
    key, _, period = id.rpartition(":")
    if not (period[:1] == "k" and period[1:].isdecimal()):
        return None
    series, _, place = key.rpartition(":")[2].partition("@")
    if series.startswith("~"):  # a paper without a number
        return None
    committee = next(
        (row for row in knowledge[Committee] if series in row.organs and row.place == place), None
    )
    code = committee.code if committee else _QH if series.rpartition("-")[2] in (_QH, "ubtvqh") else series
    row = knowledge.get(Term, f"{code}-{period[1:]}") if committee else None
    organ = knowledge.get(Organ, code.partition("@")[0])
    owner = committee.examples[0] if committee else organ.name if organ else code
    name = f"khoá {_roman(int(period[1:]))}, {owner}"
    where = f"@{place}" if place and "@" not in code else ""
    life = (row.since, row.until) if row else (None, None)
    return TermFacts(f"{code}{where}:{period}", name, int(period[1:]), *life)


def _roman(number: int) -> str:
    signs = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    found = ""
    for value, sign in signs:
        while number >= value:
            found, number = found + sign, number - value
    return found
