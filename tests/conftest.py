"""The cast: people whose roles you remember, a set-up newsroom, files that go nowhere."""

import pytest

from issues import newsroom as newsroom_setup
from news.models import Category, User
from news.models.user import Role
from tests.make import pdf_bytes


def pytest_addoption(parser):
    """`--only-database`: for the second run, on another database."""
    parser.addoption("--only-database", action="store_true", help="leave out tests that use no database")


def pytest_collection_modifyitems(config, items):
    """Tests that use no database come out alike on every one: they are run once."""
    if not config.getoption("--only-database"):
        return
    uses = [
        item
        for item in items
        if {"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(uses)])
    items[:] = uses


@pytest.fixture(autouse=True)
def files_in_tmp(settings, tmp_path):
    """Uploads, PDFs and cached pages of a test live and die with it; static files need no manifest."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path
    settings.CACHES = {
        "default": {
            "BACKEND": "diemtin.file_cache.ShardedFileCache",
            "LOCATION": tmp_path / "cache",
        }
    }
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def second_factor_is_not_compulsory(settings):
    """Whoever signs in is in; tests/gate is about the second factor."""
    settings.SECOND_FACTOR = False


@pytest.fixture(autouse=True)
def tasks_at_once(settings):
    """A task runs where it is enqueued: no worker is needed."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database starts as a set-up newsroom, once for all tests."""
    with django_db_blocker.unblock():
        newsroom_setup.setup()


@pytest.fixture
def newsroom(db):
    """Groups, sections and masthead; made anew where a test with real transactions has emptied the tables."""
    if not Category.objects.exists():
        newsroom_setup.setup()


def person(username: str, name: str, role: Role) -> User:
    """Somebody on the staff, in one role; the password is `pw`."""
    last, _, first = name.rpartition(" ")
    user = User.objects.create_user(username, password="pw", first_name=first, last_name=last, is_staff=True)
    user.groups.add(newsroom_setup.Group.objects.get(name=role.label))
    return user


@pytest.fixture
def writer(newsroom):
    """An: writes and submits."""
    return person("an", "Trần Thị An", Role.WRITER)


@pytest.fixture
def other_writer(newsroom):
    """Ánh: another writer."""
    return person("anh", "Lê Ngọc Ánh", Role.WRITER)


@pytest.fixture
def editor(newsroom):
    """Bình: reviews and assembles."""
    return person("binh", "Phạm Hòa Bình", Role.EDITOR)


@pytest.fixture
def second_editor(newsroom):
    """Bảo: the other editor."""
    return person("bao", "Vũ Gia Bảo", Role.EDITOR)


@pytest.fixture
def chief(newsroom):
    """Chi: approves and publishes."""
    return person("chi", "Nguyễn Lan Chi", Role.CHIEF)


@pytest.fixture
def second_chief(newsroom):
    """Châu: the deputy."""
    return person("chau", "Đỗ Minh Châu", Role.CHIEF)


@pytest.fixture
def administrator(newsroom):
    """Dũng: people, sources, sections, masthead."""
    return person("dung", "Hoàng Tiến Dũng", Role.ADMINISTRATOR)


@pytest.fixture
def fake_pdf(monkeypatch):
    """Rendering takes seconds; where a test is about something else, a small real PDF stands in."""
    from issues import pdf

    def render(edition, layout="", part="", **options):
        return pdf.Pdf(data=pdf_bytes(edition.label), pages=1)

    monkeypatch.setattr(pdf, "render", render)
