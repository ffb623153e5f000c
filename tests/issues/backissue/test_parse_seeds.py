"""The real issues beside the project, where they are: almost every article right in every field."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from issues.backissue.parse import parse
from issues.backissue.read import read_text
from issues.backissue.report import as_json

ROOT = next(
    p
    for p in Path(__file__).resolve().parents
    if (p / "manage.py").exists() or (p / "pyproject.toml").exists()
)
SHARED = ROOT.parent / "shared"
ISSUES = {8: "so-08-2026.txt", 9: "so-09-2026.txt", 17: "so-17-2026.txt"}


def fold(text: str | None) -> str:
    text = re.sub(r"[*_#>`▶➔➤]|\[|\]\([^)]*\)", " ", unicodedata.normalize("NFC", text or ""))
    return " ".join(text.split()).strip(" .:;-–—\"'“”‘’").casefold()


def right(wanted: dict, found: dict) -> bool:
    """Whether one article is right in every field, by the tolerances of the mark-up."""
    body = fold(" ".join(found["paragraphs"]))
    fields = all(wanted[k] == found[k] for k in ("section", "date")) and all(
        fold(wanted[k]) == fold(found[k]) for k in ("headline", "source")
    )
    ends = wanted.get("scrambled") or (
        body.startswith(fold(wanted["body_first_words"])) and body.endswith(fold(wanted["body_last_words"]))
    )
    return fields and ends and abs(len(body.split()) - wanted["words"]) <= max(5, 0.1 * wanted["words"])


@pytest.mark.parametrize("number", ISSUES)
def test_a_real_issue_is_read_as_a_careful_reader_reads_it(number):
    seed, mark_up = SHARED / "seeds" / ISSUES[number], SHARED / "truth" / f"{number}.json"
    if not (seed.is_file() and mark_up.is_file()):
        pytest.skip(
            "The real issues are not here (../shared/seeds, ../shared/truth); nothing to compare with."
        )
    truth = json.loads(mark_up.read_text(encoding="utf-8"))
    text = read_text(seed.read_bytes())
    back = parse(text)
    found = as_json(back)
    wanted = [a for a in truth["articles"] if a["section"] != "trends" and not a.get("spurious")]
    score = sum(any(right(a, b) for b in found["articles"]) for a in wanted)
    spurious = sum(bool(a.get("spurious")) for a in truth["articles"])
    assert score >= 0.95 * max(len(wanted), len(found["articles"]) - spurious)
    assert [found[k] for k in ("number", "year", "start", "end")] == [
        truth[k] for k in ("number", "year", "start", "end")
    ]
    trends = next(a for a in truth["articles"] if a["section"] == "trends")
    body = fold(" ".join(found["trends"]["paragraphs"]))
    assert fold(trends["body_first_words"]) in body and fold(trends["body_last_words"]) in body
    placed = {n for n, _ in back.places} | {p.line for p in back.problems if p.code == "unplaced-line"}
    assert not [n for n, line in enumerate(text.split("\n"), 1) if line.strip() and n not in placed]
    assert len(back.contents) == len(truth["toc"])
