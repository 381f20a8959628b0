"""What the graph answers: every question on papers made by hand, with the answer written beside."""

import pickle

import networkx
import pytest
from handmade import Paper

import vnpolicy as vp
from vnpolicy.graph.coverage import ISSUED, MISSING, UNEXPECTED

DIRECTIVE = "ct:43:tw:k10"


def plan(number: str, organ: str, date: str, *roles: dict[str, str]) -> Paper:
    """A plan that carries out Chỉ thị 43-CT/TW."""
    paper = Paper(number, organ, date).cites(
        "Chỉ thị 43-CT/TW", "43-CT/TW", "chỉ thị", "implements", date="2010-06-08"
    )
    for number_of_task, given in enumerate(roles, 1):
        paper.task(f"việc thứ {number_of_task}", **given)
    return paper


def graph_of(*papers: Paper) -> vp.MandateGraph:
    graph = vp.build_graph([paper.document() for paper in papers])
    assert graph.validate() == []
    return graph


@pytest.fixture
def provinces() -> vp.MandateGraph:
    return graph_of(
        plan("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06"),
        plan("4-KH/UBND", "Ủy ban nhân dân tỉnh Gia Lai", "2010-08-07"),
        plan("5-KH/TU", "Tỉnh ủy Phú Yên", "2011-06-08"),
        plan("6-KH/HU", "Huyện ủy Chư Sê, tỉnh Gia Lai", "2010-12-01"),
        Paper("7-KH/TU", "Tỉnh ủy Kon Tum", "2010-12-01"),
        Paper("8-KH/TU", "Tỉnh ủy Kon Tum", "2009-12-01"),
    )


def by_unit(frame):
    return {row["unit"]: row for row in frame.to_dict("records")}


def test_coverage_tells_what_was_issued_and_what_the_archive_holds_of_the_others(provinces):
    told = by_unit(provinces.coverage(DIRECTIVE))
    assert len(told) == 63
    own = told["@gia-lai"]
    assert (own["status"], own["document"], own["lag_days"], own["plans"], own["below"]) == (
        ISSUED, "kh:4:ubnd@gia-lai:2010", 60, 2, 1,
    )  # fmt: skip
    other = told["@kon-tum"]
    assert (other["status"], other["archive_papers"], other["archive_since"]) == (MISSING, 2, 1)
    assert (other["archive_first"], other["archive_last"]) == ("2009-12-01", "2010-12-01")
    assert (told["@ca-mau"]["status"], told["@ca-mau"]["archive_papers"]) == (MISSING, 0)


def test_coverage_on_the_map_of_34_gives_each_plan_to_the_province_that_holds_its_own(provinces):
    told = by_unit(provinces.coverage(DIRECTIVE, map_of="2025-07-01"))
    assert len(told) == 34 and "@phu-yen" not in told
    assert (told["@dak-lak"]["status"], told["@dak-lak"]["document"]) == (ISSUED, "kh:5:tu@phu-yen:2011")


def test_coverage_as_of_a_day_knows_nothing_later(provinces):
    told = by_unit(provinces.coverage(DIRECTIVE, as_of="2010-12-31"))
    assert (told["@gia-lai"]["status"], told["@phu-yen"]["status"]) == (ISSUED, MISSING)
    assert (told["@gia-lai"]["archive_papers"], told["@phu-yen"]["archive_papers"]) == (3, 0)


def test_coverage_by_district(provinces):
    told = by_unit(provinces.coverage(DIRECTIVE, by="district"))
    assert told["@huyen-chu-se.gia-lai"]["document"] == "kh:6:hu@huyen-chu-se.gia-lai:2010"
    assert told["@huyen-dak-doa.gia-lai"]["status"] == MISSING


def test_who_is_not_among_those_who_receive_a_directive_is_not_expected():
    directive = Paper("9-CT/TW", "Ban Bí thư", "2012-05-02", type="chỉ thị").sent_to(
        "Tỉnh ủy Gia Lai", "tinh-uy@gia-lai"
    )
    told = by_unit(graph_of(directive).coverage("ct:9:tw:k11"))
    assert (told["@gia-lai"]["status"], told["@kon-tum"]["status"]) == (MISSING, UNEXPECTED)
    assert told["@kon-tum"]["why"] == "not among those who receive it"


def test_all_members_of_a_set_that_receives_a_directive_are_expected():
    text = (
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 61-CT/TW\nHà Nội, ngày 05 tháng 3 năm 2010\n\n"
        "CHỈ THỊ\ncủa Ban Bí thư về cứu trợ\n\n"
        "1- Các cấp ủy tổ chức thực hiện.\n\nNơi nhận:\n- Các tỉnh ủy, thành ủy,\n- Lưu Văn phòng Trung ương.\n"
    )
    told = vp.build_graph([vp.parse(text)]).coverage("ct:61:tw:k10")
    assert told[["status", "why"]].drop_duplicates().values.tolist() == [
        [MISSING, "among those who receive it"]
    ]
    assert len(told) == 63


def test_a_province_founded_later_or_elsewhere_is_not_expected():
    old = Paper("1-CT/TW", "Ban Bí thư", "2003-05-02", type="chỉ thị")
    told = by_unit(graph_of(old).coverage("ct:1:tw:k9", map_of="2010-01-01"))
    assert (told["@dak-nong"]["status"], told["@dak-lak"]["status"]) == (UNEXPECTED, MISSING)
    local = by_unit(
        graph_of(Paper("3-KH/TU", "Tỉnh ủy Gia Lai", "2012-05-02")).coverage("kh:3:tu@gia-lai:2012")
    )
    assert {unit for unit, row in local.items() if row["status"] != UNEXPECTED} == {"@gia-lai"}


def test_ministries_are_told_by_who_issued():
    order = Paper("5/KH-BYT", "Bộ Y tế", "2010-09-06")
    order.cites("Chỉ thị 43-CT/TW", "43-CT/TW", "chỉ thị", "implements", date="2010-06-08")
    order.fields["organ"] = order.printed(
        type(order.fields["organ"]), "Bộ Y tế", value="Bộ Y tế", body="bo-y-te"
    )
    told = by_unit(graph_of(order).coverage(DIRECTIVE, by="ministry"))
    assert (told["bo-y-te"]["status"], told["bo-noi-vu"]["status"]) == (ISSUED, MISSING)


def test_diffusion_counts_each_province_once_by_its_first_plan(provinces):
    told = provinces.diffusion(DIRECTIVE)
    assert told[["order", "name", "lag_days"]].values.tolist() == [[1, "Gia Lai", 60], [2, "Phú Yên", 365]]
    assert told["share"].tolist() == [1 / 63, 2 / 63]


def test_the_chain_of_a_plan_tells_its_levels():
    ministry = plan("5/KH-BYT", "Bộ Y tế", "2010-07-01")
    district = plan("6-KH/HU", "Huyện ủy Chư Sê, tỉnh Gia Lai", "2010-12-01")
    province = Paper("7/KH-SYT", "Sở Y tế tỉnh Gia Lai", "2010-10-01")
    province.cites(
        "Kế hoạch 5/KH-BYT", "5/KH-BYT", "kế hoạch", "implements", date="2010-07-01", issuer="Bộ Y tế"
    )
    plans = graph_of(ministry, district, province).plans_for(DIRECTIVE)
    assert dict(zip(plans["number"], plans["chain"], strict=True)) == {
        "5/KH-BYT": "central → ministry",
        "7/KH-SYT": "central → ministry → province",
        "6-KH/HU": "central → district",
    }


def test_tasks_as_of_a_day_are_those_of_papers_in_force():
    old = plan("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06", {"lead": "Sở Y tế = so-y-te@gia-lai"})
    new = Paper("2-KH/TU", "Tỉnh ủy Gia Lai", "2014-03-01").task("việc", lead="Sở Y tế = so-y-te@gia-lai")
    new.cites(
        "Kế hoạch 9-KH/TU", "9-KH/TU", "kế hoạch", "replaces", date="2010-09-06", issuer="Tỉnh ủy Gia Lai"
    )
    graph = graph_of(old, new)
    days = {
        day: list(graph.tasks_of("so-y-te@gia-lai", as_of=day)["document"])
        for day in ("2010-01-01", "2011-01-01", "2014-03-01")
    }
    assert days == {
        "2010-01-01": [],
        "2011-01-01": ["kh:9:tu@gia-lai:2010"],
        "2014-03-01": ["kh:2:tu@gia-lai:2014"],
    }


HEAD = "TỈNH ỦY GIA LAI\n*\nSố 9-KH/TU\nPleiku, ngày 5 tháng 3 năm 2011\n\nKẾ HOẠCH\nvề nước sạch\n\n"


def test_tasks_until_a_day_are_those_due_by_then_or_ever_again():
    text = (
        "1- Sở Y tế xây dựng đề án trước ngày 30/6/2011.\n\n2- Sở Y tế tổng kết trước ngày 31/3/2015.\n\n"
        "3- Hằng năm, Sở Y tế báo cáo Ủy ban nhân dân tỉnh.\n\n4- Sở Y tế tuyên truyền về hiến máu.\n"
    )
    graph = vp.build_graph([vp.parse(HEAD + text)])
    assert list(graph.tasks_of("so-y-te@gia-lai", until="2011-12-31")["section"]) == ["1", "3"]
    assert len(graph.tasks_of("so-y-te@gia-lai")) == 4


def test_roles_and_matrix_of_a_document():
    first, second = (
        {"lead": "Sở Y tế = so-y-te@gia-lai", "coordinate": "Sở Tài chính = so-tai-chinh@gia-lai"},
        {"lead": "Sở Tài chính = so-tai-chinh@gia-lai"},
    )
    graph = graph_of(plan("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06", first, second))
    assert graph.roles_in("9-KH/TU")[["task", "role"]].values.tolist() == [
        ["kh:9:tu@gia-lai:2010#task-1", "coordinate"],
        ["kh:9:tu@gia-lai:2010#task-1", "lead"],
        ["kh:9:tu@gia-lai:2010#task-2", "lead"],
    ]
    matrix = graph.matrix("9-KH/TU")
    assert matrix.loc["Sở Tài chính"].tolist() == ["coordinate", "lead"]
    assert matrix.loc["Sở Y tế"].tolist() == ["lead", ""]


@pytest.fixture
def work() -> vp.MandateGraph:
    health, money = "Sở Y tế = so-y-te@gia-lai", "Sở Tài chính = so-tai-chinh@gia-lai"
    return graph_of(
        plan(
            "9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06", {"lead": health, "coordinate": money}, {"lead": money}
        ),
        plan("2-KH/TU", "Tỉnh ủy Gia Lai", "2012-09-06", {"lead": money, "coordinate": health}),
    )


def test_workload_by_body_and_year(work):
    told = work.workload(["body", "year"])
    assert told[["body", "year", "tasks", "lead", "coordinate"]].values.tolist() == [
        ["so-tai-chinh@gia-lai", "2010", 2, 1, 1],
        ["so-tai-chinh@gia-lai", "2012", 1, 1, 0],
        ["so-y-te@gia-lai", "2010", 1, 1, 0],
        ["so-y-te@gia-lai", "2012", 1, 0, 1],
    ]
    assert work.workload(["level"])["tasks"].tolist() == [5]


def test_who_works_with_whom(work):
    [pair] = work.coordination().to_dict("records")
    assert (pair["body"], pair["with"], pair["tasks"], pair["documents"]) == (
        "so-tai-chinh@gia-lai", "so-y-te@gia-lai", 2, 2,
    )  # fmt: skip
    assert (pair["led_by_body"], pair["led_by_other"]) == (1, 1)
    assert work.coordination("Sở Y tế").equals(work.coordination())
    assert work.coordination_network()["so-y-te@gia-lai"]["so-tai-chinh@gia-lai"]["weight"] == 2


def test_every_way_from_a_task_to_its_basis():
    district = Paper("6-KH/HU", "Huyện ủy Chư Sê, tỉnh Gia Lai", "2011-02-01")
    district.cites("Chỉ thị 43-CT/TW", "43-CT/TW", "chỉ thị", "implements", date="2010-06-08")
    district.cites(
        "Kế hoạch 9-KH/TU", "9-KH/TU", "kế hoạch", "implements", date="2010-09-06", issuer="Tỉnh ủy Gia Lai"
    )
    district.task("việc", lead="Phòng Y tế = phong-y-te@huyen-chu-se.gia-lai")
    graph = graph_of(plan("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06"), district)
    task = "kh:6:hu@huyen-chu-se.gia-lai:2011#task-1"
    for told in (graph.chain(task, DIRECTIVE), graph.chain(task)):
        ways = [group["to"].tolist()[1:] for _, group in told.groupby("way")]
        assert sorted(ways, key=len) == [[DIRECTIVE], ["kh:9:tu@gia-lai:2010", DIRECTIVE]]
        assert not told.attrs["cut"] and told["quote"].notna().all()
    assert graph.chain(DIRECTIVE, task).empty


def test_too_many_ways_are_cut_and_it_is_said():
    papers, below = [], None
    for year in range(2000, 2012):
        for number in "1", "2":
            paper = Paper(f"{number}-KH/TU", "Tỉnh ủy Gia Lai", f"{year}-03-01")
            for above in below or ():
                paper.cites(f"Kế hoạch {above}-KH/TU ngày 01/3/{year - 1}", f"{above}-KH/TU", "kế hoạch", "implements",
                            date=f"{year - 1}-03-01", issuer="Tỉnh ủy Gia Lai")  # fmt: skip
            papers.append(paper)
        below = ("1", "2")
    told = graph_of(*papers).chain("kh:1:tu@gia-lai:2011", "kh:1:tu@gia-lai:2000")
    assert told.attrs["cut"] and told["way"].max() == 1000


def test_what_was_replaced_in_part_still_stands():
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n\nSố: 5/QĐ-UBND\n\nGia Lai, ngày 02 tháng 5 năm 2012\n\n"
        "QUYẾT ĐỊNH\nvề nước sạch\n\n"
        "Điều 1. Quyết định này thay thế Quyết định số 7/QĐ-UBND ngày 03/4/2009 của Ủy ban nhân dân tỉnh Gia Lai và "
        "bãi bỏ khoản 2 Điều 5 Quyết định số 8/QĐ-UBND ngày 04/4/2009 của Ủy ban nhân dân tỉnh Gia Lai.\n"
    )
    graph = vp.build_graph([vp.parse(text)])
    told = graph.in_force("2012-12-31").set_index("document")
    assert (told.loc["qd:7:ubnd@gia-lai:2009", "status"], told.loc["qd:7:ubnd@gia-lai:2009", "in_force"]) == (
        "replaced",
        False,
    )
    partly = told.loc["qd:8:ubnd@gia-lai:2009"]
    assert (partly["status"], partly["pinpoint"], partly["in_force"]) == ("repealed", "khoản 2 Điều 5", True)
    assert graph.in_force("2012-01-01").empty
    assert len(graph.in_force(document="qd:7:ubnd@gia-lai:2009")) == 1


def conflicts_of(*papers: Paper) -> list[tuple[str, str, str]]:
    told = graph_of(*papers).conflicts()
    return [(row["conflict"], row["node"], row["with"]) for row in told.to_dict("records")]


def test_a_basis_that_was_replaced_is_a_conflict_only_afterwards():
    old, new = (
        plan("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06"),
        Paper("2-KH/TU", "Tỉnh ủy Gia Lai", "2014-03-01"),
    )
    cited = {"number": "9-KH/TU", "type": "kế hoạch", "date": "2010-09-06", "issuer": "Tỉnh ủy Gia Lai"}
    new.cites("Kế hoạch 9-KH/TU", relation="replaces", **cited)
    before, after = (
        Paper(f"{number}-HD/BTCTU", "Ban Tổ chức Tỉnh ủy Gia Lai", day, type="hướng dẫn").cites(
            "Kế hoạch 9-KH/TU", relation="guides", **cited
        )
        for number, day in ((3, "2011-01-01"), (4, "2015-01-01"))
    )
    assert conflicts_of(old, new, before, after) == [
        ("ended basis", "hd:4:btctu@gia-lai:2015", "kh:9:tu@gia-lai:2010")
    ]


def test_dates_that_cannot_be_are_conflicts():
    early = Paper("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-01-06")
    early.cites("Chỉ thị 43-CT/TW", "43-CT/TW", "chỉ thị", "implements", date="2010-06-08")
    early.cites("Chỉ thị 50-CT/TW", "50-CT/TW", "chỉ thị", "cites", date="2010-07-08")
    assert conflicts_of(early) == [
        ("cites what is younger", "kh:9:tu@gia-lai:2010", "ct:50:tw:k10"),
        ("plan older than its directive", "kh:9:tu@gia-lai:2010", DIRECTIVE),
    ]


def test_a_task_due_before_it_was_given_and_one_with_two_leads_are_conflicts():
    text = (
        "1- Sở Y tế xây dựng đề án trước ngày 31/01/2011.\n\n"
        "2- Sở Y tế, Sở Tài chính chủ trì rà soát.\n\n3- Sở Y tế, Sở Tài chính rà soát.\n"
    )
    told = vp.build_graph([vp.parse(HEAD + text)]).conflicts()
    assert told[["conflict", "node"]].values.tolist() == [
        ["due before it was given", "kh:9:tu@gia-lai:2011#task-1"],
        ["two leads", "kh:9:tu@gia-lai:2011#task-2"],
    ]


def test_stubs_tell_who_cites_them():
    graph = graph_of(
        plan("9-KH/TU", "Tỉnh ủy Gia Lai", "2010-09-06"), plan("5-KH/TU", "Tỉnh ủy Phú Yên", "2011-06-08")
    )
    [stub] = graph.stubs().to_dict("records")
    assert (stub["document"], stub["cited_by"], stub["citing"]) == (
        DIRECTIVE, 2, "kh:5:tu@phu-yen:2011; kh:9:tu@gia-lai:2010",
    )  # fmt: skip
    mine = graph.stubs()
    mine.loc[0, "cited_by"] = 0
    assert graph.stubs().loc[0, "cited_by"] == 2  # what is kept is not what is given away


def test_a_document_that_is_cited_in_the_titles_of_others_is_cited_by_all_who_print_them():
    texts = [
        f"Số {number}-KH/TU\n\nThực hiện Kết luận 44-KL/TW về tiếp tục thực hiện Chỉ thị 43-CT/TW."
        for number in (3, 4)
    ]
    stubs = vp.build_graph([vp.parse(text) for text in texts]).stubs().set_index("document")
    assert stubs.loc[DIRECTIVE, "cited_by"] == stubs.loc["kl:44:tw:k13", "cited_by"] == 2


def test_gaps_of_a_register_say_what_they_do_not_prove():
    papers = [Paper(f"{number}-CT/TW", "Ban Bí thư", "2010-06-08", type="chỉ thị") for number in (2, 3, 6)]
    papers[0].cites("Chỉ thị 5-CT/TW", "5-CT/TW", "chỉ thị", date="2009-01-08")
    [gap] = graph_of(*papers).gaps().to_dict("records")
    assert (gap["register"], gap["in_hand"], gap["gaps"], gap["cited_numbers"]) == (
        "ct:tw:k10",
        3,
        "1, 4-5",
        "5",
    )
    assert "proves nothing" in gap["note"]


def test_numbers_that_run_through_a_term_have_no_gap_before_the_first_of_a_year():
    papers = [Paper(f"{number}-KH/TU", "Tỉnh ủy Gia Lai", f"2012-05-{number}") for number in (11, 14)]
    [gap] = graph_of(*papers).gaps().to_dict("records")
    assert (gap["register"], gap["gaps"]) == ("kh:tu@gia-lai:2012", "12-13")
    assert "run through a term" in gap["note"]


def test_parts_of_a_graph_are_graphs_that_answer(provinces):
    parts = {
        "place": provinces.where(place="Gia Lai"),
        "level": provinces.where(level="district"),
        "branch": provinces.where(branch="state"),
        "type": provinces.where(doc_type="Kế hoạch"),
        "period": provinces.where(since="2010-12", until="2010"),
    }
    for part in parts.values():
        assert type(part) is vp.MandateGraph and part.validate() == []
        networkx.degree_centrality(networkx.DiGraph(part))
    held = {
        name: [id for id, own in part.nodes(data=True) if own.get("in_hand")] for name, part in parts.items()
    }
    assert held["place"] == [
        "kh:4:ubnd@gia-lai:2010",
        "kh:6:hu@huyen-chu-se.gia-lai:2010",
        "kh:9:tu@gia-lai:2010",
    ]
    assert held["level"] == ["kh:6:hu@huyen-chu-se.gia-lai:2010"]
    assert held["branch"] == ["kh:4:ubnd@gia-lai:2010"]
    assert len(held["type"]) == 6
    assert held["period"] == ["kh:6:hu@huyen-chu-se.gia-lai:2010", "kh:7:tu@kon-tum:2010"]
    assert len(parts["place"].plans_for(DIRECTIVE)) == 3
    with pytest.raises(vp.NotInGraph):
        provinces.where(place="Atlantis")


def test_what_is_kept_for_answers_goes_when_the_graph_changes(provinces):
    assert len(provinces.stubs()) == 1 and "1 cited only" in repr(provinces)
    provinces.remove_node(DIRECTIVE)
    assert len(provinces.stubs()) == 0 and "0 cited only" in repr(provinces)
    again = pickle.loads(pickle.dumps(provinces))
    again.remove_node("kh:9:tu@gia-lai:2010")
    assert (repr(again)[:25], repr(provinces)[:25]) == (
        "MandateGraph: 5 documents",
        "MandateGraph: 6 documents",
    )
