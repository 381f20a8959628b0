"""What PDFium knows of the drawings of a page -> its straight rules, and how much of it a picture covers.

    a box around "Nội dung" and one around "Chủ trì"  ->  the eight edges that make cells of a table

Lines that lean are no rules; what has more rules than a table is a drawing, and none of them counts.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import msgspec

from vnpolicy.model import Box
from vnpolicy.reading.pdfium_words import Matrix, through

_STRAIGHT = 0.5  # points: a rule that leans by no more is straight
_DEEPEST = 8  # forms within forms
_MOST_OBJECTS, _MOST_RULES = 100_000, 10_000  # of a page; what has more is a drawing, and no table


class Drawn(msgspec.Struct, frozen=True):
    """What is drawn on a page: its straight rules, how many paths, the size of its largest picture in square points."""

    rules: tuple[Box, ...]
    paths: int
    picture: float


def drawn(page: Any, view: Matrix) -> Drawn:
    """What is drawn on a page of PDFium."""
    import pypdfium2.raw as pdfium

    rules: list[Box] = []
    largest, paths = 0.0, 0
    for item, kind, matrix in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, view):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = _bounds(item, matrix)
            largest = max(largest, (right - left) * (bottom - top))
        else:
            paths += 1
            rules += _rules(item, matrix) if len(rules) <= _MOST_RULES else ()
    return Drawn(tuple(rules) if len(rules) <= _MOST_RULES else (), paths, largest)


def _objects(
    holder: Any, count: Any, get: Any, matrix: Matrix, depth: int = 0
) -> Iterator[tuple[Any, int, Matrix]]:
    """The paths and pictures of a page or form, each with what leads from its coordinates to the page's top left."""
    import pypdfium2.raw as pdfium

    for at in range(min(count(holder), _MOST_OBJECTS)):
        item = get(holder, at)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield item, kind, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _joined(_matrix(item), matrix)
            yield from _objects(
                item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1
            )


def _matrix(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(first: Matrix, then: Matrix) -> Matrix:
    """Both matrices as one."""
    (x, y), (across_x, across_y), (down_x, down_y) = (
        through(then, *through(first, *point)) for point in ((0, 0), (1, 0), (0, 1))
    )
    return across_x - x, across_y - y, down_x - x, down_y - y, x, y


def _bounds(item: Any, matrix: Matrix) -> Box:
    """The box of an object on the page."""
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    corners = through(matrix, left, bottom), through(matrix, right, top)
    (left, right), (top, bottom) = map(sorted, zip(*corners, strict=True))
    return left, top, right, bottom


def _rules(path: Any, matrix: Matrix) -> Iterator[Box]:
    """The level and upright lines of a path."""
    import pypdfium2.raw as pdfium

    own = _joined(_matrix(path), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind, last, here = pdfium.FPDFPathSegment_GetType(segment), here, through(own, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(last, here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(here, start)


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    """The line between two points as a box without breadth, if it is level or upright."""
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if min(right - left, bottom - top) <= _STRAIGHT and (left, top) != (right, bottom):
        yield left, top, right, bottom
