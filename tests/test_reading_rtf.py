r"""RTF becomes lines: letters by their fonts, look, lists, tables, what stands beside the paper, and bad files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.read import read_source
from vnpolicy.reading.rtf import read_rtf

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil .VnTime;}{\f2\fnil .VnTimeH;}{\f3\fnil VNI-Times;}"
    r"{\f4\fcharset163 Times New Roman (Vietnamese);}{\f5\fcharset2 Symbol;}{\f6 Courier{\*\falt .VnTime};}}"
)


def read(body: str):
    return read_rtf(rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}\f0 {body}}}".encode("latin-1"), "a.rtf")


def lines(body: str, *, furniture: bool = False) -> list[str]:
    return [line.text for line in read(body).lines if line.furniture == furniture]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"S\u7889?:\u160?5", "Số: 5"),
        (r"{\uc0 S\u7889}: {\uc2 S\u7889\'3f\'3fx}", "Số: Sốx"),
        (r"{\f1 K\'d5 ho\'b9ch} {\f2 k\'d5 ho\'b9ch} {\f3 Keá hoa\'efch}", "Kế hoạch KẾ HOẠCH Kế hoạch"),
        (r"{\f1 B\'dd th\-} th{\-}ư".replace("ư", r"\u432?"), "Bí thư thư"),
        (r"{\f3 Keo\u225\'e1 Keo\u225 ?}", "Keố Keố"),
        (r"{\f4 Ti\'ea\'ecng Vi\'ea\'f2t}", "Tiếng Việt"),
        (r"{\f6 caf\'e9} \'93x\'94", "café “x”"),
        (r"\ldblquote a\rdblquote\emdash b\endash c\~d\_e\{\}\\", "“a”—b–c d-e{}\\"),
        ("a\\\nb", "a"),
        (r"{\cf1 a}\unknown7 b{\*\unknown c}", "ab"),
    ],
)
def test_letters_are_those_of_their_fonts(body, text):
    assert lines(body)[0] == text


def test_what_was_converted_is_told():
    source = read(r"{\f1 K\'d5 ho\'b9ch}")
    assert (source.format, source.encoding) == ("rtf", "tcvn3")
    assert [issue.code for issue in source.issues] == ["source.converted"]


def test_an_old_encoding_in_an_unknown_font_is_told_by_its_syllables():
    source = read(r"{\f6 Giao S\'eb N\'abng nghi\'d6p ch\'f1 tr\'d7, ph\'e8i h\'eep l\'cbp danh s\'b8ch}")
    assert source.lines[0].text == "Giao Sở Nông nghiệp chủ trì, phối hợp lập danh sách"
    assert source.encoding == "tcvn3"


def test_bold_hidden_capital_and_deleted_letters():
    line, other = read(
        r"{\b 1. S\u7903? Y t\u7871?:} ch\u7911? tr\u236?{\v m\u7853?t}{\deleted x}{\caps abc}\par\b x"
    ).lines
    assert line.text == "1. Sở Y tế: chủ trìABC"
    assert (line.text[: line.lead], line.strong, other.strong) == ("1. Sở Y tế:", False, True)


def test_lists_keep_the_numbers_that_the_file_carries():
    body = (
        r"{\listtext\pard\plain\b 1.\tab}{\*\pn\pnlvlbody{\pntxta .}}Giao\par{\pntext\f5\'b7\tab}M\u7897?t\par"
        r"{\listtext\tab}\par{\listtext 2.\tab}\par"
    )
    assert lines(body) == ["1. Giao", "• Một", "2."]


def test_tables_are_rows_and_cells():
    row = r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl {} \cell {}\cell {}\cell\row"
    wide = r"\trowd\cellx2010\cellx3000 a\par b\cell c\cell\row\pard x\par"
    source = read(
        row.format("TT", "Vi\\u7879?c", "Ch\\u7911? tr\\u236?") + row.format("1", "H\\u7885?p", "A") + wide
    )
    assert [line.cells for line in source.lines] == [
        ("TT", "Việc", "Chủ trì"),
        ("1", "Họp", "A"),
        ("a b", "", "c"),
        (),
    ]
    assert [line.first_row for line in source.lines] == [True, False, False, False]


def test_a_table_inside_a_cell_is_text_of_the_cell():
    first = r"\trowd\cellx1\cellx2\intbl x\cell y\cell\row"
    body = r"\intbl a\cell\itap2 b\nestcell c\nestcell{\*\nesttableprops\trowd\cellx9\nestrow}"
    assert lines(first + body + r"{\nonesttables\par}\itap1 d\cell\row\pard") == ["x\ty", "a\tb c d"]


def test_a_table_that_never_ends_is_read():
    assert lines(r"\trowd\cellx1\cellx2\intbl a\cell b\cell c") == ["a\tb\tc"]


def test_a_letterhead_stands_in_two_columns():
    left, right = (
        r"T\u7880?NH \u7910?Y X\par S\u7889? 5-KH/TU",
        r"\u272?\u7842?NG C\u7896?NG S\u7842?N VI\u7878?T NAM",
    )
    found = read(rf"\trowd\cellx1\cellx2\intbl {left}\cell {right}\cell\row").lines
    assert [line.column for line in found] == ["left", "left", "right"]


def test_what_stands_beside_the_paper_is_furniture_or_stands_below_it():
    body = (
        r"{\header\pard trang \chpgn\par}{\footerf c\par}a{\super\chftn}{\footnote{\super\chftn} ghi ch\u250?} b\par"
        r"{\*\annotation m}{\field{\*\fldinst HYPERLINK x}{\fldrslt c}}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt khung\par}}d}"
    )
    assert lines(body) == ["a[1] b", "khung", "cd", "[1] ghi chú"]
    assert lines(body, furniture=True) == ["trang", "c"]


def test_pages_are_counted():
    source = read(r"a\par\page b\par\sect\sectd c\par\sect\sbknone d\par\pagebb e\line f")
    assert [(line.text, line.page) for line in source.lines] == [
        ("a", 1), ("b", 2), ("c", 3), ("d", 3), ("e", 4), ("f", 4),
    ]  # fmt: skip
    assert source.pages == 4


def test_pictures_and_bytes_are_passed_over():
    picture = r"{\pict\jpegblip " + "\n".join(["ffd8ff" * 20] * 20_000) + "}"
    assert lines(picture + "{\\bin5 }{\\}\\}a") == ["a"]
    assert [issue.code for issue in read(picture).issues] == ["source.scan"]


def test_a_file_that_ends_in_the_middle_is_read_and_told():
    source = read_source(b"{\\rtf1 a\\par {\\b b", name="a.rtf")
    assert [line.text for line in source.lines] == ["a", "b"]
    assert [issue.code for issue in source.issues] == ["source.part"]


def test_groups_without_end_are_refused():
    with pytest.raises(UnreadableSource, match="too deep"):
        read_rtf(b"{\\rtf1" + b"{" * 1_000_000, "bomb.rtf")


def test_an_rtf_file_is_told_by_its_content():
    assert read_source(b"{\\rtf1 a}", name="a.doc").format == "rtf"


WORDS = [
    "{", "}", "\\par ", "\\cell ", "\\row ", "\\trowd", "\\cellx5 ", "\\intbl ", "\\u7889?", "\\'d5", "{\\*\\x ",
    "\\bin2 ", "{\\footnote ", "{\\header ", "{\\listtext ", "{\\fonttbl ", "\\f9 ", "\\uc-1 ", "\\ansicpg99999 ",
    "\\fcharset128 ", "\\sect ", "\\plain ", "{\\shptxt ", "{\\pict ", "\\chftn", "a", "\\",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)))
def test_any_order_of_words_is_read(parts):
    source = read_rtf(("{\\rtf1 " + "".join(parts)).encode("latin-1"), "")
    assert all(line.text for line in source.lines)
