"""The built wheel, installed elsewhere, carries its data, its schema and its entry points."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = """
import json, pathlib, vnpolicy as vp
home = pathlib.Path(vp.__file__).parent
assert "elsewhere" in home.parts, home
assert json.loads((home / "document.schema.json").read_text(encoding="utf-8"))["$ref"]
assert vp.parse("Thực hiện Chỉ thị 43-CT/TW ngày 08/6/2010.").references[0].target == "ct:43:tw:k10"
import spacy
nlp = spacy.blank("xx")
nlp.add_pipe("vnpolicy")
doc = nlp("Thực hiện Chỉ thị 43-CT/TW.")
assert [span.text for span in doc.spans["references"]] == ["Chỉ thị 43-CT/TW"]
"""


@pytest.mark.slow
def test_the_wheel_works_where_it_is_installed(tmp_path):
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    elsewhere = tmp_path / "elsewhere"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--quiet",
        "--target",
        str(elsewhere),
        str(wheel),
    ]
    subprocess.run(install, check=True)
    env = {"PYTHONPATH": str(elsewhere), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-c", SCRIPT], check=True, cwd=tmp_path, env=env)
