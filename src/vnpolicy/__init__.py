"""vnpolicy turns archives of Vietnamese Party and State directive documents into a graph of mandates.

>>> import vnpolicy as vp
>>> document = vp.parse("Thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010 của Ban Bí thư (khoá X).")
>>> [(reference.number, reference.date, reference.target) for reference in document.references]
[('43-CT/TW', '2010-06-08', 'ct:43:tw:k10')]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vnpolicy.display import notebook as _notebook
from vnpolicy.errors import KnowledgeError, NotANumber, UnreadableSource, VnpolicyError
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Body, Document, Header, Issue, Reference, Section, Span, Task
from vnpolicy.parsing.find import find_bodies, find_dates, find_references, find_tasks
from vnpolicy.parsing.numbers import DocNumber, parse_number
from vnpolicy.parsing.parse import parse, read

if TYPE_CHECKING:
    from vnpolicy.archive.archive import Archive, read_archive
    from vnpolicy.bridges.pandas import to_frame
    from vnpolicy.bridges.spacy import to_spacy
    from vnpolicy.graph.build import build_graph
    from vnpolicy.graph.mandate_graph import MandateGraph
    from vnpolicy.graph.resolve import resolve

__version__ = "0.1.0"

__all__ = [
    "Archive", "Body", "DocNumber", "Document", "Header", "Issue", "Knowledge", "KnowledgeError", "MandateGraph",
    "NotANumber", "Reference", "Section", "Span", "Task", "UnreadableSource", "VnpolicyError",
    "build_graph", "find_bodies", "find_dates", "find_references", "find_tasks", "fold", "parse", "parse_number",
    "read", "read_archive", "resolve", "to_frame", "to_spacy",
]  # fmt: skip

# What leans on a heavy library (networkx, pandas, spacy) is loaded when it is first asked for.
_LATE = {
    "Archive": "vnpolicy.archive.archive",
    "MandateGraph": "vnpolicy.graph.mandate_graph",
    "build_graph": "vnpolicy.graph.build",
    "read_archive": "vnpolicy.archive.archive",
    "resolve": "vnpolicy.graph.resolve",
    "to_frame": "vnpolicy.bridges.pandas",
    "to_spacy": "vnpolicy.bridges.spacy",
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'vnpolicy' has no attribute {name!r}")
    value = getattr(import_module(_LATE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})


_notebook.install()
