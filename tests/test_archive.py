"""Folders of files: every one read, or listed with its reason, the others unharmed."""

import json
from pathlib import Path

import pytest
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


def test_the_same_files_in_any_order_give_the_same_documents():
    files = sorted(ARCHIVE.iterdir())
    forward, backward = vp.read_archive(files), vp.read_archive(reversed(files))
    assert {document.id for document in forward} == {document.id for document in backward}


def test_parse_prints_one_json_object_a_line_and_fails_for_the_unreadable(mixed):
    result = run(app, ["parse", str(mixed)])
    assert result.exit_code == 1
    assert [json.loads(line)["schema"] for line in result.stdout.splitlines()] == ["vnpolicy.document/1"]
    assert "empty.txt" in result.stderr and "broken.pdf" in result.stderr


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


def test_ask_tells_of_two_directives_with_one_number(tmp_path):
    answer = run(app, ["ask", "plans-for", "43-CT/TW", "--in", str(ARCHIVE)], env={"COLUMNS": "250"})
    assert "ct:43:tw:k10" in answer.output and "ct:43:tw:k11" in answer.output
