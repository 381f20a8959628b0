"""The closing report of an archive: what was read, what was not and why, how well, and what took long.

read 2,000  unreadable 2  timeout 3  crash 3 …      one table each, in the terminal, and in DIR/report.html
"""

import html
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from vnpolicy.archive.build import counts
from vnpolicy.archive.store import Store
from vnpolicy.archive.tables import tally

REPORT = "report.html"
_MOST = 15  # rows of a table
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;margin:.5rem 0 2rem}td,th{padding:.2rem .8rem;border-bottom:1px solid #ddd;"
    "text-align:left;vertical-align:top}th{font-weight:600}td{overflow-wrap:anywhere}"
)


class Section(msgspec.Struct, frozen=True):
    """A table of the report."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def report(store: Store, folder: Path) -> list[Section]:
    """What there is to tell of an archive, from its store and its tables."""
    failed = Counter[tuple[str, str]]()
    examples: dict[tuple[str, str], str] = {}
    for name, kind, reason in store.rows(_FAILED):
        failed[kind, reason] += 1
        examples.setdefault((kind, reason), name)
    methods, issues = tally(folder, "references", "method"), tally(folder, "issues", "code")
    documents = {
        "OCR": tally(folder, "documents", "ocr")[True],
        "copies": sum(tally(folder, "documents", "copy_of").values()),
    }
    pairs = sum(tally(folder, "duplicates", "paper").values())
    return [
        Section("What was read", ("", "count"), tuple(counts(store).items())),
        Section(
            "What was not, and why",
            ("kind", "reason", "count", "for example"),
            tuple((*why, count, examples[why]) for why, count in _most(failed)),
        ),
        Section(
            "How well",
            ("", "count"),
            (
                ("documents read by OCR", documents["OCR"]),
                ("copies of documents that are here", documents["copies"]),
                ("pairs of papers that are nearly the same", pairs),
                *((f"references settled: {method}", count) for method, count in _most(methods) if method),
            ),
        ),
        Section("Issues", ("code", "count"), tuple(_most(issues))),
        Section("What took longest", ("seconds", "name"), tuple(store.rows(_SLOWEST))),
    ]


_FAILED = (
    "SELECT inputs.name, coalesce(contents.kind, inputs.kind), coalesce(contents.reason, inputs.reason)"
    " FROM inputs LEFT JOIN contents USING (sha256) WHERE coalesce(contents.kind, inputs.kind) != 'read'"
    " ORDER BY inputs.name"
)
_SLOWEST = "SELECT round(seconds, 2), name FROM contents ORDER BY seconds DESC LIMIT 10"


def _most(counted: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))[:_MOST]


def write_report(store: Store, folder: Path) -> None:
    """Write the report as a page of its own."""
    parts = "".join(map(_as_html, report(store, folder)))
    page = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Archive</title><style>{_STYLE}</style>"
        f"<h1>{html.escape(folder.resolve().name)}</h1>{parts}</html>\n"
    )
    (folder / REPORT).write_text(page, encoding="utf-8")


def _as_html(section: Section) -> str:
    head = "".join(f"<th>{html.escape(column)}</th>" for column in section.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_cell(cell))}</td>" for cell in row) + "</tr>"
        for row in section.rows
    )
    body = f"<table><tr>{head}</tr>{rows}</table>" if section.rows else "<p>None.</p>"
    return f"<h2>{html.escape(section.title)}</h2>{body}"


def print_report(store: Store, folder: Path, console: Console) -> None:
    """Print the report."""
    for section in report(store, folder):
        if section.rows:
            table = Table(*section.columns, title=section.title, title_justify="left")
            for row in section.rows:
                table.add_row(*(escape(_cell(cell)) for cell in row))
            console.print(table)


def _cell(cell: Any) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
