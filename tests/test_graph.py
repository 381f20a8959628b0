"""Documents -> graph: what an archive settles, what edges say, what the graph answers, what survives."""

import copy
import pickle

import networkx
import pytest
from handmade import Paper, paper_of
from hypothesis import given, settings
from hypothesis import strategies as st

import vnpolicy as vp
from vnpolicy.errors import AmbiguousNumber, NotInGraph
from vnpolicy.graph.build import build_graph
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.resolve import resolve
from vnpolicy.graph.schema import EDGES, NODES
from vnpolicy.model import Document


def provincial_plan() -> Paper:
    return (
        Paper(
            "100-KH/TU",
            "Tỉnh ủy Đắk Lắk",
            "2010-09-17",
            "thực hiện Chỉ thị về Hội Chữ thập đỏ",
            place="Buôn Ma Thuột",
        )
        .cites("Chỉ thị 43-CT/TW của Ban Bí thư", "43-CT/TW", relation="implements", issuer="Ban Bí thư")
        .cites("Chỉ thị 43-CT/TW ngày 08/6/2010", "43-CT/TW", relation="implements", date="2010-06-08")
        .cites("Kế hoạch này", "100-KH/TU", "kế hoạch", "self", kind="self")
        .task(
            "chủ trì theo dõi",
            (0, 2),
            lead="Ban Dân vận Tỉnh ủy = bdv@dak-lak",
            principal="Ban Thường vụ Tỉnh ủy = btv@dak-lak",
        )
        .sent_to("Ban Bí thư (báo cáo)", "ban-bi-thu")
    )


def district_plan() -> Paper:
    return (
        Paper("9-KH/HU", "Huyện ủy Cư M'gar, tỉnh Đắk Lắk", "2011-01-14", "về công tác Hội Chữ thập đỏ")
        .cites(
            "Kế hoạch 100-KH/TU của Ban Thường vụ Tỉnh ủy",
            "100-KH/TU",
            "kế hoạch",
            "implements",
            issuer="Ban Thường vụ Tỉnh ủy Đắk Lắk",
        )
        .task("tổ chức quán triệt", lead="Ban Dân vận Huyện ủy = bdv@huyen-cu-m-gar")
    )


def later_plan() -> Paper:
    return Paper("168-KH/TU", "Tỉnh ủy Gia Lai", "2015-08-21").cites(
        "Chỉ thị số 43-CT/TW ngày 14/5/2015",
        "43-CT/TW",
        relation="implements",
        date="2015-05-14",
        issuer="Ban Bí thư",
    )


@pytest.fixture
def graph() -> MandateGraph:
    return build_graph([provincial_plan().document(), district_plan().document(), later_plan().document()])


def same(left: networkx.MultiDiGraph, right: networkx.MultiDiGraph) -> bool:
    return dict(left.nodes(data=True)) == dict(right.nodes(data=True)) and list(
        left.edges(keys=True, data=True)
    ) == list(right.edges(keys=True, data=True))


def test_the_graph_keeps_its_schema(graph):
    assert graph.validate() == []


def test_two_mentions_are_one_edge_with_both_quotes(graph):
    edge = ("kh:100:tu@dak-lak:2010", "ct:43:tw:k10", "implements")
    assert graph.edges[edge]["count"] == 2
    assert [found.quote for found in graph.evidence(edge)] == [
        "Chỉ thị 43-CT/TW của Ban Bí thư",
        "Chỉ thị 43-CT/TW ngày 08/6/2010",
    ]
    assert [found.method for found in graph.evidence(edge)] == ["document", "printed"]


def test_every_quote_stands_in_its_document(graph):
    texts = {
        document.id: document.text
        for document in (p().document() for p in (provincial_plan, district_plan, later_plan))
    }
    for edge in graph.edges(keys=True):
        for found in graph.evidence(edge):
            if found.quote is not None:
                assert texts[found.document][found.char_start : found.char_end] == found.quote


def test_implementing_took_so_many_days(graph):
    assert graph.edges["kh:100:tu@dak-lak:2010", "ct:43:tw:k10", "implements"]["lag_days"] == 101


def test_an_undated_mention_finds_the_one_document_of_the_archive_that_is_about_its_subject(graph):
    edge = graph.edges["kh:9:hu@huyen-cu-m-gar.dak-lak:2011", "kh:100:tu@dak-lak:2010", "implements"]
    assert (edge["method"], edge["via"], edge["lag_days"]) == ("archive", "subject → archive", 119)


def test_that_the_archive_holds_only_one_is_no_proof():
    paper = Paper("9-KH/HU", "Huyện ủy Cư M'gar, tỉnh Đắk Lắk", "2011-01-14", "về trồng rừng")
    cited = "Kế hoạch 100-KH/TU của Tỉnh ủy Đắk Lắk"
    paper.cites(cited, "100-KH/TU", "kế hoạch", issuer="Tỉnh ủy Đắk Lắk")
    [link] = resolve([paper.document(), provincial_plan().document()]).links[
        "kh:9:hu@huyen-cu-m-gar.dak-lak:2011"
    ]
    assert (link.method, link.candidates) == ("open", ("kh:100:tu@dak-lak:2010",))


def test_the_order_of_the_documents_is_without_effect(graph):
    papers = [later_plan().document(), district_plan().document(), provincial_plan().document()]
    other = build_graph(papers)
    assert same(graph, other)
    assert list(graph.nodes) == list(other.nodes)


def family() -> list[Document]:
    """Papers that cite each other in full and in short, with numbers that two of them bear."""
    again = Paper("100-KH/TU", "Tỉnh ủy Đắk Lắk", "2016-03-01", "về trồng rừng", place="Buôn Ma Thuột")
    other = Paper("100-KH/TU", "Tỉnh ủy Gia Lai", "2012-03-01", "về công tác Hội Chữ thập đỏ")
    short = Paper("5-KH/TU", "Tỉnh ủy Gia Lai", "2018-03-01", "về rừng").cites("Chỉ thị 43-CT/TW", "43-CT/TW")
    short.cites("Kế hoạch 100-KH/TU về trồng rừng", "100-KH/TU", "kế hoạch", issuer="Tỉnh ủy Đắk Lắk")
    short.cites("Kế hoạch 100", "100", "kế hoạch", kind="short").cites(
        "Kết luận 7-KL/TU", "7-KL/TU", "kết luận"
    )
    law = Paper("6-KH/TU", "Tỉnh ủy Gia Lai", "2018-04-01").cites(
        "Luật Cơ yếu năm 2011", None, "luật", kind="named"
    )
    full = Paper("8-KH/TU", "Tỉnh ủy Phú Yên", "2019-01-01")
    full.cites("Luật Cơ yếu số 05/2011/QH13", "05/2011/QH13", "luật")
    dated = Paper("9-KH/TU", "Tỉnh ủy Gia Lai", "2019-01-01").cites(
        "Kết luận 7-KL/TU", "7-KL/TU", "kết luận", date="2017-05-05", issuer="Tỉnh ủy"
    )
    papers = (provincial_plan(), district_plan(), later_plan(), again, other, short, law, full, dated)
    return [paper.document() for paper in papers]


@settings(max_examples=25, deadline=None)
@given(st.permutations(family()))
def test_in_whatever_order_the_papers_come_the_graph_is_the_same(papers):
    graph, other = build_graph(family()), build_graph(papers)
    assert same(graph, other)
    assert list(graph.nodes) == list(other.nodes)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 8), min_size=1), st.integers(0, 8))
def test_another_paper_only_refines(chosen, added):
    """It settles what was open, adds candidates, or shows with them that what was settled is open; it moves no link."""
    papers = family()
    before = resolve([papers[at] for at in chosen])
    after = resolve([papers[at] for at in chosen | {added}])
    for id, links in before.links.items():
        for old, new in zip(links, after.links[id], strict=True):
            if old.method == "open":
                assert new.method == "archive" or set(old.candidates) <= set(new.candidates)
            elif old != new:
                moved_to_number = new.via in ("name → archive", "title → archive")
                assert moved_to_number or (new.method == "open" and old.target in new.candidates)


def test_a_copy_is_counted_and_adds_nothing(graph):
    twice = build_graph(
        [provincial_plan().document()] * 2 + [district_plan().document(), later_plan().document()]
    )
    assert twice.nodes["kh:100:tu@dak-lak:2010"]["copies"] == 2
    assert list(twice.edges(keys=True)) == list(graph.edges(keys=True))


def test_a_mention_that_may_mean_two_documents_stays_a_node_of_its_own():
    bare = Paper("7-KH/TU", "Tỉnh ủy Phú Yên", "2018-03-01").cites("Chỉ thị 43-CT/TW", "43-CT/TW")
    other = Paper("8-KH/TU", "Tỉnh ủy Phú Yên", "2018-04-01").cites("Chỉ thị 43-CT/TW", "43-CT/TW")
    graph = build_graph([bare.document(), other.document()])
    node = graph.nodes["kh:7:tu@phu-yen:2018#43-CT/TW"]
    assert node["ambiguous"] and node["candidates"] == "ct:43:tw:k10; ct:43:tw:k11"
    assert "kh:8:tu@phu-yen:2018#43-CT/TW" in graph
    assert graph.validate() == []


def test_a_citing_paper_that_is_older_cannot_mean_the_document():
    early = Paper("9-KH/HU", "Huyện ủy Cư M'gar, tỉnh Đắk Lắk", "2010-01-14").cites(
        "Kế hoạch 100-KH/TU", "100-KH/TU", "kế hoạch", issuer="Tỉnh ủy Đắk Lắk"
    )
    links = resolve([early.document(), provincial_plan().document()]).links[
        "kh:9:hu@huyen-cu-m-gar.dak-lak:2010"
    ]
    assert [found.method for found in links] == ["open"]


def test_a_plan_cited_by_its_title_is_found_in_the_archive():
    cited = Paper(
        "25-KH/TU", "Tỉnh ủy Đắk Lắk", "2009-05-05", "về xây dựng Hội Chữ thập đỏ các cấp"
    ).document()
    citing = Paper("100-KH/TU", "Tỉnh ủy Đắk Lắk", "2010-09-17").cites(
        "Kế hoạch của Tỉnh ủy về xây dựng Hội Chữ thập đỏ các cấp",
        type="kế hoạch",
        kind="named",
        issuer="Tỉnh ủy",
        title="về xây dựng Hội Chữ thập đỏ các cấp",
    )
    assert build_graph([cited, citing.document()]).has_edge(
        "kh:100:tu@dak-lak:2010", "kh:25:tu@dak-lak:2009", "cites"
    )


def test_what_a_cited_title_cites_is_an_edge_between_the_cited():
    paper = Paper("5-KH/TU", "Tỉnh ủy Đắk Lắk", "2023-01-05").cites(
        "Kết luận 44-KL/TW ngày 14/11/2022", "44-KL/TW", "kết luận", "implements", date="2022-11-14"
    )
    paper.cites(
        "Chỉ thị 43-CT/TW khóa X",
        "43-CT/TW",
        relation="nested",
        term="X",
        nested_in=0,
        nested_relation="continues",
    )
    graph = build_graph([paper.document()])
    assert graph.edges["kl:44:tw:k13", "ct:43:tw:k10", "continues"]["document"] == "kh:5:tu@dak-lak:2023"
    assert not graph.has_edge("kh:5:tu@dak-lak:2023", "ct:43:tw:k10")


def test_what_a_title_cites_is_proved_by_a_quote_that_holds_both():
    text = "Thực hiện Kết luận 44-KL/TW về tiếp tục thực hiện Chỉ thị 43-CT/TW, Ban Thường vụ chỉ đạo."
    graph = build_graph([vp.parse(text)])
    edge = graph.edges["kl:44:tw:k13", "ct:43:tw:k10", "continues"]
    assert edge["quote"] == "Kết luận 44-KL/TW về tiếp tục thực hiện Chỉ thị 43-CT/TW"
    assert edge["via"] == "subject → register"  # the register knows what 44-KL/TW is about
    assert graph.validate() == []


def test_what_the_plan_of_a_decision_carries_out_the_decision_carries_out():
    decision = "Quyết định số 895/QĐ-TTg ngày 26/7/2023"
    conclusion = "Kết luận số 44-KL/TW ngày 14/11/2022"
    graph = build_graph([vp.parse(f"Căn cứ {decision} ban hành Kế hoạch thực hiện {conclusion};")])
    assert graph.has_edge("qd:895:ttg:2023", "kl:44:tw:k13", "implements")


def test_plans_for_tells_who_carried_a_directive_out_directly_or_by_way_of_another(graph):
    plans = graph.plans_for("ct:43:tw:k10")
    assert list(plans["document"]) == ["kh:100:tu@dak-lak:2010", "kh:9:hu@huyen-cu-m-gar.dak-lak:2011"]
    assert list(plans["lag_days"]) == [101, 220]
    assert list(plans["tasks"]) == [1, 1]
    assert plans["via"].tolist() == [None, "kh:100:tu@dak-lak:2010"]


def test_a_number_that_two_directives_bear_is_answered_with_both(graph):
    with pytest.raises(AmbiguousNumber, match="ct:43:tw:k10, ct:43:tw:k11"):
        graph.plans_for("43-CT/TW")


def test_a_number_that_one_document_bears_is_enough(graph):
    assert list(graph.plans_for("Số 100 - KH/TU")["document"]) == ["kh:9:hu@huyen-cu-m-gar.dak-lak:2011"]


def test_an_unknown_name_is_told_with_what_is_near(graph):
    with pytest.raises(NotInGraph, match="Ban Dân vận Tỉnh ủy"):
        graph.tasks_of("Ban Dân vân Tỉnh ủy")


def test_tasks_of_a_body_by_name_or_id(graph):
    duties = graph.tasks_of("Ban Dân vận Tỉnh uỷ")
    assert duties[["role", "with", "quote"]].values.tolist() == [
        ["lead", "Ban Thường vụ Tỉnh ủy", "chủ trì theo dõi"]
    ]
    assert graph.tasks_of("btv@dak-lak")["role"].tolist() == ["principal"]


def test_the_beginning_of_a_name_finds_all_such_bodies(graph):
    assert sorted(graph.tasks_of("Ban Dân vận")["body"]) == ["bdv@dak-lak", "bdv@huyen-cu-m-gar"]


def test_trace_leads_from_a_body_up_to_the_directive_and_back(graph):
    up = graph.trace("bdv@huyen-cu-m-gar").set_index("node")
    assert up.loc["ct:43:tw:k10", "path"].split(" → ") == [
        "bdv@huyen-cu-m-gar",
        "kh:9:hu@huyen-cu-m-gar.dak-lak:2011#task-1",
        "kh:9:hu@huyen-cu-m-gar.dak-lak:2011",
        "kh:100:tu@dak-lak:2010",
        "ct:43:tw:k10",
    ]
    assert up.loc["kh:100:tu@dak-lak:2010", "quote"] == "Kế hoạch 100-KH/TU của Ban Thường vụ Tỉnh ủy"
    assert "bdv@huyen-cu-m-gar" in set(graph.trace("ct:43:tw:k10", direction="down")["node"])


def test_stubs_are_what_is_cited_and_not_in_hand(graph):
    stubs = graph.stubs()
    assert stubs[["document", "cited_by", "mentions", "date"]].values.tolist() == [
        ["ct:43:tw:k10", 1, 2, "2010-06-08"],
        ["ct:43:tw:k11", 1, 1, "2015-05-14"],
    ]


def test_who_decided_a_document_is_told_where_its_number_allows_one_body_only():
    paper = Paper("5-KH/HU", "Huyện ủy Chư Sê, tỉnh Gia Lai", "2012-01-05")
    for number, type in (("12-CT/TU", "chỉ thị"), ("9-NQ/TU", "nghị quyết")):
        paper.cites(f"{number} ngày 05/01/2011", number, type, date="2011-01-05")
    graph = build_graph([paper.document()])
    assert graph.nodes["ct:12:tu@gia-lai:2011"]["organ"] == "Ban Thường vụ Tỉnh ủy Gia Lai"
    assert "organ" not in graph.nodes["nq:9:tu@gia-lai:2011"]


def test_a_paper_of_a_district_is_known_with_and_without_its_province():
    cited = Paper("9-KH/HU", "Huyện ủy Cư M'gar", "2011-01-14").document()
    citing = Paper("7-KH/TU", "Tỉnh ủy Đắk Lắk", "2011-03-01").cites(
        "Kế hoạch 9-KH/HU", "9-KH/HU", "kế hoạch", date="2011-01-14", issuer="Huyện ủy Cư M'gar"
    )
    [link] = resolve([cited, citing.document()]).links["kh:7:tu@dak-lak:2011"]
    assert (link.target, link.via) == (cited.id, "place → archive")


def test_papers_of_two_districts_of_one_name_are_two():
    names = "Huyện ủy Châu Thành, tỉnh Long An", "Huyện ủy Châu Thành, tỉnh Bến Tre"
    assert len({Paper("9-KH/HU", name, "2011-01-14").document().id for name in names}) == 2


def test_a_text_is_checked_against_the_archive(graph):
    found = graph.check(
        "Theo Kế hoạch số 100-KH/TU của Tỉnh ủy Đắk Lắk về Hội Chữ thập đỏ;\n\n"
        "Chỉ thị số 43-CT/TW; Chỉ thị 43-CT/TW ngày 14/5/2015; Quyết định số 5/QĐ-TTg; Kế hoạch này."
    )
    assert found[["line", "status", "document", "candidates", "via"]].values.tolist() == [
        [1, "FOUND", "kh:100:tu@dak-lak:2010", None, "title → archive"],
        [3, "NOT IN THIS ARCHIVE", "ct:43:tw:k11", None, "mention"],
        [3, "NOT IN THIS ARCHIVE", "ct:43:tw:k11", None, None],
        [3, "NOT IN THIS ARCHIVE", None, None, None],
        [3, "FOUND", "kh:100:tu@dak-lak:2010", None, "mention → archive"],
    ]
    [bare] = graph.check("Thực hiện Chỉ thị số 43-CT/TW.").to_dict("records")
    assert (bare["status"], bare["candidates"]) == ("AMBIGUOUS", "ct:43:tw:k10; ct:43:tw:k11")


def test_bodies_and_documents_stand_in_their_places(graph):
    assert graph.has_edge("bdv@dak-lak", "@dak-lak", "located_in")
    assert graph.has_edge("kh:100:tu@dak-lak:2010", "@dak-lak", "located_in")


def test_who_receives_a_document(graph):
    assert graph.edges["kh:100:tu@dak-lak:2010", "ban-bi-thu", "sent_to"]["quote"] == "Ban Bí thư (báo cáo)"


def test_frames_hold_every_node_and_edge(graph):
    frames = graph.to_frames()
    assert sum(len(frame) for name, frame in frames.items() if name != "edges") == len(graph)
    assert len(frames["edges"]) == graph.number_of_edges()


@pytest.mark.parametrize(
    "through",
    [
        lambda graph: graph.copy(),
        lambda graph: graph.subgraph(list(graph)).copy(),
        lambda graph: networkx.compose(graph, MandateGraph()),
        copy.deepcopy,
        lambda graph: pickle.loads(pickle.dumps(graph)),
    ],
    ids=["copy", "subgraph", "compose", "deepcopy", "pickle"],
)
def test_a_graph_stays_one_and_whole(graph, through):
    other = through(graph)
    assert type(other) is MandateGraph
    assert same(graph, other)


def test_validate_tells_what_is_wrong(graph):
    graph.add_edge("@dak-lak", "ct:43:tw:k10", "leads", rel="leads")
    graph.nodes["ct:43:tw:k10"]["date"] = None
    found = "\n".join(graph.validate())
    assert "does not lead from place to document" in found
    assert "attribute date is None" in found


def test_no_attribute_bears_a_name_that_a_file_format_claims():
    claimed = {"type", "label", "start", "end", "id", "key", "source", "target", "weight"}
    assert not claimed & {attribute.name for kind in (*NODES, *EDGES) for attribute in kind.attributes}


def test_what_a_body_must_do_goes_on_with_who_followed_it():
    old = paper_of("2010-10-12", "Ban Dân vận Tỉnh ủy")
    new = paper_of("2025-10-12", "Ban Tuyên giáo và Dân vận Tỉnh ủy")
    graph = vp.build_graph([old, new])
    alone = graph.tasks_of("ban-dan-van-tinh-uy@gia-lai")
    both = graph.tasks_of("ban-dan-van-tinh-uy@gia-lai", include_successors=True)
    assert (len(alone), len(both)) == (1, 2)
    assert list(both["body"]) == ["ban-dan-van-tinh-uy@gia-lai", "ban-tuyen-giao-va-dan-van-tinh-uy@gia-lai"]
    only_new = vp.build_graph([new]).tasks_of("ban-dan-van-tinh-uy@gia-lai", include_successors=True)
    assert list(only_new["body"]) == ["ban-tuyen-giao-va-dan-van-tinh-uy@gia-lai"]
