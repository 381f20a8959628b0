"""Clean text -> its numbered divisions.

    II- NHIỆM VỤ VÀ CÁC GIẢI PHÁP          ->  Section("II", kind="tasks")
    1- Kiện toàn tổ chức …                 ->  Section("II.1", parent="II")

What looks like a label is one only if it continues a sequence or begins one: after "2-" comes "3-", and
"2010." comes after nothing. The open divisions form a stack; a label closes those it does not stand under.
Labels in quotations, in the rows and cells of tables, in forms and in closings are none of this document's own.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.layout import OutlineWord, SectionKind
from vnpolicy.knowledge.load import Matcher
from vnpolicy.language import fold
from vnpolicy.model import Section
from vnpolicy.parsing.cells import flattened_cells
from vnpolicy.parsing.forms import form_paragraphs
from vnpolicy.parsing.headings import Heading, heading, heading_with_stop
from vnpolicy.parsing.labels import Label, labels_of
from vnpolicy.parsing.quotes import quoted_paragraphs
from vnpolicy.parsing.zones import Zones
from vnpolicy.reading.source import CleanText

_RANKS = {"capital": 10, "roman": 11, "arabic": 12, "dotted": 12, "bracket": 13, "letter": 13}
_ABOVE_ARTICLES = ("phan", "chuong", "muc")
_ROWS = ("arabic", "dotted")  # what numbers the rows of a table
_POINTS = ("arabic", "dotted", "bracket", "letter")
_GAP = 3  # a scan or a repealed clause may cost a number or two


class _Node(msgspec.Struct):
    """A division that is still open, or done once `end` is set."""

    label: Label
    path: str
    start: int
    parent: str | None
    paragraph: int
    end: int = 0


def find_sections(text: CleanText, zones: Zones, knowledge: Knowledge) -> tuple[Section, ...]:
    """The numbered divisions of a document, in order."""
    nodes = _Outline(text, zones, knowledge).nodes
    return tuple(_without_lists(_sections(nodes, text, knowledge), nodes, zones))


class _Outline:
    """The walk over the paragraphs: `stack` holds the open divisions, `nodes` all."""

    def __init__(self, text: CleanText, zones: Zones, knowledge: Knowledge) -> None:
        self.ranks = _RANKS | {row.code: row.rank for row in knowledge[OutlineWord]}
        self.prefixes = {row.code: row.path for row in knowledge[OutlineWord]}
        self.stack: list[_Node] = []
        self.nodes: list[_Node] = []
        self.annexes = 0
        self.used: set[str] | None = None  # by the paper itself, once an annex has begun
        quoted, cells = quoted_paragraphs(text), flattened_cells(text)
        labels = labels_of(text, knowledge)
        forms = form_paragraphs(text, zones, labels, knowledge)
        for at in _telling(text, zones, labels):
            paragraph, label = text.paragraphs[at], labels.get(at)
            zone = zones.of(paragraph.start)
            if zone == "closing":
                self._close(paragraph.start)
            elif label is None or zone in ("letterhead", "title") or paragraph.cells or at in quoted:
                continue
            elif label.kind == "phu-luc" or not (at in forms or (at in cells and label.kind in _ROWS)):
                if zone == "annex" and self.used is None:
                    self._enter_annex(label, text, zones.annexes[0].start)
                self._place(label, at, paragraph.start, paragraph.strong)
        self._close(len(text.text) + 1, 0)

    def _enter_annex(self, label: Label, text: CleanText, start: int) -> None:
        """The first label behind the closing: an attached text may number as the paper itself does."""
        self._close(start)
        self.used = {node.label.kind for node in self.nodes if node.parent is None}
        if label.kind in self.used or ("dieu" in self.used and label.kind in _ABOVE_ARTICLES):
            self._attach(text, start)

    def _attach(self, text: CleanText, start: int) -> None:
        """An attached text without a "PHỤ LỤC" above it: the line of its type opens an annex."""
        at = bisect_left(text.paragraphs, start, key=lambda paragraph: paragraph.start)
        paragraph = text.paragraphs[at]
        self._place(Label("phu-luc", (0,), "", paragraph.end), at, paragraph.start, True)

    def _close(self, end: int, depth: int | None = None) -> None:
        """Ends the open divisions from `depth` on, or all but an annex, in which others may sign."""
        kept = sum(node.label.kind == "phu-luc" for node in self.stack) if depth is None else depth
        while len(self.stack) > kept:
            self.stack.pop().end = end

    def _place(self, label: Label, paragraph: int, start: int, strong: bool) -> None:
        label = self._read_as_letter(label)
        depth = self._depth(label, strong)
        if depth is None or self._is_heading_in_annex(label):
            return
        self._close(start, depth)
        parent = self.stack[-1] if self.stack else None
        node = _Node(label, self._path(label, parent), start, parent.path if parent else None, paragraph)
        self.stack.append(node)
        self.nodes.append(node)

    def _is_heading_in_annex(self, label: Label) -> bool:
        """A bare "PHỤ LỤC" where annexes have numbers: it names what is to be put there."""
        bare = label.kind == "phu-luc" and not label.printed
        return bare and any(node.label.kind == "phu-luc" and node.label.printed for node in self.stack)

    def _read_as_letter(self, label: Label) -> Label:
        """The "C." behind "B." is a letter, not a hundred."""
        if label.kind == "roman" and len(label.printed) == 1:
            letter = Label(
                "capital",
                ("abcdđeghiklmnopqrstuvxy".find(label.printed.lower()) + 1,),
                label.printed,
                label.end,
            )
            if any(node.label.kind == "capital" and follows(node.label, letter) for node in self.stack):
                return letter
        return label

    def _depth(self, label: Label, strong: bool) -> int | None:
        """How many open divisions this label stands under; None where it fits nowhere."""
        rank = self.ranks[label.kind]
        if rank < _RANKS["capital"]:
            return next(
                (at for at, node in enumerate(self.stack) if self.ranks[node.label.kind] >= rank),
                len(self.stack),
            )
        before = [at for at, node in enumerate(self.stack) if follows(node.label, label)]
        if before:
            return max(before, key=lambda at: (self.stack[at].label.mark == label.mark, at))
        if label.kind == "dotted":
            return self._under_its_number(label)
        if label.numbers[0] == 1 and len(label.numbers) == 1:
            return self._fresh(label, rank)
        alone = not any(node.label.kind == label.kind for node in self.stack)
        return self._fresh(label, rank) if alone and strong and label.kind in ("roman", "arabic") else None

    def _under_its_number(self, label: Label) -> int | None:
        """Where "2.1" stands: under the open 2, or, if it begins a list, under what is open."""
        for at in range(len(self.stack) - 1, -1, -1):
            above = self.stack[at].label
            if above.kind in ("arabic", "dotted", "roman", "dieu") and above.numbers == label.numbers[:-1]:
                return at + 1
        return len(self.stack) if label.numbers[-1] == 1 and not self._open("dotted") else None

    def _fresh(self, label: Label, rank: int) -> int:
        """Where a new list begins: in place of an older one like it, else under all that may hold it."""
        for at, node in enumerate(self.stack):
            alike = node.label.kind == label.kind and node.label.mark == label.mark
            if alike or (label.kind in ("roman", "capital") and self.ranks[node.label.kind] > rank):
                return at
        return len(self.stack)

    def _open(self, kind: str) -> bool:
        return any(node.label.kind == kind for node in self.stack)

    def _path(self, label: Label, parent: _Node | None) -> str:
        if label.kind == "phu-luc":
            self.annexes += 1
            return f"PL{label.printed or self.annexes}"
        printed = self.prefixes.get(label.kind, "") + label.printed
        if parent is None:
            return printed
        if label.kind == "dieu":  # articles run through the whole act, whatever chapter they stand in
            annex = next((node for node in self.stack if node.label.kind == "phu-luc"), None)
            return f"{annex.path}.{printed}" if annex else printed
        if (
            label.kind == "dotted"
            and parent.label.kind in ("arabic", "dotted")
            and parent.path.endswith(parent.label.printed)
        ):
            return parent.path[: len(parent.path) - len(parent.label.printed)] + printed
        return f"{parent.path}.{printed}"


def _telling(text: CleanText, zones: Zones, labels: Mapping[int, Label]) -> list[int]:
    """The numbers of the paragraphs that open or close a division: those with a label, and the closings."""
    closing: set[int] = set()
    for span in zones.closing:
        first, after = (
            bisect_left(text.paragraphs, offset, key=lambda paragraph: paragraph.start)
            for offset in (span.start, span.end)
        )
        closing.update(range(first, after))
    return sorted(closing.union(labels))


def follows(before: Label, label: Label) -> bool:
    """Whether `label` may come next behind `before` on one level: 2 behind 1, 2a behind 2, đ or e behind d.

    >>> follows(Label("arabic", (2,), "2", 3), Label("arabic", (2, 1), "2a", 4))
    True
    """
    if before.kind != label.kind:
        return False
    old, new = before.numbers, label.numbers
    if label.kind == "dotted":
        return len(old) == len(new) and old[:-1] == new[:-1] and 0 < new[-1] - old[-1] <= _GAP
    if len(new) == 2 and new[0] == old[0]:
        return new[1:] > old[1:]
    return 0 < new[0] - old[0] <= _GAP


def _sections(nodes: Sequence[_Node], text: CleanText, knowledge: Knowledge) -> Iterator[Section]:
    kinds = knowledge.matcher(SectionKind)
    for at, node in enumerate(nodes):
        following = nodes[at + 1] if at + 1 < len(nodes) else None
        holds = following is not None and following.parent == node.path
        until = following.paragraph if following else len(text.paragraphs)
        title: Heading | None = heading(text, node.paragraph, node.label, holds, until)
        if title is None and (holds or until > node.paragraph + 1):
            stopped = heading_with_stop(text, node.paragraph, node.label)
            title = stopped if stopped and _kind(stopped.title, kinds) else None
        kind = _kind(title.title, kinds) if title else None
        yield Section(
            path=node.path,
            label=text.text[node.start : node.label.end].strip(" .:/-–)"),
            title=title.title if title else None,
            kind="annex" if node.label.kind == "phu-luc" else kind,
            start=node.start,
            end=max(node.end - 1, node.label.end),
            parent=node.parent,
        )


def _kind(title: str, kinds: Matcher[SectionKind]) -> str | None:
    """The kind of a division by the first words of its title."""
    name = fold(title)
    found = kinds.at(name, _first_word(name))
    return found.row.code if found else None


def _without_lists(sections: Iterator[Section], nodes: Sequence[_Node], zones: Zones) -> Iterator[Section]:
    """The sections without bare lists and fields of forms: what an annex numbers so is no division."""
    annexes = {node.path for node in nodes if node.label.kind == "phu-luc"}
    hidden = 0
    for section, node in zip(sections, nodes, strict=True):
        on_top = node.parent in annexes or (node.parent is None and zones.of(node.start) == "annex")
        if on_top and section.title is None and node.label.kind in _POINTS:
            hidden = max(hidden, node.end)
        if node.start >= hidden:
            yield section


def _first_word(name: str) -> int:
    for opening in ("các ", "một số ", "những ", "về ", "công tác "):
        if name.startswith(opening):
            return len(opening)
    return 0
