"""Whole editions on paper of any size: composed without fail, and printed on as many pages as were counted."""

from dataclasses import replace

import pytest

from issues import pdf, printing
from issues.composition import compose
from issues.composition.compact import page_estimate
from issues.composition.feature import feature_pages
from issues.composition.geometry import page_of
from issues.edition import EditionPicture
from issues.printing import RenderError, excerpt
from tests.issues.composition.test_packing import LONG_QUOTE, TALL_TABLE, WIDE_TABLE, pictured
from tests.issues.editions import (
    LIST,
    article,
    edition,
    figures,
    full_edition,
    masthead,
    paragraphs,
    sections,
)
from tests.issues.reading import printed

A4 = page_of(masthead())
SIZES = [(120, 160), (148, 210), (190, 270), (210, 297), (297, 420), (420, 594), (420, 160), (120, 594)]
POINTS = "".join(f"<p>Điểm {n}: {'Gửi số liệu mười phút một lần. ' * 5}</p>" for n in range(5))
AFTER = f"<h2>Ra khơi</h2>{paragraphs(3)}{LIST}{paragraphs(1, 2)}"
SUMMARY = f"{paragraphs(1)}<h2>Từ cửa sông</h2>{POINTS}{AFTER}"
COVER = EditionPicture("pictures/bia.jpg", 1240, 1754, "Bến cảng", "Minh An", "")


def hard(width: int, height: int):
    """An edition with hard things, on this paper; its pictures are in no storage."""
    domestic = [
        article("Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động lớn nhất vùng " * 5),
        article("Tin không ngày", news_date=None, source="", link="", body="<p>Trạm đã chạy.</p>"),
        article(body=WIDE_TABLE + paragraphs(2), pictures=pictured((900, 600))),
        article(body=paragraphs(30), pictures=pictured((600, 1100), (900, 600)), key_figures=figures(5)),
        article(body=""),
        *(article(pictures=pictured((900, 600)) if n % 2 else ()) for n in range(12)),
    ]
    focus = [article(body=paragraphs(2)), article(body=paragraphs(14), pictures=pictured((1600, 400)))]
    return edition(
        sections(domestic, focus, [article(key_figures=figures(2))]),
        masthead=masthead(page_width=width, page_height=height),
        trends_body=SUMMARY,
        cover=COVER,
    )


def fills(composition) -> list[float]:
    """How full each page is."""
    found = [page.fill for page in composition.contents.pages]
    for composed in composition.sections:
        found += [page.fill for page in (*composed.summary, *composed.stories)]
        found += [page.fill for opened in composed.features for page in opened.pages]
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_any_paper_is_composed(size):
    composition = compose(hard(*size))
    assert 1 <= composition.page.columns <= 4
    assert all(0 <= fill <= 1 for fill in fills(composition))
    assert composition.page.room > 0 < composition.page.depth
    printing.html(hard(*size))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("giant", [TALL_TABLE, LONG_QUOTE], ids=["table", "quote"])
def test_giants_are_composed_on_any_paper(size, giant):
    body = paragraphs(1) + giant + paragraphs(1)
    made = replace(
        hard(*size), sections=sections([article(body=body)], [article(body=body)]), trends_body=body
    )
    assert all(0 <= fill <= 1 for fill in fills(compose(made)))


def test_a_feature_has_one_page_where_its_text_is_short_and_more_where_it_is_long():
    counts = [len(feature_pages(article(body=paragraphs(n)), (), A4)) for n in (0, 1, 3, 12, 40)]
    assert counts[:3] == [1, 1, 1] and counts == sorted(counts) and counts[-1] > 2
    first, *others = feature_pages(article(body=paragraphs(40)), (), A4)
    assert first.hero and not any(page.hero for page in others)
    assert all(page.fill > 0.6 for page in [first, *others][:-1])


@pytest.mark.parametrize("count", range(3, 30))
def test_a_feature_has_text_under_its_opening(count):
    for quoted in ("", LONG_QUOTE[:900] + "</p></blockquote>"):
        pages = feature_pages(article(body=paragraphs(count) + quoted, pictures=pictured((900, 600))), (), A4)
        assert pages[0].bands


def test_under_a_great_opening_the_text_begins_overleaf():
    small = page_of(masthead(page_width=120, page_height=160))
    long = article(
        "Con tàu tự hành vẽ lại đáy vịnh trong một mùa biển lặng " * 6, body=paragraphs(3), link=""
    )
    pages = feature_pages(long, (), small)
    assert all(sum(b.height + b.before for b in page.bands) <= small.depth + 0.1 for page in pages)


def test_the_summary_fills_its_pages_and_shows_the_week_in_figures():
    made = edition(
        sections([article(key_figures=figures(2))], [article(key_figures=figures(3))]),
        trends_body=SUMMARY,
        cover=COVER,
    )
    [summary] = [c for c in compose(made).sections if c.summary]
    kinds = [band.kind for page in summary.summary for band in page.bands]
    assert kinds.count("week-figures") == 1 and kinds.count("points") == 3 and kinds[0] == "summary-title"
    week = next(b for page in summary.summary for b in page.bands if b.kind == "week-figures")
    assert [figure.article for figure in week.value] == [a.id for a in (made.articles[1], made.articles[0])]


def test_a_section_without_anything_is_not_printed():
    composition = compose(edition(sections([article()]), trends_title="", trends_body=""))
    assert [composed.section.slug for composed in composition.sections] == ["domestic"]


def test_imprint_and_sections_follow_the_contents():
    one, two = compose(edition()), compose(hard(120, 160))
    assert one.imprint_first == (len(one.contents.pages) % 2 == 1)
    for composition in (one, two):
        beside = 1 if composition.imprint_first else 0
        assert composition.first_page == 2 + len(composition.contents.pages) + beside


@pytest.mark.parametrize("size", [(210, 297), (190, 270)], ids=str)
def test_the_pdf_has_as_many_pages_as_were_counted(size):
    made = replace(full_edition(), masthead=masthead(page_width=size[0], page_height=size[1]))
    assert pdf.render(made).pages == compose(made).count


def test_a_preview_shows_that_part_alone_on_as_many_pages_as_were_counted():
    made = full_edition()
    whole = compose(made)
    for section in ("trends", "focus", "haiphong"):
        counted = next(c.count for c in whole.sections if c.section.slug == section)
        part = compose(excerpt(made, f"muc:{section}"))
        assert sum(c.count for c in part.sections) == pdf.render(made, part=f"muc:{section}").pages
        assert section == "trends" or sum(c.count for c in part.sections) == counted
    chosen = made.articles[7]
    shown = excerpt(made, f"tin:{chosen.id}")
    assert shown.articles == (chosen,)
    found = printed(made, f"tin:{chosen.id}")
    assert len(found.pages) == sum(c.count for c in compose(shown).sections)
    assert all("Số 8/2026" in page and made.page_notice in page for page in found.pages)
    assert not any(
        other.headline[:30].upper() in " ".join(found.pages).upper() for other in made.articles[8:12]
    )


@pytest.mark.parametrize(
    "part", ["tin:9999999", "tin:", "muc:khong-co", "muc:", "khac:1", "tin", "muc:focus", "muc:trends"]
)
def test_a_part_that_is_not_there_is_refused(part):
    made = edition(sections([article()]), trends_title="", trends_body="")
    with pytest.raises(RenderError):
        printing.html(made, part=part)


@pytest.mark.parametrize("count", [8, 30, 60])
def test_the_estimate_of_the_compact_layout_is_near(count):
    plain = [
        article(body=paragraphs(1 + n % 5, n), key_figures=figures(2) if n % 6 == 0 else ())
        for n in range(count)
    ]
    made = edition(sections(plain[: count // 2], [plain[-1]], plain[count // 2 : -1]), trends_body=SUMMARY)
    pages = pdf.render(made, "compact").pages
    assert abs(page_estimate(made) - pages) <= max(1, 0.2 * pages)
