"""Links written back into a text or an HTML page: every reference becomes what a template, or a function, makes of it.

    "… thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010 …"
        ->  "… thực hiện <a href='/vb/ct:43:tw:k10'>Chỉ thị 43-CT/TW ngày 08/6/2010</a> …"

Nothing else of the text changes: without what was put in, it is the same, character by character. In HTML a reference
that crosses tags is wrapped as a whole where they pair, else piece by piece; what stands in a link, script or style
stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from string import Formatter

from vnpolicy.bridges.html import Page
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Reference
from vnpolicy.parsing.find import find_references
from vnpolicy.parsing.scan import begin, finish

Marks = tuple[str, str]  # what is written before a reference, and behind it
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!", re.ASCII)


def annotate(
    text: str,
    link: str | Callable[[Reference], Marks | None],
    *,
    html: bool | None = None,
    knowledge: Knowledge | None = None,
) -> str:
    """`text` with its references marked up.

    `link` is a template with `{text}` and fields of the reference, escaped for HTML, as below; a reference that has no
    such field (no target, say), and one of this paper itself, stays as it is. Or it is a function that gives what to
    write before and behind a reference, or None. `html` says whether the text is HTML; left open, its tags tell.

    >>> annotate("Theo <b>Luật số 31/2024/QH15</b>.", '<a href="/vb/{target}">{text}</a>')
    'Theo <b><a href="/vb/luat:31:qh:k15">Luật số 31/2024/QH15</a></b>.'
    """
    marks = _template(link) if isinstance(link, str) else link
    page = Page(text, html=bool(_TAG.search(text)) if html is None else html)
    inserted = [
        mark
        for start, end, (before, behind) in _regions(
            page.text, find_references(page.text, knowledge=knowledge), marks
        )
        for first, last in page.ranges(start, end)
        for mark in ((first, 1, before), (last, 0, behind))
    ]
    return "".join(_written(text, sorted(inserted)))


def _written(text: str, inserted: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    """The text in pieces, with what is put in at its places; at one place what ends goes before what begins."""
    at = 0
    for place, _, mark in inserted:
        yield text[at:place]
        yield mark
        at = place
    yield text[at:]


def _regions(
    text: str, references: Iterable[Reference], marks: Callable[[Reference], Marks | None]
) -> list[tuple[int, int, Marks]]:
    """(start, end, marks) of what is marked, none in another: a name ends where a document cited in it begins."""
    found: list[tuple[int, int, Marks]] = []
    for mention in sorted(references, key=lambda mention: (begin(mention), -finish(mention))):
        mark, start = marks(mention), begin(mention)
        if mark is None:
            continue
        if found and found[-1][1] > start:
            first, _, outer = found.pop()
            found += [(first, len(text[:start].rstrip()), outer)] if first < start else []
        found.append((start, finish(mention), mark))
    return found


def _template(template: str) -> Callable[[Reference], Marks | None]:
    """What a template makes of a reference. ValueError where it has no {text}, or a field that no reference has."""
    fields = {name for _, name, _, _ in Formatter().parse(template) if name is not None} - {"text"}
    unknown = fields - set(Reference.__struct_fields__)
    if template.count("{text}") != 1 or unknown:
        wrong = sorted(unknown) or template
        raise ValueError(f"a template has {{text}} once, and fields of a reference; not {wrong!r}")
    before, _, behind = template.partition("{text}")

    def marks(mention: Reference) -> Marks | None:
        values = {name: getattr(mention, name) for name in fields}
        if mention.kind == "self" or not all(values.values()):
            return None
        escaped = {name: escape(str(value)) for name, value in values.items()}
        return before.format(**escaped), behind.format(**escaped)

    return marks
