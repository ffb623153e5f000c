"""The article form in a real browser: proposals, counts, a pasted picture and its box, the preview, the kept draft."""

import base64
import re

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from news.models import Article
from tests.make import make_article, make_source, picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/quan-tri/news/article/add/"
PASTE = """([data, kind]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "dan.png", { type: "image/png" }));
  const target = kind === "drop" ? document.querySelector("#pictures-group") : document.body;
  const event = kind === "drop"
    ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
    : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
}"""
FRAME = "#xem-truoc iframe:not(.waiting)"


def open_form(page, url: str) -> None:
    """The form with its editor."""
    page.goto(url)
    page.wait_for_function("() => CKEDITOR.instances.id_body?.status === 'ready'")


def write(page, text: str) -> None:
    """Type into the editor."""
    body = page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame").locator("body")
    body.click()
    body.press_sequentially(text)


def give_picture(page, kind: str = "paste", size=(900, 900)) -> None:
    """A picture from the clipboard, or dropped."""
    data = base64.b64encode(picture_bytes(size, form="PNG")).decode()
    page.evaluate(PASTE, [data, kind])


def printed(page):
    """The text of the preview."""
    return page.frame_locator(FRAME).locator("body")


@pytest.fixture
def errors():
    """What the browser complains of."""
    return []


@pytest.fixture
def desk(visit, writer, errors):
    """An at the computer."""
    page = visit("an")
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    assert not errors


def test_an_article_is_written_with_everything_that_helps(desk):
    source = make_source("Báo Bến Sông", site="https://bensong.example")
    page = desk
    open_form(page, ADD)
    page.fill("#id_link", "https://bensong.example/tin/1")
    page.press("#id_link", "Tab")
    page.wait_for_function("id => document.querySelector('#id_source').value === id", arg=str(source.pk))
    page.fill("#id_headline", "HẢI PHÒNG ĐƯA AI RA KHƠI")
    page.press("#id_headline", "Tab")
    page.wait_for_function(
        "() => document.querySelector('#id_toc_title').value === 'Hải Phòng đưa AI ra khơi'"
    )
    write(page, "Phao đầu tiên đã ra khơi.")
    page.wait_for_function("() => document.querySelector('#dem-chu').innerText.includes('6 chữ · 1 đoạn')")
    give_picture(page)
    page.wait_for_selector(".crop-stage img")
    page.get_by_role("button", name="Tỷ lệ in 3:2").click()
    assert page.input_value("#id_pictures-0-crop_height") == "600"
    page.keyboard.press("ArrowDown")
    assert page.input_value("#id_pictures-0-crop_top") == "159"
    page.keyboard.press("Shift+ArrowLeft")
    width = int(page.input_value("#id_pictures-0-crop_width"))
    assert width == 891 and page.input_value("#id_pictures-0-crop_height") == "594"
    page.fill("#id_pictures-0-alt", "Phao vàng trên biển")
    page.fill("#id_pictures-0-credit", "Trạm Sóng")
    page.fill("#id_pictures-0-caption", "Phao số một")
    printed(page).get_by_text("Phao số một").wait_for()
    assert "HẢI PHÒNG ĐƯA AI RA KHƠI" in printed(page).inner_text().upper()
    assert printed(page).locator("figure img").get_attribute("src").startswith("blob:")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    article = Article.objects.get()
    picture = article.pictures.get()
    assert article.headline == "HẢI PHÒNG ĐƯA AI RA KHƠI" and article.toc_title == "Hải Phòng đưa AI ra khơi"
    assert (article.source, picture.width, picture.height) == (source, 891, 594)
    with default_storage.open(picture.original) as file:
        assert Image.open(file).size == (900, 900)


def test_a_title_that_somebody_typed_is_replaced_only_when_asked(desk):
    page = desk
    open_form(page, ADD)
    page.fill("#id_toc_title", "Tự tay viết")
    page.fill("#id_headline", "MƯA LỚN KÉO DÀI")
    page.press("#id_headline", "Tab")
    page.wait_for_timeout(600)
    assert page.input_value("#id_toc_title") == "Tự tay viết"
    page.get_by_role("button", name="Đề nghị từ tiêu đề").click()
    page.wait_for_function("() => document.querySelector('#id_toc_title').value === 'Mưa lớn kéo dài'")
    assert "Mưa lớn kéo dài" in page.locator("#de-nghi-noi").inner_text()


def test_six_paragraphs_are_told(desk):
    page = desk
    open_form(page, ADD)
    page.evaluate(
        "() => CKEDITOR.instances.id_body.setData('<p>Một hai.</p>'.repeat(6) + '<h2>Ba</h2><ul><li>bốn</li></ul>')"
    )
    page.wait_for_function("() => document.querySelector('#dem-chu').innerText.includes('14 chữ · 6 đoạn')")
    page.wait_for_function(
        "() => document.querySelector('[data-verdict]').innerText.includes('từ 1 đến 5 đoạn')"
    )


def test_unsaved_text_comes_back_after_a_mishap_and_goes_when_it_is_saved(desk, writer):
    article = make_article(author=writer, body="<p>Bản đã lưu.</p>")
    url = f"/quan-tri/news/article/{article.pk}/change/"
    page = desk
    open_form(page, url)
    assert page.locator("#ban-nhap").is_hidden()
    page.fill("#id_headline", "Gõ dở trước khi mất điện")
    write(page, "Câu chưa lưu. ")
    page.locator("#key_figures-group .add-row a").click()
    page.fill("#id_key_figures-1-value", "98%")
    page.wait_for_function(
        "() => document.querySelector('#nhap-luc').innerText.includes('giữ trong trình duyệt')"
    )
    page.once("dialog", lambda dialog: dialog.accept())
    open_form(page, url)
    page.wait_for_selector("#ban-nhap:not([hidden])")
    assert re.search(r"\d\d:\d\d", page.locator("#ban-nhap").inner_text())
    assert page.input_value("#id_headline") == article.headline
    page.get_by_role("button", name="Lấy lại chữ chưa lưu").click()
    assert page.input_value("#id_headline") == "Gõ dở trước khi mất điện"
    assert page.input_value("#id_key_figures-1-value") == "98%"
    page.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('Câu chưa lưu.')")
    page.fill("#id_key_figures-1-label", "gốm lành")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_function("() => CKEDITOR.instances.id_body?.status === 'ready'")
    assert page.locator("#ban-nhap").is_hidden()
    assert (
        page.evaluate(
            "() => Object.keys(localStorage).filter((key) => key.startsWith('diemtin:nhap:')).length"
        )
        == 0
    )
    article.refresh_from_db()
    assert article.headline == "Gõ dở trước khi mất điện" and "Câu chưa lưu." in article.body


def test_a_restored_draft_does_not_go_over_a_newer_version(desk, writer):
    article = make_article(author=writer)
    url = f"/quan-tri/news/article/{article.pk}/change/"
    page = desk
    open_form(page, url)
    page.fill("#id_headline", "Bản trong trình duyệt")
    page.wait_for_function("() => document.querySelector('#nhap-luc').innerText !== ''")
    Article.objects.update(headline="Bản mới hơn", version=5)
    page.once("dialog", lambda dialog: dialog.accept())
    open_form(page, url)
    page.wait_for_selector("#ban-nhap:not([hidden])")
    assert "mới hơn" in page.locator("#ban-nhap").inner_text()
    page.get_by_role("button", name="Lấy lại chữ chưa lưu").click()
    page.click("input[name=_save]")
    page.wait_for_selector(".errornote")
    assert Article.objects.get().headline == "Bản mới hơn"


def test_leaving_with_unsaved_text_asks_and_signing_out_forgets_it(desk, writer):
    page = desk
    open_form(page, ADD)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write(page, "Chỉ gõ trong khung soạn.")
    page.wait_for_function("() => document.querySelector('#nhap-luc').innerText !== ''")
    page.click("#logout-form button")
    page.wait_for_load_state()
    assert asked == ["beforeunload"]
    assert (
        page.evaluate(
            "() => Object.keys(localStorage).filter((key) => key.startsWith('diemtin:nhap:')).length"
        )
        == 0
    )


def test_a_stored_picture_is_cut_anew_by_mouse_on_a_phones_width(visit, writer):
    page = visit("an", width=390)
    open_form(page, ADD)
    page.fill("#id_headline", "Phao ra khơi")
    give_picture(page, "drop", (800, 400))
    page.fill("#id_pictures-0-alt", "Phao")
    page.fill("#id_pictures-0-credit", "Trạm")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.get_by_role("button", name="Cắt ảnh…").click()
    page.wait_for_selector(".crop-stage img")
    page.get_by_role("button", name="Tự do").click()
    stage = page.locator(".crop-stage").first
    stage.scroll_into_view_if_needed()
    frame = stage.bounding_box()
    page.mouse.move(frame["x"] + frame["width"] / 4, frame["y"] + frame["height"] / 4)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 3 / 4, frame["y"] + frame["height"] * 3 / 4, steps=6)
    page.mouse.up()
    width = int(page.input_value("#id_pictures-0-crop_width"))
    assert 380 <= width <= 420
    page.locator("#xem-truoc").scroll_into_view_if_needed()
    page.wait_for_selector(FRAME)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert Article.objects.get().pictures.get().width == width


def test_a_picture_pasted_into_the_editor_goes_to_the_pictures(desk):
    page = desk
    open_form(page, ADD)
    data = base64.b64encode(picture_bytes((300, 200), form="PNG")).decode()
    page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame").locator("body").click()
    page.evaluate(
        """(data) => {
          const frame = document.querySelector("#cke_id_body iframe.cke_wysiwyg_frame");
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], "dan.png", { type: "image/png" }));
          const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
          frame.contentDocument.body.dispatchEvent(event);
        }""",
        data,
    )
    page.wait_for_selector(".crop-stage img")
    assert page.evaluate("() => document.querySelector('#id_pictures-0-image').files.length") == 1
    assert "<img" not in page.evaluate("() => CKEDITOR.instances.id_body.getData()")
