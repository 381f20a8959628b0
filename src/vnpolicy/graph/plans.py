"""Who carried a directive out, itself or by way of others, when and how late.

From a directive down:

    ct:43:tw:k10  <-implements- kh:31:tu@binh-dinh:2010  <-implements- kh:12:hu@huyen-tuy-phuoc.binh-dinh:2011
        central                     province, 104 days                      district, 247 days
"""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.called import document_called
from vnpolicy.graph.days import lag_days
from vnpolicy.graph.evidence import SEEN, seen
from vnpolicy.graph.schema import EDGE
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.members import ministries
from vnpolicy.knowledge.places import register_of

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

PLAN = (
    *("document", "number", "organ", "level", "place", "date", "lag_days", "relation", "via", "chain"),
    *("tasks", "leads", "in_hand", "title", *SEEN),
)
_OWN = ("number", "organ", "level", "date", "in_hand", "title")
UNDATED = "9999"  # sorts behind every day


def plans_for(graph: "Graph", directive: str) -> list[Row]:
    """Each document that carries the directive out, by one of the shortest ways, the oldest first."""
    target = document_called(graph, directive)
    rows: list[Row] = []
    met = {target}
    queue: deque[tuple[str, ...]] = deque([(target,)])
    while queue:
        way = queue.popleft()
        for plan, edge in _carried_by(graph, way[0]):
            if plan not in met:
                met.add(plan)
                rows.append(_plan(graph, (plan, *way), edge))
                queue.append((plan, *way))
    return sorted(rows, key=lambda row: (row["date"] or UNDATED, row["document"]))


def _carried_by(graph: "Graph", node: str) -> Iterator[tuple[str, Row]]:
    """The documents that carry one out, each once, with the edge that says so."""
    found: dict[str, Row] = {}
    for source, _, rel, edge in graph.in_edges(node, keys=True, data=True):
        if EDGE[rel].carries and (source not in found or rel == "implements"):
            found[source] = edge
    yield from sorted(found.items())


def _plan(graph: "Graph", way: tuple[str, ...], edge: Row) -> Row:
    """A plan at the end of its way from the directive."""
    plan, *via, target = way
    own = graph.nodes[plan]
    tasks = [task for _, task, rel in graph.out_edges(plan, keys=True) if rel == "assigns"]
    names = {graph.nodes[body]["name"] for task in tasks for body in leads(graph, task)}
    levels = (_rank(graph, node) for node in reversed(way))
    return {
        "document": plan,
        **{name: own.get(name) for name in _OWN},
        "place": place_name(graph, plan),
        "lag_days": lag_days(own.get("date"), graph.nodes[target].get("date")),
        "relation": edge["rel"],
        "via": " → ".join(via) or None,
        "chain": " → ".join(levels),
        "tasks": len(tasks),
        "leads": "; ".join(sorted(names)) or None,
        **seen(edge),
    }


def _rank(graph: "Graph", document: str) -> str:
    """The level of a document, of which that of ministries is one."""
    organ, _ = register_of(document, Knowledge.default())
    if organ and organ.name in ministries(Knowledge.default()):
        return "ministry"
    return graph.nodes[document].get("level") or "?"


def leads(graph: "Graph", task: str) -> list[str]:
    """The bodies that lead a task."""
    return [body for body, _, rel in graph.in_edges(task, keys=True) if rel == "leads"]


def place_name(graph: "Graph", id: str) -> str | None:
    """What the place of a document or body is called."""
    place: str = graph.nodes[id].get("place", "")
    return graph.nodes[place]["name"] if place in graph else None
