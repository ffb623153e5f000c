"""Pages about one's own way in: the code at sign-in, setting up the second factor, the list of sign-ins."""

import time

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import authenticate, logout
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from diemtin.gate import acts, entrance, second_factor, sign_ins
from news.workflow import Refused

KEY = "second_factor_key"
KEY_SECONDS = 1800
WRONG_PASSWORD = "Mật khẩu chưa đúng."


class CodeForm(forms.Form):
    """The code of the authenticator; where it is allowed, a backup code in the same field."""

    code = forms.CharField(
        label="Mã xác thực",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
        error_messages={"required": "Hãy nhập mã."},
    )


class PasswordForm(forms.Form):
    """One's own password once more: for what somebody at an unlocked desk must not be able to do."""

    password = forms.CharField(
        label="Mật khẩu của bạn",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Hãy nhập mật khẩu."},
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    @sensitive_variables()
    def clean_password(self):
        """Counted like a sign-in: wrong ones lock."""
        password = self.cleaned_data["password"]
        if not authenticate(self.request, username=self.request.user.username, password=password):
            raise forms.ValidationError(WRONG_PASSWORD)
        return password


def page(request, template: str, **values) -> TemplateResponse:
    """One of the pages, in the admin's frame."""
    context = {**admin.site.each_context(request), **values}
    return TemplateResponse(request, f"admin/gate/{template}.html", context)


def before_the_door(view):
    """A page that somebody opens whose password was right; the admin's own door is further in."""
    return never_cache(csrf_protect(sensitive_post_parameters()(view)))


@before_the_door
def code(request):
    """The second step of signing in."""
    if not entrance.is_asked(request):
        return HttpResponseRedirect(entrance.next_door(request) or reverse("admin:index"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if second_factor.verify(request.known_user, form.cleaned_data["code"]):
                return let_in(request, form.cleaned_data["code"])
            form.add_error("code", "Mã chưa đúng, hoặc đã được dùng rồi.")
        except Refused as refused:
            form.add_error("code", str(refused))
    return page(request, "code", title="Bước thứ hai", form=form, next=entrance.way_on(request))


def let_in(request, given: str) -> HttpResponseRedirect:
    """On to where the person wanted to go; whoever used a backup code hears how many are left."""
    where = entrance.way_on(request)
    entrance.passed(request)
    if len(second_factor.bare(given)) != 6:
        left = second_factor.codes_left(request.user)
        hint = " Hãy tạo mã mới ở trang Tài khoản." if left < 4 else ""
        messages.warning(request, f"Bạn vừa dùng một mã dự phòng; còn {left} mã.{hint}")
    return HttpResponseRedirect(where)


@before_the_door
def set_up(request):
    """Set up an authenticator: who must have one and has none comes here before anything else; others when they like."""
    must = entrance.must_set_up(request)
    if not must and not request.user.is_authenticated:
        return HttpResponseRedirect(entrance.next_door(request) or reverse("admin:login"))
    person, key = request.known_user, key_in_work(request)
    sent = request.POST if request.method == "POST" else None
    form = CodeForm(sent)
    # Who comes from the sign-in has just typed it.
    password = None if must else PasswordForm(sent, request=request)
    if sent is not None and form.is_valid() and (password is None or password.is_valid()):
        try:
            codes = second_factor.set_up(person, key, form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            return is_set_up(request, person, codes)
    values = {"form": form, "password": password, "must": must, "next": entrance.way_on(request)}
    drawn = {"picture": second_factor.picture(person, key), "spelled": second_factor.spelled(key)}
    return page(request, "set_up", title="Cài xác thực hai bước", person=person, **values, **drawn)


def key_in_work(request) -> str:
    """The secret that is being set up: it stays the same while the person tries, for half an hour."""
    key, since = request.session.get(KEY, ("", 0))
    if time.time() - since > KEY_SECONDS:
        key = second_factor.new_key()
        request.session[KEY] = (key, int(time.time()))
    return key


def is_set_up(request, person, codes: list[str]) -> TemplateResponse:
    """Note it, end all other sessions, show the backup codes once."""
    where = entrance.way_on(request)
    request.session.pop(KEY)
    entrance.passed(request)
    sign_ins.end_others(request, person)
    acts.note(person, person, "Đã cài xác thực hai bước.")
    return page(request, "codes", title="Mã dự phòng", codes=codes, next=where)


@before_the_door
@require_POST
def leave(request):
    """Sign out of a sign-in that is not complete."""
    logout(request)
    return HttpResponseRedirect(reverse("admin:login"))


def account(request):
    """One's own account: the second factor, the last sign-ins."""
    return account_page(request, PasswordForm(request=request))


def account_page(request, form: PasswordForm) -> TemplateResponse:
    """The page, with the form as it was sent."""
    person = request.user
    values = {
        "device": second_factor.device(person),
        "codes_left": second_factor.codes_left(person),
        "required": second_factor.is_required(person),
        "sign_ins": sign_ins.newest(person, request.session),
        "idle_hours": entrance.idle_hours(),
    }
    return page(request, "account", title="Tài khoản của tôi", form=form, **values)


@require_POST
def end_others(request):
    """End all other sessions."""
    sign_ins.end_others(request, request.user)
    messages.success(request, "Đã kết thúc mọi phiên khác của bạn.")
    return HttpResponseRedirect(reverse("admin:account"))


@sensitive_post_parameters()
@require_POST
def change_second_factor(request):
    """With the password: new backup codes, or none of it any more where it is not compulsory."""
    form = PasswordForm(request.POST, request=request)
    person = request.user
    if not form.is_valid():
        return account_page(request, form)
    if "codes" in request.POST and second_factor.device(person):
        acts.note(person, person, "Đã tạo mã dự phòng mới.")
        codes = second_factor.new_codes(person)
        return page(request, "codes", title="Mã dự phòng", codes=codes, next=reverse("admin:account"))
    if "remove" in request.POST and not second_factor.is_required(person):
        if second_factor.remove(person):
            request.session[entrance.STATE] = entrance.State.NONE
            sign_ins.end_others(request, person)
            acts.note(person, person, "Đã bỏ xác thực hai bước.")
        messages.success(request, "Đã bỏ xác thực hai bước.")
    return HttpResponseRedirect(reverse("admin:account"))
