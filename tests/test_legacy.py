"""Vietnamese from before Unicode: tables, fonts, evidence; each table against an oracle that is not ours."""

import shutil
import subprocess

import pytest

from vnpolicy.language.legacy import codes, convert, encodings, from_font, is_unicode

LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
SENTENCE = "Căn cứ Chỉ thị số 43-CT/TW, Tỉnh uỷ Đắk Lắk xây dựng kế hoạch; kỹ sư nghỉ ở phường Buôn Hồ."


def carried(text, encoding):
    """`text` as the Latin-1 characters of its bytes."""
    return "".join(codes(encoding).get(char, char) for char in text)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "vps", "viscii"])
def test_a_table_has_a_code_of_its_own_for_every_letter(encoding):
    table = codes(encoding)
    wanted = set(LETTERS) | set("ĂÂÊÔƠƯĐ" if encoding == "tcvn3" else LETTERS.upper())
    assert set(table) == wanted
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "vps", "viscii"])
def test_what_an_encoding_writes_is_read_back(encoding):
    assert convert(carried(SENTENCE, encoding), encoding) == SENTENCE


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
@pytest.mark.parametrize(("encoding", "name"), [("tcvn3", "TCVN"), ("viscii", "VISCII")])
def test_a_table_is_that_of_iconv(encoding, name):
    letters = "\n".join(codes(encoding))
    theirs = subprocess.run(["iconv", "-f", "UTF-8", "-t", name], input=letters.encode(), capture_output=True)
    if theirs.returncode:
        pytest.skip(f"this iconv does not know {name}")
    assert theirs.stdout.decode("latin-1").split("\n") == list(codes(encoding).values())


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "vps", "viscii"])
def test_a_table_is_that_of_viparse(encoding):
    oracle = pytest.importorskip("viparse.normalize.encodings").CHARMAPS[encoding]
    theirs = {letter: code for code, letter in oracle.pairs}
    ours = codes(encoding)
    # It writes three letters of VNI in two bytes where the fonts have them in one.
    other = set("ìíỵÌÍỴ") if encoding == "vni" else set()
    shared = {letter for letter in theirs if letter in ours} - other
    assert len(shared) > 60
    assert {letter: ours[letter] for letter in shared} == {letter: theirs[letter] for letter in shared}


@pytest.mark.parametrize(
    ("text", "font", "printed"),
    [
        ("kÕ ho¹ch", ".VnTime", "kế hoạch"),
        ("kÕ ho¹ch", ".VnTimeH", "KẾ HOẠCH"),
        ("ban bÝ th\u00ad", ".VnArial NarrowH", "BAN BÍ THƯ"),
        ("ban bÝ th\u2212", "ABCDEF+.VnTime", "ban bí thư"),
        ("\uf06b\uf0d5", ".VnTime", "kế"),
        ("Keá hoaïch “Ñoaøn keát”", "VNI-Times", "Kế hoạch “Đoàn kết”"),
        ("UÛY BAN, Uûy ban", "VNI-Helve-Condense", "ỦY BAN, Ủy ban"),
        ("5 – 7%", ".VnTime", "5 – 7%"),
        ("kÕ ho¹ch", "Times New Roman", None),
        ("kế hoạch", ".VnTime", None),
    ],
)
def test_a_run_is_read_by_its_font(text, font, printed):
    assert from_font(text, font) == printed


def test_no_character_is_lost_that_is_no_letter():
    for char in map(chr, range(0x20, 0x180)):
        assert all(len(convert(char, encoding.code)) == 1 for encoding in encodings())


def test_only_letters_of_unicode_show_unicode():
    assert is_unicode("đ")
    assert not is_unicode("Lê Văn".replace("ă", "a"))
