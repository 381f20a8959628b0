"""Who has which part in which task, as a table to look at: bodies below each other, tasks beside each other.

                  1   2   3
    Sở Y tế       C       P          C: chủ trì, P: phối hợp, G: giúp, trình, B: báo cáo, T: theo dõi
    Công an tỉnh  P   C

A document or several come in, or the frame of `graph.matrix`; out comes a pandas Styler, whose `data` is that frame.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any, Literal, cast
from zlib import crc32

from vnpolicy.graph.facts import task_id
from vnpolicy.graph.frames import matrix
from vnpolicy.model import Assignment, Document, Task

if TYPE_CHECKING:
    from pandas import DataFrame
    from pandas.io.formats.style import Styler

Language = Literal["vi", "en"]

# Of each role: its letter and its name in each language, and its colour, readable on light and dark.
_ROLES: dict[str, dict[str, tuple[str, str]]] = {
    "lead": {"vi": ("C", "chủ trì"), "en": ("L", "leads")},
    "coordinate": {"vi": ("P", "phối hợp"), "en": ("C", "co-ordinates")},
    "principal": {"vi": ("G", "giúp, trình"), "en": ("P", "on whose behalf")},
    "report_to": {"vi": ("B", "nhận báo cáo"), "en": ("R", "is reported to")},
    "oversee": {"vi": ("T", "theo dõi"), "en": ("O", "oversees")},
}
_COLOURS = {
    "lead": "#16a34a66", "coordinate": "#3b82f640", "principal": "#a855f740", "report_to": "#f59e0b55",
    "oversee": "#64748b55",
}  # fmt: skip
_LOOK: Any = [
    {"selector": "th.row_heading", "props": "text-align: left; font-weight: normal; min-width: 16em"},
    {"selector": "td", "props": "text-align: center; min-width: 1.6em"},
    {"selector": "caption", "props": "text-align: left; caption-side: bottom; padding-top: .4rem"},
]
_UPRIGHT: Any = [
    {
        "selector": "th.col_heading",
        "props": "writing-mode: vertical-rl; transform: rotate(180deg); text-align: left",
    }
]
_TIP = (
    "visibility: hidden; position: absolute; z-index: 1; max-width: 26rem; padding: .3rem .5rem; text-align: left;"
    "background: #1e293b; color: #fff; transform: translate(1rem, .5rem)"
)
_IN_CSS = str.maketrans(
    {'"': "”", "\\": "/", "<": "‹", "\n": " ", "\t": " "}
)  # a tooltip stands in a style sheet


def to_matrix(
    items: "Document | Iterable[Document | Task] | DataFrame", *, language: Language = "vi"
) -> "Styler":
    r"""The parts of bodies in tasks as a styled table; `data` of it is the frame, with the roles by their names.

    Tasks bear the number that they have in their document, and their words when the mouse rests on a cell.

    >>> import vnpolicy as vp
    >>> plan = vp.parse("1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế mở lớp.\\n2. Sở Y tế mua sách.")
    >>> print(to_matrix(plan.tasks).data.to_string())
    task             1     2
    body
    Sở Nội vụ     lead
    Sở Y tế    coordinate  lead
    """
    if hasattr(items, "style"):
        return _styled(cast("DataFrame", items), {}, language)
    duties = list({(duty["task"], duty["body"], duty["role"]): duty for duty in _duties(items)}.values())
    return _styled(matrix(duties), {duty["task"]: duty["quote"] for duty in duties}, language)


def _duties(items: Document | Iterable[Document | Task]) -> Iterator[dict[str, Any]]:
    """Who has a part in which task, one row a body and role, in the order of the text."""
    for count, item in enumerate((items,) if isinstance(items, Document) else items, 1):
        if isinstance(item, Task):
            yield from _parts(item, str(count), {})
            continue
        for paper in item.papers:
            names = {body.id: body.name for body in paper.bodies}
            for number, task in enumerate(paper.tasks, 1):
                yield from _parts(task, task_id(paper, number), names)


def _parts(task: Task, id: str, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    for given in task.assignments:
        name = _name(given, names)
        body = name if given.office else given.body or name
        yield {"task": id, "body": body, "name": name, "role": given.role, "quote": task.text or ""}


def _name(given: Assignment, names: dict[str, str]) -> str:
    """Whom an assignment means: the holder of an office as printed, a body by its full name."""
    printed = given.text or ""
    return printed if given.office or given.body is None else names.get(given.body, printed)


def _styled(frame: "DataFrame", quotes: dict[str, str], language: Language) -> "Styler":
    frame = _told_apart(frame)
    papers = dict.fromkeys(str(task).rpartition("#task-")[0] for task in frame.columns)
    shown = frame.style.set_uuid(f"{crc32(frame.to_csv().encode()):08x}")  # the same table, the same bytes
    shown = shown.format(lambda roles: _letters(str(roles), language))
    shown = shown.format_index(lambda name: escape(str(name)))
    shown = shown.format_index(lambda task: _head(str(task), alone=len(papers) == 1), axis="columns")
    shown = shown.map(lambda roles: _colour(str(roles)))
    shown = shown.set_table_styles(_LOOK if len(papers) == 1 else [*_LOOK, *_UPRIGHT])
    shown = shown.set_caption(_legend(frame, language)).hide(names=True).hide(names=True, axis="columns")
    return shown.set_tooltips(_tips(frame, quotes), props=_TIP) if quotes else shown


def _told_apart(frame: "DataFrame") -> "DataFrame":
    """The frame with a number behind each name that several bodies bear: a Styler wants every row by its own name."""
    met: Counter[str] = Counter()
    labels = []
    for name in map(str, frame.index):
        met[name] += 1
        labels.append(f"{name} ({met[name]})" if met[name] > 1 else name)
    told = frame.copy()
    told.index = told.index.__class__(labels, name=frame.index.name)
    return told


def _head(task: str, *, alone: bool) -> str:
    """How a task is called at the head of its column: by its number, of several documents with theirs before it."""
    paper, _, number = task.rpartition("#task-")
    return number if alone else escape(f"{paper} · {number}")


def _letters(roles: str, language: Language) -> str:
    return " ".join(_ROLES[role][language][0] for role in roles.split(", ") if role)


def _colour(roles: str) -> str:
    """The colour of the first of the roles."""
    return f"background: {_COLOURS[roles.split(', ')[0]]}" if roles else ""


def _tips(frame: "DataFrame", quotes: dict[str, str]) -> "DataFrame":
    """The words of the task for each cell that says something."""
    tips = frame.copy()
    for task in tips.columns:
        tips[task] = tips[task].map(
            lambda roles, quote=quotes[task]: quote.translate(_IN_CSS) if roles else ""
        )
    return tips


def _legend(frame: "DataFrame", language: Language) -> str:
    """What the letters in the table mean."""
    there = {role for row in frame.to_numpy() for roles in row for role in roles.split(", ")}
    return " · ".join(": ".join(names[language]) for role, names in _ROLES.items() if role in there)
