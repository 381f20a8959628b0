"""On real documents: none raises, each that cannot be read says why, spans are true."""

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


def test_every_string_like_a_number_is_in_a_reference_or_listed(real_files):
    seen = listed = 0
    for document in vp.read_archive(real_files):
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


def test_the_graph_of_the_real_documents_is_valid(real_files):
    graph = vp.build_graph(vp.read_archive(real_files))
    assert graph.validate() == []


def test_a_pdf_says_what_the_text_beside_it_says(real_files):
    pairs = [(path, path.with_suffix(".txt")) for path in real_files if path.suffix == ".pdf"]
    pairs = [(pdf, text) for pdf, text in pairs if text.exists()]
    assert pairs
    for pdf, text in pairs:
        assert vp.read(pdf).text == vp.read(text).text, pdf.name
