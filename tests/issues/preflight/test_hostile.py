"""Texts that nobody writes but anybody may paste: no check may take more than a moment for them."""

import time

import pytest

from issues.preflight.run import run
from tests.issues.preflight.demo import context
from tests.issues.preflight.trial import article, body, issue_of

UNITS = (
    "a",
    "ạ",
    "A",
    "“",
    '"',
    ".",
    "a.",
    "a. ",
    "-",
    "a-",
    "a - ",
    "(",
    "1,",
    ",",
    "của anh ấy. ",
    "TT-",
    "/",
    "KH&",
    "\u0301",
    "…",
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_run_of_one_thing_is_read_in_a_moment(unit):
    """20,000 characters are four times the longest real article; a quadratic pattern takes a minute for them."""
    text = unit * (20_000 // len(unit))
    made, known = issue_of(article(body=body(text))), context()
    start = time.process_time()
    run(made, known)
    assert time.process_time() - start < 5
