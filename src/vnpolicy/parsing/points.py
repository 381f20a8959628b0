"""A printed pointer into a document -> the paths of the sections that it means.

    "điểm a, b khoản 2 Điều 5 và khoản 1 Điều 7"  ->  Điều 5.2.a, Điều 5.2.b, Điều 7.1

The paths are those of `Section.path`. A pointer is read from its end: what stands further right and higher holds
what stands before it.
"""

import re
from itertools import product

from vnpolicy.language import fold

# The words of a pointer from the outermost to the innermost, and what they put before their label in a path.
_UNITS = {
    "phụ lục": (0, "PL"),
    "phần": (1, "Phần "),
    "chương": (2, "Chương "),
    "mục": (3, ""),
    "tiểu mục": (4, ""),
    "điều": (5, "Điều "),
    "khoản": (6, ""),
    "điểm": (7, ""),
    "tiết": (8, ""),
}
_FRESH = {"Điều ", "PL"}  # numbered through the whole document: what holds them is no part of their path
_LABEL = r"\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?|[ivxl]{1,6}(?:\.\d{1,2})?|[a-zđ]\d?"
_UNIT = re.compile(
    rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))}) (?:số )?"
    rf"(?P<labels>(?:{_LABEL})(?!\w)(?:(?:, | và | đến )(?:{_LABEL})(?!\w))*)"
)
_JOINT = re.compile(r", | và ")
_RANGE = re.compile(r"(?P<unit>điều|khoản|mục) (?P<first>\d+) đến (?P=unit) (?=\d)")
_MOST = 60  # sections of one range

Step = tuple[int, str, list[str]]


def paths_of(pointer: str) -> list[str]:
    """The paths of the sections that a pointer means, in its order.

    >>> paths_of("điểm a, b khoản 2 Điều 5 và khoản 1 Điều 7"), paths_of("Mục III Phụ lục I")
    (['Điều 5.2.a', 'Điều 5.2.b', 'Điều 7.1'], ['PLI.III'])
    """
    found: list[str] = []
    around: list[Step] = []
    printed = _RANGE.sub(r"\g<unit> \g<first> đến ", fold(pointer))
    steps = [_step(match) for match in _UNIT.finditer(printed)]
    for at in range(len(steps) - 1, -1, -1):
        around = [*(step for step in around if step[0] < steps[at][0]), steps[at]]
        if at == 0 or steps[at - 1][0] <= steps[at][0]:  # nothing inside it is meant
            found[:0] = _joined(around)
    return found


def _step(match: re.Match[str]) -> Step:
    rank, prefix = _UNITS[match["unit"]]
    labels = [one for label in _JOINT.split(match["labels"]) for one in _each(label)]
    roman = [
        label.upper() if re.fullmatch(r"[ivxl]+(?:\.\d+)?", label) and rank < 6 else label for label in labels
    ]
    return rank, prefix, roman


def _each(label: str) -> list[str]:
    """The labels of a range: "3 đến 5" is 3, 4, 5; of other labels its ends."""
    first, _, last = label.partition(" đến ")
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) <= _MOST:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first, last] if last else [first]


def _joined(steps: list[Step]) -> list[str]:
    start = max((at for at, (_, prefix, _) in enumerate(steps) if prefix in _FRESH), default=0)
    parts = [[prefix + label for label in labels] for _, prefix, labels in steps[start:]]
    return [".".join(path) for path in product(*parts)]
