"""HTML -> the text that it shows, with the place of each character in the source, and what of it may be wrapped.

    "<p>Chỉ thị <b>43-CT/TW</b> của Ban&nbsp;Bí thư</p>"  ->  "Chỉ thị 43-CT/TW của Ban Bí thư"
    characters 0 to 16 of that text  ->  the source of "Chỉ thị <b>43-CT/TW</b>", whole, since its tags pair

Nothing is read from a network, and no source is too broken: what is no tag is text.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise, starmap

import msgspec

# Elements whose text is not shown, and elements that begin a new line (cells: a new column).
_NAMES = re.compile(r"\w+")
_HIDDEN = frozenset(_NAMES.findall("script style template textarea title noscript select svg math"))
_BLOCKS = frozenset(
    _NAMES.findall(
        """address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary table tbody tfoot thead
        tr ul"""
    )
)
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(_NAMES.findall("area base br col embed hr img input link meta source track wbr"))
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)  # a letter with its marks


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the source: text, a tag of that name ("/b" closes), or what shows nothing."""

    start: int
    end: int
    tag: str | None = None
    shown: bool = False
    linked: bool = False  # stands in a link


class Page:
    """The text of a source, HTML or plain, and where each of its characters stands there."""

    def __init__(self, source: str, *, html: bool = True) -> None:
        self.source = source
        self.pieces = list(_pieces(source)) if html else [Piece(0, len(source), shown=True)]
        self._starts = [piece.start for piece in self.pieces]
        letters: list[str] = []
        self.places: list[tuple[int, int]] = []  # of each character; an empty place for a break
        for letter, start, end in _shown(source, self.pieces) if html else _composed(source, 0):
            letters.append(letter)
            self.places.append((start, end))
        self.text = "".join(letters)

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """What to wrap in the source for text[start:end]: one range where the tags in it pair, else its pieces of text.

        None of it where a part stands in a link already.
        """
        places = [place for place in self.places[start:end] if place[0] < place[1]]
        if not places:
            return []
        first, last = places[0][0], places[-1][1]
        at, to = (bisect_right(self._starts, place) - 1 for place in (first, last - 1))
        crossed = self.pieces[at : to + 1]
        if any(piece.shown and piece.linked for piece in crossed):
            return []
        if _pair(crossed):
            return [(first, last)]
        texts = ((max(piece.start, first), min(piece.end, last)) for piece in crossed if piece.shown)
        return [range for range in starmap(self._trimmed, texts) if range[0] < range[1]]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A range without the blanks around it."""
        text = self.source[start:end]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _pair(pieces: list[Piece]) -> bool:
    """Whether every tag that opens among these closes among them, and none begins a line."""
    opened: list[str] = []
    for piece in pieces:
        name = (piece.tag or "").lstrip("/")
        if name in _BLOCKS or name in _CELLS or (not piece.shown and piece.tag is None):
            return False
        if not name or name in _VOID:
            continue
        if not (piece.tag or "").startswith("/"):
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _shown(source: str, pieces: list[Piece]) -> Iterator[tuple[str, int, int]]:
    """The characters that a page shows, with their places: a run of blanks is one, a block makes a break."""
    blank = False
    for piece in pieces:
        name = (piece.tag or "").lstrip("/")
        if name in _BLOCKS or name in _CELLS:
            yield "\t" if name in _CELLS else "\n", piece.start, piece.start
            blank = True
        for letter, start, end in _text(source, piece) if piece.shown else ():
            if not (blank and letter.isspace()):
                yield " " if letter.isspace() else letter, start, end
            blank = letter.isspace()


def _text(source: str, piece: Piece) -> Iterator[tuple[str, int, int]]:
    raw = source[piece.start : piece.end]
    if raw.startswith("&") and len(shown := html.unescape(raw)) == 1:
        yield shown, piece.start, piece.end
    else:
        yield from _composed(raw, piece.start)


def _composed(raw: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The letters of a text with their marks composed, and their places; `at` is where it begins."""
    for found in _CLUSTER.finditer(raw):
        for letter in unicodedata.normalize("NFC", found[0]):
            yield letter, at + found.start(), at + found.end()


def _pieces(source: str) -> Iterator[Piece]:
    """The source cut at its tags and character references, without a gap."""
    reader = _Reader(source)
    marks = [*reader.marks, (len(source), None, False)]
    if not reader.marks or reader.marks[0][0] > 0:
        marks.insert(0, (0, None, True))
    hidden, links = 0, 0
    for (start, tag, is_text), (end, *_) in pairwise(marks):
        name = (tag or "").lstrip("/")
        if tag and name in _HIDDEN:
            hidden = max(0, hidden + (-1 if tag.startswith("/") else 1))
        if tag and name == "a":
            links = max(0, links + (-1 if tag.startswith("/") else 1))
        yield Piece(start, end, tag, is_text and not hidden, links > 0)


class _Reader(HTMLParser):
    """Where tags, references and text begin: (offset, tag or None, whether it is text)."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.marks: list[tuple[int, str | None, bool]] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self.feed(source)
        self.close()

    def _mark(self, tag: str | None, is_text: bool = False) -> None:
        line, column = self.getpos()
        self.marks.append((self._lines[line - 1] + column, tag, is_text))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A tag opens."""
        self._mark(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """A tag like <br/>: it opens, and in HTML nothing else."""
        self._mark(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        self._mark("/" + tag)

    def handle_data(self, data: str) -> None:
        """Text."""
        self._mark(None, True)

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._mark(None, True)

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self._mark(None, True)

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self._mark(None)

    def handle_decl(self, decl: str) -> None:
        """A declaration."""
        self._mark(None)

    def handle_pi(self, data: str) -> None:
        """A processing instruction."""
        self._mark(None)

    def unknown_decl(self, data: str) -> None:
        """A marked section."""
        self._mark(None)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Word writes sections of its own: "<![if gte mso 9]>"."""
        return self.parse_bogus_comment(i, bool(report))
