"""The law of the house: who may import whom, what is imported when, what the data rows promise."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import vnpolicy
from vnpolicy.knowledge import Knowledge
from vnpolicy.language import fold

HOUSE = Path(vnpolicy.__file__).parent
ROOMS = [
    "errors",
    "language",
    "model",
    "knowledge",
    "reading",
    "parsing",
    "graph",
    "archive",
    "bridges",
    "display",
    "cli",
]
HEAVY = {
    "doc2docx": {"reading/doc.py"},
    "olefile": {"reading/doc.py"},
    "spacy": {"bridges/spacy.py"},
    "pandas": {"bridges/institutional_grammar.py", "bridges/pandas.py", "graph/frames.py", "bridges/tables.py"},
    "pdfplumber": {"reading/ruled.py"},
    "pyoxigraph": {"bridges/rdf.py"},
    "pyarrow": {"archive/tables.py"},
    "rensa": {"archive/near.py"},
    "fsspec": {"archive/remote.py"},
    "distributed": {"archive/cluster.py"},
    "pypdfium2": {"reading/pdfium.py", "reading/pdfium_rules.py", "reading/pdfium_words.py"},
    "lxml": {"reading/markup.py"},
    "tesserocr": {"reading/ocr.py"},
    "msoffcrypto": {"reading/locked.py"},
    "dateutil": {"bridges/ics.py"},
    "icalendar": {"bridges/ics.py"},
    "underthesea": {"language/words.py"},
}
MODULES = sorted(HOUSE.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """Every module that a file imports, wherever in the file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [
                f"{node.module}.{alias.name}" if node.module == "vnpolicy" else node.module
                for alias in node.names
            ]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_a_module_imports_only_from_its_own_room_and_the_rooms_above(path):
    room = path.relative_to(HOUSE).parts[0].removesuffix(".py")
    if room == "__init__":
        return  # the door sees the whole house
    for module in imports(path):
        if module.startswith("vnpolicy."):
            other = module.split(".")[1]
            assert ROOMS.index(other) <= ROOMS.index(room), f"{path.name} in {room} imports {module}"


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_belongs_to_one_room(library):
    users = {
        path.relative_to(HOUSE).as_posix()
        for path in MODULES
        if any(module == library or module.startswith(library + ".") for module in _runtime_imports(path))
    }
    assert users <= HEAVY[library]


def _runtime_imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return found


def test_import_vnpolicy_loads_no_heavy_library():
    script = "import sys, vnpolicy; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"numpy", "networkx", *HEAVY} & set(loaded)


EXAMPLES = [
    pytest.param(type(row), row, example, id=f"{name}-{row.code}-{number}")
    for name, rows in Knowledge.default().tables()
    for row in rows
    for number, example in enumerate(row.examples)
]


@pytest.mark.parametrize(("kind", "row", "example"), EXAMPLES)
def test_an_example_is_claimed_by_its_own_row_and_by_no_other(kind, row, example):
    if list(row.phrases()):
        claims = {found.row.code for found in Knowledge.default().matcher(kind).find(fold(example))}
        assert claims == {row.code}


@pytest.mark.parametrize("name", [name for name, _ in Knowledge.default().tables()])
def test_every_row_has_an_example_and_a_code_of_its_own(name):
    rows = dict(Knowledge.default().tables())[name]
    assert all(row.examples for row in rows)
    assert len({row.code for row in rows}) == len(rows)


def test_a_user_adds_a_type_with_one_line_of_data(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'types = [\n  { code = "cl", name = "cẩm nang", english = "handbook", symbols = ["CN"],'
        ' examples = ["Cẩm nang số 3-CN/TU"] },\n]\n',
        encoding="utf-8",
    )
    knowledge = Knowledge.default().extended(mine)
    found = vnpolicy.parse(
        "Thực hiện Cẩm nang số 3-CN/TU ngày 02/3/2011 của Tỉnh ủy.", knowledge=knowledge
    ).references
    assert [reference.type for reference in found] == ["cẩm nang"]


def test_a_broken_data_file_says_where(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('types = [ { code = "x", nam = "x", examples = [] } ]', encoding="utf-8")
    with pytest.raises(vnpolicy.KnowledgeError, match=r"broken\.toml.*types|broken\.toml.*nam"):
        Knowledge.default().extended(broken)
