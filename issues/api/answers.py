"""How the API answers: JSON or a problem (RFC 9457), readable from any site's scripts, to nothing but reading."""

from functools import wraps

import msgspec
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone

from issues.answers import with_headers
from issues.api.asking import Unclear
from issues.api.values import Problem, Value
from issues.limits import seconds_to_wait
from issues.models import Release
from issues.wording import full_date

JSON, PROBLEM = "application/json", "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"
TITLES = {
    400: "Yêu cầu chưa rõ",
    404: "Không tìm thấy",
    405: "Chỉ được đọc",
    410: "Đã thu hồi",
    429: "Quá nhiều yêu cầu",
}
# Any site's scripts may read: nothing here depends on who asks. A browser may remember that for a day.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def api_view(view):
    """A view that returns a value, or a response where it has another thing to say; raises Http404 or Unclear."""

    @wraps(view)
    def answer(request, **address):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS, **PREFLIGHT})
        elif request.method not in ("GET", "HEAD"):
            response = problem(405, "Giao diện này chỉ để đọc: dùng GET, HEAD hoặc OPTIONS.")
            response["Allow"] = METHODS
        elif wait := seconds_to_wait(request, "api", settings.API_PER_MINUTE):
            response = problem(429, f"Hãy hỏi lại sau {wait} giây.")
            response["Retry-After"] = str(wait)
        else:
            response = read(view, request, address)
        if not response.has_header("Cache-Control"):
            # A CDN asks anew each time: nobody tells it of these addresses. What went wrong may be right in a minute.
            kept = response.status_code in (200, 301, 410)
            response["Cache-Control"] = "public, no-cache" if kept else "no-store"
        response = with_headers(request, response)
        for name, value in CORS.items():
            response[name] = value
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return answer


def read(view, request, address: dict) -> HttpResponse:
    """The answer to a question that only reads."""
    try:
        found = view(request, **address)
    except Unclear as error:
        return problem(400, str(error))
    except Http404:
        return problem(404, "Địa chỉ có thể bị gõ sai, hoặc nội dung chưa được xuất bản.")
    return found if isinstance(found, HttpResponse) else json_response(found)


def json_response(value: Value | dict, status: int = 200, content_type: str = JSON) -> HttpResponse:
    """The value as JSON."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type=content_type)


def problem(status: int, detail: str, **more) -> HttpResponse:
    """A problem with its status."""
    said = Problem(type="about:blank", title=TITLES[status], status=status, detail=detail, **more)
    return json_response(said, status, PROBLEM)


def gone(release: Release) -> HttpResponse:
    """What a withdrawn issue answers: when and why."""
    when = timezone.localtime(release.withdrawn_at)
    detail = f"Số {release.edition.label} đã được thu hồi ngày {full_date(when)}: {release.withdrawal_reason}"
    return problem(410, detail, withdrawn=when, reason=release.withdrawal_reason)
