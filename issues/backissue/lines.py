"""Text -> lines: spaces, Unicode and Markdown marks settled, nothing else decided.

The files come from PDF by several converters: some give bare lines, some Markdown, some HTML tables.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, replace

OPEN, CLOSE = "\x02", "\x03"  # stand around the words of a link while a line is being read
LONGEST = 20_000  # a longer line is prose whatever it holds, and patterns are not tried on it

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f]")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,400})\]\(\s*<?([^()\s<>]{0,800})>?\s*(?:\"[^\"()]{0,200}\")?\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,800})>")
_CELL = re.compile(r"</t[dh]>\s{0,20}<t[dh][^<>]{0,200}>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,12}(?:\s[^<>]{0,200})?/?>")
_HEADING = re.compile(r"#{1,6}(?=[^#])\s*")
_QUOTE = re.compile(r">+\s*(?![\s\d>])")
_BULLET = re.compile(r"(?:[-*+•●○▪■◦‣–—➔➤▶►✓✔❖➢⮚\uf0b7\uf0a7]\s+|[•●○▪■◦‣➔➤▶►✓✔❖➢⮚\uf0b7\uf0a7])+")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_OPEN_LINK = re.compile(r"\[[^\[\]]{1,200}$")
_CLOSING_LINK = re.compile(r"^[^\[\]]{0,200}\]\([^()\s]{0,800}\)")


@dataclass(frozen=True)
class Line:
    """One line that is not blank.

    `marked` is the text with OPEN and CLOSE around the words of links; `text` is without them; `gap` counts the
    blank lines above; `level` is the depth of a Markdown heading or 0; `span` lists all the line numbers it covers.
    """

    number: int
    raw: str
    marked: str
    gap: int = 0
    level: int = 0
    bullet: bool = False
    quote: bool = False
    image: bool = False
    italic: bool = False
    bold: bool = False
    links: tuple[str, ...] = ()
    span: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return " ".join(self.marked.replace(OPEN, "").replace(CLOSE, "").split())

    def with_text(self, text: str) -> "Line":
        """The same line with other words (a part of it, or joined with the next)."""
        return replace(self, marked=text)


def split(text: str) -> list[Line]:
    """Every line of the text that is not blank, in order, numbered from 1."""
    lines, gap = [], 0
    for number, raw in _joined_links(text):
        if not raw.strip():
            gap += 1
            continue
        lines.append(_read(number, raw, gap))
        gap = 0
    return lines


def _joined_links(text: str) -> list[tuple[int, str]]:
    """(number, raw) of each line; a link whose words are broken over two lines is made one."""
    rows = [(n, _settle(row)) for n, row in enumerate(text.split("\n"), 1)]
    joined: list[tuple[int, str]] = []
    for number, row in rows:
        before = joined[-1][1] if joined else ""
        if (
            "](" in row
            and len(before) < LONGEST
            and _CLOSING_LINK.match(row)
            and _OPEN_LINK.search(before[-200:])
        ):
            joined[-1] = (joined[-1][0], f"{before}\n{row}")
        else:
            joined.append((number, row))
    return joined


def _settle(row: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", row)).replace("\xa0", " ").replace("\u202f", " ")


def _read(number: int, raw: str, gap: int) -> Line:
    span = tuple(range(number, number + raw.count("\n") + 1))
    flat = raw.replace("\n", " ").strip()
    if len(flat) > LONGEST:
        return Line(number, flat, flat, gap, span=span)
    links: list[str] = []
    body = _HEADING.sub("", flat, count=1) if _HEADING.match(flat) else flat
    level = len(flat) - len(flat.lstrip("#")) if body != flat else 0
    quote = bool(_QUOTE.match(body))
    body = _QUOTE.sub("", body, count=1) if quote else body
    bullet = bool(_BULLET.match(body)) and not set(body) <= set("-*+_–— \t")
    body = _BULLET.sub("", body, count=1) if bullet else body
    image = body.startswith("![")
    italic = bool(re.fullmatch(r"[*_](?![*_\s]).{1,600}(?<![*_\s])[*_]", body))
    bold = bool(re.fullmatch(r"(?:\*\*|__)(?:(?!\*\*|__).){2,600}(?:\*\*|__)", body))
    marked = _without_marks(_LINK.sub(lambda m: _words(m, links), _AUTOLINK.sub(r"[\1](\1)", body)))
    return Line(number, flat, marked, gap, level, bullet, quote, image, italic, bold, tuple(links), span)


def _words(match: re.Match[str], links: list[str]) -> str:
    links.append(match[3])
    return f"{OPEN}{match[2].strip()}{CLOSE}"


def _without_marks(body: str) -> str:
    body = _TAG.sub(" ", _CELL.sub(" | ", body))
    body = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", body))
    return re.sub(r"[ \t]{1,200}", " ", html.unescape(body)).strip(" \\")
