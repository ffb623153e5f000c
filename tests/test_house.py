"""Rules of the house that hold for the whole code: direction of imports, no seed's words, safe settings."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
LAYERS = {"news": 0, "issues": 1, "diemtin": 2}
CODE = [p for app in LAYERS for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


def imported_apps(path: Path) -> set[str]:
    """The project's apps that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names} & set(LAYERS)


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path):
    own = LAYERS[path.relative_to(ROOT).parts[0]]
    assert all(LAYERS[app] <= own for app in imported_apps(path))


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_functions_and_classes_say_what_they_do(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert ast.get_docstring(tree) or not tree.body, "the file says what it is about"
    assert not silent


def test_no_sentence_of_the_publisher_is_in_the_project():
    if not SEEDS.is_dir():
        pytest.skip("The real issues are not here (../shared/seeds); nothing to compare with.")
    sentences = {
        sentence.strip()
        for path in SEEDS.glob("*.txt")
        for sentence in path.read_text(encoding="utf-8").replace("\n", ". ").split(". ")
        if len(sentence.split()) >= 10
    }
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    texts = [
        ROOT / name for name in tracked if name.endswith((".py", ".md", ".toml", ".html", ".json", ".txt"))
    ]
    assert sentences and texts
    for path in texts:
        content = path.read_text(encoding="utf-8")
        assert not [s for s in sentences if s in content], path


def start(code: str, **environment) -> subprocess.CompletedProcess:
    """A fresh Python with exactly these settings."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


SAFE = {"SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "diemtin.example", "DEBUG": "0"}
WSGI = "import diemtin.wsgi"
CHECK = "import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main()"


def test_wsgi_starts_with_safe_settings(tmp_path):
    environment = SAFE | {"DATABASE_URL": f"sqlite:///{tmp_path}/a.sqlite3"}
    done = start(WSGI, **environment)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "gỡ lỗi"),
        ({"CACHE_URL": "locmemcache://"}, "CACHE_URL"),
    ],
)
def test_wsgi_refuses_unsafe_settings_and_names_the_remedy(change, words):
    done = start(WSGI, **(SAFE | change))
    assert done.returncode != 0 and words in done.stderr
    if "DEBUG" not in change:
        assert "Đặt" in done.stderr or "Bỏ" in done.stderr


@pytest.mark.parametrize("change", [{"SECRET_KEY": ""}, {"ALLOWED_HOSTS": ""}])
def test_check_refuses_unsafe_settings(change):
    done = start(CHECK, **(SAFE | change))
    assert done.returncode != 0 and "diemtin.E00" in done.stderr and "HINT" in done.stderr


def test_with_nothing_set_manage_runs_in_debug_and_wsgi_refuses():
    assert start(CHECK).returncode == 0
    assert start(WSGI).returncode != 0
