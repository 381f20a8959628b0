"""Documents -> MandateGraph: every fact a node or an edge, every edge with what it was read from.

    "Ban Dân vận Tỉnh uỷ chủ trì …" in kh:100:tu@dak-lak:2010 and in kh:9:hu@huyen-cu-m-gar.dak-lak:2011
        ->  one node for that body, one for each task, the edges that `facts` gives for each document

Mentions that say the same are one edge, with their number and all their quotes. The order of the documents
does not matter (`gathered`).
"""

from collections import Counter
from collections.abc import Iterable

from vnpolicy.graph.derived import derive
from vnpolicy.graph.facts import Facts, Form, task_id
from vnpolicy.graph.gathered import Gathered
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.nodes import body_node, document_node, section_node, stub_node, task_node
from vnpolicy.graph.resolve import Resolution, resolve
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document, Section


def build_graph(documents: Iterable[Document], *, knowledge: Knowledge | None = None) -> MandateGraph:
    """The mandate graph of these documents.

    >>> build_graph([])
    MandateGraph: 0 documents (0 cited only), 0 tasks, 0 bodies, 0 places, 0 edges
    """
    knowledge = knowledge or Knowledge.default()
    gathered = gather(resolve(documents, knowledge=knowledge), knowledge)
    derive(gathered, knowledge)
    return gathered.fill(MandateGraph())


def gather(resolution: Resolution, knowledge: Knowledge) -> Gathered:
    """The nodes and edges of all that the documents say."""
    gathered = Gathered()
    bodies: dict[str, Counter[Form]] = {}
    for document in resolution.documents:
        gathered.nodes[document.id] = document_node(document, resolution.copies[document.id], knowledge)
    for stub in resolution.stubs.values():
        gathered.nodes[stub.id] = stub_node(stub, knowledge)
    known = frozenset(gathered.nodes)
    in_hand = {document.id: document for document in resolution.documents}
    for document in resolution.documents:
        facts = Facts(document, resolution.links[document.id], known)
        for number, task in enumerate(document.tasks, 1):
            gathered.nodes[task_id(document, number)] = task_node(document, task)
        for id, forms in facts.bodies.items():
            bodies.setdefault(id, Counter()).update(forms)
        for id, (of, path) in facts.sections.items():
            gathered.nodes.setdefault(id, section_node(of, path, _section(path, in_hand.get(of))))
        for edge in facts.edges:
            gathered.add(edge.source, edge.target, edge.rel, edge.evidence, **edge.extra)
    for id, counted in bodies.items():
        gathered.nodes[id] = body_node(id, counted, knowledge)
    return gathered


def _section(path: str, document: Document | None) -> Section | None:
    return next((one for one in document.sections if one.path == path), None) if document else None
