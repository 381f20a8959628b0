"""What a name's parts are put together to: the reference of a law or a plan that is cited by its name.

    "Luật Đất đai | năm 2013"   "Kế hoạch của | Sở Y tế | về tiêm chủng"

Both are told part by part by `laws` and `plans`.
"""

from vnpolicy.knowledge import Found
from vnpolicy.knowledge.documents import DocType
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.dates import DateMention
from vnpolicy.parsing.scan import Scan


def named(
    scan: Scan, head: Found[DocType], end: int, issuer: Span | None, date: DateMention | None = None
) -> Reference:
    """The reference from its type word to `end`; its title is the whole name."""
    parts = {"type": Span(head.start, head.end), "title": Span(head.start, end)}
    if date:
        parts["date"] = Span(date.start, date.end)
    if issuer:
        parts["issuer"] = issuer
    return Reference(
        start=head.start,
        end=end,
        text=scan.text[head.start : end],
        kind="named",
        type=head.row.cited_as,
        title=scan.text[head.start : end],
        date=date.value if date else None,
        issuer=scan.text[issuer.start : issuer.end] if issuer else None,
        parts=parts,
    )
