"""Several papers in one file: parted at their letterheads, told how they belong together."""

import copy
import json
from io import BytesIO
from pathlib import Path

import docx
import jsonschema
import pypdfium2
import pytest

import vnpolicy as vp
from vnpolicy.archive.archive import read_archive
from vnpolicy.model import json_schema

DECISION = """\
ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 XÃ IA BÒNG                              Độc lập - Tự do - Hạnh phúc
Số: 41/QĐ-UBND                      Ia Bòng, ngày 3 tháng 3 năm 2026

                          QUYẾT ĐỊNH
                Về việc trồng cây năm 2026

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây năm 2026.
Điều 2. Văn phòng UBND xã chịu trách nhiệm thi hành Quyết định này.

Nơi nhận:                                 CHỦ TỊCH
- Như Điều 2;
- Lưu: VT.                              Rơ Châm Tâm
"""
PLAN = """\
ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 XÃ IA BÒNG                              Độc lập - Tự do - Hạnh phúc

                          KẾ HOẠCH
                  Trồng cây năm 2026
   (Kèm theo Quyết định số 41/QĐ-UBND ngày 3/3/2026 của UBND xã Ia Bòng)

I. MỤC ĐÍCH
1. Phủ xanh đất trống.
II. NHIỆM VỤ
1. Phòng Kinh tế chủ trì, phối hợp với các thôn trồng 500 cây.

Nơi nhận:                               TM. ỦY BAN NHÂN DÂN
- Các thôn;                                CHỦ TỊCH
- Lưu: VT.
                                        Rơ Châm Tâm
"""
PARTY = """\
    ĐẢNG ỦY XÃ IA BÒNG                   ĐẢNG CỘNG SẢN VIỆT NAM
           *                                ---------------
      Số 12-KH/ĐU                    Ia Bòng, ngày 05 tháng 3 năm 2026

                            KẾ HOẠCH
               sơ kết công tác dân vận quý I

1. Ban Xây dựng Đảng chuẩn bị báo cáo.

Nơi nhận:                                  T/M BAN THƯỜNG VỤ
- Các chi bộ,                                   BÍ THƯ
- Lưu Văn phòng.
                                             Kpă Thuyên
"""
FORM = """\
Mẫu số 01
ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 XÃ ........                             Độc lập - Tự do - Hạnh phúc
Số: ..../QĐ-UBND                    ........, ngày ... tháng ... năm ....

                          QUYẾT ĐỊNH
                Về việc cấp giấy phép

Điều 1. Cấp giấy phép cho ...............
                                        CHỦ TỊCH
                                   (Ký, đóng dấu)
"""


SPECIMENS = sorted((Path(__file__).parent.parent / "corpus" / "archive").iterdir())


def bound_text(paths: list[Path]) -> bytes:
    return "\f".join(path.read_text(encoding="utf-8") for path in paths).encode()


def bound_pdf(paths: list[Path]) -> bytes:
    whole, data = pypdfium2.PdfDocument.new(), BytesIO()
    for path in paths:
        whole.import_pages(pypdfium2.PdfDocument(path))
    whole.save(data)
    return data.getvalue()


def bound_word(paths: list[Path]) -> bytes:
    whole, data = docx.Document(str(paths[0])), BytesIO()
    body = whole.element.body
    for path in paths[1:]:
        for element in docx.Document(str(path)).element.body[:-1]:  # the last tells of pages
            body.insert(len(body) - 1, copy.deepcopy(element))
    whole.save(data)
    return data.getvalue()


@pytest.mark.parametrize(("suffix", "bind"), [(".txt", bound_text), (".pdf", bound_pdf), (".docx", bound_word)])
def test_specimens_bound_into_one_file_come_apart_into_what_they_are_alone(suffix, bind):
    paths = [path for path in SPECIMENS if path.suffix == suffix]
    alone = [vp.read(path) for path in paths]
    papers = vp.read(bind(paths), name=f"bundle{suffix}").papers
    assert [paper.id for paper in papers] == [document.id for document in alone]
    assert [len(paper.tasks) for paper in papers] == [len(document.tasks) for document in alone]
    assert [paper.text for paper in papers] == [document.text for document in alone]


def numbers(document: vp.Document) -> list[str | None]:
    return [paper.header.number.value if paper.header.number else None for paper in document.papers]


def test_a_plan_with_a_letterhead_of_its_own_is_an_attachment_of_its_decision():
    document = vp.parse(DECISION + PLAN)
    (plan,) = document.attachments
    assert [section.path for section in document.sections] == ["Điều 1", "Điều 2"]
    assert [section.path for section in plan.sections] == ["I", "I.1", "II", "II.1"]
    assert (document.header.type.value, plan.header.type.value) == ("quyết định", "kế hoạch")
    assert plan.tasks[0].assignments[0].text == "Phòng Kinh tế"
    assert (document.source.member, plan.source.member) == ("1/2", "2/2")


def test_the_words_that_attach_a_plan_are_its_evidence():
    document = vp.parse(DECISION + PLAN)
    (plan,) = document.attachments
    binding = plan.source.binding
    assert (binding.to, binding.relation, binding.said_in) == (document.id, "attached_to", plan.id)
    assert plan.text[binding.start : binding.end] == binding.text
    assert binding.text == "Kèm theo Quyết định số 41/QĐ-UBND ngày 3/3/2026 của UBND xã Ia Bòng"


def test_a_decision_tells_what_it_carries_where_the_plan_does_not():
    document = vp.parse(DECISION + "\n".join(line for line in PLAN.split("\n") if "Kèm theo" not in line))
    binding = document.attachments[0].source.binding
    assert (binding.relation, binding.said_in) == ("attached_to", document.id)
    assert document.text[binding.start : binding.end] == binding.text == "kèm theo Quyết định này"


def test_papers_that_are_only_bound_together_say_so():
    document = vp.parse(DECISION + PARTY + DECISION.replace("41/QĐ", "42/QĐ"))
    assert numbers(document) == ["41/QĐ-UBND", "12-KH/ĐU", "42/QĐ-UBND"]
    assert [(paper.source.binding.relation, paper.source.binding.text) for paper in document.attachments] == [
        ("part_of", None), ("part_of", None),
    ]  # fmt: skip


def test_a_full_letterhead_with_another_number_begins_a_paper_though_nobody_signed_the_first():
    unsigned = DECISION.partition("Nơi nhận")[0]
    assert numbers(vp.parse(unsigned + PARTY)) == ["41/QĐ-UBND", "12-KH/ĐU"]
    assert numbers(vp.parse(unsigned + unsigned)) == ["41/QĐ-UBND"]


def test_every_paper_leads_back_to_the_pages_of_the_file():
    document = vp.parse(DECISION + "\f" + PARTY)
    (plan,) = document.attachments
    assert document.place_of(0) == (1, 1)
    assert plan.place_of(plan.header.number.start) == (2, 3)


def test_an_annex_without_a_letterhead_stays_in_its_paper():
    annex = PLAN.split("\n", 3)[3]
    document = vp.parse(DECISION + annex)
    assert document.attachments == ()
    assert [section.path for section in document.sections] == ["Điều 1", "Điều 2", "I", "I.1", "II", "II.1"]


def test_the_letterhead_of_a_form_begins_no_paper():
    assert vp.parse(DECISION + FORM).attachments == ()
    assert vp.parse(DECISION + FORM.replace("Mẫu số 01\n", "")).attachments == ()


def test_a_specimen_under_its_label_begins_no_paper():
    assert vp.parse(DECISION + "PHỤ LỤC II\n" + PARTY).attachments == ()


def test_a_letterhead_in_the_middle_of_a_paper_is_its_own():
    """Some copies print the letterhead behind the first page; nothing is signed above it."""
    head, body = DECISION.split("\n\n", 1)
    assert vp.parse(head + "\n\n" + body.replace("Điều 2.", head + "\n\nĐiều 2.")).attachments == ()


def test_mottos_in_prose_and_in_a_signature_begin_no_paper():
    text = DECISION.replace("CHỦ TỊCH\n", "CHỦ TỊCH NƯỚC\n") + "\nNước Cộng hòa xã hội chủ nghĩa Việt Nam\n"
    assert vp.parse(text).attachments == ()


def test_a_document_with_attachments_round_trips_and_fits_the_schema():
    document = vp.parse(DECISION + PLAN + PARTY)
    plain = json.loads(json.dumps(document.to_dict()))
    assert vp.Document.from_dict(plain) == document
    assert vp.Document.from_dict(plain).to_dict() == plain
    assert [paper["id"] for paper in plain["source"]["attachments"]] == [
        paper.id for paper in document.attachments
    ]
    jsonschema.validate(plain, json_schema())


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "bundle.txt"
    path.write_text(DECISION + PLAN + PARTY, encoding="utf-8")
    return path


def test_in_an_archive_and_in_frames_each_paper_is_a_document(bundle):
    archive = read_archive(bundle)
    assert [paper.source.member for paper in archive] == ["1/3", "2/3", "3/3"]
    assert not any(paper.attachments for paper in archive)
    assert vp.to_frame([vp.read(bundle)])["id"].tolist() == [paper.id for paper in archive]


@pytest.mark.parametrize("read", [lambda path: [vp.read(path)], read_archive])
def test_a_graph_holds_each_paper_and_how_they_belong_together(bundle, read):
    graph = vp.build_graph(read(bundle))
    decision, plan, party = (paper.id for paper in vp.read(bundle).papers)
    (quote,) = graph.evidence((plan, decision, "attached_to"))
    assert quote.quote.startswith("Quyết định số 41/QĐ-UBND") and quote.document == plan
    assert graph.edges[party, decision, "part_of"]["method"] == "inferred"
    assert graph.validate() == []
