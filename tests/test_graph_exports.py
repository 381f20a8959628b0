"""The graph for other tools: what is written is whole, tells where it comes from, and is read back equal."""

import csv
import json
import sqlite3
from pathlib import Path

import networkx
import pandas
import pyoxigraph
import pytest
from test_graph import Paper

import vnpolicy as vp
from vnpolicy.bridges.export import FORMATS
from vnpolicy.bridges.provenance import provenance
from vnpolicy.bridges.rdf import ATTRIBUTES, CLASSES, PREFIXES, RELATIONS
from vnpolicy.graph.schema import EDGE, NODE

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"
READ_BACK = [name for name, (_, _, reads) in FORMATS.items() if reads]


@pytest.fixture(scope="module")
def graph():
    return vp.build_graph(vp.read_archive(sorted(ARCHIVE.glob("kh-*"))[:6]))


@pytest.fixture(scope="module")
def written(graph, tmp_path_factory):
    """The graph in every format."""
    folder = tmp_path_factory.mktemp("graph")
    for name in FORMATS:
        vp.write_graph(graph, folder / f"graph.{name}", format=name)
    return folder


def content(graph):
    return (
        dict(graph.nodes(data=True)),
        {(source, target, key): edge for source, target, key, edge in graph.edges(keys=True, data=True)},
        graph.graph,
    )


@pytest.mark.parametrize("format", READ_BACK)
def test_what_is_read_back_is_equal(graph, written, format):
    back = vp.read_graph(written / f"graph.{format}", format=format)
    assert type(back) is vp.MandateGraph
    assert content(back) == content(graph)


@pytest.mark.parametrize("format", ["json", "graphml", "gexf"])
def test_files_of_networkx_keep_the_order_too(graph, written, format):
    back = vp.read_graph(written / f"graph.{format}")
    assert list(back) == list(graph)
    assert list(back.edges(keys=True)) == list(graph.edges(keys=True))


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(graph, written, format, tmp_path):
    vp.write_graph(graph.copy(), tmp_path / f"again.{format}", format=format)
    again = next(tmp_path.iterdir())
    one, other = (
        {path.name: path.read_bytes() for path in (sorted(root.iterdir()) if root.is_dir() else [root])}
        for root in (written / f"graph.{format}", again)
    )
    assert list(one.values()) == list(other.values())


def test_every_export_tells_its_provenance(graph, written):
    about = provenance(graph)
    assert about["documents"] == "6" and about["edges"] == str(graph.number_of_edges())
    assert len(about["inputs"]) == 64
    assert json.loads((written / "graph.json").read_bytes())["about"] == about
    assert about["inputs"] in (written / "graph.gexf").read_text(encoding="utf-8")
    assert networkx.read_graphml(written / "graph.graphml").graph["inputs"] == about["inputs"]
    with (written / "graph.csv" / "about.csv").open(encoding="utf-8") as file:
        assert {row["name"]: row["value"] for row in csv.DictReader(file)} == about
    assert pandas.read_parquet(written / "graph.parquet" / "edges.parquet").attrs == about
    with sqlite3.connect(written / "graph.sqlite") as database:
        assert dict(database.execute("SELECT * FROM about")) == about
    assert about["inputs"] in (written / "graph.ttl").read_text(encoding="utf-8")


def test_files_of_xml_hold_control_characters(tmp_path):
    graph = vp.build_graph([Paper("7-KH/TU", "Tỉnh ủy Phú Yên", "2018-03-01", "về\x0c việc").document()])
    for name in ("graph.graphml", "graph.gexf"):
        vp.write_graph(graph, tmp_path / name)
        assert vp.read_graph(tmp_path / name).nodes["kh:7:tu@phu-yen:2018"]["title"] == "về\ufffd việc"


def test_cells_that_a_spreadsheet_would_compute_are_guarded(tmp_path):
    graph = vp.build_graph(
        [Paper("7-KH/TU", "Tỉnh ủy Phú Yên", "2018-03-01", '=HYPERLINK("http://x")').document()]
    )
    vp.write_graph(graph, tmp_path, format="csv", excel_safe=True)
    [row] = csv.DictReader((tmp_path / "documents.csv").open(encoding="utf-8"))
    assert row["title"].startswith("'=")
    assert content(vp.read_graph(tmp_path, format="csv", excel_safe=True)) == content(graph)


def test_sqlite_is_searched_without_diacritics_and_refers_to_its_nodes(written):
    with sqlite3.connect(written / "graph.sqlite") as database:
        found = database.execute("SELECT name FROM search WHERE search MATCH 'plain: \"dan van\"'").fetchall()
        assert any("Ban Dân vận" in name for (name,) in found)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_neo4j_gets_a_statement_for_every_kind(written):
    script = (written / "graph.neo4j" / "load.cypher").read_text(encoding="utf-8")
    statements = script.split(";\n")
    for kind in NODE.values():
        assert sum(f"file:///{kind.table}.csv" in statement for statement in statements) == 1
    for rel in EDGE:
        assert script.count(f"[e:{rel.upper()}]") == 1
    assert "lag_days: toInteger(row.lag_days)" in script
    assert all(statement.count("{") == statement.count("}") for statement in statements)


def test_rdf_says_the_same_in_every_syntax(graph, written):
    stores = []
    for format in ("ttl", "nt", "jsonld", "rdf"):
        store = pyoxigraph.Store()
        store.load(path=str(written / f"graph.{format}"))
        stores.append({str(quad) for quad in store})
    assert stores[0] == stores[1] == stores[2] == stores[3]


def test_rdf_answers_who_carried_a_directive_out_and_proves_it(graph, written):
    store = pyoxigraph.Store()
    store.load(path=str(written / "graph.ttl"))
    prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
    found = store.query(
        f"{prefixes} SELECT ?plan ?quote WHERE {{ ?edge rdf:subject ?plan ; rdf:object <urn:x-vnpolicy:ct:43:tw:k10> ; "
        "rdf:predicate eli:ensures_implementation_of ; prov:value ?quote ; prov:wasDerivedFrom ?plan . "
        "?plan eli:date_document ?day . FILTER (?day < '2013-01-01'^^xsd:date) }"
    )
    plans = {row["plan"].value.removeprefix("urn:x-vnpolicy:") for row in found}
    wanted = graph.plans_for("ct:43:tw:k10")
    direct = wanted[(wanted["relation"] == "implements") & wanted["via"].isna() & (wanted["date"] < "2013")]
    assert plans == set(direct["document"]) != set()


def test_the_words_of_rdf_are_those_of_the_schema():
    assert set(CLASSES) == set(NODE)
    assert set(RELATIONS) <= set(EDGE)
    assert set(ATTRIBUTES) <= {attribute.name for kind in NODE.values() for attribute in kind.attributes}


def test_an_address_can_be_given_to_publish_under(graph, tmp_path):
    vp.write_graph(graph, tmp_path / "graph.nt", base="https://example.org/vb/")
    assert "<https://example.org/vb/ct:43:tw:k10>" in (tmp_path / "graph.nt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["graph", "graph.xlsx"])
def test_an_unknown_ending_is_told(graph, tmp_path, path):
    with pytest.raises(ValueError, match="is none of json, graphml"):
        vp.write_graph(graph, tmp_path / path)
    with pytest.raises(ValueError, match="is none of"):
        vp.read_graph(tmp_path / "graph.ttl")
