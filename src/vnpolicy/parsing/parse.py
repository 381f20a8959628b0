"""Source -> Document: the one place that knows the order in which a paper is understood.

    bytes -> Source -> clean text -> header and zones -> sections -> references -> bodies -> tasks -> Document

Nothing here raises on content: what is doubtful becomes an `Issue` on the document; only bytes that are no document
raise `UnreadableSource`.
"""

from pathlib import Path

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document, Issue, SourceInfo
from vnpolicy.parsing.bodies import bind_header, find_bodies, use_in_roles
from vnpolicy.parsing.divisions import placed
from vnpolicy.parsing.header import read_header
from vnpolicy.parsing.identity import document_id, link
from vnpolicy.parsing.outline import find_sections
from vnpolicy.parsing.references import find_references
from vnpolicy.parsing.relations import relate
from vnpolicy.parsing.tasks import find_tasks
from vnpolicy.reading.paragraphs import clean
from vnpolicy.reading.read import read_source
from vnpolicy.reading.source import CleanText, Source
from vnpolicy.reading.text import read_text


def read(source: str | Path | bytes, *, name: str | None = None, knowledge: Knowledge | None = None) -> Document:
    """Read and parse a file, or the bytes of one: text, Markdown, digital PDF or DOCX.

    `name` tells what bytes are called. Raises `UnreadableSource` where the bytes are no document.

    >>> read("Số 7-KH/TU".encode(), name="plan.txt").header.number.value
    '7-KH/TU'
    """
    return parse_source(read_source(source, name=name), knowledge or Knowledge.default())


def parse(text: str, *, knowledge: Knowledge | None = None) -> Document:
    """Parse the text of a document. Never raises; `document.text` is the cleaned text that offsets point into.

    >>> parse("Ban Dân vận Tỉnh uỷ chủ trì thực hiện Kế hoạch này.").tasks[0].assignments[0].text
    'Ban Dân vận Tỉnh uỷ'
    """
    return parse_source(read_text(text), knowledge or Knowledge.default())


def parse_source(source: Source, knowledge: Knowledge) -> Document:
    """The document that a source holds."""
    text = clean(source)
    info = SourceInfo(
        name=source.name,
        sha256=source.sha256,
        format=source.format,
        pages=source.pages,
        encoding=source.encoding,
        ocr=source.ocr,
        lines=text.lines,
    )
    return parse_clean(text, info, knowledge, source.issues)


def parse_clean(
    text: CleanText, info: SourceInfo, knowledge: Knowledge, issues: tuple[Issue, ...] = ()
) -> Document:
    """The document that a clean text holds: the flow of understanding, step by step."""
    header, zones, doubts = read_header(text, knowledge)
    own = document_id(header, text.text, knowledge)
    sections = find_sections(text, zones, knowledge)
    mentions = relate(find_references(text, header, knowledge), text, zones, knowledge)
    references = link(placed(mentions, sections), header, own, knowledge)
    names = find_bodies(text, zones, header, knowledge)
    tasks = find_tasks(text, zones, sections, references, names, knowledge)
    return Document(
        id=own,
        source=info,
        text=text.text,
        header=bind_header(header, names, knowledge),
        sections=sections,
        references=references,
        bodies=use_in_roles(names, tasks),
        tasks=tasks,
        issues=(*issues, *doubts),
    )
