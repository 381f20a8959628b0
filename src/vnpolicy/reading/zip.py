"""Zip files: what kind they are, whether they may be opened, and the files in an archive that one is.

    PK.. word/document.xml         Word (.docx)
    PK.. kế hoạch/kh-87.pdf        an archive: its members are files of their own

Nothing is unpacked to disk. Sizes that the directory names are checked before anything is unpacked, and what
comes out is counted while it comes, since a directory may lie.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from lzma import LZMAError
from pathlib import PurePosixPath
from struct import error as StructError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.options import Limits, Options

MAX_RATIO = 200  # unpacked to packed, of a file that unpacks to more than MIN_BOMB
MIN_BOMB = 20 * 1024 * 1024
MAX_DEPTH = 4  # of zip files in zip files
_CHUNK = 1024 * 1024
LOCKED, _UTF_8, _AES = 0x1, 0x800, 99  # two flags of a member, and a way of packing
_FILE = b"PK\x03\x04"
_ENTRY, _DIRECTORY_END = b"PK\x01\x02", b"PK\x05\x06"

# The part by which a document that is a zip file is known, its format, and why it is not read (None: it is).
_KINDS: tuple[tuple[str, str, str | None], ...] = (
    ("word/document.xml", "docx", None),
    ("xl/workbook.xml", "xlsx", "it is a spreadsheet, no text document"),
    ("ppt/presentation.xml", "pptx", "it is a presentation, no text document"),
    ("META-INF/container.xml", "epub", "it is an electronic book"),
    ("content.xml", "odt", None),
)
# From "word/document2.xml" captures the figure that some programs add.
_FIGURE = re.compile(r"\d+(?=\.xml\Z)")
_JUNK = ("__macosx", "thumbs.db", "desktop.ini")
# What zipfile and its decoders raise on what is broken, locked or packed in an unknown way.
BROKEN = (BadZipFile, ZlibError, LZMAError, EOFError, OSError, ValueError, RuntimeError, StructError)


class Member(msgspec.Struct, frozen=True):
    """A file in a zip file: its bytes, or the reason why there are none; `junk` is what no person put there."""

    name: str
    data: bytes = b""
    reason: str | None = None
    junk: bool = False


def kind_of(data: bytes, name: str, limits: Limits) -> tuple[str, str | None]:
    """(format, why it is not read or None) of a zip file: a document by its parts, else "zip", an archive."""
    with opened(data, name, "zip", limits) as archive:
        parts = {_FIGURE.sub("", part) for part in archive.namelist()}
    return next(((format, reason) for part, format, reason in _KINDS if part in parts), ("zip", None))


def opened(data: bytes, name: str, format: str, limits: Limits) -> ZipFile:
    """The zip file that `data` is, once its directory promises no more than the limits allow."""
    if _entries(data) > limits.unpacked_parts:
        raise UnreadableSource(name, format, f"it holds more than {limits.unpacked_parts:,} parts: too much")
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as problem:
        raise UnreadableSource(name, format, f"it is broken ({problem})") from problem
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > limits.unpacked_bytes or (unpacked > MIN_BOMB and unpacked > MAX_RATIO * len(data)):
        size = f"{unpacked // 1024 // 1024:,} MB in {len(archive.infolist())} parts"
        raise UnreadableSource(name, format, f"it unpacks to {size}: too much")
    return archive


def _entries(data: bytes) -> int:
    """How many entries the directory has, counted before it is read: each costs memory."""
    end = data.rfind(_DIRECTORY_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return data.count(_ENTRY, max(0, end - size), max(0, end))


def members(data: bytes, name: str, options: Options) -> Iterator[Member]:
    """The files in the archive that `data` is, one at a time, those in archives inside it among them.

    Their names begin with `name`: "archive.zip/kế hoạch/kh-87.pdf". Raises UnreadableSource where `data` is
    no archive that may be opened; a member that cannot be unpacked has a reason instead of bytes.
    """
    yield from _Unpacking(options).members(data, name, 1)


class _Unpacking:
    """The walk through an archive: `room` is what may still be unpacked, of bytes and of parts."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.room = options.limits.unpacked_bytes
        self.parts = options.limits.unpacked_parts

    def members(self, data: bytes, name: str, depth: int) -> Iterator[Member]:
        with opened(data, name, "zip", self.options.limits) as archive:
            for entry in archive.infolist():
                path = f"{name}/{_path(entry)}"
                self.parts -= 1
                if self.room < 0 or self.parts < 0:
                    yield Member(path, reason="its archive unpacks to too much")
                    return
                if not entry.is_dir():
                    yield from self._member(archive, entry, path, depth)

    def _member(self, archive: ZipFile, entry: ZipInfo, path: str, depth: int) -> Iterator[Member]:
        if is_junk(_path(entry)):
            yield Member(path, junk=True)
            return
        try:
            data = self._unpacked(archive, entry)
        except BROKEN as problem:
            yield Member(path, reason=self._why(entry, problem))
            return
        if not _is_archive(data, path, self.options.limits):
            yield Member(path, data)
        elif depth == MAX_DEPTH:
            yield Member(path, reason=f"it lies more than {MAX_DEPTH} archives deep")
        else:
            yield from self.members(data, path, depth + 1)

    def _unpacked(self, archive: ZipFile, entry: ZipInfo) -> bytes:
        """The bytes of a member, as far as there is room for them."""
        pieces = []
        password = self.options.password
        with archive.open(entry, pwd=password.encode() if password else None) as member:
            while self.room >= 0 and (piece := member.read(_CHUNK)):
                self.room -= len(piece)
                pieces.append(piece)
        if self.room < 0:
            raise ValueError("it unpacks to too much")
        return b"".join(pieces)

    def _why(self, entry: ZipInfo, problem: Exception) -> str:
        if not entry.flag_bits & LOCKED:
            return f"it is broken ({problem})"
        if entry.compress_type == _AES:
            return "it is locked in a way that is not read (AES)"
        return "its password is another" if self.options.password else "it wants a password"


def _is_archive(data: bytes, name: str, limits: Limits) -> bool:
    try:
        return data.startswith(_FILE) and kind_of(data, name, limits)[0] == "zip"
    except UnreadableSource:
        return False  # whoever reads it tells why


def _path(entry: ZipInfo) -> str:
    """Where a member stands in its archive: a name to print, never a path to write to."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8:
        with suppress(UnicodeError):  # many tools write UTF-8 without saying so
            name = name.encode("cp437").decode("utf-8")
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "?"


def is_junk(path: str) -> bool:
    """Whether a file was put there by a system and not by a person: hidden, or a known name.

    >>> is_junk("__MACOSX/kế hoạch/._kh-87.pdf"), is_junk("kế hoạch/kh-87.pdf")
    (True, False)
    """
    parts = PurePosixPath(path).parts
    return any(part.startswith((".", "~$")) or part.lower() in _JUNK for part in parts)
