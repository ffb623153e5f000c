"""Pictures in the storage: sound, lost, damaged, too large; and remembered while they are sound."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from news import pictures, stored_pictures
from news.pictures import WEB, rendition_name
from news.stored_pictures import DAMAGED, LOST, TOO_LARGE, faults


def stored(colour=(30, 90, 140)) -> str:
    """The name of a sound picture with its renditions."""
    made = pictures.encode(Image.new("RGB", (1800, 1200), colour), pictures.MAX_SIDE, quality=80)
    return pictures.store(made, default_storage)


def named(data: bytes) -> str:
    """The name under which these bytes are stored, as if they were a sound picture."""
    digest = hashlib.sha256(data).hexdigest()
    return default_storage.save(f"pictures/{digest[:2]}/{digest[:40]}.jpg", ContentFile(data))


def overwrite(name: str, data: bytes) -> None:
    """Other bytes under the same name."""
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


def test_a_sound_picture_has_no_fault_and_is_not_read_again(monkeypatch):
    name = stored()
    assert faults([name]) == {}
    monkeypatch.setattr(stored_pictures, "fault_of", lambda name: pytest.fail("read again"))
    assert faults([name]) == {}
    assert faults([]) == {}


def test_a_lost_picture_is_looked_for_again():
    name = stored()
    default_storage.delete(name)
    assert faults([name]) == {name: LOST} == faults([name])


@pytest.mark.parametrize("name", ["../outside.jpg", "/etc/passwd", "pictures/không-có.jpg"])
def test_a_picture_that_is_not_there_is_lost(name):
    assert faults([name]) == {name: LOST}


def test_other_bytes_are_damage():
    one, other = stored(), stored((200, 20, 20))
    with default_storage.open(other) as file:
        overwrite(one, file.read())
    assert faults([one, other]) == {one: DAMAGED}


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0half"])
def test_what_is_no_picture_is_damage(data):
    name = named(data)
    assert faults([name]) == {name: DAMAGED}


def test_a_damaged_rendition_is_damage_and_a_missing_one_is_none():
    name = stored()
    rendition = rendition_name(name, WEB)
    with default_storage.open(rendition) as file:
        data = file.read()
    overwrite(rendition, data[: len(data) // 2])
    assert faults([name]) == {name: DAMAGED}
    default_storage.delete(rendition)
    assert faults([name]) == {}


@pytest.mark.parametrize("side", [6400, 9600, 14000])
def test_too_many_pixels_are_told_without_decoding_them(side):
    buffer = io.BytesIO()
    Image.new("1", (side, side)).save(buffer, "PNG")
    name = named(buffer.getvalue())
    assert faults([name]) == {name: TOO_LARGE}
