"""Where the name of a body begins and ends.

    giao | Ban Tuyên giáo và Dân vận Tỉnh ủy | phối hợp với | các sở, ban, ngành có liên quan | và | UBND các xã, phường |

A name opens with a known name (Tỉnh ủy), with a head that a field follows (Sở + Y tế) or with a noun for a set of
bodies (các + sở, ban, ngành). It goes on with the body it belongs to (Văn phòng | Tỉnh ủy), with places
(các xã, phường; tỉnh Đắk Lắk) and with words that say which (có liên quan). One scan finds the openings; what
follows is read from there. All of it is matched on the folded text; capitals are looked up in the text itself.
"""

import re
from collections.abc import Iterator

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import AreaWord, BodyField, BodyGroup, BodyHead, BodyName
from vnpolicy.language import fold, slug
from vnpolicy.parsing.body_words import BodyWords, Name, Opening, words_of

_QUANTITIES = ("các ", "mỗi ", "từng ")
_MEMBER = " viên"  # "Tỉnh ủy viên" is a person
_MOST_NESTED = 3
_MOST_WORDS = 12
_WORD = re.compile(r"\w[\w&.]*(?<!\.)")
# From "Cảnh sát - Trật tự và Cơ động" captures what stands between the words of a name.
_JOINT = re.compile(r"[ ]-[ ]|-|[ ]và[ ]|[ ]&[ ]|[ ]")
_OF = re.compile(r"[ ](?P<word>trực thuộc|thuộc|của)[ ]")
_LIST_MARK = re.compile(r"[ ]?[,/][ ]?|[ ]và[ ]|[ ]")
# What makes "các cơ quan chủ trì" a clause ("… chủ trì, phối hợp với") or the label of a field ("Cơ quan chủ trì:").
_LABEL = re.compile(r"[ ]?:")
_GOES_ON = re.compile(r",?[ ](?:phối hợp|với|cùng|thực hiện|triển khai|xây dựng|tham mưu|tổ chức|rà soát)\b")
_CENTRAL = ("trung ương", "tw", "của đảng")
_HERE = " trên địa bàn"
_NATION = re.compile(r"[ ](?:việt nam|vn)(?!\w)")
_CLAUSE_END = re.compile(r"\s*(?:[.;,:)]|$)", re.MULTILINE)
_SECOND = re.compile(r"[ ][^\W\d_]+")
_REGION = " khu vực"
_TOPIC_WORD = re.compile(r"(?:,[ ]|[ ]-[ ]|[ ])(?P<word>[\w/-]+)")
_SERIAL = re.compile(r"\d{1,3}(?:[ ]?[A-Z](?!\w)|(?=[,;.)]|$))")
_PROPER = re.compile(r"[ ][^\W_][\w'’-]*")
_ROMAN = re.compile(r"[IVXL]+|\d+|[A-Z]")
_PLACED = {"huyen-uy", "thi-uy", "quan-uy", "thanh-uy"}


def find_names(text: str, folded: str, knowledge: Knowledge) -> Iterator[Name]:
    """The names in a text, from left to right, never overlapping.

    >>> text = "Văn phòng Tỉnh ủy, các sở, ban, ngành"
    >>> [text[name.start : name.end] for name in find_names(text, fold(text), Knowledge.default())]
    ['Văn phòng Tỉnh ủy', 'các sở, ban, ngành']
    """
    words = words_of(knowledge)
    reader = _Reader(words, text, folded)
    start = 0
    while opening := words.opening.search(folded, start):
        name = reader.name(opening.start())
        if name:
            yield name
        start = name.end if name else opening.end()


class _Reader:
    """Reads names in one text."""

    def __init__(self, words: BodyWords, text: str, folded: str) -> None:
        self.words, self.text, self.folded = words, text, folded

    def name(self, start: int, depth: int = 0) -> Name | None:
        """The name that opens at `start`; a set begins with its "các"."""
        opening = self.words.opening.match(self.folded, start)
        if opening is None or self.folded.startswith(_MEMBER, opening.end()):
            return None
        end = opening.end()
        rows = [row for row, abbreviated in self.words.openings[opening[0]] if not abbreviated or self._in_capitals(start, end)]
        readings = [self._reading(row, start, end, depth) for row in (reversed(rows) if self._many(start) else rows)]
        name = max(filter(None, readings), key=lambda reading: reading.end, default=None)
        return self._counted(name) if name and depth == 0 else name

    def _in_capitals(self, start: int, end: int) -> bool:
        return self.text[start:end].isupper()

    def _reading(self, row: Opening, start: int, end: int, depth: int) -> Name | None:
        if isinstance(row, BodyName):
            if row.proper and not self.text[start].isupper():
                return None
            return self._tail(_of_row(row, start, end), depth)
        if isinstance(row, BodyHead):
            return self._headed(row, start, end, depth)
        return self._group(row, start, end, depth)

    def _many(self, start: int) -> bool:
        return self.folded.endswith(_QUANTITIES, 0, start)

    def _counted(self, name: Name) -> Name:
        for quantity in _QUANTITIES:
            if self.folded.startswith(quantity, name.start - len(quantity)) and not self._letter_before(name.start - len(quantity)):
                code = name.code if name.code.startswith("cac-") else f"cac-{name.code}"
                return name.with_(start=name.start - len(quantity), collective=True, code=code, name=_plural(name.name))
        return name

    def _letter_before(self, at: int) -> bool:
        return at > 0 and self._letter(at - 1)

    # -- a head and its field: "Sở Y tế", "Phòng Kinh tế", "Ban Chỉ đạo phòng, chống ma túy tỉnh"

    def _headed(self, row: BodyHead, start: int, end: int, depth: int) -> Name | None:
        capital = self.text[start].isupper()
        if self._is_other_word(row, start, end):
            return None
        field = self._topic(row, end) or self._field(row, end, capital=capital, lower=row.lower or self._many(start))
        if field:
            return self._tail(self._composed(row, start, *field), depth)
        if not capital:
            return None
        bare = _of_row(row, start, end)
        whole = self._tail(bare, depth)
        return whole if row.topic or whole.end > end else None

    def _composed(self, row: BodyHead, start: int, end: int, field: str) -> Name:
        name = f"{row.name} {field}"
        known = self.words.known.get(fold(name))
        if known:
            return _of_row(known, start, end)
        return _of_row(row, start, end).with_(code=slug(name), name=name, party=False)

    def _topic(self, row: BodyHead, end: int) -> tuple[int, str] | None:
        """What a committee is for, up to the place it works in: "phòng, chống ma túy | tỉnh"."""
        if not row.topic or not self.folded.startswith(" ", end):
            return None
        opening = self.words.qualifiers["topic"].match(self.folded, end + 1)
        if opening is None:
            return None
        at = opening.end()
        for _ in range(2 * _MOST_WORDS):
            step = _TOPIC_WORD.match(self.folded, at)
            if step is None or self.words.area.match(self.folded, at) or self._opens_body(step.start("word")):
                break
            at = step.end()
        return at, self.folded[end + 1 : at]

    def _field(self, row: BodyHead, end: int, *, capital: bool, lower: bool) -> tuple[int, str] | None:
        """The field behind a head: known by its whole name, or put together from known and capitalised words."""
        if not self.folded.startswith(" ", end):
            return None
        shouted = self.text[end - 2 : end].isupper() and self.text[end + 1 : end + 3].isupper()
        field, joint, at, place = "", "", end, end + 1
        for _ in range(_MOST_WORDS):
            step = self._step(row, place, capital=capital and not shouted, lower=lower or capital, first=not field)
            if step is None:
                break
            at, name = step
            field += joint + name
            found = _JOINT.match(self.folded, at)
            if found is None or fold(f"{row.name} {field}") in self.words.known:
                break
            joint, place = found[0], found.end()
            if joint != " " and (not self.text[place : place + 1].isupper() or self._opens_head(place)):
                break
        return (at, field) if field else None

    def _step(self, row: BodyHead, place: int, *, capital: bool, lower: bool, first: bool) -> tuple[int, str] | None:
        """One more word or phrase of a field."""
        upper = self.text[place : place + 1].isupper()
        known = self.words.field.match(self.folded, place)
        if known and (upper or lower or not first):
            found = self.words.fields[known[0]]
            if self._in_capitals(place, known.end()) or not _is_abbreviation(known[0], found):
                return known.end(), found.name
        if first and not upper:
            return None
        if (number := _SERIAL.match(self.text, place)) and not first:
            return number.end(), number[0]
        word = self.words.field_word.match(self.folded, place)
        if word and (upper or word[0] not in self.words.verbs):
            return word.end(), self.text[place : word.end()]
        if not (capital and upper) or self._opens_body(place, row.within) or self._opens_area(place):
            return None
        return None if self.words.holder.match(self.folded, place) else self._plain_word(place)

    def _plain_word(self, place: int) -> tuple[int, str] | None:
        """A capitalised word that no table knows: one syllable, or two ("Lãnh sự", "Đền ơn")."""
        word = _WORD.match(self.folded, place)
        if word is None:
            return None
        end = word.end()
        second = _SECOND.match(self.text, end)
        if second and len(word[0]) > 1 and self.text[place + 1].islower() and not self._is_stop(second.start() + 1):
            end = second.end()
        return end, self.text[place:end]

    def _is_stop(self, place: int) -> bool:
        """Whether a word opens what does not belong to a name: a duty, a place, a list of bodies."""
        return bool(self.words.stop.match(self.folded, place)) or self._opens_area(place) or self._opens_body(place, True)

    def _opens_body(self, place: int, heads: bool = False) -> bool:
        """Whether a known name opens here, or, with `heads`, a name by a head of two syllables: "Văn phòng …"."""
        opening = self.words.opening.match(self.folded, place)
        if opening is None:
            return False
        rows = [row for row, _ in self.words.openings[opening[0]]]
        headed = heads and " " in opening[0] and self.text[place].isupper()
        return any(isinstance(row, BodyName) or (headed and isinstance(row, BodyHead)) for row in rows)

    def _opens_head(self, place: int) -> bool:
        opening = self.words.opening.match(self.folded, place)
        return bool(opening) and any(isinstance(row, BodyHead) for row, _ in self.words.openings[opening[0]])

    def _opens_area(self, place: int) -> bool:
        return self.words.area.match(self.folded, place - 1) is not None

    # -- nouns for sets: "các sở, ban, ngành có liên quan"

    def _group(self, row: BodyGroup, start: int, end: int, depth: int) -> Name | None:
        if self._is_other_word(row, start, end):
            return None
        counted = self._many(start)
        nouns, end = self._list(row, start, end)
        name = Name(
            start=start, end=end, code=slug(" ".join(nouns)), name=", ".join(nouns), branch=row.branch,
            collective=True, level=row.level, local=row.level != "central", within=len(nouns) == 1 and row.joins == "agency",
        )  # fmt: skip
        whole = self._qualified(name, depth)
        if row.code == "co-quan-chu-tri" or row.code == "co-quan-phoi-hop":
            return None if self._is_clause(whole.end, counted) else whole
        alone = len(nouns) == 1 and (whole.end == end or row.weak)
        return None if alone and not (counted or row.bare) else whole

    def _is_clause(self, end: int, counted: bool) -> bool:
        return bool(_LABEL.match(self.folded, end)) or (counted and bool(_GOES_ON.match(self.folded, end)))

    def _is_other_word(self, row: BodyHead | BodyGroup, start: int, end: int) -> bool:
        """Whether the word is part of another: nhiệm | vụ, ban | hành."""
        behind = any(self.folded.endswith(f"{word} ", 0, start) for word in row.never_after)
        return behind or any(self.folded.startswith(word, end + 1) and not self._letter(end + 1 + len(word)) for word in row.never_before)

    def _letter(self, at: int) -> bool:
        return self.folded[at : at + 1].isalnum()

    def _list(self, row: BodyGroup, start: int, end: int) -> tuple[list[str], int]:
        """The nouns of a list and its end: "sở, ban, ngành | và"."""
        nouns, many = [row.name], self._many(start)
        while row.joins != "alone":
            mark = _LIST_MARK.match(self.folded, end)
            noun = self.words.group.match(self.folded, mark.end()) if mark else None
            if mark is None or noun is None:
                break
            following = self.words.groups[noun[0]]
            if not self._makes_list(row, mark, following, many=many) or self._is_other_word(following, noun.start(), noun.end()):
                break
            nouns.append(following.name)
            row, end = following, noun.end()
        return nouns, end

    def _makes_list(self, row: BodyGroup, mark: re.Match[str], following: BodyGroup, *, many: bool) -> bool:
        """Whether two nouns share a list: sở, ban; cơ quan, đơn vị; sở, đơn vị; cơ quan và tổ chức; tỉnh ủy, thành ủy."""
        if following.joins == "alone" or (mark[0] == " " and not row.joins == following.joins == "agency"):
            return False
        if row.joins == following.joins == "committee":  # with capitals they are two names: "Tỉnh ủy, Thành ủy Huế"
            return mark[0] != " và " and (many or not self.text[mark.end()].isupper())
        if mark[0] == " và ":
            return row.joins == following.joins == "unit"
        return row.joins == following.joins or (row.joins, following.joins) == ("agency", "unit")

    def _qualified(self, name: Name, depth: int) -> Name:
        """The set with the words that say which: "cấp tỉnh", "có liên quan", "thuộc Ủy ban nhân dân tỉnh"."""
        for _ in range(3):
            longer = self._which(name) or self._closing(name) or self._area(name) or self._owner(name, depth) or self._here(name) or self._charge(name)
            if longer is None:
                break
            name = longer
        return name

    def _which(self, name: Name, kind: str = "set") -> Name | None:
        found = self.words.qualifiers[kind].match(self.folded, name.end + 1)
        if found is None or self.folded[name.end] != " ":
            return None
        words = found[0]
        local = name.local and not words.endswith(_CENTRAL)
        return name.with_(end=found.end(), code=f"{name.code}-{slug(words)}", name=f"{name.name} {words}", local=local)

    def _closing(self, name: Name) -> Name | None:
        """ "… theo quy định", where the clause ends with it."""
        longer = self._which(name, "closing")
        return longer if longer and _CLAUSE_END.match(self.folded, longer.end) else None

    def _here(self, name: Name) -> Name | None:
        """ "… trên địa bàn tỉnh": where the set is."""
        if not self.folded.startswith(_HERE, name.end):
            return None
        at = name.end + len(_HERE)
        placed = self._area(name.with_(end=at))
        return placed.with_(code=f"{name.code}-tren-dia-ban", name=f"{name.name}{_HERE}") if placed else None

    def _charge(self, name: Name) -> Name | None:
        """ "… được giao chủ trì thực hiện nhiệm vụ": what the set has been told."""
        found = self.words.qualifiers["charge"].match(self.folded, name.end + 1)
        if found is None or self.folded[name.end] != " ":
            return None
        end = found.end()
        while self.folded.startswith(" ", end) and (duty := self.words.qualifiers["duty"].match(self.folded, end + 1)):
            end = duty.end()
        words = self.folded[name.end + 1 : end]
        return name.with_(end=end, code=f"{name.code}-{slug(words)}", name=f"{name.name} {words}")

    # -- what goes on a named body

    def _tail(self, name: Name, depth: int) -> Name:
        for _ in range(3):
            longer = (
                self._owner(name, depth) or self._nation(name) or self._region(name) or self._area(name) or self._direct_place(name)
            )
            if longer is None and name.collective:
                longer = self._which(name, "named")
            if longer is None and not name.collective:
                longer = self._levels(name)
            if longer is None:
                break
            name = longer
        return name

    def _nation(self, name: Name) -> Name | None:
        """ "Hội Chữ thập đỏ | Việt Nam" is the national body, unless a place follows."""
        nation = _NATION.match(self.folded, name.end) if name.local else None
        if nation is None:
            return None
        end = nation.end()
        if self.words.area.match(self.folded, end):
            return name.with_(end=end)
        return name.with_(end=end, code=f"{name.code}-viet-nam", name=f"{name.name} Việt Nam", level="central", local=False)

    def _region(self, name: Name) -> Name | None:
        """ "Kho bạc Nhà nước | khu vực XI"."""
        end = name.end + len(_REGION)
        if not self.folded.startswith(_REGION, name.end) or self._letter(end) or name.collective:
            return None
        end = self._proper_end(end)
        words = self.text[name.end + 1 : end]
        return name.with_(
            end=end, code=f"{name.code}-{slug(words)}", name=f"{name.name} {words}", level="province", local=False, relative=True
        )  # fmt: skip

    def _levels(self, name: Name) -> Name | None:
        """ "Ban Dân vận các cấp" is a set; "Ban Chỉ đạo Trung ương" is the Centre's."""
        longer = self._which(name, "named") if name.local else None
        if longer is None:
            return None
        words = self.folded[name.end + 1 : longer.end]
        if words in _CENTRAL:
            return longer.with_(level="central", code=f"{name.code}-trung-uong", name=f"{name.name} Trung ương")
        return longer.with_(collective=True) if words.endswith(("cấp", "liên quan")) else None

    def _owner(self, name: Name, depth: int) -> Name | None:
        """The body that this one belongs to: "Văn phòng | Tỉnh ủy", "các đơn vị thuộc | Sở Y tế"."""
        if depth >= _MOST_NESTED or not self.folded.startswith(" ", name.end):
            return None
        of = _OF.match(self.folded, name.end)
        if of and (name.within or name.collective):
            at, word = of.end(), of["word"]
        elif name.within:
            at, word = name.end + 1, ""
        else:
            return None
        at += 4 if self.folded.startswith("các ", at) else 0
        owner = self.name(at, depth + 1)
        many = self.folded.endswith("các ", 0, at)
        if owner is None or (owner.collective and not (word or many or self._many(name.start))):
            return None
        return name.with_(
            end=owner.end,
            code=f"{name.code}-{'cac-' if many else ''}{owner.code}",
            name=" ".join(filter(None, (name.name, word, "các" if many else "", owner.name))),
            level=owner.level or name.level,
            branch=name.branch or owner.branch,
            collective=name.collective or owner.collective or many,
            local=owner.local,
            party=owner.party,
            within=False,
            place=owner.place,
            relative=owner.relative,
        )

    def _area(self, name: Name) -> Name | None:
        """A place by its level: "tỉnh", "thành phố Huế", "các xã, phường", "cấp huyện"."""
        if not name.local or name.place or name.relative:
            return None
        found = self.words.area.match(self.folded, name.end)
        if found is None or (found["of"] and not (name.collective or name.party)):
            return None
        row = self.words.areas[found["word"]]
        if found["each"] or found["more"] or found["centre"] or row.name.startswith(("cấp", "tỉnh,")):
            return self._areas(name, found, row)
        return self._one_area(name, found, row)

    def _areas(self, name: Name, found: re.Match[str], row: AreaWord) -> Name:
        end = self._proper_end(found.end()) if found["more"] else found.end()
        words = self.folded[name.end + 1 : end].replace("/", ", ")
        words = words if words.startswith(("cấp", "các", "mỗi", "từng", *"0123456789")) else f"các {words}"
        return name.with_(
            end=end, code=f"{name.code}-{slug(words)}", name=f"{name.name} {words}", level=row.level,
            collective=True, relative=True, local=row.level != "province" or words.startswith("cấp"),
        )  # fmt: skip

    def _one_area(self, name: Name, found: re.Match[str], row: AreaWord) -> Name:
        province = self._province_at(found.end()) if row.name in ("tỉnh", "thành phố") else None
        if province:
            return name.with_(end=province[0], place=province[1], level=name.level or "province")
        end = self._proper_end(found.end())
        if end == found.end() and row.name in ("tỉnh", "thành phố"):
            return name.with_(end=end, relative=True, level=name.level or "province")
        words = self.text[found.start("word") : end]
        level = "district" if row.name == "thành phố" else row.level
        return name.with_(end=end, code=f"{name.code}-{slug(words)}", name=f"{name.name} {words}", level=level, relative=True)

    def _direct_place(self, name: Name) -> Name | None:
        """A province right behind a local body: "Tỉnh ủy Đắk Lắk"."""
        if not name.local or name.place or name.relative or not self.text[name.end + 1 : name.end + 2].isupper():
            return None
        province = self._province_at(name.end)
        if province:
            return name.with_(end=province[0], place=province[1], level=name.level or "province")
        if name.code in _PLACED and (end := self._proper_end(name.end)) > name.end:
            words = self.text[name.end + 1 : end]
            return name.with_(end=end, code=f"{name.code}-{slug(words)}", name=f"{name.name} {words}", relative=True)
        return None

    def _province_at(self, end: int) -> tuple[int, str] | None:
        found = self.words.province.match(self.folded, end + 1)
        if found is None or self.folded[end] != " " or not self.text[end + 1].isupper():
            return None
        return found.end(), self.words.provinces[found[0]].code

    def _proper_end(self, end: int) -> int:
        """The end of the proper name that follows: " Krông Pắc", " 12 B", " XI"; none in a line all in capitals."""
        for _ in range(4):
            word = _PROPER.match(self.text, end)
            if word is None or word[0][1].islower() or self._opens_body(word.start() + 1) or self._shouts(word):
                break
            end = word.end()
        return end

    def _shouts(self, word: re.Match[str]) -> bool:
        letters = word[0].strip()
        return len(letters) > 1 and letters.isupper() and not _ROMAN.fullmatch(letters)


def _of_row(row: BodyName | BodyHead, start: int, end: int) -> Name:
    return Name(
        start=start,
        end=end,
        code=row.code,
        name=row.name,
        level=row.level,
        branch=row.branch,
        local=row.local,
        party=row.party,
        within=row.within,
    )


def _is_abbreviation(printed: str, field: BodyField) -> bool:
    return any(fold(alias) == printed and alias.isupper() for alias in field.aliases)


def _plural(name: str) -> str:
    return name if name.startswith("các ") else f"các {name[:1].lower()}{name[1:]}" if name[1:2].islower() else f"các {name}"
