"""Plans, programmes, strategies, regulations, reports: cited without a number, by what tells which they are.

    "Quyết định số 8/QĐ-TTg phê duyệt | Đề án Chợ nổi"                  a decision that is cited approves it
    "Điều 1. Ban hành kèm theo Quyết định này | Quy chế Chợ nổi"        this paper does
    "Quy chế Chợ nổi | (ban hành kèm theo Quyết định số 8/QĐ-TTg)"      who did, is told behind it
    "Kế hoạch của Sở Y tế về phòng dịch", "Kế hoạch diễn tập năm 2025 của Sở Y tế"      issuer and subject, or year
    "Quy chế phối hợp giữa Sở Y tế và Sở Nội vụ"                        those who agreed on it
    "Chiến lược phát triển chợ giai đoạn 2021 - 2030"                   a strategy and its years
    "Đề án “Chợ nổi trên sông lớn và bến đò của các xã ven sông”"       a long title in quotes

A name that stood in the text before is known again. What is only being made is no document yet.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

import msgspec

from vnpolicy.knowledge import Found
from vnpolicy.knowledge.documents import DocType, Pointer
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.decided import deciding
from vnpolicy.parsing.issuers import issuer_end
from vnpolicy.parsing.named import named
from vnpolicy.parsing.scan import Scan, finish
from vnpolicy.parsing.titles import title_end

_PLANS = frozenset(  # codes of the types that are cited so
    {
        *("kh", "khph", "da", "ctr", "ctrph", "cl", "bc", "qc", "qcph", "qdi"),
        *("qh", "pa", "dl", "duan", "ttr", "tb", "hd", "kl", "nq", "ct"),
    }
)
_STRATEGIES = frozenset({"cl", "qh"})
_PLANNED = frozenset({"kh", "ctr", "bc", "da", "pa", "duan"})  # what is made for one year
_TITLED = frozenset({"da", "ctr", "cl"})  # whose titles are put in quotes
_SMALL = frozenset({"da", "cl"})  # approved under a small letter too, where "quy định", "quy hoạch" are verbs

_ACT = r"(?:phê[ ]duyệt|ban[ ]hành|công[ ]bố|điều[ ]chỉnh|sửa[ ]đổi|bổ[ ]sung|cập[ ]nhật)"
# From "Quyết định … | phê duyệt Điều chỉnh, bổ sung một số nội dung của | Kế hoạch" captures what is between.
_APPROVING = re.compile(
    rf"""[ ]?,?[ ](?:về[ ]việc|về|v/v|{_ACT}) (?:(?:,[ ]|[ ]và[ ]|[ ]){_ACT}){{0,4}}
    (?:[ ]một[ ]số[ ](?:nội[ ]dung|điều))? (?:[ ](?:của|tại|trong))? [ ]"?""",
    re.VERBOSE,
)
_NEAR = 80  # characters from a citation to what it approves
_PERIOD = re.compile(
    r"[^,.;:()\n\t\"]{4,160}?[ ](?:đến[ ]năm|giai[ ]đoạn|thời[ ]kỳ)[ ]\d{4}(?:[ ]?-[ ]?\d{4})?"
    r"(?:,[ ]tầm[ ]nhìn[ ](?:đến[ ])?(?:năm[ ])?\d{4})?"
)
_OWNED = re.compile(r"(?:[ ](?!của|này|về|và|số[ ]\d)\w+){0,4}?[ ]của[ ](?=\w)")
_ABOUT = re.compile(r"[ ]về[ ](?:việc[ ])?(?=\w)")
_OF_YEAR = re.compile(
    r"(?:(?![ ](?:của|này|nêu|năm|ngày|số|đến|tới)[ ])[^.;:()/\n\t\"]){5,140}?[ ]năm[ ]\d{4}[ ]của[ ](?=\w)"
)
# What is shorter in its quotes is a campaign: "Chương trình | "Xóa nhà tạm"".
_QUOTED = re.compile(r"[ ]?\"[ ]?[^\"\n]{40,300}\"")
_BETWEEN = re.compile(r"(?:[ ](?!của|này|về|giữa)\w+){0,8}?[ ]giữa[ ](?=\w)")
# From "Kế hoạch | hành động quốc gia ban hành kèm theo | Quyết định số 651/QĐ-TTg" captures the name, from
# "Quy hoạch | mạng lưới chợ đã được | UBND tỉnh phê duyệt" too.
_ENACTED = re.compile(
    r"(?P<name>[ ][^,.;:()\n\t\"]{6,200}?) [ ]\(?(?:đã[ ])?(?:được[ ])?"
    r"(?:ban[ ]hành[ ]kèm[ ]theo|ban[ ]hành[ ]tại|ban[ ]hành[ ]theo|phê[ ]duyệt[ ]tại|phê[ ]duyệt[ ]theo)[ ]",
    re.VERBOSE,
)
_GIVEN = re.compile(r"(?P<name>[ ](?!này|nêu|nói|trên|của)[^.;:()\n\t\"]{6,200}?)[ ]đã[ ]được[ ](?=\w)")
_GIVING = re.compile(r"[ ](?:phê[ ]duyệt|ban[ ]hành|thông[ ]qua)(?!\w)")
_MANY = ("các ", "những ", "một số ", "nhiều ")
_MAKING = ("task", "draft", "issue")
_SHORTEST = 12  # characters behind the type word
_BEGINNING = 16  # characters by which a name is looked up
_MOST_ALIKE = 200  # names with one beginning


def find_plans(scan: Scan, citations: Sequence[Reference]) -> Iterator[Reference]:
    """The documents that a text cites by name and without a number; `citations` are those found so far."""
    taken = frozenset(mention.parts["type"].start for mention in citations if "type" in mention.parts)
    cited = frozenset(mention.start for mention in citations if mention.start is not None)
    before = sorted(finish(mention) for mention in citations if mention.type != "tờ trình")
    names: dict[str, set[str]] = {}  # those that stood in the text, by their beginning
    for head in scan.heads:
        if head.start in taken or head.row.code not in _PLANS or _is_title(scan, head):
            continue
        if scan.folded.startswith(" mục tiêu quốc gia", head.end):
            continue  # programmes of money and measures, not papers
        act = deciding(scan, head.start)
        if not act and not scan.capital(head.start) and head.row.code not in _SMALL:
            continue
        approved = act is not None or _is_approved(scan, head.start, before)
        end = _end(scan, head, approved, cited, names)
        if end is not None and end - head.end > _SHORTEST:
            mention = _plan(scan, head, end)
            _remember(scan.folded[head.start : finish(mention)], names)
            yield msgspec.structs.replace(mention, relation="approves", cue=act) if act else mention


def _is_title(scan: Scan, head: Found[DocType]) -> bool:
    """Whether a type word opens the title of this paper: a line in capitals."""
    opens = head.start == 0 or scan.text[head.start - 1] in "\n\t"
    return opens and head.row.name == scan.own_type and scan.text[head.start : head.end].isupper()


def _end(
    scan: Scan, head: Found[DocType], approved: bool, cited: Set[int], names: dict[str, set[str]]
) -> int | None:
    """Where the name ends that begins with a type word; None where it names no one document."""
    again = _again(scan, head, names)
    if approved:
        last = _approved_end(scan, head, cited)
        return again if again and scan.folded.startswith((" và ", ", "), again, last) else last
    if not scan.capital(head.start):
        return None
    enacted = _enacted_end(scan, head, cited)
    if enacted is None and _to_be_made(scan, head.start):
        return again if head.row.name != scan.own_type else None
    ways = (_period_end, _owned_end, _year_end, _agreed_end, _quoted_end)
    return enacted or next((end for way in ways if (end := way(scan, head, cited))), again)


def _is_approved(scan: Scan, start: int, before: list[int]) -> bool:
    """Whether a decision that is cited before approves what begins here."""
    at = bisect_right(before, start) - 1
    near = at >= 0 and start - before[at] < _NEAR
    return near and bool(_APPROVING.fullmatch(scan.folded, before[at], start))


def _approved_end(scan: Scan, head: Found[DocType], cited: Set[int]) -> int:
    return _period_end(scan, head, cited) or title_end(scan, head.end, cited)


def _enacted_end(scan: Scan, head: Found[DocType], cited: Set[int]) -> int | None:
    """The end of a name behind which it is said what enacts it: a decision that is cited, or whose act it was."""
    found = _ENACTED.match(scan.folded, head.end)
    if found and found.end() in cited:
        return found.end("name")
    given = _GIVEN.match(scan.folded, head.end)
    owner = issuer_end(scan.text, scan.folded, given.end(), scan.knowledge) if given else None
    return given.end("name") if given and owner and _GIVING.match(scan.folded, owner) else None


def _to_be_made(scan: Scan, start: int) -> bool:
    """Whether a document is only being made here: "xây dựng | Kế hoạch", "ban hành | Kế hoạch"."""
    before = scan.folded[max(0, start - 24) : start].rstrip(' "')
    rows = (scan.knowledge.get(Pointer, code) for code in _MAKING)
    return any(row is not None and before.endswith(row.words) for row in rows)


def _period_end(scan: Scan, head: Found[DocType], _: Set[int]) -> int | None:
    found = _PERIOD.match(scan.folded, head.end) if head.row.code in _STRATEGIES else None
    return found.end() if found else None


def _owned_end(scan: Scan, head: Found[DocType], cited: Set[int]) -> int | None:
    owned = _OWNED.match(scan.folded, head.end)
    owner = issuer_end(scan.text, scan.folded, owned.end(), scan.knowledge) if owned else None
    about = _ABOUT.match(scan.folded, owner) if owner and not _is_one_of_many(scan, head) else None
    return title_end(scan, about.end(), cited) if about else None


def _year_end(scan: Scan, head: Found[DocType], _: Set[int]) -> int | None:
    dated = _OF_YEAR.match(scan.folded, head.end) if head.row.code in _PLANNED else None
    return issuer_end(scan.text, scan.folded, dated.end(), scan.knowledge) if dated else None


def _agreed_end(scan: Scan, head: Found[DocType], cited: Set[int]) -> int | None:
    between = _BETWEEN.match(scan.folded, head.end)
    end = issuer_end(scan.text, scan.folded, between.end(), scan.knowledge) if between else None
    if between is None or end is None or " và " not in scan.folded[between.end() : end]:
        return None
    about = _ABOUT.match(scan.folded, end)
    return title_end(scan, about.end(), cited) if about else end


def _quoted_end(scan: Scan, head: Found[DocType], _: Set[int]) -> int | None:
    quoted = _QUOTED.match(scan.folded, head.end) if head.row.code in _TITLED else None
    return quoted.end() if quoted else None


def _is_one_of_many(scan: Scan, head: Found[DocType]) -> bool:
    """Whether a type word is said of many: "các | Nghị quyết của Trung ương về …" are no one document."""
    return scan.folded.endswith(_MANY, 0, head.start)


def _remember(name: str, names: dict[str, set[str]]) -> None:
    alike = names.setdefault(name[:_BEGINNING], set())
    if len(alike) < _MOST_ALIKE:
        alike.add(name)


def _again(scan: Scan, head: Found[DocType], names: dict[str, set[str]]) -> int | None:
    """The end of a name that stood in the text before."""
    alike = names.get(scan.folded[head.start : head.start + _BEGINNING], ())
    ends = (head.start + len(name) for name in alike if scan.folded.startswith(name, head.start))
    return max((end for end in ends if not _goes_on(scan, end)), default=None)


def _goes_on(scan: Scan, end: int) -> bool:
    """Whether a name goes on here: within a word, or with a capital."""
    return scan.is_word(end) or (scan.text.startswith(" ", end) and scan.capital(end + 1))


def _plan(scan: Scan, head: Found[DocType], end: int) -> Reference:
    end = head.start + len(scan.text[head.start : end].rstrip(' ."'))
    return named(scan, head, end, _issuer(scan, head, end))


def _issuer(scan: Scan, head: Found[DocType], end: int) -> Span | None:
    """The owner that a name tells: "Kế hoạch của | Sở Y tế | về …", "Kế hoạch … năm 2025 của | Sở Y tế"."""
    for pattern in (_OWNED, _OF_YEAR):
        owned = pattern.match(scan.folded, head.end)
        owner = issuer_end(scan.text, scan.folded, owned.end(), scan.knowledge) if owned else None
        if owned and owner and owner <= end:
            return Span(owned.end(), owner)
    return None
