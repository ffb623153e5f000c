"""The one place that decides who is in. A password alone opens nothing where a second factor is wanted: until it is given,
`request.user` is nobody, for every page there is; only the pages of the second factor look at `request.known_user`.
"""

import time
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from diemtin.gate import second_factor, sign_ins
from diemtin.gate.networks import is_here

STATE, SEEN = "second_factor", "seen"
SEEN_EVERY = 600  # seconds: how exactly the last page is remembered


class State(StrEnum):
    """Of a session: the person has no second factor; is asked for it; has given it."""

    NONE = "none"
    ASKED = "asked"
    GIVEN = "given"


class Entrance:
    """The middleware, right behind Django's that knows the person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        known = request.known_user = request.user
        # Lazy as Django's own: a public page asks for nobody, and reads no session.
        request.user = SimpleLazyObject(lambda: known if may_pass(request, known) else AnonymousUser())
        response = self.get_response(request)
        if is_here(request) and is_stale(request):
            request.session[SEEN] = int(time.time())
        return response


def may_pass(request, person) -> bool:
    """Whether the session may be this person's: no query where the second factor was given."""
    if not person.is_authenticated:
        return False
    state = request.session.get(STATE)
    return state == State.GIVEN or (state != State.ASKED and not second_factor.is_required(person))


def is_stale(request) -> bool:
    """Whether somebody who is in opened a page and the session has not noted it for a while.

    A page that asks by itself, left open on a desk, keeps no session alive.
    """
    opened = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return (
        opened and request.user.is_authenticated and time.time() - request.session.get(SEEN, 0) > SEEN_EVERY
    )


@receiver(user_logged_in)
def begin(sender, request, user, **kwargs):
    """A session begins: who has a second factor is asked for it."""
    request.session[STATE] = State.ASKED if second_factor.device(user) else State.NONE
    request.session[SEEN] = int(time.time())
    sign_ins.forget_old(user)


def is_asked(request) -> bool:
    """Whether the password was right and the code is yet to come."""
    return request.known_user.is_authenticated and request.session.get(STATE) == State.ASKED


def must_set_up(request) -> bool:
    """Whether this person is kept outside until they have set up a second factor."""
    known = request.known_user
    return known.is_authenticated and not is_asked(request) and not may_pass(request, known)


def passed(request) -> None:
    """The second factor was given, in this session. It gets a new key: one that was known before opens nothing."""
    request.session[STATE] = State.GIVEN
    request.user = request.known_user
    before = sign_ins.hashed(request.session)
    request.session.cycle_key()
    sign_ins.AccessLog.objects.filter(session_hash=before).update(
        session_hash=sign_ins.hashed(request.session)
    )


def next_door(request) -> str | None:
    """Where somebody with the right password is led before anything else; None for everybody else."""
    if not request.known_user.is_authenticated or request.user.is_authenticated:
        return None
    name = "second_factor" if is_asked(request) else "second_factor_setup"
    return f"{reverse(f'admin:{name}')}?{urlencode({'next': way_on(request)})}"


def way_on(request) -> str:
    """Where the person wanted to go: an address of this site, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if inside else reverse("admin:index")


def idle_hours() -> int:
    """After how many hours without a page a session ends."""
    return settings.SESSION_COOKIE_AGE // 3600
