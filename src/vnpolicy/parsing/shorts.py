"""Citations without a symbol: "Nghị quyết số 43", "Đề án 06", "Nghị quyết Đại hội XIII của Đảng".

A type word with a bare number behind it names a document, unless the number counts ("Kế hoạch 5 năm").
"""

import re
from collections.abc import Iterator, Set

from vnpolicy.knowledge import Found
from vnpolicy.knowledge.documents import Counted, DocType
from vnpolicy.model import Reference, Span
from vnpolicy.parsing.citations import Tail, cited, tail
from vnpolicy.parsing.scan import Scan, finish

# From "Nghị quyết | số 43", "Đề án | 06" captures the number; none that goes on as another number.
_BARE = re.compile(r"[ ](?P<numero>số[ ]?:?[ ]?)?(?P<digits>\d{1,4}[a-zđ]?)(?![\w/%])(?![.,:-]\d)(?!-\w)")
_MORE = re.compile(r"[ ]?(?:,|và)[ ](?:số[ ])?(?P<digits>\d{1,4}[a-zđ]?)(?![\w%/-])(?![.,:]\d)")
# From "Nghị quyết Trung ương 4 khóa XI | , khóa XII | và XIII" captures what the next item prints, and its term.
_MORE_TERM = re.compile(r"[ ]?(?:,|và)[ ](?P<own>(?:khóa[ ])?(?P<term>[ivxl]{1,6})(?!\w))")
_ADOPTED = ("nq", "kl")  # codes of what congresses and plenums adopt
_YEAR = re.compile(r"(?:19|20)\d\d")

# From "Nghị quyết | Đại hội đại biểu toàn quốc lần thứ XIII của Đảng" captures the congress, from
# "| Trung ương 4" and "| Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng" the plenum.
_CONGRESS = re.compile(
    r"""[ ](?P<congress>đại[ ]hội (?:[ ](?!(?:lần|khóa)\b)[^\W\d]+){0,10}?
        (?: [ ](?:lần[ ]thứ[ ])?(?:[ivxl]{1,6}|\d{1,2})(?!\w) | (?=[ ]khóa[ ][ivxl\d]) )
        (?:[ ]của[ ]đảng (?:[ ]cộng[ ]sản[ ]việt[ ]nam)?)? )
        (?:[ ]?,?[ ]nhiệm[ ]kỳ[ ]\d{4}(?:[ ]?-[ ]?\d{4})?)?
    | [ ](?P<plenum>hội[ ]nghị[ ](?:lần[ ]thứ[ ]\w+|trung[ ]ương[ ]\d{1,2})
        (?:[ ](?:của[ ])?ban[ ]chấp[ ]hành[ ]trung[ ]ương(?:[ ]đảng)?)?
        | lần[ ]thứ[ ]\w+[ ](?:của[ ])?ban[ ]chấp[ ]hành[ ]trung[ ]ương(?:[ ]đảng)? )
    | [ ](?P<its_number>(?:hội[ ]nghị[ ])?(?:trung[ ]ương|tw)[ ](?:\d{1,2}|[ivx]{1,5})(?!\w))(?:[ ]\(lần[ ]\w+\))?""",
    re.VERBOSE,
)


def find_shorts(scan: Scan, taken: Set[int]) -> Iterator[Reference]:
    """The short citations; `taken` are the type words that belong to a symbol."""
    for head in scan.heads:
        if head.start not in taken:
            congress = _CONGRESS.match(scan.folded, head.end) if head.row.code in _ADOPTED else None
            yield from _of_terms(scan, head, congress) if congress else _bare(scan, head)


def _bare(scan: Scan, head: Found[DocType]) -> Iterator[Reference]:
    found = _BARE.match(scan.folded, head.end)
    if found is None or not _names(scan, head, found):
        return
    yield _short(scan, head.start, head, Span(*found.span("digits")))
    end = found.end()
    while (more := _MORE.match(scan.folded, end)) and not _counts(scan, more.end()):
        yield _short(scan, more.start("digits"), head, Span(*more.span("digits")))
        end = more.end()


def _names(scan: Scan, head: Found[DocType], found: re.Match[str]) -> bool:
    """Whether type word and bare number name a document: not "kế hoạch 5 năm", not "báo cáo 6 tháng"."""
    if head.row.by_symbol or _counts(scan, found.end()):
        return False
    if found["numero"]:
        return scan.capital(head.start) or not head.row.strict
    return scan.capital(head.start) and len(found["digits"]) > 1 and not _YEAR.fullmatch(found["digits"])


def _counts(scan: Scan, end: int) -> bool:
    """Whether a word that can be counted stands behind a number."""
    return (
        scan.folded.startswith(" ", end)
        and scan.knowledge.matcher(Counted).at(scan.folded, end + 1) is not None
    )


def _short(scan: Scan, start: int, head: Found[DocType], digits: Span) -> Reference:
    parts = {"type": Span(head.start, head.end), "number": digits}
    number = scan.text[digits.start : digits.end]
    return cited(
        scan, start, tail(scan, digits.end), kind="short", number=number, type=head.row.cited_as, parts=parts
    )


def _of_terms(scan: Scan, head: Found[DocType], found: re.Match[str]) -> Iterator[Reference]:
    """What a congress or plenum adopted; then the same of the terms that follow in a list."""
    organ = next(Span(*found.span(name)) for name in ("congress", "plenum", "its_number") if found[name])
    parts = {"type": Span(head.start, head.end), "issuer": organ}
    fields = {"type": head.row.cited_as, "issuer": scan.text[organ.start : organ.end]}
    mention = cited(scan, head.start, tail(scan, found.end()), kind="short", parts=parts, **fields)
    yield mention
    end = finish(mention)
    while mention.term and (more := _MORE_TERM.match(scan.folded, end)):
        end = more.end()
        term = Tail(end, term=more["term"].upper(), parts={"term": Span(*more.span("term"))})
        yield cited(scan, more.start("own"), term, kind="short", parts=parts, **fields)
