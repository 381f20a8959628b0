"""Where a register is kept: the place that turns the series "tu" into "tu@dak-lak".

    "Tỉnh ủy Đắk Lắk", "UBND tỉnh Đắk Lắk"               ->  dak-lak
    "Huyện ủy Chư Sê", "UBND huyện Chư Sê, tỉnh Gia Lai"  ->  huyen-chu-se, huyen-chu-se.gia-lai

Districts and communes of one name lie in many provinces, so their place takes the province that is known. A mention
seldom prints the place: "Kế hoạch 87-KH/TU của Tỉnh ủy" means the province of the paper that says so, its `Seat`.
Where that does not tell either, the place is None: unknown. An organ of the whole country has the place "".
"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.knowledge.documents import Organ
from vnpolicy.language import fold, slug
from vnpolicy.model import Header
from vnpolicy.parsing.body_identity import place_of as home_of

_PROVINCE, _LOWER, _NATION = "province", "lower", "nation"
_LETTERHEAD = 600  # characters in which a letterhead ends
_OF_PROVINCE = ("tỉnh ", "thành phố ", "tp ", "tp. ", "tỉnh ủy ", "thành ủy ", "tỉnh đoàn ", "thành đoàn ")

_LEVEL = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"

# From "Thị ủy An Khê", "Đảng ủy phường Pleiku", "UBND xã Ia Ly, huyện Chư Păh" captures level word and name.
_PLACE = re.compile(
    rf"""(?<!\w)(?:
        (?P<committee>tỉnh|thành|huyện|thị|quận)[ ](?:ủy|đoàn)(?:[ ](?:tỉnh|thành[ ]phố)(?=[ ]\w))?
      | (?P<base_committee>đảng[ ](?:ủy|bộ))(?:[ ](?P<base>{_LEVEL.replace(" ", "[ ]")}))?
      | (?P<level>tp\.?|{_LEVEL.replace(" ", "[ ]")})
    )
    [ ](?:(?<=đảng[ ](?:ủy|bộ)[ ])|(?!ủy|đoàn))(?P<name>[^,;()\n\t]{{1,60}}?)
    (?=$|[,;()\n\t]|[ ](?:tỉnh|thành[ ]phố|huyện|quận|thị[ ]xã)[ ])""",
    re.VERBOSE,
)
_FULL = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "mttq": "mặt trận tổ quốc"}
_WORDS = {"thành": "thành phố", "thị": "thị xã", "tp": "thành phố", "tp.": "thành phố"}

# From "UBND tỉnh", "Ban Thường vụ Huyện ủy" captures the level of an organ that is not named with its place.
_RELATIVE = re.compile(rf"(?<!\w)(?P<level>{_LEVEL}|thành|thị)(?: ủy)?$")
_NATIONAL = re.compile(r"(?<!\w)(?:trung ương|tw|việt nam|chính phủ|quốc hội|toàn quốc)(?!\w)")


class Seat(msgspec.Struct, frozen=True):
    """Where a paper comes from: its own place, and the province around it."""

    place: str | None = None
    province: str | None = None


def seat_of(header: Header, knowledge: Knowledge, text: str = "") -> Seat:
    """The seat of the organ that a header names; `text` is that of the paper, whose letterhead may name the province.

    >>> from vnpolicy.model import Value
    >>> seat_of(Header(organ=Value(value="Huyện ủy Chư Sê, tỉnh Gia Lai")), Knowledge.default()).place
    'huyen-chu-se.gia-lai'
    """
    organs = [field.value for field in (header.organ, *header.issuers) if field]
    named = [found for organ in organs if (found := place_in(organ, knowledge)) is not None]
    province = _province_around(header, named, text, knowledge)
    if named:
        return Seat(_within(*named[0], province), province)
    return Seat("" if any(_NATIONAL.search(fold(organ)) for organ in organs) else province, province)


def _province_around(
    header: Header, named: list[tuple[str, str]], text: str, knowledge: Knowledge
) -> str | None:
    """The province around a paper: as its organs name it, its letterhead, or the town before its date."""
    told = [place for level, place in named if level == _PROVINCE]
    told += [place.partition(".")[2] for _, place in named if "." in place]
    if not told:
        number = header.number.start if header.number else None
        top = text[: number if number is not None and number < _LETTERHEAD else 0]
        told += _provinces_in(" ".join(top.split()), knowledge)
    home = home_of(header, knowledge).province
    return told[0] if told else home.code if home else None


def _provinces_in(letterhead: str, knowledge: Knowledge) -> Iterator[str]:
    """The provinces that the lines above a number name: "ĐẢNG BỘ TỈNH GIA LAI"."""
    folded = fold(letterhead)
    for found in knowledge.matcher(Province).find(folded):
        if folded.endswith(_OF_PROVINCE, 0, found.start):
            yield found.row.code


def _within(level: str, place: str, province: str | None) -> str:
    """A place below the province with the province around it, where that is known."""
    return f"{place}.{province}" if level == _LOWER and "." not in place and province else place


def place_in(organ: str, knowledge: Knowledge) -> tuple[str, str] | None:
    """(level, place) that the name of an organ prints: "UBND tỉnh Đắk Lắk" -> ("province", "dak-lak")."""
    places = list(_places(organ, knowledge))
    province = next((place for level, place in places if level == _PROVINCE), None)
    return (places[0][0], _within(*places[0], province)) if places else None


def _places(organ: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every place in a name, the one of the organ itself first: "xã Ia Ly", "huyện Chư Păh", "tỉnh Gia Lai"."""
    for found in _PLACE.finditer(fold(organ)):
        printed = organ[found.start("name") : found.end("name")]
        word = found["committee"] or found["base"] or found["level"] or ""
        province = _known_province(_WORDS.get(word, word), printed, knowledge)
        name = _capitals(printed)
        if province:
            yield _PROVINCE, province
        elif found["base_committee"] and not found["base"] and (name or printed.startswith("các ")):
            national = _NATIONAL.search(fold(printed))  # "Đảng ủy Chính phủ": what it is a committee of tells it apart
            yield _NATION if national else _LOWER, _committee(printed)
        elif name and not _is_broken(name, knowledge):
            level = _WORDS.get(word, word)
            yield (_PROVINCE, slug(name)) if level == "tỉnh" else (_LOWER, slug(f"{level} {name}"))


def _committee(name: str) -> str:
    """What a committee is of, in one spelling: "UBND tỉnh", "Ủy ban nhân dân" of "tỉnh Gia Lai"."""
    words = (_FULL.get(word, word) for word in fold(name).split())
    return slug(" ".join(words)).removesuffix("-tinh").removesuffix("-thanh-pho")


def _is_broken(name: str, knowledge: Knowledge) -> bool:
    """Whether a name is the first words of a province, the rest of which a line break has cut off: "THÀNH PHỐ HÀ"."""
    begun = f"{slug(name)}-"
    return any(row.code.startswith(begun) for row in knowledge[Province])


def _known_province(word: str, printed: str, knowledge: Knowledge) -> str | None:
    """The province that a name begins with, however its capitals are set: "Thừa Thiên huế"."""
    found = knowledge.matcher(Province).at(fold(printed), 0) if printed[:1].isupper() else None
    if found is None or word not in ("tỉnh", "thành phố"):
        return None
    city = found.row.kind == "thành phố" or found.row.city_since  # "thành phố Cao Bằng" is a town of its province
    return found.row.code if word == "tỉnh" or city else None


def _capitals(text: str) -> str:
    """The words with a capital that a text begins with: the name of a place, not "về công tác …"."""
    return " ".join(
        takewhile(lambda word: word[0].isupper() or word[0] in "-–" or word[0].isdigit(), text.split())
    )


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
        return _within(*named, seat.province)
    if _NATIONAL.search(name):
        return ""
    if organ is not None and organ.level == _PROVINCE:
        return seat.province
    if organ is not None and organ.branch == "party" and not issuer and seat.place == seat.province:
        return None  # "61-BC/ĐU" in a paper of the province: of one of its many committees
    return _of_issuer(issuer or "", seat, knowledge)


def _of_issuer(issuer: str, seat: Seat, knowledge: Knowledge) -> str | None:
    """The place that "UBND tỉnh" or "Huyện ủy" means in a paper from `seat`."""
    named = place_in(issuer, knowledge)
    if named:
        return _within(*named, seat.province)
    found = _RELATIVE.search(fold(issuer))
    if found is None:
        return seat.place if seat.place == seat.province else None
    word = _WORDS.get(found["level"], found["level"])
    if seat.place and seat.place.startswith(slug(word) + "-"):
        return seat.place
    return seat.province if word in ("tỉnh", "thành phố") else None


def seat_among(
    header: Header, issuers: Iterable[str | None], knowledge: Knowledge, text: str = ""
) -> Seat:
    """The seat of a paper that cites these issuers: where its header names no province, the only one that
    they name does.

    >>> from vnpolicy.model import Value
    >>> paper = Header(organ=Value(value="Huyện ủy Chư Sê"))
    >>> seat_among(paper, ["Ban Bí thư", "Tỉnh ủy Gia Lai"], Knowledge.default()).province
    'gia-lai'
    """
    seat = seat_of(header, knowledge, text)
    if seat.province or not seat.place:
        return seat
    named = [found for issuer in issuers if (found := place_in(issuer or "", knowledge)) is not None]
    provinces = {place for level, place in named if level == _PROVINCE}
    return Seat(seat.place, provinces.pop()) if len(provinces) == 1 else seat
