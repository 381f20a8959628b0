"""How much is laid on whom, and who works with whom: counts over all tasks of an archive.

    Sở Y tế tỉnh Bình Định, 2010: leads 2 tasks, takes part in 1; works with Hội Chữ thập đỏ in 2

Each count shows one task as its example, with the quote.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx

from vnpolicy.graph.called import bodies_called
from vnpolicy.graph.duties import ROLE_OF, parts
from vnpolicy.graph.evidence import SPAN
from vnpolicy.graph.index import index_of
from vnpolicy.graph.schema import ROLES

if TYPE_CHECKING:
    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

_SHOWN = ("task", "read_in", *SPAN)
COUNTS = ("tasks", *ROLES, *_SHOWN)
PAIR = ("body", "name", "with", "with_name", "tasks", "documents", "led_by_body", "led_by_other", *_SHOWN)
KEYS = ("body", "name", "level", "branch", "place", "year")


def workload(graph: "Graph", by: Sequence[str]) -> list[Row]:
    """How many tasks fall on each body (level, branch, place, year …), in which roles; the most first."""
    found: dict[tuple[Any, ...], Row] = {}
    for part in _per_year(graph):
        key = tuple(part[name] for name in by)
        total = found.setdefault(key, {name: part[name] for name in by} | dict.fromkeys(("tasks", *ROLES), 0))
        for name in ("tasks", *ROLES):
            total[name] += part[name]
        if "task" not in total:
            total |= _example(graph, part["task"])
    return sorted(found.values(), key=lambda row: (-row["tasks"], *(str(row[name]) for name in by)))


def _per_year(graph: "Graph") -> list[Row]:
    """The counts of each body and year, from which all others are summed; reckoned once."""
    return index_of(graph).kept("per year", lambda: list(_count_years(graph)))


def _count_years(graph: "Graph") -> Iterator[Row]:
    for body in sorted(index_of(graph).of_kind.get("body", ())):
        own, years = graph.nodes[body], dict[str | None, Row]()
        for task, edge in sorted(parts(graph, body), key=lambda part: part[0]):
            year = _year(graph, task)
            row = years.setdefault(
                year, {"year": year, "task": task, "met": set(), **dict.fromkeys(ROLES, 0)}
            )
            row["met"].add(task)
            row[ROLE_OF[edge["rel"]]] += 1
        facts = {name: own.get(name) for name in ("name", "level", "branch", "place")}
        for row in years.values():
            yield {"body": body, **facts, **row, "tasks": len(row.pop("met"))}


def _year(graph: "Graph", task: str) -> str | None:
    document = graph.nodes[task]["document"]
    date = graph.nodes[document].get("date") if document in graph else None
    return date[:4] if date else None


def _example(graph: "Graph", task: str) -> Row:
    own = graph.nodes[task]
    return {"task": task, "read_in": own["document"], **{name: own.get(name) for name in SPAN}}


def coordination(graph: "Graph", body: str | None = None) -> list[Row]:
    """Each two bodies that lead a task or take part in it together, and in how many tasks they do."""
    wanted = None if body is None else set(bodies_called(graph, body))
    pairs = _pairs(graph)
    found = pairs.values() if wanted is None else [pairs[key] for key in _pairs_with(graph, wanted)]
    rows = ({**row, **_example(graph, row["task"])} for row in found)
    return sorted(rows, key=lambda row: (-row["tasks"], row["body"], row["with"]))


def network(graph: "Graph") -> "networkx.Graph[str]":
    """Bodies as nodes; an edge's `weight` is the number of tasks in which they work together."""
    found: networkx.Graph[str] = networkx.Graph()
    for one, other in _pairs(graph):
        for id in (one, other):
            found.add_node(id, **{name: value for name, value in graph.nodes[id].items() if name != "kind"})
    for (one, other), row in _pairs(graph).items():
        found.add_edge(one, other, weight=row["tasks"], documents=row["documents"])
    return found


def _pairs_with(graph: "Graph", wanted: set[str]) -> list[tuple[str, str]]:
    partners = index_of(graph).kept("partners", lambda: _partners(graph))
    return sorted({pair for id in wanted for pair in partners.get(id, ())})


def _partners(graph: "Graph") -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in _pairs(graph):
        for id in pair:
            found.setdefault(id, []).append(pair)
    return found


def _pairs(graph: "Graph") -> dict[tuple[str, str], Row]:
    """What two bodies do together, reckoned once."""
    return index_of(graph).kept("pairs", lambda: _count_pairs(graph))


def _count_pairs(graph: "Graph") -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    papers: dict[tuple[str, str], set[str]] = {}
    for task in index_of(graph).of_kind.get("task", ()):
        roles: dict[str, set[str]] = {}
        for body, edge in parts(graph, task):
            roles.setdefault(body, set()).add(edge["rel"])
        working = sorted(body for body, rels in roles.items() if rels & {"leads", "coordinates"})
        for one, other in combinations(working, 2):
            row = found.setdefault((one, other), _pair(graph, one, other, task))
            row["tasks"] += 1
            row["led_by_body"] += "leads" in roles[one]
            row["led_by_other"] += "leads" in roles[other]
            papers.setdefault((one, other), set()).add(graph.nodes[task]["document"])
    for pair, row in found.items():
        row["documents"] = len(papers[pair])
    return dict(sorted(found.items()))


def _pair(graph: "Graph", one: str, other: str, task: str) -> Row:
    names = {"name": graph.nodes[one]["name"], "with_name": graph.nodes[other]["name"]}
    return {
        "body": one,
        "with": other,
        **names,
        "tasks": 0,
        "led_by_body": 0,
        "led_by_other": 0,
        "task": task,
    }
