"""A part of a graph: the documents of a place, level, branch, type or time, with all that was read in them.

    of the province Bình Định in 2010  ->  its plans of that year, their tasks and bodies, and what they cite

The part is a graph of its own, as if only these documents had been read, but with the links that the whole archive
proved.
"""

from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.errors import NotInGraph
from vnpolicy.graph.compose import add_edge, is_derived_anew
from vnpolicy.graph.derived import derive
from vnpolicy.graph.gathered import Gathered
from vnpolicy.graph.index import index_of
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold, nfc

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]


class Wanted(msgspec.Struct, frozen=True):
    """Which documents are wanted; what is None may be any. A place holds what lies in it."""

    place: str | None = None
    level: str | None = None
    branch: str | None = None
    doc_type: str | None = None
    since: str | None = None
    until: str | None = None

    def has(self, own: dict[str, Any], place: str | None) -> bool:
        """Whether a document with these attributes is wanted; one without a day is of no period."""
        day = own.get("date")
        return (
            (place is None or _lies_in(own.get("place", ""), place))
            and self.level in (None, own.get("level"))
            and self.branch in (None, own.get("branch"))
            and (self.doc_type is None or fold(nfc(self.doc_type)) == fold(own.get("doc_type", "")))
            and (self.since is None or (day is not None and day >= self.since))
            and (self.until is None or (day is not None and day[: len(self.until)] <= self.until))
        )


def documents_wanted(graph: "Graph", wanted: Wanted) -> list[str]:
    """The ids of the documents in hand that are wanted."""
    place = None if wanted.place is None else place_called(graph, wanted.place)
    ids = index_of(graph).of_kind.get("document", ())
    return [id for id in ids if graph.nodes[id]["in_hand"] and wanted.has(graph.nodes[id], place)]


def place_called(graph: "Graph", name: str) -> str:
    """The place with this id ("@gia-lai", "gia-lai") or name."""
    if f"@{name.lstrip('@')}" in graph:
        return f"@{name.lstrip('@')}"
    places = index_of(graph).of_kind.get("place", ())
    found = [id for id in places if fold(graph.nodes[id]["name"]) == fold(nfc(name))]
    if len(found) != 1:
        raise NotInGraph(name, tuple(found))
    return found[0]


def gather(graph: "Graph", documents: list[str]) -> Gathered:
    """What was read in these documents."""
    gathered, chosen = Gathered(), set(documents)
    for document in documents:
        gathered.nodes[document] = graph.nodes[document]
        for source, target, rel in index_of(graph).read_in.get(document, ()):
            if not is_derived_anew(graph, source, rel):
                for id in (source, target):
                    gathered.nodes[id] = graph.nodes[id]
                if (source, target, rel) not in gathered.edges:
                    add_edge(gathered, (source, target, rel), graph.edges[source, target, rel], chosen)
    derive(gathered, Knowledge.default())
    return gathered


def _lies_in(own: str, place: str) -> bool:
    return own == place or own.endswith(f".{place[1:]}")
