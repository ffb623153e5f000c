"""Every address of the newsroom, called by URL alone: nothing for strangers, nothing for staff without a role."""

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from news.models import User
from tests.make import make_article, make_placed_issue, make_source

# What every member of the staff has: the first page (with nothing on it that they may not see), signing out, the own
# password, the own notices, translations.
FOR_ALL_STAFF = {
    *("index", "app_list", "login", "logout", "password_change", "password_change_done", "jsi18n"),
    *("news_notice_changelist", "news_notice_all_read", "news_notice_preferences"),
}
# Addresses that people open before they belong to the staff; a token in them is asked instead.
FOR_STRANGERS = {"login", "jsi18n"}
REFUSED = (302, 403, 404, 405, 410)


def patterns(urls, prefix=()):
    """(name, names of the arguments) of every address below a list of patterns."""
    for url in urls:
        regex = getattr(url.pattern, "_regex", None) and url.pattern.regex
        named = tuple(regex.groupindex) if regex else tuple(url.pattern.converters)
        # Groups without a name are numbered.
        arguments = (*prefix, *named, *range(regex.groups - len(named) if regex else 0))
        if isinstance(url, URLResolver):
            yield from patterns(url.url_patterns, arguments)
        elif isinstance(url, URLPattern) and url.name:
            yield url.name, arguments


NAMES = sorted(set(patterns(admin.site.get_urls())))


@pytest.fixture
def things(newsroom, writer):
    """An object of each kind, by the beginning of the name of its pages."""
    source, article, issue = make_source(), make_article(author=writer), make_placed_issue(2)
    return {
        "news_article": article.pk,
        "news_source": source.pk,
        "news_category": "domestic",
        "news_user": writer.pk,
        "issues_issue": issue.pk,
        "issues_masthead": 1,
    }


def address(name: str, arguments: tuple, things: dict) -> str:
    """The address of a page, with an object of its kind and plausible values for everything else."""
    own = next((pk for start, pk in things.items() if name.startswith(f"{start}_")), 1)
    known = {"object_id": own, "name": "submit", "app_label": "news", "url": "x", "token": "x"}
    named = {a: known.get(a, 1) for a in arguments if isinstance(a, str)}
    if numbered := [own, 1][: len(arguments) - len(named)]:
        return reverse(f"admin:{name}", args=numbered)
    return reverse(f"admin:{name}", kwargs=named)


def answers(client, name, arguments, things) -> set[int]:
    """What a page answers to GET and to POST."""
    where = address(name, arguments, things)
    return {client.get(where).status_code, client.post(where, {"post": "yes"}).status_code}


@pytest.mark.parametrize(("name", "arguments"), [n for n in NAMES if n[0] not in FOR_STRANGERS])
def test_a_stranger_gets_nothing(client, things, name, arguments):
    where = address(name, arguments, things)
    for answer in (client.get(where), client.post(where, {"post": "yes"})):
        assert answer.status_code in REFUSED
        if answer.status_code == 302:
            assert "login" in answer.url or answer.url == reverse("admin:index")


@pytest.mark.parametrize(("name", "arguments"), [n for n in NAMES if n[0] not in FOR_ALL_STAFF])
def test_staff_without_a_role_gets_nothing(client, things, name, arguments):
    client.force_login(User.objects.create_user("moi", password="pw", is_staff=True))
    assert answers(client, name, arguments, things) <= set(REFUSED)
