"""The tasks of two papers -> which of one answers which of the other.

    directive   "tăng cường vận động nhân dân hiến máu tình nguyện"
    plan        "tăng cường vận động đoàn viên, thanh niên hiến máu tình nguyện"      changed
    plan        "bố trí trụ sở cho Hội cấp huyện"                                     added

Each task of the plan is set beside the one of the directive that shares most word pairs with it; several may answer
one. What no task of the plan answers is dropped. The two thresholds were set on our own specimens: read the pairs.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

CARRIED, CHANGED = 0.6, 0.25  # least likeness of a task carried over, and of one changed


class Pair(msgspec.Struct, frozen=True):
    """A task of a paper and the one of another that it answers, by their places in `tasks`.

    `likeness` is twice the word pairs that they share over all that they have (Dice), 0 to 1.
    """

    kind: Literal["carried over", "changed", "added", "dropped"]
    task: int | None
    of: int | None
    likeness: float


def align(tasks: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> tuple[Pair, ...]:
    """The tasks in their order, each with what it answers; then what of the others nobody answers.

    >>> plan = ["vận động nhân dân hiến máu".split(), "bố trí trụ sở".split()]
    >>> for pair in align(plan, ["vận động nhân dân hiến máu".split(), "xây dựng quỹ".split()]):
    ...     print(pair.kind, pair.task, pair.of, pair.likeness)
    carried over 0 0 1.0
    added 1 None 0.0
    dropped None 1 0.0
    """
    pairs = list(_answers(tasks, others))
    answered = {pair.of for pair in pairs}
    dropped = (Pair("dropped", None, of, 0.0) for of in range(len(others)) if of not in answered)
    return (*pairs, *dropped)


def _answers(tasks: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> Iterator[Pair]:
    theirs = [set(pairwise(words)) for words in others]
    for number, words in enumerate(tasks):
        own = set(pairwise(words))
        likeness, of = max(((_dice(own, other), -at) for at, other in enumerate(theirs)), default=(0.0, 0))
        if likeness < CHANGED:
            yield Pair("added", number, None, 0.0)
        else:
            yield Pair("carried over" if likeness >= CARRIED else "changed", number, -of, round(likeness, 3))


def _dice(some: set[tuple[str, str]], others: set[tuple[str, str]]) -> float:
    both = len(some) + len(others)
    return 2 * len(some & others) / both if both else 0.0
