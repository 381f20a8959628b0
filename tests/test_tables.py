"""Annex tables: who must do what by their rows, in every format, against what was written by hand."""

import tomllib
from pathlib import Path

import pytest

import vnpolicy as vp
from vnpolicy.model import Task

GOLD = tomllib.loads((Path(__file__).parents[1] / "corpus" / "tables.toml").read_text(encoding="utf-8"))[
    "papers"
]
ROLES = ("lead", "coordinate", "principal", "oversee", "report_to")


def row(task: Task) -> dict:
    """A task as the gold writes it."""
    roles = {role: [given.text for given in task.assignments if given.role == role] for role in ROLES}
    return told({
        "task": task.text, **roles, "deadline": task.deadline and task.deadline.value,
        "recurrence": task.recurrence, "product": "; ".join(made.text for made in task.products),
    })  # fmt: skip


def told(row: dict, without: tuple = ()) -> dict:
    return {name: value for name, value in row.items() if value and name not in without}


@pytest.mark.parametrize("format", ["txt", "pdf", "docx", "word.docx", "odt", "html", "rtf"])
@pytest.mark.parametrize("slug", GOLD)
def test_every_row_of_an_annex_gives_its_roles(slug, format, render, tmp_path):
    tasks = vp.read(render(slug, format, tmp_path)).tasks
    wanted = GOLD[slug]
    if format == "txt":
        wanted = [
            told(gold, without=gold.get("lost", ())) for gold in wanted if "task" not in gold.get("lost", ())
        ]
    assert list(map(row, tasks)) == [told(gold, without=("lost",)) for gold in wanted]
