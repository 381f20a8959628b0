"""On real documents: none raises, each that cannot be read says why, spans are true."""

import pytest
from test_document import check

import vnpolicy as vp

pytestmark = pytest.mark.real


def test_every_real_document_is_read_or_refused_with_a_reason(real_files):
    archive = vp.read_archive(real_files)
    assert len(archive) + len(archive.failures) == len(real_files) > 0
    assert all(failure.reason for failure in archive.failures)
    assert len(archive) >= 0.99 * len(real_files)


def test_real_documents_keep_their_spans_and_round_trip(real_files):
    for path in real_files[::7]:
        check(vp.read(path))


def test_the_graph_of_the_real_documents_is_valid(real_files):
    graph = vp.build_graph(vp.read_archive(real_files))
    assert graph.validate() == []
