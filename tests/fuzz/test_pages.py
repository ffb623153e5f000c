"""Addresses, parameters and forms: whatever is sent to any page of archive and newsroom, none answers with an error of ours.

Pages come from the URL patterns: search, lists, feeds and API are tried as soon as they are there.
"""

from copy import deepcopy
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from news.models import User
from tests.admin_addresses import NAMES, address, make_things
from tests.fuzz import inputs
from tests.fuzz.bounds import fine, in_time, taken_back
from tests.issues.releases import edition, edition_article, published
from tests.public_addresses import ADDRESSES, filled

pytestmark = pytest.mark.django_db
# What an address of ours may be asked: these and any other name.
NAMED = (
    *("q", "trang", "p", "page", "nam", "muc", "nguon", "tu", "den", "sap-xep", "limit", "offset"),
    *("cursor", "format", "fields", "so", "loai", "since", "kieu"),
)
VALUES = {
    "YearConverter": ["2026", "1990"],
    "NumberConverter": ["9", "999"],
    "KeyConverter": ["1", "9" * 18],
    "FeedConverter": ["rss", "atom", "json"],
    "BlockConverter": ["0", "9"],
    "SlugConverter": ["haiphong", "bao-song-bien", "x"],
    "IntConverter": ["0", "9" * 19],
}
# Not tried: signing out would end the session that the next input needs.
LEFT_OUT = {"logout"}
FILES = {"image", "cover", "original_pdf", "file", "pictures-0-image"}


@pytest.fixture
def archive(newsroom):
    """An issue that is out."""
    published(edition(articles=[edition_article(1), edition_article(2)]))


@pytest.fixture
def staff(client, writer, editor, chief, fake_pdf):
    """A client of somebody who may do everything, and something of each kind for the addresses."""
    things = make_things(writer, editor, chief)
    client.force_login(User.objects.create_superuser("moi-quyen", password="pw"))
    return client, things


@pytest.fixture
def signed_in(staff):
    """The cookies with which the client is signed in."""
    return deepcopy(staff[0].cookies)


@st.composite
def public_requests(draw) -> str:
    """An address of the archive with any parameters."""
    _, route, converters = draw(st.sampled_from(ADDRESSES))
    values = {}
    for argument, converter in converters.items():
        known = VALUES.get(type(converter).__name__)
        values[argument] = (
            draw(st.sampled_from(known)) if known else quote(draw(inputs.text), safe="", errors="replace")
        )
    where = filled(route, values)
    named = st.dictionaries(st.sampled_from(NAMED), inputs.text, max_size=4)
    return f"{where}?{urlencode({**draw(named), **draw(inputs.query)}, errors='replace')}"


@given(public_requests())
def test_a_reader_may_ask_anything(client, archive, where):
    with in_time(), taken_back():
        fine(client.get(where))


HEADERS = (
    *("If-None-Match", "If-Modified-Since", "Accept-Encoding", "Accept", "Range"),
    *("Accept-Language", "Referer", "Cookie"),
)
sent = inputs.text.map(lambda value: "".join(c for c in value if c.isprintable() and ord(c) < 256))
places = st.sampled_from(("/", "/luu-tru/", "/gioi-thieu/", "/so/2026/9/"))


@given(places, st.dictionaries(st.sampled_from(HEADERS), sent, max_size=4))
def test_headers_do_no_harm(client, archive, settings, where, headers):
    settings.KEEP_PAGES = True
    with in_time(), taken_back():
        fine(client.get(where, headers=headers))


def told(value: str) -> str:
    """As a browser sends it: no lone surrogates."""
    return value.encode("utf-8", "replace").decode()


def file_name(text: str) -> str:
    """A file's name that a browser may send: the last part of any path, never nothing."""
    name = PurePosixPath(told(text).replace("\x00", "")).name[:200]
    return "x" if name in ("", ".", "..") else name


@given(st.sampled_from([n for n in NAMES if n not in LEFT_OUT]), inputs.query)
def test_a_page_of_the_newsroom_may_be_asked_anything(staff, page, query):
    client, things = staff
    with in_time(), taken_back():
        fine(client.get(address(page, things) + "?" + urlencode(query, errors="replace")))


def fields_of(client, where: str) -> dict[str, str]:
    """The names of the fields of the forms on a page, with the values that stand in them."""
    response = client.get(where)
    context = getattr(response, "context", None) or {}
    forms = [context["adminform"].form] if "adminform" in context else []
    for formset in context.get("inline_admin_formsets", None) or [] if context else []:
        forms += [formset.formset.management_form, *formset.formset.forms]
    if context and "form" in context and hasattr(context["form"], "fields"):
        forms.append(context["form"])
    found = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            found[bound.html_name] = "" if value is None else bound.field.prepare_value(value)
    response.close()
    return {name: value for name, value in found.items() if not hasattr(value, "chunks")}


@given(st.data())
def test_a_form_of_the_newsroom_takes_anything(staff, signed_in, data):
    client, things = staff
    page = data.draw(st.sampled_from([n for n in NAMES if n not in LEFT_OUT]))
    where = address(page, things)
    # An input before this one may have changed the password or ended the session: that is taken back, the cookie is not.
    client.cookies = deepcopy(signed_in)
    with taken_back():
        values = fields_of(client, where)
    names = sorted(values) or ["x"]
    drawn = data.draw(st.dictionaries(st.integers(0, 99), inputs.text, max_size=4))
    changed = {names[place % len(names)]: text for place, text in drawn.items()}
    extra = data.draw(st.dictionaries(st.sampled_from(EXTRA), inputs.text, max_size=3))
    sent = {name: told(str(value)) for name, value in {**flat(values), **changed, **extra}.items()}
    sent |= {
        name: SimpleUploadedFile(file_name(data.draw(inputs.text)), data.draw(inputs.files))
        for name in FILES & set(names)
        if data.draw(st.booleans())
    }
    with in_time(), taken_back():
        fine(client.post(where, sent))


# What the newsroom's scripts and buttons send.
EXTRA = (
    *(
        "action",
        "_selected_action",
        "_save",
        "_continue",
        "post",
        "note",
        "sha256",
        "reason",
        "fingerprint",
        "move",
        "to",
    ),
    *(
        "article",
        "articles",
        "section",
        "position",
        "order",
        "version",
        "text",
        "quote",
        "paragraph",
        "parent",
        "headline",
    ),
    *(
        "body",
        "link",
        "publish_at",
        "reviewer",
        "due",
        "source",
        "target",
        "keep",
        "crop_left",
        "day",
        "choice",
        "next",
    ),
)


def flat(values: dict) -> dict[str, str]:
    """Values as a form sends them; what is several is the first of them."""
    return {
        name: str(value[0] if value else "") if isinstance(value, (list, tuple)) else str(value)
        for name, value in values.items()
    }


@given(inputs.issue_texts() | inputs.text)
def test_the_page_of_the_import_takes_anything(staff, text):
    client, _ = staff
    where = reverse("admin:issues_issue_import")
    with in_time(20), taken_back():
        fine(client.post(where, {"text": told(text)}))
        fine(
            client.post(
                where, {"file": SimpleUploadedFile("so.txt", text.encode("utf-8", "replace") or b" ")}
            )
        )
