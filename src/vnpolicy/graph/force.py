"""What became of documents: which were replaced, repealed, amended or continued, by which, since when.

    "Kế hoạch này thay thế Kế hoạch 44-KH/TU" in a plan of 15/10/2025
        ->  kh:44:tu@gia-lai:2010 replaced since 2025-10-15, no longer in force

A document of which nothing is said is taken to stand. That an article of it was replaced ("khoản 2 Điều 5") does
not end it.
"""

from typing import TYPE_CHECKING, Any

from vnpolicy.graph.called import document_called
from vnpolicy.graph.evidence import SEEN, seen
from vnpolicy.graph.index import index_of

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

FATE = (*("document", "name", "date", "status", "in_force", "since", "by", "by_name", "pinpoint", *SEEN),)
# What an edge to a document says of it, and whether that ends it.
_STATUS = {
    "replaces": ("replaced", True),
    "repeals": ("repealed", True),
    "amends": ("amended", False),
    "continues": ("continued", False),
}


def in_force(graph: "Graph", on: str | None, document: str | None) -> list[Row]:
    """What other documents had done to each by a day, the oldest act first."""
    chosen = None if document is None else document_called(graph, document)
    rows = (row for id, acts in fates(graph).items() if chosen in (None, id) for row in acts)
    told = [row for row in rows if on is None or (row["since"] or "") <= on]
    ended = {row["document"] for row in told if row["ends"]}
    return [{**row, "in_force": row["document"] not in ended} for row in told]


def no_longer(graph: "Graph", document: str, on: str | None = None) -> Row | None:
    """The act that had ended a document by a day, if one had."""
    acts = fates(graph).get(document, ())
    return next((row for row in acts if row["ends"] and (on is None or (row["since"] or "") <= on)), None)


def fates(graph: "Graph") -> dict[str, list[Row]]:
    """All acts upon each document, reckoned once."""
    return index_of(graph).kept("fates", lambda: _fates(graph))


def _fates(graph: "Graph") -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for by, document, rel, edge in graph.edges(keys=True, data=True):
        if rel in _STATUS and graph.nodes[document]["kind"] == "document":
            found.setdefault(document, []).append(_act(graph, by, document, edge))
    return {
        id: sorted(acts, key=lambda row: (row["since"] or "", row["by"]))
        for id, acts in sorted(found.items())
    }


def _act(graph: "Graph", by: str, document: str, edge: Row) -> Row:
    own, actor = graph.nodes[document], graph.nodes[by]
    status, ends = _STATUS[edge["rel"]]
    return {
        "document": document,
        "name": own["name"],
        "date": own.get("date"),
        "status": status,
        "ends": ends and "pinpoint" not in edge,
        "since": actor.get("date"),
        "by": by,
        "by_name": actor["name"],
        "pinpoint": edge.get("pinpoint"),
        **seen(edge),
    }
