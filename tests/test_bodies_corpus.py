"""Which body each mention in the specimens is, at which level and of which branch, against what was written by hand."""

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

import vnpolicy as vp
from vnpolicy.model import Body

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = tomllib.loads((CORPUS / "bodies.toml").read_text(encoding="utf-8"))
LEAST = 0.95  # the share of right answers that is asked for

LETTERHEAD = """TỈNH ỦY GIA LAI
*
Số 9-KH/TU
Pleiku, ngày 12 tháng 10 năm 2010

KẾ HOẠCH
về nước sạch
-----

1- {}
"""


@lru_cache
def specimen(slug: str) -> vp.Document:
    return vp.read(next((CORPUS / "archive").glob(f"{slug}.*")))


def mentioned(document: vp.Document, mention: str) -> Body | None:
    """The mention with these words; with "#2" behind them, the second."""
    words, _, number = mention.partition("#")
    found = [body for body in document.bodies if body.text == words]
    at = int(number or 1) - 1
    return found[at] if at < len(found) else None


def test_ids_levels_and_branches_are_as_a_reader_tells_them():
    wrong, asked = [], 0
    for slug, mentions in GOLD["papers"].items():
        for mention, (id, level, branch) in mentions.items():
            body = mentioned(specimen(slug), mention)
            got = (body.id, body.level or "", body.branch or "") if body else ("", None, None)
            asked += 3
            wrong += [
                f"{slug}: {mention}: {a!r}, not {b!r}"
                for a, b in zip(got, (id, level, branch), strict=True)
                if a != b
            ]
    assert 1 - len(wrong) / asked >= LEAST, "\n".join(wrong)


@pytest.mark.parametrize("slug", GOLD["papers"])
def test_a_body_is_told_as_of_the_day_of_its_paper(slug):
    document = specimen(slug)
    assert {body.as_of for body in document.bodies} == {document.header.date.value}


@pytest.mark.parametrize(("body", "followed"), GOLD["successors"].items())
def test_who_followed_a_body(body, followed):
    assert list(vp.successors(body)) == followed


@pytest.mark.parametrize(("sentence", "gold"), GOLD["bound"].items())
def test_what_varies_is_bound_to_the_one_who_acts(sentence, gold):
    words, id = gold
    document = vp.parse(LETTERHEAD.format(sentence))
    [body] = [body for body in document.bodies if body.text == words]
    assert (body.bound_to or "") == id
    meant = {given.body for task in document.tasks for given in task.assignments if given.text == words}
    assert not id or meant <= {id}


def test_a_set_of_a_provinces_districts_is_told_member_by_member():
    sets = [body for body in specimen("kh-87-tu-gia-lai-2010").bodies if body.text.startswith("Các huyện uỷ")]
    told = vp.members_of(sets[0])
    assert len(told.members) == 17
    assert "Thị ủy An Khê" in {member.name for member in told.members}
    assert told.open == ("đảng ủy trực thuộc",)


@pytest.mark.parametrize(
    ("name", "place", "day", "count", "one"),
    [
        ("các tỉnh ủy, thành ủy trực thuộc Trung ương", "", "2010-10-12", 63, "Tỉnh ủy Kon Tum"),
        ("các tỉnh ủy, thành ủy trực thuộc Trung ương", "", "2026-05-01", 34, "Thành ủy Đồng Nai"),
        ("các bộ, cơ quan ngang bộ", "", "2010-10-12", 22, "Bộ Giao thông vận tải"),
        ("các bộ, cơ quan ngang bộ", "", "2025-03-01", 17, "Bộ Dân tộc và Tôn giáo"),
        ("các ban Tỉnh ủy Gia Lai", "@gia-lai", "2026-05-01", 5, "Ban Tuyên giáo và Dân vận Tỉnh ủy Gia Lai"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố tỉnh Kon Tum", "@kon-tum", "2010-10-12", 9,
         "Ủy ban nhân dân huyện Sa Thầy"),
        ("các tổ chức chính trị - xã hội tỉnh Gia Lai", "@gia-lai", "2010-10-12", 5, "Hội Nông dân tỉnh Gia Lai"),
    ],
)  # fmt: skip
def test_the_members_of_a_set_are_those_of_the_day(name, place, day, count, one):
    told = vp.members_of(Body(id=f"x{place}", name=name), on=day)
    assert len(told.members) == count
    assert one in {member.name for member in told.members}
    assert not told.open


def test_of_districts_that_no_table_knows_nothing_is_said():
    told = vp.members_of(Body(id="x@son-la", name="các huyện ủy Sơn La"), on="2010-10-12")
    assert (told.members, told.open) == ((), ("huyện ủy",))
