"""The exceptions of vnpolicy.

    VnpolicyError
    ├── UnreadableSource     the bytes are no document we can read (names file, format and reason)
    ├── OcrMissing           a scan is to be read, and Tesseract or its Vietnamese data are not installed
    ├── NoPicture            a span is to be shown on its page, and there is no page to show it on
    ├── NotANumber           a string given to parse_number() is no document number
    ├── KnowledgeError       a TOML file of domain knowledge breaks its format
    ├── NotInGraph           no node of a graph bears this name
    └── AmbiguousNumber      several documents of a graph bear this number

Ugly *content* never raises: it becomes an `Issue` on the document.
"""


class VnpolicyError(Exception):
    """Base of all that vnpolicy raises on purpose."""


class UnreadableSource(VnpolicyError):
    """These bytes are no document: `name`, `format` and `reason` say which and why."""

    def __init__(self, name: str, format: str, reason: str) -> None:
        super().__init__(name, format, reason)
        self.name, self.format, self.reason = name, format, reason

    def __str__(self) -> str:
        return f"{self.name}: cannot be read as {self.format}: {self.reason}"


class OcrMissing(VnpolicyError):
    """A scan is to be read, but what reads scans is not installed: the message names it."""


class NoPicture(VnpolicyError, LookupError):
    """A span cannot be shown on its page: the message says why, and what would help."""


class NotANumber(VnpolicyError, ValueError):
    """This string is no document number: `text` and `reason` say which and why."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text, reason)
        self.text, self.reason = text, reason

    def __str__(self) -> str:
        return f"{self.text!r} is no document number: {self.reason}"


class KnowledgeError(VnpolicyError):
    """A file of domain knowledge breaks its format: the message names file, row and fault."""


class NotInGraph(VnpolicyError, LookupError):
    """No node of the graph bears this name: `name`, and `near`, the names that come closest."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(name, near)
        self.name, self.near = name, near

    def __str__(self) -> str:
        hint = f"; near it: {', '.join(self.near)}" if self.near else ""
        return f"nothing in the graph is called {self.name!r}{hint}"


class AmbiguousNumber(VnpolicyError, LookupError):
    """Several documents bear this number: `number` and `candidates`, their ids."""

    def __init__(self, number: str, candidates: tuple[str, ...]) -> None:
        super().__init__(number, candidates)
        self.number, self.candidates = number, candidates

    def __str__(self) -> str:
        return f"{self.number} is borne by {len(self.candidates)} documents: {', '.join(self.candidates)}"
