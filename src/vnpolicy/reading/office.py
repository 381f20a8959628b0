"""LibreOffice, where it is installed: any old Word file as .docx.

    converted(data, "doc")      the bytes of a .docx, or None where there is no LibreOffice or it cannot

It runs as a process of its own with a profile of its own, has a minute, and is ended with all it started.
"""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

_SECONDS = 60
_PROGRAM = "soffice"


def converted(data: bytes, suffix: str) -> bytes | None:
    """The .docx that LibreOffice makes of a file; None where it makes none."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        given, made = Path(folder, f"paper.{suffix}"), Path(folder, "out", "paper.docx")
        given.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        _run([
            program, "--headless", "--norestore", f"-env:UserInstallation={profile}",
            "--convert-to", "docx", "--outdir", str(made.parent), str(given),
        ])  # fmt: skip
        return made.read_bytes() if made.exists() else None


def _run(command: list[str]) -> None:
    """Runs a command for a minute at most; what it started ends with it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
