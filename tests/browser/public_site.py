"""A small archive in which every public page shows everything that it can."""

from dataclasses import replace
from datetime import date

from issues.addresses import article_path
from issues.edition import EditionCorrection
from issues.models import Correction
from tests.issues.releases import edition, edition_article, published, stored_picture, withdrawn
from tests.make import make_article, make_source

BODY = (
    "<p>Trạm đã gửi bản tin đầu tiên về <strong>đất liền</strong>, theo <em>Sóng Biển</em>.</p>"
    "<h2>Cách đo</h2><p>Mỗi năm phút một lần.</p><ul><li>Mực nước</li><li>Độ mặn</li></ul>"
    "<blockquote><p>Số liệu mở cho mọi người.</p></blockquote>"
    "<table><caption>Kết quả</caption><thead><tr><th>Trạm</th><th>Mực nước cao nhất trong tuần (mét)</th>"
    "<th>Độ mặn trung bình (phần nghìn)</th><th>Ghi chú của người trực trạm</th></tr></thead>"
    "<tbody><tr><td>Lạch Tray</td><td>3,2</td><td>18</td><td>Bình thường</td></tr></tbody></table>"
)


def fill() -> dict[str, str]:
    """Three public issues and a withdrawn one: name of a page -> its address."""
    make_source(), make_source("Đài Bến Sông", site="https://bensong.example/")
    picture, tall = stored_picture(), stored_picture((120, 30, 30), size=(900, 1300))
    rich = edition_article(1, body=BODY, word_count=700, pictures=(picture, tall))
    plain = [edition_article(n, source="Đài Bến Sông" if n % 2 else "Báo Sóng Biển") for n in range(2, 14)]
    focus = edition_article(20, pictures=(picture,), body=BODY)
    notes = (
        EditionCorrection(date(2026, 3, 8), "Bìa ghi nhầm ngày.", None),
        EditionCorrection(date(2026, 3, 9), "Sai tên trạm.", 1),
    )
    full = edition(
        articles=[rich, *plain],
        focus=[focus],
        cover=tall,
        theme="Nhìn ra biển",
        page_notice="Nội dung minh họa",
        corrections=notes,
        podcast_title="Nghe số 9",
        podcast_url="https://nghe.example/9.mp3",
    )
    published(edition(number=50, year=2025, articles=[edition_article(30)]))
    published(edition(number=8, articles=[edition_article(n) for n in range(40, 44)]))
    withdrawn(replace(edition(number=10), corrections=()))
    release = published(full)
    corrected = make_article(status="published")
    Correction.objects.create(
        issue=release.issue,
        article=corrected,
        release=release,
        date=date(2026, 3, 9),
        note="Sai tên trạm.",
        created_by=release.approved_by,
    )
    return {
        "home": "/",
        "issue": "/so/2026/9/",
        "plain issue": "/so/2026/8/",
        "article": article_path(full, rich),
        "feature": article_path(full, focus),
        "plain article": article_path(full, plain[0]),
        "archive": "/luu-tru/",
        "year": "/luu-tru/2025/",
        "section": "/chuyen-muc/domestic/",
        "older in section": "/chuyen-muc/domestic/?truoc=9-2026",
        "summaries": "/chuyen-muc/trends/",
        "sources": "/nguon/",
        "source": "/nguon/dai-ben-song/",
        "corrections": "/dinh-chinh/",
        "about": "/gioi-thieu/",
        "accessibility": "/kha-nang-tiep-can/",
        "not found": "/so/2026/99/",
        "withdrawn": "/so/2026/10/",
    }
