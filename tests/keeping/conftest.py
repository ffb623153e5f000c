"""A filled newsroom and a backup of it."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from issues.backup import native
from issues.backup.manifest import BackupError
from news.models import Picture
from tests.keeping import filled
from tests.keeping.filled import upload
from tests.make import make_article


@pytest.fixture
def tools() -> None:
    """The database's own programs."""
    try:
        if connection.vendor == "postgresql":
            native.tool("pg_dump")
    except BackupError as error:
        pytest.skip(f"KHÔNG KIỂM THỬ ĐƯỢC sao lưu: {error}")


@pytest.fixture
def busy(transactional_db, tools, fake_pdf, settings, writer, editor, chief, administrator):
    """Everything there is."""
    Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
    filled.fill(writer, editor, chief, administrator)


@pytest.fixture
def saved(busy, tmp_path) -> Path:
    """A backup of it."""
    call_command("backup", tmp_path / "saved")
    return tmp_path / "saved"


@pytest.fixture
def little(transactional_db, tools, newsroom, settings) -> Picture:
    """A newsroom of one article with a picture."""
    picture = Picture(article=make_article(), alt="Trạm")
    picture.image.save("tram.jpg", upload((9, 9, 9)))
    return picture
