"""Sense: headlines that speak of something else than their bodies.

A headline's words weigh the more the fewer of the issue's bodies have them. Of a body's own headline most of that weight
stands in the body, however freely it is put; of a headline that belongs elsewhere hardly any does, while some other body
has more. Marks count for nothing here, so that a spelling slip is not taken for another subject.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from issues.edition import Edition, EditionArticle
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING, Finding, about, check
from issues.preflight.words_lexicon import lexicon
from issues.preflight.words_syllables import skeleton
from issues.preflight.words_usage import TRENDS, Text, read

LEAST_HEADLINE, LEAST_BODY = 4, 40  # syllables: less says too little to compare
# Shares of a headline's weight that its body has, of single syllables and of pairs. Of 250 articles read for it no right
# headline came below the first bounds.
ELSEWHERE_WORDS, ELSEWHERE_PAIRS, ELSEWHERE_BOTH = 0.36, 0.14, 0.5
DOUBTFUL_WORDS, DOUBTFUL_PAIRS = 0.52, 0.09
BETTER = 0.15  # by so much must another body have more of the headline
FITS = 0.5  # a headline of whose pairs a body has so much of the weight may be its own

Features = frozenset[str | tuple[str, str]]


@dataclass(frozen=True)
class Sense:
    """What each article's headline, contents title and body speak of; `weight` of a feature: rare ones weigh more."""

    titles: Mapping[int, list[Features]]
    bodies: Mapping[int, Features]
    weight: Mapping[str | tuple[str, str], float]

    def share(self, title: Features, owner: int, kind: type) -> float:
        """How much of the title's weight, counted over syllables (str) or pairs (tuple), the owner's body has."""
        wanted = [f for f in title if isinstance(f, kind)]
        total = sum(self.weight[f] for f in wanted)
        return sum(self.weight[f] for f in wanted if f in self.bodies[owner]) / total if total else 1.0


@check
def subjects(edition: Edition, context: Context) -> Iterator[Finding]:
    """Headlines of which the body has next to nothing, while another body has more."""
    texts, _ = read(edition)
    sense = senses(texts)
    for article in edition.articles:
        titles = sense.titles.get(article.id, [])
        if titles and article.word_count >= LEAST_BODY and len(titles[0]) >= LEAST_HEADLINE:
            severity = judged(article, sense)
            if severity:
                yield finding(article, severity, texts, sense)


def senses(texts: tuple[Text, ...]) -> Sense:
    """What an issue's texts speak of."""
    titles, bodies = defaultdict(dict), defaultdict(set)
    for text in texts:
        if text.running:
            bodies[text.owner] |= features(text)
        else:
            titles[text.owner][text.field] = features(text)
    held = Counter(feature for body in bodies.values() for feature in body)
    known = {f for own in titles.values() for title in own.values() for f in title}
    weight = {f: math.log((len(bodies) + 1) / (held[f] + 0.5)) for f in known}
    return Sense({owner: list(own.values()) for owner, own in titles.items()}, bodies, weight)


def features(text: Text) -> Features:
    """The bare letters of a text's syllables, and of its pairs of neighbours."""
    found = set()
    for run in text.runs:
        letters = [skeleton(token.key) for token in run]
        found.update(syllable for syllable in letters if len(syllable) > 1)
        found.update(pairwise(letters))
    return frozenset(found)


def judged(article: EditionArticle, sense: Sense) -> str | None:
    """How sure it is that the headline belongs elsewhere: WARNING, HINT or not at all. The title in the contents is a
    second headline: if the body has that, the article is in order."""
    titles = sense.titles[article.id]
    words, pairs = max((sense.share(t, article.id, str), sense.share(t, article.id, tuple)) for t in titles)
    if words > DOUBTFUL_WORDS or best_body(article, sense) < words + BETTER:
        return None
    if words <= ELSEWHERE_WORDS and pairs <= ELSEWHERE_PAIRS and words + pairs <= ELSEWHERE_BOTH:
        return WARNING
    return HINT if words <= DOUBTFUL_WORDS and pairs <= DOUBTFUL_PAIRS else None


def best_body(article: EditionArticle, sense: Sense) -> float:
    """How much of this headline another body has at most."""
    headline = sense.titles[article.id][0]
    others = (owner for owner in sense.bodies if owner not in (TRENDS, article.id))
    return max((sense.share(headline, owner, str) for owner in others), default=0.0)


def best_headline(article: EditionArticle, sense: Sense) -> tuple[float, int]:
    """How much of another headline this body has at most, and whose that is."""
    others = (owner for owner in sense.titles if owner not in (TRENDS, article.id))
    shares = ((sense.share(sense.titles[owner][0], article.id, tuple), owner) for owner in others)
    return max(shares, default=(0.0, TRENDS))


def finding(article: EditionArticle, severity: str, texts: tuple[Text, ...], sense: Sense) -> Finding:
    """What to say about a headline that seems to belong elsewhere."""
    share = max(sense.share(title, article.id, str) for title in sense.titles[article.id])
    message = (
        f"Tiêu đề và nội dung có lẽ thuộc hai tin khác nhau: nội dung chỉ có {share:.0%} từ ngữ của tiêu đề"
    )
    missing = absent(article, texts, sense)
    if missing:
        message += f", không nhắc tới {', '.join(f'“{words}”' for words in missing)}"
    fit, owner = best_headline(article, sense)
    if fit >= FITS:
        other = next(t.text for t in texts if t.owner == owner and t.field == "headline")
        message += f"; nội dung hợp với tiêu đề “{other}”"
    message += ". Đối chiếu với bài gốc."
    return about(
        article, "headline-body-mismatch", severity, message, field="headline", quote=article.headline
    )


def absent(article: EditionArticle, texts: tuple[Text, ...], sense: Sense) -> list[str]:
    """Up to three words of the headline that say most and that the body has no syllable of, as printed."""
    body, found = sense.bodies[article.id], {}
    headline = next(t for t in texts if t.owner == article.id and t.field == "headline")
    for run in headline.runs:
        for first, second in pairwise(run):
            pair = (skeleton(first.key), skeleton(second.key))
            if (first.key, second.key) in lexicon().words and not set(pair) & body:
                found[headline.text[first.start : second.end]] = sense.weight[pair]
    return sorted(found, key=lambda words: -found[words])[:3]
