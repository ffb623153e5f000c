"""What the public must not see: work in progress, withdrawn issues, guessed numbers."""

import pytest
from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime

from issues.models.issue import IssueStatus
from tests.issues.releases import (
    edition,
    edition_article,
    issue_of,
    published,
    stored_release,
    text,
    withdrawn,
)

pytestmark = pytest.mark.django_db

ISSUE = "/so/2026/9/"
PDF = "/so/2026/9/diem-tin.pdf"


class TestWhatIsNotPublic:
    @pytest.mark.parametrize("status", [IssueStatus.DRAFT, IssueStatus.REVIEW, IssueStatus.APPROVED])
    @pytest.mark.parametrize("path", [ISSUE, PDF, f"{ISSUE}1-tram-quan-trac-1/", f"{ISSUE}1-x/"])
    def test_answers_not_found(self, client, status, path):
        stored_release(edition(articles=[edition_article(1)]), status)
        response = client.get(path)
        assert response.status_code == 404
        assert "Trạm quan trắc" not in text(response)

    def test_an_issue_without_any_release(self, client):
        issue_of(edition(), IssueStatus.DRAFT)
        assert client.get(ISSUE).status_code == 404

    def test_staff_see_no_more_at_public_addresses(self, client, editor):
        stored_release(edition(), IssueStatus.REVIEW)
        client.force_login(editor)
        assert client.get(ISSUE).status_code == 404

    @pytest.mark.parametrize(
        "path",
        [
            *(
                f"/so/2026/{n}/"
                for n in ("0", "-1", "09", "1000", "9" * 20, "९", "9.0", "1e1", "%00", "9%0a")
            ),
            *(f"/so/{y}/9/" for y in ("0", "1989", "2200", "9" * 20, "２０２６", "-2026")),
            *(f"{ISSUE}{a}/" for a in ("0-x", "-1-x", "9" * 25 + "-x", "१-x", "1")),
            *(f"/luu-tru/{y}/" for y in ("1999", "0", "99999", "٢٠٢٦")),
        ],
    )
    def test_hostile_numbers_are_not_found_and_break_nothing(self, client, path):
        published(edition(articles=[edition_article(1)]))
        assert client.get(path).status_code == 404

    def test_not_found_is_not_cached(self, client):
        assert client.get(ISSUE)["Cache-Control"] == "no-store"


class TestWithdrawal:
    @pytest.mark.parametrize("path", [ISSUE, PDF, f"{ISSUE}1-tram-quan-trac-1/", f"{ISSUE}1-x/"])
    def test_every_address_answers_gone_with_date_and_reason(self, client, path):
        release = withdrawn(edition(articles=[edition_article(1)]), reason="In nhầm <b>bài</b>.")
        response = client.get(path)
        page = text(response)
        assert response.status_code == 410
        assert (
            date_format(localtime(release.withdrawn_at), "d/m/Y") in page
            and "In nhầm &lt;b&gt;bài&lt;/b&gt;." in page
        )
        assert "Trạm quan trắc" not in page and "Một tuần nhìn ra biển" not in page

    def test_an_article_that_was_never_in_it_is_not_found(self, client):
        withdrawn(edition(articles=[edition_article(1)]))
        assert client.get(f"{ISSUE}2-x/").status_code == 404

    def test_stays_while_the_issue_is_worked_on_again(self, client):
        withdrawn(edition())
        stored_release(edition(), IssueStatus.REVIEW)
        assert client.get(ISSUE).status_code == 410

    def test_ends_with_the_next_release(self, client):
        withdrawn(edition())
        published(edition(theme="Bản mới"))
        assert "Bản mới" in text(client.get(ISSUE))

    def test_an_older_release_does_not_shine_through(self, client):
        published(edition(theme="Bản cũ"))
        withdrawn(edition())
        assert client.get(ISSUE).status_code == 410
        assert "Bản cũ" not in text(client.get("/")) + text(client.get("/luu-tru/"))


class TestADoubleIssue:
    def test_its_later_number_leads_to_the_first(self, client):
        made = edition(number=5, last_number=6, articles=[edition_article(1)])
        published(made)
        for path in ("", "diem-tin.pdf", "1-tram-quan-trac-1/"):
            response = client.get(f"/so/2026/6/{path}")
            assert (response.status_code, response["Location"]) == (301, f"/so/2026/5/{path}")
        assert "5–6" in text(client.get("/so/2026/5/"))

    def test_a_draft_one_leads_nowhere(self, client):
        stored_release(edition(number=5, last_number=6), IssueStatus.DRAFT)
        assert client.get("/so/2026/6/").status_code == 404

    def test_a_number_added_in_a_draft_after_withdrawal_is_not_given_away(self, client):
        release = withdrawn(edition(number=5))
        type(release.issue).objects.filter(pk=release.issue_id).update(
            last_number=6, status=IssueStatus.DRAFT
        )
        assert client.get("/so/2026/6/").status_code == 404
