"""Lines -> paragraphs: a wrapped line, a cut sentence and a page break inside one are joined again.

    3- Công tác nhân đạo là nhiệm vụ của các tổ chức trong hệ thống
    (page break)
    chính trị. Các cấp uỷ đảng cần tích cực lãnh đạo

comes out as one paragraph. Whether two lines belong together is asked of each pair of neighbours (`_joins`).
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType
from vnpolicy.language import fold
from vnpolicy.model import Aside, Box, Issue, Span
from vnpolicy.reading.joins import joined
from vnpolicy.reading.source import CleanText, Line, Paragraph, Piece, Source

# From "1.", "1.2.", "12-", "a)", "đ.", "IV-", "- ", "Điều 5.", "Chương II" captures the label of a division.
_LABEL = re.compile(
    r"""
      [-+•*] \s? (?=\S)                                              # a dash
    | \(? \d{1,3} (?: \.\d{1,3} ){0,4} [a-zđ]? (?: \s? [.)–-] | / (?=\s) )  # 1. 1.2. 2a) 3- but
      (?! \d | [a-zđ]{1,6} / )                                            # not the number 43-CT/TW
    | \d{1,3} (?: \.\d{1,3} ){1,4} \s                                 # 1.2 without a dot
    | [a-zđ] \d? \s? [).–-] (?: \s | $ )                                # a) đ.
    | [ivxlc]{1,6} \s? [.)/–-] \s?                                     # II-
    | (?P<word>
        (?: phần | chương | (?: tiểu\ )? mục | điều | phụ\ lục | biểu | mẫu ) \s
        (?: số \s )? (?: \d{1,4} | [ivxlc]{1,8} | thứ ) \b
      | (?: nơi\ nhận | kính\ gửi | căn\ cứ | \( (?: ban\ hành\ )? kèm\ theo ) \b )
    """,
    re.VERBOSE,
)
_END = re.compile(r"""[.;:!?…](?:["”’'»)\]*]*)$|/[.,]?$""")
# From "theo Nghị quyết số", "Bộ Nội vụ và" captures an end at which no sentence ends.
_OPEN = re.compile(
    r"(?:[,(“\"/-]|\b(?:và|của|số|ngày|tháng|năm|quý|giai đoạn|nhiệm kỳ|khóa|khoản|điều|điểm|mục|các|theo|tại|với|cho|"
    r"về|trong|từ|đến))$"
)
_FILLER = re.compile(r"[.…_]\s?[.…_]\s?[.…_]\s?[.…_]\s?$")  # the dots of a form to fill in
# From "Chương II", "PHỤ LỤC 3", "Mục 1." captures a label that has a line for itself; its title stands below.
_DIVISION = re.compile(r"(?:phần|chương|mục|tiểu mục|phụ lục|biểu|mẫu)(?: số)? (?:thứ )?[\wỹ.-]{1,12}")
_HEADS = ("Bộ", "Sở", "Ban", "Phòng", "Cục", "Lãnh đạo")  # a name goes on behind them
# From "1.", "II.", "a)" captures a label alone on its line, as some web pages store it.
_BARE_LABEL = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[a-zđ])[.)]")
_NUMBER_LINE = re.compile(r"(?:luật |pháp lệnh )?số ?:")  # its number stands on the next line
_SUBJECT = re.compile(r"(?:v/v|về việc)\b")
_EDGE = 60  # characters of a line that hold its label, or the words that leave it open
_PROSE = 40  # characters; a shorter text is no sentence that a page break has cut
_FULL, _QUITE_FULL, _HALF = 0.88, 0.97, 0.5  # of the usual width


class Habit(msgspec.Struct, frozen=True):
    """How a source prints its paragraphs: what the neighbours of a line break can tell."""

    wrapped: bool  # lines may be parts of paragraphs
    spaced: bool  # blank space stands between paragraphs, so lines without it belong together
    marked: bool  # headings are told by bold type
    width: int  # that nine of ten lines of prose keep to


def clean(source: Source) -> CleanText:
    """The text that all offsets point into, made of the lines of `source`."""
    lines = [line for line in source.lines if not line.furniture and line.text]
    habit = _habit(lines, source.wrapped)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _joins(groups[-1], line, habit):
            groups[-1].append(line)
        else:
            groups.append([line])
    asides = (_aside(line) for line in source.lines if line.furniture and line.text)
    return msgspec.structs.replace(_assemble(groups), furniture=tuple(asides))


def _habit(lines: Sequence[Line], wrapped: bool) -> Habit:
    prose = [line for line in lines if not line.cells and not line.column]
    labelled = [line for line in prose if _LABEL.match(_beginning(line))] or prose
    sizes = sorted(len(line.text) for line in prose)
    return Habit(
        wrapped=wrapped,
        spaced=sum(line.gap for line in labelled) > len(labelled) / 2,
        marked=any(line.strong for line in prose),
        width=max(60, sizes[len(sizes) * 9 // 10]) if sizes else 60,
    )


def _joins(group: Sequence[Line], line: Line, habit: Habit) -> bool:
    """Whether `line` goes on the paragraph that a group of lines is so far."""
    above = group[-1]
    if line.cells or above.cells or line.column != above.column:
        return False
    if line.runs_on:
        return True
    if _BARE_LABEL.fullmatch(_beginning(above)) and _ends(line) and not _LABEL.match(_beginning(line)):
        return True  # what ends no sentence may be a cell of a table that lost its lines
    if _FILLER.search(above.text) or _DIVISION.fullmatch(_beginning(above)):
        return False
    if _is_label(above, line, habit) or (above.text.isupper() and names_type(above)):
        return False
    if line.column:
        return _joins_in_column(group, line)
    if line.gap or not habit.wrapped:
        return _is_cut(group, line)
    if above.strong != line.strong:
        return _starts_low(line) and not _ends(above)
    if habit.spaced and not above.text.isupper() and line.page == above.page:
        return True
    return _fills(group, line, habit)


def _is_label(above: Line, line: Line, habit: Habit) -> bool:
    """Whether `line` opens with a label. "kinh tế⏎- xã hội", "khoản 2⏎Điều 5." and "(khoá⏎XI)" only look so."""
    folded = _beginning(line)
    label = _LABEL.match(folded)
    if label is None or (label["word"] and line.text[0].islower()):
        return False
    if line.gap or _ends(above):
        return True
    if folded[0] == "-":
        return not line.text[1:].lstrip()[:1].islower()
    return not _is_open(above) and not (habit.wrapped and not line.column and _is_full(above, line, habit))


def _joins_in_column(group: Sequence[Line], line: Line) -> bool:
    """A letterhead or closing block keeps its lines, but for what evidently goes on: so does a subject, "V/v …"."""
    above = group[-1]
    if line.gap or above.strong != line.strong:
        return False
    if _SUBJECT.match(_beginning(group[0])):
        return True
    if above.text[0] in "-–+":  # a recipient: the next one has its own dash
        return above.text[-1] not in ";."
    return line.text[0].islower() or _is_open(above) or _NUMBER_LINE.fullmatch(_beginning(above)) is not None


def _is_cut(group: Sequence[Line], line: Line) -> bool:
    """A sentence that a page break or blank line has cut: "… trong hệ thống⏎⏎chính trị"; a title set in lines."""
    above = group[-1]
    prose = not above.strong and sum(len(part.text) for part in group) >= _PROSE
    title = above.strong and line.strong and not above.text.isupper()
    return line.text[0].islower() and not _ends(above) and (prose or title)


def _fills(group: Sequence[Line], line: Line, habit: Habit) -> bool:
    """Whether only the width of the page has parted two lines."""
    above = group[-1]
    if _ends(above):
        return _is_full(above, line, habit, _QUITE_FULL) and above.text[-1] not in ";:"
    if _starts_low(line) or _is_open(above) or _is_full(above, line, habit):
        return True
    if above.text.isupper():
        title = habit.marked and line.text.isupper()
        return title and len(line.text) > habit.width * _FULL
    if not habit.marked or line.strong or line.text[0] == "(":
        return False
    short = (
        len(group) > 1 and len(above.text) < habit.width * _HALF
    )  # as only a last line is, but for the first
    return not (short and line.text[0].isupper()) or above.text.endswith(_HEADS)


def _is_full(above: Line, line: Line, habit: Habit, full: float = _FULL) -> bool:
    """Whether the first word of `line` found no room on the line above."""
    room = habit.width - len(above.text) - 1 - len(line.text.split(" ", 1)[0])
    return room < habit.width * (1 - full)


def names_type(line: Line) -> bool:
    """Whether the line is the type of a document, under which its title stands."""
    folded = fold(line.text)
    found = Knowledge.default().matcher(DocType).at(folded, 0)
    return found is not None and found.end == len(folded)


def _beginning(line: Line) -> str:
    """As much of a line as its label may fill, folded."""
    return fold(line.text[:_EDGE])


def _ends(line: Line) -> bool:
    return _END.search(line.text) is not None


def _is_open(line: Line) -> bool:
    return _OPEN.search(fold(line.text[-_EDGE:])) is not None or line.text.count("(") > line.text.count(")")


def _starts_low(line: Line) -> bool:
    return line.text[0].islower() or line.text[0] in "(,;.)"


def _assemble(groups: Sequence[Sequence[Line]]) -> CleanText:
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    pieces: list[Piece] = []
    issues: list[Issue] = []
    at = 0
    for group in groups:
        text, starts = joined([line.text for line in group])
        for line, start in zip(group, starts, strict=True):
            pieces += _pieces(line, at + start)
            issues += _issues(line, at + start)
        paragraphs.append(_paragraph(group, at, text))
        texts.append(text)
        at += len(text) + 1
    whole = "\n".join(texts)
    return CleanText(
        text=whole, folded=fold(whole), paragraphs=tuple(paragraphs), pieces=tuple(pieces), issues=tuple(issues)
    )  # fmt: skip


def _pieces(line: Line, start: int) -> Iterable[Piece]:
    """Where a line that begins at `start` of the text was printed."""
    for piece in line.pieces or (Piece(0, line.page, line.number, line.box),):
        yield Piece(start + piece.start, piece.page, piece.number, _rounded(piece.box))


def _aside(line: Line) -> Aside:
    return Aside(page=line.page, line=line.number, text=line.text, box=_rounded(line.box))


def _rounded(box: Box | None) -> Box | None:
    """A box to a tenth of a point, which nobody sees."""
    return box and (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


def _issues(line: Line, start: int) -> Iterable[Issue]:
    """The doubts of a line that begins at `start` of the text."""
    for doubt in line.doubts:
        yield Issue(code=doubt.code, message=doubt.message, start=start + doubt.start, end=start + doubt.end)


def _paragraph(group: Sequence[Line], start: int, text: str) -> Paragraph:
    first = group[0]
    strong = all(line.strong for line in group)
    return Paragraph(
        start=start, end=start + len(text), column=first.column, strong=strong,
        lead=0 if strong else _lead(group), cells=tuple(_cells(first, start)),
        reached=first.reached, first_row=first.first_row,
    )  # fmt: skip


def _lead(group: Sequence[Line]) -> int:
    lead = 0
    for line in group:
        if not line.strong:
            return lead + line.lead
        lead += len(line.text) + 1
    return lead


def _cells(row: Line, start: int) -> Iterable[Span]:
    for cell in row.cells:
        yield Span(start, start + len(cell))
        start += len(cell) + 1
