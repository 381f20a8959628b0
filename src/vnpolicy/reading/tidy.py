r"""Characters as every reader hands them on: composed letters, no controls, single spaces.

Two steps: `whole` for a text, then `tidy` for each of its lines.

    >>> tidy("  Tỉnh\u00a0uỷ \tĐắk   Lắk ")
    'Tỉnh uỷ Đắk Lắk'
"""

import re

from vnpolicy.language import nfc

_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")  # all but single ones
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufeff\u200b-\u200f\u2060\ufffc\ufffe\uffff]")
_NEW_LINE = re.compile(r"[\r\x0b\x1c-\x1e\x85\u2028\u2029]")
# A soft hyphen is how some PDF fonts store the dash of a symbol: "43\u00adCT/TW", "nông thôn \u00ad đô thị".
_HARD_HYPHEN = re.compile(r"(?<=[0-9A-ZĐƯÔ\s])\u00ad(?=[0-9A-ZĐƯÔ\s])(?!\s*$)")
# Old Vietnamese keyboards and PDF fonts give the letter gha for ư: "Chƣơng".
_LOOK_ALIKE = ("Ƣ", "Ư"), ("ƣ", "ư")
# From "\uf0b7 Sở Y tế" captures what is left of a point, square or tick where the name of its symbol font is lost.
_POINT = re.compile(r"[\uf06c\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc](?<!\S.)(?!\S)")
_POINTS = str.maketrans("\uf06c\uf06e\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc", "●■❖▪□•➢✓")

SOFT_HYPHEN = "\u00ad"


def whole(text: str) -> str:
    r"""A whole text: NFC, "\n" and form feed as its only breaks, no control or invisible characters.

    >>> whole("Số\r\n43\x00"), whole("\uf0b7 Sở Y tế")
    ('Số\n43', '• Sở Y tế')
    """
    text = _CONTROL.sub("", _NEW_LINE.sub("\n", text.replace("\r\n", "\n")))
    text = nfc(_POINT.sub(lambda point: point[0].translate(_POINTS), _SURROGATE.sub("\ufffd", text)))
    for printed, meant in _LOOK_ALIKE:
        text = text.replace(printed, meant)
    return text


def tidy(line: str) -> str:
    r"""One line: NFC, single spaces, none at its ends; soft hyphens only at its very end.

    >>> tidy("43\u00adCT/TW; nhân\u00ad")
    '43-CT/TW; nhân\xad'
    """
    line = _SPACES.sub(" ", nfc(line)).strip()
    if SOFT_HYPHEN not in line:
        return line
    line = _HARD_HYPHEN.sub("-", line)
    return line[:-1].replace(SOFT_HYPHEN, "") + line[-1:]
