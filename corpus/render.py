"""Write the specimens of corpus/sources as files an archive would hold: text, PDF, Word, OpenDocument, web, scans.

    python corpus/render.py               writes corpus/archive, each specimen in the format FORMATS gives it
    python corpus/render.py --all OUT     writes every specimen in every format under OUT

The sources are written in a small layout language: `%%` comment, `left || right` a line of two columns, `^ `
centred (`^* ` in bold), `# ` and `## ` headings, `| a | b |` table rows (first the head; a cell `^` or `<` belongs to
the one above or before it), `---page---` between
paragraphs or `⏎` inside a sentence for a page break, and else one paragraph a line. It needs the test requirements
(reportlab, matplotlib's DejaVu fonts); the files it writes are the same, byte for byte, each time.
"""

import argparse
import datetime
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import office
import scans
from layout import ABOVE, BEFORE, BREAK, Block, Cell, blocks_of, cells_of, head_of, texts_of

HERE = Path(__file__).resolve().parent
FORMATS = {
    "kh-87-tu-gia-lai-2010": "txt",
    "kh-05-tu-kon-tum-2010": "pdf",
    "kh-18-ubnd-phu-yen-2011": "docx",
    "kh-09-hu-chu-se-2011": "txt",
    "hd-26-bdvtu-gia-lai-2010": "docx",
    "cv-2964-ubnd-vx-gia-lai-2010": "pdf",
    "kh-168-tu-gia-lai-2015": "txt",
    "ctr-04-tu-gia-lai-2025": "pdf",
    "kh-96-ubnd-gia-lai-2025": "docx",
    "qd-1875-ubnd-gia-lai-2025": "pdf",
    "kh-15-du-pleiku-2025": "txt",
    "kh-187-ubnd-quang-ngai-2025": "txt",
    "cv-3412-snnmt-gia-lai-2025": "docx",
    "tb-23-tu-gia-lai-2026": "pdf",
    "kh-100-tu-lam-dong-2013": "txt",
    "kh-100-tu-khanh-hoa-2013": "pdf",
    "kh-22-hu-van-ninh-2013": "docx",
    "kh-12-ubnd-khanh-hoa-2014": "txt",
    "kh-12-ubnd-khanh-hoa-2015": "docx",
    "bc-210-ubnd-khanh-hoa-2016": "pdf",
    "kh-58-tu-khanh-hoa-2023": "txt",
}


def write_text(blocks: list[Block], path: Path) -> None:
    """As a web page of such a paper is saved: the columns one after the other, a page break as a blank line."""
    parts: list[str] = []
    for above, block in zip([None, *blocks], blocks, strict=False):
        if block.kind == "columns":
            parts += ["\n".join(row[side] for row in block.rows if row[side]) for side in (0, 1)]
        elif block.kind == "table":
            head, *rows = ("| " + " | ".join(row) + " |" for row in texts_of(block.rows))
            parts.append("\n".join([head, "|" + "---|" * len(block.rows[0]), *rows]))
        elif above and block.kind == above.kind == "centred":
            parts[-1] += "\n" + block.rows[0][0]
        elif block.kind != "page":
            parts.append(block.rows[0][0].replace(BREAK, "\n\n"))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def write_encoded(encoding: str, blocks: list[Block], path: Path) -> None:
    """As text from before Unicode: each letter by its bytes in `encoding`, what it has no code for by the nearest."""
    from vnpolicy.language.legacy import codes

    write_text(blocks, path)
    letters = codes(encoding)
    nearest = {"“": '"', "”": '"', "–": "-", "…": "..."} if encoding in {"vps", "viscii"} else {}
    text = path.read_text(encoding="utf-8")
    carried = (letters.get(char) or letters.get(char.lower()) or nearest.get(char, char) for char in text)
    path.write_bytes(b"".join(char.encode("cp1252" if char in "“”–…" else "latin-1") for char in carried))


def write_decomposed(blocks: list[Block], path: Path) -> None:
    """As some programs save Unicode: each letter, then its marks."""
    write_text(blocks, path)
    path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")


def write_docx(blocks: list[Block], path: Path) -> None:
    """As typed in Word: columns as a table without rules, headings as bold paragraphs, typed numbers."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

    paper = Document()
    paper.core_properties.author = "vnpolicy specimen"
    paper.core_properties.created = paper.core_properties.modified = datetime.datetime(2026, 1, 1)
    for block in blocks:
        if block.kind == "page":
            paper.add_page_break()
        elif block.kind in {"columns", "table"}:
            table = paper.add_table(rows=0, cols=len(block.rows[0]))
            table.style = "Table Grid" if block.kind == "table" else None
            if block.kind == "columns":
                cells = table.add_row().cells
                for side in (0, 1):
                    cells[side].text = "\n".join(row[side] for row in block.rows if row[side])
            else:
                for row in texts_of(block.rows):
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
                _merge(table, block.rows)
        else:
            paragraph = paper.add_paragraph()
            for number, piece in enumerate(block.rows[0][0].split(BREAK)):
                run = paragraph.add_run()
                if number:
                    run.add_break(WD_BREAK.PAGE)
                run.add_text(piece if not number else " " + piece)
                run.bold, run.italic = block.bold, block.italic
            if block.kind == "centred":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.save(str(path))
    _same_bytes(path)


def _merge(table: Any, rows: list[list[str]]) -> None:
    for at, row in enumerate(cells_of(rows)):
        for column, cell in enumerate(row):
            if cell and (cell.high, cell.wide) != (1, 1):
                merged = table.cell(at, column).merge(table.cell(at + cell.high - 1, column + cell.wide - 1))
                merged.text = cell.text


def _same_bytes(path: Path) -> None:
    """A zip remembers when it was written; let it forget."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members:
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def write_rtf(blocks: list[Block], path: Path, encoding: str = "") -> None:
    r"""As Word saves it: columns and tables as rows, letters as \u, or as bytes in the fonts of `encoding`."""
    fonts = {"": ["Times New Roman"], "tcvn3": [".VnTime", ".VnTimeH"], "vni": ["VNI-Times"]}[encoding]
    table = "".join(rf"{{\f{number}\froman\fcharset0 {font};}}" for number, font in enumerate(fonts))
    parts = [rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{table}}}\uc1"]
    for block in blocks:
        if block.kind == "page":
            parts.append(r"\pard\page\par")
        elif block.kind == "columns":
            sides = [[row[side] for row in block.rows if row[side]] for side in (0, 1)]
            parts.append(
                _rtf_row([r"\par ".join(_rtf_text(line, encoding) for line in side) for side in sides])
            )
        elif block.kind == "table":
            parts += [
                _rtf_row(
                    [_rtf_text(cell.text if cell else "", encoding) for cell in cells], _rtf_marks(row, cells)
                )
                for row, cells in zip(block.rows, cells_of(block.rows), strict=True)
            ]
        else:
            text = r"\page  ".join(_rtf_text(piece, encoding) for piece in block.rows[0][0].split(BREAK))
            parts.append(r"\pard\plain {" + r"\b " * block.bold + text + r"}\par")
    path.write_bytes("\r\n".join([*parts, "}"]).encode("ascii"))


def _rtf_marks(row: list[str], cells: list[Cell | None]) -> list[str]:
    """What RTF says of the cells of a row that reach further, and of those that they reach into."""
    return [
        (r"\clvmgf" * (cell.high > 1) + r"\clmgf" * (cell.wide > 1))
        if cell
        else {ABOVE: r"\clvmrg", BEFORE: r"\clmrg"}[text]
        for text, cell in zip(row, cells, strict=True)
    ]


def _rtf_row(cells: list[str], merged: list[str] | None = None) -> str:
    width = 9000 // len(cells)
    marks = merged or [""] * len(cells)
    edges = "".join(rf"{mark}\cellx{width * number}" for number, mark in enumerate(marks, 1))
    return rf"\trowd{edges}" + "".join(rf"\pard\plain\intbl {cell}\cell" for cell in cells) + r"\row"


def _rtf_text(text: str, encoding: str) -> str:
    """Letters as RTF writes them; a capital that the encoding lacks stands in the font of its capitals."""
    if not encoding:
        return "".join(char if char.isascii() else rf"\u{ord(char)}?" for char in text)
    from vnpolicy.language.legacy import codes

    letters = codes(encoding)
    written = ""
    for char in text:
        low = char not in letters and char.lower() in letters
        raw = letters.get(char.lower(), char) if low else letters.get(char, char)
        code = "".join(one if one.isascii() else rf"\'{one.encode('cp1252')[0]:02x}" for one in raw)
        written += rf"{{\f1 {code}}}" if low else code
    return written


def write_pdf(blocks: list[Block], path: Path) -> None:
    """As printed on A4: columns side by side, page numbers on top from the second page on."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

    _register_fonts()
    plain = ParagraphStyle(
        "plain", fontName="Serif", fontSize=11, leading=15, alignment=TA_JUSTIFY, spaceAfter=5
    )
    centred = ParagraphStyle("centred", parent=plain, alignment=TA_CENTER, spaceAfter=0)
    cell = ParagraphStyle("cell", parent=plain, fontSize=8.5, leading=11, alignment=0, spaceAfter=0)
    head = ParagraphStyle("head", parent=centred, fontSize=9.5, leading=13)
    width = A4[0] - 5 * cm

    def styled(block: Block, text: str) -> str:
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        font = "SerifBoldItalic" if block.italic else "SerifBold" if block.bold else "Serif"
        return f'<font name="{font}">{text}</font>'

    story: list[Any] = []
    for block in blocks:
        if block.kind == "page":
            story.append(PageBreak())
        elif block.kind == "columns":
            closing = block.rows[0][0].startswith("Nơi nhận")
            left = cell if closing else head
            rows = [[Paragraph(row[0], left), Paragraph(row[1], head)] for row in block.rows]
            story += [
                Table(
                    rows,
                    colWidths=[width * 0.46, width * 0.54],
                    style=[
                        ("VALIGN", (0, 0), (-1, -1), "TOP"),
                        ("TOPPADDING", (0, 0), (-1, -1), 0),
                        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                    ],
                ),
                Spacer(1, 8),
            ]
        elif block.kind == "table":
            rows = [[Paragraph(text, cell) for text in row] for row in texts_of(block.rows)]
            shares = (
                [0.07, 0.29, 0.17, 0.21, 0.11, 0.15]
                if len(rows[0]) == 6
                else [1 / len(rows[0])] * len(rows[0])
            )
            story.append(
                Table(
                    rows,
                    colWidths=[width * share for share in shares],
                    repeatRows=head_of(block.rows),
                    style=[
                        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
                        ("VALIGN", (0, 0), (-1, -1), "TOP"),
                        *_pdf_spans(block.rows),
                    ],
                )
            )
        else:
            for number, piece in enumerate(block.rows[0][0].split(BREAK)):
                story += [PageBreak()] if number else []
                story.append(Paragraph(styled(block, piece), centred if block.kind == "centred" else plain))
            story += [Spacer(1, 8)] if block.rows[0][0] == "-----" else []

    def page_number(canvas: Any, document: Any) -> None:
        if document.page > 1:
            canvas.setFont("Serif", 10)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 1.2 * cm, str(document.page))

    margins = {"leftMargin": 3 * cm, "rightMargin": 2 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    paper = SimpleDocTemplate(
        str(path), pagesize=A4, title=path.stem, author="vnpolicy specimen", invariant=1, **margins
    )
    paper.build(story, onFirstPage=page_number, onLaterPages=page_number)


def _pdf_spans(rows: list[list[str]]) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    return [
        ("SPAN", (column, at), (column + cell.wide - 1, at + cell.high - 1))
        for at, row in enumerate(cells_of(rows))
        for column, cell in enumerate(row)
        if cell and (cell.high, cell.wide) != (1, 1)
    ]


def _register_fonts() -> None:
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, file in (("Serif", "DejaVuSerif"), ("SerifBold", "DejaVuSerif-Bold"),
                       ("SerifBoldItalic", "DejaVuSerif-BoldItalic")):  # fmt: skip
        pdfmetrics.registerFont(TTFont(name, str(fonts / f"{file}.ttf")))


def write_scan(blocks: list[Block], path: Path, dpi: int) -> None:
    """As printed and scanned: pictures of the pages."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / f"{path.name.split('.')[0]}.pdf"
        write_pdf(blocks, printed)
        scans.write(scans.scanned(printed, dpi), path, dpi)


ENCODINGS = ("tcvn3", "vni", "vps", "viscii", "cp1258")
WRITERS: dict[str, Callable[[list[Block], Path], None]] = {
    "txt": write_text,
    "pdf": write_pdf,
    "docx": write_docx,
    **office.WRITERS,
    "nfd.txt": write_decomposed,
    "rtf": write_rtf,
    "tcvn3.rtf": partial(write_rtf, encoding="tcvn3"),
    "vni.rtf": partial(write_rtf, encoding="vni"),
    **{f"{encoding}.txt": partial(write_encoded, encoding) for encoding in ENCODINGS},
    **{f"scan{dpi}.{format}": partial(write_scan, dpi=dpi) for dpi in (200, 300) for format in ("pdf", "tiff")},
}


def render(slug: str, format: str, out: Path) -> Path:
    """One specimen in one format, written under `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{slug}.{format}"
    WRITERS[format](blocks_of((HERE / "sources" / f"{slug}.txt").read_text(encoding="utf-8")), path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="OUT", help="every specimen in every format, under OUT")
    given = parser.parse_args()
    for slug, usual in FORMATS.items():
        for format in WRITERS if given.all else (usual,):
            print(render(slug, format, given.all or HERE / "archive"))


if __name__ == "__main__":
    main()
