"""Where sections begin, and paragraphs that stand above their own headline."""

from dataclasses import replace

import pytest

from issues.backissue.parse import parse
from issues.backissue.sections import Evidence, assign
from tests.issues.backissue.printed import ITEMS, SECTIONS, article, plain_issue
from tests.issues.backissue.test_parse_whole import expect


def test_sections_named_in_the_body_are_not_inferred():
    body, before = [], None
    for item in ITEMS:
        if item.section != before:
            body += ["", f"# {SECTIONS[item.section][1]}", ""]
        before = item.section
        body += article(item)
    back = parse(plain_issue(body=body))
    expect(back)
    assert "section-inferred" not in {p.code for p in back.problems}


def test_each_section_that_is_inferred_is_a_problem():
    back = parse(plain_issue())
    expect(back)
    found = [p.headline for p in back.problems if p.code == "section-inferred"]
    assert found == [ITEMS[4].headline, ITEMS[5].headline]


def test_a_header_of_the_wrong_section_among_the_articles_misleads_nobody():
    body = [
        line
        for n, item in enumerate(ITEMS)
        for line in ([*article(item), "TIN TRONG NƯỚC"] if n == 6 else article(item))
    ]
    expect(parse(plain_issue(body=body)))


def evidence(days: str, listed: str = "", local: str = "") -> list[Evidence]:
    """One letter an article: a day (0-9, - for none), a section of the contents page (d f h, - none), local or not."""
    from datetime import date

    names = {"d": "domestic", "f": "focus", "h": "haiphong"}
    return [
        Evidence(
            date(2026, 1, 10 + int(d)) if d.isdigit() else None,
            names.get(listed[i : i + 1]),
            1.0,
            (),
            float(local[i : i + 1] == "x"),
        )
        for i, d in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("days", "listed", "local", "expected"),
    [
        ("01234-0123", "ddd-dfh-hh", "-----xxxxx", "dddddfhhhh"),  # all kinds of evidence agree
        ("01234-0123", "", "-----xxxxx", "dddddfhhhh"),  # no contents page: the undated one, then the fall
        ("0123420123", "", "-----xxxxx", "dddddfhhhh"),  # the focus is dated, days fall back twice
        (
            "0123--0123",
            "dd--f-hhhh",
            "----xxxxxx",
            "ddddffhhhh",
        ),  # an unlisted one behind the focus, without a day
        ("01234-0012", "dddddfdhhh", "-----xxxxx", "dddddfhhhh"),  # listed in the wrong section
        ("0123", "dddd", "----", "dddd"),  # one section only
    ],
)
def test_the_pieces_of_evidence_add_up(days, listed, local, expected):
    found = assign(evidence(days, listed, local))
    assert "".join(section[0] for section in found) == expected


def displaced(position: int, gaps: int = 3, source_first: bool = True) -> str:
    """The plain issue with the first paragraph of one article above its headline."""
    body = []
    for i, item in enumerate(ITEMS):
        if i == position:
            rest = article(replace(item, paragraphs=item.paragraphs[1:]))
            body += [""] * gaps + [item.paragraphs[0], *rest]
        else:
            body += article(item)
    return plain_issue(body=body)


@pytest.mark.parametrize("position", [1, 2, 4, 5, 6, 7, 8])
def test_a_first_paragraph_above_its_headline_is_put_back(position):
    back = parse(displaced(position))
    expect(back)
    found = [p for p in back.problems if p.code == "displaced-paragraph"]
    assert [(p.headline, p.quote[:30]) for p in found] == [
        (ITEMS[position].headline, ITEMS[position].paragraphs[0][:30])
    ]


@pytest.mark.parametrize("position", [3, 6])
def test_an_article_whose_whole_text_stands_above_it(position):
    items = tuple(
        replace(x, paragraphs=x.paragraphs[:1]) if i == position else x for i, x in enumerate(ITEMS)
    )
    body = []
    for i, item in enumerate(items):
        body += (
            ["", item.paragraphs[0], *article(replace(item, paragraphs=()))]
            if i == position
            else article(item)
        )
    expect(parse(plain_issue(items, body)), items)


def test_paragraphs_in_their_place_stay():
    back = parse(plain_issue())
    assert "displaced-paragraph" not in {p.code for p in back.problems}
