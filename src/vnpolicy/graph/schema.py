"""What a mandate graph is made of: its kinds of nodes and edges, with their attributes. One table drives all.

    (document) -implements-> (document) -assigns-> (task) <-leads- (body) -located_in-> (place)

An edge reads as a sentence: a body leads a task, a task is reported to a body. Building, `validate()`, the
exports and `docs/graph.md` read this table. Attributes are scalars, never None and never empty, under names
that no file format claims for itself; dates are ISO strings; lists are joined by "; ".
"""

from typing import Literal

import msgspec

Scalar = str | int | float | bool


class Attribute(msgspec.Struct, frozen=True):
    """A named scalar of a node or an edge, with its labels and what it says."""

    name: str
    vietnamese: str
    english: str
    type: type = str
    required: bool = False
    meaning: str = ""


class NodeKind(msgspec.Struct, frozen=True):
    """A kind of node: the value of its attribute `kind`; `table` is what its table is called."""

    kind: str
    table: str
    vietnamese: str
    english: str
    attributes: tuple[Attribute, ...]
    meaning: str = ""


class EdgeKind(msgspec.Struct, frozen=True):
    """A kind of edge: the value of its attribute `rel`, which is its key too.

    `up` tells which way the mandate comes: "along" the edge, "against" it, or not at all; `carries`: the
    source carries the target out; `later`: the source cannot be older than the target; `derived`: it follows from
    what its ends are, not from a sentence.
    """

    rel: str
    vietnamese: str
    english: str
    endpoints: tuple[tuple[str, str], ...]
    up: Literal["along", "against"] | None = None
    carries: bool = False
    later: bool = False
    derived: bool = False
    attributes: tuple[Attribute, ...] = ()


_NAMED = (
    Attribute("kind", "loại nút", "kind", required=True, meaning="kind of node"),
    Attribute("name", "tên", "name", required=True, meaning="what people call it"),
)
_SPAN = (
    Attribute("char_start", "ký tự đầu", "first character", int, meaning="in the document's text"),
    Attribute("char_end", "ký tự cuối", "end", int, meaning="behind the last character"),
)
_PAGE = Attribute("page", "trang", "page", int, meaning="of its file, from 1")
_PLACE = Attribute("place", "địa phương", "place", meaning="id of its place, where it has one")
_LEVEL = Attribute("level", "cấp", "level", meaning="central, province, district, commune, base")
_BRANCH = Attribute("branch", "hệ thống", "branch", meaning="party, state, front, mass …")
_LIFE = (
    Attribute("since", "từ ngày", "since", meaning="its first day"),
    Attribute("until", "đến ngày", "until", meaning="its last day"),
)

NODES = (
    NodeKind("document", "documents", "văn bản", "document", (
        *_NAMED,
        Attribute("in_hand", "có trong kho", "in hand", bool, True, "read, or only cited (a stub)"),
        Attribute("ambiguous", "chưa rõ", "ambiguous", bool, True, "a mention whose document is not known"),
        Attribute("candidates", "có thể là", "candidates", meaning="ids of what an ambiguous mention may mean"),
        Attribute("number", "số, ký hiệu", "number", meaning="as printed"),
        Attribute("doc_type", "loại văn bản", "type", meaning="kế hoạch"),
        Attribute("date", "ngày ban hành", "date", meaning="day of issue"),
        Attribute("organ", "cơ quan", "organ", meaning="of the letterhead, or as cited, or the one its number allows"),
        Attribute("issuer", "cơ quan ban hành", "issuer", meaning="the body that decided it, where it is another"),
        Attribute("title", "trích yếu", "subject"),
        _PLACE,
        _LEVEL,
        _BRANCH,
        Attribute("signer", "người ký", "signer"),
        Attribute("certified", "bản sao", "certified copy", meaning="number of the copy that was read, or its kind"),
        Attribute("file", "tệp", "file", meaning="where it was read from"),
        Attribute("sha256", "mã băm SHA-256", "SHA-256", meaning="of that file"),
        Attribute("copies", "số bản", "copies", int, meaning="how many files hold it"),
        Attribute("mentions", "số lần dẫn", "mentions", int, meaning="how often other documents cite it"),
    ), "read, or only cited: then it is a stub"),
    NodeKind("body", "bodies", "cơ quan, tổ chức", "body", (
        *_NAMED,
        _LEVEL,
        _BRANCH,
        _PLACE,
        Attribute("collective", "nhóm cơ quan", "a set", bool, meaning="several bodies: các sở, ban, ngành"),
        *_LIFE,
    ), "an organ, through its whole life"),
    NodeKind("task", "tasks", "nhiệm vụ", "task", (
        *_NAMED,
        Attribute("document", "văn bản", "document", required=True, meaning="id of the document that assigns it"),
        Attribute("section", "mục", "section", meaning="path of its section"),
        Attribute("quote", "nguyên văn", "text", required=True),
        _PAGE,
        *_SPAN,
        Attribute("unstated", "chưa nêu ai làm", "nobody named", bool, True, "the paper does not tell who must do it"),
        Attribute("modality", "mức bắt buộc", "modality", meaning="obligation, request, encouragement, goal …"),
        Attribute("deadline", "thời hạn", "deadline", meaning="ISO day or period"),
        Attribute("deadline_text", "thời hạn (nguyên văn)", "deadline as printed"),
        Attribute("recurrence", "định kỳ", "recurrence", meaning="daily … yearly, other"),
        Attribute("rules", "quy tắc lặp", "recurrence rules", meaning="iCalendar: FREQ=YEARLY;BYMONTH=12"),
        Attribute("products", "sản phẩm", "products", meaning="what is to be made"),
        Attribute("targets", "chỉ tiêu", "targets", meaning="numbers that are aimed at, as printed"),
        Attribute("conditions", "điều kiện", "conditions", meaning="under which it is to be done"),
        Attribute("audience", "đối tượng", "audience", meaning="for whom it is done"),
    ), "a sentence, bullet or row that gives bodies a role"),
    NodeKind("section", "sections", "điều, mục", "section", (
        *_NAMED,
        Attribute("document", "văn bản", "document", required=True, meaning="id of its document"),
        Attribute("path", "đường dẫn", "path", required=True, meaning="Điều 5.2"),
        Attribute("title", "tiêu đề", "heading", meaning="where the document is in hand"),
        *_SPAN,
    ), "a part of a document that another one points to"),
    NodeKind("place", "places", "địa phương", "place", (*_NAMED, _LEVEL, *_LIFE), "a province, district or commune"),
    NodeKind("term", "terms", "nhiệm kỳ", "term", (
        *_NAMED,
        Attribute("ordinal", "khoá", "ordinal", int, True, "10"),
        *_LIFE,
    ), "a term (khoá) of a committee or of the National Assembly"),
)  # fmt: skip

EVIDENCE = (
    Attribute("rel", "quan hệ", "relation", required=True, meaning="kind of edge"),
    Attribute("document", "đọc trong văn bản", "read in", required=True, meaning="id of that document"),
    *_SPAN,
    Attribute("quote", "nguyên văn", "quote", meaning="what is printed there"),
    _PAGE,
    Attribute("method", "cách xác định", "method", required=True, meaning="how it was found, see below"),
    Attribute("confidence", "độ tin cậy", "confidence", float, True, "how sure its ends are, 0 to 1"),
    Attribute(
        "via",
        "căn cứ xác định",
        "via",
        meaning="what told the document, if not the mention: title → register",
    ),
    Attribute("count", "số lần", "count", int, True, "how many mentions say so"),
    Attribute(
        "evidence", "các lần nhắc", "evidence", meaning="all mentions, as JSON, where there are several"
    ),
)

# How an edge was found, and the confidence that goes with it: an order of trust, not a probability.
METHODS = {
    "printed": 1.0,  # the mention itself tells its ends
    "document": 0.9,  # the rest of the paper, or the register of known documents, tells them
    "inherited": 0.9,  # the body stands in the heading or the sentence before
    "table": 0.9,  # the tables of places, bodies and terms tell it; the quote names its source
    "archive": 0.8,  # the other documents of the archive tell them
    "inferred": 0.7,  # printed nowhere: follows from an id or a usual form
    "open": 0.5,  # which document is meant is not known
}

# The `detail` of a citation that was read as an act on a younger document.
IMPOSSIBLE = "{}, impossible: it is older"

_DETAIL = (
    Attribute("detail", "chi tiết", "detail", meaning="finer relation"),
    Attribute("pinpoint", "điều khoản", "pinpoint", meaning="part of the target: khoản 2 Điều 5"),
    Attribute("section", "tại mục", "at", meaning="section of the mention"),
)
_LAG = (
    Attribute(
        "lag_days", "độ trễ (ngày)", "lag in days", int, meaning="from the target's date to the source's"
    ),
)
_OFFICE = (Attribute("office", "chức vụ", "office", meaning="the office-holder who acts: Chủ tịch"),)
_SIGNER = (
    Attribute("signer", "người ký", "signer"),
    Attribute("position", "chức vụ", "position", meaning="of the signer"),
)
_NOTE = (Attribute("note", "ghi chú", "note", meaning="báo cáo"),)


def _relation(
    rel: str, vietnamese: str, english: str, up: Literal["along"] | None = None, *,
    carries: bool = False, tasks: bool = False, later: bool = True,
) -> EdgeKind:  # fmt: skip
    """What a document does to another; with `tasks` a task may do it too."""
    endpoints = (("document", "document"), *((("task", "document"),) if tasks else ()))
    lag = _LAG if rel == "implements" else ()
    return EdgeKind(rel, vietnamese, english, endpoints, up, carries, later, False, (*EVIDENCE, *_DETAIL, *lag))


def _edge(
    rel: str, vietnamese: str, english: str, *endpoints: tuple[str, str],
    up: Literal["along", "against"] | None = None, derived: bool = False, more: tuple[Attribute, ...] = (),
) -> EdgeKind:  # fmt: skip
    return EdgeKind(rel, vietnamese, english, endpoints, up, False, False, derived, (*EVIDENCE, *more))


EDGES = (
    _relation("implements", "thực hiện", "carries out", "along", carries=True),
    _relation("continues", "tiếp tục thực hiện", "continues to carry out", "along", carries=True),
    _relation("guides", "hướng dẫn", "guides", "along", carries=True),
    _relation("based_on", "căn cứ", "is based on", "along", tasks=True),
    _relation("attached_to", "kèm theo", "is attached to", "along", later=False),
    _relation("proposed_in", "theo đề nghị tại", "was proposed in", "along"),
    _relation("responds_to", "phúc đáp", "responds to", "along"),
    _relation("approves", "phê duyệt", "approves", later=False),
    _relation("amends", "sửa đổi, bổ sung", "amends"),
    _relation("replaces", "thay thế", "replaces"),
    _relation("repeals", "bãi bỏ", "repeals"),
    _relation("reviews", "sơ kết, tổng kết", "reviews"),
    _relation("cites", "dẫn chiếu", "cites", later=False),
    _edge("pinpoints", "chỉ rõ điều, mục", "points to", ("document", "section"), ("task", "section")),
    _edge("issued_by", "do … ban hành", "was issued by", ("document", "body")),
    _edge("signed_by", "ký thay mặt", "was signed for", ("document", "body"), more=_SIGNER),
    _edge("sent_to", "gửi", "was sent to", ("document", "body"), more=_NOTE),
    _edge("names", "nhắc đến", "names", ("document", "body")),
    _edge("assigns", "giao nhiệm vụ", "assigns", ("document", "task"), up="against"),
    _edge("leads", "chủ trì", "leads", ("body", "task"), up="along", more=_OFFICE),
    _edge("coordinates", "phối hợp", "takes part in", ("body", "task"), up="along", more=_OFFICE),
    _edge("oversees", "theo dõi, kiểm tra", "oversees", ("body", "task"), up="along", more=_OFFICE),
    _edge("on_behalf_of", "giúp, tham mưu cho", "is done on behalf of", ("task", "body"), more=_OFFICE),
    _edge("reports_to", "báo cáo", "is reported to", ("task", "body"), more=_OFFICE),
    _edge("part_of", "thuộc, cùng tệp với", "is part of", ("document", "document"), ("section", "document"),
          ("body", "body"), derived=True),
    _edge("succeeded_by", "được kế tục bởi", "was succeeded by", ("body", "body"), ("place", "place"),
          ("term", "term"), derived=True),
    _edge("located_in", "thuộc địa bàn", "is located in", ("document", "place"), ("body", "place"),
          ("place", "place"), derived=True),
    _edge("of_term", "thuộc nhiệm kỳ", "is of the term", ("document", "term"), derived=True),
)  # fmt: skip

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
