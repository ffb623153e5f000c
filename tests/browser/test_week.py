"""A whole week of three people in the real admin: thirty articles, one issue, and what it cost their hands."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from issues import scheduling
from issues.models import Issue
from news.models import Article, ArticleComment
from news.models.article import ArticleStatus
from tests.browser import desk_work as work
from tests.browser.hands import Hands, Tally, counted
from tests.make import make_article, make_source

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("fake_pdf"),
]
ALL, WRITTEN = 30, 2
MOST_PAGES, MOST_ACTIONS = 3, 12
QUOTAS = ("focus", *["domestic"] * 13, *["haiphong"] * 14)


@pytest.fixture(autouse=True)
def nothing_leaves_the_house(settings):
    """Links are checked by a background task: here it waits for ever."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def monday() -> date:
    """The first day of the week that the first issue is proposed for."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def make_articles(author) -> list[Article]:
    """What the writer has sent for review until today, in the three sections."""
    days = [monday() + timedelta(days=n % 7) for n in range(len(QUOTAS))]
    return [
        make_article(author, "review", category_id=slug, news_date=day)
        for slug, day in zip(QUOTAS, days, strict=True)
    ]


class Week:
    """The week so far: three people's hands, what they did by parts, and the articles."""

    def __init__(self, visit, writer, editor, chief):
        self.tally, self.parts = Tally(), {}
        pages = [visit(person.username) for person in (writer, editor, chief)]
        self.an, self.binh, self.chi = (Hands(page, self.tally) for page in pages)
        self.reader = visit()
        self.articles = make_articles(writer)

    def part(self, name: str):
        """Count what is done inside under this name."""
        return counted(self.tally, self.parts, name)

    def status(self, article) -> str:
        """How the article stands."""
        return Article.objects.get(pk=article.pk).status


@pytest.fixture
def week(visit, writer, editor, chief):
    """Monday morning: everybody is at their desk."""
    make_source("Báo Sóng Biển", site="https://songbien.example")
    return Week(visit, writer, editor, chief)


def write_two(week: Week) -> None:
    """An writes two articles, one of them with a picture, each within the house's measure."""
    for name, headline, section, picture in (
        (
            "Một tin, không ảnh",
            "Phao đo sóng tự chế báo trước triều cường ở Đồ Sơn",
            "IV. Tin Hải Phòng",
            False,
        ),
        (
            "Một tin có ảnh",
            "Học sinh lớp chín lắp máy lọc nước cho trường trên đảo",
            "II. Tin trong nước",
            True,
        ),
    ):
        work.to_desk(week.an)
        with week.part(name):
            link = f"https://songbien.example/viet/{len(week.parts)}"
            article = work.write_article(week.an, headline, link, monday(), section, picture)
        assert (article.status, article.source.name) == ("review", "Báo Sóng Biển")
        assert article.pictures.count() == picture and article.toc_title
        week.articles.append(article)


def return_two(week: Week, first: Article, second: Article) -> None:
    """Bình sends two articles back."""
    for article in (first, second):
        work.find_in_list(week.binh, article)
        work.take(week.binh, "Trả lại", "Cho biết trạm đặt ở đâu.")
        assert week.status(article) == "draft"


def conflict(week: Week, article: Article) -> None:
    """An and Bình have the same article open; Bình saves first, An's words are merged and not lost."""
    work.open_waiting(week.an, article.headline)
    work.find_in_list(week.binh, article)
    week.binh.click(week.binh.page.locator("#id_headline"))
    week.binh.key("End")
    week.binh.type(", thư ký sửa")
    week.binh.press("Lưu và sửa tiếp")
    work.write_body(week.an, "Trạm đặt ở cửa sông. ")
    week.an.press("Lưu và sửa tiếp")
    assert "Hai người cùng sửa: chưa có gì bị ghi đè" in week.an.page.inner_text(".conflict")
    week.an.press("Lưu phần của tôi lên bản mới nhất")
    merged = Article.objects.get(pk=article.pk)
    assert merged.headline.endswith(", thư ký sửa") and "Trạm đặt ở cửa sông." in merged.body
    work.take(week.an, "Gửi duyệt")
    article.headline = merged.headline


def review(week: Week) -> None:
    """Two returned, one edit conflict, one comment that blocks, one reopened; in the end all are approved."""
    returned, quarrelled, remarked, reopened = week.articles[:4]
    return_two(week, returned, quarrelled)
    work.mend(week.an, returned, "Trạm đặt ở ngoài đảo. ")
    conflict(week, quarrelled)
    work.remark(week.binh, remarked, "Nguồn nào nói vậy?")
    approve_most(week, quarrelled, remarked)
    settle(week, remarked)
    work.open_waiting(week.chi, quarrelled.headline)
    work.take(week.chi, "Duyệt")
    work.find_in_list(week.chi, reopened)
    work.take(week.chi, "Mở lại", "Thêm tên xã.")
    assert week.status(reopened) == "draft"
    work.mend(week.an, reopened, "Trạm ở xã đảo. ")
    work.open_waiting(week.binh, reopened.headline)
    work.take(week.binh, "Duyệt")
    assert set(Article.objects.values_list("status", flat=True)) == {ArticleStatus.APPROVED}


def approve_most(week: Week, own: Article, remarked: Article) -> None:
    """Bình approves at once what waits for Bình, which what Bình wrote in does not; a comment keeps one article back."""
    work.approve_all(week.binh)
    assert "còn 1 nhận xét chưa giải quyết" in week.binh.page.inner_text("section.notice")
    assert own.headline not in week.binh.page.inner_text("#content")
    week.binh.press(f"Duyệt {ALL - 2} tin")
    assert f"Đã duyệt {ALL - 2} tin." in work.said(week.binh)
    assert week.status(own) == week.status(remarked) == "review"


def settle(week: Week, article: Article) -> None:
    """The comment blocks until An has answered and Bình is content."""
    work.open_waiting(week.binh, article.headline)
    assert "Duyệt" not in work.steps(week.binh) and "Trả lại" in work.steps(week.binh)
    work.find_in_list(week.an, article)
    page = week.an.page
    week.an.click(page.get_by_text("Trả lời", exact=True).first)
    week.an.write(page.get_by_label("Trả lời").last, "Thông cáo của trạm.")
    week.an.press("Gửi trả lời")
    work.open_waiting(week.binh, article.headline)
    week.binh.press("Đã giải quyết")
    assert ArticleComment.objects.filter(parent=None, resolved_at=None).count() == 0
    work.open_waiting(week.binh, article.headline)
    work.take(week.binh, "Duyệt")


def new_issue(week: Week) -> Issue:
    """Bình makes the issue that the desk proposes."""
    work.to_desk(week.binh)
    year = monday().year
    week.binh.follow(f"Lập số 1/{year}")
    week.binh.press("Lưu và sửa tiếp")
    return Issue.objects.get(number=1, year=year)


def open_issue(hands: Hands, issue: Issue) -> None:
    """The issue's page, from the desk."""
    work.to_desk(hands)
    hands.follow(str(issue), hands.page.locator("#content"))


def assemble_twice(week: Week, issue: Issue) -> None:
    """By keyboard alone, and after the chief has sent the issue back anew with the mouse; both are complete."""
    with week.part("Xếp số bằng bàn phím"):
        work.to_assembly(week.binh, by_keyboard=True)
        work.assemble_by_keyboard(week.binh, ALL)
    by_keyboard = work.stored(issue)
    assert complete(by_keyboard)
    assert week.parts["Xếp số bằng bàn phím"].clicks == 0
    send(week, issue)
    open_issue(week.chi, issue)
    work.take(week.chi, "Trả lại", "Xếp lại theo ngày.")
    open_issue(week.binh, issue)
    assert "Xếp lại theo ngày." in week.binh.page.inner_text(".sent-back")
    with week.part("Xếp lại bằng chuột"):
        work.to_assembly(week.binh)
        work.empty_by_mouse(week.binh)
        work.assemble_by_mouse(week.binh, by_day(by_keyboard))
    assert work.stored(issue) == by_day(by_keyboard) != by_keyboard
    assert week.parts["Xếp lại bằng chuột"].keys == 0
    send(week, issue)


def complete(order: dict[str, list[int]]) -> bool:
    """Does each article stand in the section that was proposed for it?"""
    proposed = Article.objects.values_list("category_id", "pk")
    return sorted((slug, key) for slug, keys in order.items() for key in keys) == sorted(proposed)


def by_day(order: dict[str, list[int]]) -> dict[str, list[int]]:
    """The same articles, in each section the oldest first."""
    days = dict(Article.objects.values_list("pk", "news_date"))
    return {slug: sorted(keys, key=lambda key: (days[key], key)) for slug, keys in order.items()}


def send(week: Week, issue: Issue) -> None:
    """Bình submits the issue."""
    open_issue(week.binh, issue)
    work.take(week.binh, "Gửi duyệt")
    assert Issue.objects.get(pk=issue.pk).status == "review"


def approve_and_schedule(week: Week, issue: Issue) -> str:
    """Chi approves, and sets the time. Returns the time in words."""
    open_issue(week.chi, issue)
    work.take(week.chi, "Duyệt")
    at = (timezone.localtime() + timedelta(minutes=10)).replace(second=0, microsecond=0)
    week.chi.follow("Hẹn giờ xuất bản…")
    week.chi.set(week.chi.page.locator("#id_publish_at"), f"{at:{scheduling.FIELD}}")
    work.confirm(week.chi, "Hẹn giờ xuất bản")
    assert Issue.objects.get(pk=issue.pk).publish_at == at
    return scheduling.said(at)


def the_time_comes(week: Week, issue: Issue, time: str) -> None:
    """Not a minute early, the issue is out, and the log tells who set which time."""
    address = issue.get_absolute_url()
    call_command("publish_due")
    assert week.reader.goto(address).status == 404
    Issue.objects.filter(pk=issue.pk).update(publish_at=timezone.now() - timedelta(seconds=1))
    call_command("publish_due")
    assert week.reader.goto(address).status == 200
    shown = week.reader.inner_text("main").casefold()
    assert all(headline.casefold() in shown for headline in issue.articles.values_list("headline", flat=True))
    open_issue(week.chi, issue)
    assert "Thu hồi" in work.steps(week.chi) and "Xuất bản" not in work.steps(week.chi)
    log = week.chi.page.inner_text("details.status-log:has-text('Nhật ký trạng thái')")
    assert f"Hẹn {time}." in log and "Theo giờ hẹn" in log and "Nguyễn Lan Chi" in log


def test_a_whole_week_of_three_people(week, capsys, record_property):
    write_two(week)
    with week.part("Duyệt 30 tin"):
        review(week)
    with week.part("Cả số, xếp hai lần"):
        issue = new_issue(week)
        assemble_twice(week, issue)
        time = approve_and_schedule(week, issue)
    the_time_comes(week, issue, time)
    assert set(Article.objects.values_list("status", flat=True)) == {ArticleStatus.PUBLISHED}
    week.parts["Cả tuần"] = week.tally
    for name, done in week.parts.items():
        record_property(name, str(done))
    with capsys.disabled():
        print("", *(f"{name}: {done}" for name, done in week.parts.items()), sep="\n")
    for name in ("Một tin, không ảnh", "Một tin có ảnh"):
        done = week.parts[name]
        assert done.pages <= MOST_PAGES and done.actions <= MOST_ACTIONS, f"{name}: {done}"
