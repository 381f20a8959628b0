"""Where the name of an issuer ends that begins at a place of the text.

    "… của | Bộ trưởng Bộ Lao động - Thương binh và Xã hội | phê duyệt Kế hoạch …"

A name begins with a word that heads organs (Bộ, Ủy ban, Tỉnh ủy) and runs on, word by word, until a word that
opens a subject line (về, phê duyệt), a punctuation mark, or an "và" that begins something else than an organ.
"""

import re

from vnpolicy.knowledge import Found, Knowledge
from vnpolicy.knowledge.documents import DocType, IssuerWord

_MOST_WORDS = 24
_BOARDS = ("ban chỉ đạo", "ủy ban", "hội đồng", "tổ công tác", "tổ giúp việc")
_MOST_JOINT = 8  # issuers of one document
_NEXT = re.compile(r"(?P<mark>[ ]?-[ ]?|[ ])(?P<word>\w[\w&]*)")
_LEFT_OPEN = re.compile(r"(?:[ ](?:và|các|số|của|năm|những))+$")
_AND = " và "
# Behind these words a number is part of a name: "Hội nghị Trung ương | 5", "Hội nghị lần thứ | 6", "Quân khu | 7".
_NUMBERED = ("hội nghị trung ương", "lần thứ", "quân khu", "quân đoàn", "binh đoàn", "khu vực")
_SEAT = re.compile(r"[ ](?:tỉnh|thành[ ]phố|trung[ ]ương|quốc[ ]gia|huyện|xã|phường)(?!\w)")
_DIGITS = re.compile(r"\d+")
_OF = re.compile(r"của[ ](?=đảng\b|tỉnh\b|quốc[ ]hội\b|chính[ ]phủ\b)")


def issuer_end(text: str, folded: str, start: int, knowledge: Knowledge) -> int | None:
    """The end of the issuer that begins at `start`; None where no organ begins there.

    >>> printed = "UBND tỉnh Nghệ An và Sở Y tế về việc khám bệnh"
    >>> printed[: issuer_end(printed, printed.lower(), 0, Knowledge.default())]
    'UBND tỉnh Nghệ An và Sở Y tế'
    """
    head, end = _head(folded, start, knowledge, ("head", "name", "office")), None
    for _ in range(_MOST_JOINT):
        if head is None:
            break
        end = _name_end(text, folded, head, knowledge)
        head = organ_head(folded, end + len(_AND), knowledge) if folded.startswith(_AND, end) else None
    return end


def organ_head(folded: str, start: int, knowledge: Knowledge) -> Found[IssuerWord] | None:
    """The word that begins an organ's name at `start`."""
    return _head(folded, start, knowledge, ("head", "name"))


def _head(folded: str, start: int, knowledge: Knowledge, codes: tuple[str, ...]) -> Found[IssuerWord] | None:
    found = knowledge.matcher(IssuerWord).at(folded, start)
    return found if found and found.row.code in codes else None


def _name_end(text: str, folded: str, head: Found[IssuerWord], knowledge: Knowledge) -> int:
    words = knowledge.matcher(IssuerWord)
    start, at = head.end, head.end
    for _ in range(_MOST_WORDS):
        step = _NEXT.match(folded, at)
        if step is None or (
            _DIGITS.fullmatch(step["word"]) and not folded.endswith(_NUMBERED, head.start, at)
        ):
            break
        place = step.start("word")
        known = words.at(folded, place)
        field = _field(folded, head, step, knowledge)
        if field:
            at = field.end
            if not _SEAT.match(folded, at):
                return at
            continue
        if known and (
            known.row.code in ("stop", "subject") or (known.row.code == "soft" and not text[place].isupper())
        ):
            break
        if step["word"] == "và" and not _goes_on(text, folded, step.end(), knowledge):
            break
        if step["word"] == "của" and not _OF.match(folded, place):
            break
        at = known.end if known and known.row.code in ("name", "head") else step.end()
    open_end = _LEFT_OPEN.search(folded, max(start, at - 24), at)
    return open_end.start() if open_end else at


def _field(
    folded: str, head: Found[IssuerWord], step: re.Match[str], knowledge: Knowledge
) -> Found[IssuerWord] | None:
    """The field of a board, which is part of its name: "Ban Chỉ đạo Trung ương về | phòng, chống tham nhũng"."""
    if step["word"] != "về" or not folded.startswith(_BOARDS, head.start):
        return None
    found = knowledge.matcher(IssuerWord).at(folded, step.end() + 1)
    return found if found and found.row.code == "field" else None


def _goes_on(text: str, folded: str, end: int, knowledge: Knowledge) -> bool:
    """Whether the name goes on after "và": "Khoa học và | Công nghệ", but not "… và | Bộ Y tế"."""
    after = end + 1
    if after >= len(text) or not text[after].isalpha():
        return False
    if organ_head(folded, after, knowledge) or knowledge.matcher(DocType).at(folded, after):
        return folded.startswith("du lịch", after)
    return text[after].isupper() or folded.startswith(
        ("phát triển nông thôn", "du lịch", "đào tạo", "công nghệ", "đầu tư"), after
    )
