"""Corrections: a dated public note, the corrected text where given, and the next release from the last one."""

import pytest

from issues import publishing
from issues.models import Correction, Issue, Masthead, Release
from news.models import Article, Source
from news.workflow import Refused
from tests.make import make_article, make_placed_issue, pdf_bytes

pytestmark = pytest.mark.usefixtures("fake_pdf")


@pytest.fixture
def published(editor, chief):
    """A published issue of three articles."""
    issue = make_placed_issue(3)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    return publishing.publish(issue, chief)


def test_a_note_on_the_issue_makes_the_next_release(published, chief):
    publishing.correct(published, chief, "Ảnh bìa chụp tại cảng Lạch Huyện.")
    release = Issue.objects.get(pk=published.pk).release
    assert release.number == 2 and release.published_at
    assert [c.note for c in release.edition.corrections_of(None)] == ["Ảnh bìa chụp tại cảng Lạch Huyện."]
    assert Release.objects.get(number=1).edition.corrections == ()
    assert list(Release.objects.public()) == [release]


def test_a_corrected_text_changes_row_release_and_history_alike(published, chief):
    article = published.articles.first()
    slug = next(a.slug for a in published.release.edition.articles if a.id == article.pk)
    text = {"headline": "Tiêu đề đã sửa", "body": "<p>Nội dung đã sửa.</p><script>x</script>"}
    publishing.correct(published, chief, "Sửa tên trạm.", article, text)
    printed = next(a for a in published.release.edition.articles if a.id == article.pk)
    stored = Article.objects.get(pk=article.pk)
    assert printed.headline == stored.headline == "Tiêu đề đã sửa"
    assert printed.body == stored.body == "<p>Nội dung đã sửa.</p>"
    assert (printed.word_count, stored.word_count) == (4, 4)
    assert printed.slug == slug, "the address stays"
    assert stored.history.first().history_user == chief and stored.status == "published"


def test_history_is_not_rewritten_by_a_new_masthead_or_a_renamed_source(published, chief):
    Masthead.objects.update(name="Tên mới của ấn phẩm")
    Source.objects.filter(name="Báo Sóng Biển").update(name="Tên mới của báo")
    publishing.correct(published, chief, "Sửa một lỗi.")
    edition = published.release.edition
    assert edition.masthead.name == "Điểm tin Khoa học Công nghệ"
    assert {a.source for a in edition.articles} == {"Báo Sóng Biển"}


@pytest.mark.parametrize("note", ["", "  "])
def test_a_correction_says_something(published, chief, note):
    with pytest.raises(Refused):
        publishing.correct(published, chief, note)
    assert not Correction.objects.exists()


def test_an_article_of_another_issue_is_not_corrected_here(published, chief):
    with pytest.raises(Refused, match="không nằm trong bản đang phát hành"):
        publishing.correct(published, chief, "Sửa.", make_article(), {"headline": "X"})


@pytest.mark.parametrize("role", ["writer", "editor", "administrator"])
def test_only_a_chief_corrects(published, role, request):
    with pytest.raises(Refused, match="không có quyền"):
        publishing.correct(published, request.getfixturevalue(role), "Sửa.")


def test_two_corrections_at_once_are_not_mixed(published, chief, second_chief):
    seen = Issue.objects.select_related("release").get(pk=published.pk)
    publishing.correct(published, chief, "Đính chính thứ nhất.")
    with pytest.raises(Refused, match="vừa được người khác đính chính"):
        publishing.correct(seen, second_chief, "Đính chính thứ hai.")
    assert [c.note for c in Correction.objects.all()] == ["Đính chính thứ nhất."]


def test_an_issue_that_is_not_out_is_not_corrected(editor, chief):
    issue = make_placed_issue(1)
    with pytest.raises(Refused, match="đã xuất bản"):
        publishing.correct(issue, chief, "Sửa.")


def test_a_contents_title_is_corrected_or_taken_away(published, chief):
    article = published.articles.first()

    def title():
        return next(a.toc_title for a in published.release.edition.articles if a.id == article.pk)

    publishing.correct(published, chief, "Thêm tiêu đề ngắn.", article, {"toc_title": "Trạm mới"})
    assert title() == Article.objects.get(pk=article.pk).toc_title == "Trạm mới"
    publishing.correct(published, chief, "Bỏ tiêu đề ngắn.", article, {"toc_title": ""})
    assert (title(), Article.objects.get(pk=article.pk).toc_title) == (article.headline, "")


def test_a_back_issue_whose_original_is_lost_is_refused_in_words(editor, chief):
    issue = make_placed_issue(2, origin="archive")
    issue.original_pdf.save("goc.pdf", publishing.ContentFile(pdf_bytes()))
    publishing.submit(issue, editor)
    with issue.release.pdf.open("rb") as file:
        assert file.read() == pdf_bytes(), "the public gets the original itself"
    publishing.return_(issue, chief, "Xem lại.")
    issue.original_pdf.storage.delete(issue.original_pdf.name)
    with pytest.raises(Refused, match="PDF gốc"):
        publishing.submit(issue, editor)
