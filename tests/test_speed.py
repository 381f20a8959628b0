"""Time grows with the length of a text and with nothing else, however hostile the text is."""

import time
from pathlib import Path

import pytest

import vnpolicy as vp

SOURCES = Path(__file__).parent.parent / "corpus" / "sources"
PLANS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("kh-*.txt")))
HOSTILE = {
    "digits": "0123456789",
    "marks": "-/-/",
    "a letter": "a",
    "brackets": "(",
    "one line without end": PLANS.replace("\n", " ") + " ",
}
MOST_GROWTH = 8  # times as long for four times the text: 4 and some noise, where a square would be 16
LARGE = 10_000_000  # characters


def of_length(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


def seconds(text: str, runs: int = 3) -> float:
    """CPU seconds that find_references takes, at best."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        vp.find_references(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_as_the_text_does(kind):
    small, large = (of_length(HOSTILE[kind], length) for length in (40_000, 160_000))
    assert seconds(large) < MOST_GROWTH * seconds(small)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["digits", "marks", "one line without end"])
def test_a_character_of_hostile_text_costs_at_most_two_of_a_plan(kind):
    usual = seconds(of_length(PLANS, LARGE // 10)) / (LARGE // 10)
    assert seconds(of_length(HOSTILE[kind], LARGE), runs=1) / LARGE < 2 * usual
