"""Clean text -> its header and its zones.

    TỈNH ỦY ĐẮK LẮK / Số 100 - KH/TU / Buôn Ma Thuột, ngày 17 tháng 9 năm 2010 / KẾ HOẠCH …

gives number "100-KH/TU", organ "Tỉnh ủy Đắk Lắk", place, date and title; the closing, signers and recipients.
Of a certified copy it is the header of what was copied; who certified it, `certification` says.
What is not printed is None, and an `Issue` says so. Of a copy without letterhead only the title is left.
"""

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Header, Issue, Span, Value
from vnpolicy.parsing.closing import Closing, addressees, find_closings
from vnpolicy.parsing.copies import Copy, find_copy, without
from vnpolicy.parsing.letterhead import Letterhead, read_letterhead
from vnpolicy.parsing.organ_names import place_of
from vnpolicy.parsing.title import Opening, Title, read_opening, read_title
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

_LETTER = "công văn"
_HOLDERS = (
    "Chủ tịch ",
    "Bộ trưởng ",
    "Giám đốc ",
    "Thống đốc ",
    "Tổng Thanh tra ",
    "Chánh án ",
    "Viện trưởng ",
)
_OPEN_PLACES = (
    "Tỉnh ủy",
    "Thành ủy",
    "tỉnh",
    "thành phố",
    "Thành phố",
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
)


class _Frame(msgspec.Struct, frozen=True):
    """What stands around the body of a paper."""

    text: CleanText
    head: Letterhead
    end: int  # of the letterhead, a position in the text
    title: Title
    opening: Opening
    closings: tuple[Closing, ...]
    copy: Copy | None


def read_header(text: CleanText, knowledge: Knowledge) -> tuple[Header, Zones, tuple[Issue, ...]]:
    """The header of a document, the zones of its text, and what is doubtful or missing."""
    frame = _frame(text, knowledge)
    header = _header(frame, knowledge)
    return header, _zones(frame), tuple(_issues(header, frame.head))


def _frame(text: CleanText, knowledge: Knowledge) -> _Frame:
    title = read_title(text, knowledge)
    end = text.paragraphs[title.first].start if title.first < len(text.paragraphs) else len(text.text)
    closings = tuple(find_closings(text, title.after, knowledge))
    copy = find_copy(text, closings, knowledge)
    if copy:
        closings = tuple(closing for closing in closings if not copy.first <= closing.first < copy.after)
    return _Frame(
        text=text,
        head=read_letterhead(without(text, copy) if copy else text, end, knowledge),
        end=end,
        title=title,
        opening=read_opening(text, title, knowledge),
        closings=closings,
        copy=copy,
    )


def _header(frame: _Frame, knowledge: Knowledge) -> Header:
    text, head, title = frame.text, frame.head, frame.title
    own = frame.closings[0] if frame.closings else None
    issuers = title.issuers or _spoken(frame.opening.issuers, head.organ)
    organ = head.organ or _organ_of_issuer(issuers)
    last = own.first if own else len(text.paragraphs)
    return Header(
        number=head.number,
        type=title.type or _letter(head),
        organ=organ,
        issuers=tuple(_with_place(issuer, organ, knowledge) for issuer in issuers)
        or ((organ,) if organ else ()),
        place=head.place,
        date=head.date,
        title=title.title or _subject(text, head),
        signers=own.signers if own else (),
        recipients=(own.recipients if own else ())
        or addressees(text, title.first, min(last, title.first + 12)),
        certification=frame.copy.certification if frame.copy else None,
    )


def _spoken(issuers: tuple[Value, ...], organ: Value | None) -> tuple[Value, ...]:
    """Who speaks in the preamble; of several the letterhead's organ: "thống nhất với Sở A, | Sở B | đề nghị"."""
    own = tuple(issuer for issuer in issuers if organ and organ.value.startswith(issuer.value))
    return own if len(issuers) > 1 and own else issuers


def _letter(head: Letterhead) -> Value | None:
    """A paper with a "V/v …" under its number and no type is a letter."""
    return Value(value=_LETTER, method="inferred") if head.subject and head.number else None


def _subject(text: CleanText, head: Letterhead) -> Value | None:
    if not head.subject:
        return None
    printed = text.text[head.subject.start : head.subject.end].rstrip()
    return Value(
        value=" ".join(printed.split()),
        start=head.subject.start,
        end=head.subject.start + len(printed),
        text=printed,
    )


def _organ_of_issuer(issuers: tuple[Value, ...]) -> Value | None:
    """Of "Chủ tịch Ủy ban nhân dân tỉnh" the organ; an issuer that is an organ is its own."""
    if not issuers:
        return None
    name = issuers[0].value
    for holder in _HOLDERS:
        if name.startswith(holder) and len(name) > len(holder):
            rest = name[len(holder) :]
            return msgspec.structs.replace(issuers[0], value=rest[:1].upper() + rest[1:])
    return issuers[0]


def _with_place(issuer: Value, organ: Value | None, knowledge: Knowledge) -> Value:
    """The issuer with the place of the organ, where its own name leaves it open: "Ban Thường vụ Tỉnh ủy"."""
    if organ is None or organ is issuer or not issuer.value.endswith(_OPEN_PLACES):
        return issuer
    place = place_of(organ.value, knowledge)
    if not place:
        return issuer
    for word in ("tỉnh ", "thành phố ", "Thành phố "):
        if place.startswith(word) and not issuer.value.endswith("nhân dân"):
            place = place[len(word) :]
    return msgspec.structs.replace(issuer, value=f"{issuer.value} {place}")


def _zones(frame: _Frame) -> Zones:
    text, title, copy = frame.text.text, frame.title, frame.copy
    printed = title.title or title.type
    span = frame.head.subject
    if printed and title.type and title.type.start is not None and printed.end is not None:
        span = Span(title.type.start, printed.end)
    closed = [closing.span for closing in frame.closings]
    if copy and copy.span.start >= frame.end:
        closed = sorted([*closed, copy.span])
    body_end = closed[0].end if closed else len(text)
    head = frame.head
    has_letterhead = head.number or head.organ or head.date or title.type or title.title
    return Zones(
        letterhead=Span(0, frame.end if has_letterhead else 0),
        title=span,
        basis=frame.opening.basis,
        preamble=frame.opening.preamble,
        closing=tuple(closed),
        annexes=(Span(body_end + 1, len(text)),) if text[body_end:].strip() else (),
    )


def _issues(header: Header, head: Letterhead) -> list[Issue]:
    missing = []
    for name in ("number", "type", "organ", "date", "title"):
        if getattr(header, name) is None:
            blank = "left blank" if name in head.blank else "not printed"
            missing.append(Issue(code=f"header.no-{name}", message=f"the {name} is {blank}"))
    if not header.signers:
        missing.append(Issue(code="header.no-signer", message="no signature is printed"))
    missing += [
        Issue(
            code="header.no-signer-position",
            message=f"{s.name} signs without an office",
            start=s.start,
            end=s.end,
        )
        for s in header.signers
        if s.position is None
    ]
    return missing
