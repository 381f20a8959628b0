"""The words that names of bodies are made of, as patterns: openings, fields, sets, places.

    Sở | Y tế          các | sở | , | ban | có liên quan          UBND | các xã, phường

Rows of bodies.toml and body_words.toml come in; patterns on folded text and tables by phrase go out. How they
follow each other is for `body_grammar` to say.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

import msgspec

from vnpolicy.knowledge import Knowledge, Row
from vnpolicy.knowledge.actors import (
    AreaWord,
    BodyField,
    BodyGroup,
    BodyHead,
    BodyName,
    BodyQualifier,
    FieldWord,
    Holder,
    NameStop,
    Province,
    RoleCue,
    StaffWord,
    Verb,
)
from vnpolicy.language import alternation, fold, slug

R = TypeVar("R", bound=Row)

# The kinds of qualifiers by what asks for them: what follows a name may follow a set too.
_QUALIFIERS = {
    "set": ("set", "named"),
    "named": ("named",),
    "closing": ("closing",),
    "charge": ("charge",),
    "duty": ("duty",),
    "topic": ("topic",),
}


# What shows, beside a verb, that a set of bodies has been told.
_DUTIES = (
    "có trách nhiệm", "chịu trách nhiệm", "phải", "cần", "trên địa bàn", "thuộc", "trực thuộc",
)  # fmt: skip
# The kinds of verbs that never stand in the tail of a name.
_MANNERS = ("aspect", "reason", "direct")
# What goes on the name of a committee, though on no other: "Ban Chỉ đạo | về cải cách hành chính | trong …".
_IN_TOPICS = ("và", "về", "trong", "trên", "của", "với")


class Name(msgspec.Struct, frozen=True):
    """A body as its name tells: the id and the name still without the place that only the paper tells."""

    start: int
    end: int
    code: str
    name: str
    level: str | None = None
    branch: str | None = None
    collective: bool = False
    local: bool = False
    party: bool = False
    within: bool = False
    place: str | None = None  # the code of a province that is printed
    shared: bool = False  # its head stands before another: "Sở Nội vụ, | Tài chính |"
    city: bool = False  # the place is "thành phố" without a name
    relative: bool = False  # "tỉnh", "Thành phố" without a name is printed
    area: str | None = None  # the word for a place below the province: "huyện"
    proper: str | None = None  # and its name, where it is printed: "Chư Sê"
    areas: str | None = None  # many places, part of the name: "các xã, phường"
    owner: "Name | None" = None  # the body that it belongs to, part of the name

    def with_(self, **changes: object) -> "Name":
        """This name with changes."""
        return msgspec.structs.replace(self, **changes)

    def longer(self, end: int, words: str) -> "Name":
        """This name with more words, up to `end`."""
        return self.with_(end=end, code=f"{self.code}-{slug(words)}", name=f"{self.name} {words}")


Opening = BodyName | BodyHead | BodyGroup


class BodyWords:
    """The patterns and rows by which names are read. Make it with `words_of`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.openings: dict[str, list[tuple[Opening, bool]]] = {}  # the rows, and whether in capitals only
        for kind in (BodyName, BodyHead, BodyGroup):
            for row in knowledge[kind]:
                assert isinstance(row, Opening)
                for phrase in row.phrases():
                    self.openings.setdefault(fold(phrase), []).append((row, phrase.isupper()))
        self.opening = _pattern(self.openings, before=r"(?<!\w)(?<!\w[-/])")
        self.known = {fold(row.name): row for row in knowledge[BodyName]}
        self.fields = _by_phrase(knowledge[BodyField])
        self.field = _pattern(self.fields)
        self.field_word = _pattern(word for row in knowledge[FieldWord] for word in row.words)
        self.verbs = {fold(word) for row in knowledge[FieldWord] if row.acts for word in row.words}
        verbs = [word for kind in (Verb, RoleCue) for row in knowledge[kind] for word in row.phrases()]
        self.act = _pattern(verbs)
        self.manner = _pattern(word for row in knowledge[Verb] if row.kind in _MANNERS for word in row.words)
        self.duty = _pattern((*verbs, *_DUTIES))
        stops = [word for row in knowledge[NameStop] for word in row.words]
        self.topic_end = _pattern((*verbs, *(word for word in stops if word not in _IN_TOPICS)))
        self.stop = _pattern((*verbs, *stops))
        self.holder = _pattern(word for row in knowledge[Holder] for word in row.phrases())
        self.offices = tuple(f"{fold(word)} " for row in knowledge[Holder] for word in row.phrases())
        self.staff = _pattern(word for row in knowledge[StaffWord] for word in row.phrases())
        self.head = _pattern(row.name for row in knowledge[BodyHead])
        self.groups = _by_phrase(knowledge[BodyGroup])
        self.group = _pattern(self.groups)
        self.areas = _by_phrase(knowledge[AreaWord])
        self.provinces = _by_phrase(knowledge[Province])
        self.province = _pattern(self.provinces)
        province = alternation(self.provinces).replace(r"\s", "[ ]")
        self.last_province = re.compile(rf"[ ](?P<name>{province})$")
        self.named_provinces = re.compile(
            rf"[ ]?:?[ ]{province}(?!\w)(?:(?:,| và)[ ]{province}(?!\w)){{1,20}}"
        )
        self.area = _area_pattern(self.areas)
        self.another_area = re.compile(rf"(?:,| và)[ ]{alternation(self.areas)}(?=[ ])".replace(r"\s", "[ ]"))
        self.qualifiers = {kind: _qualifier(knowledge, kinds) for kind, kinds in _QUALIFIERS.items()}
        sort = alternation(_qualifying(knowledge, ("sort",))).replace(r"\s", "[ ]")
        self.sort = re.compile(rf"(?P<mark>[ ]?,|[ ]và|[ ]hoặc)?[ ](?P<sort>{sort})(?!\w)")


@lru_cache(maxsize=8)
def words_of(knowledge: Knowledge) -> BodyWords:
    """The grammar of this knowledge (built once)."""
    return BodyWords(knowledge)


def _pattern(phrases: Iterable[str], before: str = r"(?<!\w)") -> re.Pattern[str]:
    """Any of the phrases as whole words; a name never runs over the end of a line."""
    any_phrase = alternation(fold(phrase) for phrase in phrases).replace(r"\s", "[ ]")
    return re.compile(rf"{before}{any_phrase}(?!\w)")


def _qualifier(knowledge: Knowledge, kinds: tuple[str, ...]) -> re.Pattern[str]:
    return _pattern(_qualifying(knowledge, kinds))


def _qualifying(knowledge: Knowledge, kinds: tuple[str, ...]) -> Iterator[str]:
    return (fold(word) for row in knowledge[BodyQualifier] if row.kind in kinds for word in row.words)


def _by_phrase(rows: Iterable[R]) -> dict[str, R]:
    return {fold(phrase): row for row in reversed(tuple(rows)) for phrase in row.phrases()}


def _area_pattern(areas: dict[str, AreaWord]) -> re.Pattern[str]:
    """From " các xã, phường, đặc khu" captures "các", the first word and how the list ends."""
    words = "|".join(
        re.escape(phrase) + (rf"(?![ ](?:{'|'.join(row.never_before)})\b)" if row.never_before else "")
        for phrase, row in sorted(areas.items(), key=lambda item: -len(item[0]))
    )
    mark = (
        r"(?:[ ]?[,/][ ]?|[ ]-[ ]|[ ](?:và[ ]|hoặc[ ])?(?=các|xã|phường|đặc khu|thị trấn|huyện|quận|thị xã))"
    )
    return re.compile(
        r"[ ](?P<of>(?:của|trực thuộc|thuộc)[ ])?(?P<each>các[ ]|cấp[ ]|mỗi[ ]|từng[ ]|\d{1,3}[ ])?"
        rf"(?P<word>{words})(?!\w)"
        rf"(?P<more>(?:{mark}(?:các[ ])?(?:{words})(?!\w)){{0,4}})"
        r"(?P<centre>[ ]trực thuộc (?:trung ương|tw|tư)(?!\w))?"
    )
