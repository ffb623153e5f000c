"""Two people in the same article, in a real browser: who is there, what was saved meanwhile, and words that are quoted."""

import pytest

from news import editing, reviewing
from news.models import Article, ArticleComment, Presence
from tests.make import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "<p>Phao gửi số liệu mỗi giờ.</p><p>Kinh phí 12 tỉ đồng, mỗi giờ một lần.</p>"


@pytest.fixture
def article(writer):
    """The writer's draft."""
    return editing.save_text(Article(headline="Tiêu đề đầu", body=BODY), writer)


def change(article) -> str:
    """The address of the form."""
    return f"/quan-tri/news/article/{article.pk}/change/"


def test_the_page_tells_who_comes_and_what_they_saved(visit, article, writer, editor):
    page = visit("an")
    page.clock.install()
    page.goto(change(article))
    assert page.locator(".presence-people").is_hidden()
    other = visit("binh")
    other.goto(change(article))
    other.wait_for_selector("text=Trần Thị An đang sửa")
    with page.expect_response("**/dang-mo/"):
        page.clock.run_for(21_000)
    page.wait_for_selector("text=Phạm Hòa Bình đang sửa")
    other.fill("#id_headline", "Của thư ký")
    other.get_by_role("button", name="Lưu và sửa tiếp").click()
    other.wait_for_selector(".messagelist")
    with page.expect_response("**/dang-mo/"):
        page.clock.run_for(21_000)
    page.wait_for_selector("text=Phạm Hòa Bình đã lưu một bản mới hơn")
    other.goto("about:blank")
    other.wait_for_timeout(500)
    assert not Presence.objects.filter(user=editor).exists()


def test_two_texts_side_by_side_are_merged(visit, article, writer, editor):
    page, other = visit("an"), visit("binh")
    for one in (page, other):
        one.goto(change(article))
        one.wait_for_function("() => CKEDITOR.instances.id_body?.status === 'ready'")
    other.evaluate("body => CKEDITOR.instances.id_body.setData(body)", BODY.replace("12 tỉ", "15 tỉ"))
    other.get_by_role("button", name="Lưu và sửa tiếp").click()
    other.wait_for_selector(".messagelist")
    page.fill("#id_headline", "Của người viết")
    page.locator("#id_headline").press("Enter")
    page.wait_for_selector(".conflict")
    assert (
        page.locator(".conflict ins").all_inner_texts()
        and page.input_value("#id_headline") == "Của người viết"
    )
    page.get_by_role("button", name="Lưu phần của tôi lên bản mới nhất").click()
    page.wait_for_selector("text=cùng với bản mới nhất")
    stored = Article.objects.get()
    assert (stored.headline, "15 tỉ" in stored.body, stored.version) == ("Của người viết", True, 3)


def test_selected_words_become_the_quote(visit, writer, editor):
    article = make_article(author=writer, status="review", body=BODY)
    page = visit("binh")
    page.goto(f"/quan-tri/news/article/{article.pk}/nhan-xet/")
    page.evaluate(
        """() => {
          const text = document.querySelector(".rich-text p:nth-of-type(2)").firstChild;
          const start = text.data.indexOf("mỗi giờ");
          document.getSelection().setBaseAndExtent(text, start, text, start + 7);
          document.querySelector(".rich-text").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    page.wait_for_function("() => document.querySelector('#id_quote').value === 'mỗi giờ'")
    page.fill("#id_text", "Bao lâu?")
    page.get_by_role("button", name="Ghi nhận xét").click()
    page.wait_for_selector(".comment")
    remark = ArticleComment.objects.get()
    assert (remark.quote, remark.paragraph) == ("mỗi giờ", 2)
    assert page.locator(f"#doan-{remark.pk}").inner_text() == "mỗi giờ"
    page.get_by_role("button", name="Đã giải quyết").click()
    page.wait_for_selector("text=Đã giải quyết nhận xét")
    remark.refresh_from_db()
    assert remark.resolved_by == editor


def test_comments_without_a_script_on_a_narrow_screen(chromium, quiet_server, visit, writer, editor):
    article = make_article(author=writer, status="review", body=BODY)
    remark = reviewing.comment(article, editor, "Nguồn nào?", "12 tỉ đồng")
    page = visit("an", width=390)
    plain = chromium.new_context(
        base_url=quiet_server.url,
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
        viewport={"width": 390, "height": 800},
    )
    page = plain.new_page()
    page.goto(f"/quan-tri/news/article/{article.pk}/nhan-xet/")
    page.get_by_text("Trả lời", exact=True).first.click()
    page.fill(f"#tra-loi-{remark.pk}", "Thông cáo báo chí.")
    page.get_by_role("button", name="Gửi trả lời").click()
    page.wait_for_selector("text=Thông cáo báo chí.")
    plain.close()
    assert remark.answers.get().author == writer
