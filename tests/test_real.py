"""On real documents: none raises, each that cannot be read says why, spans are true."""

import random
import re
from collections import Counter

import pytest
from test_document import check

import vnpolicy as vp

pytestmark = pytest.mark.real


def test_every_real_document_is_read_or_refused_with_a_reason(real_files, capsys):
    outcomes, papers, refused = Counter(), 0, []
    for path in real_files:
        try:
            document = vp.read(path)
            outcomes[f"{document.source.format}, read"] += 1
            papers += len(document.papers)
        except vp.UnreadableSource as problem:
            outcomes[f"{problem.format}, refused"] += 1
            refused.append(problem)
    with capsys.disabled():
        counts = "; ".join(f"{kind}: {count}" for kind, count in sorted(outcomes.items()))
        print(f"\n{len(real_files)} files: {counts}; {papers} documents in them", *refused, sep="\n  ")
    assert all(problem.reason and problem.name for problem in refused)
    assert 0 < outcomes.total() == len(real_files) and len(refused) <= 0.01 * len(real_files)


def test_real_documents_keep_their_spans_and_round_trip(real_files):
    for path in real_files[::7]:
        check(vp.read(path))


def symbol_like(text: str):
    """The offsets of the words that begin with a digit and have two capitals behind a dash or slash: another way to
    tell a number than the library's.
    """
    for word in re.finditer(r"\S+", text):
        token = word[0].strip("()[]{}\"'“”‘’.,;:*|_")
        parts = re.split(r"[-–/]", token)
        if token[:1].isdigit() and any(sum(map(str.isupper, part)) > 1 for part in parts[1:]):
            start = word.start() + word[0].index(token)
            yield start, start + len(token)


@pytest.fixture(scope="module")
def documents(real_files) -> list[vp.Document]:
    return list(vp.read_archive(real_files))


@pytest.fixture(scope="module")
def graph(documents) -> vp.MandateGraph:
    return vp.build_graph(documents)


def test_every_string_like_a_number_is_in_a_reference_or_listed(documents):
    seen = listed = 0
    for document in documents:
        told = [mention.span for mention in document.references]
        told += [
            vp.Span(issue.start, issue.end) for issue in document.issues if issue.code == "reference.unread"
        ]
        told += [document.header.number.span] if document.header.number else []
        for start, end in symbol_like(document.text):
            seen += 1
            listed += any(span.start < end and start < span.end for span in told if span)
    assert seen > 5000
    assert listed == seen


def test_the_graph_of_the_real_documents_is_valid_and_counted(documents, graph, capsys):
    resolution = vp.resolve(documents)
    links = [link for told in resolution.links.values() for link in told]
    where = Counter(
        "ambiguous" if link.method == "open" else "in hand" if graph.nodes[link.target]["in_hand"] else "stub"
        for link in links
    )
    with capsys.disabled():
        print(f"\n{graph}\n{len(links)} references: {dict(where)}")
        print(
            Counter(rel for *_, rel in graph.edges(keys=True)), graph.conflicts()["conflict"].value_counts()
        )
    assert graph.validate() == []


def test_nothing_real_carries_out_what_is_younger(graph):
    dates = graph.nodes(data="date")
    carried = [
        (dates[plan], dates[basis]) for plan, basis, rel in graph.edges(keys=True) if rel == "implements"
    ]
    assert len(carried) > 50
    assert not [pair for pair in carried if all(pair) and pair[0] < pair[1]]


def test_every_real_edge_has_its_quote_in_its_document(documents, graph):
    papers = {paper.id: paper.text for paper in vp.resolve(documents).documents}
    for edge in graph.edges(keys=True):
        for seen in graph.evidence(edge):
            assert (
                seen.quote is None or papers[seen.document][seen.char_start : seen.char_end] == seen.quote
            ), edge
            assert seen.quote is not None or seen.method == "inferred", edge


def test_real_documents_in_any_order_make_one_graph(documents, graph, tmp_path):
    shuffled = random.Random(1).sample(documents, len(documents))
    for name, built in (("given", graph), ("shuffled", vp.build_graph(shuffled))):
        vp.write_graph(built, tmp_path / f"{name}.json")
    assert (tmp_path / "given.json").read_bytes() == (tmp_path / "shuffled.json").read_bytes()


def test_real_parts_make_the_real_whole(graph, tmp_path):
    early, late = graph.where(until="2019"), graph.where(since="2020")
    dated = [own.get("date") for _, own in graph.nodes(data=True) if own.get("in_hand")]
    assert early.validate() == late.validate() == []
    both = early | late
    assert both.validate() == []
    assert sum(own.get("in_hand", False) for _, own in both.nodes(data=True)) >= sum(map(bool, dated))


def test_a_pdf_says_what_the_text_beside_it_says(real_files):
    pairs = [(path, path.with_suffix(".txt")) for path in real_files if path.suffix == ".pdf"]
    pairs = [(pdf, text) for pdf, text in pairs if text.exists()]
    assert pairs
    for pdf, text in pairs:
        assert vp.read(pdf).text == vp.read(text).text, pdf.name
