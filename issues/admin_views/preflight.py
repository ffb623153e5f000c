"""The preflight panel of an issue: what was found, article by article; repairs, waivers, and the check of links.

GET shows and can be filtered; everything that changes something is a POST that goes through `issues.repairing` and
`issues.waiving` and asks for its own permission.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponseRedirect

from issues import repairing, waiving
from issues.admin_views.pages import render, require
from issues.admin_views.places import Shown, shown
from issues.edition import Edition, EditionArticle
from issues.inspection import Inspection, inspect
from issues.models.issue import IssueStatus
from issues.preflight.findings import SEVERITIES
from issues.preflight.names import name_of
from issues.tasks import check_links_later
from news.models import Article
from news.workflow import Refused

WHOLE = "so"
FILTERS = {"severity": "muc-do", "kind": "loai", "section": "muc"}
GONE = "Lỗi này không còn: nội dung đã thay đổi. Danh sách đã được soát lại."
LINKS_ASKED = "Các liên kết đang được kiểm tra trong nền; kết quả hiện ở đây sau vài phút, khi tải lại trang."


@dataclass(frozen=True)
class Group:
    """The findings on one article, or on the issue where there is none."""

    article: EditionArticle | None
    findings: list[Shown]
    may_repair: bool


@dataclass(frozen=True)
class Kind:
    """A kind of finding: how many there are, and how many have one right answer that may be put in now."""

    code: str
    name: str
    count: int
    repairs: int


def view(model_admin, request, object_id):
    """GET shows, POST acts and shows again."""
    issue = model_admin.get_or_404(request, object_id)
    if request.method == "POST":
        anchor = act(model_admin, request, issue)
        return HttpResponseRedirect(f"{request.get_full_path()}{anchor}")
    inspection = inspect(issue)
    repairable = editable(issue, request.user)
    return render(
        model_admin,
        request,
        "admin/issues/issue/preflight.html",
        f"Soát lỗi: {issue}",
        issue,
        inspection=inspection,
        groups=groups(request, issue, inspection, repairable),
        kinds=kinds(inspection, repairable),
        counts=[(key, name, inspection.counts[key]) for key, name in SEVERITIES.items()],
        waived=[shown(m, inspection.edition, issue) for m in inspection.waived],
        may_waive=waiving.refusal(issue, request.user) is None,
        step=repairing.last_repair(issue, request.user),
        chosen={name: request.GET.get(asked, "") for name, asked in FILTERS.items()},
        severities=SEVERITIES,
        whole=WHOLE,
    )


def editable(issue, user) -> set[int | None]:
    """Which of the issue's texts this person may change now: keys of articles, None for the issue's own."""
    if issue.status != IssueStatus.DRAFT or not user.has_perm("news.change_article"):
        return set()
    articles = Article.objects.editable_by(user).filter(placement__issue=issue)
    own = {None} if user.has_perm("issues.change_issue") else set()
    return own | set(articles.values_list("pk", flat=True))


def groups(request, issue, inspection: Inspection, repairable: set) -> list[Group]:
    """The findings that the person asks for, article by article."""
    articles = {a.id: a for a in inspection.edition.articles}
    chosen = [m for m in inspection.marked if not m.waiver and asked_for(request, m, inspection.edition)]
    return [
        Group(articles.get(key), [shown(m, inspection.edition, issue) for m in found], key in repairable)
        for key, found in groupby(chosen, key=lambda m: m.finding.article)
    ]


def asked_for(request, marked, edition: Edition) -> bool:
    """Whether a finding passes the page's filter: severity, kind, section."""
    finding, wanted = marked.finding, request.GET
    section = wanted.get("muc", "")
    return (
        wanted.get("muc-do", "") in ("", finding.severity)
        and wanted.get("loai", "") in ("", finding.code)
        and section in ("", section_of(finding.article, edition))
    )


def section_of(article_id: int | None, edition: Edition) -> str:
    """The section in which an article stands; the whole issue and its trend summary are one of their own."""
    return next((s.slug for s in edition.sections if article_id in {a.id for a in s.articles}), WHOLE)


def kinds(inspection: Inspection, repairable: set) -> list[Kind]:
    """The kinds of findings, those found most often first."""
    found = [m.finding for m in inspection.marked if not m.waiver]
    counts = Counter(f.code for f in found)
    repairs = Counter(f.code for f in found if f.repair and f.article in repairable)
    return [Kind(code, name_of(code), n, repairs[code]) for code, n in counts.most_common()]


def act(model_admin, request, issue) -> str:
    """Do what the pressed button says; return where on the page to go on, as `#…`."""
    actions = {
        "repair": repair,
        "repair_all": repair_all,
        "undo": undo,
        "waive": waive,
        "take_back": take_back,
        "links": links,
    }
    for name, action in actions.items():
        if name in request.POST:
            try:
                return action(model_admin, request, issue, request.POST[name])
            except Refused as refused:
                model_admin.message_user(request, str(refused), messages.ERROR)
                return ""
    return ""


def repair(model_admin, request, issue, key: str) -> str:
    """One finding's repair."""
    require(request, "news.change_article")
    inspection = inspect(issue)
    marked = inspection.named(key)
    if marked is None or marked.finding.repair is None:
        raise Refused(GONE)
    outcome = repairing.repair(issue, inspection.edition, [marked.finding], request.user)
    report(model_admin, request, outcome)
    return f"#tin-{marked.finding.article or WHOLE}"


def repair_all(model_admin, request, issue, code: str) -> str:
    """Every repair of one kind."""
    require(request, "news.change_article")
    inspection = inspect(issue)
    findings = [m.finding for m in inspection.marked if m.finding.code == code and m.finding.repair]
    if not findings:
        raise Refused(GONE)
    report(model_admin, request, repairing.repair(issue, inspection.edition, findings, request.user))
    return ""


def undo(model_admin, request, issue, name: str) -> str:
    """The person's last repair, taken back."""
    require(request, "news.change_article")
    outcome = repairing.undo(issue, request.user, name)
    report(model_admin, request, outcome, f"Đã hoàn tác lần sửa vừa rồi ở {outcome.texts} bài.")
    return ""


def report(model_admin, request, outcome: repairing.Outcome, words: str = "") -> None:
    """Say what was done, and what was skipped and why."""
    if outcome.texts:
        words = words or (
            f"Đã sửa {outcome.places} chỗ trong {outcome.texts} bài. Mỗi bài có một phiên bản mới trong nhật ký, ghi tên bạn."
        )
        model_admin.message_user(request, words, messages.SUCCESS)
    if outcome.skipped:
        skipped = "; ".join(outcome.skipped[:5])
        more = f"; và {len(outcome.skipped) - 5} bài khác" if len(outcome.skipped) > 5 else ""
        words = f"Bỏ qua {len(outcome.skipped)} bài, không sửa: {skipped}{more}"
        model_admin.message_user(request, words, messages.WARNING)


def waive(model_admin, request, issue, key: str) -> str:
    """Let one error pass."""
    require(request, "issues.waive_issue")
    marked = inspect(issue).named(key)
    if marked is None:
        raise Refused(GONE)
    waiving.waive(issue, marked, request.user, request.POST.get("reason", ""))
    model_admin.message_user(request, f"Đã bỏ qua: {marked.finding.message}", messages.SUCCESS)
    return "#da-bo-qua"


def take_back(model_admin, request, issue, key: str) -> str:
    """Let it block again."""
    require(request, "issues.waive_issue")
    # PostgreSQL takes no NUL, not even in a question.
    waiver = issue.waivers.filter(fingerprint=key.replace("\x00", "")).first()
    if waiver is None:
        raise Refused("Lỗi này không còn được bỏ qua nữa.")
    waiving.take_back(waiver, request.user)
    model_admin.message_user(request, "Đã thôi bỏ qua; lỗi lại chặn duyệt.", messages.SUCCESS)
    return ""


def links(model_admin, request, issue, value: str) -> str:
    """Have the issue's links checked in the background."""
    require(request, "issues.assemble_issue", "issues.approve_issue")
    check_links_later(issue)
    model_admin.message_user(request, LINKS_ASKED, messages.SUCCESS)
    return ""
