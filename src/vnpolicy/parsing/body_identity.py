"""Whose body a name means: the province of the paper makes relative names absolute.

    "Ban Dân vận Tỉnh uỷ" in a plan of Đắk Lắk  ->  ban-dan-van-tinh-uy@dak-lak, "Ban Dân vận Tỉnh ủy Đắk Lắk"

An id is the slug of the name without its place, and "@" with the code of the province for what each place
has of its own. Spellings and abbreviations of one body have one id.
"""

import re
from typing import NamedTuple

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.language import fold
from vnpolicy.model import Body, Header, Use
from vnpolicy.parsing.body_words import Name

_HO_CHI_MINH = "ho-chi-minh"  # the city, and not the man, only behind "thành phố"
_CITY = re.compile(r"(?:thành\sphố|tp\.?)\s?$")


class Place(NamedTuple):
    """Where and when a paper was written, as far as it tells."""

    province: Province | None
    date: str | None
    knowledge: Knowledge


def place_of(header: Header, knowledge: Knowledge) -> Place:
    """Where a paper comes from, by its letterhead, its issuers or the town before its date; and when."""
    return Place(_province(header, knowledge), header.date.value if header.date else None, knowledge)


def _province(header: Header, knowledge: Knowledge) -> Province | None:
    for value in (header.organ, *header.issuers):
        if value and (province := province_in(value.value, knowledge)):
            return province
    if header.organ and header.organ.value and not _is_local(header):
        return None
    return _province_of_town(header.place.value, knowledge) if header.place else None


def province_in(name: str, knowledge: Knowledge) -> Province | None:
    """The province named in an organ's name."""
    folded = fold(name)
    for found in knowledge.matcher(Province).find(folded):
        if (
            found.row.code != _HO_CHI_MINH
            or _CITY.search(folded, 0, found.start)
            or folded.startswith("tp", found.start)
        ):
            return found.row
    return None


def _is_local(header: Header) -> bool:
    """Whether the organ is one that each place has: the town before the date then tells which."""
    assert header.organ
    return not fold(header.organ.value).startswith(
        ("bộ ", "ban chấp hành trung ương", "chính phủ", "thủ tướng", "quốc hội")
    )


def _province_of_town(town: str, knowledge: Knowledge) -> Province | None:
    key = fold(town)
    for province in knowledge[Province]:
        if key in (fold(name) for name in (*province.phrases(), *province.towns)):
            return province
    return None


def body_of(name: Name, text: str, place: Place, use: Use = "mention") -> Body:
    """The body that a name means in a paper of this place."""
    own = place.province if name.local and name.level != "central" else None
    province = place.knowledge.get(Province, name.place) if name.place else own
    if name.city and province and not is_city(province, place.date):  # a city within the province
        name = name.longer(name.end, "thành phố").with_(level="district")
    return Body(
        start=name.start,
        end=name.end,
        text=text[name.start : name.end],
        id=f"{name.code}@{province.code}" if province else name.code,
        name=f"{name.name} {_written(province, name, place.date)}" if province else name.name,
        level=name.level,
        branch=name.branch,
        collective=name.collective,
        uses=(use,),
    )


def _written(province: Province, name: Name, date: str | None) -> str:
    """The province as it follows the name: "Đắk Lắk" behind a committee, else "tỉnh Đắk Lắk"."""
    if name.party or name.name.endswith(" tỉnh"):
        return province.name
    return f"{'thành phố' if is_city(province, date) else 'tỉnh'} {province.name}"


def is_city(province: Province, date: str | None) -> bool:
    """Whether it was a city directly under the Centre on that day."""
    return province.kind == "thành phố" or bool(province.city_since and date and date >= province.city_since)
