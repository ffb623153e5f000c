"""What a version of an article keeps besides the article's own columns."""

from django.db import models

from news import kept_rows


class KeptRows(models.Model):
    """The pictures and key figures of a version, in order, each as its columns; None in a version that was made before
    versions kept them."""

    kept_pictures = models.JSONField("ảnh", null=True, editable=False)
    kept_figures = models.JSONField("con số nổi bật", null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """A new version keeps the rows as they stand, whoever makes it."""
        if self._state.adding:
            kept_rows.take(self)
        super().save(*args, **kwargs)
