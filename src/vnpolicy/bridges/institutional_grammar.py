"""Tasks in the columns of the Institutional Grammar 2.0, for hand coding: who, must, do, what, when, how.

    "Sở Y tế chủ trì, phối hợp với Sở Tài chính mua túi đựng máu cho các huyện trước ngày 30/6/2011."
        A Sở Y tế | D must | I mua | Bdir túi đựng máu cho các huyện | Cex phối hợp: Sở Tài chính; trước ngày 30/6/2011

A row is a statement; what a paper does not print is empty, and a coder fills it in.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from vnpolicy.model import Document, Task

if TYPE_CHECKING:
    import pandas

COLUMNS = {
    "A": "attributes: who acts, as printed",
    "D": "deontic: must, should, may, must not; empty for what is aimed at",
    "I": "aim: what is done",
    "Bdir": "direct object",
    "Bind": "indirect object: for whom or in whose stead it is done",
    "Cac": "activation conditions: when the statement holds",
    "Cex": "execution constraints: with whom, by when, how often, to whom it is reported",
    "O": "or else: empty, since directive papers seldom print a sanction; for the coder",
    "document": "id of the paper",
    "section": "path of its section",
    "page": "page of the statement",
    "statement": "its text",
}
_DEONTIC = {
    "obligation": "must",
    "request": "should",
    "encouragement": "should",
    "permission": "may",
    "prohibition": "must not",
}


def to_institutional_grammar(documents: Document | Iterable[Document]) -> "pandas.DataFrame":
    """One row a task, in the columns of `COLUMNS`. `I` and `Bdir` are read by underthesea.

    >>> from vnpolicy.parsing.parse import parse
    >>> paper = parse("Sở Y tế chủ trì, phối hợp với Sở Tài chính mua túi đựng máu, xong trước ngày 30/6/2011.")
    >>> print(to_institutional_grammar(paper)[["A", "D", "I", "Bdir"]].to_string(index=False))
          A    D   I         Bdir
    Sở Y tế must mua túi đựng máu
    """
    import pandas

    papers = [documents] if isinstance(documents, Document) else documents
    rows = [_row(paper, task) for paper in papers for task in paper.tasks]
    return pandas.DataFrame(rows, columns=list(COLUMNS), dtype="object")


def _row(paper: Document, task: Task) -> dict[str, Any]:
    return {
        "A": _joined(given.text for given in task.assignments if given.role == "lead"),
        "D": _DEONTIC.get(task.modality),
        "I": task.action,
        "Bdir": task.object,
        "Bind": _joined(_indirect(task)),
        "Cac": _joined(condition.text for condition in task.conditions),
        "Cex": _joined(_constraints(task)),
        "O": None,
        "document": paper.id,
        "section": task.section,
        "page": paper.place_of(task.start or 0)[0],
        "statement": task.text,
    }


def _indirect(task: Task) -> Iterator[str | None]:
    yield from (given.text for given in task.assignments if given.role == "principal")
    yield from (each.text for each in task.audience)


def _constraints(task: Task) -> Iterator[str | None]:
    for role, says in (("coordinate", "phối hợp"), ("oversee", "theo dõi"), ("report_to", "báo cáo")):
        names = _joined(given.text for given in task.assignments if given.role == role)
        yield f"{says}: {names}" if names else None
    yield task.deadline.text if task.deadline else None
    yield task.recurrence


def _joined(parts: Iterable[str | None]) -> str | None:
    """Parts as printed, one beside the other; None where there are none."""
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None
