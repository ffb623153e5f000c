"""Trying one check: an edition around a text, and what was found in it."""

from hypothesis import strategies

from issues.edition import Edition, EditionArticle
from issues.preflight.context import Context
from issues.preflight.findings import Finding
from issues.preflight.repair import apply
from tests.issues.editions import article, edition, sections

CLEAN = "Đội tàu nghiên cứu rời bến Đồ Sơn lúc tờ mờ sáng để đặt thêm ba trạm đo mặn ngoài cửa sông."
LETTERS = "abđêơ ABĐÊ.,;:!?…-–()[]“”\"'&/0159Ðİ<>\n\u200b\u0301"
anything = strategies.text(strategies.sampled_from(LETTERS), max_size=80) | strategies.text(max_size=40)


def body(*paragraphs: str) -> str:
    """Paragraphs as stored."""
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def issue_of(*articles: EditionArticle, **fields) -> Edition:
    """An edition whose first section holds these; the trend summary is empty unless given."""
    return edition(sections(articles), **{"trends_title": "", "trends_body": "", **fields})


def in_text(check, *paragraphs: str, context: Context | None = None) -> list[Finding]:
    """What a check finds in an article of these paragraphs."""
    return found(check, issue_of(article(body=body(*paragraphs))), context)


def found(check, made: Edition, context: Context | None = None) -> list[Finding]:
    """What a check finds in an edition."""
    return list(check(made, context or Context()))


def codes(findings: list[Finding]) -> list[str]:
    """Their codes."""
    return [finding.code for finding in findings]


def mended(findings: list[Finding], *paragraphs: str) -> str:
    """The body after the first finding's repair."""
    return apply(body(*paragraphs), findings[0].repair)
