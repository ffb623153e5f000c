"""What people of a newsroom do all week on the admin's pages, each with hands that are counted."""

import base64
from datetime import date

from issues.models import Issue, Placement
from news.models import Article
from tests.browser.hands import Hands
from tests.make import picture_bytes

DESK = "/quan-tri/"
EDITOR_READY = "() => CKEDITOR.instances.id_body?.status === 'ready'"
COPY = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const picture = new Blob([bytes], { type: "image/png" });
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}"""
# The left side of the assembly desk turns by itself, as under a wheel; the page stays where it is.
TURN_LEFT_SIDE = """(handle) => {
  const side = handle.closest(".offered");
  side.scrollTop += handle.getBoundingClientRect().top - side.getBoundingClientRect().top - 200;
}"""
FOCUSED = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"


def said(hands: Hands) -> str:
    """What the admin says at the top of the page."""
    return " ".join(hands.page.locator(".messagelist li").all_inner_texts())


def steps(hands: Hands) -> list[str]:
    """The steps that are offered."""
    return [text.rstrip("…") for text in hands.page.locator("nav.steps a").all_inner_texts()]


def to_desk(hands: Hands) -> None:
    """Back to the desk, by the name of the house at the top of every page."""
    with hands.page.expect_navigation(wait_until="domcontentloaded"):
        hands.click(hands.page.locator("#site-name a"))


def open_waiting(hands: Hands, name: str) -> None:
    """Open what waits on the desk."""
    to_desk(hands)
    hands.follow(name, hands.page.locator("#content"))


def take(hands: Hands, label: str, note: str = "") -> None:
    """Take a step: its link on the row's page, then the page to confirm."""
    hands.follow(f"{label}…")
    confirm(hands, label, note)


def confirm(hands: Hands, label: str, note: str = "") -> None:
    """On the page to confirm."""
    if note:
        hands.write(hands.page.locator("textarea[name=note]"), note)
    hands.press(label, hands.page.locator("#content"))
    assert f"Đã xong “{label}”" in said(hands)


def write_body(hands: Hands, words: str) -> None:
    """Type into the editor, where it stands."""
    hands.page.wait_for_function(EDITOR_READY)
    hands.write(hands.page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame").locator("body"), words)


def paste_picture(hands: Hands, alt: str, credit: str) -> None:
    """Paste a picture that was copied somewhere else, and say what it shows and whose it is."""
    page = hands.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(COPY, base64.b64encode(picture_bytes((900, 600), form="PNG")).decode())
    hands.key("Control+V")
    page.locator(".crop-stage img").wait_for()
    hands.write(page.locator("#id_pictures-0-alt"), alt)
    hands.write(page.locator("#id_pictures-0-credit"), credit)


def write_article(hands: Hands, headline: str, link: str, day: date, section: str, picture: bool) -> Article:
    """From the desk: an article is written and submitted. The outlet is proposed from the link."""
    page = hands.page
    hands.follow("Viết tin mới")
    hands.write(page.locator("#id_link"), link)
    hands.write(page.locator("#id_news_date"), f"{day:%d/%m/%Y}")
    hands.write(page.locator("#id_headline"), headline)
    if picture:
        paste_picture(hands, "Phao vàng trên mặt biển", "Trạm Sóng Biển")
    hands.choose(page.locator("#id_category"), section)
    write_body(hands, "Chiếc phao làm từ ống nhựa đã báo trước triều cường ba giờ. ")
    page.wait_for_function("() => document.querySelector('#id_source').value")
    page.wait_for_function("() => document.querySelector('#id_toc_title').value")
    hands.press("Lưu rồi gửi duyệt…")
    confirm(hands, "Gửi duyệt")
    return Article.objects.get(headline=headline)


def mend(hands: Hands, article: Article, words: str) -> None:
    """A writer opens what was sent back, adds to it and submits it again."""
    open_waiting(hands, article.headline)
    write_body(hands, words)
    hands.press("Lưu rồi gửi duyệt…")
    confirm(hands, "Gửi duyệt")


def find_in_list(hands: Hands, article: Article) -> None:
    """Open an article through the list, by the words of its headline."""
    page = hands.page
    to_desk(hands)
    hands.follow("Tin", page.locator("#nav-sidebar, #content, #header"))
    hands.write(page.locator("#searchbar"), article.headline)
    with page.expect_navigation(wait_until="domcontentloaded"):
        hands.key("Enter")
    hands.follow(article.headline)


def remark(hands: Hands, article: Article, words: str) -> None:
    """Double-click a word of the article and remark on it."""
    page = hands.page
    find_in_list(hands, article)
    hands.follow("Đọc và nhận xét")
    hands.select_first_word(page.locator(".rich-text p").first)
    page.wait_for_function("() => document.querySelector('#id_quote').value")
    hands.write(page.locator("#id_text"), words)
    hands.press("Ghi nhận xét")


def approve_all(hands: Hands) -> None:
    """Approve all that is in review, from the list; what cannot be approved is told on the page to confirm."""
    page = hands.page
    to_desk(hands)
    hands.click(page.locator(".waiting").locator("xpath=preceding-sibling::h3//a").first)
    page.locator("#action-toggle").wait_for()
    hands.click(page.locator("#action-toggle"))
    hands.choose(page.locator("select[name=action]"), "Duyệt các tin đã chọn…")
    with page.expect_navigation(wait_until="domcontentloaded"):
        hands.click(page.locator(".actions button[type=submit]"))


def stored(issue: Issue) -> dict[str, list[int]]:
    """The keys of the articles by section, as the database has them."""
    rows = Placement.objects.filter(issue=issue).order_by("category__order", "position")
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.category_id, []).append(row.article_id)
    return found


def to_assembly(hands: Hands, by_keyboard: bool = False) -> None:
    """From the issue's page to its assembly desk, when it is alive."""
    if by_keyboard:
        tab_to(hands, "Xếp tin")
        hands.key("Enter")
    else:
        hands.follow("Xếp tin", hands.page.locator("#content"))
    hands.page.locator(".assembly.live").wait_for()


def saved(hands: Hands) -> None:
    """Wait until the assembly desk says so."""
    hands.page.locator(".saved-state", has_text="Đã lưu").wait_for()


def tab_to(hands: Hands, label: str, key: str = "Tab") -> None:
    """Go on with the keyboard until the control whose name begins so has the focus."""
    for _ in range(300):
        if hands.page.evaluate(FOCUSED).startswith(label):
            return
        hands.key(key)
    raise AssertionError(f"the keyboard never reaches “{label}”")


def assemble_by_keyboard(hands: Hands, count: int) -> None:
    """Put all articles in their sections, then one of them a place higher, without the mouse."""
    page = hands.page
    tab_to(hands, "Đưa vào số: ")
    for _ in range(count):
        assert page.evaluate(FOCUSED).startswith("Đưa vào số: "), "the focus goes on to the next article"
        hands.key("Enter")
    assert page.evaluate(FOCUSED) == "Lưu thứ tự", "after the last one there is only saving left"
    tab_to(hands, "Lên: ")
    hands.key("Space")
    assert "đã chuyển tới vị trí 1 trong Tin trong nước" in page.inner_text("#thong-bao")
    tab_to(hands, "Lưu thứ tự", "Shift+Tab")
    hands.key("Enter")
    saved(hands)


def empty_by_mouse(hands: Hands) -> None:
    """Take all articles out again, those of the last section last, so that they stand first on the left."""
    out = hands.page.locator("#cac-chuyen-muc button[name=out]")
    while out.count():
        hands.click(out.first)


def assemble_by_mouse(hands: Hands, sections: dict[str, list[int]]) -> None:
    """Drag each article into its section, from the last section up, each in front of those that stand there."""
    page = hands.page
    for slug in reversed(sections):
        for key in reversed(sections[slug]):
            listed = page.locator(f'[data-section="{slug}"]')
            first = listed.locator("> li").first
            target = first if first.count() else listed
            handle = page.locator(f'[data-pool] [data-article="{key}"] .handle')
            target.evaluate("place => scrollBy(0, place.getBoundingClientRect().top - 150)")
            handle.evaluate(TURN_LEFT_SIDE)
            hands.drag(handle, target)
            assert first.get_attribute("data-article") == str(key), "it lands where it was dropped"
    hands.click(page.get_by_role("button", name="Lưu thứ tự"))
    saved(hands)
