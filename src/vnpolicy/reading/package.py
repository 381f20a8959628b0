"""A zip of parts, as Word and LibreOffice save a document: its parts as trees, within limits.

    word/document.xml, word/numbering.xml, ...      a .docx
    mimetype, content.xml, styles.xml               an .odt

Nothing is unpacked before the directory says how large it is, and nothing grows beyond that.
"""

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.markup import BrokenMarkup, Element, xml_tree
from vnpolicy.reading.options import Limits
from vnpolicy.reading.zip import BROKEN, LOCKED, opened

_LARGEST = 64 * 1024 * 1024  # bytes of a part: some 2,000 pages, and a tree of a gigabyte


class Package:
    """The parts of one file. Raises UnreadableSource where it is broken, locked or too large."""

    def __init__(self, data: bytes, name: str, format: str, limits: Limits) -> None:
        self._name, self._format = name, format
        self._archive = opened(data, name, format, limits)
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        if any(entry.flag_bits & LOCKED for entry in self._entries.values()):
            raise self.refused("it wants a password")

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def tree(self, part: str) -> Element:
        """The root of a part."""
        if part not in self._entries:
            raise self.refused(f"it is broken (its part {part} is missing)")
        if self._entries[part].file_size > _LARGEST:
            raise self.refused(f"its part {part} unpacks to more than {_LARGEST // 1024 // 1024} MB: too much")
        try:
            with self._archive.open(self._entries[part]) as stream:
                return xml_tree(stream.read(self._entries[part].file_size))
        except (*BROKEN, BrokenMarkup) as problem:
            raise self.refused(f"it is broken ({part}: {problem})") from problem

    def refused(self, reason: str) -> UnreadableSource:
        """The error that says why this file is not read."""
        return UnreadableSource(self._name, self._format, reason)
