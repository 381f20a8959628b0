"""Identity of documents that are cited without a number.

    "Luật Đất đai năm 2024"                              ->  luat:dat-dai, period 2024: luat:31:qh:k15
    "Nghị quyết Đại hội XIII của Đảng"                   ->  nq:~dai-hoi-dang, period k13
    "Kế hoạch của Ban Thường vụ Tỉnh ủy về củng cố Hội"  ->  kh:~ban-thuong-vu-tinh-uy@dak-lak:cung-co-hoi
    "Nghị quyết Trung ương 4 khóa XI"                    ->  what that plenum adopted, as candidates

A law with a year is one act; without, it is that of the name which is in force on the day of the paper. The register
tells its number; what it does not know keeps its name (`luat:dat-dai:2024`, `luat:dat-dai`).
"""

import re
from functools import lru_cache
from hashlib import sha256

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import KnownDocument, LawName
from vnpolicy.language import fold, slug
from vnpolicy.model import Reference
from vnpolicy.parsing.evidence import Known
from vnpolicy.parsing.keys import SAME_REGISTER, ordinal, type_code
from vnpolicy.parsing.seats import Seat, place_of

_LAWS = frozenset({"luat", "bl", "pl", "hp", "dl", "clinh"})
_LONGEST = 80  # characters of a title in an identity

_YEAR = re.compile(r"(?:năm )?(?P<year>(?:19|20)\d\d)$")
_DATED = re.compile(r"[ ,]*ngày\b.*$", re.DOTALL)
_ABOUT = re.compile(r"^\W*(?:(?:về(?: việc)?|v/v)\s+)?", re.IGNORECASE)
_OF_WHOM = re.compile(r"^[^\W\d_][^,;()]{0,120}? của .{1,120}? (?=về )", re.IGNORECASE)
_CONGRESS = re.compile(
    r"đại hội(?P<whose>.*?)(?: lần| khóa)?(?: thứ)? (?P<ordinal>[ivxl]{1,6}|\d{1,2})(?!\w)"
)
_PARTY = re.compile(r" (?:đại biểu|toàn quốc|của|đảng cộng sản việt nam|đảng(?! (?:bộ|ủy)))")
_PLENUM = re.compile(
    r"(?:(?:trung ương|tw|hội nghị)(?: đảng)?(?: lần thứ)?|lần thứ) "
    r"(?P<ordinal>\d{1,2}|[ivx]{1,5}|\w+(?: (?:một|hai|ba|bốn|lăm))?)(?!\w)"
)
_UNITS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINALS = {word: number for number, word in enumerate(_UNITS, 1)}
_ORDINALS |= {"mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15}


class Named(msgspec.Struct, frozen=True):
    """The open key of a name, and the period where one is printed."""

    key: str
    period: str | None = None

    def __str__(self) -> str:
        return f"{self.key}:{self.period}" if self.period else self.key


def named(mention: Reference, seat: Seat, knowledge: Knowledge) -> Named | None:
    """The key of a mention that prints no number; None where it names nothing that can be told apart."""
    kind = type_code(mention.type, knowledge) or ""
    if kind in _LAWS:
        return _law(mention, kind, knowledge)
    congress = _CONGRESS.search(fold(mention.text or "")) if kind == "nq" else None
    if congress:
        return _congress(mention, congress, seat, knowledge)
    return _plan(mention, kind, seat, knowledge) if mention.kind == "named" and kind else None


def law_name(mention: Reference, knowledge: Knowledge) -> str | None:
    """The open key of the name that a numbered law prints too: "Luật Giao dịch điện tử số 20/2023/QH15"."""
    kind = type_code(mention.type, knowledge) or ""
    before = fold(mention.text or "").partition(" số ")[0]
    if kind not in _LAWS or before == fold(mention.text or "") or len(before) <= len(mention.type or "") + 1:
        return None
    return _law(msgspec.structs.replace(mention, text=before, date=None), kind, knowledge).key


def acts_named(name: Named, today: str | None, knowledge: Knowledge) -> list[Known]:
    """The laws of the register that a name may mean in a paper of that day: passed by then, and not yet replaced.

    The year of a name counts before that: a law is cited by it long after it was replaced.

    >>> land, know = Named("luat:dat-dai"), Knowledge.default()
    >>> [act.id for act in acts_named(land, "2024-03-01", know)]  # the new one is passed, the old one in force
    ['luat:45:qh:k13', 'luat:31:qh:k15']
    """
    acts = _acts(knowledge).get(name.key, ())
    of_year = [row for row in acts if name.period in (None, row.date[:4])]
    if len(of_year) > 1 or name.period is None:
        of_year = [row for row in of_year if _in_force(row, today)]
    return [as_known(row) for row in of_year]


def _in_force(row: KnownDocument, today: str | None) -> bool:
    """Whether a law may be meant by its name on a day; on a day that is not known, only the sole one of its name."""
    return row.sole if today is None else row.date <= today <= (row.until or "9999")


@lru_cache(maxsize=8)
def _acts(knowledge: Knowledge) -> dict[str, list[KnownDocument]]:
    """The laws of the register by the open keys of their names."""
    by_name: dict[str, list[KnownDocument]] = {}
    for row in sorted(knowledge[KnownDocument], key=lambda row: row.date):
        law = knowledge.get(LawName, row.law) if row.law else None
        if law:
            by_name.setdefault(_law_key(law.type, law.code.partition("-")[2]), []).append(row)
    return by_name


def known_by_name(mention: Reference, knowledge: Knowledge) -> Known | None:
    """The act of the register that this name stands for."""
    name = _DATED.sub("", fold(mention.text or ""))
    found = knowledge.matcher(KnownDocument).at(name, 0)
    if found is None or name[found.end :].strip() not in (
        "",
        f"năm {found.row.date[:4]}",
        found.row.date[:4],
    ):
        return None
    return as_known(found.row)


def of_plenum(mention: Reference, knowledge: Knowledge) -> list[KnownDocument]:
    """The resolutions of the register that the plenum adopted which a mention names."""
    printed = fold(
        f"{mention.text} {mention.issuer or ''}"
    )  # the plenum that a list prints once is the issuer of each
    found = _PLENUM.search(printed) if mention.term else None
    number = _plenum_number(found["ordinal"]) if found else None
    if number is None:
        return []
    wanted = (ordinal(mention.term), number)
    return [row for row in knowledge[KnownDocument] if row.plenum and _plenum(row.plenum) == wanted]


def as_known(row: KnownDocument) -> Known:
    """A row of the register as what may be chosen."""
    return Known(id=row.code, date=row.date, issuer=row.issuer, title=row.title)


def subject(title: str | None) -> str:
    """The slug of a title without its "về việc"."""
    return _short(slug(_ABOUT.sub("", title or "", count=1)))


def _law(mention: Reference, kind: str, knowledge: Knowledge) -> Named:
    name = _DATED.sub("", fold(mention.text or ""))
    year = _YEAR.search(name)
    name = name[: year.start()].strip() if year else name
    name = name.removeprefix(fold(mention.type or "")).strip()
    row = knowledge.matcher(LawName).by_phrase.get(name)
    tail = row.code.partition("-")[2] if row and row.type == kind else slug(name)
    printed = year["year"] if year else mention.date[:4] if mention.date else None
    unnamed = kind == "hp" or not tail  # "Hiến pháp nước Cộng hòa …" is the constitution
    return Named(_law_key(kind, slug(mention.type or "") if unnamed else tail), printed)


def _law_key(kind: str, name: str) -> str:
    return f"{SAME_REGISTER.get(kind, kind)}:{_short(name)}"


def _congress(mention: Reference, found: re.Match[str], seat: Seat, knowledge: Knowledge) -> Named | None:
    """A congress by whose it is and its number; None where its place is not known."""
    number = f"k{ordinal(found['ordinal'])}"
    whose = slug(_PARTY.sub("", found["whose"]))
    if not whose:
        return Named("nq:~dai-hoi-dang", number)
    place = place_of(
        None, "", (mention.text or "")[found.start("whose") : found.end("whose")], seat, knowledge
    )
    if place is None:
        return None
    return Named(f"nq:~dai-hoi-{whose.removesuffix(f'-{place}')}" + (f"@{place}" if place else ""), number)


def _plan(mention: Reference, kind: str, seat: Seat, knowledge: Knowledge) -> Named:
    about = subject(_OF_WHOM.sub("", mention.title or "", count=1))
    if mention.issuer is None or not about:
        return Named(f"{kind}:~{_short(slug((mention.text or '')[len(mention.type or '') :])) or about}")
    place = place_of(None, "", mention.issuer, seat, knowledge)
    at = f"@{place}" if place and not slug(mention.issuer).endswith(place) else ""
    return Named(f"{kind}:~{slug(mention.issuer)}{at}:{about}")


def _plenum(code: str) -> tuple[int | None, int]:
    term, _, number = code.partition(".")
    return ordinal(term), int(number)


def _plenum_number(word: str) -> int | None:
    return ordinal(word) or _ORDINALS.get(word) or _ORDINALS.get(word.split()[0])


def _short(name: str) -> str:
    """A name cut to its beginning and a digest of the whole: many titles differ only at their end."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST].rpartition('-')[0]}-{sha256(name.encode()).hexdigest()[:8]}"
