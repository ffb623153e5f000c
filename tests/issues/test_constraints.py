"""What must always hold is held by the database, whatever code goes round the doors."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from issues.models import Issue, Masthead, Placement
from news.models import Article, Category
from tests.make import make_article, make_issue, place_directly

pytestmark = pytest.mark.usefixtures("newsroom")


def refused(name):
    """The block must break the named constraint."""
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture(autouse=True)
def inner_transaction(newsroom):
    """A broken constraint spoils only its own savepoint."""
    with transaction.atomic():
        yield


def test_one_number_a_year():
    make_issue(9, 2026)
    make_issue(9, 2027)
    with refused("number"), transaction.atomic():
        make_issue(9, 2026)


def test_last_day_not_before_first_day():
    make_issue(1, first_day=date(2026, 1, 2), last_day=date(2026, 1, 2))
    with refused("issue_days_in_order"), transaction.atomic():
        make_issue(2, first_day=date(2026, 1, 2), last_day=date(2026, 1, 1))


def test_a_double_issue_counts_upwards():
    make_issue(5, last_number=6)
    with refused("issue_numbers_in_order"), transaction.atomic():
        make_issue(7, last_number=7)


def test_an_article_is_placed_once():
    article = make_article()
    place_directly(make_issue(1), article, "haiphong")
    with refused("article_id"), transaction.atomic():
        place_directly(make_issue(2), article, "domestic")


def test_positions_are_unique_in_a_section():
    issue = make_issue()
    place_directly(issue, make_article(), "haiphong")
    Placement.objects.create(issue=issue, article=make_article(), category_id="domestic", position=1)
    with refused("position"), transaction.atomic():
        Placement.objects.create(issue=issue, article=make_article(), category_id="haiphong", position=1)


def test_nothing_is_placed_in_the_summary_section():
    with refused("placement_not_in_summary"), transaction.atomic():
        place_directly(make_issue(), make_article(), "trends")


def test_only_the_trends_are_a_summary_section():
    with refused("category_summary_is_the_trends"), transaction.atomic():
        Category.objects.filter(slug="domestic").update(layout="summary")
    with refused("category_summary_is_the_trends"), transaction.atomic():
        Category.objects.filter(slug="trends").update(layout="list")


def test_a_published_issue_has_its_date_and_its_release():
    issue = make_issue()
    with refused("issue_published_has_date_and_release"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(status="published")
    with refused("issue_published_has_date_and_release"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(status="published", published_at=timezone.now())


@pytest.mark.parametrize("model", [Issue, Article])
def test_a_status_is_one_of_the_known(model):
    make_issue(), make_article()
    with refused("status_known"), transaction.atomic():
        model.objects.update(status="hidden")


def test_there_is_one_masthead():
    Masthead(name="Thứ hai").save()
    assert Masthead.objects.count() == 1
    with refused("masthead_single"), transaction.atomic():
        Masthead.objects.bulk_create([Masthead(pk=2, name="Thứ ba")])


def test_an_original_pdf_belongs_to_a_back_issue():
    make_issue(1, origin="archive", original_pdf="originals/a.pdf")
    with refused("issue_original_pdf_of_archive"), transaction.atomic():
        make_issue(2, original_pdf="originals/b.pdf")
