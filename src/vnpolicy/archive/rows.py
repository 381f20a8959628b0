"""A paper of an archive -> its rows in every table, as the codebook names them.

kh:87:tu@gia-lai:2010 cites "Chỉ thị 43-CT/TW"
    ->  references: {"document": "kh:87:tu@gia-lai:2010", "at": 0, "number": "43-CT/TW", "leads_to": "ct:43:tw:k10", …}
        edges:      {"source": "kh:87:tu@gia-lai:2010", "target": "ct:43:tw:k10", "rel": "implements", …}
"""

from bisect import bisect_right
from collections.abc import Container, Iterator
from typing import Any

import msgspec

from vnpolicy.graph.facts import Edge, Facts, task_id
from vnpolicy.graph.resolve import Link
from vnpolicy.model import Deadline, Document, Task

Row = dict[str, Any]
_DEADLINE = {
    "deadline": "value",
    "deadline_text": "text",
    **{f"deadline_{field}": field for field in ("begin", "yearless", "exclusive", "duration", "working")},
}
_COLUMNS = ("detail", "pinpoint", "section")  # of what an edge's first mention tells


class Filed(msgspec.Struct, frozen=True):
    """A paper as an archive holds it: its key, every name of its file, where its references lead.

    `copy_of` is the paper that counts, where this is another copy of it: such a copy leads nowhere, and gives the graph
    nothing. `actions`: what each task does to what is known, or may be asked of underthesea, which takes its time.
    """

    key: str
    document: Document
    names: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    copy_of: str | None = None
    actions: bool = False


class Pages:
    """On which page a character of a document is printed."""

    def __init__(self, document: Document) -> None:
        self.lines = document.source.lines
        self.starts = [start for start, _, _ in self.lines]

    def of(self, offset: int | None) -> int | None:
        """The page, from 1; None for what is printed nowhere."""
        if offset is None:
            return None
        at = bisect_right(self.starts, offset) - 1
        return self.lines[at][1] if at >= 0 else 1


def rows_of(filed: Filed, known: Container[str]) -> Iterator[tuple[str, list[Row]]]:
    """(table, its rows) of one paper; `known` are the ids of all documents in hand."""
    document = filed.document
    whose, pages = {"paper": filed.key, "document": document.id}, Pages(document)
    yield "documents", [{**whose, **_document(filed)}]
    yield (
        "sections",
        [{**whose, "at": at, **_printed(section, pages)} for at, section in enumerate(document.sections)],
    )
    yield "references", list(_references(filed, whose, pages))
    yield (
        "bodies",
        [
            {**whose, "at": at, "body": body.id, **_printed(body, pages)}
            for at, body in enumerate(document.bodies)
        ],
    )
    yield (
        "tasks",
        [
            {**whose, "at": at, "task": task_id(document, at + 1), **_task(task, pages, filed.actions)}
            for at, task in enumerate(document.tasks)
        ],
    )
    for table in ("assignments", "products", "targets"):
        yield table, list(_parts(document, whose, table))
    yield (
        "issues",
        [{**whose, "at": at, **_printed(issue, pages)} for at, issue in enumerate(document.issues)],
    )
    if filed.copy_of is None:
        facts = Facts(document, filed.links, known)
        yield "edges", [_edge(edge, at, filed.key) for at, edge in enumerate(facts.edges)]
        yield "names", list(_names(facts, filed.key))


def _document(filed: Filed) -> Row:
    document, header, source = filed.document, filed.document.header, filed.document.source
    copy, binding = header.certification, source.binding
    printed = {name: getattr(header, name) for name in ("number", "type", "organ", "place", "date", "title")}
    return {
        "names": filed.names,
        "copy_of": filed.copy_of,
        **{
            name: getattr(source, name) for name in ("sha256", "member", "format", "encoding", "pages", "ocr")
        },
        **{name: value.value if value else None for name, value in printed.items()},
        "organ_body": header.organ.body if header.organ else None,
        "issuers": [issuer.value for issuer in header.issuers],
        "issuer_bodies": [issuer.body for issuer in header.issuers if issuer.body],
        "signers": [signer.name for signer in header.signers],
        "positions": [signer.position or "" for signer in header.signers],
        "recipients": [recipient.text or "" for recipient in header.recipients],
        "recipient_bodies": [body for recipient in header.recipients for body in recipient.bodies],
        "certified": (copy.number.value if copy.number else copy.kind) if copy else None,
        "bound_to": binding.to if binding else None,
        "binding": binding.relation if binding else None,
        "characters": len(document.text),
        "text": document.text,
    }


def _references(filed: Filed, whose: Row, pages: Pages) -> Iterator[Row]:
    links = filed.links or (None,) * len(filed.document.references)
    for at, (mention, link) in enumerate(zip(filed.document.references, links, strict=True)):
        row = {**whose, "at": at, **_printed(mention, pages)}
        if link:
            row |= {"leads_to": link.target, "method": link.method, "settled_by": link.via}
            row["candidates"] = link.candidates
        yield row


def _task(task: Task, pages: Pages, actions: bool) -> Row:
    return {
        **_printed(task, pages),
        **{
            name: [part.text or "" for part in getattr(task, name)]
            for name in ("conditions", "audience", "inner")
        },
        "action": task.action if actions else None,
        "object": task.object if actions else None,
        **_deadline(task.deadline),
    }


def _deadline(deadline: Deadline | None) -> Row:
    if deadline is None:
        return dict.fromkeys(_DEADLINE)
    return {name: getattr(deadline, field) for name, field in _DEADLINE.items()}


def _parts(document: Document, whose: Row, of: str) -> Iterator[Row]:
    """What each task has of something: assignments, products, targets."""
    for number, task in enumerate(document.tasks, 1):
        for at, part in enumerate(getattr(task, of)):
            yield {**whose, "task": task_id(document, number), "at": at, **_fields(part)}


def _edge(edge: Edge, at: int, paper: str) -> Row:
    ends = {"source": edge.source, "target": edge.target, "rel": edge.rel, "paper": paper, "at": at}
    extra = {name: value for name, value in edge.extra.items() if value is not None}
    more = {name: extra.pop(name, None) for name in _COLUMNS}
    packed = msgspec.json.encode(extra).decode() if extra else None
    return {**ends, **msgspec.structs.asdict(edge.evidence), **more, "extra": packed}


def _names(facts: Facts, paper: str) -> Iterator[Row]:
    for body, forms in facts.bodies.items():
        for (name, level, branch, collective), mentions in forms.items():
            yield {
                "paper": paper,
                "body": body,
                "name": name,
                "level": level,
                "branch": branch,
                "collective": collective,
                "mentions": mentions,
            }


def _fields(item: msgspec.Struct) -> Row:
    """A value's fields by name, its offsets under names that no SQL claims for itself."""
    fields = msgspec.structs.asdict(item)
    fields["char_start"], fields["char_end"] = fields.get("start"), fields.get("end")
    return fields


def _printed(item: msgspec.Struct, pages: Pages) -> Row:
    """The fields of what stands on a page, with that page."""
    fields = _fields(item)
    fields["page"] = pages.of(fields["char_start"])
    return fields
