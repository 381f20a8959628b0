r"""RTF -> lines: its groups and control words as paragraphs and tables of runs.

    {\b S\'f4\u7889?:} 12-KH/TU\par      one paragraph, its first word in bold
    {\listtext 1.\tab}Giao ...\par       "1. Giao ...": RTF carries the numbers that Word has counted

A byte is a letter by the font in which it stands: of that font's code page, or of an encoding from before Unicode.
Headers and footers are furniture, notes stand below the paper; what is hidden or deleted is not read.
"""

import codecs
import re

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.language.legacy import encoding_of_font
from vnpolicy.model import Issue
from vnpolicy.reading.blocks import Block, Story, flat, source_of
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.runs import NEW_LINE, NEW_PAGE, Look, Run, shown
from vnpolicy.reading.source import Source
from vnpolicy.reading.symbols import bullet
from vnpolicy.reading.tidy import SOFT_HYPHEN

# From "\fs28 Kế" captures "\fs28 "; from "\'d5" the byte; from "\~" the sign; else a brace, or bytes as they stand.
_TOKEN = re.compile(
    r"""
      \\ (?P<word> [A-Za-z]{1,40} ) (?P<number> -? \d{1,10} )? [ ]?
    | \\ ' (?P<hex> [0-9A-Fa-f]{2} )
    | \\ (?P<sign> [^A-Za-z] )
    | (?P<brace> [{}] )
    | (?P<bytes> [^\\{}\r\n]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 1_000  # groups in groups; real papers have a few dozen

# What a word says at the beginning of a group: that its text stands nowhere, or elsewhere.
_UNREAD = frozenset((
    "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atnid", "bkmkend", "bkmkstart", "colortbl", "filetbl",
    "fldinst", "ftncn", "ftnsep", "ftnsepc", "info", "listtable", "nonesttables", "nonshppict", "objdata", "pict",
    "revtbl", "shprslt", "sp", "stylesheet", "tc", "tcn", "xe",
))  # fmt: skip
_READ_STARRED = frozenset(("do", "shpinst"))  # of those that an old program may pass over
_PLACES = {"fonttbl": "fonts", "listtext": "label", "pntext": "label"}
_ASIDE = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footnote": "footnote",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
    "shptxt": "box", "dptxbxtext": "box",
}  # fmt: skip

_LOOKS = {"b": "bold", "v": "hidden", "deleted": "hidden", "caps": "capitals", "super": "raised"}
_SIGNS = {"~": "\u00a0", "_": "-", "-": SOFT_HYPHEN, "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_CHARACTERS = {
    "tab": "\t", "line": NEW_LINE, "page": NEW_PAGE, "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip

_ANSI, _USUAL, _SYMBOLS = 0, 1, 2  # kinds of \fcharset that are no code page of their own
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437",
}  # fmt: skip
_UNDEFINED = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}  # a byte that a code page has no letter for


def read_rtf(data: bytes, name: str, options: Options = USUAL) -> Source:
    r"""The lines of an RTF file. Raises UnreadableSource where its groups stand in each other without end.

    >>> source = read_rtf(rb"{\rtf1{\fonttbl{\f0 .VnTime;}}\f0 K\'d5 ho\'b9ch\par}", "")
    >>> source.lines[0].text, source.encoding
    ('Kế hoạch', 'tcvn3')
    """
    reader = _Reader()
    text = data.decode("latin-1")
    at = 0
    while (token := _TOKEN.search(text, at)) is not None:
        at = token.end() + reader.take(token)
        if reader.depth > _DEEPEST:
            raise UnreadableSource(name, "rtf", "its groups stand in each other too deep")
    issues = []
    if reader.depth:
        issues.append(Issue(code="source.part", message="it ends inside a group: the rest is missing"))
    source = source_of(reader.finished(), name, "rtf")
    if reader.pictures and not source.lines:
        issues.append(Issue(code="source.scan", message="it holds pictures and no text: it may be a scan"))
    return msgspec.structs.replace(source, issues=(*source.issues, *issues))


class _Font(msgspec.Struct):
    name: str = ""
    charset: int = _USUAL


class _State(msgspec.Struct):
    """What a group hands down to the groups inside it."""

    story: Story
    place: str = ""  # where its text goes: to the story, or to "fonts", "label", "unread"
    kind: str = ""  # of the story, if it stands beside the paper
    font: int = 0
    look: Look = Look()
    in_table: bool = False
    fallback: int = 1  # characters behind each \u, for older programs


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.pictures = False
        self._paper = Story()
        self._aside: dict[str, list[Block]] = {"header": [], "footnote": [], "footer": []}
        self._state = _State(self._paper)
        self._stack: list[_State] = []
        self._fonts: dict[int, _Font] = {}
        self._default_font = 0
        self._ansi = "cp1252"
        self._notes = 0
        self._edges: list[int] = []
        self._reached: list[int] = []  # which of these cells the ones above reach into
        self._label: list[Run] = []
        self._bytes: list[str] = []
        self._skip = 0  # characters still to pass over behind \u
        self._opens = self._starred = False  # whether the next word may say what its group is

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._stack)

    def take(self, token: re.Match[str]) -> int:
        """Reads a token; gives how many bytes behind it are no RTF."""
        if token["hex"] or token["bytes"]:
            self._take_bytes(token["bytes"] or chr(int(token["hex"], 16)))
            return 0
        self._write(self._letters())
        if token["word"]:
            return self._take_word(token["word"], None if token["number"] is None else int(token["number"]))
        if token["brace"]:
            self._turn(token["brace"])
        else:
            self._take_sign(token["sign"])
        return 0

    def finished(self) -> list[Block]:
        """The running heads, the paper, its notes, and what stands at the foot of its pages."""
        self._write(self._letters())
        while self._stack:
            self._turn("}")
        aside = self._aside
        return [*aside["header"], *self._paper.finished(), *aside["footnote"], *aside["footer"]]

    def _turn(self, brace: str) -> None:
        """A group begins or ends."""
        self._skip = 0
        self._opens, self._starred = brace == "{", False
        if brace == "{":
            self._stack.append(self._state)
            self._state = msgspec.structs.replace(self._state)
        elif self._stack:
            ended, self._state = self._state, self._stack.pop()
            if ended.place == "label" != self._state.place:
                self._state.story.label = self._printed_label()
            if ended.story is not self._state.story:
                self._put_aside(ended)

    def _put_aside(self, ended: _State) -> None:
        """What a group beside the paper held, where it belongs."""
        blocks = ended.story.finished()
        if ended.kind == "box":
            self._state.story.above(blocks)
            return
        paragraphs = flat(blocks)
        for paragraph in paragraphs:
            paragraph.furniture = ended.kind != "footnote"
        self._aside[ended.kind] += paragraphs

    def _printed_label(self) -> str:
        text = "".join(map(shown, self._label)).strip()
        self._label = []
        return bullet(text) if len(text) == 1 and not text.isdecimal() else text

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = self._opens
        elif sign in "\r\n":
            self._obey("par", None)
        else:
            self._write(_SIGNS.get(sign, ""))

    def _take_bytes(self, raw: str) -> None:
        self._opens = self._starred = False
        passed = min(self._skip, len(raw))
        self._skip -= passed
        if self._state.place != "unread":
            self._bytes.append(raw[passed:])

    def _letters(self) -> str:
        """The letters that the bytes since the last control word stand for, in their font."""
        raw = "".join(self._bytes)
        self._bytes.clear()
        font = self._fonts.get(self._state.font, _Font())
        if raw.isascii() or font.charset == _SYMBOLS or encoding_of_font(font.name):
            return raw
        page = "cp1252" if font.charset == _ANSI else _CODE_PAGES.get(font.charset, self._ansi)
        return raw.encode("latin-1").decode(page, "surrogateescape").translate(_UNDEFINED)

    def _write(self, text: str) -> None:
        """Letters go where the text of their group goes."""
        if not text or self._state.place == "unread" or not self._stack:  # nothing stands outside all groups
            return
        font = self._fonts.setdefault(self._state.font, _Font())
        if self._state.place == "fonts":
            font.name += text.rstrip(";")
            return
        run = Run(text, msgspec.structs.replace(self._state.look, font=font.name))
        if self._state.place == "label":
            self._label.append(run)
        else:
            self._state.story.add(run)

    def _take_word(self, word: str, number: int | None) -> int:
        opens, starred = self._opens, self._starred
        self._opens = self._starred = False
        if word == "bin":
            return max(0, number or 0)
        if self._skip:
            self._skip -= 1
        elif not (opens and self._enters(word, starred)) and self._state.place != "unread":
            self._obey(word, number)
        return 0

    def _enters(self, word: str, starred: bool) -> bool:
        """Whether a word says that its group is no text of the paper, or text beside it."""
        state = self._state
        self.pictures |= word == "pict"
        if word in _UNREAD or (starred and word not in _READ_STARRED) or state.place == "unread":
            state.place = "unread"
        elif word in _PLACES:
            state.place = _PLACES[word]
        elif word in _ASIDE:
            state.story, state.kind, state.in_table, state.look = Story(), _ASIDE[word], False, Look()
            self._notes += state.kind == "footnote"
        else:
            return starred
        return True

    def _obey(self, word: str, number: int | None) -> None:
        """What a word does, in the text or to what follows."""
        if word in _LOOKS:
            self._state.look = msgspec.structs.replace(self._state.look, **{_LOOKS[word]: number != 0})
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif number is None:
            self._obey_mark(word, self._state)
        else:
            self._obey_number(word, number, self._state)

    def _obey_mark(self, word: str, state: _State) -> None:
        match word:
            case "par" | "nestcell":
                state.story.end_paragraph(state.in_table or word == "nestcell")
            case "cell":
                state.story.end_cell()
            case "row":
                state.story.end_row(self._edges, self._reached)
            case "trowd":
                self._edges, self._reached = [], []
            case "clvmrg":
                self._reached.append(len(self._edges))
            case "intbl" | "pard":
                state.in_table = word == "intbl"
            case "plain":
                state.look, state.font = Look(), self._default_font
            case "nosupersub":
                state.look = msgspec.structs.replace(state.look, raised=False)
            case "sect":
                state.story.end_paragraph(False)
                state.story.new_page = True
            case "sbknone" | "pagebb":
                state.story.new_page = word == "pagebb"
            case "chftn":
                called = state.kind != "footnote"
                self._write(f"[{self._notes + called}]" + " " * (not called))

    def _obey_number(self, word: str, number: int, state: _State) -> None:
        match word:
            case "f":
                state.font = number
            case "fcharset":
                self._fonts.setdefault(state.font, _Font()).charset = number
            case "u":
                self._write(chr(number % 0x10000))
                self._skip = state.fallback
            case "uc":
                state.fallback = max(0, number)
            case "cellx":
                self._edges.append(number)
            case "itap":
                state.in_table = number > 0
            case "deff":
                self._default_font = state.font = number
            case "ansicpg":
                self._ansi = _known(f"cp{number}")


def _known(page: str) -> str:
    """A code page, or that of Western Windows where Python has no such."""
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "cp1252"
