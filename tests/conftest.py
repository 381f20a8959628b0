"""Real documents are found through VNPOLICY_REAL; without it their tests are skipped."""

import importlib
import os
import sys
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    if "VNPOLICY_REAL" not in os.environ:
        for item in items:
            if "real" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="VNPOLICY_REAL is not set"))


@pytest.fixture(scope="session")
def real_files() -> list[Path]:
    """All real documents, of every kind."""
    return sorted(path for path in Path(os.environ["VNPOLICY_REAL"]).rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def render():
    """Writes a specimen of the corpus in a format, under a folder."""
    corpus = str(Path(__file__).parent.parent / "corpus")
    sys.path.insert(0, corpus)
    module = importlib.import_module("render")
    sys.path.remove(corpus)
    return module.render
