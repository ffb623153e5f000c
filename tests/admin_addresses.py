"""Every address of the newsroom's admin, with something real behind each of them."""

from django.contrib import admin
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues import publishing, renderings
from issues.assembly import assemble
from issues.models import HouseForm
from issues.models.issue import Origin
from news import binning, editing, joining, reviewing
from news.models import Article, Mail, Picture, User
from tests.make import make_issue, make_placed_issue, make_source, pdf_bytes, picture_bytes


def patterns(urls, prefix=()):
    """(name, names of the arguments) of every address below a list of patterns."""
    for url in urls:
        regex = getattr(url.pattern, "_regex", None) and url.pattern.regex
        named = tuple(regex.groupindex) if regex else tuple(url.pattern.converters)
        # Groups without a name are numbered.
        arguments = (*prefix, *named, *range(regex.groups - len(named) if regex else 0))
        if isinstance(url, URLResolver):
            yield from patterns(url.url_patterns, arguments)
        elif isinstance(url, URLPattern) and url.name:
            yield url.name, arguments


ARGUMENTS = dict(patterns(admin.site.get_urls()))
NAMES = sorted(ARGUMENTS)


def make_things(writer, editor, chief) -> dict[str, dict]:
    """Something of each kind. By the beginning of the names of its pages: the arguments of their addresses.

    Asks for `fake_pdf`.
    """
    article = editing.save_text(Article(headline="Trạm đo gió", source=make_source()), writer)
    remark = reviewing.comment(article, editor, "Nguồn nào?")
    picture = Picture(article=article, position=1, alt="Trạm phao")
    picture.image.save("a.jpg", ContentFile(picture_bytes()))
    issue = make_placed_issue(2, number=10)
    issue.save()
    rendering, _ = renderings.row(assemble(issue), "", "", None)
    out = publishing.submit(make_placed_issue(2, number=11), editor)
    out = publishing.publish(publishing.approve(out, chief, out.release.sha256), chief)
    archived = make_issue(12, origin=Origin.ARCHIVE)
    archived.original_pdf.save("so-12.pdf", ContentFile(pdf_bytes()))
    invited = User.objects.create_user("moi", is_active=False)
    joining.invite(invited, chief)
    Mail.objects.create(recipient=invited, error="Máy chủ thư không trả lời.")
    result = DBTaskResult.objects.create(args_kwargs={}, run_after=timezone.now())
    versions = {"version_id": str(article.history.first().pk), 1: article.history.first().pk}
    binned = binning.throw_away(HouseForm.objects.create(preferred="trạm phao", variants="trạm-phao"), editor)
    return {
        "news_binned": {"object_id": binned.pk},
        "news_article": {
            **versions,
            "object_id": article.pk,
            "name": "submit",
            "comment_id": remark.pk,
            "act": "xong",
            "picture": picture.pk,
        },
        "issues_issue": {
            "object_id": issue.pk,
            "name": "submit",
            "version_id": str(issue.history.first().pk),
            1: issue.history.first().pk,
            "rendering": rendering.pk,
        },
        "issues_issue_correction": {"object_id": out.pk},
        "issues_issue_release": {"object_id": out.pk, "number": 1},
        "issues_issue_original": {"object_id": archived.pk},
        "issues_houseform": {"object_id": HouseForm.objects.first().pk},
        "issues_masthead": {"object_id": 1},
        "news_source": {"object_id": article.source_id},
        "news_category": {"object_id": "domestic"},
        "news_user": {"object_id": writer.pk, "uidb64": "x", "token": "x"},
        "news_user_leave": {"object_id": writer.pk},
        **{f"news_user_{name}": {"object_id": invited.pk} for name in ("renew", "revoke", "send_again")},
        "auth_user": {"id": writer.pk},
        "django_tasks_database": {"object_id": result.pk},
    }


def address(name: str, things: dict[str, dict], **others) -> str:
    """The address of a page, with the thing whose name is the longest beginning of the page's; `others` for what has none."""
    kind = max((start for start in things if name.startswith(start)), key=len, default="")
    known = {"app_label": "news", "url": "x", "pk": 1, "content_type_id": 1, "object_id": 1}
    known |= things.get(kind, {}) | others
    known.setdefault(0, known["object_id"])
    arguments = ARGUMENTS[name]
    if any(isinstance(argument, int) for argument in arguments):
        return reverse(f"admin:{name}", args=[known[argument] for argument in arguments])
    return reverse(f"admin:{name}", kwargs={argument: known[argument] for argument in arguments})
