"""One round of the kill drill: an issue or the text of one, the step, and whether it stands whole, not at all, or torn."""

import hashlib
import time
from contextlib import contextmanager, suppress
from datetime import date, timedelta

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from diemtin.models import WorkerHeartbeat  # noqa: E402
from issues import pdf, publishing, scheduling, shelving  # noqa: E402
from issues.models import Issue, PublicArticle, PublicIssue, Release  # noqa: E402
from news.models import Article, User  # noqa: E402
from news.models.user import Role  # noqa: E402
from tests.conftest import person  # noqa: E402
from tests.drills import nodes  # noqa: E402
from tests.make import make_placed_issue, pdf_bytes  # noqa: E402

YEAR, ARTICLES = 2026, 8
SET_TIME = 1.5  # seconds until a set time comes
# How long the step takes here, measured on the rounds before; moments of the kill are spread over a little more.
TAKES = {"publish": [0.4], "publish at a set time": [0.4], "import": [0.4]}
AS_BEFORE, DONE, TORN = "as before", "done", "TORN"


def prepare() -> None:
    """Tables, newsroom, people. PDFs are blank here: publishing makes none, it puts out the bytes that were approved."""
    call_command("migrate", verbosity=0)
    call_command("setup_newsroom", verbosity=0)
    person("binh", "Phạm Hòa Bình", Role.EDITOR)
    person("chi", "Nguyễn Lan Chi", Role.CHIEF)
    pdf.render = lambda edition, layout="", part="", **options: pdf.Pdf(pdf_bytes(edition.label), 1)


@contextmanager
def fresh_connection():
    """The server may have been killed since."""
    connection.close()
    close_old_connections()
    yield


class Round:
    """One issue of its own number: `prepare`, `act` (in a thread, while somebody is killed), `look`, `finish`."""

    def __init__(self, number: int, act: str, base: str):
        self.kind, self.base = act, base
        # Three digits a year: later rounds go on in the next one.
        self.number, self.year = (number - 1) % 900 + 1, YEAR + (number - 1) // 900
        self.issue = None

    def prepare(self) -> None:
        """What the step needs: an approved issue, or a text; and somebody who may take it."""
        with fresh_connection():
            self.session = nodes.sign_in(User.objects.get(username="chi"))
            if self.kind == "import":
                self.text = back_issue(self.number, self.year)
            else:
                self.issue = approved(self.number, self.year)

    def act(self) -> None:
        """Take the step, as a person or the worker would; whoever is killed meanwhile may cost the answer."""
        self.begun = time.monotonic()
        if self.kind == "publish at a set time":
            return
        with suppress(nodes.Unreachable):
            status, _, _ = self.post()
            if status == 302:
                TAKES[self.kind].append(time.monotonic() - self.begun)

    def post(self) -> tuple[int, bytes, dict]:
        """The step over HTTP."""
        if self.kind == "import":
            return nodes.fetch(
                self.base, reverse("admin:issues_issue_import"), self.session, {"text": self.text}
            )
        address = reverse("admin:issues_issue_step", args=[self.issue.pk, "publish"])
        return nodes.fetch(self.base, address, self.session, {"seen": "approved", "note": ""})

    def delay(self, chance: float) -> float:
        """Seconds until the kill: anywhere in the step, and a little beyond."""
        if self.kind == "publish at a set time":
            with fresh_connection():
                at = timezone.now() + timedelta(seconds=SET_TIME)
                scheduling.schedule(self.issue, User.objects.get(username="chi"), at)
            return SET_TIME + chance * 1.2
        known = sorted(TAKES[self.kind][-5:])
        return chance * known[len(known) // 2] * 1.3

    def look(self) -> tuple[str, list[str]]:
        """How it stands, in the database and for the public, and what is wrong."""
        with fresh_connection():
            return self.look_at_import() if self.kind == "import" else self.look_at_issue()

    def look_at_import(self) -> tuple[str, list[str]]:
        """The whole issue with its articles as a draft, or nothing of it."""
        issue = Issue.objects.filter(year=self.year, number=self.number).first()
        articles = Article.objects.filter(headline__icontains=marker(self.number, self.year)).count()
        found = (int(bool(issue)), articles, issue.placements.count() if issue else 0)
        if found == (0, 0, 0):
            return AS_BEFORE, []
        if found == (1, ARTICLES, ARTICLES):
            return DONE, []
        return TORN, [f"import of {self.number}: issue, articles, placements {found}"]

    def look_at_issue(self) -> tuple[str, list[str]]:
        """Published in every respect, or in none."""
        issue = Issue.objects.select_related("release").get(pk=self.issue.pk)
        facts = {
            "issue": issue.status == "published",
            "release": bool(issue.release.published_at),
            "articles": statuses(issue) == {"published"},
            "shelf": PublicIssue.objects.filter(pk=issue.pk, release=issue.release_id).exists(),
            "shelved articles": PublicArticle.objects.filter(issue=issue.pk).count() == ARTICLES,
            "log": issue.status_changes.filter(transition="publish").count() == 1,
            **searchable(issue),
            "page": nodes.fetch(self.base, f"/so/{self.year}/{self.number}/")[0] == 200,
            "PDF": pdf_is_out(self.base, issue),
            "list": f"/so/{self.year}/{self.number}/".encode() in nodes.fetch(self.base, "/")[1],
        }
        if all(facts.values()):
            return DONE, []
        if not any(facts.values()) and statuses(issue) == {"approved"}:
            return AS_BEFORE, []
        return TORN, [f"issue {self.number}: {facts}"]

    def finish(self) -> None:
        """What was not done is done now: again over HTTP; the worker comes back to it by itself."""
        if self.kind == "publish at a set time":
            nodes.wait_until(self.is_out, 45, f"issue {self.number} at its set time")
        elif self.look()[0] == AS_BEFORE:
            self.post()

    def is_out(self) -> bool:
        """Whether the issue is published."""
        with fresh_connection():
            return Issue.objects.filter(pk=self.issue.pk, status="published").exists()


def approved(number: int, year: int) -> Issue:
    """An issue that the chief approved."""
    editor, chief = User.objects.get(username="binh"), User.objects.get(username="chi")
    first = date(year, 1, 1) + timedelta(days=number % 300)
    issue = make_placed_issue(ARTICLES, number=number, year=year, first_day=first)
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    return issue


def statuses(issue) -> set[str]:
    """The statuses of an issue's articles."""
    return set(Article.objects.filter(placement__issue=issue).values_list("status", flat=True))


def searchable(issue) -> dict[str, bool]:
    """Whether search has a row for each article, where search has rows of its own."""
    if "searchrow" not in apps.all_models["issues"]:
        return {}
    rows = apps.get_model("issues", "SearchRow").objects.filter(article__issue=issue.pk)
    return {"search": rows.count() == ARTICLES}


def pdf_is_out(base: str, issue) -> bool:
    """Whether the public gets exactly the bytes that were approved."""
    status, data, _ = nodes.fetch(base, f"/so/{issue.year}/{issue.number}/diem-tin.pdf")
    return status == 200 and hashlib.sha256(data).hexdigest() == issue.release.pdf_sha256


def whole() -> list[str]:
    """What is wrong with the installation as a whole after all rounds."""
    with fresh_connection():
        faults = [] if shelving.is_whole() else ["the shelf is not what the releases say"]
        twice = Release.objects.values("issue", "number").distinct().count() != Release.objects.count()
        faults += ["a release stands twice"] if twice else []
        nodes.wait_until(lambda: not open_tasks(), 60, "tasks")
        failed = DBTaskResult.objects.failed().values_list("task_path", "exception_class_path")
        return faults + [f"task failed: {path} {error}" for path, error in failed]


def has_beaten(pid: int) -> bool:
    """Whether a worker gave a sign of life."""
    with fresh_connection():
        return WorkerHeartbeat.objects.filter(pid=pid).exists()


def taken_over() -> int:
    """How many tasks were begun by one worker and finished by another."""
    return sum(len(workers) > 1 for workers in DBTaskResult.objects.values_list("worker_ids", flat=True))


def open_tasks() -> int:
    """Tasks that are due or run."""
    return DBTaskResult.objects.ready().count() + DBTaskResult.objects.running().count()


def marker(number: int, year: int) -> str:
    """What stands in every headline of an imported issue."""
    return f"trạm đo số {number} năm {year}"


def back_issue(number: int, year: int) -> str:
    """The text of a back issue in the accepted format, in our own words."""
    first = date(year, 1, 2) + timedelta(days=number % 300)
    span = f"{first:%d/%m}-{first + timedelta(days=6):%d/%m/%Y}"
    headlines = [f"{marker(number, year)} đặt ở bến thứ {n}".capitalize() for n in range(1, ARTICLES + 1)]
    sections = (
        ("II. TIN TRONG NƯỚC", headlines[:4]),
        ("III. TÂM ĐIỂM", headlines[4:5]),
        ("IV. TIN HẢI PHÒNG", headlines[5:]),
    )
    lines = ["ĐIỂM TIN KHOA HỌC CÔNG NGHỆ", "", f"SỐ {number}/{year}: Tuần từ {span}", "", "MỤC LỤC", ""]
    lines += ["I. TỔNG KẾT XU HƯỚNG", f"Tổng kết xu hướng tuần ({span[:5]} – {span[6:11]})\t02", ""]
    for title, rows in sections:
        lines += [title, *(f"{h} ({first:%d/%m})\t{n:02}" for n, h in enumerate(rows, 3)), ""]
    lines += [
        "TỔNG KẾT XU HƯỚNG KHOA HỌC, CÔNG NGHỆ",
        "",
        "Tuần này các trạm đo nhỏ lên tiếng ở nhiều nơi.",
        "",
    ]
    for title, rows in sections:
        lines += [title.partition(". ")[2], ""]
        for headline in rows:
            lines += [f"{first:%d/%m}: {headline.upper()}", "", "[Chi tiết: Báo Sóng Biển](#)", ""]
            lines += [f"{headline} đã gửi số liệu đầu tiên về đất liền sáng nay.", ""]
    return "\n".join(lines)
