"""What a document does to the documents it cites, by cue and zone."""

from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold, nfc
from vnpolicy.model import Header, Reference, Span, Value
from vnpolicy.parsing.references import find_references
from vnpolicy.parsing.relations import relate
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

OWN = Header(number=Value(value="12/QĐ-UBND"), type=Value(value="quyết định"))


def related(text: str, zone: str = "body") -> tuple[Reference, ...]:
    text = nfc(text)
    whole = Span(0, len(text))
    zones = {
        "title": Zones(letterhead=Span(0, 0), title=whole),
        "basis": Zones(letterhead=Span(0, 0), basis=(whole,)),
        "preamble": Zones(letterhead=Span(0, 0), preamble=(whole,)),
        "letterhead": Zones(letterhead=whole),
        "body": Zones(letterhead=Span(0, 0)),
    }[zone]
    knowledge = Knowledge.default()
    clean = CleanText(text=text, folded=fold(text), paragraphs=())
    return relate(find_references(clean, OWN, knowledge), clean, zones, knowledge)


def relations(text: str, zone: str = "body") -> list[str]:
    return [reference.relation for reference in related(text, zone)]


def test_the_zone_decides_what_a_cue_means() -> None:
    text = "Thực hiện Chỉ thị số 5-CT/TU của Tỉnh ủy"
    assert [relations(text, zone) for zone in ("title", "preamble", "body")] == [
        ["implements"],
        ["implements"],
        ["cites"],
    ]


def test_a_cue_rules_over_its_whole_list() -> None:
    text = (
        "Thực hiện Chỉ thị số 5-CT/TU về chợ, Kế hoạch số 6-KH/TU về bến; Công văn số 7/UBND-VX, Sở báo cáo"
    )
    assert relations(text, "preamble") == ["implements"] * 3


def test_the_cue_has_a_span() -> None:
    [one] = related("Căn cứ Nghị định số 9/2020/NĐ-CP", "basis")
    assert (one.relation, one.cue) == ("based_on", Span(0, 6))


def test_openers_rule_over_the_verb_behind_them() -> None:
    assert relations("Sơ kết 5 năm thực hiện Chỉ thị số 5-CT/TU", "title") == ["reviews"]
    assert relations("Để tiếp tục triển khai Chỉ thị số 5-CT/TU", "preamble") == ["continues"]
    assert relations("Hướng dẫn thực hiện Nghị quyết số 3-NQ/TU", "title") == ["guides"]


def test_a_submission_is_what_it_was_proposed_in() -> None:
    assert relations("Theo đề nghị của Sở Y tế tại Tờ trình số 1/TTr-SYT", "basis") == ["proposed_in"]


def test_a_sentence_about_itself_takes_effect() -> None:
    assert relations("Bãi bỏ Quyết định số 5/QĐ-UBND.") == ["repeals"]
    assert relations("Quyết định này thay thế Quyết định số 5/QĐ-UBND.") == ["self", "replaces"]


def test_a_task_to_amend_amends_nothing() -> None:
    assert relations("Sở Y tế đề xuất sửa đổi, bổ sung Quyết định số 5/QĐ-UBND.") == ["cites"]


def test_an_attachment_says_so_under_its_title() -> None:
    assert relations("QUY CHẾ\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 1/2/2020)") == ["attached_to"]
    assert relations("Quy chế ban hành kèm theo Quyết định số 5/QĐ-UBND") == ["cites"]


def test_nested_references_tell_what_the_outer_document_does() -> None:
    outer, inner = related(
        "Thực hiện Thông tư số 1/2020/TT-BYT sửa đổi Thông tư số 2/2019/TT-BYT", "preamble"
    )
    assert (outer.relation, inner.relation, inner.nested_relation, inner.nested_in) == (
        "implements",
        "nested",
        "amends",
        0,
    )


def test_the_title_of_an_act_without_number_keeps_its_references() -> None:
    [one] = related("góp ý Nghị định quy định chi tiết một số điều của Luật Đất đai")
    assert (one.relation, one.nested_relation, one.nested_in) == ("nested", "guides", None)


def test_a_bare_number_in_the_letterhead_is_no_reference() -> None:
    assert relations("UBND tỉnh số 99/QĐ-UBND", "letterhead") == []
