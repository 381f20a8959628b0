"""Runs of letters with their look -> lines: what Word, LibreOffice and web pages have in common.

    Run("1. Sở Y tế: ", Look(bold=True)), Run("chủ trì⏎- Kinh phí")

gives the line "1. Sở Y tế: chủ trì", whose first eleven characters are its `lead`, and the line "- Kinh phí".
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from vnpolicy.language.legacy import encoding_of_font, from_font
from vnpolicy.reading.source import Line
from vnpolicy.reading.symbols import as_unicode
from vnpolicy.reading.tidy import SOFT_HYPHEN, tidy, whole

NEW_LINE, NEW_PAGE, PAGE_PASSED = "\n", "\f", "\v"  # in a run: a break, a break of the page, the foot of one
_BREAK = re.compile(r"[\n\f\v]|$")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_TAB = re.compile(r" ?\t[ \t]*")
_MARK = re.compile(r"\d{1,3}")
_UNITS = ("m", "M")  # a figure raised behind them is a power: "km2"


class Look(msgspec.Struct, frozen=True):
    """How letters look. `font` is the name that their own properties or styles give, "" where none does."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    raised: bool = False
    font: str = ""


PLAIN = Look()


class Run(msgspec.Struct, frozen=True):
    """Letters of one look. NEW_LINE, NEW_PAGE, PAGE_PASSED and tabs stand among them."""

    text: str
    look: Look = PLAIN


def merged(runs: Iterable[Run]) -> list[Run]:
    """The runs, those of one look beside each other as one: a letter of VNI may stand in two."""
    groups = groupby(runs, key=lambda run: run.look)
    return [Run("".join(run.text for run in group), look) for look, group in groups]


def shown(run: Run) -> str:
    """The letters of a run as its font shows them.

    >>> shown(Run("kÕ ho¹ch", Look(font=".VnTime")))
    'kế hoạch'
    """
    font = run.look.font
    printed = from_font(run.text, font)
    return as_unicode(run.text, font) if printed is None else printed


def old_encodings(runs: Iterable[Run]) -> set[str]:
    """The encodings from before Unicode that the fonts of runs show, where it makes letters of theirs others."""
    found = (
        encoding_of_font(run.look.font)
        for run in runs
        if not run.look.hidden
        and not run.text.isascii()
        and from_font(run.text, run.look.font) not in (None, run.text)
    )
    return {encoding.code for encoding in found if encoding}


class Pages:
    """Which page the next letter stands on."""

    def __init__(self) -> None:
        self.number = 1
        self._at_top = True

    def turn(self) -> None:
        """A new page begins, also where this one is empty."""
        self.number += 1
        self._at_top = True

    def top(self) -> None:
        """The next letter stands at the top of a page: a new one, unless nothing stands on this."""
        if not self._at_top:
            self.turn()

    def used(self) -> None:
        """Something stands on this page."""
        self._at_top = False

    def passed(self, break_: str) -> None:
        """What a break in a run does to the page."""
        if break_ == NEW_PAGE:
            self.turn()
        elif break_ == PAGE_PASSED:
            self.top()


def spaced(text: str) -> str:
    """The text of a node, in which any white space is a space."""
    return _SPACES.sub(" ", text)


def lines_of(runs: Iterable[Run], pages: Pages) -> list[Line]:
    r"""The lines of a paragraph: one, or more where it holds breaks or the foot of a page.

    >>> [line.text for line in lines_of([Run("43-"), Run("CT/TW\n của", Look(bold=True))], Pages())]
    ['43-CT/TW', 'của']
    """
    text, bold = _letters(runs)
    lines: list[Line] = []
    start, above = 0, NEW_PAGE
    for found in _BREAK.finditer(text):
        if line := _line(text, bold, start, found.start()):
            gap, runs_on = not lines or above == NEW_PAGE, bool(lines) and above == PAGE_PASSED
            lines.append(msgspec.structs.replace(line, page=pages.number, gap=gap, runs_on=runs_on))
            pages.used()
        pages.passed(found[0])
        start, above = found.end(), found[0]
    return lines


def _letters(runs: Iterable[Run]) -> tuple[str, str]:
    """(all that is printed, a string of equal length with "b" where it is bold)."""
    text = bold = ""
    for run in merged(runs):
        printed = _printed(run, text)
        text += printed
        bold += ("b" if run.look.bold else " ") * len(printed)
    return text, bold


def _printed(run: Run, above: str) -> str:
    """What a run prints behind the letters above."""
    text, look = run.text, run.look
    if look.hidden:
        return "".join(found[0] for found in _BREAK.finditer(text) if found[0] == PAGE_PASSED)
    text = shown(run).replace(SOFT_HYPHEN, "")  # where a word may be parted, and is not
    if look.raised and _MARK.fullmatch(text.strip()) and not above.endswith(_UNITS):
        return f"[{text.strip()}]"
    return text.upper() if look.capitals else text


def _line(text: str, bold: str, start: int, end: int) -> Line | None:
    """The line that letters [start, end) make."""
    printed = _joined(text[start:end])
    if not printed:
        return None
    plain = next((at for at in range(start, end) if bold[at] == " " and not text[at].isspace()), end)
    lead = len(_joined(text[start:plain]))
    if text[end : end + 1] == PAGE_PASSED and not (text[end - 1] + text[end + 1 : end + 2]).count(" "):
        printed += SOFT_HYPHEN  # the page ends inside a word
    return Line(text=printed, strong=plain == end, lead=lead if plain < end else 0)


def _joined(text: str) -> str:
    """The letters of one line, tidy; a tab stays, for it may part two columns."""
    return "\t".join(tidy(part) for part in _TAB.sub("\t", whole(text)).split("\t")).rstrip()


def numbered(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with its number on its page."""
    counts: Counter[int] = Counter()
    found: list[Line] = []
    for line in lines:
        counts[line.page] += 1
        found.append(msgspec.structs.replace(line, number=counts[line.page]))
    return found
