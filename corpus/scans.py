"""A printed PDF -> what a scanner makes of it: skewed, blurred, noisy pictures of its pages, without a text layer.

    scanned(Path("plan.pdf"), dpi=200)  ->  a picture for each page, the same each time

They are written as a PDF of pictures, or as a TIFF of several pages.
"""

import io
import time
import zlib
from pathlib import Path
from typing import Any

INCH = 72
SKEW = (0.3, 0.8)  # degrees, to either side
BLUR = 0.003  # inches
INK, PAPER, GRAIN = 25, 242, 14  # of 255: how black the ink, how white the paper, how strong the noise
QUALITY = 60  # of the JPEG that the scanner writes
WRITTEN = time.gmtime(1767225600)  # 2026-01-01


def scanned(pdf: Path, dpi: int) -> list[Any]:
    """The pages of a PDF as grey pictures; what is random in them depends on its name and the page alone."""
    import numpy
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        seed = zlib.crc32(pdf.stem.encode())
        return [
            _aged(page.render(scale=dpi / INCH, grayscale=True).to_pil(), dpi, numpy.random.default_rng([seed, at]))
            for at, page in enumerate(document)
        ]


def _aged(page: Any, dpi: int, random: Any) -> Any:
    import numpy
    from PIL import Image, ImageFilter

    skew = random.uniform(*SKEW) * random.choice([-1, 1])
    page = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(BLUR * dpi))
    greys = INK + numpy.asarray(page, dtype=numpy.float32) * (PAPER - INK) / 255
    greys += random.normal(0, GRAIN, greys.shape)
    bytes = io.BytesIO()
    Image.fromarray(greys.clip(0, 255).astype("uint8")).save(bytes, "JPEG", quality=QUALITY)
    return Image.open(bytes)


def write(pages: list[Any], path: Path, dpi: int) -> None:
    """The pictures as one file, of the format that its name tells."""
    first, *others = pages
    options: dict[str, Any] = (
        {"compression": "tiff_deflate", "dpi": (dpi, dpi)}
        if path.suffix == ".tiff"
        else {"resolution": dpi, "creationDate": WRITTEN, "modDate": WRITTEN}
    )
    first.save(path, save_all=True, append_images=others, **options)
