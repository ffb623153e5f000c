"""One real issue, all the way, through the real admin in a real browser: imported, refused, returned, approved,
published, read; then a writer's article into a new issue, a correction, a withdrawal."""

from pathlib import Path

import pytest

from issues.models import Issue, Release
from tests.issues.backissue.sample import TEXT
from tests.make import make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "so-08-2026.txt"


@pytest.fixture
def back_issue(tmp_path):
    """The real issue 8/2026 where the folder of real issues is there, else a small one in our own words."""
    if SEED.is_file():
        return SEED
    path = tmp_path / "so-12.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def press(page, label: str) -> None:
    """Press the one button with this label and wait for the next page."""
    with page.expect_navigation(timeout=120_000):
        page.get_by_role("button", name=label, exact=True).first.click()


def step(page, label: str, note: str = "") -> None:
    """Take a step: its link on the row's page, then the confirm page."""
    with page.expect_navigation():
        page.get_by_role("link", name=f"{label}…", exact=True).click()
    if note:
        page.fill("textarea[name=note]", note)
    press(page, label)


def said(page) -> str:
    """What the admin says at the top of the page."""
    return " ".join(page.locator(".messagelist li").all_inner_texts())


def buttons(page) -> list[str]:
    """The steps that are offered."""
    return [text.rstrip("…") for text in page.locator("nav.steps a").all_inner_texts()]


def open_issue(page, issue) -> None:
    """The issue's page in the admin."""
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/change/")


def write_body(page, text: str) -> None:
    """Type into the rich-text editor."""
    frame = page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame")
    frame.locator("body").click()
    frame.locator("body").press("Control+A")
    page.keyboard.type(text)


def import_back_issue(page, file: Path) -> Issue:
    """Upload, read the report, confirm."""
    page.goto("/quan-tri/issues/issue/nhap-so-cu/")
    page.set_input_files("input[type=file]", file)
    press(page, "Đọc thử")
    assert "Chưa có gì được ghi" in page.inner_text("#content") and not Issue.objects.exists()
    press(page, "Nhập số này")
    assert "Đã nhập" in said(page)
    return Issue.objects.get()


def test_a_back_issue_from_text_to_the_public(visit, editor, chief, back_issue):
    at_editor, at_chief, reader = visit(editor.username), visit(chief.username), visit()
    issue = import_back_issue(at_editor, back_issue)
    address = f"/so/{issue.year}/{issue.number}/"
    assert reader.goto(address).status == 404

    assert buttons(at_editor) == ["Gửi duyệt"]
    step(at_editor, "Gửi duyệt")
    open_issue(at_editor, issue)
    assert buttons(at_editor) == []
    assert at_editor.goto(f"/quan-tri/issues/issue/{issue.pk}/buoc/approve/").status == 403

    open_issue(at_chief, issue)
    assert sorted(buttons(at_chief)) == ["Duyệt", "Trả lại"]
    at_chief.goto(f"/quan-tri/issues/issue/{issue.pk}/buoc/publish/")
    assert "Không thể “Xuất bản”" in said(at_chief)
    assert at_chief.locator("input[name=theme]").count() == 0, "nothing to type in while the issue is read"

    step(at_chief, "Trả lại", "Ghi thêm dòng chủ đề trên bìa.")
    open_issue(at_editor, issue)
    assert "Ghi thêm dòng chủ đề trên bìa." in at_editor.inner_text(".sent-back")
    at_editor.fill("input[name=theme]", "Số đặc biệt của tuần")
    with at_editor.expect_navigation():
        at_editor.click("input[name=_continue]")
    step(at_editor, "Gửi duyệt")

    open_issue(at_chief, issue)
    step(at_chief, "Duyệt")
    assert reader.goto(address).status == 404
    step(at_chief, "Xuất bản")

    assert reader.goto(address).status == 200
    assert "Số đặc biệt của tuần" in reader.inner_text("body")
    release = Release.objects.public().get()
    assert {release.submitted_by, release.approved_by} == {editor, chief}
    answer = reader.request.get(f"{address}diem-tin.pdf")
    with release.pdf.open("rb") as file:
        assert answer.body() == file.read() and answer.headers["content-type"] == "application/pdf"
    first = release.edition.articles[0]
    reader.get_by_role("link", name=first.headline).first.click()
    assert first.headline.casefold() in reader.inner_text("h1").casefold()


HEADLINE = "Phao đo sóng tự chế báo trước triều cường ở Đồ Sơn"


def write_article(page) -> None:
    """A writer writes an article in the form and saves it."""
    page.goto("/quan-tri/news/article/add/")
    page.fill("input[name=link]", "https://songbien.example/phao-do-song")
    page.select_option("select[name=source]", label="Báo Sóng Biển")
    page.fill("input[name=news_date]", "20/11/2026")
    page.fill("[name=headline]", HEADLINE)
    page.select_option("select[name=category]", "haiphong")
    write_body(page, "Chiếc phao làm từ ống nhựa đã báo trước triều cường ba giờ.")
    with page.expect_navigation():
        page.click("input[name=_continue]")
    assert "thành công" in said(page).lower() or "đã" in said(page).lower()


def open_article(page) -> None:
    """The article's page, found through the list."""
    page.goto("/quan-tri/news/article/")
    with page.expect_navigation():
        page.get_by_role("link", name=HEADLINE).first.click()


def make_issue_with_the_article(page) -> Issue:
    """A new issue, with the article placed in it."""
    page.goto("/quan-tri/issues/issue/add/")
    with page.expect_navigation():
        page.click("input[name=_continue]")
    issue = Issue.objects.get()
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/xep-tin/")
    page.locator(".assembly.live").wait_for()
    page.get_by_role("button", name=f"Đưa vào số: {HEADLINE}").click()
    page.get_by_role("button", name="Lưu thứ tự").click()
    page.locator(".saved-state", has_text="Đã lưu").wait_for()
    assert issue.placements.count() == 1
    return issue


def test_a_writers_article_into_a_new_issue_then_corrected_and_withdrawn(visit, writer, editor, chief):
    make_source("Báo Sóng Biển")
    at_writer, at_editor, at_chief, reader = (
        visit(writer.username),
        visit(editor.username),
        visit(chief.username),
        visit(),
    )
    write_article(at_writer)
    assert sorted(buttons(at_writer)) == ["Bỏ tin", "Gửi duyệt"]
    step(at_writer, "Gửi duyệt")

    open_article(at_editor)
    step(at_editor, "Trả lại", "Cho biết phao đặt ở đâu.")
    open_article(at_writer)
    assert "Cho biết phao đặt ở đâu." in at_writer.inner_text(".sent-back")
    write_body(at_writer, "Chiếc phao đặt cách bờ Đồ Sơn hai hải lý đã báo trước triều cường ba giờ.")
    with at_writer.expect_navigation():
        at_writer.click("input[name=_continue]")
    step(at_writer, "Gửi duyệt")
    open_article(at_editor)
    step(at_editor, "Duyệt")

    issue = make_issue_with_the_article(at_editor)
    open_issue(at_editor, issue)
    step(at_editor, "Gửi duyệt")
    open_issue(at_chief, issue)
    step(at_chief, "Duyệt")
    step(at_chief, "Xuất bản")
    reader.goto("/")
    reader.get_by_role("link", name=HEADLINE).first.click()
    assert "hai hải lý" in reader.inner_text("main")
    address = reader.url

    article = issue.articles.get()
    at_chief.goto(f"/quan-tri/issues/issue/{issue.pk}/dinh-chinh/?tin={article.pk}")
    at_chief.fill("textarea[name=note]", "Khoảng cách đúng là ba hải lý.")
    write_body(at_chief, "Chiếc phao đặt cách bờ Đồ Sơn ba hải lý đã báo trước triều cường ba giờ.")
    press(at_chief, "Công bố đính chính")
    reader.goto(address)
    assert "Khoảng cách đúng là ba hải lý." in reader.inner_text("main")
    assert "Đồ Sơn ba hải lý" in reader.inner_text("main")

    open_issue(at_chief, issue)
    step(at_chief, "Thu hồi", "Số liệu chưa được kiểm chứng.")
    assert reader.goto(address).status == 410
    assert "Số liệu chưa được kiểm chứng." in reader.inner_text("main")
    assert reader.goto(f"/so/{issue.year}/{issue.number}/diem-tin.pdf").status == 410
