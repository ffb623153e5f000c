"""The six editions on which print is judged, as values: three real issues, where they are present, and three of our own.

Pictures are put into the store of the moment; 24 of them serve all editions.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from issues.backissue.parse import parse
from issues.backissue.proofread import edition_of
from issues.backissue.read import read_text
from issues.edition import (
    Edition,
    EditionArticle,
    EditionCorrection,
    EditionFigure,
    EditionPicture,
)
from news import richtext
from news.text import slugify
from tests.issues import editions as small
from tests.issues.print import texts
from tests.issues.print.photos import picture

SEEDS = Path(__file__).resolve().parents[3].parent / "shared" / "seeds"
POOL = 24  # different pictures
FIRST_DAY = date(2026, 6, 12)
UPRIGHT, PANORAMA = 2, 4  # shapes of photos.py
LONGEST = (
    "Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động lớn nhất vùng duyên hải với 412 điểm đo nối về một trung tâm, "
    "cứ mười phút gửi số liệu một lần, cho phép người dân hai bên bờ, các hợp tác xã nuôi trồng và đơn vị quản lý cảng "
    "cùng xem một bản đồ về độ mặn, độ đục và mực nước, đồng thời công bố toàn bộ thiết kế phần cứng lẫn phần mềm "
    "để những tỉnh lân cận tự chế tạo, lắp đặt và tự bảo dưỡng"
)
NARROW_TABLE = (
    "<table><caption>Lượng mưa đo được</caption><thead><tr><th>Trạm</th><th>Tháng Năm</th><th>Tháng Sáu</th></tr></thead>"
    "<tbody><tr><td>Bến Gót</td><td>141 mm</td><td>238 mm</td></tr><tr><td>Cửa Cấm</td><td>152 mm</td><td>247 mm</td></tr>"
    "<tr><td>Hòn Dáu</td><td>98 mm</td><td>201 mm</td></tr></tbody></table>"
)
COLUMNS = (
    *("Địa điểm", "Độ mặn", "Độ đục", "Mực nước", "Nhiệt độ", "Ô-xy hòa tan", "Độ pH"),
    "Đơn vị phụ trách",
)
ROWS = ("Cửa Cấm", "Cửa Lạch Tray", "Bến Gót", "Đảo Cát Bà", "Cầu Rào", "Kênh đào Hà Nam", "Cống Họng")
QUOTE = "<blockquote><p>Nghe máy đếm, nhưng phải hỏi người đứng cạnh máy đã mấy mươi năm.</p></blockquote>"
BULLETS = (
    "<ul><li>Đo độ mặn ở ba tầng nước</li><li>Đo độ đục mỗi khi có tàu lớn đi qua luồng, cả lúc nước ròng lẫn khi triều lên, "
    "rồi so với số liệu của phao đo gần nhất</li><li>Gửi số liệu về trung tâm</li></ul>"
)
STEPS = "<ol><li>Rửa đầu đo bằng nước ngọt</li><li>Hiệu chuẩn với hai dung dịch mẫu</li><li>Ghi vào sổ trực</li></ol>"


def issue_8() -> Edition:
    """Real issue 8/2026."""
    return real("so-08-2026.txt")


def issue_9() -> Edition:
    """Real issue 9/2026."""
    return real("so-09-2026.txt")


def issue_17() -> Edition:
    """Real issue 17/2026."""
    return real("so-17-2026.txt")


def single() -> Edition:
    """An issue of one article, in the feature section, without a summary."""
    return small.edition(
        small.sections((), [article(1, pictures=pictures_of(1, 1), key_figures=figures(3))]),
        **{"number": 1, "trends_title": "", "trends_body": "", "layout": "magazine"},
        **days(),
    )


def plain() -> Edition:
    """22 articles and not one picture; the longest headline; tables, lists, quotations, figures; an empty theme."""
    hard = [
        article(1, headline=LONGEST[:400].strip(), toc_title="Nghiệm thu mạng lưới quan trắc nước mặt"),
        article(2, body=prose(2) + NARROW_TABLE + prose(3)),
        article(3, body=prose(4, 2) + wide_table() + prose(5, 1)),
        article(4, body=prose(6) + BULLETS + QUOTE + prose(7)),
        article(5, body=texts.writer(5).body(40, 2400)),
        article(6, body="<p>Trạm đã chạy.</p>"),
        article(7, news_date=None, source="", link=""),
        article(8, source="", link="https://www.tapchi.example/bai/1", key_figures=figures(5)),
        article(9, body=prose(8) + "<h3>Bảo dưỡng đầu đo</h3>" + STEPS + prose(9, 2)),
    ]
    rest = [article(n, key_figures=figures(2) if n % 5 == 0 else ()) for n in range(10, 22)]
    focus = article(22, body=prose(22, 6, 700) + QUOTE, key_figures=figures(4))
    return small.edition(
        small.sections(hard + rest[:3], [focus], rest[3:]),
        **{"number": 24, "page_notice": "Nội dung minh họa", "trends_body": summary(24)},
        **days(),
    )


def great() -> Edition:
    """90 articles with pictures in a double issue on a smaller page: several pictures for some, figures, corrections."""
    articles = [article(n, pictures=pictures_of(n, how_many(n)), key_figures=some(n)) for n in range(1, 91)]
    focus = [replace(a, body=prose(a.id, 5, 520)) for a in articles[40:42]]
    notes = (
        EditionCorrection(date(2026, 6, 24), "Tên cửa sông đúng là Nam Triệu.", 5),
        EditionCorrection(date(2026, 6, 24), "Con số đúng là 36 vị trí lấy mẫu, không phải 63.", focus[0].id),
        EditionCorrection(date(2026, 6, 25), "Số trang ở bìa đã được sửa.", None),
    )
    return small.edition(
        small.sections(articles[:40], focus, articles[42:]),
        cover=picture(
            23, UPRIGHT, caption="Bình minh ở cửa sông", credit="Thu Giang", alt="Cửa sông lúc sáng sớm"
        ),
        masthead=small.masthead(page_width=190, page_height=270, page_limit=120),
        corrections=notes,
        **{"number": 25, "last_number": 26, "theme": "Tuần lễ Biển và Hải đảo", "trends_body": summary(25)},
        **{"podcast_title": "Nghe điểm tin số 25–26", "podcast_url": "https://nghe.example/25"},
        **days(14),
    )


def medium(count: int = 57, number: int = 27) -> Edition:
    """So many articles, each with a picture of its own: what the benchmark measures."""
    articles = [
        article(n, pictures=(captioned(n, n),), key_figures=figures(2) if n % 6 == 0 else ())
        for n in range(1, count + 1)
    ]
    third = count // 3
    return small.edition(
        small.sections(articles[:third], articles[third : third + 1], articles[third + 1 :]),
        cover=picture(0, UPRIGHT, alt="Cửa sông lúc sáng sớm", credit="Thu Giang"),
        **{"number": number, "trends_body": summary(number)},
        **days(),
    )


EDITIONS: dict[str, Callable[[], Edition]] = {
    "so-8": issue_8,
    "so-9": issue_9,
    "so-17": issue_17,
    "mot-tin": single,
    "khong-anh": plain,
    "chin-muoi-tin": great,
}
REAL = {"so-8": "so-08-2026.txt", "so-9": "so-09-2026.txt", "so-17": "so-17-2026.txt"}


def present(key: str) -> bool:
    """Can this edition be made here? Real issues only where their folder stands beside the project."""
    return key not in REAL or (SEEDS / REAL[key]).is_file()


def real(name: str) -> Edition:
    """A real issue with the house's sections and masthead, and generated pictures in most articles."""
    found = edition_of(parse(read_text((SEEDS / name).read_bytes())))
    printed = {section.slug: section for section in found.sections}
    house = [
        replace(s, articles=tuple(illustrated(a) for a in printed[s.slug].articles)) for s in small.sections()
    ]
    return replace(
        found,
        sections=tuple(house),
        masthead=small.masthead(),
        cover=picture(found.number % POOL, UPRIGHT, alt="Ảnh bìa", credit="Minh An"),
    )


def illustrated(item: EditionArticle) -> EditionArticle:
    """The article with no, one or two pictures."""
    return replace(
        item, pictures=pictures_of(item.id, 0 if item.id % 6 == 4 else 2 if item.id % 13 == 5 else 1)
    )


def article(key: int, **fields) -> EditionArticle:
    """One article of 1 to 5 paragraphs and 60 to 350 words, complete unless told otherwise."""
    scribe = texts.writer(key)
    headline = fields.get("headline") or scribe.headline()
    words = scribe.dice.choice((60, 90, 120, 150, 180, 220, 270, 350))
    body = fields.get("body") or scribe.body(scribe.dice.randint(1, max(1, min(5, words // 45))), words)
    values = {
        "id": key,
        "slug": slugify(headline),
        "headline": headline,
        "toc_title": headline if len(headline) < 90 else " ".join(headline.split()[:14]),
        "news_date": FIRST_DAY + timedelta(days=key % 7),
        "source": texts.OUTLETS[key % len(texts.OUTLETS)],
        "link": f"https://tin.example/bai/{key}",
        "body": body,
        "word_count": richtext.word_count(body),
        "pictures": (),
        "key_figures": (),
        **fields,
    }
    return EditionArticle(**values)


def prose(seed: int, paragraphs: int = 2, words: int = 0) -> str:
    """A few paragraphs of markup."""
    return texts.writer(1000 + seed).body(paragraphs, words or 60 * paragraphs)


def summary(seed: int) -> str:
    """The summary of an issue."""
    return prose(seed, 3, 210) + "<h2>Từ cửa sông ra khơi</h2>" + prose(seed + 1, 2, 160)


def wide_table() -> str:
    """A table of eight columns."""
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    lines = (
        f"<tr><td>{row}</td><td>{n},4 ‰</td><td>{n * 7} NTU</td><td>{n},12 m</td><td>2{n} °C</td><td>6,{n} mg/l</td>"
        f"<td>7,{n}</td><td>Trạm thủy văn số {n}</td></tr>"
        for n, row in enumerate(ROWS, 1)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def figures(count: int) -> tuple[EditionFigure, ...]:
    """Key figures."""
    labels = (
        "điểm đo nối mạng",
        "số liệu gửi về đúng hẹn trong cả mùa mưa",
        "hộ dân nhận tin nhắn",
        "xã ven biển",
    )
    values = ("412", "98,97%", "36.500", "9/12", "4,2 tỷ đồng")
    return tuple(EditionFigure(values[n % 5], labels[n % 4]) for n in range(count))


def some(number: int) -> tuple[EditionFigure, ...]:
    """Key figures for every eighth article."""
    return figures(number % 4 + 1) if number % 8 == 0 else ()


def how_many(number: int) -> int:
    """Pictures of an article of the great edition: mostly one, for some none, two or four."""
    return {0: 0, 3: 2, 7: 4}.get(number % 11, 1)


def pictures_of(number: int, count: int) -> tuple[EditionPicture, ...]:
    """So many captioned pictures out of the pool."""
    return tuple(captioned((number * 5 + n) % POOL, number + n) for n in range(count))


def captioned(number: int, words: int) -> EditionPicture:
    """A picture with its words; some lack one or the other."""
    return picture(
        number,
        caption=texts.CAPTIONS[words % len(texts.CAPTIONS)],
        credit=texts.CREDITS[words % len(texts.CREDITS)],
        alt=f"Ảnh minh họa số {number}",
    )


def days(count: int = 7) -> dict[str, date]:
    """First and last day of an issue."""
    return {"first_day": FIRST_DAY, "last_day": FIRST_DAY + timedelta(days=count - 1)}
