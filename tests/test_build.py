"""Archives on disk: each document once, whatever happens on the way, and the same bytes in the end."""

import hashlib
import importlib
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

import vnpolicy as vp
from vnpolicy.archive.build import alone
from vnpolicy.archive.codebook import codebook
from vnpolicy.archive.store import Store
from vnpolicy.archive.tables import schema
from vnpolicy.cli import app
from vnpolicy.graph.resolve import resolve
from vnpolicy.reading.options import Limits

ROOT = Path(__file__).parent.parent
SPECIMENS = sorted((ROOT / "corpus" / "archive").glob("*.txt"))
MAIN = "from vnpolicy.cli import app; app()"
TIMED = {"manifest"}  # tells when and how long


@pytest.fixture(scope="module")
def benchmarks():
    """The modules that make archives, found by the workers too."""
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    yield {name: importlib.import_module(name) for name in ("papers", "poison")}
    sys.path.remove(folder)


def tables(folder: Path) -> dict[str, str]:
    """A hash of every file of every table that tells nothing of times."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.parquet"))
        if path.parent.name not in TIMED
    }


def build(paths, out, **options):
    return vp.read_archive(paths, out=out, **{"workers": 0, **options})


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The archive of all specimens in text."""
    out = tmp_path_factory.mktemp("whole")
    return build(SPECIMENS, out)


def test_every_table_of_the_codebook_is_written(whole):
    for table in codebook():
        frame = whole.table(table)
        assert list(frame.columns) == schema(table).names
    assert len(whole.table("documents")) == len(SPECIMENS) == len(whole)


def test_links_over_the_archive_are_those_of_resolve(whole):
    links = resolve(vp.read(path) for path in SPECIMENS).links
    told = whole.table("references")
    for id, mine in links.items():
        own = told[told["document"] == id].sort_values("at")
        assert [link.target for link in mine] == own["leads_to"].tolist()
        assert [link.method for link in mine] == own["method"].tolist()
        assert [list(link.candidates) for link in mine] == [list(given) for given in own["candidates"]]


def test_stubs_are_those_of_the_graph(whole):
    graph = vp.build_graph(vp.read(path) for path in SPECIMENS)
    stubs = {id: own for id, own in graph.nodes(data=True) if own.get("in_hand") is False}
    told = whole.table("stubs").set_index("document")
    assert set(stubs) == set(told.index)
    assert all(told.loc[id]["name"] == own["name"] for id, own in stubs.items())


def test_documents_come_back_as_they_were_read(whole):
    for path in SPECIMENS:
        assert whole[vp.read(path).id] == vp.read(path)
    assert [document.source.name for document in whole] == [path.name for path in SPECIMENS]
    assert whole[0].file == SPECIMENS[0] and whole[-1] == whole[len(whole) - 1]
    with pytest.raises(IndexError):
        whole[len(whole)]
    with pytest.raises(KeyError):
        whole["kh:1:nowhere"]
    with pytest.raises(KeyError, match="edges"):
        whole.table("nothing")


def test_an_archive_is_opened_again(whole):
    again = vp.open_archive(whole.folder)
    assert again.documents == whole.documents and again.failures == ()
    assert again.table("edges").equals(whole.table("edges"))
    with pytest.raises(vp.UnreadableSource):
        vp.open_archive(ROOT)


def test_order_and_workers_do_not_matter(whole, tmp_path):
    build(SPECIMENS[::-1], tmp_path / "backward")
    build(random.Random(5).sample(SPECIMENS, len(SPECIMENS)), tmp_path / "guarded", workers=2)
    assert tables(tmp_path / "backward") == tables(whole.folder) == tables(tmp_path / "guarded")


def test_what_comes_later_changes_what_it_touches(whole, tmp_path):
    for some in (SPECIMENS[::2], SPECIMENS[:3], SPECIMENS):
        build(some, tmp_path)
    assert tables(tmp_path) == tables(whole.folder)


def test_only_what_is_touched_is_linked_again(tmp_path, benchmarks, caplog):
    benchmarks["papers"].write(tmp_path / "in", range(40), characters=1200)
    build(tmp_path / "in", tmp_path / "out")
    benchmarks["papers"].write(tmp_path / "in", range(40, 42), characters=1200)
    caplog.clear()
    with caplog.at_level("INFO", "vnpolicy.archive"):
        build(tmp_path / "in", tmp_path / "out")
    linked = next(int(record.args[0]) for record in caplog.records if record.msg.startswith("linked"))
    assert "2 files to read" in caplog.text and 2 <= linked < 42
    build(tmp_path / "in", tmp_path / "fresh")
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_a_second_run_reads_nothing(whole, caplog):
    before = tables(whole.folder)
    with caplog.at_level("INFO", "vnpolicy.archive"):
        build(SPECIMENS, whole.folder)
    assert (
        "0 files to read" in caplog.text
        and "linked 0 papers" in caplog.text
        and "wrote 0 parts" in caplog.text
    )
    assert tables(whole.folder) == before


def test_one_content_under_many_names_is_one_document(tmp_path):
    text = SPECIMENS[0].read_bytes()
    (tmp_path / "b.txt").write_bytes(text)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.txt").write_bytes(text)
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as packed:
        packed.writestr("năm/e.txt", text)
    archive = build(tmp_path, tmp_path.with_name("out-names"))
    assert len(archive) == 1
    names = [str(tmp_path / name) for name in ("a/c.txt", "b.txt", "d.zip/năm/e.txt")]
    assert list(archive.table("documents")["names"][0]) == names
    assert archive[0].source.name == "c.txt" and archive[0].file == tmp_path / "a" / "c.txt"


def test_of_two_endings_the_first_name_tells_how_a_content_is_read(tmp_path):
    text = "# KẾ HOẠCH\n\nSố 7-KH/TU\n\n**Sở Y tế** chủ trì."
    for name in ("b.txt", "a.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    formats = [
        build([tmp_path / name for name in names], tmp_path / out)[0].source.format
        for out, names in (("one", ("a.md", "b.txt")), ("two", ("b.txt", "a.md")))
    ]
    assert formats == ["markdown", "markdown"]
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_a_changed_file_gives_its_new_content_alone(tmp_path):
    plan = tmp_path / "plan.txt"
    plan.write_text("Số 7-KH/TU\n\nGiao Sở Y tế chủ trì.", encoding="utf-8")
    build(plan, tmp_path / "out")
    plan.write_text("Số 8-KH/TU\n\nGiao Sở Nội vụ chủ trì.", encoding="utf-8")
    archive = build(plan, tmp_path / "out")
    assert [document.header.number.value for document in archive] == ["8-KH/TU"]
    build(plan, tmp_path / "fresh")
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_members_that_are_gone_from_a_zip_file_are_gone(tmp_path):
    for members in (("a.txt", "b.txt"), ("b.txt",)):
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
            for name in members:
                packed.writestr(name, f"Số 7-KH/TU của {name}")
        archive = build(tmp_path / "x.zip", tmp_path / "out")
    assert [document.source.name for document in archive] == ["x.zip/b.txt"]


def test_failures_are_read_again_when_asked(tmp_path):
    (tmp_path / "locked.txt").write_text("Số 7-KH/TU", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    tight = Limits(characters=2)
    archive = build(tmp_path, tmp_path.with_name("out-retry"), limits=tight)
    assert len(archive) == 0 and len(archive.failures) == 2
    assert len(build(tmp_path, archive.folder)) == 0
    again = build(tmp_path, archive.folder, retry_failed=True)
    assert len(again) == 1 and [Path(failure.name).name for failure in again.failures] == ["empty.txt"]


def test_what_other_knowledge_read_is_stale(tmp_path):
    (tmp_path / "plan.txt").write_text("Thực hiện Cẩm nang số 3-CN/TU ngày 02/3/2011.", encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'types = [{ code = "cl", name = "cẩm nang", english = "handbook", symbols = ["CN"],'
        ' examples = ["Cẩm nang số 3-CN/TU"] }]',
        encoding="utf-8",
    )
    knowledge = vp.Knowledge.default().extended(mine)

    def types(**options):
        archive = build(tmp_path / "plan.txt", tmp_path / "out", **options)
        return [reference.type for reference in archive[0].references]

    assert "cẩm nang" not in types()
    assert "cẩm nang" not in types(knowledge=knowledge)
    assert "cẩm nang" in types(knowledge=knowledge, stale=True)


def test_papers_that_are_nearly_the_same_are_paired_and_decided(tmp_path):
    text = SPECIMENS[0].read_text(encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(text.replace("2011", "2012") + "\nBản sao", encoding="utf-8")
    (tmp_path / "in" / "c.txt").write_text(SPECIMENS[3].read_text(encoding="utf-8"), encoding="utf-8")
    told = build(tmp_path / "in", tmp_path / "out").table("duplicates")
    (pair,) = told.to_dict("records")
    assert 0.7 <= pair["score"] < 1 and told["decision"].isna().all() and pair["paper"] != pair["other"]
    (tmp_path / "out" / "duplicates.toml").write_text(
        f'pairs = [{{ paper = "{pair["paper"]}", other = "{pair["other"]}", decision = "same" }}]'
    )
    archive = build(tmp_path / "in", tmp_path / "out")
    assert archive.table("duplicates")["decision"].tolist() == ["same"]
    documents = archive.table("documents").set_index("paper")
    assert documents.loc[pair["other"]]["copy_of"] == pair["paper"]
    assert pair["other"] not in set(archive.table("edges")["paper"])


def test_an_unreadable_file_of_decisions_says_where(tmp_path):
    (tmp_path / "duplicates.toml").write_text("pairs = [{ paper = 1 }]")
    with pytest.raises(vp.KnowledgeError, match=r"duplicates\.toml"):
        build(SPECIMENS[:1], tmp_path)


def test_patterns_urls_and_missing_files(tmp_path):
    pattern = str(ROOT / "corpus" / "archive" / "kh-1*-2015.txt")
    url = "file://" + str(SPECIMENS[-1])
    archive = build([pattern, url, tmp_path / "none.txt", "nowhere://x"], tmp_path / "out")
    assert len(archive) == len(list((ROOT / "corpus" / "archive").glob("kh-1*-2015.txt"))) + 1
    assert url in archive.table("documents")["names"].explode().tolist()
    assert {Path(failure.name).name for failure in archive.failures} == {"none.txt", "x"}


def test_actions_are_told_where_they_are_asked_for(tmp_path):
    told = build(SPECIMENS[0], tmp_path / "out", actions=True).table("tasks")
    assert told["action"].tolist() == [task.action for task in vp.read(SPECIMENS[0]).tasks]


def poisoned(folder, poison, kinds, healthy, engine="local", **limits):
    """An archive with poison, read by workers that fall for it: how many papers, what each poison was told as."""
    poison.make(folder / "in", healthy, kinds)
    return poison.read(folder, engine=engine, limits=Limits(**limits))


def test_poison_harms_nothing_else(tmp_path, benchmarks):
    kinds = ("kill", "segfault", "exit", "sleep", "memory", "raise", "broken", "empty")
    read, failed = poisoned(tmp_path, benchmarks["poison"], kinds, 12, seconds=8, memory_bytes=1 << 28)
    assert failed == {kind: benchmarks["poison"].KINDS[kind] for kind in kinds}
    assert read == 12


def test_one_member_of_a_zip_file_harms_no_other(tmp_path, benchmarks):
    mark = benchmarks["poison"].MARK
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "x.zip", "w") as packed:
        for number in range(4):
            packed.writestr(f"{number}.txt", f"Số {number}-KH/TU")
            packed.writestr(f"{number}-poison.txt", mark + b"kill %d" % number)
    read, failed = poisoned(tmp_path, benchmarks["poison"], (), 0, seconds=20)
    assert (len(failed), read) == (1, 4)  # the four poisons have one key here
    store = Store(tmp_path / "archive.sqlite")
    assert store.one("SELECT count(*) FROM contents WHERE kind = 'crash'") == 4


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["local", "dask"])
def test_every_poison_in_both_engines(tmp_path, benchmarks, engine):
    kinds = tuple(benchmarks["poison"].KINDS)
    read, failed = poisoned(
        tmp_path, benchmarks["poison"], kinds, 200, engine, seconds=15, memory_bytes=1 << 29
    )
    assert failed == benchmarks["poison"].KINDS and read == 200


@pytest.mark.slow
def test_a_cluster_writes_the_same_tables(whole, tmp_path):
    build(SPECIMENS, tmp_path, workers=2, engine="dask")
    assert tables(tmp_path) == tables(whole.folder)


def command(paths: Path, out: Path) -> list[str]:
    return [sys.executable, "-c", MAIN, "build", str(paths), "--out", str(out), "--workers", "2"]


def kill_and_resume(paths: Path, out: Path, moments: list[float]) -> None:
    """Build, killed so many seconds after each beginning; then to the end."""
    for moment in moments:
        run = subprocess.Popen(command(paths, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    subprocess.run(command(paths, out), check=True, capture_output=True)


def test_killed_and_begun_again_it_writes_the_same_bytes(tmp_path, benchmarks):
    benchmarks["papers"].write(tmp_path / "in", range(30), characters=2000)
    kill_and_resume(tmp_path / "in", tmp_path / "out", [2.5])
    build(tmp_path / "in", tmp_path / "whole")
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


@pytest.mark.slow
def test_killed_at_twenty_moments_it_writes_the_same_bytes(tmp_path, benchmarks):
    benchmarks["papers"].write(tmp_path / "in", range(150), characters=4000)
    build(tmp_path / "in", tmp_path / "whole")
    moments = [random.Random(7).uniform(0.5, 8) for _ in range(20)]
    kill_and_resume(tmp_path / "in", tmp_path / "out", moments)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_the_command_line_builds_reports_and_fails_for_what_it_could_not_read(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("Số 7-KH/TU", encoding="utf-8")
    (tmp_path / "in" / "empty <b>.txt").write_bytes(b"")
    result = CliRunner().invoke(app, ["build", str(tmp_path / "in"), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1 and "it is empty" in result.stdout
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "empty &lt;b&gt;.txt" in page and "<b>" not in page
    assert "unreadable" in (tmp_path / "out" / "build.log").read_text(encoding="utf-8")
    manifest = msgspec.json.decode((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["counts"] == {"names": 2, "contents": 2, "papers": 1, "read": 1, "unreadable": 1}


def test_two_runs_do_not_build_one_archive_at_once(tmp_path):
    with alone(tmp_path), pytest.raises(vp.VnpolicyError, match="another run"):
        build(SPECIMENS[:1], tmp_path)
    assert len(build(SPECIMENS[:1], tmp_path)) == 1


def test_a_bar_tells_where_the_run_stands(tmp_path, capsys):
    build(SPECIMENS, tmp_path, progress=True)
    assert "documents" in capsys.readouterr().err


def test_the_papers_of_the_benchmarks_are_what_they_claim(benchmarks):
    papers = benchmarks["papers"]
    made = [papers.Paper(index) for index in range(0, 900, 31)]
    read = [vp.parse(paper.text) for paper in made]
    assert len({document.id for document in read}) == len(made)
    assert all(document.header.number and document.header.date and document.tasks for document in read)
    assert [paper.text for paper in made] == [papers.Paper(paper.index).text for paper in made]
    assert papers.Paper(0).text.splitlines()[2] == "Số: 1/KH-UBND"
