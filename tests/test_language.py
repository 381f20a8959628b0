"""The language room: one spelling to match by, phrases, sentences, words and predicates."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnpolicy.language import alternation, fold, nfc, slug, words
from vnpolicy.language.predicate import action_and_object
from vnpolicy.language.sentences import sentences

SYLLABLES = st.lists(
    st.sampled_from(
        [
            "hoà",
            "uỷ",
            "ủy",
            "quý",
            "quí",
            "qúi",
            "kĩ",
            "kỹ",
            "sỹ",
            "SĨ",
            "hi",
            "12-KH/TU",
            "–",
            "ð",
            "Ƣ",
            "СР",
            "İ",
            "\u00ad",
        ]
    )
)


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@given(st.text())
def test_a_fold_keeps_the_length_and_folds_no_further(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(SYLLABLES)
def test_a_fold_of_vietnamese_keeps_the_length_and_folds_no_further(syllables):
    text = " ".join(syllables)
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("old", "new"), [("Thuỷ lợi", "thủy lợi"), ("hoà", "hòa"), ("quý III", "quý iii")])
def test_old_and_new_tone_marks_fold_alike(old, new):
    assert fold(old) == new


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kĩ thuật", "kỹ thuật"), ("Lí Sơn", "Lý Sơn"), ("quí III", "quý III"), ("tỉ lệ", "tỷ lệ"), ("qui", "quy"),
        ("bác sỹ", "bác sĩ"), ("công ti", "công ty"), ("NÐ-CP", "NĐ-CP"), ("QƉ", "QĐ"), ("NQ-СР", "NQ-CP"),
        ("12－CT／TW", "12-CT/TW"), ("Cư M´gar", "Cư M'gar"), ("Số\u00a0\u20075", "Số  5"), ("➢ Sở", "• Sở"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_word_fold_alike(one, other):
    assert fold(one) == fold(other)
    assert len(fold(one)) == len(one)


@pytest.mark.parametrize(
    ("one", "other"), [("vi phạm", "vy phạm"), ("thi", "thy"), ("tai", "tay"), ("úi", "úy")]
)
def test_other_words_do_not_fold_alike(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_a_slug_is_plain_ascii(text):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))


def test_a_slug_knows_decomposed_letters():
    assert slug("Huyện ủy Cư M'gar") == "huyen-uy-cu-m-gar"


@given(st.text(alphabet=list("aeoăâêôơưAEO\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")))
def test_composing_is_done_once(text):
    assert nfc(nfc(text)) == nfc(text)


def test_decomposed_letters_are_composed():
    assert nfc("u\u0309y") == "ủy"


@given(st.sets(st.text(alphabet="abc dư(.", min_size=1, max_size=6), min_size=1))
def test_an_alternation_matches_each_of_its_phrases_whole(phrases):
    pattern = re.compile(alternation(phrases))
    assert all(pattern.fullmatch(phrase) for phrase in phrases)


def test_an_alternation_takes_the_longest_phrase():
    assert re.match(alternation(["sở", "sở y tế"]), "sở y tế tỉnh")[0] == "sở y tế"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế họp. Sở Nội vụ ghi.", ["Sở Y tế họp.", "Sở Nội vụ ghi."]),
        ("UBND TP. Buôn Hồ họp.", ["UBND TP. Buôn Hồ họp."]),
        ("ThS. Lan và đ/c. Hà dự.", ["ThS. Lan và đ/c. Hà dự."]),
        ("1. Sở Y tế họp.", ["1. Sở Y tế họp."]),
        ("a) Mua sách, vở, v.v. cho trường.", ["a) Mua sách, vở, v.v. cho trường."]),
        ("Xã, phường... Tiếp tục làm.", ["Xã, phường...", "Tiếp tục làm."]),
        ("Tăng 1.500 hộ, đạt 2.3 triệu.", ["Tăng 1.500 hộ, đạt 2.3 triệu."]),
        ("Báo cáo Tỉnh ủy./.", ["Báo cáo Tỉnh ủy./."]),
        ("Đạt 95%.[1] Tiếp tục làm.", ["Đạt 95%.[1]", "Tiếp tục làm."]),
        ("Dòng một\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("Đã gửi (bản giấy.) Chờ trả lời.", ["Đã gửi (bản giấy.)", "Chờ trả lời."]),
    ],
)
def test_sentences_end_where_official_papers_end_them(text, expected):
    assert cut(text) == expected


@given(st.text())
def test_sentences_are_in_order_and_lose_nothing_but_blanks(text):
    ends = [0]
    for start, end in sentences(text):
        assert not text[ends[-1] : start].strip()
        ends.append(end)
    assert not text[ends[-1] :].strip()


def test_words_are_found_again_in_the_spelling_of_the_text():
    text = "Tỉnh uỷ hoà giải,  khoá mới"
    assert all(text[word.start : word.end] == word.text for word in words.tagged(text))
    assert "".join(word.text for word in words.tagged(text)).replace(" ", "") == text.replace(" ", "")


def test_threads_may_make_the_first_call_together():
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(words.words, ["Sở Y tế kiểm tra"] * 8))
    assert len(set(results)) == 1


def test_underthesea_is_not_asked_while_it_is_switched_off():
    with words.switched_off(), pytest.raises(words.SwitchedOff):
        words.words("Sở Y tế")
    assert words.available()


@pytest.mark.parametrize(
    ("clause", "action", "thing"),
    [
        ("theo dõi, đôn đốc các xã làm đường.", "theo dõi, đôn đốc", "các xã làm đường"),
        ("tích cực tuyên truyền Luật Trẻ em", "tuyên truyền", "Luật Trẻ em"),
        ("Xây dựng và ban hành quy chế làm việc", "Xây dựng và ban hành", "quy chế làm việc"),
        ("rà soát hộ nghèo nhằm hỗ trợ kịp thời", "rà soát", "hộ nghèo"),
        ("lập danh sách, hoàn thành trước ngày 01/3/2026", "lập", "danh sách"),
        ("tiếp tục làm sạch kho dữ liệu đất đai", "làm sạch", "kho dữ liệu đất đai"),
        ("tổ chức tuyên truyền sâu rộng Luật Trẻ em", "tổ chức tuyên truyền", "Luật Trẻ em"),
        ("chỉ đạo rà soát hồ sơ, mở sổ theo dõi", "chỉ đạo", "rà soát hồ sơ"),
        ("không thu phí; trả kết quả tại nhà", "không thu", "phí"),
        ("phối hợp với các trường trên địa bàn xã tổ chức hội thi", "tổ chức", "hội thi"),
        ("các hội, đoàn thể ở xã vận động hội viên hiến máu", "vận động", "hội viên hiến máu"),
        ("theo dõi, đôn đốc.", "theo dõi, đôn đốc", None),
    ],
)
def test_a_predicate_has_an_action_and_an_object(clause, action, thing):
    assert action_and_object(clause) == (action, thing)


@pytest.mark.parametrize(
    ("clause", "name", "action", "thing"),
    [
        ("tham mưu UBND xã ban hành quy chế", "UBND xã", "tham mưu", "ban hành quy chế"),
        ("thẩm định, trình UBND xã phê duyệt dự toán", "UBND xã", "thẩm định", "dự toán"),
        ("phối hợp với Trạm Y tế khám sức khỏe học sinh", "Trạm Y tế", "khám", "sức khỏe học sinh"),
        ("báo cáo kết quả về Đảng ủy xã", "Đảng ủy xã", "báo cáo", "kết quả"),
        ("hằng quý báo cáo Đảng ủy xã", "Đảng ủy xã", "báo cáo", None),
    ],
)
def test_those_beside_the_doer_belong_neither_to_action_nor_object(clause, name, action, thing):
    start = clause.index(name)
    assert action_and_object(clause, [(start, start + len(name))]) == (action, thing)


@given(st.text(max_size=60))
def test_action_and_object_are_printed_in_the_clause(clause):
    for part in action_and_object(clause):
        assert part is None or part in clause


def test_without_underthesea_a_plain_rule_answers_otherwise():
    clause = "tích cực tuyên truyền Luật Trẻ em"
    with words.switched_off():
        plain = action_and_object(clause)
    assert plain != action_and_object(clause)
    assert plain[0] in clause
