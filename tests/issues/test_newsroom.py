"""setup_newsroom: four groups with exactly their permissions, four sections, one masthead; repeatable."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from issues.models import Masthead
from issues.newsroom import PERMISSIONS
from news.models import Category
from news.models.user import Role


def held(group):
    """The group's permissions as app.codename."""
    return {
        f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")
    }


@pytest.mark.parametrize("role", Role)
def test_each_group_has_exactly_its_permissions(role, newsroom):
    assert held(Group.objects.get(name=role.label)) == PERMISSIONS[role]


def test_only_a_chief_decides_about_issues():
    decisive = {f"issues.{act}_issue" for act in ("approve", "publish", "withdraw", "correct", "reopen")}
    assert [role for role in Role if decisive & PERMISSIONS[role]] == [Role.CHIEF]


def test_nobody_deletes_articles_or_people():
    for names in PERMISSIONS.values():
        assert not {"news.delete_article", "news.delete_user", "news.delete_category"} & names


def test_again_changes_nothing_that_people_changed(newsroom, capsys):
    Category.objects.filter(slug="haiphong").update(name="Tin thành phố", quota_max=40)
    Masthead.objects.update(name="Tên của chúng tôi")
    Group.objects.get(name=Role.WRITER.label).permissions.clear()
    call_command("setup_newsroom")
    assert Category.objects.get(slug="haiphong").name == "Tin thành phố"
    assert Masthead.objects.get().name == "Tên của chúng tôi"
    assert held(Group.objects.get(name=Role.WRITER.label)) == PERMISSIONS[Role.WRITER]
    assert [c.slug for c in Category.objects.all()] == ["trends", "domestic", "focus", "haiphong"]
