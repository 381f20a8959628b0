"""The name of an organ as printed in capitals -> the name as written in running text, with its place.

    UBND TỈNH ĐẮK LẮK / SỞ Y TẾ  ->  Sở Y tế tỉnh Đắk Lắk

Capitals tell nothing about case, so it is put back by the words of letterhead.toml, the names of the
provinces and a few rules of spelling: a field's first word takes a capital (Sở Y tế), and so do its other
parts (Lao động - Thương binh và Xã hội); every word of a place does.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.knowledge.layout import Office, OrganWord, PlaceWord, ProperWord
from vnpolicy.language import fold, nfc

_WORD = re.compile(r"\w[\w'’]*")
_NEW_PART = re.compile(r"(?:,|\s-|\s–|\svà)\s$")  # "Lao động - ", "Tuyên giáo và "
_PARTY = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Đảng ủy", "Đảng bộ")
_CENTRE = "Trung ương"


def organ_of(lines: Sequence[str], knowledge: Knowledge) -> str:
    """The organ that a left letterhead names last, written out with the place its superior has.

    >>> organ_of(["TỈNH ỦY KON TUM", "BAN DÂN VẬN"], Knowledge.default())
    'Ban Dân vận Tỉnh ủy Kon Tum'
    """
    superior, organ = _split(lines, knowledge)
    name = written_out(organ, knowledge)
    return _completed(name, written_out(superior, knowledge), knowledge) if superior else name


def written_out(printed: str, knowledge: Knowledge) -> str:
    """A name in capitals, or with abbreviations, as running text writes it.

    >>> written_out("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Knowledge.default())
    'Bộ Lao động - Thương binh và Xã hội'
    """
    text = " ".join(nfc(printed).split())
    shouted = text.upper() == text
    folded, out, at = fold(text), "", 0
    field, place, capital, opens = False, False, True, True
    while at < len(folded):
        word = _WORD.match(folded, at)
        if not word:
            out, at = out + text[at], at + 1
            continue
        known = _known(folded, at, opens, knowledge)
        if known:
            name, end, kind = known
            opens = kind == "organ" or name == _CENTRE
            part = field and bool(_NEW_PART.search(out))
            out, at = out + _capital(name, not out or capital or part), end
            field, place, capital = kind == "field", kind == "place", kind == "field"
            continue
        part = field and bool(_NEW_PART.search(out))
        printed_word = word[0] if shouted else text[at : word.end()]
        out, at, capital = out + _capital(printed_word, capital or place or part), word.end(), False
        opens = False
    return out


def begins_organ(folded: str, start: int, knowledge: Knowledge) -> bool:
    """Whether the name of an organ begins here."""
    return knowledge.matcher(OrganWord).at(folded, start) is not None


def place_of(name: str, knowledge: Knowledge) -> str | None:
    """The place an organ's name ends with: "tỉnh Đắk Lắk" of "Ủy ban nhân dân tỉnh Đắk Lắk"."""
    folded = fold(name)
    for word in knowledge.matcher(PlaceWord).find(folded):
        if word.end < len(folded) and not folded.startswith((" ủy", " đoàn"), word.end):
            return name[word.start :]
    for party in _PARTY[:5]:
        if name.startswith(party + " "):
            return name[len(party) + 1 :]
    return None


def _known(folded: str, at: int, opens: bool, knowledge: Knowledge) -> tuple[str, int, str] | None:
    """(name, end, what follows) of the known word that begins here; `opens` says that a name may begin."""
    proper = knowledge.matcher(ProperWord).at(folded, at)
    if proper:
        return proper.row.name, proper.end, ""
    organ = knowledge.matcher(OrganWord).at(folded, at)
    office = knowledge.matcher(Office).at(folded, at) if opens else None
    if office and (organ is None or office.end > organ.end):
        return office.row.name, office.end, "organ"
    if organ and (opens or organ.row.of != "field"):
        return organ.row.name, organ.end, organ.row.of
    province = knowledge.matcher(Province).at(folded, at) if at else None
    if province:
        return province.row.name, province.end, ""
    place = knowledge.matcher(PlaceWord).at(folded, at) if at else None
    return (place.row.name, place.end, "place") if place else None


def _capital(word: str, wanted: bool) -> str:
    return word[:1].upper() + word[1:] if wanted else word


def _split(lines: Sequence[str], knowledge: Knowledge) -> tuple[str, str]:
    """(superior, organ): the organ is what the last line that opens a name says, with the lines below it."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    text = " ".join(lines)
    folded = fold(text)
    found = list(knowledge.matcher(OrganWord).find(folded))
    opening = 0
    for before, word in pairwise(found):
        apart = before.row.of == "" or before.row.code == "bchtw" or word.start - before.end > 3
        inside = word.row.under and before.row.of != "field" and before.end != word.start
        if (apart and (inside or word.start in starts)) or (
            word.start in starts and before.start not in starts
        ):
            opening = word.start
    return text[:opening].strip(), text[opening:]


def _completed(name: str, superior: str, knowledge: Knowledge) -> str:
    """The name with what its superior adds: a place, "Trung ương", or the superior itself."""
    if place_of(name, knowledge) or _CENTRE in name:
        return name
    opening = knowledge.matcher(OrganWord).at(fold(name), 0)
    if superior.startswith("Ban Chấp hành Trung ương") and not name.startswith(("Đảng", "Ban Cán sự")):
        return f"{name} {_CENTRE}"
    if superior.startswith(_PARTY) and name not in _PARTY:
        return f"{name} {superior}"
    if opening and opening.end == len(name) and opening.row.of == "organ":
        return f"{name} {superior}"
    place = place_of(superior, knowledge)
    if place and name in _PARTY:
        word = knowledge.matcher(PlaceWord).at(fold(place), 0)
        place = place[word.end :].strip() if word else place
    return f"{name} {place}" if place else name
