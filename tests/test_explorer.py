"""The explorer: one page without a network, which a headless browser opens, searches, filters and reads."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from test_graph import Paper

import vnpolicy as vp
from vnpolicy.display.placing import places_of

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RUDE = "về </script><script>document.title = 'bad'</script><img src=x onerror=alert(1)>"


def browser(test):
    """A test that opens the page in Chromium, where there is one."""
    return pytest.mark.slow(pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")(test))


@pytest.fixture(scope="module")
def graph():
    papers = sorted(ARCHIVE.glob("kh-*"))[:8]
    return vp.build_graph(
        [*vp.read_archive(papers), Paper("7-KH/TU", "Tỉnh ủy Phú Yên", "2018-03-01", RUDE).document()]
    )


@pytest.fixture(scope="module")
def page(graph, tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "explorer.html"
    graph.to_html(path, title="Kho mẫu")
    return path


def chromium(*options: str) -> subprocess.CompletedProcess[str]:
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=3000",
        *options,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=90)


def opened(page: Path, address: str = "") -> str:
    """The page as it stands when its script has run, without the data; the console must be silent."""
    ran = chromium("--enable-logging=stderr", "--dump-dom", f"{page.as_uri()}#{address}")
    assert "CONSOLE" not in ran.stderr, ran.stderr
    assert 'data-ready="yes"' in ran.stdout
    return re.sub(r"<(script|style).*?</\1>", "", ran.stdout, flags=re.DOTALL)


def texts(html: str, element: str) -> list[str]:
    found = re.findall(rf"<{element}\b[^>]*>(.*?)</{element}>", html, re.DOTALL)
    return [unescape(re.sub("<[^>]*>", " ", each)).strip() for each in found]


def test_the_page_asks_no_network_and_lets_nothing_in(page):
    html = page.read_text(encoding="utf-8")
    assert "http://" not in html and "https://" not in html
    assert "default-src 'none'; script-src 'sha256-" in html
    assert html.count("</script>") == 2 and RUDE not in html


@browser
def test_it_opens_and_counts(page, graph):
    html = opened(page, "lang=en")
    shown = sum(node["kind"] in ("document", "body", "task") for _, node in graph.nodes(data=True))
    assert f"{shown} nodes" in html
    assert "<title>Kho mẫu</title>" in html


@browser
@pytest.mark.parametrize("words", ["dân vận tỉnh", "dan+van+tinh"])
def test_it_searches_with_and_without_diacritics(page, words):
    found = texts(opened(page, f"q={words}"), "li")
    assert any(each.startswith("Ban Dân vận Tỉnh ủy") for each in found)
    assert not any(each.startswith("Sở Y tế") for each in found)


@browser
def test_it_filters_by_kind_relation_place_and_year(page):
    every = texts(opened(page, "q=kế hoạch"), "li")
    narrow = texts(opened(page, "q=kế hoạch&kinds=document&from=2013&until=2013"), "li")
    assert 0 < len(narrow) < len(every)
    assert all("văn bản · 2013" in each for each in narrow)
    assert "0 edges" in opened(page, "lang=en&rels=repeals&kinds=task")


@browser
def test_a_node_shows_its_facts_and_the_quotes_with_pages(page, graph):
    html = opened(page, "node=ct:43:tw:k10")
    assert "Chỉ thị 43-CT/TW" in texts(html, "h2")
    assert "2010-06-08" in texts(html, "td")
    quotes = texts(html, "blockquote")
    proof = graph.evidence(("kh:87:tu@gia-lai:2010", "ct:43:tw:k10", "implements"))[-1]
    assert any(proof.quote in quote and f"trang {proof.page}" in quote for quote in quotes)


@browser
def test_it_finds_a_path(page):
    steps = texts(opened(page, "node=kh:87:tu@gia-lai:2010&to=ct:43:tw:k10"), "h3")
    assert "thực hiện →" in steps
    assert "Không có đường đi" in opened(page, "node=ct:43:tw:k10&to=kh:7:tu@phu-yen:2018&rels=leads")


@browser
def test_what_documents_say_is_text(page):
    html = opened(page, "node=kh:7:tu@phu-yen:2018")
    assert "<title>Kho mẫu</title>" in html
    assert "&lt;img src=x" in html and "<img" not in html


@browser
@pytest.mark.parametrize("size", ["1200,800", "400,800"])
def test_it_draws(page, tmp_path, size):
    chromium(f"--window-size={size}", f"--screenshot={tmp_path / 'shot.png'}", page.as_uri())
    colours = {colour for _, colour in Image.open(tmp_path / "shot.png").convert("RGB").getcolors(1 << 24)}
    assert {(0x3B, 0x82, 0xF6), (0xF5, 0x9E, 0x0B), (0x10, 0xB9, 0x81)} <= colours


def test_a_large_graph_is_cut_and_the_page_says_so(graph, tmp_path):
    graph.to_html(tmp_path / "part.html", most=50)
    html = (tmp_path / "part.html").read_text(encoding="utf-8")
    assert f"{len(graph) - 50} nút ít liên kết nhất không hiện ở đây" in html


def test_no_two_nodes_stand_on_each_other(graph):
    assert len(set(places_of(graph).values())) == len(graph)
    assert places_of(vp.MandateGraph()) == {}


def test_a_graph_shows_itself_in_a_notebook(graph):
    assert "văn bản · document" in graph._repr_html_() and "<svg" in graph._repr_html_()
    frame = graph.show(most=100)._repr_html_()
    assert frame.startswith('<iframe sandbox="allow-scripts"') and "<script" not in frame
