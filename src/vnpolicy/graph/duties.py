"""Who must do what: the tasks of a body, the roles in a document.

From a sentence of a plan:

    "Ban Dân vận Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy …"
        ->  a duty of the one to lead, of the other to take part
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.called import bodies_called, document_called
from vnpolicy.graph.days import last_day
from vnpolicy.graph.evidence import SPAN
from vnpolicy.graph.force import no_longer
from vnpolicy.graph.schema import ROLES
from vnpolicy.knowledge.lives import successors

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

DUTY = (
    *("body", "name", "role", "document", "number", "date", "section"),
    *("deadline", "recurrence", "with", "office", *SPAN, "task", "method", "confidence"),
)
ROLE_OF = {rel: role for role, (rel, _) in ROLES.items()}
_FOREVER = "9999-12-31"


def tasks_of(
    graph: "Graph",
    body: str,
    *,
    as_of: str | None = None,
    include_successors: bool = False,
    until: str | None = None,
) -> list[Row]:
    """Each task in which the body, or who followed it, has a role, by document and place in it."""
    on = as_of or _FOREVER
    called = _with_successors(graph, body, on) if include_successors else bodies_called(graph, body)
    given = ((id, *part) for id in called for part in parts(graph, id))
    wanted = (one for one in given if _stands(graph, one[1], as_of) and _due(graph.nodes[one[1]], until))
    return sorted((duty(graph, *one) for one in wanted), key=_in_order)


def roles_in(graph: "Graph", document: str) -> list[Row]:
    """Each role that a document gives, by the order of its tasks."""
    tasks = _tasks(graph, document_called(graph, document))
    rows = [duty(graph, body, task, edge) for task in tasks for body, edge in parts(graph, task)]
    return sorted(rows, key=_in_order)


def _tasks(graph: "Graph", document: str) -> list[str]:
    return [task for _, task, rel in graph.out_edges(document, keys=True) if rel == "assigns"]


def _in_order(row: Row) -> tuple[Any, ...]:
    return row["date"] or "9999", row["document"], row["char_start"] or 0, row["body"], row["role"]


def _stands(graph: "Graph", task: str, as_of: str | None) -> bool:
    """Whether the paper of a task had been issued by a day, and was still in force."""
    if as_of is None:
        return True
    document = graph.nodes[task]["document"]
    issued = graph.nodes[document].get("date", "") if document in graph else ""
    return issued <= as_of and not no_longer(graph, document, as_of)


def _due(task: Row, until: str | None) -> bool:
    """Whether a task is due by a day: it says so, or returns."""
    return (
        until is None or "recurrence" in task or ("deadline" in task and last_day(task["deadline"]) <= until)
    )


def _with_successors(graph: "Graph", body: str, on: str) -> list[str]:
    """The bodies called so, and those in the graph who followed them, or followed one that is not in it."""
    known = [id for id in successors(body, on=on) if id in graph]
    called = known if known and body not in graph else bodies_called(graph, body)
    return sorted({*called, *known, *(id for own in called for id in successors(own, on=on) if id in graph)})


def parts(graph: "Graph", node: str) -> Iterator[tuple[str, Row]]:
    """The tasks of a body, or the bodies of a task, each with the edge of its role."""
    for _, other, rel, edge in graph.out_edges(node, keys=True, data=True):
        if rel in ROLE_OF:
            yield other, edge
    for other, _, rel, edge in graph.in_edges(node, keys=True, data=True):
        if rel in ROLE_OF:
            yield other, edge


def duty(graph: "Graph", body: str, task: str, edge: Row) -> Row:
    """The part of a body in a task; its quote is the task, its method and confidence those of the part."""
    own = graph.nodes[task]
    document = graph.nodes[own["document"]] if own["document"] in graph else {}
    others = {other for other, _ in parts(graph, task) if other != body}
    return {
        **{name: own.get(name) for name in ("document", "section", "deadline", "recurrence")},
        **{name: own.get(name) for name in SPAN},
        **{name: document.get(name) for name in ("number", "date")},
        **{name: edge.get(name) for name in ("office", "method", "confidence")},
        "body": body,
        "name": graph.nodes[body]["name"],
        "role": ROLE_OF[edge["rel"]],
        "with": "; ".join(sorted(graph.nodes[other]["name"] for other in others)) or None,
        "task": task,
    }
