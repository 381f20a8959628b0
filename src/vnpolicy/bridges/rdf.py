"""A mandate graph as RDF: documents after ELI, bodies after ORG, what proves an edge after PROV.

    <…kh:87:tu@gia-lai:2010> a eli:LegalResource ; eli:ensures_implementation_of <…ct:43:tw:k10> .
    <…#edge7> a rdf:Statement ; rdf:subject <…> ; prov:wasDerivedFrom <…> ; prov:value "Chỉ thị 43-CT/TW …" .

Where those vocabularies have no word, ours stands in the namespace `vnp:`, named as in `graph.schema`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from vnpolicy.bridges.provenance import provenance
from vnpolicy.graph.mandate_graph import MandateGraph

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, Triple

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "vnp": "urn:x-vnpolicy:schema#",
}
CLASSES = {
    "document": "eli:LegalResource",
    "section": "eli:LegalResourceSubdivision",
    "body": "org:Organization",
    "task": "vnp:Task",
    "place": "dcterms:Location",
    "term": "dcterms:PeriodOfTime",
}
RELATIONS = {
    "implements": "eli:ensures_implementation_of",
    "based_on": "eli:based_on",
    "amends": "eli:amends",
    "repeals": "eli:repeals",
    "replaces": "dcterms:replaces",
    "cites": "eli:cites",
    "pinpoints": "eli:cites",
    "issued_by": "eli:passed_by",
    "part_of": "dcterms:isPartOf",
    "located_in": "dcterms:spatial",
    "succeeded_by": "dcterms:isReplacedBy",
}
ATTRIBUTES = {
    "name": "rdfs:label",
    "number": "eli:id_local",
    "doc_type": "eli:type_document",
    "date": "eli:date_document",
    "title": "eli:title",
}
_EVIDENCE = {"quote": "prov:value", "document": "prov:wasDerivedFrom"}
_FORMATS = {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".jsonld": "JSON_LD", ".rdf": "RDF_XML"}


def to_rdf(graph: MandateGraph, *, base: str = "urn:x-vnpolicy:") -> "Iterator[Triple]":
    """The triples of a graph, nodes first. `base` stands before every id: give a web address to publish under it.

    >>> from vnpolicy.graph.build import build_graph
    >>> from vnpolicy.parsing.parse import parse
    >>> graph = build_graph([parse("Sở Y tế chủ trì thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010.")])
    >>> any(triple.object == _name("org:Organization") for triple in to_rdf(graph))
    True
    """
    from pyoxigraph import Literal, Triple

    for name, value in provenance(graph).items():
        yield Triple(_node(base, "#export"), _name(f"vnp:{name}"), Literal(value))
    for id, attributes in graph.nodes(data=True):
        node = _node(base, id)
        yield Triple(node, _name("rdf:type"), _name(CLASSES[attributes["kind"]]))
        for name, value in attributes.items():
            if name != "kind":
                yield Triple(node, _name(ATTRIBUTES.get(name, f"vnp:{name}")), _literal(name, value))
    for number, (source, target, rel, edge) in enumerate(graph.edges(keys=True, data=True)):
        ends = _node(base, source), _name(RELATIONS.get(rel, f"vnp:{rel}")), _node(base, target)
        yield Triple(*ends)
        yield from _statement(_node(base, f"#edge{number}"), ends, edge, base)


def write_rdf(graph: MandateGraph, path: str | Path, *, base: str = "urn:x-vnpolicy:") -> None:
    """Write the graph as Turtle (.ttl), N-Triples (.nt), JSON-LD (.jsonld) or RDF/XML (.rdf)."""
    import pyoxigraph

    kind = _FORMATS.get(Path(path).suffix)
    if kind is None:
        raise ValueError(f"{path}: RDF is written as {', '.join(_FORMATS)}")
    pyoxigraph.serialize(
        to_rdf(graph, base=base), str(path), format=getattr(pyoxigraph.RdfFormat, kind), prefixes=PREFIXES
    )


def _statement(
    statement: "NamedNode", ends: "tuple[NamedNode, NamedNode, NamedNode]", edge: dict[str, Any], base: str
) -> "Iterator[Triple]":
    """What proves an edge."""
    from pyoxigraph import Triple

    yield Triple(statement, _name("rdf:type"), _name("rdf:Statement"))
    for role, end in zip(("subject", "predicate", "object"), ends, strict=True):
        yield Triple(statement, _name(f"rdf:{role}"), end)
    for name, value in edge.items():
        said = _node(base, value) if name == "document" else _literal(name, value)
        yield Triple(statement, _name(_EVIDENCE.get(name, f"vnp:{name}")), said)


def _node(base: str, id: str) -> "NamedNode":
    from pyoxigraph import NamedNode

    return NamedNode(base + quote(id, safe=":@#/.-_~"))


def _name(prefixed: str) -> "NamedNode":
    from pyoxigraph import NamedNode

    prefix, _, name = prefixed.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def _literal(name: str, value: Any) -> "Literal":
    from pyoxigraph import Literal

    if name in ("date", "since", "until") and len(value) == len("2010-06-08"):
        return Literal(value, datatype=_name("xsd:date"))
    return Literal(value, language="vi") if name in ("name", "title", "quote") else Literal(value)
