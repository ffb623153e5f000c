"""What an installation starts with: known outlets and house spellings."""

import pytest

from issues import newsroom
from issues.models import HouseForm
from issues.preflight import house
from news import outlets
from news.models import Source
from news.text import fold

pytestmark = pytest.mark.usefixtures("newsroom")


def empty():
    """An installation without outlets and spellings."""
    Source.objects.all().delete()
    HouseForm.objects.all().delete()


def test_setting_up_brings_outlets_and_spellings():
    empty()
    newsroom.setup()
    assert Source.objects.count() == len(outlets.known())
    assert Source.objects.resolve("đài ptth hải phòng").name == "Đài Phát thanh và Truyền hình Hải Phòng"
    assert HouseForm.objects.get(preferred="KH&CN").variants.splitlines()[0] == "KHCN"
    assert all(source.slug and source.key == fold(source.name) for source in Source.objects.all())


def test_what_people_keep_is_never_added_to():
    empty()
    Source.objects.create(name="Báo Bến Nghề")
    HouseForm.objects.create(preferred="phao tiêu", variants="phao-tiêu")
    newsroom.setup()
    assert (Source.objects.count(), HouseForm.objects.count()) == (1, 1)


def test_every_spelling_finds_its_outlet():
    empty()
    outlets.load()
    found = {
        name: Source.objects.resolve(name) for row in outlets.known() for name in (row.name, *row.aliases)
    }
    assert all(found.values())
    assert all(found[row.name].name == row.name for row in outlets.known())


def test_no_house_form_is_a_variant_of_another():
    empty()
    house.load()
    forms = [(form.preferred, form.variants.splitlines()) for form in HouseForm.objects.all()]
    spellings = [s for preferred, variants in forms for s in (preferred, *variants)]
    assert len(spellings) == len(set(spellings)) > 60
