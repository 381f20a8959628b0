"""Documents in a notebook: the text with its mentions marked, the header and the tasks as tables.

Everything that comes from a document is escaped. Colours carry the meaning together with the tooltip, and are
readable on light and dark backgrounds.
"""

from collections.abc import Iterable
from html import escape

from vnpolicy.display.show import show
from vnpolicy.display.side_by_side import comparison_html, write_html
from vnpolicy.graph.reuse import Comparison
from vnpolicy.model import Document, Spanned, Task, Tasks, printed

_STYLE = """<style>
.vnp { font: 14px/1.55 system-ui, sans-serif; max-width: 60rem }
.vnp table { border-collapse: collapse; margin: .6rem 0 }
.vnp td, .vnp th { text-align: left !important; padding: .2rem .7rem; vertical-align: top }
.vnp td, .vnp th { border-bottom: 1px solid #8884 }
.vnp mark { color: inherit; padding: 0 .15em; border-radius: .2em }
.vnp .reference { background: #3b82f640; box-shadow: inset 0 -2px #3b82f6 }
.vnp .body { background: #16a34a33 }
.vnp .deadline { background: #f59e0b55 }
.vnp p { margin: .25rem 0; white-space: pre-wrap }
</style>"""


_ROLES = {
    "lead": "Chủ trì · lead", "coordinate": "Phối hợp · with", "principal": "Giúp · for", "report_to": "Báo cáo · to",
    "oversee": "Theo dõi · overseen by",
}  # fmt: skip


def install() -> None:
    """Hang the views on the nouns, so that a bare name in a notebook shows something."""
    Document._repr_html_ = document_html  # type: ignore[attr-defined]
    Document.show = show
    Task._repr_html_ = task_html  # type: ignore[attr-defined]
    Tasks._repr_html_ = all_tasks_html  # type: ignore[attr-defined]
    Comparison._repr_html_ = comparison_html  # type: ignore[attr-defined]
    Comparison.to_html = write_html


def document_html(document: Document) -> str:
    """The document at a glance: its header, its tasks, its text with references, bodies and deadlines marked."""
    return (
        f'{_STYLE}<div class="vnp">{_header_table(document)}{tasks_html(document.tasks)}'
        f"<details><summary>{len(document.text):,} characters of text, marked</summary>"
        f"{marked_text(document)}</details></div>"
    )


def task_html(task: Task) -> str:
    """One task as a table."""
    return all_tasks_html((task,))


def all_tasks_html(tasks: Iterable[Task]) -> str:
    """Tasks as a table, with its style."""
    return f'{_STYLE}<div class="vnp">{tasks_html(tasks)}</div>'


def marked_text(document: Document) -> str:
    """The text as HTML, each mention in a <mark> whose tooltip says what it was read as."""
    deadlines = [task.deadline for task in document.tasks if task.deadline]
    layers: list[tuple[Spanned, str, str]] = [
        *(
            (found, "reference", f"{found.relation}: {found.target or 'not resolved'}")
            for found in document.references
        ),
        *((found, "deadline", found.value or "no year is printed") for found in deadlines),
        *((found, "body", found.name) for found in document.bodies),
    ]
    pieces, at = [], 0
    for item, kind, tip in sorted(layers, key=lambda layer: (layer[0].start or 0, -(layer[0].end or 0))):
        if item.start is None or item.end is None or item.start < at:
            continue  # inside a mention that is marked already
        inside = escape(document.text[item.start : item.end])
        pieces += [
            escape(document.text[at : item.start]),
            f'<mark class="{kind}" title="{escape(tip)}">{inside}</mark>',
        ]
        at = item.end
    pieces.append(escape(document.text[at:]))
    return "".join(f"<p>{line}</p>" for line in "".join(pieces).split("\n"))


def tasks_html(tasks: Iterable[Task]) -> str:
    """The tasks as a table: who, with whom, for whom, what, by when; a column that says nothing is left out."""
    rows = [
        [str(number), task.section or "", *(_who(task, role) for role in _ROLES), *_what(task), _when(task)]
        for number, task in enumerate(tasks, 1)
    ]
    heads = ["", "Mục", *_ROLES.values(), "Nhiệm vụ · task", "Sản phẩm · product", "Thời hạn · by"]
    told = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    return _table([heads[at] for at in told], [[row[at] for at in told] for row in rows])


def _who(task: Task, role: str) -> str:
    """The bodies in a role; those that the task takes from above in brackets."""
    named = (given for given in task.assignments if given.role == role and given.text)
    return "; ".join(f"({given.text})" if given.inherited else str(given.text) for given in named)


def _what(task: Task) -> tuple[str, str]:
    return _short(task.text or ""), _short(printed(task.products))


def _when(task: Task) -> str:
    deadline = (task.deadline.value or task.deadline.text) if task.deadline else None
    return ", ".join(filter(None, (deadline, task.recurrence)))


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _header_table(document: Document) -> str:
    header = document.header
    fields = [("Số · number", header.number), ("Loại · type", header.type), ("Cơ quan · organ", header.organ)]
    fields += [("Ban hành · issued by", issuer) for issuer in header.issuers]
    fields += [("Ngày · date", header.date), ("Trích yếu · title", header.title)]
    rows = [[name, field.value] for name, field in fields if field]
    return _table(
        [escape(document.id), ""], rows + [["Ký · signed", signer.name] for signer in header.signers]
    )


def _table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
