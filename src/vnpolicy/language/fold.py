"""One spelling to match by.

A document writes "Tỉnh uỷ" here and "Tỉnh ủy" there, with this dash or that. `fold` brings all of
them to one key *of the same length*, so that an offset in the key is an offset in the text:

    >>> fold("Tỉnh uỷ – Số 43–CT/TW")
    'tỉnh ủy - số 43-ct/tw'
"""

import re
import unicodedata

# Old tone style -> new, in open syllables only (hoà -> hòa, but hoàn stays); after "qu" the u is no vowel (quý).
_NEW_TONE = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_OLD_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_TONE)})(?![a-zà-ỹđ])")

# Characters that print alike: Icelandic Eth and African D for Đ, all kinds of dash, slash, quote and space.
_LOOK_ALIKE = str.maketrans(
    {"ð": "đ", "ɖ": "đ"}
    | dict.fromkeys("‐‑‒–—―−\u00ad", "-")
    | dict.fromkeys("⁄∕／", "/")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " ")
)
_UNSAFE = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    r"""The text with composed letters; PDF files often store them decomposed.

    >>> nfc("uy\u0309") == "uỷ"
    True
    """
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The matching key of `text`: lower case, new tone style, plain dashes, spaces and quotes; same length.

    Wants NFC. `fold(fold(x)) == fold(x)` and `len(fold(x)) == len(x)` for every string.

    >>> fold("HOÀ BÌNH, quý III, hoàn toàn")
    'hòa bình, quý iii, hoàn toàn'
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few foreign capitals grow: "İ" gives two characters
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    lower = lower.translate(_LOOK_ALIKE)
    return _OLD_TONE.sub(lambda found: _NEW_TONE[found[0]], lower)


def slug(text: str) -> str:
    """An ASCII name for ids and file names. Not reversible: decide identity before.

    >>> slug("Tỉnh ủy Đắk Lắk")
    'tinh-uy-dak-lak'
    """
    plain = unicodedata.normalize("NFD", fold(nfc(text)).replace("đ", "d"))
    return _UNSAFE.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
