"""Rows about who acts: provinces, bodies, roles, verbs, modality, deadlines."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from vnpolicy.knowledge.load import Row, WordRow
from vnpolicy.model import Modality, Recurrence, Strength

Level = Literal["central", "province", "district", "commune", "base"]
Branch = Literal[
    "party", "state", "justice", "front", "mass", "association", "armed", "service", "business", "community"
]


class Province(Row, frozen=True, kw_only=True):
    """A province or centrally run city through one stretch of its life. `code` is its slug: dak-lak."""

    table: ClassVar[str] = "provinces"

    name: str
    kind: Literal["tỉnh", "thành phố"] = "tỉnh"
    spellings: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()  # its seat and towns, as printed before a date: "Buôn Ma Thuột"
    since: str | None = None
    until: str | None = None
    successor: str | None = None  # the code of the province that took it in
    city_since: str | None = None  # became a centrally run city on that day

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.spellings)

    def kind_on(self, day: str | None) -> Literal["tỉnh", "thành phố"]:
        """What it was on a day: Đồng Nai is a city since 2026-04-30."""
        return "thành phố" if self.city_since and day and day >= self.city_since else self.kind


class District(Row, frozen=True, kw_only=True):
    """A district through its life, which ended with all of them on 2025-06-30. `code` is its place: huyen-chu-se."""

    table: ClassVar[str] = "districts"

    name: str
    kind: Literal["huyện", "quận", "thị xã", "thành phố"] = "huyện"
    province: str
    since: str | None = None
    until: str = "2025-06-30"

    def phrases(self) -> Iterable[str]:
        return (f"{self.kind} {self.name}",)


class BodySet(WordRow, frozen=True, kw_only=True):
    """Words for a set of bodies whose members can be told at a date: "các huyện ủy"."""

    table: ClassVar[str] = "body_sets"

    each: Literal["province", "district", "either", "body"]
    kinds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    prefix: str | None = None
    local: bool = False


class BodyName(Row, frozen=True, kw_only=True):
    """A body known by its whole name, with its life. `code` is its id without the place."""

    table: ClassVar[str] = "bodies"

    name: str
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    branch: Branch | None = None
    local: bool = False  # each place has its own: the id takes "@dak-lak"
    party: bool = False  # its place follows without "tỉnh": Tỉnh ủy Đắk Lắk
    within: bool = False  # the body it belongs to may follow at once: Văn phòng Tỉnh ủy
    proper: bool = False  # an everyday word in lower case: bảo hiểm xã hội
    since: str | None = None
    until: str | None = None
    successor: str | None = None

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.aliases)


class BodyHead(Row, frozen=True, kw_only=True):
    """A word that opens the names of bodies: "Sở", "Phòng". What follows is a field, a name or a place."""

    table: ClassVar[str] = "body_heads"

    name: str
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    branch: Branch | None = None
    local: bool = False
    party: bool = False
    within: bool = False
    topic: bool = False  # a task in lower case may follow: Ban Chỉ đạo phòng, chống ma túy tỉnh
    numbered: bool = False  # a number may follow: Sư đoàn 315
    lower: bool = False  # names a body in lower case too: ngành giáo dục
    everyday: bool = False  # an everyday word: a field follows only in capitals
    never_before: tuple[str, ...] = ()  # words before which it is something else: "Hội" An
    never_after: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.aliases)


class BodyField(Row, frozen=True, kw_only=True):
    """A field of work that names bodies: "Y tế" of Sở Y tế. The abbreviations count only behind a head."""

    table: ClassVar[str] = "body_fields"

    name: str
    aliases: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.aliases)


class FieldWord(WordRow, frozen=True, kw_only=True):
    """Words that go on the name of a body behind its head: "Quản lý", "thị trường"."""

    table: ClassVar[str] = "field_words"

    acts: bool = False  # a verb too, so part of a name only with a capital: "Sở X | tổ chức"


class BodyGroup(Row, frozen=True, kw_only=True):
    """A noun for a set of bodies: "sở", "đoàn thể", "cơ quan chức năng"."""

    table: ClassVar[str] = "body_groups"

    name: str
    aliases: tuple[str, ...] = ()
    joins: Literal["agency", "unit", "committee", "community", "alone"] = (
        "alone"  # with what it makes a list: "các sở, ban, ngành"
    )
    bare: bool = False  # names bodies without "các", company or qualifier
    weak: bool = False  # names none without "các" or company, even with a qualifier
    sorts: bool = False  # words may follow that say of what sort: cơ quan | báo chí
    bound: bool = False  # names bodies only with a word that says which
    duty: bool = False  # ends with a verb, and may be a clause: "các cơ quan | phối hợp với …"
    never_before: tuple[str, ...] = ()  # words before which it is something else: "ban" hành
    never_after: tuple[str, ...] = ()  # words behind which it is something else: nhiệm "vụ"
    level: Level | None = None
    branch: Branch | None = None

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.aliases)


class BodyQualifier(WordRow, frozen=True, kw_only=True):
    """Words behind a set of bodies that say which: "có liên quan"; "named" ones also behind a name."""

    table: ClassVar[str] = "body_qualifiers"

    kind: Literal["set", "named", "sort", "closing", "duty", "charge", "topic"] = "set"


class NameStop(WordRow, frozen=True, kw_only=True):
    """Words that never go on the name of a body."""

    table: ClassVar[str] = "name_stops"


class AreaWord(Row, frozen=True, kw_only=True):
    """A word for a place of some level: tỉnh, huyện, xã."""

    table: ClassVar[str] = "area_words"

    name: str
    aliases: tuple[str, ...] = ()
    level: Level
    never_before: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.aliases)


class Counterpart(WordRow, frozen=True, kw_only=True):
    """What a general word for a body is called at each kind of place: "cấp ủy" of a huyện is its Huyện ủy."""

    table: ClassVar[str] = "counterparts"

    bodies: dict[str, str]  # the code of the body by kind of place; "khác": at any other


class StaffWord(WordRow, frozen=True, kw_only=True):
    """Words for the staff and members of a body, who receive papers: "CT, PCT" UBND tỉnh."""

    table: ClassVar[str] = "staff"


class RoleCue(WordRow, frozen=True, kw_only=True):
    """Words that give the bodies beside them a role."""

    table: ClassVar[str] = "roles"

    cue: Literal[
        "leads",
        "assigns",
        "asks",
        "coordinates",
        "serves",
        "reports",
        "through",
        "owes",
        "heads",
        "draws",
        "none",
    ]


class Holder(Row, frozen=True, kw_only=True):
    """Words for the holder of an office, before the body that he acts for: "Thủ trưởng | các sở"."""

    table: ClassVar[str] = "holders"

    name: str
    words: tuple[str, ...] = ()

    def phrases(self) -> Iterable[str]:
        return (self.name, *self.words)


class TaskField(WordRow, frozen=True, kw_only=True):
    """Words that label a field of a task: a line ("Đơn vị chủ trì: …") or the head of a table's column."""

    table: ClassVar[str] = "fields"

    field: Literal[
        "content",
        "number",
        "lead",
        "coordinate",
        "principal",
        "oversee",
        "deadline",
        "product",
        "topic",
        "other",
    ]


class LabelAgent(WordRow, frozen=True, kw_only=True):
    """Words for who acts, in the label of a field: "cơ quan", "đơn vị"."""

    table: ClassVar[str] = "agents"


class Opening(WordRow, frozen=True, kw_only=True):
    """Words that open a sentence and tell what it is: a circumstance, a statement, a new start."""

    table: ClassVar[str] = "openings"

    kind: Literal["time", "circumstance", "condition", "statement", "fresh"]


class Verb(WordRow, frozen=True, kw_only=True):
    """A verb that opens a duty ("xây dựng"), or a word that stands before one ("tăng cường")."""

    table: ClassVar[str] = "verbs"

    kind: Literal[
        "aspect",
        "reason",
        "direct",
        "oversee",
        "report",
        "make",
        "do",
        "fund",
        "people",
        "inform",
        "review",
        "none",
    ]
    noun: bool = False  # a noun as well, so a verb only where a clause begins or behind its subject


class ModalityCue(WordRow, frozen=True, kw_only=True):
    """Words that say how strongly a duty binds."""

    table: ClassVar[str] = "modality"

    modality: Modality
    strength: Strength | None = None


class RecurrenceCue(WordRow, frozen=True, kw_only=True):
    """Words that say how often: "hằng năm". A `loose` one counts only where an act begins, or a time is asked for."""

    table: ClassVar[str] = "recurrence"

    recurrence: Recurrence
    loose: bool = False


class DeadlineCue(WordRow, frozen=True, kw_only=True):
    """Words before a date that make it a deadline; "in" and "horizon" only where a phrase ends with the date."""

    table: ClassVar[str] = "deadlines"

    kind: Literal["before", "by", "in", "horizon"]


ROWS: tuple[type[Row], ...] = (
    Province,
    District,
    BodySet,
    BodyName,
    BodyHead,
    BodyField,
    FieldWord,
    BodyGroup,
    BodyQualifier,
    NameStop,
    AreaWord,
    Counterpart,
    StaffWord,
    RoleCue,
    Holder,
    TaskField,
    LabelAgent,
    Opening,
    Verb,
    ModalityCue,
    RecurrenceCue,
    DeadlineCue,
)
