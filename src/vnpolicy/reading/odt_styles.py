"""The styles of an OpenDocument text: how its letters look, how its lists are numbered.

    style P3, based on Heading_1, "fo:font-weight=bold"         bold, with all that Heading_1 says besides
    list-style L1, level 2, num-format="a", num-suffix=")"      "a)", "b)": by the counts of the list so far

What a style does not say, the one says that it is based on.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from vnpolicy.reading.markup import Element, number
from vnpolicy.reading.numbering import printed
from vnpolicy.reading.runs import Look
from vnpolicy.reading.symbols import bullet

_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
_LEVELS = (
    "list-level-style-number",
    "list-level-style-bullet",
    "list-level-style-image",
    "outline-level-style",
)
_DEEPEST = 30  # styles that are based on one another; a ring of them ends there
OUTLINE = "outline-style"  # the list that headings are of
# From "%1%.%2%." captures each level that is printed.
_PLACE = re.compile(r"%(\d{1,2})%")


class Level(msgspec.Struct, frozen=True):
    """How one level of a list is numbered: with a count in a format, or with a mark."""

    format: str
    text: str  # as "%1%.%2%.", or the mark itself
    start: int = 1


class OdtStyles:
    """The styles that a part may use: `roots` hold them, those that stand later go before."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._fonts: dict[str, str] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._said = cache(self._told)
        for root in roots:
            for style in root.iter("style"):
                self._styles[style.get("family", ""), style.get("name", "")] = style
            for face in root.iter("font-face"):
                self._fonts[face.get("name", "")] = face.get("font-family", "")
            for style in root.iter("list-style", OUTLINE):
                self._lists[style.get("name", "") if style.tag == "list-style" else OUTLINE] = _levels(style)

    def _line(self, family: str, name: str | None) -> list[Element]:
        """A style and those it is based on, the nearest first."""
        found: list[Element] = []
        while name and (family, name) in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[family, name])
            name = found[-1].get("parent-style-name")
        return found

    def dressed(self, family: str, name: str | None, look: Look) -> Look:
        """How letters of a style look, that stand among others of this look."""
        said = self._said(family, name, "text-properties")
        font = self._fonts.get(said.get("font-name", ""), said.get("font-family", "")).strip("'\"")
        return Look(
            bold=_is_bold(said["font-weight"]) if "font-weight" in said else look.bold,
            capitals=look.capitals or bool({"uppercase", "small-caps"} & set(said.values())),
            hidden=look.hidden or said.get("display") == "none",
            raised=look.raised or said.get("text-position", "").startswith("super"),
            font=font or look.font,
        )

    def starts_page(self, name: str | None) -> bool:
        """Whether a paragraph of a style stands at the top of a page."""
        named = any(style.get("master-page-name") for style in self._line("paragraph", name)[:1])
        return named or self._said("paragraph", name, "paragraph-properties").get("break-before") == "page"

    def level(self, list_style: str, depth: int) -> Level | None:
        """How a level of a list is numbered, the first being 1."""
        return self._lists.get(list_style, {}).get(depth)

    def label(self, list_style: str, depth: int, counts: Mapping[int, int]) -> str:
        """The number or mark before an item, with the space behind it; "" where none is printed."""
        levels = self._lists.get(list_style, {})
        level = levels.get(depth)
        if level is None:
            return ""

        def count(place: re.Match[str]) -> str:
            shown = levels.get(int(place[1]), level)
            return printed(counts.get(int(place[1]), shown.start), shown.format)

        label = bullet(level.text) if level.format == "bullet" else _PLACE.sub(count, level.text).strip()
        return f"{label} " if label else ""

    def _told(self, family: str, name: str | None, kind: str) -> dict[str, str]:
        """All that a style and those it is based on say of one kind."""
        said: dict[str, str] = {}
        for style in reversed(self._line(family, name)):
            for properties in style.findall(kind):
                said |= dict(properties.items())
        return said


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and int(weight) > 550)


def _levels(style: Element) -> dict[int, Level]:
    found = {number(level, "level", 1): level for level in style.iter(*_LEVELS)}
    return {depth: _level(level, depth) for depth, level in found.items()}


def _level(level: Element, depth: int) -> Level:
    if level.tag not in ("list-level-style-number", "outline-level-style"):
        return Level("bullet", level.get("bullet-char", "•"))
    format = _FORMATS.get(level.get("num-format", ""), "decimal")
    shown = min(number(level, "display-levels", 1), depth)
    places = ".".join(f"%{at}%" for at in range(depth - shown + 1, depth + 1))
    usual = level.get("num-prefix", "") + places + level.get("num-suffix", "") if format != "none" else ""
    return Level(format, level.get("num-list-format") or usual, number(level, "start-value", 1))
