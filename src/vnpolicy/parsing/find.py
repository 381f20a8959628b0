"""The finders, alone, on any string: offsets point into that string, and nothing is cleaned or joined.

The string should be NFC (`unicodedata.normalize`), as `read` and `parse` make it: decomposed letters are not matched.

>>> [found.text for found in find_references("Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị")]
['Nghị quyết số 57-NQ/TW của Bộ Chính trị']
"""

from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold
from vnpolicy.model import Body, Document, Reference, SourceInfo, Task
from vnpolicy.parsing import dates
from vnpolicy.parsing.parse import Paper
from vnpolicy.reading.source import CleanText, Paragraph


def as_it_stands(text: str) -> CleanText:
    """Any string as a clean text: each of its lines a paragraph, nothing changed."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start=start, end=start + len(line)))
        start += len(line) + 1
    return CleanText(text=text, folded=fold(text), paragraphs=tuple(paragraphs))


def parse_as_it_stands(text: str, *, knowledge: Knowledge | None = None) -> Document:
    """`parse` without cleaning, so that offsets point into `text` itself."""
    return _paper(text, knowledge).document(SourceInfo(format="string"))


def _paper(text: str, knowledge: Knowledge | None) -> Paper:
    return Paper(as_it_stands(text), knowledge or Knowledge.default())


def find_references(text: str, *, knowledge: Knowledge | None = None) -> tuple[Reference, ...]:
    """Every mention of another document in `text`, in order.

    >>> [(found.number, found.date) for found in find_references("theo Quyết định số 895/QĐ-TTg ngày 26/7/2023")]
    [('895/QĐ-TTg', '2023-07-26')]
    """
    return _paper(text, knowledge).references


def find_bodies(text: str, *, knowledge: Knowledge | None = None) -> tuple[Body, ...]:
    """Every mention of an organisation in `text`, in order.

    >>> [found.text for found in find_bodies("Sở Nội vụ phối hợp với Sở Y tế.")]
    ['Sở Nội vụ', 'Sở Y tế']
    """
    return _paper(text, knowledge).bodies


def find_tasks(text: str, *, knowledge: Knowledge | None = None) -> tuple[Task, ...]:
    """Every sentence of `text` that gives a body a role in doing something.

    >>> [task] = find_tasks("Sở Nội vụ chủ trì, phối hợp với Sở Y tế xây dựng kế hoạch.")
    >>> [(given.role, given.text) for given in task.assignments]
    [('lead', 'Sở Nội vụ'), ('coordinate', 'Sở Y tế')]
    """
    return _paper(text, knowledge).tasks


def find_dates(text: str) -> list[dates.DateMention]:
    """Every date in `text`, in order: its offsets and its ISO value.

    >>> [found.value for found in find_dates("ngày 08 tháng 6 năm 2010, rồi 17/9/2010")]
    ['2010-06-08', '2010-09-17']
    """
    return dates.find_dates(fold(text))
