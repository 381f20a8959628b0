"""Where a register is kept: the place that turns the series "tu" into "tu@dak-lak".

    "Tỉnh ủy Đắk Lắk", "UBND tỉnh Đắk Lắk"  ->  dak-lak
    "Huyện ủy Chư Sê", "UBND huyện Chư Sê"  ->  huyen-chu-se

A mention seldom prints the place: "Kế hoạch 87-KH/TU của Tỉnh ủy" means the province of the paper that says
so, its `Seat`. Where that does not tell either, the place is None: unknown. An organ of the whole country has
the place "".
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.knowledge.documents import Organ
from vnpolicy.language import fold, slug
from vnpolicy.model import Header
from vnpolicy.parsing.body_identity import place_of as home_of

_PROVINCE, _LOWER = "province", "lower"

_LEVEL = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"

# From "Thị ủy An Khê", "Đảng ủy phường Pleiku", "UBND xã Ia Ly, huyện Chư Păh" captures level word and name.
_PLACE = re.compile(
    rf"""(?<!\w)(?:
        (?P<committee>tỉnh|thành|huyện|thị|quận)[ ](?:ủy|đoàn)
      | (?P<base_committee>đảng[ ](?:ủy|bộ))(?:[ ](?P<base>{_LEVEL.replace(" ", "[ ]")}))?
      | (?P<level>tp\.?|{_LEVEL.replace(" ", "[ ]")})
    )
    [ ](?!ủy|đoàn)(?P<name>[^,;()\n\t]{{1,60}}?)
    (?=$|[,;()\n\t]|[ ](?:tỉnh|thành[ ]phố|huyện|quận|thị[ ]xã)[ ])""",
    re.VERBOSE,
)
_WORDS = {"thành": "thành phố", "thị": "thị xã", "tp": "thành phố", "tp.": "thành phố"}

# From "UBND tỉnh", "Ban Thường vụ Huyện ủy" captures the level of an organ that is not named with its place.
_RELATIVE = re.compile(rf"(?<!\w)(?P<level>{_LEVEL}|thành|thị)(?: ủy)?$")
_NATIONAL = re.compile(r"(?<!\w)(?:trung ương|tw|việt nam|chính phủ|quốc hội|toàn quốc)(?!\w)")


class Seat(msgspec.Struct, frozen=True):
    """Where a paper comes from: its own place, and the province around it."""

    place: str | None = None
    province: str | None = None


def seat_of(header: Header, knowledge: Knowledge) -> Seat:
    """The seat of the organ that a header names.

    >>> from vnpolicy.model import Value
    >>> seat_of(Header(organ=Value(value="Huyện ủy Chư Sê")), Knowledge.default()).place
    'huyen-chu-se'
    """
    organs = [field.value for field in (header.organ, *header.issuers) if field]
    named = [found for organ in organs if (found := place_in(organ, knowledge)) is not None]
    home = home_of(header, knowledge).province
    province = next((place for level, place in named if level == _PROVINCE), home.code if home else None)
    if named:
        return Seat(named[0][1], province)
    return Seat("" if any(_NATIONAL.search(fold(organ)) for organ in organs) else province, province)


def place_in(organ: str, knowledge: Knowledge) -> tuple[str, str] | None:
    """(level, place) that the name of an organ prints: "UBND tỉnh Đắk Lắk" -> ("province", "dak-lak")."""
    for found in _PLACE.finditer(fold(organ)):
        printed = organ[found.start("name") : found.end("name")]
        name = _capitals(printed)
        if found["base_committee"] and not found["base"] and (name or printed.startswith("các ")):
            return _LOWER, slug(printed)  # "Đảng ủy Chính phủ": what it is a committee of tells it apart
        if name:
            word = found["committee"] or found["base"] or found["level"] or ""
            return _place(_WORDS.get(word, word), name, knowledge)
    return None


def _capitals(text: str) -> str:
    """The words with a capital that a text begins with: the name of a place, not "về công tác …"."""
    return " ".join(
        takewhile(lambda word: word[0].isupper() or word[0] in "-–" or word[0].isdigit(), text.split())
    )


def _place(word: str, name: str, knowledge: Knowledge) -> tuple[str, str]:
    row = _provinces(knowledge).get(fold(name))
    if word == "tỉnh" or (row and word == "thành phố"):
        return _PROVINCE, row.code if row else slug(name)
    return _LOWER, slug(f"{word} {name}")


def place_of(
    organ: Organ | None, printed: str, issuer: str | None, seat: Seat, knowledge: Knowledge
) -> str | None:
    """The place of the register that a mention means: `issuer` as it prints it, `seat` of the paper it stands
    in.

    >>> tu = Knowledge.default().get(Organ, "tu")
    >>> place_of(tu, "TU", "Ban Thường vụ Tỉnh ủy", Seat("huyen-chu-se", "gia-lai"), Knowledge.default())
    'gia-lai'
    """
    name = fold(issuer or "")
    provincial = "tỉnh ủy" in name or "thành ủy" in name
    if organ is not None and not organ.local:
        misread = provincial and printed.upper() == "TƯ"  # a scan shows /TU of a province as /TƯ
        return _of_issuer(issuer or "", seat, knowledge) if misread else ""
    named = place_in(issuer or "", knowledge)
    if named:
        return named[1]
    if _NATIONAL.search(name):
        return ""
    if organ is not None and organ.level == _PROVINCE:
        return seat.province
    return _of_issuer(issuer or "", seat, knowledge)


def _of_issuer(issuer: str, seat: Seat, knowledge: Knowledge) -> str | None:
    """The place that "UBND tỉnh" or "Huyện ủy" means in a paper from `seat`."""
    named = place_in(issuer, knowledge)
    if named:
        return named[1]
    found = _RELATIVE.search(fold(issuer))
    if found is None:
        return seat.place if seat.place == seat.province else None
    word = _WORDS.get(found["level"], found["level"])
    if seat.place and seat.place.startswith(slug(word) + "-"):
        return seat.place
    return seat.province if word in ("tỉnh", "thành phố") else None


def seat_among(header: Header, issuers: Iterable[str | None], knowledge: Knowledge) -> Seat:
    """The seat of a paper that cites these issuers: where its header names no province, the only one that
    they name does.

    >>> from vnpolicy.model import Value
    >>> paper = Header(organ=Value(value="Huyện ủy Chư Sê"))
    >>> seat_among(paper, ["Ban Bí thư", "Tỉnh ủy Gia Lai"], Knowledge.default()).province
    'gia-lai'
    """
    seat = seat_of(header, knowledge)
    if seat.province or not seat.place:
        return seat
    named = [found for issuer in issuers if (found := place_in(issuer or "", knowledge)) is not None]
    provinces = {place for level, place in named if level == _PROVINCE}
    return Seat(seat.place, provinces.pop()) if len(provinces) == 1 else seat


@lru_cache(maxsize=8)
def _provinces(knowledge: Knowledge) -> dict[str, Province]:
    """Each province by its folded spellings."""
    return {fold(spelling): row for row in reversed(knowledge[Province]) for spelling in row.phrases()}
