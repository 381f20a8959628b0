"""Documents cited by name: laws, charters, strategies, and plans without a number.

    "Luật hoạt động Chữ thập đỏ", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai",
    "Kế hoạch của Ban Thường vụ Tỉnh ủy về xây dựng Hội các cấp"

Where the name of a law ends, the table of laws tells, else its capitals and the words that may follow. A plan
is cited by name where issuer and subject are printed, where a decision approves it, or where it stood before.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

import msgspec

from vnpolicy.knowledge import Found
from vnpolicy.knowledge.documents import DocType, IssuerWord, LawName, Pointer
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.citations import AMENDING
from vnpolicy.parsing.dates import date_at
from vnpolicy.parsing.decided import deciding
from vnpolicy.parsing.issuers import issuer_end
from vnpolicy.parsing.scan import LAWS, Scan, finish
from vnpolicy.parsing.titles import title_end

_PLANS = frozenset(
    {
        "kh",
        "khph",
        "da",
        "ctr",
        "ctrph",
        "cl",
        "bc",
        "qc",
        "qcph",
        "qdi",
        "qh",
        "pa",
        "dl",
        "duan",
        "ttr",
        "tb",
        "hd",
        "kl",
        "nq",
        "ct",
    }
)
_STRATEGIES = frozenset({"cl", "qh"})

_YEAR = re.compile(r"(?:[ ]năm)?[ ](?:19|20)\d\d(?![\w/-])(?!\.\d)")
_WORD = re.compile(r"(?:[ ]-[ ]|,[ ]|[ ])(?P<word>\w+)")
_CONSTITUTION = re.compile(
    r"(?:[ ]nước[ ]cộng[ ]hòa[ ]xã[ ]hội[ ]chủ[ ]nghĩa[ ]việt[ ]nam)?(?:[ ]năm[ ]\d{4})?"
)
_CHARTER = re.compile(r"(?:[ ]và[ ]các[ ]quy[ ]định)?[ ](?:của[ ])?(?=\w)")
_OF = re.compile(r"[ ]của[ ](?=\w)")
_ACT = r"(?:phê[ ]duyệt|ban[ ]hành|công[ ]bố|điều[ ]chỉnh|sửa[ ]đổi|bổ[ ]sung)"
# From "Quyết định … | phê duyệt Điều chỉnh, bổ sung một số nội dung của | Kế hoạch" captures what is between.
_APPROVING = re.compile(
    rf"""[ ]?,?[ ](?:về[ ]việc|về|v/v|{_ACT}) (?:(?:,[ ]|[ ]và[ ]|[ ]){_ACT}){{0,4}}
    (?:[ ]một[ ]số[ ](?:nội[ ]dung|điều))? (?:[ ](?:của|tại|trong))? [ ]"?""",
    re.VERBOSE,
)
_PERIOD = re.compile(
    r"[^,.;:()\n\t\"]{4,160}?[ ](?:đến[ ]năm|giai[ ]đoạn|thời[ ]kỳ)[ ]\d{4}(?:[ ]?-[ ]?\d{4})?"
    r"(?:,[ ]tầm[ ]nhìn[ ](?:đến[ ])?(?:năm[ ])?\d{4})?"
)
_OWNED = re.compile(r"(?:[ ](?!của|này|về|số|và)\w+){0,4}?[ ]của[ ](?=\w)")
_ABOUT = re.compile(r"[ ]về[ ](?:việc[ ])?(?=\w)")
# From "Kế hoạch | hành động quốc gia ban hành kèm theo | Quyết định số 651/QĐ-TTg" captures the name.
_ENACTED = re.compile(
    r"(?P<name>[ ][^,.;:()\n\t\"]{6,200}?) [ ](?:đã[ ])?(?:được[ ])?"
    r"(?:ban[ ]hành[ ]kèm[ ]theo|ban[ ]hành[ ]tại|ban[ ]hành[ ]theo|phê[ ]duyệt[ ]tại|phê[ ]duyệt[ ]theo)[ ]",
    re.VERBOSE,
)
_BEGINNING = 60  # characters by which a name is known again
_MAKING = ("task", "draft", "issue")
_STOPS = ("stop", "subject", "soft")


def find_laws(scan: Scan, taken: Set[int]) -> Iterator[Reference]:
    """Laws, codes, ordinances, constitution and charters, cited by name; `taken` are the heads of numbers."""
    for head in scan.heads:
        if head.start in taken or not (head.row.code in LAWS or head.row.code in ("hp", "dl")):
            continue
        end = _law_end(scan, head)
        if end is not None:
            yield _named(scan, head, end)


def _law_end(scan: Scan, head: Found[DocType]) -> int | None:
    if head.row.code == "hp":
        found = _CONSTITUTION.match(scan.folded, head.end)
        return found.end() if found and scan.capital(head.start) else None
    if head.row.code == "dl":
        return _charter_end(scan, head)
    inner = _amended(scan, head)
    end = _name_end(scan, inner) if inner else None
    if end is None:
        return None
    year = _YEAR.match(scan.folded, end)
    end = year.end() if year else end
    date = date_at(scan.folded, end + 1) if scan.folded.startswith(" ngày", end) else None
    return date.end if date else end


def _amended(scan: Scan, head: Found[DocType]) -> Found[DocType] | None:
    """The law whose name follows: the one that a "Luật sửa đổi, bổ sung … của Luật …" amends, or itself."""
    amending = AMENDING.match(scan.folded, head.end)
    if amending is None:
        return head
    inner = scan.knowledge.matcher(DocType).at(scan.folded, amending.end())
    return inner if inner and inner.row.code in LAWS else None


def _name_end(scan: Scan, head: Found[DocType]) -> int | None:
    start = head.end + 1
    if not scan.folded.startswith(" ", head.end) or start >= len(scan.text):
        return None
    known = scan.knowledge.matcher(LawName).at(scan.folded, start)
    if known and known.row.type in LAWS and (scan.capital(head.start) or scan.capital(start)):
        return known.end
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
    if known and known.row.type == "dl":
        return known.end
    return issuer_end(scan.text, scan.folded, lead.end(), scan.knowledge)


def find_plans(scan: Scan, citations: Sequence[Reference]) -> Iterator[Reference]:
    """Plans, strategies and reports cited by issuer and subject, or approved by a decision that is cited."""
    taken = frozenset(mention.parts["type"].start for mention in citations if "type" in mention.parts)
    cited = frozenset(mention.start for mention in citations if mention.start is not None)
    before = sorted(finish(mention) for mention in citations if mention.type != "tờ trình")
    known: dict[int, dict[str, int]] = {}  # the length of a name by its beginning, by the length of that
    for head in scan.heads:
        if head.start in taken or head.row.code not in _PLANS:
            continue
        act = deciding(scan, head.start)
        if not act and not scan.capital(head.start):
            continue
        if _is_title(scan, head):
            continue
        if scan.folded.startswith(" mục tiêu quốc gia", head.end):
            continue  # programmes of money and measures, not papers
        end = _plan_end(scan, head, before, cited, act)
        if end is None and (head.row.name != scan.own_type or not _to_be_made(scan, head.start)):
            end = _again(scan, head, known)
        if end is not None and end - head.end > 12:
            beginning = scan.folded[head.start : min(end, head.start + _BEGINNING)]
            known.setdefault(len(beginning), {}).setdefault(beginning, end - head.start)
            named = _named(scan, head, end)
            yield msgspec.structs.replace(named, relation="approves", cue=act) if act else named


def _is_title(scan: Scan, head: Found[DocType]) -> bool:
    """Whether a type word opens the title of this paper: a line in capitals."""
    opens = head.start == 0 or scan.text[head.start - 1] in "\n\t"
    return opens and head.row.name == scan.own_type and scan.text[head.start : head.end].isupper()


def _plan_end(
    scan: Scan, head: Found[DocType], before: list[int], cited: Set[int], act: Span | None
) -> int | None:
    at = bisect_right(before, head.start) - 1
    near = at >= 0 and head.start - before[at] < 80
    approved = near and bool(_APPROVING.fullmatch(scan.folded, before[at], head.start))
    enacted = _ENACTED.match(scan.folded, head.end)
    if enacted and enacted.end() in cited:
        return enacted.end("name")
    approved = approved or act is not None
    if not approved and _to_be_made(scan, head.start):
        return None
    period = _PERIOD.match(scan.folded, head.end) if head.row.code in _STRATEGIES else None
    if approved and not period:
        return title_end(scan, head.end, cited)
    if period:
        return period.end()
    owned = _OWNED.match(scan.folded, head.end)
    owner = issuer_end(scan.text, scan.folded, owned.end(), scan.knowledge) if owned else None
    about = _ABOUT.match(scan.folded, owner) if owner else None
    return title_end(scan, about.end(), cited) if about else None


def _to_be_made(scan: Scan, start: int) -> bool:
    """Whether a document is only being made here: "xây dựng | Kế hoạch", "ban hành | Kế hoạch"."""
    before = scan.folded[max(0, start - 24) : start].rstrip(' "')
    rows = (scan.knowledge.get(Pointer, code) for code in _MAKING)
    return any(row is not None and before.endswith(row.words) for row in rows)


def _again(scan: Scan, head: Found[DocType], known: dict[int, dict[str, int]]) -> int | None:
    """The end of a name that stood in the text before."""
    for width in sorted(known, reverse=True):
        length = known[width].get(scan.folded[head.start : head.start + width])
        if length is not None:
            end = head.start + length
            return end if not scan.folded[end : end + 1].isalnum() else None
    return None


def _named(scan: Scan, head: Found[DocType], end: int) -> Reference:
    end = head.start + len(scan.text[head.start : end].rstrip(' ."'))
    owned = (
        _OF.search(scan.folded, head.end, end)
        if head.row.code == "dl"
        else _OWNED.match(scan.folded, head.end)
    )
    owner = (
        issuer_end(scan.text, scan.folded, owned.end(), scan.knowledge)
        if owned and head.row.code in _PLANS
        else None
    )
    parts = {"type": Span(head.start, head.end), "title": Span(head.start, end)}
    if owned and owner and owner <= end:
        parts["issuer"] = Span(owned.end(), owner)
    issuer = parts.get("issuer")
    return Reference(
        start=head.start,
        end=end,
        text=scan.text[head.start : end],
        kind="named",
        type=head.row.name,
        title=scan.text[head.start : end],
        issuer=scan.text[issuer.start : issuer.end] if issuer else None,
        parts=parts,
    )
