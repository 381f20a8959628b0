"""The graph of mandates: a networkx MultiDiGraph that answers questions.

    graph.plans_for("43-CT/TW")       who carried it out, when, after how many days
    graph.coverage("43-CT/TW")        which provinces did, and which papers of theirs this archive has at all
    graph.tasks_of("Ban Dân vận Tỉnh ủy")
    graph.trace("kh:100:tu@dak-lak:2010")
    graph.check("theo Chỉ thị 43-CT/TW …")   which of the documents that a text cites are here

It has no state of its own: what it knows stands on nodes and edges (`schema`), so it stays what it is through
copy, subgraph, compose and pickle, and every algorithm of networkx works on it. What an answer looks up is kept until
the graph is changed (`index`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import networkx

from vnpolicy.graph import (
    check,
    compose,
    conflicts,
    coverage,
    diffusion,
    duties,
    filters,
    force,
    frames,
    holdings,
    lookup,
    paths,
    plans,
    workload,
)
from vnpolicy.graph.evidence import Evidence, unpacked
from vnpolicy.graph.index import index_of
from vnpolicy.graph.survey import By
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Document
from vnpolicy.parsing.parse import parse

if TYPE_CHECKING:
    import pandas

    _Base = networkx.MultiDiGraph[str]
else:
    _Base = networkx.MultiDiGraph


class MandateGraph(_Base):
    """Documents, bodies, tasks and places, and what they do to each other. Made by `build_graph`.

    Wherever a document is asked for, its id ("ct:43:tw:k10") or number will do; `AmbiguousNumber` tells where several
    bear it, `NotInGraph` what is near. Every answer shows what it was read from: the document `read_in`, the quote and
    its offsets. The examples ask seven invented papers that come with vnpolicy.

    >>> import vnpolicy as vp
    >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
    >>> graph
    MandateGraph: 10 documents (3 cited only), 15 tasks, 49 bodies, 5 places, 198 edges
    """

    # `display` hangs these here: the explorer in a notebook and as a page, and how a directive was carried out.
    show: ClassVar[Callable[..., Any]]
    to_html: ClassVar[Callable[..., None]]
    show_plans: ClassVar[Callable[..., Any]]
    show_lags: ClassVar[Callable[..., Any]]
    show_coverage: ClassVar[Callable[..., Any]]

    def plans_for(self, directive: str) -> "pandas.DataFrame":
        """Who carried a directive out, itself or by way of others: when, after how many days, with how many tasks,
        led by whom. `chain` tells the levels from the directive to the plan, `via` the documents between.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.plans_for("ct:43:tw:k10")[["number", "lag_days", "tasks", "chain"]].to_string(index=False))
            number  lag_days  tasks                                   chain
          31-KH/TU       104      4                      central → province
          44-KH/TU       150      2                      central → province
        57/KH-UBND       190      3           central → province → province
          12-KH/HU       247      2           central → province → district
          05-KH/ĐU       290      2 central → province → district → commune
          08-KH/TU      5608      2                      central → province
        """
        return frames.frame(plans.plans_for(self, directive), plans.PLAN)

    def coverage(
        self,
        directive: str,
        *,
        by: By = "province",
        as_of: str | None = None,
        map_of: str | None = None,
    ) -> "pandas.DataFrame":
        """Which provinces (districts, ministries) carried a directive out: `status` "issued", "not found in this
        archive" or "not expected", with the reason why it is expected or not.

        The units are those on the map of the day `map_of`: without it of `as_of`, else of the directive. `as_of` leaves
        out what came later. An absence is no inaction: `archive_papers` tells how many papers of a unit this archive
        holds, `archive_since` how many of them since the directive, `below` how many plans only of levels below it.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> told = graph.coverage("ct:43:tw:k10")
        >>> told["status"].value_counts().to_dict()
        {'not found in this archive': 61, 'issued': 2}
        >>> shown = ["name", "number", "lag_days", "below", "archive_papers"]
        >>> print(told[told["plans"] > 0][shown].to_string(index=False))
             name   number  lag_days  below  archive_papers
        Bình Định 31-KH/TU       104      2               3
          Gia Lai 44-KH/TU       150      0               3
        >>> on_34 = graph.coverage("ct:43:tw:k10", map_of="2025-07-01")
        >>> print(on_34[on_34["plans"] > 0][["name", "plans", "archive_papers"]].to_string(index=False))
           name  plans  archive_papers
        Gia Lai      4               6
        """
        rows = coverage.coverage(self, directive, by=by, as_of=as_of, map_of=map_of)
        return frames.frame(rows, coverage.COVERAGE)

    def diffusion(
        self, directive: str, *, by: By = "province", map_of: str | None = None
    ) -> "pandas.DataFrame":
        """In which order provinces (districts, ministries) took a directive up: the first plan of each by its day, and
        the share of those expected that had one by then.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> told = graph.diffusion("ct:43:tw:k10")[["order", "name", "lag_days", "share"]]
        >>> print(told.round(3).to_string(index=False))
        order      name  lag_days  share
            1 Bình Định       104  0.016
            2   Gia Lai       150  0.032
        """
        return frames.frame(diffusion.diffusion(self, directive, by=by, map_of=map_of), diffusion.ADOPTION)

    def tasks_of(
        self,
        body: str,
        *,
        as_of: str | None = None,
        include_successors: bool = False,
        until: str | None = None,
    ) -> "pandas.DataFrame":
        """What a body must do, with whom, by when. `body` is an id, or a name or the beginning of one.

        With `as_of` only what was given by that day in papers then still in force; with `include_successors` also what
        those must do who followed the body; with `until` only what is due by that day, or returns.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> told = graph.tasks_of("ban-dan-van-tinh-uy@gia-lai", include_successors=True)
        >>> print(told[["name", "role", "number", "recurrence"]].to_string(index=False))
                                             name role   number recurrence
                      Ban Dân vận Tỉnh ủy Gia Lai lead 44-KH/TU     yearly
        Ban Tuyên giáo và Dân vận Tỉnh ủy Gia Lai lead 08-KH/TU     yearly
        >>> len(graph.tasks_of("ban-dan-van-tinh-uy@gia-lai", as_of="2025-12-31"))  # its plan was replaced
        0
        """
        rows = duties.tasks_of(self, body, as_of=as_of, include_successors=include_successors, until=until)
        return frames.frame(rows, duties.DUTY)

    def roles_in(self, document: str) -> "pandas.DataFrame":
        """Each role that a document gives, one row a task and body.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.roles_in("12-KH/HU")[["name", "role", "confidence"]].to_string(index=False))
                                    name       role  confidence
         Hội Chữ thập đỏ huyện Tuy Phước coordinate         1.0
              Phòng Y tế huyện Tuy Phước       lead         1.0
          Ban Dân vận Huyện ủy Tuy Phước       lead         1.0
           Ban Dân vận Tỉnh ủy Bình Định  report_to         1.0
        Ban Thường vụ Huyện ủy Tuy Phước  report_to         1.0
        """
        return frames.frame(duties.roles_in(self, document), duties.DUTY)

    def matrix(self, document: str) -> "pandas.DataFrame":
        """Who has which part in which task of a document: a row a body, a column a task. `roles_in` has the quotes.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.matrix("12-KH/HU").rename(columns=lambda task: task.partition("#")[2]).to_string())
        task                                  task-1     task-2
        body
        Hội Chữ thập đỏ huyện Tuy Phước   coordinate
        Phòng Y tế huyện Tuy Phước              lead
        Ban Dân vận Huyện ủy Tuy Phước                     lead
        Ban Dân vận Tỉnh ủy Bình Định                 report_to
        Ban Thường vụ Huyện ủy Tuy Phước              report_to
        """
        return frames.matrix(duties.roles_in(self, document))

    def workload(self, by: Sequence[str] = ("body", "name", "year")) -> "pandas.DataFrame":
        """How many tasks fall on each body, level, branch, place or year (any of `body name level branch place year`),
        and in which roles, with one task as the example. A task of two bodies counts for each.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.workload(["level", "year"]).head(3)[["level", "year", "tasks", "lead"]].to_string(index=False))
           level year  tasks  lead
        province 2010     19     7
        district 2011      5     2
        province 2025      5     2
        """
        columns = (*by, *workload.COUNTS)
        return self._kept(("workload", *by), lambda: frames.frame(workload.workload(self, by), columns))

    def coordination(self, body: str | None = None) -> "pandas.DataFrame":
        """Who works with whom: each two bodies that lead a task or take part in it together, the most often first.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.coordination().head(2)[["name", "with_name", "tasks", "documents"]].to_string(index=False))
                                  name              with_name  tasks  documents
        Hội Chữ thập đỏ tỉnh Bình Định Sở Y tế tỉnh Bình Định      2          2
          Hội Chữ thập đỏ tỉnh Gia Lai   Sở Y tế tỉnh Gia Lai      2          2
        """
        if body is not None:
            return frames.frame(workload.coordination(self, body), workload.PAIR)
        return self._kept("coordination", lambda: frames.frame(workload.coordination(self), workload.PAIR))

    def coordination_network(self) -> "networkx.Graph[str]":
        """The same as a plain `networkx.Graph` of bodies, for centrality and communities: `weight` counts their tasks.

        >>> import networkx
        >>> import vnpolicy as vp
        >>> network = vp.build_graph(vp.read_archive(vp.EXAMPLE)).coordination_network()
        >>> max(networkx.degree_centrality(network).items(), key=lambda item: item[1])[0]
        'so-y-te@binh-dinh'
        """
        return workload.network(self)

    def trace(self, node: str, direction: Literal["up", "down"] = "up") -> "pandas.DataFrame":
        """A shortest path from a node to each that its mandate comes from (up), or goes to (down).

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.trace("05-KH/ĐU")[["depth", "relation", "name"]].to_string(index=False))
        depth   relation              name
            1 implements Kế hoạch 12-KH/HU
            2 implements Kế hoạch 31-KH/TU
            3 implements  Chỉ thị 43-CT/TW
        """
        return frames.frame(paths.trace(self, node, direction), paths.STEP)

    def chain(self, lower: str, upper: str | None = None) -> "pandas.DataFrame":
        """Every way of the mandate from a node up to another one, or to all on which it rests in the end; one row a
        step, with its quote. `frame.attrs["cut"]` tells whether there are more than the thousand that are shown.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> told = graph.chain("kh:5:du@xa-phuoc-loc:2011#task-1", "43-CT/TW")
        >>> print(told[["way", "step", "relation", "to_name"]].to_string(index=False))
        way  step   relation           to_name
          1     1    assigns Kế hoạch 05-KH/ĐU
          1     2 implements Kế hoạch 12-KH/HU
          1     3 implements Kế hoạch 31-KH/TU
          1     4 implements  Chỉ thị 43-CT/TW
        """
        rows, cut = paths.chain(self, lower, upper)
        found = frames.frame(rows, paths.LINK)
        found.attrs["cut"] = cut
        return found

    def in_force(self, on: str | None = None, *, document: str | None = None) -> "pandas.DataFrame":
        """What had been replaced, repealed, amended or continued by a day, by what; `in_force` tells whether the
        document still stood. One of which nothing is said here is taken to stand.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.in_force("2026-01-01")[["name", "status", "since", "in_force"]].to_string(index=False))
                     name    status      since  in_force
         Chỉ thị 43-CT/TW continued 2025-10-15      True
        Kế hoạch 44-KH/TU  replaced 2025-10-15     False
        """
        return frames.frame(force.in_force(self, on, document), force.FATE)

    def conflicts(self) -> "pandas.DataFrame":
        """What cannot be, or should be looked at: plans older than their directive, impossible dates, two leads where
        one is due, bases that had been replaced.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.conflicts()[["conflict", "node", "says"]].to_string(index=False))
           conflict                    node                                           says
        ended basis cv:210:syt@gia-lai:2026 replaced by kh:8:tu@gia-lai:2025 on 2025-10-15
        """
        return self._kept("conflicts", lambda: frames.frame(conflicts.conflicts(self), conflicts.CONFLICT))

    def stubs(self) -> "pandas.DataFrame":
        """What is cited but not in hand, by the number of documents that cite it: what to look for next, and `citing`
        names whom to ask.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> print(graph.stubs()[["name", "cited_by", "mentions"]].to_string(index=False))
                              name  cited_by  mentions
                  Chỉ thị 43-CT/TW         3         6
        Luật Hoạt động chữ thập đỏ         2         2
            Quyết định 317/QĐ-UBND         1         1
        """
        return self._kept("stubs", lambda: frames.frame(holdings.stubs(self), holdings.STUB))

    def gaps(self, register: str | None = None) -> "pandas.DataFrame":
        """The numbers that this archive lacks in each register of which it has a paper, or in the one asked for
        ("ct:tw:k10"), and which of them are cited. `note` says what a gap does not prove.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> told = graph.gaps("ct:tw:k10")
        >>> print(told[["register", "in_hand", "last", "gaps", "cited_numbers"]].to_string(index=False))
         register  in_hand  last gaps cited_numbers
        ct:tw:k10        0    43 1-43            43
        """
        return self._kept(
            ("gaps", register), lambda: frames.frame(holdings.gaps(self, register), holdings.GAP)
        )

    def where(
        self,
        *,
        place: str | None = None,
        level: str | None = None,
        branch: str | None = None,
        doc_type: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "MandateGraph":
        """The part of the documents in hand of a place (with what lies in it), level, branch, type or period: a graph
        of its own with all that was read in them, and with the links that the whole archive proved.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> graph.where(place="Bình Định", level="province", until="2010")
        MandateGraph: 4 documents (2 cited only), 7 tasks, 17 bodies, 1 places, 71 edges
        """
        wanted = filters.Wanted(place, level, branch, doc_type, since, until)
        return filters.gather(self, filters.documents_wanted(self, wanted)).fill(MandateGraph())

    def __or__(self, other: "MandateGraph") -> "MandateGraph":
        """Both graphs as one, in whatever order; see `compose` for what that settles and what not.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> early, late = graph.where(until="2010"), graph.where(since="2011")
        >>> early | late
        MandateGraph: 10 documents (3 cited only), 15 tasks, 49 bodies, 5 places, 198 edges
        """
        return compose.gather((self, other), Knowledge.default()).fill(MandateGraph())

    def check(self, text: str | Document) -> "pandas.DataFrame":
        """Which of the documents that a text cites are in this archive: one row a reference, its `status` "FOUND",
        "NOT IN THIS ARCHIVE" or "AMBIGUOUS", with the candidates.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> told = graph.check("Căn cứ Kế hoạch số 44-KH/TU ngày 05/11/2010 của Tỉnh ủy Gia Lai")
        >>> told[["status", "document"]].values.tolist()
        [['FOUND', 'kh:44:tu@gia-lai:2010']]
        """
        paper = parse(text) if isinstance(text, str) else text
        return frames.frame(lookup.look_up(self, paper), lookup.COLUMNS)

    def evidence(self, edge: tuple[str, str, str]) -> list[Evidence]:
        """Every mention that an edge (source, target, rel) was read from.

        >>> import vnpolicy as vp
        >>> graph = vp.build_graph(vp.read_archive(vp.EXAMPLE))
        >>> [seen.quote for seen in graph.evidence(("kh:44:tu@gia-lai:2010", "ct:43:tw:k10", "implements"))][0]
        'Chỉ thị 43-CT/TW của Ban Bí thư Trung ương Đảng'
        """
        return unpacked(self.edges[edge])

    def to_frames(self) -> "dict[str, pandas.DataFrame]":
        """All as tables: one for each kind of node, and the edges."""
        return frames.tables(self)

    def validate(self) -> list[str]:
        """What breaks the schema: one line a problem, none if all is well."""
        return check.problems(self)

    def __repr__(self) -> str:
        count = self._counts()
        known = f"{count['document']} documents ({count['stub']} cited only), {count['task']} tasks"
        around = f"{count['body']} bodies, {count['place']} places"
        return f"MandateGraph: {known}, {around}, {self.number_of_edges()} edges"

    def __str__(self) -> str:
        return repr(self)

    def _kept(self, question: Any, answer: Callable[[], "pandas.DataFrame"]) -> "pandas.DataFrame":
        """An answer about the whole graph: reckoned once, given as a copy."""
        return index_of(self).kept(question, answer).copy()

    def _counts(self) -> dict[str, int]:
        """How many nodes of each kind; `stub` are the documents that are cited only."""
        index = index_of(self)
        counted = {kind: len(index.of_kind.get(kind, ())) for kind in frames.TABLES}
        return {**counted, "stub": len(index.stubs)}
