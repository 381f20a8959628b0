"""Bad input, one row for each kind: refused with a reason or read in part, in bounded time, and never by a crash.

A row makes its file itself. `reason` is what the error says; None: the file is read, and `holds` stands in its text.
"""

import os
import socket
import tempfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import msgspec
import msoffcrypto.format.ooxml
import pytest
from reportlab.pdfgen.canvas import Canvas

import vnpolicy as vp
from vnpolicy.reading.options import USUAL
from vnpolicy.reading.zip import members

PAPERS = Path(__file__).parent / "papers"
SPECIMENS = Path(__file__).parent.parent / "corpus" / "archive"
PLAN = "Số 7-KH/TU\n\nGiao Ban Tổ chức Tỉnh ủy chủ trì."
SECONDS = 20  # of processor time that no small file may take
SMALL = vp.Limits(unpacked_bytes=2_000_000, unpacked_parts=200, characters=100_000, pages=3)


class Row(msgspec.Struct, frozen=True):
    """A file `name` of the bytes that `make` returns, or whatever `make` puts at the path it is given."""

    id: str
    name: str
    make: Callable[..., Any]
    reason: str | None = None
    holds: str = ""
    options: dict[str, Any] = {}


def specimen(suffix: str) -> bytes:
    return next(path for path in sorted(SPECIMENS.iterdir()) if path.suffix == suffix).read_bytes()


def packed(*files: tuple[str, str | bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def saved(document) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def word(text: str = PLAN) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def locked_word(password: str) -> bytes:
    data = BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(BytesIO(word())).encrypt(password, data)
    return data.getvalue()


def word_with(part: str, content: str) -> bytes:
    """A Word file with another part in place of its own."""
    parts = zipfile.ZipFile(BytesIO(word()))
    kept = [(name, parts.read(name)) for name in parts.namelist() if name != part]
    return packed(*kept, (part, content))


def pdf(*texts: str, **options) -> bytes:
    canvas = Canvas(BytesIO(), **options)
    for text in texts:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return canvas._filename.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of empty pages, which all are one object."""
    kids = b"3 0 R " * count
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/MediaBox[0 0 9 9]/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 4/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 4\n0000000000 65535 f \n" + table + end


def nested_arrays() -> bytes:
    return b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"]" * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>"


def locked_zip(name: str, content: bytes, password: bytes) -> bytes:
    """A zip file with one member under the old cipher of PKWARE, which zipfile reads and does not write."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(byte: int) -> None:
        keys[0] = ~zlib.crc32(bytes([byte]), ~keys[0] & 0xFFFFFFFF) & 0xFFFFFFFF
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = ~zlib.crc32(bytes([keys[1] >> 24]), ~keys[2] & 0xFFFFFFFF) & 0xFFFFFFFF

    def hidden(byte: int) -> int:
        mask = (keys[2] | 2) & 0xFFFF
        turn(byte)
        return byte ^ (((mask * (mask ^ 1)) >> 8) & 0xFF)

    for byte in password:
        turn(byte)
    check = zlib.crc32(content)
    secret = bytes(map(hidden, bytes(11) + bytes([check >> 24]) + content))
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, secret)
    sizes = zlib.crc32(secret).to_bytes(4, "little") + len(secret).to_bytes(4, "little") * 2
    told = (
        check.to_bytes(4, "little") + len(secret).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    )
    raw = data.getvalue().replace(sizes, told)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.index(sign) + at
        raw = raw[:place] + b"\x01" + raw[place + 1 :]
    return raw


def entities(depth: int = 9) -> str:
    """A billion laughs."""
    lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth)]
    return f'<!DOCTYPE x [<!ENTITY e0 "cười">{"".join(lines)}]>'


def body(inside: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'


def zips_in_zips(depth: int) -> bytes:
    data = packed(("a.txt", PLAN))
    for _ in range(depth):
        data = packed(("in.zip", data))
    return data


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path)


def nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("gone.txt"))


def listener(path: Path) -> None:
    socket.socket(socket.AF_UNIX).bind(str(path))


ROWS = [
    # Nothing, or half of it
    Row("no file", "none.txt", lambda path: None, "No such file"),
    Row("empty", "a.txt", lambda: b"", "empty"),
    Row("white space", "a.txt", lambda: b" \r\n\t ", "empty"),
    Row("null bytes", "a.txt", lambda: bytes(5000), "no text"),
    Row("null bytes in a text", "a.txt", lambda: PLAN.encode() * 9 + b"\0", None, "Giao Ban Tổ chức"),
    Row("noise", "a.txt", lambda: bytes(range(256)) * 40, "no text"),
    Row("half a PDF", "a.pdf", lambda: specimen(".pdf")[:900], "broken"),
    Row("a PDF of nothing", "a.pdf", lambda: b"%PDF-1.7\n", "broken"),
    Row("half a Word file", "a.docx", lambda: specimen(".docx")[:4000], "broken"),
    Row("half an old Word file", "a.doc", lambda: next(PAPERS.glob("*.doc")).read_bytes()[:1500], "broken"),
    Row("half a zip file", "a.zip", lambda: packed(("a.txt", PLAN))[:-30], "broken"),
    Row("an empty zip file", "a.zip", lambda: packed(), "empty archive"),
    Row("a cut character", "a.txt", lambda: PLAN.encode() + "ủ".encode()[:1], None, "Giao Ban Tổ chức"),
    # Locked
    Row("locked PDF", "a.pdf", lambda: pdf("Kế hoạch", encrypt="x"), "wants a password"),
    Row("locked PDF, wrong", "a.pdf", lambda: pdf("A", encrypt="x"), "is another", options={"password": "y"}),
    Row("locked PDF, right", "a.pdf", lambda: pdf("Plan", encrypt="x"), None, "Plan", {"password": "x"}),
    Row("locked Word file", "a.docx", lambda: locked_word("x"), "wants a password"),
    Row("locked Word file, wrong", "a.docx", lambda: locked_word("x"), "is another", options={"password": "y"}),
    Row("locked Word file, right", "a.docx", lambda: locked_word("x"), None, "Tổ chức", {"password": "x"}),
    Row("locked Word file, cut", "a.docx", lambda: locked_word("x")[:-900], "broken", options={"password": "x"}),
    Row("locked zip", "a.zip", lambda: locked_zip("a.txt", PLAN.encode(), b"x"), "wants a password"),
    Row(
        "locked zip, wrong", "a.zip", lambda: locked_zip("a.txt", PLAN.encode(), b"x"), "is another",
        options={"password": "y"},
    ),
    Row(
        "locked zip, right", "a.zip", lambda: locked_zip("a.txt", PLAN.encode(), b"x"), None, "Tổ chức",
        {"password": "x"},
    ),
    Row("a password for nothing", "a.txt", lambda: PLAN.encode(), None, "Tổ chức", {"password": "x"}),
    # Far more than it seems
    Row("bomb in a zip", "a.zip", lambda: packed(("a.txt", bytes(30_000_000))), "too much"),
    Row("bomb in a Word file", "a.docx", lambda: word_with("word/document.xml", " " * 30_000_000), "too much"),
    Row("bomb of zips", "a.zip", lambda: packed(("a.zip", packed(("a.txt", bytes(30_000_000))))), "too much"),
    Row("zips in zips", "a.zip", lambda: zips_in_zips(9), "archives deep"),
    Row(
        "too many members", "a.zip", lambda: packed(*((str(n), "") for n in range(300))), "more than 200 parts",
        options={"limits": SMALL},
    ),
    Row(
        "entities in a Word file", "a.docx",
        lambda: word_with("word/document.xml", entities() + body("<w:p><w:r><w:t>&e8;</w:t></w:r></w:p>")), "broken",
    ),
    Row("entities in a page", "a.html", lambda: (entities() + "<p>&e8; Giao Sở Y tế</p>").encode(), None, "Sở Y tế"),
    Row("one line of 50 MB", "a.txt", lambda: b"a" * 50_000_000, "longer than 5,000,000 characters"),
    Row("a long text", "a.txt", lambda: b"Giao. " * 40_000, "100,000 characters", options={"limits": SMALL}),
    Row("a long Word file", "a.docx", lambda: word("Giao. " * 40_000), "100,000 char", options={"limits": SMALL}),
    Row("10,000 pages", "a.pdf", lambda: many_pages(10_000), None, ""),
    Row("too many pages", "a.pdf", lambda: pdf(*"abcdef"), None, "c", {"limits": SMALL}),
    # Deep
    Row("deep groups", "a.rtf", lambda: b"{\\rtf1 " + b"{" * 200_000, "deep"),
    Row("deep elements", "a.html", lambda: b"<html>" + b"<div>" * 100_000, "deep"),
    Row("deep parts", "a.docx", lambda: word_with("word/document.xml", body("<w:tbl>" * 50_000)), "broken"),
    Row("deep arrays", "a.pdf", nested_arrays, "broken"),
    Row("deep brackets", "a.md", lambda: b"# A\n" + b"[(" * 50_000, None, "A"),
    Row("deep quotations", "a.txt", lambda: "“Điều 1. ".encode() * 5_000, None, "Điều 1"),
    Row("many tabs", "a.txt", lambda: b"a\t" * 50_000, None, "a"),
    Row("many bars", "a.md", lambda: b"|\n" * 50_000, None, ""),
    Row("many lines", "a.txt", lambda: b"a\n" * 50_000, None, "a"),
    Row("many marks", "a.txt", lambda: ("Số 1-" * 10_000 + "(" * 10_000).encode(), None, "Số 1"),
    # Another thing than its name says: the content wins
    Row("RTF called .doc", "a.doc", lambda: b"{\\rtf1 Plan 7}", None, "Plan 7"),
    Row("a page called .doc", "a.doc", lambda: b"<html><body><p>Plan 7</p></body></html>", None, "Plan 7"),
    Row("PDF called .docx", "a.docx", lambda: pdf("Plan 7"), None, "Plan 7"),
    Row("Word called .pdf", "a.pdf", lambda: word(), None, "Giao Ban Tổ chức"),
    Row("Word called .txt", "a.txt", lambda: word(), None, "Giao Ban Tổ chức"),
    Row("text called .pdf", "a.pdf", lambda: PLAN.encode(), "another kind"),
    Row("text called .docx", "a.docx", lambda: PLAN.encode(), "another kind"),
    Row("text called .doc", "a.doc", lambda: PLAN.encode(), None, "Giao Ban Tổ chức"),
    Row("text without a suffix", "plan", lambda: PLAN.encode(), None, "Giao Ban Tổ chức"),
    Row("a spreadsheet", "a.docx", lambda: packed(("xl/workbook.xml", "<x/>")), "spreadsheet"),
    Row("gzip", "a.txt.gz", lambda: b"\x1f\x8b\x08" + bytes(90), "compressed"),
    Row("RAR", "a.rar", lambda: b"Rar!\x1a\x07" + bytes(90), "compressed"),
    Row("XML", "a.xml", lambda: b"<?xml version='1.0'?><a/>", "XML"),
    # Names and places
    Row("a name that is no UTF-8", os.fsdecode(b"k\xff.txt"), lambda: PLAN.encode(), None, "Giao Ban Tổ chức"),
    Row("a null character in a name", "a\0.txt", lambda path: None, "null"),
    Row("too long a name", "a" * 300 + ".txt", lambda path: None, "too long"),
    Row("a folder", "folder", lambda path: path.mkdir(), "no regular file"),
    Row("a pipe", "pipe", pipe, "no regular file"),
    Row("a device", "zero", device, "no regular file"),
    Row("a socket", "socket", listener, "no regular file"),
    Row("a link to itself", "loop.txt", loop, "symbolic links"),
    Row("a link to nothing", "link.txt", nowhere, "No such file"),
]  # fmt: skip


def made(row: Row, folder: Path) -> Path:
    path = folder / row.name
    if row.make.__code__.co_argcount:
        row.make(path)
    else:
        path.write_bytes(row.make())
    return path


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_bad_input_is_refused_with_its_reason_or_read(row, tmp_path):
    path = made(row, tmp_path)
    began = time.process_time()
    if row.reason is None:
        document = vp.read(path, **row.options)
        assert row.holds in document.text
        msgspec.json.encode(document)
    else:
        with pytest.raises(vp.UnreadableSource) as caught:
            vp.read(path, **row.options)
        problem = caught.value
        assert row.reason in problem.reason
        assert problem.format and problem.name.encode() and str(problem).startswith(problem.name)
    assert time.process_time() - began < SECONDS


def test_too_many_pages_are_read_as_far_as_the_limit_and_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(*"abcdef"))
    document = vp.read(tmp_path / "a.pdf", limits=SMALL)
    assert "d" not in document.text
    assert ("source.limit", "only 3 of its 6 pages were read") in [
        (i.code, i.message) for i in document.issues
    ]


@pytest.fixture
def bound():
    """Whoever runs the tests is one whom permissions bind; whatever is imported late is there before."""
    vp.read_archive(Path(__file__).parent / "papers", workers=0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


def test_what_may_not_be_read_is_told(bound):
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name, "closed"), Path(name, "a.txt")
        folder.mkdir(mode=0)
        file.write_text(PLAN)
        file.chmod(0)
        reasons = {
            Path(failure.name).name: failure.reason for failure in vp.read_archive(name, workers=0).failures
        }
        below = vp.read_archive(folder / "plan.txt", workers=0).failures
        folder.chmod(0o700)
    assert reasons == {"closed": "Permission denied", "a.txt": "Permission denied"}
    assert [failure.reason for failure in below] == ["Permission denied"]


@pytest.mark.slow
def test_a_folder_of_all_of_these_is_read_to_its_end(tmp_path):
    for number, row in enumerate(ROWS):
        folder = tmp_path / str(number)
        folder.mkdir()
        if "\0" not in row.name and len(row.name) < 200:
            made(row, folder)
    archive = vp.read_archive(tmp_path, limits=SMALL)
    told = [*archive.failures, *archive.skipped]
    assert len(archive) > 10 and all(outcome.reason and outcome.name.encode() for outcome in told)
    assert [Path(left.name).name for left in archive.skipped] == ["zero"]


def test_a_bomb_of_many_small_bombs_takes_no_memory():
    bomb = packed(*((f"{number}.zip", packed(("a.bin", bytes(19_000_000)))) for number in range(40)))
    tracemalloc.start()
    reasons = [member.reason for member in members(bomb, "a.zip", USUAL)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "too much" in str(reasons[-1]) and len(reasons) < 20
    assert peak < 80_000_000
