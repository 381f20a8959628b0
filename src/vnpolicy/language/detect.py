"""Which lines of a text carry the bytes of an encoding from before Unicode: told by the syllables that they make.

    "TØnh uû §¾k L¾k"      as TCVN3 four syllables of four, as it stands none: TCVN3
    "Der Müller aus Köln"  as TCVN3 no syllable of two: left as it stands
    "Lê Công Hùng"         syllables either way: left as it stands, but between lines of TCVN3

Lines come in, the same lines go out, some of them converted. A line that has a letter of Unicode is never touched.
What looks like an old encoding but is not certain is told, and stands as it stood.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache

import msgspec

from vnpolicy.language.legacy import by_code, codes, convert, encodings, is_unicode, with_capitals
from vnpolicy.language.syllables import is_syllable

# From "§¾k L¾k 5 km" captures "§¾k", "L¾k", "km": the words, with all that may be a letter of theirs. So may
# controls and the hard space, of which Unicode makes white space.
_WORD = re.compile(
    r"(?:[^\W\d_]|[^\x00-\x7f\u1680\u2000-\u200a\u2028\u2029\u202f\u3000]|[\x01-\x08\x0e-\x1f])+"
)
_CARRIES = re.compile(r"[^\x09-\x0d\x20-\x7e]")
_BETWEEN = re.compile(r"[“”‘’„…–—•\s]+")  # marks that part words in any language
_BEFORE, _BEHIND = "«©®", "»®™²³ªº°\u00ad"  # the same, where a word begins and ends
_ETH = str.maketrans("Ðð", "Đđ")  # Unicode has it from careless conversions
_LETTER = re.compile(r"[^\W\d_]")

_CLEAN = 9  # good words for each bad one, in a line that is converted
_FEW_WORDS, _FEW_LETTERS = 3, 3  # different good words, or letters in two of them, that are evidence
_FOREIGN = 10  # bad words of a text that ask for one good word more
_CLEARLY = 1.5  # times as many good words as by the next likely encoding


class Restored(msgspec.Struct, frozen=True):
    """Lines as they are to be read. `converted` tells from which encoding, by the number of the line, from 0."""

    lines: tuple[str, ...]
    converted: dict[int, str] = {}
    doubtful: tuple[int, ...] = ()
    has_unicode: bool = False


class _Weight(msgspec.Struct, frozen=True):
    """How many words of a line, read in one encoding, are syllables, and how many are no words at all."""

    good: int
    bad: int

    @property
    def fits(self) -> bool:
        return self.good > 0 and self.good >= _CLEAN * self.bad


def restored(lines: Sequence[str]) -> Restored:
    """The lines in Unicode, wherever it is certain what they carry.

    >>> restored(["TØnh uû §¾k L¾k", "Sè 100-KH/TU"]).lines
    ('Tỉnh uỷ Đắk Lắk', 'Số 100-KH/TU')
    >>> restored(["El señor García está aquí."]).lines
    ('El señor García está aquí.',)
    """
    unicode = {at for at, line in enumerate(lines) if is_unicode(line)}
    words = {at: found for at, line in enumerate(lines) if at not in unicode and (found := _words(line))}
    converted = _certain(words, alone=not unicode)
    converted |= _alike(words, converted, unicode)
    left = words | {at: found for at in unicode if (found := _odd_words(lines[at]))}
    doubtful = [at for at, found in left.items() if at not in converted and _is_doubtful(found)]
    read = (read_as(line, converted[at]) if at in converted else line for at, line in enumerate(lines))
    return Restored(tuple(read), converted, tuple(sorted(doubtful)), bool(unicode))


def read_as(line: str, encoding: str) -> str:
    """A line that carries the bytes of an encoding, in Unicode.

    >>> read_as("CéNG HßA", "tcvn3")
    'CỘNG HÒA'
    """
    text = convert(line, encoding)
    return with_capitals(text) if by_code(encoding).capitals else text


def is_old(text: str, encoding: str) -> bool:
    """Whether the words of a text are Vietnamese in this encoding, and less so as they stand.

    >>> is_old("KÕ ho¹ch", "tcvn3"), is_old("Công ty", "tcvn3")
    (True, False)
    """
    return _claims(_words(text), encoding)


def _certain(words: Mapping[int, Sequence[str]], *, alone: bool) -> dict[int, str]:
    """The encodings of those lines that have evidence, each by itself, of one that all of them prove together.

    Where no Unicode stands beside them, a line need not be less likely as it stands.
    """
    converted: dict[int, str] = {}
    left = dict(words)
    while (encoding := _likeliest(left)) is not None:
        claimed = [
            at
            for at, found in left.items()
            if _claims(found, encoding) or (alone and _weight(found, encoding).fits)
        ]
        converted |= dict.fromkeys(claimed, encoding)
        for at in claimed:
            del left[at]
    return converted


def _likeliest(words: Mapping[int, Sequence[str]]) -> str | None:
    """The encoding that most different words are evidence of, where they are enough, and clearly the most."""
    evidence = {encoding.code: _evidence(words, encoding.code) for encoding in encodings()}
    best = max(evidence, key=lambda code: len(evidence[code]))
    good = evidence.pop(best)
    claimed = {at: found for at, found in words.items() if _claims(found, best)}
    rival = max(len(_evidence(claimed, code)) for code in evidence)
    foreign = sum(_weight(found, best).bad for found in words.values()) // _FOREIGN
    letters = sum(len(_CARRIES.findall(word)) for word in good) if len(good) > 1 else 0
    enough = len(good) >= _FEW_WORDS + foreign or (not foreign and letters >= _FEW_LETTERS)
    return best if enough and len(good) >= _CLEARLY * rival else None


def _evidence(words: Mapping[int, Sequence[str]], encoding: str) -> set[str]:
    claimed = (found for found in words.values() if _claims(found, encoding))
    return {word for found in claimed for word in found if _verdict(word, encoding) > 0}


def _alike(
    words: Mapping[int, Sequence[str]], converted: Mapping[int, str], unicode: Set[int]
) -> dict[int, str]:
    """Those other lines that stand between lines of one encoding, and read no worse in it than as they stand."""
    alike: dict[int, str] = {}
    decided = sorted([*converted, *unicode])
    for at in words.keys() - converted.keys():
        below = bisect(decided, at)
        around = {converted.get(other) for other in decided[max(0, below - 1) : below + 1]}
        encoding = around.pop() if len(around) == 1 else None
        if encoding and (weight := _weight(words[at], encoding)).good >= weight.bad:
            alike[at] = encoding
    return alike


def _is_doubtful(words: Sequence[str]) -> bool:
    """Whether two different words are evidence of some encoding: one alone may be of any language."""
    return any(len(_evidence({0: words}, encoding.code)) > 1 for encoding in encodings())


def _claims(words: Sequence[str], encoding: str) -> bool:
    """Whether the words are Vietnamese in this encoding, and less so as they stand."""
    plain = _weight(words, None)
    if not plain.bad:
        return False
    weight = _weight(words, encoding)
    return weight.fits and weight.good > plain.good


def _weight(words: Iterable[str], encoding: str | None) -> _Weight:
    verdicts = [_verdict(word, encoding) for word in words]
    return _Weight(verdicts.count(1), verdicts.count(-1))


@lru_cache(maxsize=100_000)
def _verdict(word: str, encoding: str | None) -> int:
    """1 where a word, read in this encoding, is Vietnamese; -1 where it is no word; 0 where it tells nothing."""
    text = convert(word, encoding) if encoding else word.translate(_ETH)
    if encoding and text == word and any(map(_is_foreign, set(word) - _keeps(encoding))):
        return -1
    parts = [part.lstrip(_BEFORE).rstrip(_BEHIND) for part in _BETWEEN.split(text)]
    verdicts = [_verdict_of(part) for part in parts if not part.isascii() or _CARRIES.search(part)]
    return min(verdicts, default=0) or max(verdicts, default=0)


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not char.isascii()


def _verdict_of(part: str) -> int:
    if is_syllable(part):
        return 1
    if not _LETTER.search(part) or len(part) == 1 or (part.isupper() and part.replace("Đ", "D").isascii()):
        return 0  # "²", "đ", "QĐ"
    return -1


@cache
def _keeps(encoding: str) -> frozenset[str]:
    """The letters that are the same in this encoding as in Latin-1."""
    return frozenset(letter for letter, code in codes(encoding).items() if letter == code)


def _words(line: str) -> list[str]:
    """The words of a line that carry a byte."""
    if line.isascii() and line.isprintable():
        return []
    return [word for word in _WORD.findall(line) if _CARRIES.search(word)]


def _odd_words(line: str) -> list[str]:
    """The words of a line of Unicode that hold a character of no Vietnamese word, and no letter of Unicode."""
    if not _odd().search(line):
        return []
    return [word for word in _words(line) if _odd().search(word) and not is_unicode(word)]


@cache
def _odd() -> re.Pattern[str]:
    """What carries a byte of an old encoding, and is neither a letter of Vietnamese nor a mark beside words."""
    carrying = {char for encoding in encodings() for code in codes(encoding.code).values() for char in code}
    letters = {letter for encoding in encodings() for letter in codes(encoding.code)}
    odd = {char for char in carrying - letters - {"\xa0"} if _CARRIES.match(char)}
    return re.compile(f"[{re.escape(''.join(sorted(odd)))}]")
