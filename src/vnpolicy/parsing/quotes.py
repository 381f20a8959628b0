"""Which paragraphs stand inside a quotation: the text that an amending act puts into another one.

    1. Sửa đổi khoản 2 Điều 4 như sau:
    “2. Sở Y tế có trách nhiệm:                <- begins with the mark, not with a label
    a) …                                       <- quoted
    b) …”.                                     <- quoted

Their labels are divisions of the other act. Where the closing mark is missing, a quoted article goes as far as the
next article of this act, or the line that leads to the next quotation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from vnpolicy.reading.source import CleanText

_MARK = re.compile(r"[“”]")
_ARTICLE = re.compile(r"điều \d+")
_LONGEST = (
    60_000  # a whole chapter may be quoted; an opening mark that nobody closed must not swallow a paper
)


def quoted_paragraphs(text: CleanText) -> frozenset[int]:
    """The numbers of the paragraphs that begin inside a quotation."""
    spans, unclosed = _curly(text.text)
    inside: set[int] = set()
    for start, end in spans:
        first = bisect_right(text.paragraphs, start, key=lambda paragraph: paragraph.start)
        after = bisect_left(text.paragraphs, end, key=lambda paragraph: paragraph.start)
        inside.update(range(first, after))
    for start in unclosed:
        inside.update(_left_open(text, start))
    return frozenset(inside | _straight(text))


def _left_open(text: CleanText, start: int) -> Iterator[int]:
    """The paragraphs that a mark quotes which opens an article, “Điều 5. …, and is never closed."""
    if not _ARTICLE.match(text.folded, start + 1):
        return
    first = bisect_right(text.paragraphs, start, key=lambda paragraph: paragraph.start)
    for number, paragraph in enumerate(text.paragraphs[first:], first):
        leads_in = text.text.startswith("\n“", paragraph.end)  # "2. Sửa đổi Điều 7 như sau:"
        if leads_in or _ARTICLE.match(text.folded, paragraph.start):
            return
        yield number


def _curly(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The outermost pairs of “ and ”, in order; the marks that are never closed."""
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
    return pairs, opened


def _straight(text: CleanText) -> set[int]:
    """The same for " marks, which do not tell opening from closing: here a quotation fills paragraphs."""
    inside: set[int] = set()
    if '"' not in text.text:
        return inside
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
