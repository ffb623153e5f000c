"""Editions made by hand and releases put straight into the database, for tests of what the public sees."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from issues import shelving
from issues.edition import (
    Edition,
    EditionArticle,
    EditionFigure,
    EditionMasthead,
    EditionPicture,
    EditionSection,
)
from issues.models import Issue, Release
from issues.models.issue import IssueStatus
from issues.publishing import Document, make_release
from news.models import User
from news.pictures import clean_picture, store
from tests.make import pdf_bytes, picture_bytes

MASTHEAD = EditionMasthead(
    name="Điểm tin Khoa học Công nghệ",
    slogan="Mỗi tuần một số",
    authority="Sở Khoa học và Công nghệ",
    publisher="Trung tâm Thông tin",
    address="Số 1 đường Bến Cảng",
    phone="0225 000 000",
    email="toasoan@diemtin.example",
    site="https://diemtin.example",
    facebook="",
    licence="Giấy phép số 00/GP-XBBT",
    responsible="Nguyễn Lan Chi",
    periodicity="Hằng tuần",
    print_run="",
    page_width=210,
    page_height=297,
    page_limit=64,
    colour="#0b2545",
    accent="#c4202e",
)
SECTIONS = (
    EditionSection("trends", "I", "Tổng kết xu hướng", "Nhìn lại một tuần", "summary", ()),
    EditionSection("domestic", "II", "Tin trong nước", "Từ các địa phương", "list", ()),
    EditionSection("focus", "III", "Tâm điểm", "", "feature", ()),
    EditionSection("haiphong", "IV", "Tin Hải Phòng", "", "list", ()),
)


def stored_picture(colour=(20, 70, 120), size=(1800, 1200), **words) -> EditionPicture:
    """A picture with its renditions in storage; every colour is another picture."""
    picture = clean_picture(picture_bytes(size=size, colour=colour))
    name = store(picture, default_storage)
    return EditionPicture(
        name,
        picture.width,
        picture.height,
        **{"caption": "Cầu cảng", "credit": "Tranh: Điểm tin", "alt": "Cầu cảng buổi sớm", **words},
    )


def edition_article(pk: int, **values) -> EditionArticle:
    """A plain article without pictures."""
    defaults = {
        "slug": f"tram-quan-trac-{pk}",
        "headline": f"Trạm quan trắc {pk} gửi dữ liệu về đất liền",
        "toc_title": f"Trạm quan trắc {pk}",
        "news_date": date(2026, 3, 2),
        "source": "Báo Sóng Biển",
        "link": f"https://songbien.example/tin/{pk}",
        "body": f"<p>Trạm {pk} đã gửi bản tin đầu tiên.</p><p>Đoạn thứ hai của tin {pk}.</p>",
        "word_count": 14,
        "pictures": (),
        "key_figures": (EditionFigure("98,97%", f"dữ liệu của trạm {pk}"),),
    }
    return EditionArticle(id=pk, **{**defaults, **values})


def edition(number: int = 9, year: int = 2026, articles=(), focus=(), **values) -> Edition:
    """An edition of one week; `articles` stand in section II, `focus` in section III."""
    first = date(2026, 2, 27)
    content = {"domestic": tuple(articles), "focus": tuple(focus)}
    defaults = {
        "last_number": None,
        "first_day": first,
        "last_day": first + timedelta(days=6),
        "origin": "newsroom",
        "theme": "",
        "page_notice": "",
        "cover": None,
        "trends_title": "Một tuần nhìn ra biển",
        "trends_body": "<p>Ba tin trong tuần nhìn ra phía biển.</p><h2>Cảm biến rẻ</h2><p>Câu hỏi đắt.</p>",
        "podcast_title": "",
        "podcast_url": "",
        "original_pdf": "",
        "sections": tuple(replace(s, articles=content.get(s.slug, ())) for s in SECTIONS),
        "masthead": MASTHEAD,
        "corrections": (),
    }
    return Edition(number=number, year=year, **{**defaults, **values})


def issue_of(made: Edition, status: str) -> Issue:
    """The row of the edition's issue, made where it is missing."""
    values = {
        "last_number": made.last_number,
        "first_day": made.first_day,
        "last_day": made.last_day,
        "theme": made.theme,
    }
    issue, _ = Issue.objects.get_or_create(number=made.number, year=made.year, defaults=values)
    if status != IssueStatus.PUBLISHED:
        Issue.objects.filter(pk=issue.pk).update(status=status)
    return issue


def stored_release(made: Edition, status: str = IssueStatus.PUBLISHED, **values) -> Release:
    """A release of the edition that has not gone out, its issue in the given status."""
    user, _ = User.objects.get_or_create(username="toasoan")
    data = pdf_bytes(made.label)
    digest = hashlib.sha256(data).hexdigest()
    name = default_storage.save("releases/so.pdf", ContentFile(data))
    document = Document(name, digest, 36, len(data))
    return make_release(issue_of(made, status), made, document, user, **values)


def published(made: Edition, **values) -> Release:
    """A release that went out, approved by another person."""
    chief, _ = User.objects.get_or_create(username="tongbientap")
    now = timezone.now()
    times = {"approved_by": chief, "approved_at": now, "published_at": now}
    release = stored_release(made, **{**times, **values})
    status = IssueStatus.WITHDRAWN if release.withdrawn_at else IssueStatus.PUBLISHED
    Issue.objects.filter(pk=release.issue_id).update(status=status, published_at=now, release=release)
    if release.withdrawn_at:
        shelving.take_off(release.issue_id)
    else:
        shelving.put_out(release)
    return release


def withdrawn(made: Edition, reason: str = "In nhầm bài của số khác.") -> Release:
    """A release that went out and was withdrawn."""
    return published(made, withdrawn_at=timezone.now(), withdrawal_reason=reason)


def text(response) -> str:
    """A page as it was sent."""
    return response.content.decode()
