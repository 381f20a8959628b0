"""What a document does to the documents it cites, by cue and zone."""

from vnpolicy.knowledge import Knowledge
from vnpolicy.language import nfc
from vnpolicy.model import Header, Reference, Span, Value
from vnpolicy.parsing.find import as_it_stands
from vnpolicy.parsing.references import find_references
from vnpolicy.parsing.relations import relate
from vnpolicy.parsing.zones import Zones

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
    clean = as_it_stands(text)
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


def test_a_cue_in_a_bracket_ends_with_it() -> None:
    text = "Thực hiện Chỉ thị số 5-CT/TU (gọi tắt là Chỉ thị 5), Kế hoạch số 6-KH/TU, Sở yêu cầu"
    assert relations(text, "preamble") == ["implements", "cites", "implements"]


def test_a_paper_in_a_bracket_is_what_its_clause_says() -> None:
    text = (
        "Sau khi nghe Sở báo cáo kết quả ba năm thực hiện Chỉ thị số 5-CT/TU (Báo cáo số 6-BC/SYT), kết luận"
    )
    assert relations(text, "preamble") == ["cites", "based_on"]


def test_a_replacement_rules_over_its_list() -> None:
    text = "Quyết định này thay cho Quyết định số 5/QĐ-UBND và Quyết định số 6/QĐ-UBND."
    assert relations(text) == ["self", "replaces", "replaces"]


def test_a_line_leads_in_a_list_of_papers() -> None:
    text = "Quyết định này bãi bỏ các văn bản sau:\na) Quyết định số 5/QĐ-UBND;\nb) Quyết định số 6/QĐ-UBND."
    assert relations(text) == ["self", "repeals", "repeals"]


def test_what_is_said_behind_a_citation() -> None:
    text = "Quyết định số 5/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực."
    assert relations(text) == ["repeals", "self"]
    text = "Quyết định này thay thế Quyết định số 5/QĐ-UBND. Việc theo Kế hoạch số 6/KH-UBND được tiếp tục."
    assert relations(text) == ["self", "replaces", "continues"]
    assert relations("Chợ theo Kế hoạch số 6/KH-UBND được tiếp tục.") == ["cites"]


def test_kem_theo_hands_the_relation_on() -> None:
    text = "Sửa đổi khoản 2 của Quy định kèm theo Quyết định số 5/QĐ-UBND"
    assert relations(text) == ["amends"]


def test_a_report_beside_the_submission_is_a_ground() -> None:
    text = "Xét Tờ trình số 5/TTr-UBND; Báo cáo thẩm tra số 6/BC-HĐND của Ban Pháp chế;"
    assert relations(text, "basis") == ["proposed_in", "based_on"]


def test_an_opinion_beside_a_request_is_a_ground() -> None:
    text = "Xét báo cáo, đề xuất của Sở A (Công văn số 5/SYT-VP), ý kiến của Sở B (Công văn số 6/SNV-VP), Sở trình"
    assert relations(text, "preamble") == ["proposed_in", "based_on"]


def test_a_letter_is_answered_a_plan_is_not() -> None:
    assert relations("Sở nhận được Công văn số 5/UBND-VX", "preamble") == ["responds_to"]
    assert relations("Sở nhận được Kế hoạch số 5/KH-UBND", "preamble") == ["cites"]


def test_guidance_for_carrying_out_is_guidance() -> None:
    text = "Sở hướng dẫn để các trường thực hiện Kế hoạch số 5/KH-UBND như sau"
    assert relations(text, "preamble") == ["guides"]
    text = "Thực hiện hướng dẫn của Bộ Y tế tại Công văn số 5/BYT-KCB"
    assert relations(text, "preamble") == ["implements"]


def test_a_title_carries_out_what_it_follows() -> None:
    assert relations("V/v triển khai các việc theo Kế hoạch số 5/KH-UBND", "title") == ["implements"]


def test_this_paper_says_that_it_carries_out() -> None:
    assert relations("Quyết định này cụ thể hóa Nghị quyết số 5-NQ/TU.") == ["self", "implements"]
    assert relations("Theo Quyết định này, các xã thực hiện Nghị quyết số 5-NQ/TU.") == ["self", "cites"]


def test_a_ministry_is_no_cue() -> None:
    text = "Theo đề nghị của Bộ trưởng Bộ Xây dựng tại Tờ trình số 5/TTr-BXD"
    assert relations(text, "basis") == ["proposed_in"]


def test_the_preamble_announces_what_the_title_carries_out() -> None:
    text = nfc("thực hiện Chỉ thị số 5-CT/TW\nBan Bí thư đã ban hành Chỉ thị số 5-CT/TW về bến đò")
    line = text.index("\n")
    zones = Zones(letterhead=Span(0, 0), title=Span(0, line), preamble=(Span(line + 1, len(text)),))
    clean, knowledge = as_it_stands(text), Knowledge.default()
    both = relate(find_references(clean, OWN, knowledge), clean, zones, knowledge)
    assert [one.relation for one in both] == ["implements", "implements"]


def test_carrying_on_continues_wherever_it_is_said() -> None:
    text = "Các xã tiếp tục thực hiện Kế hoạch số 5/KH-UBND về bến đò; Kế hoạch số 6/KH-UBND về chợ."
    assert relations(text) == ["continues", "continues"]
    assert relations("Các xã tiếp tục rà soát chợ, thực hiện Kế hoạch số 5/KH-UBND.") == ["cites"]


def test_a_cue_ends_at_a_semicolon_before_which_nothing_is_cited() -> None:
    text = "triển khai đợt thi đua; hoàn thành các mục tiêu của Nghị quyết số 5-NQ/TU"
    assert relations(text, "title") == ["cites"]
    text = "triển khai Kế hoạch số 5-KH/TU; các mục tiêu của Nghị quyết số 6-NQ/TU"
    assert relations(text, "title") == ["implements", "implements"]


def test_what_has_been_done_is_background() -> None:
    assert relations("Sau 8 năm thực hiện Chỉ thị số 5-CT/TU, các bến đò đã yên", "preamble") == ["cites"]
    assert relations("Các huyện đã mở lớp, quán triệt Chỉ thị số 5-CT/TU", "preamble") == ["cites"]
    assert relations("Tổng kết 8 năm thực hiện Chỉ thị số 5-CT/TU", "title") == ["reviews"]


def test_a_line_that_lets_papers_lapse_leads_in_their_list() -> None:
    text = (
        "Các quyết định sau hết hiệu lực thi hành:\na) Quyết định số 5/QĐ-UBND;\nb) Quyết định số 6/QĐ-UBND."
    )
    assert relations(text) == ["repeals", "repeals"]


def test_laws_that_unnamed_papers_detail_are_cited() -> None:
    assert relations("các văn bản quy định chi tiết Luật Đất đai") == ["cites"]


def test_to_weigh_is_no_ground() -> None:
    assert relations("Sở nhận xét, không đúng Luật Đầu tư", "preamble") == ["cites"]


def test_a_decision_approves_the_plan_it_issues() -> None:
    for text, zone in (
        ("Về việc phê duyệt Đề án bến đò tỉnh Bắc Ninh", "title"),
        ("BAN HÀNH QUY CHẾ QUẢN LÝ BẾN ĐÒ", "title"),
        ("Ủy ban nhân dân tỉnh ban hành Quyết định ban hành Quy chế quản lý bến đò.", "preamble"),
        ("Điều 1. Phê duyệt đề án bến đò tỉnh Bắc Ninh với những nội dung chính như sau", "body"),
    ):
        [one] = related(text, zone)
        assert (one.kind, one.relation) == ("named", "approves")
        assert one.cue is not None
        assert text[one.cue.start : one.cue.end].lower() in ("phê duyệt", "ban hành")
        assert not one.text.endswith("như sau")


def test_the_plan_that_a_decision_issues_is_its_own() -> None:
    text = "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Chỉ thị số 5-CT/TU về bến đò."
    this, plan, directive = related(text)
    assert (this.relation, plan.relation, directive.relation) == ("self", "approves", "implements")
    assert directive.nested_in is None


def test_a_task_to_approve_approves_nothing() -> None:
    assert relations("Phê duyệt phương án giao rừng của các xã.") == []
    assert relations("Sở trình Chủ tịch phê duyệt Đề án bến đò tỉnh Bắc Ninh.") == []


def test_a_whole_row_of_papers_lapses() -> None:
    row = "Quyết định số 5/QĐ-UBND ngày 1/2/2020; Quyết định số 6/QĐ-UBND về chợ; các Quyết định số 7/QĐ-UBND"
    assert relations(f"{row} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.")[:3] == ["repeals"] * 3
    assert relations("2. Quyết định số 5/QĐ-UBND về chợ hết hiệu lực thi hành.") == ["repeals"]
    assert relations("Sở theo dõi khi Quyết định số 5/QĐ-UBND hết hiệu lực.") == ["cites"]
    text = (
        "Theo Quyết định số 5/QĐ-UBND; phần việc còn lại hết hiệu lực kể từ ngày Quyết định này có hiệu lực."
    )
    assert relations(text)[0] == "cites"


def test_a_decision_in_force_replaces_without_naming_itself() -> None:
    text = "Quyết định có hiệu lực thi hành kể từ ngày ký và thay thế các Quyết định số 5/QĐ-UBND, 6/QĐ-UBND."
    assert relations(text) == ["replaces", "replaces"]


def test_in_capitals_no_cue_is_a_name() -> None:
    assert relations("BỒI THƯỜNG KHI THU HỒI ĐẤT THEO NGHỊ ĐỊNH SỐ 5/2020/NĐ-CP", "title") == ["cites"]


def nested(text: str) -> list[bool]:
    return [one.relation == "nested" for one in related(text, "basis")]


def test_what_is_above_a_plan_goes_on_its_title() -> None:
    plan = "Căn cứ Kế hoạch số 5/KH-UBND ngày 1/2/2020 về thực hiện Nghị quyết số 7/NQ-CP và"
    assert nested(f"{plan} Chương trình số 3-CTr/TU ngày 2/1/2020 của Tỉnh ủy") == [False, True, True]
    assert nested(f"{plan} Kế hoạch số 6/KH-UBND ngày 2/1/2020 của Ủy ban nhân dân") == [False, True, False]
    assert nested(f"{plan} Chương trình số 3-CTr/TU ngày 2/3/2020 của Tỉnh ủy") == [False, True, False]


def test_what_a_circular_details_goes_on_its_title_a_second_decree_stands_beside_the_first() -> None:
    circular = "Căn cứ Thông tư số 5/2020/TT-BTP ngày 1/2/2020 quy định chi tiết Luật Thú y và"
    assert nested(f"{circular} Nghị định số 7/2020/NĐ-CP ngày 2/1/2020 của Chính phủ") == [False, True, True]
    decree = "Căn cứ Nghị định số 5/2020/NĐ-CP ngày 1/2/2020 hướng dẫn thi hành Luật Thú y và"
    assert nested(f"{decree} Nghị định số 7/2020/NĐ-CP ngày 2/3/2020 của Chính phủ") == [False, True, False]
    assert nested(f"{decree} Nghị định số 1/2019/NĐ-CP về chợ") == [False, True, True]
    assert nested(f"{decree} Luật Chăn nuôi") == [False, True, True]


def test_all_that_amended_a_paper_stand_together() -> None:
    text = "Căn cứ Nghị định số 5/2020/NĐ-CP về chợ được sửa đổi bởi Nghị định số 6/2021/NĐ-CP và"
    assert nested(f"{text} Nghị định số 7/2022/NĐ-CP;") == [False, True, True]
    text = "Căn cứ Nghị định số 5/2020/NĐ-CP về chợ (được sửa đổi tại Nghị định số 6/2021/NĐ-CP) và"
    assert nested(f"{text} Nghị định số 7/2022/NĐ-CP;") == [False, True, False]


def test_what_was_amended_does_nothing_to_what_amended_it() -> None:
    text = "Căn cứ Nghị định số 5/2020/NĐ-CP quy định chi tiết Luật Chợ được sửa đổi tại Nghị định số 6/2021/NĐ-CP;"
    *_, last = related(text, "basis")
    assert (last.relation, last.nested_relation) == ("nested", "cites")


def test_a_meeting_on_how_a_paper_is_carried_out_carries_it_out() -> None:
    text = nfc("kết luận họp về tình hình thực hiện Chỉ thị số 5-CT/TU")
    assert relations(text, "title") == ["implements"]
    assert relations(text, "body") == ["cites"]


def test_the_next_ground_is_in_nobodys_title() -> None:
    text = "Thực hiện Chỉ thị số 5-CT/TU về bến đò; tiếp theo Công văn số 6/UBND-VX, Sở đề ra như sau:"
    assert relations(text, "preamble") == ["implements", "responds_to"]


def test_by_whose_word_a_paper_is_cited_ends_the_title_before() -> None:
    text = (
        "Thực hiện Thông tri số 2-TT/TU về bến đò và hướng dẫn của Bộ Y tế tại Công văn số 5/BYT-KCB, Sở báo"
    )
    assert relations(text, "preamble") == ["implements", "implements"]


def test_the_name_of_a_committee_may_end_in_a_paper() -> None:
    text = "Thực hiện Thông báo số 5/TB-VPCP kết luận phiên họp của Ban Chỉ đạo về bến đò và Đề án 06."
    assert relations(text, "preamble") == ["implements", "nested"]


def test_grounds_that_are_requests_are_proposals() -> None:
    assert relations("Căn cứ đề nghị của Sở Y tế tại Công văn số 5/SYT-VP;", "basis") == ["proposed_in"]
    assert relations("Sau khi xem xét Tờ trình số 5/TTr-UBND;", "basis") == ["proposed_in"]
    assert relations("Sau khi xem xét Báo cáo số 5/BC-UBND;", "basis") == ["based_on"]
