"""Saving the text of an article: who may, when it is frozen, and that nobody overwrites a newer version."""

from django.db import transaction
from django.utils import timezone

from news import kept_rows, signals, versions
from news.models import Article
from news.models.article import ArticleStatus
from news.workflow import Refused

FROZEN = {
    ArticleStatus.APPROVED: "Tin đã được duyệt. Muốn sửa, hãy mở lại tin kèm ghi chú.",
    ArticleStatus.PUBLISHED: "Tin đã xuất bản. Muốn sửa, tổng biên tập dùng chức năng đính chính của số.",
    ArticleStatus.WITHDRAWN: "Tin đã bị thu hồi cùng với số; không sửa được.",
    ArticleStatus.DROPPED: "Tin đã bỏ; không sửa được.",
}


class Overtaken(Refused):
    """Somebody saved a newer version than the one that this person began with."""


def refusal(article: Article, user) -> str | None:
    """Why this person may not edit this text now, or None."""
    if not (user.is_active and user.has_perm("news.change_article")):
        return "Bạn không có quyền sửa tin."
    if article.status in FROZEN:
        # An issue that holds the article gives the better advice.
        return signals.veto(article, user) or FROZEN[article.status]
    if not user.has_perm("news.edit_any_article"):
        if article.author_id != user.pk:
            return "Tin này của người khác; bạn chỉ sửa được tin của mình."
        if article.status == ArticleStatus.REVIEW:
            return "Tin đã gửi duyệt; chờ thư ký biên tập duyệt hoặc trả lại rồi mới sửa tiếp."
    return signals.veto(article, user)


def lock_for_editing(article: Article, user, version: int | None = None) -> Article:
    """The row, locked until the transaction ends. Raises Refused where it may not be edited or is newer than `version`.

    Call inside a transaction.
    """
    current = Article.objects.select_for_update().get(pk=article.pk)
    if reason := refusal(current, user):
        raise Refused(reason)
    if version is not None and current.version != version:
        raise Overtaken(overtaken(current))
    return current


def overtaken(current) -> str:
    """What to tell somebody whose version of an article or an issue is no longer the newest."""
    last = current.history.select_related("history_user").first()
    by = last.history_user if last and last.history_user else "Người khác"
    return f"{by} đã lưu một bản mới hơn của {current._meta.verbose_name} này trong lúc bạn đang sửa. Chưa có gì bị ghi đè."


def save_text(article: Article, user, version: int | None = None) -> Article:
    """Save the text as this person's: refused where frozen or stale, else version + 1 and the person remembered.

    A new article gets this person as its author. Raises Refused.
    """
    with transaction.atomic():
        if article.pk is None:
            if not (user.is_active and user.has_perm("news.add_article")):
                raise Refused("Bạn không có quyền viết tin.")
            article.author = user
            article.version = 1
        else:
            article.version = lock_for_editing(article, user, version).version + 1
        record(article, user)
    return article


def record(article: Article, user) -> None:
    """Store the text with its author in the history and among the contributors; no questions asked."""
    article._history_user = user
    article.save()
    article.contributors.add(user)


def restore(article: Article, record, user, version: int) -> list[str]:
    """Save an old version's text as a new version, on top of the newest that the person saw. Raises Refused.

    Pictures and key figures come back with it; where the version is older than the keeping of them, they stay. Returns
    the labels of what could not be brought back.
    """
    with transaction.atomic():
        current = lock_for_editing(article, user, version)
        if reason := rows_refusal(current, record, user):
            raise Refused(reason)
        lost = versions.bring_back(current, record)
        kept_rows.bring_back(current, record)
        current._change_reason = restored_from(record)
        save_text(current, user, version)
    return lost


def rows_refusal(article: Article, record, user) -> str | None:
    """Why this person may not bring back a version's pictures and key figures, or None."""
    for kind in kept_rows.changed_kinds(article, record):
        name = getattr(article, kind.name).model._meta.model_name
        if not user.has_perms([f"news.{act}_{name}" for act in ("add", "change", "delete")]):
            return f"Bạn không có quyền sửa {kind.label} của tin, nên không khôi phục được phiên bản này."
    if picture := kept_rows.missing(article, record):
        return f"Không khôi phục được: tệp của {picture} không còn trong kho ảnh. Chưa có gì thay đổi."
    return None


def restored_from(record) -> str:
    """What the history says of a version that came back."""
    return (
        f"Khôi phục phiên bản {record.version}, lưu {timezone.localtime(record.history_date):%d/%m/%Y %H:%M}"
    )


def touch(article: Article, user) -> None:
    """A change of pictures or key figures alone is a change of the text too: a new version with its row in the history."""
    current = Article.objects.get(pk=article.pk)
    current.version += 1
    current._change_reason = "Sửa ảnh hoặc con số"
    record(current, user)
