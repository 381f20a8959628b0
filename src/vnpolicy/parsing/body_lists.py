"""Bodies in a list that share their head: each piece is one, and gets its full name.

    các Sở: NN&MT, TC                    Sở Nông nghiệp và Môi trường, Sở Tài chính
    Sở Nội vụ, Tài chính và Y tế         Sở Nội vụ stands whole; Sở Tài chính, Sở Y tế
    các Tập đoàn: Dầu khí Việt Nam       Tập đoàn Dầu khí Việt Nam

A `Reader` of the text comes in; names, shorter than what they mean, go out.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import BodyField, BodyHead
from vnpolicy.language import alternation, fold, slug
from vnpolicy.parsing.body_grammar import Reader
from vnpolicy.parsing.body_words import Name

_COLON = re.compile(r"[ ]?:[ ]?")
_MARK = re.compile(r"[ ]?[,;][ ]?|[ ]và[ ]")
_OPENS_LIST = re.compile(": ")
_MOST_PIECES = 30
_LONGEST_HEAD = 80  # characters, with its colon


class _Patterns(NamedTuple):
    """`heads` captures a head before a colon; `run` a head with a list of known fields, and no colon."""

    heads: re.Pattern[str]
    run: re.Pattern[str]
    field: re.Pattern[str]
    rows: dict[str, BodyField]
    by_head: dict[str, BodyHead]


def shared_names(reader: Reader, knowledge: Knowledge) -> Iterator[Name]:
    """The names whose head stands before others of their list."""
    patterns = _patterns(knowledge)
    for colon in _OPENS_LIST.finditer(reader.folded):
        found = patterns.heads.search(reader.folded, max(0, colon.end() - _LONGEST_HEAD), colon.end())
        if found:
            yield from _behind_colon(reader, patterns, found)
    for found in patterns.run.finditer(reader.folded):
        for piece in list(patterns.field.finditer(reader.folded, found.start("list"), found.end()))[1:]:
            if reader.text[piece.start()].isupper() and len(piece[0]) > 3:
                yield _named(patterns.by_head[found["head"]], patterns.rows[piece[0]].name, *piece.span())


def but_heads(names: Iterable[Name], folded: str, shared: Iterable[Name]) -> Iterator[Name]:
    """The names without the "các Sở" that only opens a list: "các Sở: Y tế, Tài chính"; "các | Sở Y tế, Tài chính"."""
    listed = {name.start for name in shared}
    for name in names:
        colon = _COLON.match(folded, name.end)
        mark = _MARK.match(folded, name.end)
        if mark and mark.end() in listed and name.code.startswith("cac-"):
            yield _one_of(name)
        elif colon is None or colon.end() not in listed:
            yield name


def _one_of(name: Name) -> Name:
    """The first of a list without the "các" of all."""
    return name.with_(
        start=name.start + len("các "),
        code=name.code.removeprefix("cac-"),
        name=name.name.removeprefix("các "),
        collective=False,
    )


def _behind_colon(reader: Reader, patterns: _Patterns, found: re.Match[str]) -> Iterator[Name]:
    """The pieces of "các Bộ, cơ quan: Tài chính, Y tế, Đài Truyền hình Việt Nam"."""
    row, at = patterns.by_head[found["head"]], found.end()
    if not reader.opens(row, *found.span("head")):
        return
    for _ in range(_MOST_PIECES):
        if not reader.text[at : at + 1].isupper():
            return
        piece = _piece(reader, patterns, row, at)
        whole = reader.name(at)
        if whole and (piece is None or whole.end > piece.end):
            if row.within and not whole.code.startswith(row.code):
                yield _of(row, whole)  # "Các Văn phòng: Tỉnh ủy, HĐND tỉnh"
            at = whole.end  # else it has a head of its own
        elif piece:
            yield piece
            at = piece.end
        mark = _MARK.match(reader.folded, at)
        if mark is None:
            return
        at = mark.end()


def _piece(reader: Reader, patterns: _Patterns, row: BodyHead, at: int) -> Name | None:
    known = patterns.field.match(reader.folded, at)
    loose = reader.fields.field(row, at - 1, capital=True, lower=False)
    if loose and " " in loose[1] and (known is None or loose[0] > known.end()):
        return _named(row, loose[1], at, loose[0])
    return (
        _named(row, patterns.rows[known[0]].name, *known.span()) if known else None
    )  # "Phòng: TH" are initials


def _of(row: BodyHead, whole: Name) -> Name:
    return whole.with_(code=f"{row.code}-{whole.code}", name=f"{row.name} {whole.name}", shared=True)


def _named(row: BodyHead, field: str, start: int, end: int) -> Name:
    name = f"{row.name} {field}"
    return Name(
        start=start,
        end=end,
        code=slug(name),
        name=name,
        level=row.level,
        branch=row.branch,
        local=row.local,
        shared=True,
    )


@lru_cache(maxsize=8)
def _patterns(knowledge: Knowledge) -> _Patterns:
    rows = {fold(phrase): row for row in knowledge[BodyField] for phrase in row.phrases()}
    by_head = {fold(phrase): row for row in knowledge[BodyHead] for phrase in row.phrases()}
    field = alternation(rows).replace(r"\s", "[ ]")
    mark = r"(?:[,;][ ]?|[ ]và[ ])"
    heads = alternation(by_head).replace(r"\s", "[ ]")
    return _Patterns(
        re.compile(rf"(?<!\w)(?P<head>{heads})(?:,?[ ](?:cơ quan|ngành|tổng công ty))?[ ]?:[ ]\Z"),
        re.compile(rf"(?P<head>sở|bộ)(?<!\w..)[ ](?P<list>{field}(?:{mark}{field}(?!\w)){{1,20}})"),
        re.compile(rf"{field}(?!\w)"),
        rows,
        by_head,
    )
