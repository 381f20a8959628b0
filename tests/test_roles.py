"""Bodies and their roles together, in sentences as papers of all kinds print them."""

import pytest

import vnpolicy as vp


def roles(text):
    """(role, name as printed) in each task of a text."""
    return [[(given.role, given.text) for given in task.assignments] for task in vp.parse(text).tasks]


def leads(text):
    return [[name for role, name in task if role == "lead"] for task in roles(text)]


def in_roles(text):
    return [body.text for body in vp.parse(text).bodies if "role" in body.uses]


HEADINGS = [  # what stands before the lead, the lead, what stands behind
    ("", "Các đơn vị cấp nước sạch trên địa bàn thành phố", " có trách nhiệm"),
    ("", "Các doanh nghiệp hoạt động trong lĩnh vực vận tải, kho bãi và bến xe", ""),
    ("Cơ quan quản lý: ", "Sở Xây dựng", ""),
    ("Nội dung ", "Công an tỉnh", " có trách nhiệm chủ trì"),
    ("Trách nhiệm của ", "chủ phương tiện", ":"),
    ("Đối với ", "tỉnh Lào Cai", ""),
    ("Nhiệm vụ và quyền hạn của ", "Chi cục Kiểm lâm", ""),
    ("Chức năng, nhiệm vụ của ", "Trung tâm Kiểm nghiệm", "."),
    ("Trách nhiệm và quyền hạn của ", "người gác rừng", ":"),
    ("", "Trưởng Ban Chỉ đạo", ""),
]


@pytest.mark.parametrize(("before", "lead", "behind"), HEADINGS)
def test_whom_a_heading_names_leads_what_stands_under_it(before, lead, behind):
    paper = f"1. {before}{lead}{behind}\n\na) Kiểm tra bể chứa.\n\nb) Báo cáo kết quả."
    assert leads(paper) == [[lead], [lead]]


def test_a_name_that_runs_on_in_its_role_is_one_body():
    paper = vp.parse("1. Các đơn vị cấp nước sạch có trách nhiệm:\na) Kiểm tra bể chứa.")
    [body] = [body for body in paper.bodies if "role" in body.uses]
    assert (body.text, body.id) == ("Các đơn vị cấp nước sạch", paper.tasks[0].assignments[0].body)


@pytest.mark.parametrize("number", ["(i)", "(2)", "(b)"])
def test_a_number_in_brackets_opens_an_item(number):
    assert leads(f"{number} Sở Y tế mua thuốc.") == [["Sở Y tế"]]


def test_whoever_is_directed_to_duties_leads_them_too():
    paper = "Giao Sở Y tế chỉ đạo các bệnh viện trên địa bàn có trách nhiệm:\n\n- Dự trữ thuốc."
    assert leads(paper) == [["Sở Y tế", "các bệnh viện trên địa bàn"]]


def test_who_leads_draws_the_others_in():
    assert leads("1. Sở Y tế\n- Huy động các doanh nghiệp tham gia mua thuốc.") == [["Sở Y tế"]]
    assert leads("Huy động các doanh nghiệp tham gia mua thuốc.") == [["các doanh nghiệp"]]


def test_people_act_along_with_bodies():
    assert leads("Các cấp ủy và toàn thể đảng viên quán triệt nghị quyết.") == [["Các cấp ủy"]]


def test_a_set_is_followed_by_its_members():
    text = "Đề nghị các hội: Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh vận động hội viên."
    assert leads(text) == [["các hội", "Hội Nông dân tỉnh", "Hội Cựu chiến binh tỉnh"]]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Giám đốc, Thủ trưởng các sở, ban, ngành kiểm tra.", "Giám đốc, Thủ trưởng các sở, ban, ngành"),
        ("Thủ trưởng cơ quan, ban, ngành tỉnh kiểm tra.", "Thủ trưởng cơ quan, ban, ngành tỉnh"),
        ("Giao Phó Thủ tướng Chính phủ Nguyễn Văn An chỉ đạo.", "Phó Thủ tướng Chính phủ Nguyễn Văn An"),
        ("Tư lệnh Quân khu 5 kiểm tra.", "Tư lệnh Quân khu 5"),
        ("Thứ trưởng Bộ Y tế phụ trách lĩnh vực kiểm tra.", "Thứ trưởng Bộ Y tế phụ trách lĩnh vực"),
    ],
)
def test_who_holds_an_office_acts(text, holder):
    assert leads(text) == [[holder]]


def test_members_stand_for_their_body():
    text = "Các thành viên Ban Chỉ đạo tỉnh kiểm tra."
    assert leads(text) == [["Các thành viên Ban Chỉ đạo tỉnh"]] and in_roles(text) == ["Ban Chỉ đạo tỉnh"]


def test_figures_behind_a_body_are_no_duty():
    assert not roles("Bộ Xây dựng - 02 nghị định, 47 thông tư.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UBND tỉnh thành lập đoàn kiểm tra.", "UBND tỉnh"),
        ("Phòng Nông nghiệp và PTNT xây dựng phương án.", "Phòng Nông nghiệp và PTNT"),
        ("Đề nghị quận, huyện, thị xã vận động hỗ trợ.", "quận, huyện, thị xã"),
        ("Các tổ chức, cá nhân và hộ gia đình kê khai.", "Các tổ chức, cá nhân và hộ gia đình"),
        ("UBND quận huyện lập danh sách.", "UBND quận huyện"),
    ],
)
def test_names_end_where_their_duty_begins(text, name):
    assert leads(text) == [[name]]


def test_a_list_of_members_gives_no_duties():
    assert not leads("Vụ trưởng Vụ Pháp chế - Ủy viên.") and leads("Vụ Pháp chế - Cơ quan thường trực: rà soát.")


def test_a_heading_may_end_with_a_full_stop():
    assert leads("1. Sở Y tế.\n\n- Mua thuốc.\n\n2. Sở Nội vụ.\n\n- Cử cán bộ.") == [["Sở Y tế"], ["Sở Nội vụ"]]


def test_the_first_of_a_list_under_one_head_is_one():
    assert leads("Các Bộ Tài chính, Xây dựng rà soát.") == [["Bộ Tài chính", "Xây dựng"]]


def test_a_head_alone_acts_as_the_body_named_in_full():
    text = "Tổng công ty Cảng Miền Bắc lập đề án. Tổng công ty cần rà soát các dự án."
    first, again = vp.parse(text).tasks
    assert [task.assignments[0].body for task in (first, again)] == ["tong-cong-ty-cang-mien-bac"] * 2


def test_who_is_told_behind_a_ground_leads():
    assert leads("Điều 2. Trên cơ sở Nghị quyết này, Tỉnh ủy giao Sở Y tế hướng dẫn.") == [["Sở Y tế"]]


def test_a_sentence_that_names_no_act_yet_is_no_task():
    assert leads("Giao Công an tỉnh chỉ đạo thực hiện:\n\n- Kiểm tra kho.") == [["Công an tỉnh"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cơ quan phát hiện sai phạm có trách nhiệm báo cáo.", "Cơ quan phát hiện sai phạm"),
        ("Một số sở, ngành liên quan rà soát.", "Một số sở, ngành liên quan"),
        ("Ban Chỉ đạo phòng, chống AIDS và phòng, chống ma túy tỉnh kiểm tra.",
         "Ban Chỉ đạo phòng, chống AIDS và phòng, chống ma túy tỉnh"),
        ("Công đoàn cấp trên trực tiếp cơ sở kiểm tra.", "Công đoàn cấp trên trực tiếp cơ sở"),
        ("Trung đoàn 739 kiểm tra.", "Trung đoàn 739"),
        ("Chi cục An toàn vệ sinh thực phẩm kiểm tra.", "Chi cục An toàn vệ sinh thực phẩm"),
        ("Công ty cổ phần cao su Hương Khê có trách nhiệm thu mua mủ.", "Công ty cổ phần cao su Hương Khê"),
        ("Phó Trưởng Ban Chỉ đạo duyệt lịch họp.", "Phó Trưởng Ban Chỉ đạo"),
        ("Đề nghị các đại biểu Hội đồng nhân dân tỉnh giám sát.", "các đại biểu Hội đồng nhân dân tỉnh"),
        ("Cơ quan phát hiện sai phạm thì có trách nhiệm báo cáo.", "Cơ quan phát hiện sai phạm"),
        ("Các cơ quan thông tin, tuyên truyền và báo chí của tỉnh đưa tin.",
         "Các cơ quan thông tin, tuyên truyền và báo chí của tỉnh"),
        ("Ban Thi đua, Khen thưởng Trung ương kiểm tra.", "Ban Thi đua, Khen thưởng Trung ương"),
        ("Nhóm giúp việc chịu trách nhiệm lập hồ sơ.", "Nhóm giúp việc"),
    ],
)  # fmt: skip
def test_longer_names_stay_whole(text, name):
    assert leads(text) == [[name]]


def test_bodies_in_a_bracket_and_offered_beside_others_have_a_part():
    assert in_roles("Sở Y tế chỉ đạo Trạm Y tế hoặc Trung tâm Y tế lập danh sách.")[1:] == [
        "Trạm Y tế", "Trung tâm Y tế",
    ]  # fmt: skip


def test_a_known_heading_with_a_full_stop_is_a_heading():
    paper = vp.parse(
        "I. Giải pháp.\n1. Giải pháp về vốn.\n- Mua thuốc.\n2. Tổ chức thực hiện.\n- Lập tổ kiểm tra các trạm."
    )
    titles = ["Giải pháp", "Giải pháp về vốn", "Tổ chức thực hiện"]
    assert [section.title for section in paper.sections] == titles
    assert not any(task.assignments for task in paper.tasks)


@pytest.mark.parametrize("line", ["Giải pháp phải kịp thời.", "Kinh phí năm 2025.", "Mua thuốc.", "Nhiệm vụ. Lập tổ."])
def test_a_sentence_with_a_full_stop_is_no_heading(line):
    assert vp.parse(f"1. {line}\n- Kiểm tra các trạm.\n2. Báo cáo.").sections[0].title is None


def test_who_acts_in_an_item_leads_no_item_beside_it():
    paper = "1. Sở Y tế\n\n- Mua thuốc.\n\nSở Nội vụ kiểm tra kho{}\n\n- Lập danh mục."
    assert leads(paper.format(";")) == [["Sở Y tế"], ["Sở Nội vụ"], ["Sở Y tế"]]
    assert leads(paper.format(":")) == [["Sở Y tế"], ["Sở Nội vụ"], ["Sở Nội vụ"]]
