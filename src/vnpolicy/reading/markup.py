"""XML and HTML -> trees; lxml is imported here alone.

Nothing is fetched, no entity is resolved, and what nests too deeply is refused: a tree from here can be walked
by plain recursion. Names come out without their namespaces, so that all dialects of Word's format look alike:

    <w:numId w:val="3"/>  ->  numId val="3"
"""

import re
from typing import Any

Element = Any  # lxml ships no types

_NEST = 256  # levels; libxml2 gives up there
# From "</body></html><p>Nơi nhận" captures the tags that would hide what stands behind them.
_ENVELOPE = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)
# From src="data:image/png;base64,iVBORw0..." captures a picture inside an attribute.
_DATA = re.compile(r"data:[\w/+.-]{1,50};[^\s\"'<>]{1000,}")
_NUMBER = re.compile(r"[0-9]{1,5}")


class BrokenMarkup(ValueError):
    """These bytes are no XML, or a text nests its elements too deeply."""


def xml_tree(data: bytes) -> Element:
    """The root of an XML document, names without namespaces, without comments.

    >>> xml_tree(b'<w:p xmlns:w="urn:w"><w:numId w:val="3"/></w:p>').find("numId").get("val")
    '3'
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise BrokenMarkup(str(problem)) from problem
    etree.strip_elements(root, etree.Entity, with_tail=False)  # left as they stand, and printed nowhere
    for element in root.iter():
        element.tag = local(element.tag)
        for name, value in element.items():
            if name[0] == "{":
                del element.attrib[name]  # else each would be kept twice, and a large file in much memory
                element.set(local(name), value)
    return root


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def number(element: Element, name: str, usual: int) -> int:
    """The number that an attribute gives; `usual` where it gives none that is sane.

    >>> number(xml_tree(b'<td colspan="2"/>'), "colspan", 1)
    2
    """
    value = str(element.get(name, ""))
    return int(value) if _NUMBER.fullmatch(value) else usual


def html_tree(text: str) -> Element:
    """The root of a page, as libxml2 mends it; None where nothing stands on it.

    >>> [found.text for found in html_tree("<p>43<b>-CT/TW").iter("b")]
    ['-CT/TW']
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(_DATA.sub("", _ENVELOPE.sub("", text)).encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise BrokenMarkup(str(problem)) from problem
    if any(problem.type_name == "ERR_RESOURCE_LIMIT" for problem in parser.error_log):
        raise BrokenMarkup(f"its elements nest more than {_NEST} levels deep")
    return root
