"""Who belongs to a set of bodies on a day, as far as the tables tell.

    các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc   of Đắk Lắk in 2010: 13, 1 and 1; the last words stay open
    Ủy ban nhân dân các tỉnh, thành phố                  63 to 2025-06-30, then 34
    các bộ, cơ quan ngang bộ                             those that there were

A body comes in (its name, its place, the day of its paper); members go out, and the words that no table lists.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import BodyName, BodySet, District, Province
from vnpolicy.knowledge.lives import body_row
from vnpolicy.language import fold
from vnpolicy.model import Body

_FOREVER = "9999-12-31"
_JOINTS = re.compile(r",| và |\bcác\b|trực thuộc trung ương")


class Member(msgspec.Struct, frozen=True, order=True):
    """One body of a set."""

    id: str
    name: str


class Members(msgspec.Struct, frozen=True):
    """The bodies of a set, and what its name says beside them: no table lists it."""

    members: tuple[Member, ...] = ()
    open: tuple[str, ...] = ()


def members_of(body: Body, *, on: str | None = None, knowledge: Knowledge | None = None) -> Members:
    """The members of a set of bodies on a day, by default that of its paper.

    >>> governments = Body(id="uy-ban-nhan-dan-cac-tinh", name="Ủy ban nhân dân các tỉnh", collective=True)
    >>> [len(members_of(governments, on=day).members) for day in ("2010-10-12", "2025-07-01")]
    [63, 34]
    """
    knowledge = knowledge or Knowledge.default()
    day = on or body.as_of or _FOREVER
    place = body.id.partition("@")[2]
    home = knowledge.get(Province, place)
    name = fold(body.name.removesuffix(home.name).removesuffix("tỉnh ") if home else body.name)
    found = list(knowledge.matcher(BodySet).find(name))
    members = {member for item in found for member in _members(item.row, place, day, knowledge)}
    lacking = [text for item in found if _unlisted(item.row, place, knowledge) for text in item.row.words[:1]]
    return Members(
        tuple(sorted(members)), (*lacking, *_rest(name, [(item.start, item.end) for item in found]))
    )


@lru_cache(maxsize=8)
def ministries(knowledge: Knowledge) -> frozenset[str]:
    """The names of all ministries and agencies of their rank, past ones too.

    >>> sorted({"Bộ Y tế", "Thanh tra Chính phủ", "Bộ Chính trị"} & ministries(Knowledge.default()))
    ['Bộ Y tế', 'Thanh tra Chính phủ']
    """
    rows = [row for row in knowledge[BodySet] if row.code in ("bo", "co-quan-ngang-bo")]
    begun = tuple(row.prefix for row in rows if row.prefix)
    listed = {code for row in rows for code in row.bodies}
    return frozenset(
        row.name
        for row in knowledge[BodyName]
        if row.level == "central"
        and row.branch == "state"
        and (row.code.startswith(begun) or row.code in listed)
    )


def _members(row: BodySet, place: str, day: str, knowledge: Knowledge) -> Iterator[Member]:
    if row.each == "body":
        yield from _bodies(row, place if row.local else "", day, knowledge)
    elif _of_provinces(row, place):
        for province in knowledge[Province]:
            kind = province.kind_on(day)
            if _lasts(province, day) and kind in (row.kinds or (kind,)):
                yield _member(row.bodies[0], province.code, kind, province.name, knowledge)
    else:
        for one in knowledge[District]:
            if one.province == place and _lasts(one, day) and one.kind in (row.kinds or (one.kind,)):
                yield _member(row.bodies[0], f"{one.code}.{place}", one.kind, one.name, knowledge)


def _bodies(row: BodySet, place: str, day: str, knowledge: Knowledge) -> Iterator[Member]:
    """The bodies that a row names or whose codes begin as it says, in the place that has the set."""
    begin = row.prefix or "-"
    central = (
        one.code
        for one in knowledge[BodyName]
        if one.level == "central" and one.branch != "party" and one.code.startswith(begin)
    )
    home = knowledge.get(Province, place)
    for code in row.bodies or central:
        own, _ = body_row(code, knowledge)
        if own is None or _lasts(own, day):
            kind, name = (home.kind_on(day), home.name) if home else ("", "")
            yield _member(code, place, kind, name, knowledge)


def _lasts(row: Province | District | BodyName, day: str) -> bool:
    return (row.since or "") <= day <= (row.until or _FOREVER)


def _of_provinces(row: BodySet, place: str) -> bool:
    return row.each == "province" or (row.each == "either" and not place)


def _unlisted(row: BodySet, place: str, knowledge: Knowledge) -> bool:
    """Whether the members are of districts that the table does not know."""
    of_districts = row.each != "body" and not _of_provinces(row, place)
    return of_districts and all(one.province != place for one in knowledge[District])


def _member(code: str, place: str, kind: str, where: str, knowledge: Knowledge) -> Member:
    """A member by its code and place: "Huyện ủy Chư Sê", "Ủy ban nhân dân huyện Chư Sê"."""
    own, rest = body_row(code, knowledge)
    owner, _ = body_row(rest.removeprefix("-"), knowledge)
    party = any(row is not None and row.party for row in (own, owner))
    words = (own.name if own else code, owner.name if owner else "", "" if party else kind, where)
    return Member("@".join(filter(None, (code, place))), " ".join(filter(None, words)))


def _rest(name: str, taken: list[tuple[int, int]]) -> Iterator[str]:
    """What a name says beside the words that were found in it."""
    for start, end in reversed(taken):
        name = f"{name[:start]},{name[end:]}"
    yield from filter(None, (piece.strip() for piece in _JOINTS.split(name)))
