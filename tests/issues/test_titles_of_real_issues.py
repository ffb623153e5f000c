"""The contents pages of real issues, set in capitals: the proposal has to find what a person wrote."""

from pathlib import Path

import pytest

from issues.backissue.parse import parse
from news.outlets import known
from news.titles import contents_title

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LEAST = 0.95  # of the words; the others are names that nothing shows, or a person's own taste


def test_ninety_five_words_of_a_hundred_are_as_a_person_wrote_them():
    if not SEEDS.is_dir():
        pytest.skip("The real issues are not here (../shared/seeds).")
    names = [outlet.name for outlet in known()]
    right = wrong = 0
    for path in SEEDS.glob("*.txt"):
        for article in parse(path.read_text(encoding="utf-8")).articles:
            if not article.toc_title or article.toc_title.isupper():
                continue
            body = "\n".join(paragraph.text for paragraph in article.paragraphs)
            proposed = contents_title(article.toc_title.upper(), body, names).split()
            for written, word in zip(article.toc_title.rstrip(" .").split(), proposed, strict=False):
                right, wrong = right + (word == written), wrong + (word != written)
    assert right > 500 and right / (right + wrong) > LEAST
