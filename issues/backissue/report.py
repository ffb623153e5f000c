"""A parsed issue as JSON: what `import_issue --json` prints."""

from issues.backissue.bodies import counts
from issues.backissue.values import BackArticle, BackIssue, Problem


def as_json(back: BackIssue) -> dict:
    """The issue as plain values: number, year, start, end, trends, articles, problems; days as ISO strings.

    `paragraphs` is the running text: paragraphs and items of lists, without subheads, pull quotes, key figures
    and captions.
    """
    return {
        "number": back.number,
        "last_number": back.last_number,
        "year": back.year,
        "start": back.start.isoformat(),
        "end": back.end.isoformat(),
        "theme": back.theme,
        "podcast": back.podcast,
        "trends": {
            "title": back.trends.title,
            "paragraphs": [p.text for p in back.trends.paragraphs if counts(p)],
        },
        "articles": [_article(article) for article in back.articles],
        "problems": [_problem(problem) for problem in back.problems],
    }


def _article(article: BackArticle) -> dict:
    return {
        "section": article.section,
        "date": article.date.isoformat() if article.date else None,
        "headline": article.headline,
        "source": article.source,
        "link": article.link,
        "paragraphs": [p.text for p in article.paragraphs if counts(p)],
        "key_figures": [list(figure) for figure in article.key_figures],
        "captions": list(article.captions),
        "toc_title": article.toc_title,
        "line": article.line,
    }


def _problem(problem: Problem) -> dict:
    return {
        "code": problem.code,
        "message": problem.message,
        "line": problem.line,
        "headline": problem.headline,
        "quote": problem.quote,
    }
