"""Task -> what it is to bring forth: documents to be made, events to be held.

    "Sở Y tế xây dựng | kế hoạch phòng, chống dịch | và tổ chức | hội nghị triển khai | trong tháng 5."
     document, kế hoạch                              event, hội nghị

A noun of products.toml counts behind a word that makes it ("ban hành", "tổ chức"), behind whoever is advised ("tham mưu
UBND tỉnh | kế hoạch …"), and in a list with one that does. A paper that exists, because it bears a number or "này"
follows, is none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.actors import Verb
from vnpolicy.knowledge.tasks import Maker, ProductWord
from vnpolicy.model import Product

# What may stand between a maker and its product: "mở | 05 | lớp tập huấn", "ban hành | các | văn bản".
_COUNT = re.compile(r"\s(?:(?:các|những|một số|\d{1,3}|nhiều|một)\s)?")
# Before a maker that says of what sort somebody or something is: "công tác | xây dựng | chính sách".
_THING = re.compile(r"(?:công tác|công chức|viên chức|cán bộ|đội ngũ)\s$")
_DRAFT = "dự thảo "
_EXISTS = re.compile(r"\s(?:này|nêu trên|trên|đó|số\s\d)(?!\w)")
# Where the title of a product ends; at a comma or "và" only where another act or product follows.
_END = re.compile(
    r"[;.:(]\s|[;,.:)]?$|[\n\t]"
    r"|\s(?:để|nhằm|trước ngày|trước|trong năm|trong quý|trong tháng|vào|gửi|trình|từ nguồn|theo|bảo đảm|đảm bảo)\s"
)
_JOINT = re.compile(r"(?:,|\svà)\s")
_LISTED = re.compile(r"(?:\s?[,;]|\svà)\s")
_LONGEST_TITLE = 160


class Products:
    """Finds the products of the tasks of one text; `cited` are the places of references, in order."""

    def __init__(self, text: str, folded: str, cited: Sequence[int], knowledge: Knowledge) -> None:
        self.text, self.folded, self.cited = text, folded, cited
        self.words, self.makers = knowledge.matcher(ProductWord), knowledge.matcher(Maker)
        self.verbs = knowledge.matcher(Verb)

    def made(self, start: int, end: int, advised: Iterable[int] = ()) -> Iterator[Product]:
        """What a task in text[start:end] brings forth; `advised` are the ends of those to whom it is put."""
        behind = [
            (maker.end, maker.row.kind)
            for maker in self.makers.find(self.folded, start, end)
            if maker.row.kind != "none" and not _THING.search(self.folded, start, maker.start)
        ]
        at = start
        for offset, kind in sorted([*behind, *((offset, "either") for offset in advised)]):
            if offset >= at and (opened := _COUNT.match(self.folded, offset, end)):
                for product in self._list(opened.end(), end):
                    if kind in ("either", product.kind) and not self._exists(product):
                        yield product
                        at = product.end or at
                    else:
                        break

    def listed(self, start: int, end: int) -> Iterator[Product]:
        """The products that the value of a field lists, "Tờ trình, dự thảo Quyết định"; other words are one too."""
        stop = len(self.text[:end].rstrip(" .;"))
        products = list(self._list(start, stop, bare=True))
        if products or start >= stop:
            yield from products
        else:
            yield Product(start=start, end=stop, text=self.text[start:stop])

    def _list(self, start: int, end: int, *, bare: bool = False) -> Iterator[Product]:
        """The product at a place, and those that go on with it as a list; in a `bare` one no noun is a verb."""
        while found := self._noun(start, end):
            stop = self._end(found.end, end)
            yield Product(
                start=start,
                end=stop,
                text=self.text[start:stop],
                kind=found.row.kind,
                type=self.folded[found.start : found.end],
            )
            joint = _LISTED.match(self.folded, stop, end)
            if joint is None:
                return
            start = joint.end()
            if not bare and self._is_act(start, end):
                return

    def _is_act(self, start: int, end: int) -> bool:
        """Whether what goes on a list is an act: "xây dựng kế hoạch, | báo cáo UBND tỉnh"."""
        return (
            not self.folded.startswith(_DRAFT, start) and self.verbs.at(self.folded, start, end) is not None
        )

    def _noun(self, start: int, end: int) -> Found[ProductWord] | None:
        at = start + len(_DRAFT) if self.folded.startswith(_DRAFT, start) else start
        return self.words.at(self.folded, at, end)

    def _exists(self, product: Product) -> bool:
        """Whether a product is a paper that is there already."""
        start, stop = product.start or 0, product.end or 0
        at = bisect_left(self.cited, start)
        head = start + len(product.type or "")
        bare = _EXISTS.match(self.folded, head) is not None
        return bare or (at < len(self.cited) and self.cited[at] < min(stop, start + len(_DRAFT) + 1))

    def _end(self, start: int, end: int) -> int:
        """Where the title that follows a noun ends."""
        stop = _END.search(self.folded, start, min(end, start + _LONGEST_TITLE))
        last = stop.start() if stop else min(end, start + _LONGEST_TITLE)
        for joint in _JOINT.finditer(self.folded, start, last):
            if self._goes_elsewhere(joint, end):
                return joint.start()
        return start + len(self.folded[start:last].rstrip(" ,"))

    def _goes_elsewhere(self, joint: re.Match[str], end: int) -> bool:
        """Whether an act or another product stands behind a comma or "và", and no phrase lies over it."""
        if self._noun(joint.end(), end) or self.makers.at(self.folded, joint.end(), end):
            return True
        verb = self.verbs.at(self.folded, joint.end(), end)
        if verb is None or verb.row.kind == "none":
            return False
        first = self.folded.rfind(" ", 0, joint.start()) + 1
        places = (first, self.folded.rfind(" ", 0, max(0, first - 1)) + 1)
        return not any(
            (over := self.verbs.at(self.folded, place, end)) and over.end > joint.end() for place in places
        )
