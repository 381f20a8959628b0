r"""Pictures that Word draws with letters of symbol fonts -> the Unicode characters they look like.

    "\uf0fc" or "ü" in Wingdings  ->  "✓"
    "\uf0b7" or "·" in Symbol     ->  "•"

A letter that is not in the tables stays as it is.
"""

_PRIVATE = 0xF000  # Word stores the letter n of a symbol font as U+F000 + n
_SHAPES = {
    "symbol": {0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xDE: "⇒"},
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢",
        0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x96: "•", 0x97: "●", 0xA3: "□"},
    "wingdings 3": {0x7D: "▶", 0x84: "◀"},
}  # fmt: skip
_BULLETS = "-–—+*•"  # what a list may begin with besides


def as_unicode(text: str, font: str) -> str:
    r"""The text, with the letters of a symbol font as the characters they look like.

    >>> as_unicode("\uf0fc", "Wingdings"), as_unicode("ü", "Arial")
    ('✓', 'ü')
    """
    shapes = _SHAPES.get(font.strip().lower())
    if not shapes:
        return text
    return "".join(shapes.get(ord(char) - _PRIVATE, shapes.get(ord(char), char)) for char in text)


def bullet(mark: str) -> str:
    r"""The mark of a list as all formats give it: a dash, plus or star as it stands, any picture as "•".

    >>> bullet("-"), bullet("\uf0a7"), bullet("o"), bullet(" ")
    ('-', '•', '•', '')
    """
    mark = mark.strip()
    return mark if mark in _BULLETS else "•"
