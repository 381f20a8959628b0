"""The nouns: what a parsed document is made of. Frozen values, born complete, never changed.

`Document.to_dict()` is the contract that the command line, the JSON Schema and the tables share, and
`Document.from_dict` gives the same document back. Every fact is `Spanned`: it carries the half-open
character offsets in `Document.text` that it was read from, and `document.text[start:end] == text`.
A value that is inferred and printed nowhere has neither (`method` is then "inferred").
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar, Literal, cast

import msgspec

SCHEMA = "vnpolicy.document/1"
_NARROW = set("fijlrtIJ.,;:!'()[]/|-– ")

Kind = Literal["numbered", "short", "named", "self", "anaphor"]
Relation = Literal[
    "implements", "continues", "based_on", "guides", "amends", "replaces", "repeals", "approves", "attached_to",
    "reviews", "proposed_in", "responds_to", "cites", "nested", "self",
]  # fmt: skip
Role = Literal["lead", "coordinate", "principal", "report_to", "oversee"]
Use = Literal["role", "recipient", "issuer", "mention"]
Modality = Literal["obligation", "request", "encouragement", "goal", "permission", "prohibition"]
Strength = Literal["strong", "medium", "weak"]
Recurrence = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "other"]


Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's top left


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open character offsets into `Document.text`."""

    start: int
    end: int

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


class Spanned(msgspec.Struct, frozen=True, kw_only=True):
    """What every fact has: where it stands, and what stands there."""

    start: int | None = None
    end: int | None = None
    text: str | None = None

    @property
    def span(self) -> Span | None:
        """The offsets as one value; None for what is inferred."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


def printed(values: Iterable[Spanned]) -> str:
    """What is printed of some values, one after the other.

    >>> printed([Product(text="kế hoạch"), Product(text="tờ trình")])
    'kế hoạch; tờ trình'
    """
    return "; ".join(value.text for value in values if value.text)


class Value(Spanned, frozen=True, kw_only=True):
    """One field of a header. `value` is the normal form, `text` what is printed."""

    value: str
    body: str | None = None  # the id of the organ, for organ and issuers
    method: Literal["printed", "inferred"] = "printed"


class Signer(Spanned, frozen=True, kw_only=True):
    """Who signed: "T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ / …" gives authority, position and name."""

    name: str
    position: str | None = None
    authority: str | None = None


class Recipient(Spanned, frozen=True, kw_only=True):
    """One line under "Nơi nhận" or "Kính gửi": its bodies (ids) and its note, "báo cáo"."""

    bodies: tuple[str, ...] = ()
    note: str | None = None


class Certification(Spanned, frozen=True, kw_only=True):
    """Who certified a copy, under which number: "SAO LỤC / Số 21-BS/TU" below the paper that was copied."""

    kind: Literal["sao y", "sao lục", "trích sao", "bản sao"]
    number: Value | None = None
    organ: Value | None = None
    place: Value | None = None
    date: Value | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What the letterhead, the title and the closing block say; of a certified copy, what was copied."""

    number: Value | None = None
    type: Value | None = None
    organ: Value | None = None
    issuers: tuple[Value, ...] = ()
    place: Value | None = None
    date: Value | None = None
    title: Value | None = None
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    certification: Certification | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered division, from its label to the end of its content: "III.2", "Điều 5.2", "PL1.I"."""

    path: str
    label: str
    title: str | None = None
    kind: str | None = None
    start: int
    end: int
    parent: str | None = None


class Reference(Spanned, frozen=True, kw_only=True):
    """A mention of a document: what it prints, what this document does to the target, and who the target is."""

    kind: Kind
    number: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    pinpoint: str | None = None
    points: tuple[str, ...] = ()  # the pinpoint as paths of sections: "Điều 5.2.a"
    relation: Relation = "cites"
    relation_detail: str | None = None
    nested_in: int | None = None
    nested_relation: Relation | None = None
    target: str | None = None
    candidates: tuple[str, ...] = ()
    via: str | None = None  # what told the target, where the mention does not print it: "title → register"
    section: str | None = None
    parts: dict[str, Span] = {}
    cue: Span | None = None


class Body(Spanned, frozen=True, kw_only=True):
    """A mention of an organisation: the id of its whole life, and its full name `as_of` the document's date."""

    id: str
    name: str
    level: str | None = None
    branch: str | None = None
    collective: bool = False
    as_of: str | None = None
    bound_to: str | None = None  # the body that "cấp ủy cùng cấp" means for the one who acts
    uses: tuple[Use, ...] = ("mention",)


class Assignment(Spanned, frozen=True, kw_only=True):
    """One body in one role of a task. `office` is set where an office-holder acts for it."""

    role: Role
    body: str | None = None
    office: str | None = None
    inherited: bool = False


class Deadline(Spanned, frozen=True, kw_only=True):
    """By when: an ISO day or period ("2025-Q4", "2025-06", "2025"); None where the year is not printed.

    Of a range, `begin` is its first day or period. `yearless` is what is printed without a year: "--06-30", "--06",
    "--Q2", of each month "---25". `exclusive` says "before" it. `duration` is how long after the event that `text`
    names, "P5D", or before it, "-P3D"; `working` says that its days are working days.
    """

    value: str | None = None
    begin: str | None = None
    yearless: str | None = None
    duration: str | None = None
    working: bool = False
    exclusive: bool = False


class Product(Spanned, frozen=True, kw_only=True):
    """What a task is to bring forth, as printed: a document to be made ("quy chế phối hợp …") or an event to be held.

    `type` is its noun, "quy chế"; None with `kind` where a field names a product of another sort.
    """

    kind: Literal["document", "event"] | None = None
    type: str | None = None


class Target(Spanned, frozen=True, kw_only=True):
    """A number that is aimed at: "đến năm 2030, | trên 95% | hộ dân", its operator and unit in its span.

    `value` is in the printed `unit` ("tỷ đồng"); of a range it is the lower end. `change` tells that something is to
    rise or fall by it. The other fields are printed: `per` each of what, `population` of whom or of what, `measure`
    what is measured.
    """

    value: float
    operator: Literal["=", ">=", "<=", ">", "<", "~", "range"] = "="
    upper: float | None = None
    unit: str
    per: str | None = None
    change: Literal["up", "down"] | None = None
    by: str | None = None
    population: str | None = None
    measure: str | None = None


class Inner(Spanned, frozen=True, kw_only=True):
    """What another is to do by a task, as printed: "tham mưu | UBND tỉnh | ban hành quy chế …".

    The `doer` is advised, for he decides what is put to him, or directed: "chỉ đạo | các xã | kiểm tra …".
    """

    relation: Literal["advised", "directed"]
    doer: str
    body: str | None = None
    office: str | None = None


class Task(Spanned, frozen=True, kw_only=True, dict=True):
    """A sentence, bullet or table row that gives bodies a role; `unstated` where none is told that must do it.

    `action` and `object` are read from the predicate by underthesea when they are first asked for.
    """

    section: str | None = None
    assignments: tuple[Assignment, ...] = ()
    unstated: bool = False
    predicate: Span | None = None
    products: tuple[Product, ...] = ()
    inner: tuple[Inner, ...] = ()
    conditions: tuple[Spanned, ...] = ()
    audience: tuple[Spanned, ...] = ()
    modality: Modality = "obligation"
    strength: Strength | None = None  # of the word that tells the modality; None where no word does
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    rules: tuple[str, ...] = ()  # the recurrence as iCalendar rules: "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"
    targets: tuple[Target, ...] = ()
    references: tuple[int, ...] = ()

    @cached_property
    def action(self) -> str | None:
        """What is to be done: "theo dõi, đôn đốc, kiểm tra"."""
        return self._clause[0]

    @cached_property
    def object(self) -> str | None:
        """To what: "việc triển khai thực hiện Chỉ thị …"."""
        return self._clause[1]

    @cached_property
    def _clause(self) -> tuple[str | None, str | None]:
        from vnpolicy.language.predicate import action_and_object

        if self.predicate is None or self.text is None or self.start is None:
            return None, None
        start, end = self.predicate.start, self.predicate.end
        others = [
            (given.start - start, given.end - start)
            for given in self.assignments
            if given.role != "lead" and given.start is not None and given.end is not None
            if start <= given.start and given.end <= end
        ]
        return action_and_object(self.text[start - self.start : end - self.start], others)


class Tasks(tuple[Task, ...]):
    """The tasks of a document: a tuple that a notebook shows as a table."""

    __slots__ = ()


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """A doubt or a loss, told: `code` is stable ("header.no-number"), `message` is for people."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it is shown: its size in points, the `engine` that read it, how far its text is turned (degrees).

    `skew` is how far a scan was turned against the clock to lie straight, as its boxes say it does.
    """

    width: float
    height: float
    engine: str
    turn: int = 0
    skew: float = 0.0


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A printed line that is no text of the document: a page number, a running head, a rule, a stamp."""

    page: int
    line: int
    text: str
    box: Box | None = None


class Binding(Spanned, frozen=True, kw_only=True):
    """How a paper came with another in one file: attached, as the text of one of them says, or only bound with it.

    The span stands in the text of the paper `said_in`: "Kèm theo Quyết định số 5/QĐ-UBND", "kèm theo Quyết định này".
    """

    to: str
    relation: Literal["attached_to", "part_of"]
    said_in: str | None = None


class SourceInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text came from.

    `lines` maps back: (offset in text, page, line on that page), by offset; `boxes` holds the box of each, and
    `sheets` each page, where the format has pages with places on them. `furniture` is what was left out of the text.
    Of several papers in one file, `member` tells which this is ("2/3"), `binding` how it came with the first, and
    `attachments` are the others, in the first alone.
    """

    name: str = ""
    member: str | None = None
    binding: Binding | None = None
    sha256: str | None = None
    format: str = "text"
    pages: int = 1
    encoding: str | None = None
    ocr: bool = False
    lines: tuple[tuple[int, int, int], ...] = ()
    boxes: tuple[Box | None, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    furniture: tuple[Aside, ...] = ()
    attachments: tuple["Document", ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where something is printed: page and line, both from 1, and its box, where the format has pages with places."""

    page: int
    line: int
    box: Box | None = None


class SourceMap:
    """The way back from a text to its pages.

    >>> source = SourceInfo(lines=((0, 1, 1), (5, 2, 1)), boxes=((72, 90, 102, 104), (72, 60, 87, 74)))
    >>> SourceMap("mười hai", source).at(Span(5, 8))
    (Place(page=2, line=1, box=(72.0, 60, 87.0, 74)),)
    """

    def __init__(self, text: str, source: SourceInfo) -> None:
        self.text, self.source = text, source

    def at(self, where: "int | Span | Spanned") -> tuple[Place, ...]:
        """Where a character, a span, or a value that has one, is printed: a place for each line that it touches.

        A box inside a line is reckoned from the breadth of the letters before it. What is inferred has no place.
        """
        span = span_of(where)
        if span is None or not self.source.lines:
            return ()
        first = max(0, bisect_right(self.source.lines, span.start, key=_offset) - 1)
        last = max(first + 1, bisect_left(self.source.lines, span.end, key=_offset))
        return tuple(self._place(at, span) for at in range(first, last))

    def _place(self, at: int, span: Span) -> Place:
        """What of a span stands in the printed line `at`."""
        start, page, line = self.source.lines[at]
        box = self.source.boxes[at] if self.source.boxes else None
        if box is None:
            return Place(page, line)
        following = self.source.lines[at + 1 : at + 2]
        printed = self.text[start : following[0][0] if following else None].rstrip()
        left, right = (_share(printed, edge - start) * (box[2] - box[0]) for edge in (span.start, span.end))
        return Place(page, line, (round(box[0] + left, 1), box[1], round(box[0] + right, 1), box[3]))


def _offset(line: tuple[int, int, int]) -> int:
    return line[0]


def span_of(where: int | Span | Spanned) -> Span | None:
    """The offsets of a character, a span, or a value that has one."""
    if isinstance(where, int):
        return Span(where, where + 1)
    return where if isinstance(where, Span) else where.span


def _share(printed: str, at: int) -> float:
    """Which share of a printed line stands before character `at`."""
    whole = sum(map(_breadth, printed))
    return min(1.0, sum(map(_breadth, printed[: max(0, at)])) / whole) if whole else 0.0


@lru_cache(maxsize=1024)
def _breadth(letter: str) -> float:
    """How broad a letter is in a usual book face, in ems."""
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain == "\t":
        return 0.0
    if plain in _NARROW:
        return 0.3
    return 0.75 if plain in "mw" or plain.isupper() else 0.5


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One paper, read and parsed; `attachments` are the others in its file, each a document of its own."""

    schema: str = SCHEMA
    id: str
    source: SourceInfo
    text: str
    header: Header
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    bodies: tuple[Body, ...] = ()
    tasks: tuple[Task, ...] = ()
    issues: tuple[Issue, ...] = ()
    show: ClassVar[Callable[..., Any]]  # `display` hangs it here: the picture of a page with a span boxed

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "tasks", Tasks(self.tasks))

    def to_dict(self) -> dict[str, Any]:
        """The document as plain lists and dicts, ready for JSON."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        for record, task in zip(plain["tasks"], self.tasks, strict=True):
            record["action"], record["object"] = task.action, task.object
        plain["source"]["attachments"] = [document.to_dict() for document in self.attachments]
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Document":
        """The document that `to_dict` gave. Raises msgspec.ValidationError where the shape is another."""
        document = msgspec.convert(plain, cls)
        for record, task in zip(plain.get("tasks", ()), document.tasks, strict=True):
            task.__dict__.update({name: record[name] for name in ("action", "object") if name in record})
        papers = tuple(map(cls.from_dict, plain["source"].get("attachments", ())))
        return msgspec.structs.replace(
            document, source=msgspec.structs.replace(document.source, attachments=papers)
        )

    @property
    def attachments(self) -> tuple["Document", ...]:
        """The other papers that came in the same file: the plan that a decision carries, or what is bound with it."""
        return self.source.attachments

    @property
    def papers(self) -> tuple["Document", ...]:
        """This paper and those that came in its file, each by itself."""
        alone = msgspec.structs.replace(self, source=msgspec.structs.replace(self.source, attachments=()))
        return (alone.found_at(self.file), *self.attachments)

    @property
    def file(self) -> Path | None:
        """Where this run has read it, if it has read a file; no part of what the document is or says."""
        return self.__dict__.get("_file")

    def found_at(self, file: Path | None) -> "Document":
        """This document, which from now on knows its file; so do those that came with it."""
        for paper in (self, *self.attachments):
            paper.__dict__["_file"] = file
        return self

    @property
    def source_map(self) -> SourceMap:
        """The way back to page, line and box: `document.source_map.at(document.header.number)`."""
        return SourceMap(self.text, self.source)

    def place_of(self, offset: int) -> tuple[int, int]:
        """(page, line) of a character, both from 1."""
        at = bisect_right(self.source.lines, offset, key=_offset) - 1
        return self.source.lines[at][1:] if at >= 0 else (1, 1)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Document.to_dict()`; `document.schema.json` is this, shipped."""
    (schema,), definitions = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    text_or_null = {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}
    definitions["Task"]["properties"] |= {"action": text_or_null, "object": text_or_null}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": definitions}
    return cast(dict[str, Any], msgspec.json.decode(msgspec.json.encode(whole)))  # tuples become lists
