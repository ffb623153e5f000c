"""Large words on a small picture: the size at which a text fits, and lines that end where Vietnamese readers pause.

Lines are about equally long; a word of two syllables, a name and a number with what it counts stay together where they can.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from issues.preflight.words_lexicon import is_known
from issues.preflight.words_syllables import key

Width = Callable[[str], float]  # of a line, in pixels

# What a break costs, in shares of a line's width, squared with the empty space.
TORN, UNEASY = 0.5, 0.12
LEADING_WORDS = frozenset(
    (
        "và",
        "của",
        "với",
        "cho",
        "để",
        "trong",
        "từ",
        "tại",
        "các",
        "những",
        "một",
        "về",
        "theo",
        "trên",
        "bằng",
    )
)
DASHES = ("–", "-", "—")
MARKS = ',.;:!?…"”’)'


def fit(text: str, sizes: Iterable[int], most: int, room: float, measure: Callable[[int], Width]):
    """(size, lines): the largest of the sizes at which the text takes at most `most` lines of `room` pixels; at the smallest,
    what does not fit ends in an ellipsis."""
    words = text.split()
    for size in sizes:
        lines = balanced(words, room, measure(size), most)
        if lines:
            return size, lines
    return size, cut(words, room, measure(size), most)


def balanced(words: list[str], room: float, width: Width, most: int) -> list[str]:
    """The words in as few lines as they need, set so that the breaks cost least; nothing where they need more than `most`."""
    fewest = len(greedy(words, room, width))
    if fewest > most or any(width(word) > room for word in words):
        return []
    costs = [break_cost(before, after) for before, after in pairwise(words)]
    # best[n][i]: the first i words in n lines: (cost, where the last line begins).
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(fewest):
        best.append(extended(best[-1], words, costs, room, width))
    at, lines = len(words), []
    for step in reversed(best[1:]):
        begin = step[at][1]
        lines.insert(0, " ".join(words[begin:at]))
        at = begin
    return lines


def extended(before: dict, words: list[str], costs: list[float], room: float, width: Width) -> dict:
    """One line more than `before`: for each number of words set so far, the cheapest way."""
    found: dict[int, tuple[float, int]] = {}
    for begin, (cost, _) in before.items():
        for end in range(begin + 1, len(words) + 1):
            used = width(" ".join(words[begin:end]))
            if used > room:
                break
            total = cost + (1 - used / room) ** 2 + (costs[end - 1] if end < len(words) else 0)
            if end not in found or total < found[end][0]:
                found[end] = (total, begin)
    return found


def break_cost(before: str, after: str) -> float:
    """What it costs to end a line between two words."""
    if before.endswith(tuple(MARKS)):
        return 0.0
    if (
        after in DASHES
        or any(c.isdigit() for c in before[-1:])
        or is_known((key(before), key(after.rstrip(MARKS))))
    ):
        return TORN
    if before[:1].isupper() and after[:1].isupper():
        return TORN
    return UNEASY if before.casefold() in LEADING_WORDS else 0.0


def greedy(words: list[str], room: float, width: Width) -> list[str]:
    """The words in lines, each as full as it gets; a word that is too wide has its own."""
    lines = []
    for word in words:
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def cut(words: list[str], room: float, width: Width, most: int) -> list[str]:
    """The first lines of a text that is too long, ending in an ellipsis."""
    lines = [shortened(line, room, width) for line in greedy(words, room, width)]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(f"{lines[most - 1]}…", room, width)]


def shortened(line: str, room: float, width: Width) -> str:
    """The line, cut at a letter where it is too wide."""
    while width(line) > room and len(line) > 2:
        line = line.rstrip("…")[:-1].rstrip(" ,.;:–-") + "…"
    return line
