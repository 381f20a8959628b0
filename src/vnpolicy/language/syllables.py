"""Whether a word can be a Vietnamese syllable: an onset, a rhyme, one tone.

    "hoạch" = h + oach + dot below      "Müller", "señor", "ho¹ch"  are none

data/syllables.toml holds the onsets and rhymes.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from vnpolicy.language.fold import nfc

_DATA = Path(__file__).parent / "data" / "syllables.toml"
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = _TONES = "\u0300\u0301\u0309\u0303\u0323"
_STOPS = ("c", "ch", "k", "p", "t")  # a rhyme that ends so has one of two tones, or is written without
_SHAPED = "ăâêôơư"  # the last of them bears the tone
# From "tài", "cao", "thịu" captures the glide, which never bears the tone; "thuý" and "thúy" are both written.
_GLIDE = re.compile(r"(?<=[aeiouăâêôơư])[iouy]$")
_LONGEST = 8  # letters: "nghiêng"; foreign words are longer


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case, can be a Vietnamese syllable.

    >>> [is_syllable(word) for word in ("Nghị", "quyết", "ĐẮK", "hoàc", "señor", "được,", "loaị")]
    [True, True, True, False, False, False, False]
    """
    if len(word) > _LONGEST:
        return False
    letters = [_parts(letter) for letter in word.lower()]
    bare = "".join(shape for shape, _ in letters)
    toned = [at for at, (_, tone) in enumerate(letters) if tone]
    if len(toned) > 1 or len(bare) != len(letters):
        return False
    if toned and letters[toned[0]][1] not in _ACUTE + _DOT and bare.endswith(_STOPS):
        return False
    onsets, rhymes = _inventory()
    cuts = (cut for cut in range(4) if bare[:cut] in onsets and bare[cut:] in rhymes)
    return any(not toned or toned[0] - cut in _places(bare[cut:]) for cut in cuts)


def _parts(letter: str) -> tuple[str, str]:
    """("ê", acute) of "ế"."""
    marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks if mark in _TONES]
    return nfc("".join(mark for mark in marks if mark not in _TONES)), "".join(tones)


@cache
def _places(rhyme: str) -> frozenset[int]:
    """Which letters of a rhyme may bear the tone."""
    shaped = [at for at, letter in enumerate(rhyme) if letter in _SHAPED]
    if shaped:
        return frozenset(shaped[-1:])
    glide = _GLIDE.search(rhyme) if rhyme != "uy" else None
    vowels = [
        at for at, letter in enumerate(rhyme[: glide.start()] if glide else rhyme) if letter in "aeiouy"
    ]
    return frozenset(vowels)


@cache
def _inventory() -> tuple[frozenset[str], frozenset[str]]:
    """(onsets with the empty one, rhymes)."""
    with _DATA.open("rb") as file:
        data: dict[str, str] = tomllib.load(file)
    return frozenset(["", *data["onsets"].split()]), frozenset(data["rhymes"].split())
