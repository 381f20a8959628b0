"""Numbers with what they count, and the words at once before them that say how they are meant.

    "phấn đấu | trên 95% | hộ dân"            ->  Quantity(95, "%", operator=">")
    "tăng thêm | từ 15 đến 20 xã"             ->  Quantity(15, "xã", upper=20, operator="range", change="up")
    "trả lời trong 05 ngày", "khoản 2 Điều 5" ->  nothing: quantities.toml knows no such unit

A number of things is a quantity only where a verb or an operator stands before it: "trồng 500 cây", not "tại 35 xã".
"""

import re
from collections.abc import Iterator

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.tasks import QuantityCue, Unit
from vnpolicy.model import Span

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,4})?"
# From "1,5 - 2%", "từ 15 đến 20 xã", "1.250 căn", "100 phần trăm" captures one number or two, and per cent.
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<low>{_NUMBER})(?:(?:\s?%)?\s?(?:-|đến)\s?(?P<high>{_NUMBER}))?(?![\d/])"
    r"(?P<percent>\s?%|\sphần trăm(?!\w))?(?=(?P<word>\s?[^\W\d])?)"
)
# From "/năm", "/10.000 dân", "/ha/vụ" captures for each of what a quantity is.
PER = re.compile(r"\s?/\s?(?P<per>(?P<number>(?:\d[\d.]*\s)?)[^\W\d]\w*)")
_OR_MORE = re.compile(r"\strở\s(?P<way>lên|xuống)(?!\w)")
_FOREIGN = re.compile(r"\svốn\s(?:nhà nước|nước ngoài|điều lệ)")  # "doanh nghiệp 100% vốn nhà nước"


class Quantity(msgspec.Struct, frozen=True):
    """A number at text[start:end], with its operator and unit; `cued` is where the words before it begin."""

    start: int
    end: int
    cued: int
    low: float
    high: float | None
    operator: str
    unit: str
    thing: bool  # a number of things, whose unit may stand for the population
    per: str | None = None
    change: str | None = None
    linked: bool = False  # a word that says what is reached, or by how much it changes, stands before it
    object: bool = False  # it is what a verb before it brings about: "trồng | 500 cây"


def find_quantities(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Iterator[Quantity]:
    """The quantities of a stretch of text, from left to right.

    >>> [(found.low, found.unit) for found in find_quantities(*["ít nhất 02 xã"] * 2, 0, 13, Knowledge.default())]
    [(2.0, 'xã')]
    """
    amounts = [found for found in _AMOUNT.finditer(folded, start, end) if found["percent"] or found["word"]]
    if amounts:
        cues = {cue.end: cue for cue in knowledge.matcher(QuantityCue).find(folded, start, end)}
        for amount in amounts:
            if found := _quantity(text, folded, amount, start, end, cues, knowledge):
                yield found


def _quantity(
    text: str,
    folded: str,
    amount: re.Match[str],
    start: int,
    end: int,
    cues: dict[int, Found[QuantityCue]],
    knowledge: Knowledge,
) -> Quantity | None:
    unit = None if amount["percent"] else knowledge.matcher(Unit).at(folded, amount.end() + 1, end)
    if not (unit or amount["percent"]) or _FOREIGN.match(folded, amount.end(), end):
        return None
    before = list(_before(folded, amount.start(), start, cues))
    rows = [cue.row for cue in before]
    linked = any(row.level or row.change for row in rows)
    if unit and not (linked if unit.row.kind == "aimed" else rows):
        return None
    stop = unit.end if unit else amount.end()
    per, more = per_at(folded, stop, end, knowledge), _OR_MORE.match(folded, stop, end)
    operators = [cue for cue in before if cue.row.operator]
    first = operators[-1].start if operators else amount.start()
    if per and unit and unit.row.kind == "aimed" and folded.startswith("lần", unit.start):
        return None  # "02 lần/năm" says how often
    if unit and folded.endswith("(", 0, before[-1].start):
        return None  # "(khoảng 500 tỷ đồng)" is a remark
    return Quantity(
        start=first,
        end=more.end() if more else per.end if per else stop,
        cued=before[-1].start if before else amount.start(),
        low=_number(amount["low"]),
        high=_number(amount["high"]) if amount["high"] else None,
        operator=_operator(amount, more, operators),
        unit=text[unit.start : unit.end] if unit else "%",
        thing=unit is not None and unit.row.kind == "thing",
        per=text[per.start : per.end] if per else None,
        change=None
        if any(row.level for row in rows)
        else next((row.change for row in rows if row.change), None),
        linked=linked,
        object=any(not row.operator and not row.clause for row in rows),
    )


def per_at(folded: str, start: int, end: int, knowledge: Knowledge) -> Span | None:
    """Where the words stand that say for each of what a quantity is: "/ | năm", "/ | 10.000 dân"."""
    found = PER.match(folded, start, end)
    if found is None:
        return None
    unit = knowledge.matcher(Unit).at(folded, found.end("number"), end)
    return Span(found.start("per"), unit.end if unit else found.end())


def _before(
    folded: str, at: int, start: int, cues: dict[int, Found[QuantityCue]]
) -> Iterator[Found[QuantityCue]]:
    """The cues that stand at once before a number, the nearest first: operators, "còn", one verb."""
    reached = False
    while at > start and (cue := cues.get(at) or cues.get(at - 1)):
        if reached and not cue.row.change:
            return
        yield cue
        if not (cue.row.operator or cue.row.level):
            return
        at, reached = cue.start, reached or cue.row.level


def _operator(amount: re.Match[str], more: re.Match[str] | None, operators: list[Found[QuantityCue]]) -> str:
    if amount["high"]:
        return "range"
    if more:
        return ">=" if more["way"] == "lên" else "<="
    return operators[0].row.operator or "=" if operators else "="


def _number(printed: str) -> float:
    return float(printed.replace(".", "").replace(",", "."))
