"""Which section each article stands in.

Bodies seldom say where a section begins, so the pieces of evidence are added up: the section that the contents
page gives, section names that pages carry, days that fall back to the week's start after each section, articles
about the city. Sections come in a fixed order, so one pass (Viterbi) over the articles finds the best cut.
"""

from dataclasses import dataclass
from datetime import date

from issues.backissue.values import ARTICLE_SECTIONS, DOMESTIC, FOCUS, HAIPHONG

_STEP = {
    (DOMESTIC, DOMESTIC): 0.0,
    (DOMESTIC, FOCUS): 0.0,
    (FOCUS, HAIPHONG): 0.0,
    (HAIPHONG, HAIPHONG): 0.0,
    (FOCUS, FOCUS): -0.8,
    (DOMESTIC, HAIPHONG): -1.0,
}


@dataclass(frozen=True)
class Evidence:
    """What is known of one article: its day, the section and sureness (0..1) from the contents page, the
    section names printed right above it, and how much it speaks of the city (0..1)."""

    day: date | None
    listed: str | None
    sureness: float
    named: tuple[str, ...]
    local: float


def assign(articles: list[Evidence]) -> list[str]:
    """The section of each article, in order; never goes back from a later section to an earlier one."""
    if not articles:
        return []
    dated = sum(e.day is not None for e in articles) * 4 >= len(articles) * 3
    latest = _latest_days(articles)
    first = articles[0]
    best = {s: _fit(s, first, dated) - (1.0 if s != DOMESTIC else 0.0) for s in ARTICLE_SECTIONS}
    back: list[dict[str, str]] = []
    for i, article in enumerate(articles[1:], 1):
        came, now = {}, {}
        for section in ARTICLE_SECTIONS:
            steps = {
                s: best[s] + cost + _order(s, section, latest[i - 1], article.day)
                for (s, to), cost in _STEP.items()
                if to == section
            }
            came[section] = max(steps, key=steps.get)
            now[section] = steps[came[section]] + _fit(section, article, dated)
        best = now
        back.append(came)
    return _trace(best, back)


def _trace(best: dict[str, float], back: list[dict[str, str]]) -> list[str]:
    path = [max(best, key=best.get)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _latest_days(articles: list[Evidence]) -> list[date | None]:
    """For each article the last day printed up to it."""
    days, last = [], None
    for article in articles:
        last = article.day or last
        days.append(last)
    return days


def _order(before: str, section: str, last: date | None, day: date | None) -> float:
    """Days rise within a section; where one begins they fall back."""
    if not last or not day:
        return 0.0
    if before == section:
        return -0.9 if day < last else 0.0
    return 0.5 if day < last else -0.3 if day > last else 0.0


def _fit(section: str, article: Evidence, dated: bool) -> float:
    """How well one article fits a section."""
    fit = 0.0
    if article.listed:
        fit += (
            (2.5 if article.listed == FOCUS else 1.2)
            * article.sureness
            * (1 if article.listed == section else -0.5)
        )
    if article.named:
        fit += 2.0 if section == article.named[-1] else 0.0
    fit += {DOMESTIC: -0.6, FOCUS: 0.3, HAIPHONG: 0.6}[section] * (article.local - 0.5)
    if dated and article.day is None:
        fit += {FOCUS: 1.2, HAIPHONG: -0.2}.get(section, 0.0)
    return fit
