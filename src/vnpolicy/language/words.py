"""Sentences and words by underthesea, with offsets into our own text.

underthesea is kept behind this one door, because it hands back words instead of offsets, spells them anew
("Tỉnh uỷ" becomes "Tỉnh ủy"), and breaks when several threads make its first call together.

    "theo dõi, đôn đốc Tỉnh uỷ"  ->  Word(0, 8, "theo dõi", "V")  Word(8, 9, ",", "CH")  …
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from vnpolicy.language.fold import fold, nfc

_SWITCHED_OFF: ContextVar[bool] = ContextVar("switched_off", default=False)
_WARMING = Lock()


class Word(NamedTuple):
    """A word of one or more syllables at text[start:end]; `pos`, if asked for, its part of speech (V, N)."""

    start: int
    end: int
    text: str
    pos: str | None = None


class SwitchedOff(RuntimeError):
    """The words of underthesea were asked for inside `switched_off()`."""


@contextmanager
def switched_off() -> Iterator[None]:
    """Do without underthesea for a while: what can be said without it falls back to plain rules.

    >>> with switched_off():
    ...     available()
    False
    """
    token = _SWITCHED_OFF.set(True)
    try:
        yield
    finally:
        _SWITCHED_OFF.reset(token)


def available() -> bool:
    """May underthesea be used here?"""
    return not _SWITCHED_OFF.get()


def words(text: str) -> tuple[Word, ...]:
    """The words of one sentence.

    >>> [word.text for word in words("Tỉnh uỷ tăng cường kiểm tra")]
    ['Tỉnh uỷ', 'tăng cường', 'kiểm tra']
    """
    tokens = _underthesea().word_tokenize(text, use_token_normalize=False)
    return tuple(_aligned(text, ((token, None) for token in tokens)))


def tagged(text: str) -> tuple[Word, ...]:
    """The words of one sentence with their parts of speech.

    >>> [(word.text, word.pos) for word in tagged("đôn đốc việc thực hiện")]
    [('đôn đốc', 'V'), ('việc', 'N'), ('thực hiện', 'V')]
    """
    return tuple(_aligned(text, _underthesea().pos_tag(text)))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The offsets of the sentences as underthesea cuts them; for official papers see `language.sentences`.

    >>> sentences("Đã họp. Đã bàn.")
    ((0, 7), (8, 15))
    """
    tokens = ((sentence, None) for sentence in _underthesea().sent_tokenize(text))
    return tuple((found.start, found.end) for found in _aligned(text, tokens))


def _aligned(text: str, tokens: Iterable[tuple[str, str | None]]) -> Iterator[Word]:
    """Walk along the text and find each token again, whatever spelling and blanks it came back with."""
    folded, at = fold(text), 0
    for token, pos in tokens:
        places = []
        for syllable in fold(nfc(token)).split():
            found = folded.find(syllable, at)
            if found < 0:
                break
            at = found + len(syllable)
            places.append((found, at))
        if places:
            yield Word(places[0][0], at, text[places[0][0] : at], pos)


@lru_cache(maxsize=1)
def _loaded() -> Any:
    import underthesea

    underthesea.pos_tag("Tỉnh ủy họp.")
    underthesea.sent_tokenize("Tỉnh ủy họp.")
    return underthesea


def _underthesea() -> Any:
    if not available():
        raise SwitchedOff("underthesea is switched off here")
    with _WARMING:
        return _loaded()
