"""What shows only on paper: pages that stay empty, pictures too coarse for their place, a headline that fills half a page,
more pages or a larger page than the licence allows. Back issues were printed long ago: nothing is said of them."""

from collections.abc import Iterator
from math import inf

from issues.composition import Composition, compose
from issues.composition.compact import page_estimate
from issues.composition.packing import LEAST_FILL
from issues.composition.pictures import Shot
from issues.edition import Edition, EditionArticle, EditionPicture
from issues.preflight.context import Context
from issues.preflight.findings import ERROR, HINT, WARNING, Finding, about, check
from issues.preflight.record import ARCHIVE
from news.pictures import PRINT, WEB

LONGEST_HEADLINE = 150  # letters; beyond, print must set it smaller
FEWEST_DOTS = 150  # an inch: below that a reader sees the dots
FEWEST_OF_LARGEST = (
    100  # the same of a picture that is as wide as print has any, but flat: a larger file would not help
)
INCH = 72  # points


@check
def headlines(edition: Edition, context: Context) -> Iterator[Finding]:
    """Headlines that print has to set smaller than the others."""
    if edition.origin == ARCHIVE:
        return
    for article in edition.articles:
        if len(article.headline) > LONGEST_HEADLINE:
            message = (
                f"Tiêu đề dài {len(article.headline)} ký tự nên khi in phải thu nhỏ chữ. "
                f"Hãy rút gọn còn nhiều nhất {LONGEST_HEADLINE} ký tự."
            )
            yield about(
                article, "overlong-headline", WARNING, message, field="headline", quote=article.headline[:60]
            )


@check
def stored_pictures(edition: Edition, context: Context) -> Iterator[Finding]:
    """Pictures that are lost, damaged or too large to be printed."""
    if edition.cover and (fault := context.picture_faults.get(edition.cover.name)):
        yield Finding("picture-unusable", ERROR, f"Ảnh bìa {fault}", field="cover")
    for article in edition.articles:
        for number, picture in enumerate(article.pictures, 1):
            if fault := context.picture_faults.get(picture.name):
                message = f"Ảnh {number} {fault}"
                yield about(
                    article, "picture-unusable", ERROR, message, field="pictures", quote=picture.caption
                )


@check
def page_size(edition: Edition, context: Context) -> Iterator[Finding]:
    """A page larger than the licence allows."""
    masthead = edition.masthead
    if edition.origin == ARCHIVE:
        return
    wide = masthead.width_limit is not None and masthead.page_width > masthead.width_limit
    tall = masthead.height_limit is not None and masthead.page_height > masthead.height_limit
    if wide or tall:
        most = f"{masthead.width_limit or '…'} × {masthead.height_limit or '…'} mm"
        message = (
            f"Khổ trang {masthead.page_width} × {masthead.page_height} mm vượt khổ nhiều nhất {most} ghi ở Măng sét. "
            "Hãy chọn khổ nhỏ hơn, hoặc sửa giới hạn theo giấy phép."
        )
        yield Finding("page-size", WARNING, message, field="masthead")


@check
def pages(edition: Edition, context: Context) -> Iterator[Finding]:
    """The issue as it will stand on paper. Only where the context says that pages may be composed: it takes a moment."""
    if not context.pages or edition.origin == ARCHIVE or not edition.articles:
        return
    if edition.layout == "compact":
        yield from page_limit(edition, page_estimate(edition), "khoảng ")
        return
    composition = compose(edition)
    yield from page_limit(edition, composition.count, "")
    yield from empty_pages(composition)
    yield from coarse_pictures(edition, composition)


def page_limit(edition: Edition, count: int, about_word: str) -> Iterator[Finding]:
    """More pages than the masthead says."""
    if count > edition.masthead.page_limit:
        message = (
            f"Bản in có {about_word}{count} trang, quá {edition.masthead.page_limit} trang ghi ở Măng sét. "
            "Hãy bớt tin, chọn kiểu Gọn, hoặc sửa giới hạn theo giấy phép."
        )
        yield Finding("page-limit", WARNING, message, field="masthead")


def empty_pages(composition: Composition) -> Iterator[Finding]:
    """Pages that are emptier than they should be, other than before a new section."""
    number = composition.first_page
    for composed in composition.sections:
        for place, page in enumerate(composed.stories, 1):
            if place < len(composed.stories) and page.parts and page.fill < LEAST_FILL:
                article = page.parts[-1].article
                message = (
                    f"Trang {number + place - 1} chỉ kín {page.fill:.0%}, tin sau không vừa chỗ còn lại. "
                    "Đổi chỗ hai tin cạnh nhau hoặc thêm ảnh sẽ làm trang đầy hơn."
                )
                yield about(
                    article, "page-underfilled", HINT, message, field="", quote=f"{number + place - 1}"
                )
        number += composed.count


def coarse_pictures(edition: Edition, composition: Composition) -> Iterator[Finding]:
    """Pictures with too few dots for the place where they stand."""
    page = composition.page
    if edition.cover:
        dots = few_dots(edition.cover, PRINT, page.width, page.height * 0.72)
        if dots:
            yield Finding("image-resolution", WARNING, f"Ảnh bìa {too_coarse(dots)}", field="cover")
    for composed in composition.sections:
        for opened in composed.features:
            for picture in opened.article.pictures[:1]:
                dots = few_dots(picture, PRINT, page.width, opened.pages[0].hero)
                yield from coarse(opened.article, picture, dots)
        for sheet in composed.stories:
            for part in sheet.parts:
                for shot in shots_of(part):
                    width, most = (page.room, PRINT) if shot.wide else (page.column, WEB)
                    dots = few_dots(shot.picture, most, width, shot.height, shot.whole)
                    yield from coarse(part.article, shot.picture, dots)


def shots_of(part) -> Iterator[Shot]:
    """The first picture of an article, as it is placed on this page."""
    for band in (part.wide, *part.bands):
        if band and band.shot:
            yield band.shot


def few_dots(picture: EditionPicture, most: int, width: float, height: float, whole: bool = False) -> int:
    """Dots an inch of a picture that fills a place of so many points, or stands `whole` within it, where they are too few,
    else 0. `most` is the width of the rendition that is printed: a picture as wide as that is as fine as print can have it."""
    across = min(picture.width, most)
    down = picture.height * across / max(picture.width, 1)
    dots = (across * INCH / width if across < most else inf, down * INCH / height)
    found = max(dots) if whole else min(dots)
    least = FEWEST_DOTS if across < most else FEWEST_OF_LARGEST
    return round(found) if found < least - 0.5 else 0


def coarse(article: EditionArticle, picture: EditionPicture, dots: int) -> Iterator[Finding]:
    """The finding on one picture, where it is one."""
    if dots:
        yield about(
            article,
            "image-resolution",
            WARNING,
            f"Ảnh {article.pictures.index(picture) + 1} {too_coarse(dots)}",
            field="pictures",
            quote=picture.caption,
        )


def too_coarse(dots: int) -> str:
    """What to say of a picture with so many dots an inch."""
    return (
        f"chỉ có {dots} điểm mỗi inch tại chỗ in, cần ít nhất {FEWEST_DOTS}: in ra sẽ vỡ hạt. "
        "Hãy tìm ảnh gốc lớn hơn."
    )
