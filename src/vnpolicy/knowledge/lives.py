"""What became of a body: who followed it, after the tables of bodies and provinces.

    ban-dan-van-tinh-uy@dak-lak             ->  ban-tuyen-giao-va-dan-van-tinh-uy@dak-lak, in 2025
    so-thong-tin-va-truyen-thong@phu-yen    ->  so-khoa-hoc-va-cong-nghe@phu-yen, then @dak-lak

An id goes through the whole life of a body; it ends where the body is taken into another, or its province is.
"""

from collections.abc import Iterator

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import BodyName, Province

_FOREVER = "9999-12-31"
# What each province calls otherwise than each city directly under the Centre.
_OF_CITIES = {"tinh-uy": "thanh-uy", "tinh-doan": "thanh-doan"}


def successors(body: str, *, on: str = _FOREVER, knowledge: Knowledge | None = None) -> tuple[str, ...]:
    """The ids of those who followed a body up to a day, one after the other.

    >>> successors("so-ke-hoach-va-dau-tu@phu-yen")
    ('so-tai-chinh@phu-yen', 'so-tai-chinh@dak-lak')
    >>> successors("so-ke-hoach-va-dau-tu@phu-yen", on="2025-05-01")
    ('so-tai-chinh@phu-yen',)
    """
    knowledge = knowledge or Knowledge.default()
    found: list[str] = []
    since = ""
    while changes := sorted(change for change in _changes(body, knowledge) if since <= change[0] < on):
        since, body = changes[0]
        if body in found:
            break
        found.append(body)
    return tuple(found)


def life(body: str, *, knowledge: Knowledge | None = None) -> tuple[str | None, str | None]:
    """(first day, last day) of a body, as far as the tables tell.

    >>> life("ban-dan-van-tinh-uy@phu-yen")
    (None, '2025-03-31')
    """
    knowledge = knowledge or Knowledge.default()
    code, _, place = body.partition("@")
    row, province = body_row(code, knowledge)[0], knowledge.get(Province, place)
    last = [day for day, _ in _changes(body, knowledge)]
    first = [own.since for own in (row, province) if own and own.since]
    return max(first, default=None), min(last, default=None)


def _changes(body: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(last day, id afterwards) of all that ends this id."""
    code, _, place = body.partition("@")
    row, rest = body_row(code, knowledge)
    if row and row.until and row.successor:
        yield row.until, "@".join(filter(None, (f"{row.successor}{rest}", place)))
    province = knowledge.get(Province, place)
    if province is None:
        return
    if province.until and province.successor:
        home = knowledge.get(Province, province.successor)
        city = home is not None and home.kind_on(province.until) == "thành phố"
        yield province.until, f"{_for_city(code) if city else code}@{province.successor}"
    if province.city_since and _for_city(code) != code:
        yield province.city_since, f"{_for_city(code)}@{place}"


def body_row(code: str, knowledge: Knowledge) -> tuple[BodyName | None, str]:
    """The row of a code, or of the longest row that it begins with, and the rest: "ban-dan-van", "-tinh-uy"."""
    parts = code.split("-")
    for end in range(len(parts), 0, -1):
        row = knowledge.get(BodyName, "-".join(parts[:end]))
        if row and (end > 1 or len(parts) == 1):  # one syllable begins many names
            return row, "".join(f"-{part}" for part in parts[end:])
    return None, ""


def _for_city(code: str) -> str:
    """The code as cities have it: "thanh-uy" of "tinh-uy"."""
    last = next((name for name in _OF_CITIES if code == name or code.endswith(f"-{name}")), None)
    return code.removesuffix(last) + _OF_CITIES[last] if last else code
