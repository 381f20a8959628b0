"""What an edge was read from: documents, offsets and quotes.

Several mentions that say the same are one edge. Its attributes show the first; all of them travel with it as
JSON, so that they survive copies, pickles and every file format.
"""

from collections.abc import Mapping
from typing import Any

import msgspec


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mention that an edge was read from. What is inferred has no offsets."""

    document: str
    char_start: int | None = None
    char_end: int | None = None
    quote: str | None = None
    page: int | None = None
    method: str = "printed"
    confidence: float = 1.0
    via: str | None = None


# The columns of an answer that show what it was read from.
SPAN = ("page", "quote", "char_start", "char_end")
SEEN = ("read_in", *SPAN, "method", "confidence")


def seen(edge: Mapping[str, Any]) -> dict[str, Any]:
    """What an edge was first read from, as columns of an answer."""
    return {"read_in": edge["document"], **{name: edge.get(name) for name in SEEN[1:]}}


def packed(evidence: list[Evidence]) -> str | None:
    """Several mentions as one text; None for one, which the attributes of its edge hold."""
    return msgspec.json.encode(evidence).decode() if len(evidence) > 1 else None


def unpacked(attributes: Mapping[str, Any]) -> list[Evidence]:
    """All mentions behind an edge with these attributes."""
    if "evidence" in attributes:
        return msgspec.json.decode(attributes["evidence"], type=list[Evidence])
    return [
        msgspec.convert(
            {name: attributes[name] for name in Evidence.__struct_fields__ if name in attributes}, Evidence
        )
    ]


def read_in(attributes: Mapping[str, Any]) -> set[str]:
    """The ids of the documents that an edge with these attributes was read in."""
    if "evidence" in attributes:
        return {one.document for one in unpacked(attributes)}
    return {attributes["document"]}
