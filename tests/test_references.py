"""Mentions of documents: what they print, where they stand, and what is none."""

import unicodedata

import pytest

import vnpolicy as vp
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Header, Reference, Span, Value
from vnpolicy.parsing.find import as_it_stands
from vnpolicy.parsing.references import find_references

OWN = Header(number=Value(value="12-KH/TU"), type=Value(value="kế hoạch"))


def found(text: str, header: Header = OWN) -> tuple[Reference, ...]:
    text = unicodedata.normalize("NFC", text)
    references = find_references(as_it_stands(text), header, Knowledge.default())
    for reference in references:
        assert text[reference.start : reference.end] == reference.text
        assert all(0 <= span.start < span.end <= len(text) for span in reference.parts.values())
    return references


def numbers(text: str) -> list[str | None]:
    return [reference.number for reference in found(text)]


def test_a_full_citation() -> None:
    [one] = found("theo Chỉ thị 43 -CT/TW, ngày 08/6/2010 của Ban Bí thư (khoá X) về công tác Hội")
    assert one.text == "Chỉ thị 43 -CT/TW, ngày 08/6/2010 của Ban Bí thư (khoá X)"
    assert (one.kind, one.number, one.type, one.date) == ("numbered", "43-CT/TW", "chỉ thị", "2010-06-08")
    assert (one.issuer, one.term, one.title) == ("Ban Bí thư", "X", "về công tác Hội")


def test_the_mark_of_a_note_parts_no_citation() -> None:
    [one] = found("theo Chỉ thị số 43-CT/TW[1] ngày 08/6/2010[2] của Ban Bí thư (khoá X)")
    assert (one.number, one.date, one.issuer, one.term) == ("43-CT/TW", "2010-06-08", "Ban Bí thư", "X")


def test_a_citation_prints_only_what_it_prints() -> None:
    [one] = found("triển khai Chỉ thị số 43-CT/TW")
    assert (one.date, one.issuer, one.term, one.title, one.pinpoint) == (None,) * 5


@pytest.mark.parametrize(
    ("issuer", "rest"),
    [
        ("Bộ trưởng Bộ Lao động - Thương binh và Xã hội", " quy định chế độ ưu đãi"),
        ("Bộ Văn hóa, Thể thao và Du lịch", ", có hiệu lực từ năm sau"),
        ("Ủy ban nhân dân thành phố Cần Thơ", " về việc giao kế hoạch"),
        ("Bộ Tài chính và Bộ Khoa học và Công nghệ", " hướng dẫn quản lý kinh phí"),
        ("Bộ Giáo dục và Đào tạo", " và Thông tư của ngành"),
        ("Ban Tổ chức Trung ương", ";"),
        ("Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, lãng phí, tiêu cực", ", Huyện ủy yêu cầu"),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", " hướng dẫn văn thư"),
    ],
)
def test_where_an_issuer_ends(issuer: str, rest: str) -> None:
    assert found(f"Quyết định số 7/QĐ-ABC ngày 1/2/2020 của {issuer}{rest}")[0].issuer == issuer


def test_date_and_issuer_behind_a_long_title() -> None:
    [one] = found(
        "(Điều 3 Nghị định số 9/2015/NĐ-CP Về quản lý chợ; bến bãi ngày 02/03/2015 của Chính phủ, áp dụng)"
    )
    assert (one.date, one.issuer, one.title) == ("2015-03-02", "Chính phủ", "Về quản lý chợ; bến bãi")
    assert one.pinpoint == "Điều 3"


@pytest.mark.parametrize(
    "title",
    [
        "sửa đổi Thông tư số 2/2015/TT-BYT và Thông tư số 3/2016/TT-BYT",
        "ban hành Quy chuẩn kỹ thuật quốc gia",
        "hướng dẫn Luật Chợ số 4/2017/QH14 ngày 3/3/2017 (sau đây gọi tắt là Luật Chợ)",
    ],
)
def test_a_date_behind_a_title_is_not_of_what_stands_last_in_it(title: str) -> None:
    outer, *inner = found(f"Thông tư số 9/2020/TT-BYT {title} ngày 05/06/2020 của Bộ Y tế, có hiệu lực")
    assert (outer.date, outer.issuer, outer.title) == ("2020-06-05", "Bộ Y tế", title)
    assert all(one.date != "2020-06-05" and one.issuer is None for one in inner)


def test_a_date_of_another_year_than_the_symbol_is_kept_where_no_title_ends() -> None:
    [one] = found("theo Thông tư số 2/2015/TT-BYT ngày 05/06/2016 của Bộ Y tế;")
    assert (one.date, one.issuer) == ("2016-06-05", "Bộ Y tế")


def test_date_and_issuer_before_the_citation() -> None:
    [one] = found("Ngày 22/12/2009, UBND tỉnh đã ban hành Quyết định số 123/QĐ-UBND về kiện toàn Ban.")
    assert (one.date, one.issuer) == ("2009-12-22", "UBND tỉnh")


def test_what_was_signed_and_issued_and_in_which_term_before_the_citation() -> None:
    [one] = found("Ngày 8/6/2010, Ban Bí thư (khóa X) đã ký ban hành Chỉ thị số 43-CT/TW về bến đò.")
    assert (one.date, one.issuer, one.term) == ("2010-06-08", "Ban Bí thư", "X")
    assert one.text == "Chỉ thị số 43-CT/TW"


def test_each_part_of_a_mention_has_its_span() -> None:
    text = "Điều 3 Chỉ thị số 43-CT/TW ngày 08/6/2010 của Ban Bí thư (khoá X) về công tác Hội"
    [one] = found(text)
    assert {name: text[span.start : span.end] for name, span in one.parts.items()} == {
        "pinpoint": "Điều 3",
        "type": "Chỉ thị",
        "number": "43-CT/TW",
        "date": "ngày 08/6/2010",
        "issuer": "Ban Bí thư",
        "term": "X",
        "title": "về công tác Hội",
    }


@pytest.mark.parametrize(
    ("text", "issuer", "term"),
    [
        ("Nghị quyết Đại hội đại biểu Đảng bộ xã khóa XIV", "Đại hội đại biểu Đảng bộ xã", "XIV"),
        (
            "Nghị quyết lần thứ 9 Ban Chấp hành Trung ương Đảng khóa XI",
            "lần thứ 9 Ban Chấp hành Trung ương Đảng",
            "XI",
        ),
    ],
)
def test_congresses_and_plenums_by_their_term(text: str, issuer: str, term: str) -> None:
    [one] = found(text)
    assert (one.kind, one.text, one.issuer, one.term) == ("short", text, issuer, term)


def test_a_citation_that_opens_a_text_is_no_letterhead() -> None:
    [one] = vp.find_references("Nghị quyết số 66.3/2025/NQ-CP ngày 1/2/2025 của Chính phủ")
    assert (one.kind, one.target) == ("numbered", "nq:66-3:nq-cp:2025")


def test_lists_share_type_letters_date_and_issuer() -> None:
    listed = found("các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương")
    assert [one.number for one in listed] == ["18-NQ/TW", "19-NQ/TW"]
    assert {(one.type, one.date, one.issuer) for one in listed} == {
        ("nghị quyết", "2017-10-25", "Ban Chấp hành Trung ương")
    }


def test_an_issuer_is_shared_by_numbers_of_one_organ_only() -> None:
    first, second, third = found(
        "Chỉ thị số 3-CT/TU, Kế hoạch số 4-KH/TU, Quyết định số 5/QĐ-UBND của UBND tỉnh"
    )
    assert (first.issuer, second.issuer, third.issuer) == (None, None, "UBND tỉnh")


def test_a_plenum_is_shared_by_the_terms_of_a_list() -> None:
    text = "Nghị quyết Trung ương 4 khoá XI, khoá XII, Kết luận Trung ương 4 khoá XIII và Nghị quyết 5-NQ/TU"
    assert [(one.text, one.type, one.issuer, one.term) for one in found(text)] == [
        ("Nghị quyết Trung ương 4 khoá XI", "nghị quyết", "Trung ương 4", "XI"),
        ("khoá XII", "nghị quyết", "Trung ương 4", "XII"),
        ("Kết luận Trung ương 4 khoá XIII", "kết luận", "Trung ương 4", "XIII"),
        ("Nghị quyết 5-NQ/TU", "nghị quyết", None, None),
    ]


def test_letters_of_one_organ_share_its_name_and_the_word_of_their_list() -> None:
    listed = found(
        "các văn bản số 3/VPCP-KTTH, số 4/VPCP-NN và Thông báo số 5/TB-VPCP của Văn phòng Chính phủ"
    )
    assert [(one.type, one.issuer) for one in listed] == [
        ("văn bản", "Văn phòng Chính phủ"),
        ("văn bản", "Văn phòng Chính phủ"),
        ("thông báo", "Văn phòng Chính phủ"),
    ]
    assert [one.type for one in found("Báo cáo số 3/BC-STP, số 4/STP-VB")] == ["báo cáo", "công văn"]


@pytest.mark.parametrize(
    "issuer",
    [
        "Hội nghị Trung ương 5",
        "Hội nghị lần thứ 6 Ban Chấp hành Trung ương",
        "Quân khu 7",
        "Trưởng Ban Tuyên giáo",
    ],
)
def test_numbers_and_offices_in_the_name_of_an_issuer(issuer: str) -> None:
    assert found(f"Nghị quyết số 5-NQ/TW ngày 1/2/2017 của {issuer}, khóa XII")[0].issuer == issuer


def test_an_issuer_that_cites_the_next_is_not_of_the_one_before() -> None:
    first, second = found("tại Thông báo số 3-TB/TW, của Ban Bí thư tại Kết luận số 5-KL/TW")
    assert (first.issuer, second.issuer) == (None, None)


def test_items_side_by_side_are_no_titles_of_each_other() -> None:
    first, second = found("Kết luận số 5-KL/TU, Quy định số 6-QĐ/TU về giữ rừng")
    assert (first.title, second.title) == (None, "về giữ rừng")


def test_one_day_for_two_numbers() -> None:
    listed = found("Quyết định số 5/QĐ-BYT & 6/QĐ-BYT cùng ngày 3/4/2020 của Bộ Y tế")
    assert {(one.date, one.issuer) for one in listed} == {("2020-04-03", "Bộ Y tế")}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NQ 18-NQ/TW", "18-NQ/TW"),
        ("THỰC HIỆN CHỈ THỊ SỐ 32/CT-TTG", "32/CT-TTg"),
        ("Nghị quyết số 30a/2008/NQ-CP", "30a/2008/NQ-CP"),
        ("Luật Giao dịch điện tử số 20/2023/QH15", "20/2023/QH15"),
        ("tiêu chuẩn TCVN 14423:2025", "TCVN14423:2025"),
        ("Nghị định 64-CP", "64-CP"),
        ("Nghị quyết số 66.3/2025/NQ-CP", "66.3/2025/NQ-CP"),
        ("Thông tư số 7/2021TT-BYT", "7/2021TT-BYT"),
        ("Nghị định số 8/2021/NĐ_CP", "8/2021/NĐ_CP"),
        ("Quyết định số 9QĐ/UBND", "9QĐ/UBND"),
        ("Quyết định số 9 QĐ/UBND", "9QĐ/UBND"),
        ("Công văn số 15/SXD-QLN& TTBĐS", "15/SXD-QLN&TTBĐS"),
        ("Báo cáo số\n15\n/BC-UBND", "15/BC-UBND"),
        ("Sửa THÔNG TƯ\nSỐ 5/2020/TT-BYT", "5/2020/TT-BYT"),
        ("quy chuẩn QCVN 01-1:2018/BYT", "QCVN01-1:2018/BYT"),
        ("tiêu chuẩn TCVN 5509: 2003", "TCVN5509:2003"),
        ("tiêu chuẩn ngành 22 TCN 18-79", "22TCN18-79"),
    ],
)
def test_symbols_of_many_kinds(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Luật Tiêu chuẩn và quy chuẩn kỹ thuật và các nghị định", "Luật Tiêu chuẩn và quy chuẩn kỹ thuật"),
        ("Luật hoạt động Chữ thập đỏ, tạo điều kiện", "Luật hoạt động Chữ thập đỏ"),
        (
            "Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
            "Luật Tổ chức chính quyền địa phương ngày 16/6/2025",
        ),
        ("Hiến pháp năm 2013 quy định", "Hiến pháp năm 2013"),
        ("Pháp lệnh về lực lượng dự bị động viên và nghị định", "Pháp lệnh về lực lượng dự bị động viên"),
        (
            "Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên chủ nghĩa xã hội, các xã",
            "Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên chủ nghĩa xã hội",
        ),
        ("Kế hoạch của Sở Y tế về phòng dịch, trong đó", "Kế hoạch của Sở Y tế về phòng dịch"),
        (
            "Chiến lược phát triển chợ quê giai đoạn 2021 - 2030.",
            "Chiến lược phát triển chợ quê giai đoạn 2021 - 2030",
        ),
    ],
)
def test_documents_cited_by_name(text: str, name: str) -> None:
    [one] = found(f"Thực hiện {text}")
    assert (one.kind, one.text) == ("named", name)


def test_short_citations() -> None:
    shorts = found("Đề án 06; Nghị quyết số 43 của Quốc hội; Nghị quyết Đại hội XIII của Đảng")
    assert [(one.kind, one.number, one.issuer) for one in shorts] == [
        ("short", "06", None),
        ("short", "43", "Quốc hội"),
        ("short", None, "Đại hội XIII của Đảng"),
    ]


def test_this_document_and_documents_named_before() -> None:
    text = "Theo Chỉ thị số 5-CT/TU. Chỉ thị nêu trên và kế hoạch này (Kèm theo Kế hoạch số 12-KH/TU)"
    assert [(one.kind, one.number) for one in found(text)] == [
        ("numbered", "5-CT/TU"),
        ("anaphor", "5-CT/TU"),
        ("self", "12-KH/TU"),
        ("self", "12-KH/TU"),
    ]


DECISION = Header(number=Value(value="5/QĐ-UBND"), type=Value(value="quyết định"))


def test_what_a_decision_issues_is_this_document() -> None:
    text = (
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch xây dựng bến đò.\n"
        "Theo Kế hoạch số 8/KH-UBND, Kế hoạch này và Kế hoạch nêu trên\nQuy chế này"
    )
    assert [one.kind for one in found(text, DECISION)] == [
        "self",
        "named",
        "numbered",
        "self",
        "anaphor",
        "self",
    ]


def test_what_a_plan_speaks_of_is_another_document() -> None:
    (_, other) = found("Thực hiện Chương trình số 3-CTr/TU; nhiệm vụ của Chương trình này")
    assert (other.kind, other.number) == ("anaphor", "3-CTr/TU")
    assert [one.kind for one in found("niêm yết Quy chế này")] == ["anaphor"]


def test_a_joint_circular_speaks_of_itself_as_a_circular() -> None:
    joint = Header(number=Value(value="2/2010/TTLT-BTC-BNV"), type=Value(value="thông tư liên tịch"))
    (_, this) = found("thay thế Thông tư số 1/2009/TT-BTC. Thông tư này", joint)
    assert this.kind == "self"


def test_a_plan_of_its_kind_is_this_document() -> None:
    assert [one.kind for one in found("nội dung của kế hoạch thi đua này")] == ["self"]
    assert found("các kế hoạch của xã này") == ()


def test_several_documents_are_none_in_particular() -> None:
    *_, last = found("Theo Chỉ thị số 5-CT/TU, Kế hoạch số 6-KH/TU. Các xã thực hiện các văn bản nêu trên")
    assert (last.kind, last.number, last.text) == ("anaphor", None, "các văn bản nêu trên")
    assert (
        len(found("Theo Nghị định số 5/2020/NĐ-CP của Chính phủ và các Nghị định của Chính phủ: chưa rõ"))
        == 1
    )


def test_a_short_name_that_begins_another_name_is_none() -> None:
    text = "Đề án số 5/ĐA-UBND (sau đây gọi tắt là Đề án). Theo Đề án và Đề án Chợ nổi của xã"
    assert [one.kind for one in found(text)] == ["numbered", "anaphor", "anaphor"]


def test_a_declared_short_name_stands_for_its_document() -> None:
    *_, last = found(
        "Nghị quyết số 7/NQ-HĐND về chợ (sau đây gọi tắt là Nghị quyết Chợ). Phổ biến Nghị quyết Chợ."
    )
    assert (last.kind, last.number, last.text) == ("anaphor", "7/NQ-HĐND", "Nghị quyết Chợ")


def test_references_in_a_title_are_nested_and_siblings_are_not() -> None:
    text = "Quyết định số 8/QĐ-TTg ban hành Quy chế thi hành Luật Chợ búa, Nghị định số 9/2020/NĐ-CP"
    assert [(one.text, one.nested_in) for one in found(text)] == [
        ("Quyết định số 8/QĐ-TTg", None),
        ("Quy chế thi hành Luật Chợ búa", 0),
        ("Luật Chợ búa", 1),
        ("Nghị định số 9/2020/NĐ-CP", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "xây dựng kế hoạch 5 năm và báo cáo 6 tháng",
        "Chương trình mục tiêu quốc gia giảm nghèo",
        "đúng quy định của pháp luật, giữ kỷ luật",
        "Số: 12-KH/TU",
        "THÔNG TƯ\nSỐ 5/2020/TT-BYT",
        "tỷ lệ 1/500, ngày 24/7/2025, 100 đồng/kg",
        "ban hành Kế hoạch của tỉnh về trồng rừng",
        "Điều này, khoản này",
        "lập theo Mẫu số 05-PA và Biểu số 03-KH",
        "Đủ các Quyết định 03 cán bộ quản lý",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "piece", ["1", "-/", "1-NQ/", "Luật ", "của Bộ Y tế và ", "Luật sửa đổi Luật ", "(", "ngày 1 "]
)
def test_hostile_text_is_read_without_fail(piece: str) -> None:
    found("Nghị quyết số 1/NQ-CP " + piece * 3000)


def test_an_action_programme_is_a_programme() -> None:
    assert [
        one.type for one in found("Chương trình hành động số 7-CTr/TU, Thông báo kết luận số 8-TB/TU")
    ] == [
        "chương trình",
        "thông báo",
    ]


def test_a_form_of_a_type_is_cited_as_that_type() -> None:
    text = "Quy chế phối hợp số 7/QCPH-SYT-HCTĐ, Kế hoạch liên tịch số 8/KHLT-SYT-HCTĐ; Quy chế nêu trên"
    assert [one.type for one in found(text)] == ["quy chế", "kế hoạch", "quy chế"]


def test_an_issuer_before_a_list_is_the_issuer_of_each_item() -> None:
    text = "Căn cứ các Nghị quyết của Chính phủ: số 5/NQ-CP ngày 1/2/2025, số 6/NQ-CP ngày 3/4/2025;"
    assert [(one.text, one.type, one.issuer) for one in found(text)] == [
        ("số 5/NQ-CP ngày 1/2/2025", "nghị quyết", "Chính phủ"),
        ("6/NQ-CP ngày 3/4/2025", "nghị quyết", "Chính phủ"),
    ]
    [one] = found("theo Nghị quyết của Chính phủ số 5/NQ-CP ngày 1/2/2025")
    assert (one.text, one.issuer) == ("Nghị quyết của Chính phủ số 5/NQ-CP ngày 1/2/2025", "Chính phủ")


def test_the_number_behind_an_amended_law_is_that_of_the_amending_one() -> None:
    text = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật Đất đai số 43/2024/QH15;"
    assert [(one.text, one.number, one.nested_in) for one in found(text)] == [
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật Đất đai số 43/2024/QH15",
            "43/2024/QH15",
            None,
        ),
        ("Luật Nhà ở", None, 0),
        ("Luật Đất đai", None, 0),
    ]


def test_a_law_by_name_and_number_without_so() -> None:
    [one] = found("Căn cứ Luật Nhà ở 27/2023/QH15;")
    assert (one.text, one.type) == ("Luật Nhà ở 27/2023/QH15", "luật")


def test_a_short_name_stands_between_a_number_and_its_title() -> None:
    outer, short, inner = found(
        "Kế hoạch số 19/KH-UBND (gọi tắt là Kế hoạch 19) cụ thể hóa Nghị quyết số 3-NQ/TU, Sở yêu cầu"
    )
    assert (outer.title, short.nested_in, inner.nested_in) == ("cụ thể hóa Nghị quyết số 3-NQ/TU", None, 0)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Căn cứ {} về chợ nổi; bến đò ngang;", "về chợ nổi; bến đò ngang"),
        (
            "Thực hiện {} về chợ nổi; bến đò ngang, Sở Y tế xây dựng kế hoạch như sau:",
            "về chợ nổi; bến đò ngang",
        ),
        ("Căn cứ {} về chợ nổi; các văn bản hướng dẫn;", "về chợ nổi"),
        ("Căn cứ {} về chợ nổi; theo đề nghị của Sở Y tế;", "về chợ nổi"),
        ("- Tuyên truyền {} về chợ nổi; vận động nhân dân;", "về chợ nổi"),
    ],
)
def test_a_title_goes_on_behind_a_semicolon_in_a_list_of_grounds(line: str, title: str) -> None:
    assert found(line.format("Nghị định số 9/2020/NĐ-CP"))[0].title == title


def test_a_title_in_quotes_ends_with_them() -> None:
    text = "Quyết định số 8/QĐ-TTg phê duyệt Chương trình “Chợ quê, bến nước”, trên cơ sở báo cáo của Sở"
    assert found(text)[1].text == "Chương trình “Chợ quê, bến nước”"


def test_one_plan_by_its_issuer_ends_before_the_next() -> None:
    text = "gắn với Kế hoạch của Tỉnh ủy về giữ rừng và Kế hoạch của Tỉnh ủy về làm đường, không phô trương"
    assert [one.text for one in found(text)] == [
        "Kế hoạch của Tỉnh ủy về giữ rừng",
        "Kế hoạch của Tỉnh ủy về làm đường",
    ]


def test_a_plan_by_the_decision_that_enacts_it() -> None:
    text = "theo Kế hoạch hành động ven biển ban hành kèm theo Quyết định số 8/QĐ-TTg"
    assert [one.text for one in found(text)] == ["Kế hoạch hành động ven biển", "Quyết định số 8/QĐ-TTg"]


def test_a_decision_names_the_scheme_it_approves_and_gives_it_a_short_name() -> None:
    own = Header(number=Value(value="5/QĐ-UBND"), type=Value(value="quyết định"))
    text = "Điều 1. Phê duyệt Đề án Chợ nổi trên sông (gọi tắt là Đề án), gồm:\n1. Sở Y tế thực hiện Đề án."
    assert [(one.text, one.kind) for one in found(text, own)] == [
        ("Đề án Chợ nổi trên sông", "named"),
        ("Đề án", "anaphor"),
        ("Đề án", "anaphor"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "issuer"),
    [
        (
            "theo Quy chế bến đò ngang (ban hành kèm theo Quyết định số 8/QĐ-SYT)",
            "Quy chế bến đò ngang",
            None,
        ),
        ("theo Quy hoạch chợ, bến đò ngang đã được UBND tỉnh phê duyệt", "Quy hoạch chợ, bến đò ngang", None),
        (
            "theo Kế hoạch dự trữ gạo, muối năm 2025 của Sở Công Thương.",
            "Kế hoạch dự trữ gạo, muối năm 2025 của Sở Công Thương",
            "Sở Công Thương",
        ),
        (
            "theo Quy chế phối hợp giữa Sở Y tế và Hội Chữ thập đỏ tỉnh.",
            "Quy chế phối hợp giữa Sở Y tế và Hội Chữ thập đỏ tỉnh",
            None,
        ),
        (
            "Chiến lược chuyển đổi số của Bộ Xây dựng giai đoạn 2025 - 2030",
            "Chiến lược chuyển đổi số của Bộ Xây dựng giai đoạn 2025 - 2030",
            "Bộ Xây dựng",
        ),
        ("Quyết định số 8/QĐ-SYT phê duyệt đề án chợ trên sông", "đề án chợ trên sông", None),
        (
            "theo Đề án “Chợ nổi trên sông lớn và bến đò ngang của các xã ven sông”, Sở Y tế",
            "Đề án “Chợ nổi trên sông lớn và bến đò ngang của các xã ven sông”",
            None,
        ),
    ],
)
def test_what_tells_which_plan_is_meant(text: str, name: str, issuer: str | None) -> None:
    assert [(one.text, one.issuer) for one in found(text) if one.kind == "named"] == [(name, issuer)]


@pytest.mark.parametrize(
    "text",
    [
        "QUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ CHỢ NỔI TRÊN SÔNG",
        "Căn cứ biên bản họp;\nUBND tỉnh ban hành Quyết định ban hành Quy chế chợ nổi trên sông.",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế chợ nổi trên sông.",
    ],
)
def test_a_decision_names_what_it_issues(text: str) -> None:
    own = Header(number=Value(value="5/QĐ-UBND"), type=Value(value="quyết định"))
    [named] = [one for one in found(text, own) if one.kind == "named"]
    assert fold(named.text or "") == "quy chế chợ nổi trên sông"


@pytest.mark.parametrize(
    "text",
    [
        "Trên đây là Kế hoạch của Tỉnh ủy về giữ rừng.",
        "gắn với các Nghị quyết của Trung ương về giữ rừng",
        "theo Kế hoạch giữ rừng đã được cấp có thẩm quyền phê duyệt",
        "thực hiện Kế hoạch này đã được UBND tỉnh phê duyệt",
        "Quyết định số 8/QĐ-SYT ban hành quy định về chợ nổi",
        "hưởng ứng Chương trình “Chợ quê ngày Tết”",
        "Căn cứ Chỉ thị của Ban Bí thư, các xã xây dựng kế hoạch",
    ],
)
def test_what_names_no_one_document(text: str) -> None:
    assert [one.text for one in found(text) if one.kind in ("named", "anaphor")] == []


def test_a_name_that_stood_before_ends_where_it_did() -> None:
    text = (
        "Quyết định số 8/QĐ-SYT phê duyệt Đề án chợ nổi trên sông.\n"
        "Theo Quyết định số 8/QĐ-SYT phê duyệt Đề án chợ nổi trên sông và kết quả kiểm kê của các xã."
    )
    assert [one.text for one in found(text) if one.kind == "named"] == ["Đề án chợ nổi trên sông"] * 2


@pytest.mark.parametrize(
    ("own", "text", "kinds"),
    [
        ("kế hoạch", "theo Kế hoạch nêu trên", ["self"]),
        ("kế hoạch", "Chiến lược chợ quê giai đoạn 2021 - 2030; Chiến lược này", ["named", "anaphor"]),
        ("quyết định", "Điều 1. Ban hành Quy chế chợ nổi trên sông. Quy chế này", ["named", "self"]),
        ("quyết định", "sửa Quyết định số 8/QĐ-SYT; theo các văn bản nêu trên", ["numbered", "anaphor"]),
        ("quyết định", "theo Luật Đất đai. Luật này", ["named", "anaphor"]),
    ],
)
def test_a_pointer_means_this_document_or_the_last_of_its_type(own: str, text: str, kinds: list[str]) -> None:
    header = Header(number=Value(value="5/XX-UBND"), type=Value(value=own))
    assert [one.kind for one in found(text, header)] == kinds


def test_a_pointer_to_many_has_no_number() -> None:
    assert found("Chỉ thị số 5-CT/TU và Chỉ thị số 6-CT/TU; các Chỉ thị nêu trên")[-1].number is None


def test_the_year_or_day_behind_a_law_is_its_date() -> None:
    laws = found("Luật Đất đai năm 2024, Luật Nhà ở ngày 27/11/2023, Hiến pháp năm 2013 và Luật Đất đai")
    assert [one.date for one in laws] == ["2024", "2023-11-27", "2013", None]
    assert laws[0].parts["date"] == Span(13, 21)


def test_the_seat_of_a_board_stands_behind_its_field() -> None:
    [one] = found(
        "Quyết định số 3-QĐ/BCĐ ngày 1/2/2025 của Ban Chỉ đạo về chuyển đổi số tỉnh ban hành quy chế"
    )
    assert one.issuer == "Ban Chỉ đạo về chuyển đổi số tỉnh"


def test_a_congress_with_its_years() -> None:
    [one] = found("Nghị quyết Đại hội đại biểu Đảng bộ xã lần thứ II, nhiệm kỳ 2025 - 2030, Đảng ủy")
    assert one.text == "Nghị quyết Đại hội đại biểu Đảng bộ xã lần thứ II, nhiệm kỳ 2025 - 2030"
    assert one.issuer == "Đại hội đại biểu Đảng bộ xã lần thứ II"


def test_a_pointer_to_a_bullet() -> None:
    [one] = found("nói tại gạch đầu dòng thứ hai, điểm 3, mục I Kế hoạch số 9/KH-UBND")
    assert one.pinpoint == "gạch đầu dòng thứ hai, điểm 3, mục I"


@pytest.mark.parametrize(
    ("pinpoint", "points"),
    [
        ("điểm a, b khoản 2 Điều 5", ("Điều 5.2.a", "Điều 5.2.b")),
        ("khoản 1 Điều 4; khoản 3 Điều 6", ("Điều 4.1", "Điều 6.3")),
        ("Điều 6 đến Điều 8", ("Điều 6", "Điều 7", "Điều 8")),
        ("điểm 1 (về chợ) Mục III", ("III.1",)),
        ("Mục II Phụ lục I", ("PLI.II",)),
    ],
)
def test_a_pinpoint_names_sections(pinpoint: str, points: tuple[str, ...]) -> None:
    [one] = found(f"theo {pinpoint} của Nghị định số 9/2020/NĐ-CP")
    assert (one.pinpoint, one.points) == (pinpoint, points)
    assert one.parts["pinpoint"] == Span(5, 5 + len(pinpoint))


def test_the_annex_of_a_document_needs_no_number() -> None:
    [one] = found("theo mẫu tại Phụ lục ban hành kèm theo Thông tư số 9/2020/TT-BYT")
    assert (one.pinpoint, one.points) == ("Phụ lục", ())


def test_the_year_at_the_end_of_a_sentence_belongs_to_the_law() -> None:
    assert [one.text for one in found("theo Luật Đất đai năm 2024.")] == ["Luật Đất đai năm 2024"]


@pytest.mark.parametrize(
    ("cited", "kind"),
    [
        ("Kế hoạch số 12/KH-UBND", "self"),
        ("Kế hoạch số 12/KH-UBND ngày 19/01/2015 của UBND tỉnh", "self"),
        ("Kế hoạch số 12/KH-UBND ngày 15/01/2014 của UBND tỉnh", "numbered"),
        ("Kế hoạch số 12/KH-UBND của UBND tỉnh Phú Yên", "numbered"),
    ],
)
def test_a_number_like_its_own_is_another_where_its_day_or_place_is_another(cited, kind):
    paper = (
        "ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA\n\nSố: 12/KH-UBND\n\nKhánh Hòa, ngày 19 tháng 01 năm 2015\n\nKẾ HOẠCH\n"
        f"Rà soát văn bản năm 2015\n\nCác sở thực hiện theo {cited} và báo cáo kết quả."
    )
    assert [mention.kind for mention in vp.parse(paper).references] == [kind]
