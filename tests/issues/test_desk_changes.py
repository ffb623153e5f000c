"""The newest changes: who did what to which article or issue, runs of the same as one."""

from datetime import UTC, datetime

import pytest

from issues import publishing
from issues.desk_changes import Change, changes, collapsed
from issues.editing import save_issue
from issues.models import Issue
from news import editing, workflow
from news.models import Article, User
from tests.make import make_issue, make_placed_issue

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
AN, BINH = User(pk=1, username="an"), User(pk=2, username="binh")


def change(who: User, did: str, pk: int, model: str = "article") -> Change:
    """Somebody did something."""
    return Change(AT, who, did, model, pk, f"Tin {pk}")


def test_a_run_of_the_same_is_one_change():
    found = [change(AN, "sửa", 1), change(AN, "sửa", 2), change(AN, "sửa", 1), change(BINH, "sửa", 1)]
    assert [(c.who, c.pk, c.more) for c in collapsed(found)] == [(AN, 1, 1), (BINH, 1, 0)]
    others = [change(AN, "sửa", 1), change(AN, "duyệt", 1), change(AN, "duyệt", 1, "issue")]
    assert [c.more for c in collapsed(others)] == [0, 0, 0] and list(collapsed([])) == []


def test_steps_and_versions_newest_first(writer, editor):
    article = editing.save_text(Article(headline="Phao đo sóng"), writer)
    workflow.apply(workflow.SUBMIT, article, writer)
    workflow.apply(workflow.RETURN, article, editor, "Thiếu ngày.")
    save_issue(Issue(number=9, year=2026, first_day="2026-03-02", last_day="2026-03-08"), editor)
    told = [(str(c.who), c.did, c.about, c.note) for c in changes(editor)]
    assert told == [
        ("Phạm Hòa Bình", "viết", "Số 9/2026", ""),
        ("Phạm Hòa Bình", "trả lại", "Phao đo sóng", "Thiếu ngày."),
        ("Trần Thị An", "gửi duyệt", "Phao đo sóng", ""),
        ("Trần Thị An", "viết", "Phao đo sóng", ""),
    ]


def test_what_articles_do_only_with_their_issue_is_told_of_the_issue(fake_pdf, editor, chief, second_chief):
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, second_chief)
    told = [(c.did, c.model, c.more) for c in changes(editor) if c.did not in ("viết", "sửa")]
    assert told[:3] == [("xuất bản", "issue", 0), ("duyệt", "issue", 0), ("gửi duyệt", "issue", 0)]


@pytest.mark.django_db
def test_only_what_the_person_may_see(newsroom, writer):
    editing.save_text(Article(headline="Phao đo sóng"), writer)
    make_issue()
    assert changes(User.objects.create_user("la")) == ()
