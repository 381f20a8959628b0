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
from vnpolicy.knowledge.places import place_in
from vnpolicy.model import Document, Header, Reference, Spanned, Task, Value
from vnpolicy.parsing.scan import begin, finish

# What a body is called, its level, its branch, whether it is a set.
Form = tuple[str, str | None, str | None, bool]


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
        self.sections: dict[str, tuple[str, str]] = {}  # (document, path) of each section that is pointed to
        self._located: set[str] = set()
        place = place_in(document.id)
        if place:
            self._locate(
                document.id, place, _evidence(document, document.header.organ or Spanned(), "inferred")
            )
        self._parties(document)
        self._binding(document)
        self._references(document)
        self._tasks(document)
        self._names(document)

    def _add(self, source: str, target: str, rel: str, evidence: Evidence, **extra: str | None) -> None:
        if source != target:
            self.edges.append(Edge(source, target, rel, evidence, extra))

    def _parties(self, document: Document) -> None:
        """Who issued it, for whom it was signed, who receives it."""
        header = document.header
        issuers = _issuers(header)
        for body, issuer in issuers.items():
            self._body(body, issuer.value)
            self._add(document.id, body, "issued_by", _evidence(document, issuer))
        self._signatures(document, list(issuers))
        for recipient in header.recipients:
            for id in recipient.bodies:
                self._body(id, recipient.text or id)
                self._add(document.id, id, "sent_to", _evidence(document, recipient), note=recipient.note)

    def _signatures(self, document: Document, issuers: list[str]) -> None:
        """Each signature for its issuer; where they are not as many as the issuers, all for the first."""
        signers = document.header.signers
        paired = issuers if len(issuers) == len(signers) else issuers[:1] * len(signers)
        for body in dict.fromkeys(paired):
            own = [signer for signer, of in zip(signers, paired, strict=True) if of == body]
            names, positions = (
                "; ".join(filter(None, told))
                for told in ((signer.name for signer in own), (signer.position for signer in own))
            )
            for signer in own:
                evidence = _evidence(document, signer)
                self._add(document.id, body, "signed_by", evidence, signer=names, position=positions)

    def _binding(self, document: Document) -> None:
        """How it came with another paper in one file; where it cites that paper itself, `_references` tells."""
        binding = document.source.binding
        if binding and binding.to in self.known and binding.said_in != document.id:
            method = "printed" if binding.said_in else "inferred"
            said_in = binding.said_in or document.id
            evidence = Evidence(
                said_in, binding.start, binding.end, binding.text, method=method, confidence=METHODS[method]
            )
            self._add(document.id, binding.to, binding.relation, evidence)

    def _references(self, document: Document) -> None:
        for mention, link in zip(document.references, self.links, strict=True):
            if mention.nested_in is not None:
                self._nested(document, mention, link)
            elif mention.kind != "self":
                rel = "cites" if mention.relation == "nested" else mention.relation
                self._cite(document.id, link, rel, _cited(document, mention, link), mention)

    def _nested(self, document: Document, mention: Reference, link: Link) -> None:
        """What one cited document does to another in its title; the quote holds both."""
        at = _whose_title(document.references, mention)
        outer, title = self.links[at], document.references[at]
        rel = mention.nested_relation or "cites"
        rel = "cites" if rel in ("self", "nested") else rel
        weaker = min(link, outer, key=lambda end: METHODS[end.method])
        both = _quote(document, title, mention)
        self._cite(outer.target, link, rel, _cited(document, both, weaker), mention)

    def _cite(self, source: str, link: Link, rel: str, evidence: Evidence, mention: Reference) -> None:
        """A citation, and the sections of the target that it points to."""
        self._add(source, link.target, rel, evidence, **_detail(mention))
        if link.method != "open" and source != link.target:
            for path in mention.points:
                id = f"{link.target}§{path}"
                self.sections[id] = link.target, path
                self._add(source, id, "pinpoints", evidence)
                self._add(id, link.target, "part_of", evidence)

    def _tasks(self, document: Document) -> None:
        for number, task in enumerate(document.tasks, 1):
            id = task_id(document, number)
            self._add(document.id, id, "assigns", _evidence(document, task))
            self._assigned(id, document, task)
            for at in task.references:
                self._cited_by_task(id, document, at)

    def _assigned(self, task: str, document: Document, given_in: Task) -> None:
        """The roles that a task gives."""
        for given in given_in.assignments:
            if given.body:
                self._body(given.body, given.text or given.body)
                rel, leaves = ROLES[given.role]
                ends = (given.body, task) if leaves else (task, given.body)
                evidence = _evidence(document, given, "inherited" if given.inherited else "printed")
                self._add(*ends, rel, evidence, office=given.office)

    def _cited_by_task(self, task: str, document: Document, at: int) -> None:
        mention, link = document.references[at], self.links[at]
        if mention.kind != "self" and mention.nested_in is None:
            self._cite(task, link, "based_on", _cited(document, mention, link), mention)

    def _names(self, document: Document) -> None:
        """What its bodies are called, where they are, and which of them it names and gives no part."""
        linked = set(self.bodies)
        for body in document.bodies:
            self._body(body.id, body.name, body.level, body.branch, body.collective)
            place = place_in(body.id)
            if place:
                self._locate(body.id, place, _evidence(document, body, "inferred"))
            if body.id not in linked:
                self._add(document.id, body.id, "names", _evidence(document, body))

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


def _issuers(header: Header) -> dict[str, Value]:
    """The bodies that issued a document: as it says, else the one of its letterhead."""
    fields = header.issuers or ((header.organ,) if header.organ else ())
    return {field.body: field for field in fields if field.body}


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
    page = document.place_of(item.start)[0] if item.start is not None else None
    return Evidence(document.id, item.start, item.end, item.text, page, method, METHODS[method], via)


def _cited(document: Document, mention: Spanned, link: Link) -> Evidence:
    return _evidence(document, mention, link.method, link.via)
