"""Bare type words that stand for a document.

"Kế hoạch này"  this one, or the one that this decision issues;
"Chỉ thị nêu trên"  one named before;  "các văn bản nêu trên"  several;
"… (sau đây gọi tắt là Kế hoạch 25) … Kế hoạch 25"  one that the paper gave a short name
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import DocType, Pointer
from vnpolicy.language import alternation, fold
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.scan import Scan, begin, finish

_VAGUE = frozenset({"trên", "đó"})  # only where the clause ends behind them
_CLAUSE_END = re.compile(r"[ ]?(?:[,.;:)\n\t]|$|và[ ]|đến[ ]|để[ ]|của[ ])")
_DECISIONS = frozenset({"quyết định", "nghị quyết", "nghị định", "thông tư", "công văn"})  # they issue others
# From "kế hoạch | thi đua này" captures what kind of a plan this paper is.
_OF_ITS_KIND = re.compile(r"[ ](?!của|và|năm|về|số)[^\W\d]+[ ][^\W\d]+[ ]này(?!\w)")
_NOUNS = frozenset(
    {"kh", "khph", "ctr", "ctrph", "da", "pa", "qc", "qcph"}
)  # codes of types that are no verbs
_SHORT_NAME = re.compile(r"[ ]?:?[ ]?\"?(?P<name>\w[^\"()\n;,:]{1,80})")


def find_pointers(scan: Scan, mentions: Sequence[Reference]) -> Iterator[Reference]:
    """The mentions of this document and of documents named before, by a bare type word."""
    pointers = scan.knowledge.matcher(Pointer)
    taken = {mention.parts["type"].start for mention in mentions if "type" in mention.parts}
    latest: dict[str, Reference] = {}
    issued = {mention.type for mention in mentions if mention.relation == "approves"}
    aliases = _aliases(scan, mentions)
    at = 0
    for head in scan.heads:
        while at < len(mentions) and finish(mentions[at]) <= head.start:
            _remember(latest, mentions[at])
            at += 1
        if head.start in taken:
            continue
        pointer = pointers.at(scan.folded, head.end + 1) if scan.folded.startswith(" ", head.end) else None
        found = _pointed(scan, head, pointer, latest, issued) if pointer else _of_its_kind(scan, head)
        if found := found or _by_alias(scan, head, aliases):
            yield found


def _remember(latest: dict[str, Reference], mention: Reference) -> None:
    """The last document of each type; what prints less of the same does not push out the full mention."""
    if mention.type is None:
        return
    before = latest.get(mention.type)
    if mention.number is None:
        if before is None or before.number is None:
            latest[mention.type] = mention
        return
    stands_for_it = before is not None and re.match(r"\d*", before.number or "")[0] == mention.number  # type: ignore[index]
    again = before is not None and before.number == mention.number and mention.issuer is None
    if not again and (mention.kind == "numbered" or not stands_for_it):
        latest[mention.type] = mention


def _pointed(
    scan: Scan,
    head: Found[DocType],
    pointer: Found[Pointer],
    latest: dict[str, Reference],
    issued: Set[str | None],
) -> Reference | None:
    own = _is_own(head.row.cited_as, scan.own_type) or head.row.cited_as in issued
    if pointer.row.code == "self":
        found = _mention(scan, head, pointer.end, "self", scan.own) if own else None
        return found or _this(scan, head, pointer.end, latest)
    return _back(scan, head, pointer, latest, own) if pointer.row.code == "back" else None


def _back(
    scan: Scan, head: Found[DocType], pointer: Found[Pointer], latest: dict[str, Reference], own: bool
) -> Reference | None:
    """The document named before: "Chỉ thị nêu trên"; this one where none of its type was cited by number."""
    vague = scan.folded[pointer.start : pointer.end] in _VAGUE
    if vague and not (scan.capital(head.start) and _CLAUSE_END.match(scan.folded, pointer.end)):
        return None
    if scan.folded.endswith("các ", 0, head.start):
        return _several(scan, head, pointer.end, latest)
    spoken_of = latest.get(head.row.cited_as)
    if own and not vague and (spoken_of is None or spoken_of.number is None):
        return _mention(scan, head, pointer.end, "self", scan.own)
    return _mention(scan, head, pointer.end, "anaphor", spoken_of.number) if spoken_of else None


def _is_own(name: str, own: str | None) -> bool:
    """Whether a type word is that of this paper, or the head of it: "Thông tư này" in a Thông tư liên tịch."""
    return own is not None and (own == name or own.startswith(name + " ") or name.startswith(own + " "))


def _this(scan: Scan, head: Found[DocType], end: int, latest: dict[str, Reference]) -> Reference | None:
    """The one spoken of ("Quy chế này"); in a decision, which issues such papers, else the one behind it."""
    name, own = head.row.cited_as, scan.own_type
    printed = scan.capital(head.start) or scan.folded.endswith("bản ", 0, head.start)
    if not printed and head.row.strict and own is not None:
        return None
    if name in latest:
        return _mention(scan, head, end, "anaphor", latest[name].number)
    issues = own is None or own in _DECISIONS or name in _DECISIONS or name == "văn bản"
    return _mention(scan, head, end, "self" if issues else "anaphor", scan.own if own is None else None)


def _several(scan: Scan, head: Found[DocType], end: int, latest: dict[str, Reference]) -> Reference | None:
    """What stands for no single document: "các văn bản nêu trên", "các Chỉ thị nói trên"."""
    if not latest or (head.row.cited_as not in latest and head.row.cited_as != "văn bản"):
        return None
    mention = _mention(scan, head, end, "anaphor", None)
    start = head.start - len("các ")
    return msgspec.structs.replace(mention, start=start, text=scan.text[start:end])


def _of_its_kind(scan: Scan, head: Found[DocType]) -> Reference | None:
    if head.row.code not in _NOUNS or head.row.name != scan.own_type:
        return None
    found = _OF_ITS_KIND.match(scan.folded, head.end)
    return _mention(scan, head, found.end(), "self", scan.own) if found else None


def _aliases(scan: Scan, mentions: Sequence[Reference]) -> dict[str, tuple[int, Reference]]:
    """By each short name that the paper declares: from where on it counts, and the document it stands for."""
    starts = [begin(mention) for mention in mentions]
    out = {}
    for found in _declaring(scan.knowledge).finditer(scan.folded):
        name = _SHORT_NAME.match(scan.text, found.end())
        at = bisect_left(starts, found.start())
        document = _antecedent(scan, mentions[max(0, at - 12) : at], found.start())
        if name and document:
            out[name["name"].strip()] = found.end(), document
    return out


@lru_cache(maxsize=8)
def _declaring(knowledge: Knowledge) -> re.Pattern[str]:
    """The words that declare a short name: "sau đây gọi tắt là"."""
    row = knowledge.get(Pointer, "alias")
    return re.compile(rf"{alternation(map(fold, row.words if row else ()))}(?!\w)")


def _antecedent(scan: Scan, before: Sequence[Reference], end: int) -> Reference | None:
    """The document that gets the short name: the last before it in its line that is in nobody's title."""
    near = [mention for mention in before if "\n" not in scan.text[finish(mention) : end]]
    outer = [mention for mention in near if mention.nested_in is None]
    return (outer or near)[-1] if near else None


def _by_alias(
    scan: Scan, head: Found[DocType], aliases: dict[str, tuple[int, Reference]]
) -> Reference | None:
    for length in sorted({len(name) for name in aliases}, reverse=True):
        end = head.start + length
        since, document = aliases.get(scan.text[head.start : end], (0, None))
        if document is None or head.start < since or scan.is_word(end) or _goes_on(scan, head, end):
            continue
        if document.type == head.row.cited_as != scan.own_type:
            return _mention(scan, head, end, "anaphor", document.number)
    return None


def _goes_on(scan: Scan, head: Found[DocType], end: int) -> bool:
    """Whether a bare type word is the beginning of another name: "Đề án | Đầu tư …"."""
    return end == head.end and scan.text[end : end + 1] == " " and scan.text[end + 1 : end + 2].isupper()


def _mention(scan: Scan, head: Found[DocType], end: int, kind: str, number: str | None) -> Reference:
    return Reference(
        start=head.start,
        end=end,
        text=scan.text[head.start : end],
        kind="self" if kind == "self" else "anaphor",
        number=number,
        type=head.row.cited_as,
        relation="self" if kind == "self" else "cites",
        parts={"type": Span(head.start, head.end)},
    )
