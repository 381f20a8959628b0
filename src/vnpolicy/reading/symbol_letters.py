"""The letters of a document number, as OCR read them -> the known ones that look like them.

    "148/TIr-SKHCN"  ->  "148/TTr-SKHCN"      TTr is a type, TIr is none; nothing else that is known looks like it
    "16-NQ/HCTTD"    ->  "16-NQ/HCTD"

Letters that no table knows may be right all the same: each department has its own. So only one look-alike is put for
one letter, or a letter doubled by mistake is left out, and only where one known suffix or type comes of it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType, Organ
from vnpolicy.knowledge.scans import LookAlike
from vnpolicy.language import fold
from vnpolicy.reading.words import Word

_CERTAIN = 0.95
# From "(148/TIr-SKHCN);" captures "148" and "/TIr-SKHCN", from "-CT/TW" only that.
_SYMBOL = re.compile(
    r"(?:Số:?\ ?)?[(“\"]?(?P<number>\d{1,6}[a-zđ]?)?(?P<tail>(?:[-/](?:19|20)\d\d)?(?:[-/][^\W\d_][\w&]*)+)[.,;:)”\"]*"
)
_PIECE = re.compile(r"[^\W\d_][\w&]*")
_TERM = re.compile(r"\d{1,2}$")


class Letters(NamedTuple):
    """Letters of a type or an organ, and the row that has them."""

    text: str
    row: str


def symbol_in(text: str) -> re.Match[str] | None:
    """The number with letters that a word is; None for "31/12", "đ/c", "và/hoặc"."""
    found = _SYMBOL.fullmatch(text)
    if found is None:
        return None
    pieces = _PIECE.findall(found["tail"])
    capitals = all(sum(map(str.isupper, piece)) * 2 >= len(piece) for piece in pieces)
    return found if capitals and (found["number"] or len(pieces) > 1) else None


def unknown_letters(text: str, knowledge: Knowledge) -> list[str]:
    """The letters in a word's number that no table knows.

    >>> unknown_letters("148/TIr-UBND", Knowledge.default())
    ['TIr']
    """
    found = symbol_in(text)
    return [piece for piece in _PIECE.findall(found["tail"]) if not _known(piece, knowledge)] if found else []


def mended(word: Word, knowledge: Knowledge) -> Word:
    """The word with known letters in its number, where they are one look-alike away."""
    found = symbol_in(word.text)
    if found is None or (word.confidence is not None and word.confidence >= _CERTAIN):
        return word
    tail = _PIECE.sub(lambda piece: _likely(piece[0], knowledge), found["tail"])
    if tail == found["tail"]:
        return word
    text = word.text[: found.start("tail")] + tail + word.text[found.end("tail") :]
    return msgspec.structs.replace(word, text=text, reading=word.reading or word.text)


def _likely(piece: str, knowledge: Knowledge) -> str:
    """Letters that no table knows -> those of the one row that look like them."""
    found = _known(piece, knowledge)
    near = [] if found else [known for each in _near(piece, knowledge) if (known := _known(each, knowledge))]
    return near[0].text if len({known.row for known in near}) == 1 else piece


def _known(piece: str, knowledge: Knowledge) -> Letters | None:
    """The letters as they are usually printed, with the number of the term behind QH15."""
    letters = letters_of(knowledge)
    if (whole := letters.get(fold(piece))) or not (term := _TERM.search(piece)):
        return whole
    organ = letters.get(fold(piece[: term.start()]))
    return organ and Letters(organ.text + term[0], organ.row)


def _near(piece: str, knowledge: Knowledge) -> Iterator[str]:
    """What one look-alike for a letter, or one letter less of two alike, makes of letters."""
    alike = _alike(knowledge)
    for at, letter in enumerate(piece):
        others = alike.get(letter.upper(), "")
        for other in others:
            yield piece[:at] + other + piece[at + 1 :]
        if any(beside == letter or beside in others for beside in piece[at + 1 : at + 2]):
            yield piece[:at] + piece[at + 1 :]


@lru_cache(maxsize=8)
def letters_of(knowledge: Knowledge) -> dict[str, Letters]:
    """The letters of types and organs as they are usually printed, by their folded print."""
    types = (
        Letters(symbol, row.code) for row in knowledge[DocType] for symbol in (*row.symbols, *row.party_symbols)
    )
    organs = (
        Letters(suffix.replace(" ", ""), "/" + row.code) for row in knowledge[Organ] for suffix in row.phrases()
    )
    known: dict[str, Letters] = {}
    for letters in (*types, *organs):
        known.setdefault(fold(letters.text), letters)
    return known


@lru_cache(maxsize=8)
def _alike(knowledge: Knowledge) -> dict[str, str]:
    """What each letter may be taken for."""
    alike: dict[str, str] = {}
    for row in knowledge[LookAlike]:
        for letter in row.letters:
            alike[letter] = alike.get(letter, "") + row.letters.replace(letter, "")
    return alike
