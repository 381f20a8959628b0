"""The numbers that Word counts: from numbering.xml, the label of each list paragraph in turn.

A list has levels; each has a format (decimal, upperRoman, lowerLetter, bullet ...), a text in which %1 is the
count of the first level, and a start: ("%1.", decimal, 1) gives "1.", "2."; ("%1)", lowerLetter, 1) "a)".
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Level(msgspec.Struct, frozen=True):
    """How one level of a list is numbered."""

    format: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one Word document, paragraph after paragraph."""

    def __init__(self, document: "Document") -> None:
        self._levels: dict[str, dict[int, Level]] = {}  # by abstract list
        self._lists: dict[str, str] = {}  # list -> abstract list
        self._restarts: dict[str, dict[int, int]] = {}  # list -> level -> start, until it is used
        self._counts: dict[str, dict[int, int]] = {}
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._read(relation.target_part._element)

    def label(self, paragraph: "Paragraph") -> str:
        """The number or mark that Word prints before this paragraph; "" where it prints none."""
        list_id, depth = _list_of(paragraph)
        abstract = self._lists.get(list_id or "")
        level = self._levels.get(abstract, {}).get(depth) if abstract else None
        if level is None or abstract is None or list_id is None:
            return ""
        for restarted, start in self._restarts.pop(list_id, {}).items():
            self._counts.setdefault(abstract, {})[restarted] = start - 1
        counts = self._count(abstract, depth, level)
        if level.format == "bullet":
            return level.text if level.text in ("-", "+", "*", "•") else "-"
        return "" if level.format == "none" else self._print(abstract, level.text, counts)

    def _count(self, abstract: str, depth: int, level: Level) -> Mapping[int, int]:
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return counts

    def _print(self, abstract: str, text: str, counts: Mapping[int, int]) -> str:
        for depth, level in self._levels[abstract].items():
            if f"%{depth + 1}" in text:
                text = text.replace(f"%{depth + 1}", printed(counts.get(depth, level.start), level.format))
        return text.strip()

    def _read(self, root: Any) -> None:
        for abstract in _children(root, "abstractNum"):
            self._levels[_attribute(abstract, "abstractNumId")] = {
                int(_attribute(level, "ilvl", "0")): Level(
                    format=_value(level, "numFmt", "decimal"),
                    text=_value(level, "lvlText", ""),
                    start=int(_value(level, "start", "1")),
                )
                for level in _children(abstract, "lvl")
            }
        for entry in _children(root, "num"):
            list_id = _attribute(entry, "numId")
            self._lists[list_id] = _value(entry, "abstractNumId", "")
            self._restarts[list_id] = {
                int(_attribute(level, "ilvl", "0")): int(_value(level, "startOverride", "1"))
                for level in _children(entry, "lvlOverride")
                if _children(level, "startOverride")
            }


def printed(count: int, format: str) -> str:
    """A count in a format of Word.

    >>> printed(4, "upperRoman"), printed(2, "lowerLetter"), printed(7, "decimalZero"), printed(3, "decimal")
    ('IV', 'b', '07', '3')
    """
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
        case _:
            return str(count)


def _roman(count: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        roman += letters * (count // value)
        count %= value
    return roman


def _list_of(paragraph: "Paragraph") -> tuple[str | None, int]:
    """(list, level) of a paragraph, by itself or by its style."""
    styles = [paragraph._p]
    style: Any = paragraph.style
    while style is not None:
        styles.append(style._element)
        style = style.base_style
    for element in styles:
        for properties in _children(element, "pPr"):
            for found in _children(properties, "numPr"):
                return _value(found, "numId", "") or None, int(_value(found, "ilvl", "0"))
    return None, 0


def _children(element: Any, tag: str) -> list[Any]:
    return list(element.findall(_NAMESPACE + tag))


def _attribute(element: Any, name: str, default: str = "") -> str:
    return str(element.get(_NAMESPACE + name, default))


def _value(element: Any, tag: str, default: str) -> str:
    """The value of the child of this name."""
    return next((_attribute(child, "val", default) for child in _children(element, tag)), default)
