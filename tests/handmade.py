"""Documents made by hand, for the tests of the graph."""

import vnpolicy as vp
from vnpolicy.knowledge import Knowledge
from vnpolicy.model import Assignment, Body, Document, Header, Recipient, Reference, SourceInfo, Task, Value
from vnpolicy.parsing.identity import document_id, link

KNOWLEDGE = Knowledge.default()


class Paper:
    """A document made by hand: what is cited, led and named is put into its text as it comes."""

    def __init__(
        self,
        number: str,
        organ: str,
        date: str | None,
        title: str = "",
        type: str = "kế hoạch",
        place: str | None = None,
    ):
        self.text, self.references, self.bodies, self.tasks = "", [], [], []
        fields = {
            "number": number,
            "type": type,
            "organ": organ,
            "date": date,
            "title": title,
            "place": place,
        }
        self.fields = {
            name: self.printed(Value, value, value=value) for name, value in fields.items() if value
        }
        self.recipients = []

    def printed(self, struct, text, **fields):
        start = len(self.text)
        self.text += text + "\n"
        return struct(start=start, end=start + len(text), text=text, **fields)

    def cites(
        self, text: str, number: str | None = None, type: str = "chỉ thị", relation: str = "cites", **fields
    ) -> "Paper":
        kind = fields.pop("kind", "numbered")
        self.references.append(
            self.printed(Reference, text, kind=kind, number=number, type=type, relation=relation, **fields)
        )
        return self

    def task(self, text: str, references: tuple[int, ...] = (), **roles: str) -> "Paper":
        given = [
            self.printed(Assignment, name, role=role, body=id)
            for role, body in roles.items()
            for name, id in [body.split(" = ")]
        ]
        self.bodies += [
            Body(
                start=a.start,
                end=a.end,
                text=a.text,
                id=a.body,
                name=a.text,
                level="province",
                branch="party",
            )
            for a in given
        ]
        self.tasks.append(self.printed(Task, text, assignments=tuple(given), references=references))
        return self

    def sent_to(self, text: str, id: str) -> "Paper":
        self.recipients.append(self.printed(Recipient, text, bodies=(id,)))
        return self

    def document(self) -> Document:
        header = Header(**self.fields, recipients=tuple(self.recipients))
        id = document_id(header, self.text, KNOWLEDGE)
        return Document(
            id=id,
            source=SourceInfo(name=f"{id}.txt"),
            text=self.text,
            header=header,
            references=link(self.references, header, id, KNOWLEDGE),
            bodies=tuple(self.bodies),
            tasks=tuple(self.tasks),
        )


def paper_of(day: str, body: str) -> vp.Document:
    year, month, date = day.split("-")
    return vp.parse(
        f"TỈNH ỦY GIA LAI\n*\nSố 9-KH/TU\nPleiku, ngày {date} tháng {month} năm {year}\n\nKẾ HOẠCH\nvề nước sạch\n\n"
        f"1- {body} theo dõi việc thực hiện Kế hoạch này.\n"
    )
