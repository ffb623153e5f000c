"""People leave by being switched off. Their names stay under what they wrote; what they had in work may be handed on.

There is always somebody who looks after the accounts, and somebody who approves.
"""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from news import notices
from news.models import Article, Invitation, Notice, User
from news.models.article import ArticleStatus
from news.models.notice import Kind
from news.models.user import Delivery, Role
from news.workflow import Refused

NEEDED = {Role.ADMINISTRATOR: "quản trị", Role.CHIEF: "tổng biên tập"}


def in_work(person: User):
    """The articles that wait for this person: drafts, and what may yet be returned."""
    open_ = (ArticleStatus.DRAFT, ArticleStatus.REVIEW)
    return Article.objects.filter(author=person, status__in=open_).order_by("-updated_at")


def successors(person: User):
    """Who may take over: active people who write articles."""
    writers = User.objects.with_perm("news.change_article", backend=notices.BACKEND)
    return writers.exclude(pk=person.pk).order_by("last_name", "first_name", "username")


def filling(role: Role):
    """Active people in a role; who may do everything looks after the accounts too."""
    among = Q(groups__name=role.label)
    if role == Role.ADMINISTRATOR:
        among |= Q(is_superuser=True)
    return User.objects.filter(among, is_active=True).distinct()


def last_in(person: User, roles) -> str | None:
    """Why this person may not give up these roles, or None: nobody else fills one of them.

    Call inside a transaction: the groups are locked, so that the last two do not leave at the same time.
    """
    list(Group.objects.select_for_update().filter(name__in=[role.label for role in NEEDED]).order_by("pk"))
    for role, words in NEEDED.items():
        people = set(filling(role).values_list("pk", flat=True)) if role in roles else set()
        if people == {person.pk}:
            return f"{person} là {words} cuối cùng đang làm việc. Hãy giao vai trò này cho người khác trước."
    return None


def roles_held(person: User) -> set[str]:
    """The roles this person fills; all of the needed ones that a superuser's rights stand for."""
    return person.roles | ({Role.ADMINISTRATOR} if person.is_superuser else set())


def leave(person: User, user, successor: User | None = None) -> int:
    """Switch an account off, and hand what is in work to `successor` where one is named. Returns how many articles.

    Raises Refused for oneself, for the last in a role that a newsroom needs, and where it has been done already.
    """
    if person.pk == user.pk:
        raise Refused("Bạn không thể tự cho mình nghỉ; hãy nhờ người khác.")
    with transaction.atomic():
        if reason := last_in(person, roles_held(person)):
            raise Refused(reason)
        if successor and not successors(person).filter(pk=successor.pk).exists():
            raise Refused(f"{successor} không nhận bàn giao được: đã nghỉ hoặc không viết tin.")
        # The sessions end for good: coming back opens none of them again.
        switched_off = {"is_active": False, "session_round": F("session_round") + 1}
        if not User.objects.filter(pk=person.pk, is_active=True).update(**switched_off):
            raise Refused(f"{person} đã nghỉ từ trước.")
        Invitation.objects.open().filter(person=person).update(revoked_at=timezone.now())
        # Nothing is mailed any more; what was told stays to be read if the person comes back.
        Notice.objects.filter(recipient=person, mail__isnull=True).update(delivery=Delivery.INBOX)
        return hand_over(person, successor, user) if successor else 0


def hand_over(person: User, successor: User, user) -> int:
    """Make somebody the author of another person's articles in work. Call inside a transaction. Returns how many.

    Who wrote the text stays among its contributors and in its history: four eyes are asked about them, not the author.
    """
    articles = list(in_work(person).select_for_update(of=("self",)))
    for article in articles:
        article.author = successor
        article._history_user = user
        article._change_reason = f"Bàn giao từ {person}"
        article.save(update_fields=["author", "updated_at"])
    if articles:
        notices.tell(
            Kind.HANDED_OVER,
            actor=user,
            to=[successor],
            subject=f"Bạn nhận {len(articles)} tin của {person}",
            text="\n".join(f"– {article.headline}" for article in articles),
            url=f"{reverse('admin:news_article_changelist')}?cua=toi",
        )
    return len(articles)


def come_back(person: User) -> None:
    """Switch an account on again. Raises Refused where the person never came in, or is here."""
    if Invitation.objects.filter(person=person, accepted_at__isnull=True).exists():
        raise Refused(f"{person} chưa từng nhận lời mời; hãy mời lại.")
    if not User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise Refused(f"{person} đang làm việc.")
