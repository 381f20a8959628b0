"""The picture of a page -> its words with boxes and confidences, by Tesseract and its Vietnamese data.

    (a scan of "Số 87-KH/TU")  ->  Word("Số", 85.0, 96.5, …, confidence=0.96), Word("87-KH/TU", …)

Boxes are in points from the page's top left, as those of a PDF engine are, so that `words.py` and `columns.py` treat
both alike. Tesseract comes with the extra `vnpolicy[ocr]`, its Vietnamese data from the system.
"""

import os
from collections.abc import Iterator, Sequence
from glob import glob
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec

from vnpolicy.errors import OcrMissing
from vnpolicy.reading.tidy import whole
from vnpolicy.reading.words import Word

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
_INCH = 72  # points
_BELOW = 0.25  # of the height above the baseline: how far letters hang down
_DATA = (
    "/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", r"C:\Program Files\Tesseract-OCR\tessdata",
)  # fmt: skip


class _Seen(msgspec.Struct, frozen=True):
    """A word as Tesseract saw it, in pixels: its baseline rises or falls from `start` to `end` on a skewed page."""

    text: str
    start: tuple[int, int]
    end: tuple[int, int]
    above: float  # the baseline to the top of its line
    confidence: float


def page_words(image: "Image", *, dpi: float) -> list[Word]:
    """The words of a page, line by line. Raises OcrMissing where Tesseract is not installed.

    `dpi` is how many pixels of the image make an inch of paper. All boxes of a page have one height, and stand as if
    it had been laid straight, so that the words of a line are level.
    """
    with _engine() as engine:
        engine.SetImage(image.convert("L"))
        engine.SetSourceResolution(round(dpi))
        engine.Recognize()
        seen = list(_seen(engine))
    if not seen:
        return []
    slope, above = _slope(seen), median(each.above for each in seen)
    return [_word(each, slope, image.width / 2, above, _INCH / dpi) for each in seen]


def _engine() -> Any:
    """Tesseract, ready to read a block of text, in one thread: several processes use the cores better."""
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


def _seen(engine: Any) -> Iterator[_Seen]:
    import tesserocr

    level = tesserocr.RIL.WORD
    for found in tesserocr.iterate_level(engine.GetIterator(), level):
        text = "" if found.Empty(level) else whole(found.GetUTF8Text(level)).strip()
        if text and (baseline := found.Baseline(level)):
            row = found.RowAttributes()
            above = row["row_height"] + row["descenders"]
            yield _Seen(text, baseline[0], baseline[1], above, found.Confidence(level) / 100)


def _slope(seen: Sequence[_Seen]) -> float:
    """How many pixels the lines of a page fall for each pixel to the right."""
    across = sum(each.end[0] - each.start[0] for each in seen)
    return sum(each.end[1] - each.start[1] for each in seen) / across if across else 0.0


def _word(seen: _Seen, slope: float, middle: float, above: float, scale: float) -> Word:
    baseline = seen.start[1] - slope * (seen.start[0] - middle)
    top, bottom = baseline - above, baseline + above * _BELOW
    return Word(
        seen.text, seen.start[0] * scale, top * scale, seen.end[0] * scale, bottom * scale,
        confidence=seen.confidence,
    )  # fmt: skip
