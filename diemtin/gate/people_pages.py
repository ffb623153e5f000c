"""For administrators, about somebody's way in: sign-ins, lock, second factor. Each act is in the log."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from diemtin.gate import acts, limits, second_factor, sign_ins
from news.models import User


def person_or_404(request, object_id: int) -> User:
    """The person, for whoever looks after people; a superuser's way in is a superuser's affair."""
    people = admin.site.get_model_admin(User)
    person = people.person_or_404(request, object_id)
    if not people.has_change_permission(request, person):
        raise PermissionDenied
    return person


def sign_in_page(request, object_id):
    """How this person comes in."""
    person = person_or_404(request, object_id)
    context = {
        **admin.site.each_context(request),
        "title": f"Đăng nhập của {person}",
        "opts": User._meta,
        "person": person,
        "device": second_factor.device(person),
        "codes_left": second_factor.codes_left(person),
        "required": person.is_active and second_factor.is_required(person),
        "locked_until": limits.locked_until(person.username),
        "sign_ins": sign_ins.newest(person),
        "is_self": person == request.user,
    }
    return TemplateResponse(request, "admin/gate/person.html", context)


def done(request, person: User, words: str, told: str) -> HttpResponseRedirect:
    """Note an act, say so, and back to the page."""
    acts.note(request.user, person, words)
    messages.success(request, told)
    return back(person)


def back(person: User) -> HttpResponseRedirect:
    """To the person's page of sign-ins."""
    return HttpResponseRedirect(reverse("admin:news_user_sign_ins", args=[person.pk]))


@require_POST
def unlock(request, object_id):
    """Let somebody try again at once."""
    person = person_or_404(request, object_id)
    if not limits.unlock(person.username):
        messages.warning(request, f"Tài khoản của {person} không bị khóa.")
        return back(person)
    return done(request, person, "Đã mở khóa đăng nhập.", f"Đã mở khóa: {person} đăng nhập được ngay.")


@require_POST
def reset_second_factor(request, object_id):
    """Take another person's second factor away: the telephone is lost, the backup codes too. One's own is on one's own page."""
    person = person_or_404(request, object_id)
    if person == request.user:
        raise PermissionDenied
    if not second_factor.remove(person):
        messages.warning(request, f"{person} không có xác thực hai bước.")
        return back(person)
    return done(request, person, "Đã xóa xác thực hai bước.", f"Đã xóa xác thực hai bước của {person}.")


@require_POST
def end_sessions(request, object_id):
    """End every session of another person."""
    person = person_or_404(request, object_id)
    if person == request.user:
        raise PermissionDenied
    sign_ins.end_all(person)
    return done(request, person, "Đã kết thúc mọi phiên đăng nhập.", f"Đã kết thúc mọi phiên của {person}.")
