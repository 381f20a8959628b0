"""Whose body a name means: the province of the paper makes relative names absolute.

    "Ban Dân vận Tỉnh uỷ" in a plan of Đắk Lắk  ->  ban-dan-van-tinh-uy@dak-lak, "Ban Dân vận Tỉnh ủy Đắk Lắk"
    "Phòng Y tế" in one of Huyện ủy Chư Sê      ->  phong-y-te@huyen-chu-se.gia-lai, "Phòng Y tế huyện Chư Sê"

An id is the slug of the name without its place, and "@" with the code of the place for what each place has of
its own. Spellings and abbreviations of one body have one id, through the whole of its life.
"""

import re
from typing import NamedTuple

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.language import fold, slug
from vnpolicy.model import Body, Header, Use
from vnpolicy.parsing.body_words import Name

_HO_CHI_MINH = "ho-chi-minh"  # the city, and not the man, only behind "thành phố"
# Committees whose names tell the level of their place: Huyện ủy | Chư Sê, but Đảng ủy | phường Pleiku.
_COMMITTEES = (
    "Huyện ủy",
    "Thị ủy",
    "Quận ủy",
    "Thành ủy",
    "Huyện đoàn",
    "Thị đoàn",
    "Quận đoàn",
    "Thành đoàn",
)
_AREA_WORD = re.compile(r"^(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu) ")
_CITY = re.compile(r"(?:thành\sphố|tp\.?)\s?$")


class Place(NamedTuple):
    """Where and when a paper was written, as far as it tells."""

    province: Province | None
    date: str | None
    knowledge: Knowledge
    area: str | None = None  # the district or commune that speaks: "huyện Chư Sê"
    level: str | None = None  # its level


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
    if name.city and province and province.kind_on(place.date) == "tỉnh":  # a city within the province
        name = name.longer(name.end, "thành phố").with_(level="district", area=None)
    area = _area(name, place)
    if name.area and not area:  # "UBND huyện" in a paper of the province: any of them
        name = name.longer(name.end, name.area)
    if area is None and own and name.level not in ("province", "district"):
        area = _class_of(name, place)
    return Body(
        start=name.start,
        end=name.end,
        text=text[name.start : name.end],
        id="@".join(filter(None, (name.code, _place_code(area, province)))),
        name=f"{name.name} {written}"
        if (written := _written(name, area, province, place.date))
        else name.name,
        level=name.level or _level(name, area, province if own else None, place),
        branch=name.branch,
        collective=name.collective,
        as_of=place.date,
        uses=(use,),
    )


def _area(name: Name, place: Place) -> str | None:
    """The district or commune that has the body: as printed, or the paper's own: "huyện Chư Sê"."""
    if name.proper:
        return f"{name.area} {name.proper}"
    if (
        place.area is None
        or name.place
        or not name.local
        or (name.collective and name.level not in (None, "base"))
    ):
        return None
    if name.area:
        return place.area if place.area.startswith(f"{name.area} ") else None
    return place.area if name.level in (None, "base", place.level) else None


def _class_of(name: Name, place: Place) -> str | None:
    """The paper's own district for what each of its communes has: "Đảng ủy xã"."""
    lower = name.level in ("commune", "base") and place.level == "district"
    return place.area if lower and not name.place else None


def _place_code(area: str | None, province: Province | None) -> str | None:
    code = slug(area) if area else None
    return ".".join(filter(None, (code, province.code if province else None))) or None


def _level(name: Name, area: str | None, home: Province | None, place: Place) -> str | None:
    """The level of a name that does not tell it: that of the paper's own place."""
    if area and area == place.area:
        return place.level
    return "province" if home and not name.collective and name.branch != "party" and not place.area else None


def _written(name: Name, area: str | None, province: Province | None, date: str | None) -> str:
    """The place as it follows the name: "Chư Sê" behind "Huyện ủy", "tỉnh Đắk Lắk" behind "Sở Y tế"."""
    if area:
        return _AREA_WORD.sub("", area) if name.name.endswith(_COMMITTEES) else area
    if province is None:
        return ""
    if name.party or name.name.endswith(" tỉnh"):
        return province.name
    return f"{province.kind_on(date)} {province.name}"
