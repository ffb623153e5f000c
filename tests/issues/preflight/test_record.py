"""Days, sources, links, pictures' words, order, quota, length; the masthead's lines."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.edition import EditionPicture
from issues.preflight import record
from issues.preflight.context import Context, Quota
from issues.preflight.masthead import imprint
from tests.issues.editions import FIRST_DAY, article, edition, masthead, sections
from tests.issues.preflight.trial import CLEAN, body, codes, found, issue_of


def day(number: int) -> date:
    """The n-th day of the issue, from 0."""
    return FIRST_DAY + timedelta(days=number)


def dated(*numbers):
    """Articles of these days of the week; None for no day."""
    return issue_of(*(article(news_date=None if n is None else day(n)) for n in numbers))


def test_a_complete_article_has_nothing_to_say():
    made = edition()
    context = Context(quotas={"domestic": Quota(1, 2), "trends": Quota(5, 9)})
    for check in (
        record.missing,
        record.links,
        record.dates,
        record.chronology,
        record.picture_words,
        record.quotas,
        record.lengths,
        imprint,
    ):
        assert not found(check, made, context)


def test_what_is_missing_blocks():
    made = issue_of(article(news_date=None, source=" ", body=""))
    findings = found(record.missing, made)
    assert codes(findings) == ["missing-date", "missing-source", "missing-body"]
    assert {f.severity for f in findings} == {"error"}


def test_a_missing_link_warns_and_in_a_back_issue_is_one_hint():
    made = article(link=""), article(link="")
    assert [f.severity for f in found(record.links, issue_of(*made))] == ["warning", "warning"]
    assert [(f.severity, f.article) for f in found(record.links, issue_of(*made, origin="archive"))] == [
        ("hint", None)
    ]


@pytest.mark.parametrize(
    ("number", "severity"),
    [(0, None), (6, None), (-1, "hint"), (7, "hint"), (-2, "warning"), (40, "warning")],
)
def test_a_day_outside_the_week(number, severity):
    assert [f.severity for f in found(record.dates, dated(number))] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ((0, 1, 1, 3), []),
        ((0, 3, 1, 1, 2), [1]),
        ((0, 1, 2, 0), [3]),
        ((3, 0), [1]),
        ((0, None, 1), []),
        ((), []),
    ],
)
def test_the_order_of_days(numbers, wrong):
    made = dated(*numbers)
    articles = made.articles
    found_ids = [f.article for f in found(record.chronology, made)]
    assert found_ids == [articles[n].id for n in wrong]


def test_a_section_in_another_order_is_a_hint():
    assert {f.severity for f in found(record.chronology, dated(0, 1, 2, 1))} == {"warning"}
    assert {f.severity for f in found(record.chronology, dated(6, 5, 4, 3, 2, 1))} == {"hint"}


def test_each_section_has_its_own_order():
    made = edition(sections([article(news_date=day(5))], [], [article(news_date=day(1))]))
    assert not found(record.chronology, made)


@given(st.lists(st.integers(0, 6), max_size=12))
def test_what_is_kept_is_in_order_and_nothing_more_could_be(values):
    kept = sorted(record.longest_rise(values))
    assert [values[n] for n in kept] == sorted(values[n] for n in kept)
    if len(kept) < len(values):
        assert any(a > b for a, b in pairwise(values))


def test_pictures_need_alt_text_and_credit():
    silent = EditionPicture("a.jpg", 1, 1, "Cửa sông", "", " ")
    made = issue_of(article(pictures=(silent,)), cover=silent)
    assert codes(found(record.picture_words, made)) == ["missing-alt", "missing-credit"] * 2
    assert {f.severity for f in found(record.picture_words, made)} == {"warning"}
    archive = issue_of(article(pictures=(silent,)), origin="archive")
    assert {f.severity for f in found(record.picture_words, archive)} == {"hint"}


def test_quotas():
    context = Context(quotas={"domestic": Quota(3, None), "focus": Quota(0, 1), "haiphong": Quota(0, 0)})
    made = edition(sections([article()] * 2, [article()] * 2, []))
    assert [f.field for f in found(record.quotas, made, context)] == ["domestic", "focus"]


@pytest.mark.parametrize(("paragraphs", "count"), [(1, 1), (3, 0), (5, 0), (6, 1), (45, 2)])
def test_lengths_are_hints(paragraphs, count):
    findings = found(record.lengths, issue_of(article(body=body(*[CLEAN] * paragraphs))))
    assert [f.severity for f in findings] == ["hint"] * count


def test_the_masthead_says_what_is_asked():
    made = edition(masthead=masthead(licence="", responsible=" "))
    findings = found(imprint, made)
    assert codes(findings) == ["masthead-incomplete"]
    assert "giấy phép" in findings[0].message and "người chịu trách nhiệm" in findings[0].message
    assert not found(imprint, edition(masthead=masthead(licence=""), origin="archive"))
