"""Mandate graphs as tables, and back: CSV, Neo4j, Parquet, SQLite. A table for each kind of node, and one of edges.

CSV opens in a spreadsheet, and `load.cypher` beside it brings it into Neo4j; SQLite opens in Datasette, with a table
to search, also without diacritics. Columns and their types are those of `graph.schema`.
"""

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from vnpolicy.bridges.provenance import provenance
from vnpolicy.graph.frames import TABLES, columns, table_rows
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.schema import EDGES, NODES, Scalar
from vnpolicy.language.fold import unmarked

_TYPES = {attribute.name: attribute.type for kind in (*NODES, *EDGES) for attribute in kind.attributes}
_OF_TEXT: dict[type, Callable[[str], Scalar]] = {
    str: str,
    int: int,
    float: float,
    bool: lambda text: text == "True",
}
_OF_CYPHER = {int: "toInteger({})", float: "toFloat({})", bool: "({} = 'True')", str: "{}"}
_OF_SQL = {int: "INTEGER", float: "REAL", bool: "INTEGER", str: "TEXT"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet computes


def write_csv(graph: MandateGraph, folder: str | Path, *, excel_safe: bool = False) -> None:
    """Write documents.csv, bodies.csv … and edges.csv into a folder, with their provenance in about.csv.

    With `excel_safe` an apostrophe goes before every text that a spreadsheet would compute ("=…", "- Tỉnh ủy");
    `read_csv` takes it away again.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    guard = _guarded if excel_safe else dict[str, Any]
    for table, rows in table_rows(graph):
        _write(folder / f"{table}.csv", columns(table), map(guard, rows))
    about = ({"name": name, "value": value} for name, value in provenance(graph).items())
    _write(folder / "about.csv", ["name", "value"], about)


def _write(path: Path, names: list[str], rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def _guarded(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith((*_FORMULA, "'")) else value
        for name, value in row.items()
    }


def read_csv(folder: str | Path, *, excel_safe: bool = False) -> MandateGraph:
    """The graph that `write_csv` wrote with the same `excel_safe`; its nodes come by kind."""
    return _graph(lambda table: _read(Path(folder) / f"{table}.csv", "'" if excel_safe else ""))


def _read(path: Path, guard: str) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                name: _OF_TEXT[_TYPES.get(name, str)](text.removeprefix(guard))
                for name, text in row.items()
                if text
            }


def _graph(rows: Callable[[str], Iterable[dict[str, Any]]]) -> MandateGraph:
    """The graph of some tables."""
    graph = MandateGraph()
    for table in TABLES.values():
        for row in rows(table):
            graph.add_node(row.pop("node"), **row)
    for row in rows("edges"):
        graph.add_edge(row.pop("from"), row.pop("to"), row["rel"], **row)
    return graph


def write_neo4j(graph: MandateGraph, folder: str | Path) -> None:
    """Write the CSV tables, and load.cypher, which brings them from Neo4j's import folder into the database."""
    write_csv(graph, folder)
    script = ";\n\n".join(_cypher()) + ";\n"
    (Path(folder) / "load.cypher").write_text(script, encoding="utf-8")


def _cypher() -> Iterator[str]:
    """The statements of the script: what makes ids unique, each kind of node, each kind of edge."""
    yield "CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE"
    for kind in NODES:
        label = kind.kind.capitalize()
        yield (
            f"LOAD CSV WITH HEADERS FROM 'file:///{kind.table}.csv' AS row\n"
            f"CALL {{ WITH row MERGE (n:Node {{id: row.node}}) SET n:{label}, n += {_properties(kind.attributes)} }}"
            " IN TRANSACTIONS"
        )
    for edge in EDGES:
        yield (
            f"LOAD CSV WITH HEADERS FROM 'file:///edges.csv' AS row\nWITH row WHERE row.rel = '{edge.rel}'\n"
            "CALL { WITH row MATCH (a:Node {id: row.from}), (b:Node {id: row.to}) "
            f"MERGE (a)-[e:{edge.rel.upper()}]->(b) SET e += {_properties(edge.attributes)} }} IN TRANSACTIONS"
        )


def _properties(attributes: Iterable[Any]) -> str:
    """The typed properties of a row; an empty cell gives none."""
    inside = ", ".join(
        f"{each.name}: {_OF_CYPHER[each.type].format(f'row.{each.name}')}"
        for each in {attribute.name: attribute for attribute in attributes}.values()
    )
    return f"{{{inside}}}"


def write_parquet(graph: MandateGraph, folder: str | Path) -> None:
    """Write documents.parquet, bodies.parquet … and edges.parquet into a folder, each with its provenance."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for table, frame in graph.to_frames().items():
        frame.attrs.update(provenance(graph))
        frame.to_parquet(Path(folder) / f"{table}.parquet", compression="zstd", index=False)


def read_parquet(folder: str | Path) -> MandateGraph:
    """The graph that `write_parquet` wrote; its nodes come by kind."""
    import pandas

    def rows(table: str) -> Iterator[dict[str, Any]]:
        frame = pandas.read_parquet(Path(folder) / f"{table}.parquet")
        for row in frame.astype(object).to_dict("records"):
            yield {str(name): value for name, value in row.items() if not pandas.isna(value)}

    return _graph(rows)


def write_sqlite(graph: MandateGraph, path: str | Path) -> None:
    """Write one SQLite file: the tables, indexes on both ends of the edges, and `search`, a full-text table.

    `SELECT node, name FROM search WHERE search MATCH 'dan van'` finds Ban Dân vận.
    """
    Path(path).unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        database.executemany("INSERT INTO about VALUES (?, ?)", provenance(graph).items())
        database.execute("CREATE TABLE nodes (node TEXT PRIMARY KEY, kind TEXT, name TEXT)")
        nodes = ((id, node["kind"], node["name"]) for id, node in graph.nodes(data=True))
        database.executemany("INSERT INTO nodes VALUES (?, ?, ?)", nodes)
        for table, rows in table_rows(graph):
            _fill(database, table, rows)
        for end in ("from", "to"):
            database.execute(f'CREATE INDEX edges_{end} ON edges ("{end}", rel)')
        database.execute("CREATE VIRTUAL TABLE search USING fts5(node UNINDEXED, name, plain)")
        database.executemany("INSERT INTO search VALUES (?, ?, ?)", _searched(graph))


def _fill(database: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    names = columns(table)
    declared = [f'"{name}" {_OF_SQL[_TYPES.get(name, str)]}{_KEYS.get(name, "")}' for name in names]
    database.execute(f"CREATE TABLE {table} ({', '.join(declared)})")
    holes = ", ".join("?" * len(names))
    database.executemany(
        f"INSERT INTO {table} VALUES ({holes})", ([row.get(name) for name in names] for row in rows)
    )


_KEYS = dict.fromkeys(("node", "from", "to"), " REFERENCES nodes (node)")


def _searched(graph: MandateGraph) -> Iterator[tuple[str, str, str]]:
    """What can be searched of each node: its name, title and text, with and without diacritics."""
    for id, node in graph.nodes(data=True):
        text = " ".join(filter(None, (node["name"], node.get("title"), node.get("quote"))))
        yield id, text, unmarked(text)


def read_sqlite(path: str | Path) -> MandateGraph:
    """The graph that `write_sqlite` wrote; its nodes come by kind."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row

        def rows(table: str) -> Iterator[dict[str, Any]]:
            for row in database.execute(f"SELECT * FROM {table}"):
                given = {name: row[name] for name in row.keys() if row[name] is not None}  # noqa: SIM118
                yield {name: _TYPES.get(name, str)(value) for name, value in given.items()}

        return _graph(rows)
