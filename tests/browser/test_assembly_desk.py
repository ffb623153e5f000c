"""The assembly desk in a real browser: an issue put together from the keyboard alone, and again with the mouse; two people at
once; nothing lost on the way."""

from datetime import date

import pytest

from issues import placing
from issues.models import Arrangement, Placement
from news.models import Category
from tests.make import make_article, make_issue, place_directly

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECTIONS = ("domestic", "focus", "haiphong")


@pytest.fixture
def issue(newsroom):
    """An empty draft, and five approved articles of its days."""
    for n, slug in enumerate(("domestic", "domestic", "focus", "haiphong", "haiphong"), 1):
        # Search looks through links too: no number in them, which would depend on the tests before.
        link = f"https://songbien.example/{slug}"
        values = {"headline": f"Tin {n}", "category_id": slug, "news_date": date(2026, 3, n), "link": link}
        make_article(status="approved", **values)
    return make_issue()


def desk(page, issue) -> None:
    """Open the issue's desk, and wait until it is alive."""
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/xep-tin/")
    page.locator(".assembly.live").wait_for()


def stored(issue) -> dict[str, list[str]]:
    """The headlines by section, as the database has them."""
    rows = Placement.objects.filter(issue=issue).order_by("position").select_related("article")
    found = [(row.category_id, row.article.headline) for row in rows]
    return {slug: [name for where, name in found if where == slug] for slug in SECTIONS}


def focused(page) -> str:
    """What the focus is on, as a screen reader calls it."""
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"
    )


def tab_to(page, label: str, key: str = "Tab") -> None:
    """Go on with the keyboard until the control of that name has the focus."""
    for _ in range(200):
        if focused(page) == label:
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard never reaches “{label}”")


def said(page) -> str:
    """What was announced last."""
    return page.inner_text("#thong-bao").strip()


def saved(page) -> None:
    """Wait until the page says so."""
    page.locator(".saved-state", has_text="Đã lưu").wait_for()


def test_an_issue_is_assembled_from_the_keyboard_alone(visit, editor, issue):
    page = visit(editor.username)
    desk(page, issue)
    tab_to(page, "Đưa vào số: Tin 5")
    for left in ("Tin 4", "Tin 3", "Tin 2", "Tin 1"):
        page.keyboard.press("Enter")
        assert focused(page) == f"Đưa vào số: {left}", "the focus goes on to the next article"
    assert said(page) == "Tin “Tin 2” đã chuyển tới vị trí 1 trong Tin trong nước."
    page.keyboard.press("Enter")
    tab_to(page, "Lên: Tin 1")
    page.keyboard.press("Space")
    assert said(page) == "Tin “Tin 1” đã chuyển tới vị trí 1 trong Tin trong nước."
    assert focused(page) == "Xuống: Tin 1", "at the top there is no way up"
    tab_to(page, "Chuyên mục: Tin 2")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (
        said(page) == "Tin “Tin 2” đã chuyển tới vị trí 3 trong Tin Hải Phòng."
        and focused(page) == "Chuyển: Tin 2"
    )
    assert not any(stored(issue).values()), "nothing is stored before it is saved"
    assert page.inner_text(".saved-state") == "Có thay đổi chưa lưu"
    tab_to(page, "Lưu thứ tự", "Shift+Tab")
    page.keyboard.press("Enter")
    saved(page)
    assert focused(page) == "Lưu thứ tự" and said(page) == "Đã lưu thứ tự."
    assert stored(issue) == {
        "domestic": ["Tin 1"],
        "focus": ["Tin 3"],
        "haiphong": ["Tin 5", "Tin 4", "Tin 2"],
    }
    assert Arrangement.objects.get().user == editor


def drag(page, headline: str, target: str) -> None:
    """Take an article by its handle, go on until it lies in that list, let go there."""
    handle = page.locator(f'[data-name="{headline}"] .handle')
    # At an edge the handle would lie under the bar that stays in sight.
    handle.evaluate("element => element.scrollIntoView({block: 'center'})")
    start = handle.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 10)
    page.mouse.down()
    for n in range(60):
        # What an eye does: lists scroll and give way under the hand.
        end = page.locator(target).bounding_box()
        page.mouse.move(end["x"] + 80 + n % 3, end["y"] + min(end["height"] / 2, 40) + n % 5, steps=4)
        page.wait_for_timeout(100)
        if page.locator(f"{target} > .dragged").count():
            break
    page.mouse.up()
    page.locator(f'{target} > [data-name="{headline}"]:not(.dragged)').wait_for()


def in_section(slug: str) -> str:
    """The list of a section."""
    return f'[data-section="{slug}"]'


def test_an_issue_is_assembled_with_the_mouse(visit, editor, issue):
    page = visit(editor.username)
    desk(page, issue)
    drag(page, "Tin 1", in_section("domestic"))
    drag(page, "Tin 3", in_section("focus"))
    drag(page, "Tin 4", in_section("haiphong"))
    drag(page, "Tin 2", in_section("domestic"))
    page.get_by_role("button", name="Lưu thứ tự").click()
    saved(page)
    found = stored(issue)
    assert sorted(found.pop("domestic")) == ["Tin 1", "Tin 2"]
    assert found == {"focus": ["Tin 3"], "haiphong": ["Tin 4"]}
    assert page.locator("[data-pool] > li").count() == 1
    page.reload()
    page.locator(".assembly.live").wait_for()
    drag(page, "Tin 3", "[data-pool]")
    assert said(page) == "Tin “Tin 3” đã được lấy ra khỏi số."
    page.get_by_role("button", name="Lưu thứ tự").click()
    saved(page)
    assert stored(issue)["focus"] == []


def test_the_week_in_one_step_and_numbers_that_follow(visit, editor, issue):
    page = visit(editor.username)
    desk(page, issue)
    with page.expect_navigation():
        page.get_by_role("button", name="Xếp mọi tin của tuần này").click()
    assert stored(issue) == {
        "domestic": ["Tin 1", "Tin 2"],
        "focus": ["Tin 3"],
        "haiphong": ["Tin 4", "Tin 5"],
    }
    page.locator('[data-pages="domestic"]', has_text="1 trang").wait_for()
    before = page.inner_text("[data-total]")
    page.locator('[data-name="Tin 3"]').get_by_role("button", name="Lấy ra khỏi số: Tin 3").click()
    page.get_by_role("button", name="Lưu thứ tự").click()
    page.wait_for_function(
        "before => document.querySelector('[data-total]').textContent !== before", arg=before
    )


def test_two_orders_at_once_lose_neither(visit, editor, second_editor, issue):
    for article in issue.articles.model.objects.order_by("pk")[:2]:
        place_directly(issue, article, "domestic")
    page = visit(editor.username)
    desk(page, issue)
    page.get_by_role("button", name="Đưa vào số: Tin 5").click()
    page.get_by_role("button", name="Xuống: Tin 1").click()
    theirs = issue.articles.model.objects.get(headline="Tin 4")
    placing.place(issue, theirs, Category.objects.get(slug="haiphong"), second_editor)
    page.get_by_role("button", name="Lưu thứ tự").click()
    page.locator("#xung-dot").wait_for()
    words = page.inner_text("#xung-dot")
    assert "Vũ Gia Bảo vừa xếp lại số 9/2026: đưa vào 1 tin («Tin 4»)" in words
    assert "Tin 5" in page.inner_text("[data-mine]") and "Tin 4" in page.inner_text("[data-theirs]")
    assert stored(issue) == {"domestic": ["Tin 1", "Tin 2"], "focus": [], "haiphong": ["Tin 4"]}, (
        "refused as a whole"
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Tải bản mới, giữ thứ tự của tôi bên cạnh").click()
    page.locator("#ban-giu-lai").wait_for()
    assert page.inner_text(".saved-state") == "Đã lưu"
    page.get_by_role("button", name="Đặt lại thứ tự của tôi").click()
    page.get_by_role("button", name="Lưu thứ tự").click()
    saved(page)
    assert stored(issue) == {"domestic": ["Tin 2", "Tin 1"], "focus": [], "haiphong": ["Tin 5", "Tin 4"]}


def test_leaving_with_an_unsaved_order_asks_and_filtering_keeps_it(visit, editor, issue):
    page = visit(editor.username)
    desk(page, issue)
    page.get_by_role("button", name="Đưa vào số: Tin 5").click()
    page.fill("#find-words", "tin 5")
    page.get_by_role("button", name="Lọc").click()
    page.locator("[data-pool-count]", has_text="1 tin").wait_for()
    assert page.locator("[data-pool] > li").count() == 0, "it stands in the issue already, unsaved"
    assert page.locator('[data-section="haiphong"] > li').count() == 1
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Trang của số").click()
    page.wait_for_url("**/change/")
    assert asked == ["beforeunload"]


def test_both_previews_stand_beside_each_other(visit, editor, issue, fake_pdf):
    placing.place_week(issue, editor)
    page = visit(editor.username)
    desk(page, issue)
    page.locator("#ten-xem-thu").scroll_into_view_if_needed()
    page.frame_locator("[data-web]").get_by_role("link", name="Tin 4").click()
    page.frame_locator("[data-web]").get_by_role("heading", name="Tin 4").wait_for()
    page.get_by_role("button", name="Dựng PDF").click()
    page.get_by_text("PDF đã sẵn sàng.").wait_for()
    assert page.get_attribute("[data-pdf]", "src").endswith("xem-thu.pdf?kieu=magazine")
    assert page.locator("[data-pdf]").is_visible()
    page.get_by_role("button", name="Xuống: Tin 4").click()
    page.get_by_role("button", name="Lưu thứ tự").click()
    page.get_by_text("Nội dung hiện tại chưa được dựng thành PDF.").wait_for()
    assert not page.locator("[data-pdf]").is_visible(), "an older order's PDF is not shown as this one's"


def test_without_javascript_each_button_is_a_request(chromium, live_server, editor, issue):
    context = chromium.new_context(base_url=live_server.url, locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/quan-tri/")
    page.fill("#id_username", editor.username)
    page.fill("#id_password", "pw")
    page.click("input[type=submit], button[type=submit]")
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/xep-tin/")
    page.get_by_role("button", name="Đưa vào số: Tin 4").click()
    page.get_by_role("button", name="Đưa vào số: Tin 5").click()
    page.get_by_role("button", name="Lên: Tin 5").click()
    assert stored(issue)["haiphong"] == ["Tin 5", "Tin 4"]
    assert not page.get_by_role("button", name="Lưu thứ tự").is_visible()
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/xep-tin/?tinh=1")
    assert "/" in page.inner_text("[data-total]")
    context.close()
