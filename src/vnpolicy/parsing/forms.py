"""Which paragraphs stand in forms: sheets to be filled in, whose numbers are fields and no divisions.

    Mẫu số 02                                 <- opens a sheet
    ĐƠN ĐỀ NGHỊ CẤP LẠI GIẤY PHÉP
    1. Tên tổ chức: ........................  <- a field

A sheet begins with a line that opens it, "PHỤ LỤC II" or "Mẫu số 02", and ends before the next such line. It is a form
where its title calls it so, or where it is filled with blanks and places to sign. It goes as far as these do, for
what stands behind them may be the next procedure of a list; only an annex of forms is all forms. The plan or the rules
that a decision carries as its annex have neither title nor blanks, and keep their outline.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import FormWord, Furniture
from vnpolicy.parsing.labels import Label
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText, Paragraph

# From "Họ và tên: ………", "Số: ...../QĐ", "Nam □", "(Ký, ghi rõ họ tên)" captures what somebody fills in.
BLANK = re.compile(r"…[….]|\.…|\.{4}|_{4}|[□☐]|\(?ký\s?(?:tên)?,\s?(?:ghi|họ|đóng)", re.IGNORECASE)
# From "Số: .../QĐ-…" captures that, and what elsewhere may end a list ("…"): enough where a line said "Mẫu số 02".
GAP = re.compile(rf"…|\.{{3}}|_{{3}}|{BLANK.pattern}", re.IGNORECASE)
# From "Mẫu số: 01a", "BIỂU MẪU 2" captures the number behind the word.
_NUMBERED = re.compile(r"(?:\s?số)?\s?:?\s?\d")
# From "(Kèm theo Thông tư số 02/2026/TT-BCT ngày …" captures the symbol.
_NOTE = re.compile(r"kèm\stheo\s[^()\n]{0,40}?số\s?:?\s?(?P<symbol>\d{1,5}[/-][^\s,()]{2,30})")
_THICKLY = 0.1  # of its paragraphs are filled in, where no title says that a sheet is a form
_REACH = 30  # paragraphs from one blank to the next of the same form
_TITLE = 6  # paragraphs among which a sheet has its title or its motto


def form_paragraphs(
    text: CleanText, zones: Zones, labels: Mapping[int, Label], knowledge: Knowledge
) -> frozenset[int]:
    """The numbers of the paragraphs that stand in forms; `labels` are those of the text, by paragraph."""
    opened = [*_openings(text, zones, labels, knowledge), (len(text.paragraphs), True)]
    found: set[int] = set()
    all_forms = False
    for (at, is_annex), (end, _) in pairwise(opened):
        sheet = range(at, end)
        called = not is_annex or _is_called_form(text, sheet, labels, knowledge)
        if is_annex:
            all_forms = called and not _is_of_another(text, sheet, zones)
        found.update(sheet if all_forms else range(at, _form_end(text, sheet, called, zones, knowledge)))
    return frozenset(found)


def _is_of_another(text: CleanText, sheet: range, zones: Zones) -> bool:
    """Whether a sheet is the annex of another paper: "(Kèm theo Nghị định số 5/2025/NĐ-CP …)" in a decision."""
    head = text.paragraphs[sheet.start : sheet.stop][:_TITLE]
    note = _NOTE.search(text.folded, head[0].start, head[-1].end)
    own = text.folded[zones.letterhead.start : zones.letterhead.end].replace(" ", "")
    return note is not None and note["symbol"] not in own


def _form_end(text: CleanText, sheet: range, called: bool, zones: Zones, knowledge: Knowledge) -> int:
    """Where the form ends that a sheet is; where the sheet begins if it is none."""
    marks = list(_marks(text, sheet, zones, GAP if called else BLANK))
    blanks = [at for at, is_blank in marks if is_blank]
    if called and not blanks:
        return sheet.stop if _has_motto(text, sheet, knowledge) else sheet.start
    thickly = len(blanks) > 1 and len(blanks) > _THICKLY * (blanks[-1] - sheet.start)
    return marks[-1][0] + 1 if called or thickly else sheet.start


def _marks(text: CleanText, sheet: range, zones: Zones, blank: re.Pattern[str]) -> Iterator[tuple[int, bool]]:
    """The paragraphs of a sheet in which something is left blank, or that are signed, as far as they stand close."""
    last = sheet.start
    for at in sheet:
        paragraph = text.paragraphs[at]
        if at - last > _REACH:
            return
        is_blank = blank.search(text.text, paragraph.start, paragraph.end) is not None
        if is_blank or zones.of(paragraph.start) == "closing":
            last = at
            yield at, is_blank


def _openings(
    text: CleanText, zones: Zones, labels: Mapping[int, Label], knowledge: Knowledge
) -> Iterator[tuple[int, bool]]:
    """The paragraphs that open a sheet behind the closing of the paper, and whether it is an annex."""
    start = zones.annexes[0].start if zones.annexes else 0
    first = bisect_left(text.paragraphs, start, key=lambda paragraph: paragraph.start)
    annexed, numbered = bool(zones.annexes), False
    if annexed:
        yield first, True
    for at in range(first + annexed, len(text.paragraphs)):
        paragraph, label = text.paragraphs[at], labels.get(at)
        if label and label.kind == "phu-luc" and not paragraph.cells and (label.printed or not numbered):
            annexed, numbered = True, bool(label.printed)
            yield at, True
        elif annexed and _is_numbered_form(text, paragraph, knowledge):
            yield at, False


def _is_numbered_form(text: CleanText, paragraph: Paragraph, knowledge: Knowledge) -> bool:
    """Whether a line opens a form: "Mẫu số 02", "MẪU SỐ: 01a/ĐNHT"."""
    word = knowledge.matcher(FormWord).at(text.folded, paragraph.start)
    return bool(word and not paragraph.cells and _NUMBERED.match(text.folded, word.end, paragraph.end))


def _is_called_form(text: CleanText, sheet: range, labels: Mapping[int, Label], knowledge: Knowledge) -> bool:
    """Whether the title of an annex begins as that of a form, on the line of its label or below."""
    words = knowledge.matcher(FormWord)
    for at in sheet[:_TITLE]:
        paragraph, label = text.paragraphs[at], labels.get(at)
        if label and label.kind != "phu-luc":
            return False
        start = label.end if label else paragraph.start
        if words.at(text.folded, start, paragraph.end) and not paragraph.cells:
            return True
    return False


def _has_motto(text: CleanText, sheet: range, knowledge: Knowledge) -> bool:
    """Whether a sheet begins with a letterhead of its own."""
    head = text.paragraphs[sheet.start : sheet.stop][:_TITLE]
    found = (knowledge.matcher(Furniture).at(text.folded, line.start, line.end) for line in head)
    return any(line and line.row.code == "motto" for line in found)
