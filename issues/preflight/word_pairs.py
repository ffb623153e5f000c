"""Which words stand beside each other in an issue: what tells a slip from a word."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from issues.edition import Edition
from issues.preflight.passages import pieces

CONSONANTS = "b c d đ g h k l m n p q r s t v x ch gh gi kh ng ngh nh ph qu th tr"
ONSETS = frozenset(CONSONANTS.split())


@dataclass(frozen=True)
class Pairs:
    """Pairs of words in running text, in small letters; words joined by a hyphen count as one."""

    counts: Counter
    before: dict[str, Counter]

    @classmethod
    def of(cls, edition: Edition) -> "Pairs":
        """The pairs of all running texts of an issue."""
        counts = Counter()
        for piece in pieces(edition):
            for passage in piece.passages:
                words = [word.strip(".,;:!?…()[]“”\"'‘’«»/") for word in passage.text.lower().split()]
                counts.update(pairwise(words))
        before: dict[str, Counter] = {}
        for (word, after), count in counts.items():
            before.setdefault(after, Counter())[word] = count
        return cls(counts, before)

    def count(self, word: str, after: str) -> int:
        """How often the two stand together."""
        return self.counts[word, after]

    def with_lost_beginning(self, word: str, after: str) -> str:
        """The word that this one is the end of ("thành" for "hành" before "phố"); empty where it may be right itself."""
        found = {
            whole: count
            for whole, count in self.before.get(after, Counter()).items()
            if whole.endswith(word) and whole[: -len(word)] in ONSETS
        }
        best = max(found, key=lambda whole: (found[whole], whole), default="")
        return best if best and found[best] >= 2 * self.count(word, after) + 1 else ""
