"""The words by which a decision approves or issues a paper that has no number of its own.

title    "Về việc phê duyệt | Đề án …",  "BAN HÀNH | QUY CHẾ …"
preamble "… ban hành Quyết định ban hành | Quy chế …"
article  "Điều 1. Ban hành kèm theo Quyết định này | Quy chế …"
"""

import re

from vnpolicy.model import Span
from vnpolicy.parsing.scan import Scan

_DECISIONS = ("quyết định", "nghị quyết", "nghị định", "thông tư")
_NEAR = 80  # characters from the beginning of a line to what a decision approves
_DECISION = rf"(?:{'|'.join(_DECISIONS)})".replace(" ", "[ ]")
# From "Điều 1. | Ban hành kèm theo Quyết định này | Quy chế" captures the act.
_DECIDES = re.compile(
    rf"""(?:^ (?:{_DECISION}[ ]:?[ ]?)? (?:điều[ ]1[.:]?[ ](?:-[ ])?|1\.[ ])? (?:nay[ ])?
        | ban[ ]hành[ ]{_DECISION}[ ] )
    (?:về[ ]việc[ ]|v/v[ ]|về[ ])?
    (?P<act>(?:phê[ ]duyệt|ban[ ]hành|thông[ ]qua) (?:[ ]và[ ]ban[ ]hành)?
        (?:[ ]kèm[ ]theo[ ]{_DECISION}[ ]này)?)[ ](?:là[ ])?"?\Z""",
    re.VERBOSE,
)


def deciding(scan: Scan, start: int) -> Span | None:
    """The act by which this paper, a decision, approves what begins at `start`.

    >>> from vnpolicy.knowledge import Knowledge
    >>> text = "Về việc phê duyệt Đề án bến đò"
    >>> deciding(Scan(text, text.lower(), Knowledge.default(), None, "quyết định"), 18)
    Span(start=8, end=17)
    """
    if scan.own_type not in _DECISIONS:
        return None
    since = max(0, start - _NEAR)
    line = max(since, scan.text.rfind("\n", since, start) + 1, scan.text.rfind("\t", since, start) + 1)
    found = _DECIDES.search(scan.folded[line:start])
    if found is None or (found.start("act") == 0 and not scan.capital(start)):
        return None  # a task: "Phê duyệt | phương án giao rừng của các xã"
    return Span(line + found.start("act"), line + found.end("act"))
