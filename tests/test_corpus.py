"""The specimens against the gold that a fresh reader wrote, and in every format."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from test_document import facts

import vnpolicy as vp
from vnpolicy.graph.resolve import Resolution, resolve
from vnpolicy.language import words

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "gold").glob("*.json"))]
SLUGS = [gold["id"] for gold in GOLD]


def read(gold: dict) -> vp.Document:
    return vp.read(CORPUS / "archive" / gold["file"])


def same(left: str | None, right: str | None) -> bool:
    return " ".join(vp.fold(left or "").split()) == " ".join(vp.fold(right or "").split())


def test_every_specimen_has_its_gold():
    assert {gold["file"] for gold in GOLD} == {path.name for path in (CORPUS / "archive").iterdir()}


@pytest.mark.parametrize("gold", GOLD, ids=SLUGS)
def test_the_header_is_the_readers(gold):
    header, wanted = read(gold).header, gold["header"]
    for name in ("number", "type", "organ", "place", "date", "title"):
        field = getattr(header, name)
        assert same(field and field.value, wanted[name]), name
    assert same(header.signers[0].name, wanted["signer"])
    assert len(header.recipients) == wanted["recipients"]


@pytest.mark.parametrize("gold", GOLD, ids=SLUGS)
def test_no_numbered_reference_is_missed_or_invented(gold):
    found = [reference.number for reference in read(gold).references if reference.kind == "numbered"]
    wanted = [reference["number"] for reference in gold["references"] if reference["kind"] == "numbered"]
    assert Counter(map(vp.fold, found)) == Counter(map(vp.fold, wanted))


IDENTITY = tomllib.loads((CORPUS / "identity.toml").read_text(encoding="utf-8"))["papers"]


@pytest.fixture(scope="session")
def resolved() -> Resolution:
    return resolve(map(read, GOLD))


def wanted_of(mention: vp.Reference, rows: dict[str, str | list[str]]) -> str | list[str]:
    """What the gold says of a mention: by its number, or by the longest words it begins with; § is a section."""
    found = {}
    for printed, identity in rows.items():
        words, _, section = printed.partition(" §")
        if section and section != mention.section:
            continue
        if vp.fold(words) == vp.fold(mention.number or "") or vp.fold(mention.text).startswith(vp.fold(words)):
            found[words] = identity
    assert found, f"no row for {mention.text!r} in {mention.section}"
    return found[max(found, key=len)]


@pytest.mark.parametrize("gold", GOLD, ids=SLUGS)
def test_every_mention_is_the_document_of_the_gold_or_open_as_the_gold_says(gold, resolved):
    rows = dict(IDENTITY[gold["id"]])
    document = next(one for one in resolved.documents if one.source.name == gold["file"])
    assert document.id == rows.pop("own")
    for mention, link in zip(document.references, resolved.links[document.id], strict=True):
        if mention.kind == "self":
            assert link.target == document.id
            continue
        wanted = wanted_of(mention, rows)
        if isinstance(wanted, list):
            assert (link.method, list(link.candidates)) == ("open", wanted), mention.text
        elif wanted == "~":
            assert ":~" in link.target or (link.method == "open" and not link.candidates), mention.text
        else:
            assert (link.method != "open", link.target) == (True, wanted), mention.text


def predicates():
    """(gold task, our task) for every task of the gold that we found."""
    for gold in GOLD:
        ours = read(gold).tasks
        for wanted in gold["tasks"]:
            quote = " ".join(vp.fold(wanted["quote"]).split())[:60]
            match = next(
                (task for task in ours if " ".join(vp.fold(task.text).split()).startswith(quote)), None
            )
            if match is not None:
                yield wanted, match


def agreement(pairs: list) -> float:
    """The share of actions and objects that are the reader's: actions to the letter, objects by their first words."""
    right = total = 0
    for wanted, task in pairs:
        total += 2
        right += same(wanted["action"], task.action)
        right += same(_opening(wanted["object"]), _opening(task.object))
    return right / total


def _opening(text: str | None) -> str:
    return " ".join((text or "").replace(",", " ").split()[:4])


def test_actions_and_objects_agree_with_the_reader_and_need_underthesea():
    with words.switched_off():
        without = agreement(list(predicates()))
    with_it = agreement(list(predicates()))
    assert with_it >= 0.8
    assert without < with_it


@pytest.mark.parametrize("gold", GOLD, ids=SLUGS)
@pytest.mark.parametrize("format", ["pdf", "docx", "word.docx", "odt", "html"])
def test_a_specimen_in_another_format_says_the_same(gold, format, render, tmp_path):
    text, other = (vp.read(render(gold["id"], format, tmp_path)) for format in ("txt", format))
    assert facts(other) == facts(text)
    assert [issue.code for issue in other.issues if issue.code.startswith("source.")] == []


@pytest.mark.parametrize("encoding", ["nfd", "tcvn3", "vni", "vps", "viscii", "cp1258"])
@pytest.mark.parametrize("gold", GOLD, ids=SLUGS)
def test_a_specimen_in_an_old_encoding_says_the_same(gold, encoding, render, tmp_path):
    text, old = (vp.read(render(gold["id"], format, tmp_path)) for format in ("txt", f"{encoding}.txt"))
    assert facts(old) == facts(text)
    assert old.source.encoding == ("utf-8" if encoding == "nfd" else encoding)
    assert [issue.code for issue in old.issues if issue.code.startswith("source.")] == (
        [] if encoding == "nfd" else ["source.converted"]
    )


@pytest.mark.parametrize("format", ["rtf", "tcvn3.rtf", "vni.rtf"])
@pytest.mark.parametrize("gold", GOLD, ids=SLUGS)
def test_a_specimen_in_rtf_says_the_same(gold, format, render, tmp_path):
    text, rtf = (vp.read(render(gold["id"], form, tmp_path)) for form in ("txt", format))
    assert facts(rtf) == facts(text)
    assert rtf.source.encoding == (None if format == "rtf" else format.removesuffix(".rtf"))
