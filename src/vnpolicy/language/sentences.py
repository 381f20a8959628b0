"""Where one sentence ends and the next begins.

A paragraph comes in, the half-open offsets of its sentences go out. This is the cutter of the parser,
quick and at home in official papers: "TP. Buôn Ma Thuột", "1. Sở Y tế" and "./." cut no sentence in two.

    "Sở Y tế chủ trì. Định kỳ báo cáo UBND TP. Huế./."
    "Sở Y tế chủ trì."  "Định kỳ báo cáo UBND TP. Huế./."
"""

import re
from collections.abc import Iterator

# What a full stop may follow without ending the sentence, in lower case.
_PLACES_AND_SIGNATURES = ("tp", "t.p", "tx", "tt", "q", "p", "h", "x", "vp", "ub", "kt", "tm", "tl", "tuq")
_DEGREES = ("gs", "pgs", "ts", "ths", "bs", "ks", "cn", "ncs")
_ABBREVIATIONS = frozenset((*_PLACES_AND_SIGNATURES, *_DEGREES, "đ/c", "d/c", "v/v", "nxb", "stt", "tr"))
# From "Tỉnh ủy. ", "khu dân cư...", "chỉ đạo./.", "năm 2010.[1] " captures the end mark, what closes with it, the
# mark of a note, the blanks.
_END = re.compile(r"[.!?…](?:(?<=\.)/\.|[.!?…]*)[\"”’»)\]]*(?:\[\d{1,3}\])?(?=\s|$)\s*")
_WORD_BEFORE = re.compile(r"[^\s(\"“]{1,12}$")
_LABEL = re.compile(r"[\s(]*(?:\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}|[A-Za-zĐđ])$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The offsets of each sentence in text[start:end], without the blanks around it; a line break ends one.

    >>> paper = "1. Sở Y tế chủ trì, có TP. Huế, v.v. tham gia. Định kỳ báo cáo./."
    >>> [paper[start:end] for start, end in sentences(paper)]
    ['1. Sở Y tế chủ trì, có TP. Huế, v.v. tham gia.', 'Định kỳ báo cáo./.']
    """
    stop = len(text) if end is None else end
    for line_start, line_end in _lines(text, start, stop):
        begin = line_start
        for mark in _END.finditer(text, line_start, line_end):
            if mark.end() < line_end and _ends(text, line_start, mark):
                yield from _trimmed(text, begin, mark.end())
                begin = mark.end()
        yield from _trimmed(text, begin, line_end)


def _lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop:
        found = text.find("\n", start, stop)
        end = stop if found < 0 else found
        yield start, end
        start = end + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends(text: str, line_start: int, mark: re.Match[str]) -> bool:
    """Whether a sentence ends at this mark: another begins behind it, no abbreviation stands before it."""
    following = _first_letter(text, mark.end())
    if not (following.isupper() or following.isdigit()):
        return False
    if mark[0].rstrip() != ".":
        return True
    if _LABEL.fullmatch(text, line_start, mark.start()):
        return False
    before = _WORD_BEFORE.search(text, max(line_start, mark.start() - 12), mark.start())
    return not (before and before[0].lower() in _ABBREVIATIONS)


def _first_letter(text: str, at: int) -> str:
    while at < len(text) and text[at] in '"“‘«([-+*• ':
        at += 1
    return text[at : at + 1]
