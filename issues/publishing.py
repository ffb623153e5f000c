"""From a draft issue to the public and back: each step of an issue with all that belongs to it, in one transaction.

Submitting looks for errors that block and renders the PDF, both outside any transaction: they take seconds and must
hold no lock. Then it stores the release. Approval looks again, and is bound to the release's hash. Publishing renders
nothing and puts out exactly those bytes.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from issues import pdf, renderings, shelving, workflow
from issues.assembly import assemble
from issues.edition import Edition, EditionArticle, EditionCorrection, sha256, to_json, with_article
from issues.inspection import findings_of, refuse_blocked
from issues.models import Correction, Issue, Release, ReleasePicture
from issues.models.issue import IssueStatus
from issues.originals import OriginalRefused, count_pages, stored_bytes
from issues.page_numbers import page_numbers
from issues.tasks import check_links_later
from news import editing, richtext
from news import workflow as article_workflow
from news.models import Article
from news.models.article import ArticleStatus
from news.text import squeeze, stored
from news.workflow import Refused, apply, refusal

NO_TIME = {"publish_at": None, "publish_by": None}


@dataclass(frozen=True)
class Document:
    """A PDF in storage: name, SHA-256 of its bytes, number of pages, size in bytes, on which page each article begins."""

    name: str
    sha256: str
    pages: int
    bytes: int = 0
    page_numbers: dict[str, int] = field(default_factory=dict)


def placed(issue: Issue, status: str):
    """The issue's articles in one status, in a fixed order so that two transactions lock them alike."""
    return Article.objects.filter(placement__issue=issue, status=status).order_by("pk")


def lock_articles(issue: Issue) -> list[Article]:
    """The issue's articles, locked until the transaction ends."""
    articles = Article.objects.select_for_update(of=("self",)).filter(placement__issue=issue)
    return list(articles.order_by("pk"))


def require_all(issue: Issue, release: Release, status: ArticleStatus) -> None:
    """Raise Refused unless the issue's articles are the release's, all in this status. Call with the issue locked."""
    articles = lock_articles(issue)
    wrong = [article for article in articles if article.status != status]
    if wrong:
        raise Refused(
            f"Tin “{wrong[0]}” đang ở trạng thái “{wrong[0].get_status_display()}”, không phải “{status.label}”. "
            "Hãy trả lại hoặc mở lại số rồi gửi duyệt lần nữa."
        )
    if len(articles) != release.article_count:
        raise Refused("Các tin trong số không còn là các tin của bản đã gửi. Hãy trả lại hoặc mở lại số.")


def make_document(edition: Edition, issue: Issue, user=None) -> Document:
    """The PDF the public will get: the attached original of a back issue, else what the edition renders to.

    Raises Refused where there is none. Stored under the hash of its bytes: the same bytes are stored once, apart from the
    renderings, which are pruned.
    """
    try:
        if edition.original_pdf:
            data = stored_bytes(issue)
            pages = count_pages(data)
        else:
            rendered = renderings.obtain(edition, user=user)
            data, pages = rendered.data, rendered.pages
    except (OriginalRefused, pdf.RenderError) as error:
        raise Refused(f"Chưa có PDF để phát hành. {error}") from error
    digest = hashlib.sha256(data).hexdigest()
    name = f"releases/{digest[:2]}/{digest}.pdf"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(data))
    return Document(name, digest, pages, len(data), page_numbers(data))


def make_release(issue: Issue, edition: Edition, document: Document, user, **values) -> Release:
    """Store a release with the list of its pictures. Call inside a transaction, with the issue locked."""
    last = issue.releases.aggregate(last=Max("number"))["last"] or 0
    release = Release.objects.create(
        issue=issue,
        number=last + 1,
        edition_json=to_json(edition),
        sha256=sha256(edition),
        pdf=document.name,
        pdf_sha256=document.sha256,
        pages=document.pages,
        pdf_bytes=document.bytes,
        page_numbers=document.page_numbers,
        cover=edition.cover.name if edition.cover else "",
        article_count=len(edition.articles),
        submitted_by=user,
        **values,
    )
    names = {picture.name for picture in edition.pictures}
    ReleasePicture.objects.bulk_create(ReleasePicture(release=release, name=name) for name in sorted(names))
    return release


def ask_first(transition, issue: Issue, user) -> None:
    """Raise Refused before anything slow is done for nothing; the door asks again with the row locked."""
    if reason := refusal(transition, issue, user):
        raise Refused(reason)


def assembled(issue: Issue) -> Edition:
    """The edition as it stands. Raises Refused where an attached original is lost."""
    try:
        return assemble(issue)
    except OriginalRefused as error:
        raise Refused(str(error)) from error


def submit(issue: Issue, user, note: str = "") -> Issue:
    """Submit an issue with its drafts: look for errors, render, then store the release. Raises Refused."""
    ask_first(workflow.SUBMIT, issue, user)
    edition = assembled(issue)
    if not edition.articles:
        raise Refused(f"Số {issue.label} chưa có tin nào. Hãy xếp tin vào số trước khi gửi duyệt.")
    findings = findings_of(issue, edition)
    refuse_blocked(issue, edition, findings)
    document = make_document(edition, issue, user)
    with transaction.atomic():
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        # Whoever is saving or returning one of the articles just now finishes first, and is then noticed.
        lock_articles(issue)
        if current.status == issue.status and sha256(assembled(current)) != sha256(edition):
            raise Refused("Nội dung số vừa thay đổi trong lúc dựng PDF. Hãy xem lại rồi gửi duyệt lần nữa.")
        # A waiver may have been taken back while the PDF was rendered.
        refuse_blocked(current, edition, findings)
        for article in placed(issue, ArticleStatus.DRAFT):
            apply(article_workflow.SUBMIT_TOGETHER, article, user, note)
        release = make_release(issue, edition, document, user)
        check_links_later(issue)
        return workflow.move(workflow.SUBMIT, issue, user, note, release=release)


def return_(issue: Issue, user, note: str) -> Issue:
    """Return an issue to those who make it; the stored release stays in the records. Raises Refused."""
    return workflow.move(workflow.RETURN, issue, user, note, release=None)


def approve(issue: Issue, user, expected_sha256: str, note: str = "") -> Issue:
    """Approve exactly the release with this hash, where nothing in it blocks, and with it the articles still in review.
    Raises Refused."""
    ask_first(workflow.APPROVE, issue, user)
    refuse_other_release(issue, expected_sha256)
    edition = issue.release.edition
    findings = findings_of(issue, edition)
    with transaction.atomic():
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        refuse_other_release(current, expected_sha256)
        refuse_blocked(current, edition, findings)
        for article in placed(issue, ArticleStatus.REVIEW):
            apply(article_workflow.APPROVE, article, user, note)
        require_all(issue, current.release, ArticleStatus.APPROVED)
        Release.objects.filter(pk=current.release_id).update(approved_by=user, approved_at=timezone.now())
        return workflow.move(workflow.APPROVE, issue, user, note)


def refuse_other_release(issue: Issue, expected_sha256: str) -> None:
    """Raise Refused where the release that waits for approval is not the one with this hash."""
    if issue.release is None or issue.release.sha256 != expected_sha256:
        raise Refused("Bản bạn đã đọc không còn là bản đang chờ duyệt. Hãy tải lại trang và đọc bản mới.")


def publish(issue: Issue, user, note: str = "", at: datetime | None = None) -> Issue:
    """Put the approved release out. Renders nothing; refused where the stored PDF is not the approved one, and where it was
    set for a time (`at`) that was changed meanwhile."""
    ask_first(workflow.PUBLISH, issue, user)
    check_stored_pdf(issue.release)
    now = timezone.now()
    with transaction.atomic():
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        if current.status == issue.status and current.release_id != issue.release_id:
            raise Refused("Bản phát hành của số vừa thay đổi. Hãy tải lại trang rồi xem lại.")
        if at and current.publish_at != at:
            raise Refused("Giờ hẹn xuất bản vừa được đổi.")
        require_all(issue, issue.release, ArticleStatus.APPROVED)
        workflow.move(workflow.PUBLISH, issue, user, note, published_at=now, **NO_TIME)
        Release.objects.filter(pk=issue.release_id).update(published_at=now)
        for article in placed(issue, ArticleStatus.APPROVED):
            apply(article_workflow.PUBLISH, article, user)
        shelving.put_out(Release.objects.get(pk=issue.release_id))
    return issue


def check_stored_pdf(release: Release) -> None:
    """Raise Refused where the PDF in storage is missing or not the bytes that were approved."""
    try:
        with release.pdf.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            "Không đọc được tệp PDF đã duyệt trong kho. Hãy báo quản trị; số chưa được xuất bản."
        ) from error
    if digest != release.pdf_sha256:
        raise Refused("Tệp PDF trong kho không còn là tệp đã duyệt. Hãy báo quản trị; số chưa được xuất bản.")


def withdraw(issue: Issue, user, note: str) -> Issue:
    """Take a published issue back: its addresses answer 410 with date and reason. Raises Refused."""
    with transaction.atomic():
        workflow.move(workflow.WITHDRAW, issue, user, note)
        # All that are out, whatever the caller had before them: a correction may have made a newer one meanwhile.
        current = issue.releases.out().filter(withdrawn_at__isnull=True)
        current.update(withdrawn_at=timezone.now(), withdrawal_reason=stored(note).strip())
        for article in placed(issue, ArticleStatus.PUBLISHED):
            apply(article_workflow.WITHDRAW, article, user, note)
        shelving.take_off(issue.pk)
    return issue


def reopen(issue: Issue, user, note: str) -> Issue:
    """Back to a draft of the same number; a withdrawn issue's articles are approved again. Raises Refused."""
    with transaction.atomic():
        workflow.move(workflow.REOPEN, issue, user, note, release=None, published_at=None, **NO_TIME)
        for article in placed(issue, ArticleStatus.WITHDRAWN):
            apply(article_workflow.RESTORE, article, user, note)
    return issue


def may_correct(issue: Issue, user) -> str | None:
    """Why this person may not correct this issue now, or None."""
    if not (user.is_active and user.has_perm("issues.correct_issue")):
        return "Bạn không có quyền đính chính số này."
    if issue.status != IssueStatus.PUBLISHED:
        return "Chỉ đính chính được số đã xuất bản."
    return None


def correct(
    issue: Issue, user, note: str, article: Article | None = None, text: dict | None = None
) -> Correction:
    """Publish a dated note and, where `text` gives new `headline`, `toc_title` or `body`, the article's corrected text.

    The next release is made from the newest published one, not from today's masthead or sources. Raises Refused.
    """
    note = stored(note or "").strip()
    if reason := may_correct(issue, user):
        raise Refused(reason)
    if not note:
        raise Refused("Hãy ghi nội dung đính chính; công chúng sẽ đọc được.")
    today = timezone.localdate()
    edition = issue.release.edition
    if article:
        edition = with_article(edition, corrected_article(edition, article, text or {}))
    notes = (*edition.corrections, EditionCorrection(today, note, article and article.pk))
    edition = replace(edition, corrections=notes)
    document = make_document(edition, issue, user)
    now = timezone.now()
    with transaction.atomic():
        current = Issue.objects.select_for_update().get(pk=issue.pk)
        if may_correct(current, user) or current.release_id != issue.release_id:
            raise Refused(
                "Số này vừa được người khác đính chính hoặc thu hồi. Hãy tải lại trang rồi làm lại."
            )
        if article and text:
            store_corrected_text(article, text, user)
        approval = {"approved_by": user, "approved_at": now, "published_at": now, "submitted_at": now}
        release = make_release(issue, edition, document, user, **approval)
        Issue.objects.filter(pk=issue.pk).update(release=release)
        shelving.put_out(release)
        correction = Correction.objects.create(
            issue=issue, article=article, release=release, date=today, note=note, created_by=user
        )
    issue.release = release
    return correction


def corrected_article(edition: Edition, article: Article, text: dict) -> EditionArticle:
    """The article as printed, with new text; its address stays. Raises Refused where the edition has no such article."""
    printed = next((a for a in edition.articles if a.id == article.pk), None)
    if printed is None:
        raise Refused("Tin này không nằm trong bản đang phát hành của số.")
    headline = squeeze(text.get("headline") or printed.headline)
    if not headline:
        raise Refused("Tiêu đề của tin không được để trống.")
    # Without a title of its own the contents page prints the headline.
    own_title = "" if printed.toc_title == printed.headline else printed.toc_title
    toc_title = squeeze(text.get("toc_title", own_title)) or headline
    body = richtext.clean(text.get("body") or printed.body)
    return replace(
        printed, headline=headline, toc_title=toc_title, body=body, word_count=richtext.word_count(body)
    )


def store_corrected_text(article: Article, text: dict, user) -> None:
    """The article's row follows what was printed; a new version in its history. Call inside a transaction."""
    current = Article.objects.select_for_update().get(pk=article.pk)
    for name in ("headline", "toc_title", "body"):
        if text.get(name) or (name == "toc_title" and name in text):
            setattr(current, name, text[name])
    current.version += 1
    editing.record(current, user)
