"""A document number, as a clerk types it -> its parts; and back, as it is printed.

    "Số 100 - KH/TU"  ->  DocNumber: number 100, type symbol KH, organ TU; str() gives "100-KH/TU"

A number is not an identity: "100-KH/TU" exists in every province and in every term. Its parts are what the
identity is made of: `type`, `number`, `organ` (the register), `year` or `term` where the symbol prints them.
"""

import re
from functools import lru_cache

import msgspec

from vnpolicy.errors import NotANumber
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType, Organ
from vnpolicy.language import fold, nfc, plain


class DocNumber(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a number. `str()` is the printed symbol without spaces, with one kind of dash.

    >>> parse_number("45/2010/NĐ-CP").year, parse_number("5200/UBND-VX").unit
    (2010, 'VX')
    """

    symbol: str  # all of it, as printed: "0124/KH-UBND"
    number: int  # 124
    letter: str = ""  # "B" of 8B-NQ/HNTW, ".7" of 66.7/2025/NQ-CP
    year: int | None = None  # 2010 of 45/2010/NĐ-CP
    type_symbol: str = ""  # KH; empty in letters and laws
    organ: str = ""  # the register as printed: UBND, TU, BYT-HCTĐ
    unit: str = ""  # who drafted it: VX of 5200/UBND-VX
    term: int | None = None  # 15 of 20/2023/QH15
    type: str | None = None  # code of the document type, where the symbol alone tells it
    series: str | None = None  # code of the organ, where the suffix is known

    def __str__(self) -> str:
        return self.symbol

    @property
    def normative(self) -> bool:
        """The year is part of the symbol: a legal act."""
        return self.year is not None


# From "100-KH/TU" captures 100 and "-KH/TU", from "8B-NQ/HNTW" also B, from "1830QĐ-UBND" 1830 and "QĐ-UBND",
# from "66.7/2025/NQ-CP" also .7.
_NUMBER = re.compile(
    r"(?P<digits>\d{1,6})(?P<letter>(?:[A-Za-zĐđ]|\.\d{1,2})(?=[-/]))?(?P<tail>.+)", re.DOTALL
)
_PIECE = re.compile(r"(?P<mark>[-/_]*)(?P<letters>(?:19|20)\d\d(?=[A-ZĐ]{2})|[^-/_]+)")
_WHOLE = re.compile(r"[-/_]?[^-/_]+(?:[-/_][^-/_]+)*")  # one mark between two pieces
_LETTERS = re.compile(r"[^\W_][\w&.,()+]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TERM = re.compile(r"(?P<organ>\D+)(?P<term>\d{1,2})")
_PREFIX = re.compile(r"^số:?", re.IGNORECASE)


def parse_number(text: str, knowledge: Knowledge | None = None) -> DocNumber:
    """The parts of a Party, State or mass-organisation number. Raises NotANumber with the reason.

    >>> str(parse_number("Số 100 – KH/TU")), parse_number("43 -CT/TW").type
    ('100-KH/TU', 'ct')
    """
    printed = _PREFIX.sub("", "".join(plain(nfc(text).replace("\u00ad", "")).split())).strip(".,;:\"'")
    if not printed:
        raise NotANumber(text, "it is empty")
    try:
        return _parse(printed, symbols_of(knowledge or Knowledge.default()))
    except NotANumber as problem:
        raise NotANumber(text, problem.reason) from None


class Symbols:
    """Type and organ letters of the knowledge, by their folded print."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.types: dict[str, list[DocType]] = {}
        self.organs: dict[str, Organ] = {}
        self.usual: dict[str, str] = {}
        for kind in knowledge[DocType]:
            for symbol in (*kind.symbols, *kind.party_symbols):
                self.types.setdefault(fold(symbol), []).append(kind)
                self.usual.setdefault(fold(symbol), symbol)
        for organ in knowledge[Organ]:
            for suffix in organ.phrases():
                self.organs.setdefault(fold(suffix).replace(" ", ""), organ)
                self.usual.setdefault(fold(suffix), suffix)

    def print(self, letters: str) -> str:
        """The usual case of letters that a title prints all in capitals: TTG -> TTg."""
        return self.usual.get(fold(letters), letters) if letters.isupper() else letters

    def type_of(self, letters: str, branch: str) -> str | None:
        """The one type that these letters mean in a number of this branch; None where they mean two."""
        key, family = fold(letters), "state" if branch == "state" else "party"
        rows = [row for row in self.types.get(key, ()) if row.family in (family, "any")]
        named = [row for row in rows if branch == "party" or key in map(fold, row.symbols)]
        return named[0].code if len(named) == 1 else None


@lru_cache(maxsize=8)
def symbols_of(knowledge: Knowledge) -> Symbols:
    """The letters of this knowledge (built once)."""
    return Symbols(knowledge)


@lru_cache(maxsize=4096)
def _parse(printed: str, symbols: Symbols) -> DocNumber:
    found = _NUMBER.fullmatch(printed)
    if found is None:
        raise NotANumber(printed, "it does not begin with a number that letters follow")
    marks, pieces = zip(
        *((piece["mark"], symbols.print(piece["letters"])) for piece in _PIECE.finditer(found["tail"])),
        strict=True,
    )
    if all(piece.isdigit() for piece in pieces):
        raise NotANumber(printed, "no letters of a type or an organ follow its number")
    if not all(map(_LETTERS.fullmatch, pieces)) or not _WHOLE.fullmatch(found["tail"]):
        raise NotANumber(printed, "its letters are no symbol")
    letter = found["letter"] or ""
    return _parts(found["digits"] + letter, found, marks, list(pieces), symbols)


def _parts(
    head: str, found: re.Match[str], marks: tuple[str, ...], pieces: list[str], symbols: Symbols
) -> DocNumber:
    symbol = head + "".join(mark + piece for mark, piece in zip(marks, pieces, strict=True))
    years = [piece for piece in pieces[:2] if _YEAR.fullmatch(piece)]
    letters = [piece for piece in pieces if piece not in years[:1]]
    kind = (
        letters[0]
        if fold(letters[0]) in symbols.types and (len(letters) > 1 or fold(letters[0]) not in symbols.organs)
        else ""
    )
    rest = letters[1:] if kind else letters
    organ, unit = _register(rest, bool(kind), marks[-len(rest)] == "/" if rest else False, symbols)
    organ, term = _without_term(organ, symbols)
    row = symbols.organs.get(fold(organ)) or symbols.organs.get(
        fold(_without_term(organ.split("-")[0], symbols)[0])
    )
    branch = row.branch if row else None
    return DocNumber(
        symbol=symbol,
        number=int(found["digits"]),
        letter=found["letter"] or "",
        year=int(years[0]) if years else None,
        type_symbol=kind,
        organ=organ,
        unit=unit,
        term=term,
        type=symbols.type_of(kind, branch or ("party" if marks[0] == "-" else "state"))
        if kind
        else "cv"
        if rest[1:] and row
        else None,
        series=row.code if row else None,
    )


def _register(rest: list[str], typed: bool, party_order: bool, symbols: Symbols) -> tuple[str, str]:
    """(organ, drafting unit): the unit follows the organ in letters, and in numbers of the Party's order."""
    whole = "-".join(rest)
    if fold(whole) in symbols.organs or (typed and not party_order):
        return whole, ""
    if typed and any(fold(piece) in symbols.organs for piece in rest[1:]):
        return whole, ""
    return (rest[0], "-".join(rest[1:])) if rest else ("", "")


def _without_term(organ: str, symbols: Symbols) -> tuple[str, int | None]:
    found = _TERM.fullmatch(organ)
    if found and fold(organ) not in symbols.organs and fold(found["organ"]) in symbols.organs:
        return found["organ"], int(found["term"])
    return organ, None
