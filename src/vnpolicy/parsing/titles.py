"""Where the subject line behind a citation ends, and what is cited inside it.

    "Quyết định 895/QĐ-TTg | ban hành Kế hoạch thực hiện Kết luận 44-KL/TW về tiếp tục thực hiện Chỉ thị 43"

The relation of a reference inside such a title belongs to the document whose title it is: the reference is
nested in it. One that only follows in the same list ("…, Nghị định số 278/2025/NĐ-CP") is its sibling.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

import msgspec

from vnpolicy.knowledge.documents import DocType, IssuerWord
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.dates import DateMention, date_at
from vnpolicy.parsing.issuers import issuer_end, organ_head
from vnpolicy.parsing.joined import stands_in_title
from vnpolicy.parsing.scan import Scan, begin, finish

_LONGEST = 1500  # characters; no subject line is longer
_LEAD = re.compile(r"[ ]?,?[ ][\"(]?(?=\w)|[ ]?\"")
_CLAUSE = (  # what goes on behind a title: "… về X, | trong đó …", "… về X | đến các chi bộ"
    r"có[ ]hiệu[ ]lực|hết[ ]hiệu[ ]lực|trong[ ]đó|nhằm|đồng[ ]thời|như[ ]sau|cụ[ ]thể|theo[ ]đó|"
    r"với[ ](?:các|những|một[ ]số)|để|nay|qua[ ]đó|căn[ ]cứ|hiện|coi|xem|xác[ ]định|"
    r"góp[ ]phần|đảm[ ]bảo|phấn[ ]đấu|gửi|báo[ ]cáo|trình|không"
)
_GOES_ON = (
    r"để[ ](?:có|làm|báo[ ]cáo|trình)|đến[ ]các|như[ ]sau|nêu[ ]trên|với[ ](?:các[ ]|những[ ])?nội[ ]dung|"
    r"phù[ ]hợp[ ]với|hết[ ]hiệu[ ]lực|có[ ]hiệu[ ]lực|(?:(?:được[ ])?ban[ ]hành[ ])?kèm[ ]theo"
)
_BOUND = re.compile(
    rf"""[\n\t;:()"] | \.(?=[ \n]|$) | ,[ ](?:{_CLAUSE})\b | [ ](?:{_GOES_ON})\b
    | ,[ ](?=\w) | [ ]và[ ](?=\w)""",
    re.VERBOSE,
)
# What ends a title behind its quotes: "Chương trình "…" | , trên cơ sở …"; not "…", giai đoạn 2021 - 2025".
_QUOTED = re.compile(r",[ ](?!giai|đến|định[ ]hướng|tầm|năm)|[ ]đối[ ]với(?!\w)")
_FAR_BOUND = re.compile(r"[\n\t()]|;[ ](?:[-+][ ])?|\. ")
_ALIAS = re.compile(r"[ ]\((?:sau[ ]đây|dưới[ ]đây|gọi|viết)[^()\n]{1,80}\)[ ](?=\w)")
_GROUNDS = ("căn cứ ", "thực hiện ")  # how the lines of a preamble begin
_OTHER_GROUND = re.compile(
    r"(?:số|các|một[ ]số|những|ý[ ]kiến|được|xét|theo|để|nhằm|trên|và|đồng[ ]thời|căn[ ]cứ|thực[ ]hiện|với|sau|"
    r"tiếp[ ](?:theo|tục)|trả[ ]lời|phúc[ ]đáp)(?!\w)"
)
_AMENDING = ("sửa đổi", "bổ sung", "điều chỉnh", "thay thế", "bãi bỏ", "đính chính")
_SHORT_NAME = ("sau đây", "gọi", "viết tắt", "kèm", "dưới đây")
_LIST_LEAD = re.compile(r"(?:các|số|một[ ]số|những)[ ]")
_LISTED = re.compile(
    r"""(?:[,;]|(?:^|[,; ])và|hoặc)[ ](?:các[ ])?(?:số[ ])?
    (?:(?:điểm|khoản|điều|mục|chương|phụ[ ]lục)[ ][\w, ]{1,60})?\Z""",
    re.VERBOSE,
)
_UNDATED = frozenset({"tchuan", "qchuan"})  # codes of types that are cited by number and year, not by a day
_AND = re.compile(r"[ ]và[ ](?:các[ ]|số[ ])?")
# From "… và | hướng dẫn của Bộ Nội vụ tại | Công văn số 5" captures by whose word another paper is cited.
_TOLD_AT = re.compile(
    r"(?:ý[ ]kiến[ ])?(?:chỉ[ ]đạo|hướng[ ]dẫn|đề[ ]nghị|yêu[ ]cầu|kết[ ]luận|ý[ ]kiến|báo[ ]cáo)"
    r"(?:[ ]\w+){0,2}[ ]của[ ][^,;.:\n()]{3,100}?[ ]tại[ ](?:các[ ])?"
)
_BARE = re.compile(r"[^\W\d]+[ ][^\W\d]+[ ]\d{1,3}(?![\w/-])")
_COMMITTEE = "ban chỉ đạo"  # its name may end in a paper: "Ban Chỉ đạo về chuyển đổi số và Đề án 06"
_DATED = re.compile(r"(?<=[ \".)])(?=ngày[ ])")
_OF = re.compile(r"[ ]của[ ]")


class OpenTitle(msgspec.Struct, frozen=True):
    """The title of mention `index`; `sure` where its end is printed: a date stands behind it."""

    index: int
    start: int
    end: int
    sure: bool


def with_titles(scan: Scan, mentions: Sequence[Reference]) -> list[Reference]:
    """The mentions with title, with date and issuer printed behind the title, and with what is nested."""
    cited = {begin(mention) for mention in mentions if "type" in mention.parts}
    out: list[Reference] = []
    titles: list[OpenTitle] = []  # the innermost last
    for index, mention in enumerate(mentions):
        before, titles = titles, _still_open(scan, titles, out, mention)
        mention = _titled(scan, mention, cited)
        within = [title for title in titles if title.start <= begin(mention)]
        if not within and (going_on := _going_on(scan, before, out, mention)):
            titles = within = [_lengthened(scan, out, going_on, mention)]
        if within:
            mention = _up_to(scan, mention, within[-1]) if within[-1].sure else mention
            mention = msgspec.structs.replace(mention, nested_in=within[-1].index, relation="nested")
        out.append(mention)
        if title := mention.parts.get("title"):
            date = mention.parts.get("date")
            titles.append(
                OpenTitle(index, title.start, title.end, date is not None and date.start >= title.end)
            )
    return out


def _going_on(
    scan: Scan, titles: list[OpenTitle], before: list[Reference], mention: Reference
) -> OpenTitle | None:
    """The title that goes on behind an "và" which seemed to end it: "… thực hiện Luật A và | Luật B"."""
    ended = [title for title in titles if _AND.fullmatch(scan.folded, title.end, begin(mention))]
    for title in ended:
        inner = [one for one in before[title.index :] if one.nested_in == title.index]
        if inner and stands_in_title(scan, before[title.index], inner, mention):
            return title
    return None


def _lengthened(scan: Scan, out: list[Reference], title: OpenTitle, mention: Reference) -> OpenTitle:
    """The title up to the end of a mention; that of a document cited by name stays its name."""
    end = max(span.end for span in (*mention.parts.values(), Span(begin(mention), finish(mention))))
    if out[title.index].kind == "numbered":
        out[title.index] = _with_title(scan, out[title.index], Span(title.start, end))
    return msgspec.structs.replace(title, end=end)


def _up_to(scan: Scan, mention: Reference, title: OpenTitle) -> Reference:
    """The last mention in a title, without the date and issuer behind it: they are those of the outer document."""
    behind = [name for name in ("date", "issuer", "term") if _is_behind(mention.parts.get(name), title)]
    if not behind:
        return mention
    parts = {name: span for name, span in mention.parts.items() if name not in behind}
    text = scan.text[begin(mention) : title.end]
    return msgspec.structs.replace(mention, end=title.end, text=text, parts=parts, **dict.fromkeys(behind))


def _is_behind(part: Span | None, title: OpenTitle) -> bool:
    return part is not None and part.start > title.end


def _still_open(
    scan: Scan, titles: list[OpenTitle], before: list[Reference], mention: Reference
) -> list[OpenTitle]:
    """The titles that a mention stands in. An item of a list stands where the one before does, or in none."""
    start = begin(mention)
    if scan.folded.startswith("(", start - 1):
        return []  # a short name for what stands before: "… phê duyệt Bộ chỉ số … (Bộ chỉ số 766)"
    still = [title for title in titles if title.end > start]
    if still and start < still[-1].start:
        return (
            still  # a short name before the title: "Kế hoạch số 96/KH-UBND (gọi tắt là | Kế hoạch 96) về …"
        )
    if not still or not _LISTED.search(scan.folded, max(0, start - 80), start):
        return still
    if scan.folded.count("(", still[-1].start, start) > scan.folded.count(")", still[-1].start, start):
        return still  # in a bracket of the title, lists of their own stand
    between = scan.folded[finish(before[-1]) : start]
    if len(between) < 20 and not re.search(r"\w{4}", between):
        return [title for title in still if title.index != len(before) - 1]
    return [title for title in still if title.sure] if mention.kind == "numbered" else still


def subject_start(scan: Scan, end: int) -> int | None:
    """Where the subject line begins right behind a citation; None where something else follows."""
    lead = _ALIAS.match(scan.folded, end) or _LEAD.match(scan.folded, end)
    if lead is None:
        return None
    word = scan.knowledge.matcher(IssuerWord).at(scan.folded, lead.end())
    return lead.end() if (word and word.row.code == "subject") or lead[0].endswith('"') else None


def title_end(scan: Scan, start: int, cited: Set[int]) -> int:
    """The end of a subject line that begins at `start`; `cited` are the places where citations begin."""
    depth, quoted, last = 0, False, min(len(scan.folded), start + _LONGEST)
    for bound in _BOUND.finditer(scan.folded, start, last):
        mark = bound[0]
        if mark == "(":
            if bound.end() in cited or scan.folded.startswith(_SHORT_NAME, bound.end()):
                return _trimmed(scan, bound.start())
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
        elif mark == '"':
            opens = scan.is_word(bound.end()) and not scan.is_word(bound.start() - 1)
            if not quoted and not opens:
                return bound.start()
            if quoted and _QUOTED.match(scan.folded, bound.end()):
                return bound.end()
            quoted = opens
        elif mark.endswith("kèm theo") and scan.folded.startswith(_AMENDING, start):
            continue  # what is amended: "sửa đổi Quy chế ban hành kèm theo Quyết định số 5"
        elif not depth and (not quoted or mark in "\n\t") and _ends(scan, bound, cited):
            return _trimmed(scan, bound.start())
    return last


def _ends(scan: Scan, bound: re.Match[str], cited: Set[int]) -> bool:
    mark, after = bound[0], bound.end()
    if mark == ";":
        return not _goes_on(scan, after)
    if mark == ".":
        return not scan.text[after + 1 : after + 2].islower()
    if mark not in (", ", " và "):
        return True
    lead = _LIST_LEAD.match(scan.folded, after)
    told = _TOLD_AT.match(scan.folded, after)
    if told and told.end() in cited:
        return True
    if _BARE.match(scan.folded, after) and _COMMITTEE in scan.folded[max(0, after - 200) : after]:
        return False
    if after in cited or (lead and lead.end() in cited) or _is_plan(scan, after):
        return True
    shouted = scan.capital(after + 1) and scan.capital(
        bound.start() - 1
    )  # "…, BỘ ĐỘI" may be part of a title
    return (
        mark == ", "
        and scan.capital(after)
        and not shouted
        and bool(organ_head(scan.folded, after, scan.knowledge))
    )


def _goes_on(scan: Scan, end: int) -> bool:
    """Whether a title goes on behind a semicolon: in a list of grounds, with a small word that opens no other one."""
    since = max(0, end - _LONGEST)
    line = max(since - 1, scan.text.rfind("\n", since, end), scan.text.rfind("\t", since, end)) + 1
    rest = scan.text[end : end + _LONGEST].partition("\n")[0]
    grounds = scan.folded.startswith(_GROUNDS, line) and rest.endswith((";", ":"))
    if not grounds or rest[0] != " " or not rest[1:2].islower():
        return False
    another = scan.knowledge.matcher(DocType).at(scan.folded, end + 1)
    return another is None and _OTHER_GROUND.match(scan.folded, end + 1) is None


def _is_plan(scan: Scan, start: int) -> bool:
    """Whether another paper is cited by its issuer at `start`: "… và | Kế hoạch của Ban Thường vụ …"."""
    head = scan.knowledge.matcher(DocType).at(scan.folded, start)
    of = _OF.match(scan.folded, head.end) if head and scan.capital(start) else None
    named = of is not None and organ_head(scan.folded, of.end(), scan.knowledge) is not None
    return named and not scan.capital(start + 1)


def _trimmed(scan: Scan, end: int) -> int:
    return end - 1 if scan.text[end - 1 : end] == " " else end


def _titled(scan: Scan, mention: Reference, cited: Set[int]) -> Reference:
    if "title" in mention.parts:
        return mention
    start = subject_start(scan, finish(mention))
    if start in cited and scan.folded.startswith(",", finish(mention)):
        start = None  # "Kết luận số 5-KL/TU, | Quy định số 6-QĐ/TU"
    if mention.kind == "numbered" and mention.date is None and mention.issuer is None:
        dated = _dated_behind(scan, mention, start, cited)
        if dated is not None:
            return dated
    if start is None:
        return mention
    return _with_title(scan, mention, Span(start, title_end(scan, start, cited)))


def _with_title(scan: Scan, mention: Reference, title: Span) -> Reference:
    parts = mention.parts | {"title": title}
    return msgspec.structs.replace(mention, title=scan.text[title.start : title.end], parts=parts)


def _dated_behind(scan: Scan, mention: Reference, subject: int | None, cited: Set[int]) -> Reference | None:
    """Date and issuer that stand behind a title: "… Về khuyến công | ngày 21/05/2012 của Chính phủ"."""
    start = finish(mention) + 1 if subject is None else subject
    if subject is None and not (scan.text.startswith(" ", start - 1) and scan.capital(start)):
        return None
    places = _DATED.finditer(scan.folded, start, _reach(scan, start, cited))
    dated = [found for place in places if (found := _issued(scan, place.start()))]
    if not dated:
        return None
    date, issuer = dated[-1]
    titled = _with_title(scan, mention, Span(start, date.start - 1))
    parts = titled.parts | {"date": Span(date.start, date.end), "issuer": issuer}
    name = scan.text[issuer.start : issuer.end]
    return msgspec.structs.replace(titled, date=date.value, issuer=name, parts=parts)


def _issued(scan: Scan, start: int) -> tuple[DateMention, Span] | None:
    """The date and issuer ("ngày 21/05/2012 của Chính phủ") at `start` that belong to no citation before."""
    date = date_at(scan.folded, start)
    of = _OF.match(scan.folded, date.end) if date else None
    issuer = issuer_end(scan.text, scan.folded, of.end(), scan.knowledge) if of else None
    if date is None or of is None or issuer is None or _cited_before(scan, date):
        return None
    return date, Span(of.end(), issuer)


def _reach(scan: Scan, start: int, cited: Set[int]) -> int:
    """How far a date may stand behind a number: to the end of its sentence, or of its item in a list."""
    depth, end = 0, min(len(scan.folded), start + _LONGEST)
    for bound in _FAR_BOUND.finditer(scan.folded, start, end):
        mark, after = bound[0], bound.end()
        depth += {"(": 1, ")": -1}.get(mark, 0)
        listed = mark[0] == ";" and after in cited
        sentence = mark == ". " and not scan.text[after : after + 1].islower()
        if depth < 0 or mark in "\n\t" or listed or sentence:
            return bound.start()
    return end


def _cited_before(scan: Scan, date: DateMention) -> bool:
    """Whether a symbol or a type word stands right before a date, so that the date is its own."""
    start = date.start
    symbol, head = bisect_left(scan.symbol_ends, start) - 1, bisect_left(scan.head_ends, start) - 1
    if symbol >= 0 and _is_gap(scan, scan.symbol_ends[symbol], start):
        year = scan.symbols[symbol].number.year
        return year is None or date.value.startswith(str(year))
    if head < 0 or not _is_gap(scan, scan.head_ends[head], start):
        return False
    return scan.capital(scan.heads[head].start) and scan.heads[head].row.code not in _UNDATED


def _is_gap(scan: Scan, end: int, start: int) -> bool:
    return start - end <= 3 and not scan.folded[end:start].strip(" ,")
