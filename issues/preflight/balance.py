"""Quotation marks and brackets in pairs, and of one style."""

import re
from collections import Counter
from collections.abc import Iterator

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING, Finding, about, check
from issues.preflight.passages import pieces, titles

PAIRS = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("{", "}"))
NUMBERED = re.compile(r"(?:^|[\s;:,])(?:\d{1,2}|[a-zđ])\)")  # "a)", "1)" number a list


@check
def unbalanced(edition: Edition, context: Context) -> Iterator[Finding]:
    """Quotation marks and brackets that are opened or closed alone."""
    for article in edition.articles:
        for name, text in titles(article):
            if lone := lone_mark(text):
                yield about(article, "unbalanced-quotes", WARNING, lone, field=name, quote=text)
    for piece in pieces(edition):
        # A quotation may run over several paragraphs; then only the whole has to come out even.
        if not lone_mark(" ".join(passage.text for passage in piece.passages)):
            continue
        for passage in piece.passages:
            if lone := lone_mark(passage.text):
                yield piece.found("unbalanced-quotes", WARNING, lone, passage, quote=passage.text[:60])


def lone_mark(text: str) -> str:
    """What to say where marks do not come in pairs; empty where they do."""
    text = NUMBERED.sub(" ", text)
    for opening, closing in PAIRS:
        if text.count(opening) != text.count(closing):
            return (
                f"Dấu {opening} {closing} không đủ cặp: mở {text.count(opening)}, đóng {text.count(closing)}."
            )
    # After a digit the mark may stand for inches or seconds.
    lone = text.count('"') % 2 and not re.search(r"\d\"", text)
    return 'Dấu ngoặc kép " không đủ cặp.' if lone else ""


@check
def quote_styles(edition: Edition, context: Context) -> Iterator[Finding]:
    """Straight and curly quotation marks in one text."""
    for piece in pieces(edition):
        text = " ".join(passage.text for passage in piece.passages)
        counts = Counter(text)
        straight, curly = counts['"'], counts["“"] + counts["”"]
        if straight and curly:
            message = f"Lẫn hai kiểu ngoặc kép: {curly} dấu cong (“ ”) và {straight} dấu thẳng. Hãy dùng “ ”."
            yield piece.found("format-inconsistent", HINT, message, quote='"')
