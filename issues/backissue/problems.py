"""What a person has to look at after an issue was read: one problem a case, in plain Vietnamese."""

import re
from dataclasses import dataclass

from issues.backissue.lines import Line
from issues.backissue.matching import same_words
from issues.backissue.values import SECTION_NAMES, TRENDS, BackArticle, ContentsEntry, Problem
from issues.backissue.words import word_count

MOST = 300  # cases of one kind that are listed; the rest is summed up in one problem


@dataclass(frozen=True)
class Pairing:
    """The articles, the contents page, and which entry names which article (indices)."""

    articles: tuple[BackArticle, ...]
    contents: tuple[ContentsEntry, ...]
    pairs: dict[int, int]


def find_problems(pairing: Pairing) -> list[Problem]:
    """All that can be told from the articles and the contents page."""
    found = [
        *_unmatched_entries(pairing),
        *_unlisted_articles(pairing),
        *_wrong_sections(pairing),
        *_wrong_order(pairing),
        *_page_order(pairing),
        *_missing_parts(pairing.articles),
        *_duplicates(pairing.articles),
    ]
    return found


def _unmatched_entries(pairing: Pairing) -> list[Problem]:
    return [
        Problem(
            "toc-entry-without-article",
            f"Mục lục có «{entry.title}» nhưng không thấy tin nào như vậy trong thân bài. "
            "Hãy kiểm tra xem tin bị thiếu hay tiêu đề đã đổi.",
            entry.line,
            quote=entry.title,
        )
        for i, entry in enumerate(pairing.contents)
        if i not in pairing.pairs and entry.section != TRENDS
    ]


def _unlisted_articles(pairing: Pairing) -> list[Problem]:
    listed = set(pairing.pairs.values())
    if not pairing.contents:
        return []
    return [
        Problem(
            "article-without-toc-entry",
            f"Tin «{article.headline}» không có trong mục lục. Hãy bổ sung vào mục lục nếu cần.",
            article.line,
            article.headline,
        )
        for i, article in enumerate(pairing.articles)
        if i not in listed
    ]


def _wrong_sections(pairing: Pairing) -> list[Problem]:
    found = []
    for e, a in pairing.pairs.items():
        entry, article = pairing.contents[e], pairing.articles[a]
        if entry.section not in (article.section, TRENDS):
            found.append(
                Problem(
                    "toc-wrong-section",
                    f"Mục lục xếp «{entry.title}» vào mục {SECTION_NAMES[entry.section]}, còn trong thân bài tin này nằm ở "
                    f"mục {SECTION_NAMES[article.section]}. Hãy chọn mục đúng.",
                    entry.line,
                    article.headline,
                    entry.title,
                )
            )
    return found


def _wrong_order(pairing: Pairing) -> list[Problem]:
    """Entries that stand in another order than their articles: all but a longest run that rises."""
    pairs = sorted(pairing.pairs.items())
    pairs = [(e, a) for e, a in pairs if pairing.contents[e].section == pairing.articles[a].section]
    kept = set(_longest_rise([a for _, a in pairs]))
    return [
        Problem(
            "toc-wrong-order",
            f"Trong mục lục, «{pairing.contents[e].title}» đứng không đúng thứ tự của tin trong thân bài. "
            "Hãy sắp lại mục lục hoặc tin.",
            pairing.contents[e].line,
            pairing.articles[a].headline,
            pairing.contents[e].title,
        )
        for e, a in pairs
        if a not in kept
    ]


def _longest_rise(values: list[int]) -> list[int]:
    """A longest rising run of values, by the plain quadratic rule (the contents page is short)."""
    best: list[list[int]] = []
    for value in values:
        before = [run for run in best if run[-1] < value]
        best.append([*max(before, key=len, default=[]), value])
    return max(best, key=len, default=[])


def _page_order(pairing: Pairing) -> list[Problem]:
    found, last = [], 0
    for entry in pairing.contents:
        if entry.page is None:
            continue
        if entry.page < last:
            found.append(
                Problem(
                    "toc-page-order",
                    f"Mục lục ghi trang {entry.page} cho «{entry.title}», nhưng dòng trên đã là trang {last}. "
                    "Hãy kiểm tra số trang.",
                    entry.line,
                    quote=entry.title,
                )
            )
        last = max(last, entry.page)
    return found


def _missing_parts(articles: tuple[BackArticle, ...]) -> list[Problem]:
    found = []
    for article in articles:
        if not article.date:
            found.append(
                Problem(
                    "missing-date",
                    f"Tin «{article.headline}» không ghi ngày đọc được. Hãy bổ sung ngày của tin.",
                    article.line,
                    article.headline,
                )
            )
        if not article.source:
            found.append(
                Problem(
                    "missing-source",
                    f"Tin «{article.headline}» không ghi nguồn. Hãy bổ sung nguồn tin.",
                    article.line,
                    article.headline,
                )
            )
    return found


def _duplicates(articles: tuple[BackArticle, ...]) -> list[Problem]:
    """Articles with a headline or a text that was printed before."""
    heads: dict[str, BackArticle] = {}
    bodies: dict[tuple, BackArticle] = {}
    found = []
    for article in articles:
        head = article.headline.casefold()
        body = _sentences(article)
        first = heads.get(head) or (bodies.get(body) if body else None)
        if first:
            found.append(_duplicate(article, first))
        heads.setdefault(head, article)
        bodies.setdefault(body, article)
    return found


def _sentences(article: BackArticle) -> tuple[str, ...]:
    """The longer sentences in alphabetical order: the same however the paragraphs are cut or exchanged."""
    text = " ".join(p.text for p in article.paragraphs)[:20_000]
    return tuple(sorted(s.strip(" .") for s in re.split(r"(?<=[.!?])\s", text) if word_count(s) > 6))


def _duplicate(article: BackArticle, first: BackArticle) -> Problem:
    what = "tiêu đề" if same_words(article.headline, first.headline) else "nội dung"
    return Problem(
        "duplicate-article",
        f"Tin «{article.headline}» có {what} trùng với tin «{first.headline}» ở dòng {first.line}. "
        "Hãy giữ một tin hoặc thay phần bị in nhầm.",
        article.line,
        article.headline,
    )


def section_inferred(article: BackArticle) -> Problem:
    """The body does not say where a section begins."""
    return Problem(
        "section-inferred",
        f"Thân bài không ghi chỗ bắt đầu mục {SECTION_NAMES[article.section]}; đã suy ra từ mục lục và ngày của tin rằng "
        f"mục này bắt đầu từ tin «{article.headline}». Hãy kiểm tra lại.",
        article.line,
        article.headline,
    )


def displaced_paragraph(line: int, quote: str, headline: str) -> Problem:
    """A paragraph was moved below the headline that it speaks of."""
    return Problem(
        "displaced-paragraph",
        f"Đoạn ở dòng {line} đứng trước tiêu đề «{headline}» nhưng nói về tin này nên đã được chuyển xuống đầu tin. "
        "Hãy kiểm tra lại.",
        line,
        headline,
        _short(quote),
    )


def unplaced_line(line: Line) -> Problem:
    """A line that belongs to nothing that was recognised."""
    return Problem(
        "unplaced-line",
        f"Không biết xếp dòng {line.number} vào đâu: «{_short(line.text)}». Hãy tự thêm vào tin thích hợp hoặc bỏ qua.",
        line.number,
        quote=_short(line.text),
    )


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:119].rstrip() + "…"
