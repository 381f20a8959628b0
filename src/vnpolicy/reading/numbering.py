"""The numbers that Word counts: from numbering.xml, the label of each list paragraph in turn.

A list has levels; each has a format (decimal, upperRoman, lowerLetter, bullet ...), a text in which %1 is the
count of the first level, and a start: ("%1.", decimal, 1) gives "1.", "2."; ("%1)", lowerLetter, 1) "a)".
"""

import re
from collections.abc import Mapping

import msgspec

from vnpolicy.reading.markup import Element
from vnpolicy.reading.styles import Styles, number, switch, value
from vnpolicy.reading.symbols import bullet

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}
_LARGEST = 10_000  # a count beyond it is printed in digits, whatever the format
_LONGEST = 100  # characters of a label
# From "%1.%2." captures each level that is printed.
_PLACE = re.compile(r"%([1-9])")


class Level(msgspec.Struct, frozen=True):
    """How one level of a list is numbered."""

    format: str
    text: str
    start: int = 1
    restart: int | None = (
        None  # it begins anew behind the levels before this one; None: behind every higher one
    )
    legal: bool = False  # all its counts are printed in digits
    suffix: str = " "  # what parts the label from the text
    style: str = ""  # paragraphs of this style stand on this level
    capitals: bool = False


class List(msgspec.Struct, frozen=True):
    """A list: whose counts it goes on with, its levels, and those that it counts anew when it is first used."""

    design: str
    levels: dict[int, Level]
    anew: frozenset[int] = frozenset()


class Numbering:
    """Counts the lists of one Word document, paragraph after paragraph; `root` is that of numbering.xml, or None."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}  # by design
        self._used: set[str] = set()

    def label(self, paragraph: Element, style: str) -> str:
        """The number or mark before this paragraph, with the space behind it; "" where Word prints none."""
        name, depth = self._place(paragraph, style)
        found = self._lists.get(name)
        if found is None or depth not in found.levels:
            return ""
        level, counts = found.levels[depth], self._count(name, found, depth)
        label = bullet(level.text) if level.format == "bullet" else _label(level, found.levels, counts)
        return label + level.suffix if label else ""

    def _place(self, paragraph: Element, style: str) -> tuple[str, int]:
        """(list, level) of a paragraph, by itself or by its style; the list "0" is none."""
        line = self._styles.line(style)
        names = [value(found, "pPr/numPr/numId") for found in (paragraph, *line)]
        name = next(filter(None, names), "0")
        depths = [number(found, "pPr/numPr/ilvl", -1) for found in (paragraph, *line)]
        depth = next((depth for depth in depths if depth >= 0), 0)
        if names[0] or depths[0] >= 0 or name not in self._lists:
            return name, depths[0] if depths[0] >= 0 else 0
        levels = self._lists[name].levels.items()
        linked = (at for found in line for at, level in levels if level.style == found.get("styleId"))
        return name, next(linked, depth)

    def _count(self, name: str, found: List, depth: int) -> Mapping[int, int]:
        counts = self._counts.setdefault(found.design, {})
        if name not in self._used:
            self._used.add(name)
            for level in found.anew:
                counts.pop(level, None)
        counts[depth] = counts.get(depth, found.levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        return counts


def _label(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    def count(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        shown = levels.get(depth, level)
        return printed(counts.get(depth, shown.start), "decimal" if level.legal else shown.format)

    label = _PLACE.sub(count, level.text).strip()
    return label.upper() if level.capitals else label


def _lists(root: Element, styles: Styles) -> dict[str, List]:
    """The lists by their names; several may share one design."""
    designs = {design.get("abstractNumId", ""): design for design in root.findall("abstractNum")}
    linked = {value(design, "styleLink"): design for design in designs.values()}
    found: dict[str, List] = {}
    for entry in root.findall("num"):
        design = designs.get(value(entry, "abstractNumId"))
        if link := value(design, "numStyleLink"):
            design = linked.get(link)
        if design is not None:
            found[entry.get("numId", "")] = _list(design, entry)
    return found


def _list(design: Element, entry: Element) -> List:
    """A list: its design, and what its own entry says otherwise."""
    overrides = entry.findall("lvlOverride")
    own = [level for override in overrides for level in override.findall("lvl")]
    levels = {_depth(level): _level(level) for level in (*design.findall("lvl"), *own)}
    starts = {
        _depth(override): number(override, "startOverride", 1)
        for override in overrides
        if override.find("startOverride") is not None
    }
    for depth in starts.keys() & levels.keys():
        levels[depth] = msgspec.structs.replace(levels[depth], start=starts[depth])
    return List(design.get("abstractNumId", ""), levels, frozenset(starts))


def _depth(level: Element) -> int:
    depth = str(level.get("ilvl", "0"))
    return int(depth) if depth.isdecimal() else 0


def _level(level: Element) -> Level:
    usual = value(level, "AlternateContent/Fallback/numFmt", "decimal")
    restart = number(level, "lvlRestart", -1)
    hidden = switch([level], "rPr/vanish")
    return Level(
        format=value(level, "numFmt", usual),
        text="" if hidden else value(level, "lvlText")[:_LONGEST],
        start=number(level, "start", 1),
        restart=None if restart < 0 else restart,
        legal=bool(switch([level], "isLgl")),
        suffix=_SUFFIXES.get(value(level, "suff", "tab"), " "),
        style=value(level, "pStyle"),
        capitals=bool(switch([level], "rPr/caps")),
    )


def printed(count: int, format: str) -> str:
    """A count in a format of Word.

    >>> printed(4, "upperRoman"), printed(2, "lowerLetter"), printed(7, "decimalZero"), printed(3, "decimal")
    ('IV', 'b', '07', '3')
    """
    if not 0 < count <= _LARGEST:
        return "" if format == "none" else str(count)
    match format:
        case "upperRoman":
            return _roman(count)
        case "lowerRoman":
            return _roman(count).lower()
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if format == "upperLetter" else letter.lower()
        case "decimalZero":
            return f"{count:02}"
        case "decimalEnclosedParen":
            return f"({count})"
        case "numberInDash":
            return f"- {count} -"
        case "none":
            return ""
        case _:
            return str(count)


def _roman(count: int) -> str:
    roman = ""
    for size, letters in _ROMAN:
        roman += letters * (count // size)
        count %= size
    return roman
