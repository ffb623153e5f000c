"""Outlets, spelled one way, and their other spellings."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models, transaction

from news import fields, signals
from news.text import fold, slugify, sort_key, squeeze


class SourceQuerySet(models.QuerySet):
    """Named questions about outlets."""

    def resolve(self, name: str) -> "Source | None":
        """The outlet that is meant by a name as printed: its own spelling or one of its aliases, marks and case aside."""
        key = fold(name)
        return (
            self.filter(models.Q(key=key) | models.Q(aliases__key=key)).order_by("pk").first()
            if key
            else None
        )

    def at(self, link: str) -> "Source | None":
        """The outlet in use whose site an address belongs to; None where there is none, or more than one."""
        host = host_of(link)
        known = [(host_of(source.site), source) for source in self.filter(active=True).exclude(site="")]
        fits = [(len(site), source) for site, source in known if site and f".{host}".endswith(f".{site}")]
        best = [source for length, source in fits if length == max(fits, key=lambda fit: fit[0])[0]]
        return best[0] if len(best) == 1 else None


def host_of(address: str) -> str:
    """The host of a web address without `www.` and `m.`; an empty string where it has none.

    >>> host_of("https://www.songbien.example/tin/1")
    'songbien.example'
    """
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.").rstrip(".")


class Source(models.Model):
    """An outlet. `key` is the folded name, so that "Báo hải phòng" cannot become a second Báo Hải Phòng."""

    name = fields.CharField("tên nguồn", max_length=120, unique=True)
    key = models.CharField(max_length=120, unique=True, editable=False)
    # The alphabet's order, which databases do not agree on: three characters for each of the name, and a separator.
    sort_key = models.CharField(
        max_length=400, blank=True, default="", db_default="", editable=False, db_index=True
    )
    slug = models.SlugField("địa chỉ", max_length=80, unique=True, blank=True)
    site = models.URLField("trang web", blank=True)
    feed = models.URLField("địa chỉ RSS", blank=True)
    active = models.BooleanField("đang dùng", default=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = "nguồn tin"
        verbose_name_plural = "nguồn tin"
        ordering = ["sort_key"]
        permissions = [("merge_source", "Gộp nguồn tin")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Keep the keys beside the name."""
        self.name = squeeze(self.name)
        self.key, self.sort_key = fold(self.name), sort_key(self.name)
        if not self.slug:
            self.slug = self.free_slug()
        with transaction.atomic():
            old = (
                Source.objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
            )
            super().save(*args, **kwargs)
            if old and old != self.slug:
                signals.source_moved.send(Source, source=self, old=old)

    def clean(self):
        """An outlet's name is nobody else's alias."""
        taken = (
            SourceAlias.objects.filter(key=fold(self.name))
            .exclude(source=self.pk)
            .select_related("source")
            .first()
        )
        if taken:
            raise ValidationError({"name": f"Tên này đã là cách viết khác của “{taken.source}”."})
        same = Source.objects.filter(key=fold(self.name)).exclude(pk=self.pk).first()
        if same:
            raise ValidationError({"name": f"Đã có nguồn “{same}”, chỉ khác dấu hoặc chữ hoa."})

    def free_slug(self) -> str:
        """A slug that no other outlet has."""
        base = slugify(self.name)
        taken = set(
            Source.objects.filter(slug__startswith=base).exclude(pk=self.pk).values_list("slug", flat=True)
        )
        return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


class SourceAlias(models.Model):
    """Another spelling of an outlet's name."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases", verbose_name="nguồn tin")
    name = fields.CharField("cách viết khác", max_length=120)
    key = models.CharField(max_length=120, unique=True, editable=False)

    class Meta:
        verbose_name = "cách viết khác"
        verbose_name_plural = "các cách viết khác"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Keep the key beside the name."""
        self.name = squeeze(self.name)
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        """A spelling belongs to one outlet."""
        other = Source.objects.resolve(self.name)
        if other and other.pk != self.source_id:
            raise ValidationError({"name": f"Cách viết này đang thuộc về “{other}”."})
