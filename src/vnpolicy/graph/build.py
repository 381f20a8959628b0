"""Documents -> MandateGraph: every fact a node or an edge, every edge with what it was read from.

    "Ban Dân vận Tỉnh uỷ chủ trì … Chỉ thị 43-CT/TW" in kh:100:tu@dak-lak:2010
        ->  (kh:100:tu@dak-lak:2010) -assigns-> (…#task-7) <-leads- (ban-dan-van-tinh-uy@dak-lak)
            (…#task-7) -based_on-> (ct:43:tw:k10)

Mentions that say the same are one edge, with their number and all their quotes. The order of the documents
does not matter: nodes and edges come out sorted by document.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from vnpolicy.graph.evidence import Evidence, packed
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.questions import lag_days
from vnpolicy.graph.resolve import Link, Resolution, Stub, resolve
from vnpolicy.graph.schema import METHODS, ROLES, Scalar
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.language import slug
from vnpolicy.model import Document, Header, Reference, Spanned, Task
from vnpolicy.parsing.deciders import decider
from vnpolicy.parsing.scan import begin, finish

_NAME = 80  # characters of a task's text in its name


def build_graph(documents: Iterable[Document], *, knowledge: Knowledge | None = None) -> MandateGraph:
    """The mandate graph of these documents.

    >>> build_graph([])
    MandateGraph: 0 documents (0 cited only), 0 tasks, 0 bodies, 0 places, 0 edges
    """
    knowledge = knowledge or Knowledge.default()
    builder = _Builder(resolve(documents, knowledge=knowledge), knowledge)
    return builder.graph()


class _Builder:
    """Gathers nodes and edges; `graph` joins what says the same."""

    def __init__(self, resolution: Resolution, knowledge: Knowledge) -> None:
        self.resolution, self.knowledge = resolution, knowledge
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[tuple[str, str, str], list[Evidence]] = {}
        self.extra: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.bodies: dict[str, Counter[tuple[str, str | None, str | None, bool]]] = {}
        self.places = {slug(row.name): row.name for row in knowledge[Province]}
        for document in resolution.documents:
            self._document(document)
        for stub in resolution.stubs.values():
            self.nodes[stub.id] = _stub_node(stub, knowledge)
        for document in resolution.documents:
            self._parties(document)
            self._binding(document)
            self._references(document)
            self._tasks(document)
        self._name_bodies()

    def graph(self) -> MandateGraph:
        """The graph of what was gathered."""
        cited: Counter[str] = Counter()
        for (source, target, _), evidence in self.edges.items():
            cited[target] += len(evidence) if self.nodes[source]["kind"] == "document" else 0
        graph = MandateGraph()
        for id, attributes in self.nodes.items():
            if attributes["kind"] == "document":
                attributes["mentions"] = cited[id]
            graph.add_node(id, **_scalars(attributes))
        for key, evidence in self.edges.items():
            graph.add_edge(key[0], key[1], key[2], **_scalars(self._edge(key, evidence)))
        return graph

    def _edge(self, key: tuple[str, str, str], evidence: list[Evidence]) -> dict[str, Any]:
        source, target, rel = key
        attributes = {
            "rel": rel,
            **msgspec.structs.asdict(evidence[0]),
            "count": len(evidence),
            **self.extra.get(key, {}),
        }
        attributes["evidence"] = packed(evidence)
        if rel == "implements":
            attributes["lag_days"] = lag_days(self.nodes[source].get("date"), self.nodes[target].get("date"))
        return attributes

    def _add(self, source: str, target: str, rel: str, evidence: Evidence, **extra: str | None) -> None:
        if source == target:
            return
        self.edges.setdefault((source, target, rel), []).append(evidence)
        if extra:
            self.extra.setdefault((source, target, rel), extra)

    def _document(self, document: Document) -> None:
        header = document.header
        number, kind = (field.value if field else None for field in (header.number, header.type))
        date = header.date.value if header.date else None
        issuer = header.issuers[0].value if header.issuers else decider(document.id, date, self.knowledge)
        organ = header.organ.value if header.organ else issuer
        self.nodes[document.id] = {
            "kind": "document",
            "name": _document_name(kind, number, document.id),
            "in_hand": True,
            "ambiguous": False,
            "number": number,
            "doc_type": kind,
            "date": date,
            "organ": organ,
            "issuer": issuer if issuer != organ else None,
            "title": header.title.value if header.title else None,
            "signer": "; ".join(signer.name for signer in header.signers),
            "certified": _certified(header),
            "file": document.source.name,
            "copies": self.resolution.copies[document.id],
        }
        place = _place_in_id(document.id)
        if place:
            self._locate(document.id, place, _evidence(document, header.organ or Spanned(), "inferred"))

    def _parties(self, document: Document) -> None:
        """Who issued it, who receives it, and what is said of its bodies."""
        header = document.header
        for issuer in header.issuers or filter(None, (header.organ,)):
            if issuer.body:
                self._body(issuer.body, issuer.value)
                self._add(document.id, issuer.body, "issued_by", _evidence(document, issuer))
        for body in document.bodies:
            self._body(body.id, body.name, body.level, body.branch, body.collective)
            place = _place_in_id(body.id)
            if place:
                self._locate(body.id, place, _evidence(document, body, "inferred"))
        for recipient in header.recipients:
            for id in recipient.bodies:
                self._body(id, recipient.text or id)
                self._add(document.id, id, "sent_to", _evidence(document, recipient))

    def _binding(self, document: Document) -> None:
        """How it came with another paper in one file; where it cites that paper itself, `_references` tells."""
        binding = document.source.binding
        if binding and binding.to in self.nodes and binding.said_in != document.id:
            method = "printed" if binding.said_in else "inferred"
            evidence = Evidence(
                binding.said_in or document.id,
                binding.start,
                binding.end,
                binding.text,
                method,
                METHODS[method],
            )
            self._add(document.id, binding.to, binding.relation, evidence)

    def _references(self, document: Document) -> None:
        links = self.resolution.links[document.id]
        for mention, link in zip(document.references, links, strict=True):
            if mention.nested_in is not None:
                self._nested(document, mention, link)
            elif mention.kind != "self":
                rel = "cites" if mention.relation == "nested" else mention.relation
                self._add(document.id, link.target, rel, _cited(document, mention, link), **_detail(mention))

    def _nested(self, document: Document, mention: Reference, link: Link) -> None:
        """What one cited document does to another in its title; the quote holds both."""
        at = _whose_title(document.references, mention)
        outer, title = self.resolution.links[document.id][at], document.references[at]
        rel = mention.nested_relation or "cites"
        rel = "cites" if rel in ("self", "nested") else rel
        weaker = min(link, outer, key=lambda end: METHODS[end.method])
        both = _quote(document, title, mention)
        self._add(outer.target, link.target, rel, _cited(document, both, weaker), **_detail(mention))

    def _tasks(self, document: Document) -> None:
        for number, task in enumerate(document.tasks, 1):
            id = f"{document.id}#task-{number}"
            self.nodes[id] = _task_node(document, task)
            self._add(document.id, id, "assigns", _evidence(document, task))
            for given in task.assignments:
                if given.body:
                    self._body(given.body, given.text or given.body)
                    rel, leaves = ROLES[given.role]
                    ends = (given.body, id) if leaves else (id, given.body)
                    self._add(
                        *ends, rel, _evidence(document, given, "inherited" if given.inherited else "printed")
                    )
            for at in task.references:
                self._cited_by_task(id, document, at)

    def _cited_by_task(self, task: str, document: Document, at: int) -> None:
        mention, link = document.references[at], self.resolution.links[document.id][at]
        if mention.kind != "self" and mention.nested_in is None:
            self._add(task, link.target, "based_on", _cited(document, mention, link), **_detail(mention))

    def _body(
        self,
        id: str,
        name: str,
        level: str | None = None,
        branch: str | None = None,
        collective: bool = False,
    ) -> None:
        self.nodes.setdefault(id, {"kind": "body"})
        self.bodies.setdefault(id, Counter())[name, level, branch, collective] += 1

    def _name_bodies(self) -> None:
        """Each body as most mentions name it, those first that tell its level."""
        for id, forms in self.bodies.items():
            name, level, branch, collective = min(
                forms, key=lambda form: (form[1] is None, -forms[form], str(form))
            )
            self.nodes[id] |= {"name": name, "level": level, "branch": branch, "collective": collective}

    def _locate(self, id: str, place: str, evidence: Evidence) -> None:
        self.nodes.setdefault(f"@{place}", {"kind": "place", "name": self.places.get(place, place)})
        if (id, f"@{place}", "located_in") not in self.edges:  # one proof is enough
            self._add(id, f"@{place}", "located_in", evidence)


def _whose_title(references: Sequence[Reference], mention: Reference) -> int:
    """The document that a nested mention belongs to: where a decision issues a plan, what the plan carries out is
    carried out by the decision.
    """
    at = mention.nested_in or 0
    title = references[at]
    issued = title.kind == "named" and title.nested_in is not None and title.nested_relation == "approves"
    return title.nested_in or 0 if issued else at


def _quote(document: Document, title: Reference, mention: Reference) -> Spanned:
    """The stretch of text from the citation of a document to what is cited in its title."""
    start, end = min(begin(title), begin(mention)), max(finish(title), finish(mention))
    return Spanned(start=start, end=end, text=document.text[start:end])


def _detail(mention: Reference) -> dict[str, str | None]:
    return {"detail": mention.relation_detail, "pinpoint": mention.pinpoint, "section": mention.section}


def _evidence(document: Document, item: Spanned, method: str = "printed", via: str | None = None) -> Evidence:
    if item.start is None:
        method = "inferred"
    return Evidence(document.id, item.start, item.end, item.text, method, METHODS[method], via)


def _cited(document: Document, mention: Spanned, link: Link) -> Evidence:
    return _evidence(document, mention, link.method, link.via)


def _stub_node(stub: Stub, knowledge: Knowledge) -> dict[str, Any]:
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
    }


def _task_node(document: Document, task: Task) -> dict[str, Any]:
    text = task.text or ""
    return {
        "kind": "task",
        "name": text if len(text) <= _NAME else text[:_NAME].rsplit(" ", 1)[0] + " …",
        "document": document.id,
        "section": task.section,
        "quote": text,
        "char_start": task.start,
        "char_end": task.end,
        "modality": task.modality,
        "deadline": task.deadline.value if task.deadline else None,
        "deadline_text": task.deadline.text if task.deadline else None,
        "recurrence": task.recurrence,
        "products": "; ".join(task.products),
    }


def _document_name(kind: str | None, number: str | None, id: str) -> str:
    name = " ".join(filter(None, (kind, number)))
    return name[:1].upper() + name[1:] if number else id


def _certified(header: Header) -> str | None:
    copy = header.certification
    return (copy.number.value if copy.number else copy.kind) if copy else None


def _place_in_id(id: str) -> str:
    return id.partition("@")[2].partition(":")[0]


def _scalars(attributes: dict[str, Any]) -> dict[str, Scalar]:
    """What is known: no None, no empty text; False and 0 are facts."""
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
