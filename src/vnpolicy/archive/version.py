"""Which library and which knowledge read a document: what is stale where another did.

"0.1.0 8d1f…"    the version of vnpolicy, and a hash of every row of its tables (with those of a user)
"""

import hashlib
from importlib.metadata import version

import msgspec

from vnpolicy.knowledge import Knowledge

_encode = msgspec.json.Encoder(order="sorted").encode


def version_of(knowledge: Knowledge) -> str:
    """The version under which this library reads with this knowledge.

    >>> version_of(Knowledge.default()).partition(" ")[0] == version("vnpolicy")
    True
    """
    sum = hashlib.sha256()
    for name, rows in sorted(knowledge.tables()):
        sum.update(_encode([name, rows]))
    return f"{version('vnpolicy')} {sum.hexdigest()[:16]}"
