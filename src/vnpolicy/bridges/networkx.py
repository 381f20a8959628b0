"""Mandate graphs as files, and back: node-link JSON, GraphML, CSV tables.

All three hold the whole graph: what is read is equal to what was written, in the same order. JSON is what
`networkx.node_link_graph(…, edges="edges")` reads; GraphML opens in Gephi, yEd, Cytoscape and igraph; the CSV
tables open in a spreadsheet, one for each kind of node and one for the edges.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from vnpolicy.graph.frames import TABLES, columns, table_rows
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.schema import EDGES, NODES, Scalar

# XML cannot hold these, not even escaped; a scanned text may.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_TEXT: dict[type, Callable[[str], Scalar]] = {
    str: str,
    int: int,
    float: float,
    bool: lambda text: text == "True",
}


def write_json(graph: MandateGraph, path: str | Path) -> None:
    """Write the graph as node-link JSON."""
    nodes = [{"id": id, **attributes} for id, attributes in graph.nodes(data=True)]
    edges = [
        {"source": source, "target": target, "key": key, **edge}
        for source, target, key, edge in graph.edges(keys=True, data=True)
    ]
    whole = {"directed": True, "multigraph": True, "graph": dict(graph.graph), "nodes": nodes, "edges": edges}
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

    networkx.write_graphml(_for_xml(graph), path)


def read_graphml(path: str | Path) -> MandateGraph:
    """The graph that `write_graphml` wrote."""
    import networkx

    return MandateGraph(networkx.read_graphml(path, edge_key_type=str, force_multigraph=True))


def write_csv(graph: MandateGraph, folder: str | Path) -> None:
    """Write documents.csv, bodies.csv, tasks.csv, places.csv and edges.csv into a folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for table, rows in table_rows(graph):
        with (Path(folder) / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns(table), restval="")
            writer.writeheader()
            writer.writerows(rows)


def read_csv(folder: str | Path) -> MandateGraph:
    """The graph that `write_csv` wrote; its nodes come by kind."""
    graph = MandateGraph()
    for table in TABLES.values():
        for row in _rows(Path(folder) / f"{table}.csv"):
            graph.add_node(row.pop("node"), **row)
    for row in _rows(Path(folder) / "edges.csv"):
        graph.add_edge(row.pop("from"), row.pop("to"), row["rel"], **row)
    return graph


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    types = {attribute.name: attribute.type for kind in (*NODES, *EDGES) for attribute in kind.attributes}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: _OF_TEXT[types.get(name, str)](text) for name, text in row.items() if text}


def _for_xml(graph: MandateGraph) -> MandateGraph:
    """The same graph without characters that XML cannot hold."""
    clean = MandateGraph(**graph.graph)
    for id, attributes in graph.nodes(data=True):
        clean.add_node(id, **_printable(attributes))
    for source, target, key, edge in graph.edges(keys=True, data=True):
        clean.add_edge(source, target, key, **_printable(edge))
    return clean


def _printable(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }
