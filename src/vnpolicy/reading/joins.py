r"""What stands between a printed line and the next, once they are one text: a space, or nothing.

    "Chỉ thị số 43-"  + "CT/TW"   ->  "Chỉ thị số 43-CT/TW"
    "trước ngày 31/"  + "12/2025" ->  "trước ngày 31/12/2025"
    "tổ chức thực hi-" + "ện"     ->  "tổ chức thực hiện"
    "kinh tế-"        + "xã hội"  ->  "kinh tế-xã hội"
    "15/12/20"        + "25"      ->  "15/12/2025", in a cell too narrow for a day

A hyphen is the line's own where the two pieces together are a syllable.
"""

import re

from vnpolicy.language.syllables import is_syllable
from vnpolicy.reading.tidy import SOFT_HYPHEN

# From "Chỉ thị số 43-", "31/", "thực hi-" captures the last word and the sign it ends with.
_ENDS = re.compile(r"(?:^|(?<=\s))(\S*\w)([-/])$")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"\w{1,2}[-/]")  # as a whole text, unless a number or symbol goes on: "2-" + "Công tác"
_TAIL = 200  # characters of a text that hold its last word
# From "15/12/20" captures what there is of a year; from "25" what may be the rest of it.
_CUT_YEAR, _REST = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/(\d{1,3})$"), re.compile(r"\d{1,3}(?!\d)")
_GOES_ON = re.compile(r"\d|[A-ZĐ]{2}")


def led_on(text: str, line: str) -> str:
    """The text, ready for `line` to be written behind it.

    >>> led_on("Chỉ thị số 43-", "CT/TW"), led_on("thực hi-", "ện"), led_on("nhân đạo", "là việc")
    ('Chỉ thị số 43-', 'thực hi', 'nhân đạo ')
    """
    if not text or text.endswith(SOFT_HYPHEN):
        return text[:-1]
    ends, begins = _ENDS.search(text), _WORD.match(line)
    if _is_cut(text, line):
        return text
    if not ends or not begins or (_LABEL.fullmatch(text) and not _GOES_ON.match(line)):
        return text + " "
    return text[:-1] if ends[2] == "-" and is_syllable(ends[1] + begins[0]) else text


def _is_cut(text: str, line: str) -> bool:
    """Whether a line break cuts the year of a day."""
    year, rest = _CUT_YEAR.search(text), _REST.match(line)
    whole = year[1] + rest[0] if year and rest else ""
    return len(whole) == len("2025") and whole.startswith(("19", "20"))


def joined(lines: list[str]) -> tuple[str, list[int]]:
    """Lines as one text, and where each begins in it.

    >>> joined(["Trước ngày 31/", "12/2025"])
    ('Trước ngày 31/12/2025', [0, 14])
    """
    done, size = (
        [],
        0,
    )  # what no further line can change, so that a paragraph of many lines takes no long time
    text, starts = "", []
    for line in lines:
        text = led_on(text, line)
        starts.append(size + len(text))
        text += line
        if len(text) > 2 * _TAIL:
            done.append(text[:-_TAIL])
            size, text = size + len(done[-1]), text[-_TAIL:]
    return "".join([*done, text]).rstrip(SOFT_HYPHEN), starts
