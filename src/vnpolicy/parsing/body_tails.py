"""Names of a list that share their tail: each keeps what it prints and gets its full name.

    Ban Tổ chức, Ban Tuyên giáo Tỉnh ủy           Ban Tổ chức Tỉnh ủy
    Bộ Chỉ huy Quân sự, Công an tỉnh              of the province
    HĐND, UBND các xã, phường                     HĐND các xã, phường
    Tỉnh ủy, HĐND, UBND tỉnh Sơn La               of Sơn La, all three

"Văn phòng Tỉnh ủy, Hội Chữ thập đỏ tỉnh" share nothing: each has a tail of its own.
"""

import re
from collections.abc import Iterable

from vnpolicy.language import fold, slug
from vnpolicy.parsing.body_words import BodyWords, Name

_JOINT = re.compile(r",[ ]|[ ]và[ ]")
_COMMITTEES = ("Trung ương", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Đảng ủy")
# Branches whose bodies are told in one breath: "Mặt trận Tổ quốc, Hội Nông dân tỉnh".
_KIN = ({"front", "mass", "association"}, {"state"}, {"armed"}, {"justice"}, {"service"})


def with_tails(names: Iterable[Name], folded: str, words: BodyWords) -> list[Name]:
    """The names, each of a list with the tail that it shares with those behind it."""
    done: list[Name] = []
    for name in reversed(list(names)):
        if done and _JOINT.fullmatch(folded, name.end, done[-1].start):
            name = _of_committee(name, done[-1], words) or _of_place(name, done[-1]) or name
        done.append(name)
    return done[::-1]


def _of_committee(name: Name, following: Name, words: BodyWords) -> Name | None:
    """A name whose committee is printed behind the next one: "Ban Tổ chức, Ban Tuyên giáo | Tỉnh ủy"."""
    if not name.within or name.relative or name.place or name.branch not in (None, "party"):
        return None
    last = next((committee for committee in _COMMITTEES if following.name.endswith(f" {committee}")), None)
    if last is None:
        return None
    whole = f"{name.name} {last}"
    known = words.known.get(fold(whole))
    level, branch, local = (known.level, known.branch, known.local) if known else (
        following.level, "party", following.local,
    )  # fmt: skip
    return name.with_(
        code=known.code if known else slug(whole), name=whole, level=level, branch=branch, local=local,
        within=False, relative=True, place=following.place, area=following.area, proper=following.proper,
    )  # fmt: skip


def _of_place(name: Name, following: Name) -> Name | None:
    """A name whose place is printed behind the next one: "Bộ Chỉ huy Quân sự, Công an | tỉnh"."""
    if not name.local or name.place or name.collective:
        return None
    if following.place and name.level == following.level == "province":
        return name.with_(place=following.place)
    if name.relative or name.level or name.within or not (following.relative or following.place):
        return None
    if not any({name.branch, following.branch} <= kin for kin in _KIN):
        return None
    if following.areas:
        longer = name.longer(name.end, following.areas)
        return longer.with_(level=following.level, collective=True, relative=True, local=following.local)
    return name.with_(
        level=following.level, place=following.place, relative=True, city=following.city,
        area=following.area, proper=following.proper,
    )  # fmt: skip
