"""Mandate graphs as files of networkx, and back: node-link JSON, GraphML, GEXF.

All three hold the whole graph: what is read is equal to what was written, in the same order. JSON is what
`networkx.node_link_graph(…, edges="edges")` reads; GraphML opens in Gephi, yEd, Cytoscape and igraph; GEXF in Gephi.
Each tells its `provenance`.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

from vnpolicy.bridges.provenance import provenance
from vnpolicy.bridges.xml import printable
from vnpolicy.graph.mandate_graph import MandateGraph

_META = re.compile(
    "<meta.*?</meta>", re.DOTALL
)  # networkx says only that it wrote the file, and on which day

_DEFAULTS = ("node_default", "edge_default")  # what networkx adds when it reads


def write_json(graph: MandateGraph, path: str | Path) -> None:
    """Write the graph as node-link JSON."""
    nodes = [{"id": id, **attributes} for id, attributes in graph.nodes(data=True)]
    edges = [
        {"source": source, "target": target, "key": key, **edge}
        for source, target, key, edge in graph.edges(keys=True, data=True)
    ]
    whole = {
        "directed": True,
        "multigraph": True,
        "graph": dict(graph.graph),
        "about": provenance(graph),
        "nodes": nodes,
        "edges": edges,
    }
    Path(path).write_bytes(msgspec.json.encode(whole))


def read_json(path: str | Path) -> MandateGraph:
    """The graph that `write_json` wrote."""
    whole = msgspec.json.decode(Path(path).read_bytes())
    graph = MandateGraph(**whole["graph"])
    for node in whole["nodes"]:
        graph.add_node(node.pop("id"), **node)
    for edge in whole["edges"]:
        graph.add_edge(edge.pop("source"), edge.pop("target"), edge.pop("key"), **edge)
    return graph


def write_graphml(graph: MandateGraph, path: str | Path) -> None:
    """Write the graph as GraphML. Control characters, which XML cannot hold, become U+FFFD."""
    import networkx

    marked = _for_xml(graph)
    marked.graph.update(provenance(graph))
    networkx.write_graphml(marked, path)


def read_graphml(path: str | Path) -> MandateGraph:
    """The graph that `write_graphml` wrote."""
    import networkx

    graph = MandateGraph(networkx.read_graphml(path, edge_key_type=str, force_multigraph=True))
    for name in (*provenance(graph), *_DEFAULTS):
        graph.graph.pop(name, None)
    return graph


def write_gexf(graph: MandateGraph, path: str | Path) -> None:
    """Write the graph as GEXF, for Gephi: nodes are labelled with their names. It holds no attributes of the graph."""
    import networkx

    marked = _for_xml(graph)
    for _, node in marked.nodes(data=True):
        node["label"] = node["name"]
    networkx.write_gexf(marked, path)
    told = Path(path).read_text(encoding="utf-8")
    about = "; ".join(f"{name}: {value}" for name, value in provenance(graph).items())
    Path(path).write_text(
        _META.sub(f"<meta><description>{about}</description></meta>", told, 1), encoding="utf-8"
    )


def read_gexf(path: str | Path) -> MandateGraph:
    """The graph that `write_gexf` wrote."""
    import networkx

    graph = MandateGraph(networkx.read_gexf(path))
    graph.graph.clear()
    for _, node in graph.nodes(data=True):
        node.pop("label", None)
    for _, _, edge in graph.edges(data=True):
        edge.pop("id", None)
    return graph


def _for_xml(graph: MandateGraph) -> MandateGraph:
    """The same graph without characters that XML cannot hold."""
    clean = MandateGraph(**graph.graph)
    for id, attributes in graph.nodes(data=True):
        clean.add_node(id, **_printable(attributes))
    for source, target, key, edge in graph.edges(keys=True, data=True):
        clean.add_edge(source, target, key, **_printable(edge))
    return clean


def _printable(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: printable(value) if isinstance(value, str) else value for name, value in attributes.items()}
