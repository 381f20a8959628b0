"""The predicate of a task: what is to be done, and to what.

    "rà soát, bổ sung danh mục thuốc của trạm y tế nhằm phục vụ người dân"
    action  "rà soát, bổ sung"       object  "danh mục thuốc của trạm y tế"

The action is the run of verbs that opens the clause; underthesea tells the words and which are verbs.
The object is what follows, up to a purpose, a deadline or a condition. Where underthesea is switched off, the
action is the first two syllables and what stands beside them in a list: right for the plainest clauses only.
"""

import re

from vnpolicy.language import words
from vnpolicy.language.fold import fold
from vnpolicy.language.phrases import alternation

# What may stand before the action and is no part of it, folded.
_BEFORE = """
tích cực, chủ động, kịp thời, thường xuyên, khẩn trương, nghiêm túc, trực tiếp, tập trung, kiên
quyết, ưu tiên, từng bước, cần, phải, cần phải, phải có, có trách nhiệm, quan tâm, chú trọng, đồng
thời, định kỳ, hàng năm, hằng năm, hàng quý, hằng quý, hàng tháng, hằng tháng, trong, việc, công tác
"""
# Verbs of official papers that underthesea often takes for nouns, folded.
_VERBS = """
quán triệt, chủ trì, điều chuyển, tuyên truyền, báo cáo, sơ kết, tổng kết, tham mưu, cụ thể, phát
động, tập huấn, đôn đốc, lãnh đạo, chỉ đạo, điều hành, giám sát, kiểm tra, thanh tra, kiện toàn, đề
xuất, kiến nghị, phân bổ, thực hiện, định hướng, bố trí, biểu dương, khen thưởng, hướng dẫn, tổng hợp, đánh
giá, học tập, cổ vũ, vận động, đào tạo, bồi dưỡng, ủy quyền, thẩm định, rà soát, thống kê, phê
duyệt, ban hành, xây dựng, tổ chức, triển khai, nâng cao, phối hợp, quản lý, thông tin
"""
_NO_VERBS = "theo, là, có, được, bị, do, đến, về, trên, qua"
_STOPS = """
nhằm, để, góp phần, trước ngày, chậm nhất, theo, phù hợp với, cho phù hợp, trước khi, trong quá
trình, trong năm, trong quý, trong tháng, từ năm, mỗi năm, mỗi quý, hàng năm, hằng năm, hàng quý,
hằng quý, hàng tháng, hằng tháng, gửi, gửi về, vào ngày
"""
# What ends the object only behind a comma: another act, a condition, a time, a stress.
_COMMA_STOPS = """
gửi, trình, báo cáo, chuyển, phát hành, tháo gỡ, giới thiệu, xử lý, bảo đảm, đảm bảo, hoàn thành,
xong, phấn đấu, gắn với, phù hợp, nếu, vào, mỗi, trong đó, nhất là, đặc biệt, tạo, đưa, kịp thời, tổ
chức, thực hiện, xây dựng, nâng cao, tham mưu
"""
# Acts that are done towards somebody, who is no part of what they are about.
_TOWARDS = frozenset(["tham mưu", "báo cáo", "trình", "đề xuất", "kiến nghị", "đề nghị", "phản ánh", "giúp"])
# Acts whose object is another's act: "lãnh đạo | rà soát quy định", "đề xuất | bố trí cán bộ".
_OF_ACTS = _TOWARDS | frozenset(["lãnh đạo", "chỉ đạo", "hướng dẫn", "vận động", "yêu cầu"])
# Verbs that only say how far another goes, and what completes a verb of one syllable.
_ASPECTS = frozenset(["tiếp tục", "tăng cường", "đẩy mạnh"])
_COMPLETES = frozenset(["cao", "sạch", "giàu", "nhanh", "chung", "nhất"])
_ADVERBS = re.compile(
    r"\s(?:sâu rộng|rộng rãi|đầy đủ|nghiêm túc|kịp thời|thường xuyên|có hiệu quả|tốt)(?=\s)"
)


def _listed(words_of_list: str) -> frozenset[str]:
    return frozenset(re.split(r",\s+", words_of_list.strip()))


_MANNER, _KNOWN, _NEVER = _listed(_BEFORE), _listed(_VERBS), _listed(_NO_VERBS)
_STOP = re.compile(
    rf"[;.](?:\s|$)|,?\s{alternation(_listed(_STOPS))}(?!\w|\sdõi)|,\s{alternation(_listed(_COMMA_STOPS))}(?!\w)"
)
# From "tham mưu | cho UBND tỉnh", "báo cáo | Thường trực" captures what leads to a name, and its first letter.
_RECEIVER = re.compile(r"\s(?:(?:cho|với|về|lên|trực tiếp cho)\s)?(?=[A-ZĐÀ-Ỹ]|cấp |chính quyền )")
_MAKES_A_VERB = re.compile(r"(?:chuẩn|số|thể|chế|hội|đại|bộ|giản|ưu|công nghiệp) hóa(?!\w)")


def action_and_object(clause: str) -> tuple[str | None, str | None]:
    """What a clause tells to do, and to what, as printed.

    >>> action_and_object("đôn đốc, kiểm tra việc thực hiện Kế hoạch này.")
    ('đôn đốc, kiểm tra', 'việc thực hiện Kế hoạch này')
    """
    folded = fold(clause)
    start, split = _action(clause) if words.available() else _first_words(folded)
    stop = _STOP.search(folded, split)
    end = stop.start() if stop else len(clause)
    begin = _behind_receiver(clause, folded, start, split, end)
    return clause[start:split].strip(" ,:") or None, clause[begin:end].strip(" ,:./") or None


def _action(clause: str) -> tuple[int, int]:
    """The offsets of the run of verbs that opens a clause."""
    folded = fold(clause)
    start: int | None = None
    end = begin = 0
    joint = of_acts = False
    for word in words.tagged(clause[:1].lower() + clause[1:]):  # a capital makes underthesea see a name
        key = folded[word.start : word.end]
        if start is None and key != "không" and (key in _MANNER or word.pos in ("CH", "R", "E")):
            begin = word.end
        elif start is None:  # what opens a predicate is a verb, whatever its tag
            start, end, of_acts = word.start, word.end, key in _OF_ACTS
        elif joint and key in _TOWARDS and _RECEIVER.match(clause, word.end):
            break
        elif folded[start:end] in _ASPECTS and (key in _KNOWN or word.pos == "V") and not joint:
            start, end, of_acts = word.start, word.end, key in _OF_ACTS
        elif (key in _KNOWN and (joint or not of_acts)) or (joint and key not in _NEVER and word.pos == "V"):
            end, joint, of_acts = word.end, False, key in _OF_ACTS
        elif joined := _MAKES_A_VERB.match(folded, _beginning(folded, word.start, joint)):
            end, joint = joined.end(), False
        elif key in _COMPLETES:
            end = word.end
        elif folded[start:end] == "không":
            end = word.end
        elif key in (",", "và", "hoặc") and not joint:
            joint = True
        else:
            break
    return (begin, begin) if start is None else (start, end)


def _beginning(folded: str, at: int, joint: bool) -> int:
    """Where the syllable before a word begins; of a list's next item, the word itself."""
    return at if joint else folded.rfind(" ", 0, at - 1) + 1


def _behind_receiver(clause: str, folded: str, start: int, split: int, end: int) -> int:
    """Where the object begins: behind him to whom it is put ("tham mưu cho UBND tỉnh | ban hành quy chế")."""
    if adverbs := _ADVERBS.match(folded, split):
        return adverbs.end()
    if folded[start:split] not in _TOWARDS or not words.available():
        return split
    receiver = _RECEIVER.match(clause, split)
    if receiver is None:
        return split
    behind = receiver.end()
    verbs = (
        word.start
        for word in words.tagged(clause[behind:end])
        if word.text[0].islower() and (word.pos == "V" or fold(word.text) in _KNOWN)
    )
    return min(end, behind + next(verbs, end))


def _first_words(folded: str) -> tuple[int, int]:
    found = re.match(r"\s*\w+(?:\s\w+)?(?:,\s\w+(?:\s\w+)?(?=,))*", folded)
    return (found.start(), found.end()) if found else (0, 0)
