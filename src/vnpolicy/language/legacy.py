"""Vietnamese from before Unicode: the letters that its bytes, or the characters of its fonts, stand for.

    "KÕ ho¹ch" in .VnTime      -> "Kế hoạch"       TCVN3 (ABC)
    "ban bÝ th­" in .VnTimeH    -> "BAN BÍ THƯ"     the same bytes, in a font that draws capitals
    "Keá hoaïch" in VNI-Times  -> "Kế hoạch"       VNI: a letter, then its marks

Such text comes as bytes, or as Unicode characters that only carry the bytes: as Latin-1 or Windows-1252 shows
them, or as symbols of a font (U+F0xx). data/encodings.toml holds the tables.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from vnpolicy.language.fold import nfc
from vnpolicy.language.syllables import is_syllable

_DATA = Path(__file__).parent / "data" / "encodings.toml"
_SYMBOLS = 0xF000  # symbol fonts show byte b as U+F000 + b
# Windows-1252 has characters of its own for some bytes.
_WINDOWS = {byte: char for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_CARRIERS = {ord(char): byte for byte, char in _WINDOWS.items()} | {
    _SYMBOLS + byte: byte for byte in range(0x20, 0x100)
}
# From "ABCDEF+.VnTime" captures the tag of a font of which a PDF holds only a part.
_SUBSET = re.compile(r"[A-Z]{6}\+")
_ROMAN = re.compile("[IVXLC]+")
# Letters that no encoding of one byte shows as itself: what holds one is Unicode.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0303\u0306\u0309\u031b\u0323]")


class Encoding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An encoding and the fonts that show it."""

    code: str
    name: str
    fonts: tuple[str, ...]
    capitals: tuple[str, ...] = ()
    glyphs: dict[str, str] = {}
    small: bool = False
    loses: str = ""


def convert(text: str, encoding: str) -> str:
    """The Vietnamese that the characters of `text`, each of which carries a byte, stand for.

    >>> convert("KÕ ho¹ch", "tcvn3"), convert("Keá hoaïch", "vni")
    ('Kế hoạch', 'Kế hoạch')
    """
    pattern, letters = _table(encoding)
    return nfc(pattern.sub(lambda found: letters[found[0]], carried(text)).translate(_WINDOWS))


def carried(text: str) -> str:
    r"""The text with each byte as the Latin-1 character of its number.

    >>> carried("\uf0a7\u2122")
    '§\x99'
    """
    return text.translate(_CARRIERS)


def windows(data: bytes) -> str:
    r"""Bytes as Windows-1252 shows them, those that it has nothing for as Latin-1 does.

    >>> windows(b"K\xd5 \x93ho\xb9ch\x94")
    'KÕ “ho¹ch”'
    """
    return data.decode("latin-1").translate(_WINDOWS)


def with_capitals(text: str) -> str:
    """TCVN3 text with the capitals that only its font would show, where the letters beside them tell.

    Its letters with a tone mark are small ones; beside capitals they are meant as capitals, in the word or in
    the words on either side. The capital that begins a lower-case word is lost: "ủy ban" for "Ủy ban".

    >>> with_capitals("CộNG HòA Xã HộI"), with_capitals("Sở Nội vụ, số 5-NQ/TU")
    ('CỘNG HÒA XÃ HỘI', 'Sở Nội vụ, số 5-NQ/TU')
    """
    return _run_of_capitals().sub(lambda run: run[0].upper() if _is_heading(run[0]) else run[0], text)


def _is_heading(run: str) -> bool:
    """Whether a word shows that all are meant as capitals: two capitals of its own, and no abbreviation."""
    words = re.findall(r"\w+", run)
    capitals = [sum(map(str.isupper, word)) for word in words]
    return any(
        count > 1 and is_syllable(word) and not _ROMAN.fullmatch(word)
        for word, count in zip(words, capitals, strict=True)
    )


@cache
def _run_of_capitals() -> re.Pattern[str]:
    """From "của BAN Tổ CHứC, Vụ I" captures "BAN Tổ CHứC, Vụ I": words without a small letter that TCVN3 has large."""
    large = {letter for letter in codes("tcvn3") if letter.isupper()}
    small = "".join(letter for letter in codes("tcvn3") if letter.islower() and letter.upper() not in large)
    word = f"[A-Z{''.join(large)}{small}]+"
    return re.compile(rf"\b{word}(?:[ ,–-]{{1,3}}{word})*\b")


def is_unicode(text: str) -> bool:
    """Whether a letter shows that the text is Unicode and not the bytes of an encoding from before.

    >>> is_unicode("Tỉnh uỷ"), is_unicode("TØnh uû")
    (True, False)
    """
    return _UNICODE.search(text) is not None


def from_font(text: str, font_name: str) -> str | None:
    """The Vietnamese that a run of this font prints; None where it prints the text as it stands.

    >>> from_font("kÕ ho¹ch", ".VnTime"), from_font("kÕ ho¹ch", ".VnTimeH")
    ('kế hoạch', 'KẾ HOẠCH')
    >>> from_font("kế hoạch", ".VnTime"), from_font("kế hoạch", "Times New Roman")
    (None, None)
    """
    encoding = encoding_of_font(font_name)
    if encoding is None or is_unicode(text):
        return None
    printed = convert(text, encoding.code)
    return printed.upper() if encoding.capitals and _plain(font_name).endswith(encoding.capitals) else printed


@lru_cache(maxsize=1_000)
def encoding_of_font(font_name: str) -> Encoding | None:
    """The encoding from before Unicode that a font shows, by the beginning of its name.

    >>> encoding_of_font("ABCDEF+.VnTime").name, encoding_of_font("Arial")
    ('TCVN3 (ABC)', None)
    """
    font = _plain(font_name)
    return next((encoding for encoding in encodings() if font.startswith(encoding.fonts)), None)


def _plain(font_name: str) -> str:
    return _SUBSET.sub("", font_name.strip("\"' ")).lower()


@cache
def encodings() -> tuple[Encoding, ...]:
    """The encodings of data/encodings.toml."""
    return msgspec.convert(_tables()["encodings"], tuple[Encoding, ...])


def by_code(code: str) -> Encoding:
    """The encoding of this code."""
    return next(encoding for encoding in encodings() if encoding.code == code)


@cache
def codes(encoding: str) -> dict[str, str]:
    """Each letter of Unicode, and the characters of Latin-1 that carry its bytes in this encoding.

    >>> codes("vni")["ế"]
    'eá'
    """
    rows: Iterable[dict[str, str]] = _tables()["letters"]
    return {row["letter"]: bytes.fromhex(row[encoding]).decode("latin-1") for row in rows if encoding in row}


@cache
def _table(code: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """(what stands for a letter, the letters)."""
    letters = {carrying: letter for letter, carrying in codes(code).items()}
    encoding = by_code(code)
    for carrying in list(letters) if encoding.small else ():
        letters.setdefault(carrying[0] + carrying[1:].lower(), letters[carrying])
    for glyph, byte in encoding.glyphs.items():
        letters[glyph] = letters[bytes.fromhex(byte).decode("latin-1")]
    longest = sorted(map(re.escape, letters), key=len, reverse=True)
    return re.compile("|".join(longest)), letters


@cache
def _tables() -> dict[str, list[dict[str, str]]]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)
