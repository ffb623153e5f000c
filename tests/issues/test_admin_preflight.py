"""The preflight panel, its buttons, and what the confirm pages say of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues import publishing, waiving
from issues.admin_views import preflight
from issues.inspection import Inspection, as_it_stands, inspect
from issues.models import Issue, Waiver
from news.models import Article
from tests.issues.preflighted import OPEN_END, found, make_defective
from tests.make import make_article, make_issue, make_placed_issue, place_directly
from tests.news.admin_forms import change_url, said, step_url, text_of

pytestmark = pytest.mark.usefixtures("fake_pdf")
CODE = "missing-final-period"
ROLES = ("writer", "editor", "chief", "administrator")


def panel(issue) -> str:
    """The address of the panel."""
    return f"/quan-tri/issues/issue/{issue.pk}/soat-loi/"


@pytest.fixture
def issue(newsroom):
    """Two articles without a day and without a full stop."""
    return make_defective(2, defects=("date", "period"))


def codes(response) -> list[str]:
    """The kinds of all findings that the page lists."""
    return [shown.finding.code for group in response.context["groups"] for shown in group.findings]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_on_the_staff_reads_it(role, request, client, issue):
    client.force_login(request.getfixturevalue(role))
    response = client.get(panel(issue))
    page = text_of(response)
    assert response.status_code == 200 and page.count("Tin chưa có ngày") >= 2
    assert f"<mark>{found(issue, CODE)[0].finding.quote}</mark>" in page
    assert ('name="repair"' in page) is (role in ("editor", "chief"))
    assert ('name="waive"' in page) is (role == "chief")


# Which button's press each role is turned away from; where it is not, the domain says whether it works.
@pytest.mark.parametrize(
    ("role", "forbidden"),
    [
        ("writer", {"waive", "take_back", "links"}),
        ("editor", {"waive", "take_back"}),
        ("chief", set()),
        ("administrator", {"repair", "repair_all", "undo", "waive", "take_back", "links"}),
    ],
)
@pytest.mark.parametrize("action", ["repair", "repair_all", "undo", "waive", "take_back", "links"])
def test_role_action(role, forbidden, action, request, client, issue):
    value = {"repair": found(issue, CODE)[0].key, "repair_all": CODE, "links": "1"}.get(
        action, found(issue, "missing-date")[0].key
    )
    client.force_login(request.getfixturevalue(role))
    response = client.post(panel(issue), {action: value, "reason": "Vì thế."})
    assert response.status_code == (403 if action in forbidden else 302)
    assert Waiver.objects.exists() is (role == "chief" and action == "waive")
    changed = Article.objects.filter(body__contains=OPEN_END + ".").count()
    wanted = {"repair": 1, "repair_all": 2}.get(action, 0) if role in ("editor", "chief") else 0
    assert changed == wanted


def test_who_is_not_signed_in_sees_nothing(client, issue):
    for method in (client.get, client.post):
        assert "/login/" in method(panel(issue)).url


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "-1"])
def test_unknown_issues_are_not_found(key, method, client, chief):
    client.force_login(chief)
    url = f"/quan-tri/issues/issue/{key}/soat-loi/"
    assert getattr(client, method)(url, {"undo": "x"}).status_code == 404


@pytest.mark.parametrize("action", ["repair", "repair_all", "undo", "waive", "take_back", "nothing"])
@pytest.mark.parametrize("value", ["", "x", "9" * 500, "\x00", "<b>"])
def test_hostile_values_do_nothing(action, value, client, chief, issue):
    client.force_login(chief)
    before = list(Article.objects.values_list("body", "version"))
    response = client.post(panel(issue), {action: value, "reason": "Vì thế."})
    assert response.status_code == 302 and client.get(panel(issue)).status_code == 200
    assert list(Article.objects.values_list("body", "version")) == before and not Waiver.objects.exists()


def test_filters(client, editor, issue):
    client.force_login(editor)
    everything = codes(client.get(panel(issue)))
    assert {"missing-date", CODE} <= set(everything)
    assert set(codes(client.get(panel(issue), {"muc-do": "error"}))) == {"missing-date"}
    assert set(codes(client.get(panel(issue), {"loai": CODE}))) == {CODE}
    response = client.get(panel(issue), {"muc": "domestic", "loai": CODE})
    [group] = response.context["groups"]
    assert group.article.id == issue.placements.get(category="domestic").article_id
    whole = client.get(panel(issue), {"muc": preflight.WHOLE})
    assert all(group.article is None for group in whole.context["groups"])
    for query in ("muc=x", "loai=x", "muc-do=x", "muc=%01"):
        assert "Không có lỗi nào như vậy" in text_of(client.get(f"{panel(issue)}?{query}"))


def test_a_repair_shows_old_and_new_and_is_made_by_its_button(client, editor, issue):
    client.force_login(editor)
    marked = found(issue, CODE)[0]
    page = text_of(client.get(panel(issue)))
    assert f"<del>{marked.finding.repair.old}</del> → <ins>{marked.finding.repair.new}</ins>" in page
    response = client.post(f"{panel(issue)}?loai={CODE}", {"repair": marked.key})
    assert response.url == f"{panel(issue)}?loai={CODE}#tin-{marked.finding.article}"
    assert "Đã sửa 1 chỗ trong 1 bài" in said(response)[0]
    assert len(found(issue, CODE)) == 1
    again = client.post(panel(issue), {"repair": marked.key})
    assert "Lỗi này không còn" in said(again)[-1]


def test_all_of_one_kind_then_one_step_back(client, editor, issue):
    client.force_login(editor)
    frozen = make_article(status="approved", headline="Tin đã duyệt từ hôm trước", body=f"<p>{OPEN_END}</p>")
    place_directly(issue, frozen, "focus")
    response = client.post(panel(issue), {"repair_all": CODE})
    done, skipped = said(response)
    assert "Đã sửa 2 chỗ trong 2 bài" in done
    assert "Bỏ qua 1 bài" in skipped and "Tin đã được duyệt" in skipped and frozen.headline in skipped
    page = client.get(panel(issue))
    step = page.context["step"]
    assert "Hoàn tác lần sửa vừa rồi" in text_of(page) and "Nội dung đang khóa" in text_of(page)
    assert "Đã hoàn tác" in said(client.post(panel(issue), {"undo": step.name}))[-1]
    assert len(found(issue, CODE)) == 3
    assert "Hoàn tác lần sửa vừa rồi" not in text_of(client.get(panel(issue)))
    assert "không còn hoàn tác được" in said(client.post(panel(issue), {"undo": step.name}))[-1]


def test_letting_pass_and_taking_back(client, chief, issue):
    client.force_login(chief)
    marked = found(issue, "missing-date")[0]
    assert "Hãy ghi lý do" in said(client.post(panel(issue), {"waive": marked.key, "reason": " "}))[0]
    client.post(panel(issue), {"waive": marked.key, "reason": "Bài gốc <b>không</b> ghi ngày."})
    response = client.get(panel(issue))
    page = text_of(response)
    assert "Nguyễn Lan Chi bỏ qua lúc" in page and "Bài gốc &lt;b&gt;không&lt;/b&gt; ghi ngày." in page
    assert codes(response).count("missing-date") == 1
    client.post(panel(issue), {"take_back": marked.key})
    assert not Waiver.objects.exists() and len(inspect(issue).blocking) == 2


def test_a_waiver_of_another_issue_is_not_taken_back_here(client, chief, issue):
    other = make_issue(10)
    Waiver.objects.create(issue=other, code="x", fingerprint="f" * 64, reason="Vì thế.", user=chief)
    client.force_login(chief)
    assert "không còn được bỏ qua" in said(client.post(panel(issue), {"take_back": "f" * 64}))[0]
    assert Waiver.objects.exists()


def test_links_are_checked_later_and_never_by_looking(client, editor, issue, monkeypatch):
    asked = []
    monkeypatch.setattr(preflight, "check_links_later", asked.append)
    client.force_login(editor)
    client.get(panel(issue))
    assert not asked
    client.post(panel(issue), {"links": "1"})
    assert asked == [issue]


def test_a_back_issue_says_that_nothing_blocks(client, chief):
    issue = make_defective(1, defects=("date",), origin="archive")
    client.force_login(chief)
    page = text_of(client.get(panel(issue)))
    assert "không lỗi nào chặn duyệt" in page and "Tin chưa có ngày" in page and 'name="waive"' not in page


def test_a_lost_original_does_not_keep_the_panel_from_showing(client, chief):
    issue = make_defective(1, origin="archive", original_pdf="originals/gone.pdf")
    client.force_login(chief)
    assert client.get(panel(issue)).status_code == 200
    assert client.get(change_url(issue)).status_code == 200


def test_a_clean_issue_says_so(client, editor, issue, monkeypatch):
    monkeypatch.setattr(preflight, "inspect", lambda issue: Inspection(as_it_stands(issue), ()))
    client.force_login(editor)
    page = text_of(client.get(panel(issue)))
    assert "Không có lỗi nào." in page and "Sửa tất cả" not in page


def test_the_issues_pages_lead_here_with_counts(client, editor, issue):
    client.force_login(editor)
    counts = inspect(issue).counts
    words = f"Soát lỗi: {counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['hint']} gợi ý"
    page = text_of(client.get(change_url(issue)))
    assert words in page and f'href="{panel(issue)}"' in page
    assert panel(issue) in text_of(client.get(f"/quan-tri/issues/issue/{issue.pk}/xep-tin/"))


def test_the_confirm_page_of_submission_lists_what_blocks(client, editor, chief, issue):
    client.force_login(editor)
    page = text_of(client.get(step_url(issue, "submit")))
    assert page.count("Tin chưa có ngày") == 2 and "tổng biên tập có thể bỏ qua" in page
    assert 'class="default step-submit"' not in page
    response = client.post(step_url(issue, "submit"), {"seen": "draft"})
    assert "còn 2 lỗi chặn duyệt" in said(response)[0] and Issue.objects.get().status == "draft"
    for marked in found(issue, "missing-date"):
        waiving.waive(issue, marked, chief, "Bài gốc không ghi ngày.")
    page = text_of(client.get(step_url(issue, "submit")))
    assert 'class="default step-submit"' in page and "Đã bỏ qua" in page
    client.post(step_url(issue, "submit"), {"seen": "draft"})
    assert Issue.objects.get().status == "review"


def test_the_confirm_page_of_approval_lists_what_was_let_pass_and_what_blocks(client, editor, chief, issue):
    first, second = [
        waiving.waive(issue, m, chief, "Bài gốc không ghi ngày.") for m in found(issue, "missing-date")
    ]
    publishing.submit(issue, editor)
    client.force_login(chief)
    page = text_of(client.get(step_url(issue, "approve")))
    assert page.count("Nguyễn Lan Chi bỏ qua lúc") == 2 and 'class="default step-approve"' in page
    waiving.take_back(second, chief)
    page = text_of(client.get(step_url(issue, "approve")))
    assert "Lỗi chặn duyệt" in page and f'href="{panel(issue)}#loi-{second.fingerprint[:16]}"' in page
    assert 'class="default step-approve"' not in page
    data = {"seen": "review", "expected_sha256": issue.release.sha256}
    assert "Tin chưa có ngày" in said(client.post(step_url(issue, "approve"), data))[0]
    response = client.post(panel(issue), {"waive": second.fingerprint, "reason": "Vẫn vậy."})
    assert "Đã bỏ qua" in said(response)[-1]
    client.post(step_url(issue, "approve"), data)
    assert Issue.objects.get().status == "approved" and first.reason


@pytest.mark.parametrize("status", ["approved", "published"])
def test_a_finished_issue_still_shows_its_findings(status, client, editor, chief):
    issue = make_placed_issue(2)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    if status == "published":
        publishing.publish(issue, chief)
    client.force_login(chief)
    page = text_of(client.get(panel(issue)))
    assert 'name="repair"' not in page and 'name="waive"' not in page
    assert panel(issue) in text_of(client.get(change_url(issue)))


def test_the_number_of_queries_does_not_grow(client, chief):
    small, large = make_defective(2), make_defective(12, number=10, first_day=date(2026, 3, 6))
    client.force_login(chief)
    client.get(panel(small))
    counts = []
    for issue in (small, large):
        client.post(panel(issue), {"repair_all": CODE})
        client.get(panel(issue))
        with CaptureQueriesContext(connection) as counted:
            client.get(panel(issue))
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 32
