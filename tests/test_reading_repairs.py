"""What OCR misreads: mended where the tables know better, doubted where nothing does, told either way."""

import pytest

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.scans import ROWS, Formula, LookAlike, Misreading, OwnSuffix
from vnpolicy.language import fold
from vnpolicy.parsing.parse import parse_source
from vnpolicy.reading.columns import laid_out
from vnpolicy.reading.doubts import doubted
from vnpolicy.reading.numerals import numeral_of
from vnpolicy.reading.repairs import repaired
from vnpolicy.reading.source import Source
from vnpolicy.reading.symbol_letters import unknown_letters
from vnpolicy.reading.words import Word, printed

KNOW = Knowledge.default()


def page(text: str, confidence: float = 0.85) -> list[Word]:
    """The words of lines of text, as OCR hands them on; two bars part columns."""
    words = []
    for number, line in enumerate(text.split("\n")):
        left, top = 80.0, 100.0 + 16 * number
        for word in line.split():
            if word == "||":
                left = 330.0
            else:
                right = left + 6 * len(word)
                words.append(Word(word, left, top, right, top + 12, confidence=confidence, spaced=True))
                left = right + 4
    return words


def mend(text: str, confidence: float = 0.85) -> str:
    """The text of a page once it is mended."""
    return " ".join(word.text for word in repaired(page(text, confidence)))


EXAMPLES = [(kind, row, example) for kind in ROWS for row in KNOW[kind] for example in row.examples]


@pytest.mark.parametrize(("kind", "row", "example"), EXAMPLES)
def test_an_example_is_mended_by_its_row(kind, row, example):
    right = mend(example)
    assert fold(right) != fold(" ".join(example.split()))
    match row:
        case Formula():
            assert fold(row.words) in fold(right)
        case Misreading():
            assert row.words in right
        case LookAlike():
            assert unknown_letters(example, KNOW) and not unknown_letters(right, KNOW)
        case OwnSuffix():
            assert right.endswith("/" + row.suffix)


@pytest.mark.parametrize(
    "right",
    [
        "Tỉnh uỷ, Tỉnh ủy",  # old and new tone marks
        "18-NQ/TW 214/NQ-CP 03/NQLT-BYT-HCTĐ 71/2006/NQ-CP",
        "5200/UBND-VX 3412/SNNMT-VP",  # letters of departments, in no table
        "10-NO/TW",  # NQ and NĐ look like it
        "chức mục tiêu thụ",  # "MỤC TIÊU" is looked for in capitals
        "Số 100-KH/TU",
        "đạt 95 % kế hoạch ...",
        "31/12/2025 I/2026 b/c đ/c và/hoặc",
    ],
)
def test_what_may_be_right_is_left_alone(right):
    assert mend(right) == right


def test_a_certain_reading_stands_where_another_phrase_looks_like_the_formula():
    assert mend("chỉ bộ phận", 0.97) == "chỉ bộ phận"
    assert mend("tố chức", 0.97) == "tổ chức"


def test_a_central_paper_keeps_its_suffix():
    assert mend("BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 12-KL/TƯ").endswith("12-KL/TƯ")
    assert mend("TỈNH ỦY GIA LAI\nthực hiện Chỉ thị số 43-CT/TƯ").endswith("43-CT/TƯ")


def test_a_first_heading_is_told_by_the_second():
    second = "\nII. NHIỆM VỤ"
    assert mend("1. MỤC ĐÍCH" + second, 0.97) == "I. MỤC ĐÍCH II. NHIỆM VỤ"
    assert mend("1. MỤC ĐÍCH\n2. NHIỆM VỤ", 0.97) == "1. MỤC ĐÍCH 2. NHIỆM VỤ"
    assert mend("1. Sở Y tế" + second, 0.97) == "1. Sở Y tế II. NHIỆM VỤ"


def test_a_heading_has_the_mark_of_the_others():
    assert mend("I. MỤC ĐÍCH\nII NHIỆM VỤ").endswith("II. NHIỆM VỤ")
    assert mend("I- MỤC ĐÍCH\nII NHIỆM VỤ").endswith("II- NHIỆM VỤ")
    assert mend("I- MỤC ĐÍCH\nII. YÊU CẦU\nIII NHIỆM VỤ").endswith("III NHIỆM VỤ")
    assert mend("I. MỤC ĐÍCH\nIV năm 2010").endswith("IV năm 2010")


def told(text: str, confidence: float = 0.97) -> list[tuple[str, str]]:
    """(code, word) of the issues on a page."""
    words = doubted(repaired(page(text, confidence)))
    return [(word.issue.code.removeprefix("source.ocr-"), word.text) for word in words if word.issue]


def test_a_repair_gives_the_reading():
    (word,) = [word for word in doubted(repaired(page("T/M BẠN THƯỜNG VỤ", 0.93))) if word.issue]
    assert word.issue.code == "source.ocr-repair"
    assert "'BẠN'" in word.issue.message and "'BAN'" in word.issue.message


def test_what_is_hardly_read_is_doubted_and_figures_sooner():
    assert told("hạn hán lốc xoáy", 0.85) == []
    assert told("hạn hán lốc xoáy", 0.7) == [("doubt", word) for word in ("hạn", "hán", "lốc", "xoáy")]
    assert told("năm 2010", 0.85) == [("doubt", "2010")]


def test_a_formula_of_the_tables_is_sure():
    assert told("ĐẢNG CỘNG SẢN VIỆT NAM", 0.6) == []


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("theo 5200/UBND-VX", "5200/UBND-VX"),
        ("ngày 31/02/2011", "31/02/2011"),
        ("tháng 13/2011", "13/2011"),
        ("quý 1/2026", "1/2026"),
        ("quý HI/2026", "HI/2026"),
        ("(khóa XD về", "XD"),
    ],
)
def test_what_cannot_be_or_cannot_be_checked_is_doubted_however_certain(text, doubt):
    assert told(text) == [("doubt", doubt)]


def test_a_worded_date_that_no_calendar_has_is_doubted_as_a_whole():
    assert [word for _, word in told("ngày 31 tháng 02 năm 2011")] == "ngày 31 tháng 02 năm 2011".split()


@pytest.mark.parametrize(
    "text", ["quý II/2026", "quý 2 và quý 4", "(khóa XI)", "khóa 15", "quý báo", "29/02/2012", "12/2025"]
)
def test_what_can_be_is_not_doubted(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("read", "leans", "numeral"),
    [
        ("II.", (0, 0, 0), "III."),
        ("IH.", (0, 0.02, 0), "III."),
        ("I1/2026", (0, 0, -0.1, 0.1, 0), "II/2026"),
        ("XII)", (0.2, 0, 0, 0, 0.07), "XIII)"),
        ("IV", (0, 0.12, -0.12), "IV"),
        ("(X)", (-0.07, 0.2, 0.07), "(X)"),
        ("V.", (0, 0), None),  # no V is seen
        ("III", (), None),
        ("Quý", (0, 0), None),
    ],
)
def test_letters_and_strokes_make_a_numeral(read, leans, numeral):
    assert numeral_of(read, leans) == numeral


def test_issues_stand_under_their_words_in_columns_and_paragraphs():
    text = """TỈNH ỦY GIA LAI || ĐẢNG CỘNG SẢN VIỆT NAM
Số.87-KH/TU || Pleiku, ngày 12 tháng 10 năm 2010
KẾ HOẠCH
tố chức thực hiện Nghị quyết 16-NQ/HCTTD ngày 06/1/2009
của Ban Chấp hành Trung ương Hội"""
    lines = laid_out(printed(doubted(repaired(page(text, 0.93)))), head=True, points=True)
    document = parse_source(Source(name="", format="png", ocr=True, lines=tuple(lines)), KNOW)
    spans = {document.text[each.start : each.end]: each.code for each in document.issues if each.start is not None}
    assert document.header.number.value == "87-KH/TU"
    assert spans["Số 87-KH/TU"] == spans["16-NQ/HCTD"] == spans["tổ"] == "source.ocr-repair"
