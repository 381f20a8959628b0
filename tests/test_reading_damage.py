"""Files with wrong bytes or without their end are read or refused, whatever their format."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vnpolicy as vp
from vnpolicy.reading.read import read_source

OLD_WORD = Path(__file__).parent / "papers" / "ke-hoach-27.doc"
FORMATS = ("doc", "docx", "odt", "rtf", "html", "pdf")


@pytest.fixture(scope="module")
def papers(render, tmp_path_factory):
    """One specimen with a table in each format that is not plain text."""
    folder = tmp_path_factory.mktemp("damage")
    made = {
        format: render("kh-96-ubnd-gia-lai-2025", format, folder).read_bytes() for format in FORMATS[1:]
    }
    return {"doc": OLD_WORD.read_bytes(), **made}


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=150, deadline=None)
@given(
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    end=st.floats(0, 1),
)
def test_damaged_bytes_are_read_or_refused(papers, format, flips, end):
    paper = papers[format]
    damaged = bytearray(paper)
    for at, byte in flips:
        damaged[int(at * len(paper))] = byte
    for data in (bytes(damaged), paper[: int(end * len(paper))]):
        try:
            read_source(data, name=f"plan.{format}")
        except vp.UnreadableSource as problem:
            assert problem.reason
