"""Whom a clause makes act: those who are told, its plain subject, the subject behind a topic or a circumstance.

    "UBND tỉnh yêu cầu Sở Y tế kiểm tra"            told: Sở Y tế
    "Sở Y tế tăng cường kiểm tra"                   the plain subject, for a duty follows it
    "Về mua thuốc: giao Sở Y tế lập danh mục"       the subject behind a topic
    "Căn cứ Kế hoạch này, Sở Y tế kiểm tra"         the subject behind a circumstance
    "Việc kiểm tra của Sở Y tế phải kịp thời"       nobody: a statement about a thing

A row of letters comes in; out come the bodies, and the places in the row before and behind them.
"""

import re
from typing import NamedTuple

from vnpolicy.parsing.actors import Actor
from vnpolicy.parsing.circumstances import UNSAID, Circumstances
from vnpolicy.parsing.pieces import BODIES, DUTY_OF, Row

_TOLD = re.compile(rf"(?:{BODIES},?)?[GE]c?:?({BODIES})")
# "Huy động các lực lượng hỗ trợ": they act, unless a line above tells who draws them in.
_DRAWN = re.compile(rf"K({BODIES})")
_PLAIN = re.compile(rf"({BODIES})")
_OWED = re.compile(rf".{{0,40}}?B({BODIES})")
_HEADED = re.compile(rf"Hc?({BODIES})(?=:)")  # "Đối với các xã: | bố trí kinh phí"
_UNKNOWN = re.compile(r"Hw:")  # "Trách nhiệm của chủ phương tiện: | kê khai phương tiện"
_PASSED_ON = re.compile(rf"(?:{BODIES})?w?Rw?c?({BODIES})w")
_DUTY_CUE = re.compile(r"[,:]{0,2}(?:w?L|[CPR])")
_TOLD_ON = re.compile(rf",?[GE]c?:?({BODIES})")
# What follows a circumstance ("Căn cứ kế hoạch này, …"): where to look for the subject.
_LATER = re.compile(rf"(?P<told>[GE]c?)?(?:(?<=[,;:w])|(?<=[GEc]))(?P<bodies>{BODIES})")
# The formula by which an office passes a paper on: "Văn phòng Tỉnh ủy thông báo để các cơ quan biết".
_PASSES_ON = re.compile(r"\s?(?:xin |trân trọng )?thông báo(?:\s[^.;]{0,200}\bbiết\b|\s?\.)")
_TO_ACT_ON = re.compile(r"\s?biết,?\s(?:và\s)?(?:tổ chức\s|triển khai\s|phối hợp\s){0,2}thực hiện")
# What tells that no duty follows a body: what it has done, thinks or is, whose it is.
_NO_DUTY = re.compile(
    r"\s?(?:\([^()]{0,200}\)\s?)?(?:(?:đã|chưa|đang|vẫn|còn|bị|của|thuộc|về|như|gồm|bao gồm|do|đạt|nơi"
    r"|được(?! (?:giao|phân công|khuyến khích|chỉ định) (?!tại|ở|nhiệm vụ|nêu))"
    r"|là(?! (?:cơ quan |đơn vị |lực lượng )?(?:thường trực|đầu mối|chủ trì|nòng cốt))"
    r"|một|ít nhất|tối thiểu|có tên|nêu|chỉ được|chỉ có|đóng vai trò|ghi nhận|biểu dương|đánh giá cao|hoan nghênh"
    r"|nhận thấy|thống nhất với|kết luận|nhận được)\b|[.;)\"]|[-–]?\s?\d|$"
    r"|có\s(?!thể|trách nhiệm|nhiệm vụ|văn bản|kế hoạch|giải pháp|phương án|biện pháp))"
)
# Behind this dash an office may stand: "Vụ trưởng Vụ Pháp chế - Ủy viên".
_DASH = re.compile(r"\s?[-–]\s(?!(?:cơ quan|đơn vị|thường trực)\b)")
# From " (sau đây gọi là đơn vị)", " và toàn thể đảng viên" captures what goes along with bodies before their duty.
_COMPANY = re.compile(
    r"(?:\s?\([^()]{0,200}\))?(?:\s?(?:,|và|cùng|cùng với)\s(?:toàn thể |tất cả |mọi |mỗi |từng |các |đông đảo )*"
    r"(?:tầng lớp nhân dân|người dân|nhân dân|cán bộ|đảng viên|công chức|viên chức|người lao động|hội viên"
    r"|đoàn viên)\b){0,5}"
)
_IS_OFFICE = re.compile(r"[\s:]{0,2}là (?:các )?(?:cơ quan|đơn vị|lực lượng|đầu mối)\b")
# Before bodies: that they own or suffer something or go with a noun, and do not act here.
_OWNED = re.compile(r"(?<!\w)(?:của|được|do|bởi|tại|giữa|thuộc|bị|từ|trong|là|và|hoặc)\s$")
_PAST = re.compile(r"\s?(?:đã|chưa|đang|vẫn)\b")
_MODAL = re.compile(r"[\s,]{0,2}(?:còn )?(?:cần|phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|chủ trì)\b")

_AHEAD = re.compile(r"\s?(?:trong )?(?:thời gian tới|từ nay|những tháng cuối năm)")


class Subject(NamedTuple):
    """Who acts, where the clause begins in the row behind its topic, the place behind the bodies, how it opens."""

    actors: tuple[Actor, ...] = ()
    begin: int = 0
    after: int = 0
    opening: str | None = None  # a kind of Opening; or "told": somebody tells them to act ("Giao X")


class Subjects:
    """Finds the subjects of one text."""

    def __init__(self, around: Circumstances) -> None:
        self.around, self.folded = around, around.folded

    def of(self, row: Row, start: int) -> Subject:
        """The subject of a clause that begins at `start`."""
        opening = None if row.letters[:1] == "A" else self.around.opening(start)
        subject = self._at_once(row) or self._behind_topic(row)
        if subject is None and opening in UNSAID:
            subject = self._behind_circumstance(row, opening)
        return subject or Subject(begin=self._topic(row, start), opening=opening)

    def bound(self, row: Row, subject: Subject) -> bool:
        """Whether a clause binds its subject in so many words: it is told, "phải" follows, "thời gian tới" precedes."""
        if not subject.actors:
            return False
        ahead = _AHEAD.match(self.folded, row.pieces[0].start)
        return (
            subject.opening == "told"
            or ahead is not None
            or _MODAL.match(self.folded, row.pieces[subject.after - 1].end) is not None
        )

    def _at_once(self, row: Row, *, by_verb: bool = False) -> Subject | None:
        """The subject that opens a clause; None where another word does."""
        for pattern, opening in ((_TOLD, "told"), (_DRAWN, "drawn"), (_OWED, None)):
            if found := pattern.match(row.letters):
                return _subject(row, found, opening)
        if (found := _PASSED_ON.match(row.letters)) and _TO_ACT_ON.match(
            self.folded, row.pieces[found.end(1) - 1].end
        ):
            return _subject(row, found, "told")
        if found := _PLAIN.match(row.letters):
            after = self._behind_tail(row, found.end(1))
            duty = self.duty_follows(row, after, by_verb=by_verb)
            return _subject(row, found, after=after) if duty else Subject(opening="statement")
        if (found := _HEADED.match(row.letters)) and self.duty_follows(row, found.end(1)):
            return _subject(row, found)
        unknown = _UNKNOWN.match(row.letters) and self.folded.startswith(DUTY_OF, row.pieces[0].start)
        if unknown and self.around.act_follows(row.pieces[2].end, row.pieces[-1].end):
            whom = Actor(row.pieces[1].start, row.pieces[1].end).called(self.folded)
            return Subject((whom,), after=3)
        return None

    def _behind_tail(self, row: Row, at: int) -> int:
        """The place behind the words that go on a name before a colon: "Sở Y tế | các nơi còn lại | : …"."""
        tailed = row.letters.startswith("w:", at) and not self.duty_follows(row, at, by_verb=True)
        return at + 1 if tailed else at

    def _behind_topic(self, row: Row) -> Subject | None:
        """The subject behind a topic that runs in: "Mở sổ theo dõi: | Sở Y tế | lập"."""
        for at, letter in enumerate(row.letters):
            rest = row.part(at + 1)
            if letter == ":" and rest.letters:
                found = self._at_once(rest, by_verb=True)
                opening = self.around.opening(self.around.first_word(row.pieces[at].end))
                if found is None and opening in UNSAID:
                    found = self._behind_circumstance(rest, opening)
                if found and found.actors:
                    return found._replace(begin=at + 1, after=found.after + at + 1)
        return None

    def _topic(self, row: Row, start: int) -> int:
        """The place behind a topic that no subject but an act follows: "Về thi công: | bố trí đủ máy móc"."""
        at = row.letters.find(":")
        acts_first = at < 0 or self.around.verb(start) is not None
        return 0 if acts_first or self.around.verb(row.pieces[at].end) is None else at + 1

    def _behind_circumstance(self, row: Row, opening: str | None) -> Subject | None:
        """The subject behind a circumstance: "Căn cứ kế hoạch này, các sở xây dựng …"."""
        for found in _LATER.finditer(row.letters):
            first, at = found.span("bodies")
            if opening == "condition" and not found["told"] and not self._after_condition(row, first):
                continue
            if (told := _TOLD_ON.match(row.letters, at)) and not found["told"]:
                return Subject(row.actors(*told.span(1)), after=told.end(1), opening="told")
            if found["told"]:
                return Subject(row.actors(first, at), after=at, opening="told")
            if _OWNED.search(self.folded, max(0, row.pieces[first].start - 12), row.pieces[first].start):
                first = self._after_comma(row, first, at)
            if first < at and self.duty_follows(row, at, by_verb=True):
                return Subject(row.actors(first, at), after=at)
            if _PAST.match(self.folded, row.pieces[at - 1].end):
                return Subject(opening="statement")
        return None

    def _after_condition(self, row: Row, first: int) -> bool:
        """Whether bodies stand behind the condition: "nếu có vướng mắc, | các sở | báo cáo"."""
        start = row.pieces[first].start
        whole = self.folded[row.pieces[0].start : row.pieces[-1].end]
        undivided = "," not in row.letters and " thì " not in whole
        return undivided or row.letters[first - 1] in ",:" or self.folded.endswith(" thì ", 0, start)

    def _after_comma(self, row: Row, first: int, at: int) -> int:
        """The last of some bodies, if a comma parts it from them: "theo ý kiến của Sở A, Sở B lập …"."""
        parted = at - first > 2 and self.folded[row.pieces[at - 2].start] == ","
        return at - 1 if parted else at

    def duty_follows(self, row: Row, at: int, *, by_verb: bool = False) -> bool:
        """Whether what stands behind bodies gives them a duty; `by_verb`: only a known verb or cue does."""
        offset = self._behind_company(row.pieces[at - 1].end)
        if _PASSES_ON.match(self.folded, offset):
            return False
        if _DUTY_CUE.match(row.letters, at):
            return True
        by_verb = by_verb or _DASH.match(self.folded, offset) is not None
        if not by_verb and row.letters[at : at + 1] != ":":
            return at < len(row.letters) and not _NO_DUTY.match(self.folded, offset)
        end = row.pieces[-1].end
        return self.around.act_follows(offset, end) or bool(_IS_OFFICE.match(self.folded, offset))

    def _behind_company(self, offset: int) -> int:
        """The offset behind a bracket and those who are no bodies and act along: "và toàn thể đảng viên"."""
        company = _COMPANY.match(self.folded, offset)
        return company.end() if company else offset


def _subject(row: Row, found: re.Match[str], opening: str | None = None, *, after: int = 0) -> Subject:
    return Subject(row.actors(*found.span(1)), after=after or found.end(1), opening=opening)
