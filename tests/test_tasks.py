"""Tasks: who is to do what, for whom, with whom. The bodies are handed in, so that only tasks are tested."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vnpolicy as vp
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Body, Reference, Section, Span
from vnpolicy.parsing.actors import actors_of
from vnpolicy.parsing.tasks import find_tasks
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText, Paragraph

KNOWLEDGE = Knowledge.default()
NAMES = [
    "các xã, phường", "Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Công an tỉnh", "Hội Nông dân tỉnh",
    "Tỉnh ủy", "UBND tỉnh", "HĐND tỉnh", "cơ quan chủ trì", "Phòng Y tế",
]  # fmt: skip
NAME = re.compile("|".join(map(re.escape, sorted(NAMES, key=len, reverse=True))), re.IGNORECASE)


def bodies(text):
    found = NAME.finditer(text)
    return [Body(start=at.start(), end=at.end(), text=at[0], id=fold(at[0]), name=at[0]) for at in found]


def tasks_in(text, sections=(), references=(), zones=None, rows=()):
    """The tasks of a text whose every line is a paragraph; lines in `rows` are the rows of a table."""
    paragraphs, start = [], 0
    for number, line in enumerate(text.split("\n")):
        found = re.finditer(r"[^\t]+|(?<=\t)(?=\t)", line)
        cells = tuple(Span(start + at.start(), start + at.end()) for at in found)
        end = start + len(line)
        paragraphs.append(Paragraph(start=start, end=end, cells=cells if number in rows else ()))
        start += len(line) + 1
    clean = CleanText(text=text, folded=fold(text), paragraphs=tuple(paragraphs))
    zones = zones or Zones(letterhead=Span(0, 0))
    return find_tasks(clean, zones, sections, references, bodies(text), KNOWLEDGE)


def roles(task):
    return [(given.role, given.text) for given in task.assignments]


def roles_in(text, **options):
    [task] = tasks_in(text, **options)
    return roles(task)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế chủ trì kiểm tra.", [("lead", "Sở Y tế")]),
        ("Sở Y tế tăng cường kiểm tra.", [("lead", "Sở Y tế")]),
        ("Sở Y tế có trách nhiệm kiểm tra.", [("lead", "Sở Y tế")]),
        ("Sở Y tế: Kiểm tra chợ.", [("lead", "Sở Y tế")]),
        ("Giao Sở Y tế, Công an tỉnh kiểm tra.", [("lead", "Sở Y tế"), ("lead", "Công an tỉnh")]),
        ("UBND tỉnh yêu cầu Sở Y tế kiểm tra.", [("lead", "Sở Y tế")]),
        ("Đề nghị Hội Nông dân tỉnh tham gia.", [("lead", "Hội Nông dân tỉnh")]),
        ("100% các xã, phường bố trí cán bộ.", [("lead", "các xã, phường")]),
        ("Phòng cháy là nhiệm vụ của Công an tỉnh.", [("lead", "Công an tỉnh")]),
        ("Căn cứ Chỉ thị này, Sở Y tế xây dựng kế hoạch.", [("lead", "Sở Y tế")]),
        ("Trên cơ sở ý kiến của Sở Nội vụ, Sở Y tế lập danh sách.", [("lead", "Sở Y tế")]),
        ("Nếu có vướng mắc Sở Y tế kịp thời xử lý.", [("lead", "Sở Y tế")]),
        ("Sở Y tế, theo chức năng được giao, chủ trì kiểm tra.", [("lead", "Sở Y tế")]),
        ("Về việc UBND tỉnh xin thêm thuốc: giao Sở Y tế lập danh mục.", [("lead", "Sở Y tế")]),
        ("Mua thuốc: Sau khi có vốn, giao Sở Y tế đặt hàng.", [("lead", "Sở Y tế")]),
        ("Đề nghị: Sở Y tế, Sở Nội vụ kiểm tra.", [("lead", "Sở Y tế"), ("lead", "Sở Nội vụ")]),
        ("Đối với Sở Y tế: bố trí bác sĩ trực.", [("lead", "Sở Y tế")]),
        ("UBND tỉnh thông báo để Sở Y tế biết, thực hiện.", [("lead", "Sở Y tế")]),
        ("Sở Y tế theo chức năng, nhiệm vụ được giao rà soát kho thuốc.", [("lead", "Sở Y tế")]),
    ],
)
def test_who_leads(sentence, expected):
    assert roles_in(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "role", "body"),
    [
        ("Sở Y tế phối hợp với Công an tỉnh kiểm tra.", "coordinate", "Công an tỉnh"),
        ("Sở Y tế phối hợp chặt chẽ, thường xuyên với Công an tỉnh kiểm tra.", "coordinate", "Công an tỉnh"),
        ("Sở Y tế chủ trì, cùng Công an tỉnh kiểm tra.", "coordinate", "Công an tỉnh"),
        ("Sở Y tế mở lớp với sự tham gia của Hội Nông dân tỉnh.", "coordinate", "Hội Nông dân tỉnh"),
        ("Sở Y tế giúp UBND tỉnh đôn đốc các nơi.", "principal", "UBND tỉnh"),
        ("Sở Y tế tham mưu cho UBND tỉnh ban hành quy chế.", "principal", "UBND tỉnh"),
        ("Sở Y tế xây dựng đề án, trình HĐND tỉnh.", "principal", "HĐND tỉnh"),
        ("Sở Y tế tổng hợp, đề nghị UBND tỉnh khen thưởng.", "principal", "UBND tỉnh"),
        ("Sở Y tế báo cáo kết quả cho Tỉnh ủy.", "report_to", "Tỉnh ủy"),
        ("Sở Y tế gửi số liệu về Sở Tài chính.", "report_to", "Sở Tài chính"),
        ("Sở Y tế báo cáo UBND tỉnh (qua Sở Nội vụ).", "report_to", "Sở Nội vụ"),
        ("Sở Y tế chỉ đạo Phòng Y tế chủ trì kiểm tra.", "lead", "Phòng Y tế"),
    ],
)
def test_the_other_roles(sentence, role, body):
    assert (role, body) in roles_in(sentence)


def test_who_is_told_and_asked_at_once_has_two_roles():
    assert roles_in("Sở Y tế kịp thời báo cáo, đề xuất UBND tỉnh.") == [
        ("lead", "Sở Y tế"),
        ("principal", "UBND tỉnh"),
        ("report_to", "UBND tỉnh"),
    ]


def test_roles_change_inside_one_sentence():
    sentence = "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh giúp Tỉnh ủy, báo cáo UBND tỉnh."
    assert roles_in(sentence) == [
        ("lead", "Sở Y tế"),
        ("coordinate", "Sở Nội vụ"),
        ("coordinate", "Công an tỉnh"),
        ("principal", "Tỉnh ủy"),
        ("report_to", "UBND tỉnh"),
    ]


def test_whom_the_lead_directs_has_no_role():
    assert roles_in("Sở Y tế chỉ đạo Phòng Y tế kiểm tra chợ.") == [("lead", "Sở Y tế")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế đã phối hợp với Công an tỉnh kiểm tra.",
        "Sở Y tế là cơ quan thuộc UBND tỉnh.",
        "Việc kiểm tra của Sở Y tế phải kịp thời.",
        "Kinh phí do Sở Tài chính cấp từ ngân sách.",
        "Trong quá trình báo cáo, nhiều nơi gặp khó.",
        "Tăng cường kiểm tra các chợ.",
        "Đến nay, nhiều hồ sơ được Sở Y tế rà soát.",
        "Sở Y tế: 20 người.",
        "Sở Y tế của tỉnh: không quá 20 người.",
        "UBND tỉnh trân trọng thông báo./.",
        "Trong năm, quyền lợi của người dân và Sở Y tế, xây dựng được bảo vệ.",
    ],
)
def test_a_review_a_definition_and_a_thing_are_no_tasks(sentence):
    assert tasks_in(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế được giao tuyển bác sĩ cho đảo.", [("lead", "Sở Y tế")]),
        ("Sở Nội vụ là cơ quan thường trực, theo dõi chung.", [("lead", "Sở Nội vụ")]),
        ("Giám đốc Sở Y tế, Chủ tịch UBND tỉnh kiểm tra.",
         [("lead", "Giám đốc Sở Y tế"), ("lead", "Chủ tịch UBND tỉnh")]),
        ("Bí thư, Chủ tịch UBND tỉnh tiếp dân.", [("lead", "Bí thư"), ("lead", "Chủ tịch UBND tỉnh")]),
        ("Nếu Sở Y tế chậm thì Sở Nội vụ kiểm tra, báo cáo UBND tỉnh.",
         [("lead", "Sở Nội vụ"), ("report_to", "UBND tỉnh")]),
        ("Trường hợp Sở Y tế có ý kiến khác, Sở Nội vụ có trách nhiệm làm rõ.", [("lead", "Sở Nội vụ")]),
        ("Mở sổ theo dõi: Sở Y tế lập, gửi UBND tỉnh.", [("lead", "Sở Y tế"), ("report_to", "UBND tỉnh")]),
        ("Sở Y tế đề xuất bố trí cán bộ giỏi cho các xã, phường.", [("lead", "Sở Y tế")]),
    ],
)  # fmt: skip
def test_who_leads_in_less_plain_sentences(sentence, expected):
    assert roles_in(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế được khen.",
        "Sở Y tế là nơi khám bệnh.",
        "Nghiêm cấm thu thêm phí.",
        "Mỗi Phòng Y tế một năm ít nhất 02 lần.",
        "Sở Y tế thông báo để các đơn vị biết, thực hiện.",
        "Các xã, phường đóng vai trò hạt nhân.",
    ],
)
def test_praise_a_ban_a_measure_and_a_formula_are_no_tasks(sentence):
    assert tasks_in(sentence) == ()


def test_bodies_under_one_head_share_its_office():
    text = "Giám đốc các Sở: Y tế, Nội vụ thi hành Quyết định này."
    found = [Body(start=text.index(name), end=text.index(name) + len(name), text=name, id=name, name=name)
             for name in ("Y tế", "Nội vụ")]  # fmt: skip
    assert [(actor.body, actor.office) for actor in actors_of(found, fold(text), KNOWLEDGE)] == [
        ("Y tế", "Giám đốc"),
        ("Nội vụ", "Giám đốc"),
    ]


def test_under_a_heading_to_lead_is_a_verb():
    [task] = tasks_in("1. Tỉnh ủy:\n- Lãnh đạo UBND tỉnh lập kế hoạch.")
    assert roles(task) == [("lead", "Tỉnh ủy")]


def test_a_sentence_that_only_says_by_when_belongs_to_the_task_before():
    [task] = tasks_in("Sở Y tế mở lớp tập huấn. Hoàn thành trước ngày 15/5/2026.")
    assert task.deadline.value == "2026-05-15"
    assert task.text.endswith("15/5/2026.")


def test_a_sentence_may_only_say_how_often_or_in_what_time():
    [task] = tasks_in("Sở Y tế trực đêm. Thực hiện thường xuyên.")
    assert task.recurrence == "other"
    [task] = tasks_in("Sở Y tế trực đêm. Thời gian thực hiện hoàn thành xong trước ngày 05/12/2026.")
    assert task.deadline.value == "2026-12-05"


def test_what_a_task_says_of_its_time_goes_before_a_field():
    first, second = tasks_in(
        "- Sở Y tế mua thuốc trước ngày 05/3/2026.\n- Sở Nội vụ mua sách.\nThời gian: hằng năm."
    )
    assert (first.deadline.value, first.recurrence) == ("2026-03-05", None)
    assert (second.recurrence, second.rules) == ("yearly", ("FREQ=YEARLY",))


def test_a_new_subject_behind_a_semicolon_is_a_task_of_its_own():
    tasks = tasks_in("Sở Y tế mua thuốc; theo dõi giá; Công an tỉnh tuần tra.")
    assert [task.text for task in tasks] == ["Sở Y tế mua thuốc; theo dõi giá", "Công an tỉnh tuần tra."]


def test_bodies_that_are_told_behind_a_semicolon_have_a_task_of_their_own():
    tasks = tasks_in("Sở Y tế mua thuốc; giao Sở Tài chính cấp kinh phí.")
    assert [roles(task) for task in tasks] == [[("lead", "Sở Y tế")], [("lead", "Sở Tài chính")]]


def test_a_list_with_semicolons_is_one_subject():
    [task] = tasks_in("Sở Y tế; Sở Nội vụ; Công an tỉnh xây dựng kế hoạch.")
    assert len(task.assignments) == 3


def test_a_later_subject_may_be_a_list_too():
    _, second = tasks_in("Sở Y tế mua thuốc; Sở Nội vụ; Công an tỉnh tuần tra.")
    assert roles(second) == [("lead", "Sở Nội vụ"), ("lead", "Công an tỉnh")]


def test_a_sentence_without_a_subject_takes_the_one_before():
    first, second = tasks_in("Sở Y tế mua thuốc. Định kỳ báo cáo UBND tỉnh.")
    assert roles(second) == [("lead", "Sở Y tế"), ("report_to", "UBND tỉnh")]
    assert [given.inherited for given in (*first.assignments, *second.assignments)] == [False, True, False]


def test_bodies_in_a_heading_lead_what_stands_under_it():
    tasks = tasks_in("Giao Sở Y tế, Sở Nội vụ:\n- Mua thuốc.\n- Công an tỉnh tuần tra.\n- Mua sách.")
    assert [[body for _, body in roles(task)] for task in tasks] == [
        ["Sở Y tế", "Sở Nội vụ"],
        ["Công an tỉnh"],
        ["Sở Y tế", "Sở Nội vụ"],
    ]


def test_what_speaks_of_a_thing_inherits_nobody():
    tasks = tasks_in(
        "Sở Y tế:\n- Mua thuốc.\n- Cầu bến phải chắc chắn.\n- 02 phao tròn.\n- Chống dịch là nhiệm vụ cấp bách."
    )
    assert [task.text for task in tasks] == ["Mua thuốc."]


def test_bodies_that_are_directed_end_no_clause():
    [task] = tasks_in("Sở Y tế hướng dẫn Phòng Y tế; các xã, phường mua thuốc.")
    assert roles(task) == [("lead", "Sở Y tế")]


def test_a_condition_behind_a_semicolon_may_bring_a_new_subject():
    _, second = tasks_in("Sở Y tế mua thuốc; trường hợp thiếu vốn, Sở Tài chính báo cáo UBND tỉnh.")
    assert roles(second) == [("lead", "Sở Tài chính"), ("report_to", "UBND tỉnh")]


def numbered(text):
    """A section for each line that a number opens, all of them titled."""
    found = list(re.finditer(r"^(\d)\. (.+?):?$", text, re.MULTILINE))
    ends = [*(at.start() - 1 for at in found[1:]), len(text)]
    return [
        Section(path=at[1], label=at[1], title=at[2], start=at.start(), end=end)
        for at, end in zip(found, ends, strict=True)
    ]


def test_words_may_go_on_the_name_in_a_heading():
    text = "1. Sở Y tế các vùng ven biển:\n- Mua thuốc."
    [task] = tasks_in(text, sections=numbered(text))
    assert roles(task) == [("lead", "Sở Y tế các vùng ven biển")]


def test_the_members_in_the_bracket_behind_a_set_lead_with_it():
    text = "1. Các xã, phường (Sở Y tế, Sở Nội vụ):\n- Mua thuốc."
    [task] = tasks_in(text, sections=numbered(text))
    assert [body for _, body in roles(task)] == ["các xã, phường".capitalize(), "Sở Y tế", "Sở Nội vụ"]


def test_known_bodies_lead_beside_unknown_ones():
    text = "1. Sở Y tế, chủ các bến đò và Sở Nội vụ\n- Mua thuốc."
    [task] = tasks_in(text, sections=numbered(text))
    assert [body for _, body in roles(task)] == ["Sở Y tế", "Sở Nội vụ"]


def test_a_topic_may_stand_before_an_act_of_nobody_named():
    [task] = tasks_in("Sở Y tế:\n- Về thuốc: cung cấp cho các trạm.\n- Về việc khác: 20 người.")
    assert task.action == "cung cấp"


def test_a_heading_that_names_somebody_unknown_passes_nothing_on():
    text = (
        "UBND tỉnh yêu cầu Sở Nội vụ:\n1. Sở Y tế\n- Mua thuốc.\n"
        "2. Chủ các bến đò\n- Mua phao.\n3. Giao các chủ tàu\n- Mua sơn."
    )
    assert [task.text for task in tasks_in(text, sections=numbered(text))] == ["Mua thuốc."]


def test_a_heading_that_is_a_sentence_is_a_task():
    text = "1. Sở Y tế mua thuốc cho trạm xá ở đảo."
    [task] = tasks_in(text, sections=numbered(text))
    assert roles(task) == [("lead", "Sở Y tế")]


def test_a_heading_may_say_that_they_are_responsible():
    [task] = tasks_in("Sở Y tế có trách nhiệm:\n- Mua thuốc.")
    assert (task.text, roles(task)) == ("Mua thuốc.", [("lead", "Sở Y tế")])


def test_a_bullet_does_not_inherit_from_the_bullet_before():
    [task] = tasks_in("- Sở Y tế mua thuốc.\n- Mua thêm sách vở.")
    assert task.text == "Sở Y tế mua thuốc."


def test_an_inherited_body_is_found_where_it_is_printed():
    text = "Sở Y tế:\n- Mua thuốc."
    [task] = tasks_in(text)
    [lead] = task.assignments
    assert text[lead.start : lead.end] == lead.text == "Sở Y tế"
    assert lead.inherited


def test_labelled_lines_fill_the_item_above():
    [task] = tasks_in(
        "- Mua thuốc cho trạm xá.\nĐơn vị chủ trì: Sở Y tế.\n"
        "- Đơn vị phối hợp thực hiện: Sở Tài chính; Công an tỉnh.\n"
        "Thời gian hoàn thành: Quý I/2026.\nSản phẩm: Danh mục thuốc."
    )
    assert [body for _, body in roles(task)] == ["Sở Y tế", "Sở Tài chính", "Công an tỉnh"]
    assert [role for role, _ in roles(task)] == ["lead", "coordinate", "coordinate"]
    assert (task.deadline.value, [made.text for made in task.products]) == ("2026-Q1", ["Danh mục thuốc"])


def test_the_values_of_a_field_may_stand_under_its_heading():
    text = (
        "1. Nội dung\n- Mua thuốc.\n2. Cơ quan chủ trì\n- Sở Y tế.\n- Sở Nội vụ.\n"
        "3. Cơ quan phối hợp:\n- Công an tỉnh."
    )
    [task] = tasks_in(text, sections=numbered(text))
    assert [body for _, body in roles(task)] == ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"]


def test_under_the_heading_of_a_field_a_sentence_is_a_task_of_its_own():
    text = "1. Mua thuốc\nCơ quan thực hiện:\n- Sở Y tế chủ trì, phối hợp với Sở Tài chính.\n- Công an tỉnh tuần tra."
    first, second = tasks_in(text, sections=numbered(text))
    assert roles(first) == [("lead", "Sở Y tế"), ("coordinate", "Sở Tài chính")]
    assert roles(second) == [("lead", "Công an tỉnh")]


def test_a_later_sentence_with_a_subject_takes_nothing_from_a_field():
    first, second = tasks_in("- Lập đội cấp cứu. UBND tỉnh quyết định số người.\nCơ quan chủ trì: Sở Y tế.")
    assert (roles(first), roles(second)) == ([("lead", "Sở Y tế")], [("lead", "UBND tỉnh")])


def test_whoever_is_only_addressed_has_no_task_yet():
    [task] = tasks_in("UBND tỉnh yêu cầu Sở Y tế:\n- Mua thuốc.")
    assert task.text == "Mua thuốc."


def test_labelled_lines_serve_all_items_since_the_last_ones():
    tasks = tasks_in(
        "- Mua thuốc.\n- Mua sách.\nĐơn vị thực hiện: Sở Y tế.\n- Mua xe.\nĐơn vị thực hiện: Sở Nội vụ."
    )
    assert [roles(task) for task in tasks] == [[("lead", "Sở Y tế")]] * 2 + [[("lead", "Sở Nội vụ")]]


def test_a_labelled_line_overrules_the_heading_but_not_a_printed_subject():
    first, second = tasks_in("Sở Y tế:\n- Mua thuốc.\n- Công an tỉnh tuần tra.\nĐơn vị chủ trì: Sở Nội vụ.")
    assert roles(first) == [("lead", "Sở Nội vụ")]
    assert roles(second) == [("lead", "Công an tỉnh"), ("lead", "Sở Nội vụ")]


def test_each_row_of_a_table_is_a_task():
    table = (
        "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\n"
        "1\tMua thuốc\tSở Y tế\tSở Tài chính\tTháng 6/2026\n2\tMua sách\t\tSở Nội vụ\tThường xuyên"
    )
    first, second = tasks_in(table, rows=range(3))
    assert first.text == "Mua thuốc"
    assert roles(first) == [("lead", "Sở Y tế"), ("coordinate", "Sở Tài chính")]
    assert (first.deadline.value, first.assignments[0].inherited) == ("2026-06", False)
    assert set(roles(second)) == {("coordinate", "Sở Nội vụ"), ("lead", "Sở Y tế")}  # an empty cell: as above
    assert second.recurrence == "other"


def test_a_table_of_other_things_holds_no_tasks():
    assert tasks_in("TT\tĐơn vị\tSố hộ\n1\tSở Y tế\t20", rows=range(2)) == ()


def test_in_a_preamble_only_what_others_are_told_is_a_task():
    text = "UBND tỉnh ban hành kế hoạch như sau:\nUBND tỉnh yêu cầu Sở Y tế kiểm tra."
    zones = Zones(letterhead=Span(0, 0), preamble=(Span(0, len(text)),))
    [task] = tasks_in(text, zones=zones)
    assert roles(task) == [("lead", "Sở Y tế")]


def test_purposes_are_no_tasks_unless_they_print_a_subject():
    text = "Phối hợp với Công an tỉnh để giữ gìn trật tự.\nSở Y tế phải kịp thời mua thuốc."
    purpose = Section(path="I", label="I", title="Mục đích", kind="purpose", start=0, end=len(text))
    [task] = tasks_in(text, sections=[purpose])
    assert (roles(task), task.section) == ([("lead", "Sở Y tế")], "I")


def test_a_task_knows_its_predicate_products_and_references():
    text = "Sở Y tế chủ trì, phối hợp với Công an tỉnh xây dựng quy chế trực đêm theo Chỉ thị 05."
    cited = Reference(start=text.index("Chỉ thị"), end=len(text) - 1, text="Chỉ thị 05", kind="short")
    [task] = tasks_in(text, references=[cited])
    assert text[task.predicate.start : task.predicate.end].startswith("xây dựng quy chế")
    assert task.products[0].text == "quy chế trực đêm"
    assert (task.references, task.action) == ((0,), "xây dựng")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Sở Y tế mua thuốc.", "obligation"),
        ("Đề nghị Sở Y tế mua thuốc.", "request"),
        ("Sở Y tế khuyến khích tự học.", "encouragement"),
        ("Sở Y tế phấn đấu mua đủ thuốc.", "goal"),
        ("Sở Y tế không được mua nợ.", "prohibition"),
    ],
)
def test_modality(sentence, modality):
    [task] = tasks_in(sentence)
    assert task.modality == modality


CUES = ["chủ trì", "phối hợp với", "giao", "báo cáo", "tham mưu cho", "Căn cứ", "trước ngày 31/02/2026"]
MARKS = ["(qua", ")", ";", ":", ",", ".", "\n", "\n- ", "1. ", "\t"]


@given(st.lists(st.sampled_from([*NAMES, *CUES, *MARKS]), max_size=30))
def test_any_text_gives_tasks_that_are_printed_in_it(pieces):
    text = " ".join(pieces)
    for task in tasks_in(text):
        assert text[task.start : task.end] == task.text
        assert task.start <= task.predicate.start <= task.predicate.end == task.end
        assert all(text[given.start : given.end] == given.text for given in task.assignments)


def test_an_act_under_a_heading_of_tasks_is_a_task_though_nobody_is_named():
    plan = "I. NHIỆM VỤ\n1. Tuyên truyền\n- Xây dựng sổ tay phòng dịch.\n- Công tác kiểm tra còn chậm."
    [task] = vp.parse(f"KẾ HOẠCH\nPhòng dịch\n\n{plan}").tasks
    assert (task.text, task.assignments, task.unstated) == ("Xây dựng sổ tay phòng dịch.", (), True)


def test_an_act_under_another_heading_that_names_nobody_is_none():
    assert vp.parse("KẾ HOẠCH\nPhòng dịch\n\nI. MỤC ĐÍCH\n1. Xây dựng sổ tay phòng dịch.").tasks == ()


def test_a_number_to_be_reached_is_a_goal_of_nobody():
    [task] = vp.parse("KẾ HOẠCH\nPhòng dịch\n\nI. MỤC TIÊU\n1. 90% hộ dân được tiêm.\n2. Dân khỏe hơn.").tasks
    assert (task.modality, task.unstated, task.targets[0].value) == ("goal", True, 90)


def test_where_somebody_leads_nothing_is_unstated():
    assert not any(task.unstated for task in tasks_in("Sở Y tế chủ trì kiểm tra."))


@pytest.mark.parametrize(
    ("sentence", "value", "yearless"),
    [
        ("Trước ngày 15/3/2026, Sở Y tế mua thuốc.", "2026-03-15", None),
        ("Đến hết năm 2027, Sở Y tế xây dựng trạm.", "2027", None),
        ("Định kỳ trước ngày 20 hằng tháng, Sở Y tế báo cáo.", None, "---20"),
    ],
)
def test_a_deadline_may_open_its_sentence(sentence, value, yearless):
    [task] = tasks_in(sentence)
    assert (task.deadline.value, task.deadline.yearless) == (value, yearless)
