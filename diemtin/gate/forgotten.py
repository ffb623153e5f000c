"""A forgotten password: a link by mail, to the address that is on record.

The answer is the same whether somebody has that address or not, in words and in time: what happens, happens in the background.
Chiefs and whoever may do everything get no link, as only a superuser sets their password (news/admin/people.py): an
administrator could else put an address of their own on record and ask for one.
"""

import hashlib

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.debug import sensitive_variables
from django_tasks import task

from diemtin.gate import acts, limits
from diemtin.gate.clients import client_address
from news import invitations
from news.models import User
from news.text import nfc, squeeze

HOUR = 3600
# From one address in an hour; and seconds between two letters to one person.
ASKED_FROM_ONE_ADDRESS, BETWEEN_LETTERS = 10, 300
CONFIRM = "admin_password_reset_confirm"


class Ask(PasswordResetView):
    """The page that asks for the address."""

    template_name = "admin/gate/forgotten.html"
    title = "Quên mật khẩu"

    def get_context_data(self, **kwargs):
        """What the admin's frame needs; without a mail server, whom to ask."""
        reaches = invitations.mail_reaches_people() or settings.DEBUG
        own = {"title": self.title, "mail_reaches_people": reaches}
        return {**super().get_context_data(**kwargs), **admin.site.each_context(self.request), **own}

    def post(self, request, *args, **kwargs):
        """Not without end."""
        if too_often(client_address(request)):
            context = {**admin.site.each_context(request), "title": "Hãy chờ một giờ"}
            answer = render(request, "admin/gate/forgotten_wait.html", context, status=429)
            answer["Retry-After"] = str(HOUR)
            return answer
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """The same for every address."""
        send_links.enqueue(form.cleaned_data["email"])
        words = "Nếu địa chỉ này là của một người trong tòa soạn, thư hướng dẫn sẽ đến sau ít phút."
        messages.success(self.request, words)
        return HttpResponseRedirect(reverse("admin:login"))


class SetAnew(PasswordResetConfirmView):
    """The page behind the link. The second factor is asked for as always. A link that no longer works answers 410."""

    template_name = "admin/gate/set_anew.html"
    title = "Đặt mật khẩu mới"

    def get_context_data(self, **kwargs):
        """What the admin's frame needs."""
        title = self.title if self.validlink else "Liên kết không còn dùng được"
        return {**super().get_context_data(**kwargs), **admin.site.each_context(self.request), "title": title}

    def render_to_response(self, context, **kwargs):
        """Gone, where the link does not open anything."""
        return super().render_to_response(context, status=200 if self.validlink else 410, **kwargs)

    @method_decorator(sensitive_variables())
    def form_valid(self, form):
        """Set it; whoever locked themselves out by wrong ones may sign in at once."""
        if not (self.user.is_active and may_have_link(self.user)):
            self.validlink = False
            return self.render_to_response(self.get_context_data(form=None))
        form.save()
        limits.unlock(self.user.username)
        acts.note(self.user, self.user, "Đã đặt mật khẩu mới qua thư.")
        messages.success(self.request, f"Đã đặt mật khẩu mới. Mời đăng nhập bằng tên “{self.user.username}”.")
        return HttpResponseRedirect(reverse("admin:login"))


def may_have_link(person: User) -> bool:
    """Whether this person's password may be set by mail."""
    return not person.is_superuser and not person.has_perm("issues.approve_issue")


def too_often(address: str | None) -> bool:
    """Count this one; whether there were too many from this address in an hour. Machines share the count by the shared cache."""
    name = f"forgotten:{address}"
    # Not atomic in a cache of files: a lost count lets one more through.
    count = 1 if cache.add(name, 1, HOUR) else cache.incr(name)
    return count > ASKED_FROM_ONE_ADDRESS


@task()
def send_links(address: str) -> int:
    """Write to the people with this address. Returns to how many."""
    people = list(PasswordResetForm().get_users(address))
    due = [person for person in people if is_due(person)]
    for person in due:
        letter(person).send()
    return len(due)


def is_due(person: User) -> bool:
    """Whether the last letter to this person was some minutes ago."""
    name = hashlib.sha256(f"forgotten {person.pk}".encode()).hexdigest()
    return person.is_staff and cache.add(f"forgotten:{name}", 1, BETWEEN_LETTERS)


def letter(person: User) -> EmailMessage:
    """The mail: a link, or whom to ask."""
    values = {
        "person": person,
        "link": link(person) if may_have_link(person) else "",
        "days": invitations.days_valid(),
        "name": settings.SITE_NAME,
    }
    return EmailMessage(
        subject=squeeze(f"[{settings.SITE_NAME}] Đặt lại mật khẩu"),
        body=nfc(render_to_string("admin/gate/forgotten.txt", values)),
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def link(person: User) -> str:
    """The absolute address at which this person sets a new password: once, and within PASSWORD_RESET_TIMEOUT."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return f"{settings.SITE_URL}{reverse(CONFIRM, args=[uid, default_token_generator.make_token(person)])}"


urlpatterns = [
    # The name by which Django's sign-in page finds it.
    path("quen-mat-khau/", Ask.as_view(), name="admin_password_reset"),
    path("mat-khau-moi/<uidb64>/<token>/", SetAnew.as_view(), name=CONFIRM),
]
