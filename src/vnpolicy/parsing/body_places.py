"""The place behind a body's name: of which province, district or commune it is.

    UBND | các xã, phường      Công an | tỉnh Đắk Lắk      Kho bạc Nhà nước | khu vực XI

A printed province goes into the name's `place`; "tỉnh" alone is left to the paper's own province; other
places become part of the name.
"""

import re

from vnpolicy.knowledge.actors import AreaWord
from vnpolicy.parsing.body_fields import Fields
from vnpolicy.parsing.body_words import BodyWords, Name

# From "đóng trên địa bàn", "hoạt động kinh doanh trên địa bàn" captures what stands before the place.
_HERE = re.compile(
    r"[ ](?:(?:đóng(?: quân| chân)?|hoạt động(?: kinh doanh)?|có trụ sở|đứng chân)[ ])?(?:trên|ở|tại) địa bàn(?!\w)"
)
_NATION = re.compile(r"[ ](?:việt nam|vn)(?!\w)")
_REGION = re.compile(r"[ ](?:(?:chi nhánh|cn)[ ])?khu vực(?!\w)")
_PROPER = re.compile(r"[ ][^\W_][\w'’-]*")
_ROMAN = re.compile(r"[IVXL]+|\d+|[A-Z]")
# Committees that print the name of their place at once: Huyện ủy | Chư Sê.
_PLACED = {
    "huyen-uy": "huyện", "thi-uy": "thị xã", "quan-uy": "quận", "thanh-uy": "thành phố", "huyen-doan": "huyện",
}  # fmt: skip


class Places:
    """Reads the places in one text. Each method gives the longer name, or None."""

    def __init__(self, words: BodyWords, text: str, folded: str, fields: Fields) -> None:
        self.words, self.text, self.folded, self.fields = words, text, folded, fields

    def of(self, name: Name) -> Name | None:
        """The place of a named body."""
        return self.nation(name) or self.region(name) or self.area(name) or self.direct_place(name)

    def nation(self, name: Name) -> Name | None:
        """The national body, "Hội Chữ thập đỏ | Việt Nam", unless a place follows."""
        nation = _NATION.match(self.folded, name.end) if name.local else None
        if nation is None:
            return None
        end = nation.end()
        if self.words.area.match(self.folded, end):
            return name.with_(end=end)
        return name.longer(end, "Việt Nam").with_(level="central", local=False)

    def region(self, name: Name) -> Name | None:
        """The body of a numbered region: "Kho bạc Nhà nước | khu vực XI"."""
        found = _REGION.match(self.folded, name.end)
        if found is None or name.collective:
            return None
        end = self._proper_end(found.end())
        whole = name.longer(end, self.text[name.end + 1 : end])
        return whole.with_(level="province", local=False, relative=True)

    def here(self, name: Name) -> Name | None:
        """The set with where it is: "trên địa bàn tỉnh", "đóng trên địa bàn"."""
        found = _HERE.match(self.folded, name.end)
        if found is None:
            return None
        bare = name.with_(end=found.end(), local=True, relative=False)
        placed = self.area(bare) or bare
        words = found[0].strip() + placed.name[len(name.name) :]
        return name.longer(placed.end, words).with_(place=placed.place, local=True, relative=True)

    def area(self, name: Name) -> Name | None:
        """A place by its level: "tỉnh", "thành phố Huế", "các xã, phường", "cấp huyện"."""
        if not name.local or name.place or name.relative:
            return None
        found = self.words.area.match(self.folded, name.end)
        if found is None or (found["of"] and not (name.collective or name.party or found["word"] == "tỉnh")):
            return None
        row = self.words.areas[found["word"]]
        if found["each"] or found["more"] or found["centre"] or row.name.startswith(("cấp", "tỉnh,")):
            return self._areas(name, found, row)
        return self._one_area(name, found, row)

    def _areas(self, name: Name, found: re.Match[str], row: AreaWord) -> Name:
        end = self._proper_end(found.end()) if found["more"] else found.end()
        if named := self.words.named_provinces.match(self.folded, end):
            end = named.end()
        while end > found.end() and (another := self.words.another_area.match(self.folded, end)):
            end = self._proper_end(another.end())
        words = (self.folded[name.end + 1 : found.end()] + self.text[found.end() : end]).replace("/", ", ")
        words = words if words.startswith(("cấp", "các", "mỗi", "từng", *"0123456789")) else f"các {words}"
        local = row.level != "province" or words.startswith("cấp")
        longer = name.longer(end, words)
        return longer.with_(level=row.level, collective=True, relative=True, local=local, areas=words)

    def _one_area(self, name: Name, found: re.Match[str], row: AreaWord) -> Name:
        province = self._province_at(found.end()) if row.name in ("tỉnh", "thành phố") else None
        if province:
            return name.with_(end=province[0], place=province[1], level=name.level or "province")
        end = self._proper_end(found.end())
        if end == found.end() and row.name in ("tỉnh", "thành phố"):
            city = row.name == "thành phố"
            return name.with_(end=end, relative=True, city=city, level=name.level or "province")
        level = "district" if row.name == "thành phố" else row.level
        end = self._second_half(end) if level == "commune" else end
        proper = self.text[found.end() + 1 : end] or None
        return name.with_(end=end, level=level, relative=True, area=row.name, proper=proper)

    def direct_place(self, name: Name) -> Name | None:
        """A province right behind a local body: "Tỉnh ủy Đắk Lắk"."""
        if not name.local or name.place or name.relative:
            return None
        province = self._province_at(name.end)
        if province:
            return name.with_(end=province[0], place=province[1], level=name.level or "province")
        word = next((word for committee, word in _PLACED.items() if name.code.endswith(committee)), None)
        end = self._proper_end(name.end) if word else name.end
        if end == name.end:
            return None
        proper = self.text[name.end + 1 : end]
        return name.with_(end=end, level="district", relative=True, area=word, proper=proper)

    def _province_at(self, end: int) -> tuple[int, str] | None:
        found = self.words.province.match(self.folded, end + 1)
        if found is None or self.folded[end] != " " or not self.text[end + 1].isupper():
            return None
        return found.end(), self.words.provinces[found[0]].code

    def _proper_end(self, end: int) -> int:
        """The end of the proper name that follows: " Krông Pắc", " XI"; none in a line all in capitals."""
        for _ in range(4):
            word = _PROPER.match(self.text, end)
            if word is None or word[0][1].islower() or _shouts(word[0].strip()):
                break
            if self.fields.opens_body(word.start() + 1) or self.fields.opens_act(word.start() + 1):
                break
            end = word.end()
        return end

    def _second_half(self, end: int) -> int:
        """The end of a name of two: "phường Xuân Hương | - Đà Lạt"."""
        further = self._proper_end(end + 2) if self.text.startswith(" - ", end) else end
        return further if further > end + 2 else end


def _shouts(word: str) -> bool:
    """Whether a word is all in capitals and no Roman number."""
    return len(word) > 1 and word.isupper() and not _ROMAN.fullmatch(word)
