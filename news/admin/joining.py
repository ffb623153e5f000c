"""How people come in: the form that invites, the buttons of an invitation, the page at which it is accepted."""

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_variables

from news import invitations, joining
from news.models import Invitation, User
from news.text import squeeze
from news.workflow import Refused


class InvitationForm(forms.ModelForm):
    """Name, address and role; the user name is proposed from the name. No password: the invited person sets it."""

    class Meta:
        model = User
        fields = ("last_name", "first_name", "email", "username", "groups")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "email", "groups"):
            self.fields[name].required = True
        self.fields["username"].required = False
        self.fields["username"].help_text = "Để trống thì lấy từ tên, ví dụ: an, an2."

    def clean_email(self):
        """An address is one person's."""
        email = self.cleaned_data["email"]
        if other := User.objects.filter(email__iexact=email).first():
            raise forms.ValidationError(f"Địa chỉ này là của {other}.")
        return email

    def clean(self):
        """With a user name in any case."""
        cleaned = super().clean()
        names = {name: squeeze(cleaned.get(name) or "") for name in ("first_name", "last_name")}
        cleaned |= names
        if not cleaned.get("username") and "username" not in self.errors:
            cleaned["username"] = joining.free_username(names["first_name"], cleaned.get("email") or "")
        return cleaned

    def save(self, commit=True):
        """Switched off, and without a password, until the invitation is accepted."""
        self.instance.is_active, self.instance.is_staff = False, True
        self.instance.set_unusable_password()
        return super().save(commit)


class AcceptInvitation(PasswordResetConfirmView):
    """The page behind the link: set a password, then sign in. A link that no longer works answers 410."""

    token_generator = invitations.tokens
    form_class = SetPasswordForm
    template_name = "admin/news/user/accept.html"
    title = "Nhận lời mời"

    def get_user(self, uidb64):
        """The invited person, also one without an invitation: then no token is right."""
        user = super().get_user(uidb64)
        return user if user and Invitation.objects.filter(person=user).exists() else None

    def get_context_data(self, **kwargs):
        """What the admin's frame needs, for somebody who is not signed in."""
        title = self.title if self.validlink else "Lời mời không còn dùng được"
        frame = {"site_header": "Điểm tin", "has_permission": False}
        return {**frame, **super().get_context_data(**kwargs), "title": title}

    def render_to_response(self, context, **kwargs):
        """Gone, where the link does not open anything."""
        return super().render_to_response(context, status=200 if self.validlink else 410, **kwargs)

    @method_decorator(sensitive_variables())
    def form_valid(self, form):
        """In, and on to the sign-in page; whoever was signed in at this computer no longer is."""
        try:
            joining.accept(self.user, form.cleaned_data["new_password1"])
        except Refused:
            self.validlink = False
            return self.render_to_response(self.get_context_data(form=None))
        logout(self.request)
        words = f"Đã đặt mật khẩu. Mời đăng nhập bằng tên “{self.user.username}”."
        messages.success(self.request, words)
        return HttpResponseRedirect(reverse("admin:login"))


def waits(person: User) -> bool:
    """Whether this person was invited and has not come in yet."""
    return Invitation.objects.filter(person=person, accepted_at__isnull=True).exists()


def may_invite(user, person: User) -> bool:
    """Whether this user may ask this person again, or take the invitation back."""
    return user.has_perm("news.add_user") and (user.is_superuser or not person.is_superuser)


def renew(model_admin, request, object_id):
    """POST: ask again; older links die."""
    return answer(
        model_admin, request, object_id, lambda person: joining.invite(person, request.user), "Đã mời lại"
    )


def revoke(model_admin, request, object_id):
    """POST: take the invitation back."""
    return answer(model_admin, request, object_id, joining.revoke, "Đã hủy lời mời")


def answer(model_admin, request, object_id, act, done: str):
    """Do something with somebody's invitation, note it in the log, say how it went on their page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    person = model_admin.person_or_404(request, object_id)
    if not may_invite(request.user, person):
        raise PermissionDenied
    try:
        act(person)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
    else:
        model_admin.log_change(request, person, f"{done}.")
        model_admin.message_user(request, f"{done}: {person}.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.page("change", person))


def panel(user, person: User) -> dict:
    """What the person's page shows of the invitation."""
    invitation = Invitation.objects.filter(person=person).select_related("invited_by").first()
    if invitation is None or invitation.accepted_at:
        return {}
    shown = invitation.is_open and may_invite(user, person) and not invitations.mail_reaches_people()
    return {
        "invitation": invitation,
        "may_invite": may_invite(user, person),
        "invitation_link": invitations.link(person) if shown else "",
        "days_valid": invitations.days_valid(),
    }
