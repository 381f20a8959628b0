"""What cannot be: an act upon what is younger.

    "… biện pháp thi hành Luật X, được sửa đổi bởi Nghị định Y"   read as: the decree of 2024 carries out that of 2025
        ->  a plain citation, whose `detail` tells what was read

Of a document without a day its year or its term tells the first and the last that it can be of.
"""

from vnpolicy.graph.gathered import Gathered, Key
from vnpolicy.graph.schema import EDGE, IMPOSSIBLE
from vnpolicy.knowledge import Knowledge
from vnpolicy.parsing.keys import first_day

_FOREVER = "9999-12-31"


def doubt(gathered: Gathered, knowledge: Knowledge) -> None:
    """Make plain citations of all edges that cannot be what they say."""
    for key in [key for key in gathered.edges if _is_impossible(key, gathered, knowledge)]:
        source, target, rel = key
        told = {**gathered.details.pop(key, {}), "detail": IMPOSSIBLE.format(rel)}
        gathered.edges.setdefault((source, target, "cites"), []).extend(gathered.edges.pop(key))
        gathered.details[source, target, "cites"] = told


def _is_impossible(key: Key, gathered: Gathered, knowledge: Knowledge) -> bool:
    source, target, rel = key
    acts = EDGE[rel].later and gathered.nodes[source]["kind"] == "document"
    return acts and _last_day(source, gathered) < _first_day(target, gathered, knowledge)


def _last_day(document: str, gathered: Gathered) -> str:
    """The day of a document, or the last that it can be of."""
    year = document.rpartition(":")[2]
    return gathered.nodes[document].get("date") or (f"{year}-12-31" if year.isdecimal() else _FOREVER)


def _first_day(document: str, gathered: Gathered, knowledge: Knowledge) -> str:
    """The day of a document, or the first that it can be of."""
    own = gathered.nodes[document]
    return own.get("date") or (not own["ambiguous"] and first_day(document, knowledge)) or ""
