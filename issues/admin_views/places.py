"""Where a finding stands, as it is shown: the words in their surroundings, and the link that leads to them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from issues.edition import Edition
from issues.inspection import Marked
from issues.preflight.findings import SEVERITIES, Finding
from issues.preflight.names import FIELDS, name_of
from news import richtext
from news.text import squeeze

AROUND = 90  # letters shown on either side of the words
LONGEST_QUOTE = 300
RICH = ("body", "trends_body")


@dataclass(frozen=True)
class Place:
    """Words in their surroundings. `paragraph` counts from 1, None where there are no paragraphs."""

    field: str
    before: str
    quote: str
    after: str
    paragraph: int | None = None

    @property
    def name(self) -> str:
        """The field, and the paragraph, in words."""
        words = FIELDS.get(self.field, "")
        return f"{words}, đoạn {self.paragraph}" if self.paragraph else words


@dataclass(frozen=True)
class Shown:
    """A finding as the pages show it."""

    marked: Marked
    place: Place
    url: str

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.marked.finding

    @property
    def severity(self) -> str:
        """How bad it is, in words."""
        return SEVERITIES[self.finding.severity]

    @property
    def kind(self) -> str:
        """What kind of defect it is, in words."""
        return name_of(self.finding.code)


def shown(marked: Marked, edition: Edition, issue) -> Shown:
    """A finding with its surroundings and the link to where it is mended."""
    finding = marked.finding
    owner = next((a for a in edition.articles if a.id == finding.article), edition)
    text = getattr(owner, finding.field, "") if finding.field in (*RICH, *FIELDS) else ""
    place = find(finding.field, text, finding.quote, finding.paragraph)
    return Shown(marked, place, link_to(finding, issue))


def find(field: str, text, quote: str, paragraph: int | None = None, around: int = AROUND) -> Place:
    """The quote within a field's text (HTML where the field is rich text): first in its own paragraph (from 0), then
    anywhere. Where it stands nowhere word for word, the quote alone."""
    if not isinstance(text, str):
        return Place(field, "", quote, "")
    blocks = richtext.blocks(text) if field in RICH else [squeeze(text)]
    order = sorted(range(len(blocks)), key=lambda n: n != paragraph)
    for number in order if quote else ():
        at = blocks[number].find(quote)
        if at >= 0:
            before, after = blocks[number][:at], blocks[number][at + len(quote) :]
            shown_number = number + 1 if field in RICH else None
            return Place(field, ending(before, around), quote, beginning(after, around), shown_number)
    return Place(field, "", quote, "", paragraph + 1 if paragraph is not None and field in RICH else None)


def ending(text: str, length: int) -> str:
    """The end of a text."""
    return text if len(text) <= length else "…" + text[-length:]


def beginning(text: str, length: int) -> str:
    """The beginning of a text."""
    return text if len(text) <= length else text[:length] + "…"


def link_to(finding: Finding, issue) -> str:
    """The form where a finding is mended, with the words to be marked in it."""
    if finding.field == "masthead":
        return reverse("admin:issues_masthead_changelist")
    if finding.article is None:
        url = reverse("admin:issues_issue_change", args=[issue.pk])
    else:
        url = reverse("admin:news_article_change", args=[finding.article])
    asked = {"o": finding.field, "tim": finding.quote[:LONGEST_QUOTE]}
    if finding.paragraph is not None:
        asked["doan"] = finding.paragraph
    query = urlencode({name: value for name, value in asked.items() if value not in ("", None)})
    return f"{url}?{query}#da-tim" if query else url


def sought(request, row) -> Place | None:
    """The words that the address asks for (`?tim=…&o=field&doan=…`) in a row's text, in full; None where it asks for
    none, or for a field that the row does not have."""
    quote, field, number = (request.GET.get(name, "") for name in ("tim", "o", "doan"))
    if not quote.strip() or field not in ("headline", "toc_title", "body", "trends_title", "trends_body"):
        return None
    text = getattr(row, field, None)
    if not isinstance(text, str):
        return None
    paragraph = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None
    return find(field, text, quote[:LONGEST_QUOTE], paragraph, around=100_000)
