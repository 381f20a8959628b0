"""Documents -> MandateGraph: every fact a node or an edge, every edge with what it was read from.

    "Ban Dân vận Tỉnh uỷ chủ trì … Chỉ thị 43-CT/TW" in kh:100:tu@dak-lak:2010
        ->  (kh:100:tu@dak-lak:2010) -assigns-> (…#task-7) <-leads- (ban-dan-van-tinh-uy@dak-lak)
            (…#task-7) -based_on-> (ct:43:tw:k10)

Mentions that say the same are one edge, with their number and all their quotes. The order of the documents
does not matter: nodes and edges come out sorted by document.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from vnpolicy.graph.evidence import Evidence, packed
from vnpolicy.graph.facts import Edge, Facts, Form, task_id
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.questions import lag_days
from vnpolicy.graph.resolve import Resolution, Stub, resolve
from vnpolicy.graph.schema import Scalar
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.language import slug
from vnpolicy.model import Document, Header, Task
from vnpolicy.parsing.deciders import decider

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
        self.extra: dict[tuple[str, str, str], Mapping[str, str | None]] = {}
        self.bodies: dict[str, Counter[Form]] = {}
        self.places = {slug(row.name): row.name for row in knowledge[Province]}
        for document in resolution.documents:
            self.nodes[document.id] = self._document(document)
        for stub in resolution.stubs.values():
            self.nodes[stub.id] = _stub_node(stub, knowledge)
        known = frozenset(self.nodes)
        for document in resolution.documents:
            self._gather(document, Facts(document, resolution.links[document.id], known))
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

    def _gather(self, document: Document, facts: Facts) -> None:
        for number, task in enumerate(document.tasks, 1):
            self.nodes[task_id(document, number)] = _task_node(document, task)
        for id, forms in facts.bodies.items():
            self.nodes.setdefault(id, {"kind": "body"})
            self.bodies.setdefault(id, Counter()).update(forms)
        for edge in facts.edges:
            self._join(edge)

    def _join(self, edge: Edge) -> None:
        key = (edge.source, edge.target, edge.rel)
        if edge.rel == "located_in":
            place = edge.target.removeprefix("@")
            self.nodes.setdefault(edge.target, {"kind": "place", "name": self.places.get(place, place)})
            if key in self.edges:
                return  # one proof is enough
        self.edges.setdefault(key, []).append(edge.evidence)
        self.extra.setdefault(key, edge.extra)

    def _document(self, document: Document) -> dict[str, Any]:
        header = document.header
        number, kind = (field.value if field else None for field in (header.number, header.type))
        date = header.date.value if header.date else None
        issuer = header.issuers[0].value if header.issuers else decider(document.id, date, self.knowledge)
        organ = header.organ.value if header.organ else issuer
        return {
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

    def _name_bodies(self) -> None:
        """Each body as most mentions name it, those first that tell its level."""
        for id, forms in self.bodies.items():
            name, level, branch, collective = min(
                forms, key=lambda form: (form[1] is None, -forms[form], str(form))
            )
            self.nodes[id] |= {"name": name, "level": level, "branch": branch, "collective": collective}


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


def _scalars(attributes: dict[str, Any]) -> dict[str, Scalar]:
    """What is known: no None, no empty text; False and 0 are facts."""
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
