r"""Characters as every reader hands them on: composed letters, no controls, single spaces.

Two steps: `whole` for a text, then `tidy` for each of its lines.

    >>> tidy("  Tỉnh\u00a0uỷ \tĐắk   Lắk ")
    'Tỉnh uỷ Đắk Lắk'
"""

import re

from vnpolicy.language import nfc

_SPACES = re.compile(r"[^\S\n]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufeff\u200b-\u200f\u2060\ufffc\ufffe\uffff]")
_NEW_LINE = re.compile(r"\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
# A soft hyphen is how some PDF fonts store the dash of a symbol: "43\u00adCT/TW", "nông thôn \u00ad đô thị".
_HARD_HYPHEN = re.compile(r"(?<=[0-9A-ZĐƯÔ\s])\u00ad(?=[0-9A-ZĐƯÔ\s])(?!\s*$)")
# Old Vietnamese keyboards and PDF fonts give the letter gha for ư: "Chƣơng".
_LOOK_ALIKE = str.maketrans("Ƣƣ", "Ưư")

SOFT_HYPHEN = "\u00ad"


def whole(text: str) -> str:
    r"""A whole text: NFC, "\n" and form feed as its only breaks, no control or invisible characters.

    >>> whole("Số\r\n43\x00")
    'Số\n43'
    """
    text = _CONTROL.sub("", _NEW_LINE.sub("\n", text))
    return nfc(_SURROGATE.sub("\ufffd", text)).translate(_LOOK_ALIKE)


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
