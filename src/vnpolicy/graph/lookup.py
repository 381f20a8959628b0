"""A text against an archive: which of the documents that it cites are there.

    "… theo Kế hoạch 87-KH/TU của Tỉnh ủy Gia Lai về công tác Hội Chữ thập đỏ; Chỉ thị 43-CT/TW"
        ->  FOUND kh:87:tu@gia-lai:2010;  AMBIGUOUS ct:43:tw:k10, ct:43:tw:k11

The references of the text are settled as those of a paper of the archive are (`resolve`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.graph.resolve import Link, Shelf
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document, Reference
from vnpolicy.parsing.evidence import Known
from vnpolicy.parsing.keys import type_code

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

FOUND, MISSING, AMBIGUOUS = "FOUND", "NOT IN THIS ARCHIVE", "AMBIGUOUS"
COLUMNS = ("line", "reference", "kind", "status", "document", "name", "file", "candidates", "via")


def look_up(graph: "Graph", paper: Document) -> list[dict[str, Any]]:
    """Each reference of a paper to another document, in text order: found in the archive, not in it, or ambiguous."""
    knowledge = Knowledge.default()
    in_hand, cited = (list(_known(graph, knowledge, there)) for there in (True, False))
    cites = {known.id: set(graph.successors(known.id)) for known in in_hand}
    links = Shelf(in_hand, cited, knowledge, cites, {}).links(paper)
    both = zip(paper.references, links, strict=True)
    return [_row(graph, paper, mention, link) for mention, link in both if mention.kind != "self"]


def _known(graph: "Graph", knowledge: Knowledge, in_hand: bool) -> Iterator[Known]:
    """The documents of a graph as what may be chosen, once for each of its organs."""
    for id, own in graph.nodes(data=True):
        if own["kind"] == "document" and own["in_hand"] is in_hand and not own["ambiguous"]:
            type, date, title = type_code(own.get("doc_type"), knowledge), own.get("date"), own.get("title")
            for issuer in dict.fromkeys((own.get("organ"), own.get("issuer") or own.get("organ"))):
                yield Known(id=id, type=type, date=date, issuer=issuer, title=title)


def _row(graph: "Graph", paper: Document, mention: Reference, link: Link) -> dict[str, Any]:
    settled = link.method != "open"
    own = graph.nodes[link.target] if settled and link.target in graph else {}
    missing = settled or not link.candidates
    return {
        "line": paper.place_of(mention.start or 0)[1],
        "reference": mention.text,
        "kind": mention.kind,
        "status": FOUND if own.get("in_hand") else MISSING if missing else AMBIGUOUS,
        "document": link.target if settled else None,
        "name": own.get("name"),
        "file": own.get("file"),
        "candidates": "; ".join(link.candidates) or None,
        "via": link.via,
    }
