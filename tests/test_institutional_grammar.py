"""Tasks in the columns of the Institutional Grammar."""

import vnpolicy as vp
from vnpolicy.bridges.institutional_grammar import COLUMNS

PLAN = """1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính giúp Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện \
Kế hoạch này; báo cáo Bộ Nội vụ trước ngày 15/12/2025.

2. Không được thu thêm bất kỳ khoản phí nào.
"""


def test_a_task_is_a_statement_and_what_is_not_printed_is_empty():
    frame = vp.to_institutional_grammar(vp.parse(PLAN))
    assert list(frame.columns) == list(COLUMNS)
    first = frame.iloc[0]
    assert (first["A"], first["D"]) == ("Sở Nội vụ", "must")
    assert first["I"].startswith("theo dõi")
    assert first["Bind"] == "Ủy ban nhân dân tỉnh"
    assert "phối hợp: Sở Tài chính" in first["Cex"]
    assert frame["O"].isna().all()
    assert set(frame["page"]) == {1}


def test_papers_stand_one_after_the_other_and_none_gives_no_rows():
    papers = [vp.parse(PLAN), vp.parse("Sở Y tế chủ trì tổ chức hiến máu.")]
    frame = vp.to_institutional_grammar(papers)
    assert list(dict.fromkeys(frame["document"])) == [paper.id for paper in papers]
    assert vp.to_institutional_grammar(vp.parse("")).empty
