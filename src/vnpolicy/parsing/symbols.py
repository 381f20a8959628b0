"""Folded text -> the numbers with a symbol that stand in it: "43 -CT/TW", "5200/UBND-VX", "20/2023/QH15".

Whether such a string is a citation at all is told here by its letters, which are capitals, or known; what it
belongs to (a type word before, a date behind) is told by `citations`.
"""

import re
from collections.abc import Iterator

import msgspec

from vnpolicy.errors import NotANumber
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.parsing.numbers import DocNumber, parse_number, symbols_of


class Symbol(msgspec.Struct, frozen=True):
    """A number with its letters at text[start:end]. `sure`: the letters are known, it needs no type word."""

    start: int
    end: int
    number: DocNumber
    sure: bool


_TYPED = r"(?=(?:qđ|nq|ct|kh|nđ|tt|ttlt|tb|bc|hd|kl|cv|ttr)[-/])"  # where no mark stands before the letters
_LETTERS = r"[a-zđư][a-zđư\d]*(?:[ ]?&[ ]?[a-zđư][a-zđư\d]*)*(?:\.[wuư](?!\w))?(?![^\W_])"

# From "43 -CT/TW", "100 - KH/TU", "45/2010/NĐ-CP", "27/NQ- TW", "30-NQ/2026/QH16", "64-CP" captures all, also where a
# mark is missing or another ("2609QĐ/UBND", "49/2025TT-BCT", "7/2022/NĐ_CP"), and in "66.7/2025/NQ-CP" the point;
# a space may stand beside the first two marks, later ones stand close. What may not stand before is asked behind the
# first digit, so that a search goes from digit to digit.
_SYMBOL = re.compile(
    rf"""\d (?<![\w/].) (?<!\d[.,-].) (?<!\w-.)
    \d{{0,5}} (?: [a-zđ](?=[ ]?[-/]) | \.\d{{1,2}}(?=/) )?
    (?: [ ]?/[ ]?(?:19|20)\d\d (?:[ ]?[-/][ ]?|{_TYPED}) | [ ]?[-/][ ]? | \n/ | [ ]?{_TYPED} )
    {_LETTERS}
    (?: [ ]?[-/_][ ]? (?:(?:19|20)\d\d/)? {_LETTERS} )?
    (?: [-/_][ ]?{_LETTERS} ){{0,6}}
    (?: ,[ ]cđttw )?""",
    re.VERBOSE,
)
# From "TCVN 14423:2025", "TCVN 5507: 2002", "TCVN ISO 9001:2015", "QCVN 01-1:2018/BYT", "22 TCN 265-06" captures all,
# `series` and `branch` without their first letter: a search goes from one such letter to the next.
_STANDARD = re.compile(
    r"""[tq\d] (?<!\w.) (?: (?P<series>(?<=[tq])cvn|(?<=t)cxdvn|(?<=t)cxd)
        (?:/qs|[ ]iso|[ ]iso/iec)? [ ]?(?P<number>\d{1,6})
        (?: (?:-\d{1,3})? [ ]?:[ ]? (?:19|20)\d\d (?:/b[a-zđ]{2,10})? | -(?:(?:19|20)\d\d|\d\d) )
    | (?P<branch>(?<=\d)\d[ ]?tcn)[ ]?(?P<its_number>\d{1,4})-(?:(?:19|20)\d\d|\d\d) ) (?!\w)""",
    re.VERBOSE,
)
_SERIES = ("cvn", "tcxd", "tcn")  # letters without one of which no standard is printed
_REGULATIONS = "qcvn"  # the other series are of standards
_PIECES = re.compile(r"(?<!\w)[A-Za-zĐđƯư][\w&]*")
_SPACED = re.compile(r"[ ]-[ ]\w+$")


def find_symbols(text: str, folded: str, knowledge: Knowledge) -> Iterator[Symbol]:
    """The symbols of a text, from left to right."""
    for found in _SYMBOL.finditer(folded):
        symbol = _symbol(text, found.start(), found.end(), knowledge)
        if symbol:
            yield symbol


def find_standards(text: str, folded: str) -> Iterator[Symbol]:
    """The technical standards and regulations that a text cites: TCVN 14423:2025."""
    if not any(letters in folded for letters in _SERIES):
        return
    for found in _STANDARD.finditer(folded):
        series = found[0][0] + "".join((found["series"] or found["branch"]).split())
        number = DocNumber(
            symbol="".join(text[found.start() : found.end()].split()).upper(),
            number=int(found["number"] or found["its_number"]),
            type_symbol=series.upper(),
            type="qchuan" if series == _REGULATIONS else "tchuan",
        )
        yield Symbol(found.start(), found.end(), number, True)


def _symbol(text: str, start: int, end: int, knowledge: Knowledge) -> Symbol | None:
    loose = _SPACED.search(text, start, end)  # "12/KH - UBND" is one symbol, "12/KH-UBND - Sở" is not
    if loose and not text[loose.start() + 3].isupper():
        end = loose.start()
    try:
        number = parse_number(text[start:end], knowledge)
    except NotANumber:
        return None
    letters = symbols_of(knowledge).usual
    pieces = _PIECES.findall(text, start, end)
    capitals = all(
        sum(map(str.isupper, piece)) * 2 >= len(piece) or _usual(fold(piece), letters) for piece in pieces
    )
    known = bool(number.series or (number.type_symbol and number.organ))
    lower = all(piece.islower() for piece in pieces)
    if not capitals or (lower and not (number.type_symbol and number.series)):
        return None
    return Symbol(start, end, number, known)


def _usual(piece: str, letters: dict[str, str]) -> bool:
    """Whether letters are known, in any case: "Ctr", "Qh15"; "nb" (nội bộ) marks internal papers."""
    return piece in letters or piece.rstrip("0123456789") in letters or piece == "nb"
