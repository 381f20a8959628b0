"""The bridge to spaCy: our spans on its documents, our finder in its pipelines.

`nlp.add_pipe("vnpolicy")` works wherever vnpolicy is installed (entry point); `to_spacy(document)` needs no pipeline.
The tokenizer, registered as "vnpolicy.Syllables.v1", cuts syllables, signs and white space and loses no character, so
every span of ours begins and ends at a token. spaCy takes over a second to import: nothing else imports this module.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from vnpolicy.model import Document, Spanned
from vnpolicy.parsing.find import parse_as_it_stands

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


class Syllables:
    """A spaCy tokenizer: its tokens are syllables, signs, and white space beyond the one space behind a token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as tokens."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in _TOKEN.findall(text):
            if token[0] == " " and words and not words[-1].isspace():
                spaces[-1], token = True, token[1:]
            if token:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: spaCy saves and loads every tokenizer, and this one has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> "Syllables":
        """Itself."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing is written."""

    def from_disk(self, _path: Any, **_: Any) -> "Syllables":
        """Itself."""
        return self


@registry.tokenizers("vnpolicy.Syllables.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Syllables]:
    """For `[nlp.tokenizer] @tokenizers = "vnpolicy.Syllables.v1"` in a pipeline's config."""
    return lambda nlp: Syllables(nlp.vocab)


@Language.factory("vnpolicy")
def create_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """For `nlp.add_pipe("vnpolicy")`: finds references, bodies and tasks in each document's text, as it stands."""
    return lambda doc: _with_spans(doc, parse_as_it_stands(doc.text))


def to_spacy(document: Document, *, vocab: Vocab | None = None) -> Doc:
    """The document as a spaCy `Doc` of the same text, with `doc.spans["references" | "bodies" | "tasks"]`.

    A span's label is its kind (references), its id (bodies) or "task". Pass `nlp.vocab` to share a vocabulary.

    >>> import vnpolicy as vp
    >>> doc = to_spacy(vp.parse("Thực hiện Chỉ thị 43 -CT/TW của Ban Bí thư."))
    >>> [span.text for span in doc.spans["references"]]
    ['Chỉ thị 43 -CT/TW của Ban Bí thư']
    """
    return _with_spans(Syllables(vocab or Vocab())(document.text), document)


def _with_spans(doc: Doc, document: Document) -> Doc:
    layers: dict[str, Iterable[tuple[Spanned, str]]] = {
        "references": ((found, found.kind) for found in document.references),
        "bodies": ((found, found.id) for found in document.bodies),
        "tasks": ((found, "task") for found in document.tasks),
    }
    for name, labelled in layers.items():
        spans = (
            doc.char_span(item.span.start, item.span.end, label=label, alignment_mode="expand")
            for item, label in labelled
            if item.span
        )
        doc.spans[name] = [span for span in spans if span is not None]
    return doc
