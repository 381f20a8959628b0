"""Whether the words behind a label are a heading, and which of them.

    II- NHIỆM VỤ VÀ CÁC GIẢI PHÁP       a heading: the whole line
    **1. Sở Y tế:** chủ trì …           a run-in heading: what is bold
    1- Nâng cao nhận thức của … .       none: the number opens a plain sentence

What is bold decides; else a short line without a full stop is one, and what a long item says first it is about.
A line with a full stop may be one too; the outline asks for it where known words of headings open the line.
"""

import re

import msgspec

from vnpolicy.parsing.labels import Label
from vnpolicy.reading.source import CleanText, Paragraph

_LINE = 200  # characters; a plain line that is longer is a sentence
_SHORT = 110
_SUBJECT = 400  # characters; what a wish or a question is about may be told at length
_SENTENCE_END = (".", ";", ",", "!", "?", "…", "/")
# From "… có trách nhiệm:", "… như sau:", "gồm:" captures the words that make a line before a list a sentence.
_LEADS_ON = re.compile(
    r"\b(?:sau(?:\ đây)?|gồm|trách\ nhiệm|nhiệm\ vụ|cụ\ thể|trường\ hợp|là|được|phải)\s?:?$",
    re.VERBOSE,
)
_NOTE = re.compile(r"\[\d{1,3}\]$")  # the mark of a note
# From "Sở Nội vụ (cơ quan thường trực):" captures the brackets that end a heading in plain type.
_BRACKET = re.compile(r"\s?\([^()]{1,100}\):?$")
# From "Giải pháp về đất đai." captures a line without figures and verbs of duty, whose only mark of an end is its stop.
_STOPPED = re.compile(r"(?:(?!\b(?:phải|được|do|theo|là|có)\b)[^\d.;:!?]){3,100}\.")
_WORDED = ("phan", "chuong", "muc", "tieu-muc", "phu-luc", "dieu")


class Heading(msgspec.Struct, frozen=True):
    """A title as printed, without the label and the colon behind it."""

    title: str


def heading(text: CleanText, number: int, label: Label, holds: bool, until: int) -> Heading | None:
    """The heading of the division that paragraph `number` opens.

    `holds` says that deeper divisions follow, `until` is the paragraph that opens the next division.
    """
    paragraph = text.paragraphs[number]
    rest = text.text[label.end : paragraph.end].strip()
    if label.kind in _WORDED:
        return _of_word(text, number, rest, label, until)
    if paragraph.strong or (rest and rest.upper() == rest and len(rest) > 3):
        return _heading(_before_colon(rest))
    run_in = _run_in(text, paragraph, label) if paragraph.lead else _of_subject(rest)
    if run_in:
        return run_in
    return _heading(rest) if _is_line(rest, holds) else None


def _heading(printed: str) -> Heading | None:
    title = printed.strip().rstrip(":").strip()
    return Heading(title) if any(char.isalpha() for char in title) else None


def _run_in(text: CleanText, paragraph: Paragraph, label: Label) -> Heading | None:
    """What is bold behind the label, where it stands apart from the rest: "Sở Y tế:"."""
    end = paragraph.start + paragraph.lead
    bold = text.text[label.end : end].strip()
    if len(bold) <= 2:
        return None
    note = _BRACKET.match(text.text, end, paragraph.end)
    return _heading(text.text[label.end : note.end() if note else end])


def _before_colon(rest: str) -> str:
    """A line in bold up to the colon behind which a sentence begins: "Công ty Điện lực: | Sớm khôi phục lưới …"."""
    head, colon, sentence = rest.partition(": ")
    return head if colon and len(rest) > _SHORT >= len(head) and sentence[:1].isupper() else rest


def _of_subject(rest: str) -> Heading | None:
    """What a plain item is about, where it says so first: "Về kinh phí mua xe: | Giao Sở Tài chính …"."""
    head, colon, _ = rest.partition(":")
    return _heading(head) if colon and head.startswith("Về ") and len(head) <= _SUBJECT else None


def _is_line(rest: str, holds: bool) -> bool:
    """Whether plain words are a heading: a short line without the mark that ends a sentence."""
    rest = _NOTE.sub("", rest)
    if not rest or rest.endswith(_SENTENCE_END) or len(rest) > _LINE:
        return False
    if rest.endswith(":"):
        return len(rest) <= _SHORT and not _LEADS_ON.search(rest.lower().rstrip(": "))
    return holds or len(rest) <= _SHORT


def heading_with_stop(text: CleanText, number: int, label: Label) -> Heading | None:
    """The short line behind a label, if nothing but its full stop makes it a sentence: "2. Giải pháp về vốn."."""
    line = text.text[label.end : text.paragraphs[number].end].strip()
    return _heading(line[:-1]) if _STOPPED.fullmatch(line) else None


def _of_word(text: CleanText, number: int, rest: str, label: Label, until: int) -> Heading | None:
    if not rest:
        return _next_lines(text, number, until)
    if (
        label.kind == "dieu"
        and not text.paragraphs[number].strong
        and (rest.endswith(_SENTENCE_END) or len(rest) > _LINE)
    ):
        lead = text.paragraphs[number].lead
        return _run_in(text, text.paragraphs[number], label) if lead else None
    return _heading(rest)


def _next_lines(text: CleanText, number: int, until: int) -> Heading | None:
    """The heading under a bare "Chương II": lines in capitals or in bold."""
    lines: list[str] = []
    for paragraph in text.paragraphs[number + 1 : min(until, number + 4)]:
        line = text.text[paragraph.start : paragraph.end].strip()
        if paragraph.cells or line.startswith("(") or not (paragraph.strong or line.upper() == line):
            break
        lines.append(line)
    if not lines and number + 1 < until:
        paragraph = text.paragraphs[number + 1]
        line = text.text[paragraph.start : paragraph.end].strip()
        if (
            not paragraph.cells
            and len(line) <= _SHORT
            and not line.endswith((*_SENTENCE_END, ":"))
            and line[:1].isupper()
        ):
            lines.append(line)
    return _heading(" ".join(lines)) if lines else None
