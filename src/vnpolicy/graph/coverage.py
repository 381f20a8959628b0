"""A directive -> each province (district, ministry): issued, not found in this archive, or not expected.

    43-CT/TW on the map of 2010: Bình Định issued after 104 days; Phú Yên: not found in this archive, which holds no
    paper of Phú Yên at all

That no plan is found says nothing of whether there was one: the archive's own papers stand beside each answer.
"""

from typing import TYPE_CHECKING, Any

from vnpolicy.graph.evidence import SEEN
from vnpolicy.graph.survey import FOREVER, By, Holding, Survey, Unit

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

ISSUED, MISSING, UNEXPECTED = "issued", "not found in this archive", "not expected"
_PLAN = ("document", "number", "organ", "date", "lag_days", "relation", "via")
COVERAGE = (
    *("unit", "name", "status", "why", "plans", *_PLAN, "below"),
    *("archive_papers", "archive_since", "archive_first", "archive_last", *SEEN),
)


def coverage(
    graph: "Graph",
    directive: str,
    *,
    by: By = "province",
    as_of: str | None = None,
    map_of: str | None = None,
) -> list[Row]:
    """Each province (district, ministry) on a map: issued, not found in this archive, or not expected."""
    survey = Survey(graph, directive, by, map_of or as_of)
    until = as_of or FOREVER
    plans, archive = survey.plans(until), survey.archive(until)
    return [
        _row(survey, unit, plans.get(unit.id, []), archive.get(unit.id, Holding())) for unit in survey.units
    ]


def _row(survey: Survey, unit: Unit, plans: list[Row], held: Holding) -> Row:
    own = survey.own(plans)
    expected, why = survey.expected(unit)
    return {
        "unit": unit.id,
        "name": unit.name,
        "status": ISSUED if own else MISSING if expected else UNEXPECTED,
        "why": why,
        "plans": len(own),
        **{name: own[0][name] if own else None for name in (*_PLAN, *SEEN)},
        "below": len(plans) - len(own),
        "archive_papers": held.papers,
        "archive_since": held.since,
        "archive_first": held.first,
        "archive_last": held.last,
    }
