"""The bin: what may be deleted goes there and comes back as it was; what something hangs on stays."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from issues import placing
from issues.models import Arrangement, HouseForm, Issue, PublicArticle
from news import binning
from news.admin.binned import BinnedDeletion
from news.models import Article, Binned, Category, Source, SourceAlias
from news.workflow import Refused
from tests.issues.releases import edition, edition_article, published
from tests.make import make_article, make_issue, make_placed_issue, make_source

BIN = "admin:news_binned_changelist"


def values(row) -> dict:
    """All columns of a row."""
    return type(row).objects.filter(pk=row.pk).values().get()


@pytest.fixture
def source(newsroom) -> Source:
    """An outlet with two spellings, of which there is no article."""
    source = Source.objects.create(name="Báo Gõ Nhầm", site="https://gonham.example/")
    for name in ("Gõ Nhầm", "Báo GN"):
        SourceAlias.objects.create(source=source, name=name)
    return source


@pytest.fixture
def arranged(editor) -> Issue:
    """A draft issue in which an article stood and stands no more: it has a log of arrangements."""
    issue = make_issue(30)
    article = make_article(author=editor, status="approved")
    placement = placing.place(issue, article, Category.objects.get(slug="domestic"), editor)
    placing.take_out(placement, editor)
    return issue


def test_an_outlet_comes_back_with_its_spellings(source, editor):
    before, aliases = values(source), list(source.aliases.order_by("pk").values())
    binned = binning.throw_away(source, editor)
    assert not Source.objects.filter(pk=source.pk).exists()
    assert not SourceAlias.objects.filter(source_id=source.pk).exists()
    assert (binned.name, binned.kind, binned.deleted_by) == ("Báo Gõ Nhầm", "news.Source", editor)
    assert binning.bring_back(binned.pk, editor) == source
    assert values(source) == before and list(source.aliases.order_by("pk").values()) == aliases
    assert not Binned.objects.exists()
    assert LogEntry.objects.get(object_id=str(source.pk)).change_message == "Khôi phục từ thùng rác."


def test_a_draft_issue_comes_back_with_its_log(arranged, editor):
    before, log = values(arranged), list(Arrangement.objects.filter(issue=arranged).values())
    assert log
    binned = binning.throw_away(arranged, editor)
    assert not Issue.objects.filter(number=30).exists() and not Arrangement.objects.exists()
    versions = Issue.history.filter(id=arranged.pk).count()
    binning.bring_back(binned.pk, editor)
    assert values(arranged) == before
    assert list(Arrangement.objects.filter(issue=arranged).values()) == log
    assert Issue.history.filter(id=arranged.pk).count() == versions, "no version is made by it"


def test_an_outlet_of_articles_is_not_deleted(source, editor):
    make_article(source=source)
    with pytest.raises(Refused, match="còn 1 tin gắn với nó"):
        binning.throw_away(source, editor)
    assert source.aliases.count() == 2 and not Binned.objects.exists()


def test_an_outlet_that_readers_see_is_not_deleted(source, editor):
    """Also where its name stands in print only, and no article of today is its."""
    published(edition(articles=[edition_article(1, source="Báo GN")]))
    with pytest.raises(Refused, match="còn 1 tin đang phát hành gắn với nó"):
        binning.throw_away(source, editor)
    assert PublicArticle.objects.get().source == source


@pytest.mark.parametrize("status", ["draft", "review", "published"])
def test_an_issue_with_articles_is_not_deleted(editor, status):
    issue = make_placed_issue(2, number=31)
    if status != "draft":
        issue.status_changes.create(user=editor, transition="submit", from_status="draft", to_status=status)
    with pytest.raises(Refused, match=r"còn 2 vị trí|còn 1 bước của số, 2 vị trí"):
        binning.throw_away(issue, editor)
    assert issue.placements.count() == 2


def test_who_may_not_delete_may_neither_delete_nor_bring_back(source, writer, editor):
    with pytest.raises(Refused, match="không có quyền"):
        binning.throw_away(source, writer)
    binned = binning.throw_away(source, editor)
    with pytest.raises(Refused, match="không có quyền"):
        binning.bring_back(binned.pk, writer)
    assert Binned.objects.get() == binned and list(Binned.objects.for_user(writer)) == []


def test_what_was_deleted_twice_is_told(source, editor):
    same = Source.objects.get(pk=source.pk)
    binned = binning.throw_away(source, editor)
    with pytest.raises(Refused, match="không còn nữa"):
        binning.throw_away(same, editor)
    binning.bring_back(binned.pk, editor)
    with pytest.raises(Refused, match="không còn trong thùng rác"):
        binning.bring_back(binned.pk, editor)


def taken_name():
    Source.objects.create(name="Báo gõ nhầm")


def taken_spelling():
    SourceAlias.objects.create(source=make_source("Báo Khác"), name="bao gn")


@pytest.mark.parametrize("take", [taken_name, taken_spelling])
def test_where_somebody_took_its_name_it_stays_in_the_bin(source, editor, take):
    binned = binning.throw_away(source, editor)
    take()
    with pytest.raises(Refused, match="Không khôi phục được"):
        binning.bring_back(binned.pk, editor)
    assert Binned.objects.get() == binned and not Source.objects.filter(pk=source.pk).exists()


def test_where_somebody_took_its_number_it_stays_in_the_bin(editor):
    binned = binning.throw_away(make_issue(32), editor)
    make_issue(31, last_number=32)
    with pytest.raises(Refused, match="Trùng với số 31–32/2026"):
        binning.bring_back(binned.pk, editor)


def test_where_its_key_was_taken_it_stays_in_the_bin(source, editor):
    binned = binning.throw_away(source, editor)
    Source.objects.create(pk=int(binned.key), name="Báo Chiếm Chỗ")
    with pytest.raises(Refused, match="Không khôi phục được"):
        binning.bring_back(binned.pk, editor)
    assert Source.objects.get(pk=binned.key).name == "Báo Chiếm Chỗ"


def test_a_spelling_does_not_come_back_without_its_outlet(source, editor):
    binned = binning.throw_away(source.aliases.first(), editor)
    binning.throw_away(source, editor)
    with pytest.raises(Refused, match="nguồn tin của mục này không còn nữa"):
        binning.bring_back(binned.pk, editor)


def test_nothing_is_lost_before_its_time(source, editor):
    binned = binning.throw_away(source, editor)
    assert binned.until - binned.deleted_at >= timedelta(days=30) - timedelta(minutes=1)
    call_command("empty_bin")
    assert Binned.objects.exists()
    Binned.objects.update(until=timezone.now() - timedelta(seconds=1))
    call_command("empty_bin")
    assert not Binned.objects.exists()


# The pages


def delete(client, row) -> str:
    """Delete on the row's page; returns what the page after it says."""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_delete"
    return client.post(reverse(name, args=[row.pk]), {"post": "yes"}, follow=True).content.decode()


def test_the_form_offers_to_delete_only_what_nothing_hangs_on(client, editor, source):
    client.force_login(editor)
    used = make_source()
    make_article(source=used)
    for row, offered in (
        (source, True),
        (used, False),
        (make_issue(33), True),
        (make_placed_issue(1, number=34), False),
    ):
        page = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        assert ("deletelink" in client.get(page).content.decode()) is offered, row


def test_deleted_in_the_admin_and_brought_back_on_the_bins_page(client, editor):
    form = HouseForm.objects.create(preferred="dữ liệu", variants="data")
    client.force_login(editor)
    assert "thùng rác đến hết ngày" in delete(client, form)
    listed = client.get(reverse(BIN)).content.decode()
    assert "dữ liệu" in listed and str(editor) in listed
    back = reverse("admin:news_binned_bring_back", args=[Binned.objects.get().pk])
    assert client.get(back).status_code == 405 and not HouseForm.objects.filter(pk=form.pk).exists()
    assert "Đã khôi phục" in client.post(back, follow=True).content.decode()
    assert HouseForm.objects.get(pk=form.pk).variants == "data"
    assert client.post(back).status_code == 404


def test_what_cannot_come_back_is_told_on_the_page(client, editor, source):
    binned = binning.throw_away(source, editor)
    taken_name()
    client.force_login(editor)
    page = client.post(reverse("admin:news_binned_bring_back", args=[binned.pk]), follow=True)
    assert "Không khôi phục được" in page.content.decode()


def test_a_spelling_that_is_crossed_out_goes_into_the_bin_as_it_was(client, editor, source):
    first, second = source.aliases.order_by("pk")
    was = values(first)
    data = {"name": source.name, "site": source.site, "feed": "", "active": "on"}
    data |= {"aliases-TOTAL_FORMS": "2", "aliases-INITIAL_FORMS": "2"}
    for n, alias in enumerate((first, second)):
        data |= {
            f"aliases-{n}-id": alias.pk,
            f"aliases-{n}-source": source.pk,
            f"aliases-{n}-name": alias.name,
        }
    # The other one takes its spelling in the same breath.
    data |= {"aliases-0-DELETE": "on", "aliases-1-name": first.name}
    client.force_login(editor)
    answer = client.post(reverse("admin:news_source_change", args=[source.pk]), data)
    assert answer.status_code == 302, answer.content.decode()
    assert [alias.name for alias in source.aliases.all()] == [first.name]
    binned = Binned.objects.get()
    assert binned.rows[0]["fields"]["key"] == was["key"]
    with pytest.raises(Refused, match="Không khôi phục được"):
        binning.bring_back(binned.pk, editor)


@pytest.mark.parametrize("person", ["writer"])
def test_a_writer_has_no_bin(client, request, source, editor, person):
    binned = binning.throw_away(source, editor)
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse(BIN)).status_code == 403
    assert client.post(reverse("admin:news_binned_bring_back", args=[binned.pk])).status_code == 403
    assert "Thùng rác" not in client.get(reverse("admin:index")).content.decode()


def test_an_administrator_sees_only_what_they_may_bring_back(client, administrator, editor, source):
    binning.throw_away(source, editor)
    issue = binning.throw_away(make_issue(35), editor)
    client.force_login(administrator)
    page = client.get(reverse(BIN)).content.decode()
    assert "Báo Gõ Nhầm" in page and "Số 35/2026" not in page
    assert client.post(reverse("admin:news_binned_bring_back", args=[issue.pk])).status_code == 404


def test_the_list_of_the_bin_asks_a_constant_number_of_queries(client, editor, django_assert_max_num_queries):
    for n in range(12):
        binning.throw_away(HouseForm.objects.create(preferred=f"từ {n}", variants="x"), editor)
    client.force_login(editor)
    with django_assert_max_num_queries(12):
        client.get(reverse(BIN))


# What cannot be deleted at all

NEVER = {Article, Category, *apps.get_app_config("auth").get_models()}


def test_every_page_that_deletes_uses_the_bin(rf, administrator):
    """Whatever is registered later: without the bin nothing is deleted, not even by a superuser."""
    administrator.is_superuser = True
    request = rf.get("/")
    request.user = administrator
    deleting = [a for a in admin.site._registry.values() if a.has_delete_permission(request)]
    assert deleting and all(isinstance(a, BinnedDeletion) for a in deleting)
    assert not {a.model for a in deleting} & NEVER


LOGS_AND_RECORDS = (
    ("issues.Placement", "issue"),
    ("issues.IssueStatusChange", "issue"),
    ("issues.Release", "issue"),
    ("issues.ReleasePicture", "release"),
    ("issues.Correction", "issue"),
    ("news.ArticleStatusChange", "article"),
    ("news.ArticleComment", "article"),
    ("news.Picture", "article"),
    ("news.Article", "source"),
)


@pytest.mark.parametrize(("label", "name"), LOGS_AND_RECORDS)
def test_records_hold_what_they_are_about(label, name):
    assert apps.get_model(label)._meta.get_field(name).remote_field.on_delete is models.PROTECT


def test_also_past_the_admin_nothing_goes_that_something_hangs_on(editor):
    issue = make_placed_issue(1, number=36)
    for row in (issue, make_source("Báo Sóng Biển"), editor):
        if row == editor:
            make_article(author=editor)
        with pytest.raises((models.ProtectedError, IntegrityError)), transaction.atomic():
            row.delete()
