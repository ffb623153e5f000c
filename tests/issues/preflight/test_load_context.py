"""What checks know besides the edition, loaded in a constant number of queries."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from issues.assembly import assemble
from issues.models import HouseForm, Issue, LinkCheck
from issues.preflight.load_context import context_of
from issues.preflight.run import run
from news.models import Article, Source, SourceAlias
from tests.make import make_article, make_issue, place_directly

STORY = (
    "<p>Hai mươi chiếc phao quang được thả dọc luồng Nam Triệu trong đêm cuối tháng để canh sương mù cho tàu vào cảng. "
    "Mỗi phao có một máy đo độ đục, một la bàn và tấm pin đủ dùng chín ngày không nắng, do thợ trong xưởng tự hàn.</p>"
)
pytestmark = pytest.mark.usefixtures("newsroom")


def week(number: int, **fields) -> Issue:
    """An issue of that week of the year."""
    first = date(2026, 1, 2) + timedelta(weeks=number - 1)
    return make_issue(number, first_day=first, last_day=first + timedelta(days=6), **fields)


def put(issue: Issue, **fields) -> Article:
    """An article in an issue."""
    article = make_article(status="approved", **fields)
    place_directly(issue, article, "domestic")
    return article


def context(issue: Issue):
    return context_of(issue, assemble(issue))


def found(issue: Issue, code: str):
    edition = assemble(issue)
    return [f for f in run(edition, context_of(issue, edition)) if f.code == code]


def test_outlets_house_forms_quotas_and_links():
    issue = week(9)
    article = put(issue)
    source = Source.objects.create(name="Báo Bến Nghề")
    SourceAlias.objects.create(source=source, name="Bến Nghề")
    HouseForm.objects.create(preferred="phao tiêu", variants=" phao-tiêu \r\n\r\ncột phao")
    moment = make_aware(datetime(2026, 3, 4, 8))
    LinkCheck.objects.create(url=article.link, status=404, final_url="x", checked_at=moment)
    LinkCheck.objects.create(url="https://a.example/other", status=200)
    known = context(issue)
    assert ("Báo Bến Nghề", ("Bến Nghề",)) in [(o.name, o.aliases) for o in known.outlets]
    assert ("phao tiêu", ("phao-tiêu", "cột phao")) in [(h.preferred, h.variants) for h in known.house]
    assert known.quotas["focus"].most == 1
    assert {url: (link.status, link.checked_at) for url, link in known.links.items()} == {
        article.link: (404, moment)
    }


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"link": "http://www.songbien.example/phao?utm_source=a"}, "cùng liên kết"),
        ({"headline": "HAI MƯƠI PHAO QUANG CANH SƯƠNG MÙ TRÊN LUỒNG"}, "cùng tiêu đề"),
        ({"body": STORY.replace("Hai mươi", "Ba mươi")}, "nội dung giống"),
    ],
)
def test_a_story_is_found_in_an_earlier_issue(fields, reason):
    put(week(7), **{"body": "<p>Chuyện khác.</p>", **fields})
    issue = week(9)
    own = {"link": "https://songbien.example/phao", "body": STORY}
    put(issue, headline="Hai mươi phao quang canh sương mù trên luồng", **own)
    findings = found(issue, "used-before")
    assert len(findings) == 1 and "số 7/2026" in findings[0].message and reason in findings[0].message


def test_later_withdrawn_dropped_unplaced_and_own_articles_do_not_count():
    issue = week(9)
    put(issue, body=STORY)
    put(issue, body=STORY)
    put(week(10), body=STORY)
    Article.objects.filter(pk=put(week(6), body=STORY).pk).update(status="withdrawn")
    Article.objects.filter(pk=put(week(5), body=STORY).pk).update(status="dropped")
    withdrawn = week(4)
    put(withdrawn, body=STORY)
    Issue.objects.filter(pk=withdrawn.pk).update(status="withdrawn")
    make_article(body=STORY)
    assert context(issue).earlier == () and not found(issue, "used-before")


def test_articles_without_link_or_body_share_nothing():
    put(week(7), link="", body="")
    issue = week(9)
    put(issue, link="", body="")
    assert context(issue).earlier == ()


def test_the_number_of_queries_is_constant():
    sizes, asked = ((7, 1), (8, 12)), []
    for number, size in sizes:
        issue = week(number)
        for n in range(size):
            put(issue, body=STORY.replace("Mỗi", f"Mỗi {n}"))
        edition = assemble(issue)
        with CaptureQueriesContext(connection) as queries:
            context_of(issue, edition)
        asked.append(len(queries))
    # What is not wanted is not asked for.
    assert max(asked) <= 7
