"""The zones of a paper: where its letterhead ends, where its title and preamble stand, where it closes."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import msgspec

from vnpolicy.model import Span

Zone = Literal["letterhead", "title", "preamble", "basis", "body", "closing", "annex"]


class Zones(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Spans of the clean text. `basis` are the "Căn cứ …" paragraphs; the body runs from preamble to closing.

    Only a letter's title stands in another zone: "V/v …" is part of the letterhead. Whatever follows the
    first closing is an annex, in which further closings may stand.
    """

    letterhead: Span
    title: Span | None = None
    basis: tuple[Span, ...] = ()
    preamble: tuple[Span, ...] = ()
    closing: tuple[Span, ...] = ()
    annexes: tuple[Span, ...] = ()

    def of(self, offset: int) -> Zone:
        """The zone a character stands in.

        >>> Zones(letterhead=Span(0, 40), title=Span(40, 90), closing=(Span(900, 990),)).of(50)
        'title'
        """
        starts, ends, zones = self._bounds
        at = bisect_right(starts, offset) - 1
        return zones[at] if at >= 0 and offset < ends[at] else "body"

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int], list[Zone]]:
        """Starts, ends and names of the zones, in order, none over another."""
        pieces = sorted(self._pieces())
        return [p[0] for p in pieces], [p[1] for p in pieces], [p[2] for p in pieces]

    def _pieces(self) -> Iterator[tuple[int, int, Zone]]:
        yield from _around(self.letterhead, (self.title,) if self.title else (), "letterhead")
        if self.title:
            yield self.title.start, self.title.end, "title"
        for span in self.basis:
            yield span.start, span.end, "basis"
        for span in self.preamble:
            yield span.start, span.end, "preamble"
        for span in self.closing:
            yield span.start, span.end, "closing"
        for span in self.annexes:
            inside = self.closing[bisect_right(self.closing, span) :]
            yield from _around(span, tuple(hole for hole in inside if hole.start < span.end), "annex")


def _around(span: Span, holes: tuple[Span, ...], zone: Zone) -> Iterator[tuple[int, int, Zone]]:
    """What is left of a span beside the holes in it."""
    start = span.start
    for hole in holes:
        if span.start <= hole.start and hole.end <= span.end:
            if start < hole.start:
                yield start, hole.start, zone
            start = hole.end
    if start < span.end:
        yield start, span.end, zone
