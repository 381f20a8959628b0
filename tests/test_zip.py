"""Archives in archives: each member a file of its own, nothing unpacked to disk, nothing without bound."""

import zipfile
from io import BytesIO

import pytest

import vnpolicy as vp
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.zip import MAX_DEPTH, members

PLAN = "Số 7-KH/TU\n\nGiao Ban Tổ chức Tỉnh ủy chủ trì."


def packed(*files: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these names and contents."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def names(data: bytes, options: Options = USUAL) -> list[str]:
    return [member.name for member in members(data, "a.zip", options) if not member.junk]


def reasons(data: bytes, options: Options = USUAL) -> list[str | None]:
    return [member.reason for member in members(data, "a.zip", options)]


def refused(data: bytes, name: str = "a.zip", **options) -> str:
    with pytest.raises(vp.UnreadableSource) as caught:
        vp.read(data, name=name, **options)
    return str(caught.value)


def test_members_of_archives_in_archives_are_named_by_the_way_to_them():
    inner = packed(("kế hoạch/kh-7.txt", PLAN))
    assert names(packed(("a.txt", "x"), ("năm 2024/trong.zip", inner))) == [
        "a.zip/a.txt",
        "a.zip/năm 2024/trong.zip/kế hoạch/kh-7.txt",
    ]


def test_an_archive_of_one_file_is_read_as_that_file():
    data = packed(("__MACOSX/._kh-7.txt", b"\0"), ("kh-7.txt", PLAN), ("Thumbs.db", b"\0"))
    document = vp.read(data, name="a.zip")
    assert (document.header.number.value, document.source.name) == ("7-KH/TU", "a.zip/kh-7.txt")


def test_an_archive_of_several_files_is_for_read_archive():
    assert "read_archive" in refused(packed(("a.txt", PLAN), ("b.txt", PLAN)))


@pytest.mark.parametrize("name", ["__MACOSX/a.txt", "Thumbs.db", "x/desktop.ini", ".git/a", "x/~$a.docx"])
def test_junk_is_told_from_files(name):
    assert [member.junk for member in members(packed((name, "x")), "a.zip", USUAL)] == [True]


@pytest.mark.parametrize(
    ("given", "shown"),
    [("../../etc/a.txt", "a.zip/etc/a.txt"), ("/a.txt", "a.zip/a.txt"), ("x\\..\\a.txt", "a.zip/x/a.txt")],
)
def test_a_name_that_climbs_out_of_its_archive_is_a_name_only(given, shown):
    assert names(packed((given, "x"))) == [shown]


def test_a_name_in_utf_8_that_does_not_say_so_is_read_as_such():
    data = packed(("_____.txt", "x")).replace(b"_____", "ủy".encode() + b"_")
    assert names(data.replace("ủy".encode() + b"_", "ủyx".encode())) == ["a.zip/ủyx.txt"]


def test_archives_are_opened_to_a_bounded_depth():
    data = packed(("a.txt", "x"))
    for _ in range(MAX_DEPTH):
        data = packed(("in.zip", data))
    assert reasons(data) == [f"it lies more than {MAX_DEPTH} archives deep"]


def test_a_bomb_is_refused_by_what_its_directory_promises():
    assert "too much" in refused(packed(("a.txt", bytes(40 * 1024 * 1024))))


def test_a_bomb_of_archives_is_stopped_by_what_comes_out():
    inner = packed(("a.txt", bytes(900_000)))
    bomb = packed(*((f"{number}.zip", inner) for number in range(9)))
    limits = Limits(unpacked_bytes=2_000_000)
    found = reasons(bomb, Options(limits=limits))
    assert found.count(None) == 2 and "unpacks to too much" in str(found[-1])


def test_a_directory_that_lies_about_sizes_is_broken():
    data = packed(("a.txt", bytes(5_000_000)))
    lie = data.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "broken" in str(reasons(lie)[0])


def test_an_absurd_number_of_members_is_refused_before_the_directory_is_read():
    data = packed(*((f"{number}", "") for number in range(300)))
    assert "more than 200 parts" in refused(data, limits=Limits(unpacked_parts=200))


def test_one_broken_member_does_not_spoil_the_others():
    data = packed(("a.txt", "Giao Sở Y tế"), ("b.txt", PLAN), method=zipfile.ZIP_STORED)
    told = reasons(data.replace("Giao Sở Y tế".encode(), "Giao Sở Y tễ".encode()))
    assert "broken" in str(told[0]) and told[1] is None


def test_a_cut_archive_is_broken():
    assert "broken" in refused(packed(("a.txt", PLAN))[:-30])


def test_an_empty_archive_is_told():
    assert "empty" in refused(packed()) and "empty" in refused(packed((".hidden", "x")))
