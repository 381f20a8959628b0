"""Task -> its numeric targets: by when, how much, of what.

    "Đến năm 2030, trên 95% hộ dân nông thôn được sử dụng nước sạch"
     by = 2030     > 95 %   population = hộ dân nông thôn
    "Tỷ lệ hộ nghèo giảm còn dưới 2% vào năm 2028"
     measure                 < 2 %    by = 2028

`quantities` finds the numbers; here stand the words around them. What is said of the past ("hiện có 35%") is no target.
"""

import re
from collections.abc import Iterator, Sequence

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Verb
from vnpolicy.knowledge.tasks import TargetEnd
from vnpolicy.model import Target
from vnpolicy.parsing.quantities import Quantity, find_quantities, per_at
from vnpolicy.parsing.times import TIME, value_of

_BREAK = re.compile(r"[;:(\n\t]|\.\s")
_PAST = re.compile(r"(?<!\w)(?:đã|hiện|hiện nay|hiện tại|hiện có|đến nay|thực trạng)(?!\w)")
# Before a time that a target is to be reached by; "từ", "kể từ" and "so với" tell another one.
_BY = re.compile(
    r"(?:(?:đến|vào|trong|hết|cuối|tới|trước|giai đoạn|thời kỳ)\s(?:hết\s|cuối\s|đầu\s|ngày\s|năm\s|\d{4}\s-\s)*"
    r"|(?:^|[%,;(])\s?)$"
)
_EACH = re.compile(
    r"(?:mỗi|từng)\s(?P<each>[^,;.:\d]{2,40}?)(?=\s(?:có|giúp|giúp đỡ|đạt|xây dựng|vận động|hỗ trợ|nhận|đăng ký|giảm"
    r"|tăng|tổ chức|thực hiện|ít nhất|tối thiểu)(?!\w)|$|[,;.])"
)
# What opens the words before a quantity and is none of what is measured: "nâng | tỷ lệ …", "đến năm 2030, | …".
_OPENS = re.compile(
    r"[\s,]|(?:và|phấn đấu|nâng|giữ vững|duy trì|bảo đảm|đảm bảo|đưa|tăng|giảm|không để|hạ|kéo giảm|hằng năm|hàng năm"
    rf"|bình quân)\s|(?:đến|hết|vào|trong|giai đoạn|cuối|từ)\s[^,;]{{0,14}}?(?x:{TIME.pattern})(?:\s?-\s?20\d\d)?"
)
_CLOSES = re.compile(
    r"(?:\s(?:bình quân|phấn đấu|đến năm \d{4}|vào năm \d{4}|năm \d{4}|hằng năm|hàng năm)|,)+$"
)
_TO_ANOTHER = re.compile(r"\s?-\s?20\d\d")
_LONGEST_PHRASE = 90  # characters of whom a target is about
_LEAST_WORDS = 3  # of a measure


def find_targets(
    text: str, folded: str, start: int, end: int, knowledge: Knowledge, *, act: int = 0
) -> tuple[Target, ...]:
    """The targets of a stretch of text; whoever is named before its `act` is none that is measured.

    >>> sentence = "trồng ít nhất 500 ha rừng trong năm 2027"
    >>> [(found.operator, found.value, found.unit, found.by)
    ...  for found in find_targets(sentence, sentence, 0, len(sentence), Knowledge.default())]
    [('>=', 500.0, 'ha', '2027')]
    """
    quantities = list(find_quantities(text, folded, start, end, knowledge))
    if not quantities or _PAST.search(folded, start, quantities[0].start):
        return ()
    return tuple(_Reader(text, folded, start, end, act, quantities, knowledge).targets())


class _Reader:
    """The words around the quantities of one stretch of text."""

    def __init__(
        self,
        text: str,
        folded: str,
        start: int,
        end: int,
        act: int,
        quantities: Sequence[Quantity],
        knowledge: Knowledge,
    ) -> None:
        self.text, self.folded, self.start, self.end, self.act = text, folded, start, end, act
        self.quantities, self.knowledge = quantities, knowledge

    def targets(self) -> Iterator[Target]:
        """Each quantity with what stands between it and its neighbours."""
        left = self.start
        bounds = [found.cued for found in self.quantities[1:]] + [self.end]
        for quantity, right in zip(self.quantities, bounds, strict=True):
            left = self._behind_break(left, quantity.cued)
            target, left = self._target(quantity, left, self._before_break(quantity.end, right))
            if (
                target.unit != "%"
                or target.population
                or target.measure
                or target.by
                or quantity.cued < quantity.start
            ):
                yield target

    def _behind_break(self, left: int, right: int) -> int:
        return max((mark.end() for mark in _BREAK.finditer(self.folded, left, right)), default=left)

    def _before_break(self, left: int, right: int) -> int:
        mark = _BREAK.search(self.folded, left, right)
        return mark.start() if mark else right

    def _target(self, quantity: Quantity, left: int, right: int) -> tuple[Target, int]:
        """The target that a quantity is, and where its words end."""
        measure = self._measure(quantity, left)
        population, stop = self._population(quantity, right, subject=not quantity.object and measure is None)
        per = quantity.per or self._per(quantity, left, stop, right)
        negated = quantity.operator == ">" and "không để" in self.folded[left : quantity.start]
        target = Target(
            start=quantity.start,
            end=quantity.end,
            text=self.text[quantity.start : quantity.end],
            operator="<=" if negated else quantity.operator,  # type: ignore[arg-type]
            value=quantity.low,
            upper=quantity.high,
            unit=quantity.unit,
            per=per,
            change=quantity.change,  # type: ignore[arg-type]
            by=self._by(quantity.end, right) or self._by(self.start, quantity.start),
            population=population,
            measure=measure,
        )
        return target, stop

    def _by(self, start: int, end: int) -> str | None:
        """The first time in a stretch that something is to be reached by."""
        for time in TIME.finditer(self.folded, start, end):
            if _TO_ANOTHER.match(self.folded, time.end()):
                continue
            lead = time.start() + (len(time[0]) - len(time[0].lstrip("-– ")))
            named = self.folded.startswith("năm ", lead)
            if value_of(time) and (
                _BY.search(self.folded, start, lead) or (named and self._alone(start, lead))
            ):
                return value_of(time)
        return None

    def _alone(self, start: int, at: int) -> bool:
        """Whether "năm 2027" follows the number at once."""
        return not self.folded[start:at].strip()

    def _measure(self, quantity: Quantity, left: int) -> str | None:
        """What is measured: the words before "đạt", "giảm còn", an operator, if they are no act."""
        begin = max(left, self.act) if self.act <= quantity.cued else left
        begin = self._behind_openings(begin, quantity.cued)
        words = _CLOSES.sub("", self.folded[begin : quantity.cued].rstrip())
        many = len(words.split()) >= _LEAST_WORDS
        acts = self.knowledge.matcher(Verb).at(self.folded, begin) is not None
        by_itself = quantity.linked or (quantity.operator != "=" and not acts)
        if not many or not by_itself or _EACH.match(words) or TIME.match(words):
            return None
        return self.text[begin : begin + len(words)].strip(" ,") or None

    def _behind_openings(self, at: int, end: int) -> int:
        """Where the words begin behind a comma, "phấn đấu", "đến hết năm 2027,"."""
        while (opened := _OPENS.match(self.folded, at, end)) and opened.end() > at:
            at = opened.end()
        return at

    def _population(self, quantity: Quantity, right: int, *, subject: bool) -> tuple[str | None, int]:
        """Of whom or what it is a part or a number, and where these words end."""
        begin = quantity.end
        stop = self._end_of_phrase(quantity, right, subject=subject)
        words = self.text[begin:stop].strip(" ,.").removesuffix(" và")
        return (words or None) if self.folded[begin : begin + 1] == " " else None, stop

    def _end_of_phrase(self, quantity: Quantity, right: int, *, subject: bool) -> int:
        """Where the noun phrase behind a number ends: of a subject before its verb, which commas may precede."""
        begin = quantity.end
        ends = list(self.knowledge.matcher(TargetEnd).find(self.folded, begin, right))
        stops = [found.start for found in ends if not found.row.verb]
        if subject:
            verbs = [
                found.start for found in ends if found.row.verb and found.start < begin + _LONGEST_PHRASE
            ]
            stops += verbs or self._acts(begin, begin if quantity.thing else right)
        stop = min(stops, default=right)
        slash = self.folded.find("/", begin, stop)
        if slash >= 0:
            stop = slash
        comma = self.folded.find(",", begin, stop)
        is_subject = subject and stop in stops
        return comma if comma >= 0 and not is_subject else stop

    def _acts(self, begin: int, end: int) -> list[int]:
        """Where the verbs of two syllables begin; one of a single syllable may be part of a noun."""
        return [
            found.start
            for found in self.knowledge.matcher(Verb).find(self.folded, begin, end)
            if found.row.kind not in ("aspect", "none") and not found.row.noun
            if " " in self.folded[found.start : found.end]
        ]

    def _per(self, quantity: Quantity, left: int, stop: int, right: int) -> str | None:
        """For each of what: "mỗi xã có …", "… mỗi năm", "…/năm" behind the population."""
        if behind := per_at(self.folded, stop, right, self.knowledge):
            return self.text[behind.start : behind.end]
        before = max(left, quantity.start - _LONGEST_PHRASE)
        for begin, end in ((before, quantity.start), (quantity.end, right)):
            if (each := _EACH.search(self.folded, begin, end)) and "," not in self.folded[each.end() : end]:
                return self.text[slice(*each.span("each"))]
        return None
