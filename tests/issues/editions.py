"""Editions built by hand, for tests that need no database."""

import itertools
from datetime import date, timedelta

from django.core.files.storage import default_storage
from PIL import Image

from issues.edition import (
    Edition,
    EditionArticle,
    EditionCorrection,
    EditionFigure,
    EditionMasthead,
    EditionPicture,
    EditionSection,
)
from news import pictures
from news.text import slugify

FIRST_DAY = date(2026, 2, 27)
SENTENCES = (
    "Trạm đo đặt ở cửa sông gửi số liệu về trung tâm mười phút một lần.",
    "Người dân hai bên bờ được nhắn tin trước khi nước dâng.",
    "Thiết bị do kỹ sư trẻ của thành phố thiết kế, linh kiện mua trong nước chiếm bảy phần.",
    "Giai đoạn thử nghiệm kéo dài hết mùa mưa, sau đó dữ liệu được mở cho các trường đại học.",
    "Chi phí vận hành giảm gần một phần ba so với cách làm cũ.",
)
TABLE = (
    "<table><caption>Lượng mưa</caption>"
    "<thead><tr><th>Trạm</th><th>Tháng Một</th><th>Tháng Hai</th></tr></thead>"
    "<tbody><tr><td>Đồ Sơn</td><td>41 mm</td><td>38 mm</td></tr>"
    "<tr><td>Cát Hải</td><td>52 mm</td><td>47 mm</td></tr></tbody></table>"
)
QUOTE = "<blockquote><p>Nghe máy đếm, nhưng phải hỏi người đứng cạnh máy.</p></blockquote>"
LIST = "<ul><li>Đo độ mặn</li><li>Đo độ đục</li><li>Gửi số liệu</li></ul>"
LONGEST = "Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động lớn nhất vùng duyên hải " * 5
ids = itertools.count(101)


def paragraphs(count: int, seed: int = 0) -> str:
    """A body of so many paragraphs."""
    turned = [SENTENCES[(seed + n) % len(SENTENCES)] for n in range(4)]
    return "".join(f"<p>{' '.join(turned[n % 4 :] + turned[: n % 4])}</p>" for n in range(count))


def picture(size=(900, 600), colour=(30, 90, 140), **words) -> EditionPicture:
    """A stored picture with its renditions."""
    clean = pictures.encode(Image.new("RGB", size, colour), pictures.MAX_SIDE, quality=80)
    words = {"caption": "Cửa sông buổi sớm.", "credit": "Minh An", "alt": "Cửa sông có phao đo.", **words}
    return EditionPicture(pictures.store(clean, default_storage), clean.width, clean.height, **words)


def article(headline: str = "", **fields) -> EditionArticle:
    """An article, complete unless told otherwise."""
    key = next(ids)
    headline = headline or f"Trạm quan trắc số {key} gửi bản tin đầu tiên về đất liền"
    values = {
        "id": key,
        "slug": slugify(headline),
        "headline": headline,
        "toc_title": f"Bản tin đầu tiên của trạm {key}",
        "news_date": FIRST_DAY + timedelta(days=key % 7),
        "source": "Báo Sóng Biển",
        "link": f"https://songbien.example/tin/{key}",
        "body": paragraphs(3, key),
        "word_count": 150,
        "pictures": (),
        "key_figures": (),
        **fields,
    }
    return EditionArticle(**values)


def masthead(**fields) -> EditionMasthead:
    """The masthead of an invented publisher."""
    values = {
        "name": "Điểm tin Khoa học Công nghệ",
        "slogan": "Ấn phẩm tổng hợp tin tức hằng tuần",
        "authority": "Sở Khoa học và Công nghệ",
        "publisher": "Trung tâm Thông tin Minh Họa",
        "address": "Số 1 phố Minh Họa",
        "phone": "0225 000 0000",
        "email": "toasoan@diemtin.example",
        "site": "https://diemtin.example/",
        "facebook": "https://facebook.example/diemtin",
        "licence": "Giấy phép số 00/GP-XBBT",
        "responsible": "Mai Thanh Hoa",
        "periodicity": "Hằng tuần",
        "print_run": "300 bản",
        "page_width": 210,
        "page_height": 297,
        "page_limit": 64,
        "colour": "#0b2545",
        "accent": "#c4202e",
        **fields,
    }
    return EditionMasthead(**values)


def sections(domestic=(), focus=(), haiphong=()) -> tuple[EditionSection, ...]:
    """The four sections of the house."""
    return (
        EditionSection("trends", "I", "Tổng kết xu hướng", "Tuần qua trong một trang", "summary", ()),
        EditionSection(
            "domestic", "II", "Tin trong nước", "Chính sách, công nghệ lõi", "list", tuple(domestic)
        ),
        EditionSection("focus", "III", "Tâm điểm", "Câu chuyện của tuần", "feature", tuple(focus)),
        EditionSection(
            "haiphong", "IV", "Tin Hải Phòng", "Chuyển đổi số, chuyển đổi xanh", "list", tuple(haiphong)
        ),
    )


def edition(articles: tuple[EditionSection, ...] | None = None, **fields) -> Edition:
    """An edition; with nothing told, one article in each section that takes articles."""
    values = {
        "number": 8,
        "last_number": None,
        "year": 2026,
        "first_day": FIRST_DAY,
        "last_day": FIRST_DAY + timedelta(days=6),
        "origin": "newsroom",
        "theme": "",
        "page_notice": "",
        "cover": None,
        "trends_title": "Tuần của những phép đo",
        "trends_body": paragraphs(3) + "<h2>Từ cửa sông ra khơi</h2>" + paragraphs(2, 2),
        "podcast_title": "",
        "podcast_url": "",
        "original_pdf": "",
        "sections": articles or sections([article()], [article()], [article()]),
        "masthead": masthead(),
        "corrections": (),
        **fields,
    }
    return Edition(**values)


def full_edition(count: int = 30) -> Edition:
    """An edition with everything that can be hard to print."""
    odd = [
        article(LONGEST[:399].strip(), toc_title=""),
        article("Tin không ngày, không nguồn", news_date=None, source="", link=""),
        article("Chỉ có liên kết tới trang gốc", source="", link="https://www.tapchi.example/bai/1"),
        article("Bảng số liệu mưa của hai trạm đo", body=paragraphs(2) + TABLE + paragraphs(1)),
        article("Danh sách và lời trích trong một bài", body=paragraphs(1) + LIST + QUOTE + paragraphs(2)),
        article("Tin một dòng", body="<p>Trạm đã chạy.</p>"),
        article("Bài dài hơn hai trang in của tập san", body=paragraphs(40), pictures=(picture(),)),
        article("Nhiều ảnh và nhiều con số", pictures=tuple(picture(colour=(n, n, 90)) for n in range(4))),
        article("Ảnh dọc đi cùng năm con số", pictures=(picture((600, 1100)),), key_figures=figures(5)),
    ]
    plain = [
        article(pictures=(picture(colour=(n, 80, 80)),) if n % 3 else ()) for n in range(count - len(odd) - 1)
    ]
    focus = article("Con tàu tự hành vẽ lại đáy vịnh", pictures=(picture(),), key_figures=figures(3))
    half = len(plain) // 2
    return edition(
        sections(odd + plain[:half], [focus], plain[half:]),
        cover=picture((1240, 1754), (20, 50, 80)),
        theme="Tuần lễ biển và hải đảo",
        page_notice="Nội dung minh họa",
        podcast_title="Nghe điểm tin số 8",
        podcast_url="https://nghe.example/8",
        corrections=(
            EditionCorrection(date(2026, 3, 10), "Tên trạm đúng là Nam Triệu.", focus.id),
            EditionCorrection(date(2026, 3, 11), "Số trang ở bìa đã được sửa.", None),
        ),
    )


def figures(count: int) -> tuple[EditionFigure, ...]:
    """Key figures."""
    return tuple(
        EditionFigure(f"{n},{n}%", f"trạm có số liệu trong tuần thứ {n}") for n in range(1, count + 1)
    )
