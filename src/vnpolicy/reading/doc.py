"""Word before 2007 (.doc) -> lines, by the best way that goes.

    msdoc2docx      Word 97-2003 as .docx, which `docx.py` reads: list numbers, tables, notes and fonts are kept
    LibreOffice     where it is installed, what msdoc2docx does not read: Word 6 and 95, damaged files
    the text alone  else: paragraphs and cells one below the other, without list numbers, fonts and bold type

An issue tells where the way taken loses something.
"""

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.language.legacy import windows
from vnpolicy.model import Issue
from vnpolicy.reading.blocks import Paragraph, source_of
from vnpolicy.reading.docx import read_docx
from vnpolicy.reading.office import converted
from vnpolicy.reading.options import USUAL, Options
from vnpolicy.reading.runs import NEW_LINE, NEW_PAGE, Run
from vnpolicy.reading.source import Source
from vnpolicy.reading.tidy import SOFT_HYPHEN

_OTHERS = {
    "Workbook": "an Excel workbook",
    "Book": "an Excel workbook",
    "PowerPoint Document": "a PowerPoint file",
}
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200  # flags of a file
_WORD_97 = 0xC1  # the first version of the format that Word 97 writes
# Where a file says how long its text is, and where the table of its pieces lies: before Word 97, and since.
_OLD_PLACES, _PLACES = (0x34, 0x160), (0x4C, 0x1A2)
_FIRST_LETTER = 0x18  # where it says where its text begins, if it lies in one piece
_EIGHT_BITS = 0x4000_0000  # set in the place of a piece whose letters are one byte each
# What msdoc2docx says of text that it could not keep.
_LOST = re.compile(
    "OMITTED|TEXTBOXES_DEFERRED|(?:NOTE|TABLE|TEXTBOX|NUMBER)[A-Z_]*_(?:DEFERRED|MALFORMED|APPROXIMATED)"
)
_PROPERTIES, _PIECE = b"\x01", 12  # how a run of properties begins in that table; bytes of a piece
_FIELD_MARK = re.compile(r"([\x13-\x15])")
_PRINTED = {0x07: "\r", 0x0B: NEW_LINE, 0x0C: NEW_PAGE, 0x1E: "-", 0x1F: SOFT_HYPHEN}


def read_doc(data: bytes, name: str, options: Options = USUAL) -> Source:
    """The lines of a .doc. Raises UnreadableSource where it is broken, locked or no Word document."""
    word = _Word(data, name)
    if word.encrypted and options.password is None:
        raise UnreadableSource(name, "doc", "it wants a password")
    if word.version >= _WORD_97 and (source := _as_docx(data, name, options)):
        return source
    if word.encrypted:
        raise UnreadableSource(name, "doc", "it wants another password")
    if docx := converted(data, "doc"):
        return msgspec.structs.replace(read_docx(docx, name, options), format="doc")
    paragraphs = [Paragraph([Run(text)]) for text in word.text().split("\r")]
    source = source_of(paragraphs, name, "doc")
    loss = "only its text is read: list numbers, bold type and the rows of tables are lost; LibreOffice would keep them"
    return msgspec.structs.replace(source, issues=(*source.issues, Issue(code="source.part", message=loss)))


def _as_docx(data: bytes, name: str, options: Options) -> Source | None:
    """What msdoc2docx makes of a file; None where it makes nothing."""
    import doc2docx

    with TemporaryDirectory() as folder:
        given, made = Path(folder, "paper.doc"), Path(folder, "paper.docx")
        given.write_bytes(data)
        try:
            report = doc2docx.convert(given, made, password=options.password).report
        except Exception:  # of every kind, on files that break its rules
            return None
        source = read_docx(made.read_bytes(), name, options)
    lost = [said.message for said in report.warnings if _LOST.search(said.code)]
    issues = [Issue(code="source.part", message=f"not all is read: {'; '.join(lost)}")] if lost else []
    return msgspec.structs.replace(source, format="doc", issues=(*source.issues, *issues))


class _Word:
    """A .doc as its streams: what it says of itself, and its bare text."""

    def __init__(self, data: bytes, name: str) -> None:
        import olefile

        self._name = name
        try:
            self._streams = olefile.OleFileIO(BytesIO(data))
            found = {path[0] for path in self._streams.listdir() if len(path) == 1}
        except Exception as problem:  # of every kind, on broken files
            raise self._refused("it is broken") from problem
        if "WordDocument" not in found:
            other = next((told for stream, told in _OTHERS.items() if stream in found), "no Word document")
            raise self._refused(f"it is {other}")
        self._document = self._stream("WordDocument")
        _, self.version, self._flags = self._numbers("<HH6xH", self._document, 0)

    @property
    def encrypted(self) -> bool:
        """Whether it wants a password."""
        return bool(self._flags & _ENCRYPTED)

    def text(self) -> str:
        r"""The text of the paper, without notes and margins; "\r" ends a paragraph or a cell."""
        old = self.version < _WORD_97
        at_length, at_table = _OLD_PLACES if old else _PLACES
        (length,) = self._numbers("<L", self._document, at_length)
        start, size = self._numbers("<LL", self._document, at_table)
        stream = (
            self._document if old else self._stream("1Table" if self._flags & _SECOND_TABLE else "0Table")
        )
        (first,) = self._numbers("<L", self._document, _FIRST_LETTER)
        in_one = old and not size
        pieces = [(first, length, True)] if in_one else self._pieces(stream[start : start + size], old)
        return _without_codes("".join(self._letters(*piece) for piece in pieces)[:length]).translate(_PRINTED)

    def _pieces(self, table: bytes, old: bool) -> Iterator[tuple[int, int, bool]]:
        """(place, letters, whether each is one byte) of the pieces of a text, in order."""
        at = 0
        while table[at : at + 1] == _PROPERTIES:
            at += 3 + self._numbers("<H", table, at + 1)[0]
        (size,) = self._numbers("<L", table, at + 1)
        count = size // _PIECE
        ends = self._numbers(f"<{count + 1}L", table, at + 5)
        for number in range(count):
            (place,) = self._numbers("<L", table, at + 5 + 4 * (count + 1) + 8 * number + 2)
            letters = max(0, ends[number + 1] - ends[number])
            packed = bool(place & _EIGHT_BITS)
            yield (place & ~_EIGHT_BITS) // (2 if packed else 1), letters, packed or old

    def _letters(self, place: int, count: int, packed: bool) -> str:
        if packed:
            return windows(self._document[place : place + count])
        return self._document[place : place + 2 * count].decode("utf-16-le", errors="replace")

    def _stream(self, name: str) -> bytes:
        try:
            return bytes(self._streams.openstream(name).read())
        except Exception as problem:  # of every kind, on broken files
            raise self._refused("it is broken") from problem

    def _numbers(self, format: str, data: bytes, at: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(format, data, at)
        except (struct.error, OverflowError) as problem:
            raise self._refused("it is broken") from problem

    def _refused(self, reason: str) -> UnreadableSource:
        return UnreadableSource(self._name, "doc", reason)


def _without_codes(text: str) -> str:
    """The text with the results of its fields and without their codes."""
    printed: list[str] = []
    fields: list[bool] = []  # of each open field: whether its result, not its code, stands here
    for part in _FIELD_MARK.split(text):
        if part == "\x13":
            fields.append(False)
        elif part == "\x14" and fields:
            fields[-1] = True
        elif part == "\x15" and fields:
            fields.pop()
        elif all(fields):
            printed.append(part)
    return "".join(printed)
