"""What follows from ids and from the tables, each edge with the mention that its source was met in.

    (kh:9:hu@huyen-chu-se.gia-lai:2011) -located_in-> (@huyen-chu-se.gia-lai) -located_in-> (@gia-lai)
    (ban-dan-van-tinh-uy@gia-lai) -part_of-> (tinh-uy@gia-lai)
    (@kon-tum) -succeeded_by-> (@quang-ngai),  (ct:43:tw:k10) -of_term-> (tw:k10)

Places and terms become nodes wherever an id names one; a successor or an owner only where it is in the graph itself.
"""

from collections.abc import Iterator
from typing import Any

from vnpolicy.graph.evidence import Evidence
from vnpolicy.graph.gathered import Gathered
from vnpolicy.graph.impossible import doubt
from vnpolicy.graph.schema import METHODS
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.knowledge.lives import body_row, successors
from vnpolicy.knowledge.places import PlaceFacts, place_facts, term_of
from vnpolicy.language import slug


def derive(gathered: Gathered, knowledge: Knowledge) -> None:
    """Add what follows from what was gathered, and doubt what cannot be."""
    doubt(gathered, knowledge)
    derivation = _Derivation(gathered, knowledge)
    derivation.locate()
    derivation.enter_terms()
    derivation.join_kin()


class _Derivation:
    """What is added, with `met`: for each node the mention that it was met in."""

    def __init__(self, gathered: Gathered, knowledge: Knowledge) -> None:
        self.gathered, self.knowledge = gathered, knowledge
        self.met = _first_met(gathered)

    def locate(self) -> None:
        """Put what has a place there."""
        for id, attributes in sorted(self.gathered.nodes.items()):
            place = attributes.get("place")
            if place:
                seen = _told(self.met[id], "inferred")
                self._place(place[1:], seen, attributes["name"] if attributes["kind"] == "body" else "")
                self.gathered.add(id, place, "located_in", seen)

    def _place(self, place: str, seen: Evidence, name: str = "") -> None:
        """The node of a place, which a body of this name is in, and those of the places around it."""
        id, facts = f"@{place}", place_facts(place, self.knowledge)
        if id not in self.gathered.nodes or _earlier(seen, self.met[id]):
            self.met[id] = seen
        known = self.gathered.nodes.setdefault(id, _place_node(place, facts))
        if known["name"] == place:
            known["name"] = _printed_place(name, place) or place
        if facts.within:
            self._place(facts.within, seen)
            self.gathered.add(id, f"@{facts.within}", "located_in", seen)

    def enter_terms(self) -> None:
        """Put each document into the term that its id names."""
        for id in _of_kind(self.gathered, "document"):
            term = None if self.gathered.nodes[id]["ambiguous"] else term_of(id, self.knowledge)
            if term:
                facts = {"ordinal": term.ordinal, "since": term.since, "until": term.until}
                self.gathered.nodes.setdefault(term.id, {"kind": "term", "name": term.name, **facts})
                self.met.setdefault(term.id, self.met[id])
                self.gathered.add(id, term.id, "of_term", _told(self.met[id], "inferred"))

    def join_kin(self) -> None:
        """Lead each body, place and term to its successor, and a body to the one that it belongs to."""
        for kind, follow in (("body", _body_kin), ("place", _place_kin), ("term", _term_kin)):
            for id in _of_kind(self.gathered, kind):
                for target, rel in follow(id, self.gathered.nodes, self.knowledge):
                    self.gathered.add(id, target, rel, _told(self.met[id], "table"))


def _first_met(gathered: Gathered) -> dict[str, Evidence]:
    """For each node the first mention of an edge that touches it; of a document in hand its own letterhead."""
    met: dict[str, Evidence] = {}
    for (source, target, rel), evidence in gathered.edges.items():
        first = min(evidence, key=lambda one: (one.document, one.char_start or 0, one.char_end or 0))
        for id in (source, target):
            elsewhere = gathered.nodes.get(id, {}).get("in_hand") and (source, rel) != (id, "issued_by")
            if not elsewhere and (id not in met or _earlier(first, met[id])):
                met[id] = first
    for id in _of_kind(gathered, "document"):
        met.setdefault(id, Evidence(id, method="inferred", confidence=METHODS["inferred"]))
    return met


def _earlier(one: Evidence, other: Evidence) -> bool:
    return (one.document, one.char_start or 0) < (other.document, other.char_start or 0)


def _of_kind(gathered: Gathered, kind: str) -> list[str]:
    return sorted(id for id, attributes in gathered.nodes.items() if attributes["kind"] == kind)


def _told(met: Evidence, method: str) -> Evidence:
    """What was told by a table or an id, where its source was met."""
    return Evidence(met.document, met.char_start, met.char_end, met.quote, met.page, method, METHODS[method])


def _place_node(place: str, facts: PlaceFacts) -> dict[str, Any]:
    return {
        "kind": "place",
        "name": facts.name or place,
        "level": facts.level,
        "since": facts.since,
        "until": facts.until,
    }


def _printed_place(name: str, place: str) -> str | None:
    """The place as the name of a body prints it: "xã Ia Pa" of "Đảng ủy xã Ia Pa"."""
    words = name.split()
    wanted = place.partition(".")[0]
    tails = (" ".join(words[start:end]) for end in range(len(words), 0, -1) for start in range(end))
    return next((tail for tail in tails if slug(tail) == wanted), None)


def _body_kin(id: str, nodes: dict[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Who followed a body, and the body that it belongs to."""
    follower = next((after for after in successors(id, knowledge=knowledge) if after in nodes), None)
    if follower:
        yield follower, "succeeded_by"
    code, _, place = id.partition("@")
    _, rest = body_row(code, knowledge)
    owner = "@".join(filter(None, (rest.removeprefix("-"), place)))
    if rest and owner in nodes and nodes[owner]["kind"] == "body":
        yield owner, "part_of"


def _place_kin(id: str, nodes: dict[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    row = knowledge.get(Province, id[1:])
    if row and row.successor and f"@{row.successor}" in nodes:
        yield f"@{row.successor}", "succeeded_by"


def _term_kin(id: str, nodes: dict[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    committee, _, period = id.rpartition(":")
    after = f"{committee}:k{int(period[1:]) + 1}"
    if after in nodes:
        yield after, "succeeded_by"
