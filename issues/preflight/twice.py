"""The same thing twice: two articles of an issue, a sentence inside an article, a story that an earlier issue has told."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from issues.edition import Edition, EditionArticle
from issues.preflight.context import Context, Earlier
from issues.preflight.findings import ERROR, HINT, WARNING, Finding, about, check
from issues.preflight.passages import HEADING, Piece, pieces, sentences
from news import richtext
from news.signature import headline_key, likeness, link_key, runs, signature
from news.text import fold

RUN = 5  # syllables in a row: two texts rarely share five by chance
SHORTEST_BODY = 40  # runs; below that a shared quotation would count as the whole
SAME_BODY, LIKE_BODY = 0.6, 0.35  # share of the shorter body's runs that stand in the other
SAME_HEADLINE = 0.8
SHORTEST_HEADLINE = 6  # syllables
SHORTEST_SENTENCE = 8  # syllables
SAME_STORY = 0.5  # estimated share of runs that two bodies have in common


@dataclass(frozen=True)
class Print:
    """What an article is compared by."""

    article: EditionArticle
    key: str
    link: str
    runs: frozenset[str]


def print_of(article: EditionArticle) -> Print:
    """The keys and runs of an article."""
    found = runs(richtext.plain_text(article.body), RUN)
    return Print(article, headline_key(article.headline), link_key(article.link), frozenset(found))


@check
def doubles(edition: Edition, context: Context) -> Iterator[Finding]:
    """An article under an earlier one's headline, with its text, or with its link."""
    seen: list[Print] = []
    for article in edition.articles:
        new = print_of(article)
        yield from next((found for old in seen if (found := list(double(new, old)))), [])
        seen.append(new)


def double(new: Print, old: Print) -> Iterator[Finding]:
    """What a later article has of an earlier one."""
    shared = containment(new.runs, old.runs)
    name = f"«{old.article.headline}»"
    percent = f"{shared:.0%}"
    if same_headline(new.key, old.key):
        rest = f"nội dung trùng {percent}" if shared >= SAME_BODY else "nội dung khác"
        message = f"Tiêu đề trùng với tin {name} trong cùng số, {rest}. Hãy bỏ một tin hoặc đặt lại tiêu đề."
        yield about(
            new.article, "duplicate-article", ERROR, message, field="headline", quote=new.article.headline
        )
    elif shared >= SAME_BODY:
        message = f"Nội dung trùng {percent} với tin {name} trong cùng số. Hãy thay nội dung in nhầm hoặc bỏ một tin."
        yield about(new.article, "duplicate-body", ERROR, message, field="body", quote=opening(new.article))
    elif new.link and new.link == old.link:
        message = f"Liên kết trùng với tin {name} trong cùng số. Hãy kiểm tra liên kết, hoặc gộp hai tin."
        yield about(new.article, "duplicate-article", WARNING, message, field="link", quote=new.article.link)
    elif shared >= LIKE_BODY:
        message = f"Nội dung giống {percent} với tin {name} trong cùng số. Có thể là một tin viết hai lần."
        yield about(new.article, "duplicate-body", HINT, message, field="body", quote=opening(new.article))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter text's runs that stand in the other, whatever was cut or put in another order."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= SHORTEST_BODY else 0.0


def same_headline(one: str, other: str) -> bool:
    """Are two folded headlines the same, a word or two aside?"""
    if one == other:
        return bool(one)
    first, second = one.split(), other.split()
    if min(len(first), len(second)) < SHORTEST_HEADLINE or numbers(first) != numbers(second):
        return False
    a, b = pairs(first), pairs(second)
    return len(a & b) >= SAME_HEADLINE * len(a | b)


def numbers(words: list[str]) -> set[str]:
    """The numbers among words: parts of a series have the same headline but for them."""
    return {word for word in words if word.isdigit()}


def pairs(words: list[str]) -> set[tuple[str, str]]:
    """Neighbouring words."""
    return set(pairwise(words))


def opening(article: EditionArticle) -> str:
    """The first words of a body."""
    return " ".join(richtext.plain_text(article.body).split()[:12])


@check
def repeated(edition: Edition, context: Context) -> Iterator[Finding]:
    """A sentence or a paragraph that stands in a text twice."""
    for piece in pieces(edition):
        seen: dict[str, str] = {}
        said = set()
        for passage in piece.passages:
            for sentence in sentences(passage.text) if passage.kind != HEADING else ():
                key = fold(sentence)
                if len(key.split()) < SHORTEST_SENTENCE:
                    continue
                first = seen.get(key) or near(key, seen)
                if first and key not in said:
                    said.add(key)
                    yield again(piece, passage, sentence)
                seen.setdefault(key, sentence)


def near(key: str, seen: dict[str, str]) -> str | None:
    """A long sentence that differs in a word or two only."""
    words = key.split()
    if len(words) < 2 * SHORTEST_SENTENCE:
        return None
    own = pairs(words)
    for other, sentence in seen.items():
        theirs = pairs(other.split())
        if numbers(words) == numbers(other.split()) and len(own & theirs) >= 0.85 * len(own | theirs):
            return sentence
    return None


def again(piece: Piece, passage, sentence: str) -> Finding:
    """The second time."""
    message = f"Câu này đã có ở trên trong cùng bài: “{shorten(sentence)}”. Hãy bỏ một lần."
    return piece.found("repeated-text", WARNING, message, passage, quote=shorten(sentence))


def shorten(text: str, length: int = 160) -> str:
    """A text as quoted in a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


@check
def used_before(edition: Edition, context: Context) -> Iterator[Finding]:
    """A story that an earlier issue has printed: same link, nearly the same headline, nearly the same text."""
    if not context.earlier:
        return
    for article in edition.articles:
        key, link, signed = headline_key(article.headline), link_key(article.link), signature(article.body)
        for old in context.earlier:
            if reason := same_story(key, link, signed, old):
                message = f"Tin này đã đăng ở số {old.issue} («{shorten(old.headline)}»): {reason}. Hãy bỏ, hoặc viết tin mới."
                yield about(article, "used-before", WARNING, message, quote=article.headline)
                break


def same_story(key: str, link: str, signed: bytes, old: Earlier) -> str:
    """Why two articles are the same story; empty where they are not."""
    if link and link == old.link_key:
        return "cùng liên kết"
    alike = likeness(signed, old.signature)
    if alike >= SAME_STORY:
        return f"nội dung giống khoảng {alike:.0%}"
    if len(key.split()) >= SHORTEST_HEADLINE and same_headline(key, old.headline_key):
        return "gần như cùng tiêu đề"
    return ""
