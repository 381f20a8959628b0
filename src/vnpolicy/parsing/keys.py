"""The one rule of identity: type, number, numbering series and period make a key.

    chỉ thị, 43-CT/TW, 2010-06-08        ->  ct:43:tw:k10         the term (khoá) of that committee
    kế hoạch, 100-KH/TU, 2010, dak-lak   ->  kh:100:tu@dak-lak:2010
    quyết định, 895/QĐ-TTg, 2023-07-26   ->  qd:895:ttg:2023
    nghị định, 45/2010/NĐ-CP             ->  nd:45:nd-cp:2010     a normative act: type and organ
    quy định or quyết định, 66-QĐ/TW     ->  qd:66:tw:k12         one counter for both (`organs.toml`)
    luật, 11/2008/QH12                   ->  luat:11:qh:k12

The date is only evidence of the period; where several bodies share a suffix it is the period. Without its last part a
key is open: "ct:43:tw" stands for a directive of any term.
"""

from bisect import bisect_right
from datetime import date as day
from datetime import timedelta
from functools import lru_cache

from vnpolicy.errors import NotANumber
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import Committee, DocType, Organ, Term
from vnpolicy.language import fold, slug
from vnpolicy.parsing.numbers import DocNumber, parse_number

NEAR = 3  # days around a congress in which numbers of both terms are dated
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
SAME_REGISTER = {
    "bl": "luat",
    "vb": "cv",
}  # a code is numbered among the laws; "văn bản" is said of any letter


def identity(
    type: str | None,
    number: DocNumber,
    date: str | None,
    term: str | None,
    place: str | None,
    knowledge: Knowledge,
) -> str | None:
    """The key of the one document that these facts name; None where they leave two, or any, open.

    `type` as printed ("chỉ thị"), `term` too ("X"), `place` as `seats` tells it.

    >>> know = Knowledge.default()
    >>> identity("chỉ thị", parse_number("43 -CT/TW"), "2010-06-08", None, "", know)
    'ct:43:tw:k10'
    >>> identity("chỉ thị", parse_number("43-CT/TW"), None, None, "", know) is None
    True
    """
    found = identities(type, number, date, term, place, knowledge)
    return found[0] if len(found) == 1 else None


def identities(
    type: str | None,
    number: DocNumber,
    date: str | None,
    term: str | None,
    place: str | None,
    knowledge: Knowledge,
    *,
    near: int = NEAR,
) -> tuple[str, ...]:
    """Every key that these facts allow: none where no period is known, two in the days around a congress.

    `near` is how many days around it; 0 gives the term in force.
    """
    key = open_key(type, number, place, knowledge)
    possible = _periods(number, date, term, place, knowledge, near) if key else ()
    return tuple(f"{key}:{period}" for period in possible)


def open_key(type: str | None, number: DocNumber, place: str | None, knowledge: Knowledge) -> str | None:
    """The key without its period; None where the type, the organ, or the place of a local register is not known.

    >>> open_key(None, parse_number("08 - KH/ĐU"), "phuong-pleiku", Knowledge.default())
    'kh:8:du@phuong-pleiku'
    """
    organ = knowledge.get(Organ, number.series) if number.series else None
    kind = number.type or _one_counter(type_code(type, knowledge), number, organ)
    if kind is None or not number.organ or (place is None and organ is not None and organ.local):
        return None
    series = _series(number, place) + (f"@{place}" if place else "")
    numeral = slug(f"{number.number}{number.letter}")  # 66.7 is not 667
    return f"{SAME_REGISTER.get(kind, kind)}:{numeral}:{series}"


def _one_counter(kind: str | None, number: DocNumber, organ: Organ | None) -> str | None:
    """The type under which an organ counts: a quy định and a quyết định both bear QĐ, and are numbered as one."""
    together = organ.one_counter if organ and number.type_symbol else ()
    return together[0] if together and kind in (None, *together) else kind


def _periods(
    number: DocNumber, date: str | None, term: str | None, place: str | None, knowledge: Knowledge, near: int
) -> tuple[str, ...]:
    """The terms or the year that a number may belong to."""
    if number.term is not None:
        return (f"k{number.term}",)
    if number.year is not None:
        return (str(number.year),)
    organ = knowledge.get(Organ, number.series) if number.series else None
    if organ is not None and organ.period == "day":
        return (date,) if date and len(date) == len("2025-06-19") else ()
    terms = _terms(knowledge).get((_register(number, place), place or ""))
    if terms is None:
        return (date[:4],) if date else ()
    dated = _terms_on(date, terms, near)
    printed = ordinal(term)
    chosen = (
        dated
        if printed is None
        else [printed]
        if not dated or printed in dated
        else sorted({printed, *dated})
    )
    return tuple(f"k{number}" for number in chosen)


def type_code(name: str | None, knowledge: Knowledge) -> str | None:
    """The code of a type by its printed name: "Chỉ thị" -> "ct"."""
    row = knowledge.matcher(DocType).by_phrase.get(fold(name)) if name else None
    return row.code if row else None


@lru_cache(maxsize=4096)
def number_of(printed: str | None, knowledge: Knowledge) -> DocNumber | None:
    """The parts of a number, or None where it has none to identify by ("43")."""
    try:
        return parse_number(printed, knowledge) if printed else None
    except NotANumber:
        return None


def _series(number: DocNumber, place: str | None) -> str:
    """The register: "tu"; with the type before it where the year is part of the symbol: "qd-ubnd"."""
    series = _register(number, place)
    if not number.normative or number.term is not None:
        return series
    tail = slug(number.organ) if "-" in number.organ else series
    return f"{slug(number.type_symbol)}-{tail}" if number.type_symbol else tail


def _register(number: DocNumber, place: str | None) -> str:
    """The code of the organ; /TƯ with a place is /TU, read badly from a scan."""
    series = number.series or slug(number.organ)
    return "tu" if series == "tw" and place else series


def _terms_on(date: str | None, terms: list[tuple[int, int]], near: int) -> list[int]:
    """The terms of a day, month or year: one, or two near the change; `terms` are (first day, ordinal)."""
    days = _days(date or "")
    if days is None:
        return []
    first, last = (bisect_right(terms, (at, 10**6)) for at in (days[0] - near, days[1] + near))
    return [term for _, term in terms[max(first - 1, 0) : last]]


def _days(date: str) -> tuple[int, int] | None:
    """The first and last day of a date, which may be a month or a year."""
    try:
        if len(date) > len("2025-06"):
            return (day.fromisoformat(date).toordinal(),) * 2
        first = day.fromisoformat(date + "-01-01"[len(date) - 4 :])
        last = first.replace(month=12, day=31) if len(date) == len("2025") else first + timedelta(days=27)
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def ordinal(term: str | None) -> int | None:
    """The number of a term: "X" and "10" -> 10."""
    letters = fold(term or "")
    if letters.isdecimal():
        return int(letters)
    if not letters or set(letters) - set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in letters]
    return sum(-now if now < after else now for now, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=8)
def _terms(knowledge: Knowledge) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """(first day, ordinal) of the terms that govern an organ suffix, by its code and place."""
    by_organ: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for committee in knowledge[Committee]:
        rows = [row for row in knowledge[Term] if row.committee == committee.code]
        starts = sorted((day.fromisoformat(row.since).toordinal(), ordinal(row.ordinal) or 0) for row in rows)
        by_organ |= dict.fromkeys(((organ, committee.place) for organ in committee.organs), starts)
    return by_organ


def first_day(id: str, knowledge: Knowledge) -> str | None:
    """The first day of the period in an identity: no document bearing it can be older.

    >>> first_day("ct:43:tw:k11", Knowledge.default()), first_day("kh:87:tu@gia-lai:2010", Knowledge.default())
    ('2011-01-19', '2010-01-01')
    """
    key, _, period = id.rpartition(":")
    if period[:1].isdecimal():
        return period + "-01-01"[len(period) - 4 :] if len(period) < len("2025-06-19") else period
    organ, _, place = key.rpartition(":")[2].partition("@")
    starts = {f"k{term}": since for since, term in _terms(knowledge).get((organ, place), ())}
    return day.fromordinal(starts[period]).isoformat() if period in starts else None
