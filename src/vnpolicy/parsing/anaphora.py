"""Bare type words that stand for a document.

"Kế hoạch này"  this one;  "Chỉ thị nêu trên"  one named before;
"… (sau đây gọi tắt là Kế hoạch 25) … Kế hoạch 25"  one that the paper gave a short name
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import DocType, Pointer
from vnpolicy.language import alternation, fold
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.issuers import issuer_end
from vnpolicy.parsing.scan import Scan, begin, finish
from vnpolicy.parsing.titles import subject_start

_VAGUE = frozenset({"trên", "đó"})  # only where the clause ends behind them
_CLAUSE_END = re.compile(r"[ ]?(?:[,.;:)\n\t]|$|và[ ]|đến[ ]|để[ ]|của[ ])")
_OF = re.compile(r"[ ]của[ ](?=\w)")
_ITEM = re.compile(r"(?:^|\n)(?:\w{1,3}[.)]|[-+])[ ]\Z")
_ITEM_END = re.compile(r"[;.]?(?:\n|$)|;")
_SHORT_NAME = re.compile(r"[ ]?:?[ ]?\"?(?P<name>\w[^\"()\n;,:]{1,80})")


def find_pointers(scan: Scan, mentions: Sequence[Reference]) -> Iterator[Reference]:
    """The mentions of this document and of documents named before, by a bare type word."""
    pointers = scan.knowledge.matcher(Pointer)
    taken = {mention.parts["type"].start for mention in mentions if "type" in mention.parts}
    latest: dict[str, Reference] = {}
    aliases = _aliases(scan, mentions)
    at = 0
    for head in scan.heads:
        while at < len(mentions) and finish(mentions[at]) <= head.start:
            _remember(latest, mentions[at])
            at += 1
        if head.start in taken:
            continue
        pointer = pointers.at(scan.folded, head.end + 1) if scan.folded.startswith(" ", head.end) else None
        found = _pointed(scan, head, pointer, latest) if pointer else None
        if found := found or _by_alias(scan, head, aliases) or _by_issuer(scan, head, latest):
            yield found


def _remember(latest: dict[str, Reference], mention: Reference) -> None:
    """The last document of each type; what prints less of the same does not push out the full mention."""
    if mention.type is None or mention.number is None or mention.kind not in ("numbered", "short"):
        return
    before = latest.get(mention.type)
    stands_for_it = before is not None and re.match(r"\d*", before.number or "")[0] == mention.number  # type: ignore[index]
    again = before is not None and before.number == mention.number and mention.issuer is None
    if not again and (mention.kind == "numbered" or not stands_for_it):
        latest[mention.type] = mention


def _pointed(
    scan: Scan, head: Found[DocType], pointer: Found[Pointer], latest: dict[str, Reference]
) -> Reference | None:
    word, name = scan.folded[pointer.start : pointer.end], head.row.name
    if pointer.row.code == "self":
        return _this(scan, head, pointer.end, latest)
    if pointer.row.code != "back" or name not in latest:
        return None
    if word in _VAGUE and not (scan.capital(head.start) and _CLAUSE_END.match(scan.folded, pointer.end)):
        return None
    return _mention(scan, head, pointer.end, "anaphor", latest[name].number)


def _this(scan: Scan, head: Found[DocType], end: int, latest: dict[str, Reference]) -> Reference | None:
    name, own = head.row.name, scan.own_type
    if name == own:
        return _mention(scan, head, end, "self", scan.own)
    if not scan.capital(head.start) and head.row.strict and own is not None:
        return None
    if name in latest:
        return _mention(scan, head, end, "anaphor", latest[name].number)
    return _mention(scan, head, end, "self", scan.own if own is None else None)


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
        if document is None or head.start < since or scan.is_word(end):
            continue
        if document.type == head.row.name != scan.own_type:
            return _mention(scan, head, end, "anaphor", document.number)
    return None


def _by_issuer(scan: Scan, head: Found[DocType], latest: dict[str, Reference]) -> Reference | None:
    """The last document of this type, by its issuer alone: "căn cứ | Chỉ thị của Ban Bí thư | xây dựng …"."""
    of = _OF.match(scan.folded, head.end)
    known = latest.get(head.row.name)
    if of is None or known is None or known.issuer is None or not scan.capital(head.start):
        return None
    end = issuer_end(scan.text, scan.folded, of.end(), scan.knowledge)
    if end is None or not fold(known.issuer).startswith(scan.folded[of.end() : end]):
        return None
    if _ITEM.search(scan.folded, max(0, head.start - 12), head.start) and _ITEM_END.match(scan.folded, end):
        return None  # an item of a list of sorts: "g) Nghị quyết của Quốc hội;"
    if subject_start(scan, end) is not None:
        return None
    mention = _mention(scan, head, end, "anaphor", known.number)
    parts = mention.parts | {"issuer": Span(of.end(), end)}
    return msgspec.structs.replace(mention, issuer=scan.text[of.end() : end], parts=parts)


def _mention(scan: Scan, head: Found[DocType], end: int, kind: str, number: str | None) -> Reference:
    return Reference(
        start=head.start,
        end=end,
        text=scan.text[head.start : end],
        kind="self" if kind == "self" else "anaphor",
        number=number,
        type=head.row.name,
        relation="self" if kind == "self" else "cites",
        parts={"type": Span(head.start, head.end)},
    )
