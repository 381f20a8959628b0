"""A directive -> in which order provinces (districts, ministries) took it up, and how many had by then.

43-CT/TW: Bình Định after 104 days (1 of 63), Gia Lai after 150 (2 of 63)
"""

from typing import TYPE_CHECKING, Any

from vnpolicy.graph.evidence import SEEN
from vnpolicy.graph.plans import UNDATED
from vnpolicy.graph.survey import FOREVER, By, Survey

if TYPE_CHECKING:
    import networkx

    Graph = networkx.MultiDiGraph[str]

Row = dict[str, Any]

_PLAN = ("date", "lag_days", "document", "number", "organ", "relation", "via", *SEEN)
ADOPTION = ("order", "unit", "name", "share", *_PLAN)


def diffusion(graph: "Graph", directive: str, *, by: By = "province", map_of: str | None = None) -> list[Row]:
    """The first plan of each unit by its day, with the share of those expected that had one by then."""
    survey = Survey(graph, directive, by, map_of)
    plans = survey.plans(FOREVER)
    first = [(unit, own[0]) for unit in survey.units if (own := survey.own(plans.get(unit.id, [])))]
    expected = sum(survey.expected(unit)[0] for unit in survey.units)
    rows: list[Row] = []
    adopted = 0
    for unit, plan in sorted(first, key=lambda one: (one[1]["date"] or UNDATED, one[0].id)):
        adopted += survey.expected(unit)[0]
        facts = {name: plan[name] for name in _PLAN}
        share = adopted / expected if expected else None
        rows.append({"order": len(rows) + 1, "unit": unit.id, "name": unit.name, "share": share, **facts})
    return rows
