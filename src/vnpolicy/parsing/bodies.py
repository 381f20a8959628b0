"""Clean text -> bodies: every mention of an organisation, its id, its full name, what the paper makes of it.

    Nơi nhận: - Các huyện ủy, thị ủy trực thuộc; - Lưu VPTU.      uses: recipient
    Ban Dân vận Tỉnh uỷ chủ trì …                                 uses: role (set when the tasks are known)
    … của Ban Bí thư …                                            uses: mention

`body_grammar` finds the names, `body_identity` says whose they are; here they meet the paper.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Holder, Province, StaffWord
from vnpolicy.language import alternation, fold
from vnpolicy.model import Assignment, Body, Header, Recipient, Task, Use, Value
from vnpolicy.parsing.actors import MEMBERS
from vnpolicy.parsing.body_grammar import Reader, find_names
from vnpolicy.parsing.body_identity import Place, body_of, place_of
from vnpolicy.parsing.body_items import in_items
from vnpolicy.parsing.body_lists import but_heads, shared_names
from vnpolicy.parsing.body_polities import acting_places
from vnpolicy.parsing.body_tails import with_tails
from vnpolicy.parsing.body_words import Name
from vnpolicy.parsing.closing import addressees
from vnpolicy.parsing.seats import seat_of
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

# From "Lưu: VT, Vụ KHTC" captures what stands before the first of those who keep the paper.
_FILED = re.compile(r"[-–\s]*lưu[: ]+")
# What makes the next body one that the lead directs: "chỉ đạo | các đơn vị trực thuộc".
_DIRECTS = re.compile(
    r"(?:chỉ đạo|huy động|yêu cầu|đề nghị|giao|đôn đốc|kích hoạt|phân công|kiến nghị|đề xuất|trao đổi"
    r"|hướng dẫn|quán triệt)"
    r"(?:[ ](?:cho|với|cùng))?[ ](?:các[ ][^.;:\n]{2,25}:[ ])?$"
)
# What gives bodies a part though no task names them: "phối hợp chặt chẽ giữa | các sở và Công an tỉnh |", and a
# heading "2- Đối với | các sở |".
_ENGAGES = re.compile(
    r"(?<!quy chế )(?:phối hợp|phối kết hợp|tham gia)[^.;:\n]{0,30}?[ ]giữa[ ]$|(?:đại diện|đại diện lãnh đạo)[ ]$"
    r"|(?:phối hợp|phối kết hợp)(?:[ ](?:với|cùng|cùng với))?[ ]$"
    r"|^[^\w\n]*(?:\w{1,4}[^\w\n]{1,3})?(?:đối với|đề nghị|trách nhiệm của)[ ](?:các[ ][^.;:\n]{2,25}:[ ])?$",
    re.MULTILINE,
)
_AND = re.compile(r"\s?(?:,|;|và|hoặc|,\svà)\s")
_MOST_ABOVE = 20  # paragraphs above "Kính gửi"
_BRACKETS = (" (", " (qua ", " (thông qua ")
_NEAR = 50  # characters before a body in which its cue stands


def find_bodies(text: CleanText, zones: Zones, header: Header, knowledge: Knowledge) -> tuple[Body, ...]:
    """Every mention of a body, in order; `uses` tells issuers and recipients from plain mentions."""
    place = home_of(header, knowledge, text.text)
    issuers = tuple(_issuers(header, place, knowledge))
    reader = Reader(text.text, text.folded, knowledge, _own(header, knowledge))
    shared = tuple(shared_names(reader, knowledge))
    found = (*but_heads(reader.names(), text.folded, shared), *shared, *acting_places(reader, knowledge))
    names = sorted(found, key=_shared_first)
    received = (*header.recipients, *addressees(text, 0, min(_MOST_ABOVE, len(text.paragraphs))))
    items = sorted(map(_span, received))
    receives = _Receivers(text.folded, items, knowledge)
    apart = sorted(in_items(_apart(names, issuers), items, reader), key=_span)
    apart = with_tails(apart, text.folded, reader.words)
    parts = _behind(_ENGAGES, text.folded, map(_span, apart))
    engaged = {start for start in parts if zones.of(start) in ("body", "annex")}
    bodies = (body_of(name, text.text, place, receives.use(name)) for name in apart)
    used = (_with_use(body, "role") if body.start in engaged else body for body in bodies)
    return tuple(sorted((*issuers, *used), key=_span))


def bind_header(header: Header, bodies: Sequence[Body], knowledge: Knowledge, text: str) -> Header:
    """The header with the ids of its organ, its issuers and the bodies among its recipients."""
    place = home_of(header, knowledge, text)
    starts = [body.start or 0 for body in bodies]

    def bound(value: Value) -> Value:
        body = _named(value.value, place, knowledge)
        return msgspec.structs.replace(value, body=body.id) if body else value

    def received(item: Recipient) -> Recipient:
        within = bodies[bisect_left(starts, item.start or 0) : bisect_left(starts, item.end or 0)]
        return msgspec.structs.replace(
            item, bodies=tuple(body.id for body in within if "recipient" in body.uses)
        )

    return msgspec.structs.replace(
        header,
        organ=bound(header.organ) if header.organ else None,
        issuers=tuple(map(bound, header.issuers)),
        recipients=tuple(map(received, header.recipients)),
    )


def home_of(header: Header, knowledge: Knowledge, text: str) -> Place:
    """Where a paper comes from: its province, and the district or commune that speaks in it."""
    place = place_of(header, knowledge)
    province = knowledge.get(Province, seat_of(header, knowledge, text).province or "") or place.province
    lower = (name for name in _speakers(header, knowledge) if name.proper)
    name = next(lower, None)
    area = f"{name.area} {name.proper}" if name else None
    return place._replace(province=province, area=area, level=name.level if name else None)


def _speakers(header: Header, knowledge: Knowledge) -> Iterator[Name]:
    """The bodies that the letterhead and the issuers name last."""
    for value in filter(None, (header.organ, *header.issuers)):
        yield from list(find_names(value.value, fold(value.value), knowledge))[-1:]


def use_in_roles(bodies: Sequence[Body], tasks: Iterable[Task], folded: str) -> tuple[Body, ...]:
    """The bodies, with "role" for those that a task gives one, that its lead directs, or that a bracket adds.

    A name that runs on in its role runs on here: "11. Các đơn vị | cấp nước sạch có trách nhiệm:".
    """
    starts = [body.start or 0 for body in bodies]
    in_roles: set[int] = set()
    given: dict[int | None, Assignment] = {}
    for task in tasks:
        for item in task.assignments:
            if item.office == MEMBERS:
                in_roles.add(starts[bisect_left(starts, item.start or 0)])
            elif not item.office:
                given[item.start] = item
        first, after = bisect_left(starts, task.start or 0), bisect_left(starts, task.end or 0)
        in_roles.update(_directed(bodies[first:after], task, folded))
    in_roles.update(start for start in given if start is not None)
    in_roles.update(_in_brackets(bodies, in_roles, folded))
    whole = [_run_on(body, given.get(body.start)) for body in bodies]
    new = (_called(item) for start, item in given.items() if item.body and not _known(start, starts))
    used = (_with_use(body, "role") if body.start in in_roles else body for body in whole)
    return tuple(sorted((*used, *new), key=_span))


def _known(start: int | None, starts: Sequence[int]) -> bool:
    at = bisect_left(starts, start or 0)
    return at < len(starts) and starts[at] == start


def _called(given: Assignment) -> Body:
    """Somebody whom only the words of a role name: "Trách nhiệm của | người sử dụng"."""
    return Body(
        start=given.start, end=given.end, text=given.text, id=given.body or "", name=given.text or "", uses=("role",)
    )  # fmt: skip


def _run_on(body: Body, given: Assignment | None) -> Body:
    """The body with the words that go on its name where it is given a role."""
    if given is None or (given.end or 0) <= (body.end or 0):
        return body
    words = (given.text or "")[len(body.text or "") :]
    return msgspec.structs.replace(
        body, end=given.end, text=given.text, id=given.body or body.id, name=f"{body.name}{words}"
    )


def _in_brackets(bodies: Sequence[Body], in_roles: set[int], folded: str) -> Iterator[int]:
    """Where the bodies stand that a bracket adds to one that has a role: "Sở Y tế (Chi cục Dân số)"."""
    opened = False
    for before, body in pairwise(bodies):
        between = folded[before.end or 0 : body.start or 0]
        opened = (between in _BRACKETS and before.start in in_roles) or (opened and bool(_AND.fullmatch(between)))
        if opened and body.start is not None:
            yield body.start


def _directed(bodies: Sequence[Body], task: Task, folded: str) -> Iterator[int]:
    """Where the bodies stand that the lead directs: "chỉ đạo | Báo Y, Đài Z | tuyên truyền"."""
    start = task.start or 0
    spans = (((body.start or 0) - start, (body.end or 0) - start) for body in bodies)
    return (begin + start for begin in _behind(_DIRECTS, folded[start : task.end], spans))


def _behind(cue: re.Pattern[str], folded: str, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Where those of the spans begin that stand behind the cue, or behind such a one in a list."""
    before, listed = 0, False
    for start, end in spans:
        follows = listed and _AND.fullmatch(folded, before, start)
        listed = bool(follows or cue.search(folded, max(before, start - _NEAR), start))
        if listed:
            yield start
        before = end


def _with_use(body: Body, use: Use) -> Body:
    kept = tuple(other for other in body.uses if other not in ("mention", use))
    return msgspec.structs.replace(body, uses=(*kept, use))


# -- issuers: the letterhead's organ, and those who speak in the title or the preamble


def _issuers(header: Header, place: Place, knowledge: Knowledge) -> Iterator[Body]:
    spans: set[tuple[int | None, int | None]] = set()
    for value in (header.organ, *header.issuers):
        body = _named(value.text or "", place, knowledge) if value else None
        if value is None or body is None or value.start is None or (value.start, value.end) in spans:
            continue
        spans.add((value.start, value.end))
        whole = _named(value.value, place, knowledge) or body
        start, end = _printed(value, body, whole=value is header.organ)
        others = (other for other in header.issuers if other is not value)
        again = header.organ is value and any(
            _named(other.value, place, knowledge) == whole for other in others
        )
        use: Use = "mention" if again and body.name != whole.name else "issuer"
        text = (value.text or "")[start - value.start : end - value.start]
        yield msgspec.structs.replace(whole, start=start, end=end, text=text, uses=(use,))


def _printed(value: Value, body: Body, *, whole: bool) -> tuple[int, int]:
    """Where an issuer stands: the whole of a letterhead's line, else as much of it as is known for a name."""
    assert value.start is not None and value.end is not None
    if whole and fold(value.text or "").replace("\n", " ").endswith(fold(value.value)):
        return value.end - len(value.value), value.end
    return value.start + (body.start or 0), value.start + (body.end or 0)


def _own(header: Header, knowledge: Knowledge) -> Name | None:
    """The body that the paper's letterhead names last."""
    return next(_speakers(msgspec.structs.replace(header, issuers=()), knowledge), None)


def _named(printed: str, place: Place, knowledge: Knowledge) -> Body | None:
    """The last body that a name on its own says; its lines make one name."""
    line = printed.replace("\n", " ").replace("\t", " ")
    names = list(find_names(line, fold(line), knowledge))
    if not names or fold(line).endswith("phó ", 0, names[-1].start):  # "Phó | Thủ tướng Chính phủ"
        return None
    return body_of(names[-1], printed, place, "issuer")


def _apart(names: Iterable[Name], issuers: Sequence[Body]) -> Iterator[Name]:
    """The names that overlap neither an issuer nor the name before."""
    starts = [body.start or 0 for body in issuers]
    after = 0
    for name in names:
        at = bisect_left(starts, name.end) - 1
        if name.start >= after and (at < 0 or (issuers[at].end or 0) <= name.start):
            yield name
            after = name.end


# -- recipients


class _Receivers:
    """Tells who receives the paper from who is only named there: "CT, PCT | UBND tỉnh" are persons."""

    def __init__(self, folded: str, items: Sequence[tuple[int, int]], knowledge: Knowledge) -> None:
        self.folded, self.items = folded, items
        self.holder = _holder_before(knowledge)

    def use(self, name: Name) -> Use:
        at = bisect_right(self.items, (name.start, len(self.folded))) - 1
        if at < 0 or name.start >= self.items[at][1]:
            return "mention"
        start = self.items[at][0]
        if filed := _FILED.match(self.folded, start):
            return "recipient" if filed.end() == name.start else "mention"
        if name.shared or not (self._heads_initials(name) or self._are_persons(start, name)):
            return "recipient"
        return "mention"

    def _heads_initials(self, name: Name) -> bool:
        """Whether the units of a body are told by initials: "các Vụ: TH, KTTH"."""
        return name.collective and self.folded.startswith(":", name.end)

    def _are_persons(self, start: int, name: Name) -> bool:
        """Whether an office stands before, "CT, PCT | UBND tỉnh", or behind: "Thủ tướng, các Phó Thủ tướng"."""
        behind = name.code == "thu-tuong-chinh-phu" and self.folded.startswith(
            (", các phó", ", phó"), name.end
        )
        return behind or self.holder.search(self.folded, start, name.start) is not None


@lru_cache(maxsize=8)
def _holder_before(knowledge: Knowledge) -> re.Pattern[str]:
    rows = (*(row for row in knowledge[Holder] if row.name != MEMBERS), *knowledge[StaffWord])
    words = alternation(fold(word) for row in rows for word in row.phrases())
    return re.compile(rf"(?<!\w){words}(?:[ ](?:thường trực|văn phòng))?[ .]*$")


def _shared_first(name: Name) -> tuple[int, bool]:
    return name.start, not name.shared


def _span(item: Name | Body | Recipient) -> tuple[int, int]:
    return item.start or 0, item.end or 0
