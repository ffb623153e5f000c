"""What a check finds, and how a check is registered.

A check is a pure function of an edition and a context, without any query: `check(edition, context) -> Iterable[Finding]`.
Each family of checks is one small file beside this one.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as column

from issues.edition import Edition, EditionArticle
from issues.preflight.context import Context
from news.text import squeeze

ERROR, WARNING, HINT = "error", "warning", "hint"
SEVERITIES = {ERROR: "Lỗi chặn duyệt", WARNING: "Cảnh báo", HINT: "Gợi ý"}


@dataclass(frozen=True)
class Repair:
    """The one right answer: in `field` of the article (headline, toc_title, body, source; of the issue where the finding
    has no article: trends_title, trends_body), within text block `paragraph` (index into richtext.blocks, 0 for plain
    fields), replace the `occurrence`-th (from 0) `old` by `new`."""

    field: str
    old: str
    new: str
    paragraph: int = 0
    occurrence: int = 0


@dataclass(frozen=True)
class Finding:
    """One defect: what (code, severity), where (article id or None for the issue, paragraph, quoted words), and what to
    do (message, Vietnamese; repair where there is one right answer)."""

    code: str
    severity: str
    message: str
    article: int | None = None
    headline: str | None = None
    field: str = ""
    paragraph: int | None = None
    quote: str = ""
    repair: Repair | None = column(default=None, compare=False)

    @property
    def fingerprint(self) -> str:
        """What a waiver is bound to: this finding, in words that change when the text in question changes."""
        parts = (self.code, str(self.article or ""), self.field, squeeze(self.quote), self.message)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


Check = Callable[[Edition, Context], Iterable[Finding]]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Register a check; they run in the order of registration, families in the order of `run.FAMILIES`."""
    CHECKS.append(function)
    return function


def about(article: EditionArticle, code: str, severity: str, message: str, **place) -> Finding:
    """A finding on an article. `place`: field, paragraph, quote, repair."""
    return Finding(code, severity, message, article=article.id, headline=article.headline, **place)
