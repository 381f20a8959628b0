"""The label at the start of a paragraph: its kind, its number, and where it ends.

    "I- MỤC ĐÍCH", "2.1. Nguồn vốn", "đ) …", "Điều 5a. Kinh phí", "PHỤ LỤC 2", "Phần thứ nhất"

A label here is only what looks like one; `outline` tells from the sequence which of them are.
"""

import re
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Ordinal, OutlineWord
from vnpolicy.language import alternation, fold
from vnpolicy.reading.source import CleanText

LETTERS = "abcdđeghiklmnopqrstuvxy"  # the points of a clause; f, j, w and z are not used
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Label(msgspec.Struct, frozen=True):
    """A label. `kind` is roman, arabic, dotted, bracket, letter, capital, or the code of an outline word."""

    kind: str
    numbers: tuple[int, ...]  # (2, 1) for "2.1", so that sequences can be followed; 0 for a bare "PHỤ LỤC"
    printed: str  # "II", "2.1", "đ", "5a": what stands in a path
    end: int  # where the text behind the label begins
    mark: str = ""  # what stands between number and text of an arabic label: "." of "1.", "-" of "1 - "


def label_at(text: str, folded: str, start: int, knowledge: Knowledge) -> Label | None:
    """The label that begins at `start`, a start of a paragraph.

    >>> line = "Điều 5a. Kinh phí"
    >>> label_at(line, fold(line), 0, Knowledge.default())
    Label(kind='dieu', numbers=(5, 1), printed='5a', end=9, mark='')
    """
    found = _pattern(knowledge).match(folded, start)
    if not found:
        return None
    if found["word"]:
        return _worded(text, folded, found, knowledge)
    return _bare(text, found)


def labels_of(text: CleanText, knowledge: Knowledge) -> dict[int, Label]:
    """The labels that begin the paragraphs of a text, by the number of the paragraph."""
    match, folded = _pattern(knowledge).match, text.folded
    begun = [(at, line.start) for at, line in enumerate(text.paragraphs) if match(folded, line.start)]
    labels = ((at, label_at(text.text, folded, start, knowledge)) for at, start in begun)
    return {at: label for at, label in labels if label}


@lru_cache(maxsize=1024)
def roman(letters: str) -> int | None:
    """The value of a Roman numeral, or None where the letters are none.

    >>> roman("xiv"), roman("iic")
    (14, None)
    """
    values = [_ROMAN_VALUES[letter] for letter in letters]
    total = sum(-low if low < high else low for low, high in zip(values, [*values[1:], 0], strict=True))
    return total if _numeral(total) == letters else None


def _numeral(value: int) -> str:
    steps = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    out = ""
    for size, letters in steps:
        out += letters * (value // size)
        value %= size
    return out


@lru_cache(maxsize=8)
def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    words = alternation(fold(row.word) for row in knowledge[OutlineWord])
    ordinals = alternation(fold(word) for row in knowledge[Ordinal] for word in row.words)
    # From "Điều 5a.", "Phần thứ nhất:", "PHỤ LỤC" captures the word and its number;
    # from "II-", "2.1.", "2.1 ", "3)", "đ)", "B." the number and the mark behind it.
    return re.compile(
        rf"""
        (?: (?P<word>{words})
            (?: [ ] (?:số[ ])? (?P<which> \d{{1,3}}[a-zđ]? | [ivxlc]{{1,6}} | [a-zđ] | {ordinals} ) )?
            (?![\w)]) [ ]? (?P<stop> [.:)/-] (?!\d) [ ]? | $ )?
          | (?P<dotted> \d{{1,2}} (?: \.\d{{1,2}} ){{1,4}} )
            (?: (?![\w.,%]) (?: \s?[)/:-] )? | \. (?!\d) ) \s?
          | (?P<arabic> \d{{1,3}} [a-zđ]? ) (?P<mark> \s?[./-] | \) ) (?: \s | (?=[^\W\d]) )
          | (?P<roman> [ivxlc]{{1,7}} ) \s?(?: [.)-] (?: \s | (?=[^\W\d]) ) | / (?!v) \s? )
          | (?P<letter> [a-zđ] ) (?P<nth> \d? ) (?: \s?\) | [./-] (?=\s) | \s-(?=\s) ) \s?
        )
        """,
        re.VERBOSE | re.MULTILINE,
    )


def _worded(text: str, folded: str, found: re.Match[str], knowledge: Knowledge) -> Label | None:
    word = knowledge.matcher(OutlineWord).at(folded, found.start())
    if word is None:
        return None
    which = found["which"] or ""
    printed = text[found.start("which") : found.end("which")] if which else ""
    ordinal = knowledge.matcher(Ordinal).at(folded, found.start("which")) if which else None
    if ordinal and ordinal.end == found.end("which"):
        return Label(word.row.code, (int(ordinal.row.code),), printed, found.end())
    if not which and word.row.code != "phu-luc":
        return None
    if found["stop"] is None and not _shouted(text, found.end()):
        return None
    return Label(word.row.code, _value(which), printed, found.end())


def _shouted(text: str, start: int) -> bool:
    """Whether a heading in capitals, or a note in brackets, follows on the same line."""
    stop = text.find("\n", start)
    rest = text[start : stop if stop >= 0 else None]
    return rest.startswith("(") or rest.upper() == rest


def _value(which: str) -> tuple[int, ...]:
    if not which:
        return (0,)
    if which[0].isdigit():
        digits = which.rstrip("abcdđeghiklmnopqrstuvxyfjwz")
        return (int(digits), *(_letter(letter) for letter in which[len(digits) :]))
    number = roman(which) if set(which) <= set(_ROMAN_VALUES) else None
    return (number,) if number else (_letter(which[0]),)


def _letter(letter: str) -> int:
    return LETTERS.find(letter) + 1


def _bare(text: str, found: re.Match[str]) -> Label | None:
    if found["dotted"]:
        return Label("dotted", tuple(map(int, found["dotted"].split("."))), found["dotted"], found.end())
    if found["arabic"]:
        kind = "bracket" if found["mark"] == ")" else "arabic"
        return Label(kind, _value(found["arabic"]), found["arabic"], found.end(), found["mark"].strip())
    group = "roman" if found["roman"] else "letter"
    printed = text[found.start(group) : found.end(group)]
    shouted = printed.isupper() or printed == printed.capitalize()  # "Ii." where a web page lowered "II."
    if group == "roman" and shouted and (value := roman(found["roman"])):
        return Label("roman", (value,), printed, found.end())
    if len(printed) > 1 or not _letter(printed.lower()):
        return None
    kind = "capital" if printed.isupper() else "letter"
    nth = found["nth"] or ""
    return Label(kind, (_letter(printed.lower()), *map(int, nth)), printed + nth, found.end())
