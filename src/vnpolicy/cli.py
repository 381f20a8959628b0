"""The command line: `vnpolicy parse`, `vnpolicy graph`, `vnpolicy check`, `vnpolicy ask`.

A file that cannot be read is told in one line on the error stream, the others go on, and the exit code is 1 at the end.
What was left alone (hidden files, links) is counted there.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
import typer.core
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from vnpolicy.archive.archive import read_each
from vnpolicy.archive.build import STORE
from vnpolicy.archive.files import Failure, files_of
from vnpolicy.errors import VnpolicyError
from vnpolicy.model import Document
from vnpolicy.reading.options import USUAL, Limits, Options

if TYPE_CHECKING:
    import pandas

    from vnpolicy.graph.mandate_graph import MandateGraph

screen, errors = Console(), Console(stderr=True)


class _Group(typer.core.TyperGroup):
    """Commands whose errors are one line and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except VnpolicyError as problem:
            errors.print(f"[red]{escape(str(problem))}[/red]", soft_wrap=True)
            raise typer.Exit(2) from problem


app = typer.Typer(
    cls=_Group, no_args_is_help=True, help="Vietnamese directive documents, read into a graph of mandates."
)
ask = typer.Typer(no_args_is_help=True, help="Ask a graph, or a folder of documents, a question.")
app.add_typer(ask, name="ask")

Files = Annotated[list[Path], typer.Argument(help="Files, folders and zip files.", exists=True)]
Password = Annotated[str | None, typer.Option(help="Opens what is locked.")]
Where = Annotated[
    Path, typer.Option("--in", help="A folder that `vnpolicy graph` wrote, or one of documents.", exists=True)
]

Answer = Annotated[
    Literal["table", "csv"], typer.Option("--format", help="A table to read, or all columns as CSV.")
]
By = Annotated[Literal["province", "district", "ministry"], typer.Option(help="Whose plans are looked for.")]
Day = Annotated[str | None, typer.Option(help="A day: 2025-07-01.")]


@app.command()
def parse(
    files: Files,
    format: Annotated[
        Literal["jsonl", "table"], typer.Option(help="One JSON object a line, or tables to read.")
    ] = "jsonl",
    password: Password = None,
) -> None:
    """Parse documents and print what they say."""
    failures: list[Failure] = []
    for document in _read(files, failures, password):
        if format == "jsonl":
            sys.stdout.write(json.dumps(document.to_dict(), ensure_ascii=False) + "\n")
        else:
            _print_document(document)
    _exit(failures)


@app.command()
def build(
    archive: Annotated[list[str], typer.Argument(help="Files, folders, patterns, zip files and URLs.")],
    out: Annotated[Path, typer.Option(help="The folder of the archive: its tables, its store, its report.")],
    workers: Annotated[int | None, typer.Option(help="How many read at once; as many as processors.")] = None,
    engine: Annotated[Literal["local", "dask"], typer.Option(help="What runs the workers.")] = "local",
    retry_failed: Annotated[bool, typer.Option(help="Read again what could not be read.")] = False,
    stale: Annotated[bool, typer.Option(help="Read again what another version has read.")] = False,
    actions: Annotated[bool, typer.Option(help="Tell what each task does to what; takes long.")] = False,
    seconds: Annotated[float, typer.Option(help="What a document may take.")] = USUAL.limits.seconds,
    memory: Annotated[int, typer.Option(help="Megabytes that a document may take.")] = (
        USUAL.limits.memory_bytes >> 20
    ),
    password: Password = None,
) -> None:
    """Read an archive of any size into tables. Broken off and begun again, it goes on where it stopped."""
    from vnpolicy.archive.archive import read_archive
    from vnpolicy.archive.report import REPORT, print_report
    from vnpolicy.archive.store import Store

    limits = Limits(seconds=seconds, memory_bytes=memory << 20)
    read = read_archive(
        archive,
        out=out,
        workers=workers,
        engine=engine,
        retry_failed=retry_failed,
        stale=stale,
        actions=actions,
        password=password,
        limits=limits,
    )
    print_report(Store(out / STORE), out, screen)
    screen.print(f"{read} ({out / REPORT})")
    _exit(list(read.failures))


@app.command()
def graph(
    files: Files,
    out: Annotated[
        Path, typer.Option(help="The folder to write graph.json, graph.graphml and the CSV tables to.")
    ],
    also: Annotated[
        list[str] | None,
        typer.Option(help="More formats: gexf, sqlite, neo4j, parquet, ttl, nt, jsonld, rdf."),
    ] = None,
    password: Password = None,
) -> None:
    """Build the mandate graph of an archive and write it for other tools."""
    from vnpolicy.bridges.export import FORMATS, write_graph
    from vnpolicy.graph.build import build_graph

    unknown = sorted(set(also or ()) - set(FORMATS))
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: none of {', '.join(FORMATS)}")

    failures: list[Failure] = []
    built = build_graph(_read(files, failures, password))
    out.mkdir(parents=True, exist_ok=True)
    for format in ("json", "graphml", *(also or ())):
        path = out / format if format in ("neo4j", "parquet") else out / f"graph.{format}"
        write_graph(built, path, format=format)
    write_graph(built, out, format="csv")
    screen.print(f"{built} → {out}")
    _exit(failures)


@app.command()
def check(
    where: Where,
    file: Annotated[
        Path | None, typer.Argument(help="The text to check; without it, what is pasted in.", exists=True)
    ] = None,
    format: Annotated[
        Literal["table", "csv", "json"], typer.Option(help="A table to read, CSV or JSON.")
    ] = "table",
) -> None:
    """Tell which of the documents that a text cites are in an archive: FOUND, NOT IN THIS ARCHIVE or AMBIGUOUS."""
    from vnpolicy.parsing.parse import parse, read

    found = _open(where).check(read(file) if file else parse(sys.stdin.read()))
    if format == "json":
        sys.stdout.write(found.to_json(orient="records", force_ascii=False, indent=1) + "\n")
        return
    _print_frame(
        found, "Cited in this text", format, ["line", "reference", "status", "document", "candidates", "via"]
    )


@ask.command()
def plans_for(directive: str, where: Where, format: Answer = "table") -> None:
    """Who carried a directive out, by way of whom, when, after how many days."""
    shown = ["number", "organ", "date", "lag_days", "relation", "via", "tasks", "leads"]
    _print_frame(_open(where).plans_for(directive), f"Who carried out {directive}", format, shown)


@ask.command()
def coverage(
    directive: str,
    where: Where,
    by: By = "province",
    as_of: Day = None,
    map_of: Day = None,
    format: Answer = "table",
) -> None:
    """Which provinces issued a plan; what this archive holds of the others. --map-of 2025-07-01 shows the 34."""
    found = _open(where).coverage(directive, by=by, as_of=as_of, map_of=map_of)
    shown = [
        "name",
        "status",
        "number",
        "date",
        "lag_days",
        "below",
        "archive_papers",
        "archive_since",
        "why",
    ]
    _print_frame(found, f"Coverage of {directive}", format, shown)


@ask.command()
def diffusion(
    directive: str, where: Where, by: By = "province", map_of: Day = None, format: Answer = "table"
) -> None:
    """In which order provinces took a directive up."""
    shown = ["order", "name", "date", "lag_days", "share", "number", "organ"]
    _print_frame(
        _open(where).diffusion(directive, by=by, map_of=map_of), f"Diffusion of {directive}", format, shown
    )


@ask.command()
def tasks_of(
    body: str,
    where: Where,
    as_of: Day = None,
    until: Day = None,
    include_successors: Annotated[bool, typer.Option(help="Also those who followed the body.")] = False,
    format: Answer = "table",
) -> None:
    """What a body must do, with whom, by when: as of a day, and only what is due until another."""
    found = _open(where).tasks_of(body, as_of=as_of, include_successors=include_successors, until=until)
    shown = ["name", "role", "number", "section", "quote", "with", "deadline", "recurrence"]
    _print_frame(found, f"Tasks of {body}", format, shown)


@ask.command()
def roles_in(document: str, where: Where, format: Answer = "table") -> None:
    """Each role that a document gives, by its tasks."""
    shown = ["section", "name", "role", "deadline", "recurrence", "quote"]
    _print_frame(_open(where).roles_in(document), f"Roles in {document}", format, shown)


@ask.command()
def workload(
    where: Where,
    by: Annotated[
        str, typer.Option(help="Any of body, name, level, branch, place, year, with commas.")
    ] = "name,year",
    format: Answer = "table",
) -> None:
    """How many tasks fall on each body (level, year …), in which roles."""
    keys = by.split(",")
    shown = [*keys, "tasks", "lead", "coordinate", "principal", "report_to", "oversee"]
    _print_frame(_open(where).workload(keys), "Workload", format, shown)


@ask.command()
def coordination(
    where: Where, body: Annotated[str | None, typer.Argument()] = None, format: Answer = "table"
) -> None:
    """Who works with whom, in how many tasks."""
    shown = ["name", "with_name", "tasks", "documents", "quote"]
    _print_frame(_open(where).coordination(body), "Who works with whom", format, shown)


@ask.command()
def in_force(
    where: Where,
    document: Annotated[str | None, typer.Argument()] = None,
    on: Day = None,
    format: Answer = "table",
) -> None:
    """What had been replaced, repealed, amended or continued by a day."""
    shown = ["name", "date", "status", "since", "by_name", "pinpoint", "in_force"]
    _print_frame(
        _open(where).in_force(on, document=document), f"In force on {on or 'the last day'}", format, shown
    )


@ask.command()
def conflicts(where: Where, format: Answer = "table") -> None:
    """What cannot be, or should be looked at."""
    _print_frame(
        _open(where).conflicts(), "Conflicts", format, ["conflict", "name", "with_name", "says", "quote"]
    )


@ask.command()
def stubs(where: Where, format: Answer = "table") -> None:
    """What is cited but not in this archive, most cited first."""
    shown = ["name", "date", "organ", "cited_by", "mentions", "citing", "ambiguous", "candidates"]
    _print_frame(_open(where).stubs(), "Cited, not in this archive", format, shown)


@ask.command()
def gaps(
    where: Where, register: Annotated[str | None, typer.Argument()] = None, format: Answer = "table"
) -> None:
    """Which numbers this archive lacks in each register, such as ct:tw:k10; a gap proves nothing."""
    found = _open(where).gaps(register)
    _print_frame(
        found, "Gaps", format, ["register", "organ", "in_hand", "last", "lacking", "gaps", "cited_numbers"]
    )
    if format == "table" and len(found):
        errors.print(found["note"][0])


@ask.command()
def trace(
    node: str,
    where: Where,
    direction: Annotated[Literal["up", "down"], typer.Option()] = "up",
    format: Answer = "table",
) -> None:
    """A path from a document or task to each that it rests on (up), or that rests on it (down)."""
    shown = ["depth", "relation", "name", "path", "quote"]
    _print_frame(_open(where).trace(node, direction=direction), f"{direction} from {node}", format, shown)


@ask.command()
def chain(
    lower: str, where: Where, upper: Annotated[str | None, typer.Argument()] = None, format: Answer = "table"
) -> None:
    """Every way of the mandate from a node up to another, or to all on which it rests in the end."""
    found = _open(where).chain(lower, upper)
    _print_frame(
        found, f"From {lower} up", format, ["way", "step", "from_name", "relation", "to_name", "quote"]
    )
    if found.attrs["cut"]:
        errors.print("there are more ways than these")


def _read(paths: list[Path], failures: list[Failure], password: str | None = None) -> Iterator[Document]:
    """Each document of the paths, under a progress bar; what cannot be read is told at once and kept in `failures`."""
    files = files_of(paths)
    skipped, issues = 0, Counter[str]()
    with Progress(console=errors, transient=True, disable=len(files) < 2) as bar:
        told = bar.track(files, description="reading")
        for outcome in read_each(told, options=Options(password=password)):
            if isinstance(outcome, Document):
                issues.update(issue.code for issue in outcome.issues)
                yield outcome
            elif isinstance(outcome, Failure):
                failures.append(outcome)
                line = f"[red]not read:[/red] {escape(outcome.name)}: {escape(outcome.reason)}"
                errors.print(line, soft_wrap=True)
            else:
                skipped += 1
    if issues:
        errors.print("issues: " + ", ".join(f"{code} {count}" for code, count in issues.most_common()))
    if skipped:
        errors.print(f"{skipped} file(s) left alone: hidden, of the system, or links")


def _exit(failures: list[Failure]) -> None:
    if failures:
        errors.print(f"{len(failures)} file(s) could not be read")
        raise typer.Exit(1)


def _open(where: Path) -> "MandateGraph":
    from vnpolicy.bridges.networkx import read_json
    from vnpolicy.graph.build import build_graph

    if (where / "graph.json").is_file():
        return read_json(where / "graph.json")
    failures: list[Failure] = []
    return build_graph(_read([where], failures))


def _print_document(document: Document) -> None:
    header = document.header
    fields = (header.number, header.type, header.organ, header.date)
    screen.print(
        f"[bold]{escape(document.id)}[/bold]  " + escape(" · ".join(field.value for field in fields if field))
    )
    tasks = Table(
        "Mục",
        "Chủ trì",
        "Phối hợp",
        "Giúp",
        "Báo cáo",
        "Nhiệm vụ",
        "Thời hạn",
        title="Tasks",
        show_lines=True,
    )
    for task in document.tasks:
        who = [
            "; ".join(given.text or "" for given in task.assignments if given.role == role)
            for role in ("lead", "coordinate", "principal", "report_to")
        ]
        deadline = (task.deadline.value or task.deadline.text) if task.deadline else None
        when = ", ".join(filter(None, (deadline, task.recurrence)))
        tasks.add_row(*(escape(cell) for cell in (task.section or "", *who, task.text or "", when)))
    bodies = Table("Body", "Level", "Branch", "Mentions", title="Bodies")
    for body, count in Counter(
        (b.name, b.level or "", b.branch or "") for b in document.bodies
    ).most_common():
        bodies.add_row(*map(escape, body), str(count))
    screen.print(tasks, bodies)


def _print_frame(frame: "pandas.DataFrame", title: str, format: str, shown: list[str]) -> None:
    if format == "csv":
        sys.stdout.write(frame.to_csv(index=False))
        return
    table = Table(*shown, title=title)
    for row in frame[shown].astype("string").fillna("").itertuples(index=False):
        table.add_row(*(escape(_short(cell)) for cell in row))
    screen.print(table)


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
