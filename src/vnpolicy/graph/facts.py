"""A document with its links -> Facts: every edge it gives, with what it was read from, and what it calls each body.

    "Ban Dân vận Tỉnh uỷ chủ trì … Chỉ thị 43-CT/TW" in kh:100:tu@dak-lak:2010
        ->  (kh:100:tu@dak-lak:2010) -assigns-> (…#task-7) <-leads- (ban-dan-van-tinh-uy@dak-lak)
            (…#task-7) -based_on-> (ct:43:tw:k10)

One edge a mention, in the order of the paper; whoever gathers them joins those that say the same. No other document
is looked at, so an archive of any size can be gone through one document after the other.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

import msgspec

from vnpolicy.graph.evidence import Evidence
from vnpolicy.graph.resolve import Link
from vnpolicy.graph.schema import METHODS, ROLES
from vnpolicy.model import Document, Reference, Spanned
from vnpolicy.parsing.scan import begin, finish

Form = tuple[
    str, str | None, str | None, bool
]  # what a body is called, its level, its branch, whether it is a set


class Edge(msgspec.Struct, frozen=True):
    """One mention that ties two nodes. `extra` are attributes that the first mention gives the edge."""

    source: str
    target: str
    rel: str
    evidence: Evidence
    extra: Mapping[str, str | None] = {}


class Facts:
    """What one document says. `known` are the ids of all documents in hand or cited."""

    def __init__(self, document: Document, links: Sequence[Link], known: Container[str]) -> None:
        self.document, self.links, self.known = document, links, known
        self.edges: list[Edge] = []
        self.bodies: dict[str, Counter[Form]] = {}
        self._located: set[str] = set()
        place = place_in_id(document.id)
        if place:
            self._locate(
                document.id, place, _evidence(document, document.header.organ or Spanned(), "inferred")
            )
        self._parties(document)
        self._binding(document)
        self._references(document)
        self._tasks(document)

    def _add(self, source: str, target: str, rel: str, evidence: Evidence, **extra: str | None) -> None:
        if source != target:
            self.edges.append(Edge(source, target, rel, evidence, extra))

    def _parties(self, document: Document) -> None:
        """Who issued it, who receives it, and what is said of its bodies."""
        header = document.header
        for issuer in header.issuers or filter(None, (header.organ,)):
            if issuer.body:
                self._body(issuer.body, issuer.value)
                self._add(document.id, issuer.body, "issued_by", _evidence(document, issuer))
        for body in document.bodies:
            self._body(body.id, body.name, body.level, body.branch, body.collective)
            place = place_in_id(body.id)
            if place:
                self._locate(body.id, place, _evidence(document, body, "inferred"))
        for recipient in header.recipients:
            for id in recipient.bodies:
                self._body(id, recipient.text or id)
                self._add(document.id, id, "sent_to", _evidence(document, recipient))

    def _binding(self, document: Document) -> None:
        """How it came with another paper in one file; where it cites that paper itself, `_references` tells."""
        binding = document.source.binding
        if binding and binding.to in self.known and binding.said_in != document.id:
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
        for mention, link in zip(document.references, self.links, strict=True):
            if mention.nested_in is not None:
                self._nested(document, mention, link)
            elif mention.kind != "self":
                rel = "cites" if mention.relation == "nested" else mention.relation
                self._add(document.id, link.target, rel, _cited(document, mention, link), **_detail(mention))

    def _nested(self, document: Document, mention: Reference, link: Link) -> None:
        """What one cited document does to another in its title; the quote holds both."""
        at = _whose_title(document.references, mention)
        outer, title = self.links[at], document.references[at]
        rel = mention.nested_relation or "cites"
        rel = "cites" if rel in ("self", "nested") else rel
        weaker = min(link, outer, key=lambda end: METHODS[end.method])
        both = _quote(document, title, mention)
        self._add(outer.target, link.target, rel, _cited(document, both, weaker), **_detail(mention))

    def _tasks(self, document: Document) -> None:
        for number, task in enumerate(document.tasks, 1):
            id = task_id(document, number)
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
        mention, link = document.references[at], self.links[at]
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
        self.bodies.setdefault(id, Counter())[name, level, branch, collective] += 1

    def _locate(self, id: str, place: str, evidence: Evidence) -> None:
        if id not in self._located:  # one proof is enough
            self._located.add(id)
            self._add(id, f"@{place}", "located_in", evidence)


def task_id(document: Document, number: int) -> str:
    """The node of a task: `number` counts the tasks of its document from 1."""
    return f"{document.id}#task-{number}"


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


def place_in_id(id: str) -> str:
    """The place in an id: "gia-lai" of "kh:87:tu@gia-lai:2010"; empty where there is none."""
    return id.partition("@")[2].partition(":")[0]
