"""Values as data frames: one row an item, columns as in the contract; tasks one row a body and role."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.model import Assignment, Document, Task, printed

if TYPE_CHECKING:
    import pandas


def to_frame(items: Iterable[msgspec.Struct]) -> "pandas.DataFrame":
    """References, bodies, sections, tasks, issues or documents as a frame.

    A task gives one row for each body and role (one row without them where it names nobody); its row number stands
    in the column `task`. A document gives its header, and those of its attachments a row each.

    >>> import vnpolicy as vp
    >>> tasks = vp.parse("Sở Nội vụ chủ trì, phối hợp với Sở Y tế xây dựng kế hoạch.").tasks
    >>> print(to_frame(tasks)[["task", "role", "body"]].to_string(index=False))
     task       role      body
        0       lead so-noi-vu
        0 coordinate  so-y-te
    """
    import pandas

    return pandas.DataFrame([row for number, item in enumerate(items) for row in _rows(item, number)])


def _rows(item: msgspec.Struct, number: int) -> list[dict[str, Any]]:
    if isinstance(item, Document):
        return [_document_row(paper) for paper in item.papers]
    if isinstance(item, Task):
        return [_task_row(item, number, given) for given in item.assignments or (None,)]
    return [{name: getattr(item, name) for name in item.__struct_fields__}]


def _document_row(document: Document) -> dict[str, Any]:
    header = document.header
    fields = {name: getattr(header, name) for name in ("number", "type", "organ", "place", "date", "title")}
    return {
        "id": document.id,
        **{name: field.value if field else None for name, field in fields.items()},
        "signers": "; ".join(signer.name for signer in header.signers),
        "references": len(document.references),
        "tasks": len(document.tasks),
        "issues": len(document.issues),
        "file": document.source.name,
    }


def _task_row(task: Task, number: int, given: Assignment | None) -> dict[str, Any]:
    return {
        "task": number,
        "section": task.section,
        **{name: getattr(given, name, None) for name in ("role", "body", "office")},
        "printed": given.text if given else None,
        "inherited": given.inherited if given else None,
        "unstated": task.unstated,
        "action": task.action,
        "object": task.object,
        "products": printed(task.products),
        "deadline": task.deadline.value if task.deadline else None,
        **{name: getattr(task.deadline, name, None) for name in ("begin", "yearless", "duration", "working")},
        "when": task.deadline.text if task.deadline else None,
        "recurrence": task.recurrence,
        "rules": "; ".join(task.rules),
        "targets": printed(task.targets),
        "modality": task.modality,
        **{name: getattr(task, name) for name in ("text", "start", "end")},
    }
