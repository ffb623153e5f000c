"""No page of the newsroom shuts anybody out: axe-core finds nothing serious, by day and by night, on desks and phones."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from issues import publishing, renderings, workflow
from issues.assembly import assemble
from news import editing
from news.models.article import ArticleStatus
from news.workflow import SUBMIT, apply
from tests.make import make_article, make_placed_issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GRAVE = ("serious", "critical")
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1400, 390)]


@pytest.fixture
def newsroom_at_work(writer, editor, chief, fake_pdf) -> dict[str, str]:
    """Something on every page: name of a page -> its address."""
    draft = make_article(author=writer, headline="Tin đang viết về trạm đo")
    editing.save_text(draft, writer)
    draft.body = "<p>Trạm đo đã gửi số liệu về đất liền.</p>"
    editing.save_text(draft, editor)
    newer, older = draft.history.order_by("-history_id").values_list("pk", flat=True)[:2]
    waiting = make_article(author=writer, headline="Tin đang chờ duyệt")
    apply(SUBMIT, waiting, writer)
    making = make_placed_issue(3, number=10)
    submitted = make_placed_issue(3, number=11, status=ArticleStatus.APPROVED)
    submitted = publishing.submit(submitted, editor)
    rendering, _ = renderings.row(assemble(making), "", "", editor)
    renderings.cancel(rendering, editor)  # else the page would lead on to the PDF
    issue, article = f"/quan-tri/issues/issue/{making.pk}", f"/quan-tri/news/article/{draft.pk}"
    return {
        "desk": "/quan-tri/",
        "articles": "/quan-tri/news/article/",
        "issues": "/quan-tri/issues/issue/",
        "sources": "/quan-tri/news/source/",
        "new article": "/quan-tri/news/article/add/",
        "article": f"{article}/change/",
        "article history": f"{article}/history/",
        "comparison": f"{article}/so-sanh/?a={older}&b={newer}",
        "notices": "/quan-tri/news/notice/",
        "read article": f"/quan-tri/news/article/{waiting.pk}/change/",
        "confirm approval": f"/quan-tri/news/article/{waiting.pk}/buoc/approve/",
        "issue": f"{issue}/change/",
        "issue history": f"{issue}/history/",
        "assembly": f"{issue}/xep-tin/",
        "preflight": f"{issue}/soat-loi/",
        "PDF": f"{issue}/xem-thu.pdf",
        "confirm submission": f"{issue}/buoc/{workflow.SUBMIT.name}/",
        "confirm issue": f"/quan-tri/issues/issue/{submitted.pk}/buoc/{workflow.APPROVE.name}/",
    }


def violations(page) -> list[str]:
    """What axe-core finds grave, each with the first place where it stands."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in GRAVE
    ]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_of_the_newsroom(visit, chief, newsroom_at_work, scheme, width):
    page = visit(chief.username, width=width)
    page.emulate_media(color_scheme=scheme)
    complaints = {}
    for name, address in newsroom_at_work.items():
        response = page.goto(address)
        assert response.status == 200, f"{name}: {response.status}"
        if found := violations(page):
            complaints[name] = found
    print(complaints)
    assert complaints == {}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_signing_in(visit, newsroom, scheme, width):
    page = visit(width=width)
    page.emulate_media(color_scheme=scheme)
    page.goto("/quan-tri/")
    assert violations(page) == []
