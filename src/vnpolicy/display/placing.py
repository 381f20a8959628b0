"""Where the nodes of a graph stand in a picture: in bands from left to right, each near its neighbours.

    the centre │ provinces │ districts │ communes │ tasks │ bodies │ sections, places, terms

It costs a fraction of a second for thousands of nodes; a browser would need minutes to find a layout itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil, sqrt

from vnpolicy.graph.mandate_graph import MandateGraph

_LEVELS = {"central": 0, "province": 1, "district": 2, "commune": 3, "base": 3}
_BANDS = {"task": 4, "body": 5, "section": 6, "place": 6, "term": 6}
_ACROSS, _DOWN, _BETWEEN = 26.0, 22.0, 90.0  # distances of nodes in a band, and of bands
_SWEEPS = 8
_FLAT = 0.4  # breadth of a band to its height, at most


def places_of(graph: MandateGraph) -> dict[str, tuple[float, float]]:
    """(x, y) of each node; y grows downwards.

    >>> from vnpolicy.graph.build import build_graph
    >>> from vnpolicy.parsing.parse import parse
    >>> graph = build_graph([parse("Sở Y tế chủ trì thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010.")])
    >>> places = places_of(graph)
    >>> places["ct:43:tw:k10"][0] < places["so-y-te"][0]
    True
    """
    bands: dict[int, list[str]] = defaultdict(list)
    for node, attributes in graph.nodes(data=True):
        level = _LEVELS.get(attributes.get("level", ""), 1)
        bands[_BANDS.get(attributes["kind"], level)].append(node)
    heights = _heights(graph, bands)
    placed: dict[str, tuple[float, float]] = {}
    left = 0.0
    for band in sorted(bands):
        order = sorted(bands[band], key=lambda node: (heights[node], node))
        rows = _rows(len(order))
        across = ceil(len(order) / rows)
        tallest = max(_rows(len(nodes)) for nodes in bands.values())
        top = (tallest - rows) * _DOWN / 2
        for at, node in enumerate(order):
            placed[node] = (left + at % across * _ACROSS, top + at // across * _DOWN)
        left += (across - 1) * _ACROSS + _BETWEEN
    return placed


def _rows(nodes: int) -> int:
    """How many rows a band of so many nodes has: few nodes stand in one column, many in a block."""
    return max(1, min(nodes, 40), ceil(sqrt(nodes / _FLAT)))


def _heights(graph: MandateGraph, bands: Mapping[int, Iterable[str]]) -> dict[str, float]:
    """Each node's height, 0 to 1, after sweeps that set every band by the means of its neighbours."""
    around: dict[str, list[str]] = defaultdict(list)
    for source, target in graph.edges():
        around[source].append(target)
        around[target].append(source)
    heights: dict[str, float] = {}
    for nodes in bands.values():
        heights |= _spread(nodes)
    for _ in range(_SWEEPS):
        for nodes in bands.values():
            means = {node: _mean([heights[other] for other in around[node]], heights[node]) for node in nodes}
            heights |= _spread(sorted(nodes, key=lambda node: (means[node], node)))
    return heights


def _spread(order: Iterable[str]) -> dict[str, float]:
    nodes = list(order)
    return {node: (at + 0.5) / len(nodes) for at, node in enumerate(nodes)}


def _mean(heights: list[float], otherwise: float) -> float:
    return sum(heights) / len(heights) if heights else otherwise
