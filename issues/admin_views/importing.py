"""The import page: upload a back issue's text, read what would come of it, confirm.

Between the two steps nothing is stored: the text travels in the confirm form and is read again.
"""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.urls import reverse

from issues.admin_views.pages import render, require
from issues.backissue.load import LoadReport, load, preview
from issues.backissue.parse import parse
from issues.backissue.proofread import edition_of, findings_of
from issues.backissue.read import LARGEST, TOO_LARGE, read_text
from issues.backissue.values import ARTICLE_SECTIONS, SECTION_NAMES, BackArticle, BackIssue, NotABackIssue
from issues.checking import newsroom_context
from issues.preflight.findings import SEVERITIES, Finding
from issues.preflight.names import name_of
from news.workflow import Refused


class UploadForm(forms.Form):
    """A text file."""

    file = forms.FileField(
        label="Tệp văn bản của số",
        help_text="Tệp .txt mã UTF-8 lấy từ PDF của số, nhiều nhất 1 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,text/plain"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp trống: không có chữ nào để đọc."},
    )

    def clean_file(self):
        """Refuse by size before anything is read."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise ValidationError(TOO_LARGE)
        return upload


@dataclass(frozen=True)
class Reading:
    """A file as it was understood: its text, the issue's values, what loading would do, and what preflight finds."""

    text: str
    back: BackIssue
    report: LoadReport
    findings: tuple[Finding, ...]

    @property
    def found(self) -> list[tuple[str, str, Finding]]:
        """What preflight finds, each with the names of its severity and kind."""
        return [(SEVERITIES[f.severity], name_of(f.code), f) for f in self.findings]

    @property
    def sections(self) -> list[tuple[str, list[BackArticle]]]:
        """Names of the sections with their articles."""
        return [
            (SECTION_NAMES[slug], [a for a in self.back.articles if a.section == slug])
            for slug in ARTICLE_SECTIONS
        ]


def view(model_admin, request):
    """Upload, report, confirm: all on one address."""
    require(request, "issues.import_issue")
    if "text" in request.POST:
        return confirm(model_admin, request, request.POST["text"])
    form = UploadForm(request.POST or None, request.FILES or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        try:
            reading = read(form.cleaned_data["file"].read())
        except NotABackIssue as error:
            form.add_error("file", str(error))
    return render(
        model_admin, request, "admin/issues/issue/import.html", "Nhập số cũ", form=form, reading=reading
    )


def read(data: bytes) -> Reading:
    """Bytes -> what would be loaded. Raises NotABackIssue."""
    text = read_text(data)
    back = parse(text)
    report = preview(back)
    return Reading(text, back, report, findings_of(back, newsroom_context(edition_of(back)), report.problems))


def confirm(model_admin, request, text: str) -> HttpResponseRedirect:
    """Read again, load, and go to the issue."""
    try:
        back = parse(read_text(text.encode()))
    except NotABackIssue as error:
        model_admin.message_user(request, str(error), messages.ERROR)
        return HttpResponseRedirect(request.path)
    try:
        report = load(back, request.user)
    except Refused as refused:
        model_admin.message_user(request, str(refused), messages.ERROR)
        return HttpResponseRedirect(request.path)
    except IntegrityError:
        # A second click overtook the first: the database let one of them through.
        model_admin.message_user(request, "Số này vừa được nhập. Hãy xem trong danh sách.", messages.WARNING)
        return HttpResponseRedirect(reverse("admin:issues_issue_changelist"))
    if report.created:
        words = f"Đã nhập {report.issue} với {len(back.articles)} tin, làm bản thảo."
        model_admin.message_user(request, words, messages.SUCCESS)
    else:
        model_admin.message_user(request, f"{report.issue} đã có trong kho; không ghi gì.", messages.WARNING)
    return HttpResponseRedirect(model_admin.page("change", report.issue))
