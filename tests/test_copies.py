"""Certified copies: the paper that was copied keeps its number, date and signer; the copy has its own."""

import json

import pytest

import vnpolicy as vp

CONCLUSION = """\
  BAN CHẤP HÀNH TRUNG ƯƠNG               ĐẢNG CỘNG SẢN VIỆT NAM
         BAN BÍ THƯ                         ---------------
             *                       Hà Nội, ngày 05 tháng 3 năm 2024
       Số 77-KL/TW

                            KẾT LUẬN
                về phong trào trồng cây đầu xuân

1. Các cấp ủy lãnh đạo trồng cây.
2. Ban Dân vận Trung ương theo dõi việc thực hiện.

Nơi nhận:                                    T/M BAN BÍ THƯ
- Các tỉnh ủy,                                   (Đã ký)
- Lưu Văn phòng Trung ương Đảng.             Đinh Thị Hòa
"""
RULE = "-" * 68 + "\n"
PARTY_COPY = (
    RULE
    + """\
    TỈNH ỦY PHÚ ĐÔNG                            SAO LỤC
             *                       Phú Đông, ngày 02 tháng 4 năm 2024
      Số 21-BS/TU
                                          T/L BAN THƯỜNG VỤ
Nơi nhận:                                 CHÁNH VĂN PHÒNG
- Các huyện ủy,
- Lưu Văn phòng Tỉnh ủy.                     Lê Văn Tám
"""
)
STATE_COPY = """\
ỦY BAN NHÂN DÂN                                  SAO Y
 XÃ IA BÒNG
Số: 15/SY-UBND                       Ia Bòng, ngày 9 tháng 4 năm 2024

Nơi nhận:                                 TL. CHỦ TỊCH
- Các thôn;                             CHÁNH VĂN PHÒNG
- Lưu: VT.
                                         Rơ Châm Tâm
"""


def test_a_copied_paper_keeps_its_own_header():
    header = vp.parse(CONCLUSION + PARTY_COPY).header
    assert (header.number.value, header.date.value) == ("77-KL/TW", "2024-03-05")
    assert header.organ.value == "Ban Bí thư Trung ương"
    assert [signer.name for signer in header.signers] == ["Đinh Thị Hòa"]
    assert len(header.recipients) == 2


@pytest.mark.parametrize(
    ("block", "kind", "number", "organ", "place", "date", "signer", "recipients"),
    [
        (PARTY_COPY, "sao lục", "21-BS/TU", "Tỉnh ủy Phú Đông", "Phú Đông", "2024-04-02", "Lê Văn Tám", 2),
        (STATE_COPY, "sao y", "15/SY-UBND", "Ủy ban nhân dân xã Ia Bòng", "Ia Bòng", "2024-04-09", "Rơ Châm Tâm", 2),
        (
            PARTY_COPY.replace("SAO LỤC", "SAO Y BẢN CHÍNH"),
            "sao y", "21-BS/TU", "Tỉnh ủy Phú Đông", "Phú Đông", "2024-04-02", "Lê Văn Tám", 2,
        ),
        (
            RULE + STATE_COPY.replace("SAO Y", "     ").replace("SY-UBND", "TrS-UBND"),
            "trích sao", "15/TrS-UBND", "Ủy ban nhân dân xã Ia Bòng", "Ia Bòng", "2024-04-09", "Rơ Châm Tâm", 2,
        ),
    ],
)  # fmt: skip
def test_the_block_below_says_who_copied(block, kind, number, organ, place, date, signer, recipients):
    document = vp.parse(CONCLUSION + block)
    copy = document.header.certification
    assert (copy.kind, copy.number.value, copy.organ.value) == (kind, number, organ)
    assert (copy.place.value, copy.date.value) == (place, date)
    assert [found.name for found in copy.signers] == [signer]
    assert copy.signers[0].position == "Chánh Văn phòng"
    assert len(copy.recipients) == recipients
    for found in (copy, copy.number, copy.date, *copy.signers, *copy.recipients):
        assert document.text[found.start : found.end] == found.text


def test_a_block_above_the_paper_is_told_from_its_letterhead():
    header = vp.parse(PARTY_COPY + "\n" + CONCLUSION).header
    assert (header.number.value, header.date.value) == ("77-KL/TW", "2024-03-05")
    assert (header.certification.number.value, header.certification.date.value) == ("21-BS/TU", "2024-04-02")
    assert [signer.name for signer in header.signers] == ["Đinh Thị Hòa"]


def test_a_stamp_at_the_head_tells_the_kind_alone():
    header = vp.parse("SAO Y\n" + CONCLUSION).header
    assert (header.certification.kind, header.certification.number) == ("sao y", None)
    assert (header.number.value, header.organ.value) == ("77-KL/TW", vp.parse(CONCLUSION).header.organ.value)


def test_the_number_of_a_copy_is_no_reference_and_its_recipients_none_of_the_paper():
    document = vp.parse(CONCLUSION + PARTY_COPY)
    assert "21-BS/TU" not in [reference.number for reference in document.references]
    assert [issue.code for issue in document.issues] == ["header.no-signer-position"]
    assert document.id == vp.parse(CONCLUSION).id
    assert [task.text for task in document.tasks] == [task.text for task in vp.parse(CONCLUSION).tasks]
    assert document.attachments == ()


@pytest.mark.parametrize(
    "text",
    [
        CONCLUSION,
        CONCLUSION + "\nBẢN SAO\n",
        CONCLUSION + "\nBẢN SAO\nSố: 5/GP-UBND\nIa Bòng, ngày 9 tháng 4 năm 2024\n",
        CONCLUSION
        + "\nPHỤ LỤC\n1. Đơn xin.\n2. Giấy tờ.\n3. Ảnh.\nSAO Y\nIa Bòng, ngày 9 tháng 4 năm 2024\n",
        CONCLUSION.replace("1. Các cấp", "1. Bản sao kết luận này gửi các xã. Các cấp"),
        CONCLUSION + "\nPHỤ LỤC\nHỒ SƠ GỒM CÓ\n1. Bản sao giấy phép.\n",
    ],
)
def test_what_only_speaks_of_copies_is_none(text):
    assert vp.parse(text).header.certification is None


def test_a_certification_round_trips():
    document = vp.parse(CONCLUSION + PARTY_COPY)
    assert vp.Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


def test_a_graph_names_the_copy_that_was_read():
    document = vp.parse(CONCLUSION + PARTY_COPY)
    assert vp.build_graph([document]).nodes[document.id]["certified"] == "21-BS/TU"
