"""Pairs of syllables, counted in the archive."""

import pytest

from issues.preflight.pairs import counted, pairs_in_archive
from tests.make import make_article, make_issue, place_directly

TEXTS = (
    "<p>Tổ trực đã kiện toàn xong, <strong>kiện</strong> toàn cả đội tàu.</p>",
    "<p>Kiện toàn tổ đo mặn.</p><p>Bến hoà nhạc</p>",
    "<p>Đội kiện, toàn đội cùng nghe.</p><p>kiện</p><p>toàn</p>",
)


def test_texts_are_counted_not_places():
    assert counted(TEXTS, ["kiện toàn"]) == {"kiện toàn": 2}


def test_a_pair_is_found_however_its_tone_is_placed():
    assert counted(TEXTS, ["hòa nhạc", "hoà nhạc", "kiến toàn"]) == {"hòa nhạc": 1, "hoà nhạc": 1}


@pytest.mark.django_db
def test_the_archive_is_what_was_printed_elsewhere_and_still_stands(django_assert_num_queries):
    own, draft, archived = make_issue(9), make_issue(8), make_issue(7, origin="archive")
    for issue in (own, draft, archived, archived):
        place_directly(issue, make_article(body=TEXTS[0]), "domestic")
    place_directly(archived, make_article(body=TEXTS[0], status="withdrawn"), "domestic")
    with django_assert_num_queries(1):
        assert pairs_in_archive(own, {"kiện toàn"}) == {"kiện toàn": 2}
    with django_assert_num_queries(0):
        assert pairs_in_archive(own, frozenset()) == {}
