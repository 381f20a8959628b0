"""The schema as a page to read: `docs/graph.md` is what `describe()` returns, held equal by a test.

python -c "from vnpolicy.graph.describe import describe; print(describe(), end='')" > docs/graph.md
"""

from collections.abc import Iterable

from vnpolicy.graph.schema import EDGES, EVIDENCE, METHODS, NODES, Attribute, EdgeKind, NodeKind

_OPENING = """# The mandate graph

A `networkx.MultiDiGraph`. Every node has a `kind`, every edge a `rel`, which is its key too. An edge reads as a
sentence: a body leads a task, a task is reported to a body. Attributes are scalars; one that is not known is left out.
Dates are ISO, lists are joined by "; ". This page is made from `vnpolicy.graph.schema`, which drives building,
`validate()` and the exports.
"""

_TRAITS = ("carries", "later", "derived")
_EXPLAINED = """
`up along`: the target is where the mandate of the source comes from; `up against`: the other way round. `carries`: the
source carries the target out. `later`: the source cannot be older than the target; where it was read so, the edge is a
citation whose `detail` says what was read. `derived`: it follows from ids and tables, not from a sentence.
"""

_METHODS = """
## Methods

How an edge was found, and the confidence that goes with it: an order of trust, not a probability.

| method | confidence |
|---|---|
"""


def describe() -> str:
    """The schema in Markdown.

    >>> print(describe().splitlines()[0])
    # The mandate graph
    """
    nodes = "".join(map(_node, NODES))
    edges = _table(
        ("rel", "tiếng Việt", "English", "from → to", "traits", "further attributes"), map(_edge, EDGES)
    )
    methods = "".join(f"| `{method}` | {confidence} |\n" for method, confidence in METHODS.items())
    shared = f"\nEvery edge carries:\n\n{_attributes(EVIDENCE)}"
    return f"{_OPENING}\n## Nodes\n{nodes}\n## Edges\n\n{edges}{_EXPLAINED}{shared}{_METHODS}{methods}"


def _node(kind: NodeKind) -> str:
    return f"\n### {kind.kind}: {kind.vietnamese}\n\n{kind.meaning}\n\n{_attributes(kind.attributes)}"


def _edge(kind: EdgeKind) -> tuple[str, ...]:
    ends = ", ".join(f"{source} → {target}" for source, target in kind.endpoints)
    more = ", ".join(f"`{one.name}`" for one in kind.attributes if one not in EVIDENCE)
    traits = ", ".join(
        filter(None, (kind.up and f"up {kind.up}", *(name for name in _TRAITS if getattr(kind, name))))
    )
    return f"`{kind.rel}`", kind.vietnamese, kind.english, ends, traits, more


def _attributes(attributes: Iterable[Attribute]) -> str:
    rows = (
        (
            f"`{one.name}`" + ("" if one.required else " ?"),
            one.type.__name__,
            one.vietnamese,
            one.english,
            one.meaning,
        )
        for one in attributes
    )
    return _table(("attribute (? may be absent)", "type", "tiếng Việt", "English", "meaning"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
