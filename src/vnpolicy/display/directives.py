"""How a directive was carried out, to look at: a tree of plans, a line of days, a map of provinces.

    graph.show_plans("43-CT/TW")     the directive, the plans that carry it out, and those that carry these out
    graph.show_lags("43-CT/TW")      each plan at its day
    graph.show_coverage("43-CT/TW")  each province as a tile: issued, not found in this archive, not expected

All three are pictures of the frames of `plans_for` and `coverage`, with a Vietnamese or an English legend.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Literal

import msgspec

from vnpolicy.graph.called import document_called
from vnpolicy.graph.coverage import coverage
from vnpolicy.graph.mandate_graph import MandateGraph
from vnpolicy.graph.plans import plans_for
from vnpolicy.graph.schema import EDGE

Language = Literal["vi", "en"]
Row = dict[str, Any]

_FONT = 'font-family="system-ui, sans-serif" font-size="12"'
_COLOURS = {
    "issued": "#2563eb",
    "plans only below it": "#93c5fd",
    "papers, but none of it": "#fde68a",
    "no paper of it here": "#e5e7eb",
    "not expected": "#ffffff",
}
_WORDS = {
    "issued": ("đã ban hành", "issued"),
    "plans only below it": ("chỉ cấp dưới ban hành", "plans only below it"),
    "papers, but none of it": (
        "kho có văn bản của tỉnh, không có kế hoạch",
        "papers in this archive, but no plan",
    ),
    "no paper of it here": ("kho không có văn bản của tỉnh", "no paper in this archive"),
    "not expected": ("không thuộc diện", "not expected"),
    "days": ("ngày", "days"),
    "after": ("sau chỉ đạo", "after the directive"),
    "tasks": ("nhiệm vụ", "tasks"),
    "none": ("Chưa thấy văn bản nào trong kho này.", "No plan was found in this archive."),
}
_TILE, _ROW, _WIDE = 46, 20, 420


class Picture(msgspec.Struct, frozen=True):
    """A picture for a notebook; `html` can be written into a page."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show_plans(graph: MandateGraph, directive: str, *, language: Language = "vi") -> Picture:
    """The tree of plans below a directive, each with its day, its lag and how many tasks it gives."""
    rows: list[Row] = plans_for(graph, directive)
    root = document_called(graph, directive)
    known = {row["document"] for row in rows}
    below: dict[str, list[Row]] = {}
    for row in rows:
        via = str(row["via"] or "").rsplit(" → ", 1)[-1]
        below.setdefault(via if via in known else root, []).append(row)
    inside = _branches(below, root, language) if rows else f"<p>{_say('none', language)}</p>"
    name = escape(str(graph.nodes[root]["name"]))
    return Picture(f'<div style="font: 14px/1.5 system-ui, sans-serif"><b>{name}</b>{inside}</div>')


def _branches(below: dict[str, list[Row]], above: str, language: Language) -> str:
    items = "".join(
        f"<li>{_plan(row, language)}{_branches(below, row['document'], language)}</li>"
        for row in below.get(above, ())
    )
    return f"<ul>{items}</ul>" if items else ""


def _plan(row: Row, language: Language) -> str:
    relation = EDGE[row["relation"]]
    says = relation.vietnamese if language == "vi" else relation.english
    lag = "" if row["lag_days"] is None else f" · {row['lag_days']} {_say('days', language)}"
    tasks = f" · {row['tasks']} {_say('tasks', language)}" if row["tasks"] else ""
    name = escape(f"{row['number'] or row['document']} {row['organ'] or ''}")
    proof = escape(str(row["quote"] or ""))
    return f'<span title="“{proof}”">{name}</span> <small>{says} · {row["date"] or "?"}{lag}{tasks}</small>'


def show_lags(graph: MandateGraph, directive: str, *, language: Language = "vi") -> Picture:
    """Each plan at the number of days after the directive on which it was issued, in their order."""
    plans: list[Row] = plans_for(graph, directive)
    rows = [row for row in plans if row["lag_days"] is not None]
    if not rows:
        return Picture(f"<p>{_say('none', language)}</p>")
    last = max(1, *(row["lag_days"] for row in rows))
    height = _ROW * (len(rows) + 2)
    marks = "".join(_mark(at, row, last) for at, row in enumerate(rows))
    axis = "".join(_tick(part, last, height, language) for part in range(5))
    return Picture(f"{_svg(_WIDE + 380, height)}{axis}{marks}</svg>")


def _mark(at: int, row: Row, last: int) -> str:
    x, y = _WIDE * row["lag_days"] / last + 8, _ROW * (at + 1)
    name = escape(f"{row['number'] or row['document']} {row['organ'] or ''}")
    return (
        f"<g><title>{row['date']}: “{escape(str(row['quote'] or ''))}”</title>"
        f'<line x1="8" y1="{y}" x2="{x:.1f}" y2="{y}" stroke="#cbd5e1"/>'
        f'<circle cx="{x:.1f}" cy="{y}" r="4.5" fill="#2563eb"/>'
        f'<text x="{x + 9:.1f}" y="{y + 4}">{row["lag_days"]} · {name}</text></g>'
    )


def _tick(part: int, last: int, height: int, language: Language) -> str:
    x = 8 + _WIDE * part / 4
    days = f"{last * part / 4:.0f}" + (
        f" {_say('days', language)} {_say('after', language)}" if part == 4 else ""
    )
    anchor = "start" if part == 4 else "middle"
    return (
        f'<line x1="{x}" y1="6" x2="{x}" y2="{height - 20}" stroke="#e2e8f0"/>'
        f'<text x="{x}" y="{height - 6}" text-anchor="{anchor}" fill="#64748b">{days}</text>'
    )


def show_coverage(
    graph: MandateGraph,
    directive: str,
    *,
    as_of: str | None = None,
    map_of: str | None = None,
    language: Language = "vi",
) -> Picture:
    """The provinces as tiles, on the map of the day `map_of`; grey where this archive holds no paper of a province."""
    rows: list[Row] = coverage(graph, directive, as_of=as_of, map_of=map_of)
    tiles = "".join(_tile(row) for row in rows)
    legend = "".join(_legend(at, status, language) for at, status in enumerate(_COLOURS))
    return Picture(f"{_svg(_TILE * 7 + 330, _TILE * 23 + 8)}{tiles}{legend}</svg>")


def _tile(row: Row) -> str:
    column, line = _tiles()[row["unit"].removeprefix("@")]
    x, y, name = column * _TILE + 4, line * _TILE + 4, row["name"]
    told = f"{name}: {row['number'] or row['status']}" + (f", {row['date']}" if row["date"] else "")
    words = "".join(
        f'<text x="{x + _TILE / 2 - 1}" y="{y + 16 + 10 * at}" text-anchor="middle" font-size="9">{escape(word)}</text>'
        for at, word in enumerate(_folded(name))
    )
    colour, ink = _COLOURS[_status(row)], "#fff" if row["status"] == "issued" else "#0f172a"
    return (
        f'<g><title>{escape(told)}</title><rect x="{x}" y="{y}" width="{_TILE - 3}" height="{_TILE - 3}" rx="4" '
        f'fill="{colour}" stroke="#94a3b8"/><g fill="{ink}">{words}</g></g>'
    )


def _status(row: Row) -> str:
    if row["status"] != "not found in this archive":
        return str(row["status"])
    if row["below"]:
        return "plans only below it"
    return "papers, but none of it" if row["archive_papers"] else "no paper of it here"


def _folded(name: str) -> Iterator[str]:
    """A name in at most three lines of a tile."""
    words = name.replace(" - ", " ").split()
    middle = (len(words) + 1) // 2
    yield from words if len(words) <= 3 else (" ".join(words[:middle]), " ".join(words[middle:]))


def _legend(at: int, status: str, language: Language) -> str:
    x, y = _TILE * 7 + 16, 20 + at * 24
    return (
        f'<rect x="{x}" y="{y - 11}" width="15" height="15" rx="3" fill="{_COLOURS[status]}" stroke="#94a3b8"/>'
        f'<text x="{x + 22}" y="{y + 1}">{escape(_say(status, language))}</text>'
    )


@cache
def _tiles() -> dict[str, tuple[int, int]]:
    text = (files("vnpolicy.display") / "web" / "tiles.toml").read_text(encoding="utf-8")
    return {code: (column, line) for code, (column, line) in tomllib.loads(text)["tiles"].items()}


def _svg(width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" viewBox="0 0 {width} {height}" role="img" {_FONT} '
        f'fill="#0f172a"><rect width="{width}" height="{height}" fill="#fff"/>'
    )


def _say(word: str, language: Language) -> str:
    return _WORDS[word][0 if language == "vi" else 1]
