"""A mandate graph as a small picture: SVG in four columns, each node once, edges from left to right.

    cited papers │ papers in hand │ tasks │ bodies

It is made for one paper or a few: a column of more than `most` nodes says how many are left out.
"""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

import networkx

if TYPE_CHECKING:
    from vnpolicy.graph.mandate_graph import MandateGraph

COLUMNS = ("cited", "in hand", "task", "body")
_HEADS = {
    "cited": "Được dẫn chiếu · cited",
    "in hand": "Văn bản · documents",
    "task": "Nhiệm vụ · tasks",
    "body": "Cơ quan · bodies",
}
_COLOURS = {"cited": "#64748b", "in hand": "#1d4ed8", "task": "#b45309", "body": "#15803d"}
_BOLD = {"implements", "leads"}
_DRAWN = {
    "implements", "continues", "guides", "replaces", "based_on", "cites",
    "assigns", "leads", "coordinates", "oversees", "on_behalf_of", "reports_to",
}  # fmt: skip
_WIDTH, _GAP, _ROW, _TOP = 230, 80, 30, 46  # pixels
_LETTERS = 31  # that fit into a box


def to_svg(graph: "MandateGraph", *, most: int = 24) -> str:
    """The graph as SVG text: documents, tasks and bodies in columns, the nodes with most edges first.

    Show it in a notebook with `IPython.display.SVG(vp.to_svg(graph))`.

    >>> import vnpolicy as vp
    >>> graph = vp.build_graph([vp.parse("Sở Y tế chủ trì thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010.")])
    >>> to_svg(graph).startswith("<svg")
    True
    """
    columns = {name: [node for node in graph if _column(graph, node) == name] for name in COLUMNS}
    shown = {
        name: sorted(nodes, key=lambda node: (-graph.degree(node), node))[:most]
        for name, nodes in columns.items()
    }
    places: dict[str, tuple[int, int]] = {}
    for at, name in enumerate(COLUMNS):
        order = (
            _beside_neighbours(graph, shown[name], places)
            if name == "body"
            else _in_reading_order(graph, shown[name])
        )
        places |= {node: (at * (_WIDTH + _GAP), _TOP + row * _ROW) for row, node in enumerate(order)}
    left_out = {name: len(columns[name]) - len(shown[name]) for name in COLUMNS}
    height = _TOP + _ROW * (1 + max(map(len, shown.values()), default=0))
    width = len(COLUMNS) * (_WIDTH + _GAP) - _GAP
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 {width + 8} {height}" width="{width}" role="img" '
            'font-family="system-ui, sans-serif" font-size="12">',
            f'<rect x="-4" width="{width + 8}" height="{height}" fill="#fff"/>',
            *_edges(graph, places),
            *(_head(at, name, left_out[name]) for at, name in enumerate(COLUMNS)),
            *(_box(graph, node, place) for node, place in places.items()),
            "</svg>",
        )
    )


def _column(graph: "MandateGraph", node: str) -> str | None:
    attributes = graph.nodes[node]
    if attributes["kind"] == "document":
        return "in hand" if attributes["in_hand"] else "cited"
    return str(attributes["kind"]) if attributes["kind"] in COLUMNS else None


def _in_reading_order(graph: "MandateGraph", nodes: Iterable[str]) -> list[str]:
    """Tasks as the paper gives them, documents by date, bodies by name."""
    return sorted(
        nodes,
        key=lambda node: (
            graph.nodes[node].get("date", ""),
            graph.nodes[node].get("char_start", 0),
            _name(graph, node),
        ),
    )


def _beside_neighbours(
    graph: "MandateGraph", nodes: list[str], places: dict[str, tuple[int, int]]
) -> list[str]:
    """Bodies near their tasks, so that few lines cross."""

    def height(node: str) -> float:
        rows = [places[other][1] for other in networkx.all_neighbors(graph, node) if other in places]
        return sum(rows) / len(rows) if rows else 1e9

    return sorted(nodes, key=lambda node: (height(node), _name(graph, node)))


def _name(graph: "MandateGraph", node: str) -> str:
    return str(graph.nodes[node]["name"])


def _edges(graph: "MandateGraph", places: dict[str, tuple[int, int]]) -> Iterable[str]:
    for source, target, rel in sorted(graph.edges(keys=True)):
        if rel in _DRAWN and source in places and target in places and places[source][0] != places[target][0]:
            (x1, y1), (x2, y2) = sorted((places[source], places[target]))
            x1, y1, y2 = x1 + _WIDTH, y1 + _ROW // 2 - 3, y2 + _ROW // 2 - 3
            bend = (x2 - x1) // 2
            stroke = (
                'stroke-width="2" stroke="#475569"' if rel in _BOLD else 'stroke-width="1" stroke="#94a3b8"'
            )
            path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
            yield f'<path d="{path}" fill="none" {stroke}><title>{escape(rel)}</title></path>'


def _head(at: int, name: str, left_out: int) -> str:
    more = f" (+{left_out})" if left_out else ""
    x, colour = at * (_WIDTH + _GAP), _COLOURS[name]
    return f'<text x="{x}" y="24" font-weight="600" fill="{colour}">{_HEADS[name]}{more}</text>'


def _box(graph: "MandateGraph", node: str, place: tuple[int, int]) -> str:
    x, y = place
    name, colour = _name(graph, node), _COLOURS[_column(graph, node) or "body"]
    short = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    return (
        f'<g><title>{escape(name)}</title><rect x="{x}" y="{y}" width="{_WIDTH}" height="{_ROW - 6}" rx="4" '
        f'fill="#fff" stroke="{colour}"/><text x="{x + 8}" y="{y + 16}" fill="#0f172a">{escape(short)}</text></g>'
    )
