"""How fast PDF is read: pages a second and memory, each beside what the engines need for the bare text.

    python benchmarks/reading.py                 a body of 1,000 pages, made of the specimens' sentences
    python benchmarks/reading.py --pages 100 --scans 2

Figures are CPU seconds of this process. A scanned page stands beside Tesseract alone on the same picture, and is
left out where Tesseract is not installed.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pypdfium2

from vnpolicy.reading.read import read_source

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "corpus"))

import render  # noqa: E402  (it stands in corpus/)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def body(pages: int, folder: Path) -> Path:
    """A paper of so many pages of plain sentences, with a letterhead on the first."""
    source = (ROOT / "corpus" / "sources" / "kh-87-tu-gia-lai-2010.txt").read_text(encoding="utf-8")
    blocks = render.blocks_of(source)
    sentences = [block for block in blocks if block.kind == "paragraph"]
    made = folder / "body.pdf"
    render.write_pdf(blocks, made)
    each = len(pypdfium2.PdfDocument(made))
    render.write_pdf([*blocks, *sentences * (2 * pages // each + 1)], made)
    with pypdfium2.PdfDocument(made) as whole:
        part = pypdfium2.PdfDocument.new()
        part.import_pages(whole, list(range(min(pages, len(whole)))))
        part.save(made.with_name("pages.pdf"))
    return made.with_name("pages.pdf")


def bare_pdfium(data: bytes) -> None:
    """The text of all pages, by PDFium alone."""
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()
            page.close()


def bare_pdfplumber(data: bytes) -> None:
    """The text of all pages, by pdfplumber alone."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scans(folder: Path, count: int) -> None:
    """Seconds for a scanned page, by vnpolicy and by Tesseract alone."""
    import tesserocr

    from vnpolicy.reading.ocr import data_folder

    path = render.render("kh-87-tu-gia-lai-2010", "scan300.pdf", folder)
    with pypdfium2.PdfDocument(path) as pdf:
        images = [pdf[at].render(scale=300 / 72).to_pil() for at in range(min(count, len(pdf)))]
        pages = len(pdf)
    with tesserocr.PyTessBaseAPI(path=data_folder(), lang="vie") as engine:

        def bare() -> None:
            for image in images:
                engine.SetImage(image)
                engine.GetUTF8Text()

        print(f"{'Tesseract alone, 300 dpi':40}{seconds(bare) / len(images):12.2f} s a page")
    taken = seconds(lambda: read_source(path)) / pages
    print(f"{'scan -> lines, 300 dpi':40}{taken:12.2f} s a page")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--scans", type=int, default=2, help="scanned pages for Tesseract alone")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = body(given.pages, Path(folder))
        data = path.read_bytes()
        read_source(render.render("kh-05-tu-kon-tum-2010", "pdf", Path(folder)))  # knowledge is compiled once
        before = peak()
        own = seconds(lambda: read_source(path))
        after = peak()
        pages = read_source(path).pages
        for name, taken in (("PDF -> lines", own), ("PDFium, bare text", seconds(lambda: bare_pdfium(data)))):
            print(f"{name:40}{pages / taken:12,.0f} pages/s")
        few = pypdfium2.PdfDocument.new()
        with pypdfium2.PdfDocument(data) as whole:
            few.import_pages(whole, list(range(min(20, pages))))
        written = BytesIO()
        few.save(written)
        taken = seconds(lambda: bare_pdfplumber(written.getvalue()))
        print(f"{'pdfplumber, extract_text (20 pages)':40}{min(20, pages) / taken:12,.0f} pages/s")
        print(f"{f'memory for {pages:,} pages':40}{after:12,.0f} MB at most ({before:,.0f} MB before)")
        if "scan300.pdf" in render.WRITERS:
            try:
                scans(Path(folder), given.scans)
            except ImportError:
                print("scans: Tesseract is not installed")


if __name__ == "__main__":
    main()
