"""What is installed: pinned with hashes, with reasons, with licences; and the project's own version."""

import re
import tomllib

import pytest

import diemtin
from tests.operations.machine import BASE

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def normal(name: str) -> str:
    """A package's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(name: str) -> dict[str, str]:
    return {normal(package): version for package, version in PIN.findall((BASE / name).read_text())}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_has_its_reason(name):
    for line in (BASE / name).read_text().splitlines():
        if line and not line.startswith(("#", "-r ")):
            assert PIN.match(line), line
            assert len(line.partition("#")[2].split()) > 1, line


def test_the_lock_holds_every_requirement_in_its_version_with_hashes():
    locked = pins("requirements.lock")
    assert locked.items() >= pins("requirements.txt").items()
    blocks = re.split(r"\n(?=\S)", (BASE / "requirements.lock").read_text().strip())
    assert len(blocks) == len(locked) and all("--hash=sha256:" in block for block in blocks)


def test_every_package_has_its_licence_listed():
    listed = (BASE / "docs/licences.md").read_text()
    found = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", listed, re.MULTILINE)
    rows = {normal(name): (version, licence) for name, version, licence in found}
    for name, version in pins("requirements.lock").items():
        assert rows[name][0] == version and len(rows[name][1]) > 2


def test_the_version_is_said_alike_everywhere():
    project = tomllib.loads((BASE / "pyproject.toml").read_text())["project"]["version"]
    newest = re.search(r"^## (\S+)", (BASE / "CHANGELOG.md").read_text(), re.MULTILINE)[1]
    assert diemtin.__version__ == project == newest
