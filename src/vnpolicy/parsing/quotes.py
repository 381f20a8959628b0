"""Which paragraphs stand inside a quotation: the text that an amending act puts into another one.

    1. Sửa đổi khoản 2 Điều 4 như sau:
    “2. Sở Y tế có trách nhiệm:                <- begins with the mark, not with a label
    a) …                                       <- quoted
    b) …”.                                     <- quoted

Their labels are divisions of the other act.
"""

import re

from vnpolicy.reading.source import CleanText

_MARK = re.compile(r"[“”]")
_LONGEST = (
    60_000  # a whole chapter may be quoted; an opening mark that nobody closed must not swallow a paper
)


def quoted_paragraphs(text: CleanText) -> frozenset[int]:
    """The numbers of the paragraphs that begin inside a quotation."""
    spans = _curly(text.text)
    inside, at = set(), 0
    for number, paragraph in enumerate(text.paragraphs):
        while at < len(spans) and spans[at][1] <= paragraph.start:
            at += 1
        if at < len(spans) and spans[at][0] < paragraph.start:
            inside.add(number)
    return frozenset(inside | _straight(text))


def _curly(text: str) -> list[tuple[int, int]]:
    """The outermost pairs of “ and ”, in order."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        if mark[0] == "“":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.end() - start <= _LONGEST:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, mark.end()))
    return pairs


def _straight(text: CleanText) -> set[int]:
    """The same for " marks, which do not tell opening from closing: here a quotation fills paragraphs."""
    inside: set[int] = set()
    held: list[int] = []
    opened = False
    for number, paragraph in enumerate(text.paragraphs):
        odd = text.text.count('"', paragraph.start, paragraph.end) % 2
        if opened:
            held.append(number)
            if odd:
                inside.update(held)
                opened = False
        elif odd and text.text.startswith('"', paragraph.start):
            held, opened = [], True
    return inside
