"""One step of an issue, in a process of its own: `python -m tests.issues.archive.steps publish|correct|withdraw`.

For tests of what other processes see. The database of the environment is migrated and set up; PDFs are blank ones.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemtin.settings")


def publish() -> None:
    """An editor submits an issue of three articles, the chief approves and publishes it."""
    from issues import publishing
    from news.models.user import Role
    from tests.conftest import person
    from tests.make import make_placed_issue

    editor, chief = person("binh", "Phạm Hòa Bình", Role.EDITOR), person("chi", "Nguyễn Lan Chi", Role.CHIEF)
    issue = make_placed_issue()
    publishing.submit(issue, editor)
    publishing.approve(issue, chief, issue.release.sha256)
    publishing.publish(issue, chief)


def correct() -> None:
    """The chief corrects the first article's headline."""
    from issues import publishing
    from issues.models import Issue
    from news.models import Article, User

    issue = Issue.objects.get()
    article = Article.objects.get(pk=issue.release.edition.articles[0].id)
    chief = User.objects.get(username="chi")
    publishing.correct(issue, chief, "Sửa tên trạm.", article, {"headline": "Trạm Hòn Dấu lên tiếng"})


def withdraw() -> None:
    """The chief withdraws the issue."""
    from issues import publishing
    from issues.models import Issue
    from news.models import User

    publishing.withdraw(Issue.objects.get(), User.objects.get(username="chi"), "In nhầm bài của số khác.")


def main(step: str) -> None:
    """Do the step."""
    django.setup()
    from issues import pdf
    from tests.make import pdf_bytes

    pdf.render = lambda edition, layout="", part="", **options: pdf.Pdf(pdf_bytes(edition.label), 1)
    {"publish": publish, "correct": correct, "withdraw": withdraw}[step]()


if __name__ == "__main__":
    main(sys.argv[1])
