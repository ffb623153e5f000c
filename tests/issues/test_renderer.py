"""The renderer's version changes with whatever shapes a PDF."""

import ast
import os

import pytest
from django.conf import settings

from issues import renderer

ROOT = settings.BASE_DIR
SHAPES_NO_PAGE = {"issues/models", "issues/templatetags/__init__.py", "news/models", "news/fields.py"}


def test_it_is_the_same_while_nothing_changes():
    assert renderer.version() == renderer.version() and len(renderer.version()) == 16


@pytest.fixture
def small(tmp_path, settings):
    """A project of one style sheet."""
    settings.BASE_DIR = tmp_path
    style = tmp_path / "static" / "css" / "print.css"
    style.parent.mkdir(parents=True)
    style.write_text("a {}")
    return style


def test_it_changes_with_a_file(small):
    before = renderer.version()
    small.write_text("b {}")
    os.utime(small, (1, 1))
    assert renderer.version() != before


def test_it_does_not_depend_on_when_the_files_were_copied(small):
    before = renderer.version()
    os.utime(small, (1, 1))
    assert renderer.version() == before


def test_it_changes_with_the_typesetter(small, monkeypatch):
    before = renderer.version()
    renderer.digest.cache_clear()
    monkeypatch.setattr(renderer, "installed", lambda package: "0")
    assert renderer.version() != before


def imported(path) -> set:
    """The project's files that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    paths = (ROOT / name.replace(".", "/") for name in names if name.startswith(("issues", "news")))
    return {p for path in paths for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()}


def test_every_module_that_makes_the_page_counts():
    counted = {path for pattern in renderer.FILES for path in ROOT.glob(pattern)}
    found, new = set(), {ROOT / "issues/printing.py", ROOT / "issues/templatetags/print_tags.py"}
    while new:
        found |= new
        new = {p for path in new for p in imported(path)} - found
    names = {str(path.relative_to(ROOT)) for path in found - counted if path.read_text().strip()}
    assert not {name for name in names if not name.startswith(tuple(SHAPES_NO_PAGE))}, "add them to FILES"


@pytest.mark.parametrize(
    "name",
    [
        "issues/press/typesetting.py",
        "static/css/print.css",
        "static/fonts/SourceSerif4_400Regular.ttf",
        "templates/issues/print.html",
        "templates/issues/print/article.html",
    ],
)
def test_style_fonts_and_templates_count(name):
    assert ROOT / name in {path for pattern in renderer.FILES for path in ROOT.glob(pattern)}
