"""The small archive on the shelf, put there once for each module that asks for it."""

import pytest

from tests.issues.search import corpus


@pytest.fixture(scope="module")
def archive_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """The archive, for all tests of a module; taken away by rolling back."""
    from django.conf import settings
    from django.db import transaction

    before = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                corpus.put_out()
                yield
                transaction.set_rollback(True)
        finally:
            settings.MEDIA_ROOT = before


@pytest.fixture
def archive(archive_rows, db):
    """The small archive, for one test."""
