"""Bodies: where names begin and end, whose they are, what the paper makes of them."""

import pytest

import vnpolicy as vp
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import BodyName, Province
from vnpolicy.language import fold
from vnpolicy.parsing.body_grammar import find_names

KNOWLEDGE = Knowledge.default()


def names(text: str) -> list[str]:
    return [text[name.start : name.end] for name in find_names(text, fold(text), KNOWLEDGE)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("giao Sở Y tế, Sở Nội vụ thực hiện", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Văn hóa, Thể thao và Du lịch báo cáo", ["Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "Bộ NN&MT và Bộ Lao động - Thương binh và Xã hội",
            ["Bộ NN&MT", "Bộ Lao động - Thương binh và Xã hội"],
        ),
        ("Ban Tổ chức, Ban Tuyên giáo Tỉnh ủy giúp", ["Ban Tổ chức", "Ban Tuyên giáo Tỉnh ủy"]),
        ("UBND các xã, phường rà soát", ["UBND các xã, phường"]),
        ("Ủy ban nhân dân xã, phường, đặc khu Phú Quý", ["Ủy ban nhân dân xã, phường, đặc khu Phú Quý"]),
        ("UBND thành phố Huế, Công an tỉnh", ["UBND thành phố Huế", "Công an tỉnh"]),
        ("Phòng Tổng hợp thuộc Văn phòng Tỉnh uỷ soạn", ["Phòng Tổng hợp thuộc Văn phòng Tỉnh uỷ"]),
        ("Phòng An ninh mạng Công an tỉnh trực", ["Phòng An ninh mạng Công an tỉnh"]),
        ("Kho bạc Nhà nước khu vực IX chi", ["Kho bạc Nhà nước khu vực IX"]),
        ("Hội LHPN Việt Nam tỉnh vận động", ["Hội LHPN Việt Nam tỉnh"]),
        ("Trung tâm Y tế huyện Krông Bông khám", ["Trung tâm Y tế huyện Krông Bông"]),
        ("Cục Lãnh sự cấp giấy", ["Cục Lãnh sự"]),
        ("Ban Chỉ đạo phòng, chống mua bán người tỉnh họp", ["Ban Chỉ đạo phòng, chống mua bán người tỉnh"]),
        ("Ban Chỉ đạo quốc gia kết luận", ["Ban Chỉ đạo quốc gia"]),
        ("giao Văn phòng Đảng ủy xã tổng hợp", ["Văn phòng Đảng ủy xã"]),
        ("Công an Thành phố Chỉ đạo lực lượng", ["Công an Thành phố"]),
        (
            "Ban Quản lý Khu kinh tế Vân Phong và các khu công nghiệp rà soát",
            ["Ban Quản lý Khu kinh tế Vân Phong và các khu công nghiệp"],
        ),
        (
            "UBND các huyện, thị xã Buôn Hồ và thành phố Buôn Ma Thuột cấp đất",
            ["UBND các huyện, thị xã Buôn Hồ và thành phố Buôn Ma Thuột"],
        ),
        ("UBND các tỉnh: Lào Cai, Sơn La trực bão", ["UBND các tỉnh: Lào Cai, Sơn La"]),
        ("Hội đồng nghĩa vụ quân sự huyện xét duyệt", ["Hội đồng nghĩa vụ quân sự huyện"]),
        (
            "Ban Chỉ đạo về chuyển đổi số xây dựng kế hoạch, gửi UBND",
            ["Ban Chỉ đạo về chuyển đổi số", "UBND"],
        ),
        ("Ngân hàng Nhà nước chi nhánh khu vực 9 hướng dẫn", ["Ngân hàng Nhà nước chi nhánh khu vực 9"]),
        ("phối hợp với Ủy ban nhân dân các quận - huyện", ["Ủy ban nhân dân các quận - huyện"]),
        ("Cục Tần số vô tuyến điện, Chi cục Thủy lợi duyệt", ["Cục Tần số vô tuyến điện", "Chi cục Thủy lợi"]),
        ("Ban quản lý Khu Nông nghiệp ứng dụng Công nghệ cao Tây Ninh lập hồ sơ",
         ["Ban quản lý Khu Nông nghiệp ứng dụng Công nghệ cao Tây Ninh"]),
        ("Văn phòng Ban Chỉ đạo quốc gia 389 tổng hợp", ["Văn phòng Ban Chỉ đạo quốc gia 389"]),
        ("tham mưu ban thường vụ cấp ủy cùng cấp xem xét", ["ban thường vụ cấp ủy cùng cấp"]),
    ],
)
def test_a_name_begins_and_ends_where_it_is_printed(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("các sở, ban, ngành có liên quan rà soát", ["các sở, ban, ngành có liên quan"]),
        ("Các huyện uỷ, thị uỷ, đảng uỷ trực thuộc họp", ["Các huyện uỷ, thị uỷ, đảng uỷ trực thuộc"]),
        ("Tỉnh ủy, Ủy ban nhân dân tỉnh", ["Tỉnh ủy", "Ủy ban nhân dân tỉnh"]),
        ("các cấp uỷ đảng, chính quyền các cấp", ["các cấp uỷ đảng", "chính quyền các cấp"]),
        ("các cơ quan, đơn vị thuộc Sở Tài chính lập", ["các cơ quan, đơn vị thuộc Sở Tài chính"]),
        ("Các đơn vị được giao chủ trì có trách nhiệm", ["Các đơn vị được giao chủ trì"]),
        ("Các cơ quan phối hợp có trách nhiệm", ["Các cơ quan phối hợp"]),
        ("trình cấp có thẩm quyền quyết định", ["cấp có thẩm quyền"]),
        ("Đảng ủy các bộ, ngành ở Trung ương", ["Đảng ủy các bộ, ngành ở Trung ương"]),
        ("Các tỉnh uỷ, thành uỷ và đảng uỷ trực thuộc họp", ["Các tỉnh uỷ, thành uỷ và đảng uỷ trực thuộc"]),
        ("các phòng, chi cục trực thuộc Sở Xây dựng lập", ["các phòng, chi cục trực thuộc Sở Xây dựng"]),
        ("Các chi, đảng bộ cơ sở học tập", ["Các chi, đảng bộ cơ sở"]),
        ("các chi bộ thôn, buôn sinh hoạt", ["các chi bộ thôn, buôn"]),
        ("Các cơ quan nêu tại Mục II báo cáo", ["Các cơ quan nêu tại Mục II"]),
        (
            "các doanh nghiệp viễn thông và truyền hình cáp hoạt động trên địa bàn tỉnh rà soát",
            ["các doanh nghiệp viễn thông và truyền hình cáp hoạt động trên địa bàn tỉnh"],
        ),
        (
            "các đơn vị quân đội đóng quân trên địa bàn giúp dân",
            ["các đơn vị quân đội đóng quân trên địa bàn"],
        ),
        ("các đơn vị dò tìm bom mìn có trách nhiệm", ["các đơn vị dò tìm bom mìn"]),
        ("các cơ sở giáo dục mầm non công lập, các cơ sở dữ liệu", ["các cơ sở giáo dục mầm non công lập"]),
        ("các sở - ngành thành phố rà soát", ["các sở - ngành thành phố"]),
        ("chỉ đạo các cấp, các ngành vào cuộc", ["các cấp, các ngành"]),
        ("Giám đốc sở, Thủ trưởng đơn vị ký", ["sở", "đơn vị"]),
    ],
)
def test_a_set_of_bodies_is_one_name_with_what_says_which(text, wanted):
    assert names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "cán bộ, công chức ban hành văn bản",
        "thực hiện nhiệm vụ được giao",
        "phòng, chống lãng phí",
        "các Tỉnh ủy viên dự họp",
        "tổ chức thực hiện chính quyền điện tử",
        "phường cổ ở Hội An",
        "Đơn vị phối hợp: không có",
        "Công văn số 87/UBND-NC",
        "BỘ PHẬN MỘT CỬA",
        "mua bảo hiểm xã hội",
    ],
)
def test_everyday_words_persons_places_and_symbols_are_no_bodies(text):
    assert names(text) == []


PLAN = """TỈNH ỦY GIA LAI
*
Số 12-KH/TU
Pleiku, ngày 05 tháng 3 năm 2012

KẾ HOẠCH
thực hiện công tác khuyến học

Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:
1. Ban Dân vận Tỉnh uỷ chủ trì, phối hợp với Hội Khuyến học tỉnh triển khai.
2. UBND tỉnh chỉ đạo Đài Phát thanh và Truyền hình, các sở, ban, ngành làm theo hướng dẫn của Bộ Y tế.

Nơi nhận:
- Ban Bí thư (báo cáo);
- Chủ tịch, các PCT UBND huyện;
- Các ban Tỉnh ủy, MTTQ tỉnh;
- Lưu VPTU.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Nguyễn Văn A
"""


@pytest.fixture(scope="module")
def plan() -> vp.Document:
    return vp.parse(PLAN)


def uses(document: vp.Document, text: str) -> set[str]:
    return {use for body in document.bodies if body.text == text for use in body.uses}


def test_relative_names_are_made_absolute_by_the_letterhead(plan):
    [body] = {(body.id, body.name) for body in plan.bodies if body.text == "Ban Dân vận Tỉnh uỷ"}
    assert body == ("ban-dan-van-tinh-uy@gia-lai", "Ban Dân vận Tỉnh ủy Gia Lai")


def test_a_central_body_has_no_place(plan):
    assert {body.id for body in plan.bodies if body.text == "Bộ Y tế"} == {"bo-y-te"}


def test_uses_tell_issuers_recipients_roles_and_mentions_apart(plan):
    assert uses(plan, "Ban Thường vụ Tỉnh ủy") == {"issuer"}
    assert uses(plan, "Ban Bí thư") == {"recipient"}
    assert uses(plan, "Hội Khuyến học tỉnh") == {"role"}
    assert uses(plan, "Bộ Y tế") == {"mention"}


def test_whom_the_lead_directs_has_a_role(plan):
    assert uses(plan, "Đài Phát thanh và Truyền hình") == uses(plan, "các sở, ban, ngành") == {"role"}


def test_the_organ_of_persons_who_receive_the_paper_is_no_recipient(plan):
    assert uses(plan, "UBND huyện") == {"mention"}


def test_the_header_knows_its_bodies(plan):
    header = plan.header
    assert header.organ.body == "tinh-uy@gia-lai"
    assert header.issuers[0].body == "ban-thuong-vu-tinh-uy@gia-lai"
    assert [recipient.bodies for recipient in header.recipients] == [
        ("ban-bi-thu",),
        (),
        ("cac-ban-tinh-uy@gia-lai", "mat-tran-to-quoc@gia-lai"),
        ("van-phong-tinh-uy@gia-lai",),
    ]


@pytest.mark.parametrize(
    "forms",
    [
        ("Tỉnh uỷ", "Tỉnh ủy", "TỈNH ỦY"),
        ("UBND các xã/phường", "Uỷ ban nhân dân xã, phường"),
        ("VP. UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("UBMTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "MTTQ tỉnh"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", "Sở Giáo dục - Đào tạo"),
    ],
)
def test_spellings_and_abbreviations_of_a_body_have_one_id(forms):
    assert len({body.id for form in forms for body in vp.find_bodies(form)}) == 1


def test_bodies_under_one_head_are_found_piece_by_piece():
    found = {body.text: body.id for body in vp.find_bodies("gửi các Sở: NN&MT, TC, VH,TT&DL")}
    assert found["NN&MT"] == "so-nong-nghiep-va-moi-truong"
    assert found["VH,TT&DL"] == "so-van-hoa-the-thao-va-du-lich"


LETTER = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
SỞ XÂY DỰNG
Số: 31/SXD-VP
Lào Cai, ngày 04 tháng 3 năm 2026

Kính gửi:
- Các Sở: Y tế, Tài chính;
- Các phòng, chi cục trực thuộc Sở.

Để kịp mùa mưa, đề nghị thực hiện các việc sau:
1. Chi cục Giám định rà soát hồ sơ, báo cáo Sở trước ngày 20/3/2026.
2. Văn phòng Sở giúp Giám đốc Sở theo dõi.
"""


def received(lines: str) -> list[str]:
    text = PLAN.replace("- Ban Bí thư (báo cáo);", lines)
    return [body.text for body in vp.parse(text).bodies if "recipient" in body.uses][:-3]


def test_a_piece_of_a_list_of_recipients_is_a_body_to_its_end():
    assert received("- BCH PTDS tỉnh, VNPT Gia Lai (p/h);") == ["BCH PTDS tỉnh", "VNPT Gia Lai"]
    assert received("- Các cơ quan thuộc CP;") == ["Các cơ quan thuộc CP"]
    assert received("- Trung tâm Thông tin để đăng tin;") == ["Trung tâm Thông tin"]


def test_letters_that_fill_a_piece_are_a_body_unless_they_are_persons():
    assert received("- Phòng Đô thị, TTQLB; CT, PCT, BTCN;") == ["Phòng Đô thị", "TTQLB"]


def test_persons_and_the_initials_of_units_receive_nothing():
    assert received("- Thủ tướng, các Phó Thủ tướng;\n- VPCP: BTCN, các Vụ: TH, NC;") == ["VPCP"]


def test_each_piece_behind_the_colon_of_a_shared_head_gets_its_full_name():
    found = vp.find_bodies(
        "gửi các Tập đoàn: Cao su Tây Nguyên, Điện lực Việt Nam và các Bộ: Y tế, Tài chính"
    )
    assert {body.text: body.name for body in found} == {
        "Cao su Tây Nguyên": "Tập đoàn Cao su Tây Nguyên",
        "Điện lực Việt Nam": "Tập đoàn Điện lực Việt Nam",
        "Y tế": "Bộ Y tế",
        "Tài chính": "Bộ Tài chính",
    }


def test_a_place_is_a_body_where_it_acts_and_nowhere_else():
    text = "Giao tỉnh Lào Cai rà soát. Nơi còn thiếu, Tỉnh tổng hợp nhu cầu. Tỉnh có 9 xã; đường về tỉnh Lào Cai."
    found = [(body.text, body.id) for body in vp.find_bodies(text)]
    assert found == [("tỉnh Lào Cai", "tinh@lao-cai"), ("Tỉnh", "tinh")]


def test_an_office_holder_who_speaks_is_not_the_organ_that_his_title_names():
    paper = vp.parse(
        "VĂN PHÒNG CHÍNH PHỦ\nSố: 7/TB-VPCP\nHà Nội, ngày 02 tháng 3 năm 2026\nTHÔNG BÁO\nvề nước sạch\n"
        "Sau khi nghe báo cáo, Phó Thủ tướng Chính phủ Trần Văn A kết luận như sau:\n1. Bộ Y tế rà soát.\n"
    )
    assert [body.text for body in paper.bodies if "issuer" in body.uses] == ["VĂN PHÒNG CHÍNH PHỦ"]


def test_a_list_of_those_who_are_told_is_no_issuer():
    paper = vp.parse(
        "CHỈ THỊ\nvề nước sạch\nUBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành tập trung chỉ đạo thực hiện như sau:\n"
        "1. Rà soát.\n"
    )
    assert "ban, ngành" not in [body.text for body in paper.bodies if "issuer" in body.uses]


def test_whom_a_bracket_adds_has_the_role_of_the_body_before_it():
    text = "Sở Y tế (Chi cục Dân số và Trung tâm Giám định) lập sổ. Báo cáo viên (Cục Lãnh sự) nghỉ."
    assert [body.text for body in vp.parse(text).bodies if "role" in body.uses] == [
        "Sở Y tế", "Chi cục Dân số", "Trung tâm Giám định",
    ]  # fmt: skip


def test_in_a_departments_own_paper_its_head_alone_means_it():
    letter = vp.parse(LETTER)
    own = {body.text: body.id for body in letter.bodies if body.text in ("Sở", "Văn phòng Sở")}
    assert own == {"Sở": "so-xay-dung@lao-cai", "Văn phòng Sở": "van-phong-so-xay-dung@lao-cai"}
    assert [given.text for given in letter.tasks[1].assignments] == ["Văn phòng Sở", "Giám đốc Sở"]


def test_whom_a_letter_addresses_receives_it_and_has_no_task():
    letter = vp.parse(LETTER)
    received = [body.text for body in letter.bodies if "recipient" in body.uses]
    assert received == ["Y tế", "Tài chính", "Các phòng, chi cục trực thuộc Sở"]
    assert len(letter.tasks) == 2


def test_a_head_alone_means_nobody_elsewhere():
    assert names("báo cáo Sở trước ngày 20/3/2026") == []


def test_the_organ_of_a_letterhead_is_its_whole_line():
    paper = vp.parse(
        "ĐẢNG BỘ TỈNH SƠN LA\nĐẢNG ỦY PHƯỜNG CHIỀNG LỀ\nSố 3-KH/ĐU\nChiềng Lề, ngày 02 tháng 2 năm 2026\n"
        "KẾ HOẠCH\nvề nước sạch\n"
    )
    assert [body.text for body in paper.bodies if "issuer" in body.uses] == ["ĐẢNG ỦY PHƯỜNG CHIỀNG LỀ"]


def test_bodies_in_a_heading_have_a_part(plan):
    paper = vp.parse("2. Đối với chính quyền và các đoàn thể\n- Sở Y tế lập sổ theo dõi.")
    assert uses(paper, "chính quyền") == uses(paper, "các đoàn thể") == {"role"}


def test_the_word_tinh_is_not_written_twice():
    paper = vp.parse(
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 4/KH-UBND\nSơn La, ngày 02 tháng 2 năm 2026\nĐoàn thể cấp tỉnh họp."
    )
    assert [body.name for body in paper.bodies][-1] == "đoàn thể cấp tỉnh Sơn La"


def test_a_printed_province_wins_over_the_letterheads():
    text = PLAN.replace("của Bộ Y tế", "của Sở Y tế tỉnh Kon Tum")
    assert "so-y-te@kon-tum" in {body.id for body in vp.parse(text).bodies}


def test_the_city_of_a_province_is_not_the_province():
    ids = [
        body.id
        for body in vp.parse(PLAN.replace("UBND tỉnh", "UBND thành phố")).bodies
        if "UBND" in body.text
    ]
    assert "uy-ban-nhan-dan-thanh-pho@gia-lai" in ids


@pytest.mark.parametrize(("row_type", "count"), [(Province, 65), (BodyName, 200)])
def test_what_ended_names_a_successor_that_is_known(row_type, count):
    rows = KNOWLEDGE[row_type]
    assert len(rows) >= count
    for row in rows:
        assert row.successor is None or (row.until and KNOWLEDGE.get(row_type, row.successor))


def test_34_provinces_are_left_since_july_2025():
    assert sum(province.until is None for province in KNOWLEDGE[Province]) == 34
    assert sum(province.until == "2025-06-30" for province in KNOWLEDGE[Province]) == 29
