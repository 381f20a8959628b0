"""Graphs -> the nodes and edges of all of them, in whatever order they come.

    one graph of the papers of Gia Lai, one of those of Kon Tum  ->  both cite 43-CT/TW, which becomes one node

The mentions of an edge come together, each once. What is read in one graph and only cited in another is in hand.
Where two graphs say otherwise of a body, the fuller and then the first by alphabet is kept, whichever came first.
A mention that one archive left open stays open: to settle it by the other, build one graph of all documents.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.derived import derive
from vnpolicy.graph.evidence import Evidence, unpacked
from vnpolicy.graph.gathered import Gathered
from vnpolicy.graph.schema import EVIDENCE
from vnpolicy.knowledge import Knowledge

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

# Which of these edges there are depends on the whole graph, so they are derived anew.
_ANEW = {("succeeded_by", "body"), ("succeeded_by", "place"), ("succeeded_by", "term"), ("part_of", "body")}
_ANEW |= {("located_in", "place"), ("of_term", "document")}
_SHARED = {attribute.name for attribute in EVIDENCE} | {"lag_days"}


def gather(graphs: "Iterable[Graph]", knowledge: Knowledge) -> Gathered:
    """What several graphs hold together."""
    gathered = Gathered()
    for graph in graphs:
        for id, attributes in graph.nodes(data=True):
            if attributes["kind"] != "term":
                known = gathered.nodes.get(id)
                gathered.nodes[id] = _joined(known, attributes) if known else attributes
        for source, target, rel, edge in graph.edges(keys=True, data=True):
            if not is_derived_anew(graph, source, rel):
                add_edge(gathered, (source, target, rel), edge)
    derive(gathered, knowledge)
    return gathered


def is_derived_anew(graph: "Graph", source: str, rel: str) -> bool:
    """Whether `derive` gives such an edge, so that a part or a union of graphs need not take it over."""
    return (rel, graph.nodes[source]["kind"]) in _ANEW


def add_edge(
    gathered: Gathered,
    key: tuple[str, str, str],
    edge: dict[str, Any],
    read_in: Collection[str] | None = None,
) -> None:
    """One more edge of a graph, with what was read `in` these documents; its details are those of the first mention."""
    told, known = unpacked(edge), gathered.edges.get(key, [])
    evidence = [one for one in told if read_in is None or one.document in read_in]
    if key[2] == "located_in":
        gathered.edges[key] = [
            min((*known, *evidence), key=lambda one: (one.quote is None, _place_in_text(one)))
        ]
        return
    details = {name: value for name, value in edge.items() if name not in _SHARED}
    if details and (not known or _place_in_text(evidence[0]) < min(map(_place_in_text, known))):
        gathered.details[key] = details
    gathered.edges[key] = [*known, *evidence]


def _place_in_text(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.document, evidence.char_start or 0, evidence.char_end or 0


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What two graphs know of a node: a document in hand tells all itself."""
    if one.get("in_hand") != other.get("in_hand"):
        return one if one.get("in_hand") else other
    first, second = sorted((one, other), key=lambda known: (-len(known), str(sorted(known.items(), key=str))))
    return second | first
