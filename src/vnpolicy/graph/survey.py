"""A directive on the map of a day: who there was, who was to carry it out, who did, what the archive holds of each.

    ct:43:tw:k10 on the map of 2010-06-08, by province
        ->  63 units; @binh-dinh: expected, one plan of its own and two below it, three papers in hand

A province counts as the one that holds it on the day of the map.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from vnpolicy.graph.called import document_called
from vnpolicy.graph.index import index_of
from vnpolicy.graph.plans import plans_for
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import District, Province
from vnpolicy.knowledge.members import members_of
from vnpolicy.knowledge.places import lasts, on_map, place_in, province_of, provinces_on
from vnpolicy.model import Body
from vnpolicy.parsing.keys import first_day

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]
By = Literal["province", "district", "ministry"]

FOREVER = "9999-12-31"
_MINISTRIES = Body(id="cac-bo", name="các bộ, cơ quan ngang bộ", collective=True)


class Unit(msgspec.Struct, frozen=True):
    """Who may carry a directive out: a province, a district, a ministry."""

    id: str
    name: str
    since: str | None = None


class Holding(msgspec.Struct, frozen=True):
    """How many papers an archive holds, how many since a day, and the days of the first and the last."""

    papers: int = 0
    since: int = 0
    first: str | None = None
    last: str | None = None

    def with_more(self, days: list[str], since: str, until: str) -> "Holding":
        """This and the papers of these days, in order and up to one; those without a day are counted too."""
        end = bisect_right(days, until)
        dated, later = bisect_right(days, "", hi=end), bisect_left(days, since or "0", hi=end)
        of_days = (days[dated], days[end - 1]) if dated < end else ()
        ends = [day for day in (self.first, self.last, *of_days) if day]
        return Holding(
            self.papers + end, self.since + end - later, min(ends, default=None), max(ends, default=None)
        )


class Survey:
    """One directive on one map, by one kind of unit."""

    def __init__(self, graph: "Graph", directive: str, by: By, map_of: str | None) -> None:
        self.graph, self.by, self.knowledge = graph, by, Knowledge.default()
        self.directive = document_called(graph, directive)
        self.issued = graph.nodes[self.directive].get("date") or first_day(self.directive, self.knowledge)
        self.map = map_of or self.issued or FOREVER
        self.units = sorted(self._units(), key=lambda unit: unit.id)
        self.invited = self._invited()

    def _units(self) -> Iterator[Unit]:
        know = self.knowledge
        if self.by == "ministry":
            for member in members_of(_MINISTRIES, on=self.map, knowledge=know).members:
                yield Unit(member.id, member.name)
        elif self.by == "province":
            for row in provinces_on(self.map, know):
                yield Unit(f"@{row.code}", row.name, row.since)
        else:
            for one in know[District]:
                if lasts(one, self.map):
                    yield Unit(f"@{one.code}.{one.province}", f"{one.kind} {one.name}", one.since)

    def unit_of(self, place: str) -> str:
        """The unit of a place ("gia-lai") on this map."""
        if self.by == "province":
            return f"@{on_map(province_of(place), self.map, self.knowledge)}"
        return f"@{place}"

    def plans(self, until: str) -> dict[str, list[Row]]:
        """The plans of each unit up to a day, the oldest first."""
        found: dict[str, list[Row]] = {}
        for plan in plans_for(self.graph, self.directive):
            if (plan["date"] or "") <= until:
                for unit in self._issuers(plan):
                    found.setdefault(unit, []).append(plan)
        return found

    def _issuers(self, plan: Row) -> list[str]:
        """The unit of a plan; a commune whose province is not told lies where the plan is from that it carries out."""
        id = plan["document"]
        if self.by == "ministry":
            return [body for _, body, rel in self.graph.out_edges(id, keys=True) if rel == "issued_by"]
        ways = (place_in(step) for step in (id, *(plan["via"] or "").split(" → ")))
        known = (place for place in ways if self.knowledge.get(Province, province_of(place)))
        return [self.unit_of(place) for place in islice(known, 1)]

    def _invited(self) -> set[str]:
        """The units that the directive names among those who receive it, where it is in hand."""
        edges = self.graph.out_edges(self.directive, keys=True)
        found = (self._members(body) for _, body, rel in edges if rel == "sent_to")
        return {unit for units in found for unit in units} & {unit.id for unit in self.units}

    def _members(self, id: str) -> Iterator[str]:
        own = self.graph.nodes[id]
        body = Body(id=id, name=own["name"], collective=own["collective"], as_of=self.issued)
        told = members_of(body, knowledge=self.knowledge).members if body.collective else ()
        members = [member.id for member in told] or [id]
        for member in members:
            place = place_in(member)
            yield self.unit_of(place) if place and self.by != "ministry" else member

    def expected(self, unit: Unit) -> tuple[bool, str]:
        """Whether a unit was to carry the directive out, and why it is thought so."""
        home = place_in(self.directive)
        if home and self.by != "ministry" and province_of(home) != province_of(unit.id[1:]):
            return False, f"the directive is of {home}"
        if self.invited and unit.id not in self.invited:
            return False, "not among those who receive it"
        if unit.since and self.issued and unit.since > self.issued:
            return False, f"began on {unit.since}, after the directive"
        return True, "among those who receive it" if unit.id in self.invited else f"on the map of {self.map}"

    def archive(self, until: str) -> "dict[str, Holding]":
        """The papers in hand of each unit, those below it too, up to a day."""
        found: dict[str, Holding] = {}
        for place, days in index_of(self.graph).days_of.items():
            if place:
                unit = self.unit_of(place)
                found[unit] = found.get(unit, Holding()).with_more(days, self.issued or "", until)
        return found

    def own(self, plans: list[Row]) -> list[Row]:
        """Those of the plans of a unit that are of its own level."""
        level = "central" if self.by == "ministry" else self.by
        return [plan for plan in plans if plan["level"] == level]
