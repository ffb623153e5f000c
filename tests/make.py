"""Things to test with: explicit functions that make one thing each, valid unless told otherwise."""

import io
import itertools
from datetime import date, timedelta

from PIL import Image
from pypdf import PdfWriter

from issues.models import Issue, Placement
from news.models import Article, Category, Source

counter = itertools.count(1)


def make_source(name: str = "Báo Sóng Biển", **fields) -> Source:
    """An outlet, made once per name."""
    return Source.objects.resolve(name) or Source.objects.create(name=name, **fields)


def make_article(author=None, status: str = "draft", **fields) -> Article:
    """An article in any status, set directly: tests of the workflow start from there."""
    n = next(counter)
    values = {
        "headline": f"Trạm quan trắc số {n} bắt đầu gửi dữ liệu về đất liền",
        "news_date": date(2026, 3, 2),
        "link": f"https://songbien.example/tin/{n}",
        "body": f"<p>Trạm quan trắc số {n} đã gửi bản tin đầu tiên vào sáng thứ Hai.</p>",
        **fields,
    }
    if "source" not in values:
        values["source"] = make_source()
    if "category" not in values:
        values["category"] = Category.objects.filter(slug="haiphong").first()
    article = Article.objects.create(author=author, status=status, **values)
    if author:
        article.contributors.add(author)
    return article


def make_issue(number: int = 9, year: int = 2026, **fields) -> Issue:
    """A draft issue of one week."""
    first = fields.pop("first_day", date(2026, 2, 27))
    last = fields.pop("last_day", first + timedelta(days=6))
    return Issue.objects.create(number=number, year=year, first_day=first, last_day=last, **fields)


def make_placed_issue(articles: int = 3, status: str = "approved", author=None, **fields) -> Issue:
    """A draft issue with articles in its list sections and one in focus."""
    issue = make_issue(**fields)
    slugs = itertools.cycle(["domestic", "haiphong"])
    for n in range(articles):
        slug = "focus" if n == 1 else next(slugs)
        place_directly(issue, make_article(author=author, status=status), slug)
    return issue


def place_directly(issue: Issue, article: Article, slug: str) -> Placement:
    """Put an article at the end of a section, whatever its status."""
    position = Placement.objects.filter(issue=issue, category=slug).count() + 1
    return Placement.objects.create(issue=issue, article=article, category_id=slug, position=position)


def picture_bytes(size=(640, 480), colour=(20, 70, 120), form: str = "JPEG", **options) -> bytes:
    """A plain picture in any of Pillow's formats."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, form, **options)
    return buffer.getvalue()


def pdf_bytes(title: str = "") -> bytes:
    """A real PDF of one blank page."""
    writer = PdfWriter()
    writer.add_blank_page(210, 297)
    writer.add_metadata({"/Title": title})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
