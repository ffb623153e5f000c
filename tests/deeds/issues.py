"""What is done to issues: every step, and all else that changes them."""

import json
from datetime import timedelta

from django.utils import timezone

from issues import editing, placing, publishing, renderings, repairing, scheduling, waiving
from issues.assembly import assemble
from issues.inspection import inspect
from issues.models import Issue, LinkCheck
from news import binning
from news.models import Article
from tests.deeds.deed import NO_PAGE, NOBODY, Request, deed, deletion_of, form_at, form_of, now, step
from tests.issues.backissue.sample import TEXT
from tests.issues.preflighted import found, make_defective
from tests.make import make_article, make_issue, make_placed_issue
from tests.news.admin_forms import change_url, step_url

LIST = "/quan-tri/issues/issue/"
PERIOD = "missing-final-period"


def page(issue: Issue, name: str) -> str:
    """One of the issue's pages."""
    return change_url(issue).replace("/change/", f"/{name}")


def submitted(cast) -> Issue:
    """An issue that the second editor submitted."""
    return publishing.submit(make_placed_issue(2), cast.second_editor)


def approved(cast) -> Issue:
    """The same, approved by the second chief."""
    issue = submitted(cast)
    return publishing.approve(issue, cast.second_chief, issue.release.sha256)


def published(cast) -> Issue:
    """The same, out."""
    return publishing.publish(approved(cast), cast.second_chief)


def later() -> str:
    """Some hours from now, as a field has it."""
    return f"{timezone.localtime() + timedelta(hours=5):{scheduling.FIELD}}"


@deed("--ec-")
def submit_issue(cast, actor):
    return step(make_placed_issue(2), "submit", "review")


@deed("---c-")
def return_issue(cast, actor):
    return step(submitted(cast), "return", "draft")


@deed("---c-")
def approve_issue(cast, actor):
    issue = submitted(cast)
    return step(issue, "approve", "approved", expected_sha256=issue.release.sha256)


@deed("---!-")
def approve_an_issue_that_one_submitted(cast, actor):
    may = actor.has_perm("issues.submit_issue")
    issue = publishing.submit(make_placed_issue(2), actor if may else cast.second_editor)
    return step(issue, "approve", "approved", expected_sha256=issue.release.sha256)


@deed("---!-")
def approve_an_issue_that_one_imported(cast, actor):
    issue = make_placed_issue(2, imported_by=actor)
    issue = publishing.submit(issue, cast.second_editor)
    return step(issue, "approve", "approved", expected_sha256=issue.release.sha256)


@deed("---c-")
def publish_issue(cast, actor):
    return step(approved(cast), "publish", "published")


@deed("---c-")
def set_a_time_for_publication(cast, actor):
    issue = approved(cast)
    sent = {"seen": "approved", "note": "", "publish_at": later(), "seen_publish_at": ""}
    return Request(step_url(issue, "schedule"), sent, lambda: now(issue).publish_by == actor)


@deed("---c-")
def take_the_time_back(cast, actor):
    issue = scheduling.schedule(approved(cast), cast.second_chief, timezone.now() + timedelta(hours=2))
    return Request(step_url(issue, "unschedule"), {"seen": "approved"}, lambda: now(issue).publish_at is None)


@deed(NO_PAGE)
def write_that_the_time_was_missed(cast, actor):
    issue = approved(cast)
    sent = {"seen": "approved", "note": "Vì thế."}
    missed = issue.status_changes.filter(transition="missed")
    return Request(step_url(issue, "missed"), sent, missed.exists)


@deed("---c-")
def reopen_an_approved_issue(cast, actor):
    return step(approved(cast), "reopen", "draft")


@deed("---c-")
def withdraw_issue(cast, actor):
    return step(published(cast), "withdraw", "withdrawn")


@deed("---c-")
def reopen_a_withdrawn_issue(cast, actor):
    issue = publishing.withdraw(published(cast), cast.second_chief, "In nhầm.")
    return step(issue, "reopen", "draft")


@deed("---c-")
def correct_a_published_issue(cast, actor):
    issue = published(cast)
    sent = {"seen": issue.release_id, "note": "Ảnh bìa chụp tại cảng."}
    return Request(page(issue, "dinh-chinh/?tin=so"), sent, issue.corrections.exists)


@deed("--ec-")
def begin_a_new_issue(cast, actor):
    address = f"{LIST}add/"
    data = form_at(address, cast.editor, number=31, year=2026)
    return Request(address, data, lambda: Issue.objects.filter(number=31).exists())


@deed("--ec-")
def save_an_issue(cast, actor):
    issue = editing.save_issue(make_issue(theme="Biển bạc"), cast.editor)
    address, data = form_of(issue, cast.editor, theme="Biển xanh")
    return Request(address, data, lambda: now(issue).theme == "Biển xanh")


@deed("--!!-")
def save_an_issue_in_review(cast, actor):
    issue = make_placed_issue(2)
    address, data = form_of(issue, cast.editor, theme="Biển xanh")
    publishing.submit(issue, cast.second_editor)
    return Request(address, data, lambda: now(issue).theme == "Biển xanh")


@deed("--ec-")
def bring_an_old_version_of_an_issue_back(cast, actor):
    issue = editing.save_issue(make_issue(theme="Biển bạc"), cast.editor)
    first = issue.history.first()
    issue.theme = "Biển xanh"
    editing.save_issue(issue, cast.editor)
    sent = {"seen_version": issue.version}
    return Request(page(issue, f"khoi-phuc/{first.pk}/"), sent, lambda: now(issue).theme == "Biển bạc")


@deed("--ec-")
def import_a_back_issue(cast, actor):
    imported = Issue.objects.filter(imported_by=actor)
    return Request(f"{LIST}nhap-so-cu/", {"text": TEXT}, imported.exists)


def on_desk(issue: Issue, data: dict) -> Request:
    """A button of the assembly desk; the order is another one afterwards."""
    before = placing.order_of(issue)
    return Request(page(issue, "xep-tin/"), data, lambda: placing.order_of(issue) != before)


@deed("--ec-")
def place_an_article(cast, actor):
    article = make_article(cast.writer, "approved")
    return on_desk(make_placed_issue(3), {"place": article.pk, f"section-{article.pk}": "domestic"})


@deed("--ec-")
def place_the_whole_week(cast, actor):
    make_article(cast.writer, "approved")
    return on_desk(make_placed_issue(3), {"place_week": "1"})


@deed("--ec-")
def move_an_article_down(cast, actor):
    issue = make_placed_issue(5)
    first = issue.placements.filter(category="domestic").order_by("position").first()
    return on_desk(issue, {"down": first.article_id})


@deed("--ec-")
def move_an_article_to_another_section(cast, actor):
    issue = make_placed_issue(3)
    first = issue.placements.filter(category="domestic").first()
    return on_desk(issue, {"move": first.article_id, f"section-{first.article_id}": "haiphong"})


@deed("--ec-")
def take_an_article_out(cast, actor):
    issue = make_placed_issue(3)
    return on_desk(issue, {"out": issue.placements.first().article_id})


@deed("--ec-")
def save_the_whole_order(cast, actor):
    issue = make_placed_issue(5)
    seen = placing.order_of(issue)
    order = seen | {"domestic": list(reversed(seen["domestic"]))}
    return on_desk(issue, {"save": "1", "order": json.dumps(order), "seen": json.dumps(seen)})


@deed("--!!-")
def order_an_issue_in_review(cast, actor):
    issue = make_placed_issue(5)
    publishing.submit(issue, cast.second_editor)
    return on_desk(issue, {"out": issue.placements.first().article_id})


def on_panel(issue: Issue, data: dict, done) -> Request:
    """A button of the preflight panel."""
    return Request(page(issue, "soat-loi/"), {"reason": "Bài gốc không ghi ngày.", **data}, done)


@deed("!!ec-")
def mend_what_preflight_found(cast, actor):
    issue = make_defective(1)
    article = Article.objects.get(placement__issue=issue)
    return on_panel(issue, {"repair": found(issue, PERIOD)[0].key}, lambda: now(article).version == 1)


@deed("!!ec-")
def mend_all_of_one_kind(cast, actor):
    issue = make_defective(2)
    mended = Article.objects.filter(placement__issue=issue, version=1)
    return on_panel(issue, {"repair_all": PERIOD}, lambda: mended.count() == 2)


@deed("!!ec-")
def take_a_repair_back(cast, actor):
    issue = make_defective(1)
    by = actor if actor in (cast.editor, cast.chief) else cast.second_editor
    repairing.repair(issue, inspect(issue).edition, [found(issue, PERIOD)[0].finding], by)
    article = Article.objects.get(placement__issue=issue)
    name = repairing.last_repair(issue, by).name
    return on_panel(issue, {"undo": name}, lambda: now(article).version == 2)


@deed("---c-")
def let_an_error_pass(cast, actor):
    issue = make_defective(1, defects=("date",))
    return on_panel(issue, {"waive": found(issue, "missing-date")[0].key}, issue.waivers.exists)


@deed("---c-")
def let_an_error_block_again(cast, actor):
    issue = make_defective(1, defects=("date",))
    marked = found(issue, "missing-date")[0]
    waiving.waive(issue, marked, cast.second_chief, "Bài gốc không ghi ngày.")
    return on_panel(issue, {"take_back": marked.key}, lambda: not issue.waivers.exists())


@deed("--ec-")
def have_links_checked(cast, actor):
    return on_panel(make_placed_issue(1), {"links": "1"}, LinkCheck.objects.exists)


@deed("--eca")
def have_a_pdf_made(cast, actor):
    issue = make_placed_issue(2)
    return Request(page(issue, "dung-pdf/"), {}, lambda: renderings.find(assemble(issue)) is not None)


@deed("--ec-")
def stop_a_pdf_that_another_asked_for(cast, actor):
    issue = make_placed_issue(2)
    rendering, _ = renderings.row(assemble(issue), "", "", cast.second_editor)
    address = page(issue, f"dung-pdf/{rendering.pk}/huy/")
    return Request(address, {}, lambda: now(rendering).cancelled_by == actor)


@deed(NOBODY)
def delete_an_issue_with_articles(cast, actor):
    issue = make_placed_issue(1)
    gone = Issue.objects.filter(pk=issue.pk)
    return Request(deletion_of(issue), {"post": "yes"}, lambda: not gone.exists())


@deed("--ec-")
def delete_an_empty_draft(cast, actor):
    issue = make_issue()
    gone = Issue.objects.filter(pk=issue.pk)
    return Request(deletion_of(issue), {"post": "yes"}, lambda: not gone.exists())


@deed("--ec.")
def bring_an_empty_draft_back(cast, actor):
    binned = binning.throw_away(make_issue(), cast.second_editor)
    back = Issue.objects.filter(number=9, year=2026)
    return Request(f"/quan-tri/news/binned/{binned.pk}/khoi-phuc/", {}, back.exists)
