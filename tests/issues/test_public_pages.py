"""What the public sees: home, issue, article, archive."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.core.files.storage import default_storage

from issues.addresses import article_path
from issues.edition import EditionCorrection
from issues.models.issue import IssueStatus
from news.pictures import SMALL, WEB, rendition_name
from tests.issues.releases import (
    edition,
    edition_article,
    published,
    stored_picture,
    stored_release,
    text,
    withdrawn,
)

pytestmark = pytest.mark.django_db

ISSUE = "/so/2026/9/"
PDF = "/so/2026/9/diem-tin.pdf"


class TestAnEmptyArchive:
    def test_home_says_so_kindly(self, client):
        response = client.get("/")
        assert response.status_code == 200
        assert "Số đầu tiên đang được thực hiện" in text(response)

    def test_the_shelf_says_so(self, client):
        assert "Chưa có số nào được phát hành" in text(client.get("/luu-tru/"))

    def test_about_stands_on_the_masthead_that_is_set_up(self, client, newsroom):
        assert client.get("/gioi-thieu/").status_code == 200


class TestAnIssue:
    def test_shows_sections_articles_sources_and_the_trend_summary(self, client):
        published(edition(articles=[edition_article(1)], focus=[edition_article(2)], theme="Nhìn ra biển"))
        page = text(client.get(ISSUE))
        for expected in (
            "27/02 – 05/03/2026",
            "Nhìn ra biển",
            "Trạm quan trắc 1 gửi",
            "Trạm quan trắc 2 gửi",
        ):
            assert expected in page
        assert "Báo Sóng Biển" in page and "https://songbien.example/tin/1" in page
        assert "Câu hỏi đắt." in page and "36 trang" in page

    def test_headings_go_down_one_level_at_a_time(self, client):
        published(edition(articles=[edition_article(1)], focus=[edition_article(2)]))
        levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", text(client.get(ISSUE)))]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_a_section_without_articles_and_an_empty_summary_are_left_out(self, client):
        published(edition(articles=[edition_article(1)], trends_body=""))
        page = text(client.get(ISSUE))
        assert "Tin Hải Phòng" not in page and "Tổng kết xu hướng" not in page

    def test_previous_and_next_pass_over_what_is_not_public(self, client):
        published(edition(number=7))
        withdrawn(edition(number=8))
        published(edition(number=9))
        stored_release(edition(number=10), IssueStatus.APPROVED)
        published(edition(number=11))
        published(edition(number=12))
        published(edition(number=6))
        page = text(client.get(ISSUE))
        assert 'href="/so/2026/7/"' in page and 'href="/so/2026/11/"' in page
        assert "/so/2026/8/" not in page and "/so/2026/10/" not in page

    def test_the_year_turns(self, client):
        published(edition(number=52, year=2025))
        published(edition(number=1, year=2026))
        assert 'rel="next" href="/so/2026/1/"' in text(client.get("/so/2025/52/"))
        assert 'rel="prev" href="/so/2025/52/"' in text(client.get("/so/2026/1/"))

    def test_the_newest_release_is_shown_whatever_is_being_prepared(self, client):
        published(edition(articles=[edition_article(1, headline="Bản đầu")]))
        published(edition(articles=[edition_article(1, headline="Bản đã đính chính")]))
        stored_release(edition(articles=[edition_article(1, headline="Bản chưa ra")]))
        page = text(client.get(ISSUE))
        assert "Bản đã đính chính" in page and "Bản đầu" not in page and "Bản chưa ra" not in page

    def test_notice_corrections_and_podcast(self, client):
        note = EditionCorrection(date(2026, 3, 8), "Bìa ghi nhầm ngày.", None)
        of_article = EditionCorrection(date(2026, 3, 9), "Sai tên trạm.", 1)
        published(
            edition(
                articles=[edition_article(1), edition_article(2)],
                page_notice="Nội dung minh họa",
                corrections=(note, of_article),
                podcast_title="Nghe số 9",
                podcast_url="https://nghe.example/9",
            )
        )
        page = text(client.get(ISSUE))
        assert "Nội dung minh họa" in page and "https://nghe.example/9" in page
        assert "08/03/2026" in page and "Bìa ghi nhầm ngày." in page
        assert "Sai tên trạm." not in page and page.count("Có đính chính") == 1

    def test_a_lost_pdf_does_not_take_the_page_with_it(self, client):
        release = published(edition())
        default_storage.delete(release.pdf.name)
        assert client.get(ISSUE).status_code == 200


class TestHome:
    def test_is_the_newest_public_issue(self, client):
        published(edition(number=50, year=2025))
        published(edition(number=9))
        withdrawn(edition(number=10))
        stored_release(edition(number=11), IssueStatus.REVIEW)
        page = text(client.get("/"))
        assert "Số 9/2026" in page and f'href="{PDF}"' in page


class TestAnArticle:
    def test_shows_day_source_figures_and_place(self, client):
        made = edition(articles=[edition_article(1), edition_article(2)], focus=[edition_article(3)])
        published(made)
        page = text(client.get(article_path(made, made.articles[1])))
        for expected in ("Thứ Hai, 02/03/2026", "98,97%", "Đoạn thứ hai của tin 2.", "Tin 2 trong 3 tin"):
            assert expected in page
        assert 'href="https://songbien.example/tin/2" rel="external noopener"' in page
        assert article_path(made, made.articles[0]) in page and article_path(made, made.articles[2]) in page

    def test_without_date_source_link_or_picture(self, client):
        bare = edition_article(1, news_date=None, source="", link="", key_figures=())
        made = edition(articles=[bare])
        published(made)
        page = text(client.get(article_path(made, bare)))
        assert "Chi tiết" not in page and "Nguồn:" not in page and "Thứ" not in page

    def test_pictures_have_size_alt_caption_and_credit(self, client):
        made = edition(articles=[edition_article(1, pictures=(stored_picture(),))])
        published(made)
        page = text(client.get(article_path(made, made.articles[0])))
        assert 'width="1800" height="1200" alt="Cầu cảng buổi sớm"' in page
        assert "Cầu cảng <span" in page and "Tranh: Điểm tin" in page
        name = made.pictures[0].name
        assert f"/anh/{rendition_name(name, WEB)} 960w" in page
        assert f'<source type="image/avif" srcset="/anh/{rendition_name(name, SMALL, ".avif")} 360w, ' in page
        assert f"/anh/{rendition_name(name, WEB, '.avif')} 960w, " in page

    def test_corrections_are_dated_and_only_its_own(self, client):
        notes = (
            EditionCorrection(date(2026, 3, 9), "Câu đầu ghi sai số trạm.", 1),
            EditionCorrection(date(2026, 3, 10), "Chuyện của tin khác.", 2),
        )
        made = edition(articles=[edition_article(1), edition_article(2)], corrections=notes)
        published(made)
        page = text(client.get(article_path(made, made.articles[0])))
        assert (
            "09/03/2026" in page and "Câu đầu ghi sai số trạm." in page and "Chuyện của tin khác." not in page
        )

    @pytest.mark.parametrize("slug", ["x", "tram-quan-trac-10", "Trạm", "a%20b", "%0d%0aSet-Cookie:x"])
    def test_a_wrong_slug_leads_to_the_right_address(self, client, slug):
        made = edition(articles=[edition_article(1)])
        published(made)
        response = client.get(f"{ISSUE}1-{slug}/")
        assert response.status_code == 301
        assert response["Location"] == "/so/2026/9/1-tram-quan-trac-1/"

    def test_an_id_of_another_issue_is_not_found(self, client):
        published(edition(articles=[edition_article(1)]))
        published(edition(number=8, articles=[edition_article(2)]))
        assert client.get(f"{ISSUE}2-tram-quan-trac-2/").status_code == 404

    def test_rich_text_stands_as_it_was_cleaned(self, client):
        body = "<p>Một</p><blockquote><p>Hai</p></blockquote><table><tr><td>Ba</td></tr></table>"
        made = edition(articles=[edition_article(1, body=body)])
        published(made)
        before, table = body.split("<table>")
        page = text(client.get(article_path(made, made.articles[0])))
        # A wide table scrolls by itself, also for those who have no mouse.
        assert (
            f'{before}<div class="table" tabindex="0" role="region" aria-label="Bảng trong bài"><table>{table}</div>'
            in page
        )


class TestTheArchive:
    def test_lists_public_issues_by_year(self, client):
        published(edition(number=50, year=2025))
        published(edition(number=8))
        published(edition(number=9, articles=[edition_article(1)]))
        withdrawn(edition(number=10))
        stored_release(edition(number=11), IssueStatus.APPROVED)
        page = text(client.get("/luu-tru/"))
        assert page.index("Số 9/2026") < page.index("Số 8/2026")
        assert "Số 50/2025" not in page and 'href="/luu-tru/2025/"' in page
        assert "1 tin" in page and "36 trang" in page
        assert "10/2026" not in page and "11/2026" not in page

    def test_of_one_year(self, client):
        published(edition(number=50, year=2025))
        published(edition(number=9))
        page = text(client.get("/luu-tru/2025/"))
        assert "Số 50/2025" in page and "Số 9/2026" not in page

    def test_a_year_without_public_issues_is_not_found(self, client):
        withdrawn(edition(number=1, year=2024))
        assert client.get("/luu-tru/2024/").status_code == 404
