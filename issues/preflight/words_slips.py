"""Where a syllable is likely another one mistyped: a tone, a vowel mark or đ that slipped, a consonant that sounds alike.

The evidence is how words keep company. A syllable that makes no known word with its neighbours, while the same letters
with other marks do, is a slip; so is one in a combination seen nowhere else, where a set phrase differs only by marks.
In capitals typed or scanned marks get lost most often, so headlines need less evidence than running text.
"""

from collections.abc import Iterator

from issues.preflight.words_lexicon import is_known, lexicon
from issues.preflight.words_place import Evidence, Place, Slip
from issues.preflight.words_sounds import sounding_like
from issues.preflight.words_syllables import Token, cased, skeleton
from issues.preflight.words_usage import Text, Usage

# The least weight of evidence in bodies, in headlines, and in headlines in capitals.
RUNNING, MIXED, CAPITALS = 4, 3, 2
DESPITE_FREE, DESPITE_COMPANY = 6, 12  # what it takes against a syllable that often stands alone
FAINT, FAINTLY = 1, 5  # one other text may hold the same slip; then so much more evidence is needed
CLEAR = 1.5  # how much heavier the best reading must be than the next


def slips(text: Text, evidence: Evidence) -> Iterator[Slip]:
    """The slips of one text, in order."""
    readings: dict[tuple, str | None] = {}
    for run in text.runs:
        for n, token in enumerate(run):
            if is_word(token) and not is_abbreviation(token, text):
                place = Place(text, run, n)
                if is_named(place):
                    reading = name_reading(place, evidence)
                else:
                    # The same words in the same text read the same each time.
                    around = place.around
                    if around not in readings:
                        readings[around] = better_reading(place, evidence)
                    reading = readings[around]
                if reading:
                    yield as_slip(place, reading, evidence)


def is_word(token: Token) -> bool:
    """More than one letter; a letter alone stands for too many things."""
    return len(token.text) > 1


def is_abbreviation(token: Token, text: Text) -> bool:
    """Capitals in a text that is not in capitals."""
    return token.text.isupper() and not text.capitals


def is_named(place: Place) -> bool:
    """Part of a name: a capital within a run, or at its beginning before another capital. Capitals throughout tell nothing."""
    run, n = place.run, place.n
    if place.text.capitals or not run[n].text[0].isupper():
        return False
    return n > 0 or (len(run) > 1 and run[1].text[0].isupper())


def better_reading(place: Place, evidence: Evidence) -> str | None:
    """The key that should stand at a place, or None where what stands there may be right."""
    now = place.weight(place.key, evidence)
    if now <= FAINT and not (place.text.running and place.key in lexicon().free):
        least = threshold(place.key, place.text, evidence.usage) + FAINTLY * now
        for readings in (others_like(place.key), words_sounding_like(place, evidence)):
            weights = {c: place.weight(c, evidence) for c in readings}
            best = max(weights.values(), default=0)
            if best >= least:
                return heaviest(place, weights, best / CLEAR, evidence)
    return told_reading(place, evidence)


def words_sounding_like(place: Place, evidence: Evidence) -> list[str]:
    """The syllables that sound alike and make a word here."""
    return [c for c in sounding_like(place.key) if place.makes_a_word(c, evidence)]


def heaviest(place: Place, weights: dict[str, int], least: float, evidence: Evidence) -> str | None:
    """The one reading that outweighs all others; in a headline, of those that come close the one that makes a word."""
    close = [c for c, weight in weights.items() if weight > least]
    words = [c for c in close if place.makes_a_word(c, evidence)]
    if place.text.running:
        return words[0] if len(close) == len(words) == 1 else None
    return words[0] if len(words) == 1 else close[0] if len(close) == 1 else None


def told_reading(place: Place, evidence: Evidence) -> str | None:
    """The key that makes a told phrase of three where what stands there is strange to a neighbour."""
    current = place.key
    if not place.is_strange(evidence):
        return None
    if current in lexicon().free and not place.text.capitals:
        return None
    listed = [
        c for c in others_like(current) if any(evidence.listed(t, place.text) for t in place.triples(c))
    ]
    strange = [c for c in listed if any(not now and then for now, then in place.sides(c, evidence))]
    if strange or any(evidence.told(t, place.text) for t in place.triples(current)):
        return strange[0] if len(strange) == 1 else None
    return next((c for c in others_like(current) if is_told(place, c, evidence)), None)


def is_told(place: Place, reading: str, evidence: Evidence) -> bool:
    """Does the reading make a told three and outweigh what stands here? Against a syllable that often stands alone only
    a set phrase tells, and none that begins here: what goes before a phrase is free."""
    triples = place.triples(reading)
    if place.key in lexicon().free:
        told = any(t in lexicon().triples for t in triples if t[0] != reading)
    else:
        told = any(evidence.told(t, place.text) for t in triples)
    return told and place.outweighs(reading, evidence)


def name_reading(place: Place, evidence: Evidence) -> str | None:
    """The key that a name should have at a place: only where a set phrase or two other texts write the same name so."""
    if any(key in lexicon().surnames for key in place.capitals_before()):
        return None
    reading = told_reading(place, evidence)
    return reading if reading and place.well_told(reading, evidence) else None


def threshold(current: str, text: Text, usage: Usage) -> int:
    """The least weight of evidence against a syllable in this text."""
    if text.running:
        return DESPITE_COMPANY if current in usage.free else RUNNING
    if current in lexicon().free:
        return DESPITE_FREE
    return CAPITALS if text.capitals else MIXED


def others_like(current: str) -> list[str]:
    """The other syllables with the same bare letters."""
    return [c for c in lexicon().alike.get(skeleton(current), ()) if c != current]


def as_slip(place: Place, reading: str, evidence: Evidence) -> Slip:
    """The slip, with the neighbour that speaks for the reading; printed with the other one too, where what stands there
    makes a word with that."""
    pairs, now = place.pairs(reading), place.pairs(place.key)
    gained = [evidence.weight(pairs[n], place.text) - evidence.weight(now[n], place.text) for n in (0, 1)]
    side = 0 if gained[0] >= gained[1] else 1
    both = is_known(now[1 - side])
    word = cased(lexicon().forms[reading], place.run[place.n].text)
    whole = place.span(side == 0 or both, side == 1 or both)
    part = whole if side == 0 else place.span(False, True)
    return Slip(
        place.text,
        whole.start,
        whole.text,
        whole.put(word),
        part.text,
        part.put(word),
        pairs[side],
        now[side],
        place.weight(reading, evidence),
    )
