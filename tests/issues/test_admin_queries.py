"""Whatever stands in a page's address: NUL characters, endless words and numbers do no harm, on either database."""

import pytest

from issues.models import Issue
from tests.make import make_article, make_placed_issue

ADMIN = "/quan-tri/"
LISTS = {
    "": ("x",),
    "news/article/": (
        "q",
        "p",
        "o",
        "e",
        "all",
        "cua",
        "so",
        "status__exact",
        "category__slug__exact",
        "news_date__gte",
        "source__id__exact",
        "category__isnull",
        "headline",
        "_popup",
        "_facets",
    ),
    "news/article/add/": ("headline", "source", "category", "news_date", "link", "_changelist_filters"),
    "issues/issue/": ("q", "p", "o", "year", "status__exact", "origin__exact"),
    "issues/issue/add/": ("number", "first_day", "theme"),
    "issues/issue/{issue}/change/": ("tim", "o", "doan", "_changelist_filters"),
    "issues/issue/{issue}/xep-tin/": ("q", "muc", "p"),
    "issues/issue/{issue}/soat-loi/": ("muc-do", "loai", "muc", "p"),
    "issues/issue/{issue}/xem-thu.pdf": ("kieu", "phan"),
    "issues/issue/{issue}/history/": ("p", "page"),
    "issues/issue/{issue}/buoc/submit/": ("x",),
    "issues/issue/{issue}/so-sanh/": ("a", "b"),
    "news/article/{article}/change/": ("tim", "o", "doan"),
    "news/article/{article}/history/": ("p", "page"),
    "news/article/{article}/so-sanh/": ("a", "b"),
    "news/article/{article}/nhan-xet/": ("x",),
    "news/article/{article}/moi-duyet/": ("x",),
    "news/source/": ("q", "p", "active__exact"),
    "news/category/": ("q", "p", "o"),
    "news/user/": ("q", "p", "groups__id__exact", "is_active__exact"),
    "news/notice/": ("p", "chua-doc"),
    "news/source/gop/": ("nguon",),
    "news/user/add/": ("groups", "username"),
}
HOSTILE = ("a%00b", "9" * 30, "x" * 3000, "-1")


@pytest.fixture
def addresses(newsroom):
    """Every page with one hostile value in every parameter."""
    issue, article = make_placed_issue(2), make_article()
    return [
        f"{ADMIN}{page.format(issue=issue.pk, article=article.pk)}?{name}={value}"
        for page, names in LISTS.items()
        for name in names
        for value in HOSTILE
    ]


def test_no_address_breaks_a_page(client, django_user_model, addresses):
    client.force_login(django_user_model.objects.create_superuser("chu", password="pw"))
    answers = {url: client.get(url).status_code for url in addresses}
    wrong = {url[:120]: status for url, status in answers.items() if status not in (200, 302, 400, 404)}
    assert not wrong and Issue.objects.count() == 1


@pytest.mark.parametrize("name", ["q", "status__exact"])
def test_a_nul_is_as_if_it_were_not_there(name, client, editor):
    make_article(status="review", headline="Đèn biển")
    client.force_login(editor)
    value = {"q": "den%00%20bien", "status__exact": "rev%00iew"}[name]
    assert client.get(f"{ADMIN}news/article/?{name}={value}").context["cl"].result_count == 1
