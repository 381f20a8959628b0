#!/usr/bin/env python3
"""Set up and run this project, with nothing but Python 3.11 to 3.13 and pip.

    python3 dev.py demo                 build the mandate graph of corpus/ and ask it two questions
    python3 dev.py test                 run the fast tests; further words go to pytest
    python3 dev.py test --all           run every test, also the slow ones and those on real documents
    python3 dev.py lint                 check style and types
    python3 dev.py lock [--upgrade]     write requirements/*.txt anew from pyproject.toml

The first run makes .venv beside this file and installs the pinned, hashed requirements and this checkout
(editable) into it. Later runs do so only when the requirements or pyproject.toml have changed.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

DEMO = [
    "vnpolicy graph corpus/archive --out build/demo",
    "vnpolicy ask plans-for ct:43:tw:k10 --in build/demo",
    "vnpolicy parse corpus/archive/kh-87-tu-gia-lai-2010.txt --format table",
]
TEST = ["pytest", "-n", "auto"]
FAST = ["-m", "not slow and not real"]
LINT = ["ruff check .", "mypy"]
COMPILE = (
    "uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url "
    "--no-annotate --quiet --custom-compile-command 'python3 dev.py lock'"
)
LOCK = [  # test first: what the demo runs with is then what was tested
    f"{COMPILE} --group test --output-file requirements/test.txt",
    f"{COMPILE} --group build --constraint requirements/test.txt --output-file requirements/run.txt",
]
UV = "uv==0.13.9"

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(command: str = "", *words: str) -> None:
    """Run one of the commands named in the docstring above."""
    if command == "demo" and not words:
        install("run")
        run(*map(shlex.split, DEMO))
    elif command == "test":
        install("test")
        chosen = [] if "--all" in words else FAST
        run([*TEST, *chosen, *(word for word in words if word != "--all")])
    elif command == "lint" and not words:
        install("test")
        run(*map(shlex.split, LINT))
    elif command == "lock":
        make_venv()
        pip("install", UV)
        run(*([*shlex.split(line), *words] for line in LOCK))
    else:
        sys.exit(__doc__)


def install(name: str) -> None:
    """Install requirements/<name>.txt and this checkout into .venv, unless both are there as they are now."""
    requirements = ROOT / "requirements" / f"{name}.txt"
    inputs = [requirements.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), bytes(ROOT)]
    wanted = hashlib.sha256(b"\0".join(inputs)).hexdigest()
    stamp = VENV / f"{name}.stamp"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    print("Filling .venv: about a minute, and only when the requirements have changed.", flush=True)
    pip("install", "--require-hashes", "-r", str(requirements))
    # The build backend is among the requirements: nothing unpinned is fetched.
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(wanted)


def make_venv() -> None:
    """Make .venv where there is none."""
    if not (3, 11) <= sys.version_info < (3, 14):
        sys.exit(f"This needs Python 3.11, 3.12 or 3.13; {sys.executable} is {sys.version.split()[0]}.")
    if PYTHON.exists():
        return
    # Debian keeps ensurepip in python3-venv; without that package the pip outside fills a bare .venv.
    bare = find_spec("ensurepip") is None
    if find_spec("venv") is None or (bare and find_spec("pip") is None):
        sys.exit("Python cannot make a virtual environment here. On Debian: apt install python3-venv")
    check([sys.executable, "-m", "venv", *(["--without-pip"] if bare else []), str(VENV)])


def pip(*words: str) -> None:
    """Run the pip of .venv, or the one outside on .venv."""
    own = (VENV / "bin" / "pip").exists()
    command = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    check([*command, "--quiet", "--disable-pip-version-check", *words])


def run(*commands: list[str]) -> None:
    """Show and run each command with .venv first on the PATH."""
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", os.defpath)])
    for command in commands:
        print("\n$", shlex.join(command), flush=True)
        check(command, {**os.environ, "PATH": path})


def check(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run a command from the project's folder; where it fails, leave with its exit code."""
    code = subprocess.run(command, cwd=ROOT, env=env).returncode
    if code:
        sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
