"""The styles of a Word document: how letters look, before and after their run speaks for itself.

    <rStyle val="Strong"/> in a heading that is bold     not bold: two styles that are both bold undo each other
    <b val="0"/> in a heading that is bold               not bold: the run says so itself

What a style does not say, the one says that it is based on.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from vnpolicy.reading.markup import Element
from vnpolicy.reading.runs import Look

_OFF = ("0", "false", "off")
_DEEPEST = 30  # styles that are based on one another; a ring of them ends there
_HEADING = "heading "


class Styles:
    """The styles by their ids; `root` is the root of styles.xml, or None."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall("style")
        self._styles = {style.get("styleId", ""): style for style in found}
        self._defaults = [] if root is None else root.findall("docDefaults/rPrDefault/rPr")
        usual = (style for style in found if (style.get("type"), style.get("default")) == ("paragraph", "1"))
        self._usual = next((style.get("styleId", "") for style in usual), "")
        self.line, self._look = cache(self._line), cache(self._styled)

    def of(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        return value(paragraph, "pPr/pStyle", self._usual)

    def _line(self, style: str) -> list[Element]:
        """A style and those it is based on, the nearest first."""
        found: list[Element] = []
        while style in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[style])
            style = value(found[-1], "basedOn")
        return found

    def starts_page(self, paragraph: Element, style: str) -> bool:
        """Whether a paragraph stands at the top of a page, by itself or by its style."""
        return bool(switch([paragraph, *self.line(style)], "pPr/pageBreakBefore"))

    def look(self, properties: Element | None, style: str) -> Look:
        """How letters look, from the rPr of their run and the style of their paragraph."""
        look = self._look(value(properties, "rStyle"), style)
        return look if properties is None else _directly(properties, look)

    def _styled(self, run_style: str, style: str) -> Look:
        """What two styles say together."""
        run, paragraph = self.line(run_style), self.line(style)
        heading = any(value(found, "name").lower().startswith(_HEADING) for found in paragraph)

        def on(name: str, usual: bool = False) -> bool:
            above = switch(paragraph, f"rPr/{name}")
            by_styles = bool(switch(run, f"rPr/{name}")) != (usual if above is None else above)
            return bool(switch(self._defaults, name)) or by_styles

        return Look(
            bold=on("b", usual=heading),
            capitals=on("caps") or on("smallCaps"),
            hidden=on("vanish"),
            raised=any(map(_is_raised, _faces(run))),
            font=next(filter(None, map(_font, (*_faces(run), *_faces(paragraph), *self._defaults))), ""),
        )


def value(element: Element | None, path: str, default: str = "") -> str:
    """The `val` of what is found under a path."""
    found = None if element is None else element.find(path)
    return default if found is None else str(found.get("val", default))


def number(element: Element | None, path: str, default: int = 0) -> int:
    """The `val` under a path, as a number; a broken one is the default."""
    try:
        return int(value(element, path, str(default)))
    except ValueError:
        return default


def switch(elements: Sequence[Element], path: str) -> bool | None:
    """Whether a property is on, by the first of the elements that says so; None where none does."""
    for element in elements:
        found = element.find(path)
        if found is not None:
            return found.get("val", "1") not in _OFF
    return None


def _faces(styles: Sequence[Element]) -> Iterator[Element]:
    for style in styles:
        yield from style.findall("rPr")


def _directly(properties: Element, look: Look) -> Look:
    """The look with what a run says itself."""
    bold, hidden = switch([properties], "b"), switch([properties], "vanish")
    capitals = {switch([properties], "caps"), switch([properties], "smallCaps")} - {None}
    return Look(
        bold=look.bold if bold is None else bold,
        hidden=look.hidden if hidden is None else hidden,
        capitals=True in capitals if capitals else look.capitals,
        raised=look.raised if properties.find("vertAlign") is None else _is_raised(properties),
        font=_font(properties) or look.font,
    )


def _is_raised(properties: Element) -> bool:
    return value(properties, "vertAlign") == "superscript"


def _font(properties: Element) -> str:
    """The font of Latin letters, those from before Unicode among them."""
    found = properties.find("rFonts")
    return "" if found is None else str(found.get("hAnsi") or found.get("ascii") or "")
