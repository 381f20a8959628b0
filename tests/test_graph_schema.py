"""The schema of the graph: one table, which the graph, its checks and its page keep."""

from pathlib import Path

import pytest
from handmade import Paper, paper_of

import vnpolicy as vp
from vnpolicy.graph.describe import describe
from vnpolicy.graph.schema import EDGE, EDGES, NODES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def specimens():
    return list(vp.read_archive(ROOT / "corpus" / "archive"))


@pytest.fixture(scope="module")
def graph(specimens):
    return vp.build_graph(specimens)


def test_the_page_of_the_schema_is_the_schema():
    assert (ROOT / "docs" / "graph.md").read_text(encoding="utf-8") == describe()


def test_every_kind_has_labels_of_its_own_in_both_languages():
    for kinds in (NODES, EDGES):
        assert len({kind.vietnamese for kind in kinds}) == len({kind.english for kind in kinds}) == len(kinds)
    for kind in (*NODES, *EDGES):
        assert all(one.vietnamese and one.english for one in kind.attributes)


def test_the_specimens_make_a_valid_graph_with_every_kind_of_node(graph):
    assert graph.validate() == []
    assert {own["kind"] for _, own in graph.nodes(data=True)} == {kind.kind for kind in NODES}
    found = {rel for *_, rel in graph.edges(keys=True)}
    assert {rel for rel, kind in EDGE.items() if ("document", "document") not in kind.endpoints} - found == {
        "oversees"
    }


def test_every_edge_of_the_specimens_shows_what_it_was_read_from(specimens, graph):
    texts = {paper.id: paper.text for document in specimens for paper in document.papers}
    for edge in graph.edges(keys=True):
        for seen in graph.evidence(edge):
            assert seen.quote is not None or seen.method == "inferred"
            assert seen.quote is None or texts[seen.document][seen.char_start : seen.char_end] == seen.quote


def test_a_pinpoint_makes_the_section_that_it_points_to():
    law = "Luật Hoạt động chữ thập đỏ số 11/2008/QH12"
    graph = vp.build_graph([vp.parse(f"Căn cứ điểm a, b khoản 2 Điều 5 {law};")])
    sections = [id for id, own in graph.nodes(data=True) if own["kind"] == "section"]
    assert sections == ["luat:11:qh:k12§Điều 5.2.a", "luat:11:qh:k12§Điều 5.2.b"]
    assert all(graph.has_edge(section, "luat:11:qh:k12", "part_of") for section in sections)


def test_a_section_of_a_document_in_hand_is_told_with_its_heading():
    decree = vp.parse(
        "Số: 9/2010/NĐ-CP\n\nNGHỊ ĐỊNH\nvề cứu trợ\n\nĐiều 5. Nguồn lực\n\n1. Ngân sách nhà nước.\n"
    )
    plan = vp.parse("Căn cứ khoản 1 Điều 5 Nghị định số 9/2010/NĐ-CP;")
    [section] = [
        own for _, own in vp.build_graph([decree, plan]).nodes(data=True) if own["kind"] == "section"
    ]
    assert decree.text[section["char_start"] : section["char_end"]].strip() == "1. Ngân sách nhà nước."


def test_places_lie_in_one_another_and_bodies_and_terms_follow_one_another():
    plan = Paper("9-KH/HU", "Huyện ủy Chư Sê, tỉnh Gia Lai", "2011-08-14")
    plan.cites("Chỉ thị 43-CT/TW", "43-CT/TW", date="2010-06-08")
    plan.cites("Chỉ thị 5-CT/TW", "5-CT/TW", date="2011-07-01")
    graph = vp.build_graph([plan.document(), paper_of("2010-10-12", "Ban Dân vận Tỉnh ủy, Tỉnh ủy")])
    assert graph.has_edge("@huyen-chu-se.gia-lai", "@gia-lai", "located_in")
    assert graph.has_edge("ct:43:tw:k10", "tw:k10", "of_term")
    assert graph.edges["tw:k10", "tw:k11", "succeeded_by"]["quote"] == "Chỉ thị 43-CT/TW"
    assert graph.has_edge("ban-dan-van-tinh-uy@gia-lai", "tinh-uy@gia-lai", "part_of")
    assert (graph.nodes["@huyen-chu-se.gia-lai"]["level"], graph.nodes["@gia-lai"]["level"]) == (
        "district",
        "province",
    )


def test_nothing_carries_out_what_is_younger():
    plan = Paper("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-01-14")
    plan.cites("Chỉ thị 5-CT/TW", "5-CT/TW", date="2011-07-01", relation="implements")
    graph = vp.build_graph([plan.document()])
    assert not graph.has_edge("kh:9:tu@gia-lai:2010", "ct:5:tw:k11", "implements")
    cites = graph.edges["kh:9:tu@gia-lai:2010", "ct:5:tw:k11", "cites"]
    assert cites["detail"] == "implements, impossible: it is older"


def test_who_signed_for_whom():
    text = "TỈNH ỦY GIA LAI\n*\nSố 9-KH/TU\nPleiku, ngày 5 tháng 3 năm 2011\n\nKẾ HOẠCH\nvề nước sạch\n\n"
    graph = vp.build_graph(
        [vp.parse(text + "1- Sở Y tế theo dõi.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Sông\n")]
    )
    [signed] = [edge for *_, rel, edge in graph.edges(keys=True, data=True) if rel == "signed_by"]
    assert (signed["signer"], signed["position"]) == ("Lê Văn Sông", "Phó Bí thư")
