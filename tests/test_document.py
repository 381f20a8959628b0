"""What every document keeps, whatever is read: spans, round trips, determinism, no exceptions."""

import json
import re
import unicodedata
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vnpolicy as vp
from vnpolicy.model import json_schema

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"
SPECIMENS = sorted(ARCHIVE.iterdir())

# Strings made of what such papers are made of reach the grammar; strings of anything reach the rest.
PIECES = st.sampled_from(
    """Số 43 -CT/TW|Chỉ thị|Nghị quyết số|57-NQ/TW|ngày 08/6/2010|ngày 31 tháng 02 năm 2011|của Ban Bí thư|(khoá X)|
    Kế hoạch này|khoản 2 Điều 5|Luật|về|thực hiện|Ban Dân vận Tỉnh uỷ|Sở Văn hóa, Thể thao và Du lịch|giúp|báo cáo|
    chủ trì, phối hợp với|trước ngày 30/6|quý IV/2025|hằng năm|Nơi nhận:|- Lưu VPTU.|T/M|./.|I.|1.|a)|Điều 1.|(|“|
    PHỤ LỤC|-/-/|/|-|.|;|,|KẾ HOẠCH|TỈNH ỦY|ĐẢNG CỘNG SẢN VIỆT NAM|99999999|ủy|u\u0309y|\t|\u00a0|\u00ad""".split(
        "|"
    )
)
PAPERS = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=20).map("\n".join)


def spans(item):
    """Every {start, end, text} in a plain document."""
    if isinstance(item, list):
        for part in item:
            yield from spans(part)
    elif isinstance(item, dict):
        if item.get("start") is not None and isinstance(item.get("text"), str):
            yield item
        for part in item.values():
            yield from spans(part)


def check(document: vp.Document) -> None:
    plain = document.to_dict()
    for span in spans([part for name, part in plain.items() if name != "source"]):
        assert document.text[span["start"] : span["end"]] == span["text"]
    assert vp.Document.from_dict(plain) == document
    assert vp.Document.from_dict(json.loads(json.dumps(plain))).to_dict() == plain
    offsets = [line[0] for line in document.source.lines]
    assert offsets == sorted(offsets)


@settings(max_examples=150, deadline=None)
@given(PAPERS | st.text())
def test_any_string_gives_a_document_whose_spans_are_true_and_that_round_trips(text):
    check(vp.parse(text))


@settings(max_examples=40, deadline=None)
@given(PAPERS | st.text())
def test_parsing_is_deterministic(text):
    assert vp.parse(text) == vp.parse(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_reason(data):
    try:
        check(vp.read(data))
    except vp.UnreadableSource as problem:
        assert problem.reason


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_a_specimen_keeps_its_spans_round_trips_and_fits_the_schema(path):
    document = vp.read(path)
    check(document)
    jsonschema.validate(document.to_dict(), json_schema())


def test_the_schema_shipped_is_the_schema_of_the_model():
    shipped = Path(vp.__file__).parent / "document.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == json_schema()


def facts(document: vp.Document):
    """What a document says, apart from spelling and offsets."""
    header = document.header
    return (
        document.id,
        [
            field and vp.fold(field.value)
            for field in (header.number, header.type, header.organ, header.date, header.title)
        ],
        [
            (found.kind, found.number, found.date, found.relation, found.target)
            for found in document.references
        ],
        [section.path for section in document.sections],
        [sorted((given.role, given.body or "") for given in task.assignments) for task in document.tasks],
        [task.deadline and task.deadline.value for task in document.tasks],
    )


IY = re.compile(r"\b((?:[hklmt]|qu)|(?:[HKLMT]|Qu))([yỳýỷỹỵ])\b")
NOISE = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old tones": lambda text: text.replace("ủy", "uỷ").replace("óa", "oá").replace("òa", "oà"),
    "new tones": lambda text: text.replace("uỷ", "ủy").replace("oá ", "óa "),
    "hard spaces": lambda text: text.replace(" năm ", "\u00a0năm\u00a0"),
    "long dashes": lambda text: text.replace("-CT/TW", "–CT/TW").replace("-KH/TU", "‑KH/TU"),
    "pictures": lambda text: text.replace("\n- ", "\n❖ ").replace("\n+ ", "\n\uf0b7 "),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "i for y": lambda text: IY.sub(lambda found: found[1] + "iìíỉĩị"["yỳýỷỹỵ".index(found[2])], text),
    "Eth for Đ": lambda text: text.translate(str.maketrans("Đđ", "Ðð")),
    "African D for Đ": lambda text: text.translate(str.maketrans("Đđ", "Ɖɖ")),
    "Cyrillic capitals": lambda text: text.replace("/TW", "/ТW").replace("-CP", "-СР"),
    "wide marks": lambda text: text.replace("-KH/TU", "－KH／TU").replace(" số ", "\u2007số\u2005"),
}


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize(
    "path", [path for path in SPECIMENS if path.suffix == ".txt"], ids=lambda path: path.stem
)
def test_noise_changes_no_fact(path, noise):
    text = path.read_text(encoding="utf-8")
    assert facts(vp.parse(NOISE[noise](text))) == facts(vp.parse(text))


def rewrapped(text: str, width: int = 80) -> str:
    """The same paper with its paragraphs broken into lines, as a PDF or a saved page gives them."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width and not line.startswith("|"):
            cut = line.rfind(" ", 0, width)
            lines.append(line[:cut])
            line = line[cut + 1 :]
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize(
    "path", [path for path in SPECIMENS if path.suffix == ".txt"], ids=lambda path: path.stem
)
def test_rewrapped_lines_change_no_fact(path):
    text = path.read_text(encoding="utf-8")
    assert facts(vp.parse(rewrapped(text))) == facts(vp.parse(text))
