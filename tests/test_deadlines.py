"""By when and how often."""

import pytest

from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.parsing.deadlines import find_deadline, read_time
from vnpolicy.parsing.recurrence import find_recurrence, rules

KNOWLEDGE = Knowledge.default()


def deadline(text):
    return find_deadline(text, fold(text), 0, len(text), KNOWLEDGE)


def recurrence(text, **options):
    return find_recurrence(fold(text), 0, len(text), KNOWLEDGE, **options)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("gửi hồ sơ trước ngày 05/3/2026", "2026-03-05"),
        ("chậm nhất là ngày 20 tháng 6 năm 2026", "2026-06-20"),
        ("hoàn thành trong quý II năm 2026", "2026-Q2"),
        ("xong trong tháng 9/2026.", "2026-09"),
        ("hoàn thành trong năm 2027", "2027"),
        ("sơ kết trong 6 tháng đầu năm 2026", "2026-06"),
        ("gửi trước 16 giờ ngày 05/3/2026", "2026-03-05"),
        ("thẩm định đề án; thời gian trình: tháng 8/2026", "2026-08"),
        ("trình dự thảo; thời gian: kỳ họp cuối năm 2026", "2026"),
    ],
)
def test_a_deadline_is_a_day_or_a_period(text, value):
    assert deadline(text).value == value


def test_a_deadline_is_printed_where_it_says():
    text = "nộp báo cáo trước ngày 05/3/2026 theo mẫu"
    found = deadline(text)
    assert text[found.start : found.end] == found.text == "trước ngày 05/3/2026"


def test_a_deadline_without_a_year_has_its_text_only():
    found = deadline("gửi về Sở trước ngày 10/11 hằng năm")
    assert (found.value, found.text) == (None, "trước ngày 10/11 hằng năm")


def test_a_day_that_the_calendar_does_not_know_has_no_value():
    assert deadline("nộp trước ngày 31/02/2026").value is None


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("trả lời trong vòng 5 ngày kể từ ngày nhận đơn", "P5D"),
        ("gửi ý kiến sau 2 tuần kể từ khi họp", "P2W"),
        ("trả lời trong thời hạn 10 (mười) ngày làm việc, kể từ ngày nhận đơn", "P10D"),
    ],
)
def test_a_deadline_may_hang_on_an_event(text, duration):
    found = deadline(text)
    assert (found.value, found.duration) == (None, duration)
    assert "kể từ" in found.text


def test_a_deadline_may_lie_before_an_event():
    found = deadline("gửi giấy mời chậm nhất 03 ngày làm việc trước ngày họp")
    assert (found.duration, found.working) == ("-P3D", True)


def test_a_deadline_may_be_an_event_alone():
    assert deadline("dọn kênh trước mùa mưa bão, báo cáo kết quả").text == "trước mùa mưa bão"


@pytest.mark.parametrize(
    ("text", "exclusive"), [("nộp trước ngày 05/3/2026", True), ("nộp chậm nhất ngày 05/3/2026", False)]
)
def test_before_a_day_is_not_on_that_day(text, exclusive):
    assert deadline(text).exclusive == exclusive


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quy hoạch cán bộ đến năm 2030.", None),
        ("thực hiện Luật từ năm 2025 đến năm 2030.", None),
        ("phấn đấu đến năm 2030, mọi xã có trạm", "2030"),
        ("xây chợ, đến hết năm 2027.", "2027"),
        ("cấp thẻ đến ngày 30/6/2026.", "2026-06-30"),
    ],
)
def test_how_far_a_plan_reaches_is_no_deadline(text, value):
    found = deadline(text)
    assert (found and found.value) == value


def test_of_two_periods_the_finer_one_counts():
    assert deadline("chia việc trong năm 2026, báo cáo trong tháng 3/2026.").value == "2026-03"


@pytest.mark.parametrize("text", ["hoạt động trong năm 2026 của tỉnh", "kinh phí giao năm 2026", "họp"])
def test_a_date_in_passing_is_no_deadline(text):
    assert deadline(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Quý III - IV/2026.", "2026-Q4"),
        ("Từ tháng 3/2026 đến tháng 5/2026", "2026-05"),
        ("Giai đoạn 2026 - 2030", "2030"),
        ("Giai đoạn 2026-2030", "2030"),
        ("Tháng 10, 11/2026", "2026-11"),
        ("Từ ngày 01/7/2026", None),
        ("Năm 2026 và các năm tiếp theo", None),
        ("Tháng 5/2026 và rà soát, bổ sung hằng năm", None),
        ("Thường xuyên", None),
    ],
)
def test_the_value_of_a_field_of_time_ends_at_its_last_period(text, value):
    assert read_time(text, fold(text), 0, len(text)).value == value


def test_an_empty_field_of_time_is_no_deadline():
    assert read_time(" .", " .", 0, 2) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("định kỳ hằng quý báo cáo", "quarterly"),
        ("họp giao ban hàng tuần", "weekly"),
        ("báo cáo 6 tháng một lần", "half-yearly"),
        ("đối thoại ít nhất 02 lần/năm", "half-yearly"),
        ("định kỳ kiểm tra", "other"),
        ("thực hiện Quyết định ngày 06 tháng 10 năm 2026", None),
        ("báo cáo hằng năm và hằng quý", "quarterly"),
        ("thi viết hai năm một lần", "other"),
        ("báo cáo kết quả thực hiện Kế hoạch hằng năm", "yearly"),
        ("đưa vào chương trình công tác hàng năm", None),
        ("thường xuyên kiểm tra", None),
        ("thực hiện thường xuyên", "other"),
        ("báo cáo trước ngày 10/6 và ngày 10/12 hằng năm", "half-yearly"),
        ("nhắn tin 02 lần/ngày", "daily"),
    ],
)
def test_recurrence_qualifies_the_act_and_not_a_noun(text, value):
    assert recurrence(text) == value


def test_an_everyday_adverb_tells_recurrence_in_a_field():
    assert recurrence("Thường xuyên", field=True) == "other"


def test_an_everyday_adverb_tells_recurrence_where_the_act_begins():
    assert recurrence("Thường xuyên kiểm tra", act=0) == "other"


@pytest.mark.parametrize(
    ("often", "when", "expected"),
    [
        ("daily", "hằng ngày", ("FREQ=DAILY",)),
        ("weekly", "thứ sáu hằng tuần", ("FREQ=WEEKLY;BYDAY=FR",)),
        ("monthly", "trước ngày 25 hằng tháng", ("FREQ=MONTHLY;BYMONTHDAY=25",)),
        ("quarterly", "hằng quý", ("FREQ=MONTHLY;INTERVAL=3",)),
        ("half-yearly", "tháng 01 và tháng 6 hằng năm", ("FREQ=YEARLY;BYMONTH=1,6",)),
        ("yearly", "theo Nghị định ngày 17 tháng 5 năm 2025, báo cáo hằng năm", ("FREQ=YEARLY",)),
        ("quarterly", "ngày 20 tháng cuối quý", ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",)),
        ("half-yearly", "6 tháng một lần", ("FREQ=MONTHLY;INTERVAL=6",)),
        (
            "half-yearly",
            "trước ngày 10/6 và ngày 10/12 hằng năm",
            ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"),
        ),
        ("yearly", "trước ngày 15 tháng 11 hằng năm", ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15",)),
        ("other", "định kỳ", ()),
        (None, "", ()),
    ],
)
def test_a_recurrence_is_a_rule_for_a_calendar(often, when, expected):
    assert rules(often, when) == expected
