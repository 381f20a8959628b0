"""Which of several documents a mention stands for: what speaks for each, and what speaks against it.

    "Chỉ thị 43-CT/TW của Ban Bí thư về công tác Hội Chữ thập đỏ", read in a paper of 2018
        ->  ct:43:tw:k10 (2010, Hội Chữ thập đỏ), not ct:43:tw:k11 (2015, chất độc hóa học), via "title"

A date, an issuer, a term or a title that contradicts excludes a document, and so does a day after that of the paper.
One is chosen where a printed date, term or title speaks for it alone, else where the words around the mention are
about its subject alone. That it is the only one known proves nothing: else all stay candidates, never a guess.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from vnpolicy.language import fold
from vnpolicy.model import Reference
from vnpolicy.parsing.keys import ordinal


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document that a mention may stand for."""

    id: str
    type: str | None = None  # its code
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    since: str | None = None  # where its day is not known, one before which it cannot be


class Place(msgspec.Struct, frozen=True):
    """Where a mention stands: the day and the title of the paper, the words around the mention, the year behind it."""

    today: str | None = None
    title: str = ""
    around: str = ""
    year: str | None = None


class Choice(msgspec.Struct, frozen=True):
    """The document chosen and what told it, or those that it may be."""

    target: str | None = None
    candidates: tuple[str, ...] = ()
    via: str | None = None


_SYLLABLE = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
# Syllables that titles of directives share, whatever they are about.
_COMMON = frozenset(
    _SYLLABLE.findall(
        """về việc của và các đối với trong tăng cường sự lãnh đạo đảng công tác một số tiếp tục đẩy mạnh nâng
        cao hiệu quả thực hiện triển khai đổi mới cho đến năm tình hình thời kỳ giai đoạn khóa ban hành kế
        hoạch"""
    )
)
_ISSUER_COMMON = frozenset(_SYLLABLE.findall("đảng cộng sản việt nam nước khóa tỉnh trung ương tw"))
# Words between which titles fall apart, and phrases that they share: neither is a subject.
_BETWEEN = frozenset(
    _SYLLABLE.findall(
        "về việc của và các những một số đối với trong sự cho đến năm theo tại trên ở để là có do"
    )
)
_PHRASES = """
    tăng cường, lãnh đạo, công tác, tiếp tục thực hiện, triển khai thực hiện, tổ chức thực hiện, đẩy mạnh, đẩy nhanh,
    nâng cao hiệu quả, nâng cao chất lượng, hiệu lực, đổi mới, tình hình, thời kỳ, giai đoạn, ban hành, kế hoạch,
    chương trình hành động, đề án, chỉ thị, nghị quyết, kết luận, quy định, quyết định, quán triệt, sơ kết, tổng kết,
    phát triển, xây dựng, quản lý, nhiệm vụ, giải pháp, chủ trương, định hướng, tầm nhìn, cả nước, toàn quốc, việt nam,
    ban bí thư, bộ chính trị, ban chấp hành trung ương đảng, ban thường vụ, tỉnh ủy, ủy ban nhân dân,
    thủ tướng chính phủ
"""
# What a document carries out says nothing against what it is about: "thực hiện Chỉ thị 43", "về công tác Hội".
_CARRIES = re.compile(
    r"(?:về )?(?:việc )?(?:tổ chức |triển khai |tiếp tục )?(?:thực hiện|cụ thể hóa|thi hành|quán triệt) "
)
_ALIKE, _UNLIKE = 0.6, 0.25


def choose(mention: Reference, options: Iterable[Known], place: Place, *, sure: bool = False) -> Choice:
    """The option that a mention stands for.

    `sure`: one that alone is left is the one, though nothing speaks for it; so within one paper.
    """
    printed: dict[
        str, str | None
    ] = {}  # what is not excluded, and what printed with the mention speaks for it
    near: set[str] = set()
    for option in options:
        voice = False if _younger(option, place.today) else speaks_for(mention, option)
        if voice is False:
            continue
        printed[option.id] = printed.get(option.id) or voice or _same_year(option, place)
        if _near(option, place):
            near.add(option.id)
    proved = [id for id, voice in printed.items() if voice] or sorted(near)
    if len(proved) == 1:
        return Choice(proved[0], via=printed[proved[0]] or "subject")
    if sure and len(printed) == 1:
        return Choice(next(iter(printed)))
    return Choice(None, tuple(sorted(printed)))


def speaks_for(mention: Reference, known: Known) -> str | Literal[False] | None:
    """What of the mention agrees ("date", "term", "title"); False where something contradicts, None where nothing
    speaks. That the issuer agrees is no proof: it issued others of this number.
    """
    voices = {
        "date": None if mention.date is None or known.date is None else mention.date == known.date,
        "term": _same_term(mention.term, known.id),
        "title": _same_title(mention.title, known.title),
    }
    if False in voices.values() or _same_issuer(mention.issuer, known.issuer) is False:
        return False
    return next((name for name, agrees in voices.items() if agrees), None)


def _same_year(option: Known, place: Place) -> str | None:
    """The year printed behind a mention speaks for a document of it: "895/QĐ-TTg | năm 2023"; it may be another's."""
    return "year" if place.year and (option.date or "").startswith(place.year) else None


def _younger(option: Known, today: str | None) -> bool:
    since = option.date or option.since
    return bool(today and since and since > today)


def _near(option: Known, place: Place) -> bool:
    """Whether the words around a mention, or the title of its paper, are about the subject of a document."""
    subject = _subject(option.title)
    return _about(subject, place.around) or (len(subject) > 1 and _about(subject, place.title))


def _about(subject: frozenset[str], words: str) -> bool:
    """Whether words share a subject: all of a short one ("kinh tế biển"), most of a longer one."""
    needed = len(subject) if len(subject) < 4 else min(4, len(subject) - 1)
    return bool(subject) and len(subject & _subject(words)) >= needed


@lru_cache(maxsize=4096)
def _subject(text: str | None) -> frozenset[str]:
    """The neighbouring syllables of a text that tell its subject: "chữ thập", "thập đỏ"."""
    return _pairs(text) - _pairs(_PHRASES)


@lru_cache(maxsize=4096)
def _pairs(text: str | None) -> frozenset[str]:
    return frozenset(
        f"{left} {right}"
        for run in _RUN.findall(fold(text or ""))
        for left, right in pairwise(run.split())
        if left not in _BETWEEN and right not in _BETWEEN
    )


def _same_term(term: str | None, id: str) -> bool | None:
    """Whether "khoá X" is the term in an identity ("ct:43:tw:k10"); an identity with a year does not tell."""
    number, period = ordinal(term), id.rpartition(":")[2]
    return period == f"k{number}" if number and period.startswith("k") else None


def _same_issuer(left: str | None, right: str | None) -> bool | None:
    """Whether "Ban Bí thư TW Đảng" and "Ban Bí thư" are one; "Bộ Chính trị" is another."""
    mine, theirs = _words(left, _ISSUER_COMMON), _words(right, _ISSUER_COMMON)
    return (mine <= theirs or theirs <= mine) if mine and theirs else None


def _same_title(left: str | None, right: str | None) -> bool | None:
    if not left or not right:
        return None
    mine, theirs = _words(left, _COMMON), _words(right, _COMMON)
    fewest = min(len(mine), len(theirs))
    shared = len(mine & theirs)
    if fewest >= 2 and shared >= _ALIKE * fewest:
        return True
    alike = bool(_CARRIES.match(fold(left))) == bool(_CARRIES.match(fold(right)))
    return False if alike and fewest >= 3 and shared <= _UNLIKE * fewest else None


@lru_cache(maxsize=4096)
def _words(text: str | None, common: frozenset[str]) -> frozenset[str]:
    return frozenset(_SYLLABLE.findall(fold(text or ""))) - common
