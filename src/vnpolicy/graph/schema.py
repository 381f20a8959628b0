"""What a mandate graph is made of: its kinds of nodes and edges, with their attributes. One table drives all.

    (document) -implements-> (document) -assigns-> (task) <-leads- (body) -located_in-> (place)

An edge reads as a sentence: a body leads a task, a task is reported to a body. Building, `validate()`, the
exports and the documentation read this table. Attributes are scalars, never None and never empty, under names
that no file format claims for itself; dates are ISO strings; lists are joined by "; ".
"""

from typing import Literal

import msgspec

Scalar = str | int | float | bool


class Attribute(msgspec.Struct, frozen=True):
    """A named scalar of a node or an edge."""

    name: str
    meaning: str
    type: type = str
    required: bool = False


class NodeKind(msgspec.Struct, frozen=True):
    """A kind of node: the value of its attribute `kind`."""

    kind: str
    vietnamese: str
    english: str
    attributes: tuple[Attribute, ...]


class EdgeKind(msgspec.Struct, frozen=True):
    """A kind of edge: the value of its attribute `rel`, which is its key too.

    `up` tells which way the mandate comes: "along" the edge, "against" it, or not at all; `carries`: the
    source carries the target out.
    """

    rel: str
    vietnamese: str
    english: str
    endpoints: tuple[tuple[str, str], ...]
    up: Literal["along", "against"] | None = None
    carries: bool = False
    attributes: tuple[Attribute, ...] = ()


NAMED = (
    Attribute("kind", "kind of node", required=True),
    Attribute("name", "what people call it", required=True),
)
SPAN = (
    Attribute("char_start", "where the quote begins in the document's text", int),
    Attribute("char_end", "where it ends", int),
)

NODES = (
    NodeKind("document", "văn bản", "document", (
        *NAMED,
        Attribute("in_hand", "read, or only cited (a stub)", bool, required=True),
        Attribute("ambiguous", "a mention whose document is not known", bool, required=True),
        Attribute("candidates", "ids of the documents that an ambiguous mention may mean"),
        Attribute("number", "number as printed"),
        Attribute("doc_type", "type: kế hoạch"),
        Attribute("date", "day of issue"),
        Attribute("organ", "organ of the letterhead, or issuer as cited, or the only one that its number allows"),
        Attribute("issuer", "body that decided it, where it is another"),
        Attribute("title", "subject"),
        Attribute("signer", "who signed"),
        Attribute("certified", "number of the certified copy that was read, or its kind"),
        Attribute("file", "where it was read from"),
        Attribute("copies", "how many files hold it", int),
        Attribute("mentions", "how often other documents cite it", int),
    )),
    NodeKind("body", "cơ quan, tổ chức", "body", (
        *NAMED,
        Attribute("level", "central, province, district, commune, base"),
        Attribute("branch", "party, state, front, mass"),
        Attribute("collective", "a set of bodies: các sở, ban, ngành", bool),
    )),
    NodeKind("task", "nhiệm vụ", "task", (
        *NAMED,
        Attribute("document", "id of the document that assigns it", required=True),
        Attribute("section", "path of its section"),
        Attribute("quote", "its text", required=True),
        *SPAN,
        Attribute("modality", "obligation, request, encouragement, goal, permission, prohibition"),
        Attribute("deadline", "ISO day or period"),
        Attribute("deadline_text", "deadline as printed"),
        Attribute("recurrence", "how often"),
        Attribute("products", "what is to be made"),
    )),
    NodeKind("place", "địa phương", "place", NAMED),
)  # fmt: skip

EVIDENCE = (
    Attribute("rel", "kind of edge", required=True),
    Attribute("document", "id of the document it was read in", required=True),
    *SPAN,
    Attribute("quote", "what is printed there"),
    Attribute("method", "how it was found: a key of METHODS", required=True),
    Attribute("confidence", "how sure its ends are, 0 to 1", float, required=True),
    Attribute(
        "via", "what told which document is meant, where the mention does not print it: title → register"
    ),
    Attribute("count", "how many mentions say so", int, required=True),
    Attribute("evidence", "all of them, as JSON, where there are several"),
)

# How an edge was found, and the confidence that goes with it: an order of trust, not a probability.
METHODS = {
    "printed": 1.0,  # the mention itself tells its ends
    "document": 0.9,  # the rest of the paper, or the register of known documents, tells them
    "inherited": 0.9,  # the body stands in the heading or the sentence before
    "archive": 0.8,  # the other documents of the archive tell them
    "inferred": 0.7,  # printed nowhere: follows from an id or a usual form
    "open": 0.5,  # which document is meant is not known
}

_DOCUMENTS = (("document", "document"),)
_ACTS = (("body", "task"),)
_DETAIL = (
    Attribute("detail", "finer relation"),
    Attribute("pinpoint", "part of the target: khoản 2 Điều 5"),
    Attribute("section", "section of the mention"),
)
_LAG = Attribute("lag_days", "days from the target's date to the source's", int)


def _relation(
    rel: str, vietnamese: str, english: str, up: Literal["along"] | None = None, *, carries: bool = False
) -> EdgeKind:
    endpoints = (*_DOCUMENTS, ("task", "document")) if rel == "based_on" else _DOCUMENTS
    lag = (_LAG,) if rel == "implements" else ()
    return EdgeKind(rel, vietnamese, english, endpoints, up, carries, (*EVIDENCE, *_DETAIL, *lag))


EDGES = (
    _relation("implements", "thực hiện", "carries out", "along", carries=True),
    _relation("continues", "tiếp tục thực hiện", "continues to carry out", "along", carries=True),
    _relation("guides", "hướng dẫn", "guides", "along", carries=True),
    _relation("based_on", "căn cứ", "is based on", "along"),
    _relation("attached_to", "kèm theo", "is attached to", "along"),
    _relation("proposed_in", "theo đề nghị tại", "was proposed in", "along"),
    _relation("responds_to", "phúc đáp", "responds to", "along"),
    _relation("approves", "phê duyệt", "approves"),
    _relation("amends", "sửa đổi, bổ sung", "amends"),
    _relation("replaces", "thay thế", "replaces"),
    _relation("repeals", "bãi bỏ", "repeals"),
    _relation("reviews", "sơ kết, tổng kết", "reviews"),
    _relation("cites", "dẫn chiếu", "cites"),
    EdgeKind("part_of", "cùng tệp với", "is bound in one file with", _DOCUMENTS, attributes=EVIDENCE),
    EdgeKind("issued_by", "do … ban hành", "was issued by", (("document", "body"),), attributes=EVIDENCE),
    EdgeKind("sent_to", "gửi", "was sent to", (("document", "body"),), attributes=EVIDENCE),
    EdgeKind("assigns", "giao nhiệm vụ", "assigns", (("document", "task"),), "against", attributes=EVIDENCE),
    EdgeKind("leads", "chủ trì", "leads", _ACTS, "along", attributes=EVIDENCE),
    EdgeKind("coordinates", "phối hợp", "takes part in", _ACTS, "along", attributes=EVIDENCE),
    EdgeKind("oversees", "theo dõi, kiểm tra", "oversees", _ACTS, "along", attributes=EVIDENCE),
    EdgeKind(
        "on_behalf_of", "giúp, tham mưu cho", "is done on behalf of", (("task", "body"),), attributes=EVIDENCE
    ),
    EdgeKind("reports_to", "báo cáo", "is reported to", (("task", "body"),), attributes=EVIDENCE),
    EdgeKind(
        "located_in",
        "thuộc địa bàn",
        "is located in",
        (("document", "place"), ("body", "place")),
        attributes=EVIDENCE,
    ),
)

# The edge that a role of a task gives, and whether it leaves the body.
ROLES = {
    "lead": ("leads", True),
    "coordinate": ("coordinates", True),
    "oversee": ("oversees", True),
    "principal": ("on_behalf_of", False),
    "report_to": ("reports_to", False),
}

NODE = {kind.kind: kind for kind in NODES}
EDGE = {kind.rel: kind for kind in EDGES}
