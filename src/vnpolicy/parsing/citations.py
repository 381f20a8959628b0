"""Citations with a symbol: "Chỉ thị số 43-CT/TW ngày 08/6/2010 của Ban Bí thư (khoá X)", and their lists.

A symbol looks back for its type word and forward for date, issuer and term. Items of a list share what is
printed once: the type word of the first; the letters, the date and the issuer of the last.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from vnpolicy.knowledge import Found
from vnpolicy.knowledge.documents import DocType, LawName
from vnpolicy.model import Kind, Reference, Span
from vnpolicy.parsing.dates import date_at
from vnpolicy.parsing.issuers import issuer_end
from vnpolicy.parsing.keys import number_of
from vnpolicy.parsing.numbers import symbols_of
from vnpolicy.parsing.scan import LAWS, Scan, begin, finish
from vnpolicy.parsing.symbols import Symbol


class Tail(msgspec.Struct, frozen=True):
    """What stands behind a number: date, issuer and term, and the spans of each."""

    end: int
    date: str | None = None
    issuer: str | None = None
    term: str | None = None
    parts: dict[str, Span] = {}


# From "Chỉ thị | số: | 43", "Thông báo | ý kiến chỉ đạo số | 12" captures what stands between the two; `line` breaks
# before the "SỐ" of a title in capitals.
_GAP = re.compile(
    r"""[ ]?:?[ ]? (?:số[ ]?[:.]?)? [ \n]?
    | (?:[ ](?!của|về|và|tại|theo|số|này|từ|đến|với|có)\w+){1,5} [ ]số[ ]?:?[ \n]?
    | (?P<line>\n)số[ ]""",
    re.VERBOSE,
)
_LAW_GAP = re.compile(r"[ ][^;.:\n()]{1,160}[ ]số[ ]?:?[ ]?")  # "Luật | Giao dịch điện tử số | 20/2023/QH15"
_WIDEST_GAP = 200
_BREAK = re.compile(r"[;\n\t]|[ ]số[ ]\d")  # between laws that stand in no one list
_MOST_AMENDED = 24  # laws that one law amends
# From "Luật | sửa đổi, bổ sung một số điều của | Luật Đất đai" captures what stands between the two.
AMENDING = re.compile(
    r"[ ]sửa[ ]đổi(?:,[ ]bổ[ ]sung)?(?:[ ]một[ ]số[ ]điều)?(?:[ ]của)?(?:[ ]các)?[ ]"
    r"(?=luật|bộ[ ]luật|pháp[ ]lệnh)"
)
_ABBREVIATED = re.compile(
    r"(?<![\w/-])(?P<letters>[a-zđ]{2,5})\.?[ ](?:số[ ]?:?[ ]?)?\Z"
)  # "QĐ | 895/QĐ-TTg"
_NUMERO = re.compile(r"(?<!\w)số[ ]?[:.]?[ ]?\Z")
_FORM = re.compile(r"(?<!\w)(?:mẫu|biểu|bảng|phụ[ ]lục)[ ]\Z")  # "Mẫu số 05-PA" is a form
_LETTERS = ("văn bản", "công văn")  # what a number without letters of a type may be called
_GLUE = re.compile(r"[ ]?(?:[,;][ ]?(?:và[ ])?|và[ ]|hoặc[ ]|&[ ]?)(?:các[ ])?(?:số[ ]?:?[ ]?)?")

_OF = re.compile(r"[ ]của[ ](?=\w)")
# From "Nghị quyết của Chính phủ | : số | 71/NQ-CP" captures as `list` what opens a list.
_INTRODUCED = re.compile(r"(?P<list>[ ]?:[ ]?)(?:số[ ]?:?[ ]?)?|[ ]số[ ]?:?[ ]?")

# Both may stand behind the mark of a note: "43-CT/TW[1] ngày 08/6/2010".
_BEFORE_DATE = re.compile(
    r"(?:\[\d{1,3}\])?[ ]?,?[ ]?(?:ký[ ]|ban[ ]hành[ ]|cùng[ ])?(?=ngày|\d)|[ ]\((?=ngày)"
)
_BEFORE_ISSUER = re.compile(
    r"""(?:\[\d{1,3}\])? [ ]?,?[ ] (?: của[ ]
    | (?=hội[ ]nghị[ ](?:lần|trung|tw)|bộ[ ]chính[ ]trị|ban[ ]bí[ ]thư|ban[ ]chấp[ ]hành[ ]trung) )""",
    re.VERBOSE,
)
# From "(khoá X)", ", khóa XI", "khóa thứ 12" captures the term.
_TERM = re.compile(
    r"[ ]?,?[ ]?(?P<open>\([ ]?)?khóa[ ](?:thứ[ ])?(?P<term>[ivxl]{1,6}|\d{1,2})(?!\w)(?(open)[ ]?\))"
)
# From "Ngày 22/12/2009, UBND tỉnh đã ban hành | Quyết định số 123" captures the date and the issuer.
_ISSUED = re.compile(
    r"""(?<!\w) (?P<date>ngày[ ][\w/.-]{1,12}(?:[ ][\w/.-]{1,6}){0,4}),[ ]
    (?P<issuer>[^,.;:()\n\t]{2,90}?) (?:[ ]\(?khóa[ ](?P<term>[ivxl]{1,6})\)?)?
    [ ](?:(?:đã|vừa)[ ])?(?:ký[ ])?ban[ ]hành[ ]\Z""",
    re.VERBOSE,
)


def find_citations(scan: Scan) -> list[Reference]:
    """The citations of a text that print a symbol, in order."""
    out: list[Reference] = []
    for symbol in scan.symbols:
        mention = _citation(scan, symbol, out[-1] if out else None)
        if mention is not None:
            out.append(mention)
    return out


def _citation(scan: Scan, symbol: Symbol, last: Reference | None) -> Reference | None:
    head = head_before(scan, symbol.start)
    if head is not None:
        return _built(scan, head.start, symbol, head.row.cited_as, Span(head.start, head.end))
    kind = _type_name(scan, symbol.number.type)
    short = _abbreviated(scan, symbol.start)
    if short is not None:
        return _built(scan, short[0].start, symbol, kind or short[1], short[0])
    if last is not None and _GLUE.fullmatch(scan.folded, finish(last), symbol.start):
        letter = last.type in _LETTERS and not symbol.number.type_symbol
        listed = _built(scan, symbol.start, symbol, last.type if letter else kind or last.type, None)
        return _as_before(listed, last)
    introduced = _introduced(scan, symbol)
    if introduced is not None:
        return introduced
    since = max(0, symbol.start - 8)
    numero = _NUMERO.search(scan.folded[since : symbol.start])
    if numero and _FORM.search(scan.folded, max(0, since - 8), since + numero.start()):
        return None
    start = since + numero.start() if numero else symbol.start
    if numero and _is_letterhead(scan, start, symbol):
        return None
    return _built(scan, start, symbol, kind, None) if numero or symbol.sure else None


def head_before(scan: Scan, start: int) -> Found[DocType] | None:
    """The type word that the number at `start` belongs to."""
    at = bisect_right(scan.head_ends, start) - 1
    if at < 0 or start - scan.head_ends[at] > _WIDEST_GAP:
        return None
    head = scan.heads[at]
    near = _GAP.fullmatch(scan.folded, head.end, start)
    if (
        near
        and near["line"]
        and not (scan.text[start - 3 : start - 1] == "SỐ" and scan.is_word(head.start - 2))
    ):
        near = None  # the number line under the title of a paper
    if head.row.code not in LAWS:
        return head if near else None
    named = near or _LAW_GAP.fullmatch(scan.folded, head.end, start) or _is_law(scan, head, start)
    return _amending(scan, at) if named else None


def _is_law(scan: Scan, head: Found[DocType], start: int) -> bool:
    """Whether the whole name of a law stands between its type word and its number: "Luật Đất đai | 31/2024/QH15"."""
    name = scan.knowledge.matcher(LawName).at(scan.folded, head.end + 1)
    return name is not None and name.end + 1 == start


def _amending(scan: Scan, at: int) -> Found[DocType]:
    """The law that a number names behind the laws which it amends: "| Luật sửa đổi … của Luật Y và Luật Z số 5"."""
    for before in range(at - 1, max(-1, at - _MOST_AMENDED), -1):
        head, after = scan.heads[before], scan.heads[before + 1]
        between = scan.folded[head.end : after.start]
        if head.row.code not in LAWS or len(between) > _WIDEST_GAP or _BREAK.search(between):
            break
        if AMENDING.match(scan.folded, head.end):
            return head
    return scan.heads[at]


def _introduced(scan: Scan, symbol: Symbol) -> Reference | None:
    """A citation whose issuer stands before its number: "các Nghị quyết của Chính phủ: | số 71/NQ-CP"."""
    at = bisect_right(scan.head_ends, symbol.start) - 1
    head = scan.heads[at] if at >= 0 and symbol.start - scan.head_ends[at] < _WIDEST_GAP else None
    of = _OF.match(scan.folded, head.end) if head else None
    end = issuer_end(scan.text, scan.folded, of.end(), scan.knowledge) if of else None
    gap = _INTRODUCED.fullmatch(scan.folded, end, symbol.start) if end else None
    if head is None or of is None or end is None or gap is None:
        return None
    start, word = (gap.end("list"), None) if gap["list"] else (head.start, Span(head.start, head.end))
    mention = _built(scan, start, symbol, head.row.cited_as, word)
    return mention if mention.issuer else _issued_by(mention, Span(of.end(), end), scan.text[of.end() : end])


def _issued_by(mention: Reference, issuer: Span, name: str | None) -> Reference:
    return msgspec.structs.replace(mention, issuer=name, parts=mention.parts | {"issuer": issuer})


def _as_before(mention: Reference, last: Reference) -> Reference:
    """An item of a list, with the issuer that stands before the whole list."""
    issuer = last.parts.get("issuer")
    shared = issuer is not None and issuer.start < begin(last) and mention.issuer is None
    return _issued_by(mention, issuer, last.issuer) if issuer is not None and shared else mention


def _abbreviated(scan: Scan, start: int) -> tuple[Span, str] | None:
    """The span and the name of a type that stands before its number in letters: "NQ 18-NQ/TW"."""
    since = max(0, start - 14)
    found = _ABBREVIATED.search(scan.folded[since:start])
    rows = symbols_of(scan.knowledge).types.get(found["letters"]) if found else None
    if found is None or not rows or not scan.capital(since + found.start()):
        return None
    return Span(since + found.start("letters"), since + found.end("letters")), rows[0].cited_as


def _is_letterhead(scan: Scan, start: int, symbol: Symbol) -> bool:
    """Whether "Số: 100-KH/TU" is the number line of a letterhead."""
    opens_line = start == 0 or scan.text[start - 1] in "\n\t"
    return scan.own == str(symbol.number) or (opens_line and scan.capital(start))


def _type_name(scan: Scan, code: str | None) -> str | None:
    row = scan.knowledge.get(DocType, code) if code else None
    return row.cited_as if row else None


def _built(scan: Scan, start: int, symbol: Symbol, kind: str | None, head: Span | None) -> Reference:
    behind = tail(scan, symbol.end)
    if head and behind.date is None and behind.issuer is None:
        behind = _issued_before(scan, start, behind)
    parts = {"number": Span(symbol.start, symbol.end)} | ({"type": head} if head else {})
    title = None
    if head and AMENDING.match(scan.folded, head.end):
        parts["title"] = Span(head.end + 1, symbol.start - 1)
        title = _NUMERO.sub("", scan.text[head.end + 1 : symbol.start]).strip()
    return cited(
        scan, start, behind, kind="numbered", number=str(symbol.number), type=kind, title=title, parts=parts
    )


def cited(
    scan: Scan, start: int, behind: Tail, *, kind: Kind, parts: dict[str, Span], **fields: Any
) -> Reference:
    """A citation from `start` to the end of what stands behind its number."""
    printed = {"date": behind.date, "issuer": behind.issuer, "term": behind.term} | fields
    text = scan.text[start : behind.end]
    return Reference(start=start, end=behind.end, text=text, kind=kind, parts=parts | behind.parts, **printed)


def tail(scan: Scan, end: int) -> Tail:
    """Date, issuer and term behind a number, in any order, each once."""
    found = Tail(end=end)
    for _ in range(3):
        more = _date(scan, found) or _issuer(scan, found) or _term(scan, found)
        if more is None:
            break
        found = more
    return found


def _date(scan: Scan, sofar: Tail) -> Tail | None:
    lead = _BEFORE_DATE.match(scan.folded, sofar.end)
    mention = date_at(scan.folded, lead.end()) if lead and sofar.date is None else None
    if lead is None or mention is None:
        return None
    bracketed = "(" in lead[0]
    if bracketed and not scan.folded.startswith(")", mention.end):
        return None
    parts = sofar.parts | {"date": Span(mention.start, mention.end)}
    return msgspec.structs.replace(sofar, end=mention.end + bracketed, date=mention.value, parts=parts)


def _issuer(scan: Scan, sofar: Tail) -> Tail | None:
    lead = _BEFORE_ISSUER.match(scan.folded, sofar.end)
    end = (
        issuer_end(scan.text, scan.folded, lead.end(), scan.knowledge)
        if lead and sofar.issuer is None
        else None
    )
    if lead is None or end is None or ("," in lead[0] and scan.folded.startswith(" tại ", end)):
        return None  # "…, của Ban Bí thư | tại Kết luận số 5" is of the next one
    parts = sofar.parts | {"issuer": Span(lead.end(), end)}
    return msgspec.structs.replace(sofar, end=end, issuer=scan.text[lead.end() : end], parts=parts)


def _term(scan: Scan, sofar: Tail) -> Tail | None:
    found = _TERM.match(scan.folded, sofar.end)
    if found is None or sofar.term is not None:
        return None
    parts = sofar.parts | {"term": Span(*found.span("term"))}
    return msgspec.structs.replace(sofar, end=found.end(), term=found["term"].upper(), parts=parts)


def _issued_before(scan: Scan, start: int, behind: Tail) -> Tail:
    """Date and issuer where the sentence tells them first, and then what was issued."""
    if not scan.folded.endswith("ban hành ", 0, start):
        return behind
    since = max(0, start - 160)
    found = _ISSUED.search(scan.folded[since:start])
    date = date_at(scan.folded, since + found.start("date")) if found else None
    if found is None or date is None or date.end != since + found.end("date"):
        return behind
    issuer = Span(since + found.start("issuer"), since + found.end("issuer"))
    if issuer_end(scan.text, scan.folded, issuer.start, scan.knowledge) != issuer.end:
        return behind
    parts = behind.parts | {"date": Span(date.start, date.end), "issuer": issuer}
    term = Span(since + found.start("term"), since + found.end("term")) if found["term"] else None
    return msgspec.structs.replace(
        behind,
        date=date.value,
        issuer=scan.text[issuer.start : issuer.end],
        term=scan.text[term.start : term.end] if term else behind.term,
        parts=parts | ({"term": term} if term else {}),
    )


def shared(scan: Scan, mentions: Sequence[Reference]) -> list[Reference]:
    """Each item of a list with what the items behind it print for all: letters, date, issuer, term."""
    out: list[Reference] = []
    for mention in reversed(mentions):
        after = out[-1] if out else None
        listed = after is not None and _GLUE.fullmatch(scan.folded, finish(mention), begin(after))
        out.append(_completed(scan, mention, after) if after is not None and listed else mention)
    return out[::-1]


def _completed(scan: Scan, mention: Reference, after: Reference) -> Reference:
    head = after.parts.get("type")
    headless = head is None or head.end <= begin(mention) or head == mention.parts.get("type")
    changes: dict[str, Any] = {}
    if (
        mention.kind == "short"
        and mention.number
        and headless
        and after.kind == "numbered"
        and not mention.date
    ):
        changes = {"kind": "numbered", "number": mention.number + (after.number or "").lstrip("0123456789")}
    number = changes.get("number", mention.number)
    one_organ = headless or _organ(scan, number) == _organ(scan, after.number) != ""
    parts = dict(mention.parts)
    for name in ("date", "issuer", "term"):
        counts = name in after.parts and (one_organ if name == "issuer" else headless)
        if counts and getattr(mention, name) is None:
            changes[name], parts[name] = getattr(after, name), after.parts[name]
    return msgspec.structs.replace(mention, parts=parts, **changes) if changes else mention


def _organ(scan: Scan, number: str | None) -> str:
    """The register that a number prints: "VPCP" of 12/VPCP-KTTH as of 13/TB-VPCP."""
    found = number_of(number, scan.knowledge)
    return found.organ if found and "/" in found.symbol else ""


def in_order(mentions: Iterator[Reference] | Sequence[Reference]) -> list[Reference]:
    """The mentions as they begin, the wider first."""
    return sorted(mentions, key=lambda mention: (begin(mention), -finish(mention)))
