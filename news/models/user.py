"""People. What somebody may do follows from the group of their role."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """The four roles; each is a group of the same name as its label."""

    WRITER = "writer", "Biên tập viên"
    EDITOR = "editor", "Thư ký biên tập"
    CHIEF = "chief", "Tổng biên tập"
    ADMINISTRATOR = "administrator", "Quản trị"


class Delivery(models.TextChoices):
    """How somebody wants to be told."""

    INBOX = "inbox", "Chỉ trong hộp thông báo"
    AT_ONCE = "at_once", "Gửi thư ngay"
    DAILY = "daily", "Một thư mỗi ngày"


class User(AbstractUser):
    """Somebody who works in the newsroom. People leave by being deactivated; they are never deleted."""

    delivery = models.CharField(
        "cách nhận thông báo",
        max_length=10,
        choices=Delivery,
        default=Delivery.AT_ONCE,
        db_default=Delivery.AT_ONCE,
        editable=False,
    )

    # Raised, it ends every session of this person, whichever store keeps them.
    session_round = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self):
        return self.get_full_name() or self.username

    def get_full_name(self):
        """Family name first, as Vietnamese names are written."""
        return f"{self.last_name} {self.first_name}".strip()

    def get_session_auth_hash(self):
        """What a session must carry to be this person's: it changes with the password, and with the round."""
        return self.of_this_round(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        """The same, under the keys that were in use before."""
        return (self.of_this_round(found) for found in super().get_session_auth_fallback_hash())

    def of_this_round(self, session_hash: str) -> str:
        """Django's hash with the round; the first round is Django's own, so that an upgrade ends no session."""
        return f"{session_hash}.{self.session_round}" if self.session_round else session_hash

    @property
    def roles(self) -> set[str]:
        """The roles this person has, as values of Role."""
        by_label = {label: value for value, label in Role.choices}
        return {by_label[name] for name in self.groups.values_list("name", flat=True) if name in by_label}
