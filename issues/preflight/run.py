"""Running the checks. The same `run` serves the command, the assembly desk, the article form, approval and import."""

from importlib import import_module

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import CHECKS, Finding

# In the order in which a reader wants to hear of them.
FAMILIES = (
    "twice",
    "record",
    "outlet_names",
    "one_spelling",
    "marks",
    "stray",
    "balance",
    "letters",
    "residue",
    "words",
    "words_repeated",
    "sense",
    "masthead",
    "paper",
    "links",
)
for family in FAMILIES:
    import_module(f"issues.preflight.{family}")


def run(edition: Edition, context: Context) -> tuple[Finding, ...]:
    """All findings, by article in printed order, those on the issue first. Pure: no query is made."""
    place = {article.id: n for n, article in enumerate(edition.articles, 1)}
    found = [finding for check in CHECKS for finding in check(edition, context)]
    return tuple(sorted(dict.fromkeys(found), key=lambda f: place.get(f.article, 0)))
