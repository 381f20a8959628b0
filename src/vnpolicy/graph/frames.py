"""Rows of a mandate graph as data frames: answers, and the whole graph as tables."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.schema import EDGES, NODES

if TYPE_CHECKING:
    import networkx
    import pandas

    Graph = networkx.MultiDiGraph[str]

TABLES = {kind.kind: kind.table for kind in NODES}


def frame(rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> "pandas.DataFrame":
    """Rows as a frame with these columns; whole numbers stay whole where some are missing."""
    import pandas

    given = list(rows)
    cells = {name: [row.get(name) for row in given] for name in columns}
    return pandas.DataFrame(
        {name: pandas.Series(column, dtype=_dtype(column)) for name, column in cells.items()}
    )


def _dtype(column: list[Any]) -> str:
    """The pandas type that holds these values and their gaps: "Int64" for whole numbers."""
    kinds = {type(cell) for cell in column if cell is not None}
    return (
        {int: "Int64", float: "Float64", bool: "boolean"}.get(kinds.pop(), "object")
        if len(kinds) == 1
        else "object"
    )


def matrix(duties: list[dict[str, Any]]) -> "pandas.DataFrame":
    """Duties as a table: a row a body, a column a task, its roles in the cell."""
    cells: dict[str, dict[str, str]] = {}
    for row in duties:
        told = cells.setdefault(row["body"], {})
        told[row["task"]] = ", ".join(filter(None, (told.get(row["task"]), row["role"])))
    found = frame(cells.values(), dict.fromkeys(row["task"] for row in duties)).fillna("")
    names = {row["body"]: row["name"] for row in duties}
    found.index = [names[body] for body in cells]
    return found.rename_axis(index="body", columns="task")


def tables(graph: "Graph") -> "dict[str, pandas.DataFrame]":
    """Each kind of node as a table, and the edges as one."""
    return {name: frame(rows, columns(name)) for name, rows in table_rows(graph)}


def table_rows(graph: "Graph") -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """(table, its rows) for each kind of node and for the edges."""
    for kind, name in TABLES.items():
        yield name, _nodes(graph, kind)
    yield "edges", ({"from": source, "to": target, **edge} for source, target, edge in graph.edges(data=True))


def _nodes(graph: "Graph", kind: str) -> Iterator[dict[str, Any]]:
    for id, attributes in graph.nodes(data=True):
        if attributes["kind"] == kind:
            yield {"node": id, **attributes}


def columns(table: str) -> list[str]:
    """The columns of a table, in the order of the schema."""
    if table == "edges":
        return [
            "from",
            "to",
            *dict.fromkeys(attribute.name for kind in EDGES for attribute in kind.attributes),
        ]
    kind = next(kind for kind in NODES if TABLES[kind.kind] == table)
    return ["node", *(attribute.name for attribute in kind.attributes)]
