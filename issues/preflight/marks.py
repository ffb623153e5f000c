"""The beginning and the end of sentences and paragraphs."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING, Finding, check
from issues.preflight.passages import ITEM, TEXT, Passage, Piece, pieces
from issues.preflight.word_pairs import Pairs

# After these a full stop ends no sentence.
SHORT_FORMS = (
    "tp tx tt q p h ths ts tskh pgs gs bs ks kts ls cn nxb vv tr st mr mrs ms dr vs no co ltd inc "
    "corp jr sr op cf vd đc gd hđ nsnd nsưt ncs ub stt sđt đt tk kh vp bch bcđ đh cđ thpt thcs v.v"
)
ABBREVIATIONS = frozenset(SHORT_FORMS.split())
# Only from the beginning of a run without spaces: a run of a million letters is looked at once.
STOP = re.compile(
    r"(?<![^\s.])(?P<before>[^\s.]++)\.[”\"’)\]»]*\s+(?P<word>[^\W\d_]+)(?=\s+(?P<after>[^\W\d_]+)|\W|$)"
)
CLOSERS = "”\"’'»)] "
TERMINAL = tuple(".!?…:;")
# A paragraph that ends on one of these stopped in the middle.
LEFT_OPEN = (
    "và của với cho các những để tại trong từ là được bị do bởi về đến tới hoặc hay nhưng mà rằng "
    "nếu khi như theo vào ra một mỗi mọi nhằm giữa cùng"
)
OPEN_WORDS = frozenset(LEFT_OPEN.split())
SHORTEST_SENTENCE = 9  # words: a shorter line without a full stop is a subhead or a name
LONGEST_TITLE = 16


@check
def sentence_starts(edition: Edition, context: Context) -> Iterator[Finding]:
    """A small letter where a sentence or a paragraph begins, a lost first letter among them."""
    pairs = Pairs.of(edition)
    for piece in pieces(edition):
        previous = None
        for passage in piece.passages:
            yield from starts_inside(piece, passage, pairs)
            yield from paragraph_start(piece, passage, previous, pairs)
            previous = passage


def starts_inside(piece: Piece, passage: Passage, pairs: Pairs) -> Iterator[Finding]:
    """Small letters after a full stop."""
    for match in STOP.finditer(passage.text):
        if match["word"].islower() and not is_abbreviation(match["before"]):
            quote = passage.text[
                max(0, match.start() - 20) : match.end("after" if match["after"] else "word")
            ]
            yield small_start(piece, passage, match, quote.strip(), pairs)


def is_abbreviation(word: str) -> bool:
    """Does a full stop after this word belong to the word?"""
    word = word.lstrip("“\"'‘([").casefold()
    return word in ABBREVIATIONS or len(word) == 1 or (word.isdigit() and len(word) <= 2) or "." in word


def small_start(piece: Piece, passage: Passage, match: re.Match, quote: str, pairs: Pairs) -> Finding:
    """What to say about one small letter."""
    word, after = match["word"], match["after"] or ""
    whole = pairs.with_lost_beginning(word.lower(), after.lower())
    if whole:
        message = (
            f"Từ đầu câu “{word} {after}” mất chữ đầu: trong số này “{whole} {after}” có "
            f"{pairs.count(whole, after.lower())} lần. Hãy viết “{whole.capitalize()} {after}”."
        )
    else:
        whole = word
        where = "Sau dấu chấm" if match.start("word") > 3 else "Đầu đoạn"
        message = f"{where} phải viết hoa: “{word}” → “{capital(word)}”."
    start, tail = match.start("word"), f" {after}" if after else ""
    old = passage.text[start : start + len(word)] + tail
    exact = passage.text.startswith(old, start)
    repair = piece.repair(passage, start, old, capital(whole) + tail) if exact else None
    return piece.found("sentence-start", WARNING, message, passage, quote=quote, repair=repair)


def capital(word: str) -> str:
    """The word with its first letter in capital, the others as they are."""
    return word[:1].upper() + word[1:]


FIRST = re.compile(r"[“\"'‘(\[]*(?P<word>[^\W\d_]+)(?=\s+(?P<after>[^\W\d_]+)|\W|$)")


def paragraph_start(
    piece: Piece, passage: Passage, previous: Passage | None, pairs: Pairs
) -> Iterator[Finding]:
    """A paragraph that begins with a small letter, unless it goes on from a line that was left open."""
    match = FIRST.match(passage.text)
    if passage.kind != TEXT or not match or not match["word"].islower():
        return
    if previous is None or previous.text.rstrip(CLOSERS).endswith((".", "!", "?", "…")):
        yield small_start(piece, passage, match, passage.text[:40], pairs)
    elif previous.kind == TEXT and not previous.text.endswith((":", ";", ",")):
        message = "Đoạn này viết tiếp câu của đoạn trên. Hãy nối hai đoạn, hoặc kết thúc câu trên và viết hoa đầu đoạn."
        yield piece.found("sentence-start", WARNING, message, passage, quote=passage.text[:40])


@check
def paragraph_ends(edition: Edition, context: Context) -> Iterator[Finding]:
    """A paragraph without a full stop, or one that breaks off."""
    for piece in pieces(edition):
        for passage, following in zip_longest(piece.passages, piece.passages[1:]):
            if not ends_well(passage, following):
                yield unfinished(piece, passage)


def ends_well(passage: Passage, following: Passage | None) -> bool:
    """Does a paragraph end as a sentence does? Short lines, list items of one sentence, quotations and tables may not."""
    text = passage.text.rstrip(CLOSERS)
    if passage.kind == ITEM and not re.search(r"[.!?]\s", text):
        return True
    if passage.kind not in (TEXT, ITEM) or text.endswith(TERMINAL) or is_address(text):
        return True
    if len(text.split()) < SHORTEST_SENTENCE and not breaks_off(text):
        return True
    return bool(following and following.text[:1].islower())


def is_address(text: str) -> bool:
    """Is the last word the address of a page or of a person?"""
    last = text.rpartition(" ")[2]
    return "://" in last or "www." in last or "@" in last.strip("@")


def breaks_off(text: str) -> bool:
    """Does a text end on a comma, a dash or a word that something must follow?"""
    words = text.split()
    return text.endswith((",", "-", "–")) or (len(words) > 3 and words[-1].casefold() in OPEN_WORDS)


def unfinished(piece: Piece, passage: Passage) -> Finding:
    """A full stop is missing, or more than that."""
    text = passage.text
    quote = tail(text)
    if breaks_off(text.rstrip(CLOSERS)):
        message = f"Đoạn văn bị cắt ngang: “… {quote}”. Hãy xem lại bài gốc và viết nốt."
        return piece.found("truncated-body", WARNING, message, passage, quote=quote)
    message = f"Thiếu dấu chấm cuối đoạn, sau “… {quote}”."
    repair = piece.repair(passage, len(text) - len(quote), quote, quote + ".")
    # A line of a dozen words above other paragraphs may be a subhead that was typed as a paragraph.
    title = passage is not piece.passages[-1] and len(text.split()) < LONGEST_TITLE
    severity = HINT if title else WARNING
    return piece.found("missing-final-period", severity, message, passage, quote=quote, repair=repair)


def tail(text: str, words: int = 6) -> str:
    """The last words of a text."""
    return " ".join(text.split(" ")[-words:])
