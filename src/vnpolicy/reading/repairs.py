"""Words as OCR read them -> the words that the tables know, each with what was read.

    "T/M BẠN THƯỜNG VỤ"   ->  "T/M BAN THƯỜNG VỤ"     a formula with other tone marks
    "Số.100-KH/TU"        ->  "Số 100-KH/TU"          characters misread in one place
    "16-NQ/HCTTD"         ->  "16-NQ/HCTD"            letters one look-alike away from the only known ones
    "87-KH/TƯ"            ->  "87-KH/TU"              the own number of a provincial committee

Nothing is guessed: where no row of scans.toml tells, or several do, the reading stands, and `doubts` tells of it. Only
the mark behind a heading's numeral is taken from the other headings of its page.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import OrganWord
from vnpolicy.knowledge.scans import Formula, Misreading, OwnSuffix
from vnpolicy.language import fold, nfc, whole_words
from vnpolicy.reading.symbol_letters import mended, symbol_in
from vnpolicy.reading.words import Word, on_one_line

SURE, CERTAIN = 0.9, 0.95  # confidences: of what tables confirm, and of what is left alone
_HEAD = 12  # printed lines; the number of a paper stands within them
_STOPS = "().,;:“”\"'"
# From "SởY", "1.PhòngY" captures an organ's word and the name that grew together with it, and a label before them.
_GROWN = re.compile(r"(?P<label>\d{1,2}[.)]|[a-zđ]\))?(?P<organ>[^\W\d_][a-zà-ỹ]+)(?P<name>[A-ZĐ]\w*\W*)")
# From "II.", "IV-", "II" captures the mark of a heading's numeral.
_LABEL = re.compile(r"[IVX]+(?P<mark>[.-]?)")

Lines = list[list[Word]]


def repaired(words: Sequence[Word]) -> list[Word]:
    """The words of a page, line by line, mended where the tables know better; `reading` is then what was read."""
    knowledge = Knowledge.default()
    lines = [[_parted(word, knowledge) for word in line] for line in on_one_line(words)]
    lines = [[mended(word, knowledge) for word in line] for line in _placed(lines, knowledge)]
    lines = list(_labelled(lines))
    return _formulas(list(chain.from_iterable(_owned(lines, knowledge))), knowledge)


def put(word: Word, text: str) -> Word:
    """The word with another text; what was read first is kept."""
    return msgspec.structs.replace(word, text=text, reading=word.reading or word.text)


def _parted(word: Word, knowledge: Knowledge) -> Word:
    """An organ's word that grew together with its name, parted."""
    found = _GROWN.fullmatch(word.text)
    if (
        found
        and (row := knowledge.matcher(OrganWord).by_phrase.get(fold(found["organ"])))
        and row.of == "field"
    ):
        return put(word, " ".join(filter(None, found.groups())))
    return word


def _placed(lines: Lines, knowledge: Knowledge) -> Iterator[list[Word]]:
    """The lines, the characters mended that are misread where they stand."""
    seconds = [at for at, line in enumerate(lines) if line[0].text.startswith("II") and _is_heading(line[1:])]
    for at, line in enumerate(lines):
        closes = at + 1 < len(lines) and fold(lines[at + 1][0].text).startswith("nơi")
        first = bool(seconds) and at < seconds[0]
        yield [
            _misread(word, _places(line, number, closes, first), knowledge)
            for number, word in enumerate(line)
        ]


def _places(line: Sequence[Word], number: int, closes: bool, first: bool) -> set[str]:
    """Where the word `number` of a line stands, in the terms of the data file."""
    word = line[number]
    where = {
        "alone": len(line) == 1,
        "opening": number == 0 and len(line) > 1,
        "heading": number == 0 and _is_heading(line[1:]) and (first or (word.confidence or 0.0) < SURE),
        "dated": symbol_in(word.text) is not None and fold(_next(line, number)) == "ngày",
        "closing": closes and number == len(line) - 1,
    }
    return {"number", "word", "inside", *(place for place, there in where.items() if there)}


def _next(line: Sequence[Word], number: int) -> str:
    return line[number + 1].text if number + 1 < len(line) else ""


def _is_heading(words: Sequence[Word]) -> bool:
    """Whether all words of letters alone are in capitals, and there are any."""
    plain = [word.text for word in words if word.text.strip(_STOPS).isalpha()]
    return bool(plain) and all(map(str.isupper, plain))


def _misread(word: Word, places: set[str], knowledge: Knowledge) -> Word:
    for row in knowledge[Misreading]:
        for form in row.reads if row.at in places else ():
            text = _instead(word.text, form, row)
            if text is not None and text != word.text:
                return put(word, text)
    return word


def _instead(text: str, form: str, row: Misreading) -> str | None:
    """The text with what stands there in place of `form`; None where the form does not stand there."""
    if row.at == "number":
        behind = text[len(form) :]
        return row.words + behind if text.startswith(form) and behind[:1].isdigit() else None
    if row.at in ("dated", "closing"):
        whole = text.endswith(form) and not text.endswith(row.words)
        return text[: -len(form)] + row.words if whole else None
    if row.at == "inside":
        return text.replace(form, row.words)
    bare = text.strip(_STOPS) if row.at == "word" else text
    return text.replace(bare, row.words) if bare == form else None


def _labelled(lines: Lines) -> Iterator[list[Word]]:
    """The lines; the numeral of a heading has the one mark that the others of its page have: "II" that of "I."."""
    labels = [_LABEL.fullmatch(line[0].text) if _is_heading(line[1:]) else None for line in lines]
    marks = {label["mark"] for label in labels if label and label["mark"]}
    for line, label in zip(lines, labels, strict=True):
        if label and not label["mark"] and len(marks) == 1:
            yield [put(line[0], label[0] + next(iter(marks))), *line[1:]]
        else:
            yield line


def _owned(lines: Lines, knowledge: Knowledge) -> Iterator[list[Word]]:
    """The lines, the suffix mended that the organ of the letterhead does not have in its own number."""
    head = fold(" ".join(word.text for line in lines[:_HEAD] for word in line))
    organs = {found.row.code for found in knowledge.matcher(OrganWord).find(head)}
    rows = [row for row in knowledge[OwnSuffix] if organs & set(row.under)]
    for at, line in enumerate(lines):
        if at < _HEAD and fold(line[0].text).startswith("số"):
            yield [_suffixed(word, rows) for word in line]
        else:
            yield line


def _suffixed(word: Word, rows: Sequence[OwnSuffix]) -> Word:
    for row in rows:
        for form in row.reads:
            if word.text.endswith("/" + form):
                return put(word, word.text.removesuffix(form) + row.suffix)
    return word


def _formulas(words: list[Word], knowledge: Knowledge) -> list[Word]:
    """The words, the marks of formulas as they are, and those sure that stand in one."""
    text = " ".join(word.text for word in words)
    pattern, formulas = _patterns(knowledge)
    right = list(text)
    rows: dict[int, Formula] = {}
    for found in pattern.finditer(_without_marks(text)):
        start, end = found.span()
        row = formulas[found[0]]
        if not row.capitals or text[start:end].isupper():
            right[start:end] = map(_cased, nfc(row.words), text[start:end])
            rows |= dict.fromkeys(range(start, end), row)
    return list(_respelled(words, "".join(right), rows))


def _respelled(words: Sequence[Word], right: str, rows: dict[int, Formula]) -> Iterator[Word]:
    """The words as `right` spells them; `rows` has the formula in which a character stands."""
    start = 0
    for word in words:
        end = start + len(word.text)
        row = next((rows[at] for at in range(start, end) if at in rows), None)
        yield _spelled(word, right[start:end], row) if row else word
        start = end + 1


def _spelled(word: Word, text: str, row: Formula) -> Word:
    """A word of a formula: old and new tone marks are alike."""
    confidence = word.confidence or 0.0
    if fold(text) == fold(word.text):
        return msgspec.structs.replace(word, confidence=max(confidence, SURE))
    return word if row.unless_certain and confidence >= CERTAIN else put(word, text)


def _cased(right: str, read: str) -> str:
    return right.upper() if read.isupper() else right.lower()


@lru_cache(maxsize=8)
def _patterns(knowledge: Knowledge) -> tuple[re.Pattern[str], dict[str, Formula]]:
    formulas = {_without_marks(row.words): row for row in knowledge[Formula]}
    return re.compile(whole_words(formulas)), formulas


def _without_marks(text: str) -> str:
    """Small letters without marks; as long as the text."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in fold(text).replace("đ", "d"))
