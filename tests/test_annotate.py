"""Links written back into texts and pages: in place, balanced, and nothing else changed."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vnpolicy as vp
from vnpolicy.bridges.html import Page

LINK = '<a href="/vb/{target}">{text}</a>'
BEFORE, BEHIND = "⟦", "⟧"


def marked(text: str, **options) -> str:
    """The text with every reference between brackets."""
    return vp.annotate(text, lambda mention: (BEFORE, BEHIND), **options)


def bare(text: str) -> str:
    return text.replace(BEFORE, "").replace(BEHIND, "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Theo Nghị quyết 57-NQ/TW ngày 22/12/2024.", "Theo ⟦Nghị quyết 57-NQ/TW ngày 22/12/2024⟧."),
        ("Theo <b>Luật số 31/2024/QH15</b>.", "Theo <b>⟦Luật số 31/2024/QH15⟧</b>."),
        ("<p>Chỉ thị <b>43-CT/TW</b> ngày 08/6/2010</p>", "<p>⟦Chỉ thị <b>43-CT/TW</b> ngày 08/6/2010⟧</p>"),
        ("<p>Theo <i>Chỉ thị</i> 43\n -CT/TW</p>", "<p>Theo <i>⟦Chỉ thị⟧</i> ⟦43\n -CT/TW⟧</p>"),
        ("<i>Theo Chỉ thị</i> 43-CT/TW", "<i>Theo ⟦Chỉ thị⟧</i> ⟦43-CT/TW⟧"),
        ("<p>Chỉ thị 43<!-- x -->-CT/TW</p>", "<p>⟦Chỉ thị 43⟧<!-- x -->⟦-CT/TW⟧</p>"),
        (
            "<p>của Chỉ&nbsp;thị&#32;43-CT/TW &amp; 5 < 6</p>",
            "<p>của ⟦Chỉ&nbsp;thị&#32;43-CT/TW⟧ &amp; 5 < 6</p>",
        ),
        ("<a href='x'>Luật số 31/2024/QH15</a>, <b>x</b>", "<a href='x'>Luật số 31/2024/QH15</a>, <b>x</b>"),
        ("<p>Chỉ thị <a href='x'>43-CT/TW</a></p>", "<p>Chỉ thị <a href='x'>43-CT/TW</a></p>"),
        ("<script>'Chỉ thị 43-CT/TW'</script><p>x</p>", "<script>'Chỉ thị 43-CT/TW'</script><p>x</p>"),
        ("<td>Chỉ thị</td><td>43-CT/TW</td>", "<td>Chỉ thị</td><td>⟦43-CT/TW⟧</td>"),
        ("<p title='Chỉ thị 43-CT/TW'>y<br>z</p>", "<p title='Chỉ thị 43-CT/TW'>y<br>z</p>"),
        ("<![if mso]><p>Chỉ thị 43-CT/TW</p>", "<![if mso]><p>⟦Chỉ thị 43-CT/TW⟧</p>"),
    ],
)
def test_a_reference_is_marked_where_it_stands(text, wanted):
    assert marked(text) == wanted


def test_a_plain_text_may_hold_what_looks_like_tags():
    assert marked("a <b> c, Chỉ thị 43-CT/TW", html=False) == "a <b> c, ⟦Chỉ thị 43-CT/TW⟧"


def test_decomposed_letters_are_matched_and_kept():
    text = unicodedata.normalize("NFD", "<p>Theo Chỉ thị số 43-CT/TW.</p>")
    assert marked(text) == unicodedata.normalize("NFD", "<p>Theo ⟦Chỉ thị số 43-CT/TW⟧.</p>")


def test_a_name_ends_where_a_document_cited_in_it_begins():
    text = "Quyết định số 895/QĐ-TTg ngày 26/7/2023 ban hành Kế hoạch thực hiện Kết luận số 44-KL/TW ngày 14/11/2022"
    assert marked(text).count(BEFORE) == 3
    assert "⟦Kế hoạch thực hiện⟧ ⟦Kết luận số 44-KL/TW ngày 14/11/2022⟧" in marked(text)


def test_a_template_writes_the_fields_escaped_and_leaves_what_lacks_them():
    text = "Theo Chỉ thị 43-CT/TW ngày 08/6/2010 và Chỉ thị 12-CT/TW."
    linked = '<a href="/vb/ct:43:tw:k10">Chỉ thị 43-CT/TW ngày 08/6/2010</a>'
    assert vp.annotate(text, LINK) == f"Theo {linked} và Chỉ thị 12-CT/TW."
    assert 'title="luật &lt;&gt;&quot;' not in vp.annotate(text, '<i title="{issuer}">{text}</i>')


@pytest.mark.parametrize("template", ["<a>", "{text}{text}", "{nobody}{text}", "{}{text}"])
def test_a_template_that_cannot_be_filled_is_refused(template):
    with pytest.raises(ValueError, match="a template has"):
        vp.annotate("x", template)


WORDS = [
    *("Chỉ thị", "số", "43-CT/TW", "ngày 08/6/2010", "của Ban Bí thư", "Luật Đất đai", "và", ",", "57-NQ/TW"),
    "Nghị quyết số 18-NQ/TW khóa XII",
]
TAGS = [
    *(
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<p>",
        "</p>",
        "<br>",
        "<a href=x>",
        "</a>",
        "<td>",
        "<script>",
        "</script>",
    ),
    *("<!-- 43-CT/TW -->", "&nbsp;", "&amp;", "&", "<", ">", "</x", "<![x", "\n"),
]
SOURCE = st.lists(st.sampled_from([*WORDS, *TAGS])).map(" ".join)


@settings(deadline=None)
@given(SOURCE | st.text())
def test_without_the_marks_the_source_is_there_again(source):
    for html in (True, False, None):
        assert bare(marked(bare(source), html=html)) == bare(source)


@settings(deadline=None)
@given(SOURCE | st.text())
def test_the_pieces_of_a_page_are_the_page(source):
    page = Page(source)
    assert "".join(source[piece.start : piece.end] for piece in page.pieces) == source
    assert len(page.text) == len(page.places)


TREE = st.recursive(
    st.sampled_from([*(f"{word} " for word in WORDS), "&amp; "]),
    lambda inner: st.tuples(st.sampled_from("bip"), st.lists(inner, max_size=4)).map(
        lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"
    ),
    max_leaves=30,
)


@settings(deadline=None)
@given(st.lists(TREE, max_size=6))
def test_what_was_balanced_stays_balanced(parts):
    source = f"<div>{''.join(parts)}</div>"
    linked = vp.annotate(source, lambda mention: ("<link>", "</link>"))
    assert linked.replace("<link>", "").replace("</link>", "") == source
    tree = ET.fromstring(linked)
    assert not tree.findall(".//link//link")
