r"""Bytes or a text -> the text in Unicode, what it was written in, and an issue for all that was not certain.

    b"K\xd5 ho\xb9ch ..."     TCVN3, told by its syllables: "Kế hoạch ...", encoding "tcvn3"
    "TØnh uû §¾k L¾k ..."     the same, saved as UTF-8 by a program that did not know: encoding "tcvn3"

Each line is read for itself, for a line of TCVN3 may stand beside one of Unicode: "utf-8+tcvn3".
"""

import re
from collections.abc import Sequence

from vnpolicy.language.detect import Restored, restored
from vnpolicy.language.legacy import encodings
from vnpolicy.model import Issue

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), *((mark, "utf-16") for mark in UTF_16))
# Letters that no Vietnamese paper writes, and that two bytes of an old encoding give by chance.
_CHANCE = re.compile("[^\x00-\xffĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0303\u0306\u0309\u031b\u0323\u2000-\uffff]")
_SHOWN = 8  # lines that an issue names

Decoded = tuple[str, str | None, tuple[Issue, ...]]


def decoded(data: bytes) -> Decoded:
    """The text of a file's bytes. No letter is converted, replaced or guessed silently.

    >>> decoded("Kế hoạch".encode())
    ('Kế hoạch', 'utf-8', ())
    """
    for sign, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(sign):
            return in_unicode(data.decode(encoding, errors="replace"), encoding)
    try:
        return in_unicode(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _by_lines(data.split(b"\n"))


def in_unicode(text: str, encoding: str | None = None) -> Decoded:
    """A text whose lines may carry the bytes of an encoding from before Unicode; `encoding` is that of the others.

    >>> in_unicode("TØnh uû §¾k L¾k")[:2]
    ('Tỉnh uỷ Đắk Lắk', 'tcvn3')
    """
    found = restored(text.split("\n"))
    return "\n".join(found.lines), named(found, encoding), told(found)


def _by_lines(rows: Sequence[bytes]) -> Decoded:
    """The text of lines some of which are no UTF-8."""
    read = [_utf8(row) for row in rows]
    mixed = any(line and not line.isascii() for line in read)
    found = restored(
        [row.decode("latin-1") if line is None else line for row, line in zip(rows, read, strict=True)]
    )
    lines = list(found.lines)
    left = [at for at, line in enumerate(read) if line is None and at not in found.converted]
    for at in left:
        lines[at] = rows[at].decode("utf-8" if mixed else "cp1252", errors="replace")
    damaged = [at for at, line in enumerate(lines) if "\ufffd" in line and b"\xef\xbf\xbd" not in rows[at]]
    foreign = [] if mixed else left
    issues = [
        Issue(code="source.encoding", message=f"{_lines(lines)}: no UTF-8, {what}")
        for lines, what in ((damaged, "bytes were replaced"), (foreign, "read as Windows-1252"))
        if lines
    ]
    encoding = named(found, "cp1252" if foreign else "utf-8")
    return "\n".join(lines), encoding, (*told(found, but=left), *issues)


def _utf8(row: bytes) -> str | None:
    """A line in UTF-8, of which a few bytes may be damaged; None where it is of another encoding."""
    line = row.decode("utf-8", errors="replace")
    damaged = line.count("\ufffd")
    whole = damaged <= sum(not char.isascii() for char in line) // 4
    return line if whole and not _CHANCE.search(line) else None


def named(found: Restored, encoding: str | None) -> str | None:
    """The encodings of a text, as in Source.encoding: those that were converted, beside `encoding` where both stand."""
    codes = list(dict.fromkeys(found.converted.values()))
    if codes and not found.has_unicode:
        encoding = None
    return "+".join(filter(None, [encoding, *codes])) or None


def told(found: Restored, *, but: Sequence[int] = ()) -> tuple[Issue, ...]:
    """What was converted, and which lines may need it, without those that are told already."""
    issues = [
        Issue(code="source.converted", message=f"{_lines(lines)} converted from {row.name}{row.loses}")
        for row in encodings()
        if (lines := [at for at, code in found.converted.items() if code == row.code])
    ]
    if doubtful := [at for at in found.doubtful if at not in set(but)]:
        message = f"{_lines(doubtful)} may be in an encoding from before Unicode: left as found"
        issues.append(Issue(code="source.encoding", message=message))
    return tuple(issues)


def _lines(numbers: Sequence[int]) -> str:
    """Lines as people count them: "line 3", "lines 1, 2, 5", "412 lines"."""
    if len(numbers) > _SHOWN:
        return f"{len(numbers)} lines"
    return f"line{'s' * (len(numbers) > 1)} {', '.join(str(at + 1) for at in sorted(numbers))}"
