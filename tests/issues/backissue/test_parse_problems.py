"""Nothing is lost silently: problems, and the place of every line."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from issues.backissue.parse import parse
from issues.backissue.report import as_json
from issues.backissue.values import NotABackIssue
from tests.issues.backissue.printed import ITEMS, article, contents, cover, day, issue, plain_issue, trends

BODY = [line for item in ITEMS for line in article(item)]


def codes(back, *wanted: str) -> list[tuple[str, str | None]]:
    return [(p.code, p.headline or p.quote) for p in back.problems if p.code in wanted]


def printed(items, body=BODY) -> str:
    rows = contents(lambda i: f"- {day(i)} {i.short} ..... Trang {i.page}", tuple(items))
    return issue(cover(), rows, trends(), body)


def unaccounted(text: str) -> list[int]:
    """The lines that are neither placed nor reported."""
    back = parse(text)
    known = {n for n, _ in back.places} | {p.line for p in back.problems if p.code == "unplaced-line"}
    seen = [
        n for n, line in enumerate(text.split("\n"), 1) if any(c.isprintable() and c != " " for c in line)
    ]
    return [n for n in seen if n not in known]


def test_an_entry_without_an_article_and_an_article_without_an_entry():
    ghost = replace(ITEMS[2], short="Tàu ngầm gỗ lặn qua vịnh mùa rét")
    back = parse(printed([*ITEMS[:2], ghost, *ITEMS[3:]]))
    assert codes(back, "toc-entry-without-article", "article-without-toc-entry") == [
        ("toc-entry-without-article", ghost.short),
        ("article-without-toc-entry", ITEMS[2].headline),
    ]


def test_an_entry_under_the_wrong_section():
    back = parse(printed([*ITEMS[:5], replace(ITEMS[5], section="domestic"), *ITEMS[6:]]))
    assert codes(back, "toc-wrong-section") == [("toc-wrong-section", ITEMS[5].headline)]
    assert back.articles[5].section == "haiphong"


def test_entries_in_another_order_than_the_articles():
    back = parse(printed([ITEMS[0], ITEMS[3], ITEMS[1], ITEMS[2], *ITEMS[4:]]))
    assert codes(back, "toc-wrong-order") == [("toc-wrong-order", ITEMS[3].headline)]


def test_pages_that_fall():
    back = parse(printed([*ITEMS[:2], replace(ITEMS[2], page=2), *ITEMS[3:]]))
    assert codes(back, "toc-page-order") == [("toc-page-order", ITEMS[2].short)]


def test_an_article_printed_twice_and_a_text_under_two_headlines():
    twin = replace(ITEMS[6], paragraphs=ITEMS[5].paragraphs)
    body = [line for item in (*ITEMS[:6], twin, ITEMS[7], ITEMS[7], ITEMS[8]) for line in article(item)]
    back = parse(printed(ITEMS, body))
    assert codes(back, "duplicate-article") == [
        ("duplicate-article", ITEMS[6].headline),
        ("duplicate-article", ITEMS[7].headline),
    ]


def test_a_source_that_no_article_owns_is_reported():
    text = issue(
        cover(),
        trends(),
        ["[Chi tiết: Báo Lạc Đường](#)", "", "Một câu cuối của phần tổng kết tuần này.", ""],
        BODY,
    )
    back = parse(text)
    assert codes(back, "unplaced-line") == [("unplaced-line", "Chi tiết: Báo Lạc Đường")]
    assert not unaccounted(text)


def test_every_problem_says_what_to_do_and_where():
    twice = [line for item in (*ITEMS, ITEMS[0]) for line in article(item)]
    for problem in parse(printed(ITEMS[:5], twice)).problems:
        assert problem.line and len(problem.message) > 30 and problem.message.endswith(".")


def test_every_line_of_every_form_is_placed():
    assert not unaccounted(plain_issue())
    assert not unaccounted(printed(ITEMS))
    assert not unaccounted(issue(cover(), trends("# "), BODY))


def test_the_report_is_plain_json():
    import json

    found = json.loads(json.dumps(as_json(parse(plain_issue()))))
    assert found["start"] == "2026-01-16"
    assert found["articles"][0]["date"] == "2026-01-16"
    assert set(found["problems"][0]) == {"code", "message", "line", "headline", "quote"}


FRAGMENTS = st.sampled_from(
    [
        *plain_issue().split("\n"),
        "[Chi tiết:](#)",
        "> 91%",
        "12",
        "---",
        "| a | b |",
        "**",
        "# ",
        "- 16/01",
        "Số 3/2026",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(FRAGMENTS | st.text(max_size=60), max_size=60))
def test_any_text_is_read_or_refused_and_no_line_is_lost(lines):
    text = "\n".join(lines)
    try:
        assert not unaccounted(text)
    except NotABackIssue as error:
        assert str(error).endswith(".")


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 140), FRAGMENTS | st.text(max_size=40)), max_size=12))
def test_an_issue_with_lines_put_in_anywhere_loses_none(additions):
    lines = plain_issue().split("\n")
    for place, line in additions:
        lines.insert(min(place, len(lines)), line.replace("\n", " "))
    try:
        assert not unaccounted("\n".join(lines))
    except NotABackIssue as error:
        assert str(error).endswith(".")
