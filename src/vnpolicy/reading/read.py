"""Bytes -> Source: the format is told from the content first, from the name second.

    %PDF-1.7 ...               PDF
    PK.. word/document.xml     Word (.docx)
    PK.. kế hoạch/kh-87.pdf    an archive: read where it holds one file alone
    <!DOCTYPE html> ...        a web page
    II*..., an image           read by OCR
    KẾ HOẠCH ...               text, or Markdown by its name or its marks

What is no document raises `UnreadableSource` with the reason, before anything large is unpacked.
"""

import hashlib
import re
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path, PurePath

import msgspec

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.doc import read_doc
from vnpolicy.reading.docx import read_docx
from vnpolicy.reading.html import is_mhtml, read_html
from vnpolicy.reading.image import read_image
from vnpolicy.reading.locked import unlocked
from vnpolicy.reading.odt import read_odt
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.pdf import read_pdf
from vnpolicy.reading.rtf import read_rtf
from vnpolicy.reading.source import Source
from vnpolicy.reading.text import read_text_bytes
from vnpolicy.reading.zip import kind_of, members

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a file begins with, its format, and why it is not read (None: it is).
_MAGIC: tuple[tuple[bytes, str, str | None], ...] = (
    (b"PK\x03\x04", "zip", None),  # `zip.kind_of` tells which of the formats that are zip files it is
    (b"PK\x05\x06", "zip", "it is an empty archive"),
    (_COMPOUND, "doc", None),
    (b"\xdb\xa5-\x00", "doc", "it is of Word 2: save it as .docx"),
    (b"1\xbe\x00\x00", "doc", "it is of Word for DOS: save it as .docx"),
    (b"{\\rtf", "rtf", None),
    (b"\x89PNG", "png", None),
    (b"\xff\xd8\xff", "jpeg", None),
    (b"II*\x00", "tiff", None),
    (b"MM\x00*", "tiff", None),
    (b"GIF8", "gif", None),
    (b"RIFF", "webp", None),
    (b"\x1f\x8b", "gzip", "it is compressed: unpack it first"),
    (b"Rar!", "rar", "it is compressed: unpack it first"),
    (b"7z\xbc\xaf", "7z", "it is compressed: unpack it first"),
)
_MOST_BYTES = 4  # of a character, in every encoding that is read
_BLANK = b"\xef\xbb\xbf \t\r\n"  # what may stand before the first letter of a file
_PDF_WITHIN = 1024  # bytes; a PDF may begin with a few of something else
_HTML_WITHIN = 8192
# From "<?xml ...?><!-- saved from ... --><html" captures how a page begins.
_HTML = re.compile(
    rb"(?:[\s\xef\xbb\xbf\xff\xfe]|<\?[^>]{0,300}>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FLAT_ODT = b"application/vnd.oasis.opendocument.text"
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml", ".asp", ".aspx", ".php")
_LOCK_WITHIN = 1024 * 1024
_LOCKED_WORD = "EncryptedPackage".encode("utf-16-le")


def read_source(path: str | Path | bytes, *, name: str | None = None, options: Options = USUAL) -> Source:
    """The lines of a file, or of its bytes. Raises UnreadableSource where they are no document.

    >>> read_source("1. Giao Sở Y tế".encode(), name="note.txt").lines[0].text
    '1. Giao Sở Y tế'
    """
    if isinstance(path, bytes):
        name, data = printable(name or ""), path
    else:
        name = printable(Path(path).name if name is None else name)
        data = bytes_of(Path(path), name, options.limits)
    format = format_of(data, name, options.limits)
    if format == "zip":
        return _only_member(data, name, options)
    source = _READERS[format](data, name, options)
    if sum(len(line.text) for line in source.lines) > options.limits.characters:
        raise UnreadableSource(name, format, _too_long(options.limits))
    return msgspec.structs.replace(source, sha256=hashlib.sha256(data).hexdigest())


def _read_locked(data: bytes, name: str, options: Options) -> Source:
    return read_source(unlocked(data, name, options.password), name=name, options=options)


def _too_long(limits: Limits) -> str:
    return f"its text is longer than {limits.characters:,} characters"


_READERS: dict[str, Callable[[bytes, str, Options], Source]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "doc": read_doc,
    "rtf": read_rtf,
    "html": read_html,
    "odt": read_odt,
    **{name: partial(read_image, format=name) for name in ("png", "jpeg", "tiff", "gif", "webp")},
    "locked": _read_locked,
    "text": read_text_bytes,
    "markdown": partial(read_text_bytes, format="markdown"),
}


def bytes_of(path: Path, name: str, limits: Limits) -> bytes:
    """What a file holds. Raises UnreadableSource where it cannot be had, or is more than `limits` allow."""
    format = path.suffix.lstrip(".").lower() or "unknown"
    try:
        if path.exists() and not path.is_file():  # a pipe or a device has no end
            raise UnreadableSource(name, format, "it is no regular file")
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except (OSError, ValueError) as problem:  # ValueError: a null character in the path
        raise UnreadableSource(name, format, getattr(problem, "strerror", None) or str(problem)) from problem
    if len(data) > limits.file_bytes:
        raise UnreadableSource(name, format, f"it is larger than {limits.file_bytes:,} bytes")
    return data


def printable(name: str) -> str:
    """The name of a file as text: bytes in it that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def format_of(data: bytes, name: str, limits: Limits) -> str:
    """The format of these bytes: one that is read, or "zip", an archive of files. Raises UnreadableSource."""
    format, reason = _format(data, name)
    if reason is None and len(data) > limits.file_bytes:
        reason = f"it is larger than {limits.file_bytes:,} bytes"
    elif reason is None and format in ("text", "markdown") and len(data) > limits.characters * _MOST_BYTES:
        reason = _too_long(limits)
    elif reason is None and format == "zip":
        format, reason = kind_of(data, name, limits)
    if reason is not None:
        raise UnreadableSource(name, format, reason)
    return format


def _only_member(data: bytes, name: str, options: Options) -> Source:
    """The source in an archive that holds one file alone."""
    found = list(islice((member for member in members(data, name, options) if not member.junk), 2))
    if len(found) != 1:
        told = "it holds several files: read_archive reads them all" if found else "it is an empty archive"
        raise UnreadableSource(name, "zip", told)
    (member,) = found
    if member.reason is not None:
        raise UnreadableSource(member.name, "zip", member.reason)
    return read_source(member.data, name=member.name, options=options)


def _format(data: bytes, name: str) -> tuple[str, str | None]:
    """(format, why it cannot be read or None), as the first bytes tell."""
    suffix = PurePath(name).suffix.lower()
    if not data.strip():
        return suffix.lstrip(".") or "text", "it is empty"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf", None
    if data.startswith(_COMPOUND) and _LOCKED_WORD in data[:_LOCK_WITHIN]:
        return "locked", None
    opening = data[:_PDF_WITHIN].lstrip(_BLANK)
    for magic, format, reason in _MAGIC:
        if opening.startswith(magic):
            return format, reason
    if _HTML.match(data[:_HTML_WITHIN].replace(b"\0", b"")) or is_mhtml(data) or suffix in _PAGES:
        return "html", None
    if _FLAT_ODT in data[:_HTML_WITHIN]:
        return "odt", None
    if data.lstrip().startswith(b"<?xml"):
        return "xml", "it is XML of a kind that is not read: save it as .docx"
    if suffix in (".pdf", ".docx", ".odt"):
        return suffix[1:], "its content is of another kind"
    return ("markdown" if suffix in (".md", ".markdown") else "text"), None
