"""A file or a URL -> what is in it to be read: itself, or the members of a zip file.

    archive/năm.zip  ->  archive/năm.zip/kế hoạch/kh-87.pdf    bytes
                         archive/năm.zip/trống.txt             bytes
                         archive/năm.zip/__MACOSX/._kh-87      left alone

One member at a time, so that a large archive is never unpacked as a whole.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from vnpolicy.archive.files import JUNK
from vnpolicy.archive.remote import bytes_at, is_remote
from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.options import Limits, Options
from vnpolicy.reading.read import bytes_of, format_of, printable
from vnpolicy.reading.zip import Member, members


class Content(msgspec.Struct, frozen=True):
    """Something to be read: `where` it is in the archive, its `name` alone, its bytes if they can be had.

    Or `reason`, why it is not to be read, and whether it is `skipped`, left alone since no person put it there.
    """

    where: str
    name: str = ""
    data: bytes | None = None
    reason: str | None = None
    skipped: bool = False


def contents(file: Path | str, options: Options) -> Iterator[Content]:
    """What a file, or what a URL leads to, holds."""
    where = printable(str(file))
    name, data = "", None
    try:
        name, data = _fetched(file, options.limits)
        if format_of(data, name, options.limits) == "zip":
            folder = where.removesuffix(name)
            yield from (_of_member(member, folder) for member in members(data, name, options))
        else:
            yield Content(where, name, data)
    except UnreadableSource as problem:
        yield Content(where, name, data, problem.reason)


def _fetched(file: Path | str, limits: Limits) -> tuple[str, bytes]:
    if isinstance(file, str) and is_remote(file):
        name = PurePosixPath(file).name
        return name, bytes_at(file, name, limits)
    path = Path(file)
    name = printable(path.name)
    return name, bytes_of(path, name, limits)


def _of_member(member: Member, folder: str) -> Content:
    reason = JUNK if member.junk else member.reason
    data = member.data if reason is None else None
    return Content(folder + member.name, member.name, data, reason, member.junk)
