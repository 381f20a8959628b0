"""The closing of a paper: who signed it, for whom, and who receives it.

    Nơi nhận:                             T/M BAN THƯỜNG VỤ
    - Ban Bí thư (báo cáo);               PHÓ BÍ THƯ
    - Lưu VPTU.                           Nguyễn Văn A

The two columns may stand side by side, one after the other in either order, or flattened into one line each.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import Office, OrganWord, Rank, SignaturePower, Surname
from vnpolicy.language import alternation, fold
from vnpolicy.model import Recipient, Signer, Span
from vnpolicy.parsing.organ_names import written_out
from vnpolicy.reading.source import CleanText, Paragraph

_RECEIVERS = re.compile(r"[\s*|]{0,6}nơi\snhận\s?:?\s?")
# From "Kính gửi:", "THỦ TƯỚNG CHÍNH PHỦ điện:" captures what stands before those who are addressed.
_ADDRESSEES = re.compile(r"kính\sgửi\s?:?\s?|[^\n.;:]{0,60}(?<!\w)điện\s?:\s?(?=\n|$)")
_ITEM = re.compile(r"\s?[-+•*]\s?")
# From "Nơi nhận: - Như trên; - Vụ A (để b/c); - Lưu: VT." captures the mark before each item but the first.
_NEXT_ITEM = re.compile(r"(?<=[;.,])\s?[-+•]\s?(?=\S)")
_NOTE = re.compile(r"\(\s*([^()]{1,60}?)\s*\)\W*$")
# From "(Đã ký)", "[daky]", "Đã ký và đóng dấu" captures the mark that stands for a signature.
_SIGNED = re.compile(r"[(\[]?\s?(?:đã\s?ký|daky|ký\stên|ký,\s?(?:đóng\sdấu|ghi\srõ))[^\n\t]{0,30}?[)\]]?\s?$")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?$")
_MOST_LINES = 80
_LONGEST_LINE = 160


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """One closing block: paragraphs [first, after), its signers and recipients."""

    first: int
    after: int
    span: Span
    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()


def find_closings(text: CleanText, first: int, knowledge: Knowledge) -> Iterator[Closing]:
    """The closing blocks from paragraph `first` on: the paper's own, then those of its annexes."""
    opens = _opening(knowledge)
    after = first
    for number in _candidates(text, first, opens):
        start = _opens(text, number, opens, knowledge) if number >= after else None
        closing = None if start is None else _closing(text, number, start, knowledge)
        if closing:
            yield closing
            after = closing.after


def _candidates(text: CleanText, first: int, opens: re.Pattern[str]) -> Iterator[int]:
    """The numbers of the paragraphs, from `first` on, that begin as a closing may, and of all rows of tables."""
    match, folded = opens.match, text.folded
    for number, paragraph in enumerate(text.paragraphs[first:], first):
        if paragraph.cells or match(folded, paragraph.start, paragraph.end):
            yield number


def addressees(text: CleanText, first: int, last: int) -> tuple[Recipient, ...]:
    """The bodies under "Kính gửi" among the paragraphs [first, last)."""
    for number in range(first, last):
        paragraph = text.paragraphs[number]
        found = _ADDRESSEES.match(text.folded, paragraph.start)
        if found:
            lines = [(found.end(), paragraph.end)]
            for following in text.paragraphs[number + 1 : last]:
                if not _ITEM.match(text.folded, following.start):
                    break
                lines.append((following.start, following.end))
            return tuple(_recipients(text, lines))
    return ()


@lru_cache(maxsize=8)
def _opening(knowledge: Knowledge) -> re.Pattern[str]:
    powers = alternation(fold(form) for row in knowledge[SignaturePower] for form in row.forms)
    offices = alternation(fold(form) for row in knowledge[Office] for form in row.phrases())
    kinds = rf"(?P<receivers>nơi\snhận)|(?P<power>{powers})|(?P<office>{offices})"
    return re.compile(rf"[\s*|]{{0,6}}(?:{kinds})(?!\w)")


def _parts(paragraph: Paragraph) -> list[tuple[int, int]]:
    """A paragraph as one part, a table row as its cells."""
    cells = [(cell.start, cell.end) for cell in paragraph.cells if cell.start < cell.end]
    return cells or [(paragraph.start, paragraph.end)]


def _opens(text: CleanText, number: int, opens: re.Pattern[str], knowledge: Knowledge) -> int | None:
    """Where in paragraph `number` a closing begins."""
    for start, end in _parts(text.paragraphs[number]):
        found = opens.match(text.folded, start, end)
        if not found:
            continue
        if found["receivers"]:
            return start
        group = "power" if found["power"] else "office"
        shouted = text.text[found.start(group) : found.end(group)].isupper() and end - start <= _LONGEST_LINE
        if shouted and (found["power"] or _signs(text, number, start, knowledge)):
            return start
    return None


def _signs(text: CleanText, number: int, start: int, knowledge: Knowledge) -> bool:
    """Whether an office in capitals is followed by a name: "THỦ TƯỚNG / Phạm Văn A"."""
    parts = [part for paragraph in text.paragraphs[number : number + 4] for part in _parts(paragraph)]
    for a, b in _lines(text, [part for part in parts if part[0] >= start][:4]):
        line = text.text[a:b]
        if _name(line, knowledge):
            return True
        if line.upper() != line and not _SIGNED.match(fold(line)):
            return False
    return False


def _closing(text: CleanText, first: int, start: int, knowledge: Knowledge) -> Closing | None:
    """The block that begins at `start` in paragraph `first`."""
    block = _Block(text, knowledge)
    number = first
    for paragraph in text.paragraphs[first : first + _MOST_LINES]:
        parts = [part for part in _parts(paragraph) if part[0] >= start]
        if not [block.take(part, paragraph) for part in parts].count(True):
            break
        number += 1
    signers = tuple(_signers(text, block.signatures, knowledge))
    recipients = tuple(_recipients(text, block.receivers))
    if not signers and not recipients and not block.signatures:
        return None
    span = Span(start, block.end)
    return Closing(
        first=first, after=max(number, first + 1), span=span, signers=signers, recipients=recipients
    )


class _Block:
    """The lines of a closing, sorted into recipients and signatures as they come."""

    def __init__(self, text: CleanText, knowledge: Knowledge) -> None:
        self.text, self.knowledge = text, knowledge
        self.receivers: list[tuple[int, int]] = []
        self.signatures: list[tuple[int, int]] = []
        self.listing = False
        self.named = False  # the last signature has its name: another name needs a title of its own
        self.end = 0

    def take(self, part: tuple[int, int], paragraph: Paragraph) -> bool:
        """Whether a line or cell belongs to the closing."""
        start, end = part
        kind = _kind(self.text, start, end, paragraph, self.listing, bool(self.receivers), self.knowledge)
        if kind == "receivers":
            self.listing = True
            opening = _RECEIVERS.match(self.text.folded, start)
            self.receivers.append((opening.end() if opening else start, end))
        elif kind == "signature":
            line = self.text.text[start:end]
            fresh = _is_signature_line(line.strip(), fold(line.strip()), self.knowledge)
            if self.named and not fresh:
                return False
            self.listing = False
            self.named = any(_name(self.text.text[a:b], self.knowledge) for a, b in _lines(self.text, [part]))
            self.signatures.append(part)
        if kind:
            self.end = end
        return kind is not None


def _kind(
    text: CleanText,
    start: int,
    end: int,
    paragraph: Paragraph,
    listing: bool,
    listed: bool,
    knowledge: Knowledge,
) -> str | None:
    """What a line of the closing is: "receivers", "signature", "mark" ("(Đã ký)"), or none of it."""
    line, folded = text.text[start:end].strip(), text.folded[start:end].strip()
    if _RECEIVERS.match(folded):
        return None if listed else "receivers"
    if _SIGNED.fullmatch(folded):
        return "mark"
    if _is_signature_line(line, folded, knowledge):
        return "signature"
    if paragraph.column == "right":
        return "signature" if len(line) <= 120 else None
    if listing and (paragraph.column == "left" or _ITEM.match(folded)):
        return "receivers"
    if _name(line, knowledge):
        return "signature"
    if listing and len(line) <= 200 and not _is_heading(line):
        return "receivers"
    return None


def _is_heading(line: str) -> bool:
    """A line in capitals, or a label: an annex begins here."""
    shouted = line.upper() == line and any(map(str.isalpha, line))
    return shouted or fold(line).startswith(("phụ lục", "mẫu số", "biểu số", "["))


def _is_signature_line(line: str, folded: str, knowledge: Knowledge) -> bool:
    """A line that begins with a power or an office, in capitals: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"."""
    if len(line) > _LONGEST_LINE:
        return False
    for table in (SignaturePower, Office):
        found = knowledge.matcher(table).at(folded, 0)
        if found and line[: found.end].isupper():
            return True
    return False


def _recipients(text: CleanText, lines: Sequence[tuple[int, int]]) -> Iterator[Recipient]:
    """One for each item; a line without a dash goes on the item above, if the list has dashes."""
    dashed = any(_ITEM.match(text.folded, start, end) for start, end in lines)
    items: list[tuple[int, int]] = []
    for start, end in lines:
        if items and dashed and not _ITEM.match(text.folded, start, end):
            if not _is_filed(text, items[-1]):
                items[-1] = (items[-1][0], end)
            continue
        items.extend(_split(text, start, end))
    for start, end in items:
        recipient = _recipient(text, start, end)
        if recipient:
            yield recipient


def _is_filed(text: CleanText, item: tuple[int, int]) -> bool:
    """The "Lưu" line ends the list: what follows without a dash is the typist's."""
    return text.folded[item[0] : item[1]].lstrip(" -+").startswith("lưu")


def _split(text: CleanText, start: int, end: int) -> list[tuple[int, int]]:
    marks = list(_NEXT_ITEM.finditer(text.folded, start, end))
    starts = [start, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), end]
    return list(zip(starts, ends, strict=True))


def _recipient(text: CleanText, start: int, end: int) -> Recipient | None:
    mark = _ITEM.match(text.folded, start, end)
    start = mark.end() if mark else start
    printed = text.text[start:end].rstrip(" ;,.\n\t")
    printed_start = start + len(printed) - len(printed.lstrip())
    printed = printed.strip()
    if not any(map(str.isalnum, printed)):
        return None
    note = _NOTE.search(text.text, printed_start, printed_start + len(printed))
    return Recipient(
        text=printed, start=printed_start, end=printed_start + len(printed), note=note[1] if note else None
    )


def _signers(text: CleanText, parts: Sequence[tuple[int, int]], knowledge: Knowledge) -> Iterator[Signer]:
    """One for each name, with the powers and offices above it."""
    titles: list[str] = []
    for start, end in _lines(text, parts):
        line = text.text[start:end]
        name = _name(line, knowledge) if not _is_signature_line(line, fold(line), knowledge) else None
        if name:
            at = start + line.rfind(name)
            authority, position = _power_and_position(titles, knowledge)
            yield Signer(
                name=_proper(name), position=position, authority=authority,
                start=at, end=at + len(name), text=text.text[at : at + len(name)],
            )  # fmt: skip
            titles = []
        elif not _SIGNED.fullmatch(fold(line)):
            titles.append(line)


def _lines(text: CleanText, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of a signature; "THỨ TRƯỞNG Trần Văn A" on one line is two."""
    for start, end in parts:
        line = text.text[start:end].rstrip(" .,;|*")
        shift = len(line) - len(line.lstrip(" .,;|*"))
        start, line = start + shift, line[shift:]
        cut = _where_name_begins(line)
        if cut:
            yield start, start + cut
            yield start + cut, start + len(line)
        elif line:
            yield start, start + len(line)


def _where_name_begins(line: str) -> int:
    """Where words in capitals end and a name in mixed letters begins; 0 if the line is all one."""
    at = 0
    for word in re.finditer(r"\S+", line):
        if word[0].upper() != word[0]:
            at = word.start()
            break
    head = line[:at]
    return at if at and head.upper() == head and len(head.strip()) > 3 and len(line[at:].split()) >= 2 else 0


def _name(line: str, knowledge: Knowledge) -> str | None:
    """The person whose name fills the line, without rank or degree."""
    printed = line.strip(" .,;|*()")
    while rank := knowledge.matcher(Rank).at(fold(printed), 0):
        printed = printed[rank.end :].lstrip(" .,")
    words = printed.split()
    if not 2 <= len(words) <= 6 or len(printed) > 45:
        return None
    if not all(word[0].isupper() and _NAME_WORD.match(word) for word in words):
        return None
    folded = fold(printed)
    if any(knowledge.matcher(table).at(folded, 0) for table in (SignaturePower, Office)):
        return None
    if printed.upper() == printed:
        return printed if knowledge.matcher(Surname).at(folded, 0) else None
    abbreviated = any(len(word) > 1 and word.upper() == word for word in words)
    return None if abbreviated or folded.startswith(_NO_NAMES) else printed


# What else is printed near a signature in words that begin with capitals.
_NO_NAMES = (
    "phụ lục", "nơi nhận", "quyết định", "kế hoạch", "ủy ban", "hội đồng", "bộ ", "ban ", "sở ", "mẫu ",
    "độc lập", "văn phòng", "chính phủ", "quy chế", "quy định", "danh mục", "chương ", "phần ", "biểu ",
    "điều ", "xác nhận", "đại diện", "người ", "quốc hội", "thông tư",
)  # fmt: skip


def _proper(name: str) -> str:
    """A name in capitals as it is written otherwise."""
    words = name.split()
    return (
        " ".join(word[:1] + word[1:].lower() for word in words) if name.upper() == name else " ".join(words)
    )


def _power_and_position(titles: Sequence[str], knowledge: Knowledge) -> tuple[str | None, str | None]:
    """("KT. CHỦ TỊCH", "Phó Chủ tịch") of the lines above a name."""
    text = " ".join(" ".join(titles).split())
    folded = fold(text)
    found = knowledge.matcher(SignaturePower).find(folded)
    powers = [power for power in found if text[power.start : power.end].isupper()]
    if not powers:
        return None, written_office(text, knowledge) if text else None
    organs = {found.end: found.start for found in knowledge.matcher(OrganWord).find(folded, powers[-1].end)}
    offices = [  # the "Bí thư" of "T/M BAN BÍ THƯ" is no office
        office.start
        for office in knowledge.matcher(Office).find(folded, powers[-1].end)
        if organs.get(office.end, office.end) >= office.start
    ]
    own = _own_office(titles, offices, powers[-1].row.code)
    if own is None:
        return text[powers[0].start :].strip(), None
    return text[powers[0].start : own].strip(), written_office(text[own:], knowledge)


def _own_office(titles: Sequence[str], starts: Sequence[int], power: str) -> int | None:
    """Which of the offices that begin at `starts` is the signer's own: not the one that "KT." names."""
    line_starts, at = [], 0
    for title in titles:
        line_starts.append(at)
        at += len(" ".join(title.split())) + 1
    fresh = [start for start in starts if start in line_starts]
    if fresh:
        return fresh[-1]
    if power == "q":
        return starts[0] if starts else None
    behind = starts if power == "tm" else starts[1:]
    return behind[0] if behind else None


def written_office(printed: str, knowledge: Knowledge) -> str | None:
    """An office as running text writes it: "PHÓ CHỦ TỊCH" -> "Phó Chủ tịch"."""
    printed = printed.strip(" .,;:")
    found = knowledge.matcher(Office).at(fold(printed), 0)
    if not found:
        return printed[:1] + printed[1:].lower() if printed.upper() == printed else printed or None
    forms = {fold(form): form for form in found.row.phrases()}
    rest = printed[found.end :].strip()
    name = forms[fold(printed[: found.end])]
    return f"{name} {written_out(rest, knowledge)}" if rest else name
