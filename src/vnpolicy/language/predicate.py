"""The predicate of a task: what is to be done, and to what.

    "tích cực rà soát, bổ sung danh mục thuốc của trạm y tế nhằm phục vụ người dân"
     m        v      , v       n        n     p   n         |
    action  "rà soát, bổ sung"       object  "danh mục thuốc của trạm y tế"

underthesea cuts the clause into words and tells their parts of speech; data/predicates.toml knows better where
official papers have a language of their own. Each word is written as one letter, and the tables below read the
row of letters as a regular expression reads a text. Where underthesea is switched off, the action is the first
two syllables and what stands beside them in a list: right for the plainest clauses only.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vnpolicy.language import words
from vnpolicy.language.fold import fold
from vnpolicy.language.phrases import alternation

_REACH = 200  # characters of a clause that underthesea is asked about

# The letters: A somebody beside the doer; of the lexicon, by its kinds; of marks and prepositions; of underthesea.
_KINDS = {
    "manner": "m", "time": "t", "noun": "h", "degree": "g", "not": "x", "organise": "o", "act": "v",
    "direct": "d", "propose": "q", "serve": "s", "report": "r", "help": "f", "never": "n",
}  # fmt: skip
_MARKS = {
    ",": ",", "và": "&", "hoặc": "&", "hay": "&", ";": ";", ".": ";", ":": ";",
    "về": "e", "cho": "p", "với": "p", "cùng": "p", "lên": "p", "tới": "p",
}  # fmt: skip
_TAGS = {"R": "m", "E": "p", "L": "l"}  # any other word is n
# Of one syllable, or of more: a short verb is seldom a mistake; a short adjective completes one ("làm sạch").
_SHORT_AND_LONG = {"V": ("w", "W"), "A": ("a", "n")}

# Those beside the doer: "với Sở Y tế", or "cho cấp ủy cùng cấp", which the next verb ends.
_OTHERS = r"m*(?:[pe]{0,2}l?A(?:[A,&lm]|n(?=m))*|p[nlmA,&]{1,20}?(?<![,&])(?=[vodqsr]))"
_VERB = r"[mg]*[vwWodqsrg]"
# A verb that ends a list of bodies: not behind a comma, and not "tổ chức" where it means an organisation.
_VERB_BEHIND_BODIES = r"(?<![,&l])(?=o(?![,&;]|$)|[vdqs])"
# What stands before the action: "cần tiếp tục", "phối hợp với Sở Y tế"; "các hội, đoàn thể ở xã".
_BEFORE = re.compile(
    rf"(?:[mthpeA,&;]|g(?={_VERB}|f)|f(?={_VERB})|f(?={_OTHERS}{_VERB}){_OTHERS})*"
    rf"(?:n(?=[vodqs])|n{{1,3}}m+(?=[vwodqs])|(?:l|n{{1,6}}[,&])[nlmhoA,&pwW]{{0,40}}?{_VERB_BEHIND_BODIES})?"
)
_ACT = rf"(?:o*va?|o+|[wW]a?|d|[qrf](?!{_OTHERS}))"
_ACTION = re.compile(rf"x?(?:[qs](?:[,&]+[qs])+|{_ACT}(?:[,&]+{_ACT})*|.)")
# What parts it from the object: "tham mưu | cho UBND tỉnh | quy chế", "thẩm định | , trình A duyệt | giá".
_BETWEEN = re.compile(rf"(?:[,&]+[sqfr]{_OTHERS}[vowW]?|(?<=[qs]){_OTHERS}|m+(?:[,&]m+)*)?e?")
_NO_OBJECT = re.compile(r"r?m*[pe]*A|[,;]")
# What ends the object: another act, or he who is told: "danh sách | , gửi", "kết quả | về Sở Y tế".
_AFTER = re.compile(r"(?<=[nAa])(?:,[mg]*(?:[vwdqsr]|o(?![,&;]|$))|&[mg]*(?:[dqsr]|o(?![,&;]|$)))|[pe]A")


class _Word(NamedTuple):
    start: int
    end: int
    letter: str


class _Lexicon(NamedTuple):
    """What data/predicates.toml tells: the letters of its words, and the pattern of what ends an object."""

    letters: dict[str, str]
    words: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    data = tomllib.loads((Path(__file__).parent / "data" / "predicates.toml").read_text(encoding="utf-8"))
    letters = {fold(word): _KINDS[row["kind"]] for row in data["predicates"] for word in row["words"]}
    ends, behind_comma = (alternation(map(fold, data[name])) for name in ("ends", "ends_behind_comma"))
    return _Lexicon(
        letters,
        re.compile(rf"{alternation(letters)}(?!\w)"),
        re.compile(rf"[;.](?:\s|$)|(?<!kèm),?\s{ends}(?!\w|\sdõi)|,\s{behind_comma}(?!\w)"),
    )


def action_and_object(clause: str, others: Sequence[tuple[int, int]] = ()) -> tuple[str | None, str | None]:
    """What a clause tells to do, and to what, as printed; `others` are the places of those beside the doer.

    >>> action_and_object("đôn đốc, kiểm tra việc thực hiện Kế hoạch này.")
    ('đôn đốc, kiểm tra', 'việc thực hiện Kế hoạch này')
    >>> action_and_object("báo cáo kết quả về Sở Y tế", others=[(19, 26)])
    ('báo cáo', 'kết quả')
    """
    folded = fold(clause)
    if words.available():
        start, split, begin, end = _read(list(_row(clause, folded, others)), len(clause))
    else:
        start, split = _first_words(folded)
        begin, end = split, len(clause)
    stop = _lexicon().ends.search(folded, begin, end)
    thing = clause[begin : stop.start() if stop else end]
    return clause[start:split].strip(" ,:") or None, thing.strip(" ,:./;") or None


def _read(row: Sequence[_Word], length: int) -> tuple[int, int, int, int]:
    """The offsets of the action, start and end, and those of what may be its object."""
    letters = "".join(word.letter for word in row)
    starts, ends = [*(word.start for word in row), length], [0, *(word.end for word in row)]
    first = _end(_BEFORE, letters, 0)
    last = _end(_ACTION, letters, first)
    behind = _end(_BETWEEN, letters, last)
    if first == last or _NO_OBJECT.match(letters, behind):
        return starts[first], ends[last], length, length
    after = _AFTER.search(letters, behind + 1)
    return starts[first], ends[last], ends[behind], starts[after.start()] if after else length


def _end(pattern: re.Pattern[str], letters: str, start: int) -> int:
    found = pattern.match(letters, start)
    return found.end() if found else start


def _row(clause: str, folded: str, others: Sequence[tuple[int, int]]) -> Iterator[_Word]:
    """The words of a clause: others whole, then what the lexicon knows, else as underthesea cuts them."""
    lexicon, places, end = _lexicon(), dict(others), 0
    for word in words.tagged(clause[:1].lower() + clause[1:_REACH]):  # a capital makes it see a name
        if word.start < end:
            continue
        if word.start in places:
            end, letter = places[word.start], "A"
        elif known := lexicon.words.match(folded, word.start):
            end, letter = known.end(), lexicon.letters[" ".join(known[0].split())]
        else:
            end, letter = word.end, _letter(folded[word.start : word.end], word.pos)
        yield _Word(word.start, end, letter)
        if end < word.end:  # "quản lý" of "quản lý nhà nước"
            yield _Word(end, word.end, "n")
            end = word.end


def _letter(key: str, tag: str | None) -> str:
    """The letter of a word that the lexicon does not know."""
    if key in _MARKS:
        return _MARKS[key]
    if tag in _SHORT_AND_LONG:
        return _SHORT_AND_LONG[tag][" " in key]
    return _TAGS.get(tag or "", "n")


def _first_words(folded: str) -> tuple[int, int]:
    found = re.match(r"\s*\w+(?:\s\w+)?(?:,\s\w+(?:\s\w+)?(?=,))*", folded)
    return (found.start(), found.end()) if found else (0, 0)
