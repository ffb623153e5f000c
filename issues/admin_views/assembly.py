"""The assembly desk: left the articles that may still be placed, right the sections with theirs in order.

Plain buttons in one form: it works from the keyboard and without JavaScript, each button at once. With JavaScript articles
are moved on the page, by the same buttons or dragged, and the whole order is saved as one request. Everything that changes
something is a POST that goes through `issues.placing`.
"""

import json

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse

from issues import orders, pdf, placing
from issues.admin_views import rendering
from issues.admin_views.documents import may_see
from issues.admin_views.pages import render, require
from issues.admin_views.pool import offered, whole_numbers
from issues.admin_views.standing import standing
from issues.models import Placement
from issues.orders import Order
from news.models import Article, Category
from news.models.category import Layout
from news.workflow import Refused

LOGGED = 8
MOVED_AWAY = "Tin này không còn ở chỗ cũ: có người vừa xếp lại. Trang đã được tải lại."


def view(model_admin, request, object_id):
    """GET shows, POST arranges and shows again; a whole order that a script sends is answered as JSON."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, "issues.assemble_issue")
    sections = list(Category.objects.exclude(layout=Layout.SUMMARY))
    if request.method == "POST":
        if "save" in request.POST:
            return save(model_admin, request, issue)
        anchor = arrange(model_admin, request, issue, {c.slug: c for c in sections})
        return HttpResponseRedirect(f"{request.get_full_path()}{anchor}")
    # The page has links to previews of one section or article, which are to come within a second.
    pdf.warm()
    placed, can_see = arranged(issue, sections), may_see(request.user)
    # Takes a moment: a script asks for it by itself, others by a link.
    numbers = standing(model_admin, request, issue) if "tinh" in request.GET else {}
    return render(
        model_admin,
        request,
        "admin/issues/issue/assembly.html",
        f"Xếp tin: {issue}",
        issue,
        refusal=placing.refusal(issue, request.user),
        sections=placed,
        categories=sections,
        order=as_json({section.slug: [p.article_id for p in rows] for section, rows in placed if rows}),
        log=issue.arrangements.select_related("user")[:LOGGED],
        can_see=can_see,
        standing=numbers,
        pdf=numbers.get("rendering") or rendering.state(model_admin, request, issue, None, issue.layout),
        **offered(request, {c.slug for c in sections}),
    )


def as_json(order: Order) -> str:
    """An order as it travels through the form and back."""
    return json.dumps(order, separators=(",", ":"))


def arranged(issue, sections: list[Category]) -> list[tuple[Category, list[Placement]]]:
    """Each section with its placements in order."""
    placements = (
        Placement.objects.filter(issue=issue)
        .order_by("position")
        .defer("article__body", "article__signature")
    )
    placed = {section.slug: [] for section in sections}
    for placement in placements.select_related("article__source", "article__author"):
        placed.setdefault(placement.category_id, []).append(placement)
    return [(section, placed[section.slug]) for section in sections]


def save(model_admin, request, issue):
    """The whole order at once: 200, or refused as a whole with 409 where somebody changed it meanwhile, else 400."""
    try:
        order, seen = (orders.read(request.POST.get(name, "")) for name in ("order", "seen"))
        answer, status = {"order": placing.arrange(issue, order, seen, request.user)}, 200
    except placing.Overtaken as refused:
        answer, status = {"reason": str(refused), **overtaken(refused)}, 409
    except (Refused, ValueError) as refused:
        answer, status = {"reason": str(refused)}, 400
    if not request.accepts("text/html"):
        return JsonResponse(answer, status=status)
    words = answer.get("reason", f"Đã lưu thứ tự của số {issue.label}.")
    model_admin.message_user(request, words, messages.ERROR if "reason" in answer else messages.SUCCESS)
    return HttpResponseRedirect(request.get_full_path())


def overtaken(refused: placing.Overtaken) -> dict:
    """The order as it stands, with its headlines, and what was done to it: for the page to show beside the person's own."""
    names = dict(Article.objects.filter(pk__in=orders.all_of(refused.current)).values_list("pk", "headline"))
    log = [f"{row.user}: {row.words}" for row in refused.log]
    return {"current": refused.current, "names": names, "log": log}


def arrange(model_admin, request, issue, sections: dict[str, Category]) -> str:
    """Do what the pressed button says; return where on the page to go on, as `#…`."""
    data = request.POST
    if "place_week" in data:
        return place_week(model_admin, request, issue)
    if "place" in data or "place_all" in data:
        keys = data.getlist("article") if "place_all" in data else [data["place"]]
        return place(model_admin, request, issue, keys, sections)
    for action in ("up", "down", "out", "move"):
        if action in data:
            return rearrange(model_admin, request, issue, action, data[action], sections)
    return ""


def place_week(model_admin, request, issue) -> str:
    """All of the issue's days at once; say how many, and which had no section."""
    try:
        week = placing.place_week(issue, request.user, with_review="with_review" in request.POST)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
        return ""
    if week.placed:
        model_admin.message_user(
            request, f"Đã xếp {len(week.placed)} tin trong tuần vào số {issue.label}.", messages.SUCCESS
        )
    for article in week.without_section:
        words = f"Chưa xếp tin “{article}”: tin chưa được đề nghị chuyên mục."
        model_admin.message_user(request, words, messages.WARNING)
    if not week.placed and not week.without_section:
        model_admin.message_user(request, "Không còn tin nào của tuần này chờ xếp.", messages.WARNING)
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


def rearrange(model_admin, request, issue, action: str, key: str, sections: dict[str, Category]) -> str:
    """Up, down, out, or to another section: an article, by its key."""
    placements = Placement.objects.select_related("issue", "category")
    placement = placements.filter(issue=issue, article__in=whole_numbers([key])).first()
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
    return f"#tin-{placement.article_id}"


def move(model_admin, request, placement, sections: dict[str, Category]) -> None:
    """To the section chosen beside the article. Raises Refused."""
    section = sections.get(request.POST.get(f"section-{placement.article_id}", ""))
    if section is None:
        model_admin.message_user(request, "Hãy chọn chuyên mục muốn chuyển tới.", messages.WARNING)
        return
    placing.move_to_section(placement, request.user, section)
