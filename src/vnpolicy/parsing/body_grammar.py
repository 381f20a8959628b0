"""Where the name of a body begins and ends.

    giao | Ban Tuyên giáo và Dân vận Tỉnh ủy | phối hợp với | các sở, ban, ngành có liên quan |

A name opens with a known name (Tỉnh ủy), with a head that a field follows (Sở + Y tế) or with a noun for a
set of bodies (các + sở, ban, ngành). It goes on with the body it belongs to (Văn phòng | Tỉnh ủy), with
places (các xã, phường; tỉnh Đắk Lắk) and with words that say which (có liên quan). One scan finds the
openings; what follows is read from there. Matching is done on the folded text; capitals are looked up in
the text itself.
"""

import re
from collections.abc import Iterator

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import BodyGroup, BodyHead, BodyName
from vnpolicy.language import fold, slug
from vnpolicy.parsing.body_fields import Fields
from vnpolicy.parsing.body_places import Places
from vnpolicy.parsing.body_words import Name, Opening, words_of

_EACH = "các "
_QUANTITIES = (_EACH, "mỗi ", "từng ", "một số ")
_LOWER = ("district", "commune")
_ORDERS = ("giao ", "giao cho ", "đề nghị ", "yêu cầu ", "chỉ đạo ")  # before places without their "các"
_MEMBER = " viên"  # "Tỉnh ủy viên" is a person
_MOST_NESTED = 2
_COMPOUND = 2  # spaces in a noun that says of what sort already: cơ quan báo chí
_MOST_LOOSE = 6  # words of a set that no table knows
_OF = re.compile(r"[ ](?P<word>trực thuộc|thuộc|của)[ ]")
_LIST_MARK = re.compile(r"[ ]?[,/][ ]?|[ ]-[ ]|[ ]và[ ]|[ ]")
# What makes "các cơ quan chủ trì" a clause ("… chủ trì, phối hợp với") or a label ("Cơ quan chủ trì:").
_LABEL = re.compile(r"[ ]?:")
_GOES_ON = re.compile(r",?[ ](?:phối hợp|với|cùng|thực hiện|triển khai|xây dựng|tham mưu|tổ chức|rà soát)\b")
_MANY = ("cấp", "liên quan", "cơ sở", "các địa phương", "ngành trung ương")  # ends of what makes a name one of many
_CENTRAL = ("trung ương", "tw", "của đảng", "quốc gia")
# From "nêu tại Mục II", "có tên tại khoản 1 Điều 2" captures where a set of bodies is listed.
_POINTED = re.compile(
    r"[ ](?:nêu|được nêu|có tên|quy định)[ ](?:tại|ở)(?:[ ](?:điểm|khoản|điều|mục|phần|phụ lục)[ ]\w+){1,3}"
)
_NUMBERED = re.compile(r"[ ]\d+(?![\d/.-])")
_LOOSE = re.compile(r"[ ][^\W\d_]+(?!\w)")
# From " phát hiện sai phạm" captures words without marks and capitals before "có trách nhiệm".
_TO_DUTY = re.compile(r"(?:[ ][^\W\d_A-ZĐ]+(?!\w)){1,12}?(?<!và)(?=[ ](?:thì[ ])?(?:có|chịu) trách nhiệm)")
_CLAUSE_BEGIN = re.compile(r"(?:^|[.;:)+-][ ])(?:các[ ])?$", re.MULTILINE)
# What opens no tail of a name but says when or how.
_SMALL = re.compile(
    r"[ ](?:khi|sau|trước|trong|theo|nếu|được|đã|sẽ|phải|cần|và|hoặc|với|cùng|để|nhằm|tại|từ|do|đồng thời)(?!\w)"
)
_CLAUSE_END = re.compile(r"\s*(?:[.;,:)]|$)", re.MULTILINE)


def find_names(text: str, folded: str, knowledge: Knowledge, own: Name | None = None) -> Iterator[Name]:
    """The names in a text, from left to right, never overlapping.

    `own` is who speaks in it: in a paper of Sở Y tế, "Sở" and "Giám đốc Sở" mean that one.

    >>> text = "Văn phòng Tỉnh ủy, các sở, ban, ngành"
    >>> [text[name.start : name.end] for name in find_names(text, fold(text), Knowledge.default())]
    ['Văn phòng Tỉnh ủy', 'các sở, ban, ngành']
    """
    yield from Reader(text, folded, knowledge, own).names()


class Reader:
    """Reads names in one text. `own` is who speaks in it."""

    def __init__(self, text: str, folded: str, knowledge: Knowledge, own: Name | None = None) -> None:
        words = words_of(knowledge)
        self.words, self.text, self.folded, self.own = words, text, folded, own
        self.own_head = words.head.match(fold(own.name)) if own else None
        self.met: dict[str, Name] = {}  # by its head, the name that was read first
        self.fields = Fields(words, text, folded)
        self.places = Places(words, text, folded, self.fields)

    def names(self, start: int = 0, end: int | None = None) -> Iterator[Name]:
        """The names that open in text[start:end]."""
        end = len(self.folded) if end is None else end
        while opening := self.words.opening.search(self.folded, start, end):
            name = self.name(opening.start())
            if name:
                yield name
            inside = opening.start() + len(_EACH) if opening[0].startswith(_EACH) else opening.end()
            start = name.end if name else inside

    def name(self, start: int, depth: int = 0) -> Name | None:
        """The name that opens at `start`; a set begins with its "các"."""
        opening = self.words.opening.match(self.folded, start)
        if opening is None or self.folded.startswith(_MEMBER, opening.end()):
            return None
        end = opening.end()
        capitals = self.fields.in_capitals(start, end)
        rows = [row for row, in_capitals in self.words.openings[opening[0]] if capitals or not in_capitals]
        if self._many(start):  # of two readings of one length, behind "các" the set is meant
            rows.reverse()
        readings = [self._reading(row, start, end, depth) for row in rows]
        name = max(filter(None, readings), key=lambda reading: reading.end, default=None)
        return self._counted(name) if name and depth == 0 else name

    def _reading(self, row: Opening, start: int, end: int, depth: int) -> Name | None:
        if isinstance(row, BodyName):
            if row.proper and not self.text[start].isupper():
                return None
            return self._tail(_of_row(row, start, end), depth)
        if isinstance(row, BodyHead):
            return self._headed(row, start, end, depth)
        return self._group(row, start, end, depth)

    def opens(self, row: BodyHead, start: int, end: int) -> bool:
        """Whether a head stands here as one, and not as a part of another word."""
        written = self.text[start].isupper() or self._many(start)
        return written and not self._is_other_word(row, start, end)

    def _many(self, start: int) -> bool:
        return self.folded.endswith(_QUANTITIES, 0, start)

    def _held(self, start: int) -> bool:
        """Whether an office stands before: "Giám đốc | sở", "Thủ trưởng | đơn vị"."""
        return self.folded.endswith(self.words.offices, 0, start)

    def _counted(self, name: Name) -> Name:
        """The name with the "các" before it."""
        for quantity in _QUANTITIES:
            start = name.start - len(quantity)
            if self.folded.startswith(quantity, start) and not self._letter(start - 1):
                if name.areas:  # "Các đảng ủy xã, phường" are "Đảng ủy các xã, phường"
                    return name.with_(start=start)
                code = name.code if name.code.startswith("cac-") else f"cac-{name.code}"
                return name.with_(start=start, collective=True, code=code, name=_plural(name.name))
        return name

    def _letter(self, at: int) -> bool:
        return at >= 0 and self.folded[at : at + 1].isalnum()

    # -- a head and its field: "Sở Y tế", "Phòng Kinh tế", "Ban Chỉ đạo phòng, chống ma túy tỉnh"

    def _headed(self, row: BodyHead, start: int, end: int, depth: int) -> Name | None:
        capital = self.text[start].isupper()
        if self._is_other_word(row, start, end):
            return None
        lower = row.lower or self._many(start)
        field = None
        if not self._says_own(end + 1):
            found = self.fields.field(row, end, capital=capital, lower=lower), self.fields.topic(row, end)
            field = max(filter(None, found), key=lambda reading: reading[0], default=None)
        if field:
            whole = self._tail(self._composed(row, start, *field), depth)
            if not whole.collective:
                self.met.setdefault(row.code, whole)
            return whole
        if not capital:
            return self._levelled(row, start, end)
        whole = self._tail(_of_row(row, start, end), depth)
        if row.topic or whole.end > end:
            return whole
        if self.own and self._says_own(start):
            return self.own.with_(start=start, end=end)
        return self._again(row, start, end)

    def _again(self, row: BodyHead, start: int, end: int) -> Name | None:
        """The head alone where it acts, of the body that was named in full: "Tổng công ty | cần rà soát"."""
        named = self.met.get(row.code)
        alone = named and " " in self.folded[start:end] and self.fields.acts(end)
        return named.with_(start=start, end=end) if named and alone else None

    def _levelled(self, row: BodyHead, start: int, end: int) -> Name | None:
        """A head in lower case with a field that is known, at some level: "phòng nội vụ | cùng cấp"."""
        field = self.words.field.match(self.folded, end + 1)
        if field is None or not self.words.qualifiers["named"].match(self.folded, field.end() + 1):
            return None
        name = self._composed(row, start, field.end(), self.words.fields[field[0]].name)
        longer = self._levels(name)
        return longer if longer and longer.collective else None

    def _says_own(self, start: int) -> bool:
        """Whether the head of the paper's own body stands here alone: "Giám đốc | Sở", "báo cáo | Ban"."""
        if self.own_head is None or not self.folded.startswith(self.own_head[0], start):
            return False
        end = start + self.own_head.end()
        goes_on = self._letter(end) or (
            self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isupper()
        )
        return self.text[start].isupper() and not goes_on

    def _composed(self, row: BodyHead, start: int, end: int, field: str) -> Name:
        name = f"{row.name} {field}"
        known = self.words.known.get(fold(name))
        if known:
            return _of_row(known, start, end)
        last = self.words.last_province.search(fold(name)) if row.local else None
        place = self.words.provinces[last["name"]].code if last else None
        name = name[: last.start()] if last else name
        level = "province" if place else row.level
        return _of_row(row, start, end).with_(
            code=slug(name), name=name, party=row.party and bool(place), place=place, level=level
        )

    # -- nouns for sets: "các sở, ban, ngành có liên quan"

    def _group(self, row: BodyGroup, start: int, end: int, depth: int) -> Name | None:
        if self._is_other_word(row, start, end):
            return None
        told = row.branch == "state" and row.level in _LOWER and self.folded.endswith(_ORDERS, 0, start)
        counted = self._many(start) or self._held(start) or told
        nouns, end, last = self._list(row, start, end)
        name = Name(
            start=start,
            end=end,
            code=slug(" ".join(nouns)),
            name=", ".join(nouns),
            level=row.level,
            branch=row.branch,
            collective=True,
            local=row.level != "central",
            within=len(nouns) == 1 and (row.joins == "agency" or row.branch == "party"),
        )
        sorted_ = self._sorted(name, last)
        if last.bound and sorted_ is name:
            return None
        whole = self._qualified(sorted_, depth, closing=last.joins == "unit")
        if bound := self._bound(whole, start, many=self._many(start)):
            return bound
        if last.sorts and whole.end == end and self._many(start):
            whole = self._loosely(name)
        if row.duty:
            return None if self._is_clause(whole.end, counted) else whole
        alone = len(nouns) == 1 and (whole.end == end or row.weak)
        return None if alone and not (counted or row.bare) else whole

    def _is_clause(self, end: int, counted: bool) -> bool:
        return bool(_LABEL.match(self.folded, end)) or (counted and bool(_GOES_ON.match(self.folded, end)))

    def _is_other_word(self, row: BodyHead | BodyGroup, start: int, end: int) -> bool:
        """Whether the word is part of another: nhiệm | vụ, ban | hành."""
        if self.folded.endswith(" ", 0, start) and self.folded.endswith(row.never_after, 0, start - 1):
            return True
        return self.folded.startswith(row.never_before, end + 1) and any(
            self.folded.startswith(word, end + 1) and not self._letter(end + 1 + len(word))
            for word in row.never_before
        )

    def _list(self, row: BodyGroup, start: int, end: int) -> tuple[list[str], int, BodyGroup]:
        """The nouns of a list, its end and the row of its last noun: "sở, ban, ngành | và"."""
        nouns, many = [row.name], self._many(start)
        while row.joins != "alone":
            mark = _LIST_MARK.match(self.folded, end)
            noun = self.words.group.match(self.folded, mark.end()) if mark else None
            if mark is None or noun is None:
                break
            following = self.words.groups[noun[0]]
            if following is row or self._is_other_word(following, noun.start(), noun.end()):
                break
            if not self._makes_list(row, mark, following, many=many):
                break
            nouns.append(following.name)
            row, end = following, noun.end()
        return nouns, end, row

    def _makes_list(self, row: BodyGroup, mark: re.Match[str], following: BodyGroup, *, many: bool) -> bool:
        """Whether two nouns share a list: sở, ban; sở, đơn vị; cơ quan và tổ chức; tỉnh ủy, thành ủy."""
        if following.joins == "alone" or (mark[0] == " " and not row.joins == following.joins == "agency"):
            return False
        if row.joins == following.joins == "committee":  # "Tỉnh ủy, Thành ủy Huế" are two names
            lower = not self.text[mark.end()].isupper()
            return many and lower if mark[0] == " và " else many or lower
        if mark[0] == " và ":
            return row.joins == following.joins == "unit"
        if mark[0] != " " and row.joins == "unit" and following.code == "doan-the":
            return True
        return row.joins == following.joins or {row.joins, following.joins} == {"agency", "unit"}

    def _qualified(self, name: Name, depth: int, *, closing: bool) -> Name:
        """The set with the words that say which: "cấp tỉnh", "có liên quan", "thuộc Ủy ban nhân dân tỉnh"."""
        for _ in range(4):
            longer = self._owner(name, depth) or self.places.here(name) or self._which(name)
            longer = longer or (self._closing(name) if closing else None) or self.places.area(name)
            longer = longer or self._charge(name) or self._pointed(name)
            if longer is None:
                break
            name = longer
        return name

    def _sorted(self, name: Name, noun: BodyGroup) -> Name:
        """The set with words that say of what sort: "doanh nghiệp | viễn thông và truyền hình cáp"."""
        end, thing = name.end, False
        while noun.sorts and (found := self.words.sort.match(self.folded, end)):
            acts = self.words.act.match(self.folded, found.start("sort"))
            alone = end == name.end and noun.name.count(" ") < _COMPOUND
            if found["mark"] and (alone or self.fields.opens_body(found.start("sort"))):
                break
            if thing and acts and not found["mark"]:  # "doanh nghiệp công nghệ thông tin | nghiên cứu"
                break
            end, thing = found.end(), not acts
        if end == name.end and noun.sorts:
            end = self._field_behind(end)
        return name.longer(end, self.folded[name.end + 1 : end]) if end > name.end else name

    def _field_behind(self, end: int) -> int:
        """The end of a field of State behind a noun: "cơ quan | Nội vụ", with a capital."""
        field = (
            self.words.field.match(self.folded, end + 1) if self.text[end + 1 : end + 2].isupper() else None
        )
        return field.end() if field and " " in field[0] and not self.fields.opens_body(end + 1) else end

    def _loosely(self, name: Name) -> Name:
        """The set with words that no table knows, up to where its duty begins: "cơ quan | lập quy hoạch | có"."""
        end = name.end
        for _ in range(_MOST_LOOSE):
            word = _LOOSE.match(self.folded, end)
            if word is None or self.fields.is_stop(word.start() + 1):
                break
            end = word.end()
        words = self.folded[name.end + 1 : end]
        if " " not in words or not self.fields.ends_name(end):
            return name
        return name.longer(end, words)

    def _bound(self, name: Name, start: int, *, many: bool) -> Name | None:
        """A set that opens a clause, up to its duty: "Cơ quan | phát hiện sai phạm | có trách nhiệm"."""
        opens = _CLAUSE_BEGIN.search(self.folded, max(0, start - 8), start)
        tail = _TO_DUTY.match(self.text, name.end) if opens and (many or self.text[start].isupper()) else None
        if tail is None or _SMALL.match(self.folded, name.end):
            return None
        if self.words.manner.match(self.folded, name.end + 1):
            return None
        return name.longer(tail.end(), self.folded[name.end + 1 : tail.end()])

    def _which(self, name: Name, kind: str = "set") -> Name | None:
        found = self.words.qualifiers[kind].match(self.folded, name.end + 1)
        if found is None or self.folded[name.end] != " ":
            return None
        local = name.local and not found[0].endswith(_CENTRAL)
        level = "base" if found[0].endswith("cơ sở") else name.level
        return name.longer(found.end(), found[0]).with_(local=local, level=level)

    def _closing(self, name: Name) -> Name | None:
        """The set with "theo quy định", where the clause ends with it."""
        longer = self._which(name, "closing")
        return longer if longer and _CLAUSE_END.match(self.folded, longer.end) else None

    def _charge(self, name: Name) -> Name | None:
        """The set with what it has been told: "được giao chủ trì thực hiện nhiệm vụ"."""
        found = self.words.qualifiers["charge"].match(self.folded, name.end + 1)
        if found is None or self.folded[name.end] != " ":
            return None
        duty, end = self.words.qualifiers["duty"], found.end()
        while self.folded.startswith(" ", end) and (told := duty.match(self.folded, end + 1)):
            end = told.end()
        return name.longer(end, self.folded[name.end + 1 : end])

    def _pointed(self, name: Name) -> Name | None:
        """The set with where it is listed: "nêu tại Mục II", "có tên tại Điều 1"."""
        found = _POINTED.match(self.folded, name.end)
        return name.longer(found.end(), found[0].strip()) if found else None

    # -- what goes on a named body

    def _tail(self, name: Name, depth: int) -> Name:
        for _ in range(3):
            longer = self._owner(name, depth) or self.places.of(name)
            longer = longer or (self._which(name, "named") if name.collective else self._levels(name))
            if longer is None:
                break
            name = longer
        return name

    def _levels(self, name: Name) -> Name | None:
        """The body by its level: "Ban Dân vận các cấp" is a set, "Ban Chỉ đạo Trung ương" is the Centre's."""
        longer = self._which(name, "named") if name.local else None
        if longer is None:
            return None
        words = self.folded[name.end + 1 : longer.end]
        if words in _CENTRAL:
            centre = words if words == "quốc gia" else "Trung ương"
            if number := _NUMBERED.match(self.folded, longer.end):  # "Ban Chỉ đạo quốc gia | 389"
                return name.longer(number.end(), f"{centre}{number[0]}").with_(level="central", local=False)
            return name.longer(longer.end, centre).with_(level="central", local=False)
        return longer.with_(collective=True) if words.endswith(_MANY) else None

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
        listed = owner is not None and owner.collective and owner.branch != "party"
        if owner is None or (listed and not (word or many or self._many(name.start))):
            return None
        under = slug(word) if name.collective and word != "của" else ""  # "các đảng ủy trực thuộc Tỉnh ủy"
        return name.with_(
            end=owner.end,
            code="-".join(filter(None, (name.code, under, "cac" if many else "", owner.code))),
            name=" ".join(filter(None, (name.name, word, "các" if many else "", owner.name))),
            level=name.level if under else owner.level or name.level,
            branch=name.branch or owner.branch,
            collective=name.collective or owner.collective or many,
            local=owner.local,
            party=owner.party,
            within=False,
            place=owner.place,
            relative=owner.relative,
            area=owner.area,
            proper=owner.proper,
            owner=owner.with_(name=f"các {owner.name}", code=f"cac-{owner.code}") if many else owner,
        )


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


def _plural(name: str) -> str:
    """The name of many: "các sở, ban", "các Hội Nông dân"."""
    if name.startswith("các "):
        return name
    return f"các {name}"
