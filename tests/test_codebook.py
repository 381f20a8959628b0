"""The tables of an archive: what the codebook promises, the rows hold."""

from pathlib import Path

import pytest

import vnpolicy as vp
from vnpolicy import model
from vnpolicy.archive.codebook import as_markdown, codebook
from vnpolicy.archive.rows import Filed, rows_of
from vnpolicy.archive.tables import read_table, schema, write_table
from vnpolicy.graph.resolve import resolve

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def plan():
    return vp.read(ROOT / "corpus" / "archive" / "kh-87-tu-gia-lai-2010.txt")


@pytest.fixture(scope="module")
def rows(plan):
    links = resolve([plan]).links[plan.id]
    return dict(rows_of(Filed("3f-1", plan, ("a.txt",), links, actions=True), {plan.id}))


def test_the_page_of_the_codebook_is_made_from_it():
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == as_markdown()


@pytest.mark.parametrize("table", codebook())
def test_every_column_says_what_it_means(table):
    columns = codebook()[table]
    assert len({column.name for column in columns}) == len(columns)
    assert [field.metadata[b"meaning"].decode() for field in schema(table)] == [c.meaning for c in columns]


def test_rows_fill_the_columns_of_their_table(rows):
    for table, given in rows.items():
        if given:
            assert {column.name for column in codebook()[table]} <= set().union(*given), table


KEPT = {
    "sections": model.Section,
    "references": model.Reference,
    "bodies": model.Body,
    "tasks": model.Task,
    "assignments": model.Assignment,
    "products": model.Product,
    "targets": model.Target,
    "issues": model.Issue,
}
# Offsets have names of their own; what has a table of its own is no column; the rest is in the document alone.
ELSEWHERE = {"start", "end", "parts", "cue", "predicate", "assignments", "products", "targets", "id"}


@pytest.mark.parametrize("table", KEPT)
def test_every_field_of_the_model_has_its_column(table):
    columns = {column.name for column in codebook()[table]}
    assert set(KEPT[table].__struct_fields__) - ELSEWHERE <= columns


def test_every_row_with_offsets_quotes_the_text(plan, rows):
    for table in ("references", "bodies", "tasks", "assignments", "products", "targets"):
        for row in rows[table]:
            if row["char_start"] is not None:
                assert plan.text[row["char_start"] : row["char_end"]] == row["text"], table


def test_tasks_and_assignments_hang_together(plan, rows):
    assert len(rows["tasks"]) == len(plan.tasks) and any(row["action"] for row in rows["tasks"])
    assert {row["task"] for row in rows["assignments"]} <= {row["task"] for row in rows["tasks"]}
    assert len(rows["assignments"]) == sum(len(task.assignments) for task in plan.tasks)


def test_a_copy_of_a_paper_gives_the_graph_nothing(plan):
    given = dict(rows_of(Filed("3f-1", plan, copy_of="2e-1"), {plan.id}))
    assert "edges" not in given and {row.get("leads_to") for row in given["references"]} == {None}


def test_edges_are_those_of_the_graph(plan, rows):
    graph = vp.build_graph([plan])
    read = {(row["source"], row["target"], row["rel"]) for row in rows["edges"]}
    assert len(read) > 50 and read <= set(graph.edges(keys=True))


def test_the_same_rows_give_the_same_bytes_and_come_back(tmp_path, rows):
    for table, given in rows.items():
        write_table(tmp_path / "a" / f"{table}.parquet", table, given)
        write_table(tmp_path / "b" / f"{table}.parquet", table, given)
        assert (tmp_path / "a" / f"{table}.parquet").read_bytes() == (
            tmp_path / "b" / f"{table}.parquet"
        ).read_bytes()
        back = read_table([tmp_path / "a" / f"{table}.parquet"], table)
        assert back.schema == schema(table) and back.num_rows == len(given)
    assert not list(tmp_path.rglob("*.part"))


def test_a_table_of_no_files_has_its_columns():
    assert read_table([], "stubs").num_rows == 0
    assert read_table([], "stubs", ["document", "name"]).schema.names == ["document", "name"]
