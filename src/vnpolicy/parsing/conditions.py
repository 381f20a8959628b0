"""Task -> the conditions under which it is to be done, as printed.

"Nếu dịch lan rộng, Sở Y tế tham mưu …"            ->  "Nếu dịch lan rộng"
"… quyết định trong trường hợp vượt thẩm quyền."   ->  "trong trường hợp vượt thẩm quyền"
"""

import re
from collections.abc import Iterator

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.tasks import ConditionCue
from vnpolicy.model import Spanned

_MARK = re.compile(r"[,;:(]\s?$")
# "xử lý | các | trường hợp vi phạm": a thing, no condition.
_THING = re.compile(r"(?:các|những|mọi|một số|từng|nhiều|đối với|số|xử lý|giải quyết)\s$")
_REST = re.compile(
    r"(?:\([^()]{0,200}\)|(?!\sthì\s|\.(?:\s|$|/))[^,;:()\n\t])*"
)  # up to a mark outside of brackets
_IF_ANY = "nếu có"  # "(nếu có)" is a phrase for "if any"


def find_conditions(text: str, folded: str, start: int, end: int, knowledge: Knowledge) -> Iterator[Spanned]:
    """The conditions in a stretch of text, in order.

    >>> sentence = "nếu thiếu vốn thì bố trí bổ sung"
    >>> [found.text for found in find_conditions(sentence, sentence, 0, 32, Knowledge.default())]
    ['nếu thiếu vốn']
    """
    last = start
    for cue in knowledge.matcher(ConditionCue).find(folded, start, end):
        if cue.start < last or _THING.search(folded, start, cue.start):
            continue
        if cue.row.opens and cue.start != start and not _MARK.search(folded, start, cue.start):
            continue
        rest = _REST.match(folded, cue.end, end)
        last = cue.start + len(folded[cue.start : rest.end() if rest else end].rstrip(" ./"))
        if folded[cue.start : last] != _IF_ANY:
            yield Spanned(start=cue.start, end=last, text=text[cue.start : last])
