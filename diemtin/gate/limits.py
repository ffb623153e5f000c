"""How often a sign-in may fail: django-axes counts and locks, this says how much is too much, and how that is told.

Three limits, so that neither one colleague's typing errors lock an office behind one address, nor a stranger with a few
wrong passwords locks a chief out: one account from one address, one account from anywhere, one address with any account.
A name that does not exist is counted and locked like any other.
"""

from datetime import datetime

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils.timezone import localtime, now

# Within a quarter of an hour, in the order of AXES_LOCKOUT_PARAMETERS.
SAME_ADDRESS, ANYWHERE, ANY_ACCOUNT = 5, 20, 30
LONGEST_NAME = 150


class Limits(AxesStandaloneBackend):
    """Refuses a locked sign-in before the password is looked at. What has no request comes from no client: no limit there."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """None to go on; raises PermissionDenied where it is locked."""
        return super().authenticate(request, username, password, **kwargs) if request is not None else None


class Counting(AxesDatabaseHandler):
    """The three limits, each with its own number."""

    def get_failures(self, request, credentials=None) -> int:
        """Failures as django-axes compares them with its one limit: the nearest of ours decides."""
        counts = (failures(attempts) for attempts in self.get_user_attempts(request, credentials))
        limits = (SAME_ADDRESS, ANYWHERE, ANY_ACCOUNT)
        return max(n * settings.AXES_FAILURE_LIMIT // limit for n, limit in zip(counts, limits, strict=True))

    def reset_user_attempts(self, request, credentials=None) -> int:
        """After a sign-in: this account from this address. The other counts stay, or anybody with an account could clear them."""
        return self.filter_user_attempts(request, credentials)[0].delete()[0]


def account(request, credentials=None) -> str | None:
    """The name under which a sign-in is counted. No account's is longer than the column; what somebody sends may be."""
    name = (credentials or request.POST).get("username")
    return name and name[:LONGEST_NAME]


def failures(attempts) -> int:
    """How many wrong sign-ins some rows stand for."""
    return attempts.aggregate(n=Sum("failures_since_start"))["n"] or 0


def recent():
    """The wrong sign-ins that still count."""
    return AccessAttempt.objects.filter(attempt_time__gte=now() - settings.AXES_COOLOFF_TIME)


def open_again(attempts) -> datetime | None:
    """When rows that lock no longer do."""
    last = attempts.aggregate(last=Max("attempt_time"))["last"]
    return last and last + settings.AXES_COOLOFF_TIME


def locked_until(username: str) -> datetime | None:
    """Until when an account is locked, from some address or from everywhere; None where it is not."""
    own = recent().filter(username=username)
    by_address = own.values("ip_address").annotate(n=Sum("failures_since_start"), last=Max("attempt_time"))
    times = [
        row["last"] + settings.AXES_COOLOFF_TIME for row in by_address.order_by() if row["n"] >= SAME_ADDRESS
    ]
    if failures(own) >= ANYWHERE:
        times.append(open_again(own))
    return max(times, default=None)


def unlock(username: str) -> int:
    """Forget the wrong sign-ins of an account. Returns how many rows there were."""
    return AccessAttempt.objects.filter(username=username).delete()[0]


def locked_out(request, response=None, credentials=None):
    """The answer to a locked sign-in, whether the account exists or not: a kind word, and when to come back."""
    AxesProxyHandler.update_request(request)
    counting = AxesProxyHandler.get_implementation()
    limits = (SAME_ADDRESS, ANYWHERE, ANY_ACCOUNT)
    tried = zip(counting.get_user_attempts(request, credentials), limits, strict=True)
    until = max((open_again(rows) for rows, limit in tried if failures(rows) >= limit), default=None)
    seconds = max(1, round((until - now()).total_seconds())) if until else 60
    context = {
        **admin.site.each_context(request),
        "title": "Tạm khóa đăng nhập",
        "until": localtime(until) if until else None,
        "minutes": -(-seconds // 60),
    }
    answer = render(request, "admin/gate/locked.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer
