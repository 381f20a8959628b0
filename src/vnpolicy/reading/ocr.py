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
from vnpolicy.language import fold
from vnpolicy.model import Box
from vnpolicy.reading.doubts import doubted
from vnpolicy.reading.ink import frame_of, rules_of, strokes_of
from vnpolicy.reading.numerals import numeral_in, numeral_of
from vnpolicy.reading.repairs import repaired
from vnpolicy.reading.ruled import TooManyRules, tables_of
from vnpolicy.reading.tidy import tidy, whole
from vnpolicy.reading.words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
INCH = 72  # points
_DPI = 300  # pixels an inch, at which words are read
_POINT = INCH / _DPI
_NEARLY = 1.2  # times: so much more or less is as good
_ROUGH = 2  # times smaller; enough to see how the lines lie
_LEVEL = 0.05  # degrees; a skew that is none
_BELOW = 0.25  # of the height above the baseline: how far letters hang down
_ROOM = 10  # pixels around the ink
_EDGE = 4  # pixels around what is read alone or painted over
_HARDLY, _SURE = 0.6, 0.9  # confidences
_COUNTED = ("quý", "khóa")  # what a Roman numeral stands behind
_DATA = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", r"C:\Program Files\Tesseract-OCR\tessdata",
)  # fmt: skip


class Scan(msgspec.Struct, frozen=True):
    """What the picture of a page shows, once it is turned by `skew` degrees against the clock."""

    words: tuple[Word, ...]
    rules: tuple[Box, ...] = ()
    skew: float = 0.0


class _Seen(msgspec.Struct, frozen=True):
    """A word as Tesseract saw it, in pixels."""

    text: str
    box: tuple[int, int, int, int]
    baseline: float
    above: float  # the baseline to the top of its line
    confidence: float
    first: bool  # of its line
    reading: str | None = None  # what was read at first, where its strokes tell otherwise


def read_scan(image: "Image", *, dpi: float) -> Scan:
    """The words of a page, line by line, and its ruling lines. Raises OcrMissing where Tesseract is not installed.

    `dpi` is how many pixels of the image make an inch of paper. Words that were mended, or may be wrong, have an issue.
    """
    with _engine() as engine:
        page = _usual_size(image.convert("L"), dpi)
        skew = degrees(atan(_slope(engine, page.reduce(_ROUGH))))
        page = _turned(page, skew)
        rules = _rules(page)
        page = _without(page, rules)
        cells = _cells(rules)
        seen = [
            *_read(engine, _without(page, cells)),
            *(each for cell in cells for each in _read(engine, page, cell)),
        ]
        seen = list(_numerals([_surer(each, engine, page) for each in seen], page))
    above = median(each.above for each in seen) if seen else 0.0
    words = doubted(repaired([_word(each, above) for each in seen]))
    return Scan(tuple(words), tuple(_scaled(rule, _POINT) for rule in rules), round(skew, 2))


def _engine() -> Any:
    """Tesseract, ready to read blocks of text, in one thread: several processes use the cores better."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        import tesserocr
    except ImportError as problem:
        raise OcrMissing("Tesseract is not installed: pip install 'vnpolicy[ocr]'") from problem
    return tesserocr.PyTessBaseAPI(path=data_folder(), lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_BLOCK)


def data_folder() -> str:
    """Where the system keeps Tesseract's Vietnamese data, or TESSDATA_PREFIX says they are."""
    own = os.environ.get("TESSDATA_PREFIX")
    for folder in [own] if own else [folder for pattern in _DATA for folder in sorted(glob(pattern))]:
        if os.path.exists(os.path.join(folder, f"{LANGUAGE}.traineddata")):
            return folder
    raise OcrMissing(
        "Tesseract's Vietnamese data are not installed: on Debian, apt install tesseract-ocr-vie; "
        f"elsewhere, TESSDATA_PREFIX names the folder of {LANGUAGE}.traineddata"
    )


def _usual_size(image: "Image", dpi: float) -> "Image":
    """The picture with about as many pixels an inch as Tesseract reads best."""
    from PIL.Image import Resampling

    times = _DPI / dpi
    if 1 / _NEARLY < times < _NEARLY:
        return image
    width, height = (max(1, round(side * times)) for side in image.size)
    return image.resize((width, height), Resampling.BICUBIC)


def _turned(image: "Image", skew: float) -> "Image":
    """The picture turned so that its lines lie level."""
    from PIL.Image import Resampling

    if abs(skew) < _LEVEL:
        return image
    return image.rotate(skew, resample=Resampling.BICUBIC, fillcolor=_paper(image))


def _slope(engine: Any, image: "Image") -> float:
    """How many pixels the lines of a page fall for each pixel to the right."""
    import tesserocr

    frame = frame_of(image)
    if frame is None:
        return 0.0
    level = tesserocr.RIL.TEXTLINE
    engine.SetImage(image.crop(frame))
    found = engine.AnalyseLayout()
    lines = [line.Baseline(level) for line in tesserocr.iterate_level(found, level)] if found else []
    across = sum(end[0] - start[0] for start, end in filter(None, lines))
    return sum(end[1] - start[1] for start, end in filter(None, lines)) / across if across else 0.0


def _paper(image: "Image") -> int:
    """The grey of the paper: the most common one."""
    counts = image.histogram()
    return counts.index(max(counts))


def _rules(image: "Image") -> list[Box]:
    """The ruling lines of a page, in pixels."""
    return [_scaled(rule, _ROUGH) for rule in rules_of(image.reduce(_ROUGH), dpi=_DPI / _ROUGH)]


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


def _cells(rules: Sequence[Box]) -> list[Box]:
    """The cells of the tables of a page, in pixels."""
    try:
        tables, _ = tables_of([_scaled(rule, _POINT) for rule in rules], ())
    except TooManyRules:
        return []
    return [_scaled(cell.box, 1 / _POINT) for table in tables for row in table.rows for cell in row if cell]


def _read(engine: Any, image: "Image", box: Box | None = None) -> list[_Seen]:
    """The words in a picture, or in a box of it."""
    inked = _inked(image, box or (0, 0, image.width, image.height))
    if inked is None:
        return []
    left, top, right, bottom = inked
    engine.SetImage(image)
    engine.SetSourceResolution(_DPI)
    engine.SetRectangle(left, top, right - left, bottom - top)
    engine.Recognize()
    return list(_seen(engine.GetIterator()))


def _inked(image: "Image", box: Box) -> tuple[int, int, int, int] | None:
    """The part of a box, in pixels, that has ink; None where it is blank."""
    left, top, right, bottom = map(round, box)
    frame = frame_of(image.crop((left, top, right, bottom)).reduce(_ROUGH))
    if frame is None:
        return None
    return (
        max(left, left + frame[0] * _ROUGH - _ROOM), max(top, top + frame[1] * _ROUGH - _ROOM),
        min(right, left + frame[2] * _ROUGH + _ROOM), min(bottom, top + frame[3] * _ROUGH + _ROOM),
    )  # fmt: skip


def _seen(results: Any) -> Iterator[_Seen]:
    import tesserocr

    level = tesserocr.RIL.WORD
    for found in tesserocr.iterate_level(results, level) if results else ():
        text = "" if found.Empty(level) else tidy(whole(found.GetUTF8Text(level)))
        if text and (baseline := found.Baseline(level)):
            row = found.RowAttributes()
            yield _Seen(
                text=text, box=found.BoundingBox(level), baseline=(baseline[0][1] + baseline[1][1]) / 2,
                above=row["row_height"] + row["descenders"], confidence=found.Confidence(level) / 100,
                first=found.IsAtBeginningOf(tesserocr.RIL.TEXTLINE),
            )  # fmt: skip


def _surer(seen: _Seen, engine: Any, image: "Image") -> _Seen:
    """A word that was hardly read, read again alone, if that reads it better."""
    import tesserocr

    if seen.confidence >= _HARDLY:
        return seen
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)
    again = _read(engine, _alone(image, seen.box))
    engine.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK)
    if len(again) != 1 or again[0].confidence <= seen.confidence:
        return seen
    return msgspec.structs.replace(seen, text=again[0].text, confidence=again[0].confidence)


def _alone(image: "Image", box: tuple[int, int, int, int]) -> "Image":
    """A word of a picture with paper around it."""
    from PIL import ImageOps

    left, top, right, bottom = box
    word = image.crop((left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE))
    return ImageOps.expand(word, bottom - top, fill=_paper(image))


def _numerals(seen: Sequence[_Seen], image: "Image") -> Iterator[_Seen]:
    """The words, the Roman numerals among them told by their strokes as well."""
    for at, word in enumerate(seen):
        if (numeral := numeral_in(word.text)) and _is_counted(seen, at, numeral):
            text = numeral_of(word.text, strokes_of(image.crop(word.box)))
            if text == word.text:
                word = msgspec.structs.replace(word, confidence=max(word.confidence, _SURE))
            elif text is not None:
                word = msgspec.structs.replace(word, text=text, reading=word.text)
        yield word


def _is_counted(seen: Sequence[_Seen], at: int, numeral: str) -> bool:
    """Whether a Roman numeral is looked for here: its letters tell, or the word that it counts, or it is a label."""
    word, above = seen[at], fold(seen[at - 1].text).lstrip("(") if at else ""
    if set(numeral) == {"1"}:  # a year has no quarter 11; "1" may be right
        return above == "quý" and numeral != "1"
    return set(numeral) <= set("IVX") or above in _COUNTED or (word.first and word.text != numeral)


def _word(seen: _Seen, above: float) -> Word:
    top, bottom = seen.baseline - above, seen.baseline + above * _BELOW
    box = _scaled((seen.box[0], top, seen.box[2], bottom), _POINT)
    return Word(seen.text, *box, confidence=seen.confidence, spaced=True, reading=seen.reading)
