"""The picture of a page -> its words and ruling lines, by Tesseract and its Vietnamese data.

    (a scan of "Số 87-KH/TU")  ->  Word("Số", 85.0, 96.5, …, confidence=0.96), Word("87-KH/TU", …)

Boxes are in points from the page's top left, as those of a PDF engine are, so that all that follows treats both alike;
they stand as if the page had been laid straight. Tesseract comes with the extra `vnpolicy[ocr]`, its Vietnamese data
from the system.
"""

import os
from collections.abc import Iterator, Sequence
from glob import glob
from math import atan, degrees
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.errors import OcrMissing
from vnpolicy.model import Box
from vnpolicy.reading.ink import rules_of
from vnpolicy.reading.ruled import TooManyRules, tables_of
from vnpolicy.reading.tidy import whole
from vnpolicy.reading.words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
_INCH = 72  # points
_BELOW = 0.25  # of the height above the baseline: how far letters hang down
_ROUGH = 150  # pixels an inch; enough to see how the lines lie
_EDGE = 4  # pixels around what is read alone or painted over
_DATA = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", r"C:\Program Files\Tesseract-OCR\tessdata",
)  # fmt: skip


class Scan(msgspec.Struct, frozen=True):
    """What the picture of a page shows."""

    words: tuple[Word, ...]
    rules: tuple[Box, ...] = ()


class _Seen(msgspec.Struct, frozen=True):
    """A word as Tesseract saw it, in pixels: its baseline falls from `start` to `end` where the page is skewed."""

    text: str
    box: tuple[int, int, int, int]
    start: tuple[int, int]
    end: tuple[int, int]
    above: float  # the baseline to the top of its line
    confidence: float
    first: bool  # of its line


def read_scan(image: "Image", *, dpi: float) -> Scan:
    """The words of a page, line by line, and its ruling lines. Raises OcrMissing where Tesseract is not installed.

    `dpi` is how many pixels of the image make an inch of paper.
    """
    from PIL import ImageFilter

    grey = image.convert("L").filter(
        ImageFilter.GaussianBlur(1)
    )  # takes the grain: fewer errors in less time
    with _engine() as engine:
        slope = _slope(engine, _rough(grey, dpi)[0])
        rules = _rules(grey, slope, dpi)
        if rules:
            grey, slope = _without(_straight(grey, slope), rules), 0.0
        cells = _cells(rules, dpi)
        seen = [
            *_read(engine, _without(grey, cells), dpi),
            *(each for cell in cells for each in _read(engine, grey, dpi, cell)),
        ]
    scale = _INCH / dpi
    above = median(each.above for each in seen) if seen else 0.0
    words = (_word(each, slope, grey.width / 2, grey.height / 2, above, scale) for each in seen)
    return Scan(tuple(words), tuple(_scaled(rule, scale) for rule in rules))


def _engine() -> Any:
    """Tesseract, ready to read blocks of text, in one thread: several processes use the cores better."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        import tesserocr
    except ImportError as problem:
        raise OcrMissing("Tesseract is not installed: pip install 'vnpolicy[ocr]'") from problem
    return tesserocr.PyTessBaseAPI(path=_data_folder(), lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_BLOCK)


def _data_folder() -> str:
    """Where the system keeps Tesseract's Vietnamese data, or TESSDATA_PREFIX says they are."""
    own = os.environ.get("TESSDATA_PREFIX")
    for folder in [own] if own else [folder for pattern in _DATA for folder in sorted(glob(pattern))]:
        if os.path.exists(os.path.join(folder, f"{LANGUAGE}.traineddata")):
            return folder
    raise OcrMissing(
        "Tesseract's Vietnamese data are not installed: on Debian, apt install tesseract-ocr-vie; "
        f"elsewhere, TESSDATA_PREFIX names the folder of {LANGUAGE}.traineddata"
    )


def _rough(image: "Image", dpi: float) -> tuple["Image", int]:
    """A smaller picture, and how many times smaller it is."""
    times = max(1, round(dpi / _ROUGH))
    return image.reduce(times), times


def _slope(engine: Any, image: "Image") -> float:
    """How many pixels the lines of a page fall for each pixel to the right."""
    import tesserocr

    level = tesserocr.RIL.TEXTLINE
    engine.SetImage(image)
    found = engine.AnalyseLayout()
    lines = [line.Baseline(level) for line in tesserocr.iterate_level(found, level)] if found else []
    across = sum(end[0] - start[0] for start, end in filter(None, lines))
    return sum(end[1] - start[1] for start, end in filter(None, lines)) / across if across else 0.0


def _straight(image: "Image", slope: float) -> "Image":
    from PIL.Image import Resampling

    return image.rotate(degrees(atan(slope)), resample=Resampling.BICUBIC, fillcolor=_paper(image))


def _paper(image: "Image") -> int:
    """The grey of the paper: the most common one."""
    counts = image.histogram()
    return counts.index(max(counts))


def _rules(image: "Image", slope: float, dpi: float) -> list[Box]:
    """The ruling lines of a page once it is laid straight, in pixels."""
    rough, times = _rough(image, dpi)
    return [_scaled(rule, times) for rule in rules_of(_straight(rough, slope), dpi=dpi / times)]


def _scaled(box: Box, scale: float) -> Box:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def _without(image: "Image", boxes: Sequence[Box]) -> "Image":
    """The picture with boxes painted over."""
    from PIL import ImageDraw

    image, paper = image.copy(), _paper(image)
    for left, top, right, bottom in boxes:
        ImageDraw.Draw(image).rectangle(
            (left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE), fill=paper
        )
    return image


def _cells(rules: Sequence[Box], dpi: float) -> list[Box]:
    """The cells of the tables of a page, in pixels."""
    try:
        tables, _ = tables_of([_scaled(rule, _INCH / dpi) for rule in rules], ())
    except TooManyRules:
        return []
    return [_scaled(cell.box, dpi / _INCH) for table in tables for row in table.rows for cell in row if cell]


def _read(engine: Any, image: "Image", dpi: float, box: Box | None = None) -> list[_Seen]:
    """The words in a picture, or in a box of it."""
    engine.SetImage(image)
    engine.SetSourceResolution(round(dpi))
    if box:
        engine.SetRectangle(round(box[0]), round(box[1]), round(box[2] - box[0]), round(box[3] - box[1]))
    engine.Recognize()
    return list(_seen(engine.GetIterator()))


def _seen(results: Any) -> Iterator[_Seen]:
    import tesserocr

    level = tesserocr.RIL.WORD
    for found in tesserocr.iterate_level(results, level) if results else ():
        text = "" if found.Empty(level) else whole(found.GetUTF8Text(level)).strip()
        if text and (baseline := found.Baseline(level)):
            row = found.RowAttributes()
            yield _Seen(
                text=text, box=found.BoundingBox(level), start=baseline[0], end=baseline[1],
                above=row["row_height"] + row["descenders"], confidence=found.Confidence(level) / 100,
                first=found.IsAtBeginningOf(tesserocr.RIL.TEXTLINE),
            )  # fmt: skip


def _word(seen: _Seen, slope: float, across: float, down: float, above: float, scale: float) -> Word:
    """A word in points, laid straight around the middle of the page."""
    baseline = seen.start[1] - slope * (seen.start[0] - across)
    left, right = (edge[0] + slope * (edge[1] - down) for edge in (seen.start, seen.end))
    top, bottom = baseline - above, baseline + above * _BELOW
    return Word(
        seen.text, left * scale, top * scale, right * scale, bottom * scale,
        confidence=seen.confidence, spaced=True,
    )  # fmt: skip
