"""The newsroom speaks Vietnamese: no page of the admin shows an English word that nobody translated."""

import json
import re
from pathlib import Path

import django.contrib.admin
import pytest
from django.contrib.messages import get_messages

from news.models import Notice, User
from news.models.notice import Kind
from tests.admin_addresses import NAMES, address, make_things
from tests.english import english

# Pages of a library that only superusers see, when something has gone wrong behind the scenes.
BEHIND_THE_SCENES = "django_tasks_database"
SCRIPTS = Path(django.contrib.admin.__file__).parent / "static" / "admin" / "js"
# Of widgets that no form here has.
UNUSED = {"SelectFilter2.js", "SelectBox.js"}


@pytest.fixture
def things(newsroom, writer, editor, chief, fake_pdf):
    """Something of each kind."""
    return make_things(writer, editor, chief)


def test_english_is_heard():
    assert english('<p>Mười tin</p><a title="Select all">x</a><script>this</script>') == ["Select all"]
    assert english("<p>Danh sách tin, podcast và PDF của an@diemtin.example</p>") == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_shows_english(method, client, things):
    owner = User.objects.create_superuser("chu", password="pw")
    own = Notice.objects.create(
        recipient=owner, kind=Kind.APPROVED, subject="Một tin được duyệt", delivery="inbox"
    )
    heard = {}
    for name in NAMES:
        if name.startswith(BEHIND_THE_SCENES):
            continue
        client.force_login(owner)
        response = getattr(client, method)(address(name, things, pk=own.pk))
        pieces = [str(message) for message in get_messages(response.wsgi_request)]
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            pieces += [response.content.decode()]
        if found := [piece for page in pieces for piece in english(page)]:
            heard[name] = sorted(set(found))
    print(heard)
    assert heard == {}


def test_what_the_admins_scripts_say_is_translated(client, writer):
    client.force_login(writer)
    asked = set()
    for script in SCRIPTS.rglob("*.js"):
        if script.name not in UNUSED and "vendor" not in script.parts:
            asked |= set(
                re.findall(r"""\bn?gettext\(\s*['"]([^'"]+)['"]""", script.read_text(encoding="utf-8"))
            )
    words = client.get("/quan-tri/jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});", words, re.DOTALL)[1])
    assert len(asked) > 20 and {word for word in asked if word not in catalogue} == set()
