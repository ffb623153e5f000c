"""What must be known of an article besides its text: day, source, link, pictures' words; its place in the section; its length."""

from collections.abc import Iterator
from datetime import timedelta

from issues.edition import Edition, EditionArticle, EditionPicture, EditionSection
from issues.preflight.context import Context
from issues.preflight.findings import ERROR, HINT, WARNING, Finding, about, check
from issues.preflight.passages import CELL, HEADING, TEXT, passages

ARCHIVE = "archive"
MOST_PARAGRAPHS = 5
FEWEST_WORDS, MOST_WORDS = 40, 700


@check
def missing(edition: Edition, context: Context) -> Iterator[Finding]:
    """No day, no source, no text."""
    for article in edition.articles:
        if article.news_date is None:
            message = "Tin chưa có ngày. Hãy điền ngày đăng của bài gốc."
            yield about(article, "missing-date", ERROR, message, field="news_date")
        if not article.source.strip():
            message = "Tin chưa có nguồn. Hãy chọn nguồn tin."
            yield about(article, "missing-source", ERROR, message, field="source")
        if not passages(article.body):
            yield about(
                article,
                "missing-body",
                ERROR,
                "Tin chưa có nội dung. Hãy viết, hoặc bỏ tin khỏi số.",
                field="body",
            )


@check
def links(edition: Edition, context: Context) -> Iterator[Finding]:
    """No link to the original. What was printed long ago has none: there one hint is enough."""
    without = [article for article in edition.articles if not article.link]
    if edition.origin == ARCHIVE:
        if without:
            message = f"{len(without)} tin của số cũ này không có liên kết tới bài gốc."
            yield Finding("missing-link", HINT, message, field="link")
        return
    for article in without:
        message = "Tin chưa có liên kết tới bài gốc. Hãy dán địa chỉ của bài."
        yield about(article, "missing-link", WARNING, message, field="link")


@check
def dates(edition: Edition, context: Context) -> Iterator[Finding]:
    """A day that the issue does not cover. By one day it is a hint: what is printed late may belong to the week before."""
    for article in edition.articles:
        day = article.news_date
        if day and not edition.first_day <= day <= edition.last_day:
            near = edition.first_day - timedelta(days=1) <= day <= edition.last_day + timedelta(days=1)
            severity = HINT if near or edition.origin == ARCHIVE else WARNING
            week = f"{edition.first_day:%d/%m/%Y} – {edition.last_day:%d/%m/%Y}"
            message = f"Ngày của tin là {day:%d/%m/%Y}, ngoài tuần của số này ({week}). Hãy kiểm tra ngày."
            yield about(
                article, "date-outside-week", severity, message, field="news_date", quote=f"{day:%d/%m/%Y}"
            )


@check
def chronology(edition: Edition, context: Context) -> Iterator[Finding]:
    """Articles that break the order of days in their section: all but a longest run that rises."""
    for section in edition.sections:
        dated = [article for article in section.articles if article.news_date]
        kept = longest_rise([article.news_date for article in dated])
        wrong = [n for n in range(len(dated)) if n not in kept]
        # A section in which many break it was put in another order on purpose.
        severity = WARNING if len(wrong) <= max(1, len(dated) // 4) else HINT
        for n in wrong:
            yield out_of_order(dated[n], dated[n - 1] if n else dated[1], section, severity)


def out_of_order(
    article: EditionArticle, neighbour: EditionArticle, section: EditionSection, severity: str
) -> Finding:
    """One article in the wrong place."""
    message = (
        f"Tin ngày {article.news_date:%d/%m} không đúng thứ tự ngày trong mục {section.name}: đứng cạnh tin ngày "
        f"{neighbour.news_date:%d/%m} «{neighbour.headline}». Hãy xếp lại hoặc sửa ngày."
    )
    return about(
        article, "chronology", severity, message, field="news_date", quote=f"{article.news_date:%d/%m}"
    )


def longest_rise(values: list) -> set[int]:
    """The places of a longest run that never falls (of several, one that keeps the first)."""
    length, before = [], []
    for n, value in enumerate(values):
        best = max((k for k in range(n) if values[k] <= value), key=lambda k: length[k], default=None)
        length.append(1 if best is None else length[best] + 1)
        before.append(best)
    place, kept = max(range(len(values)), key=lambda n: length[n], default=None), set()
    while place is not None:
        kept.add(place)
        place = before[place]
    return kept


@check
def picture_words(edition: Edition, context: Context) -> Iterator[Finding]:
    """Pictures that say nothing to those who do not see them, or not whose they are."""
    severity = HINT if edition.origin == ARCHIVE else WARNING
    if edition.cover:
        for code, message in lacking(edition.cover):
            yield Finding(code, severity, f"Ảnh bìa {message}", field="cover")
    for article in edition.articles:
        for number, picture in enumerate(article.pictures, 1):
            for code, message in lacking(picture):
                yield about(
                    article,
                    code,
                    severity,
                    f"Ảnh {number} {message}",
                    field="pictures",
                    quote=picture.caption,
                )


def lacking(picture: EditionPicture) -> Iterator[tuple[str, str]]:
    """The words that a picture lacks: code and the end of the message."""
    if not picture.alt.strip():
        yield "missing-alt", "chưa có mô tả cho người không nhìn thấy ảnh. Hãy viết một câu tả ảnh."
    if not picture.credit.strip():
        yield "missing-credit", "chưa ghi tác giả hoặc nguồn ảnh. Hãy điền."


@check
def quotas(edition: Edition, context: Context) -> Iterator[Finding]:
    """Sections with too few articles or too many."""
    severity = HINT if edition.origin == ARCHIVE else WARNING
    for section in edition.sections:
        quota, count = context.quotas.get(section.slug), len(section.articles)
        if quota is None or section.layout == "summary":
            continue
        if count < quota.least:
            message = f"Mục {section.name} có {count} tin, cần ít nhất {quota.least}."
            yield Finding("section-quota", severity, message, field=section.slug)
        elif quota.most is not None and count > quota.most:
            message = f"Mục {section.name} có {count} tin, nhiều nhất là {quota.most}."
            yield Finding("section-quota", severity, message, field=section.slug)


@check
def lengths(edition: Edition, context: Context) -> Iterator[Finding]:
    """Bodies of more than five paragraphs, or much shorter or longer than a digest is."""
    if edition.origin == ARCHIVE:
        return
    for article in edition.articles:
        found = passages(article.body)
        paragraphs = sum(passage.kind == TEXT for passage in found)
        words = sum(len(p.text.split()) for p in found if p.kind not in (HEADING, CELL))
        if paragraphs > MOST_PARAGRAPHS:
            message = f"Tin có {paragraphs} đoạn; một tin điểm báo có từ 1 đến {MOST_PARAGRAPHS} đoạn."
            yield about(article, "body-length", HINT, message, field="body")
        if found and not FEWEST_WORDS <= words <= MOST_WORDS:
            message = f"Tin dài {words} chữ; một tin điểm báo dài từ {FEWEST_WORDS} đến {MOST_WORDS} chữ."
            yield about(article, "body-length", HINT, message, field="body")
