"""Articles that tell of the same."""

import pytest

from issues import related, shelving
from issues.models import PublicArticle, RelatedArticle
from tests.issues.releases import edition, edition_article, published, withdrawn

pytestmark = pytest.mark.django_db


def told(pk: int, headline: str, body: str = "Câu chung của mọi tin.", **values):
    """An article without key figures."""
    return edition_article(pk, headline=headline, body=f"<p>{body}</p>", key_figures=(), **values)


def lists() -> dict[int, list[int]]:
    """What each article leads to."""
    return {a.pk: [other.pk for other in related.of(a)] for a in PublicArticle.objects.all()}


BUOY_1 = told(1, "Phao Hòn Cau gửi bản tin đầu", "Phao Hòn Cau đo sóng.")
BUOY_2 = told(2, "Phao Hòn Cau được thay pin", "Kỹ sư ra phao Hòn Cau.")
TEA = told(3, "Trà sen ướp trong bông", "Nghệ nhân ướp trà sen.")


class TestWhatIsRelated:
    def test_earlier_articles_of_the_same_subject(self):
        published(edition(number=1, articles=[BUOY_1, TEA]))
        published(edition(number=2, articles=[BUOY_2]))
        assert lists() == {1: [], 3: [], 2: [1]}

    def test_articles_of_the_same_issue(self):
        published(edition(number=1, articles=[BUOY_1, BUOY_2, TEA]))
        assert lists() == {1: [2], 2: [1], 3: []}

    def test_at_most_four_the_newest_of_equals_first(self):
        for number in range(1, 8):
            published(edition(number=number, articles=[told(number, "Phao Hòn Cau đo sóng")]))
        assert lists()[7] == [6, 5, 4, 3] and lists()[1] == []

    def test_what_is_in_every_article_relates_nothing(self):
        for number in range(1, 6):
            made = [told(number * 100 + n, f"X{number}{n:02} chuyển đổi số") for n in range(40)]
            published(edition(number=number, articles=made))
        assert not RelatedArticle.objects.exclude(article__issue__number__lte=4).exists()

    def test_in_a_small_archive_less_is_rare(self):
        # "Khởi nghiệp" and "sáng tạo" are in a dozen of sixty articles, as words of the trade are.
        made = [told(n, f"X{n} khởi nghiệp sáng tạo" if n < 12 else f"Y{n} z{n}") for n in range(60)]
        published(edition(number=1, articles=[*made, told(90, "Phao Hòn Cau khởi nghiệp sáng tạo")]))
        published(edition(number=2, articles=[told(91, "Phao Hòn Cau đo sóng, khởi nghiệp sáng tạo")]))
        assert lists()[91] == [90]

    def test_a_foreign_name_that_is_repeated_counts(self):
        published(
            edition(
                number=1, articles=[told(1, "Một phao lạ", "VinaBuoy và Seaglider. VinaBuoy, Seaglider.")]
            )
        )
        published(
            edition(number=2, articles=[told(2, "Thiết bị mới", "Seaglider, VinaBuoy! Seaglider; VinaBuoy.")])
        )
        assert lists()[2] == [1]


class TestThroughChanges:
    @pytest.fixture
    def shelf(self):
        published(edition(number=1, articles=[BUOY_1, TEA]))
        published(edition(number=2, articles=[BUOY_2]))

    def test_a_correction_keeps_what_leads_to_it(self, shelf):
        published(edition(number=1, articles=[BUOY_1, told(3, "Trà nhài")]))
        assert lists() == {1: [], 3: [], 2: [1]}

    def test_a_correction_leads_to_nothing_that_came_later(self, shelf):
        published(edition(number=1, articles=[told(1, "Phao Hòn Cau gửi bản tin thứ hai"), TEA]))
        assert lists()[1] == []

    def test_what_is_withdrawn_leaves_the_lists_of_others(self, shelf):
        withdrawn(edition(number=1, articles=[BUOY_1, TEA]))
        assert lists() == {2: []}

    def test_which_issues_show_this_one(self, shelf):
        first, second = (PublicArticle.objects.get(pk=pk).issue_id for pk in (1, 2))
        assert related.issues_showing(first) == [(2026, 2)] and related.issues_showing(second) == []

    def test_rebuilding_makes_the_same_lists(self, shelf):
        before = lists()
        shelving.rebuild()
        assert lists() == before


def test_a_list_is_one_query(django_assert_num_queries):
    published(edition(number=1, articles=[BUOY_1, TEA]))
    published(edition(number=2, articles=[BUOY_2]))
    article = PublicArticle.objects.get(pk=2)
    with django_assert_num_queries(1):
        found = related.of(article)
        assert [(a.headline, a.slug, a.issue.label, a.issue.year) for a in found]
    with django_assert_num_queries(1):
        related.issues_showing(article.issue_id)
