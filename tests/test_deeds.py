"""Every step and every other deed, by POST to its address alone, by each of the people: done, or refused and nothing changed."""

import pytest
from django.db import transaction
from django.test import Client

from issues import workflow as issue_workflow
from issues.models import LinkCheck
from news import workflow
from news.models import User
from tests.database import everything
from tests.deeds import articles, house, issues  # noqa: F401 each file enters its deeds
from tests.deeds.deed import ACTORS, DEEDS, Cast, Deed
from tests.english import english
from tests.news.admin_forms import said, text_of


@pytest.fixture
def cast(request, newsroom, fake_pdf, monkeypatch):
    """Everybody; PDFs stand in, and no address is asked for."""
    monkeypatch.setattr(
        "issues.admin_views.preflight.check_links_later",
        lambda issue: LinkCheck.objects.create(url="https://songbien.example/", status=200),
    )
    owner = User.objects.create_superuser("chu", password="pw")
    others = [name for name in Cast.__dataclass_fields__ if name != "owner"]
    return Cast(**{name: request.getfixturevalue(name) for name in others}, owner=owner)


def page_of(response) -> str:
    """The page that came back, empty where it was none."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return text_of(response) if is_page else ""


def outcome(deed: Deed, cast: Cast, actor: User) -> str:
    """What becomes of it, in the table's signs; it is undone afterwards."""
    with transaction.atomic():
        sent = deed.prepare(cast, actor)
        browser = Client()
        browser.force_login(actor)
        before = everything()
        assert not sent.done(), "the scene is set for something that has happened already"
        response = browser.post(sent.address, sent.data)
        assert not [words for words in (*said(response), page_of(response)) if english(words)]
        done, changed = sent.done(), everything() != before
        transaction.set_rollback(True)
    if done:
        return "done"
    if changed:
        return f"{response.status_code}, something else was written"
    if response.status_code in (200, 302):
        told = said(response) or "errorlist" in text_of(response)
        return "!" if told else f"{response.status_code} without a word"
    return {403: "-", 404: "."}.get(response.status_code, str(response.status_code))


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_who_may(deed, cast):
    found = [outcome(deed, cast, getattr(cast, name)) for name in ACTORS.values()]
    signs = "".join(letter if what == "done" else what for letter, what in zip(ACTORS, found, strict=True))
    assert signs == deed.who


def test_every_step_of_both_workflows_is_among_the_deeds():
    texts = " ".join(
        constant
        for module in (articles, issues)
        for function in vars(module).values()
        if callable(function) and hasattr(function, "__code__")
        for constant in function.__code__.co_consts
        if isinstance(constant, str)
    ).split()
    steps = (*workflow.ARTICLE_TRANSITIONS, *issue_workflow.ISSUE_TRANSITIONS)
    assert {step.name for step in steps} <= set(texts)
