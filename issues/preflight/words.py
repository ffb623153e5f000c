"""Words: spelling slips in headlines and bodies, found by the company that words keep, with the evidence shown."""

import re
from collections.abc import Iterator
from functools import lru_cache

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import WARNING, Finding, Repair, check
from issues.preflight.passages import occurrence
from issues.preflight.words_doubles import double_slips, rival_terms
from issues.preflight.words_lexicon import is_known, lexicon
from issues.preflight.words_place import Evidence, Place, Slip
from issues.preflight.words_slips import is_word, others_like, slips
from issues.preflight.words_syllables import key
from issues.preflight.words_unknown import letter_slips
from issues.preflight.words_usage import TRENDS, Text, contents, read

CODES = {
    "headline": "spelling-headline",
    "trends_title": "spelling-headline",
    "toc_title": "spelling-contents",
}
ENOUGH = 3  # texts that make a word certain where no dictionary has it


@check
def spelling(edition: Edition, context: Context) -> Iterator[Finding]:
    """Tones, vowel marks and đ that slipped, in headlines, contents titles and bodies."""
    texts, evidence = gather(edition, context)
    headlines = {article.id: article.headline for article in edition.articles}
    for text in texts:
        # A contents title that is the headline itself is mended with it.
        if text.field == "toc_title" and text.text == headlines[text.owner]:
            continue
        for slip in found_in(text, evidence):
            yield finding(slip, evidence, headlines)


def found_in(text: Text, evidence: Evidence) -> list[Slip]:
    """The slips of every kind in a text, in order; of two that overlap the one that more speaks for."""
    found = [*slips(text, evidence), *double_slips(text, evidence), *letter_slips(text, evidence)]
    kept: list[Slip] = []
    for slip in sorted(found, key=lambda slip: -slip.weight):
        if not any(slip.start < k.start + len(k.old) and k.start < slip.start + len(slip.old) for k in kept):
            kept.append(slip)
    return sorted(kept, key=lambda slip: slip.start)


@check
def quoted_terms(edition: Edition, context: Context) -> Iterator[Finding]:
    """One term in quotation marks, written in two ways."""
    texts, _ = read(edition)
    headlines = {article.id: article.headline for article in edition.articles}
    for one, other in rival_terms(texts):
        for places, rivals in ((one, other), (other, one)):
            for text, match in places:
                yield term_finding(text, match, rivals[0][1][1], headlines)


def gather(edition: Edition, context: Context) -> tuple[tuple[Text, ...], Evidence]:
    """The texts of an issue and what they are judged by."""
    texts, usage = read(edition)
    archive = {tuple(map(key, pair.split())): count for pair, count in context.pairs.items() if count}
    return texts, Evidence(usage, archive, contents(texts))


# The form, the panel and the confirm page ask the same of the same text.
@lru_cache(maxsize=16)
def wanted_pairs(edition: Edition) -> frozenset[str]:
    """The pairs that the archive should count: those around syllables that nothing bears out so far, as they stand and
    as they might be; for bodies only readings that something speaks for."""
    texts, evidence = gather(edition, Context())
    return frozenset(
        f"{printed(first)} {printed(second)}"
        for text in texts
        for run in text.runs
        for n in range(len(run))
        for first, second in doubtful(Place(text, run, n), evidence)
    )


def doubtful(place: Place, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The pairs in question at a place; none where what stands there is well known or foreign."""
    current = place.key
    if current in lexicon().free or not is_word(place.run[place.n]) or place.weight(current, evidence) > 1:
        return
    for reading in [current, *others_like(current)]:
        if reading == current or not place.text.running or place.weight(reading, evidence):
            yield from (pair for pair in place.pairs(reading) if None not in pair)


def printed(syllable: str) -> str:
    """A key as it is written; what the dictionary has not is told apart by the key itself."""
    return lexicon().forms.get(syllable, syllable)


def finding(slip: Slip, evidence: Evidence, headlines: dict[int, str]) -> Finding:
    """What to say about a slip; with a repair where a dictionary, a set phrase or several texts have the other word."""
    text = slip.text
    message = f"“{slip.old}” có lẽ là “{slip.new}”: {'; '.join(reasons(slip, evidence))}. Xem lại và sửa."
    certain = is_known(slip.pair) or evidence.others(slip.pair, text.owner) >= ENOUGH
    repair = Repair(
        text.field, slip.old, slip.new, text.paragraph, occurrence(text.text, slip.old, slip.start)
    )
    return located(
        text, message, around(text.text, slip.start, len(slip.old)), headlines, repair if certain else None
    )


def around(text: str, start: int, length: int) -> str:
    """A part of a text with the word before and after it, which tells two slips of one paragraph apart."""
    left = text.rfind(" ", 0, max(start - 1, 0)) + 1
    right = text.find(" ", start + length + 1)
    return text[left : right if right > 0 else None]


def reasons(slip: Slip, evidence: Evidence) -> Iterator[str]:
    """The evidence, in words: who writes the one, and that nobody writes the other."""
    who = ", ".join(witnesses(slip, evidence))
    if who:
        yield f"{who} viết “{slip.right}”"
    if is_known(slip.pair):
        yield f"“{slip.right}” là cách viết thông dụng"
    if not evidence.known(slip.seen, slip.text):
        yield f"“{slip.wrong}” không gặp ở nơi nào khác"


def witnesses(slip: Slip, evidence: Evidence) -> Iterator[str]:
    """Who writes what the slip should be."""
    owner = slip.text.owner
    writers = evidence.usage.pairs.get(slip.pair, set())
    if here := len(writers - {owner}):
        yield f"{here} bài khác của số này"
    if archived := evidence.archive.get(slip.pair, 0):
        yield f"{archived} tin trong kho"
    if owner in writers and not slip.text.running:
        yield "nội dung tin"
    if evidence.listed(slip.pair, slip.text):
        yield "mục lục"


def term_finding(text: Text, match: re.Match, rival: str, headlines: dict[int, str]) -> Finding:
    """What to say about a term that another text writes differently; which is right only a person knows."""
    message = f"“{match[1]}” ở đây, “{rival}” ở bài khác: một từ viết hai cách. Xem lại nguồn và thống nhất."
    return located(text, message, match[1], headlines)


def located(
    text: Text, message: str, quote: str, headlines: dict[int, str], repair: Repair | None = None
) -> Finding:
    """A finding in a text of an article or of the issue."""
    return Finding(
        CODES.get(text.field, "spelling-body"),
        WARNING,
        message,
        article=None if text.owner == TRENDS else text.owner,
        headline=headlines.get(text.owner),
        field=text.field,
        paragraph=text.paragraph,
        quote=quote,
        repair=repair,
    )
