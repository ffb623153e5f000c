"""What else to ask where nothing was found: without a filter, without quotes, with fewer words, or spelled differently.

Whatever is suggested finds something: each is tried before it is shown.
"""

import re
from dataclasses import dataclass, replace
from itertools import islice, product
from string import ascii_lowercase

from issues.models import SearchWord
from issues.search import Filters, finds
from issues.search_query import Query, Term, parse

MOST, TRIED = 4, 8  # suggestions; searches that are tried for them
MISTYPED, MEANT = 3, 3  # words that are looked up; what each may have meant
LENGTHS = range(2, 16)  # characters of a word that is looked up
# Beginnings that sound alike in one part of the country or another, and are written for each other.
SOUND_ALIKE = (
    ("s", "x"),
    ("ch", "tr"),
    ("l", "n"),
    ("d", "gi"),
    ("d", "r"),
    ("r", "gi"),
    ("c", "k"),
    ("g", "gh"),
    ("ng", "ngh"),
)
TONE_KEYS = re.compile(r"[sfrxj]\Z|(?<=[aeiouyw])[sfrxj]")


@dataclass(frozen=True)
class Suggestion:
    """Words and filters that find something, and why they are other than those that were typed."""

    why: str
    text: str
    filters: Filters


def suggestions(text: str, chosen: Filters) -> list[Suggestion]:
    """At most four searches near to one that found nothing. The number of queries is bounded."""
    query = parse(text)
    if not query:
        return []
    tried = islice(near(query, text, chosen), TRIED)
    return list(islice((each for each in tried if finds(each.text, each.filters)), MOST))


def near(query: Query, text: str, chosen: Filters):
    """What may be tried, the likeliest first."""
    if chosen:
        kept = [replace(chosen, year=None), replace(chosen, section=""), without_source(chosen)]
        for narrower in dict.fromkeys(f for f in kept if f and f != chosen):
            yield Suggestion("Bớt một bộ lọc", text, narrower)
        yield Suggestion("Tìm trong cả kho", text, Filters())
    words = [word for term in query.alternatives[0] for word in term.words]
    if query.without or any(len(term.words) > 1 for term in query.terms) or len(query.alternatives) > 1:
        yield Suggestion("Không có dấu ngoặc, dấu trừ", " ".join(words), chosen)
    for other in spelled(words):
        yield Suggestion("Có phải bạn muốn tìm", " ".join(other), Filters())
    if len(words) > 1:
        for left_out in range(min(len(words), MOST)):
            fewer = [word for n, word in enumerate(words) if n != len(words) - 1 - left_out]
            yield Suggestion("Bớt một từ", " ".join(fewer), chosen)


def without_source(chosen: Filters) -> Filters:
    """The filters without the outlet."""
    return replace(chosen, source=None, source_keys=frozenset())


def spelled(words: list[str]) -> list[tuple[str, ...]]:
    """The words with those that the archive does not know replaced by what they may have meant. One query."""
    folded = [Term((word,)).folded[0] for word in words]
    looked_up = [word for word in folded if len(word) in LENGTHS]
    wanted = {word: [typed(word), *sounding_alike(word), *sorted(edits(word))] for word in looked_up}
    asked = set(looked_up) | {other for others in wanted.values() for other in others}
    known = set(SearchWord.objects.filter(word__in=asked).values_list("word", flat=True))
    strange = [word for word in looked_up if word not in known][:MISTYPED]
    if not strange:
        return []
    meant = {word: likeliest(word, [other for other in wanted[word] if other in known]) for word in strange}
    choices = [meant.get(fold) or [word] for word, fold in zip(words, folded, strict=True)]
    return [other for other in islice(product(*choices), TRIED) if list(other) != words]


def likeliest(word: str, others: list[str]) -> list[str]:
    """Of known words the few that were most likely meant: typed on a keyboard without Vietnamese, then as it sounds, then with
    the same beginning."""
    telex, alike = typed(word), sounding_alike(word)
    return sorted(
        dict.fromkeys(others),
        key=lambda o: (o != telex, o not in alike, o[0] != word[0], abs(len(o) - len(word)), o),
    )[:MEANT]


def sounding_alike(word: str) -> list[str]:
    """What is written for a word by ear: `xo` for `so`, `trinh` for `chinh`."""
    pairs = (pair for one, other in SOUND_ALIKE for pair in ((one, other), (other, one)))
    return [other + word.removeprefix(one) for one, other in pairs if word.startswith(one) and word != one]


def typed(word: str) -> str:
    """A word as Telex or VNI keys, without the keys for marks: `chuyeenr` and `chuye6n3` are `chuyen`."""
    plain = TONE_KEYS.sub("", re.sub(r"(?<=\w)[0-9]", "", word), count=1)
    return re.sub(r"dd|aa|ee|oo", lambda pair: pair[0][0], plain).replace("w", "")


def edits(word: str) -> set[str]:
    """All that is one slip away: a letter left out, added, replaced, or two of them changed round."""
    parts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in parts if b}
    changed_round = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    replaced = {a + c + b[1:] for a, b in parts if b for c in ascii_lowercase}
    added = {a + c + b for a, b in parts for c in ascii_lowercase}
    return (left_out | changed_round | replaced | added) - {word, ""}
