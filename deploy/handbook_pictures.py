"""The pictures of the handbook for editors, `docs/so-tay-bien-tap.md`, made anew.

    .venv/bin/python deploy/handbook_pictures.py [--newsroom FOLDER]

Fills a scratch newsroom with the demo content, works in it with a real browser as the four demo people, and writes what
they see into `docs/img/so-tay/`. `--newsroom` keeps the filled newsroom in a folder: the next run starts from a copy of
it. Needs Chromium and what `requirements-dev.txt` lists.
"""

import argparse
import base64
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "img" / "so-tay"
PASSWORD = "diem-tin-demo"
WIDTH, MARGIN, COLOURS, HEAVIEST = 1200, 14, 128, 90 * 1024
LINK = "https://songbien.example/2026/11/phao-bao-lu-song-lach-tray"
HEADLINE = "HẢI PHÒNG THẢ 12 PHAO BÁO LŨ DÙNG AI TRÊN SÔNG LẠCH TRAY"
PARAGRAPHS = (
    "Sáng 24/11, Trung tâm Quan trắc Hải Phòng thả 12 phao báo lũ xuống sông Lạch Tray. Mỗi phao đo mực nước năm phút một "
    "lần rồi gửi số đo về bờ qua sóng vô tuyến tầm xa.",
    "Mô hình AI ghép số đo với lịch triều, báo trước đỉnh lũ sáu giờ. Nhóm sữ dụng số đo của ba mùa mưa đã qua để thử, "
    "sai số trung bình là 4 cm .",
)
QUOTE = "báo trước đỉnh lũ sáu giờ"
WOVEN = "Hoa văn thổ cẩm"
DROP = """data => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "phao-bao-lu.png", { type: "image/png" }));
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
}"""


def main() -> int:
    """Fill, work, take pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--newsroom", type=Path, help="a filled newsroom to start from, made where there is none"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / "newsroom"
        if options.newsroom:
            fill(options.newsroom)
            shutil.copytree(options.newsroom, scratch)
        else:
            fill(scratch)
        PICTURES.mkdir(parents=True, exist_ok=True)
        with serving(scratch) as address, sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            work(People(browser, address))
            browser.close()
    return report()


def environment(folder: Path) -> dict:
    """The settings of a newsroom in this folder."""
    places = {
        "DATABASE_URL": f"sqlite:///{folder.resolve()}/db.sqlite3",
        "MEDIA_ROOT": f"{folder.resolve()}/media",
    }
    return os.environ | places | {"DEBUG": "on", "EMAIL_URL": "dummymail://"}


def manage(*words: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def fill(folder: Path) -> None:
    """The demo newsroom, where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(manage("seed_demo", "--migrate"), env=environment(folder), check=True)


@contextmanager
def serving(folder: Path):
    """The server and a worker for background tasks; yields the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    commands = (
        ("runserver", f"127.0.0.1:{port}", "--noreload", "--skip-checks"),
        ("db_worker", "--no-reload"),
    )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment(folder)}
    running = [subprocess.Popen(manage(*words), **quiet) for words in commands]
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in running:
            process.terminate()
            process.wait(30)


def wait_for(port: int) -> None:
    """Until the server listens."""
    for _ in range(240):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise SystemExit("The server does not answer.")


class People:
    """The four at their computers: `people.lan` is a page where Lan has signed in."""

    def __init__(self, browser, address: str):
        self.browser, self.address = browser, address

    def __getattr__(self, name: str) -> Page:
        context = self.browser.new_context(
            base_url=self.address,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": WIDTH, "height": 900},
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/quan-tri/")
        page.fill("#id_username", name)
        page.fill("#id_password", PASSWORD)
        page.click("input[type=submit]")
        page.wait_for_selector("#user-tools")
        self.__dict__[name] = page
        return page


def work(people: People) -> None:
    """The week, in the order of the handbook."""
    desk(people.minh)
    article = write(people.lan)
    comment(people.minh, article)
    send_back(people.minh)
    conflict(people.lan, people.minh)
    approve_many(people.minh)
    issue = assemble(people.minh)
    preflight(people.minh, issue)
    settle(people.minh, article)
    submit_issue(people.minh, issue)
    approve_issue(people.hoa, issue)
    correct(people.hoa)
    inbox(people.lan)
    upkeep(people.quang)


def take(page: Page, name: str, *selectors: str, tallest: int = 0, extra: int = 0) -> None:
    """One picture: the box around what the selectors find, over the whole width of the page's content."""
    page.evaluate("() => document.activeElement?.blur()")
    page.wait_for_timeout(300)
    boxes = [box for s in selectors if (box := page.locator(s).first.bounding_box())]
    scrolled = page.evaluate("() => [scrollX, scrollY]")
    left = max(0, min(b["x"] for b in boxes) + scrolled[0] - MARGIN)
    top = max(0, min(b["y"] for b in boxes) + scrolled[1] - MARGIN)
    right = min(WIDTH, max(b["x"] + b["width"] for b in boxes) + scrolled[0] + MARGIN)
    bottom = max(b["y"] + b["height"] for b in boxes) + scrolled[1] + MARGIN + extra
    height = min(bottom - top, tallest) if tallest else bottom - top
    clip = {"x": left, "y": top, "width": right - left, "height": height}
    save(page.screenshot(full_page=True, clip=clip), name)


def save(data: bytes, name: str) -> None:
    """As a PNG with few colours."""
    picture = trimmed(Image.open(io.BytesIO(data)).convert("RGB"))
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def trimmed(picture: Image.Image) -> Image.Image:
    """Without the empty paper on the right."""
    paper = Image.new("RGB", picture.size, "white")
    box = ImageChops.difference(picture, paper).getbbox()
    return picture.crop((0, 0, min(picture.width, box[2] + MARGIN), picture.height))


def desk(page: Page) -> None:
    """The first page."""
    page.goto("/quan-tri/")
    take(page, "ban-lam-viec", "#header", "#content", tallest=1000)


def ready(page: Page) -> None:
    """The editor of the article form is there, and the preview and the checks have answered."""
    page.wait_for_function("() => CKEDITOR.instances.id_body?.status === 'ready'")
    page.wait_for_timeout(2500)


def write(page: Page) -> str:
    """A new article with all that helps; returns its address."""
    page.goto("/quan-tri/news/article/add/")
    ready(page)
    page.fill("#id_link", LINK)
    page.press("#id_link", "Tab")
    page.fill("#id_news_date", f"{date(2026, 11, 24):%d/%m/%Y}")
    page.fill("#id_headline", HEADLINE)
    page.press("#id_headline", "Tab")
    page.select_option("#id_category", "haiphong")
    body = page.frame_locator("#cke_id_body iframe.cke_wysiwyg_frame").locator("body")
    body.click()
    for paragraph in PARAGRAPHS:
        body.press_sequentially(paragraph)
        body.press("Enter")
    body.press("Backspace")
    page.get_by_role("button", name="Đề nghị từ tiêu đề").click()
    page.wait_for_timeout(4000)
    take(page, "viet-tin", "h1", "#content-main", tallest=1016)
    take(page, "soat-khi-viet", "#dem-chu", "#soat-loi")
    picture(page)
    page.get_by_role("button", name="Lưu rồi gửi duyệt…").click()
    page.wait_for_selector("input.step-submit")
    return submit(page)


def picture(page: Page) -> None:
    """A pasted picture and the piece of it that is printed."""
    page.evaluate(DROP, base64.b64encode(drawn()).decode())
    row = page.locator("#pictures-0")
    row.locator(".crop-stage img").wait_for()
    row.locator("[name$=alt]").fill("Phao vàng gắn cột đo nổi giữa sông rộng, xa xa là cầu và cần cẩu.")
    row.locator("[name$=caption]").fill("Phao báo lũ đầu tiên trên sông Lạch Tray.")
    row.locator("[name$=credit]").fill("Ảnh: Báo Sóng Biển")
    row.get_by_text("Tỷ lệ in 3:2").click()
    page.wait_for_timeout(800)
    take(page, "anh", "#pictures-group", tallest=1060)


def drawn() -> bytes:
    """A buoy on a river."""
    image = Image.new("RGB", (1200, 900), "#cfe3ee")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 430, 1200, 900), fill="#5b93a7")
    pen.polygon([(0, 430), (260, 330), (520, 430)], fill="#86a58f")
    pen.polygon([(700, 430), (980, 300), (1200, 430)], fill="#76977f")
    for row in range(470, 900, 46):
        pen.line((row % 180, row, 1200, row + 6), fill="#6ea4b7", width=6)
    pen.polygon([(520, 640), (680, 640), (650, 760), (550, 760)], fill="#e8b023")
    pen.rectangle((590, 430, 610, 640), fill="#33414b")
    pen.ellipse((575, 395, 625, 445), fill="#c4202e")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def submit(page: Page) -> str:
    """The page that asks whether to submit, with a reviewer named; returns the article's address."""
    page.select_option("select[name=reviewer]", index=1)
    page.fill("[name=due]", f"{date.today() + timedelta(days=1):%d/%m/%Y}")
    take(page, "gui-duyet", "h1", "#content-main")
    page.click("input.step-submit")
    page.wait_for_selector(".messagelist .success")
    page.goto("/quan-tri/news/article/?q=phao+bao+lu")
    return opened(page, HEADLINE)


def opened(page: Page, name: str) -> str:
    """Open a row of a list; returns the address that its pages begin with."""
    page.locator("#result_list").get_by_role("link", name=name).first.click()
    page.wait_for_selector(".row-head")
    return re.sub(r"change/.*", "", page.url)


def comment(page: Page, article: str) -> None:
    """A comment on a passage."""
    page.goto(f"{article}nhan-xet/")
    form = page.locator("form[data-comment-form]")
    form.locator("[name=quote]").fill(QUOTE)
    form.locator("[name=text]").fill("Bài gốc ghi “sáu đến tám giờ”. Lan kiểm tra lại giúp nhé.")
    form.get_by_role("button", name="Ghi nhận xét").click()
    page.wait_for_selector(".comment")
    take(page, "nhan-xet", ".as-read", ".threads")


def send_back(page: Page) -> None:
    """An article goes back to its writer."""
    page.goto("/quan-tri/news/article/?q=tu+khoa")
    article = opened(page, "Tủ khóa")
    page.goto(f"{article}buoc/return/")
    page.fill("[name=note]", "Đoạn hai thiếu ngày thử nghiệm. Lan bổ sung theo bài gốc nhé.")
    page.click("input.step-return")
    page.wait_for_selector(".messagelist .success")


def settle(page: Page, article: str) -> None:
    """The comment is settled."""
    page.goto(f"{article}nhan-xet/")
    page.get_by_role("button", name="Đã giải quyết").click()
    page.wait_for_selector(".comment.resolved")


def open_draft(page: Page) -> str:
    """The draft that two people change; returns its address."""
    page.goto("/quan-tri/news/article/?q=tho+cam")
    article = opened(page, WOVEN)
    ready(page)
    return article


def conflict(writer: Page, editor: Page) -> None:
    """Two people save the same article; then what changed between two of its versions."""
    article = open_draft(writer)
    open_draft(editor)
    editor.fill("#id_headline", editor.input_value("#id_headline").replace("phải", "cần phải"))
    editor.fill("#id_toc_title", "Thổ cẩm Lào Cai có sổ khai sinh")
    editor.click("input[name=_continue]")
    editor.wait_for_selector(".messagelist .success")
    writer.fill("#id_headline", writer.input_value("#id_headline").replace("có sổ", "đã có sổ"))
    writer.click("input[name=_continue]")
    writer.wait_for_selector(".conflict")
    take(writer, "xung-dot", ".conflict")
    for choice in writer.locator(".conflict input[value=mine]").all():
        choice.check()
    writer.click("button[name=_merge]")
    writer.wait_for_selector(".messagelist .success")
    writer.goto(f"{article}history/")
    writer.click(".compare-button")
    writer.wait_for_selector(".two-versions")
    take(writer, "so-sanh", "h1", "#content-main", tallest=620)


def approve_many(page: Page) -> None:
    """Several articles at once."""
    page.goto("/quan-tri/news/article/?status__exact=review")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "approve_chosen")
    page.click("button[name=index]")
    page.wait_for_selector("details.to-approve")
    take(page, "duyet-nhieu", "h1", "#content-main", tallest=800)
    page.locator(".submit-row input.default").click()
    page.wait_for_selector(".messagelist .success")


def assemble(page: Page) -> str:
    """The assembly desk with all of the week, and the previews; returns the issue's address."""
    page.goto("/quan-tri/issues/issue/?q=47/2026")
    issue = opened(page, "47/2026")
    page.goto(f"{issue}xep-tin/")
    page.wait_for_timeout(4000)
    take(page, "xep-tin", ".row-head", ".assembly-columns", tallest=978)
    page.check("[name=with_review]")
    page.get_by_role("button", name="Xếp mọi tin của tuần này").click()
    page.wait_for_timeout(2500)
    if page.locator("[data-save]").is_enabled() and page.locator("[data-save]").is_visible():
        page.click("[data-save]")
        page.wait_for_timeout(2500)
    page.goto(f"{issue}xep-tin/")
    build(page)
    page.locator(".previews").scroll_into_view_if_needed()
    page.wait_for_timeout(5000)
    # A browser without a screen draws no PDF.
    page.evaluate("() => { document.querySelector('iframe[data-pdf]').hidden = true; }")
    take(page, "xem-thu", ".previews", tallest=560)
    return issue


def build(page: Page) -> None:
    """The PDF, where it has not been made yet."""
    button = page.get_by_role("button", name=re.compile("^Dựng (PDF|lại)$"))
    page.wait_for_timeout(3000)
    if button.count() and button.first.is_visible():
        button.first.click()
    page.wait_for_function(
        "() => document.querySelector('#ban-dung')?.dataset.status === 'done'", timeout=240_000
    )


def preflight(page: Page, issue: str) -> None:
    """What the checks find."""
    page.goto(f"{issue}soat-loi/")
    take(page, "soat-loi", "h1", "#content-main", tallest=930)


def submit_issue(page: Page, issue: str) -> None:
    """The issue goes to the chief; what blocks is repaired first."""
    page.goto(f"{issue}soat-loi/")
    while (repair := page.locator(".severity-error button[name=repair]")).count():
        repair.first.click()
        page.wait_for_load_state()
    page.goto(f"{issue}buoc/submit/")
    page.locator("input.step-submit").click()
    page.wait_for_selector(".messagelist .success", timeout=240_000)


def approve_issue(page: Page, issue: str) -> None:
    """The chief reads, approves, and sets a time."""
    page.goto(f"{issue}change/")
    page.get_by_role("link", name="Duyệt…", exact=True).click()
    page.wait_for_selector("input.step-approve")
    take(page, "duyet-so", "h1", "#content-main", tallest=760)
    page.click("input.step-approve")
    page.wait_for_selector(".messagelist .success")
    page.get_by_role("link", name="Hẹn giờ xuất bản…", exact=True).click()
    page.wait_for_selector("#id_publish_at")
    page.fill("#id_publish_at", f"{date.today() + timedelta(days=1):%Y-%m-%d}T07:00")
    take(page, "hen-gio", ".field", ".submit-row")


def correct(page: Page) -> None:
    """A correction of what is out."""
    page.goto("/quan-tri/issues/issue/?q=46/2026")
    opened(page, "46/2026")
    page.get_by_role("link", name="Đính chính", exact=True).click()
    page.select_option("#choose", index=2)
    page.get_by_role("button", name="Tiếp").click()
    page.wait_for_selector("input[value='Công bố đính chính']")
    page.wait_for_timeout(2500)
    take(page, "dinh-chinh", "h1", "#content-main", tallest=980)


def inbox(page: Page) -> None:
    """What Lan was told."""
    page.goto("/quan-tri/")
    page.click(".inbox-link")
    page.wait_for_selector(".notices")
    take(page, "thong-bao", "h1", "#content-main", tallest=640)


def upkeep(page: Page) -> None:
    """Somebody is invited; two outlets become one."""
    page.goto("/quan-tri/news/user/add/")
    for name, words in (("last_name", "Phạm Thu"), ("first_name", "Hà"), ("email", "ha@diemtin.example")):
        page.fill(f"[name={name}]", words)
    page.fill("[name=username]", "ha")
    page.get_by_label("Biên tập viên", exact=True).check()
    take(page, "moi-nguoi", "h1", "#content-main")
    page.goto("/quan-tri/news/source/?q=song")
    for box in page.locator("input.action-select").all()[:2]:
        box.check()
    page.select_option("select[name=action]", label="Gộp các nguồn đã chọn…")
    page.click("button[name=index]")
    page.wait_for_selector(".radio-cards")
    take(page, "gop-nguon", "h1", "#content-main")


def report() -> int:
    """Names and sizes; 1 where a picture is too heavy."""
    heavy = 0
    for path in sorted(PICTURES.glob("*.png")):
        size = path.stat().st_size
        heavy += size > HEAVIEST
        print(f"{size // 1024:4} KB  {path.relative_to(ROOT)}{'  TOO HEAVY' if size > HEAVIEST else ''}")
    return int(heavy > 0)


if __name__ == "__main__":
    sys.exit(main())
