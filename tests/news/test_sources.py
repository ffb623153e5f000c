"""Outlets are spelled one way and know their other spellings."""

import pytest
from django.core.exceptions import ValidationError

from news.models import Source, SourceAlias

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlet():
    """Báo Sóng Biển, also printed as Sóng Biển online."""
    source = Source.objects.create(name="Báo Sóng Biển")
    SourceAlias.objects.create(source=source, name="Sóng Biển online")
    return source


@pytest.mark.parametrize(
    "name", ["Báo Sóng Biển", "báo sóng biển", "BÁO  SÓNG BIỂN", "Sóng Biển Online", "Bao Song Bien"]
)
def test_every_spelling_leads_to_the_outlet(outlet, name):
    assert Source.objects.resolve(name) == outlet


@pytest.mark.parametrize("name", ["", "  ", "Báo Sóng", "!?"])
def test_an_unknown_name_leads_nowhere(outlet, name):
    assert Source.objects.resolve(name) is None


def test_a_second_outlet_may_not_differ_only_in_marks_or_take_an_alias(outlet):
    with pytest.raises(ValidationError, match="chỉ khác dấu"):
        Source(name="Bao song bien").full_clean()
    with pytest.raises(ValidationError, match="cách viết khác"):
        Source(name="Sóng biển Online").full_clean()


def test_an_alias_belongs_to_one_outlet(outlet):
    other = Source.objects.create(name="Báo Nghề Cá")
    with pytest.raises(ValidationError, match="đang thuộc về"):
        SourceAlias(source=other, name="Sóng biển online").full_clean()


def test_slugs_of_long_names_do_not_collide():
    long = "Tạp chí " + "rất dài " * 12
    first, second = Source.objects.create(name=long + "một"), Source.objects.create(name=long + "hai")
    assert second.slug == f"{first.slug}-2"
