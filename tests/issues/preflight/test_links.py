"""Links that no longer lead to the news."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.fetching import NO_SUCH_HOST
from issues.preflight.context import Context, Link
from issues.preflight.findings import HINT, WARNING
from issues.preflight.links import dead_links, redirected_links, unreachable_links
from tests.issues.editions import article, edition, sections

URL = "https://bao.vn/tin/cau-cang-moi-12345.html"
AT = datetime(2026, 3, 4, 7, 5, tzinfo=UTC)
CHECKS = (dead_links, unreachable_links, redirected_links)


def found(status=None, final_url="", error="", url=URL, **fields) -> list:
    """The findings on an article whose link answered this."""
    printed = edition(sections([article(link=url)]), **fields)
    context = Context(links={url: Link(url, status, final_url, error, AT)})
    return [finding for check in CHECKS for finding in check(printed, context)]


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (404, "", "không còn trang này, mã 404"),
        (410, "", "trang đã bị gỡ hẳn, mã 410"),
        (500, "", "máy chủ báo lỗi 500"),
        (503, "", "máy chủ báo lỗi 503"),
        (None, NO_SUCH_HOST, "tên miền không tồn tại"),
    ],
)
def test_a_dead_link_is_named_with_the_reason_and_the_time(status, error, words):
    (finding,) = found(status, error=error)
    assert (finding.code, finding.severity, finding.field, finding.quote) == (
        "dead-link",
        WARNING,
        "link",
        URL,
    )
    assert words in finding.message and "kiểm tra lúc 14:05 ngày 04/03/2026" in finding.message
    assert finding.repair is None


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 405, 429, 451])
def test_answers_that_prove_nothing_give_nothing(status):
    assert not found(status, final_url="https://bao.vn/khac")


def test_a_link_that_was_not_asked_gives_nothing():
    assert not [f for check in CHECKS for f in check(edition(sections([article(link=URL)])), Context())]


@pytest.mark.parametrize("error", ["Trang không trả lời kịp.", "Chỉ mở cổng 80 và 443, không mở cổng 81."])
def test_no_answer_for_another_reason_is_a_hint(error):
    (finding,) = found(error=error)
    assert (finding.code, finding.severity) == ("unreachable-link", HINT) and error in finding.message


@pytest.mark.parametrize(
    "final_url",
    [
        "https://bao.vn/kinh-te/cau-cang-moi-12345.html",
        "https://bao.vn/cau-cang-moi-o-lach-huyen-12345.html",
        "https://bao-moi.vn/tin/cau-cang-moi-12345.html",
        "https://bao.vn/amp/cau-cang-moi-12345",
    ],
)
@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_gets_its_new_address(status, final_url):
    (finding,) = found(status, final_url)
    assert (finding.code, finding.severity, finding.field) == ("redirected-link", WARNING, "link")
    assert (finding.repair.field, finding.repair.old, finding.repair.new) == ("link", URL, final_url)
    assert final_url in finding.message and "Hãy dùng địa chỉ mới" in finding.message


@pytest.mark.parametrize("final_url", ["https://bao.vn/", "https://bao.vn", "https://trangchu.vn/#tin"])
def test_a_link_that_ends_on_the_front_page_is_not_repaired(final_url):
    (finding,) = found(301, final_url)
    assert finding.repair is None and finding.severity == WARNING and "có thể đã bị gỡ" in finding.message


@pytest.mark.parametrize(
    "final_url", ["https://bao.vn/tin", "https://quangcao.vn/mua-ngay", "https://bao.vn/?trang=2"]
)
def test_a_link_that_ends_somewhere_else_is_not_repaired(final_url):
    (finding,) = found(301, final_url)
    assert finding.repair is None and "Hãy mở thử xem có đúng bài không" in finding.message


@pytest.mark.parametrize(
    ("url", "final_url"),
    [
        ("http://bao.vn/tin/1", "https://bao.vn/tin/1"),
        ("https://bao.vn/tin/1", "https://www.bao.vn/tin/1/"),
        ("http://BAO.vn/", "https://bao.vn"),
    ],
)
def test_only_another_spelling_of_the_address_is_a_hint_with_repair(url, final_url):
    (finding,) = found(301, final_url, url=url)
    assert finding.severity == HINT and finding.repair.new == final_url


@pytest.mark.parametrize("final_url", ["", URL])
def test_a_redirect_to_nowhere_else_gives_nothing(final_url):
    assert not found(301, final_url)


def test_in_a_back_issue_links_are_hints():
    assert [f.severity for f in found(404, origin="archive")] == [HINT]
    assert [f.severity for f in found(301, "https://bao.vn/x-12345.html", origin="archive")] == [HINT]


def test_the_podcasts_link_is_the_issues():
    printed = edition(podcast_url="https://nghe.vn/8")
    context = Context(links={"https://nghe.vn/8": Link("https://nghe.vn/8", 404, "", "", AT)})
    (finding,) = dead_links(printed, context)
    assert (finding.article, finding.field, finding.severity) == (None, "podcast_url", WARNING)


def test_each_article_with_the_link_hears_of_it():
    first, second = article(link=URL), article(link=URL)
    context = Context(links={URL: Link(URL, 404, "", "", AT)})
    assert [f.article for f in dead_links(edition(sections([first], [], [second])), context)] == [
        first.id,
        second.id,
    ]


@given(st.text(), st.text(), st.none() | st.integers(0, 999), st.text())
def test_no_check_fails_whatever_the_answer(url, final_url, status, error):
    for finding in found(status, final_url, error, url=url):
        assert finding.message and finding.quote == url
