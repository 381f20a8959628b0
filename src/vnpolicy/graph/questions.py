"""The questions that a mandate graph answers, as rows: who carries out what, who must do what, and why."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

from vnpolicy.errors import AmbiguousNumber, NotInGraph
from vnpolicy.graph.days import lag_days
from vnpolicy.graph.schema import EDGE, ROLES
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.lives import successors
from vnpolicy.language import fold, nfc
from vnpolicy.parsing.identity import shorter_keys
from vnpolicy.parsing.keys import number_of, open_key

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]
Edge = tuple[str, str, str]

# The columns of the answers.
PLAN = (
    *(
        "document",
        "number",
        "organ",
        "place",
        "date",
        "lag_days",
        "relation",
        "via",
        "tasks",
        "in_hand",
        "title",
    ),
    *("quote", "char_start", "char_end", "method", "confidence"),
)
DUTY = (
    *("body", "name", "role", "document", "number", "date", "section", "deadline", "recurrence", "with"),
    *("quote", "char_start", "char_end", "task"),
)
STEP = (
    *("depth", "node", "name", "kind", "relation", "of", "path"),
    *("document", "quote", "char_start", "char_end", "confidence"),
)
STUB = (
    *("document", "name", "number", "doc_type", "date", "organ", "title"),
    *("cited_by", "mentions", "ambiguous", "candidates"),
)

_ROLE_OF = {rel: role for role, (rel, _) in ROLES.items()}


def counts(graph: "Graph") -> Counter[str]:
    """How many nodes of each kind; `stub` are the documents that are cited only."""
    found = Counter(attributes["kind"] for _, attributes in graph.nodes(data=True))
    found["stub"] = sum(1 for _, attributes in graph.nodes(data=True) if attributes.get("in_hand") is False)
    return found


def plans_for(graph: "Graph", directive: str) -> list[Row]:
    """Each document that carries the directive out, itself or through another that does."""
    target = document_called(graph, directive)
    rows: list[Row] = []
    seen = {target}
    queue: deque[tuple[str, tuple[str, ...]]] = deque([(target, ())])
    while queue:
        node, via = queue.popleft()
        for plan, rel, edge in _carried_by(graph, node):
            if plan not in seen:
                seen.add(plan)
                rows.append(_plan(graph, plan, target, rel, edge, via))
                queue.append((plan, (plan, *via)))
    return sorted(rows, key=lambda row: (row["date"] or "9999", row["document"]))


def tasks_of(graph: "Graph", body: str, *, include_successors: bool = False) -> list[Row]:
    """Each task in which the body, or who followed it, has a role, by document and place in it."""
    called = _with_successors(graph, body) if include_successors else bodies_called(graph, body)
    rows = [_duty(graph, id, task, rel) for id in called for task, rel in _parts(graph, id)]
    return sorted(
        rows,
        key=lambda row: (
            row["date"] or "9999",
            row["document"],
            row["char_start"] or 0,
            row["body"],
            row["role"],
        ),
    )


def _with_successors(graph: "Graph", body: str) -> list[str]:
    """The bodies called so, and those in the graph who followed them, or followed one that is not in it."""
    known = [id for id in successors(body) if id in graph]
    called = known if known and body not in graph else bodies_called(graph, body)
    return sorted({*called, *known, *(id for own in called for id in successors(own) if id in graph)})


def trace(graph: "Graph", node: str, direction: Literal["up", "down"]) -> list[Row]:
    """A shortest path to each node that the mandate of this one comes from, or goes to."""
    start = node if node in graph else document_called(graph, node)
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


def stubs(graph: "Graph") -> list[Row]:
    """Each document that is cited and not in hand, the most cited first."""
    rows = [
        _stub(graph, id, attributes)
        for id, attributes in graph.nodes(data=True)
        if attributes.get("in_hand") is False
    ]
    return sorted(rows, key=lambda row: (-row["cited_by"], -row["mentions"], row["document"]))


def document_called(graph: "Graph", name: str) -> str:
    """The document with this id, or the only one with this number."""
    if name in graph and graph.nodes[name]["kind"] == "document":
        return name
    found = sorted(_documents_numbered(graph, name))
    if len(found) > 1:
        raise AmbiguousNumber(name, tuple(found))
    if not found:
        raise NotInGraph(name, _near(graph, name, "document"))
    return found[0]


def bodies_called(graph: "Graph", name: str) -> list[str]:
    """The body with this id; else those with this name, or whose names begin with it."""
    if name in graph and graph.nodes[name]["kind"] == "body":
        return [name]
    wanted = fold(nfc(name))
    names = {
        id: fold(attributes["name"])
        for id, attributes in graph.nodes(data=True)
        if attributes["kind"] == "body"
    }
    found = [id for id, own in names.items() if own == wanted] or [
        id for id, own in names.items() if own.startswith(wanted + " ")
    ]
    if not found:
        raise NotInGraph(name, _near(graph, name, "body"))
    return sorted(found)


def _documents_numbered(graph: "Graph", printed: str) -> Iterator[str]:
    symbol = re.search(r"\d.*", printed)
    number = number_of(symbol[0], Knowledge.default()) if symbol else None
    key = open_key(None, number, "", Knowledge.default()) if number else None
    for id, attributes in graph.nodes(data=True):
        if attributes["kind"] == "document" and not attributes["ambiguous"]:
            same_key = key is not None and key in shorter_keys(id.rpartition(":")[0])
            if same_key or (symbol and _symbol(attributes.get("number")) == _symbol(symbol[0])):
                yield id


def _symbol(number: str | None) -> str:
    return "".join(fold(number or "").split())


def _near(graph: "Graph", name: str, kind: str) -> tuple[str, ...]:
    names = {
        fold(attributes["name"]): attributes["name"]
        for _, attributes in graph.nodes(data=True)
        if attributes["kind"] == kind
    }
    return tuple(names[close] for close in get_close_matches(fold(name), names, 3))


def _carried_by(graph: "Graph", node: str) -> Iterator[tuple[str, str, Row]]:
    for source, _, rel, edge in sorted(
        graph.in_edges(node, keys=True, data=True), key=lambda edge: (edge[0], edge[2])
    ):
        if EDGE[rel].carries:
            yield source, rel, edge


def _plan(graph: "Graph", plan: str, target: str, rel: str, edge: Row, via: tuple[str, ...]) -> Row:
    own = graph.nodes[plan]
    direct = graph.get_edge_data(plan, target, "implements") or edge
    return {
        **{name: own.get(name) for name in ("number", "organ", "date", "in_hand", "title")},
        **{name: edge.get(name) for name in ("quote", "char_start", "char_end", "method", "confidence")},
        "document": plan,
        "place": next(
            (
                graph.nodes[place]["name"]
                for _, place, r in graph.out_edges(plan, keys=True)
                if r == "located_in"
            ),
            None,
        ),
        "lag_days": direct.get("lag_days")
        if not via
        else lag_days(own.get("date"), graph.nodes[target].get("date")),
        "relation": rel,
        "via": " → ".join(via) or None,
        "tasks": sum(1 for *_, r in graph.out_edges(plan, keys=True) if r == "assigns"),
    }


def _parts(graph: "Graph", node: str) -> Iterator[tuple[str, str]]:
    """The tasks of a body, or the bodies of a task, each with the edge of its role."""
    for _, other, rel in graph.out_edges(node, keys=True):
        if rel in _ROLE_OF:
            yield other, rel
    for other, _, rel in graph.in_edges(node, keys=True):
        if rel in _ROLE_OF:
            yield other, rel


def _duty(graph: "Graph", body: str, task: str, rel: str) -> Row:
    own = graph.nodes[task]
    document = graph.nodes[own["document"]] if own["document"] in graph else {}
    others = {other for other, _ in _parts(graph, task) if other != body}
    return {
        **{
            name: own.get(name)
            for name in ("document", "section", "deadline", "recurrence", "quote", "char_start", "char_end")
        },
        **{name: document.get(name) for name in ("number", "date")},
        "body": body,
        "name": graph.nodes[body]["name"],
        "role": _ROLE_OF[rel],
        "with": "; ".join(sorted(graph.nodes[other]["name"] for other in others)) or None,
        "task": task,
    }


def _steps(graph: "Graph", node: str, direction: str) -> list[tuple[str, Row]]:
    """The neighbours one step up (or down) the mandate, with the edges that lead there."""
    out = "along" if direction == "up" else "against"
    into = "against" if direction == "up" else "along"
    found = [
        (target, edge)
        for _, target, rel, edge in graph.out_edges(node, keys=True, data=True)
        if EDGE[rel].up == out
    ]
    found += [
        (source, edge)
        for source, _, rel, edge in graph.in_edges(node, keys=True, data=True)
        if EDGE[rel].up == into
    ]
    return sorted(found, key=lambda step: (step[1]["rel"], step[0]))


def _step(graph: "Graph", at: str, other: str, edge: Row, path: tuple[str, ...]) -> Row:
    return {
        **{name: edge.get(name) for name in ("document", "quote", "char_start", "char_end", "confidence")},
        **{name: graph.nodes[other].get(name) for name in ("name", "kind")},
        "depth": len(path) - 1,
        "node": other,
        "relation": edge["rel"],
        "of": at,
        "path": " → ".join(path),
    }


def _stub(graph: "Graph", id: str, attributes: Row) -> Row:
    edges = list(graph.in_edges(id, data=True))
    return {
        **{
            name: attributes.get(name)
            for name in ("name", "number", "doc_type", "date", "organ", "title", "ambiguous", "candidates")
        },
        "document": id,
        "cited_by": len({edge["document"] for *_, edge in edges}),
        "mentions": sum(
            edge["count"] for source, _, edge in edges if graph.nodes[source]["kind"] == "document"
        ),
    }
