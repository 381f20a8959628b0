"""What people call a document or a body -> the node that they mean.

A number, an id, a name or the beginning of one:

    "Số 100 - KH/TU"     ->  kh:100:tu@dak-lak:2010, if no other bears that number
    "Ban Dân vận"        ->  all bodies whose names begin so
"""

from bisect import bisect_left
from difflib import get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING

from vnpolicy.errors import AmbiguousNumber, NotInGraph
from vnpolicy.graph.index import index_of, symbol
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold, nfc
from vnpolicy.parsing.keys import number_of, open_key

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]


def document_called(graph: "Graph", name: str) -> str:
    """The document with this id, or the only one with this number."""
    if name in graph and graph.nodes[name]["kind"] == "document":
        return name
    found = sorted(_documents_numbered(graph, name))
    if len(found) > 1:
        raise AmbiguousNumber(name, tuple(found))
    if not found:
        raise NotInGraph(name, _near(graph, name, "document"))
    return found[0]


def node_called(graph: "Graph", name: str) -> str:
    """The node with this id, else the document with this number."""
    return name if name in graph else document_called(graph, name)


def bodies_called(graph: "Graph", name: str) -> list[str]:
    """The body with this id; else those with this name, or whose names begin with it."""
    if name in graph and graph.nodes[name]["kind"] == "body":
        return [name]
    index, wanted = index_of(graph), fold(nfc(name))
    found = index.named.get(wanted, []) or _beginning(index.names, index.named, wanted + " ")
    if not found:
        raise NotInGraph(name, _near(graph, name, "body"))
    return sorted(found)


def _beginning(names: list[str], named: dict[str, list[str]], wanted: str) -> list[str]:
    following = takewhile(lambda own: own.startswith(wanted), names[bisect_left(names, wanted) :])
    return [id for own in following for id in named[own]]


def _documents_numbered(graph: "Graph", printed: str) -> set[str]:
    own = symbol(printed)
    number = number_of(own, Knowledge.default()) if own else None
    key = open_key(None, number, "", Knowledge.default()) if number else None
    numbered = index_of(graph).numbered
    return {*numbered.get(own, ()), *numbered.get(key or "", ())} if own else set()


def _near(graph: "Graph", name: str, kind: str) -> tuple[str, ...]:
    """Names like this one."""
    ids = index_of(graph).of_kind.get(kind, ())
    names = {fold(graph.nodes[id]["name"]): graph.nodes[id]["name"] for id in ids}
    return tuple(names[close] for close in get_close_matches(fold(name), names, 3))
