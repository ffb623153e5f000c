"""What tests of the kept archive share."""

import pytest

from issues import publishing
from tests.make import make_placed_issue


@pytest.fixture
def kept(settings, tmp_path):
    """Pages are kept, and baked into the folder that this gives."""
    settings.KEEP_PAGES = True
    settings.BAKED_ROOT = str(tmp_path / "baked")
    return tmp_path / "baked"


@pytest.fixture
def approved(fake_pdf, editor, chief):
    """Makes an approved issue of three articles; takes its number."""

    def make(number: int = 9):
        issue = make_placed_issue(number=number)
        publishing.submit(issue, editor)
        publishing.approve(issue, chief, issue.release.sha256)
        return issue

    return make


@pytest.fixture
def publish(approved, chief, django_capture_on_commit_callbacks):
    """Makes and publishes an issue, as if committed."""

    def out(number: int = 9):
        with django_capture_on_commit_callbacks(execute=True):
            return publishing.publish(approved(number), chief)

    return out
