"""Passages that somebody quoted from a text: where they stand now, and the text with those passages marked."""

import html
import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from news import richtext
from news.text import squeeze

HEADLINE = 0
TOKEN = re.compile(r"(?P<tag><(?:\"[^\"]*\"|'[^']*'|[^'\">])*>)|(?P<letter>&#?\w+;|[^<])", re.DOTALL)
INLINE = re.compile(r"</?(?:strong|em|b|i|u|s|sub|sup|a|mark)\b", re.IGNORECASE)
CELL = re.compile(r"</?t[dh]\b", re.IGNORECASE)
STANDS, ELSEWHERE, CHANGED, WHOLE = "stands", "elsewhere", "changed", "whole"


@dataclass(frozen=True)
class Letter:
    """One letter of a text as it reads, and where it stands in the markup; white space between blocks stands nowhere."""

    char: str
    start: int
    end: int
    paragraph: int


def letters(markup: str) -> list[Letter]:
    """The text of some rich text letter by letter: white space as single spaces, paragraphs counted from 1."""
    found, paragraph, inside = [], 1, False
    for token in TOKEN.finditer(markup):
        char = " " if token["tag"] else html.unescape(token["letter"])
        if token["tag"] and INLINE.match(token["tag"]):
            continue
        # The cells of a row are one paragraph, as `richtext.blocks` counts; the words in them are still apart.
        if token["tag"] and inside and not CELL.match(token["tag"]):
            paragraph, inside = paragraph + 1, False
        if char.isspace():
            if found and found[-1].char != " ":
                found.append(
                    Letter(" ", token.start(), token.start() if token["tag"] else token.end(), paragraph)
                )
            continue
        inside = True
        # A reference may stand for several letters; they are marked together or not at all.
        found += [Letter(c, token.start(), token.end(), paragraph) for c in char]
    return found


def find(markup: str, quote: str, paragraph: int | None = None) -> list[Letter]:
    """The letters of a passage, in the paragraph where it is expected or else wherever it stands; empty if nowhere."""
    quote = squeeze(quote)
    text = letters(markup) if quote else []
    plain = "".join(letter.char for letter in text)
    first = next((n for n, letter in enumerate(text) if letter.paragraph == paragraph), 0)
    at = plain.find(quote, first)
    if at < 0:
        at = plain.find(quote)
    return text[at : at + len(quote)] if at >= 0 and quote else []


def locate(headline: str, body: str, quote: str, paragraph: int | None = None) -> int | None:
    """The paragraph in which a passage stands, HEADLINE for the headline, None where it stands nowhere."""
    in_headline = squeeze(quote) in squeeze(headline)
    if paragraph == HEADLINE and in_headline:
        return HEADLINE
    if found := find(body, quote, paragraph):
        return found[0].paragraph
    return HEADLINE if in_headline else None


def standing(comment, article) -> str:
    """Whether the passage of a comment still stands where it stood, elsewhere, no longer, or there never was one."""
    if not comment.quote:
        return WHOLE
    now = locate(article.headline, article.body, comment.quote, comment.paragraph)
    if now is None:
        return CHANGED
    return STANDS if now == comment.paragraph else ELSEWHERE


def marked_body(article, comments) -> SafeString:
    """The body with the passages of these comments marked; each passage's first mark is `#doan-<comment>`.

    What was stored is clean; the result is cleaned again, so that a slip in marking could not undo that.
    """
    body = article.body
    for comment in comments:
        if comment.paragraph != HEADLINE:
            body = marked(body, find(body, comment.quote, comment.paragraph), f"doan-{comment.pk}")
    return mark_safe(richtext.clean_marked(body) if body != article.body else body)


def marked(markup: str, passage: list[Letter], anchor: str) -> str:
    """The markup with a passage in `mark` elements, one for each run of letters that no tag interrupts."""
    spans = []
    for letter in passage:
        if letter.start == letter.end:
            continue
        if spans and not markup[spans[-1][1] : letter.start].strip():
            spans[-1][1] = letter.end
        else:
            spans.append([letter.start, letter.end])
    for start, end in reversed(spans):
        name = f' id="{anchor}"' if start == spans[0][0] else ""
        markup = f"{markup[:start]}<mark{name}>{markup[start:end]}</mark>{markup[end:]}"
    return markup


def marked_line(text: str, comments) -> SafeString:
    """A headline with the first passage of these comments marked that stands in it."""
    for comment in comments:
        before, quote, after = text.partition(squeeze(comment.quote)) if comment.quote else ("", "", "")
        if quote and comment.paragraph == HEADLINE:
            return format_html('{}<mark id="doan-{}">{}</mark>{}', before, comment.pk, quote, after)
    return format_html("{}", text)
