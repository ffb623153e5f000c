"""What the API sends. The types make the JSON and its schema; `Meta` says in Vietnamese what a value means."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Link = Annotated[str, Meta(description="Địa chỉ đầy đủ.", extra_json_schema={"format": "uri"})]
Key = Annotated[int, Meta(ge=1, description="Mã của tin, không đổi và không dùng lại.")]
Slug = Annotated[str, Meta(description="Tên trong địa chỉ, không dấu.", examples=["haiphong"])]
Year = Annotated[int, Meta(ge=1990, le=2199)]
Number = Annotated[int, Meta(ge=1, le=999, description="Số phát hành; của số kép là số đầu.")]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the API."""


class Picture(Value):
    """Ảnh, ở bề rộng dành cho màn hình."""

    url: Link
    width: int
    height: int
    caption: str
    credit: str
    alt: str


class Correction(Value):
    """Đính chính."""

    date: date
    note: str


class KeyFigure(Value):
    """Con số đáng chú ý."""

    value: str
    label: str


class SourceName(Value):
    """Nguồn tin, viết như đã in; `slug` vắng mặt (null) khi tên đó không có trong danh mục nguồn."""

    name: str
    slug: str | None


class Section(Value):
    """Chuyên mục."""

    slug: Slug
    name: str
    url: Link
    feed: Annotated[Link, Meta(description="Bản tin Atom của chuyên mục.")]


class Source(Value):
    """Nguồn tin có tin đang phát hành."""

    slug: Slug
    name: str
    site: Annotated[str | None, Meta(description="Trang web của nguồn.")]
    url: Link
    feed: Annotated[Link, Meta(description="Bản tin Atom của nguồn.")]


class IssueSummary(Value):
    """Một số, ngắn gọn."""

    year: Year
    number: Number
    last_number: Annotated[int | None, Meta(description="Số cuối của số kép.")]
    label: Annotated[str, Meta(examples=["8/2026", "5–6/2026"])]
    first_day: date
    last_day: date
    theme: str
    article_count: int
    pages: Annotated[int, Meta(description="Số trang của bản PDF.")]
    published: datetime
    updated: datetime
    url: Link
    api: Link
    pdf: Link
    pdf_bytes: int
    epub: Link


class ArticleSummary(Value):
    """Một tin, ngắn gọn."""

    id: Key
    headline: str
    teaser: Annotated[str, Meta(description="Những chữ đầu của tin, không định dạng.")]
    section: Slug
    source: SourceName | None
    news_date: Annotated[date | None, Meta(description="Ngày báo nguồn đăng tin.")]
    year: Year
    number: Number
    place: Annotated[int, Meta(ge=1, description="Thứ tự trong số.")]
    published: datetime
    updated: Annotated[datetime, Meta(description="Lần đổi gần nhất của chính tin này.")]
    url: Link
    api: Link


class IssueSection(Value):
    """Chuyên mục trong một số, theo thứ tự in."""

    slug: Slug
    numeral: str
    name: str
    articles: list[ArticleSummary]


class Issue(IssueSummary):
    """Một số: mục lục, bài tổng kết, đính chính."""

    cover: Picture | None
    trends_title: str
    trends_html: Annotated[str, Meta(description="Bài tổng kết xu hướng, HTML đã làm sạch.")]
    podcast: Annotated[str | None, Meta(description="Địa chỉ để nghe số này.")]
    sections: list[IssueSection]
    corrections: Annotated[list[Correction], Meta(description="Đính chính của cả số.")]


class Article(ArticleSummary):
    """Một tin, toàn văn."""

    body_html: Annotated[str, Meta(description="Toàn văn, HTML đã làm sạch.")]
    word_count: int
    printed_page: Annotated[int | None, Meta(description="Trang của bản PDF mà tin bắt đầu.")]
    original: Annotated[str | None, Meta(description="Địa chỉ bài gốc trên trang của nguồn.")]
    pictures: list[Picture]
    key_figures: list[KeyFigure]
    corrections: list[Correction]


class IssuePage(Value):
    """Một trang của danh sách số, mới nhất trước; `next` vắng mặt (null) ở trang cuối."""

    items: list[IssueSummary]
    next: Link | None


class ArticlePage(Value):
    """Một trang của danh sách tin, số mới nhất trước, trong số theo thứ tự in; `next` vắng mặt (null) ở trang cuối."""

    items: list[ArticleSummary]
    next: Link | None


class SectionList(Value):
    """Các chuyên mục có tin đang phát hành."""

    items: list[Section]


class SourceList(Value):
    """Các nguồn có tin đang phát hành, theo vần."""

    items: list[Source]


class Problem(Value, omit_defaults=True):
    """Vì sao không có câu trả lời (RFC 9457)."""

    type: str
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: str
    withdrawn: Annotated[datetime | None, Meta(description="Ngày giờ thu hồi (chỉ với 410).")] = None
    reason: Annotated[str | None, Meta(description="Lý do thu hồi (chỉ với 410).")] = None
