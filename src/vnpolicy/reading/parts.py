"""What a Word file is made of: its document, and the parts that this names as its styles, lists, notes.

    _rels/.rels                       officeDocument  ->  word/document.xml
    word/_rels/document.xml.rels      rId3 numbering  ->  word/numbering.xml

A document can do without all but the first.
"""

import posixpath

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.model import Issue
from vnpolicy.reading.markup import Element
from vnpolicy.reading.package import Package

_USUAL = "word/document.xml"


class Relation(msgspec.Struct, frozen=True):
    """What a part names: "numbering", "header", and the part that is one."""

    kind: str
    part: str


class Parts:
    """The parts of one Word file; `issues` tells which of them are broken."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.issues: list[Issue] = []
        whole = self._relations("").values()
        main = next((found.part for found in whole if found.kind == "officeDocument"), _USUAL)
        self.document = package.tree(main)
        self._named = self._relations(main)

    def of_kind(self, kind: str) -> Element | None:
        """The part that is for something, or None."""
        return next((self._tree(found.part) for found in self._named.values() if found.kind == kind), None)

    def named(self, name: str) -> Element | None:
        """The part that the document calls by this name, or None."""
        return self._tree(self._named[name].part) if name in self._named else None

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        root = self._tree(path) if path in self._package else None
        return {
            entry.get("Id", ""): Relation(
                posixpath.basename(entry.get("Type", "")),
                posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/"),
            )
            for entry in ([] if root is None else root.findall("Relationship"))
            if entry.get("TargetMode") != "External"
        }

    def _tree(self, part: str) -> Element | None:
        try:
            return self._package.tree(part)
        except UnreadableSource as problem:
            self.issues.append(Issue(code="source.part", message=f"a part is not read: {problem.reason}"))
            return None
