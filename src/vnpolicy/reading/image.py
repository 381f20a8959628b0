"""Pictures of pages (PNG, JPEG, TIFF of many pages, GIF, WebP) -> lines, by OCR.

    plan.tiff, page 1 of 3  ->  what a scanned page of a PDF gives

How large a picture is stands at its beginning, and is asked before anything is unpacked.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from vnpolicy.errors import OcrMissing, UnreadableSource
from vnpolicy.model import Issue, Sheet
from vnpolicy.reading.ocr import INCH, read_scan
from vnpolicy.reading.options import USUAL, Limits, Options
from vnpolicy.reading.pdf import Leaf, joined, scanned
from vnpolicy.reading.pdfium import Page
from vnpolicy.reading.pdfium_words import Text
from vnpolicy.reading.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

_LONG_SIDE = 11.7  # inches, of A4: so large is a page that does not tell
_LONGEST = (5, 24)  # inches: the long side of a page that tells the truth


def read_image(data: bytes, name: str, options: Options = USUAL, *, format: str) -> Source:
    """The lines of a picture, or of the pages of a TIFF. Raises UnreadableSource where no page can be read."""
    if not options.ocr:
        raise UnreadableSource(name, format, "it is a picture, and OCR is switched off")
    with _opened(data, name, format) as image:
        try:
            leaves = list(_leaves(image, options.limits))
        except OcrMissing as missing:
            raise UnreadableSource(name, format, f"it is a picture: {missing}") from missing
    issues = tuple(issue for leaf in leaves for issue in leaf.issues)
    if not any(leaf.sheet.width for leaf in leaves):
        raise UnreadableSource(name, format, issues[0].message)
    return Source(
        name=name, format=format, pages=len(leaves), ocr=True, sheets=tuple(leaf.sheet for leaf in leaves),
        lines=joined(leaves), issues=issues,
    )  # fmt: skip


@contextmanager
def _opened(data: bytes, name: str, format: str) -> Iterator["Image"]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # limits.pixels tells
        try:
            image = Image.open(BytesIO(data))
        except Image.DecompressionBombError as problem:
            raise UnreadableSource(name, format, f"it is too large ({problem})") from problem
        except (OSError, ValueError, SyntaxError) as problem:
            raise UnreadableSource(name, format, f"it is broken ({problem})") from problem
        with image:
            yield image


def _leaves(image: "Image", limits: Limits) -> Iterator[Leaf]:
    """What each page gives; how many there are is known when the last is reached."""
    for number in range(1, limits.pages + 1):
        leaf = _leaf(image, number, limits)
        more, trouble = _turn_to(image, number + 1)
        if more and number == limits.pages:
            trouble = Issue(code="source.limit", message=f"only {number} of its pages were read")
        yield msgspec.structs.replace(leaf, issues=(*leaf.issues, trouble)) if trouble else leaf
        if not more:
            return


def _turn_to(image: "Image", number: int) -> tuple[bool, Issue | None]:
    """Whether there is a page `number`, which is then shown, and why not. Only a TIFF has pages; others move."""
    from PIL import Image

    if image.format != "TIFF":
        return False, None
    try:
        image.seek(number - 1)
    except EOFError:
        return False, None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        told = f"page {number} is broken or too large: it and what follows were not read ({problem})"
        return False, Issue(code="source.page", message=told)
    return True, None


def _leaf(image: "Image", number: int, limits: Limits) -> Leaf:
    from PIL import Image

    if image.width * image.height > limits.pixels:
        size = f"{image.width} x {image.height} pixels are more than {limits.pixels:,}"
        return _unread("source.limit", f"page {number} was not read: {size}")
    try:
        grey = upright(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        return _unread("source.page", f"page {number} is broken: it was not read ({problem})")
    dpi = _dpi(image)
    width, height = (side * INCH / dpi for side in grey.size)
    return scanned(Page(width=width, height=height, text=Text()), read_scan(grey, dpi=dpi), number)


def _unread(code: str, message: str) -> Leaf:
    return Leaf(Sheet(width=0, height=0, engine="tesseract"), issues=(Issue(code=code, message=message),))


def upright(image: "Image") -> "Image":
    """A picture in greys, as it is to be seen: turned as the camera says, on white where it is clear."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(image)
    if turned.has_transparency_data:
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned.convert("RGBA"))
    if turned.mode.startswith("I"):
        turned = turned.point(lambda grey: grey * (1 / 256) + 0)  # of 65,536 greys
    return turned.convert("L")


def _dpi(image: "Image") -> float:
    """How many pixels make an inch: as the file says, if the page is then of a usual size; else as if it were A4."""
    told, long_side = image.info.get("dpi", (0, 0))[0], max(image.size)
    shortest, longest = _LONGEST
    return float(told) if told and shortest <= long_side / told <= longest else long_side / _LONG_SIDE
