r"""Bytes or a text -> the text in Unicode, what it was written in, and an issue for all that was not certain.

    b"K\xd5 ho\xb9ch ..."     TCVN3, told by its syllables: "Kế hoạch ...", encoding "tcvn3"
    "TØnh uû §¾k L¾k ..."     the same, saved as UTF-8 by a program that did not know: encoding "tcvn3"

Each line is read for itself, for a line of TCVN3 may stand beside one of Unicode: "utf-8+tcvn3". In papers of runs
(`Encodings`) fonts tell first, then the syllables of a paragraph.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from vnpolicy.language.detect import Restored, is_old, read_as, restored
from vnpolicy.language.legacy import Encoding, by_code, encoding_of_font, encodings, is_unicode
from vnpolicy.model import Issue
from vnpolicy.reading.runs import Run, merged, old_encodings, shown
from vnpolicy.reading.source import Line

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), *((mark, "utf-16") for mark in UTF_16))
# Letters that no Vietnamese paper writes, and that two bytes of an old encoding give by chance.
_CHANCE = re.compile("[^\x00-\xffĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0303\u0306\u0309\u031b\u0323\u2000-\uffff]")
_SHOWN = 8  # lines that an issue names

Decoded = tuple[str, str | None, tuple[Issue, ...]]


def decoded(data: bytes) -> Decoded:
    """The text of a file's bytes. No letter is converted, replaced or guessed silently.

    >>> decoded("Kế hoạch".encode())
    ('Kế hoạch', 'utf-8', ())
    """
    for sign, encoding in BYTE_ORDER_MARKS:
        if data.startswith(sign):
            return in_unicode(data.decode(encoding, errors="replace"), encoding)
    try:
        return in_unicode(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _by_lines(data.split(b"\n"))


def in_unicode(text: str, encoding: str | None = None) -> Decoded:
    """A text whose lines may carry the bytes of an encoding from before Unicode; `encoding` is that of the others.

    >>> in_unicode("TØnh uû §¾k L¾k")[:2]
    ('Tỉnh uỷ Đắk Lắk', 'tcvn3')
    """
    found = restored(text.split("\n"))
    return "\n".join(found.lines), named(found, encoding), told(found)


def _by_lines(rows: Sequence[bytes]) -> Decoded:
    """The text of lines some of which are no UTF-8."""
    read = [_utf8(row) for row in rows]
    mixed = any(line and not line.isascii() for line in read)
    found = restored(
        [row.decode("latin-1") if line is None else line for row, line in zip(rows, read, strict=True)]
    )
    lines = list(found.lines)
    left = [at for at, line in enumerate(read) if line is None and at not in found.converted]
    for at in left:
        lines[at] = rows[at].decode("utf-8" if mixed else "cp1252", errors="replace")
    damaged = [at for at, line in enumerate(lines) if "\ufffd" in line and b"\xef\xbf\xbd" not in rows[at]]
    foreign = [] if mixed else left
    issues = [
        Issue(code="source.encoding", message=f"{_lines(lines)}: no UTF-8, {what}")
        for lines, what in ((damaged, "bytes were replaced"), (foreign, "read as Windows-1252"))
        if lines
    ]
    encoding = named(found, "cp1252" if foreign else "utf-8")
    return "\n".join(lines), encoding, (*told(found, but=left), *issues)


def _utf8(row: bytes) -> str | None:
    """A line in UTF-8, of which a few bytes may be damaged; None where it is of another encoding."""
    line = row.decode("utf-8", errors="replace")
    damaged = line.count("\ufffd")
    whole = damaged <= sum(not char.isascii() for char in line) // 4
    return line if whole and not _CHANCE.search(line) else None


def named(found: Restored, encoding: str | None) -> str | None:
    """The encodings of a text, as in Source.encoding: those that were converted, beside `encoding` where both stand."""
    codes = dict.fromkeys(found.converted.values())
    beside = encoding if found.has_unicode or not codes else None
    return "+".join(dict.fromkeys(filter(None, [beside, *codes]))) or None


def told(found: Restored, *, but: Sequence[int] = ()) -> tuple[Issue, ...]:
    """What was converted, and which lines may need it, without those that are told already."""
    issues = [
        Issue(code="source.converted", message=f"{_lines(lines)} converted from {row.name}{row.loses}")
        for row in encodings()
        if (lines := [at for at, code in found.converted.items() if code == row.code])
    ]
    if doubtful := [at for at in found.doubtful if at not in set(but)]:
        message = f"{_lines(doubtful)} may be in an encoding from before Unicode: left as found"
        issues.append(Issue(code="source.encoding", message=message))
    return tuple(issues)


class Encodings:
    """The encodings of a paper of runs: told by the fonts at once, by syllables when all paragraphs were read.

    >>> encodings = Encodings()
    >>> [run.text for run in encodings.read([Run("TØnh uû §¾k L¾k")])], encodings.again()
    (['TØnh uû §¾k L¾k'], True)
    >>> [run.text for run in encodings.read([Run("TØnh uû §¾k L¾k")])], encodings.name
    (['Tỉnh uỷ Đắk Lắk'], 'tcvn3')
    """

    def __init__(self) -> None:
        self._paragraphs: list[list[Run]] = []
        self._unused: frozenset[str] = frozenset()  # encodings in whose fonts Unicode was typed all the same
        self._found = Restored(())
        self._next = 0

    def read(self, runs: Sequence[Run]) -> list[Run]:
        """The runs of the next paragraph, converted if it is known that they must be."""
        at, self._next = self._next, self._next + 1
        if at == len(self._paragraphs):
            self._paragraphs.append(merged(runs))
        code = self._found.converted.get(at)
        runs = self._by_use(self._paragraphs[at])
        return runs if code is None else [_converted(run, code) for run in runs]

    def again(self) -> bool:
        """Whether the paper is to be read once more, from its first paragraph, with what is known now."""
        self._unused, self._next = _typed_as_unicode(run for runs in self._paragraphs for run in runs), 0
        self._found = restored(["".join(map(shown, self._by_use(runs))) for runs in self._paragraphs])
        return bool(self._found.converted or self._unused)

    def _by_use(self, runs: Sequence[Run]) -> list[Run]:
        """The runs; those in an old font that shows Unicode are Unicode, unless their own letters tell otherwise."""
        if not self._unused:
            return list(runs)
        return [_plain(run) if self._is_unused(run) else run for run in runs]

    def _is_unused(self, run: Run) -> bool:
        encoding = encoding_of_font(run.look.font)
        return encoding is not None and encoding.code in self._unused and _proof(run, encoding) >= 0

    @property
    def name(self) -> str | None:
        """As in Source.encoding; None where all was Unicode."""
        return named(self._found, "+".join(sorted(self._by_fonts())) or None)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was converted, and what may need it."""
        by_fonts = (
            Issue(code="source.converted", message=f"letters in fonts of {by_code(code).name} converted")
            for code in sorted(self._by_fonts())
        )
        return (*by_fonts, *told(self._found))

    def _by_fonts(self) -> set[str]:
        return {code for runs in self._paragraphs for code in old_encodings(self._by_use(runs))}


def _typed_as_unicode(runs: Iterable[Run]) -> frozenset[str]:
    """The encodings in whose fonts more runs hold letters of Unicode than old ones: Word shows those in other fonts."""
    votes: Counter[str] = Counter()
    for run in runs:
        if encoding := encoding_of_font(run.look.font):
            votes[encoding.code] += _proof(run, encoding)
    return frozenset(code for code, count in votes.items() if count > 0)


def _proof(run: Run, encoding: Encoding) -> int:
    """1 where the letters of a run in an old font are Unicode, -1 where they are old, 0 where they may be either."""
    return 1 if is_unicode(run.text) else -is_old(run.text, encoding.code)


def settled(read: Callable[[Encodings], Iterable[Line]]) -> tuple[list[Line], Encodings]:
    """The lines that `read` makes of a paper, made once more where the first time told what letters they are."""
    encodings = Encodings()
    lines = list(read(encodings))
    return (list(read(encodings)) if encodings.again() else lines), encodings


def _converted(run: Run, encoding: str) -> Run:
    return _plain(Run(read_as(run.text, encoding), run.look))


def _plain(run: Run) -> Run:
    return Run(run.text, msgspec.structs.replace(run.look, font=""))


def _lines(numbers: Sequence[int]) -> str:
    """Lines as people count them: "line 3", "lines 1, 2, 5", "412 lines"."""
    if len(numbers) > _SHOWN:
        return f"{len(numbers)} lines"
    return f"line{'s' * (len(numbers) > 1)} {', '.join(str(at + 1) for at in sorted(numbers))}"
