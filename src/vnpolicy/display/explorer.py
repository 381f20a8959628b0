"""A mandate graph as one page to explore, without a network: search, filters, facts, quotes, paths.

    graph.to_html("explorer.html")

The script is our own, `web/explorer.js`; all that comes from documents enters the page as text, and the page forbids
itself everything else (Content-Security-Policy). Positions are computed here. Beyond `most` nodes those with most
edges are shown, and the page says how many are left out.
"""

import base64
import hashlib
import tomllib
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, Literal

import msgspec

from vnpolicy.bridges.provenance import provenance
from vnpolicy.display.placing import places_of
from vnpolicy.graph.evidence import unpacked
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.schema import EDGES, NODES

_SHOWN = ("document", "body", "task")
_DATED = ("document", "task")
_MOST_QUOTES = 12  # of an edge
_NOT_TOLD = frozenset({"kind", "name", "char_start", "char_end", "mentions"})


def to_html(
    graph: MandateGraph,
    path: str | Path,
    *,
    title: str = "vnpolicy",
    language: Literal["vi", "en"] = "vi",
    most: int = 5_000,
) -> None:
    """Write the explorer of a graph as one HTML file."""
    Path(path).write_text(page(graph, title=title, language=language, most=most), encoding="utf-8")


def page(graph: MandateGraph, *, title: str, language: Literal["vi", "en"] = "vi", most: int = 5_000) -> str:
    """The explorer as HTML."""
    web = files("vnpolicy.display") / "web"
    template, style, script = (
        (web / f"explorer.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js")
    )
    told = msgspec.json.encode(
        _data(graph, tomllib.loads((web / "explorer.toml").read_text("utf-8")), language, most)
    )
    return Template(template).substitute(
        lang=language,
        title=escape(title),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=told.decode().replace("<", "\\u003c"),
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(graph: MandateGraph, words: Mapping[str, Any], language: str, most: int) -> dict[str, Any]:
    """What the script works on."""
    part = _part(graph, most)
    left_out = len(graph) - len(part)
    kinds = [kind.kind for kind in NODES]
    places = sorted({place for _, node in part.nodes(data=True) if (place := node.get("place"))})
    return {
        "lang": language,
        "words": words["words"],
        "methods": _pairs(words["methods"]),
        "values": _pairs(words["values"]),
        "kinds": [
            {
                "kind": kind.kind,
                "vi": kind.vietnamese,
                "en": kind.english,
                "colour": words["colours"][kind.kind],
                "dated": kind.kind in _DATED,
                "labels": {
                    each.name: {"vi": each.vietnamese, "en": each.english} for each in kind.attributes
                },
            }
            for kind in NODES
        ],
        "shown": [at for at, kind in enumerate(kinds) if kind in _SHOWN],
        "rels": [{"rel": edge.rel, "vi": edge.vietnamese, "en": edge.english} for edge in EDGES],
        "places": [graph.nodes[place]["name"] if place in graph else place for place in places],
        "nodes": _nodes(part, kinds, places),
        "edges": _edges(part),
        "about": provenance(graph),
        "note": {
            "vi": f"{left_out} nút ít liên kết nhất không hiện ở đây",
            "en": f"the {left_out} nodes with fewest edges are not shown",
        }
        if left_out
        else None,
    }


def _pairs(words: Mapping[str, list[str]]) -> dict[str, dict[str, str]]:
    return {name: {"vi": vietnamese, "en": english} for name, (vietnamese, english) in words.items()}


def _part(graph: MandateGraph, most: int) -> MandateGraph:
    """The graph, or its nodes with most edges."""
    if len(graph) <= most:
        return graph
    kept = set(sorted(graph, key=lambda node: (-graph.degree(node), node))[:most])
    part: MandateGraph = graph.subgraph(node for node in graph if node in kept).copy()
    return part


def _nodes(graph: MandateGraph, kinds: list[str], places: list[str]) -> list[list[Any]]:
    """[id, kind, name, x, y, place, year, facts] of each node; a task has place and year of its document."""
    placed, number = places_of(graph), {place: at for at, place in enumerate(places)}
    rows = []
    for id, node in graph.nodes(data=True):
        paper = graph.nodes.get(node.get("document", ""), node)
        date = paper.get("date")
        x, y = placed[id]
        facts = {name: value for name, value in node.items() if name not in _NOT_TOLD}
        rows.append([
            id, kinds.index(node["kind"]), node["name"], round(x, 1), round(y, 1),
            number.get(paper.get("place", "")), int(date[:4]) if date else None, facts,
        ])  # fmt: skip
    return rows


def _edges(graph: MandateGraph) -> list[list[Any]]:
    """[source, target, relation, count, mentions] of each edge; a mention: [document, quote, page, method]."""
    at = {node: number for number, node in enumerate(graph)}
    rels = {edge.rel: number for number, edge in enumerate(EDGES)}
    return [
        [
            at[source],
            at[target],
            rels[rel],
            edge["count"],
            [[one.document, one.quote, one.page, one.method] for one in unpacked(edge)[:_MOST_QUOTES]],
        ]
        for source, target, rel, edge in graph.edges(keys=True, data=True)
    ]
