from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.parsing.find import find_tasks
from vnpolicy.parsing.header import read_header
from vnpolicy.reading.source import CleanText, Paragraph

PLAN = """TỈNH ỦY KON TUM
ĐẢNG CỘNG SẢN VIỆT NAM
Kon Tum, ngày 03 tháng 5 năm 2012
Số 45 - KH/TU
KẾ HOẠCH
thực hiện Chỉ thị số 12-CT/TW của Ban Bí thư về công tác văn thư
Để chấn chỉnh công tác văn thư, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:
I- MỤC ĐÍCH
1- Giữ gìn hồ sơ.
Nơi nhận:
- Ban Bí thư ( báo cáo );
- Các huyện ủy;
- Lưu VPTU.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Y Một Niê"""


def clean(text, columns=(), strong=()):
    """Each line a paragraph; `columns` gives the column of a line by its number, `strong` the bold ones."""
    paragraphs, start = [], 0
    for number, line in enumerate(text.split("\n")):
        column = dict(columns).get(number, "")
        paragraphs.append(Paragraph(start=start, end=start + len(line), column=column, strong=number in strong))
        start += len(line) + 1
    return CleanText(text=text, folded=fold(text), paragraphs=tuple(paragraphs))


def header(text, columns=()):
    return read_header(clean(text, columns), Knowledge.default())[0]


def test_the_letterhead_of_a_party_plan():
    found = header(PLAN)
    assert found.number.value == "45-KH/TU"
    assert found.organ.value == "Tỉnh ủy Kon Tum"
    assert (found.place.value, found.date.value) == ("Kon Tum", "2012-05-03")


def test_type_and_title():
    found = header(PLAN)
    assert found.type.value == "kế hoạch"
    assert found.title.value == "thực hiện Chỉ thị số 12-CT/TW của Ban Bí thư về công tác văn thư"


def test_a_title_may_hold_a_list():
    text = "KẾ HOẠCH\nKhắc phục (1) Úng ngập;\n(2) Ùn tắc giao thông\nThực hiện Kế hoạch số 5-KH/TU."
    found = read_header(clean(text, strong=(0, 1, 2)), Knowledge.default())[0]
    assert found.title.value == "Khắc phục (1) Úng ngập; (2) Ùn tắc giao thông"


def test_the_issuer_takes_the_place_of_the_letterhead():
    assert [issuer.value for issuer in header(PLAN).issuers] == ["Ban Thường vụ Tỉnh ủy Kon Tum"]


def test_signer_with_authority_and_position():
    (signer,) = header(PLAN).signers
    assert (signer.name, signer.position) == ("Y Một Niê", "Phó Bí thư")
    assert signer.authority == "T/M BAN THƯỜNG VỤ"


def test_recipients_with_notes():
    assert [(r.text, r.note) for r in header(PLAN).recipients] == [
        ("Ban Bí thư ( báo cáo )", "báo cáo"),
        ("Các huyện ủy", None),
        ("Lưu VPTU", None),
    ]


def test_every_value_stands_where_it_says():
    found = header(PLAN)
    values = [found.number, found.type, found.organ, found.place, found.date, found.title, *found.issuers]
    for value in [*values, *found.signers, *found.recipients]:
        assert PLAN[value.start : value.end] == value.text


def test_zones_of_a_plan():
    zones = read_header(clean(PLAN), Knowledge.default())[1]
    words = ["TỈNH ỦY", "KẾ HOẠCH", "Để chấn", "1- Giữ", "Lưu"]
    found = [zones.of(PLAN.index(word)) for word in words]
    assert found == ["letterhead", "title", "preamble", "body", "closing"]


def test_a_department_takes_the_place_of_its_superior():
    text = "UBND TỈNH ĐẮK LẮK\nSỞ Y TẾ\nSố: 7/QĐ-SYT\nQUYẾT ĐỊNH\nVề việc cử cán bộ"
    assert header(text).organ.value == "Sở Y tế tỉnh Đắk Lắk"


def test_a_letter_has_an_inferred_type_and_its_subject_as_title():
    text = "BỘ NỘI VỤ\nSố: 88/BNV-VP\nV/v báo cáo quý\nKính gửi: Sở Nội vụ\nBộ yêu cầu."
    found = header(text)
    assert (found.type.value, found.type.method, found.type.start) == ("công văn", "inferred", None)
    assert found.title.value == "V/v báo cáo quý"
    assert [recipient.text for recipient in found.recipients] == ["Sở Nội vụ"]


def test_a_notice_of_conclusions_is_a_notice():
    lines = [
        "TỈNH ỦY KON TUM",
        "Số 5-TB/TU",
        "THÔNG BÁO",
        "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY",
        "về giữ rừng",
    ]
    found = header("\n".join([*lines, "Sau khi nghe báo cáo, Ban Thường vụ kết luận như sau:"]))
    assert found.type.value == "thông báo"
    assert found.title.value == "KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY về giữ rừng"


def test_an_action_programme_is_a_programme():
    found = header("TỈNH ỦY KON TUM\nSố 5-CTr/TU\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết số 5-NQ/TW")
    assert (found.type.value, found.title.value) == ("chương trình", "thực hiện Nghị quyết số 5-NQ/TW")


def test_the_preamble_of_a_letter_stands_behind_the_addressees():
    lines = ["SỞ Y TẾ", "Số: 5/SYT-VP", "V/v tiêm chủng", "Kính gửi:", "- Các bệnh viện;", "- Các xã."]
    text = clean("\n".join([*lines, "Thực hiện Kế hoạch số 5/KH-UBND, Sở yêu cầu như sau:", "1. Mở cửa."]))
    _, zones, _ = read_header(text, Knowledge.default())
    assert zones.of(text.text.index("Kế hoạch")) == "preamble"


def test_columns_one_after_the_other():
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 4 tháng 3 năm 2019"
    text = f"BỘ Y TẾ\nSố: 9/CT-BYT\n{right}\nCHỈ THỊ\nVề an toàn"
    columns = [(0, "left"), (1, "left"), (2, "right"), (3, "right")]
    found = header(text, columns)
    assert (found.organ.value, found.number.value, found.place.value) == ("Bộ Y tế", "9/CT-BYT", "Hà Nội")


def test_issuers_under_the_type_line_are_no_title():
    text = "Số 5-KL/TW\nKẾT LUẬN\nCỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ\nVỀ CÔNG TÁC TIẾP DÂN\nMột là."
    found = header(text)
    assert [issuer.value for issuer in found.issuers] == ["Bộ Chính trị", "Ban Bí thư"]
    assert found.title.value == "VỀ CÔNG TÁC TIẾP DÂN"


def test_a_cited_number_in_the_subject_is_not_the_number():
    text = "BỘ XÂY DỰNG\nV/v thực hiện Quyết định số 22/2013/QĐ-TTg\nSố: 31/BXD-QLN\nKính gửi: Sở Y tế"
    assert header(text).number.value == "31/BXD-QLN"


def test_a_blank_number_is_none_and_an_issue():
    text = "UBND TỈNH GIA LAI\nSố:      /KH-UBND\nGia Lai, ngày    tháng 3 năm 2021\nKẾ HOẠCH\nTrồng rừng"
    found, _, issues = read_header(clean(text), Knowledge.default())
    assert found.number is None and found.date is None
    assert "the number is left blank" in [i.message for i in issues if i.code == "header.no-number"]


def test_a_copy_without_letterhead_keeps_its_title():
    title = "Quyết định về việc lập quỹ khuyến học"
    found = header(f"{title}\nỦy ban nhân dân tỉnh gia lai\nCăn cứ Luật Giáo dục;\nĐiều 1. Lập quỹ.")
    assert (found.type.value, found.title.value) == ("quyết định", "về việc lập quỹ khuyến học")
    assert found.organ.value == "Ủy ban nhân dân tỉnh Gia Lai"
    assert found.number is None


def test_a_flattened_signature():
    receivers = "Nơi nhận: - Như trên; - Vụ A (để b/c); - Lưu: VT."
    found = header(f"CHỈ THỊ\nVề văn thư\n{receivers}\nKT. BỘ TRƯỞNG THỨ TRƯỞNG Bùi Văn Lĩnh")
    assert [(s.name, s.position) for s in found.signers] == [("Bùi Văn Lĩnh", "Thứ trưởng")]
    assert [r.text for r in found.recipients] == ["Như trên", "Vụ A (để b/c)", "Lưu: VT"]


def test_a_signature_before_the_recipients_and_a_name_in_capitals():
    signature = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLÊ VĂN NAM"
    found = header(f"CHỈ THỊ\nVề văn thư\n{signature}\nNơi nhận:\n- Sở Y tế;")
    assert [(s.name, s.position) for s in found.signers] == [("Lê Văn Nam", "Chủ tịch")]
    assert len(found.recipients) == 1


def test_a_rank_is_no_part_of_the_name():
    (signer,) = header("THÔNG TƯ\nVề lễ tang\nBỘ TRƯỞNG\nĐại tướng Trần Văn Quang").signers
    assert signer.name == "Trần Văn Quang"


def test_the_first_of_two_closings_counts():
    text = PLAN + "\nPHỤ LỤC\nBIỂU MẪU\nNơi nhận:\n- Ai đó;\nGIÁM ĐỐC\nTrần Văn B"
    found, zones, _ = read_header(clean(text), Knowledge.default())
    assert [signer.name for signer in found.signers] == ["Y Một Niê"]
    assert zones.of(text.index("BIỂU MẪU")) == "annex"
    assert zones.of(text.index("Ai đó")) == "closing"


def test_nothing_gives_nothing():
    found, _, issues = read_header(clean(""), Knowledge.default())
    assert found.number is None and found.signers == ()
    assert "header.no-title" in [issue.code for issue in issues]


def test_a_day_by_which_something_is_due_is_no_date_of_a_paper():
    [task] = find_tasks("Sở Y tế báo cáo UBND tỉnh trước ngày 15/12/2025.")
    assert task.deadline.value == "2025-12-15"
