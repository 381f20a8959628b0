"""Pointers into a document, which end where it begins: "khoản 2 Điều 5 | Luật …", "Phụ lục II | Nghị quyết …"."""

import re

from vnpolicy.model import Span

_LONGEST = 400  # characters

_ORDINAL = "thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)"
_NUMERAL = r"\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?|[ivxl]{1,6}(?:\.\d{1,2})?|[a-zđ]\d?"
_LABEL = rf"(?:{_ORDINAL}|{_NUMERAL})(?!\w)"
_LIST = rf"{_LABEL}(?:(?:, | và | đến ){_LABEL}){{0,12}}"
_WORDS = ("tiết", "điểm", "khoản", "điều", "mục", "chương", "phần", "phụ lục", "tiểu mục")
_BULLET = "đầu dòng thứ"
_PART = rf"(?:{'|'.join(_WORDS)}) (?:số )?{_LIST}(?: \([^()\n]{{1,60}}\))?"
_ANNEX = r"phụ lục(?= (?:được )?(?:ban hành )?kèm theo)"  # the only one of its document
_UNIT = rf"(?:{_PART}|(?:gạch )?{_BULLET} \w+|{_ANNEX})"

# From "tại điểm a, b khoản 2 Điều 5 và khoản 1 Điều 7 của Luật" captures the pointer, up to the document.
_PINPOINT = re.compile(
    rf"(?<!\w)(?P<pointer>{_UNIT}(?:(?:[,;] | và | đến | của | )(?:các )?{_UNIT}){{0,12}})"
    r"(?: ?,)? (?:của |(?:được )?(?:ban hành )?kèm theo )?(?=\w)"
)


def pinpoint_before(folded: str, start: int) -> Span | None:
    """The pointer into the document that begins at `start`.

    >>> pinpoint_before("theo khoản 2 điều 5 luật đất đai", 20)
    Span(start=5, end=19)
    """
    since = max(0, start - _LONGEST)
    since = max(since, folded.rfind("\n", since, start) + 1)
    if not any(word in folded[since:start] for word in (*_WORDS, _BULLET)):
        return None
    pointers = _PINPOINT.finditer(folded, since, start + 1)
    return next((Span(*found.span("pointer")) for found in pointers if found.end() == start), None)
