"""How a back issue's file and the issue that is stored under its number differ."""

from issues.backissue.fitting import fit, printed_source
from issues.backissue.rows import article_values, issue_values
from issues.backissue.values import BackArticle, BackIssue
from issues.models import Issue, Placement
from news import richtext
from news.models import Article, Source


def differences(back: BackIssue, issue: Issue) -> tuple[str, ...]:
    """In which way the file and the existing issue differ, one sentence each; nothing where they agree."""
    names = {f.name: f.verbose_name for f in Issue._meta.fields}
    found = [
        f"{names[name].capitalize()} khác nhau: trong kho “{shorten(getattr(issue, name))}”, trong tệp “{shorten(value)}”."
        for name, value in issue_values(back).items()
        if getattr(issue, name) != value
    ]
    # An article printed twice under one headline stands in the issue twice: each is compared with one of the two.
    stored = {}
    for placement in issue.placements.select_related("article__source").order_by(
        "category__order", "position"
    ):
        stored.setdefault(placement.article.headline, []).append(placement)
    for item in back.articles:
        same = stored.get(fit(Article, "headline", item.headline))
        found += article_differences(item, same.pop(0) if same else None)
    left = [placement.article.headline for placements in stored.values() for placement in placements]
    found += [f"Tin “{shorten(headline)}” có trong kho nhưng không có trong tệp." for headline in left]
    return tuple(found)


def article_differences(item: BackArticle, placement: Placement | None) -> list[str]:
    """In which way an article of the file and the stored one differ."""
    if placement is None:
        return [f"Tin “{shorten(item.headline)}” có trong tệp nhưng không có trong kho."]
    article = placement.article
    wrong = [name for name, value in article_values(item).items() if getattr(article, name) != value]
    if Source.objects.resolve(printed_source(item)) != article.source:
        wrong.append("source")
    if placement.category_id != item.section:
        wrong.append("category")
    wrong = [Article._meta.get_field(name).verbose_name for name in wrong]
    return [f"Tin “{shorten(item.headline)}” khác ở: {', '.join(wrong)}."] if wrong else []


def shorten(value) -> str:
    """A value as quoted in a sentence."""
    text = richtext.plain_text(str(value)) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
