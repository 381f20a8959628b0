"""The bodies of a list of recipients: each piece of an item is one, to its end.

    - Thường trực: Tỉnh ủy, HĐND tỉnh;       Thường trực Tỉnh ủy, Thường trực HĐND tỉnh
    - BCH PTDS tỉnh, VNPT Lai Châu (p/h);    names that the grammar knows in part run on to the mark
    - Phòng Đô thị, TTHCC;                   letters that stand alone are a body too

Names come in, from the whole text; the same names go out, longer where they stand in an item, and new ones.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from vnpolicy.language import slug
from vnpolicy.parsing.body_grammar import Reader
from vnpolicy.parsing.body_words import Name

# From " thuộc CP", " Lai Châu" captures the words of a piece behind a name, up to a mark or a note.
_REST = re.compile(r"(?:[ ][\w&.]+(?<!\.)){1,12}(?=[ ]?[,;:.()/]|[ ]-[ ]|[ ]và[ ]|[ ]?$)", re.MULTILINE)
_ABOUT = re.compile(r"[ ]về[ ][^;:()\n]{3,120}?(?=[ ]?[;:()]|[. ]*$)", re.MULTILINE)
# What opens a note and no name: "để đăng công báo"; and what leaves a name open.
_NOTE = re.compile(r"[ ](?:để|và|qua|gồm|trừ|cùng|phụ trách|kèm|đăng)[ ]")
_OPEN = re.compile(r"[ ](?:của|thuộc|để|cho|với|tại|ở|các)$")
# From "TTHCC", "PTNT tỉnh" captures letters that fill a piece.
_LETTERS = re.compile(
    r"[A-ZĐ][A-Za-zĐđ&]*[A-ZĐ][A-ZĐ&]*(?:[ ][A-ZĐ&]{2,})*(?:[ ](?:tỉnh|TP|Thành phố))?(?=[ ]?[,;(]|[. ]*$)",
    re.MULTILINE,
)
_MARK = re.compile(r"[ ]?[,;][ ]?")
_FILED = re.compile(r"[-–\s]*lưu[: ]+")


def in_items(names: Iterable[Name], items: Sequence[tuple[int, int]], reader: Reader) -> Iterator[Name]:
    """The names, those in the items run on to the end of their piece; with the bodies that only letters name."""
    rows = list(names)
    for name, following in pairwise((*rows, None)):
        assert name is not None
        end = next((end for start, end in items if start <= name.start < end), None)
        yield _whole(name, following, end, reader) if end else name
    taken = {name.start for name in rows}
    for start, end in items:
        if not _FILED.match(reader.folded, start) and ":" not in reader.text[start:end]:
            yield from (name for name in _by_letters(start, end, reader) if name.start not in taken)


def _whole(name: Name, following: Name | None, end: int, reader: Reader) -> Name:
    """The name with the rest of its piece."""
    if name.shared or _NOTE.match(reader.folded, name.end):
        return name
    limit = following.start if following and following.start < end else end
    rest = _ABOUT.match(reader.folded, name.end, end) or _REST.match(reader.folded, name.end, limit)
    if rest is None or _OPEN.search(rest[0]):
        return name
    if not name.collective and reader.words.act.match(reader.folded, name.end + 1):
        return name
    return name.longer(rest.end(), reader.text[name.end + 1 : rest.end()])


def _by_letters(start: int, end: int, reader: Reader) -> Iterator[Name]:
    """The pieces of an item that are letters and no persons."""
    for at in (start, *(mark.end() for mark in _MARK.finditer(reader.text, start, end))):
        found = _LETTERS.match(reader.text, at, end)
        if found and not reader.words.staff.match(reader.folded, at):
            yield Name(start=at, end=found.end(), code=slug(found[0]), name=found[0], local=True)
