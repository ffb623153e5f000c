"""The page on which outlets that are one are merged."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from news import merging
from news.workflow import Refused

# More than an outlet has ever had spellings; keeps the address short.
MOST = 50


class MergeForm(forms.Form):
    """Which of the outlets stays, and which were on the page."""

    winner = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, error_messages={"required": "Hãy chọn nguồn được giữ lại."}
    )

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["winner"].choices = [(source.pk, source.name) for source in sources]


def view(model_admin, request):
    """GET shows what would move (`?nguon=1,2`); POST merges."""
    if not merging.may_merge(request.user):
        raise PermissionDenied
    chosen = ids((request.POST if request.method == "POST" else request.GET).get("nguon", ""))
    sources = merging.seen(chosen)
    back = HttpResponseRedirect(reverse("admin:news_source_changelist"))
    if len(sources) < 2 or len(sources) != len(chosen):
        model_admin.message_user(request, refused_choice(chosen), messages.WARNING)
        return back
    initial = {"winner": sources[0].pk}
    form = MergeForm(request.POST if request.method == "POST" else None, sources=sources, initial=initial)
    if request.method == "POST" and form.is_valid():
        return merged(model_admin, request, form.cleaned_data["winner"], chosen) or back
    rows = list(zip(form["winner"], sources, strict=True))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Gộp nguồn tin",
        "opts": model_admin.opts,
        "form": form,
        "rows": rows,
        "chosen": ",".join(str(source.pk) for source in sources),
    }
    return TemplateResponse(request, "admin/news/source/merge.html", context)


def ids(text: str) -> set[int]:
    """The keys in `1,2,3`; what is none is left out."""
    parts = text.split(",")[:MOST]
    return {int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19}


def refused_choice(chosen: set[int]) -> str:
    """What to say where there is nothing to merge."""
    if len(chosen) < 2:
        return "Hãy chọn ít nhất hai nguồn rồi bấm “Gộp các nguồn đã chọn”."
    return "Một trong các nguồn đã chọn không còn nữa: có người vừa gộp. Hãy chọn lại."


def merged(model_admin, request, winner: int, chosen: set[int]):
    """Merge, and on to the outlet that stays; where it is refused, say why and return None."""
    names = ", ".join(source.name for source in merging.seen(chosen) if source.pk != winner)
    try:
        result = merging.merge(winner, chosen, request.user)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
        return None
    words = f"Đã gộp vào “{result.winner}”: {result.articles} tin chuyển sang."
    model_admin.log_change(
        request, result.winner, f"Đã gộp nguồn: {names}; {result.articles} tin chuyển sang."
    )
    model_admin.message_user(request, words, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:news_source_change", args=[result.winner.pk]))
