"""Laws, codes, ordinances, the constitution and charters, cited by name.

    "Luật hoạt động Chữ thập đỏ", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai", "Luật Đất đai năm 2024",
    "Điều lệ Hội Chữ thập đỏ Việt Nam"

Where a name ends, the table of laws tells, else its capitals and the words that may follow. The year or day behind it
is its date.
"""

import re
from collections.abc import Iterator, Set

from vnpolicy.knowledge import Found
from vnpolicy.knowledge.documents import DocType, IssuerWord, LawName
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.citations import AMENDING
from vnpolicy.parsing.dates import DateMention, date_at
from vnpolicy.parsing.issuers import issuer_end
from vnpolicy.parsing.named import named
from vnpolicy.parsing.scan import LAWS, Scan

_YEAR = re.compile(r"[ ](?P<year>(?:năm[ ])?(?P<value>(?:19|20)\d\d))(?![\w/-])(?!\.\d)")
_WORD = re.compile(r"(?:[ ]-[ ]|,[ ]|[ ])(?P<word>\w+)")
_CONSTITUTION = re.compile(r"(?:[ ]nước[ ]cộng[ ]hòa[ ]xã[ ]hội[ ]chủ[ ]nghĩa[ ]việt[ ]nam)?")
_CHARTER = re.compile(r"(?:[ ]và[ ]các[ ]quy[ ]định)?[ ](?:của[ ])?(?=\w)")
_OF = re.compile(r"[ ]của[ ](?=\w)")
_ON = re.compile(r"[ ](?:về[ ])?(?=\w)")  # "Pháp lệnh | về Dự bị động viên"
_BY_NAME = ("hp", "dl", "clinh")  # codes of the other types whose names stand alone
_STOPS = ("stop", "subject", "soft")


def find_laws(scan: Scan, taken: Set[int]) -> Iterator[Reference]:
    """The laws that a text cites by name; `taken` are the heads of numbers."""
    for head in scan.heads:
        if head.start in taken or not (head.row.code in LAWS or head.row.code in _BY_NAME):
            continue
        end = _name_end(scan, head)
        if end is not None:
            yield _law(scan, head, end)


def _name_end(scan: Scan, head: Found[DocType]) -> int | None:
    if head.row.code == "hp":
        found = _CONSTITUTION.match(scan.folded, head.end)
        return found.end() if found and scan.capital(head.start) else None
    if head.row.code in ("dl", "clinh"):
        return _charter_end(scan, head)
    inner = _amended(scan, head)
    return _law_end(scan, inner) if inner else None


def _amended(scan: Scan, head: Found[DocType]) -> Found[DocType] | None:
    """The law whose name follows: the one that a "Luật sửa đổi, bổ sung … của Luật …" amends, or itself."""
    amending = AMENDING.match(scan.folded, head.end)
    if amending is None:
        return head
    inner = scan.knowledge.matcher(DocType).at(scan.folded, amending.end())
    return inner if inner and inner.row.code in LAWS else None


def _law_end(scan: Scan, head: Found[DocType]) -> int | None:
    lead = _ON.match(scan.folded, head.end)
    if lead is None:
        return None
    start = lead.end()
    known = scan.knowledge.matcher(LawName).at(scan.folded, start)
    if known and known.row.type in LAWS and (scan.capital(head.start) or scan.capital(start)):
        return known.end
    start = head.end + 1
    another = scan.knowledge.matcher(DocType).at(scan.folded, start)
    if another or not scan.capital(head.start) or not scan.capital(start):
        return None
    return _by_capitals(scan, head.end)


def _by_capitals(scan: Scan, end: int) -> int | None:
    """The end of a name that no table knows: up to a word that cannot stand in it."""
    at, words = end, scan.knowledge.matcher(IssuerWord)
    for _ in range(14):
        step = _WORD.match(scan.folded, at)
        if step is None or step["word"].isdigit():
            break
        place = step.start("word")
        known = words.at(scan.folded, place)
        if at > end and known and known.row.code in _STOPS and not scan.capital(place):
            break
        if step[0].startswith(",") or step["word"] in ("và", "của"):
            break
        at = step.end()
    return at if at > end else None


def _charter_end(scan: Scan, head: Found[DocType]) -> int | None:
    lead = _CHARTER.match(scan.folded, head.end)
    if lead is None or not scan.capital(head.start):
        return None
    known = scan.knowledge.matcher(LawName).at(scan.folded, lead.end())
    if known and known.row.type == head.row.code:
        return known.end
    return issuer_end(scan.text, scan.folded, lead.end(), scan.knowledge) if head.row.code == "dl" else None


def _law(scan: Scan, head: Found[DocType], end: int) -> Reference:
    year = _YEAR.match(scan.folded, end) if head.row.code != "dl" else None
    date = DateMention(year.start("year"), year.end(), year["value"]) if year else _day(scan, end)
    end = date.end if date else head.start + len(scan.text[head.start : end].rstrip(' ."'))
    issuer = _issuer(scan, head, end) if head.row.code == "dl" else None
    return named(scan, head, end, issuer, date)


def _day(scan: Scan, end: int) -> DateMention | None:
    """The day behind the name of a law: "Luật Tổ chức chính quyền địa phương | ngày 16/6/2025"."""
    return date_at(scan.folded, end + 1) if scan.folded.startswith(" ngày", end) else None


def _issuer(scan: Scan, head: Found[DocType], end: int) -> Span | None:
    of = _OF.search(scan.folded, head.end, end)
    owner = issuer_end(scan.text, scan.folded, of.end(), scan.knowledge) if of else None
    return Span(of.end(), owner) if of and owner and owner <= end else None
