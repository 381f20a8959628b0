"""The ways of a mandate: from a task up to what it rests on, from a directive down to who must act.

    bdv@huyen-chu-se.gia-lai -> …#task-1 -> kh:9:hu@huyen-chu-se.gia-lai:2011 -> kh:87:tu@gia-lai:2010 -> ct:43:tw:k10

`trace` gives to each node one of the shortest ways, `chain` every way between two nodes, each step with its quote.
"""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from vnpolicy.graph.called import node_called
from vnpolicy.graph.evidence import SEEN, seen
from vnpolicy.graph.schema import EDGE, EDGES

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]
Direction = Literal["up", "down"]

STEP = ("depth", "node", "name", "kind", "relation", "of", "path", *SEEN)
LINK = ("way", "step", "from", "from_name", "relation", "to", "to_name", "kind", *SEEN)
_ALONG, _AGAINST = (frozenset(kind.rel for kind in EDGES if kind.up == way) for way in ("along", "against"))
_OUTWARD = {"up": _ALONG, "down": _AGAINST}  # the edges that lead on from their source
_INWARD = {"up": _AGAINST, "down": _ALONG}  # and from their target
MOST = 1000  # ways that are told; beyond, the answer says that it is cut


def trace(graph: "Graph", node: str, direction: Direction) -> list[Row]:
    """A shortest path to each node that the mandate of this one comes from, or goes to."""
    start = node_called(graph, node)
    paths: dict[str, tuple[str, ...]] = {start: (start,)}
    rows, queue = [], deque([start])
    while queue:
        at = queue.popleft()
        for other, edge in _steps(graph, at, direction):
            if other not in paths:
                paths[other] = (*paths[at], other)
                rows.append(_step(graph, at, other, edge, paths[other]))
                queue.append(other)
    return rows


def chain(graph: "Graph", lower: str, upper: str | None, most: int = MOST) -> tuple[list[Row], bool]:
    """Every way from a node up to another, or to all that rest on nothing further; and whether some were left out."""
    start = node_called(graph, lower)
    end = node_called(graph, upper) if upper is not None else None
    near = {row["node"] for row in trace(graph, end, "down")} | {end} if end else None
    rows: list[Row] = []
    for way, steps in enumerate(_ways(graph, start, end, near), 1):
        if way > most:
            return rows, True
        rows += [_link(graph, way, step, *one) for step, one in enumerate(steps, 1)]
    return rows, False


Step = tuple[str, str, Row]


def _ways(graph: "Graph", start: str, end: str | None, near: set[str] | None) -> Iterator[list[Step]]:
    """Every way upwards that comes to no node twice, nearer ones first at each fork."""
    way: list[Step] = []
    seen_on_way = {start}
    forks = [iter(_steps(graph, start, "up"))]
    while forks:
        step = next(forks[-1], None)
        if step is None:
            forks.pop()
            if way:
                seen_on_way.discard(way.pop()[1])
            continue
        other, edge = step
        if other in seen_on_way or (near is not None and other not in near):
            continue
        way.append((way[-1][1] if way else start, other, edge))
        further = [] if other == end else _steps(graph, other, "up")
        if other == end or (end is None and not any(one not in seen_on_way for one, _ in further)):
            yield list(way)
        seen_on_way.add(other)
        forks.append(iter(further))


def _steps(graph: "Graph", node: str, direction: Direction) -> list[tuple[str, Row]]:
    """The neighbours one step up (or down) the mandate, each once, with the edge that leads there: rather one that
    says that it is carried out.
    """
    kind = graph.nodes[node]["kind"]
    outward, inward = _OUTWARD[direction], _INWARD[direction]
    found: dict[str, Row] = {}
    if kind in _kinds(outward, 0):
        for _, target, rel, edge in graph.out_edges(node, keys=True, data=True):
            if rel in outward:
                found[target] = min(edge, found.get(target, edge), key=_strength)
    if kind in _kinds(inward, 1):
        for source, _, rel, edge in graph.in_edges(node, keys=True, data=True):
            if rel in inward:
                found[source] = min(edge, found.get(source, edge), key=_strength)
    return sorted(found.items(), key=lambda step: (*_strength(step[1]), step[0]))


@cache
def _kinds(rels: frozenset[str], end: int) -> frozenset[str]:
    """The kinds of node at one end of these edges."""
    return frozenset(ends[end] for rel in rels for ends in EDGE[rel].endpoints)


def _strength(edge: Row) -> tuple[bool, str]:
    return not EDGE[edge["rel"]].carries, edge["rel"]


def _step(graph: "Graph", at: str, other: str, edge: Row, path: tuple[str, ...]) -> Row:
    return {
        **{name: graph.nodes[other].get(name) for name in ("name", "kind")},
        "depth": len(path) - 1,
        "node": other,
        "relation": edge["rel"],
        "of": at,
        "path": " → ".join(path),
        **seen(edge),
    }


def _link(graph: "Graph", way: int, step: int, source: str, target: str, edge: Row) -> Row:
    return {
        "way": way,
        "step": step,
        "from": source,
        "from_name": graph.nodes[source]["name"],
        "relation": edge["rel"],
        "to": target,
        "to_name": graph.nodes[target]["name"],
        "kind": graph.nodes[target]["kind"],
        **seen(edge),
    }
