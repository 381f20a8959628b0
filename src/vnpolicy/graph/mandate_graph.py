"""The graph of mandates: a networkx MultiDiGraph that answers questions.

    graph.plans_for("43-CT/TW")       who carried it out, when, after how many days
    graph.tasks_of("Ban Dân vận Tỉnh ủy")
    graph.trace("kh:100:tu@dak-lak:2010")
    graph.check("theo Chỉ thị 43-CT/TW …")   which of the documents that a text cites are here

It has no state of its own: what it knows stands on nodes and edges (`schema`), so it stays what it is through
copy, subgraph, compose and pickle, and every algorithm of networkx works on it.
"""

from typing import TYPE_CHECKING, Any, Literal

import networkx

from vnpolicy.graph import check, frames, lookup, questions
from vnpolicy.graph.evidence import Evidence, unpacked
from vnpolicy.model import Document
from vnpolicy.parsing.parse import parse

if TYPE_CHECKING:
    import pandas

    _Base = networkx.MultiDiGraph[str]
else:
    _Base = networkx.MultiDiGraph


class MandateGraph(_Base):
    """Documents, bodies, tasks and places, and what they do to each other. Made by `build_graph`."""

    def plans_for(self, directive: str) -> "pandas.DataFrame":
        """Who carried a directive out, with which plan, when, after how many days; directly or by way of
        another plan.

        `directive` is an id ("ct:43:tw:k10") or a number. Raises `AmbiguousNumber` where several bear that
        number, `NotInGraph` where none does.
        """
        return frames.frame(questions.plans_for(self, directive), questions.PLAN)

    def tasks_of(self, body: str, *, include_successors: bool = False) -> "pandas.DataFrame":
        """What a body must do, with whom, by when. `body` is an id, or a name or the beginning of one; with
        `include_successors` also what those must do who followed it.
        """
        rows = questions.tasks_of(self, body, include_successors=include_successors)
        return frames.frame(rows, questions.DUTY)

    def trace(self, node: str, direction: Literal["up", "down"] = "up") -> "pandas.DataFrame":
        """The shortest paths from a node to all that its mandate comes from (up), or goes to (down)."""
        return frames.frame(questions.trace(self, node, direction), questions.STEP)

    def stubs(self) -> "pandas.DataFrame":
        """What is cited but not in hand, by the number of documents that cite it."""
        return frames.frame(questions.stubs(self), questions.STUB)

    def check(self, text: str | Document) -> "pandas.DataFrame":
        """Which of the documents that a text cites are in this archive: one row a reference, its `status` "FOUND",
        "NOT IN THIS ARCHIVE" or "AMBIGUOUS", with the candidates.
        """
        paper = parse(text) if isinstance(text, str) else text
        return frames.frame(lookup.look_up(self, paper), lookup.COLUMNS)

    def evidence(self, edge: tuple[str, str, str]) -> list[Evidence]:
        """Every mention that an edge (source, target, rel) was read from."""
        return unpacked(self.edges[edge])

    def to_frames(self) -> "dict[str, pandas.DataFrame]":
        """All as tables: documents, bodies, tasks, places, edges."""
        return frames.tables(self)

    def validate(self) -> list[str]:
        """What breaks the schema: one line a problem, none if all is well."""
        return check.problems(self)

    def __repr__(self) -> str:
        count = questions.counts(self)
        known = f"{count['document']} documents ({count['stub']} cited only), {count['task']} tasks"
        around = f"{count['body']} bodies, {count['place']} places"
        return f"MandateGraph: {known}, {around}, {self.number_of_edges()} edges"

    def __str__(self) -> str:
        return repr(self)

    def _repr_html_(self) -> str:
        counts: dict[str, Any] = {**questions.counts(self), "edge": self.number_of_edges()}
        heads, cells = (
            "".join(f"<{tag}>{item}</{tag}>" for item in row)
            for tag, row in (("th", counts), ("td", counts.values()))
        )
        return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"
