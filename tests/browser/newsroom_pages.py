"""Every page of the newsroom with something on it, for tests that look at all of them."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues import editing as issue_editing
from issues import publishing, renderings, scheduling, workflow
from issues.assembly import assemble
from issues.models import HouseForm, Issue
from issues.models.issue import Origin
from news import editing, invitations, joining, reviewing
from news.models import Article, Mail, Picture, User
from news.workflow import SUBMIT, apply
from tests.issues.preflighted import make_defective
from tests.make import make_article, make_issue, make_placed_issue, make_source, pdf_bytes, picture_bytes

ADMIN = "/quan-tri"
NEWS, ISSUES = f"{ADMIN}/news", f"{ADMIN}/issues"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Newsroom:
    """Addresses by the names of pages, for the chief and for the administrator, and an invitation's link; `draft` is open
    for a conflict and `waiting` are in review."""

    chiefs: dict[str, str]
    administrators: dict[str, str]
    invitation: str
    draft: Article
    waiting: Article


def failed_and_waiting_tasks() -> None:
    """One of each, of background work."""
    values = {"args_kwargs": {"args": [1], "kwargs": {}}, "backend_name": "default"}
    over = {"status": "FAILED", "finished_at": timezone.now()}
    DBTaskResult.objects.create(task_path="issues.tasks.check_issue_links", **values, **over)
    DBTaskResult.objects.create(task_path="news.tasks.mail_notices", **values)


def at_work(writer, editor, chief, administrator) -> Newsroom:
    """A newsroom in the middle of the week. Asks for `fake_pdf`."""
    draft, waiting = articles(writer, editor, chief)
    person = invited(administrator)
    Mail.objects.create(recipient=editor, attempts=6, error="ConnectionRefusedError")
    failed_and_waiting_tasks()
    one, other = make_source("Báo Bến Sông"), make_source("Bến Sông điện tử")
    term = HouseForm.objects.first()
    return Newsroom(
        chiefs={
            **general(),
            **of_articles(draft, waiting),
            **of_issues(editor, chief),
            "house spelling": f"{ISSUES}/houseform/{term.pk}/change/",
            "deletion of a house spelling": f"{ISSUES}/houseform/{term.pk}/delete/",
        },
        administrators={
            "administrator's desk": f"{ADMIN}/",
            "background work": f"{ADMIN}/viec-nen/",
            "people": f"{NEWS}/user/",
            "invite": f"{NEWS}/user/add/",
            "invited person": f"{NEWS}/user/{person.pk}/change/",
            "person": f"{NEWS}/user/{editor.pk}/change/",
            "person's history": f"{NEWS}/user/{editor.pk}/history/",
            "password of a person": f"{NEWS}/user/{writer.pk}/password/",
            "leave": f"{NEWS}/user/{writer.pk}/cho-nghi/",
            "merge": f"{NEWS}/source/gop/?nguon={one.pk},{other.pk}",
            "source": f"{NEWS}/source/{one.pk}/change/",
            "sections": f"{NEWS}/category/",
            "section": f"{NEWS}/category/domestic/change/",
            "masthead": f"{ISSUES}/masthead/1/change/",
            "article to read": f"{NEWS}/article/{waiting.pk}/change/",
        },
        invitation=invitations.link(person),
        draft=draft,
        waiting=waiting,
    )


def general() -> dict[str, str]:
    """Lists and one's own pages."""
    return {
        "desk": f"{ADMIN}/",
        "articles": f"{NEWS}/article/",
        "issues": f"{ISSUES}/issue/",
        "sources": f"{NEWS}/source/",
        "house spellings": f"{ISSUES}/houseform/",
        "new article": f"{NEWS}/article/add/",
        "new issue": f"{ISSUES}/issue/add/",
        "import": f"{ISSUES}/issue/nhap-so-cu/",
        "notices": f"{NEWS}/notice/",
        "notice preferences": f"{NEWS}/notice/cach-nhan/",
        "own password": f"{ADMIN}/password_change/",
    }


def articles(writer, editor, chief) -> tuple[Article, Article]:
    """A draft with two versions, a picture and comments; and one in review whose reviewer is late."""
    draft = editing.save_text(Article(headline="Tin đang viết về trạm đo", source=make_source()), writer)
    draft.body = "<p>Trạm đo đã gửi số liệu về đất liền.</p>"
    editing.save_text(draft, editor)
    Picture(article=draft, position=1, alt="Trạm phao").image.save("a.jpg", ContentFile(picture_bytes()))
    remark = reviewing.comment(draft, chief, "Trạm nào?", "Trạm đo", 1)
    reviewing.answer(remark, writer, "Trạm ở cửa sông.")
    reviewing.resolve(reviewing.comment(draft, chief, "Thiếu ngày."), chief)
    waiting = make_article(author=writer, headline="Tin đang chờ duyệt")
    apply(SUBMIT, waiting, writer)
    reviewing.ask(waiting, writer, editor, timezone.localdate())
    waiting.review_requests.update(due=timezone.localdate() - DAY)
    return draft, waiting


def of_articles(draft: Article, waiting: Article) -> dict[str, str]:
    """The pages of articles."""
    newer, older = draft.history.order_by("-history_id").values_list("pk", flat=True)[:2]
    article, other = f"{NEWS}/article/{draft.pk}", f"{NEWS}/article/{waiting.pk}"
    return {
        "article": f"{article}/change/",
        "article history": f"{article}/history/",
        "old version": f"{article}/history/{older}/",
        "comparison": f"{article}/so-sanh/?a={older}&b={newer}",
        "restoration": f"{article}/khoi-phuc/{older}/",
        "comments": f"{article}/nhan-xet/",
        "read article": f"{other}/change/",
        "ask a reviewer": f"{other}/moi-duyet/",
        "confirm approval": f"{other}/buoc/approve/",
        "confirm return": f"{other}/buoc/return/",
    }


def of_issues(editor, chief) -> dict[str, str]:
    """The pages of issues in each of their states."""
    making = make_placed_issue(3, number=20)
    make_article(author=None, status="approved", headline="Tin chưa xếp")
    issue_editing.save_issue(making, editor)
    submitted = publishing.submit(make_placed_issue(3, number=21), editor)
    out = publishing.submit(make_placed_issue(3, number=22), editor)
    out = publishing.publish(publishing.approve(out, chief, out.release.sha256), chief)
    timed = publishing.submit(make_placed_issue(3, number=23), editor)
    timed = publishing.approve(timed, chief, timed.release.sha256)
    scheduling.schedule(timed, chief, timezone.now() + DAY)
    defective = make_defective(2, defects=("period", "date"), number=24)
    archived = make_issue(25, origin=Origin.ARCHIVE)
    archived.original_pdf.save("so-25.pdf", ContentFile(pdf_bytes()))
    rendering, _ = renderings.row(assemble(making), "", "", editor)
    renderings.cancel(rendering, editor)  # else the page would lead on to the PDF

    def page(issue: Issue, name: str) -> str:
        return f"{ISSUES}/issue/{issue.pk}/{name}"

    return {
        "issue": page(making, "change/"),
        "issue history": page(making, "history/"),
        "assembly": page(making, "xep-tin/"),
        "assembly to read": page(submitted, "xep-tin/"),
        "preflight": page(defective, "soat-loi/"),
        "PDF": page(making, "xem-thu.pdf"),
        "confirm submission": page(making, f"buoc/{workflow.SUBMIT.name}/"),
        "submission that is blocked": page(defective, f"buoc/{workflow.SUBMIT.name}/"),
        "confirm issue": page(submitted, f"buoc/{workflow.APPROVE.name}/"),
        "set a time": page(timed, f"buoc/{workflow.SCHEDULE.name}/"),
        "issue with a time": page(timed, "change/"),
        "confirm withdrawal": page(out, f"buoc/{workflow.WITHDRAW.name}/"),
        "published issue": page(out, "change/"),
        "correction": page(out, "dinh-chinh/"),
        "correction of an article": page(out, f"dinh-chinh/?tin={out.placements.first().article_id}"),
        "back issue": page(archived, "change/"),
    }


def invited(administrator) -> User:
    """Somebody who has not come in yet."""
    person = User.objects.create_user(
        "moi", is_active=False, is_staff=True, email="moi@diemtin.example", last_name="Lê", first_name="Mới"
    )
    joining.invite(person, administrator)
    return User.objects.get(pk=person.pk)
