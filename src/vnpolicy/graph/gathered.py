"""Nodes and edges as they are gathered, and the one graph that they make in whatever order they came.

    43-CT/TW cited twice as carried out  ->  one edge `implements`, `count` 2, both quotes in its evidence

What says the same is one edge with all its mentions, each once, by document and place in it; nodes come by kind
and id. What follows from other facts (lags, how often a document is cited) is reckoned at the end.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from vnpolicy.graph.days import lag_days
from vnpolicy.graph.evidence import Evidence, packed
from vnpolicy.graph.schema import EDGE, EDGES, NODES

if TYPE_CHECKING:
    import networkx

    G = TypeVar("G", bound=networkx.MultiDiGraph[str])

Key = tuple[str, str, str]  # source, target, rel
_OF_NODE = {kind.kind: tuple(one.name for one in kind.attributes) for kind in NODES}
_OF_EDGE = {kind.rel: tuple(one.name for one in kind.attributes) for kind in EDGES}
_RANK = {kind.kind: rank for rank, kind in enumerate(NODES)}


class Gathered:
    """Nodes with their attributes, edges with their evidence."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[Key, list[Evidence]] = {}
        self.details: dict[Key, dict[str, Any]] = {}

    def add(self, source: str, target: str, rel: str, evidence: Evidence, **details: Any) -> None:
        """One more mention of an edge; of several the first has its details told. One proof of a place is enough."""
        key = (source, target, rel)
        if source != target and not (rel == "located_in" and key in self.edges):
            self.edges.setdefault(key, []).append(evidence)
            if details:
                self.details.setdefault(key, details)

    def fill(self, graph: "G") -> "G":
        """This empty graph, with all that was gathered."""
        cited = self._cited()
        for id, attributes in sorted(self.nodes.items(), key=_node_order):
            if attributes["kind"] == "document":
                attributes = {**attributes, "mentions": cited[id]}
            graph.add_node(id, **_told(attributes, _OF_NODE[attributes["kind"]]))
        order = {id: at for at, id in enumerate(graph)}
        for key in sorted(self.edges, key=lambda key: (order[key[0]], order[key[1]], key[2])):
            graph.add_edge(*key, **_told(self._edge(key), _OF_EDGE[key[2]]))
        return graph

    def _edge(self, key: Key) -> dict[str, Any]:
        source, target, rel = key
        given = self.edges[key]
        evidence = given if len(given) == 1 else sorted(set(given), key=_evidence_order)
        first = msgspec.structs.asdict(evidence[0])
        attributes = {"rel": rel, **first, "count": len(evidence), **self.details.get(key, {})}
        attributes["evidence"] = packed(evidence)
        if rel == "implements":
            attributes["lag_days"] = lag_days(self.nodes[source].get("date"), self.nodes[target].get("date"))
        return attributes

    def _cited(self) -> Counter[str]:
        """How often each document is cited by others."""
        cited: Counter[str] = Counter()
        for (source, target, rel), evidence in self.edges.items():
            if self.nodes[source]["kind"] == "document" and not EDGE[rel].derived:
                cited[target] += len(set(evidence))
        return cited


def _node_order(node: tuple[str, dict[str, Any]]) -> tuple[int, str, int, str]:
    """By kind; tasks and sections by document and place in it; all by id."""
    id, attributes = node
    return _RANK[attributes["kind"]], attributes.get("document") or "", attributes.get("char_start") or 0, id


def _evidence_order(evidence: Evidence) -> tuple[Any, ...]:
    known = (evidence.document, evidence.char_start or 0, evidence.char_end or 0, -evidence.confidence)
    return *known, evidence.method, evidence.via or "", evidence.quote or ""


def _told(attributes: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """What is known, in the order of the schema: no None, no empty text; False and 0 are facts."""
    found = {}
    for name in names:
        value = attributes.get(name)
        if value is not None and value != "":
            found[name] = value
    return found
