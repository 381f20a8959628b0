"""Task -> those for whom it is done, or whom it is to reach, as printed.

    "mở lớp tập huấn cho | cán bộ, công chức cấp xã | trong quý II"
    "tuyên truyền đến | các tầng lớp nhân dân | về kết quả Đại hội"

Words for people count behind a preposition; a body in a role of the task is no audience.
"""

import re
from collections.abc import Iterator

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Verb
from vnpolicy.knowledge.tasks import AudienceCue, AudienceWord, TargetEnd
from vnpolicy.model import Spanned

_JOINT = re.compile(r"(?:\s?,|\svà|\s?,\s?và|\shoặc)\s(?:các\s|những\s)?")
_MORE = re.compile(r"\s(?:các\s|những\s|toàn thể\s|đông đảo\s)?")
_ENDS = re.compile(r"[.;:(),\n\t]|\s(?:về|trong|trên|tại|và|hoặc|khi|đang|gắn|để|nhằm|từ|với)\s|$")


def find_audience(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Iterator[Spanned]:
    """The audiences in a stretch of text, in order.

    >>> sentence = "tập huấn kỹ thuật cho nông dân vùng hạn"
    >>> [found.text for found in find_audience(sentence, sentence, 0, 39, Knowledge.default())]
    ['nông dân vùng hạn']
    """
    last = start
    for cue in knowledge.matcher(AudienceCue).find(folded, start, end):
        more = _MORE.match(folded, cue.end, end)
        if cue.start < last or more is None:
            continue
        begin = cue.end + 1
        last = _end(folded, more.end(), end, knowledge) or last
        if last > begin:
            yield Spanned(start=begin, end=last, text=text[begin:last])


def _end(folded: str, start: int, end: int, knowledge: Knowledge) -> int | None:
    """Where a list of people that begins at `start` ends; None where none begins."""
    words, last = knowledge.matcher(AudienceWord), None
    while found := words.at(folded, start, end):
        last = _phrase_end(folded, found.end, end, knowledge)
        joint = _JOINT.match(folded, last, end)
        if joint is None:
            return last
        start = joint.end()
    return last


def _phrase_end(folded: str, start: int, end: int, knowledge: Knowledge) -> int:
    """Where the words end that go on with a word for people: "nông dân | vùng hạn"."""
    mark = _ENDS.search(folded, start, end)
    last = mark.start() if mark else end
    stops = [found.start - 1 for found in knowledge.matcher(TargetEnd).find(folded, start, last)]
    stops += [
        found.start - 1
        for found in knowledge.matcher(Verb).find(folded, start, last)
        if " " in folded[found.start : found.end] and found.row.kind not in ("aspect", "none")
    ]
    return min([last, *stops])
