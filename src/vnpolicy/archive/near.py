"""Texts -> pairs that are nearly the same: the same plan from two sites, scanned twice or copied with changes.

    signature("Số 87-KH/TU …")     512 bytes; two tell which share of their runs of words two texts have in common
    near({"3f-1": …, "9a-1": …})   ->  ("3f-1", "9a-1", 0.94)

Runs of four words are hashed by rensa (MinHash). Signatures are cut in bands; only those that share one are compared.
"""

import re
from array import array
from collections.abc import Iterator, Mapping

from vnpolicy.language import fold

PERMUTATIONS, BANDS, RUN = 128, 32, 4
ALIKE = 0.7  # of less, nothing is told
_MOST = 50  # of one band: forms that hundreds of papers fill in are compared with the first of them
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """The MinHash of a text; empty for one of less than a run of words."""
    import rensa

    words = _WORD.findall(fold(text))
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if not runs:
        return b""
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update(list(runs))
    return array("I", minhash.digest()).tobytes()


def near(signatures: Mapping[str, bytes]) -> Iterator[tuple[str, str, float]]:
    """(paper, other, score) of what is nearly the same, each pair once, in the order of the keys.

    >>> text = "giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch phòng, chống dịch của tỉnh"
    >>> list(near({"a": signature(text), "b": signature(text), "c": signature(text[::-1])}))
    [('a', 'b', 1.0)]
    """
    shelves: dict[tuple[int, bytes], list[str]] = {}
    breadth = PERMUTATIONS // BANDS * array("I").itemsize
    for key in sorted(key for key, value in signatures.items() if value):
        mine = signatures[key]
        others: set[str] = set()
        for band in range(BANDS):
            shelf = shelves.setdefault((band, mine[band * breadth : (band + 1) * breadth]), [])
            others.update(shelf)
            if len(shelf) < _MOST:
                shelf.append(key)
        for other in sorted(others):
            score = alike(signatures[other], mine)
            if score >= ALIKE:
                yield other, key, score


def alike(one: bytes, other: bytes) -> float:
    """Which share of their runs of words two texts have in common, as their signatures estimate it."""
    ones, others = array("I"), array("I")
    ones.frombytes(one)
    others.frombytes(other)
    return sum(a == b for a, b in zip(ones, others, strict=True)) / PERMUTATIONS
