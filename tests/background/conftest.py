"""What the tests of background work share."""

import pytest


@pytest.fixture
def queue(settings):
    """Tasks wait in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
