"""The importer, the cleaning of rich text, links: texts and bytes of any kind, without a database where it is not needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.admin_views.importing import read
from issues.backissue.load import load
from issues.backissue.parse import parse
from issues.backissue.read import read_text
from issues.backissue.values import NotABackIssue
from issues.fetching import FetchRefused, location_of
from issues.public_hosts import parse as parse_address
from issues.xhtml import link as xhtml_link
from news.richtext import blocks, clean
from news.titles import contents_title
from news.workflow import Refused
from tests.fuzz import inputs
from tests.fuzz.bounds import in_time, taken_back


@given(st.one_of(st.binary(max_size=3000), inputs.issue_texts().map(str.encode)))
def test_an_imported_file_is_read_or_refused(data):
    with in_time():
        try:
            back = parse(read_text(data))
        except NotABackIssue as refused:
            assert str(refused).endswith(".")
        else:
            assert back.articles


@pytest.mark.django_db
@given(inputs.issue_texts())
def test_what_is_read_is_loaded_or_refused(editor, text):
    with in_time(), taken_back():
        try:
            reading = read(text.encode())
            load(reading.back, editor)
        except (NotABackIssue, Refused) as refused:
            assert str(refused)


MARKUP = st.lists(
    st.one_of(
        inputs.text,
        st.sampled_from(
            (
                "<p>",
                "</p>",
                "<table>",
                "<td>",
                "<li>",
                "<ul>",
                "</ul>",
                "<a href='",
                "'>",
                "<b>",
                "</b>",
                "&#",
                ";",
                "<br>",
            )
        ),
    ),
    max_size=12,
).map("".join)


@given(MARKUP)
def test_rich_text_is_cleaned_once_and_for_all(markup):
    with in_time():
        cleaned = clean(markup)
        assert clean(cleaned) == cleaned
        blocks(cleaned)


class Place:
    """A comment with a quotation, as far as marking asks."""

    def __init__(self, pk, quote, paragraph):
        self.pk, self.quote, self.paragraph = pk, quote, paragraph


class Body:
    """An article, as far as marking asks."""

    def __init__(self, body):
        self.body = body


@given(inputs.text, MARKUP)
def test_a_title_is_proposed_for_any_headline(headline, body):
    with in_time():
        assert contents_title(headline[:400], body[:40_000], [headline]) is not None


@given(inputs.text, inputs.text)
def test_an_address_is_taken_or_refused(address, tail):
    for url in (
        address,
        f"http://{address}",
        f"https://bao.example/{address}?{tail}#{tail}",
        f"https://{tail}@{address}:{tail}",
    ):
        with in_time(1):
            xhtml_link(url)
            try:
                target = parse_address(url)
            except FetchRefused as refused:
                assert str(refused)
            else:
                assert parse_address(target.url) == target


class Moved:
    """An answer that redirects."""

    status = 301

    def __init__(self, location: bytes):
        self.headers = [(b"Location", location)]


@given(st.one_of(st.binary(max_size=80), inputs.text.map(lambda text: text.encode("utf-8", "replace"))))
def test_a_redirect_leads_to_an_address_that_may_be_asked_or_is_refused(location):
    target = parse_address("https://bao.example/tin/1")
    try:
        url = location_of(Moved(location), target)
    except FetchRefused as refused:
        assert str(refused)
    else:
        assert url is None or parse_address(url).url == url
