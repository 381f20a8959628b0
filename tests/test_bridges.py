"""Other worlds: spaCy's documents and pipelines, pandas' frames."""

import pytest

import vnpolicy as vp

PLAN = "Ban Dân vận Tỉnh uỷ chủ trì, phối hợp với Sở Nội vụ triển khai Chỉ thị 43 -CT/TW, xong trước ngày 30/6/2011."


def test_to_spacy_gives_the_same_text_and_every_mention_as_a_span():
    document = vp.parse(PLAN)
    doc = vp.to_spacy(document)
    assert doc.text == document.text
    for layer in ("references", "bodies", "tasks"):
        found = [(span.start_char, span.end_char) for span in doc.spans[layer]]
        assert found == [(item.start, item.end) for item in getattr(document, layer)] != []


def test_the_component_reads_a_text_as_it_stands():
    import spacy

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "vnpolicy.Syllables.v1"}}})
    nlp.add_pipe("vnpolicy")
    text = f"Trang  1\n\n{PLAN}\n"
    doc = nlp(text)
    assert doc.text == text
    assert [span.text for span in doc.spans["references"]] == ["Chỉ thị 43 -CT/TW"]


def test_a_pipeline_is_saved_and_loaded(tmp_path):
    import spacy

    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "vnpolicy.Syllables.v1"}}})
    nlp.add_pipe("vnpolicy")
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)(PLAN)
    assert [span.label_ for span in doc.spans["tasks"]] == ["task"]


@pytest.mark.parametrize("text", ["", " ", "a\n\n b", "  hai  khoảng ", "43-CT/TW ", "\t\n\u00a0x", "uỷ./."])
def test_the_tokenizer_loses_no_character(text):
    from spacy.vocab import Vocab

    from vnpolicy.bridges.spacy import Syllables

    assert Syllables(Vocab())(text).text == text


def test_a_frame_of_tasks_has_one_row_a_body_and_role():
    frame = vp.to_frame(vp.parse(PLAN).tasks)
    assert list(zip(frame["role"], frame["printed"], strict=True)) == [
        ("lead", "Ban Dân vận Tỉnh uỷ"),
        ("coordinate", "Sở Nội vụ"),
    ]
    assert set(frame["deadline"]) == {"2011-06-30"}


def test_frames_of_other_items_have_the_fields_of_the_contract():
    document = vp.parse(PLAN)
    assert vp.to_frame(document.references)["number"].tolist() == ["43-CT/TW"]
    assert vp.to_frame([document])["tasks"].tolist() == [1]
    assert vp.to_frame([]).empty
