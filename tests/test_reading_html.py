"""Web pages of our own making: blocks, tables and lists as they are shown, and of a site only the paper."""

import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vnpolicy as vp
from vnpolicy.reading.read import read_source

LETTERHEAD = """<table><tr><td><p align=center>TỈNH ỦY PHÚ ĐÔNG<br>*</p><p>Số: 12-KH/TU</p></td>
    <td><p><b>ĐẢNG CỘNG SẢN VIỆT NAM</b></p><p><i>Phú Đông, ngày 05 tháng 3 năm 2024</i></p></td></tr></table>"""
CLOSING = """<table><tr><td><b><i>Nơi nhận:</i></b><br>- Ban Bí thư,<br>- Lưu VPTU.</td>
    <td>T/M BAN THƯỜNG VỤ<br>PHÓ BÍ THƯ<br><br>Nguyễn Hữu An</td></tr></table>"""
PAPER = f"""{LETTERHEAD}<p align=center><b>KẾ HOẠCH</b></p><p align=center><b>về công tác dân vận</b></p>
    <p>Thực hiện Chỉ thị số 43-CT/TW ngày 08/6/2010 của Ban Bí thư, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:</p>
    <p>1- Ban Dân vận Tỉnh ủy chủ trì, đôn đốc việc thực hiện Kế hoạch này trước ngày 30/6/2024.</p>{CLOSING}"""


def source(body: str, name: str = "plan.html"):
    return read_source(body.encode(), name=name)


def texts(body: str) -> list[str]:
    return [line.text for line in source(body).lines if not line.furniture]


# Blocks, and what is inline


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            "<p>Chỉ thị 43<b>-CT/</b>T<i>W</i></p><p>của Ban Bí thư</p>",
            ["Chỉ thị 43-CT/TW", "của Ban Bí thư"],
        ),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("a<br>b<br/>c", ["a", "b", "c"]),
        ("<p>KẾ\n  HOẠCH&nbsp;&nbsp;số&#32;5 &amp; 6</p>", ["KẾ HOẠCH số 5 & 6"]),
        ("<h1>I. MỤC ĐÍCH<h2>1. Yêu cầu", ["I. MỤC ĐÍCH", "1. Yêu cầu"]),
        ("<p>a</body></html><p>b", ["a", "b"]),
        ("<td>a<td>b</tr></table><p>c", ["a", "b", "c"]),
        ("<p>x<!-- ẩn --><script>ẩn()</script><style>ẩn</style><p>y", ["x", "y"]),
        ("<p>x<span style='display:none'>ẩn</span><span hidden>ẩn</span><del>ẩn</del>", ["x"]),
        ("<p style='text-transform:uppercase'>mục đích", ["MỤC ĐÍCH"]),
        ("<p>năm 2010<sup>1</sup>, 5 km<sup>2</sup>", ["năm 2010[1], 5 km2"]),
        ("<pre>Số: 5\nKính gửi: A</pre>", ["Số: 5", "Kính gửi: A"]),
    ],
)
def test_blocks_are_lines_and_what_is_inline_parts_nothing(body, lines):
    assert texts(body) == lines


def test_bold_type_is_told_as_in_word():
    strong, run_in, plain, light = source(
        "<p><b>MỤC</b> <strong>ĐÍCH</strong><p><span style='font-weight:700'>1. Sở Y tế:</span> chủ trì<p>a"
        "<h3 style='font-weight:normal'>b</h3>"
    ).lines
    assert strong.strong
    assert run_in.text[: run_in.lead] == "1. Sở Y tế:"
    assert not plain.strong
    assert not light.strong


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ol><li>a<li>b<ol type=a><li>c<li>d</ol><li>e</ol>", ["1. a", "2. b", "a. c", "b. d", "3. e"]),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
        ("<ol style='list-style-type:upper-roman'><li><p>a</p><p>b</p></ol>", ["I. a", "b"]),
        ("<ul><li>a<li style='list-style-type:none'>b</ul>", ["• a", "b"]),
    ],
)
def test_lists_print_their_numbers(body, lines):
    assert texts(body) == lines


def test_pages_are_counted_where_a_page_is_made_for_printing():
    read = source("<p>a<br clear=all style='page-break-before:always'><p>b")
    assert ([line.page for line in read.lines], read.pages) == ([1, 2], 2)


# Tables


def test_a_table_gives_rows_whose_merged_cells_keep_the_others_in_their_columns():
    lines = source(
        "<table><caption>Phân công</caption><thead><tr><th rowspan=2>TT<th colspan=2>Cơ quan<tr><th>Chủ trì<th>Phối hợp"
        "</thead><tr><td rowspan=2>1<td colspan=2>Sở Y tế<tr><td>Sở Nội vụ<td>Công an</table>"
    ).lines
    assert lines[0].text == "Phân công"
    assert [line.cells for line in lines[1:]] == [
        ("TT", "Cơ quan Chủ trì", "Phối hợp"), ("1", "Sở Y tế", ""), ("", "Sở Nội vụ", "Công an"),
    ]  # fmt: skip
    assert [line.first_row for line in lines[1:]] == [True, False, False]


def test_tables_without_rules_give_columns():
    assert [(line.text, line.column) for line in source(LETTERHEAD).lines if not line.furniture] == [
        ("TỈNH ỦY PHÚ ĐÔNG", "left"), ("Số: 12-KH/TU", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right"),
        ("Phú Đông, ngày 05 tháng 3 năm 2024", "right"),
    ]  # fmt: skip


def test_a_table_that_frames_a_page_is_no_table():
    framed = f"<table><tr><td>Tin mới<td>{PAPER}<td>Thời tiết: 25 độ</table>"
    assert vp.read(framed.encode(), name="a.html").text == vp.read(PAPER.encode(), name="a.html").text


# A site around a paper

AROUND = {
    "nothing": "{}",
    "menus": """<header><a href=/>Cổng thông tin</a></header><nav><ul><li><a href=/a>Tin</a></ul></nav>
        <div class="topMenu"><a href=/b>Văn bản</a></div>{}<footer>Bản quyền: Văn phòng Tỉnh ủy.</footer>""",
    "a caption": "<div><h1>Kế hoạch 12-KH/TU</h1><p>Ngày đăng: 06/3/2024 | Lượt xem: 12</p>{}</div>",
    "old tables": """<table><tr><td colspan=2><img src=banner.jpg></td><tr><td><ul><li><a href=a>Trang chủ</a><li>
        <a href=b>Giới thiệu</a><li><a href=c>Liên hệ</a><li><a href=d>Sơ đồ</a></ul><td>{}<tr><td colspan=2>Bản quyền
        thuộc về Văn phòng Tỉnh ủy Phú Đông</table>""",
    "comments": """<div class=main><div>{}</div></div><div id=comments><p>Lê An: Kế hoạch rất hay, tôi mong mọi cấp, mọi
        ngành cùng thực hiện cho tốt.</p></div><div class="related-news"><a href=k>Kế hoạch số 15-KH/TU</a></div>""",
    "links": """<div>{}</div><div><a href=1>Chỉ thị 05</a><a href=2>Quy định 10</a><a href=3>Luật</a>
        <a href=4>Tin mới</a></div>""",
    "a form": "<form id=aspnetForm><input value=x><select><option>Năm 2024</select><button>Tìm</button>{}</form>",
}


@pytest.mark.parametrize("around", AROUND)
def test_what_a_site_puts_around_a_paper_is_left_out(around):
    page = f"<!DOCTYPE html><html><head><title>Cổng</title></head><body>{AROUND[around].format(PAPER)}</body></html>"
    assert vp.read(page.encode()).text == vp.read(PAPER.encode(), name="plan.html").text


def test_what_calls_itself_a_footer_but_bears_a_sign_of_the_paper_stays():
    body = PAPER.replace("<table><tr><td><b><i>Nơi", "<div class=footer><table><tr><td><b><i>Nơi") + "</div>"
    assert vp.read(body.encode(), name="plan.html").header.signers[0].name == "Nguyễn Hữu An"


def test_an_annex_below_the_paper_stays():
    annex = (
        "<div><div>{}</div><div><p>PHỤ LỤC</p><p>Danh mục nhiệm vụ</p></div></div><div class=ads>Mua</div>"
    )
    assert texts(annex.format(PAPER))[-2:] == ["PHỤ LỤC", "Danh mục nhiệm vụ"]


def test_a_page_without_signs_of_a_paper_is_kept_whole_but_for_its_menus():
    prose = "Hội Chữ thập đỏ tỉnh phát động tháng nhân đạo năm 2024 tại các xã, phường trong tỉnh. " * 3
    page = f"<nav><a href=a>Tin</a></nav><div><h1>Tháng nhân đạo</h1><p>{prose}</p></div><div class=menu>Tìm</div>"
    assert texts(page) == ["Tháng nhân đạo", prose.strip()]


def test_laws_that_are_linked_are_no_menu():
    laws = [f"Căn cứ <a href=/{at}>Luật số {at}/2024/QH15</a>;" for at in range(5)]
    body = LETTERHEAD + "".join(f"<p>{law}</p>" for law in laws)
    assert texts(body)[-5:] == [f"Căn cứ Luật số {at}/2024/QH15;" for at in range(5)]


# Word's pages, and letters from before Unicode


def test_a_page_that_word_saved_is_read_as_the_document_was():
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
        <!--[if gte mso 9]><xml>rác</xml><![endif]--></head><body><p class=MsoNormal><b>KẾ
        HOẠCH</b><o:p></o:p></p><p><![if !supportLists]><span style='font-family:Symbol'>\u00b7<span
        style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Sở Y tế</p>
        <p>Nơi nhận:<span style='mso-tab-count:1'>       </span>BÍ THƯ<br>- Lưu.<span
        style='mso-tab-count:2'>       </span>Lê An</p>
        <p>Theo báo cáo<a href="#_ftn1"><span>[1]</span></a></p></body></html>"""
    assert texts(page) == [
        "KẾ HOẠCH",
        "• Sở Y tế",
        "Nơi nhận:",
        "- Lưu.",
        "BÍ THƯ",
        "Lê An",
        "Theo báo cáo[1]",
    ]


def test_letters_of_old_fonts_are_read_by_their_font():
    read = source(
        "<p><font face='.VnTime'>TØnh uû</font> Đắk Lắk <span style='font-family:VNI-Times'>Keá hoaïch"
    )
    assert [line.text for line in read.lines] == ["Tỉnh uỷ Đắk Lắk Kế hoạch"]
    assert {issue.code for issue in read.issues} == {"source.converted"}
    assert read.encoding == "tcvn3+vni"


@pytest.mark.parametrize(
    "coded", [str, lambda text: "".join(f"&#{ord(c)};" if ord(c) > 160 else c for c in text)]
)
def test_a_page_from_before_unicode_is_told_by_its_syllables(coded):
    lines = ("TØnh uû §¾k L¾k", "KÕ ho¹ch thùc hiÖn ChØ thÞ cña Ban BÝ th", "Ban D©n vËn chñ tr×, phèi hîp")
    page = coded("<p>" + "</p><p>".join(lines) + "</p>").encode("latin-1")
    read = read_source(page, name="plan.htm")
    assert [line.text for line in read.lines][::2] == ["Tỉnh uỷ Đắk Lắk", "Ban Dân vận chủ trì, phối hợp"]
    assert read.encoding == "tcvn3"
    assert [issue.code for issue in read.issues] == ["source.converted"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_whatever_the_page_declares(encoding):
    page = "<html><head><meta charset=iso-8859-1></head><body><p>Kế hoạch</p></body></html>"
    assert [line.text for line in read_source(page.encode(encoding)).lines] == ["Kế hoạch"]


# Files


def test_a_page_saved_with_its_pictures_is_read():
    saved = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring("<p>Kế hoạch</p>".encode())
        + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )
    assert [line.text for line in read_source(saved).lines] == ["Kế hoạch"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<!DOCTYPE html><p>a", "plan.doc"),
        ("\ufeff<?xml version='1.0'?>\n<!-- lưu --><html><p>a", "plan"),
        ("<p>a", "PLAN.HTM"),
    ],
)
def test_a_page_is_told_by_its_content_or_its_name(content, name):
    assert source(content, name).format == "html"


def test_markdown_with_a_tag_in_it_stays_markdown():
    assert source("<div align=center>\n\n# KẾ HOẠCH", "plan.md").format == "markdown"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<div>" * 3000, "nest"),
        ("<!-- -->", "no page"),
        ("<?xml version='1.0'?><rss/>", "XML"),
        ("MIME-Version: 1.0\n\nKế hoạch", "no page"),
    ],
)
def test_what_is_no_page_is_refused(content, reason):
    with pytest.raises(vp.UnreadableSource, match=reason):
        source(content, "plan.html" if reason != "XML" else "plan.xml")


def test_entities_that_a_page_declares_are_not_resolved():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><p>x &b; &f;'
    assert "root:" not in source(bomb).lines[-1].text
    assert len(source(bomb).lines[-1].text) < 20


def test_a_page_of_pictures_alone_may_be_a_scan():
    assert [issue.code for issue in source("<p><img src=a.jpg>").issues] == ["source.scan"]


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<b>",
        "</b>",
        "<br>",
        "<ol>",
    ]
)
WORDS = st.sampled_from(
    ["<li>", "<pre>", "<a href=x>", "Số 5-KH/TU", "Nơi nhận:", "a", "&nbsp;", "<!--", "&#0;", "\x00"]
)
SOUP = st.lists(TAGS | WORDS | st.text(max_size=3))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(SOUP.map("".join), st.booleans())
def test_tag_soup_is_read_or_refused(soup, utf_16):
    try:
        vp.read(soup.encode("utf-16" if utf_16 else "utf-8", "replace"), name="plan.html")
    except vp.UnreadableSource as problem:
        assert problem.reason
