"""What follows the head of a body's name: the field it works in.

    Sở | Văn hóa, Thể thao và Du lịch      Cục | Lãnh sự      Ban Chỉ đạo | phòng, chống ma túy | tỉnh

A field is known by its whole name, or put together word by word from known and capitalised words. In a line
all in capitals, capitals tell nothing, and only what is known counts.
"""

import re

from vnpolicy.knowledge.actors import BodyField, BodyHead, BodyName
from vnpolicy.language import fold
from vnpolicy.parsing.body_words import BodyWords

_MOST_WORDS = 12
_WORD = re.compile(r"\w[\w&.]*(?<!\.)")
_SECOND = re.compile(r"[ ][^\W\d_A-ZĐ][^\W\d_]*")
_MARK = re.compile(r"[ ]?[,;:.()\n\t]|$")
_LOWER = re.compile(r"[ ][^\W\d_A-ZĐ][^\W\d_]*(?!\w)")
_MOST_LOOSE = 3
_BRIDGE = re.compile(r"[^\W\d_A-ZĐ][^\W\d_]+(?:[ ][^\W\d_]+)?(?=[ ][A-ZĐ][^\W\d_]+[ ][^\W\d_]+)")
_NUMBER = re.compile(r"\d{1,4}(?![\d/]|[.,-]\d)")  # Ban Chỉ đạo | 389
_SERIAL = re.compile(r"\d{1,3}(?:[ ]?[A-Z](?!\w)|(?=[,;.)]|$))")
_TOPIC_WORD = re.compile(r"(?:,[ ]|[ ]-[ ]|[ ])(?P<word>[\w/-]+)")
_BEFORE_TOPIC = ("về", "công tác")
_LEFT_OPEN = re.compile(r"(?:,|[ ](?:và|-|về|gắn|với|trong|của))+$")
# From "Cảnh sát - Trật tự và Cơ động" captures what stands between the words of a name.
_JOINT = re.compile(r"[ ]-[ ]|-|[ ]và[ ]|[ ]&[ ]|[ ]")


class Fields:
    """Reads the fields in one text."""

    def __init__(self, words: BodyWords, text: str, folded: str) -> None:
        self.words, self.text, self.folded = words, text, folded

    def topic(self, row: BodyHead, end: int) -> tuple[int, str] | None:
        """What a committee is for, up to the place it works in: "phòng, chống ma túy | tỉnh"."""
        if not row.topic or not self.folded.startswith(" ", end):
            return None
        opening = self.words.qualifiers["topic"].match(self.folded, end + 1)
        if opening is None:
            return None
        at, begun = opening.end(), opening[0] not in _BEFORE_TOPIC
        for _ in range(2 * _MOST_WORDS):
            step = _TOPIC_WORD.match(self.folded, at)
            following = self._topic_word(step, begun=begun) if step else None
            if following is None:
                break
            at, begun = following, True
        at = end + len(_LEFT_OPEN.sub("", self.folded[end:at]))
        return (at, self.folded[end + 1 : at]) if at > end else None

    def _topic_word(self, step: re.Match[str], *, begun: bool) -> int | None:
        """The end of a word or phrase that goes on a topic; a place, a body or a duty does not."""
        place = step.start("word")
        known, ends = (
            self.words.field_word.match(self.folded, place),
            self.words.topic_end.match(self.folded, place),
        )
        if known and (not ends or known.end() > ends.end()):  # "chuyển đổi số" is no "chuyển"
            return known.end()
        again = self.words.qualifiers["topic"].match(self.folded, place)
        if again and "," in again[0]:  # "phòng, chống AIDS và | phòng, chống ma túy"
            return again.end()
        if self.opens_area(place) or self.opens_body(place) or (ends and begun):
            return None
        if step[0].startswith(",") and self.words.opening.match(self.folded, place):
            return None
        return step.end()

    def field(self, row: BodyHead, end: int, *, capital: bool, lower: bool) -> tuple[int, str] | None:
        """The field behind a head, known by its whole name or put together word by word."""
        if not self.folded.startswith(" ", end):
            return None
        lower, shouted = (
            lower or capital,
            self.in_capitals(end - 2, end) and self.in_capitals(end + 1, end + 3),
        )
        capital = capital and not shouted
        field, joint, at, place = "", "", end, end + 1
        for _ in range(_MOST_WORDS):
            step = self._step(row, place, capital=capital, lower=lower, first=not field)
            if step is None:
                break
            at, name = step
            field += joint + name
            found = _JOINT.match(self.folded, at)
            if found is None or fold(f"{row.name} {field}") in self.words.known:
                break
            joint, place = found[0], found.end()
            if joint != " " and not self._joins(place):
                break
            if bridge := self._bridge(place) if capital and joint == " " else "":
                field, place = f"{field} {bridge}", place + len(bridge) + 1
        if capital and field and fold(field) not in self.words.fields:
            at, field = self._loosely(at, field)
        return (at, field) if field else None

    def _loosely(self, end: int, field: str) -> tuple[int, str]:
        """The field with words in lower case that no table knows, up to a mark: "Công tác | đặc biệt |,"."""
        at = end
        for _ in range(_MOST_LOOSE):
            word = _LOWER.match(self.text, at)
            if word is None or self.is_stop(word.start() + 1):
                break
            at = word.end()
        if at == end or not _MARK.match(self.folded, at):
            return end, field
        return at, f"{field} {self.text[end + 1 : at]}"

    def _bridge(self, place: int) -> str:
        """Words in lower case with capitals on both sides: "Khu Nông nghiệp | ứng dụng | Công nghệ cao"."""
        words = _BRIDGE.match(self.text, place)
        if words is None or self.is_stop(place) or self.opens_body(words.end() + 1, heads=True):
            return ""
        known = self.words.field.match(self.folded, place) or self.words.field_word.match(self.folded, place)
        return "" if known else words[0]

    def _step(
        self, row: BodyHead, place: int, *, capital: bool, lower: bool, first: bool
    ) -> tuple[int, str] | None:
        """One more word or phrase of a field."""
        upper = self.text[place : place + 1].isupper()
        known = self.words.field.match(self.folded, place)
        if known and not first and not upper and self.words.act.match(self.folded, place):
            return None  # "Phòng Kinh tế | xây dựng phương án"
        if known and (upper or lower or not first):
            found = self.words.fields[known[0]]
            if self.in_capitals(place, known.end()) or not _is_abbreviation(known[0], found):
                return known.end(), found.name
        if first and (row.topic or row.numbered) and (number := _NUMBER.match(self.text, place)):
            return number.end(), number[0]
        if first and not upper:
            return self._lower_word(place) if lower and not row.everyday else None
        if (number := _SERIAL.match(self.text, place)) and not first:
            return number.end(), number[0]
        word = self.words.field_word.match(self.folded, place)
        if word and (upper or word[0] not in self.words.verbs):
            return word.end(), self.text[place : word.end()]
        if not (capital and upper) or self.opens_body(place, heads=row.within) or self.opens_area(place):
            return None
        return None if self.words.holder.match(self.folded, place) else self._plain_word(place)

    def _lower_word(self, place: int) -> tuple[int, str] | None:
        """A word of a field that follows its head in lower case: "Hội đồng | nghĩa vụ quân sự"."""
        word = self.words.field_word.match(self.folded, place)
        if word is None or word[0] in self.words.verbs or " " not in word[0]:
            return None
        return word.end(), self.text[place : word.end()]

    def _plain_word(self, place: int) -> tuple[int, str] | None:
        """A capitalised word that no table knows: one syllable, or two ("Lãnh sự", "Đền ơn")."""
        word = _WORD.match(self.folded, place)
        if word is None:
            return None
        end = word.end()
        second = _SECOND.match(self.text, end)
        lower = len(word[0]) > 1 and self.text[place + 1].islower()
        if second and lower and not self.is_stop(second.start() + 1):
            end = second.end()
        return end, self.text[place:end]

    def is_stop(self, place: int) -> bool:
        """Whether a word opens what does not belong to a name: a duty, a place, a list of bodies."""
        known = self.words.stop.match(self.folded, place)
        return bool(known) or self.opens_area(place) or self.opens_body(place, heads=True)

    def ends_name(self, end: int) -> bool:
        """Whether what follows cannot go on a name: a mark, a duty, a verb."""
        return bool(_MARK.match(self.folded, end)) or bool(self.words.duty.match(self.folded, end + 1))

    def acts(self, end: int) -> bool:
        """Whether a verb or the words for a duty follow."""
        place = end + 1 + self.folded.startswith(",", end)
        return (
            self.folded.startswith(" ", place - 1) and self.words.duty.match(self.folded, place) is not None
        )

    def opens_act(self, place: int) -> bool:
        """Whether a verb of two syllables stands here, as in "Công an Thành phố | Chỉ đạo"."""
        known = self.words.stop.match(self.folded, place)
        return known is not None and " " in known[0]

    def opens_body(self, place: int, *, heads: bool = False) -> bool:
        """Whether a known name opens here; with `heads`, also one by a head of two syllables: Văn phòng."""
        opening = self.words.opening.match(self.folded, place)
        if opening is None:
            return False
        rows = [row for row, _ in self.words.openings[opening[0]]]
        headed = heads and " " in opening[0] and self.text[place].isupper()
        return any(isinstance(row, BodyName) or (headed and isinstance(row, BodyHead)) for row in rows)

    def _joins(self, place: int) -> bool:
        """Whether a name goes on behind "và" or a dash: "và Môi trường", "và các khu công nghiệp"."""
        if self.text[place : place + 1].isupper():
            return not self._opens_head(place)
        known = self.words.field.match(self.folded, place)
        return known is not None and self.words.fields[known[0]].name[0].islower()

    def _opens_head(self, place: int) -> bool:
        opening = self.words.opening.match(self.folded, place)
        if opening is None:
            return False
        return any(isinstance(row, BodyHead) for row, _ in self.words.openings[opening[0]])

    def opens_area(self, place: int) -> bool:
        """Whether a word for a place stands here: "tỉnh", "các xã"."""
        return self.words.area.match(self.folded, place - 1) is not None

    def in_capitals(self, start: int, end: int) -> bool:
        """Whether text[start:end] is all in capitals, as abbreviations are."""
        return self.text[start:end].isupper()


def _is_abbreviation(printed: str, field: BodyField) -> bool:
    return any(fold(alias) == printed and alias.isupper() for alias in field.aliases)
