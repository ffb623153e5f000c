"""The lines below a headline -> paragraphs, subheads, pull quotes, key figures and captions.

Text is kept as printed; only what a page break or a converter cut in two is put together again.
"""

import re
from dataclasses import dataclass, field

from issues.backissue.lines import Line
from issues.backissue.values import Paragraph
from issues.backissue.words import ends_sentence, fold, is_capitals, starts_small, word_count

SHORT = 15  # words: a line up to this length that ends no sentence is no paragraph ...
SHORT_INSIDE, SHORT_LAST = (
    12,
    9,
)  # ... but a paragraph may lack its full stop, and a subhead is never the last line
_VALUE = re.compile(
    r"[>~≈≥≤<+±-]?\s?\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?(?:%|\+|/\d+|°C)?"
    r"(?:\s?(?:nghìn|triệu|tỷ|tỉ|nghìn tỷ|USD|VNĐ|đồng|ha|km|MW|GW|kWh|TEU|tấn|điểm|lượt|lần)(?!\w)){0,3}\+?",
    re.I,
)
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_CAPTION = re.compile(
    r"\(?(?:anh|hinh|nguon anh|anh minh hoa|bieu do|bang|so do|infographic|video|chu thich(?: anh)?|trong anh)"
    r"(?:\s+\d+)?\s*[:.)]|\(?anh minh hoa|\(?(?:nguon|anh):"
)
_CREDIT = re.compile(r"[\s(](?:anh|nguon)\s*:\s*[^.]{2,60}$")


@dataclass
class Text:
    """What the lines of one article came to; `spans` lists the line numbers behind each paragraph."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    spans: list[tuple[int, ...]] = field(default_factory=list)
    key_figures: list[tuple[str, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)


@dataclass
class Strip:
    """One or more lines that are one piece of text."""

    line: Line
    parts: list[str]
    span: list[int]

    @property
    def text(self) -> str:
        """The words of all its lines."""
        return self.parts[0] if len(self.parts) == 1 else " ".join(self.parts)


def read_text(lines: list[Line], in_trends: bool = False) -> Text:
    """Sorts the lines of one article (or of the trends, where numbered subheads are many)."""
    text = Text()
    strips = _joined(lines)
    i = 0
    while i < len(strips):
        i += _take(text, strips, i, in_trends)
    return text


def _joined(lines: list[Line]) -> list[Strip]:
    strips: list[Strip] = []
    for line in lines:
        text = line.text
        if strips and _goes_on(strips[-1], line, text):
            strips[-1].parts.append(text)
            strips[-1].span += line.span
        else:
            strips.append(Strip(line, [text], list(line.span)))
    return strips


def _goes_on(last: Strip, line: Line, text: str) -> bool:
    """Whether a line is the rest of a paragraph that was cut in two."""
    if line.bullet or line.level or line.quote or line.image or last.line.image or last.line.level:
        return False
    tail = last.parts[-1][-80:]
    if ends_sentence(tail) or is_capitals(text) != is_capitals(tail):
        return False
    if starts_small(text) and (word_count(tail) >= 8 or len(last.parts) > 1):
        return True
    return line.gap == 0 and (len(last.parts) > 1 or len(last.parts[0]) >= 60) and not is_figure(text)


def is_figure(text: str) -> bool:
    """A number with a short label, set to be seen ("> 91% hồ sơ trực tuyến")."""
    found = None if _NUMBERED.match(text) else _VALUE.match(text[:100])
    if text.startswith(">") and found:
        return word_count(text) <= 2 * SHORT
    return bool(found) and word_count(text) <= SHORT and not ends_sentence(text)


def _take(text: Text, strips: list[Strip], i: int, in_trends: bool) -> int:
    """Sorts the strip at `i`; returns how many strips that used up."""
    strip = strips[i]
    if not strip.line.bullet and is_figure(strip.text):
        return _take_figure(text, strips, i)
    if is_caption(strip.line, strip.text):
        text.captions.append(strip.text)
        text.aside.update((n, "caption") for n in strip.span)
        return 1
    text.paragraphs.append(Paragraph(strip.text, strip.line.number, _kind(strips, i, in_trends)))
    text.gaps.append(strip.line.gap)
    text.spans.append(tuple(strip.span))
    return 1


def _take_figure(text: Text, strips: list[Strip], i: int) -> int:
    strip = strips[i]
    found = _VALUE.match(strip.text)
    value, label, used = found[0].strip(), strip.text[found.end() :].strip(" :–-"), 1
    if not label and i + 1 < len(strips) and _may_label(strips[i + 1]):
        label, used = strips[i + 1].text, 2
    text.key_figures.append((value, label))
    text.aside.update((n, "key figure") for s in strips[i : i + used] for n in s.span)
    return used


def _may_label(strip: Strip) -> bool:
    return word_count(strip.text) <= SHORT and not ends_sentence(strip.text) and not is_figure(strip.text)


def is_caption(line: Line, text: str) -> bool:
    """A caption, a credit, the words of a picture; told by how it begins or ends, or by slanted letters."""
    words = word_count(text)
    if line.image:
        return True
    if line.bullet or words > 45:
        return False
    folded = fold(text)
    signed = bool(_CAPTION.match(folded)) or (not text.endswith(".") and bool(_CREDIT.search(folded)))
    slanted = line.italic and words <= 30 and not line.links
    return signed or slanted or (words <= SHORT and bool(re.search(r"ngay \d+ thang \d+ nam \d+$", folded)))


def _kind(strips: list[Strip], i: int, in_trends: bool) -> str:
    strip = strips[i]
    words = word_count(strip.text)
    if strip.line.bullet:
        return "bullet"
    if strip.line.quote or (words <= 45 and is_quotation(strip.text)):
        return "quote"
    loose = not ends_sentence(strip.text)
    short = SHORT if i == 0 else SHORT_LAST if i == len(strips) - 1 else SHORT_INSIDE
    if strip.line.level or (words <= 30 and is_capitals(strip.text)):
        return "subhead" if words <= 30 else "text"
    if in_trends and words > 6:
        return "text"
    return "subhead" if loose and words <= short else "text"


def is_quotation(text: str) -> bool:
    """A line that is one quotation, with or without the name of who is quoted after it."""
    bare = text.strip()
    if not bare.startswith(("“", '"', "«")):
        return False
    close = max(bare.rfind(mark) for mark in ("”", '"', "»"))
    inside, after = bare[1:close], bare[close + 1 :].strip(" .")
    whole = not any(mark in inside for mark in ("“", "”", '"', "«", "»"))
    return close > 20 and whole and (not after or after.startswith(("-", "–", "—", "(")))


def counts(paragraph: Paragraph) -> bool:
    """Whether a paragraph belongs to the running text (subheads and pull quotes stand beside it)."""
    return paragraph.kind in ("text", "bullet")
