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
TRIED = 5  # settings that are compared: the largest ones
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


def fit(text: str, sizes: Iterable[int], room: tuple[int, int], measure: Callable[[int], Width]):
    """(size, lines): the largest of the sizes at which the text fits into `room` (width, height), or one hardly smaller at
    which fewer words are torn apart; at the smallest, what does not fit ends in an ellipsis."""
    words = text.split()
    fitting = []
    for size in sizes:
        for lines in settings(words, room[0], measure(size), int(room[1] // leading(size))):
            fitting.append((torn(lines), len(fitting), size, lines))
        if len(fitting) >= TRIED:
            break
    if fitting:
        return min(fitting)[2:]
    return size, cut(words, room[0], measure(size), int(room[1] // leading(size)))


def leading(size: int) -> int:
    """From line to line, in pixels: Vietnamese stacks marks on capitals."""
    return round(size * 1.27)


def torn(lines: list[str]) -> int:
    """How many lines end within something that belongs together."""
    words = [line.split() for line in lines]
    return sum(break_cost(before[-1], after[0]) == TORN for before, after in pairwise(words))


def settings(words: list[str], room: float, width: Width, most: int) -> list[list[str]]:
    """The words in as few lines as they need and in one more, each set so that the breaks cost least; at most `most` lines."""
    fewest = len(greedy(words, room, width))
    if not words or fewest > most or any(width(word) > room for word in words):
        return []
    costs = [break_cost(before, after) for before, after in pairwise(words)]
    # steps[n][i]: the first i words in n lines: (cost, where the last line begins).
    steps: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(min(fewest + 1, most, len(words))):
        steps.append(extended(steps[-1], words, costs, room, width))
    return [traced(words, steps[: n + 1]) for n in range(fewest, len(steps))]


def traced(words: list[str], steps: list[dict[int, tuple[float, int]]]) -> list[str]:
    """The lines along the cheapest way to the last word."""
    at, lines = len(words), []
    for step in reversed(steps[1:]):
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
    if after in DASHES or before[-1:].isdigit() or after[:1].isdigit():
        return TORN
    if is_known((key(before), key(after.rstrip(MARKS)))) or (is_name(before) and is_name(after)):
        return TORN
    return UNEASY if before.casefold() in LEADING_WORDS else 0.0


def is_name(word: str) -> bool:
    """Does the word begin with a capital where not all of it is in capitals?"""
    return word[:1].isupper() and not word[1:].isupper()


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
    """The line, cut after a word where it is too wide; a single word that is too wide is cut at a letter."""
    while width(line) > room and len(line) > 2:
        kept = line.rstrip("…")
        line = (kept.rpartition(" ")[0] or kept[:-1]).rstrip(" ,.;:–-") + "…"
    return line
