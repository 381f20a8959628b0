"""Which part of a web page is the paper: what a site puts around it, menus, adverts, comments, is left out.

    div.menu      "Trang chủ | Văn bản | Liên hệ"             left out: nothing but links
    div#content   "TỈNH ỦY ... Số 12-KH/TU ... Nơi nhận"      the paper: what holds its signs, and the prose near them
    div.footer    "Bản quyền thuộc về ..."                     left out: it calls itself a footer, and bears no sign

In doubt a part stays: what bears a sign of a paper is never left out, nor what holds much of the page.
"""

import re
from collections.abc import Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Furniture
from vnpolicy.language import fold
from vnpolicy.reading.columns import opens_closing
from vnpolicy.reading.markup import Element
from vnpolicy.reading.runs import spaced

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# What no browser prints, what a form is filled in with, what an author struck out.
_UNPRINTED = frozenset((
    "script", "style", "template", "head", "title", "noscript", "iframe", "object", "embed", "svg",
    "canvas", "audio", "video", "map", "button", "input", "select", "textarea", "datalist", "del",
))  # fmt: skip
_PARTS = frozenset(("tr", "tbody", "thead", "tfoot"))  # of a table, which is read whole
_AROUND = frozenset(("nav", "aside", "footer", "menu", "dialog"))
# From class="topMenu left", id="box-comments" captures, in lower case and with its words apart, what is no paper.
_NAMED = re.compile(
    r"(?<![a-z])(?:nav|navbar|navigation|ads?|share|social|search|login|tags|banner)(?![a-z])|menu|breadcrumb|sidebar"
    r"|footer|comment|related|advert|popup|modal|cookie|pagination|binh-?luan|quang-?cao|lien-?quan"
)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "top|Menu"
# From "Số: 12-KH/TU", "PHỤ LỤC", "Điều 2." captures, at the start of a block, what a paper prints.
_SIGN = re.compile(r"(?:Số|SỐ)\s?:?\s?\d{1,5}\s?[-/]|PHỤ LỤC\b|Điều \d{1,3}\.|Kính gửi\s?:")
_CSS = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_READ = 300  # characters of a block that may show a sign
_MUCH, _MORE = 0.4, 0.4  # of the letters outside of links, on a page or in a part of it
_FEWEST_LINKS, _ALL_LINKED = 4, 0.95


class Measure(msgspec.Struct):
    """How much an element holds: letters, those of them in links, and links."""

    letters: int = 0
    linked: int = 0
    links: int = 0

    @property
    def free(self) -> int:
        """Letters in no link."""
        return self.letters - self.linked


class Page:
    """A page: `paper`, the element that holds its paper, and `left_out`, what in there does not belong to it."""

    def __init__(self, root: Element) -> None:
        self._elements = list(root.iter())
        self.left_out = {element for element in self._elements if is_hidden(element)}
        measures = self._measures()
        signs = [element for element in self._elements if _is_sign(element, measures[element])]
        bearing = {around for sign in signs for around in (sign, *sign.iterancestors())}
        most = measures[root].free * _MUCH
        self.left_out |= {
            element
            for element, measure in measures.items()
            if element not in bearing and measure.free <= most and _is_around(element, measure)
        }
        self._held = self._measures()
        self.paper = self._grown(_common(signs)) if signs else root

    def _measures(self) -> dict[Element, Measure]:
        """What each element holds, without what is left out."""
        measures: dict[Element, Measure] = {}
        for element in reversed(self._elements):  # what is inside comes first
            found = Measure(letters=_letters(element.text) + sum(_letters(child.tail) for child in element))
            for inner in (measures[child] for child in element if child not in self.left_out):
                found.letters += inner.letters
                found.linked += inner.linked
                found.links += inner.links
            if element.tag == "a" and not element.get("href", "#").startswith("#"):
                found.linked, found.links = found.letters, 1
            measures[element] = found
        return measures

    def _grown(self, element: Element) -> Element:
        """What holds an element and the prose beside it."""
        for around in element.iterancestors():
            if self._free(around) > self._free(element) * (1 + _MORE):
                element = around
        return element

    def _free(self, element: Element) -> int:
        return 0 if element in self.left_out else self._held[element].free


def is_hidden(element: Element) -> bool:
    """Whether a browser, or Word, shows nothing of an element."""
    if element.tag in _UNPRINTED or element.get("hidden") is not None:
        return True
    style = css(element)
    return (
        "none" in style.get("display", "")
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def css(element: Element) -> dict[str, str]:
    """What the style attribute of an element declares.

    >>> from vnpolicy.reading.markup import html_tree
    >>> css(html_tree("<p style='display:none; font-family:.VnTime'>")[0][0])
    {'display': 'none', 'font-family': '.VnTime'}
    """
    style = element.get("style")
    return {name.lower(): value.strip() for name, value in _CSS.findall(style)} if style else {}


def _letters(text: str | None) -> int:
    return len(spaced(text).strip()) if text else 0


def _is_sign(element: Element, measure: Measure) -> bool:
    """Whether an innermost block, not a link to one, prints what a paper prints."""
    if (
        element.tag not in BLOCKS
        or not measure.free
        or any(part.tag in BLOCKS for part in element.iterdescendants())
    ):
        return False
    text = spaced(" ".join(element.itertext())).strip()[:_READ]
    motto = Knowledge.default().matcher(Furniture).at(fold(text), 0)
    return bool(_SIGN.match(text)) or opens_closing(text) or (motto is not None and motto.row.code == "motto")


def _is_around(element: Element, measure: Measure) -> bool:
    """Whether an element is made to stand around the paper: it says so, or it holds nothing but links."""
    if measure.links >= _FEWEST_LINKS and measure.linked >= measure.letters * _ALL_LINKED:
        return True
    names = f"{element.get('id', '')} {element.get('class', '')} {element.get('role', '')}"
    return element.tag in _AROUND or bool(_NAMED.search(_WORD.sub("-", names).lower()))


def _common(elements: Sequence[Element]) -> Element:
    """The innermost element that holds all of these."""
    shared = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        around = {element, *element.iterancestors()}
        shared = [other for other in shared if other in around]
    return next(other for other in shared if other.tag not in _PARTS)
