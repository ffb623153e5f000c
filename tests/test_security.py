"""The threat model names tests that exist, and the sentence on spreadsheets is true."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODEL = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", MODEL)
SPREADSHEETS = {"csv", "openpyxl", "xlsxwriter", "xlwt", "tablib", "import_export", "odf", "pandas"}


@cache
def names_in(path: Path) -> set[str]:
    """The names of the tests of a file, those of its classes among them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_threat_model_names_exists():
    assert len(NAMED) > 25
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if not (ROOT / path).is_file() or (name and name not in names_in(ROOT / path))
    ]
    assert missing == []


def test_every_row_of_the_threat_model_names_a_test():
    rows = [line for line in MODEL.splitlines() if line.startswith("| ") and "|---" not in line][1:]
    assert len(rows) >= 12 and all("`tests/" in row for row in rows)


def test_nothing_is_exported_as_a_spreadsheet():
    """Who adds one has to guard it against formulas, and to say so in docs/security.md."""
    for app in ("news", "issues", "diemtin"):
        for path in (ROOT / app).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
            names |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
            assert not {name.split(".")[0] for name in names} & SPREADSHEETS, path
