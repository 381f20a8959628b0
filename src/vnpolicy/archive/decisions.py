"""duplicates.toml -> what people decided about papers that are nearly the same.

    { paper = "3f…-1", other = "9a…-1", decision = "same" }         the two are one document: `other` is a copy
    { paper = "3f…-1", other = "b2…-1", decision = "different" }    they are two, however alike

The file lies beside the tables, is never written over, and is read by every run.
"""

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from vnpolicy.errors import KnowledgeError

NAME = "duplicates.toml"
_TEMPLATE = """\
# Decisions about papers that are nearly the same: see the table `duplicates`, whose keys these are.
# "same": the two are one document, and `other` is a copy of `paper`. "different": they are two.
#
# pairs = [
#   { paper = "…", other = "…", decision = "same" },
# ]

pairs = []
"""


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was decided about two papers."""

    paper: str
    other: str
    decision: Literal["same", "different"]


def decisions_in(folder: Path) -> tuple[Decision, ...]:
    """The decisions of an archive; where there is no such file, one without decisions is laid there."""
    path = folder / NAME
    if not path.exists():
        path.write_text(_TEMPLATE, encoding="utf-8")
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(plain.get("pairs", []), tuple[Decision, ...])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as problem:
        raise KnowledgeError(f"{path}: {problem}") from problem
