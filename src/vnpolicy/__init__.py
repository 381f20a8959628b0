"""vnpolicy turns archives of Vietnamese Party and State directive documents into a graph of mandates.

>>> import vnpolicy as vp
>>> document = vp.parse("Thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010 của Ban Bí thư (khoá X).")
>>> [(reference.number, reference.date, reference.target) for reference in document.references]
[('43-CT/TW', '2010-06-08', 'ct:43:tw:k10')]
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnpolicy.display import notebook as _notebook
from vnpolicy.errors import (
    AmbiguousNumber,
    KnowledgeError,
    NoPicture,
    NotANumber,
    NotInGraph,
    UnreadableSource,
    VnpolicyError,
)
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Body, Document, Header, Issue, Reference, Section, Span, Task

if TYPE_CHECKING:
    from vnpolicy.archive.archive import Archive, open_archive, read_archive
    from vnpolicy.bridges.akoma_ntoso import to_akoma_ntoso
    from vnpolicy.bridges.annotate import annotate
    from vnpolicy.bridges.export import read_graph, write_graph
    from vnpolicy.bridges.ics import to_ics
    from vnpolicy.bridges.institutional_grammar import to_institutional_grammar
    from vnpolicy.bridges.pandas import to_frame
    from vnpolicy.bridges.spacy import to_spacy
    from vnpolicy.bridges.web_annotation import to_web_annotations
    from vnpolicy.display.matrix import to_matrix
    from vnpolicy.display.picture import to_svg
    from vnpolicy.graph.build import build_graph
    from vnpolicy.graph.mandate_graph import MandateGraph
    from vnpolicy.graph.resolve import resolve
    from vnpolicy.graph.reuse import compare
    from vnpolicy.knowledge.lives import successors
    from vnpolicy.knowledge.members import members_of
    from vnpolicy.parsing.find import find_bodies, find_dates, find_references, find_tasks
    from vnpolicy.parsing.numbers import DocNumber, parse_number
    from vnpolicy.parsing.parse import parse, read
    from vnpolicy.reading.options import Limits

__version__ = "0.1.0"
EXAMPLE = Path(__file__).parent / "graph" / "example"  # seven invented papers, to try things on

__all__ = [
    "EXAMPLE", "AmbiguousNumber", "Archive", "Body", "DocNumber", "Document", "Header", "Issue", "Knowledge",
    "KnowledgeError", "Limits", "MandateGraph", "NoPicture", "NotANumber", "NotInGraph", "Reference", "Section",
    "Span", "Task", "UnreadableSource", "VnpolicyError", "annotate", "build_graph", "compare", "find_bodies",
    "find_dates", "find_references", "find_tasks", "fold", "members_of", "open_archive", "parse", "parse_number",
    "read", "read_archive", "read_graph", "resolve", "successors", "to_akoma_ntoso", "to_frame", "to_ics",
    "to_institutional_grammar", "to_matrix", "to_spacy", "to_svg", "to_web_annotations", "write_graph",
]  # fmt: skip

# Loaded when it is first asked for: what leans on networkx, pandas or spacy, and the grammar with its many patterns.
_LATE = {
    "Archive": "vnpolicy.archive.archive",
    "MandateGraph": "vnpolicy.graph.mandate_graph",
    "DocNumber": "vnpolicy.parsing.numbers",
    "Limits": "vnpolicy.reading.options",
    "annotate": "vnpolicy.bridges.annotate",
    "build_graph": "vnpolicy.graph.build",
    "compare": "vnpolicy.graph.reuse",
    "find_bodies": "vnpolicy.parsing.find",
    "find_dates": "vnpolicy.parsing.find",
    "find_references": "vnpolicy.parsing.find",
    "find_tasks": "vnpolicy.parsing.find",
    "members_of": "vnpolicy.knowledge.members",
    "open_archive": "vnpolicy.archive.archive",
    "parse": "vnpolicy.parsing.parse",
    "parse_number": "vnpolicy.parsing.numbers",
    "read": "vnpolicy.parsing.parse",
    "read_archive": "vnpolicy.archive.archive",
    "read_graph": "vnpolicy.bridges.export",
    "resolve": "vnpolicy.graph.resolve",
    "successors": "vnpolicy.knowledge.lives",
    "to_akoma_ntoso": "vnpolicy.bridges.akoma_ntoso",
    "to_frame": "vnpolicy.bridges.pandas",
    "to_ics": "vnpolicy.bridges.ics",
    "to_matrix": "vnpolicy.display.matrix",
    "to_institutional_grammar": "vnpolicy.bridges.institutional_grammar",
    "to_spacy": "vnpolicy.bridges.spacy",
    "to_svg": "vnpolicy.display.picture",
    "to_web_annotations": "vnpolicy.bridges.web_annotation",
    "write_graph": "vnpolicy.bridges.export",
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'vnpolicy' has no attribute {name!r}")
    value = getattr(import_module(_LATE[name]), name)
    globals()[name] = value
    if "vnpolicy.graph.mandate_graph" in sys.modules:  # it brings networkx, and is loaded when it is needed
        import_module("vnpolicy.display.graph_views").install()
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})


_notebook.install()
