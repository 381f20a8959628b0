"""Vietnamese from before Unicode: tables, fonts, evidence; each table against an oracle that is not ours."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnpolicy.language import nfc
from vnpolicy.language.detect import restored
from vnpolicy.language.legacy import codes, convert, encodings, from_font, is_unicode
from vnpolicy.reading.encoding import Encodings, decoded
from vnpolicy.reading.read import read_source
from vnpolicy.reading.runs import Look, Run, shown

LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
SENTENCE = "Căn cứ Chỉ thị số 43-CT/TW, Tỉnh uỷ Đắk Lắk xây dựng kế hoạch; kỹ sư nghỉ ở phường Buôn Hồ."


def carried(text, encoding):
    """`text` as the Latin-1 characters of its bytes; a capital that the encoding lacks is a small letter."""
    letters = codes(encoding)
    return "".join(letters.get(char) or letters.get(char.lower(), char) for char in text)


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


# Detection

PLAN = """\
Số 12-KH/TU
KẾ HOẠCH
tổ chức tết trồng cây và bảo vệ rừng đầu nguồn
1. Giao Sở Nông nghiệp chủ trì, phối hợp với các huyện uỷ lập danh sách những thôn thiếu cây giống.
2. Ban Dân vận Tỉnh uỷ theo dõi, đôn đốc việc thực hiện; định kỳ sáu tháng báo cáo Thường trực Tỉnh uỷ.
Nơi nhận: Các huyện uỷ; Lưu Văn phòng.
""".splitlines()
FOREIGN = {
    "English": """\
        The café at the corner, naïve as its owner may be, still serves crème brûlée to the protégés of the coöperative.
        Dr. Brontë's résumé - déjà vu! - cites Señor Núñez and Frau Müller; the façade of the hôtel was 25 °C warm.""",
    "French": """\
        L’été dernier, près de la forêt où j’étais né, l’hôtel avait brûlé ; mais le maître répara dès lors la façade.
        Les élèves ont reçu à Noël un thé glacé, des gâteaux sucrés, du blé mûr, et le préfet leur a dû mille égards.
        Où est passé le dîner ? Là-bas, à côté du dé, du pâté et de la clé de l’abbé né à Orléans.""",
    "Spanish": """\
        El señor Núñez está aquí; mañana habrá más café, té y pan. ¿Cómo no? Sí, él sabrá qué hacer según la canción.
        Los niños pequeños soñarán con el océano, y tú también: la montaña, el búho, un ñandú y la cigüeña.""",
    "German": """\
        Der Müller aus Köln fährt über die Straße, für schöne Bäume, Käse und süße Äpfel; hätte er früher gehört!
        Ein König trägt Schmuck, müde Gänse schlafen, das Öl fließt, und die Tür fällt zu, wie Jörg Bücher zählt.""",
    "Portuguese": """\
        Não há pão nem maçã; amanhã a mãe virá à estação com o irmão, e então tu também verás três avós e um avô.
        As ações da comissão são só opiniões: é preciso informação, atenção e coração.""",
    "Danish": """\
        På øen må vi så gå ned til åen, når sneen er på gården; dér står ål, rødgrød med fløde og blåbær på bordet.
        Børnene får tå, gås, hår og sår at se på; så nås målet, og vi slår på gåden.""",
    "Swedish": """\
        Två små åkrar på ön låg så nära ån att gåsen gått dit själv; då sågs både räven och örnen på håll.
        Här är det kallt på våren, så tag på dig tröjan, får jag be, och gå på isen i natt.""",
    "Italian": """\
        La città è lì, più giù; perché non c’è caffè né tè? Già, lunedì sarà così, e poi andrò su e giù con papà.""",
    "Vietnamese names": "Lê Công Hùng, Trà Vinh, Tô Hoài, Lý Bôn, Phan Bá Vành, Hà Nam, Tuyên Quang, Thái Bình",
    "signs": "§ 5 Abs. 3: 25 °C ± 2 µm, ½ l, 3 m², © 2020 ®, «so», ª º ¹ ² ³ ¼ ¾, x ÷ y, ¡no!, ¿sí?, £ 5, ¥ 6, ¤",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_stand_as_they_stand(language):
    text = FOREIGN[language]
    for lines in (text.splitlines(), [" ".join(text.split())], text.split(), text.split(". ")):
        assert restored(lines).lines == tuple(lines)


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_in_latin_1_are_read_as_they_stand(language):
    text = FOREIGN[language].replace("’", "'")
    assert decoded(text.encode("latin-1"))[:2] == (text, "cp1252")


@pytest.mark.parametrize("encoding", [encoding.code for encoding in encodings()])
def test_a_text_is_told_by_its_syllables(encoding):
    found = restored([carried(line, encoding) for line in PLAN])
    assert [line.lower() for line in found.lines] == [line.lower() for line in PLAN]
    assert set(found.converted.values()) == {encoding}
    assert (found.doubtful, found.has_unicode) == ((), False)


def test_capitals_of_tcvn3_stand_where_letters_beside_them_tell():
    lines = restored([carried(line, "tcvn3") for line in ("BAN CHẤP HÀNH ĐẢNG BỘ TỈNH", *PLAN)]).lines
    assert lines[0] == "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH"
    assert lines[2] == "KẾ HOẠCH"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_line_stands_beside_unicode_as_it_stood_before(encoding):
    lines = [PLAN[0], *PLAN[1:4], carried(PLAN[4], encoding), PLAN[5], "Lê Công Hùng"]
    found = restored(lines)
    assert list(found.lines) == [*PLAN, "Lê Công Hùng"]
    assert found.converted == {4: encoding}
    assert found.has_unicode


def test_two_old_encodings_may_stand_in_one_text():
    lines = [carried(line, "tcvn3") for line in PLAN] + [carried(line, "vni") for line in PLAN]
    found = restored(lines)
    assert [line.lower() for line in found.lines] == [line.lower() for line in [*PLAN, *PLAN]]


@pytest.mark.parametrize("text", ["Keá hoaïch", "KÕ ho¹ch"])
def test_what_is_too_short_to_be_certain_stands_and_is_told(text):
    found = restored([text])
    assert (found.lines, found.doubtful) == ((text,), (0,))


def test_old_words_inside_a_line_of_unicode_stand_and_are_told():
    line = "Tỉnh ủy: §¾k L¾k, kÕ ho¹ch"
    found = restored([line])
    assert (found.lines, found.doubtful) == ((line,), (0,))


@given(st.lists(st.text()))
def test_any_lines_come_out_as_many(lines):
    assert len(restored(lines).lines) == len(lines)


@given(st.binary())
def test_any_bytes_are_decoded(data):
    text, encoding, _ = decoded(data)
    assert encoding
    assert isinstance(text, str)


def test_bytes_of_an_old_encoding_are_told():
    text, encoding, issues = decoded(carried("\n".join(PLAN), "tcvn3").encode("latin-1"))
    assert (text.lower(), encoding) == ("\n".join(PLAN).lower(), "tcvn3")
    assert [issue.code for issue in issues] == ["source.converted"]


def test_bytes_of_two_encodings_are_told():
    old = carried(PLAN[3], "vni").encode("latin-1")
    text, encoding, issues = decoded(f"{PLAN[4]}\n".encode() + old)
    assert (text, encoding) == (f"{PLAN[4]}\n{PLAN[3]}", "utf-8+vni")
    assert "line 2 converted from VNI" in issues[0].message


# Papers of runs


def in_font(text: str, font: str) -> Run:
    return Run(text, Look(font=font))


def read_all(*paragraphs: list[Run]) -> tuple[list[str], Encodings]:
    encodings = Encodings()
    read = [encodings.read(runs) for runs in paragraphs]
    if encodings.again():
        read = [encodings.read(runs) for runs in paragraphs]
    return ["".join(map(shown, runs)) for runs in read], encodings


def test_fonts_and_syllables_are_told():
    old = in_font("KÕ ho¹ch", ".VnTime")
    texts, found = read_all(
        [old], [in_font(carried(PLAN[3], "vni"), "Unknown")], [in_font("Kế hoạch", "Arial")]
    )
    assert texts == ["Kế hoạch", PLAN[3], "Kế hoạch"]
    assert found.name == "tcvn3+vni"
    assert [issue.code for issue in found.issues] == ["source.converted", "source.converted"]


def test_letters_in_two_runs_are_one():
    texts, _ = read_all(
        [in_font("Ke", "VNI-Times"), in_font("á hoa", "VNI-Times"), in_font("ïch", "VNI-Times")]
    )
    assert texts == ["Kế hoạch"]


def test_unicode_typed_in_an_old_font_stands():
    texts, found = read_all(
        [in_font("Ủy ban nhân dân tỉnh", ".VnTime"), in_font(" Hà Nam", "Arial")],
        [in_font("Công ty", ".VnTime")],
        [Run("KÕ ho¹ch", Look(font=".VnTime", bold=True)), in_font(" số 5", ".VnTime")],
        [in_font("Công ty", ".VnArial")],
    )
    assert texts == ["Ủy ban nhân dân tỉnh Hà Nam", "Công ty", "Kế hoạch số 5", "Công ty"]
    assert found.name == "tcvn3"


def test_without_letters_of_unicode_the_font_tells():
    assert read_all([in_font("Công ty", ".VnTime")], [in_font("Ủy ban", "Arial")])[0] == ["Cụng ty", "Ủy ban"]


@pytest.mark.real
def test_nothing_real_is_converted(real_files):
    for path in real_files:
        source = read_source(path)
        assert source.encoding in (None, "utf-8", "utf-8-sig")
        assert not {"source.converted", "source.encoding"} & {issue.code for issue in source.issues}
        if path.suffix in (".txt", ".md"):
            assert decoded(path.read_bytes())[0].encode("utf-8") in path.read_bytes()


@pytest.mark.real
@pytest.mark.parametrize("encoding", [encoding.code for encoding in encodings()])
def test_real_papers_come_back_from_an_old_encoding(encoding, real_files):
    lines = wrong = 0
    for path in real_files[::20]:
        if path.suffix in (".txt", ".md"):
            text = nfc(path.read_text(encoding="utf-8"))
            mine = [line for line in text.split("\n") if not set(line) & set("“”‘’–—…•µ")]
            theirs = restored([carried(line, encoding) for line in mine]).lines
            lines += len(mine)
            wrong += sum(ours.lower() != line.lower() for ours, line in zip(theirs, mine, strict=True))
    assert wrong < 0.001 * lines
