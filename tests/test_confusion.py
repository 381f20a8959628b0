"""The tables of what is taken for what, and the page that shows them."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def confusion():
    spec = importlib.util.spec_from_file_location("confusion", ROOT / "benchmarks" / "confusion.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mention(quote: str, kind: str = "named", relation: str = "cites", number: str | None = None) -> dict:
    return {"quote": quote, "kind": kind, "relation": relation, "number": number}


def test_references_are_aligned_in_order(confusion):
    law, again, plan = (
        mention("Luật Đất đai"),
        mention("Luật Đất đai", "short"),
        mention("Kế hoạch này", "self"),
    )
    other = mention("Đề án bến đò")
    assert list(confusion.aligned([law, again, plan], [law, other, plan])) == [
        (law, law),
        (again, None),
        (None, other),
        (plan, plan),
    ]


def test_a_table_counts_what_was_found_for_what_was_wanted(confusion):
    plan, other = mention("Kế hoạch 5", "short"), mention("Kế hoạch 5", "numbered")
    lines = confusion.table([(plan, other), (plan, None), (None, plan)], "kind").splitlines()
    assert lines[0] == "| kind: gold ↓ found → | numbered | short | missed |"
    assert lines[2:] == ["| numbered | · | · | · |", "| short | 1 | · | 1 |", "| invented | · | 1 |  |"]


def test_the_page_shows_what_the_parser_finds_today(confusion):
    page = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
    assert confusion.MARKS.search(page)[0] == confusion.report([confusion.GOLD], confusion.ARCHIVE)
