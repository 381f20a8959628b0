"""Strings that look like a document's number and that no rule took: each sentence with one becomes an `Issue`.

    "theo Mẫu số 06/TT ban hành kèm theo Thông tư số 70/2024/TT-BTC"
        ->  Issue("reference.unread", "06/TT: looks like …"): the circular is a reference, the form is none

Most are no documents: forms, standards of an enterprise, codes. Which are is for a reader to say; nothing is dropped in
silence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from vnpolicy.language.sentences import sentences
from vnpolicy.model import Header, Issue, Reference

# From "06/TT", "100 - KH/TU", "02.b/TT", "2609QĐ/UBND", "45/2010/NĐ-CP" captures what stands behind the number.
_LIKE = re.compile(
    r"""\d (?<![\w/-].) (?<!\d[.,].) [\w.,&]{0,12}
    (?P<tail> (?: [ ]?[-–/][ ]? | \n/ ) [\w.,&]{1,24}
        (?: (?:[ ]?[-–/]|[-–/][ ]) [\w.,&]{1,24} ){0,8} )""",
    re.VERBOSE,
)
_MARK = re.compile(r"[-–/\s]+")


def find_unread(text: str, references: Sequence[Reference], header: Header) -> Iterator[Issue]:
    """One issue for each sentence that holds such strings, in text order."""
    taken = sorted(_numbers(references, header))
    unread = [
        found for found in _LIKE.finditer(text) if _symbol(found) and not _overlaps(taken, found.span())
    ]
    if not unread:
        return
    starts = [found.start() for found in unread]
    for start, end in sentences(text):
        here = unread[bisect_left(starts, start) : bisect_left(starts, end)]
        if here:
            end = max(end, here[-1].end())  # a number that is broken over two lines
            yield Issue(code="reference.unread", message=_message(here), start=start, end=end)


def _symbol(found: re.Match[str]) -> bool:
    """Whether two capitals stand in one piece behind the number; "2025 - UBND" is a dash between words."""
    pieces = _MARK.split(found["tail"])[1:]
    between_words = len(pieces) == 1 and found["tail"][0] == " " == found["tail"][2]
    return not between_words and any(sum(map(str.isupper, piece)) > 1 for piece in pieces)


def _numbers(references: Sequence[Reference], header: Header) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that were read."""
    for mention in references:
        number = mention.parts.get("number") or (mention.span if mention.kind == "self" else None)
        if number:
            yield number.start, number.end
    for own in (header.number, header.certification.number if header.certification else None):
        if own and own.span:
            yield own.span.start, own.span.end


def _overlaps(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    at = bisect_left(taken, span[1], key=lambda number: number[0]) - 1
    return at >= 0 and taken[at][1] > span[0]


def _message(found: list[re.Match[str]]) -> str:
    strings = dict.fromkeys(" ".join(one[0].split()).rstrip(".,") for one in found)
    return f"{', '.join(strings)}: looks like a document's number, and is in no reference"
