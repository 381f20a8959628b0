"""Which of several documents a mention stands for: its date, issuer and title speak for or against each.

    "Chỉ thị 43-CT/TW của Ban Bí thư về công tác Hội Chữ thập đỏ", read in a paper of 2018
        ->  ct:43:tw:k10 (2010, Hội Chữ thập đỏ), not ct:43:tw:k11 (2015, chất độc hóa học)

One is chosen where all others are excluded and something printed speaks for it. Else all stay candidates:
never a guess.
"""

import re
from collections.abc import Iterable

import msgspec

from vnpolicy.language import fold
from vnpolicy.model import Reference
from vnpolicy.parsing.keys import ordinal


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document that a mention may stand for."""

    id: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


class Choice(msgspec.Struct, frozen=True):
    """The document chosen, or those that it may be."""

    target: str | None = None
    candidates: tuple[str, ...] = ()


_SYLLABLE = re.compile(r"[^\W\d_]+")
# Syllables that titles of directives share, whatever they are about.
_COMMON = frozenset(
    _SYLLABLE.findall(
        """về việc của và các đối với trong tăng cường sự lãnh đạo đảng công tác một số tiếp tục đẩy mạnh nâng
        cao hiệu quả thực hiện triển khai đổi mới cho đến năm tình hình thời kỳ giai đoạn khóa ban hành kế
        hoạch"""
    )
)
_ISSUER_COMMON = frozenset(_SYLLABLE.findall("đảng cộng sản việt nam nước khóa tỉnh trung ương tw"))
_ALIKE, _UNLIKE = 0.6, 0.25


def choose(mention: Reference, options: Iterable[Known], today: str | None, *, sure: bool = False) -> Choice:
    """The option that a mention, printed on the day `today`, stands for.

    `sure`: one that alone is left is the one, though nothing speaks for it; so within one paper.
    """
    voices: dict[str, bool] = {}  # what is not contradicted, and whether anything speaks for it
    for option in options:
        voice = speaks_for(mention, option)
        if voice is not False and not (today and option.date and option.date > today):
            voices[option.id] = voices.get(option.id, False) or bool(voice)
    if len(voices) == 1 and (sure or all(voices.values())):
        return Choice(next(iter(voices)))
    return Choice(None, tuple(sorted(voices)))


def speaks_for(mention: Reference, known: Known) -> bool | None:
    """True where what the mention prints agrees, False where it contradicts, None where it says nothing."""
    voices = [
        None if mention.date is None or known.date is None else mention.date == known.date,
        _same_term(mention.term, known.id),
        _same_issuer(mention.issuer, known.issuer),
        _same_title(mention.title, known.title),
    ]
    if False in voices:
        return False
    return True if True in voices else None


def _same_term(term: str | None, id: str) -> bool | None:
    """Whether "khoá X" is the term in an identity ("ct:43:tw:k10"); an identity with a year does not tell."""
    number, period = ordinal(term), id.rpartition(":")[2]
    return period == f"k{number}" if number and period.startswith("k") else None


def _same_issuer(left: str | None, right: str | None) -> bool | None:
    """Whether "Ban Bí thư TW Đảng" and "Ban Bí thư" are one; "Bộ Chính trị" is another."""
    mine, theirs = _words(left, _ISSUER_COMMON), _words(right, _ISSUER_COMMON)
    return (mine <= theirs or theirs <= mine) if mine and theirs else None


def _same_title(left: str | None, right: str | None) -> bool | None:
    mine, theirs = _words(left, _COMMON), _words(right, _COMMON)
    fewest = min(len(mine), len(theirs))
    shared = len(mine & theirs)
    if fewest >= 2 and shared >= _ALIKE * fewest:
        return True
    return False if fewest >= 3 and shared <= _UNLIKE * fewest else None


def _words(text: str | None, common: frozenset[str]) -> set[str]:
    return set(_SYLLABLE.findall(fold(text or ""))) - common
