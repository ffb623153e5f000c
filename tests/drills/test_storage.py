"""Files in a folder and on object storage: whole or not there, never overwritten, trouble told as trouble with a file."""

import os
import subprocess
import sys

import environ
import pytest
from django.conf import settings as project
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from diemtin.storage import store
from issues import publishing
from news import pictures
from tests.drills.s3 import bucket
from tests.issues.releases import stored_picture
from tests.make import make_placed_issue, picture_bytes


@pytest.fixture(scope="module")
def s3():
    """The environment of a bucket."""
    with bucket() as environment:
        yield environment


@pytest.fixture
def objects(s3, settings, monkeypatch):
    """Files lie in the bucket."""
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": store(environ.Env())}
    return default_storage


def test_objects_are_kept_once_and_found_by_name(objects):
    name = objects.save("pictures/ab/abc.jpg", ContentFile(b"one"))
    assert name == "pictures/ab/abc.jpg" and objects.exists(name) and objects.size(name) == 3
    assert abs((timezone.now() - objects.get_modified_time(name)).total_seconds()) < 60
    other = objects.save(name, ContentFile(b"two"))
    assert other != name, "nothing is overwritten"
    with objects.open(name) as file:
        assert file.read() == b"one"
    objects.delete(name)
    objects.delete(name)
    assert not objects.exists(name)
    for ask in (objects.open, objects.size, objects.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask(name)


def test_pictures_are_stored_with_their_renditions_and_once(objects):
    picture = pictures.clean_picture(picture_bytes(colour=(1, 90, 30)))
    name = pictures.store(picture, objects)
    assert pictures.store(picture, objects) == name
    folder = name.rpartition("/")[0]
    _, files = objects.listdir(folder)
    assert sorted(f"{folder}/{file}" for file in files) == sorted([name, *(n for n, _ in picture.renditions)])


@pytest.mark.django_db
def test_an_issue_goes_out_of_the_bucket(objects, client, editor, chief, fake_pdf):
    issue = make_placed_issue()
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)
    answer = client.get("/so/2026/9/diem-tin.pdf")
    data = b"".join(answer.streaming_content)
    assert data.startswith(b"%PDF-") and answer["Content-Length"] == str(len(data))
    objects.delete(issue.release.pdf.name)
    assert client.get("/so/2026/9/diem-tin.pdf").status_code == 503, "lost, and said so"


@pytest.mark.django_db
def test_a_picture_is_shown_to_the_staff_and_to_nobody_else(objects, client, writer):
    picture = stored_picture(colour=(200, 30, 40))
    address = reverse("picture", args=[picture.name])
    assert client.get(address).status_code == 404
    client.force_login(writer)
    answer = client.get(address)
    assert answer.status_code == 200 and b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert not objects.url(picture.name).startswith("http")


def test_a_storage_that_does_not_answer_is_trouble_with_a_file(objects, settings):
    options = settings.STORAGES["default"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    for act in (
        lambda: default_storage.open("x.pdf"),
        lambda: default_storage.exists("x.pdf"),
        lambda: default_storage.save("x.pdf", ContentFile(b"x")),
        lambda: default_storage.delete("x.pdf"),
        lambda: default_storage.size("x.pdf"),
        lambda: default_storage.listdir("pictures"),
        lambda: default_storage.get_modified_time("x.pdf"),
    ):
        with pytest.raises(OSError, match="object storage"):
            act()


def test_several_machines_share_their_cache_and_their_baked_pages(objects, settings):
    settings.BAKED_ROOT = "/srv/baked"
    assert {found.id for found in run_checks(tags=["diemtin"])} >= {"diemtin.W101", "diemtin.W102"}
    settings.BAKED_ROOT = ""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    assert not {found.id for found in run_checks(tags=["diemtin"])} & {"diemtin.W101", "diemtin.W102"}


def test_without_a_bucket_nothing_of_s3_is_loaded():
    code = "import django, sys; django.setup(); assert 'boto3' not in sys.modules and 'storages' not in sys.modules"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "diemtin.settings"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=project.BASE_DIR, env=environment)


class Broken(ContentFile):
    """A file that ends in an error, as that of a process which is killed."""

    def chunks(self, chunk_size=None):
        yield b"%PDF-half"
        raise KeyboardInterrupt


def test_half_a_file_is_none():
    with pytest.raises(KeyboardInterrupt):
        default_storage.save("releases/ab/abc.pdf", Broken(b""))
    assert not default_storage.exists("releases/ab/abc.pdf")
    assert default_storage.listdir("releases/ab") == ([], [])
    name = default_storage.save("releases/ab/abc.pdf", ContentFile(b"whole"))
    assert default_storage.save(name, ContentFile(b"other")) != name
    with default_storage.open(name) as file:
        assert file.read() == b"whole"
    assert os.stat(default_storage.path(name)).st_mode & 0o777 == 0o644
