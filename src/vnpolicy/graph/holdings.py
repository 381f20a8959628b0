"""What an archive has and lacks: what is cited and not in hand, and the gaps in the registers.

    ct:tw:k10  in hand 43; cited 5, 43; lacking 1-42, and of these 5 is cited

A gap proves nothing: secret papers are numbered in the same register as all others, and the last number of a register
is not known. So each gap says what it is: a number that no paper in hand bears.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.evidence import SPAN, read_in
from vnpolicy.graph.index import index_of
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType
from vnpolicy.knowledge.places import register_of

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

STUB = (
    *("document", "name", "number", "doc_type", "date", "organ", "title", "cited_by", "mentions", "citing"),
    *("ambiguous", "candidates", "read_in", *SPAN),
)
GAP = (
    *("register", "doc_type", "organ", "place", "period", "in_hand", "first", "last", "lacking", "gaps"),
    *("cited", "cited_numbers", "note"),
)
NOTE = "a gap proves nothing: secret papers are numbered in the same register"
RUNNING = (
    "its numbers run through a term whose first day is not known, so they are counted from the first that is"
)
_MOST_CITING = 5  # documents that are named as citing one


def stubs(graph: "Graph") -> list[Row]:
    """Each document that is cited and not in hand, the most cited first."""
    rows = [_stub(graph, id) for id in index_of(graph).stubs]
    return sorted(rows, key=lambda row: (-row["cited_by"], -row["mentions"], row["document"]))


def _stub(graph: "Graph", id: str) -> Row:
    own = graph.nodes[id]
    edges = [
        edge for source, _, edge in graph.in_edges(id, data=True) if graph.nodes[source]["kind"] != "section"
    ]
    citing = sorted({document for edge in edges for document in read_in(edge)})
    first = min(edges, key=lambda edge: (edge["document"], edge.get("char_start", 0)), default={})
    return {
        "document": id,
        **{name: own.get(name) for name in STUB[1:7]},
        "cited_by": len(citing),
        "mentions": own.get("mentions", 0),
        "citing": "; ".join(citing[:_MOST_CITING]) + (" …" if len(citing) > _MOST_CITING else "") or None,
        "ambiguous": own["ambiguous"],
        "candidates": own.get("candidates"),
        "read_in": first.get("document"),
        **{name: first.get(name) for name in SPAN},
    }


def gaps(graph: "Graph", register: str | None) -> list[Row]:
    """Each register of which a paper is in hand, or the one that is asked for, with the numbers that this archive lacks
    below the last known one.
    """
    registers = index_of(graph).kept("registers", lambda: _registers(graph))
    chosen = registers.items() if register is None else [(register, registers.get(register, {}))]
    rows = (_gap(key, known) for key, known in chosen if known)
    found = [row for row in rows if row["lacking"] and (row["in_hand"] or register)]
    return sorted(found, key=lambda row: (-row["in_hand"], row["register"]))


def _registers(graph: "Graph") -> dict[str, dict[int, bool]]:
    """The numbers of each register that are known, and whether a paper in hand bears them."""
    found: dict[str, dict[int, bool]] = {}
    for id in index_of(graph).of_kind.get("document", ()):
        kind, _, rest = id.partition(":")
        number, _, series = rest.partition(":")
        own = graph.nodes[id]
        if number.isdecimal() and ":" in series and not own["ambiguous"]:
            known = found.setdefault(f"{kind}:{series}", {})
            known[int(number)] = own["in_hand"] or known.get(int(number), False)
    return found


def _gap(register: str, known: dict[int, bool]) -> Row:
    knowledge = Knowledge.default()
    kind, _, series = register.partition(":")
    organ, place = register_of(f"{kind}:0:{series}", knowledge)
    type = knowledge.get(DocType, kind)
    held = sorted(number for number, in_hand in known.items() if in_hand)
    running = bool(organ and organ.period == "term" and series.rpartition(":")[2].isdecimal())
    lacking = list(between(held, min(known) if running else 1, max(known)))
    cited = sorted(number for number, in_hand in known.items() if not in_hand)
    return {
        "register": register,
        "doc_type": type.name if type else kind,
        "organ": organ.name if organ else None,
        "place": f"@{place}" if place else None,
        "period": register.rpartition(":")[2],
        "in_hand": len(held),
        "first": min(known),
        "last": max(known),
        "lacking": sum(end - start + 1 for start, end in lacking),
        "gaps": ", ".join(f"{start}-{end}" if end > start else str(start) for start, end in lacking),
        "cited": len(cited),
        "cited_numbers": ", ".join(map(str, cited)) or None,
        "note": f"{NOTE}; {RUNNING}" if running else NOTE,
    }


def between(held: Sequence[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The runs of numbers from `first` to `last` that are not held.

    >>> list(between([3, 4, 8], 1, 10))
    [(1, 2), (5, 7), (9, 10)]
    """
    for start, end in pairwise((first - 1, *held, last + 1)):
        if end - start > 1:
            yield start + 1, end - 1
