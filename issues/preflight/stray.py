"""Stray punctuation: doubled marks, spaces on the wrong side, a hyphen that glues two words."""

import re
from collections.abc import Iterator

from issues.edition import Edition
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING, Finding, about, check
from issues.preflight.passages import Passage, Piece, pieces, titles
from issues.preflight.word_pairs import Pairs

# What is wrong, what it should be (None: nobody can tell), what to call it.
RULES = (
    (re.compile(r"(?<![.\s…])(?<!\bv\.v)\.\.(?![.…])"), ".", "hai dấu chấm liền nhau"),
    (re.compile(r"([,;:])\s*\1+"), r"\1", "hai dấu liền nhau"),
    (re.compile(r"[,;:]\s*\.(?![.\d])"), ".", "hai dấu liền nhau"),
    (re.compile(r"(?<![.\d])\.,(?=\s)(?<!v\.v\.,)"), ",", "hai dấu liền nhau"),
    (re.compile(r"(?<=[^\W\d_])[ ]+([,;.?!:])(?=\s|$)"), r"\1", "khoảng trắng trước dấu câu"),
    (re.compile(r"(?<=\d|%|”|\)) ([,;.])(?=\s|$)"), r"\1", "khoảng trắng trước dấu câu"),
    (re.compile(r"\.{4,}|…\.+|\.+…"), "…", "dấu ba chấm thừa"),
    (re.compile(r"([?!])\.(?!\.)"), r"\1", "hai dấu liền nhau"),
    (re.compile(r"\.\s*;(?<!v\.v\.;)"), ";", "hai dấu liền nhau"),
    (re.compile(r"““|””"), None, "hai dấu ngoặc kép liền nhau"),
    (re.compile(r"(?<=[^\W\d_])([,;:])(?=[^\W\d_])"), r"\1 ", "thiếu khoảng trắng sau dấu câu"),
    (re.compile(r"(?<=[^\W\d_]{2})([(“])(?=[^\W\d_]{2})"), r" \1", "thiếu khoảng trắng trước dấu mở"),
    (re.compile(r"(?<=[^\W\d_])([)”])(?=[^\W\d_])"), r"\1 ", "thiếu khoảng trắng sau dấu đóng"),
    (re.compile(r"([(\[“])\s+(?=\w)"), r"\1", "khoảng trắng sau dấu mở"),
    (re.compile(r"(?<=\w)\s+([)\]”])"), r"\1", "khoảng trắng trước dấu đóng"),
    (re.compile(r"\(\s*\)|\[\s*\]|“\s*”"), None, "dấu mở và đóng mà không có gì bên trong"),
    (re.compile(r"^[,;.:!?)\]”](?!\.\.|\d)"), None, "dấu câu ở đầu đoạn"),
)
# A sentence begins right after a full stop; a domain ("Booking.Com") is no sentence.
GLUED = re.compile(r"(?<=[^\W\d_])\.(?=(?P<next>[^\W\d_]+)(?:\s|$|,))")
TOP_LEVEL = "com net org vn edu gov io ai js tv info biz co me app dev"
DOMAINS = frozenset(TOP_LEVEL.split())
CONTEXT = 14


@check
def stray_marks(edition: Edition, context: Context) -> Iterator[Finding]:
    """Marks that stand where none can."""
    for article in edition.articles:
        for name, text in titles(article):
            for _, old, _, what in slips(text):
                message = f"Dấu câu sai ({what}): “{old}”. Hãy sửa."
                yield about(article, "stray-punctuation", WARNING, message, field=name, quote=old)
    for piece in pieces(edition):
        for passage in piece.passages:
            for slip in slips(passage.text):
                yield stray(piece, passage, *slip)


def slips(text: str) -> Iterator[tuple[int, str, str | None, str]]:
    """Where, the words around, the words as they should be, what is wrong."""
    for pattern, right, what in RULES:
        for match in pattern.finditer(text):
            yield around(text, match, None if right is None else match.expand(right), what)
    for match in GLUED.finditer(text):
        word, before = match["next"], text[: match.start()].split()[-1]
        if word[0].isupper() and word[1:].islower() and before.islower() and word.lower() not in DOMAINS:
            yield around(text, match, ". ", "thiếu khoảng trắng sau dấu chấm")


def around(text: str, match: re.Match, right: str | None, what: str) -> tuple[int, str, str | None, str]:
    """A slip with some text on either side, cut at spaces, so that it can be found and replaced."""
    start, end = match.span()
    left = text.rfind(" ", 0, max(0, start - 1)) + 1
    left = left if start - left <= CONTEXT else max(0, start - CONTEXT)
    stop = text.find(" ", end + 1)
    stop = min(stop if stop >= 0 else len(text), end + CONTEXT)
    old = text[left:stop]
    return left, old, None if right is None else text[left:start] + right + text[end:stop], what


def stray(piece: Piece, passage: Passage, start: int, old: str, new: str | None, what: str) -> Finding:
    """One of them in running text."""
    message = f"Dấu câu sai ({what}): “{old}”." + (f" Hãy viết “{new}”." if new is not None else " Hãy sửa.")
    repair = piece.repair(passage, start, old, new) if new is not None else None
    return piece.found("stray-punctuation", WARNING, message, passage, quote=old, repair=repair)


JOINED = re.compile(
    r"(?:(?<![^\W\d_])(?P<before>[^\W\d_]++)\s+)?(?<![\w-])(?P<left>[^\W\d_]++)[-–](?P<right>[^\W\d_]++)(?![\w-])"
    r"\s+(?P<after>[^\W\d_]++)"
)


@check
def glued_words(edition: Edition, context: Context) -> Iterator[Finding]:
    """A hyphen without spaces between two words of which the second begins a term that the issue knows ("đo lường").

    Where the first one ends a term too ("kinh tế-xã hội") the dash is right and only lacks its spaces.
    """
    pairs = Pairs.of(edition)
    for piece in pieces(edition):
        for passage in piece.passages:
            for match in JOINED.finditer(passage.text):
                if all(match[name].islower() for name in ("left", "right", "after")):
                    yield from glued(piece, passage, match, pairs)


def glued(piece: Piece, passage: Passage, match: re.Match, pairs: Pairs) -> Iterator[Finding]:
    """What to say about one hyphen."""
    left, right = match["left"], match["right"]
    term = pairs.count(right, match["after"])
    if term < 2:
        return
    quote = f"{left}-{right} {match['after']}"
    before = (match["before"] or "").lower()
    if pairs.count(before, left) >= 2:
        message = f"Gạch nối giữa hai từ ghép cần khoảng trắng hai bên: “{before} {left} - {right} {match['after']}”."
        yield piece.found("format-inconsistent", HINT, message, passage, quote=quote)
    else:
        message = (
            f"Gạch nối dính hai từ: “{quote}”; “{right} {match['after']}” đứng riêng {term} lần trong số này. "
            "Hãy tách hoặc viết lại câu."
        )
        yield piece.found("stray-punctuation", WARNING, message, passage, quote=quote)
