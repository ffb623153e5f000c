"""A back issue's values looked through as an edition, before anything of it is stored."""

from collections.abc import Iterable

from issues.backissue.fitting import printed_source
from issues.backissue.rows import article_values, issue_values
from issues.backissue.values import ARTICLE_SECTIONS, SECTION_NAMES, TRENDS, BackArticle, BackIssue, Problem
from issues.checking import NO_MASTHEAD
from issues.edition import Edition, EditionArticle, EditionFigure, EditionSection
from issues.models.issue import Origin
from issues.preflight.context import Context
from issues.preflight.findings import Finding
from issues.preflight.run import run
from news import richtext
from news.text import slugify

# Codes under which the importer and the checks tell of the same defect.
SAME = ({"duplicate-article", "duplicate-body"}, {"source-variant", "source-alias"})


def edition_of(back: BackIssue) -> Edition:
    """The edition that a back issue would make, without the database: articles are numbered 1, 2, 3, … in printed
    order, outlets stand as they were printed, there is no masthead."""
    values = issue_values(back)
    numbered = list(enumerate(back.articles, 1))
    sections = (
        EditionSection(
            slug,
            "",
            SECTION_NAMES[slug],
            "",
            "summary" if slug == TRENDS else "list",
            tuple(edition_article(n, item) for n, item in numbered if item.section == slug),
        )
        for slug in (TRENDS, *ARTICLE_SECTIONS)
    )
    return Edition(
        **values,
        origin=Origin.ARCHIVE,
        page_notice="",
        cover=None,
        podcast_title="",
        podcast_url="",
        original_pdf="",
        sections=tuple(sections),
        masthead=NO_MASTHEAD,
        corrections=(),
    )


def edition_article(number: int, item: BackArticle) -> EditionArticle:
    """One article as it would be printed."""
    values = article_values(item)
    values["toc_title"] = values["toc_title"] or values["headline"]
    return EditionArticle(
        id=number,
        slug=slugify(values["toc_title"]),
        source=printed_source(item),
        word_count=richtext.word_count(values["body"]),
        pictures=(),
        key_figures=tuple(EditionFigure(value, label) for value, label in item.key_figures),
        **values,
    )


def findings_of(back: BackIssue, context: Context, problems: Iterable[Problem] = ()) -> tuple[Finding, ...]:
    """What the checks find in a back issue, without what its problems say of the same article already."""
    edition = edition_of(back)
    by_line = {item.line: number for number, item in enumerate(back.articles, 1)}
    said = {(code, by_line.get(p.line)) for p in problems for code in kin(p.code)}
    return tuple(f for f in run(edition, context) if f.article is None or (f.code, f.article) not in said)


def kin(code: str) -> set[str]:
    """The codes that tell of the same defect."""
    return next((same for same in SAME if code in same), {code})
