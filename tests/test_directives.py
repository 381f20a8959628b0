"""A directive in pictures: the tree of its plans, their days, the provinces on both maps."""

import re
from pathlib import Path

import pytest

import vnpolicy as vp
from vnpolicy.display.directives import _tiles
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"


@pytest.fixture(scope="module")
def graph():
    return vp.build_graph(vp.read_archive(ARCHIVE))


def test_the_tree_holds_every_plan_once_under_the_one_it_carries_out(graph):
    tree = graph.show_plans("ct:43:tw:k10").html
    plans = graph.plans_for("ct:43:tw:k10")
    assert tree.count("<li>") == len(plans)
    below_87 = re.search(r"87-KH/TU.*?<ul>(.*?)</ul>", tree, re.DOTALL)[1]
    assert "26-HD/BDVTU" in below_87 and "2964/UBND-VX" in below_87 and "05-KH/TU" not in below_87
    assert "126 ngày" in tree and "126 days" in graph.show_plans("ct:43:tw:k10", language="en").html


def test_days_stand_in_order_on_their_line(graph):
    drawn = graph.show_lags("ct:43:tw:k10").html
    places = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', drawn)]
    assert places == sorted(places) and len(places) == len(
        graph.plans_for("ct:43:tw:k10").dropna(subset="lag_days")
    )


@pytest.mark.parametrize(("day", "provinces"), [("2010-06-08", 63), ("2025-07-01", 34)])
def test_every_province_of_a_map_has_a_tile_of_its_own(graph, day, provinces):
    drawn = graph.show_coverage("ct:43:tw:k10", map_of=day).html
    tiles = re.findall(r'<rect x="(\d+)" y="(\d+)" width="43"', drawn)
    assert len(tiles) == len(set(tiles)) == provinces


def test_a_tile_tells_an_absence_from_an_archive_without_papers(graph):
    drawn = graph.show_coverage("ct:43:tw:k10", language="en").html
    told = dict(re.findall(r'<title>([^<:]*): .*?fill="(#\w+)"', drawn))
    legend = {
        word: colour
        for colour, word in re.findall(r'fill="(#\w+)" stroke="#94a3b8"/><text[^>]*>([^<]*)<', drawn)
    }
    assert told["Gia Lai"] == legend["issued"]
    assert told["Lâm Đồng"] == legend["papers in this archive, but no plan"]
    assert told["An Giang"] == legend["no paper in this archive"]


def test_every_province_has_its_place_on_the_map():
    assert set(_tiles()) == {province.code for province in Knowledge.default()[Province]}


def test_a_directive_that_nobody_carries_out_says_so(graph):
    assert "Chưa thấy văn bản nào" in graph.show_plans("kh:9:hu@huyen-chu-se.gia-lai:2011").html
    assert "No plan was found" in graph.show_lags("kh:9:hu@huyen-chu-se.gia-lai:2011", language="en").html
