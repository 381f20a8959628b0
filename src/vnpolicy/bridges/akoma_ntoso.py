"""A document as Akoma Ntoso 3.0, the OASIS standard for legislative and administrative papers (LegalDocML).

    <section eId="sec_II"><num>II-</num><heading>NHIỆM VỤ</heading>
      <paragraph eId="sec_II.1"><num>1-</num><content><p><organization refersTo="#ban-dan-van…">Ban Dân vận …

The whole text is there, in its divisions; cited documents are `ref`s, bodies `organization`s. What Akoma Ntoso has no
word for, the tasks, stands in `proprietary`, in a namespace of its own. It is valid against the strict schema.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from vnpolicy.bridges.xml import printable
from vnpolicy.language.fold import slug
from vnpolicy.model import Document, Section, Span, Spanned, Value

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:x-vnpolicy:"  # before the ids of documents and bodies, and the namespace of tasks
_MACHINE = {"source": "#vnpolicy"}
_UNDATED = "1001-01-01"  # the standard wants a day; a paper without one gets this, and no date in its URI
_WORDED = {"Phần": "part", "Chương": "chapter", "Mục": "section", "Điều": "article", "PL": "annex"}
_DIGITS, _ROMAN = re.compile(r"[\d.]+\w?"), re.compile("[IVXLC]+")

Mark = tuple[int, int, str, dict[str, str]]  # of an inline element: start, end, name, attributes


def to_akoma_ntoso(document: Document) -> bytes:
    """The document as UTF-8 XML. Control characters, which XML cannot hold, become U+FFFD.

    >>> from vnpolicy.parsing.parse import parse
    >>> b'<ref href="urn:x-vnpolicy:ct:43:tw:k10">' in to_akoma_ntoso(parse("Theo Chỉ thị 43-CT/TW ngày 08/6/2010."))
    True
    """
    ElementTree.register_namespace("", AKN)
    ElementTree.register_namespace("vnp", OWN)
    root = Element(f"{{{AKN}}}akomaNtoso")
    paper = _add(root, "doc", name=slug(_value(document.header.type) or "van-ban"))
    _meta(_add(paper, "meta"), document)
    _Body(document).write(paper)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def write_akoma_ntoso(document: Document, path: str | Path) -> None:
    """Write the document as Akoma Ntoso."""
    Path(path).write_bytes(to_akoma_ntoso(document))


def work_uri(document: Document) -> str:
    r"""The document's URI after the naming convention: country, type, organ, day, number.

    >>> from vnpolicy.parsing.parse import parse
    >>> work_uri(parse("TỈNH ỦY GIA LAI\nSố 87-KH/TU\nPleiku, ngày 12 tháng 10 năm 2010\nKẾ HOẠCH\nhiến máu"))
    '/akn/vn/doc/ke-hoach/tinh-uy-gia-lai/2010-10-12/87-kh-tu'
    """
    header = document.header
    parts = [slug(_value(field)) for field in (header.type, header.organ)]
    number = slug(_value(header.number)) or slug(document.id)
    return "/".join(filter(None, ["/akn/vn/doc", *parts, _value(header.date), number]))


def _add(parent: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    element = SubElement(parent, f"{{{AKN}}}{tag}", attributes)
    element.text = text
    return element


def _value(field: Value | None) -> str:
    return field.value if field else ""


def _meta(meta: Element, document: Document) -> None:
    identification = _add(meta, "identification", **_MACHINE)
    work, date = work_uri(document), _value(document.header.date) or _UNDATED
    for level, uri in (("Work", work), ("Expression", f"{work}/vie@"), ("Manifestation", f"{work}/vie@.xml")):
        group = _add(identification, f"FRBR{level}")
        _add(group, "FRBRthis", value=f"{uri}/!main")
        _add(group, "FRBRuri", value=uri)
        if level == "Work":
            _add(group, "FRBRalias", value=OWN + document.id, name="vnpolicy")
        _add(group, "FRBRdate", date=date, name="issued" if date != _UNDATED else "not printed")
        _add(group, "FRBRauthor", href="#issuer" if level == "Work" else "#vnpolicy")
        if level == "Work":
            _add(group, "FRBRcountry", value="vn")
        elif level == "Expression":
            _add(group, "FRBRlanguage", language="vie")
    references = _add(meta, "references", **_MACHINE)
    issuer = document.header.issuers[0] if document.header.issuers else document.header.organ
    _organization(references, "issuer", _value(issuer) or "không in")
    _organization(references, "vnpolicy", "vnpolicy")
    for id, name in sorted({body.id: body.name for body in document.bodies}.items()):
        _organization(references, _own(id), name)
    if document.tasks:
        _tasks(_add(meta, "proprietary", **_MACHINE), document)


def _organization(references: Element, id: str, name: str) -> None:
    _add(
        references,
        "TLCOrganization",
        eId=id,
        href=f"/akn/ontology/organization/vn/{id}",
        showAs=printable(name),
    )


def _own(id: str) -> str:
    """The id of a body as an eId, which may hold neither blank nor "@"."""
    return "body_" + re.sub(r"[^\w.-]", "_", id)


def _tasks(proprietary: Element, document: Document) -> None:
    for task in document.tasks:
        facts = {"start": task.start, "end": task.end, "section": task.section, "modality": task.modality}
        if task.deadline:
            facts |= {"deadline": task.deadline.value, "deadlineText": task.deadline.text}
        element = SubElement(proprietary, f"{{{OWN}}}task", _texts(facts | {"recurrence": task.recurrence}))
        for given in task.assignments:
            body = {"body": given.body, "office": given.office, "printed": given.text}
            SubElement(element, f"{{{OWN}}}{given.role}", _texts(body))


def _texts(facts: Mapping[str, str | int | None]) -> dict[str, str]:
    return {name: printable(str(fact)) for name, fact in facts.items() if fact is not None}


class _Body:
    """The text, cut at its divisions: preface, preamble, main body, conclusions."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, printable(document.text)
        self.marks = sorted(_marks(document), key=lambda mark: (mark[0], -mark[1]))
        self.children: dict[str | None, list[Section]] = {}
        for section in document.sections:
            self.children.setdefault(section.parent, []).append(section)
        self.used: set[str] = set()

    def write(self, paper: Element) -> None:
        """The text between its elements."""
        title, closing, end = self._title_end(), *self._closing()
        tops = self.children.get(None, [])
        first = next((top.start for top in tops if top.start >= title), closing)
        for name, start, stop in (("preface", 0, title), ("preamble", title, first)):
            if self.text[start:stop].strip():
                self._lines(_add(paper, name), start, stop)
        main = _add(paper, "mainBody")
        self._divisions(main, tops, first, closing)
        self._divisions(main, [top for top in tops if top.start >= closing], end, len(self.text))
        if not len(main):
            _add(main, "p")
        if self.text[closing:end].strip():
            self._lines(_add(paper, "conclusions"), closing, end)

    def _title_end(self) -> int:
        header = self.document.header
        title = header.title or header.type
        return title.end if title and title.end is not None else 0

    def _closing(self) -> tuple[int, int]:
        """Where signature and recipients stand: behind the last division, before the annexes."""
        tops = self.children.get(None, [])
        signed = [signer.start for signer in self.document.header.signers if signer.start is not None]
        own = [top.end for top in tops if signed and top.start < min(signed)]
        start = max(own) if own else min(signed, default=len(self.text))
        return start, min((top.start for top in tops if top.start >= start), default=len(self.text))

    def _divisions(self, parent: Element, sections: Sequence[Section], start: int, end: int) -> None:
        """The text from `start` to `end`, in these divisions and what stands around them."""
        at = start
        for section in sections:
            if not start <= section.start < end:
                continue
            self._lines(parent, at, section.start)
            self._division(parent, section)
            at = max(at, section.end)
        self._lines(parent, at, end)

    def _division(self, parent: Element, section: Section) -> None:
        inside = [child for child in self.children.get(section.path, []) if child.start < section.end]
        attributes = {"name": "annex"} if (name := _element(section)) == "hcontainer" else {}
        division = _add(
            parent, name, eId=self._fresh("sec_" + re.sub(r"[^\w.-]", "_", section.path)), **attributes
        )
        printed = self.text.find(section.label, section.start) + len(section.label)
        start = _behind_marks(self.text, printed)
        _add(division, "num", self.text[section.start : start].strip())
        if section.title and self.text.startswith(section.title, start):
            self._inline(_add(division, "heading"), start, start + len(section.title))
            start += len(section.title)
        if not inside:
            self._lines(_add(division, "content"), start, section.end)
            return
        if self.text[start : inside[0].start].strip():
            self._lines(_add(division, "intro"), start, inside[0].start)
        at = inside[0].start
        for child in inside:
            self._between(division, at, child.start)
            self._division(division, child)
            at = max(at, child.end)
        if self.text[at : section.end].strip():
            self._lines(_add(division, "wrapUp"), at, section.end)

    def _between(self, division: Element, start: int, end: int) -> None:
        """What stands between two divisions and in neither: the standard wants a container for it."""
        if self.text[start:end].strip():
            container = _add(division, "hcontainer", eId=self._fresh(f"text_{start}"), name="unnumbered")
            self._lines(_add(container, "content"), start, end)

    def _fresh(self, id: str) -> str:
        while id in self.used:
            id += "_"
        self.used.add(id)
        return id

    def _lines(self, parent: Element, start: int, end: int) -> None:
        """Each line as a paragraph; rows of cells, parted by tabs, as a table."""
        for is_row, lines in groupby(_spans_of_lines(self.text, start, end), key=self._is_row):
            if not is_row:
                for line in lines:
                    self._inline(_add(parent, "p"), line.start, line.end)
                continue
            table = _add(parent, "table")
            for line in lines:
                row = _add(table, "tr")
                for cell in _cells(self.text, line):
                    self._inline(_add(_add(row, "td"), "p"), cell.start, cell.end)

    def _is_row(self, line: Span) -> bool:
        return "\t" in self.text[line.start : line.end]

    def _inline(self, parent: Element, start: int, end: int) -> None:
        """The text with the outermost marks that stand whole in it."""
        at, last = start, None
        for first, stop, name, attributes in self.marks:
            if first < at or stop > end:
                continue
            _append(parent, last, self.text[at:first])
            last = _add(parent, name, self.text[first:stop], **attributes)
            at = stop
        _append(parent, last, self.text[at:end])


def _append(parent: Element, last: Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _element(section: Section) -> str:
    """The element of a division, by the last label of its path."""
    last = section.path.rsplit(".", 1)[-1]
    for word, name in _WORDED.items():
        if last.startswith(word):
            return "hcontainer" if name == "annex" else name
    if _ROMAN.fullmatch(last):
        return "section"
    return "paragraph" if _DIGITS.fullmatch(last) else "point"


def _behind_marks(text: str, at: int) -> int:
    """Behind the mark and blank that follow a label: "1- ", "a) "."""
    while at < len(text) and text[at] in " .:)-–/":
        at += 1
    return at


def _spans_of_lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        if line[0].strip():
            yield Span(start + line.start(), start + line.end())


def _cells(text: str, line: Span) -> Iterator[Span]:
    for cell in re.finditer(r"[^\t]*(?:\t|$)", text[line.start : line.end]):
        if cell.end() > cell.start() or cell.start() == line.end - line.start:
            yield Span(line.start + cell.start(), line.start + cell.end() - cell[0].endswith("\t"))


def _marks(document: Document) -> Iterator[Mark]:
    """References, bodies and the fields of the header, as inline elements."""
    header = document.header
    for name, field in (("docNumber", header.number), ("docType", header.type), ("docTitle", header.title)):
        yield from _marked([(field, {})], name)
    if header.date:
        yield from _marked([(header.date, {"date": header.date.value})], "docDate")
    targets = (
        (found, {"href": OWN + (found.target or slug(found.text or ""))}) for found in document.references
    )
    yield from _marked(targets, "ref")
    yield from _marked(
        ((found, {"refersTo": "#" + _own(found.id)}) for found in document.bodies), "organization"
    )


def _marked(items: Iterable[tuple[Spanned | None, dict[str, str]]], name: str) -> Iterator[Mark]:
    for item, attributes in items:
        if item and item.start is not None and item.end is not None:
            yield item.start, item.end, name, attributes
