"""Reading an article with its comments, settling them, and asking somebody by name to review it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from news import quoting, reviewing
from news.admin.steps import StepForm
from news.models import User
from news.workflow import SUBMIT, Refused

DAY = forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "class": "day", "autocomplete": "off"})


class ReviewerFields(forms.Form):
    """Who is asked to review, and by when."""

    reviewer = forms.ModelChoiceField(User.objects.none(), required=False, label="Nhờ ai duyệt")
    due = forms.DateField(required=False, label="Hạn duyệt", widget=DAY)

    def offer(self, article, user) -> None:
        """The people who may be asked."""
        self.fields["reviewer"].queryset = reviewing.reviewers(article, user)
        self.fields["reviewer"].empty_label = "Ai duyệt cũng được"

    def clean(self):
        """A day is somebody's."""
        cleaned = super().clean()
        if cleaned.get("due") and not cleaned.get("reviewer") and "reviewer" not in self.errors:
            self.add_error("reviewer", "Hãy chọn người được nhờ, hoặc bỏ trống hạn duyệt.")
        return cleaned


class SubmitForm(ReviewerFields, StepForm):
    """Submission, with a reviewer asked by name where the writer wants one."""

    field_order = ("reviewer", "due", "note")


class AskForm(ReviewerFields):
    """A reviewer for an article that is in review already."""

    def offer(self, article, user):
        """Here somebody has to be named."""
        super().offer(article, user)
        self.fields["reviewer"].required = True
        self.fields["reviewer"].empty_label = "Chọn một người"


class CommentForm(forms.Form):
    """A comment: on a passage, or with no quote on the whole article."""

    quote = forms.CharField(
        required=False,
        max_length=reviewing.LONGEST_QUOTE,
        label="Đoạn trích",
        help_text="Bôi đen một đoạn trong tin, hoặc chép đúng nguyên văn vào đây. Để trống thì nhận xét cả tin.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    paragraph = forms.IntegerField(required=False, min_value=0, max_value=9999, widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=reviewing.LONGEST_TEXT,
        label="Nhận xét",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy viết nhận xét."},
    )


class ReviewMixin:
    """For the admin of articles."""

    def get_urls(self):
        """The pages stand before the admin's own catch-all address."""
        wrap = self.admin_site.admin_view
        pages = (
            ("<path:object_id>/nhan-xet/", self.comments_view, "comments"),
            ("<path:object_id>/nhan-xet/<int:comment_id>/<slug:act>/", self.comment_act_view, "comment_act"),
            ("<path:object_id>/moi-duyet/", self.ask_view, "ask"),
        )
        own = [path(route, wrap(view), name=self.url_name(name)) for route, view, name in pages]
        return [*own, *super().get_urls()]

    def threads(self, request, article) -> dict:
        """The article's comments with where their passages stand now, and what this person may do with them."""
        # What is still to be done comes first.
        comments = sorted(article.comments.threads(), key=lambda comment: comment.resolved_at is not None)
        for comment in comments:
            comment.standing = quoting.standing(comment, article)
        may_settle = reviewing.refusal(article, request.user, "news.change_articlecomment") is None
        return {
            "threads": comments,
            "open_count": sum(comment.resolved_at is None for comment in comments),
            "may_comment": reviewing.refusal(article, request.user) is None,
            "may_settle": may_settle,
            "comments_url": self.page("comments", article),
            "requests": list(article.review_requests.waiting().select_related("reviewer", "asked_by")),
            "may_ask": reviewing.asking_refusal(article, request.user) is None,
            "ask_url": self.page("ask", article),
        }

    def comments_view(self, request, object_id):
        """GET: the article as it reads with its comments; POST: one comment more."""
        article = self.get_or_404(request, object_id)
        form = CommentForm(request.POST or None)
        if request.method == "POST":
            if not request.user.has_perm("news.add_articlecomment"):
                raise PermissionDenied
            if form.is_valid() and self.commented(request, article, form):
                self.message_user(request, "Đã ghi nhận xét.", messages.SUCCESS)
                return HttpResponseRedirect(self.page("comments", article))
        context = {**self.read_context(article), **self.threads(request, article), "comment_form": form}
        return self.review_page(request, article, "comments", f"Đọc và nhận xét: {article}", context)

    def commented(self, request, article, form) -> bool:
        """Write the comment; a refusal becomes an error of the form, with the words still in it."""
        data = form.cleaned_data
        try:
            reviewing.comment(article, request.user, data["text"], data["quote"], data["paragraph"])
        except Refused as refused:
            form.add_error(None, str(refused))
            return False
        return True

    def comment_act_view(self, request, object_id, comment_id, act):
        """POST: answer a comment, settle it, or open it again."""
        article = self.get_or_404(request, object_id)
        acts = {"tra-loi": self.answered, "xong": self.settled, "mo-lai": self.opened}
        if act not in acts or comment_id >= 2**63:
            raise Http404
        comment = article.comments.filter(pk=comment_id, parent=None).first()
        if comment is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        permission = "news.add_articlecomment" if act == "tra-loi" else "news.change_articlecomment"
        if not request.user.has_perm(permission):
            raise PermissionDenied
        try:
            self.message_user(request, acts[act](request, comment), messages.SUCCESS)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        return HttpResponseRedirect(f"{self.page('comments', article)}#nhan-xet-{comment.pk}")

    def answered(self, request, comment) -> str:
        """One answer more. Raises Refused."""
        reviewing.answer(comment, request.user, request.POST.get("text", ""))
        return "Đã ghi câu trả lời."

    def settled(self, request, comment) -> str:
        """The comment is settled. Raises Refused."""
        reviewing.resolve(comment, request.user)
        return "Đã giải quyết nhận xét."

    def opened(self, request, comment) -> str:
        """The comment is open again. Raises Refused."""
        reviewing.reopen(comment, request.user)
        return "Đã mở lại nhận xét."

    def ask_view(self, request, object_id):
        """GET asks whom to ask; POST asks them, or takes a request back."""
        article = self.get_or_404(request, object_id)
        if not request.user.has_perm("news.add_reviewrequest"):
            raise PermissionDenied
        if request.method == "POST" and "unask" in request.POST:
            return self.unasked(request, article)
        form = AskForm(request.POST or None)
        form.offer(article, request.user)
        if request.method == "POST" and form.is_valid() and self.asked(request, article, form):
            return HttpResponseRedirect(self.page("change", article))
        reason = reviewing.asking_refusal(article, request.user)
        if reason and request.method != "POST":
            self.message_user(request, reason, messages.WARNING)
            return HttpResponseRedirect(self.page("change", article))
        context = {**self.threads(request, article), "form": form}
        return self.review_page(request, article, "ask", f"Nhờ người duyệt: {article}", context)

    def asked(self, request, article, form) -> bool:
        """Ask the reviewer; a refusal becomes an error of the form."""
        data = form.cleaned_data
        try:
            reviewing.ask(article, request.user, data["reviewer"], data["due"])
        except Refused as refused:
            form.add_error(None, str(refused))
            return False
        self.message_user(request, f"Đã nhờ {data['reviewer']} duyệt.", messages.SUCCESS)
        return True

    def unasked(self, request, article):
        """Take back the request that the pressed button names."""
        key = request.POST["unask"]
        known = key.isascii() and key.isdigit() and len(key) < 19
        asked = article.review_requests.filter(pk=int(key)).first() if known else None
        if asked is None:
            raise Http404
        try:
            reviewing.unask(asked, request.user)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
        else:
            self.message_user(request, f"Không nhờ {asked.reviewer} nữa.", messages.SUCCESS)
        return HttpResponseRedirect(self.page("change", article))

    def step_form(self, request, transition, obj):
        """A submission may name a reviewer."""
        if transition is not SUBMIT or not request.user.has_perm("news.add_reviewrequest"):
            return super().step_form(request, transition, obj)
        form = SubmitForm(**self.step_form_values(request, transition, obj))
        form.offer(obj, request.user)
        return form

    def take_step(self, request, transition, obj, data):
        """The step, and the request that goes with it: both or neither. Raises Refused."""
        with transaction.atomic():
            super().take_step(request, transition, obj, data)
            if data.get("reviewer"):
                reviewing.ask(obj, request.user, data["reviewer"], data["due"])

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The comments beside the form."""
        if obj is not None:
            context |= self.threads(request, obj)
            context["comment_form"] = CommentForm()
        return super().render_change_form(request, context, add, change, form_url, obj)

    def review_page(self, request, article, name: str, title: str, context: dict) -> TemplateResponse:
        """A page about the article."""
        return TemplateResponse(
            request,
            f"admin/news/article/{name}.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": article,
                "title": title,
                "back": self.page("change", article),
                **context,
            },
        )
