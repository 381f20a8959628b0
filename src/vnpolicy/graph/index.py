"""What questions look up in a graph, reckoned when it is first asked for and kept until the graph is changed.

    index_of(graph).of_kind["body"]            the ids of all bodies
    index_of(graph).numbered["43-ct/tw"]       ct:43:tw:k10, ct:43:tw:k11

It is kept in networkx' own cache of the graph, which every method of networkx that changes a graph empties. That an
attribute was changed by hand (`graph.nodes[id]["date"] = …`) is not seen; `graph.add_node(id, date=…)` is.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from vnpolicy.graph.evidence import read_in
from vnpolicy.language import fold
from vnpolicy.parsing.identity import shorter_keys

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

T = TypeVar("T")
Row = dict[str, Any]
_KEY = "vnpolicy"
_SYMBOL = re.compile(r"\d.*")


def index_of(graph: "Graph") -> "Index":
    """The index of a graph as it is now."""
    cache: dict[str, Any] = graph.__networkx_cache__
    if _KEY not in cache:
        cache[_KEY] = Index(graph)
    return cast(Index, cache[_KEY])


def symbol(number: str | None) -> str:
    """A number as it is compared: "Số 43 - CT/TW" -> "43-ct/tw"."""
    found = _SYMBOL.search(number or "")
    return "".join(fold(found[0]).split()) if found else ""


class Index:
    """Look-ups over one graph; copies and pickles of the graph make their own."""

    def __init__(self, graph: "Graph") -> None:
        self.graph = graph
        self._answers: dict[Any, Any] = {}

    def __reduce__(self) -> tuple[type["Index"], tuple["Graph"]]:
        return Index, (self.graph,)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Index":
        return Index(memo.get(id(self.graph), self.graph))

    def kept(self, question: Any, answer: Callable[[], T]) -> T:
        """The answer to a question, reckoned once."""
        if question not in self._answers:
            self._answers[question] = answer()
        return cast(T, self._answers[question])

    @cached_property
    def of_kind(self) -> dict[str, list[str]]:
        """The ids of all nodes of a kind."""
        found: dict[str, list[str]] = {}
        for id, own in self.graph.nodes(data=True):
            found.setdefault(own["kind"], []).append(id)
        return found

    @cached_property
    def stubs(self) -> list[str]:
        """The documents that are cited and not in hand."""
        nodes = self.graph.nodes
        return [id for id in self.of_kind.get("document", ()) if not nodes[id]["in_hand"]]

    @cached_property
    def numbered(self) -> dict[str, list[str]]:
        """The documents by what may be printed of their number: symbol, and keys without a period."""
        found: dict[str, list[str]] = {}
        for id in self.of_kind.get("document", ()):
            own = self.graph.nodes[id]
            if not own["ambiguous"]:
                for key in {*shorter_keys(id.rpartition(":")[0]), symbol(own.get("number"))}:
                    found.setdefault(key, []).append(id)
        return found

    @cached_property
    def named(self) -> dict[str, list[str]]:
        """The bodies by their names, folded, in the order of the alphabet."""
        found: dict[str, list[str]] = {}
        for id in self.of_kind.get("body", ()):
            found.setdefault(fold(self.graph.nodes[id]["name"]), []).append(id)
        return dict(sorted(found.items()))

    @cached_property
    def names(self) -> list[str]:
        """The folded names of all bodies, in the order of the alphabet."""
        return list(self.named)

    @cached_property
    def days_of(self) -> dict[str, list[str]]:
        """The days of the documents in hand, in order, by their place ("" for none); "" where a day is not known."""
        found: dict[str, list[str]] = {}
        for id in self.of_kind.get("document", ()):
            own = self.graph.nodes[id]
            if own["in_hand"]:
                found.setdefault(own.get("place", "")[1:], []).append(own.get("date", ""))
        return {place: sorted(days) for place, days in found.items()}

    @cached_property
    def read_in(self) -> dict[str, list[tuple[str, str, str]]]:
        """The edges by the documents that they were read in."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for source, target, rel, edge in self.graph.edges(keys=True, data=True):
            for document in read_in(edge):
                found.setdefault(document, []).append((source, target, rel))
        return found
