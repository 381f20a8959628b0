"""PDF bytes -> why they would grow without bound, before an engine unpacks them; None where they would not.

    /Contents of 700 KB that unpack to 800 MB             a stream that unpacks to too much
    form A draws B ten times, B draws C ten times, ...    more drawings than a page can have

Pictures are left out: they are unpacked one by one, when a page is painted. What is locked cannot be weighed.
"""

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator, Mapping

from vnpolicy.reading.options import Limits

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DESCRIBED = 4096  # bytes before a stream that may describe it
_NUMBERED = 24  # bytes of "12 0 "
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+$")
_PICTURE, _FORM = re.compile(rb"/Subtype\s*/Image\b"), re.compile(rb"/Subtype\s*/Form\b")
_FILTERS = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|LZWDecode|RunLengthDecode)\b")
# From "/X1 7 0 R" captures a name and the object that it stands for; from "/X1 Do" the name of what is drawn.
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_TAIL = 2048  # bytes at the end of a file that name its table
_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_MOST_RATIO = 1032  # unpacked to packed, of what deflate packs best
_MOST_DRAWN = 1_000_000  # forms on a page, those in forms counted as often as they come out
_DEEPEST = 30  # forms in forms that an engine follows

Draws = Mapping[int, int]  # how often a form draws another, by the number of that


def too_heavy(data: bytes, limits: Limits) -> str | None:
    r"""The reason not to open a PDF.

    >>> too_heavy(b"1 0 obj <</Filter/FlateDecode>> stream\n" + zlib.compress(bytes(5000)), Limits(stream_bytes=4000))
    'a stream in it unpacks to more than 4,000 bytes'
    """
    unpacked, most, has_forms = 0, 0, _FORM.search(data) is not None
    forms: dict[int, Draws] = {}
    for number, described, packed in _streams(data):
        if not has_forms and len(packed) * _MOST_RATIO <= limits.stream_bytes:
            continue
        content = _unpacked(packed, described, limits.stream_bytes + 1)
        unpacked += len(content)
        if len(content) > limits.stream_bytes:
            return f"a stream in it unpacks to more than {limits.stream_bytes:,} bytes"
        if unpacked > limits.unpacked_bytes:
            return f"it unpacks to more than {limits.unpacked_bytes:,} bytes"
        if _FORM.search(described):
            forms[number] = _draws(described, content)
        elif has_forms:
            most = max(most, len(_DRAWN.findall(content)))
    drawn = most * max(_drawn(forms).values(), default=1)
    return f"its pages draw more than {_MOST_DRAWN:,} forms" if drawn > _MOST_DRAWN else None


def is_damaged(data: bytes) -> bool:
    r"""Whether the table that says where each object of a PDF stands is not where the end of the file says.

    >>> is_damaged(b"%PDF-1.4\nxref\n0 0\ntrailer <<>>\nstartxref\n9\n%%EOF")
    False
    """
    ends = list(_END.finditer(data, max(0, len(data) - _TAIL)))
    if not ends:
        return True
    start = max(0, data.find(b"%PDF-")) + int(ends[-1][1])
    return not _TABLE.match(data, start)


def _streams(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(the number of its object, its dictionary, its bytes) of each stream but pictures."""
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - _DESCRIBED) : found.start()]
        opens = before.rfind(b"obj")
        described = before[opens:] if opens >= 0 else before
        number = _NUMBER.search(before[max(0, opens - _NUMBERED) : opens]) if opens >= 0 else None
        if not _PICTURE.search(described):
            end = data.find(b"endstream", found.end())
            yield int(number[1]) if number else 0, described, data[found.end() : end if end >= 0 else len(data)]


def _unpacked(packed: bytes, described: bytes, most: int) -> bytes:
    """The content of a stream, no more than `most` of it; as it stands where it is packed in another way."""
    for name in _FILTERS.findall(described):
        try:
            if name in (b"ASCII85Decode", b"A85"):
                packed = a85decode(packed.strip().removesuffix(b"~>"))
            elif name in (b"FlateDecode", b"Fl"):
                packed = zlib.decompressobj().decompress(packed, most)
            else:
                break
        except (ValueError, zlib.error):
            break
    return packed[:most]


def _draws(described: bytes, content: bytes) -> Draws:
    names = {name: int(number) for name, number in _NAMED.findall(described)}
    draws: dict[int, int] = {}
    for name in _DRAWN.findall(content):
        draws[names.get(name, 0)] = draws.get(names.get(name, 0), 0) + 1
    return draws


def _drawn(forms: Mapping[int, Draws]) -> dict[int, int]:
    """How many forms come out where a form is drawn, each counted as often as it does."""
    counts: dict[int, int] = dict.fromkeys(forms, 1)
    for _ in range(_DEEPEST):
        counts = {
            form: min(_MOST_DRAWN + 1, 1 + sum(times * counts.get(other, 1) for other, times in draws.items()))
            for form, draws in forms.items()
        }
    return counts
