"""The type of a paper and its title, the organs it names as issuers, and where its body begins.

    KẾT LUẬN                              -> type "kết luận"
    CỦA BAN BÍ THƯ                        -> issuer
    về công tác văn thư                   -> title
    ... , Ban Bí thư kết luận như sau:    -> preamble (and issuer, where the title names none)

A copy without a letterhead begins with type and title on one line.
"""

import re
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType
from vnpolicy.knowledge.layout import EnactingVerb, Office, OrganWord
from vnpolicy.knowledge.load import Found
from vnpolicy.language import alternation, fold
from vnpolicy.model import Span, Value
from vnpolicy.parsing.issuers import issuer_end
from vnpolicy.parsing.labels import label_at
from vnpolicy.parsing.organ_names import begins_organ, written_out
from vnpolicy.reading.source import CleanText, Paragraph

_HEAD = 45  # paragraphs among which a letterhead and a title must stand
_LONG = 400  # characters; a longer paragraph is no line of a letterhead
_MOST_LINES = 7  # of a title
_PREAMBLE = 40  # paragraphs
_CAPITALS = 20  # characters that tell whether a title is printed in capitals

_ADDRESS = re.compile(r"kính\s(?:gửi|trình|thưa)")
# From "Kính gửi: …", "THỦ TƯỚNG CHÍNH PHỦ điện:" captures what opens the list of addressees.
_ADDRESSES = re.compile(r"kính\s(?:gửi|trình|thưa)|[^\n:]{3,80}\sđiện\s?:")
_ITEM = re.compile(r"\s?[-+•*]\s?")
_PROSE = re.compile(r"[.;]\s(?=[A-ZÀ-ỸĐ][a-zà-ỹđ]+\s)")
_BASIS = re.compile(
    r"[-–]?\s?(?:căn\scứ|theo\sđề\snghị|xét(?:\s(?:đề\snghị|tờ\strình|thấy|báo\scáo))?|trên\scơ\ssở|sau\skhi)(?!\w)"
)
_NOTE = re.compile(r"\((?!\d\))|[-–+•*]\s|nơi\snhận")
_ENACTS = re.compile(r"(?:quyết\s(?:định|nghị)|nghị\squyết|kết\sluận|chỉ\sthị|thông\sbáo)\s?:?$")
_AS_FOLLOWS = re.compile(r"(?:như\ssau|sau\sđây|sau|gồm|:)\s?[:;.]?\s?$")
_ABOUT = ("về ", "v/v ")  # what goes on behind "KẾT LUẬN CỦA BAN THƯỜNG VỤ"
# What follows the name of a type where it only mentions a paper, this one or another.
_MENTION = re.compile(r"\s(?:này|số|trên|nêu|của\s(?!bộ\schính|ban\s))")
# From "CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ / VỀ …" captures the names.
_OF = re.compile(r"\s*của\s(?P<names>[^\n\t]{3,120}?)(?=\s*$|\n|\t|\s(?:về|v/v|khóa|tại)\s)", re.MULTILINE)


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between letterhead and body: in the paragraphs from `first` to `after`."""

    type: Value | None = None
    title: Value | None = None
    issuers: tuple[Value, ...] = ()
    first: int = 0
    after: int = 0


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between title and body; `enacting` is the line or clause that names the issuer."""

    basis: tuple[Span, ...] = ()
    preamble: tuple[Span, ...] = ()
    issuers: tuple[Value, ...] = ()


def read_title(text: CleanText, knowledge: Knowledge) -> Title:
    """The type and title; without a type line, `first` and `after` tell where the letterhead ends."""
    at, kind = _type_line(text, knowledge)
    if kind is None:
        return Title(first=at, after=at)
    type_ = Value(value=kind.row.name, start=kind.start, end=kind.end, text=text.text[kind.start : kind.end])
    issuers, begins = _of_whom(text, kind.end, knowledge)
    title, after = _title(text, at, begins, knowledge)
    return Title(type=type_, title=title, issuers=issuers, first=at, after=after)


def _type_line(text: CleanText, knowledge: Knowledge) -> tuple[int, Found[DocType] | None]:
    """The number of the type line and the type; else where the head of the paper ends, and None."""
    types = knowledge.matcher(DocType)
    loose: tuple[int, Found[DocType]] | None = None
    addressed = False
    for at, paragraph in enumerate(text.paragraphs[:_HEAD]):
        start = _first_letter(text, paragraph)
        found = types.at(text.folded, start, paragraph.end)
        if found and paragraph.column != "left" and not paragraph.cells:
            rest = text.text[found.end : paragraph.end].strip(' *:."”')
            if not rest or (rest.lower().startswith("của ") and _shouts(text, found)):
                return at, found
            if loose is None and _opens_title(text, at, found):
                loose = at, found
        if paragraph.column == "left":  # the right column of the letterhead is still to come
            addressed = addressed or bool(_ADDRESS.match(text.folded, paragraph.start))
        elif (addressed and not paragraph.column) or _ends_head(text, at, paragraph, knowledge):
            return loose or (at, None)
    return loose or (min(_HEAD, len(text.paragraphs)), None)


def _first_letter(text: CleanText, paragraph: Paragraph) -> int:
    at = paragraph.start
    while at < paragraph.end and not text.text[at].isalnum():
        at += 1
    return at


def _shouts(text: CleanText, found: Found[DocType]) -> bool:
    return text.text[found.start : found.end].isupper()


def _opens_title(text: CleanText, at: int, found: Found[DocType]) -> bool:
    """Whether a type word opens the line of the title: in capitals, or as the first words of a copy."""
    if _MENTION.match(text.folded, found.end):
        return False
    return _shouts(text, found) or (at == 0 and len(text.paragraphs) > 1)


def _ends_head(text: CleanText, at: int, paragraph: Paragraph, knowledge: Knowledge) -> bool:
    """Whether a paragraph belongs to the body: nothing of the head can follow."""
    if _ADDRESS.match(text.folded, paragraph.start) or _BASIS.match(text.folded, paragraph.start):
        return True
    if paragraph.end - paragraph.start > _LONG and not paragraph.cells:
        return True
    return at > 0 and label_at(text.text, text.folded, paragraph.start, knowledge) is not None


def _of_whom(text: CleanText, start: int, knowledge: Knowledge) -> tuple[tuple[Value, ...], int]:
    """The issuers named by "CỦA …" behind the type, and where the title begins."""
    found = _OF.match(text.folded, start)
    if not found or not begins_organ(text.folded, found.start("names"), knowledge):
        return (), start
    return organs_in(text, found.start("names"), found.end("names"), knowledge), found.end()


def organs_in(text: CleanText, start: int, end: int, knowledge: Knowledge) -> tuple[Value, ...]:
    """The organs of a list: "BỘ CHÍNH TRỊ, BAN BÍ THƯ"; a comma inside a name does not part it."""
    pieces: list[tuple[int, int]] = []
    for part in re.finditer(r"[^,;]+", text.folded[start:end]):
        a, b = start + part.start(), start + part.end()
        a += len(part[0]) - len(part[0].lstrip())
        if pieces and not begins_organ(text.folded, a, knowledge):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    return tuple(_value(text, a, b, knowledge) for a, b in pieces)


def _value(text: CleanText, start: int, end: int, knowledge: Knowledge) -> Value:
    printed = text.text[start:end].rstrip()
    return Value(value=written_out(printed, knowledge), start=start, end=start + len(printed), text=printed)


def _title(text: CleanText, at: int, begins: int, knowledge: Knowledge) -> tuple[Value | None, int]:
    """The lines of the title from `begins` on, joined, and the number of the paragraph behind them."""
    spans: list[tuple[int, int]] = []
    number = at
    while number < len(text.paragraphs) and len(spans) < _MOST_LINES:
        paragraph = text.paragraphs[number]
        start = max(begins, paragraph.start)
        if text.text[start : paragraph.end].strip(" .:*"):
            if not _goes_on(text, number, start, spans, knowledge):
                break
            end = _end_of_capitals(text.text, spans[0][0] if spans else start, start, paragraph.end)
            spans.append((start, end))
            if end < paragraph.end:
                break
        number += 1
    if not spans:
        return None, max(number, at + 1)
    start, end = spans[0][0], spans[-1][1]
    printed = text.text[start:end]
    start += len(printed) - len(printed.lstrip(" :-–"))
    printed = text.text[start:end].rstrip()
    return Value(value=" ".join(printed.split()), start=start, end=start + len(printed), text=printed), number


def _end_of_capitals(text: str, first: int, start: int, end: int) -> int:
    """Where a title in capitals ends that prose follows on the same line; `end` if none does.

    "KẾT LUẬN CỦA BAN THƯỜNG VỤ về …" goes on to the end.
    """
    head = text[first : first + _CAPITALS]
    if head.upper() != head or not any(map(str.isalpha, head)):
        return end
    words = list(re.finditer(r"\S+", text[start:end]))
    if next((word[0] for word in words if word[0].islower()), None) == "về":
        return end
    for at, word in enumerate(words):
        if at > 1 and word[0].islower() and words[at - 1][0].istitle():
            return start + words[at - 2].end()
    return end


def _goes_on(
    text: CleanText, number: int, start: int, spans: list[tuple[int, int]], knowledge: Knowledge
) -> bool:
    """Whether a line belongs to the title."""
    paragraph = text.paragraphs[number]
    line, folded = text.text[start : paragraph.end].strip(), text.folded[start : paragraph.end].strip()
    if _ADDRESS.match(folded) or _BASIS.match(folded) or _NOTE.match(folded) or _ENACTS.fullmatch(folded):
        return False
    if paragraph.cells or _is_organ_line(text, paragraph, knowledge):
        return False
    if label_at(text.text, text.folded, paragraph.start, knowledge) and start == paragraph.start:
        return False
    if not spans:
        shouted = line.upper()[:_CAPITALS] == line[:_CAPITALS]
        return shouted or (len(line) <= 3 * _LONG and not _leads_on(text, number, line))
    if text.text[spans[-1][0] : spans[-1][1]].rstrip().endswith((".", ":")) or _leads_on(text, number, line):
        return False
    printed = text.text[spans[0][0] : spans[0][1]].strip()
    if printed.upper() == printed:
        return line[:_CAPITALS].upper() == line[:_CAPITALS] or folded.startswith(_ABOUT)
    return line[:1].islower() or (paragraph.strong and text.paragraphs[number - 1].strong)


def _leads_on(text: CleanText, number: int, line: str) -> bool:
    """Whether a line leads on to the body: by a colon, or by a semicolon if no title goes on below."""
    below = text.paragraphs[number + 1].start if number + 1 < len(text.paragraphs) else len(text.text)
    first = text.text[below : below + 1]
    return line.endswith(":") or (line.endswith(";") and not (first.islower() or first == "("))


def _is_organ_line(text: CleanText, paragraph: Paragraph, knowledge: Knowledge) -> bool:
    """A whole line that only names the issuer: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Thủ tướng Chính phủ"."""
    line = text.text[paragraph.start : paragraph.end].rstrip(" ,:.")
    if len(line) > 130 or line.endswith(";") or (line.upper() != line and re.search(r"[,;(]", line)):
        return False
    office = knowledge.matcher(Office).at(text.folded, paragraph.start)
    return bool(office or begins_organ(text.folded, paragraph.start, knowledge)) and not _verb(
        knowledge
    ).search(fold(line))


def _verb(knowledge: Knowledge) -> re.Pattern[str]:
    return knowledge.matcher(EnactingVerb).pattern


def read_opening(text: CleanText, title: Title, knowledge: Knowledge) -> Opening:
    """The basis and the preamble behind the title."""
    behind = title.title.end if title.title and title.title.end else 0
    after, begins = _behind_addressees(text, title.after)
    behind = max(behind, begins)
    basis: list[Span] = []
    preamble: list[Span] = []
    issuers: tuple[Value, ...] = ()
    last = min(after + _PREAMBLE, len(text.paragraphs))
    ended = False
    for paragraph in text.paragraphs[after:last]:
        ended = ended or label_at(text.text, text.folded, paragraph.start, knowledge) is not None
        if ended:
            break
        span = Span(max(behind, paragraph.start), paragraph.end)
        line = text.folded[paragraph.start : paragraph.end].rstrip()
        if _BASIS.match(line) and not _AS_FOLLOWS.search(line):
            basis.append(span)
        else:
            preamble.append(span)
            if not issuers and _is_organ_line(text, paragraph, knowledge):
                issuers = organs_in(text, paragraph.start, _end_of_name(text, paragraph), knowledge)
        ended = not _BASIS.match(line) and (bool(_ENACTS.fullmatch(line)) or bool(_AS_FOLLOWS.search(line)))
    if not ended and preamble:  # no list follows: only the first paragraph leads in
        preamble = [span for span in preamble if span.start <= preamble[0].start]
    if not issuers:
        issuers = _enacting_clause(text, [*basis[-1:], *preamble], knowledge)
    issuers = tuple(issuer for issuer in issuers if " " in issuer.value)  # a bare "Bộ" is no name
    return Opening(basis=tuple(basis), preamble=tuple(preamble), issuers=issuers)


def _behind_addressees(text: CleanText, at: int) -> tuple[int, int]:
    """The number of the first paragraph behind "Kính gửi …" and its items, and where its prose begins."""
    paragraphs = text.paragraphs
    if at == len(paragraphs) or not _ADDRESSES.match(text.folded, paragraphs[at].start):
        return at, 0
    prose = _PROSE.search(text.text, paragraphs[at].start, paragraphs[at].end)
    if prose:
        return at, prose.end()
    at += 1
    while at < len(paragraphs) and _ITEM.match(text.folded, paragraphs[at].start):
        at += 1
    return at, 0


def _end_of_name(text: CleanText, paragraph: Paragraph) -> int:
    return paragraph.start + len(text.text[paragraph.start : paragraph.end].rstrip(" ,:."))


def _enacting_clause(text: CleanText, spans: list[Span], knowledge: Knowledge) -> tuple[Value, ...]:
    """From "…, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch … như sau:" the subject of the last such clause."""
    clause = _clause(knowledge)
    for span in reversed(spans):
        if _AS_FOLLOWS.search(text.folded, span.start, span.end) is None:
            continue
        found = list(clause.finditer(text.folded, span.start, span.end))
        if found and _are_organs(text, *found[-1].span("names"), knowledge):
            return organs_in(text, found[-1].start("names"), found[-1].end("names"), knowledge)
    return ()


def _are_organs(text: CleanText, start: int, end: int, knowledge: Knowledge) -> bool:
    """Whether a stretch lists organs and nothing else: "Bộ Chính trị, Ban Bí thư", not "ban, ngành tập trung"."""
    while organ := issuer_end(text.text, text.folded, start, knowledge):
        comma = text.folded.find(", ", organ, end)
        if comma < 0:
            return True
        start = comma + 2
    return False


@lru_cache(maxsize=8)
def _clause(knowledge: Knowledge) -> re.Pattern[str]:
    """From ", Ban Thường vụ Tỉnh ủy xây dựng" captures the names before the verb."""
    verbs = alternation(fold(word) for row in knowledge[EnactingVerb] for word in row.words)
    openings = alternation(fold(form) for row in knowledge[OrganWord] for form in row.phrases())
    names = rf"(?P<names>{openings}(?!\w)[^.;:\n]{{0,90}}?)"
    return re.compile(rf"(?:^|[.;,:]\s){names}\s{verbs}(?!\w)", re.MULTILINE)
