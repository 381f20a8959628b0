"""Which document is meant: keys, places, and what a mention takes from the rest of its paper."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.documents import DocType, KnownDocument, Organ
from vnpolicy.model import Header, Reference, Value
from vnpolicy.parsing.find import find_references
from vnpolicy.parsing.identity import document_id, identity, link
from vnpolicy.parsing.keys import identities
from vnpolicy.parsing.numbers import parse_number
from vnpolicy.parsing.seats import Seat, place_in, place_of, seat_of

KNOWLEDGE = Knowledge.default()


def key(
    type: str | None, number: str, date: str | None = None, term: str | None = None, place: str | None = ""
) -> str | None:
    return identity(type, parse_number(number), date, term, place, KNOWLEDGE)


def header(
    number: str | None = None, organ: str | None = None, date: str | None = None, **more: str
) -> Header:
    fields = {"number": number, "organ": organ, "date": date, **more}
    return Header(**{name: Value(value=value) for name, value in fields.items() if value})


PLAN = header("100-KH/TU", "Tỉnh ủy Đắk Lắk", "2010-09-17", type="kế hoạch")


def mention(
    number: str | None = None, type: str | None = "chỉ thị", kind: str = "numbered", **fields
) -> Reference:
    return Reference(kind=kind, number=number, type=type, **fields)


def targets(*mentions: Reference, paper: Header = PLAN) -> list[str | None]:
    return [found.target for found in link(mentions, paper, "own", KNOWLEDGE)]


def candidates(*mentions: Reference, paper: Header = PLAN) -> tuple[str, ...]:
    return link(mentions, paper, "own", KNOWLEDGE)[-1].candidates


@pytest.mark.parametrize(
    ("type", "number", "date", "place", "wanted"),
    [
        ("chỉ thị", "43 -CT/TW", "2010-06-08", "", "ct:43:tw:k10"),
        ("chỉ thị", "43-CT/TW", "2015-05-14", "", "ct:43:tw:k11"),
        ("kế hoạch", "100 - KH/TU", "2010-09-17", "dak-lak", "kh:100:tu@dak-lak:2010"),
        ("quyết định", "895/QĐ-TTg", "2023-07-26", "", "qd:895:ttg:2023"),
        ("nghị định", "45/2010/NĐ-CP", None, "", "nd:45:nd-cp:2010"),
        ("luật", "11/2008/QH12", None, "", "luat:11:qh:k12"),
        ("bộ luật", "100/2015/QH13", None, "", "luat:100:qh:k13"),
        ("nghị quyết", "100/2015/QH13", None, "", "nq:100:qh:k13"),
        ("quyết định", "12/2015/QĐ-UBND", None, "nghe-an", "qd:12:qd-ubnd@nghe-an:2015"),
        ("quyết định", "12/QĐ-UBND", "2015-02-03", "nghe-an", "qd:12:ubnd@nghe-an:2015"),
        ("thông tư liên tịch", "55/2005/TTLT-BNV-VPCP", None, "", "ttlt:55:ttlt-bnv-vpcp:2005"),
        ("hướng dẫn", "36-HD/VPTW", "2018-04-03", "", "hd:36:vptw:k12"),
        ("nghị quyết", "8B-NQ/HNTW", "1990-03-27", "", "nq:8b:hntw:k6"),
        ("nghị quyết", "66.3/2025/NQ-CP", None, "", "nq:66-3:nq-cp:2025"),
    ],
)
def test_type_number_series_and_period_make_the_key(type, number, date, place, wanted):
    assert key(type, number, date, place=place) == wanted


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("16-NQ/HCTD", "16-NQ/HCTĐ"),
        ("06-CT/TW", "6-CT/TW"),
        ("Số 0124/KH-UBND", "124/KH-UBND"),
        ("30/2026/NQ-QH16", "30-NQ/2026/QH16"),
        ("12-KL/TƯ", "12-KL/TW"),
        ("7/2021TT-BYT", "7/2021/TT-BYT"),
        ("8/2021/NĐ_CP", "8/2021/NĐ-CP"),
    ],
)
def test_spellings_of_one_symbol_join(left, right):
    assert key("nghị quyết", left, "2009-01-06") == key("nghị quyết", right, "2009-01-06") is not None


def test_the_symbol_tells_the_type_before_the_word_does():
    assert key("kế hoạch", "65-CTr/TU", "2018-01-02", place="hue") == "ctr:65:tu@hue:2018"


def test_the_word_decides_where_two_types_share_letters():
    assert key("quy định", "5-QĐ/TU", "2021-02-06", place="hue") == "qdi:5:tu@hue:2021"
    assert key("quyết định", "5-QĐ/TU", "2021-02-06", place="hue") == "qd:5:tu@hue:2021"


def test_two_types_with_one_counter_are_one_document_whatever_the_word_says():
    words = ("quy định", "quyết định", None)
    assert {key(word, "66-QĐ/TW", "2017-02-06") for word in words} == {"qd:66:tw:k12"}
    assert key("quy định", "08-QĐi/TW", "2018-10-25") == "qdi:8:tw:k12"  # a series apart


def test_the_numbers_of_the_centre_rise_with_the_days_whichever_of_its_organs_issued_them():
    series: dict[str, list[tuple[str, int]]] = {}
    for row in KNOWLEDGE[KnownDocument]:
        key, _, term = row.code.rpartition(":")
        if key.endswith(":tw"):
            series.setdefault(f"{key.split(':')[0]}:{term}", []).append((row.date, int(key.split(":")[1])))
    for dated in series.values():
        assert [number for _, number in sorted(dated)] == sorted(number for _, number in dated)


@pytest.mark.parametrize(
    ("number", "date"), [("43-CT/TW", None), ("895/QĐ-TTg", None), ("43-CT/TW", "2010-31-31")]
)
def test_without_a_period_there_is_no_key(number, date):
    assert key("chỉ thị", number, date) is None


def test_a_local_register_without_its_place_gives_no_key():
    assert key("kế hoạch", "100-KH/TU", "2010-09-17", place=None) is None


def test_the_days_around_a_congress_allow_both_terms():
    around = identities("chỉ thị", parse_number("43-CT/TW"), "2011-01-20", None, "", KNOWLEDGE)
    assert around == ("ct:43:tw:k10", "ct:43:tw:k11")


def test_a_printed_term_settles_those_days():
    assert key("chỉ thị", "43-CT/TW", "2011-01-20", "X") == "ct:43:tw:k10"


def test_a_term_that_contradicts_the_date_leaves_both_open():
    assert candidates(mention("43-CT/TW", date="2015-05-14", term="X")) == ("ct:43:tw:k10", "ct:43:tw:k11")


def test_a_term_of_a_province_is_no_term_of_the_centre():
    assert key("nghị quyết", "5-NQ/TU", "2011-02-03", "XV", "dak-lak") == "nq:5:tu@dak-lak:2011"


def test_a_user_tells_the_congresses_of_a_province(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        """
committees = [{ code = "tu-dak-lak", organs = ["tu", "vptu"], place = "dak-lak", examples = ["Tỉnh ủy Đắk Lắk"] }]
terms = [
  { code = "tu-dak-lak-14", committee = "tu-dak-lak", ordinal = "XIV", since = "2005-12-20", examples = ["khoá XIV"] },
  { code = "tu-dak-lak-15", committee = "tu-dak-lak", ordinal = "XV", since = "2010-10-03", examples = ["khoá XV"] },
]
""",
        encoding="utf-8",
    )
    knowledge = KNOWLEDGE.extended(mine)
    number = parse_number("5-NQ/TU", knowledge)
    assert identity(None, number, "2010-03-02", None, "dak-lak", knowledge) == "nq:5:tu@dak-lak:k14"
    assert identity(None, number, None, "XV", "dak-lak", knowledge) == "nq:5:tu@dak-lak:k15"
    assert identity(None, number, "2010-03-02", None, "gia-lai", knowledge) == "nq:5:tu@gia-lai:2010"


@pytest.mark.parametrize("row", KNOWLEDGE[KnownDocument], ids=lambda row: row.code)
def test_a_row_of_the_register_bears_the_key_that_its_facts_make(row):
    kind = KNOWLEDGE.get(DocType, row.type).name
    assert identities(kind, parse_number(row.number), row.date, None, "", KNOWLEDGE, near=0) == (row.code,)


@pytest.mark.parametrize(
    ("organ", "place"),
    [
        ("Tỉnh ủy Đắk Lắk", "dak-lak"),
        ("Ban Dân vận Tỉnh uỷ Gia Lai", "gia-lai"),
        ("Ủy ban nhân dân tỉnh Nghệ An", "nghe-an"),
        ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", "ba-ria-vung-tau"),
        ("Huyện ủy Chư Sê", "huyen-chu-se"),
        ("Ủy ban nhân dân huyện Chư Sê", "huyen-chu-se"),
        ("UBND xã Ia Ly, huyện Chư Păh, tỉnh Gia Lai", "xa-ia-ly.gia-lai"),
        ("Đảng ủy phường Pleiku", "phuong-pleiku"),
        ("Đảng ủy Chính phủ", "chinh-phu"),
    ],
)
def test_the_name_of_an_organ_tells_its_place(organ, place):
    assert place_in(organ, KNOWLEDGE)[1] == place


@pytest.mark.parametrize(
    "organ", ["Ban Chỉ đạo tỉnh về chuyển đổi số", "Ban Thường vụ Tỉnh ủy", "Bộ Y tế", "UBND tỉnh"]
)
def test_a_name_without_a_place_tells_none(organ):
    assert place_in(organ, KNOWLEDGE) is None


@pytest.mark.parametrize(
    ("series", "issuer", "wanted"),
    [
        ("tu", "Ban Thường vụ Tỉnh ủy", "gia-lai"),
        ("tu", "Tỉnh ủy Đắk Lắk", "dak-lak"),
        ("ubnd", "UBND tỉnh", "gia-lai"),
        ("ubnd", "UBND huyện", "huyen-chu-se"),
        ("ubnd", None, None),
        ("hctd", "Ban Chấp hành Trung ương Hội Chữ thập đỏ Việt Nam", ""),
        ("ttg", "Thủ tướng Chính phủ", ""),
    ],
)
def test_a_mention_in_a_district_paper_means_the_register_of_its_issuer(series, issuer, wanted):
    organ = KNOWLEDGE.get(Organ, series)
    assert place_of(organ, organ.suffix, issuer, Seat("huyen-chu-se", "gia-lai"), KNOWLEDGE) == wanted


def test_a_misread_suffix_of_a_province_is_its_own():
    paper = header("445-KL/TƯ", "Tỉnh ủy Thừa Thiên Huế", "2022-05-13", type="kết luận")
    assert document_id(paper, "", KNOWLEDGE) == "kl:445:tu@thua-thien-hue:2022"


def test_a_document_bears_the_key_of_its_header():
    assert document_id(PLAN, "", KNOWLEDGE) == "kh:100:tu@dak-lak:2010"


def test_a_document_without_number_bears_organ_day_and_title():
    paper = header(None, "Tỉnh ủy Đắk Lắk", "2010-09-17", type="kế hoạch", title="về củng cố Hội")
    assert document_id(paper, "", KNOWLEDGE) == "kh:~tinh-uy-dak-lak:2010-09-17:cung-co-hoi"


def test_documents_of_which_too_little_is_known_are_told_apart_by_their_text():
    first, second = (document_id(header("7-KH/TU"), text, KNOWLEDGE) for text in ("một", "hai"))
    assert first.startswith("kh:7:tu:~") and first != second


def test_a_document_of_congress_days_belongs_to_the_term_in_force():
    paper = header("1-CT/TW", "Ban Chấp hành Trung ương", "2011-01-17", type="chỉ thị")
    assert document_id(paper, "", KNOWLEDGE) == "ct:1:tw:k10"


def test_undated_mentions_take_the_identity_of_the_full_one():
    full = mention("43-CT/TW", date="2010-06-08")
    assert targets(mention("43-CT/TW"), full, mention("43", kind="short")) == ["ct:43:tw:k10"] * 3


def test_two_full_mentions_leave_a_bare_one_open():
    both = mention("43-CT/TW", date="2010-06-08"), mention("43-CT/TW", date="2015-05-14")
    assert targets(*both, mention("43-CT/TW"))[-1] is None
    assert candidates(*both, mention("43-CT/TW")) == ("ct:43:tw:k10", "ct:43:tw:k11")


def test_a_title_tells_which_of_two_is_meant():
    both = (
        mention("43-CT/TW", date="2010-06-08", title="về công tác Hội Chữ thập đỏ Việt Nam"),
        mention("43-CT/TW", date="2015-05-14", title="về giải quyết hậu quả chất độc hóa học"),
    )
    assert targets(*both, mention("43-CT/TW", title="về hậu quả chất độc hoá học"))[-1] == "ct:43:tw:k11"


def test_a_pointer_means_the_last_document_of_that_number():
    first, second = mention("43-CT/TW", date="2010-06-08"), mention("43-CT/TW", date="2015-05-14")
    assert targets(first, mention("43-CT/TW", kind="anaphor"), second)[1] == "ct:43:tw:k10"


def test_that_only_one_is_known_and_its_issuer_agrees_is_no_proof():
    assert targets(mention("43-CT/TW", issuer="Ban Bí thư TW Đảng")) == [None]
    assert candidates(mention("43-CT/TW", issuer="Ban Bí thư TW Đảng")) == ("ct:43:tw:k10",)
    assert candidates(mention("43-CT/TW", issuer="Bộ Chính trị")) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tuyên truyền về hiến máu và Hội Chữ thập đỏ theo |43-CT/TW|.", "ct:43:tw:k10"),
        ("Hỗ trợ nạn nhân chất độc hóa học theo |43-CT/TW|.", None),  # of 2015: this paper cannot mean it
        ("Tiếp tục thực hiện |43-CT/TW|.", None),
    ],
)
def test_the_subject_of_the_words_around_a_bare_mention_tells_the_document(text, wanted):
    before, cited, behind = text.split("|")
    bare = mention(cited, start=len(before), end=len(before + cited))
    [found] = link([bare], PLAN, "own", KNOWLEDGE, text=before + cited + behind)
    assert (found.target, found.via) == (wanted, wanted and "subject → register")


def test_the_title_of_a_paper_tells_its_subject_too():
    about = "về giúp nạn nhân chất độc hóa học do Mỹ sử dụng trong chiến tranh"
    paper = header("9-KH/TU", "Tỉnh ủy Gia Lai", "2018-01-02", title=about)
    assert targets(mention("43-CT/TW"), paper=paper) == ["ct:43:tw:k11"]


def test_the_register_knows_two_for_a_later_paper():
    later = header("9-KH/TU", "Tỉnh ủy Đắk Lắk", "2018-01-02", type="kế hoạch")
    assert candidates(mention("43-CT/TW", issuer="Ban Bí thư"), paper=later) == (
        "ct:43:tw:k10",
        "ct:43:tw:k11",
    )
    assert targets(
        mention("43-CT/TW", issuer="Ban Bí thư", title="về công tác Hội Chữ thập đỏ"), paper=later
    ) == ["ct:43:tw:k10"]


def test_this_document_is_its_own_id():
    assert targets(mention("100-KH/TU", "kế hoạch", "self")) == ["own"]


def test_a_law_is_one_in_all_its_spellings():
    names = (
        "Luật hoạt động Chữ thập đỏ",
        "Luật Hoạt động chữ thập đỏ Việt Nam",
        "Luật Hoạt động chữ thập đỏ năm 2008",
    )
    assert targets(*(mention(None, "luật", "named", text=name) for name in names)) == ["luat:11:qh:k12"] * 3


def test_a_law_by_name_is_the_one_that_the_paper_cites_by_number():
    by_number = mention("20/2023/QH15", "luật", text="Luật Giao dịch điện tử số 20/2023/QH15")
    by_name = mention(None, "luật", "named", text="Luật Giao dịch điện tử")
    assert targets(by_name, by_number) == ["luat:20:qh:k15"] * 2


def test_a_law_by_name_and_year_is_the_one_that_the_paper_cites_by_number():
    by_number = mention("27/2023/QH15", "luật", text="Luật Nhà ở số 27/2023/QH15")
    by_year, bare = (
        mention(None, "luật", "named", text=name) for name in ("Luật Nhà ở năm 2023", "Luật Nhà ở")
    )
    assert targets(by_year, by_number, bare) == ["luat:27:qh:k15"] * 3


def test_a_law_of_another_year_is_another():
    by_number = mention("27/2023/QH15", "luật", text="Luật Nhà ở số 27/2023/QH15")
    old = mention(None, "luật", "named", text="Luật Nhà ở năm 2014")
    assert targets(old, by_number) == ["luat:65:qh:k13", "luat:27:qh:k15"]


def law(name: str, day: str | None) -> Reference:
    """What a bare name of a law stands for in a paper of that day."""
    kind = "bộ luật" if name.startswith("Bộ luật") else "luật"
    [found] = link([mention(None, kind, "named", text=name)], header(date=day), "own", KNOWLEDGE)
    return found


@pytest.mark.parametrize(
    ("name", "day", "wanted"),
    [
        ("Luật Đất đai", "2010-05-05", "luat:13:qh:k11"),
        ("Luật Đất đai", "2020-05-05", "luat:45:qh:k13"),
        ("Luật Đất đai", "2024-08-01", "luat:31:qh:k15"),
        ("Bộ luật Hình sự", "2018-01-01", "luat:100:qh:k13"),
        ("Luật Tổ chức chính quyền địa phương năm 2025", "2025-03-10", "luat:65:qh:k15"),
        ("Luật Tổ chức chính quyền địa phương năm 2025", "2025-08-10", "luat:72:qh:k15"),
        ("Luật Đất đai năm 2003", "2025-08-10", "luat:13:qh:k11"),
        ("Luật hoạt động chữ thập đỏ Việt Nam", None, "luat:11:qh:k12"),
    ],
)
def test_a_law_by_name_is_the_one_in_force_on_the_day_and_the_path_is_told(name, day, wanted):
    found = law(name, day)
    assert (found.target, found.number, found.via) == (wanted, None, "name → register")


def test_two_laws_of_a_name_fit_between_the_passing_of_one_and_its_day():
    found = law("Luật Đất đai", "2024-03-01")
    assert (found.target, found.via) == (None, None)
    assert found.candidates == ("luat:31:qh:k15", "luat:45:qh:k13")


@pytest.mark.parametrize(
    ("name", "day"), [("Luật Đất đai", None), ("Luật Đất đai", "1999-01-01"), ("Luật Cơ yếu", "2020-01-01")]
)
def test_a_law_that_the_register_cannot_tell_keeps_its_name(name, day):
    assert law(name, day).target in ("luat:dat-dai", "luat:co-yeu")
    assert law(name, day).via is None


def test_the_acts_of_one_name_follow_each_other_without_a_gap():
    by_name: dict[str, list[KnownDocument]] = {}
    for row in sorted(KNOWLEDGE[KnownDocument], key=lambda row: row.date):
        if row.law:
            by_name.setdefault(row.law, []).append(row)
    for acts in by_name.values():
        for before, after in pairwise(acts):
            assert date.fromisoformat(after.date) - date.fromisoformat(before.until) <= timedelta(days=1)
        assert all(len(acts) == 1 for row in acts if row.sole)


def test_the_term_tells_which_of_the_documents_a_short_form_means():
    short = mention("18", "nghị quyết", "short", issuer="Ban Chấp hành Trung ương", term="XII")
    later = header("9-KH/TU", "Tỉnh ủy Đắk Lắk", "2024-01-02", type="kế hoạch")
    assert targets(short, paper=later) == ["nq:18:tw:k12"]


def test_a_law_by_name_alone_is_the_law_of_that_name():
    assert targets(mention(None, "luật", "named", text="Luật Cơ yếu")) == ["luat:co-yeu"]
    assert targets(mention(None, "luật", "named", text="Luật Cơ yếu năm 2011")) == ["luat:co-yeu:2011"]


def test_the_constitution_is_one_in_both_its_names():
    long = "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013"
    names = (mention(None, "hiến pháp", "named", text=name) for name in (long, "Hiến pháp năm 2013"))
    assert targets(*names) == ["hp:hien-phap:2013"] * 2


def test_an_unnumbered_plan_bears_issuer_and_title():
    plan = mention(
        None,
        "kế hoạch",
        "named",
        issuer="Ban thường vụ Tỉnh uỷ",
        title="về củng cố Hội",
        text="Kế hoạch của …",
    )
    assert targets(plan) == ["kh:~ban-thuong-vu-tinh-uy@dak-lak:cung-co-hoi"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nghị quyết Đại hội XIII của Đảng", "nq:~dai-hoi-dang:k13"),
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "nq:~dai-hoi-dang:k13"),
        ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV", "nq:~dai-hoi-dang-bo-tinh@dak-lak:k15"),
        ("Nghị quyết Đại hội Đảng bộ tỉnh khóa XV", "nq:~dai-hoi-dang-bo-tinh@dak-lak:k15"),
    ],
)
def test_the_resolution_of_a_congress_bears_its_number(text, wanted):
    assert targets(mention(None, "nghị quyết", "short", text=text)) == [wanted]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương (khóa X)", None),
        ("Nghị quyết lần thứ 4 Ban Chấp hành Trung ương khóa X", None),
        ("khóa X", "Trung ương 4"),
    ],
)
def test_a_plenum_that_adopted_several_gives_candidates(text, issuer):
    plenum = mention(None, "nghị quyết", "short", text=text, issuer=issuer, term="X")
    assert candidates(plenum) == ("nq:8:tw:k10", "nq:9:tw:k10")


def test_what_is_not_known_has_neither_target_nor_candidates():
    [found] = link([mention("1234/QĐ-TTg", "quyết định")], PLAN, "own", KNOWLEDGE)
    assert (found.target, found.candidates) == (None, ())


def test_the_seat_of_a_department_is_its_province():
    assert seat_of(header(None, "Sở Y tế tỉnh Gia Lai"), KNOWLEDGE) == Seat("gia-lai", "gia-lai")


@pytest.mark.parametrize(
    ("date", "wanted"),
    [("2014", "ct:43:tw:k11"), ("2010-06", "ct:43:tw:k10"), ("2011", None), ("2010-13", None), ("20", None)],
)
def test_a_month_or_a_year_tells_the_term_that_holds_it(date, wanted):
    assert key("chỉ thị", "43-CT/TW", date) == wanted


def test_of_committees_that_share_a_suffix_only_the_day_tells():
    assert key("kế hoạch", "02-KH/BCĐTW", "2025-06-19") == "kh:2:bcdtw:2025-06-19"
    assert key("kế hoạch", "02-KH/BCĐTW", "2025-06") is None


def test_a_symbol_that_is_cut_off_before_its_organ_has_no_identity():
    assert key("thông tư", "02/2024/TT", "2024-05-05") is None


def test_a_letterhead_tells_the_province_that_the_organ_does_not():
    text = "TỈNH ỦY KHÁNH HÒA\nHUYỆN ỦY VẠN NINH\n*\nSố 22-KH/HU"
    number = Value(value="22-KH/HU", start=text.index("Số"), end=len(text), text="Số 22-KH/HU")
    paper = Header(number=number, organ=Value(value="Huyện ủy Vạn Ninh"))
    assert seat_of(paper, KNOWLEDGE, text) == Seat("huyen-van-ninh.khanh-hoa", "khanh-hoa")


@pytest.mark.parametrize(
    ("organ", "wanted"),
    [
        ("Thành ủy Thành phố Hồ Chí Minh", ("province", "ho-chi-minh")),
        ("UBND tỉnh Thừa Thiên huế", ("province", "thua-thien-hue")),
        ("UBND thành phố Cao Bằng, tỉnh Cao Bằng", ("lower", "thanh-pho-cao-bang.cao-bang")),
        ("UBND THÀNH PHỐ HÀ", None),
    ],
)
def test_a_city_is_a_province_only_where_it_is_one(organ, wanted):
    assert place_in(organ, KNOWLEDGE) == wanted


def test_a_paper_of_a_province_has_no_register_of_its_many_committees():
    du = KNOWLEDGE.get(Organ, "du")
    assert place_of(du, "ĐU", None, Seat("gia-lai", "gia-lai"), KNOWLEDGE) is None
    for issuer in ("Đảng ủy Ủy ban nhân dân tỉnh", "Đảng ủy UBND tỉnh", "Đảng ủy UBND tỉnh Gia Lai"):
        place = place_of(du, "ĐU", issuer, Seat("gia-lai", "gia-lai"), KNOWLEDGE)
        assert place == "uy-ban-nhan-dan.gia-lai"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thực hiện các Nghị quyết số 59, 66-NQ/TW của Bộ Chính trị ban hành trong năm 2025", ["k13", "k13"]),
        ("Thực hiện Quyết định số 895/QĐ-TTg năm 2023", ["2023"]),  # the register knows one of that year
        ("Thực hiện Quyết định số 895/QĐ-TTg năm 2024", [None]),  # what is carried out that year
        ("Thực hiện Quyết định số 77/QĐ-TTg ban hành năm 2024", ["2024"]),
        ("Thực hiện Quyết định số 77/QĐ-TTg ban hành năm 2024 - 2025", [None]),
    ],
)
def test_a_year_behind_a_mention_tells_where_it_is_that_of_issue_or_the_register_agrees(text, wanted):
    found = find_references(text)
    assert [mention.target and mention.target.rpartition(":")[2] for mention in found] == wanted


def test_the_name_of_a_law_is_no_proof_of_its_year():
    new = mention("31/2024/QH15", "luật", text="Luật Đất đai số 31/2024/QH15", title=None)
    old = mention(None, "luật", "named", text="Luật Đất đai năm 2013", title="Luật Đất đai năm 2013")
    bare = mention(None, "luật", "named", text="Luật Đất đai", title="Luật Đất đai")
    assert targets(new, old, bare) == ["luat:31:qh:k15", "luat:45:qh:k13", None]
    assert candidates(new, old, bare) == ("luat:31:qh:k15", "luat:45:qh:k13")


def test_an_item_of_a_list_of_sorts_points_to_no_document():
    text = "Theo Nghị quyết số 197/2025/QH15 của Quốc hội.\ne) Nghị quyết của Quốc hội;\ng) Pháp lệnh;"
    assert [found.number for found in find_references(text)] == ["197/2025/QH15"]
