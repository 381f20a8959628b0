"""What one paper repeats of another: passages with their offsets, its own lines, tasks carried over or dropped."""

import pytest

import vnpolicy as vp

DIRECTIVE = """CHỈ THỊ
về tăng cường công tác hiến máu

1. Các cấp ủy tăng cường công tác tuyên truyền, vận động cán bộ, đảng viên và nhân dân tham gia hiến máu tình nguyện.

2. Bộ Y tế chủ trì, phối hợp với Bộ Tài chính bảo đảm kinh phí mua sắm túi đựng máu và phương tiện vận chuyển.

3. Bộ Giáo dục và Đào tạo đưa nội dung sơ cứu ban đầu vào chương trình ngoại khóa của các trường trung học phổ thông.
"""
PLAN = """KẾ HOẠCH
thực hiện Chỉ thị về tăng cường công tác hiến máu

1. Các huyện uỷ tăng cường công tác tuyên truyền, vận động cán bộ, đảng viên và nhân dân tham gia hiến máu tình nguyện.

2. Sở Y tế chủ trì, phối hợp với Sở Tài chính bảo đảm kinh phí mua sắm thiết bị, túi đựng máu và phương tiện vận chuyển.

3. Hội Chữ thập đỏ tỉnh mở bốn điểm hiến máu cố định tại thành phố trong quý II.
"""


@pytest.fixture(scope="module")
def comparison():
    return vp.compare(vp.parse(PLAN), vp.parse(DIRECTIVE))


def test_a_passage_stands_in_both_papers(comparison):
    plan, directive = comparison.document.text, comparison.source.text
    here = [plan[found.span.start : found.span.end] for found in comparison.passages]
    there = [directive[found.of.start : found.of.end] for found in comparison.passages]
    whole = "tăng cường công tác tuyên truyền, vận động cán bộ, đảng viên và nhân dân tham gia hiến máu tình nguyện"
    assert (here[0], there[0]) == (whole, whole)


def test_a_word_put_in_does_not_part_a_passage(comparison):
    found = comparison.passages[1]
    assert comparison.document.text[found.span.start : found.span.end] == (
        "bảo đảm kinh phí mua sắm thiết bị, túi đựng máu và phương tiện vận chuyển"
    )
    assert found.words == 14


def test_what_is_its_own_is_told_apart(comparison):
    assert [
        "Hội Chữ thập đỏ tỉnh" in comparison.document.text[own.start : own.end]
        for own in comparison.additions
    ] == [True]
    assert 0.5 < comparison.share < 0.8


def test_tasks_are_carried_over_changed_added_or_dropped(comparison):
    assert [(pair.kind, pair.task, pair.of) for pair in comparison.tasks] == [
        ("carried over", 0, 0),
        ("carried over", 1, 1),
        ("added", 2, None),
        ("dropped", None, 2),
    ]
    frame = comparison.task_frame()
    assert "Hội Chữ thập đỏ tỉnh" in frame["text"][2]
    assert frame["of_page"].tolist()[:2] == [1, 1]
    assert comparison.passage_frame()["words"].tolist() == [21, 14]


def test_titles_offices_and_formulas_are_no_borrowing():
    cites = (
        "Thực hiện Chỉ thị số 43-CT/TW ngày 08/6/2010 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng "
        "đối với công tác Hội Chữ thập đỏ"
    )
    front = "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh"
    one = vp.parse(f"{cites}, huyện mở lớp.\n\n{front} họp.")
    other = vp.parse(f"{cites}, xã làm đường.\n\n{front} đi.")
    assert vp.compare(one, other).passages == ()


def test_a_paper_repeats_itself_and_nothing_of_an_empty_one():
    paper = vp.parse(DIRECTIVE)
    assert vp.compare(paper, paper).share > 0.9
    assert vp.compare(paper, vp.parse("")).share == vp.compare(vp.parse(""), paper).share == 0.0


def test_one_word_without_end_takes_no_long_time():
    endless = vp.parse("xây " * 20_000)
    assert vp.compare(endless, endless).share == 1.0


def test_side_by_side_escapes_links_and_asks_no_network(comparison, tmp_path):
    rude = vp.parse(PLAN.replace("bốn điểm", "<script>alert(1)</script>"))
    compared = vp.compare(rude, comparison.source)
    compared.to_html(tmp_path / "reuse.html")
    page = (tmp_path / "reuse.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert page.count('href="#b1"') == page.count('id="b1"') == 1
    assert "default-src 'none'" in page
    assert compared._repr_html_() in page
