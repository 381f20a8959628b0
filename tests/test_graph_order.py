"""The order of an archive does not matter, and graphs compose."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import Paper

import vnpolicy as vp
from vnpolicy.bridges.export import FORMATS

ROOT = Path(__file__).parent.parent
FOLDERS = {"csv", "neo4j", "parquet"}


@pytest.fixture(scope="module")
def specimens():
    return list(vp.read_archive(ROOT / "corpus" / "archive"))


def written(graph: vp.MandateGraph, folder: Path) -> dict[str, bytes]:
    """Every export of a graph, by file name."""
    for name in FORMATS:
        (folder / name).mkdir(parents=True)
        path = folder / name if name in FOLDERS else folder / name / f"graph.{name}"
        vp.write_graph(graph, path, format=name)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_specimens_in_any_order_give_the_same_bytes(specimens, seed, tmp_path):
    shuffled = random.Random(seed).sample(specimens, len(specimens))
    first = written(vp.build_graph(specimens), tmp_path / "first")
    assert written(vp.build_graph(shuffled), tmp_path / "second") == first


def test_nothing_hangs_on_how_python_hashes(tmp_path):
    script = (
        "import sys, vnpolicy as vp\nfrom vnpolicy.bridges.networkx import write_json\n"
        "write_json(vp.build_graph(vp.read_archive(vp.EXAMPLE)), sys.argv[1])"
    )
    found = []
    for seed in ("1", "2"):
        path = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, path], check=True, env=environment)
        found.append(path.read_bytes())
    assert found[0] == found[1]


def test_copies_that_differ_in_nothing_but_their_text_may_come_in_any_order(tmp_path):
    one, other = (
        Paper("7-KH/TU", "Tỉnh ủy Phú Yên", "2018-03-01", title).document() for title in ("về ao", "về hồ")
    )
    assert len(one.text) == len(other.text)
    first, second = (vp.build_graph(papers) for papers in ([one, other], [other, one]))
    assert written(first, tmp_path / "first") == written(second, tmp_path / "second")


def test_two_halves_compose_to_the_whole_in_either_order(specimens, tmp_path):
    whole = vp.build_graph(specimens)
    early, late = whole.where(until="2013"), whole.where(since="2014")
    assert 0 < len(early) < len(whole) and 0 < len(late) < len(whole)
    expected = written(whole, tmp_path / "whole")
    for name, both in {
        "one": early | late,
        "other": late | early,
        "again": whole | early,
        "same": whole | whole,
    }.items():
        assert type(both) is vp.MandateGraph and both.validate() == []
        assert written(both, tmp_path / name) == expected


def test_what_one_graph_cites_and_the_other_holds_is_in_hand():
    plan = Paper("9-KH/TU", "Tỉnh ủy Gia Lai", "2012-01-14").document()
    guide = Paper("3-HD/BTCTU", "Ban Tổ chức Tỉnh ủy Gia Lai", "2012-02-14", type="hướng dẫn")
    guide.cites(
        "Kế hoạch 9-KH/TU", "9-KH/TU", "kế hoạch", "guides", date="2012-01-14", issuer="Tỉnh ủy Gia Lai"
    )
    one, other = vp.build_graph([guide.document()]), vp.build_graph([plan])
    assert not one.nodes[plan.id]["in_hand"]
    both = one | other
    assert both.nodes[plan.id] == {**other.nodes[plan.id], "mentions": 1}
    assert both.stubs().empty


def test_bodies_of_two_graphs_follow_one_another():
    old, new = (
        vp.build_graph([paper])
        for paper in (
            Paper("9-KH/TU", "Tỉnh ủy Gia Lai", "2012-01-14")
            .task("a", lead=f"Ban Dân vận = {OLD}")
            .document(),
            Paper("2-KH/TU", "Tỉnh ủy Gia Lai", "2025-09-14")
            .task("b", lead=f"Ban Tuyên giáo = {NEW}")
            .document(),
        )
    )
    assert not any(graph.has_edge(OLD, NEW, "succeeded_by") for graph in (old, new))
    assert (old | new).has_edge(OLD, NEW, "succeeded_by")


OLD, NEW = "ban-dan-van-tinh-uy@gia-lai", "ban-tuyen-giao-va-dan-van-tinh-uy@gia-lai"
