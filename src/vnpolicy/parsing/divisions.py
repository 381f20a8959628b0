"""The sections of a document, asked by offset: in which does a mention or a task stand?"""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from vnpolicy.model import Reference, Section


class Divisions:
    """The sections of a document, to be asked by offset."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sorted(sections, key=lambda section: (section.start, -section.end))
        self.starts = [section.start for section in self.sections]
        self.by_path = {section.path: section for section in sections}

    def at(self, offset: int) -> Section | None:
        """The innermost division at an offset."""
        last = bisect_right(self.starts, offset) - 1
        section = self.sections[last] if last >= 0 else None
        while section and section.end <= offset:
            section = self.parent(section)
        return section

    def parent(self, section: Section) -> Section | None:
        """The division that holds this one."""
        return self.by_path.get(section.parent) if section.parent else None

    def path_at(self, offset: int) -> str | None:
        """The path of the innermost division at an offset."""
        section = self.at(offset)
        return section.path if section else None

    def depth(self, section: Section | None) -> int:
        """How many divisions hold a place; 0 outside of all."""
        return 1 + self.depth(self.parent(section)) if section else 0

    def kind(self, section: Section | None) -> str | None:
        """The kind of the innermost division around a place that has one."""
        return section.kind or self.kind(self.parent(section)) if section else None


def placed(references: Sequence[Reference], sections: Sequence[Section]) -> tuple[Reference, ...]:
    """The references, each with the path of the innermost division that it stands in."""
    divisions = Divisions(sections)
    return tuple(
        msgspec.structs.replace(mention, section=divisions.path_at(mention.start or 0))
        for mention in references
    )
