"""How the graph grows: build and ask on made-up archives of 1,000, 10,000 and 100,000 documents.

    python benchmarks/graph.py [SIZE ...] [--seed 1]

An archive is of central directives, plans of provinces that carry them out and plans of districts that carry those
out; every paper has three tasks of three bodies each, some citations, a recipient and a signature. Its documents are
made as values, without parsing. Each size runs in a process of its own; seconds are of the processor. Of each question
is told what it takes first, with nothing looked up yet, and the slowest of ten more about other documents and bodies.
"""

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import vnpolicy as vp
from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import District
from vnpolicy.knowledge.places import provinces_on
from vnpolicy.model import (
    Assignment,
    Body,
    Document,
    Header,
    Recipient,
    Reference,
    Signer,
    SourceInfo,
    Task,
    Value,
)

SIZES = (1_000, 10_000, 100_000)
FAMILY = 200  # papers around one directive
ROLES = ("lead", "coordinate", "report_to")
BODIES = (
    "so-y-te",
    "so-tai-chinh",
    "so-noi-vu",
    "ban-dan-van-tinh-uy",
    "van-phong-tinh-uy",
    "hoi-chu-thap-do",
)
WORDS = "xây dựng đề án củng cố tổ chức bố trí kinh phí hằng năm kiểm tra theo dõi việc thực hiện ở cơ sở"


class Maker:
    """One document as it is made: what it prints goes into its text."""

    def __init__(self, id: str, number: str, kind: str, organ: str, body: str, day: date) -> None:
        self.id, self.number, self.kind, self.day, self.text = id, number, kind, day, ""
        self.fields = {
            "number": self.printed(Value, f"Số {number}", value=number),
            "type": self.printed(Value, kind.upper(), value=kind),
            "organ": self.printed(Value, organ.upper(), value=organ, body=body),
            "date": self.printed(Value, f"ngày {day:%d/%m/%Y}", value=day.isoformat()),
        }
        self.references: list[Reference] = []
        self.tasks: list[Task] = []
        self.bodies: list[Body] = []

    def printed(self, struct: type[Any], text: str, **fields: Any) -> Any:
        """A value with its span."""
        start = len(self.text)
        self.text += text + "\n"
        return struct(start=start, end=start + len(text), text=text, **fields)

    def cites(self, other: "Maker", relation: str, *, dated: bool = True) -> None:
        """One more reference; an undated one is left for the archive to settle."""
        day = f" ngày {other.day:%d/%m/%Y}" if dated else ""
        told = {"date": other.day.isoformat(), "target": other.id} if dated else {}
        names = {"number": other.number, "type": other.kind, "relation": relation}
        text = f"{other.kind} {other.number}{day}"
        self.references.append(self.printed(Reference, text, kind="numbered", **names, **told))

    def task(self, place: str, chance: random.Random) -> None:
        """One more task, of three bodies of a place."""
        given = [
            self.printed(Assignment, f"{body} {place}", role=role, body=f"{body}@{place}")
            for role, body in zip(ROLES, chance.sample(BODIES, 3), strict=True)
        ]
        for one in given:
            self.bodies.append(
                Body(
                    start=one.start, end=one.end, text=one.text, id=one.body, name=one.text, level="province"
                )
            )
        words = " ".join(chance.choices(WORDS.split(), k=25))
        references = (0,) if self.references else ()
        self.tasks.append(
            self.printed(Task, words, assignments=tuple(given), references=references, section="II.1")
        )

    def document(self) -> Document:
        """What was made."""
        signer = self.printed(Signer, "Nguyễn Văn An", name="Nguyễn Văn An", position="Phó Bí thư")
        recipient = self.printed(Recipient, "Các huyện ủy", bodies=("cac-huyen-uy",))
        header = Header(**self.fields, signers=(signer,), recipients=(recipient,))
        parts = {
            "references": tuple(self.references),
            "tasks": tuple(self.tasks),
            "bodies": tuple(self.bodies),
        }
        return Document(
            id=self.id, source=SourceInfo(name=f"{self.id}.txt"), text=self.text, header=header, **parts
        )


class Office:
    """Makes the papers of an archive: each register counts for itself."""

    def __init__(self, seed: int) -> None:
        knowledge = Knowledge.default()
        self.chance, self.counts = random.Random(seed), Counter[str]()
        self.provinces = [row.code for row in provinces_on("2010-01-01", knowledge)]
        self.districts = [row for row in knowledge[District] if row.province in self.provinces]

    def paper(self, kind: str, code: str, suffix: str, place: str, organ: str, body: str, day: date) -> Maker:
        """The next paper of a register."""
        period = str(day.year) if place else "k11"
        register = f"{suffix.lower()}{place}:{period}"
        self.counts[register] += 1
        number = self.counts[register]
        id, symbol = f"{code.lower()}:{number}:{register}", f"{number}-{code}/{suffix}"
        return Maker(id, symbol, kind, organ, f"{body}{place}", day)

    def later(self, day: date, most: int) -> date:
        """A day up to so many days after another."""
        return day + timedelta(days=self.chance.randint(20, most))

    def family(self, day: date) -> list[Maker]:
        """A directive, a plan of each province, and plans of districts that carry those out."""
        directive = self.paper("chỉ thị", "CT", "TW", "", "Ban Bí thư", "ban-bi-thu", day)
        plans = []
        for place in self.provinces:
            plan = self.paper(
                "kế hoạch", "KH", "TU", f"@{place}", f"Tỉnh ủy {place}", "tinh-uy", self.later(day, 600)
            )
            plan.cites(directive, "implements")
            plans.append(plan)
        below = []
        for above in self.chance.choices(plans, k=FAMILY - len(plans) - 1):
            row = self.chance.choice(self.districts)
            place, organ = f"@{row.code}.{row.province}", f"Huyện ủy {row.name}"
            plan = self.paper("kế hoạch", "KH", "HU", place, organ, "huyen-uy", self.later(above.day, 300))
            plan.cites(above, "implements")
            below.append(plan)
        return [directive, *plans, *below]


def archive(size: int, seed: int) -> list[Document]:
    """That many documents, in families of a directive each; half of the papers cite one of an older family."""
    office, past, made = Office(seed), [], []
    for number in range(-(-size // FAMILY)):
        papers = office.family(date(2011, 2, 1) + timedelta(days=number % 1700))
        for paper in papers[1:]:
            if past and office.chance.random() < 0.5:
                paper.cites(office.chance.choice(past), "cites", dated=office.chance.random() < 0.8)
        for paper in papers:
            place = paper.id.partition("@")[2].partition(":")[0] or office.chance.choice(office.provinces)
            for _ in range(3):
                paper.task(place, office.chance)
        past = (papers[1:4] + past)[:5000]
        made += [paper.document() for paper in papers]
    return made[:size]


def questions(graph: vp.MandateGraph, seed: int) -> dict[str, Callable[[], object]]:
    """Each question about a document, body or task by chance."""
    chance = random.Random(seed)
    directives = [
        id for id, own in graph.nodes(data=True) if own.get("doc_type") == "chỉ thị" and own["in_hand"]
    ]
    bodies = [id for id, own in graph.nodes(data=True) if own["kind"] == "body" and id.startswith("so-")]
    tasks = [id for id, own in graph.nodes(data=True) if own["kind"] == "task" and ":hu@" in id]

    def directive() -> str:
        return chance.choice(directives)

    return {
        "plans_for": lambda: graph.plans_for(directive()),
        "plans_for, by number": lambda: graph.plans_for(graph.nodes[directive()]["number"]),
        "coverage": lambda: graph.coverage(directive()),
        "coverage, 34 provinces": lambda: graph.coverage(directive(), map_of="2025-07-01"),
        "coverage, districts": lambda: graph.coverage(directive(), by="district"),
        "diffusion": lambda: graph.diffusion(directive()),
        "trace up": lambda: graph.trace(chance.choice(tasks)),
        "trace down": lambda: graph.trace(directive(), "down"),
        "chain": lambda: graph.chain(chance.choice(tasks)),
        "tasks_of": lambda: graph.tasks_of(chance.choice(bodies)),
        "tasks_of, as of a day": lambda: graph.tasks_of(chance.choice(bodies), as_of="2013-01-01"),
        "matrix": lambda: graph.matrix(directive()),
        "workload by body and year": lambda: graph.workload(),
        "workload by level and year": lambda: graph.workload(("level", "year")),
        "coordination of a body": lambda: graph.coordination(chance.choice(bodies)),
        "coordination": lambda: graph.coordination(),
        "in_force": lambda: graph.in_force("2014-01-01"),
        "conflicts": lambda: graph.conflicts(),
        "stubs": lambda: graph.stubs(),
        "gaps": lambda: graph.gaps(),
        "gaps of a register": lambda: graph.gaps("ct:tw:k11"),
    }


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def resident() -> float:
    """Megabytes of memory that this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


def measure(size: int, seed: int) -> None:
    """All figures of one size."""
    Knowledge.default()
    vp.build_graph(archive(200, seed))  # what is compiled once
    before = resident()
    documents = archive(size, seed)
    held = resident()
    built: list[vp.MandateGraph] = []
    taken = seconds(lambda: built.append(vp.build_graph(documents)))
    graph = built[0]
    both = resident()
    print(f"\n{size:,} documents: {graph}")
    print(f"{'build':32}{taken:10.2f} s {taken / size * 1e6:10.0f} µs a document")
    print(
        f"{'documents in memory':32}{held - before:10.0f} MB{(held - before) / size * 1000:10.1f} kB a document"
    )
    print(f"{'graph in memory':32}{both - held:10.0f} MB{(both - held) / size * 1000:10.1f} kB a document")
    print(f"{'question':32}{'first':>10}  {'then, at most':>16}")
    for name, ask in questions(graph, seed).items():
        first, then = seconds(ask), max(seconds(ask) for _ in range(10))
        print(f"{name:32}{first * 1000:10.1f} ms{then * 1000:13.1f} ms")
    with_index = resident()
    print(f"{'what is looked up, in memory':32}{with_index - both:10.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if len(given.sizes) == 1:
        measure(given.sizes[0], given.seed)
        return
    for size in given.sizes:
        subprocess.run([sys.executable, __file__, str(size), "--seed", str(given.seed)], check=True)


if __name__ == "__main__":
    main()
