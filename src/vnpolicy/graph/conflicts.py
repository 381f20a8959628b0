"""What cannot be, or should be looked at: impossible dates, two leads, a basis that no longer stands.

    a letter of 12/01/2026 based on kh:44:tu@gia-lai:2010, which was replaced on 15/10/2025
        ->  "ended basis", with both quotes' places

Each is a question to the paper, not a verdict: the paper may be misread, or misprinted.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.days import lag_days, last_day
from vnpolicy.graph.evidence import SEEN, SPAN, seen
from vnpolicy.graph.force import no_longer
from vnpolicy.graph.index import index_of
from vnpolicy.graph.plans import leads
from vnpolicy.graph.schema import EDGE, IMPOSSIBLE
from vnpolicy.language import fold

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

CONFLICT = ("conflict", "node", "name", "with", "with_name", "says", *SEEN)
_ONE_LEAD = "chủ trì"  # of those who "chủ trì" a work there is one
_RESTS = ("based_on", "implements", "guides")  # an edge by which a document rests on another
# What a citation was read as, that cannot be since it is of a younger document.
_IMPOSSIBLE = {
    IMPOSSIBLE.format(rel): "plan older than its directive" if kind.carries else "older than what it acts on"
    for rel, kind in EDGE.items()
}


def conflicts(graph: "Graph") -> list[Row]:
    """All of them, by kind and node."""
    return sorted(_conflicts(graph), key=_in_order)


def _in_order(row: Row) -> tuple[str, str, str]:
    return row["conflict"], row["node"], row["with"] or ""


def _conflicts(graph: "Graph") -> Iterator[Row]:
    for source, target, rel, edge in graph.edges(keys=True, data=True):
        if "document" == graph.nodes[source]["kind"] == graph.nodes[target]["kind"]:
            yield from _between(graph, source, target, rel, edge)
    for task in index_of(graph).of_kind.get("task", ()):
        yield from _in_task(graph, task)


def _between(graph: "Graph", source: str, target: str, rel: str, edge: Row) -> Iterator[Row]:
    """What is wrong between two documents."""
    own, other = graph.nodes[source].get("date"), graph.nodes[target].get("date")
    lag = lag_days(own, other)
    impossible = _IMPOSSIBLE.get(edge.get("detail", ""))
    if impossible:
        yield _row(graph, impossible, source, target, f"{own} < {other or target}", edge)
    elif lag is not None and lag < 0 and edge["document"] == source and rel != "part_of":
        yield _row(graph, "cites what is younger", source, target, f"{own} < {other}", edge)
    ended = no_longer(graph, target, own) if rel in _RESTS and own else None
    if ended and own and ended["by"] != source and (ended["since"] or own) < own:
        says = f"{ended['status']} by {ended['by']} on {ended['since'] or 'a day not known'}"
        yield _row(graph, "ended basis", source, target, says, edge)


def _in_task(graph: "Graph", task: str) -> Iterator[Row]:
    """What is wrong with a task."""
    own = graph.nodes[task]
    issued = graph.nodes[own["document"]].get("date") if own["document"] in graph else None
    if issued and "deadline" in own and last_day(own["deadline"]) < issued:
        yield _of_task(graph, "due before it was given", task, None, f"{own['deadline']} < {issued}")
    leading = [body for body in leads(graph, task) if not graph.nodes[body]["collective"]]
    if len(leading) > 1 and fold(own["quote"]).count(_ONE_LEAD) == 1:
        names = "; ".join(graph.nodes[body]["name"] for body in leading)
        yield _of_task(graph, "two leads", task, leading[0], names)


def _row(graph: "Graph", conflict: str, node: str, other: str, says: str, edge: Row) -> Row:
    names = {"name": graph.nodes[node]["name"], "with_name": graph.nodes[other]["name"]}
    return {"conflict": conflict, "node": node, "with": other, **names, "says": says, **seen(edge)}


def _of_task(graph: "Graph", conflict: str, task: str, body: str | None, says: str) -> Row:
    own = graph.nodes[task]
    return {
        "conflict": conflict,
        "node": task,
        "name": own["name"],
        "with": body,
        "with_name": graph.nodes[body]["name"] if body else None,
        "says": says,
        "read_in": own["document"],
        **{name: own.get(name) for name in SPAN},
    }
