"""Whether a citation behind "và" stands in the title before it, or beside the document that bears the title.

    "Kế hoạch số 5/KH-UBND về thực hiện Nghị quyết số 7/NQ-CP và | Chương trình số 3-CTr/TU"   in the title
    "Nghị định số 78/2025/NĐ-CP hướng dẫn thi hành Luật … và | Nghị định số 79/2025/NĐ-CP"     beside it

Grammar leaves it open; what is cited tells: a circular details laws and decrees, a plan carries out what is
above it, and the items of a list print the same parts.
"""

import re
from collections.abc import Sequence

from vnpolicy.model import Reference
from vnpolicy.parsing.scan import Scan, begin, finish

_BEFORE = 90  # characters before a citation that tell what is done to it
_GOVERNED = re.compile(
    r"(?:chi[ ]tiết|thực[ ]hiện|triển[ ]khai|thi[ ]hành|một[ ]số[ ]điều|điều[ ]của|sửa[ ]đổi|bổ[ ]sung)[ ](?:các[ ])?\Z"
)
_AMENDED = re.compile(
    r"được[ ](?:sửa[ ]đổi|bổ[ ]sung|thay[ ]thế)[^.;\n]{0,60}?[ ](?:bởi|tại|theo|bằng)[ ](?:các[ ])?\Z"
)
_LAWS = ("luật", "bộ luật", "pháp lệnh")
_CARRYING_OUT = ("thông tư", "thông tư liên tịch", "hướng dẫn", "kế hoạch")
_HIGHER = (*_LAWS, "nghị định", "nghị quyết", "kết luận", "chỉ thị")
_PARTY = ("TU", "TW")


def stands_in_title(scan: Scan, outer: Reference, inner: Sequence[Reference], last: Reference) -> bool:
    """Whether `last`, behind "và", goes on the row of citations `inner` in the title of `outer`."""
    start = begin(inner[0])
    before = scan.folded[max(begin(outer), start - _BEFORE) : start]
    if _AMENDED.search(before):
        closed = ")" in scan.text[finish(inner[-1]) : begin(last)]  # "… (được sửa đổi tại A) và B"
        return last.type == inner[-1].type and not closed
    younger = outer.date is not None and last.date is not None and last.date > outer.date
    if younger or not _GOVERNED.search(before):
        return False  # nothing carries out what is not yet there
    if last.kind == inner[-1].kind == "named":
        return last.type in _LAWS and inner[-1].type in _LAWS
    prints_less = outer.date is not None and last.date is None and last.type != "công văn"
    return last.kind == "numbered" and (prints_less or _is_above(last, outer))


def _is_above(last: Reference, outer: Reference) -> bool:
    """Whether a paper is one that the outer document may carry out: of another, higher organ."""
    organ, own = _organ(last), _organ(outer)
    higher = last.type in _HIGHER or organ in _PARTY
    return outer.type in _CARRYING_OUT and organ != own and higher


def _organ(mention: Reference) -> str:
    """The letters of the organ in a number: CP in 71/NQ-CP, TU in 10-CTr/TU."""
    return re.split("[-/]", mention.number or "")[-1]
