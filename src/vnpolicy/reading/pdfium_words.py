r"""The characters of a page as PDFium knows them -> words with their boxes.

    "Số 43-CT/TW\r\nHà Nội"  ->  Word("Số", 72, 92, 86, 104), Word("43-CT/TW", 89, 92, 141, 104), Word("Hà", …

To ask PDFium anything costs about a microsecond, so questions are put to a word, a line or a run of one font, never
to each character.
"""

import ctypes
import re
from collections.abc import Iterator
from itertools import groupby
from math import hypot
from typing import Any, NamedTuple

import msgspec

from vnpolicy.language.legacy import encoding_of_font, from_font
from vnpolicy.model import Box
from vnpolicy.reading.symbols import as_unicode
from vnpolicy.reading.tidy import SOFT_HYPHEN, whole
from vnpolicy.reading.words import Word

HYPHEN = "\ufffe"  # how PDFium writes a hyphen at the end of a line, whatever kind of hyphen it was
UNMAPPED = "\ufffd"  # a character whose font does not tell its letter
_LINE = re.compile(r"[^\r\n]+")
# From "kinh tế\ufffexã hội" captures each run of characters that belong together.
_WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_BOLD = ("bold", "black", "heavy", "demi")
_PICTURES = ("wingdings", "symbol")  # how the names of fonts begin that draw pictures for letters
_FORCED_BOLD = 1 << 18  # of the flags of a font
_LONGEST_NAME = 256  # bytes, of a font
_HYPHEN_CODE = 2  # what stands for HYPHEN where single characters are asked for
_LETTER, _INK = (0.4, 1.3), 0.3  # of the size of letters: the breadth of one, the least height of its ink
_SMALLEST = 0.1  # points, of letters
_LEVEL = 0.05  # of its length: text that rises or falls by no more is upright

Matrix = tuple[float, float, float, float, float, float]


class Text(msgspec.Struct, frozen=True):
    """The words of a page. `turned` are those that stand askew or on their side, `hidden` those that are unseen."""

    words: tuple[Word, ...] = ()
    turned: tuple[Word, ...] = ()
    hidden: tuple[Word, ...] = ()

    @property
    def upright(self) -> int:
        """How many of them stand upright."""
        return len(self.words) + len(self.hidden)


class _Style(NamedTuple):
    """How a run of characters is set: `size` in points, `drop` from the baseline to the lower edge of its letters."""

    font: str  # its name in lower case, where its letters are not what they look like in other fonts; else ""
    bold: bool
    size: float
    drop: float
    upright: bool
    hidden: bool


_NO_STYLE = _Style(font="", bold=False, size=10.0, drop=0.0, upright=True, hidden=False)


def read_text(textpage: Any, view: Matrix) -> Text:
    """The words of a text page of PDFium; `view` leads from its coordinates to points from the page's top left."""
    found = list(_Reader(textpage, view).words())
    return Text(
        words=tuple(word for word, style in found if style.upright and not style.hidden),
        turned=tuple(word for word, style in found if not style.upright),
        hidden=tuple(word for word, style in found if style.upright and style.hidden),
    )


def through(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix leads a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _quick(function: Any, answer: Any) -> Any:
    """A function of PDFium that does not check what it is given: the checks take longer than the function."""
    return ctypes.CFUNCTYPE(answer)(ctypes.cast(function, ctypes.c_void_p).value or 0)


class _Reader:
    """One text page, with the buffers that PDFium writes its answers to."""

    def __init__(self, textpage: Any, view: Matrix) -> None:
        import pypdfium2.raw as pdfium

        self.pdfium, self.page, self.view = pdfium, textpage, view
        self.rect, self.matrix, self.descent = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_float()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.x_reference, self.y_reference = ctypes.byref(self.x), ctypes.byref(self.y)
        self.rect_reference = ctypes.byref(self.rect)
        self.origin = _quick(pdfium.FPDFText_GetCharOrigin, ctypes.c_int)
        self.loose = _quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
        self.tight = _quick(pdfium.FPDFText_GetCharBox, ctypes.c_int)
        self.run = _quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
        self.edges = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
        self.edge_references = [ctypes.byref(edge) for edge in self.edges]
        self.styles: dict[int, _Style] = {}  # of runs, by the address of PDFium's object
        self.fonts: dict[int, tuple[str, bool]] = {}  # their names and whether they are bold, by address

    def words(self) -> Iterator[tuple[Word, _Style]]:
        """The words in the order of the file, each with its style."""
        text = self._characters()
        plain = text.replace("\r\n", "\n\n").replace(HYPHEN, "-")
        letters = plain if whole(plain) == plain else None
        before = (0.0, 0.0, 0.0, 0.0)  # the box of the last word
        for start, end, style in self._pieces(text):
            if style.font:
                word = _printed(text[start:end], style.font)
            else:
                word = letters[start:end] if letters else whole(plain[start:end]).strip()
            if word:
                spaced = text[start - 1 : start] == " "
                left, top, right, bottom = box = self._box(start, end - 1, style)
                wide = spaced and left - before[2] > _LETTER[0] * style.size
                if wide and self._is_inked(start - 1, before, box, style):
                    yield Word(UNMAPPED, before[2], top, left, bottom, style.bold), style
                    spaced = False
                yield Word(word, left, top, right, bottom, style.bold, None, spaced), style
                before = box

    def _characters(self) -> str:
        """One character for each that PDFium counts."""
        count = self.pdfium.FPDFText_CountChars(self.page)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.pdfium.FPDFText_GetText(self.page, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")
        if len(text) == count and not _SURROGATE.search(text):
            return text
        codes = (self.pdfium.FPDFText_GetUnicode(self.page, at) for at in range(count))
        return "".join(HYPHEN if code == _HYPHEN_CODE else chr(code) if code else UNMAPPED for code in codes)

    def _pieces(self, text: str) -> Iterator[tuple[int, int, _Style]]:
        """The words, parted where the style changes."""
        for line in _LINE.finditer(text):
            spans = [found.span() for found in _WORD.finditer(text, *line.span())]
            if not spans:
                continue
            style = self._style(spans[0][0])
            if style is self._style(spans[-1][1] - 1):  # one run has printed the line
                yield from ((start, end, style) for start, end in spans)
            else:
                for start, end in spans:
                    yield from self._parted(start, end)

    def _parted(self, start: int, end: int) -> Iterator[tuple[int, int, _Style]]:
        style = self._style(start)
        if style == self._style(end - 1):
            yield start, end, style
            return
        for style, run in groupby(range(start, end), self._style):
            places = list(run)
            yield places[0], places[-1] + 1, style

    def _style(self, at: int) -> _Style:
        """The style of a character."""
        address = self.run(self.page, at)
        if not address:  # a character that PDFium put in
            return self._style(at - 1) if at else _NO_STYLE
        if address not in self.styles:
            self.styles[address] = self._style_of(at)
        return self.styles[address]

    def _style_of(self, at: int) -> _Style:
        pdfium, matrix = self.pdfium, self.matrix
        run = pdfium.FPDFText_GetTextObject(self.page, at)
        size = pdfium.FPDFText_GetFontSize(self.page, at)
        pdfium.FPDFText_GetMatrix(self.page, at, ctypes.byref(matrix))
        font = pdfium.FPDFTextObj_GetFont(run)
        name, bold = self._font(font)
        pdfium.FPDFFont_GetDescent(font, size, ctypes.byref(self.descent))
        (x, y), (across, down) = through(self.view, 0, 0), through(self.view, matrix.a, matrix.b)
        return _Style(
            font=name,
            bold=bold,
            size=max(_SMALLEST, size * hypot(matrix.c, matrix.d)),
            drop=-self.descent.value * hypot(matrix.c, matrix.d),
            upright=abs(down - y) <= _LEVEL * (across - x),
            hidden=pdfium.FPDFTextObj_GetTextRenderMode(run) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        )

    def _font(self, font: Any) -> tuple[str, bool]:
        """(its name where its letters are not what they look like, whether it is bold)."""
        if not font:
            return "", False
        address = ctypes.addressof(font.contents)
        if address not in self.fonts:
            buffer = ctypes.create_string_buffer(_LONGEST_NAME)
            self.pdfium.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME)
            name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace")).lower()
            forced = bool(self.pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD)
            own = encoding_of_font(name) or name.startswith(_PICTURES)
            self.fonts[address] = (name if own else "", forced or any(mark in name for mark in _BOLD))
        return self.fonts[address]

    def _box(self, first: int, last: int, style: _Style) -> Box:
        """The box of the word whose first and last character these are."""
        if not style.upright:
            one, other = self._loose(first), self._loose(last)
            return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
        a, b, c, d, e, f = self.view
        self.origin(self.page, first, self.x_reference, self.y_reference)
        self.loose(self.page, last, self.rect_reference)
        x, y, rect = self.x.value, self.y.value, self.rect
        bottom = b * x + d * y + f + style.drop
        one, other = a * rect.left + c * rect.bottom, a * rect.right + c * rect.top
        return a * x + c * y + e, bottom - style.size, (one if one > other else other) + e, bottom

    def _is_inked(self, at: int, before: Box, behind: Box, style: _Style) -> bool:
        """Whether the space between two words is a letter in truth, of which the font says that it is a space."""
        if behind[0] - before[2] > _LETTER[1] * style.size or abs(before[3] - behind[3]) > _LEVEL * style.size:
            return False
        self.tight(self.page, at, *self.edge_references)
        *_, low, high = (edge.value for edge in self.edges)
        return bool(high - low > _INK * style.size)

    def _loose(self, at: int) -> Box:
        """The box of a character, with the room that its font leaves it."""
        self.loose(self.page, at, self.rect_reference)
        x, y = through(self.view, self.rect.left, self.rect.top)
        other, below = through(self.view, self.rect.right, self.rect.bottom)
        return min(x, other), min(y, below), max(x, other), max(y, below)


def _printed(text: str, font: str) -> str:
    """What the characters of a font from before Unicode, or of one that holds pictures, print."""
    if encoding_of_font(font):
        text = text.replace(HYPHEN, SOFT_HYPHEN)  # a letter of TCVN3, which PDFium takes for a hyphen
        return whole(from_font(text, font) or text)
    picture = next(name for name in _PICTURES if font.startswith(name))
    return whole(as_unicode(text.replace(HYPHEN, "-"), picture)).strip()
