"""The assembly page: sections with their articles in order, and the articles that may still be placed.

Plain buttons in two forms: it works from the keyboard and without JavaScript. Everything that changes something is a
POST that goes through `issues.placing`.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponseRedirect

from issues import pdf, placing
from issues.admin_views.pages import render, require
from issues.models import Placement
from news.models import Article, Category
from news.models.category import Layout
from news.searching import matching
from news.workflow import Refused

PER_PAGE = 50
MOVED_AWAY = "Tin này không còn ở chỗ cũ: có người vừa xếp lại. Trang đã được tải lại."


def view(model_admin, request, object_id):
    """GET shows, POST arranges and shows again."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, "issues.assemble_issue")
    sections = list(Category.objects.exclude(layout=Layout.SUMMARY))
    if request.method == "POST":
        anchor = arrange(model_admin, request, issue, {c.slug: c for c in sections})
        return HttpResponseRedirect(f"{request.get_full_path()}{anchor}")
    # The page has links to previews of one section or article, which are to come within a second.
    pdf.warm()
    return render(
        model_admin,
        request,
        "admin/issues/issue/assembly.html",
        f"Xếp tin: {issue}",
        issue,
        refusal=placing.refusal(issue, request.user),
        sections=arranged(issue, sections),
        categories=sections,
        **offered(request, {c.slug for c in sections}),
    )


def arranged(issue, sections: list[Category]) -> list[tuple[Category, list[Placement]]]:
    """Each section with its placements in order."""
    placements = Placement.objects.filter(issue=issue).order_by("position")
    placed = {section.slug: [] for section in sections}
    for placement in placements.select_related("article__source", "article__author"):
        placed.setdefault(placement.category_id, []).append(placement)
    return [(section, placed[section.slug]) for section in sections]


def offered(request, sections: set[str]) -> dict:
    """The articles that may be placed and stand nowhere yet, newest first, as the person filters them."""
    words, section = request.GET.get("q", "").strip(), request.GET.get("muc", "")
    articles = Article.objects.placeable().filter(placement__isnull=True)
    if section in sections:
        articles = articles.filter(category=section)
    articles = matching(articles, words).select_related("source", "category", "author")
    newest = articles.order_by(F("news_date").desc(nulls_last=True), "-pk")
    page = Paginator(newest, PER_PAGE).get_page(request.GET.get("p"))
    return {"page": page, "q": words, "muc": section}


def arrange(model_admin, request, issue, sections: dict[str, Category]) -> str:
    """Do what the pressed button says; return where on the page to go on, as `#…`."""
    data = request.POST
    if "place" in data or "place_all" in data:
        keys = data.getlist("article") if "place_all" in data else [data["place"]]
        return place(model_admin, request, issue, keys, sections)
    for action in ("up", "down", "out", "move"):
        if action in data:
            return rearrange(model_admin, request, issue, action, data[action], sections)
    return ""


def place(model_admin, request, issue, keys: list[str], sections: dict[str, Category]) -> str:
    """Place articles, each in the section chosen beside it; say how many, and why others were not."""
    articles = {str(a.pk): a for a in Article.objects.filter(pk__in=whole_numbers(keys))}
    placed, reasons = 0, []
    for key in keys:
        article, section = articles.get(key), sections.get(request.POST.get(f"section-{key}", ""))
        if article is None:
            continue
        if section is None:
            reasons.append(f"Hãy chọn chuyên mục cho tin “{article}”.")
            continue
        try:
            placing.place(issue, article, section, request.user)
            placed += 1
        except Refused as refused:
            reasons.append(str(refused))
    if placed:
        model_admin.message_user(request, f"Đã xếp {placed} tin vào số {issue.label}.", messages.SUCCESS)
    for reason in dict.fromkeys(reasons):
        model_admin.message_user(request, reason, messages.ERROR)
    if not keys:
        model_admin.message_user(request, "Chưa chọn tin nào.", messages.WARNING)
    return "#tin-co-the-xep"


def whole_numbers(keys: list[str]) -> list[int]:
    """The keys that can be keys at all: more digits than that overflow the database's integers."""
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]


def rearrange(model_admin, request, issue, action: str, key: str, sections: dict[str, Category]) -> str:
    """Up, down, out, or to another section."""
    placements = Placement.objects.select_related("issue", "category")
    placement = placements.filter(issue=issue, pk__in=whole_numbers([key])).first()
    if placement is None:
        model_admin.message_user(request, MOVED_AWAY, messages.WARNING)
        return ""
    try:
        if action == "out":
            placing.take_out(placement, request.user)
            model_admin.message_user(request, f"Đã lấy ra khỏi số: {placement.article}.", messages.SUCCESS)
            return "#cac-chuyen-muc"
        if action == "move":
            move(model_admin, request, placement, sections)
        else:
            placing.move(placement, request.user, -1 if action == "up" else 1)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
    return f"#vi-tri-{placement.pk}"


def move(model_admin, request, placement, sections: dict[str, Category]) -> None:
    """To the section chosen beside the article. Raises Refused."""
    section = sections.get(request.POST.get(f"to-{placement.pk}", ""))
    if section is None:
        model_admin.message_user(request, "Hãy chọn chuyên mục muốn chuyển tới.", messages.WARNING)
        return
    placing.move_to_section(placement, request.user, section)
