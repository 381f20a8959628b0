"""What one paper repeats of another, as a page with both side by side: a passage and what it repeats share a number.

vp.compare(plan, directive)                        in a notebook
vp.compare(plan, directive).to_html("reuse.html")  a page that opens without a network
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from vnpolicy.graph.reuse import Comparison
from vnpolicy.model import Document, Span

_STYLE = """<style>
.vns { font: 14px/1.55 system-ui, sans-serif; display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem }
.vns h4 { margin: 0 0 .5rem }
.vns > div { max-height: 34rem; overflow: auto }
.vns p { margin: .25rem 0; white-space: pre-wrap }
.vns a { color: inherit; text-decoration: none; background: #f59e0b40; border-radius: .2em }
.vns a:target { background: #f59e0b90 }
.vns sup { opacity: .7; padding-left: .1em }
@media (max-width: 40rem) { .vns { grid-template-columns: 1fr } }
</style>"""
_PAGE = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<style>:root {{ color-scheme: light dark }} body {{ margin: 1.5rem }}</style>"
    "<title>{title}</title><body>{body}</body></html>"
)


def comparison_html(comparison: Comparison) -> str:
    """Both papers side by side, the passages marked and linked to each other."""
    here = [passage.span for passage in comparison.passages]
    there = [passage.of for passage in comparison.passages]
    return (
        f'{_STYLE}<div class="vnp"><p>{comparison.share:.0%} of the words repeat the other paper, in '
        f"{len(here)} passages · {comparison.share:.0%} số từ lặp lại văn bản kia</p></div>"
        f'<div class="vns"><div>{_marked(comparison.document, here, "a", "b")}</div>'
        f"<div>{_marked(comparison.source, there, 'b', 'a')}</div></div>"
    )


def write_html(comparison: Comparison, path: str | Path) -> None:
    """The same as a page of its own, which asks nothing of a network and runs no script."""
    title = escape(f"{_name(comparison.document)} / {_name(comparison.source)}")
    Path(path).write_text(_PAGE.format(title=title, body=comparison_html(comparison)), encoding="utf-8")


def _name(document: Document) -> str:
    return document.header.number.value if document.header.number else document.id


def _marked(document: Document, spans: Iterable[Span], side: str, other: str) -> str:
    """The text with these spans linked to those of the other side; of two that overlap, the first is whole."""
    pieces, at = [], 0
    for number, span in sorted(enumerate(spans, 1), key=lambda numbered: numbered[1].start):
        start = max(at, span.start)
        if start >= span.end:
            continue
        pieces += [
            escape(document.text[at:start]),
            f'<a id="{side}{number}" href="#{other}{number}">{escape(document.text[start : span.end])}'
            f"<sup>{number}</sup></a>",
        ]
        at = span.end
    pieces.append(escape(document.text[at:]))
    return f"<h4>{escape(_name(document))}</h4>" + "".join(
        f"<p>{line}</p>" for line in "".join(pieces).split("\n")
    )
