"""A newsroom in which every table has rows, and what stands in a storage, to compare."""

from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from issues import placing, publishing, shelving, waiving
from issues.inspection import inspect
from issues.models import FormerSourceSlug, HouseForm, Issue, LinkCheck, Masthead
from issues.models.issue import Origin
from news import binning, editing, presence, reviewing, workflow
from news.models import Article, Category, Invitation, KeyFigure, Mail, Picture, SourceAlias, User
from news.pictures import CleanUpload, clean_picture
from tests.issues.renderingrows import waiting
from tests.make import make_article, make_issue, make_source, pdf_bytes, picture_bytes

ISSUE_WORDS = {
    "cover_alt": "Bến cảng",
    "trends_title": "Nhìn lại tuần",
    "trends_body": "<p>Tuần của biển.</p>",
}


def fill(writer, editor, chief, administrator) -> None:
    """Through the same doors as in real work where there are some; texts with marks, quotes and far-off characters."""
    out = issue_with_articles(writer, editor)
    publishing.submit(out, editor)
    publishing.approve(out, chief, out.release.sha256)
    publishing.publish(out, chief)
    publishing.correct(
        out, chief, "Sửa tên trạm.", out.articles.first(), {"headline": "Tên trạm “Hòn Dấu” 𠮷"}
    )
    back = make_issue(1, 2025, origin=Origin.ARCHIVE, imported_by=editor)
    back.original_pdf.save("so-cu.pdf", ContentFile(pdf_bytes("số cũ")))
    in_work(writer, editor, chief)
    around(writer, administrator)
    # What was stored before today's rules stays as it is.
    Article.history.filter(headline="Một tin đang viết").update(body='<p onclick="x">Cũ</p><!-- -->')
    # As it is made anew after a restore.
    shelving.rebuild()


def issue_with_articles(writer, editor) -> Issue:
    """A draft issue with a cover and two articles, one of them with a cropped picture and a key figure."""
    issue = make_issue(9, **ISSUE_WORDS)
    issue.cover.save("bia.jpg", upload((200, 30, 30)))
    for number, slug in enumerate(("domestic", "haiphong")):
        article = Article(
            headline=f"Trạm số {number}: “đo” & gửi <dữ liệu>", body="<p>Hoà – hòa.</p><p>Hết.</p>"
        )
        article.source, article.link = make_source("Báo Sóng Biển"), f"https://songbien.example/{number}"
        article.news_date = issue.last_day
        editing.save_text(article, writer)
        if not number:
            picture = Picture(article=article, alt="Trạm", caption="Trạm Hòn Dấu", credit="Điểm tin")
            picture.image.save("tram.jpg", upload((30, 90, 40)))
            whole = upload((30, 90, 41)).picture
            picture.image.storage.save(whole.name, ContentFile(whole.data))
            Picture.objects.filter(pk=picture.pk).update(
                original=whole.name, original_width=640, original_height=480, crop_width=64, crop_height=48
            )
            KeyFigure.objects.create(article=article, value="98,97%", label="dữ liệu về tới bờ")
        workflow.apply(workflow.SUBMIT, article, writer)
        workflow.apply(workflow.APPROVE, article, editor)
        placing.place(issue, article, Category.objects.get(slug=slug), editor)
    return issue


def upload(colour) -> CleanUpload:
    """A picture on its way into a field."""
    return CleanUpload(clean_picture(picture_bytes(colour=colour)))


def in_work(writer, editor, chief) -> None:
    """An issue and an article on their way: comments, a request, somebody at the form, an error let pass, a PDF asked for."""
    article = make_article(author=writer, headline="Một tin đang viết", news_date=None, source=None)
    remark = reviewing.comment(article, writer, "Xem lại số liệu.", "Một tin", 0)
    reviewing.answer(remark, writer, "Đã xem.")
    workflow.apply(workflow.SUBMIT, article, writer)
    reviewing.ask(article, writer, editor, timezone.localdate() + timedelta(days=2))
    presence.arrive(article, editor, editing=True)
    workflow.apply(workflow.DROP, make_article(author=writer), writer, "Trùng tin tuần trước.")
    issue = make_issue(10)
    placing.place(issue, article, Category.objects.get(slug="domestic"), editor)
    inspection = inspect(issue)
    waiving.waive(issue, inspection.blocking[0], chief, "Nguồn chưa ghi ngày.")
    waiting(inspection.edition, requested_by=editor)
    LinkCheck.objects.create(url="https://songbien.example/0", status=404)


def around(writer, administrator) -> None:
    """What people leave beside their work."""
    source = make_source("Báo Bờ Đông", site="https://bodong.example/")
    SourceAlias.objects.create(source=source, name="Bờ Đông (báo)")
    FormerSourceSlug.objects.create(slug="bo-dong-cu", source=source)
    HouseForm.objects.get_or_create(preferred="trí tuệ nhân tạo", defaults={"variants": "AI"})
    binning.throw_away(HouseForm.objects.create(preferred="dữ liệu", variants="data"), administrator)
    Masthead.objects.update(phone="0225 000 000")
    User.objects.create_user("moi", first_name="Mới")
    Invitation.objects.create(person=User.objects.get(username="moi"), invited_by=administrator)
    writer.user_permissions.add(Permission.objects.get(codename="view_issue"))
    Mail.objects.create(recipient=writer, attempts=1, error="Máy chủ thư không trả lời.")
    LogEntry.objects.create(
        user=administrator,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(writer.pk),
        object_repr=str(writer),
        action_flag=CHANGE,
        change_message="Đổi vai trò.",
    )
    session = SessionStore()
    session["words"] = "của An"
    session.save()
    DBTaskResult.objects.create(
        task_path="issues.tasks.publish_due",
        args_kwargs={"args": ["tạm"], "kwargs": {}},
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def all_files(folder) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
