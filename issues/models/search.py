"""What search reads of each public article, beside it so that lists stay narrow; and which articles tell of the same."""

from django.db import models

from issues.models.public import PublicArticle


class SearchRow(models.Model):
    """An article's words as search compares them, separated by single spaces: exact (marks kept) and folded (marks off).

    The key is the article's stand in the archive (`issues.search_rows.stand`): the newest has the greatest. `keys` are
    numbers for pairs of words and for year, section and outlet: what narrows a search down to few rows. PostgreSQL keeps
    vectors of these columns beside them, SQLite the words in an FTS5 table.
    """

    id = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField(PublicArticle, models.CASCADE, related_name="search_row")
    section = models.CharField(max_length=50)
    source_key = models.CharField(max_length=200, blank=True)
    headline_exact = models.TextField()
    headline_folded = models.TextField()
    body_exact = models.TextField()
    body_folded = models.TextField()
    keys = models.TextField()

    class Meta:
        verbose_name = "dòng tìm kiếm"
        verbose_name_plural = "dòng tìm kiếm"
        default_permissions = ()

    def __str__(self):
        return self.headline_exact


class SearchWord(models.Model):
    """A word that is or was in the archive, marks off: what a mistyped word may have meant."""

    word = models.CharField(max_length=30, primary_key=True)

    class Meta:
        verbose_name = "từ trong kho"
        verbose_name_plural = "từ trong kho"
        default_permissions = ()

    def __str__(self):
        return self.word


class RelatedArticle(models.Model):
    """That an article tells of the same as another one that stood in the archive when it came out; 1 is the closest."""

    article = models.ForeignKey(PublicArticle, models.CASCADE, related_name="+")
    other = models.ForeignKey(PublicArticle, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "tin liên quan"
        verbose_name_plural = "tin liên quan"
        default_permissions = ()
        ordering = ["article", "rank"]
        constraints = [models.UniqueConstraint(fields=["article", "rank"], name="related_article_rank_once")]

    def __str__(self):
        return f"{self.article_id} → {self.other_id}"
