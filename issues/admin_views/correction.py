"""The correction page of a published issue: first what is corrected, then the note and, for an article, its text."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect

from issues import publishing
from issues.admin_views.pages import render, require
from issues.edition import EditionArticle
from news.models import Article
from news.richtext import RichTextFormField
from news.workflow import Refused

WHOLE_ISSUE = "so"
TEXT = ("headline", "toc_title", "body")
STALE = (
    "Số này vừa có bản phát hành mới sau khi bạn mở trang. Hãy chép phần bạn vừa viết ra, tải lại trang rồi sửa trên "
    "bản mới."
)


class NoteForm(forms.Form):
    """A note on the issue as a whole. `seen` is the release that the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="Nội dung đính chính",
        help_text="Công chúng sẽ đọc được, kèm ngày đính chính.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        error_messages={"required": "Hãy ghi nội dung đính chính; công chúng sẽ đọc được."},
    )


class TextForm(NoteForm):
    """A note on an article, and its text as printed, to be corrected."""

    headline = forms.CharField(label="Tiêu đề", max_length=400)
    toc_title = forms.CharField(label="Tiêu đề ở mục lục", max_length=200, required=False)
    body = RichTextFormField(label="Nội dung")


def view(model_admin, request, object_id):
    """GET shows what is printed, POST makes the next release."""
    issue = model_admin.get_or_404(request, object_id)
    require(request, "issues.correct_issue")
    if reason := publishing.may_correct(issue, request.user):
        model_admin.message_user(request, reason, messages.WARNING)
        return HttpResponseRedirect(model_admin.page("change", issue))
    chosen = request.GET.get("tin", "")
    printed = printed_article(issue, chosen)
    form = make_form(request, issue, printed) if chosen else None
    if request.method == "POST" and form and form.is_valid() and correct(request, issue, printed, form):
        words = f"Đã đính chính {issue}: bản phát hành {issue.release.number}."
        model_admin.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(model_admin.page("change", issue))
    return render(
        model_admin,
        request,
        "admin/issues/issue/correction.html",
        f"Đính chính: {issue}",
        issue,
        form=form,
        printed=printed,
        chosen=chosen,
        whole_issue=WHOLE_ISSUE,
        sections=[s for s in issue.release.edition.sections if s.articles],
        media=model_admin.media + form.media if form else model_admin.media,
    )


def printed_article(issue, chosen: str) -> EditionArticle | None:
    """The article as printed, None for the issue as a whole. An article that is not in the release is 404."""
    if chosen in ("", WHOLE_ISSUE):
        return None
    for article in issue.release.edition.articles:
        if str(article.id) == chosen:
            return article
    raise Http404


def make_form(request, issue, printed: EditionArticle | None) -> NoteForm:
    """The second step's form, with the printed text in it."""
    initial = {"seen": issue.release_id}
    if printed is None:
        return NoteForm(request.POST or None, initial=initial)
    initial |= {name: getattr(printed, name) for name in TEXT}
    form = TextForm(request.POST or None, initial=initial)
    form.fields["body"].required = bool(printed.body)
    return form


def correct(request, issue, printed: EditionArticle | None, form: NoteForm) -> bool:
    """Publish the correction; a refusal becomes an error of the form and keeps what was typed."""
    if form.cleaned_data["seen"] != issue.release_id:
        form.add_error(None, STALE)
        return False
    article = Article.objects.get(pk=printed.id) if printed else None
    text = {name: form.cleaned_data[name] for name in TEXT if name in form.changed_data}
    try:
        publishing.correct(issue, request.user, form.cleaned_data["note"], article, text)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
