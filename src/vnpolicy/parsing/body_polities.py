"""Places that act: "Tỉnh" where a duty follows it, or an order stands before it.

    Trường hợp còn thiếu, | Tỉnh | tổng hợp nhu cầu, báo cáo Bộ Tài chính.
    Giao | thành phố Cần Thơ | rà soát quy hoạch. | Cấp xã | lập danh sách.

Elsewhere "tỉnh" is only where something is. Names go out, each with the level of the place.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.language import alternation, fold, slug
from vnpolicy.parsing.body_grammar import Reader
from vnpolicy.parsing.body_words import Name

_LEVELS = {"tỉnh": "province", "thành phố": "province", "cấp tỉnh": "province", "cấp huyện": "district"}
_LAST_LEVEL = "commune"
_LINE_END = re.compile(r"[ ]?:?$", re.MULTILINE)


def acting_places(reader: Reader, knowledge: Knowledge) -> Iterator[Name]:
    """The places that a clause makes act.

    >>> text = "Đề nghị tỉnh Sơn La bố trí vốn. Tỉnh Lào Cai có 10 huyện."
    >>> names = acting_places(Reader(text, fold(text), Knowledge.default()), Knowledge.default())
    >>> [text[name.start : name.end] for name in names]
    ['tỉnh Sơn La']
    """
    for found in _pattern(knowledge).finditer(reader.folded):
        start, end = found.start("word"), found.end("place") if found["place"] else found.end("word")
        capital, place = reader.text[start].isupper(), found.start("place")
        if found["place"] and not reader.text[place].isupper():
            continue
        if (
            found["told"]
            or (found["heads"] and _LINE_END.match(reader.folded, end))
            or (found["beside"] and capital)
            or (reader.fields.acts(end) and (capital or found["place"]))
        ):
            province = reader.words.provinces[found["place"]].code if found["place"] else None
            yield _named(found["word"], start, end, province)


def _named(word: str, start: int, end: int, province: str | None) -> Name:
    level = _LEVELS.get(word, _LAST_LEVEL)
    local = not word.startswith("cấp")
    return Name(
        start=start,
        end=end,
        code=slug(word) if local else f"cac-{slug(word)}",
        name=word.capitalize(),
        level=level,
        branch="state",
        local=True,
        collective=not local,
        place=province,
        relative=True,
        city=word == "thành phố" and province is None,
    )


@lru_cache(maxsize=8)
def _pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """From "Đề nghị tỉnh Sơn La" captures the order, the word and the place."""
    places = alternation(fold(phrase) for row in knowledge[Province] for phrase in row.phrases())
    return re.compile(
        r"(?:(?P<told>(?:giao|đề nghị|yêu cầu)[ ](?:cho[ ])?)|(?P<beside>phối hợp[^.;:,]{0,25}?[ ]với[ ])"
        r"|(?P<heads>^(?:[^\w\n]*|\w{1,3}[.)][ ])đối với[ ])|^[^\w\n]*|[.;:,][ ]|[ ]và[ ])"
        r"(?P<word>tỉnh|thành phố|cấp (?:tỉnh|huyện|xã))(?!\w)(?![ ]?[,:]?[ ]?(?:ủy|đoàn)\b)"
        rf"(?:[ ](?P<place>{places.replace(chr(92) + 's', '[ ]')})(?!\w))?",
        re.MULTILINE,
    )
