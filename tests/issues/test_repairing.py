"""Repairs are saves like any other: through the same questions, in the history, and taken back in one step."""

import pytest

from issues import repairing
from issues.inspection import inspect
from issues.models import Issue
from issues.preflight.findings import WARNING, Finding, Repair
from news import editing
from news.models import Article
from news.workflow import Refused
from tests.issues.preflighted import OPEN_END, found, make_defective
from tests.make import make_source

CODE = "missing-final-period"


@pytest.fixture
def issue(newsroom):
    """Three articles, each with one paragraph that lacks its full stop."""
    return make_defective(3)


def repair_all(issue, user, code=CODE) -> repairing.Outcome:
    """Every repair of one kind."""
    inspection = inspect(issue)
    findings = [m.finding for m in inspection.marked if m.finding.code == code]
    return repairing.repair(issue, inspection.edition, findings, user)


def bodies() -> list[str]:
    """All texts."""
    return list(Article.objects.order_by("pk").values_list("body", flat=True))


def test_a_repair_is_a_new_version_by_this_person(issue, editor):
    marked = found(issue, CODE)[0]
    article = Article.objects.get(pk=marked.finding.article)
    before, version = article.body, article.version
    outcome = repairing.repair(issue, inspect(issue).edition, [marked.finding], editor)
    assert outcome == repairing.Outcome(1, 1)
    article.refresh_from_db()
    assert article.body == before.replace(OPEN_END, OPEN_END + ".") and article.version == version + 1
    record = article.history.first()
    assert (record.history_user, record.history_change_reason) == (editor, f"Sửa tự động: {CODE}")
    assert editor in article.contributors.all()
    assert not found(issue, CODE, article) and len(found(issue, CODE)) == 2


def test_all_of_one_kind(issue, editor):
    assert repair_all(issue, editor) == repairing.Outcome(3, 3)
    assert not found(issue, CODE)
    assert repair_all(issue, editor) == repairing.Outcome()
    assert all(article.history.filter(history_user=editor).count() == 1 for article in Article.objects.all())


@pytest.mark.parametrize("status", ["approved", "dropped"])
def test_a_frozen_text_is_skipped_and_the_others_are_mended(status, issue, editor):
    frozen = Article.objects.order_by("pk").first()
    Article.objects.filter(pk=frozen.pk).update(status=status)
    before = frozen.body
    outcome = repair_all(issue, editor)
    assert (outcome.places, outcome.texts) == (2, 2)
    assert len(outcome.skipped) == 1 and frozen.headline in outcome.skipped[0]
    frozen.refresh_from_db()
    assert frozen.body == before and editor not in frozen.contributors.all()


def test_an_issue_that_is_read_is_not_repaired(issue, editor):
    Issue.objects.update(status="review")
    outcome = repair_all(issue, editor)
    assert outcome.texts == 0 and len(outcome.skipped) == 3 and "Chờ duyệt" in outcome.skipped[0]


def test_a_text_that_changed_after_it_was_looked_through_is_skipped(issue, editor):
    inspection = inspect(issue)
    marked = found(issue, CODE)[0]
    article = Article.objects.get(pk=marked.finding.article)
    article.body = f"<p>Câu mới.</p>{article.body}"
    editing.save_text(article, editor)
    outcome = repairing.repair(issue, inspection.edition, [marked.finding], editor)
    assert outcome.texts == 0 and "vừa được sửa" in outcome.skipped[0]


def test_writers_repair_their_own_drafts_only(writer, other_writer, newsroom):
    issue = make_defective(1, status="draft")
    Article.objects.update(author=writer)
    assert repair_all(issue, other_writer).texts == 0
    assert repair_all(issue, writer).texts == 1


def finding(article: Article, repair: Repair) -> Finding:
    """A finding with this repair."""
    return Finding("source-typo", WARNING, "…", article=article.pk, headline=article.headline, repair=repair)


def test_a_source_is_set_to_the_outlet_of_that_name(issue, editor):
    right = make_source("Báo Cửa Biển")
    article = Article.objects.first()
    wanted = finding(article, Repair("source", "Báo Sóng Biển", "Báo Cửa Biển"))
    assert repairing.repair(issue, inspect(issue).edition, [wanted], editor).texts == 1
    article.refresh_from_db()
    assert article.source == right


@pytest.mark.parametrize(
    ("new", "reason"), [("Báo Không Có", "chưa có trong danh sách"), ("báo sóng biển", "Không còn gì để sửa")]
)
def test_a_source_that_nobody_knows_is_not_invented(new, reason, issue, editor):
    article = Article.objects.first()
    wanted = finding(article, Repair("source", "Báo Sóng Biển", new))
    outcome = repairing.repair(issue, inspect(issue).edition, [wanted], editor)
    assert outcome.texts == 0 and reason in outcome.skipped[0]


@pytest.mark.parametrize("new", ["javascript:alert(1)", "https://songbien.example/" + "a" * 1000])
def test_a_value_that_its_field_does_not_take_is_skipped(new, issue, editor):
    article = Article.objects.first()
    wanted = finding(article, Repair("link", article.link, new))
    outcome = repairing.repair(issue, inspect(issue).edition, [wanted], editor)
    assert outcome.texts == 0 and len(outcome.skipped) == 1
    assert Article.objects.get(pk=article.pk).link == article.link


def test_the_trend_summary_is_repaired_as_the_issues_own_text(editor, newsroom):
    issue = make_defective(1, defects=(), trends_body=f"<p>{OPEN_END}</p>", trends_title="Nước lên")
    assert repair_all(issue, editor).texts == 1
    issue.refresh_from_db()
    assert issue.trends_body == f"<p>{OPEN_END}.</p>" and issue.version == 1
    assert issue.history.first().history_change_reason == f"Sửa tự động: {CODE}"
    step = repairing.last_repair(issue, editor)
    repairing.undo(issue, editor, step.name)
    issue.refresh_from_db()
    assert issue.trends_body == f"<p>{OPEN_END}</p>"


def test_one_step_takes_the_whole_repair_back_as_new_versions(issue, editor):
    before = bodies()
    repair_all(issue, editor)
    step = repairing.last_repair(issue, editor)
    assert len(step.records) == 3 and step.reason == f"Sửa tự động: {CODE}"
    assert repairing.undo(issue, editor, step.name) == repairing.Outcome(3, 3)
    assert bodies() == before
    article = Article.objects.first()
    assert article.history.count() == 3
    assert article.history.first().history_change_reason == f"Hoàn tác: Sửa tự động: {CODE}"
    assert repairing.last_repair(issue, editor) is None


def test_only_the_last_repair_is_taken_back(issue, editor):
    edition = inspect(issue).edition
    first, second, _ = [m.finding for m in found(issue, CODE)]
    repairing.repair(issue, edition, [first], editor)
    old = repairing.last_repair(issue, editor)
    repairing.repair(issue, edition, [second], editor)
    with pytest.raises(Refused, match="không còn hoàn tác được"):
        repairing.undo(issue, editor, old.name)
    repairing.undo(issue, editor, repairing.last_repair(issue, editor).name)
    assert {m.finding.article for m in found(issue, CODE)} >= {second.article}
    assert first.article not in {m.finding.article for m in found(issue, CODE)}
    assert repairing.last_repair(issue, editor) is None


def test_nothing_that_was_saved_since_is_taken_back(issue, editor, second_editor):
    repair_all(issue, editor)
    name = repairing.last_repair(issue, editor).name
    article = Article.objects.order_by("pk").first()
    article.headline = "Tiêu đề của người khác"
    editing.save_text(article, second_editor)
    assert len(repairing.last_repair(issue, editor).records) == 2
    assert repairing.undo(issue, editor, name).texts == 2
    article.refresh_from_db()
    assert article.headline == "Tiêu đề của người khác" and OPEN_END + "." in article.body


def test_another_persons_repair_is_not_mine_to_undo(issue, editor, second_editor):
    repair_all(issue, editor)
    assert repairing.last_repair(issue, second_editor) is None
    with pytest.raises(Refused):
        repairing.undo(issue, second_editor, repairing.last_repair(issue, editor).name)


def test_an_undo_of_what_was_frozen_since_is_refused(issue, editor):
    repair_all(issue, editor)
    step = repairing.last_repair(issue, editor)
    Issue.objects.update(status="review")
    outcome = repairing.undo(issue, editor, step.name)
    assert outcome.texts == 0 and len(outcome.skipped) == 3


def test_an_undo_brings_the_source_back(issue, editor):
    make_source("Báo Cửa Biển")
    article = Article.objects.first()
    wanted = finding(article, Repair("source", "Báo Sóng Biển", "Báo Cửa Biển"))
    repairing.repair(issue, inspect(issue).edition, [wanted], editor)
    repairing.undo(issue, editor, repairing.last_repair(issue, editor).name)
    article.refresh_from_db()
    assert article.source.name == "Báo Sóng Biển"
