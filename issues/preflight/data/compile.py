"""Compiles `pairs.txt.gz` from the word list of pyvi (see README.md): python compile.py words.txt

Each line of the result is a syllable and all that follow it within a word of the list; a syllable that nothing follows
stands alone on its line. Words with capitals (names, abbreviations), digits or signs are left out.
"""

import gzip
import sys
import unicodedata
from collections import defaultdict
from itertools import pairwise
from pathlib import Path


def words(path: Path) -> list[list[str]]:
    """The words of the list, as lists of syllables."""
    lines = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()
    syllables = (line.replace("-", " ").split() for line in lines if line == line.lower())
    return [word for word in syllables if all(s.isalpha() for s in word)]


def followers(found: list[list[str]]) -> dict[str, set[str]]:
    """Which syllables follow a syllable within a word; none for some."""
    after = defaultdict(set)
    for word in found:
        for syllable in word:
            after[syllable]
        for first, second in pairwise(word):
            after[first].add(second)
    return after


def main(source: Path, target: Path) -> None:
    """Writes the file; the same source gives the same bytes."""
    after = followers(words(source))
    text = "".join(" ".join([first, *sorted(after[first])]) + "\n" for first in sorted(after))
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("pairs.txt.gz"))
