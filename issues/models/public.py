"""What the public may read now: one row for each issue on the shelf and one for each of its articles.

Written by `issues.shelving` when an issue goes out or is corrected, gone when it is withdrawn. The truth is in the releases;
these rows can be made from them anew at any time. Whatever is asked of these tables alone can give away nothing else.
"""

from functools import cached_property

import msgspec
from django.db import models

from issues.edition import Edition, EditionArticle, from_json
from issues.labels import label
from issues.models.issue import Issue
from issues.models.release import Release
from news.models import Source

NEWEST_FIRST = ("-year", "-number")


class PublicIssue(models.Model):
    """An issue on the shelf. `front_json` is its edition without the texts of articles and summary; `trends_teaser` the first
    words of the summary, empty where there is none; sizes in bytes."""

    issue = models.OneToOneField(Issue, models.PROTECT, primary_key=True, related_name="shelved")
    release = models.OneToOneField(Release, models.PROTECT, related_name="shelved")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    last_number = models.PositiveSmallIntegerField(null=True)
    first_day = models.DateField()
    last_day = models.DateField()
    theme = models.CharField(max_length=200, blank=True)
    page_notice = models.CharField(max_length=80, blank=True)
    cover = models.CharField(max_length=120, blank=True)
    article_count = models.PositiveSmallIntegerField()
    pages = models.PositiveSmallIntegerField()
    pdf_bytes = models.PositiveIntegerField()
    page_numbers = models.JSONField(default=dict)
    front_json = models.TextField()
    trends_title = models.CharField(max_length=300, blank=True, default="", db_default="")
    trends_teaser = models.TextField(blank=True, default="", db_default="")
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "số đang phát hành"
        verbose_name_plural = "số đang phát hành"
        default_permissions = ()
        ordering = NEWEST_FIRST
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="public_issue_number_once_a_year")
        ]

    def __str__(self):
        return f"Số {self.label}"

    @property
    def label(self) -> str:
        """`8/2026`, or `5–6/2026` for a double issue."""
        return label(self.number, self.last_number, self.year)

    @cached_property
    def front(self) -> Edition:
        """The edition without the texts."""
        return from_json(self.front_json)


class PublicArticle(models.Model):
    """An article as it was printed, in the place where it was printed; `article_json` is the EditionArticle,
    and the key is the one by which the edition and the article's address know it.

    `teaser` is its first words, `picture` the name of its first picture, `source` the outlet that is meant by the name as
    printed, which may have been merged since. `updated_at` is when its own text or corrections last changed; what stands
    around it on its page changes with the issue.
    """

    id = models.BigIntegerField(primary_key=True)
    issue = models.ForeignKey(PublicIssue, models.CASCADE, related_name="articles")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    slug = models.CharField(max_length=200)
    section = models.CharField(max_length=50)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="+")
    source_name = models.CharField(max_length=200, blank=True)
    headline = models.CharField(max_length=500)
    news_date = models.DateField(null=True)
    teaser = models.TextField(blank=True)
    picture = models.CharField(max_length=120, blank=True)
    article_json = models.TextField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "tin đang phát hành"
        verbose_name_plural = "tin đang phát hành"
        default_permissions = ()
        ordering = (*NEWEST_FIRST, "place")
        constraints = [models.UniqueConstraint(fields=["issue", "place"], name="public_article_place_once")]
        indexes = [
            models.Index(fields=["-year", "-number", "place"], name="public_article_newest"),
            models.Index(fields=["section", "-year", "-number", "place"], name="public_article_in_section"),
            models.Index(fields=["source", "-year", "-number", "place"], name="public_article_of_source"),
        ]

    def __str__(self):
        return self.headline

    @cached_property
    def printed(self) -> EditionArticle:
        """The article of the edition."""
        return msgspec.json.decode(self.article_json, type=EditionArticle)


class FormerSourceSlug(models.Model):
    """An address that an outlet had, and the outlet that answers there now: it was renamed, or merged into another."""

    slug = models.SlugField(max_length=80, primary_key=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "địa chỉ cũ của nguồn tin"
        verbose_name_plural = "địa chỉ cũ của nguồn tin"
        default_permissions = ()

    def __str__(self):
        return self.slug
