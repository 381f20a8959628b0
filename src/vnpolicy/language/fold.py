"""One spelling to match by.

A document writes "Tỉnh uỷ" here and "Tỉnh ủy" there, with this dash or that. `fold` brings all of
them to one key *of the same length*, so that an offset in the key is an offset in the text:

    >>> fold("Tỉnh uỷ – Số 43–CT/TW")
    'tỉnh ủy - số 43-ct/tw'
"""

import re
import unicodedata
from functools import lru_cache

# Old tone style -> new, in open syllables only (hoà -> hòa, but hoàn stays); after "qu" the u is no vowel (quý).
_NEW_TONE = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_OLD_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q..)(?![a-zà-ỹđ])")

_TONE_FIRST = re.compile("(?<=[aeoAEO])([\u0300\u0301\u0303\u0309])([\u0302\u0306])")

# One sound, two letters: "kĩ thuật" and "kỹ thuật", "bác sỹ" and "bác sĩ"; the commoner one is the key.
_IY = dict(zip("iìíỉĩịyỳýỷỹỵ", "yỳýỷỹỵiìíỉĩị", strict=True))
_OTHER_IY = re.compile(
    r"[iìíỉĩịyỳýỷỹỵ]\b (?: (?<=\b[hklmt][iìíỉĩị]) | (?<=\bqu[iìíỉĩị]) | (?<=\bs[yỳýỷỹỵ]) )", re.VERBOSE
)

# Characters that print alike: Icelandic Eth and African D for Đ, Cyrillic letters, all kinds of dash, slash, quote,
# space, and point before the item of a list.
_ALIKE = (
    dict(zip("ðɖÐƉ", "đđĐĐ", strict=True))
    | dict(zip("авекмнорстухіАВЕКМНОРСТУХІ", "abekmhopctyxiABEKMHOPCTYXI", strict=True))
    | dict.fromkeys("‐‑‒–—―−\u00ad⁃˗﹘﹣－", "-")
    | dict.fromkeys("⁄∕／", "/")
    | dict.fromkeys("·∙●○◦■□▪▫◼◻❖➢➔►▶⮚✓✔☑⧫⬧", "•")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‛′ʼ´", "'")
    | dict.fromkeys(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)), " ")
)
_ODD = re.compile(f"[{''.join(map(re.escape, _ALIKE))}]")
_LINE = 300  # characters
_UNSAFE = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    r"""The text with composed letters; PDF files often store them decomposed, and some the tone before the hat.

    >>> nfc("uy\u0309") == "uỷ", nfc("e\u0301\u0302") == "ế"
    (True, True)
    """
    composed = unicodedata.normalize("NFC", text)
    if "\u0302" in composed or "\u0306" in composed:
        swapped = _TONE_FIRST.sub(r"\2\1", unicodedata.normalize("NFD", composed))
        return unicodedata.normalize("NFC", swapped)
    return composed


def fold(text: str) -> str:
    """The matching key of `text`: lower case, new tone style, one of i and y, `plain` characters; same length.

    Wants NFC. `fold(fold(x)) == fold(x)` and `len(fold(x)) == len(x)` for every string.

    >>> fold("HOÀ BÌNH, quí III, hoàn toàn")
    'hòa bình, quý iii, hoàn toàn'
    """
    return _folded_line(text) if len(text) <= _LINE else _folded(text)


def _folded(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # a few foreign capitals grow: "İ" gives two characters
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    lower = _OTHER_IY.sub(lambda found: _IY[found[0]], plain(lower))
    return _OLD_TONE.sub(lambda found: _NEW_TONE[found[0]], lower)


_folded_line = lru_cache(maxsize=8_192)(
    _folded
)  # each step of reading and parsing asks for the same lines again


def plain(text: str) -> str:
    """The text with the usual letter, dash, slash, quote or space for each that prints alike; same length.

    >>> plain("12／2010／NÐ–СР")
    '12/2010/NĐ-CP'
    """
    return _ODD.sub(lambda found: _ALIKE[found[0]], text)


def unmarked(text: str) -> str:
    """The fold without tones, hats and bars, to search by.

    >>> unmarked("Tỉnh ủy Đắk Lắk")
    'tinh uy dak lak'
    """
    decomposed = unicodedata.normalize("NFD", fold(nfc(text)).replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=8_192)
def slug(text: str) -> str:
    """An ASCII name for ids and file names. Not reversible: decide identity before.

    >>> slug("Tỉnh ủy Đắk Lắk")
    'tinh-uy-dak-lak'
    """
    return _UNSAFE.sub("-", unmarked(text)).strip("-")
