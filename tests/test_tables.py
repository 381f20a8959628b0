"""Annex tables: who must do what by their rows, in every format, against what was written by hand."""

import tomllib
from pathlib import Path

import pytest

import vnpolicy as vp
from vnpolicy.model import Task

GOLD = tomllib.loads((Path(__file__).parents[1] / "corpus" / "tables.toml").read_text(encoding="utf-8"))[
    "papers"
]
ROLES = ("lead", "coordinate", "principal", "oversee", "report_to")


def row(task: Task) -> dict:
    """A task as the gold writes it."""
    roles = {role: [given.text for given in task.assignments if given.role == role] for role in ROLES}
    return told({
        "task": task.text, **roles, "deadline": task.deadline and task.deadline.value,
        "recurrence": task.recurrence, "product": "; ".join(made.text for made in task.products),
    })  # fmt: skip


def told(row: dict, without: tuple = ()) -> dict:
    return {name: value for name, value in row.items() if value and name not in without}


@pytest.mark.parametrize("format", ["txt", "pdf", "docx", "word.docx", "odt", "html", "rtf"])
@pytest.mark.parametrize("slug", GOLD)
def test_every_row_of_an_annex_gives_its_roles(slug, format, render, tmp_path):
    tasks = vp.read(render(slug, format, tmp_path)).tasks
    wanted = GOLD[slug]
    if format == "txt":
        wanted = [
            told(gold, without=gold.get("lost", ())) for gold in wanted if "task" not in gold.get("lost", ())
        ]
    assert list(map(row, tasks)) == [told(gold, without=("lost",)) for gold in wanted]


def rows_of(*rows: str) -> list[dict]:
    """The tasks of a table in Markdown, its head first."""
    head, *others = rows
    bars = "|" + "---|" * (head.count("|") - 1)
    return [row(task) for task in vp.parse("\n".join(["I. NHIỆM VỤ", "", head, bars, *others])).tasks]


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        (
            "| TT | Nhiệm vụ, giải pháp | Cơ quan/tổ chức chủ trì | Các đơn vị phối hợp |",
            ("lead", "coordinate"),
        ),
        ("| Số TT | Tên công việc | Đơn vị, cá nhân thực hiện | Đơn vị tham gia |", ("lead", "coordinate")),
        ("| STT | HOẠT ĐỘNG | CHỊU TRÁCH NHIỆM | CẤP TRÌNH |", ("lead", "principal")),
        ("| Stt | Đầu việc | Bộ phận phụ trách | Đơn vị theo dõi, đôn đốc |", ("lead", "oversee")),
        ("| TT | Chỉ tiêu | Cơ quan chủ trì theo dõi, đánh giá | Phối hợp |", ("lead", "coordinate")),
        ("| TT | Việc cần làm | Cơ quan, đơn vị | Lãnh đạo phụ trách |", ("lead", "oversee")),
        ("| TT | Trình tự | Trách nhiệm thực hiện | Cơ quan phê duyệt |", ("lead", "principal")),
    ],
)
def test_a_head_is_known_in_many_wordings(head, roles):
    [task] = rows_of(head, "| 1 | Lập danh sách hộ nghèo | Sở Y tế | Sở Nội vụ |")
    assert {name: task[name] for name in ROLES if name in task} == {
        roles[0]: ["Sở Y tế"],
        roles[1]: ["Sở Nội vụ"],
    }


def test_a_second_head_row_whose_places_were_lost_is_read_by_its_kinds():
    [task] = rows_of(
        "| TT | Việc | Cơ quan thực hiện | Thời gian |".replace("Việc", "Nhiệm vụ"),
        "| Chủ trì | Phối hợp |",
        "| 1 | Lập danh sách hộ nghèo | Sở Y tế | Sở Nội vụ | 30/6/2026 |",
    )
    assert (task["lead"], task["coordinate"], task["deadline"]) == (["Sở Y tế"], ["Sở Nội vụ"], "2026-06-30")


def test_a_cell_names_whom_no_grammar_knows_and_says_as_above():
    first, second = rows_of(
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp |",
        "| 1 | Lập lịch lấy nước | Chủ các hồ chứa; Sở Y tế | Không |",
        "| 2 | Mở cửa lấy nước | Như trên | Hộ dùng nước |",
    )
    assert sorted(first["lead"]) == sorted(second["lead"]) == ["Chủ các hồ chứa", "Sở Y tế"]
    assert ("coordinate" in first, second["coordinate"]) == (False, ["Hộ dùng nước"])


@pytest.mark.parametrize(
    "group", ["| II | Việc chung | | |", "| | VIỆC CHUNG | | |", "| II. Việc chung | | | |"]
)
def test_a_group_ends_what_is_said_above_it_and_is_no_task(group):
    tasks = rows_of(
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp |",
        "| 1 | Lập danh sách hộ nghèo | Sở Y tế | Sở Nội vụ |",
        group,
        "| 2 | Cấp phát vở | | Sở Tài chính |",
    )
    assert [(task["task"], task.get("lead")) for task in tasks] == [
        ("Lập danh sách hộ nghèo", ["Sở Y tế"]),
        ("Cấp phát vở", None),
    ]


def test_a_group_under_another_leaves_its_lead_in_place():
    tasks = rows_of(
        "| TT | Nhiệm vụ | Phối hợp |",
        "| A | Nhiệm vụ giao Sở Y tế | |",
        "| I | Công tác dược | |",
        "| 1 | Mua thuốc | Sở Tài chính |",
        "| B | Sở Nội vụ | |",
        "| 1 | Xếp lương | Sở Tài chính |",
    )
    assert [task["lead"] for task in tasks] == [["Sở Y tế"], ["Sở Nội vụ"]]


def test_a_table_that_gives_no_tasks_is_not_read_by_the_head_of_another():
    tasks = rows_of(
        "| TT | Nhiệm vụ | Chủ trì |",
        "| 1 | Lập danh sách hộ nghèo | Sở Y tế |",
        "",
        "Kèm theo bảng sau:",
        "",
        "| 1 | Máy chiếu | Sở Nội vụ |",
        "|---|---|---|",
        "| 2 | Máy in | Sở Tài chính |",
    )
    assert [task["task"] for task in tasks] == ["Lập danh sách hộ nghèo"]


def test_a_second_head_row_that_takes_the_name_of_the_task_away_leaves_no_tasks():
    assert rows_of("| TT | Nhiệm vụ | Chủ trì |", "| | Sản phẩm | |", "| 1 | Sổ theo dõi | Sở Y tế |") == []


def test_a_column_of_units_names_nobody():
    assert (
        rows_of("| TT | Nội dung | Đơn vị | Thời gian |", "| 1 | Thuê hội trường | Buổi | Quý I/2026 |") == []
    )
