"""Whether a graph keeps its schema: every problem as one line."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.evidence import unpacked
from vnpolicy.graph.schema import EDGE, METHODS, NODE, Attribute

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def problems(graph: "Graph") -> list[str]:
    """What breaks the schema; an empty list if nothing does."""
    return [*_of_nodes(graph), *_of_edges(graph)]


def _of_nodes(graph: "Graph") -> Iterator[str]:
    for id, attributes in graph.nodes(data=True):
        kind = NODE.get(attributes.get("kind", ""))
        if kind is None:
            yield f"node {id}: kind {attributes.get('kind')!r} is not in the schema"
            continue
        yield from (f"node {id}: {problem}" for problem in _of_attributes(attributes, kind.attributes))
        if "date" in attributes and not _DAY.fullmatch(str(attributes["date"])):
            yield f"node {id}: date {attributes['date']!r} is no ISO day"


def _of_edges(graph: "Graph") -> Iterator[str]:
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        name = f"edge {source} -{key}-> {target}"
        kind = EDGE.get(key)
        if kind is None or attributes.get("rel") != key:
            yield f"{name}: rel {attributes.get('rel')!r} is not in the schema, or not the key"
            continue
        ends = (graph.nodes[source].get("kind"), graph.nodes[target].get("kind"))
        if ends not in kind.endpoints:
            yield f"{name}: does not lead from {ends[0]} to {ends[1]}"
        found = list(_of_attributes(attributes, kind.attributes))
        yield from (f"{name}: {problem}" for problem in found or _of_evidence(graph, attributes))


def _of_attributes(attributes: dict[str, Any], declared: tuple[Attribute, ...]) -> Iterator[str]:
    known = {attribute.name: attribute for attribute in declared}
    for name, value in attributes.items():
        if name not in known:
            yield f"attribute {name} is not in the schema"
        elif type(value) is not known[name].type or value == "":
            yield f"attribute {name} is {value!r}, not {known[name].type.__name__}"
    for attribute in declared:
        if attribute.required and attribute.name not in attributes:
            yield f"attribute {attribute.name} is missing"


def _of_evidence(graph: "Graph", attributes: dict[str, Any]) -> Iterator[str]:
    evidence = unpacked(attributes)
    if len(evidence) != attributes["count"]:
        yield f"counts {attributes['count']} mentions and shows {len(evidence)}"
    for one in evidence:
        if one.method not in METHODS:
            yield f"method {one.method!r} is not in the schema"
        if one.document not in graph:
            yield f"was read in {one.document}, which is not in the graph"
        if one.method != "inferred" and (one.char_start is None or one.char_end is None or one.quote is None):
            yield "has no quote"
        elif one.quote is not None and len(one.quote) != (one.char_end or 0) - (one.char_start or 0):
            yield "its quote is not as long as its span"
