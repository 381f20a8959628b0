r"""What OCR read of a Roman numeral, and how the strokes of its picture lean -> the numeral it is.

    "II."       |  |  |          ->  "III."
    "IH/2025"   |  |  |  /  ...  ->  "III/2025"
    "XII)"      \  |  |  |  )    ->  "XIII)"

Tesseract's Vietnamese data read "III" as "II" more often than not. The strokes tell how many there are, the letters
whether a leaning one belongs to V or X; where they do not fit together, nothing is told.
"""

import re
from collections.abc import Sequence

_LEANS = 0.06  # of the height of a word
_LOOKS = str.maketrans({"1": "I", "l": "I", "|": "I", "L": "I", "H": "II"})
_TENS = ("", "X", "XX", "XXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_NUMERALS = {ten + one for ten in _TENS for one in _ONES}
# From "II.", "(X)", "IH/2025.", "11/2016" captures the numeral, and what stands before and behind it.
_PRINTED = re.compile(r"(?P<before>\(?)(?P<numeral>[IVXLHl|1]{1,6})(?P<behind>[-–.):;,].*|/\d.*|)")


def numeral_in(text: str) -> str:
    """The letters of a word that may be a Roman numeral, or what OCR makes of one; none where it is another word.

    >>> numeral_in("(IH/2025."), numeral_in("Quý")
    ('IH', '')
    """
    found = _PRINTED.fullmatch(text)
    return found["numeral"] if found else ""


def numeral_of(text: str, leans: Sequence[float]) -> str | None:
    """The word with the one numeral that fits its letters and its strokes; None where none does.

    >>> numeral_of("II.", (0, 0, 0)), numeral_of("11/2016", (0, 0, -0.1, 0.1)), numeral_of("(X)", (0.2, 0.2, 0.1))
    ('III.', 'II/2016', '(X)')
    >>> numeral_of("V.", (0, 0)) is None
    True
    """
    found = _PRINTED.fullmatch(text)
    if found is None:
        return None
    strokes = leans[len(found["before"]) : len(leans) - found["behind"].startswith(")")]
    letters = re.findall("[VX]", found["numeral"].translate(_LOOKS))
    shape = _shape(strokes)
    if shape.count("V") != len(letters):
        return None
    numeral = re.sub("V", lambda _: letters.pop(0), shape)
    return found["before"] + numeral + found["behind"] if numeral in _NUMERALS - {""} else None


def _shape(leans: Sequence[float]) -> str:
    """The letters that strokes make, up to a slash: I for an upright one, V for one that leans right, or for two."""
    shape = ""
    opens = False
    for lean in leans:
        if lean < -_LEANS and not opens:
            break
        opens = lean > _LEANS
        if lean >= -_LEANS:
            shape += "V" if opens else "I"
    return shape
