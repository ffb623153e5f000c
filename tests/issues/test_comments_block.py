"""An open comment on one article keeps the whole issue from approval: the issue's articles pass the same door."""

import pytest

from issues import publishing
from issues.models import Issue
from news import reviewing
from news.models import Article
from news.workflow import Refused
from tests.make import make_placed_issue


@pytest.fixture
def submitted(fake_pdf, editor, writer):
    """An issue in review whose articles are in review."""
    issue = make_placed_issue(2, status="review", author=writer)
    return publishing.submit(issue, editor)


def test_an_open_comment_blocks_the_issue_and_names_the_article(submitted, second_editor, chief):
    article = submitted.placements.first().article
    remark = reviewing.comment(article, second_editor, "Nguồn nào?")
    with pytest.raises(Refused, match=f"{article.headline}.*nhận xét chưa giải quyết"):
        publishing.approve(submitted, chief, submitted.release.sha256)
    assert Issue.objects.get().status == "review"
    assert set(Article.objects.values_list("status", flat=True)) == {"review"}
    reviewing.resolve(remark, second_editor)
    publishing.approve(submitted, chief, submitted.release.sha256)
    assert Issue.objects.get().status == "approved"
