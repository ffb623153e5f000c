"""Carrying out a finding's one right answer, letter for letter, without touching anything else.

In rich text only the letters between the tags change. A repair whose place is gone, or that has been made already,
changes nothing, so that a second run is harmless.
"""

import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from issues.preflight.findings import Finding, Repair
from news import richtext

RICH = {"body", "trends_body"}
TOKEN = re.compile(r"<[^<>]*>|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z]+[0-9]*);|.", re.DOTALL)


class Letter(NamedTuple):
    """A character as it is read, and the part of the source that it comes from."""

    char: str
    start: int
    end: int


class Edit(NamedTuple):
    """Put `new` for a part of the source."""

    start: int
    end: int
    new: str


def apply(text: str, repair: Repair) -> str:
    """The text (HTML where the repair's field is rich text) after one repair; as it was where there is nothing to do."""
    return carry_out(text, edits(text, repair))


def repaired(fields: Mapping[str, str], findings: Iterable[Finding]) -> dict[str, str]:
    """An article's (or the issue's) fields after all repairs of its findings. Places are those of the text as it was;
    of two repairs that overlap the first is made."""
    wanted: dict[str, list[Edit]] = {}
    for repair in dict.fromkeys(f.repair for f in findings if f.repair):
        if repair.field in fields:
            wanted.setdefault(repair.field, []).append(edits(fields[repair.field], repair))
    return dict(fields) | {name: carry_out(fields[name], apart(groups)) for name, groups in wanted.items()}


def apart(groups: list[list[Edit]]) -> list[Edit]:
    """The edits of those repairs that touch nothing that an earlier one touches."""
    kept: list[Edit] = []
    for group in groups:
        if not any(e.start <= k.end and k.start <= e.end for e in group for k in kept):
            kept += group
    return kept


def carry_out(text: str, changes: list[Edit]) -> str:
    """The text with its changes, made from the end."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.new + text[change.end :]
    return text


def edits(text: str, repair: Repair) -> list[Edit]:
    """What a repair changes in the source; nothing where its words do not stand there or are right already."""
    rich = repair.field in RICH
    blocks = read(text) if rich else [[Letter(c, n, n + 1) for n, c in enumerate(text)]]
    if not repair.old or repair.paragraph >= len(blocks):
        return []
    letters = blocks[repair.paragraph]
    plain = "".join(letter.char for letter in letters)
    at = find(plain, repair.old, repair.occurrence)
    if at < 0 or already(plain, at, repair):
        return []
    left, right = common_ends(repair.old, repair.new)
    new = repair.new[left : len(repair.new) - right]
    start, end = at + left, at + len(repair.old) - right
    return replacement(letters, start, end, html.escape(new, quote=False) if rich else new)


def find(text: str, part: str, number: int) -> int:
    """Where the `number`-th (from 0) `part` begins, or -1."""
    at = text.find(part)
    for _ in range(number):
        at = text.find(part, at + 1) if at >= 0 else -1
    return at


def already(text: str, at: int, repair: Repair) -> bool:
    """Where the right words contain the wrong ones ("hành phố" in "Thành phố"): do they stand here already?"""
    inside = (m.start() for m in re.finditer(f"(?={re.escape(repair.old)})", repair.new))
    return any(k <= at and text.startswith(repair.new, at - k) for k in inside)


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How many letters the two share at the beginning and, of the rest, at the end."""
    shortest = min(len(old), len(new))
    left = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    room = shortest - left
    right = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    return left, right


def replacement(letters: list[Letter], start: int, end: int, new: str) -> list[Edit]:
    """Put `new` for letters[start:end]; tags between them stay where they are."""
    if start == end:
        place = letters[start - 1].end if start else letters[0].start
        return [Edit(place, place, new)]
    runs = [Edit(letters[start].start, letters[start].end, new)]
    for letter in letters[start + 1 : end]:
        last = runs[-1]
        if letter.start == last.end:
            runs[-1] = last._replace(end=letter.end)
        else:
            runs.append(Edit(letter.start, letter.end, ""))
    return runs


def read(markup: str) -> list[list[Letter]]:
    """The blocks of `richtext.blocks` as letters that know where they come from."""
    blocks, start = [], 0
    for end, after in [*(m.span() for m in richtext.BLOCK.finditer(markup)), (len(markup),) * 2]:
        if letters := squeezed(letters_of(markup, start, end)):
            blocks.append(letters)
        start = after
    return blocks


def letters_of(markup: str, start: int, end: int) -> list[Letter]:
    """The characters of a stretch of source, tags left out; the end of a table cell reads as a space."""
    letters = []
    for token in TOKEN.finditer(markup, start, end):
        part, span = token.group(), token.span()
        if part.startswith("<") and len(part) > 1:
            letters += [Letter(" ", span[1], span[1])] if part.lower() in ("</td>", "</th>") else []
        else:
            letters += [Letter(char, *span) for char in html.unescape(part)]
    return letters


def squeezed(letters: list[Letter]) -> list[Letter]:
    """Runs of white space as one space, none at the ends."""
    kept: list[Letter] = []
    for letter in letters:
        if not letter.char.isspace():
            kept.append(letter)
        elif kept and kept[-1].char != " ":
            kept.append(Letter(" ", letter.start, letter.end))
    return kept[:-1] if kept and kept[-1].char == " " else kept
