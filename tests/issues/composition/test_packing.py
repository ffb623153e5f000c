"""Articles on pages: in order, whole, no page overfull, none needlessly empty, and soon."""

import time
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.composition import OPENING
from issues.composition.bands import Strip
from issues.composition.geometry import page_of
from issues.composition.packing import LEAST_FILL, pack
from issues.composition.stories import LATER, story_of
from issues.edition import EditionPicture
from tests.issues.editions import LIST, QUOTE, TABLE, article, figures, masthead, paragraphs

A4 = page_of(masthead())
SMALL = page_of(masthead(page_width=120, page_height=160))
WIDE_TABLE = "<table><tr>" + "<td>Trạm đo</td>" * 7 + "</tr></table>"
TALL_TABLE = (
    f"<table><tr><td>Trạm</td><td>{'Nghe máy đếm, hỏi người đứng cạnh máy. ' * 200}</td></tr></table>"
)
LONG_QUOTE = f"<blockquote><p>{'Nghe máy đếm, nhưng phải hỏi người đứng cạnh máy. ' * 120}</p></blockquote>"
shapes = st.sampled_from(((900, 600), (600, 1100), (1600, 400), (50, 50)))
parts = st.sampled_from(
    (paragraphs(1), paragraphs(3), LIST, QUOTE, TABLE, WIDE_TABLE, "<h2>Mục</h2>", "<hr>", "")
)
bodies = st.lists(parts, min_size=1, max_size=5).map("".join)


def pictured(*sizes) -> tuple[EditionPicture, ...]:
    """Pictures of these sizes, in no storage."""
    return tuple(
        EditionPicture(f"pictures/{n}.jpg", *size, "Cửa sông.", "Minh An", "") for n, size in enumerate(sizes)
    )


def measured(*items, page=A4):
    """Articles measured."""
    return [story_of(item, (), page) for item in items]


def laid(pages) -> dict[int, list]:
    """The fragments of each article, in the order of their pages."""
    found: dict[int, list] = {}
    for page in pages:
        for fragment in page.fragments:
            found.setdefault(id(fragment.story), []).append(fragment)
    return found


def check_whole(story, fragments) -> None:
    """Every unit is laid once, in order, and every picture."""
    later = fragments[0].variant == LATER
    bands = story.bands_of(later)
    parts = [part for fragment in fragments for part in fragment.laying.parts]
    wanted = [(n, 0 if isinstance(b, Strip) else len(b.flow)) for n, b in enumerate(bands)]
    for number, length in wanted:
        own = [(start, end) for n, start, end, _ in parts if n == number]
        assert [start for start, _ in own] == [0, *(end for _, end in own[:-1])] if own else length == 0
        assert not own or own[-1][1] == length
    assert [n for n, _ in groupby(part[0] for part in parts)] == sorted({part[0] for part in parts})
    shots = [fragment.shot for fragment in fragments if fragment.shot]
    assert len(shots) == (1 if story.article.pictures and not later else 0)


def check(stories, pages, page, opening=OPENING) -> None:
    """What holds of every section."""
    order = [story for story, _ in groupby(f.story for p in pages for f in p.fragments)]
    assert [id(story) for story in order] == [id(story) for story in stories]
    for story in stories:
        check_whole(story, laid(pages)[id(story)])
    for number, packed in enumerate(pages):
        used = sum(f.laying.height + f.before for f in packed.fragments)
        fits = used <= page.depth - (0 if number else opening) + 0.1
        assert fits or (page is SMALL and cannot_be_shorter(packed))
        assert 0 < packed.fill <= 1


def cannot_be_shorter(packed) -> bool:
    """Whether a page holds one thing that is not broken, under its headline."""
    [fragment] = packed.fragments
    [(number, start, end, _)] = fragment.laying.parts
    band = fragment.story.bands_of(fragment.variant == LATER or fragment.start.later)[number]
    return isinstance(band, Strip) or not [n for n in band.flow.legal if start < n < end]


articles = st.builds(
    lambda body, sizes, count, headline: article(
        headline * 3, body=body, pictures=pictured(*sizes), key_figures=figures(count)
    ),
    bodies,
    st.lists(shapes, max_size=2),
    st.integers(0, 5),
    st.sampled_from(
        ("Tin ngắn ", "Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động lớn nhất vùng ")
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, min_size=1, max_size=9), st.sampled_from((A4, SMALL)))
def test_everything_is_laid_once_and_in_order(items, page):
    stories = measured(*items, page=page)
    check(stories, pack(stories, page.depth, OPENING), page)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.lists(shapes, max_size=1)), min_size=2, max_size=14))
def test_no_page_of_running_text_is_left_empty(specs):
    items = [
        article(body=paragraphs(count), pictures=pictured(*sizes), word_count=80 * count)
        for count, sizes in specs
    ]
    stories = measured(*items)
    pages = pack(stories, A4.depth, OPENING)
    check(stories, pages, A4)
    assert [p.fill for p in pages[:-1] if p.fill < LEAST_FILL] == []


def test_ninety_articles_are_packed_in_two_seconds():
    stories = measured(
        *(
            article(body=paragraphs(2 + n % 5, n), pictures=pictured((900, 600)) if n % 3 else ())
            for n in range(90)
        )
    )
    start = time.process_time()
    pages = pack(stories, A4.depth, OPENING)
    assert time.process_time() - start < 2
    check(stories, pages, A4)


@pytest.mark.parametrize("page", [A4, SMALL], ids=["a4", "small"])
@pytest.mark.parametrize("giant", [TALL_TABLE, LONG_QUOTE, paragraphs(60)], ids=["table", "quote", "text"])
def test_giants_are_laid_once_and_what_follows_has_its_own_place(giant, page):
    items = [
        article(),
        article(body=paragraphs(1) + giant + paragraphs(2), pictures=pictured((900, 600))),
        article(),
    ]
    stories = measured(*items, page=page)
    pages = pack(stories, page.depth, OPENING)
    for story in stories:
        check_whole(story, laid(pages)[id(story)])
    assert all(0 < p.fill <= 1 for p in pages)
    overfull = [p for p in pages if sum(f.laying.height + f.before for f in p.fragments) > page.depth + 0.1]
    assert len(overfull) == (giant is TALL_TABLE)


def test_a_section_of_nothing_has_no_page():
    assert pack([], A4.depth, OPENING) == []


def test_where_the_text_begins_with_a_wide_table_the_picture_has_the_whole_width():
    [story] = measured(article(body=WIDE_TABLE + paragraphs(2), pictures=pictured((900, 600))))
    assert set(story.sizes) == {"wide"}
