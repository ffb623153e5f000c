"""Merging outlets: articles move, names stay as other spellings, what was printed does not change."""

import threading
import time

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from issues import publishing
from news import editing, merging
from news.models import Article, Source, SourceAlias, User
from news.workflow import Refused
from tests.make import make_article, make_placed_issue, make_source
from tests.news.admin_forms import said, text_of
from tests.news.together import at_once, together

PAGE = "/quan-tri/news/source/gop/"


@pytest.fixture
def outlets(newsroom):
    """Two that are one, each with articles and another spelling."""
    winner = Source.objects.create(name="Báo Bến Sông", active=False)
    loser = Source.objects.create(name="Bến Sông điện tử", site="https://bensong.example/")
    SourceAlias.objects.create(source=winner, name="BBS")
    SourceAlias.objects.create(source=loser, name="Bến Sông online")
    make_article(source=winner), make_article(source=loser), make_article(source=loser)
    return winner, loser


def spellings(source) -> set[str]:
    """Its other spellings."""
    return set(source.aliases.values_list("name", flat=True))


def test_articles_move_and_names_stay(outlets, administrator):
    winner, loser = outlets
    result = merging.merge(winner.pk, [loser.pk], administrator)
    assert (result.articles, result.names) == (2, ("Bến Sông điện tử",))
    assert {a.source for a in Article.objects.all()} == {winner}
    assert spellings(winner) == {"BBS", "Bến Sông online", "Bến Sông điện tử"}
    assert not Source.objects.filter(pk=loser.pk).exists()
    for name in ("bến sông điện tử", "BEN SONG ONLINE", "báo bến sông", "bbs"):
        assert Source.objects.resolve(name) == winner
    winner.refresh_from_db()
    assert winner.site == "https://bensong.example/" and winner.active and winner.name == "Báo Bến Sông"


def test_the_log_says_who_and_what(outlets, administrator):
    merging.merge(outlets[0].pk, [outlets[1].pk], administrator)
    entry = LogEntry.objects.get()
    assert entry.user == administrator and entry.object_id == str(outlets[0].pk)
    assert entry.get_change_message() == "Đã gộp “Bến Sông điện tử” vào đây; 2 tin chuyển sang."


def test_a_merge_is_no_edit_and_old_versions_follow(outlets, administrator, editor):
    winner, loser = outlets
    article = Article.objects.filter(source=loser).first()
    editing.save_text(article, editor, article.version)
    before = (article.version, article.history.count(), set(article.contributors.all()))
    merging.merge(winner.pk, [loser.pk], administrator)
    article.refresh_from_db()
    assert (article.version, article.history.count(), set(article.contributors.all())) == before
    assert {version.source for version in article.history.all()} == {winner}


def test_several_at_once(outlets, administrator):
    winner, loser = outlets
    third = Source.objects.create(name="Bến Sông TV")
    for _ in range(30):
        make_article(source=third)
    assert merging.merge(winner.pk, [loser.pk, third.pk], administrator).articles == 32
    assert {"Bến Sông TV", "Bến Sông điện tử"} < spellings(winner)


def test_thirty_articles_take_as_many_queries_as_one(administrator):
    def queries(name: str, articles: int) -> int:
        winner, loser = Source.objects.create(name=f"Báo {name}"), Source.objects.create(name=f"Đài {name}")
        for _ in range(articles):
            make_article(source=loser)
        with CaptureQueriesContext(connection) as captured:
            assert merging.merge(winner.pk, [loser.pk], administrator).articles == articles
        return len(captured)

    queries("Đầu", 1)  # what is looked up once for all merges
    assert queries("Một", 1) == queries("Ba Mươi", 30) < 30


def test_a_spelling_that_the_winner_has_already_is_no_clash(outlets, administrator):
    winner, loser = outlets
    SourceAlias.objects.create(source=loser, name="bao ben song")
    SourceAlias.objects.filter(name="BBS").update(name="BEN SONG dien tu", key=loser.key)
    result = merging.merge(winner.pk, [loser.pk], administrator)
    assert result.names == () and spellings(winner) == {"BEN SONG dien tu", "Bến Sông online"}


def test_a_name_that_is_a_third_outlets_is_refused_and_nothing_moves(outlets, administrator):
    winner, loser = outlets
    third = make_source("Đài Hải Đăng")
    SourceAlias.objects.create(source=third, name="Bến Sông điện tử")
    with pytest.raises(Refused, match="“Bến Sông điện tử” đang thuộc về nguồn “Đài Hải Đăng”"):
        merging.merge(winner.pk, [loser.pk], administrator)
    assert Article.objects.filter(source=loser).count() == 2 and spellings(loser) == {"Bến Sông online"}


def test_what_was_released_keeps_the_name_that_was_printed(outlets, administrator, editor, chief, fake_pdf):
    winner, loser = outlets
    issue = make_placed_issue(2)
    Article.objects.filter(placement__issue=issue).update(source=loser)
    issue = publishing.submit(issue, editor)
    digest = issue.release.sha256
    merging.merge(winner.pk, [loser.pk], administrator)
    issue = publishing.publish(publishing.approve(issue, chief, digest), chief)
    assert issue.release.sha256 == digest
    assert {a.source for a in issue.release.edition.articles} == {"Bến Sông điện tử"}


@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_only_the_administrator_merges(role, request, client, outlets):
    user = request.getfixturevalue(role)
    winner, loser = outlets
    chosen = f"{winner.pk},{loser.pk}"
    client.force_login(user)
    allowed = role == "administrator"
    assert client.get(PAGE, {"nguon": chosen}).status_code == (200 if allowed else 403)
    data = {"nguon": chosen, "winner": winner.pk}
    assert client.post(PAGE, data).status_code == (302 if allowed else 403)
    assert Source.objects.filter(pk=loser.pk).exists() is not allowed
    listed = text_of(client.get("/quan-tri/news/source/"))
    assert ('value="merge_chosen"' in listed) is allowed
    if not allowed:
        with pytest.raises(Refused, match="không có quyền"):
            merging.merge(winner.pk, [loser.pk], user)
        act = {"action": "merge_chosen", "_selected_action": [winner.pk, loser.pk]}
        assert "gop" not in client.post("/quan-tri/news/source/", act).headers.get("Location", "")


def test_from_the_list_to_the_outlet_that_stays(client, administrator, outlets):
    winner, loser = outlets
    client.force_login(administrator)
    act = {"action": "merge_chosen", "_selected_action": [winner.pk, loser.pk]}
    url = client.post("/quan-tri/news/source/", act).url
    page = text_of(client.get(url))
    assert page.index("Bến Sông điện tử") < page.index("Báo Bến Sông"), "most articles first, and chosen"
    assert "2 tin" in page and "Cách viết khác: Bến Sông online" in page
    assert client.post(url, {"nguon": f"{winner.pk},{loser.pk}"}).status_code == 200, (
        "the winner must be named"
    )
    response = client.post(url, {"nguon": f"{winner.pk},{loser.pk}", "winner": winner.pk})
    assert response.url == f"/quan-tri/news/source/{winner.pk}/change/"
    assert "2 tin chuyển sang" in said(response)[0]


@pytest.mark.parametrize("chosen", ["", "x", "1", "999998,999999", "9" * 30, "-1,-2", "1," * 500])
def test_nothing_to_merge_is_said(chosen, client, administrator, outlets):
    client.force_login(administrator)
    count = Source.objects.count()
    for response in (client.get(PAGE, {"nguon": chosen}), client.post(PAGE, {"nguon": chosen, "winner": 1})):
        assert response.status_code == 302 and response.url == "/quan-tri/news/source/"
    assert Source.objects.count() == count


def test_the_winner_is_one_of_those_on_the_page(client, administrator, outlets):
    winner, loser = outlets
    third = make_source("Đài Hải Đăng")
    client.force_login(administrator)
    for wrong in (third.pk, "x", ""):
        data = {"nguon": f"{winner.pk},{loser.pk}", "winner": wrong}
        assert client.post(PAGE, data).status_code == 200
    assert Source.objects.filter(pk__in=[winner.pk, loser.pk]).count() == 2


def test_merged_twice_the_second_is_told(client, administrator, outlets):
    winner, loser = outlets
    client.force_login(administrator)
    data = {"nguon": f"{winner.pk},{loser.pk}", "winner": winner.pk}
    client.post(PAGE, data)
    assert "có người vừa gộp" in said(client.post(PAGE, data))[-1]
    with pytest.raises(Refused, match="có người vừa gộp"):
        merging.merge(winner.pk, [loser.pk], administrator)
    with pytest.raises(Refused, match="hai nguồn khác nhau"):
        merging.merge(winner.pk, [winner.pk], administrator)


@together
@pytest.mark.django_db(transaction=True)
def test_two_who_merge_the_same_outlet_at_once(outlets, administrator):
    winner, loser = outlets
    third = make_source("Đài Hải Đăng")
    user = User.objects.get(pk=administrator.pk)
    results = at_once(
        lambda: merging.merge(winner.pk, [loser.pk], user), lambda: merging.merge(third.pk, [loser.pk], user)
    )
    refused = [result for result in results if isinstance(result, Refused)]
    (done,) = [result for result in results if isinstance(result, merging.Merged)]
    assert len(refused) == 1 and "có người vừa gộp" in str(refused[0])
    assert Article.objects.filter(source=done.winner).count() >= 2 and done.articles == 2
    assert Source.objects.resolve("Bến Sông điện tử") == done.winner


@together
@pytest.mark.django_db(transaction=True)
def test_each_into_the_other_at_once(outlets, administrator):
    one, two = outlets
    user = User.objects.get(pk=administrator.pk)
    results = at_once(
        lambda: merging.merge(one.pk, [two.pk], user), lambda: merging.merge(two.pk, [one.pk], user)
    )
    assert sorted(type(result).__name__ for result in results) == ["Merged", "Refused"]
    assert Article.objects.filter(source__in=[one.pk, two.pk]).count() == 3


@together
@pytest.mark.django_db(transaction=True)
def test_an_article_saved_meanwhile_is_not_lost(outlets, administrator, editor):
    winner, loser = outlets
    article = make_article(editor, source=winner)
    user = User.objects.get(pk=administrator.pk)
    holding, results = threading.Event(), []

    def save():
        with transaction.atomic():
            current = editing.lock_for_editing(article, editor, article.version)
            holding.set()
            current.source = loser
            current.headline = "Sửa trong lúc gộp"
            editing.record(current, editor)
            # Long enough for a merge that does not wait to be over.
            time.sleep(0.5)
        results.append("saved")
        connections.close_all()

    def merge():
        holding.wait(10)
        try:
            results.append(merging.merge(winner.pk, [loser.pk], user))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act) for act in (save, merge)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    article.refresh_from_db()
    (done,) = [result for result in results if result != "saved"]
    assert "saved" in results and done.articles == 3
    assert (article.headline, article.source) == ("Sửa trong lúc gộp", winner)
