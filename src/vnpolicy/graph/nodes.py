"""Attributes of nodes: a document in hand, one that is only cited, a task, a section.

Names and values are those of `schema`; what is not known is None here and left out of the graph.
"""

from collections import Counter
from typing import Any

from vnpolicy.graph.facts import Form
from vnpolicy.graph.resolve import Stub
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.lives import life
from vnpolicy.knowledge.places import level_of, place_in, register_of
from vnpolicy.model import Document, Header, Section, Task, printed
from vnpolicy.parsing.deciders import decider

_NAME = 80  # characters of a task's text in its name


def document_node(document: Document, copies: int, knowledge: Knowledge) -> dict[str, Any]:
    """A document that was read."""
    header = document.header
    number, kind, date, title, organ = (
        field.value if field else None
        for field in (header.number, header.type, header.date, header.title, header.organ)
    )
    issuer = header.issuers[0].value if header.issuers else decider(document.id, date, knowledge)
    return {
        "kind": "document",
        "name": _document_name(kind, number, document.id),
        "in_hand": True,
        "ambiguous": False,
        "number": number,
        "doc_type": kind,
        "date": date,
        "organ": organ or issuer,
        "issuer": issuer if organ and issuer != organ else None,
        "title": title,
        **_seat(document.id, knowledge),
        "signer": "; ".join(signer.name for signer in header.signers),
        "certified": _certified(header),
        "file": document.source.name,
        "sha256": document.source.sha256,
        "copies": copies,
    }


def stub_node(stub: Stub, knowledge: Knowledge) -> dict[str, Any]:
    """A document that is cited and not in hand."""
    facts = stub.facts
    return {
        "kind": "document",
        "name": facts.get("named") or _document_name(facts.get("type"), facts.get("number"), stub.id),
        "in_hand": False,
        "ambiguous": stub.ambiguous,
        "candidates": "; ".join(stub.candidates),
        "number": facts.get("number"),
        "doc_type": facts.get("type"),
        "date": facts.get("date"),
        "organ": facts.get("issuer") or decider(stub.id, facts.get("date"), knowledge),
        "title": facts.get("title"),
        **({} if stub.ambiguous else _seat(stub.id, knowledge)),
    }


def task_node(document: Document, task: Task) -> dict[str, Any]:
    """A task of a document."""
    text = task.text or ""
    return {
        "kind": "task",
        "name": text if len(text) <= _NAME else text[:_NAME].rsplit(" ", 1)[0] + " …",
        "document": document.id,
        "section": task.section,
        "quote": text,
        "page": document.place_of(task.start or 0)[0],
        "char_start": task.start,
        "char_end": task.end,
        "unstated": task.unstated,
        "modality": task.modality,
        "deadline": task.deadline.value if task.deadline else None,
        "deadline_text": task.deadline.text if task.deadline else None,
        "recurrence": task.recurrence,
        "rules": "; ".join(task.rules),
        "products": printed(task.products),
        "targets": printed(task.targets),
        "conditions": printed(task.conditions),
        "audience": printed(task.audience),
    }


def body_node(id: str, forms: Counter[Form], knowledge: Knowledge) -> dict[str, Any]:
    """A body, as most mentions name it, those first that tell its level."""
    name, level, branch, collective = min(forms, key=lambda form: (form[1] is None, -forms[form], str(form)))
    place, (since, until) = place_in(id), life(id, knowledge=knowledge)
    return {
        "kind": "body",
        "name": name,
        "level": level,
        "branch": branch,
        "place": f"@{place}" if place else None,
        "collective": collective,
        "since": since,
        "until": until,
    }


def section_node(document: str, path: str, section: Section | None) -> dict[str, Any]:
    """A section that another document points to; what it says is known where its document is in hand."""
    return {
        "kind": "section",
        "name": path,
        "document": document,
        "path": path,
        "title": section.title if section else None,
        "char_start": section.start if section else None,
        "char_end": section.end if section else None,
    }


def _seat(id: str, knowledge: Knowledge) -> dict[str, str | None]:
    """The place, level and branch that an identity tells."""
    organ, place = register_of(id, knowledge)
    level = organ.level if organ and organ.level else level_of(place, knowledge)
    return {
        "place": f"@{place}" if place else None,
        "level": level,
        "branch": organ.branch if organ else None,
    }


def _document_name(kind: str | None, number: str | None, id: str) -> str:
    name = " ".join(filter(None, (kind, number)))
    return name[:1].upper() + name[1:] if number else id


def _certified(header: Header) -> str | None:
    copy = header.certification
    return (copy.number.value if copy.number else copy.kind) if copy else None
