"""An issue looked through before print: what was found, what of it blocks, and what the chief let pass."""

import hashlib
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache

from issues.assembly import assemble
from issues.edition import Edition
from issues.models import Issue, Waiver
from issues.models.issue import Origin
from issues.preflight.context import Context
from issues.preflight.findings import ERROR, SEVERITIES, Finding
from issues.preflight.load_context import context_of
from issues.preflight.run import run
from news.workflow import Refused

LISTED = 5


@dataclass(frozen=True)
class Marked:
    """A finding, the key that names it, and the waiver where the chief let it pass."""

    finding: Finding
    key: str
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        """An error that nobody let pass."""
        return self.finding.severity == ERROR and self.waiver is None


@dataclass(frozen=True)
class Inspection:
    """An edition with all that was found in it, by article in printed order, those on the issue first."""

    edition: Edition
    marked: tuple[Marked, ...]

    @property
    def blocking(self) -> tuple[Marked, ...]:
        """What stands in the way of approval; in a back issue nothing does."""
        if self.edition.origin == Origin.ARCHIVE:
            return ()
        return tuple(m for m in self.marked if m.is_open)

    @property
    def waived(self) -> tuple[Marked, ...]:
        """What the chief let pass."""
        return tuple(m for m in self.marked if m.waiver)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, without those that were let pass."""
        return dict.fromkeys(SEVERITIES, 0) | Counter(m.finding.severity for m in self.marked if not m.waiver)

    def of_article(self, article_id: int) -> tuple[Marked, ...]:
        """What was found on one article."""
        return tuple(m for m in self.marked if m.finding.article == article_id)

    def named(self, key: str) -> Marked | None:
        """The finding with this key, if it is still there."""
        return next((m for m in self.marked if m.key == key), None)


@dataclass(frozen=True)
class Known:
    """A context that can be told from another one: by its text, as its tables have no hash."""

    text: str
    context: Context = field(compare=False)


def inspect(issue: Issue, edition: Edition | None = None) -> Inspection:
    """The findings of an edition of this issue, of the issue as it stands where none is given. A constant number of
    queries."""
    edition = edition or as_it_stands(issue)
    return marked(issue, edition, findings_of(issue, edition))


def as_it_stands(issue: Issue) -> Edition:
    """The edition without its attached original, which no check reads: it may be large, or lost."""
    bare = copy(issue)
    bare.original_pdf = ""
    return assemble(bare)


def findings_of(issue: Issue, edition: Edition) -> tuple[Finding, ...]:
    """What the checks say of an edition of this issue, knowing what the newsroom knows now."""
    context = context_of(issue, edition)
    return found(edition, Known(repr(context), context))


# The checks are pure: the panel, the form and the confirm page that follow one another need not repeat them.
@lru_cache(maxsize=16)
def found(edition: Edition, known: Known) -> tuple[Finding, ...]:
    """`run`, remembered."""
    return run(edition, known.context)


def marked(issue: Issue, edition: Edition, findings: tuple[Finding, ...]) -> Inspection:
    """The findings with their keys, and with the waivers that hold now: one query."""
    waivers = {w.fingerprint: w for w in Waiver.objects.filter(issue=issue).select_related("user")}
    owners = {None: edition} | {article.id: article for article in edition.articles}
    keys = [key_of(finding, owners[finding.article]) for finding in findings]
    return Inspection(
        edition, tuple(Marked(f, key, waivers.get(key)) for f, key in zip(findings, keys, strict=True))
    )


def key_of(finding: Finding, owner) -> str:
    """What names a finding: its fingerprint, its place, and the text in question as it stands in the owner (article or
    edition). Another text, another key."""
    text = repr(getattr(owner, finding.field, "")) if finding.field else ""
    parts = (finding.fingerprint, str(finding.paragraph), text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def refuse_blocked(issue: Issue, edition: Edition, findings: tuple[Finding, ...]) -> None:
    """Raise Refused where an error stands that the chief did not let pass. Reads the waivers anew."""
    blocking = marked(issue, edition, findings).blocking
    if not blocking:
        return
    listed = [described(m.finding) for m in blocking[:LISTED]]
    if len(blocking) > LISTED:
        listed.append(f"và {len(blocking) - LISTED} lỗi khác")
    raise Refused(
        f"Số {issue.label} còn {len(blocking)} lỗi chặn duyệt: {'; '.join(listed)}. Hãy sửa ở trang Soát lỗi; "
        "tổng biên tập có thể bỏ qua kèm lý do."
    )


def described(finding: Finding) -> str:
    """A finding within a sentence: where, and what."""
    where = f"tin «{finding.headline}»" if finding.headline else "cả số"
    return f"{where}: {finding.message.rstrip('.')}"
