"""A mandate graph in a notebook: its counts with a small picture, and the explorer in a frame that needs no network.

graph          counts and picture
graph.show()   the explorer, also in a notebook that was saved
"""

from collections import Counter
from html import escape
from typing import Literal

import msgspec

from vnpolicy.display.directives import show_coverage, show_lags, show_plans
from vnpolicy.display.explorer import page, to_html
from vnpolicy.display.picture import to_svg
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.schema import NODES

_SMALL = 12  # nodes of a column in the picture


class Explorer(msgspec.Struct, frozen=True):
    """The explorer as a notebook shows it."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="allow-scripts" style="width: 100%; height: {self.height}px; border: 1px solid #8884" '
            f'title="vnpolicy" srcdoc="{escape(self.html)}"></iframe>'
        )


def show(
    graph: MandateGraph,
    *,
    title: str = "vnpolicy",
    language: Literal["vi", "en"] = "vi",
    most: int = 1_000,
    height: int = 640,
) -> Explorer:
    """The explorer of a graph, or of its `most` nodes with most edges, for a notebook; `to_html` writes it whole."""
    return Explorer(page(graph, title=title, language=language, most=most), height)


def graph_html(graph: MandateGraph) -> str:
    """The graph at a glance."""
    counted = Counter(node["kind"] for _, node in graph.nodes(data=True))
    kinds = ", ".join(
        f"{counted[kind.kind]:,} {kind.vietnamese} · {kind.english}" for kind in NODES if counted[kind.kind]
    )
    cited = sum(not node["in_hand"] for _, node in graph.nodes(data=True) if node["kind"] == "document")
    return (
        f"<p>{escape(kinds)}; {graph.number_of_edges():,} cạnh · edges; "
        f"{cited:,} văn bản chỉ được dẫn chiếu · documents only cited</p>{to_svg(graph, most=_SMALL)}"
    )


def install() -> None:
    """Hang the views on the graph, so that its bare name in a notebook shows something."""
    MandateGraph._repr_html_ = graph_html  # type: ignore[attr-defined]
    MandateGraph.show = show
    MandateGraph.to_html = to_html
    MandateGraph.show_plans = show_plans
    MandateGraph.show_lags = show_lags
    MandateGraph.show_coverage = show_coverage
