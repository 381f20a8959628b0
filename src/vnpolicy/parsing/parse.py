"""Source -> Document: the one place that knows the order in which a paper is understood.

    bytes -> Source -> papers -> clean text -> header and zones -> sections -> references -> bodies -> tasks -> Document

Nothing here raises on content: what is doubtful becomes an `Issue` on the document; only bytes that are no document
raise `UnreadableSource`.
"""

from functools import cached_property
from pathlib import Path

from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Body, Document, Header, Issue, Reference, Section, SourceInfo, Task
from vnpolicy.parsing.bodies import bind_header, find_bodies, use_in_roles
from vnpolicy.parsing.body_variables import bind
from vnpolicy.parsing.bundle import bound, papers
from vnpolicy.parsing.divisions import placed
from vnpolicy.parsing.header import read_header
from vnpolicy.parsing.identity import document_id, link
from vnpolicy.parsing.outline import find_sections
from vnpolicy.parsing.references import find_references
from vnpolicy.parsing.relations import relate
from vnpolicy.parsing.tasks import find_tasks
from vnpolicy.parsing.unread import find_unread
from vnpolicy.parsing.untold import find_untold
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.read import read_source
from vnpolicy.reading.source import CleanText, Source
from vnpolicy.reading.text import read_text


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    password: str | None = None,
    ocr: bool = True,
    limits: Limits = USUAL.limits,
    knowledge: Knowledge | None = None,
) -> Document:
    """Read and parse a file, or the bytes of one.

    `name` tells what bytes are called, `password` opens a locked file, `ocr` asks that scanned pages are read where
    OCR is installed, `limits` says how much is too much. Raises `UnreadableSource` where the bytes are no document.

    >>> read("Số 7-KH/TU".encode(), name="plan.txt").header.number.value
    '7-KH/TU'
    """
    options = Options(password=password, ocr=ocr, limits=limits)
    document = parse_source(read_source(source, name=name, options=options), knowledge or Knowledge.default())
    return document if isinstance(source, bytes) else document.found_at(Path(source))


def parse(text: str, *, knowledge: Knowledge | None = None) -> Document:
    """Parse the text of a document. Never raises; `document.text` is the cleaned text that offsets point into.

    >>> parse("Ban Dân vận Tỉnh uỷ chủ trì thực hiện Kế hoạch này.").tasks[0].assignments[0].text
    'Ban Dân vận Tỉnh uỷ'
    """
    return parse_source(read_text(text), knowledge or Knowledge.default())


def parse_source(source: Source, knowledge: Knowledge) -> Document:
    """The document that a source holds; the first of several, with the others as its attachments."""
    return bound([_document(part, text, knowledge) for part, text in papers(source, knowledge)])


def _document(source: Source, text: CleanText, knowledge: Knowledge) -> Document:
    info = SourceInfo(
        name=source.name,
        member=source.member,
        sha256=source.sha256,
        format=source.format,
        pages=source.pages,
        encoding=source.encoding,
        ocr=source.ocr,
        lines=tuple((piece.start, piece.page, piece.number) for piece in text.pieces),
        boxes=tuple(piece.box for piece in text.pieces) if source.sheets else (),
        sheets=source.sheets,
        furniture=text.furniture,
    )
    return Paper(text, knowledge).document(info, (*source.issues, *text.issues))


class Paper:
    """One clean text as it is being understood: each step is taken when it is first asked for."""

    def __init__(self, text: CleanText, knowledge: Knowledge) -> None:
        self.text, self.knowledge = text, knowledge

    @cached_property
    def _head(self) -> tuple[Header, Zones, tuple[Issue, ...]]:
        return read_header(self.text, self.knowledge)

    @cached_property
    def id(self) -> str:
        """The identity that the header gives."""
        return document_id(self._head[0], self.text.text, self.knowledge)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The outline."""
        return find_sections(self.text, self._head[1], self.knowledge)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The mentions of documents, with their relation and identity."""
        header, zones, _ = self._head
        mentions = find_references(self.text, header, self.knowledge)
        related = relate(mentions, self.text, zones, self.knowledge)
        return link(placed(related, self.sections), header, self.id, self.knowledge, text=self.text.text)

    @cached_property
    def names(self) -> tuple[Body, ...]:
        """The mentions of bodies, before it is known which have a role."""
        header, zones, _ = self._head
        return find_bodies(self.text, zones, header, self.knowledge)

    @cached_property
    def _bound(self) -> tuple[tuple[Body, ...], tuple[Task, ...]]:
        """The bodies with their uses and the tasks, what varies bound to the one who acts."""
        zones = self._head[1]
        tasks = find_tasks(self.text, zones, self.sections, self.references, self.names, self.knowledge)
        return bind(use_in_roles(self.names, tasks, self.text.folded), tasks, self.knowledge)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Who must do what."""
        return self._bound[1]

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The mentions of bodies, with their uses."""
        return self._bound[0]

    def document(self, info: SourceInfo, issues: tuple[Issue, ...] = ()) -> Document:
        """All of it."""
        header, zones, doubts = self._head
        unread = find_unread(self.text.text, self.references, header)
        untold = find_untold(
            self.text, zones, self.sections, self.references, self.names, self.tasks, self.knowledge
        )
        return Document(
            id=self.id,
            source=info,
            text=self.text.text,
            header=bind_header(header, self.names, self.knowledge, self.text.text),
            sections=self.sections,
            references=self.references,
            bodies=self.bodies,
            tasks=self.tasks,
            issues=(*issues, *doubts, *unread, *untold),
        )
