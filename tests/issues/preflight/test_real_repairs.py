"""The real issues, mended: every repair does what it says, once, and nothing else. They are read where they are."""

from pathlib import Path

import pytest

from issues.assembly import assemble
from issues.backissue.load import load
from issues.backissue.parse import parse
from issues.backissue.read import read_text
from issues.edition import Edition
from issues.preflight.load_context import context_of
from issues.preflight.repair import repaired
from issues.preflight.run import run
from news import richtext

SEEDS = sorted((Path(__file__).resolve().parents[4] / "shared" / "seeds").glob("*.txt"))
FIELDS = ("headline", "toc_title", "source", "body")


def texts_of(edition: Edition) -> dict:
    """Every text that a repair may change, by article; None is the issue."""
    texts = {a.id: {name: getattr(a, name) for name in FIELDS} for a in edition.articles}
    return texts | {None: {"trends_title": edition.trends_title, "trends_body": edition.trends_body}}


@pytest.mark.skipif(not SEEDS, reason="The real issues are not here (../shared/seeds); nothing to mend.")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_repairs_in_a_real_issue(path, newsroom):
    issue = load(parse(read_text(path.read_bytes()))).issue
    edition = assemble(issue)
    findings = run(edition, context_of(issue, edition))
    for article, fields in texts_of(edition).items():
        own = [f for f in findings if f.article == article]
        new = repaired(fields, own)
        assert repaired(new, own) == new, "a second time changes nothing"
        touched = {(f.repair.field, f.repair.paragraph) for f in own if f.repair}
        for name in fields:
            before, after = richtext.blocks(fields[name]), richtext.blocks(new[name])
            assert len(before) == len(after)
            changed = {(name, n) for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b}
            assert changed <= touched
    assert any(f.repair for f in findings)
