"""What a caller may ask of reading: a password, whether scans are read, and how much is too much.

    vp.read("plan.pdf", password="...", limits=Limits(pages=50))

Whatever passes a limit is refused with its reason, or read in part with an issue; nothing grows without bound.
"""

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a file is read: bytes, of the file, of what it unpacks to, of one stream of a PDF; characters of its
    text; pages; pixels of an image.

    Where an archive is read by workers, `seconds` (and one more for every 100,000 bytes of a file) and `memory_bytes`
    are what each document may take.
    """

    file_bytes: int = 100 * 1024 * 1024
    unpacked_bytes: int = 300 * 1024 * 1024
    unpacked_parts: int = 5_000
    characters: int = 5_000_000
    stream_bytes: int = 64 * 1024 * 1024
    pages: int = 2_000
    pixels: int = 100_000_000
    seconds: float = 60.0
    memory_bytes: int = 2 * 1024 * 1024 * 1024


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is read. `ocr` asks that pages without a text layer are read as pictures, where that is installed."""

    password: str | None = None
    ocr: bool = True
    limits: Limits = Limits()


USUAL = Options()
