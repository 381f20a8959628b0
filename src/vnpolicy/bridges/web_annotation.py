"""The mentions of a document as W3C Web Annotations, for Hypothesis, Recogito, INCEpTION and other annotation tools.

    {"type": "Annotation", "motivation": "identifying",
     "body": "urn:x-vnpolicy:ct:43:tw:k10",
     "target": {"source": "urn:sha256:…", "selector": [{"type": "TextPositionSelector", "start": 120, "end": 160}, …]}}

Positions count characters of `document.text`; the quote, with what stands around it, finds the place in another copy.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from vnpolicy.model import Document, Spanned

OWN = "urn:x-vnpolicy:"
_AROUND = 32  # characters before and behind a quote


def to_web_annotations(document: Document) -> dict[str, Any]:
    """An annotation collection: references and bodies that are identified, tasks that are described.

    >>> from vnpolicy.parsing.parse import parse
    >>> found = to_web_annotations(parse("Theo Chỉ thị 43-CT/TW ngày 08/6/2010 của Ban Bí thư."))
    >>> found["total"], found["first"]["items"][0]["body"]
    (2, 'urn:x-vnpolicy:ct:43:tw:k10')
    """
    items = list(_annotations(document))
    id = OWN + document.id
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{id}#annotations",
        "type": "AnnotationCollection",
        "label": document.header.title.value if document.header.title else document.id,
        "total": len(items),
        "first": {"id": f"{id}#page1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def write_web_annotations(document: Document, path: str | Path) -> None:
    """Write the annotations as JSON-LD."""
    Path(path).write_bytes(msgspec.json.format(msgspec.json.encode(to_web_annotations(document))))


def _annotations(document: Document) -> Iterator[dict[str, Any]]:
    found: list[tuple[Spanned, str, Any]] = [
        *((each, "identifying", OWN + each.target) for each in document.references if each.target),
        *((each, "tagging", _note(each.kind)) for each in document.references if not each.target),
        *((each, "identifying", OWN + each.id) for each in document.bodies),
        *((each, "describing", _note(_roles(each.assignments))) for each in document.tasks),
    ]
    source = f"urn:sha256:{document.source.sha256}" if document.source.sha256 else OWN + document.id
    for number, (item, motivation, body) in enumerate(found, 1):
        if item.span:
            yield {
                "id": f"{OWN}{document.id}#a{number}",
                "type": "Annotation",
                "motivation": motivation,
                "body": body,
                "target": {"source": source, "selector": _selectors(document.text, *_edges(item))},
            }


def _edges(item: Spanned) -> tuple[int, int]:
    return item.start or 0, item.end or 0


def _note(value: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain"}


def _roles(assignments: Any) -> str:
    return "; ".join(f"{given.role}: {given.text or given.body or given.office}" for given in assignments)


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
    ]
