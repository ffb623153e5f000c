"""Comments on an article and requests to review it: who may, when, and that two at once do not undo each other.

Everything happens with the article's row locked, so that no comment slips in while the article is being approved.
"""

from datetime import date
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from news import notices, quoting, signals
from news.models import Article, ArticleComment, ReviewRequest, User
from news.models.article import ArticleStatus
from news.models.notice import Kind
from news.text import squeeze, stored
from news.workflow import Refused, may_touch

OPEN = (ArticleStatus.DRAFT, ArticleStatus.REVIEW)
LONGEST_QUOTE = 1000
LONGEST_TEXT = 4000
NOT_THERE = (
    "Đoạn trích không có trong tin; có thể tin vừa được sửa. Hãy chép đúng nguyên văn một đoạn, hoặc để trống để nhận xét "
    "cả tin."
)


def concerns(article, user) -> bool:
    """Whether the article is this person's: they wrote it, or ever saved its text."""
    return article.author_id == user.pk or article.contributors.filter(pk=user.pk).exists()


def refusal(article, user, permission: str = "news.add_articlecomment") -> str | None:
    """Why this person may not comment on this article now, or settle a comment, or None."""
    if not (user.is_active and user.has_perm(permission)):
        return "Bạn không có quyền nhận xét tin."
    if not (user.has_perm("news.review_article") or concerns(article, user)):
        return "Chỉ người duyệt và những người viết tin này được nhận xét."
    if article.status not in OPEN:
        return f"Tin đang ở trạng thái “{article.get_status_display()}”; chỉ nhận xét được bản thảo hoặc tin chờ duyệt."
    return None


def locked(article, user, permission: str = "news.add_articlecomment") -> Article:
    """The article's row, locked until the transaction ends. Raises Refused."""
    current = Article.objects.select_for_update().get(pk=article.pk)
    if reason := refusal(current, user, permission):
        raise Refused(reason)
    return current


def required(text: str) -> str:
    """The words of a comment. Raises Refused."""
    text = stored(text or "").strip()
    if not text:
        raise Refused("Hãy viết nhận xét.")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"Nhận xét dài quá {LONGEST_TEXT} chữ cái.")
    return text


def comment(article, user, text: str, quote: str = "", paragraph: int | None = None) -> ArticleComment:
    """Remark on a passage of the article, or without a quote on the whole. Raises Refused.

    `paragraph` is where the passage was seen: 0 for the headline, then the body's paragraphs from 1.
    """
    text, quote = required(text), squeeze(quote or "")
    if len(quote) > LONGEST_QUOTE:
        raise Refused(f"Đoạn trích dài quá {LONGEST_QUOTE} chữ cái; hãy trích ngắn hơn.")
    with transaction.atomic():
        current = locked(article, user)
        place = quoting.locate(current.headline, current.body, quote, paragraph) if quote else None
        if quote and place is None:
            raise Refused(NOT_THERE)
        remark = ArticleComment.objects.create(
            article=current, author=user, text=text, quote=quote, paragraph=place, version=current.version
        )
        tell(remark, current.author, "nhận xét về tin")
        return remark


def answer(remark: ArticleComment, user, text: str) -> ArticleComment:
    """Answer a comment; answers ask for nothing and block nothing. Raises Refused."""
    text = required(text)
    with transaction.atomic():
        current = locked(remark.article, user)
        said = ArticleComment.objects.create(
            article=current, parent=remark, author=user, text=text, version=current.version
        )
        tell(said, remark.author, "trả lời nhận xét của bạn về tin")
        return said


def tell(remark: ArticleComment, to, what: str) -> None:
    """A notice to whom a comment or an answer concerns; none where that is nobody, or who said it."""
    notices.tell(
        Kind.COMMENTED,
        actor=remark.author,
        to=[to],
        article=remark.article,
        subject=f"{remark.author} {what} “{remark.article.headline[:119]}”",
        text=remark.text,
        url=reverse("admin:news_article_change", args=[remark.article_id]),
    )


def resolve(remark: ArticleComment, user) -> None:
    """Settle a comment. Raises Refused, also where somebody was first."""
    settle(remark, user, resolved=True)


def reopen(remark: ArticleComment, user) -> None:
    """Open a settled comment again. Raises Refused, also where somebody was first."""
    settle(remark, user, resolved=False)


def settle(remark: ArticleComment, user, resolved: bool) -> None:
    """Set the state of a comment, where it is still the other one."""
    with transaction.atomic():
        locked(remark.article, user, "news.change_articlecomment")
        rows = ArticleComment.objects.filter(pk=remark.pk, parent=None, resolved_at__isnull=resolved)
        values = (user, timezone.now()) if resolved else (None, None)
        if not rows.update(resolved_by=values[0], resolved_at=values[1]):
            raise Refused(already(remark, resolved))


def already(remark: ArticleComment, resolved: bool) -> str:
    """What to tell somebody who comes second."""
    current = ArticleComment.objects.select_related("resolved_by").get(pk=remark.pk)
    if resolved and current.resolved_by:
        return f"{current.resolved_by} đã giải quyết nhận xét này trước bạn."
    return "Nhận xét này đang mở rồi." if not resolved else "Câu trả lời không có gì để giải quyết."


def reviewers(article, user):
    """Whom this person may ask to review the article: those who may judge it and never saved its text."""
    able = User.objects.with_perm("news.review_article", backend="django.contrib.auth.backends.ModelBackend")
    able = able.exclude(pk=user.pk).exclude(contributions=article)
    return able.order_by("last_name", "first_name", "username")


def asking_refusal(article, user) -> str | None:
    """Why this person may not ask anybody to review the article now, or None."""
    if not (user.is_active and user.has_perm("news.add_reviewrequest")):
        return "Bạn không có quyền nhờ người duyệt."
    if reason := may_touch(article, user):
        return reason
    if article.status != ArticleStatus.REVIEW:
        return "Chỉ nhờ được người duyệt khi tin đang chờ duyệt."
    return None


def ask(article, user, reviewer, due: date | None = None) -> ReviewRequest:
    """Ask somebody by name to judge the article; asked again, only the day changes. Raises Refused."""
    with transaction.atomic():
        current = Article.objects.select_for_update().get(pk=article.pk)
        if reason := asking_refusal(current, user) or unfit(current, user, reviewer, due):
            raise Refused(reason)
        request, _ = ReviewRequest.objects.update_or_create(
            article=current, reviewer=reviewer, done_at=None, defaults={"due": due, "asked_by": user}
        )
        send = partial(signals.review_requested.send_robust, ReviewRequest)
        transaction.on_commit(partial(send, article=current, reviewer=reviewer, user=user, due=due))
    return request


def unfit(article, user, reviewer, due: date | None) -> str | None:
    """Why this reviewer or this day will not do, or None."""
    if not reviewers(article, user).filter(pk=reviewer.pk).exists():
        return f"{reviewer} không duyệt được tin này: không có quyền duyệt, hoặc đã từng sửa nội dung tin."
    if due is not None and due < timezone.localdate():
        return "Hạn duyệt đã qua; hãy chọn một ngày từ hôm nay trở đi."
    return None


def unask(request: ReviewRequest, user) -> None:
    """Take a request back. Raises Refused."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=request.article_id)
        if reason := asking_refusal(article, user):
            raise Refused(reason)
        if not ReviewRequest.objects.filter(pk=request.pk).finish(user):
            raise Refused("Lời nhờ này không còn chờ nữa.")
