"""What tasks say beside their roles, against the gold that was written by hand before the parser was run on it."""

import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

import vnpolicy as vp

GOLD = Path(__file__).parent / "gold"
FRAME = "KẾ HOẠCH\nCông tác năm\n\nI. NHIỆM VỤ\n1. "


def rows(name: str) -> list:
    """The sentences of one file of gold, each a case of its own."""
    table = tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))[name]
    return [pytest.param(row.pop("text"), row, id=f"{name}-{number}") for number, row in enumerate(table)]


def first_task(text: str) -> vp.Task:
    """The task that a sentence gives in a plan."""
    return vp.parse(FRAME + text).tasks[0]


@pytest.mark.parametrize(("text", "gold"), rows("deadlines"))
def test_by_when_and_how_often(text, gold):
    task = first_task(text)
    said = {"recurrence": task.recurrence, "rules": list(task.rules)}
    for name in ("value", "begin", "yearless", "duration", "working", "exclusive"):
        said[name] = getattr(task.deadline, name, None)
    assert {name: value for name, value in said.items() if value} == gold


@pytest.mark.parametrize(("text", "gold"), rows("deadlines"))
def test_a_calendar_understands_every_rule(text, gold):
    for rule in first_task(text).rules:
        days = rrulestr(rule, dtstart=datetime(2026, 1, 1)).xafter(datetime(2025, 12, 31), count=3)
        assert all(one < another for one, another in pairwise(days))


def said(value: object, gold: dict) -> dict:
    """What a value says in the words of the gold: its fields that are not empty, in the case that the gold has."""
    fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in ("start", "end")}
    fields["printed"] = fields.pop("text")
    return {
        name: gold[name] if vp.fold(str(gold.get(name))) == vp.fold(str(found)) else found
        for name, found in fields.items()
        if found is not None
    }


@pytest.mark.parametrize(("text", "gold"), rows("targets"))
def test_numbers_that_are_aimed_at(text, gold):
    found = [target for task in vp.parse(FRAME + text).tasks for target in task.targets]
    pairs = zip(found, [*gold["targets"], *({} for _ in found)], strict=False)
    assert [said(target, wanted) for target, wanted in pairs] == gold["targets"]


@pytest.mark.parametrize(("text", "gold"), rows("products"))
def test_what_is_to_be_made_and_held(text, gold):
    products = [product for task in vp.parse(FRAME + text).tasks for product in task.products]
    found = [{"kind": one.kind, "type": one.type, "text": one.text} for one in products]
    assert found == gold["products"]


@pytest.mark.parametrize(("text", "gold"), rows("circumstances"))
def test_conditions_audience_inner_acts_and_strength(text, gold):
    task = first_task(text)
    found = {
        "conditions": [condition.text for condition in task.conditions],
        "audience": [audience.text for audience in task.audience],
        "inner": [[inner.relation, inner.doer, inner.text] for inner in task.inner],
        "modality": task.modality if task.modality != "obligation" else None,
        "strength": task.strength,
    }
    assert {name: value for name, value in found.items() if value or gold.get(name) == []} == gold
