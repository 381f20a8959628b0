"""Word before 2007: each way to read it, what each one tells, and what is refused.

papers/ke-hoach-27.doc was typed for these tests, in fonts from before Unicode, and saved by LibreOffice.
"""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from test_document import facts
from test_legacy import PLAN, carried

import vnpolicy as vp
from vnpolicy.errors import UnreadableSource
from vnpolicy.reading import doc, office
from vnpolicy.reading.options import Options
from vnpolicy.reading.read import read_source

PAPER = Path(__file__).parent / "papers" / "ke-hoach-27.doc"
TEXT = """\
TỈNH ỦY PHÚ ĐÔNG
Số 27-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Phú Đông, ngày 15 tháng 3 năm 2002
KẾ HOẠCH
tổ chức tết trồng cây ở các thôn
1. Giao Sở Nông nghiệp chủ trì, phối hợp với các huyện ủy lập danh sách những thôn thiếu cây giống.
2. Ban Dân vận Tỉnh ủy theo dõi việc thực hiện; định kỳ sáu tháng báo cáo Thường trực Tỉnh ủy.
Đoàn Thanh niên vận động đoàn viên cùng trồng cây.
Văn phòng Tỉnh ủy gửi kế hoạch này tới các xã.
TT\tViệc\tChủ trì
1\tƯơm cây\tSở Nông nghiệp
2\tChấm điểm\tBan Dân vận
Nơi nhận:
- Các huyện ủy;
- Lưu Văn phòng.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Thị Hạ"""


@pytest.fixture
def alone(monkeypatch):
    """Neither msdoc2docx nor LibreOffice reads anything."""
    monkeypatch.setattr(doc, "_as_docx", lambda data, name, options: None)
    monkeypatch.setattr(doc, "converted", lambda data, suffix: None)


def compound(**streams: bytes) -> bytes:
    """An OLE file of these streams, each filled up with zeros to eight sectors at least."""
    sectors = {name: max(8, -(-len(data) // 512)) for name, data in streams.items()}
    table, entries, body, start = [0xFFFFFFFD, 0xFFFFFFFE], [entry("Root Entry", 5, child=1)], b"", 2
    for number, (name, data) in enumerate(streams.items(), 1):
        count = sectors[name]
        following = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(entry(name.replace("_", " "), 2, right=following, start=start, size=count * 512))
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
        body += data.ljust(count * 512, b"\0")
        start += count
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128L", *table, *[0xFFFFFFFF] * (128 - len(table)))
    return head + fat + b"".join(entries).ljust(512, b"\0") + body


def entry(name: str, kind: int, *, right=0xFFFFFFFF, child=0xFFFFFFFF, start=0xFFFFFFFE, size=0) -> bytes:
    """An entry of the directory of an OLE file."""
    title = name.encode("utf-16-le").ljust(64, b"\0")
    tail = struct.pack("<HBBLLL", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, right, child)
    return title + tail + bytes(36) + struct.pack("<LQ", start, size)


def reason(data: bytes, **options: str) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_source(data, name="a.doc", options=Options(**options))
    return caught.value.reason


def old_word(text: bytes) -> bytes:
    """A file of Word 6: its text lies in one piece behind the head."""
    head = bytearray(768)
    struct.pack_into("<HH", head, 0, 0xA5DC, 0x65)
    struct.pack_into("<LL", head, 0x18, len(head), len(head) + len(text))
    struct.pack_into("<L", head, 0x34, len(text))
    return compound(WordDocument=bytes(head) + text)


def test_a_paper_in_old_fonts_comes_out_whole():
    paper = vp.read(PAPER)
    assert paper.text == TEXT
    assert (paper.source.format, paper.source.encoding) == ("doc", "tcvn3+vni")
    assert [issue.code for issue in paper.issues if issue.code.startswith("source.")] == [
        "source.converted"
    ] * 2
    assert (paper.header.number.value, paper.header.date.value) == ("27-KH/TU", "2002-03-15")


def test_the_text_alone_is_read_where_nothing_else_goes(alone):
    paper = vp.read(PAPER)
    lines = TEXT.lower().replace("\t", "\n").split("\n")
    loose = [line.removeprefix("1. ").removeprefix("2. ") for line in lines]
    told = [issue.code for issue in paper.issues if issue.code.startswith("source.")]
    assert [line for line in paper.text.lower().split("\n") if line not in loose] == [
        "văn phòng tỉnh ủy không gửi kế hoạch này (chữ ẩn) tới các xã."
    ]
    assert "source.part" in told
    assert paper.header.number.value == "27-KH/TU"


def test_word_6_is_read_as_text(alone):
    text = "\r".join(carried(line, "tcvn3") for line in PLAN).encode("latin-1")
    source = read_source(old_word(text), name="a.doc")
    assert [line.text.lower() for line in source.lines] == [line.lower() for line in PLAN]
    assert (source.encoding, [issue.code for issue in source.issues]) == (
        "tcvn3",
        ["source.converted", "source.part"],
    )


def test_fields_give_their_results_only():
    coded = "a\x13HYPERLINK \x13PAGE\x14 1\x15 x\x14b\x15c\x13TOC\x15d"
    assert doc._without_codes(coded) == "abcd"


@pytest.mark.parametrize(
    ("streams", "told"),
    [
        ({"Workbook": b"x"}, "Excel"),
        ({"PowerPoint_Document": b"x"}, "PowerPoint"),
        ({"Other": b"x"}, "no Word document"),
        ({"WordDocument": struct.pack("<HH6xH", 0xA5EC, 0xC1, 0)}, "broken"),
    ],
)
def test_other_and_broken_files_are_told(streams, told):
    assert told in reason(compound(**streams))


def test_a_cut_file_is_told():
    assert "broken" in reason(PAPER.read_bytes()[:1000])


def test_a_locked_file_wants_its_password():
    head = struct.pack("<HH6xH", 0xA5EC, 0xC1, 0x0100)
    assert reason(compound(WordDocument=head)) == "it wants a password"
    assert reason(compound(WordDocument=head), password="x") == "it wants another password"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_libreoffice_is_ended_when_it_hangs(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    assert office.converted(b"x", "doc") is None


def test_without_libreoffice_nothing_is_converted(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert office.converted(b"x", "doc") is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_gives_the_same_paper(monkeypatch):
    monkeypatch.setattr(doc, "_as_docx", lambda data, name, options: None)
    assert vp.read(PAPER).text == TEXT


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
@pytest.mark.parametrize("slug", ["hd-26-bdvtu-gia-lai-2010", "kh-96-ubnd-gia-lai-2025"])
def test_what_libreoffice_saves_says_the_same(slug, kind, render, tmp_path):
    text, docx = (render(slug, format, tmp_path) for format in ("txt", "docx"))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", tmp_path, docx], check=True, capture_output=True
    )
    assert facts(vp.read(docx.with_suffix(f".{kind}"))) == facts(vp.read(text))


@pytest.mark.real
def test_a_real_paper_agrees_with_its_text(real_files):
    pairs = [
        (path.with_suffix(".doc"), path)
        for path in real_files
        if path.suffix == ".txt" and path.with_suffix(".doc").exists()
    ]
    assert pairs
    for old, text in pairs:
        ours, theirs = vp.read(old), vp.read(text)
        assert facts(ours)[:2] == facts(theirs)[:2]
        known = set(theirs.text.split())
        words = ours.text.split()
        assert sum(word in known for word in words) >= 0.99 * len(words)
