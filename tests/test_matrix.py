"""Tasks to look at: the table of them in a notebook, the matrix of bodies and tasks, the frame of them."""

import re

import pandas
import pytest

import vnpolicy as vp

PLAN = """1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế mở lớp.
2. Sở Y tế mua sách; báo cáo UBND tỉnh trước ngày 15/12/2025."""


@pytest.fixture(scope="module")
def archive():
    return vp.read_archive(vp.EXAMPLE)


def test_tasks_are_a_tuple_that_a_notebook_shows_as_a_table():
    plan = vp.parse(PLAN)
    shown = plan.tasks._repr_html_()
    assert isinstance(plan.tasks, tuple) and plan.tasks == tuple(plan.tasks)
    assert re.findall("<th>(.*?)</th>", shown) == [
        "", "Mục", "Chủ trì · lead", "Phối hợp · with", "Báo cáo · to", "Nhiệm vụ · task", "Thời hạn · by",
    ]  # fmt: skip
    assert type(vp.Document.from_dict(plan.to_dict()).tasks) is type(plan.tasks)


def test_whom_a_task_takes_from_above_stands_in_brackets():
    task = vp.parse("1. Sở Y tế, Công an tỉnh\n- Kiểm tra giếng nước của các làng.").tasks[-1]
    assert "(Sở Y tế); (Công an tỉnh)" in task._repr_html_()


def test_a_matrix_shows_letters_and_keeps_the_roles(archive):
    styled = vp.to_matrix(vp.parse(PLAN))
    assert styled.data.loc["Sở Y tế"].tolist() == ["coordinate", "lead"]
    shown = styled.to_html()
    assert re.findall(r"<td[^>]*>([A-Z]?)<", shown) == ["C", "", "P", "C", "", "B"]
    assert "C: chủ trì · P: phối hợp · B: nhận báo cáo" in shown
    assert (
        "L: leads · C: co-ordinates · R: is reported to"
        in vp.to_matrix(vp.parse(PLAN), language="en").to_html()
    )


def test_the_matrix_of_a_document_is_that_of_the_graph(archive):
    paper = next(paper for paper in archive if paper.header.number.value == "12-KH/HU")
    ours, graphs = vp.to_matrix(paper).data, vp.build_graph(archive).matrix("12-KH/HU")
    assert ours.columns.tolist() == graphs.columns.tolist()
    assert ours.sort_index().to_numpy().tolist() == graphs.sort_index().to_numpy().tolist()
    assert vp.to_matrix(graphs).to_html().count(">C<") == 2


def test_a_matrix_of_several_documents_tells_whose_task_each_is(archive):
    papers = list(archive)[:3]
    shown = vp.to_matrix(papers).to_html()
    assert all(f"{paper.id} · 1" in shown for paper in papers if paper.tasks)


def test_two_bodies_of_one_name_are_told_apart():
    frame = pandas.DataFrame({"1": ["lead", ""], "2": ["", "lead"]}, index=["Ban Chỉ đạo", "Ban Chỉ đạo"])
    assert vp.to_matrix(frame).data.index.tolist() == ["Ban Chỉ đạo", "Ban Chỉ đạo (2)"]


def test_what_a_document_says_cannot_break_out_of_the_matrix():
    plan = vp.parse('1. Công ty <b>Mua</b> "Ánh Dương" chủ trì mua </style><script>alert(1)</script> sách.')
    shown = vp.to_matrix(plan).to_html()
    assert "<script>" not in shown and "<b>" not in shown


def test_a_frame_of_tasks_has_all_that_a_task_tells():
    row = vp.to_frame(vp.parse(PLAN).tasks).iloc[-1]
    assert (row["role"], row["deadline"], row["when"]) == ("report_to", "2025-12-15", "trước ngày 15/12/2025")
    assert {"unstated", "products", "targets", "rules", "begin", "yearless"} <= set(row.index)
