"""URLs -> the files they lead to, and their bytes; the only module that knows fsspec.

    s3://papers/2010/*.pdf  ->  s3://papers/2010/kh-87.pdf, ...

Any store that fsspec opens: s3, gs, http, sftp, hdfs, ... (`pip install 'vnpolicy[remote]'`, and what fsspec asks for).
"""

from collections.abc import Iterator
from typing import Any

from vnpolicy.errors import UnreadableSource
from vnpolicy.reading.options import Limits


def is_remote(path: str) -> bool:
    """Whether this names a place that is reached through fsspec.

    >>> is_remote("s3://papers/kh-87.pdf"), is_remote("papers/kh-87.pdf")
    (True, False)
    """
    return "://" in path


def files_at(url: str) -> Iterator[tuple[str, str]]:
    """(URL, a mark of its content) of each file under a URL, or that a pattern in it matches, in alphabetical order.

    The mark changes when the file does: size, time, checksum, what the store has. Raises UnreadableSource where the
    place cannot be reached.
    """
    try:
        store, path = _fsspec(url).core.url_to_fs(url)
        found = store.glob(path) if any(letter in path for letter in "*?[") else store.find(path)
        for file in sorted(found):
            yield store.unstrip_protocol(file), store.ukey(file)
    except (OSError, ValueError, ImportError) as problem:
        raise UnreadableSource(url, "url", str(problem) or type(problem).__name__) from problem


def bytes_at(url: str, name: str, limits: Limits) -> bytes:
    """What a URL leads to. Raises UnreadableSource where it cannot be had, or is more than `limits` allow."""
    try:
        with _fsspec(url).open(url, "rb") as file:
            data: bytes = file.read(limits.file_bytes + 1)
    except (OSError, ValueError, ImportError) as problem:
        raise UnreadableSource(name, "url", str(problem) or type(problem).__name__) from problem
    if len(data) > limits.file_bytes:
        raise UnreadableSource(name, "url", f"it is larger than {limits.file_bytes:,} bytes")
    return data


def _fsspec(url: str) -> Any:
    try:
        import fsspec
    except ImportError as problem:
        raise UnreadableSource(url, "url", "URLs want fsspec: pip install 'vnpolicy[remote]'") from problem
    return fsspec
