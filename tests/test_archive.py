"""Folders of files: every one read, or listed with its reason, the others unharmed."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import vnpolicy as vp
from vnpolicy.cli import app

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"
run = CliRunner().invoke


@pytest.fixture
def mixed(tmp_path):
    """A folder with one plan, an empty file, a broken PDF and a hidden file."""
    (tmp_path / "plan.txt").write_text(
        "Số 7-KH/TU\n\nThực hiện Chỉ thị 43-CT/TW của Ban Bí thư.", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / ".hidden").write_text("x")
    return tmp_path


def test_an_archive_reads_what_it_can_and_names_the_rest(mixed):
    archive = vp.read_archive(mixed)
    assert [document.header.number.value for document in archive] == ["7-KH/TU"]
    assert sorted(Path(failure.name).name for failure in archive.failures) == ["broken.pdf", "empty.txt"]
    assert all(failure.reason for failure in archive.failures)


def test_an_archive_can_raise_instead(mixed):
    with pytest.raises(vp.UnreadableSource):
        vp.read_archive(mixed, on_error="raise")


def test_the_members_of_a_zip_file_are_documents_of_the_archive(mixed):
    with zipfile.ZipFile(mixed / "năm.zip", "w") as packed:
        packed.writestr("kế hoạch/kh-8.txt", "Số 8-KH/TU\n\nGiao Ban Tổ chức Tỉnh ủy.")
        packed.writestr("trống.txt", "")
        packed.writestr("__MACOSX/._kh-8.txt", "x")
    archive = vp.read_archive(mixed)
    assert [document.source.name for document in archive] == ["năm.zip/kế hoạch/kh-8.txt", "plan.txt"]
    assert str(mixed / "năm.zip" / "trống.txt") in [failure.name for failure in archive.failures]
    assert str(mixed / "năm.zip" / "__MACOSX" / "._kh-8.txt") in [left.name for left in archive.skipped]


def test_what_is_left_alone_is_listed(mixed):
    (mixed / ".git").mkdir()
    (mixed / ".git" / "config").write_text("x")
    (mixed / "round").symlink_to(mixed)
    (mixed / "again.txt").symlink_to(mixed / "plan.txt")
    (mixed / "out.txt").symlink_to(__file__)
    (mixed / "loop.txt").symlink_to(mixed / "loop.txt")
    archive = vp.read_archive(mixed)
    left = {Path(skipped.name).name: skipped.reason for skipped in archive.skipped}
    assert {".git", ".hidden", "round", "again.txt", "out.txt"} == set(left)
    assert "out of the folder" in left["out.txt"] and len(archive) == 1
    assert "loop.txt" in [Path(failure.name).name for failure in archive.failures]


def test_a_pipe_in_a_folder_is_never_opened(mixed):
    os.mkfifo(mixed / "pipe.txt")
    failures = {Path(failure.name).name: failure.reason for failure in vp.read_archive(mixed).failures}
    assert "no regular file" in failures["pipe.txt"]


def test_the_same_files_in_any_order_give_the_same_documents():
    files = sorted(ARCHIVE.iterdir())
    forward, backward = vp.read_archive(files), vp.read_archive(reversed(files))
    assert {document.id for document in forward} == {document.id for document in backward}


def test_parse_prints_one_json_object_a_line_and_fails_for_the_unreadable(mixed):
    result = run(app, ["parse", str(mixed)])
    assert result.exit_code == 1
    assert [json.loads(line)["schema"] for line in result.stdout.splitlines()] == ["vnpolicy.document/1"]
    assert "empty.txt" in result.stderr and "broken.pdf" in result.stderr
    assert "1 file(s) left alone" in result.stderr


def test_parse_reads_the_members_of_a_zip_file_and_opens_what_is_locked(tmp_path):
    with zipfile.ZipFile(tmp_path / "năm.zip", "w") as packed:
        packed.writestr("a.txt", "Số 8-KH/TU\n\nGiao Ban Tổ chức.")
        packed.writestr("b.txt", "")
    result = run(app, ["parse", str(tmp_path / "năm.zip"), "--password", "x"])
    assert result.exit_code == 1 and "năm.zip/b.txt" in result.stderr.replace("\n", "")
    assert [json.loads(line)["source"]["name"] for line in result.stdout.splitlines()] == ["năm.zip/a.txt"]


def test_parse_prints_tables_to_read():
    result = run(
        app,
        ["parse", str(ARCHIVE / "kh-87-tu-gia-lai-2010.txt"), "--format", "table"],
        env={"COLUMNS": "200"},
    )
    assert result.exit_code == 0
    assert "kh:87:tu@gia-lai:2010" in result.stdout and "Ban Dân vận Tỉnh" in result.stdout


def test_graph_writes_files_that_ask_answers_from(tmp_path):
    assert run(app, ["graph", str(ARCHIVE), "--out", str(tmp_path)]).exit_code == 0
    assert {"graph.json", "graph.graphml"} <= {path.name for path in tmp_path.iterdir()}
    answer = run(app, ["ask", "plans-for", "ct:43:tw:k10", "--in", str(tmp_path), "--format", "csv"])
    assert answer.exit_code == 0 and "kh:87:tu@gia-lai:2010,87-KH/TU" in answer.stdout
    assert run(app, ["ask", "stubs", "--in", str(tmp_path)]).exit_code == 0


QUESTIONS = {
    "plans-for ct:43:tw:k10": "31-KH/TU",
    "coverage ct:43:tw:k10 --map-of 2025-07-01": "issued",
    "coverage ct:43:tw:k10 --by district --as-of 2010-12-31": "huyện Chư Sê",
    "diffusion ct:43:tw:k10": "Bình Định",
    "tasks-of ban-dan-van-tinh-uy@gia-lai --include-successors --as-of 2026-01-01": "Ban Tuyên giáo và Dân vận",
    "tasks-of so-y-te@gia-lai --until 2011-12-31": "2011-06-30",
    "roles-in 12-KH/HU": "Phòng Y tế huyện Tuy Phước",
    "workload --by level,year": "district",
    "coordination so-y-te@gia-lai": "Hội Chữ thập đỏ",
    "in-force 44-KH/TU --on 2026-01-01": "replaced",
    "conflicts": "ended basis",
    "stubs": "317/QĐ-UBND",
    "gaps ct:tw:k10": "1-43",
    "trace 05-KH/ĐU": "Chỉ thị 43-CT/TW",
    "chain 05-KH/ĐU ct:43:tw:k10": "Kế hoạch 31-KH/TU",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered_as_a_table_and_as_csv(question, monkeypatch):
    monkeypatch.setattr("vnpolicy.cli.screen", Console(width=300))
    asked = ["ask", *question.split(), "--in", str(vp.EXAMPLE)]
    for form in ("table", "csv"):
        answer = run(app, [*asked, "--format", form])
        assert answer.exit_code == 0 and QUESTIONS[question] in answer.output


def test_ask_tells_of_two_directives_with_one_number(tmp_path):
    answer = run(app, ["ask", "plans-for", "43-CT/TW", "--in", str(ARCHIVE)], env={"COLUMNS": "250"})
    assert "ct:43:tw:k10" in answer.output and "ct:43:tw:k11" in answer.output


def test_a_pasted_text_is_checked_at_the_command_line(tmp_path):
    text = "Căn cứ Kế hoạch số 96/KH-UBND ngày 22/9/2025 của UBND tỉnh Gia Lai; Chỉ thị 43-CT/TW."
    table = run(app, ["check", "--in", str(ARCHIVE)], input=text)
    assert table.exit_code == 0
    assert "FOUND" in table.output and "AMBIGUOUS" in table.output
    paper = tmp_path / "paper.txt"
    paper.write_text(text, encoding="utf-8")
    rows = json.loads(run(app, ["check", str(paper), "--in", str(ARCHIVE), "--format", "json"]).stdout)
    assert [(row["status"], row["document"], row["candidates"]) for row in rows] == [
        ("FOUND", "kh:96:ubnd@gia-lai:2025", None),
        ("AMBIGUOUS", None, "ct:43:tw:k10; ct:43:tw:k11"),
    ]
