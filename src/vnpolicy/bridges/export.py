"""A mandate graph into a file or a folder, and back; the ending of the name says how.

    vp.write_graph(graph, "mandates.gexf")            .json .graphml .gexf .sqlite .ttl .nt .jsonld .rdf
    vp.write_graph(graph, "tables/", format="neo4j")  csv, neo4j or parquet: a folder of tables

Every export tells its `provenance`.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from vnpolicy.graph.mandate_graph import MandateGraph

# format: its module, what writes it, what reads it back. RDF is not read back: other tools write it otherwise.
FORMATS: dict[str, tuple[str, str, str | None]] = {
    "json": ("networkx", "write_json", "read_json"),
    "graphml": ("networkx", "write_graphml", "read_graphml"),
    "gexf": ("networkx", "write_gexf", "read_gexf"),
    "sqlite": ("tables", "write_sqlite", "read_sqlite"),
    "csv": ("tables", "write_csv", "read_csv"),
    "neo4j": ("tables", "write_neo4j", "read_csv"),
    "parquet": ("tables", "write_parquet", "read_parquet"),
    **dict.fromkeys(("ttl", "nt", "jsonld", "rdf"), ("rdf", "write_rdf", None)),
}


def write_graph(graph: MandateGraph, path: str | Path, *, format: str | None = None, **options: Any) -> None:
    """Write a graph. Raises ValueError where neither the ending of the name nor `format` is one of `FORMATS`.

    `options` go on to the writer: `excel_safe=True` for CSV, `base="https://…"` for RDF.
    """
    _function(path, format, 1)(graph, path, **options)


def read_graph(path: str | Path, *, format: str | None = None, **options: Any) -> MandateGraph:
    """The graph that `write_graph` wrote. Raises ValueError for RDF and unknown formats."""
    graph: MandateGraph = _function(path, format, 2)(path, **options)
    return graph


def _function(path: str | Path, format: str | None, which: int) -> Callable[..., Any]:
    name = format or Path(path).suffix.removeprefix(".")
    module, *functions = FORMATS.get(name, ("", None, None))
    function = functions[which - 1]
    if function is None:
        able = ", ".join(name for name, row in FORMATS.items() if row[which])
        raise ValueError(f"{path}: {name or 'no ending'!r} is none of {able}")
    return getattr(import_module(f"vnpolicy.bridges.{module}"), function)  # type: ignore[no-any-return]
