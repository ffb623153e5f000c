"""What the pages beside an issue's form share."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse


def require(request, *permissions: str) -> None:
    """Raise PermissionDenied unless the person has one of these permissions."""
    if not any(request.user.has_perm(permission) for permission in permissions):
        raise PermissionDenied


def render(model_admin, request, template: str, title: str, issue=None, **context) -> TemplateResponse:
    """A page of the admin; with an issue, one that leads back to it."""
    return TemplateResponse(
        request,
        template,
        {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": title,
            "issue": issue,
            "back": model_admin.page("change", issue) if issue else None,
            **context,
        },
    )
