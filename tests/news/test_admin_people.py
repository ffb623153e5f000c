"""People, outlets, sections, masthead: who changes them, and what nobody does."""

import pytest

from issues.models import Masthead
from news.models import Category, Source, SourceAlias, User
from news.models.user import Role
from tests.make import make_source
from tests.news.admin_forms import change_url, filled_in, text_of

ADMIN = "/quan-tri/"
PAGES = {
    "news/user/": {"administrator"},
    "news/user/add/": {"administrator"},
    "news/source/": {"writer", "editor", "chief", "administrator"},
    "news/source/add/": {"editor", "chief", "administrator"},
    "news/category/": {"writer", "editor", "chief", "administrator"},
    "news/category/add/": {"administrator"},
    "issues/masthead/1/change/": {"editor", "chief", "administrator"},
}


@pytest.fixture
def owner(newsroom):
    """Somebody with every permission."""
    return User.objects.create_superuser("chu", password="pw")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["writer", "editor", "chief", "administrator"])
def test_role_page(role, page, request, client, newsroom):
    client.force_login(request.getfixturevalue(role))
    assert client.get(ADMIN + page).status_code == (200 if role in PAGES[page] else 403)


def test_the_administrator_makes_a_person_with_a_role(client, administrator):
    client.force_login(administrator)
    page = client.get(f"{ADMIN}news/user/add/")
    role = User.groups.rel.model.objects.get(name=Role.WRITER.label)
    data = filled_in(
        page, username="moi", password1="Hai-Phong-1888", password2="Hai-Phong-1888", groups=[role.pk]
    )
    assert client.post(f"{ADMIN}news/user/add/", data).status_code == 302
    person = User.objects.get(username="moi")
    assert person.roles == {Role.WRITER} and person.is_staff and not person.is_superuser


def test_roles_are_exactly_the_four(client, administrator, newsroom):
    User.groups.rel.model.objects.create(name="Nhóm lạ")
    client.force_login(administrator)
    form = client.get(f"{ADMIN}news/user/add/").context["adminform"].form
    assert {group.name for group in form.fields["groups"].queryset} == set(Role.labels)


def test_what_lies_beyond_the_roles_is_not_the_administrators(client, administrator, writer):
    client.force_login(administrator)
    page = client.get(change_url(writer))
    assert "is_superuser" not in text_of(page) and "user_permissions" not in text_of(page)
    client.post(
        change_url(writer), filled_in(page, is_superuser="on", user_permissions=["1"], first_name="Ân")
    )
    writer.refresh_from_db()
    assert (writer.first_name, writer.is_superuser, writer.user_permissions.count()) == ("Ân", False, 0)


def test_only_a_superuser_touches_a_superuser(client, administrator, owner):
    client.force_login(administrator)
    assert 'name="username"' not in text_of(client.get(change_url(owner)))
    assert client.post(change_url(owner), {"username": "khac"}).status_code == 403
    password = f"{ADMIN}news/user/{owner.pk}/password/"
    assert client.get(password).status_code == 403
    assert (
        client.post(password, {"password1": "Hai-Phong-1888", "password2": "Hai-Phong-1888"}).status_code
        == 403
    )
    assert User.objects.get(pk=owner.pk).check_password("pw")
    client.force_login(owner)
    assert 'name="is_superuser"' in text_of(client.get(change_url(owner)))


@pytest.mark.parametrize("role", ["administrator", "owner"])
def test_nothing_is_deleted(role, request, client, writer):
    source, category = make_source(), Category.objects.get(slug="focus")
    client.force_login(request.getfixturevalue(role))
    for obj in (writer, source, category, Masthead.objects.get()):
        url = change_url(obj).replace("/change/", "/delete/")
        assert client.get(url).status_code == client.post(url, {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"}
    client.post(f"{ADMIN}news/source/", data)
    assert Source.objects.filter(pk=source.pk).exists()


def test_groups_have_no_page(client, owner):
    client.force_login(owner)
    assert client.get(f"{ADMIN}auth/group/").status_code == 404


def test_a_source_is_found_by_any_spelling_without_marks(client, editor):
    source = make_source("Báo Bến Sông")
    SourceAlias.objects.create(source=source, name="Bè nổi điện tử")
    make_source("Đài Hải Đăng")
    client.force_login(editor)
    everything = Source.objects.count()
    for words, found in (
        ("ben song", 1),
        ("be noi", 1),
        ("ĐÀI HAI DANG", 1),
        ("", everything),
        ("9" * 30, 0),
    ):
        assert client.get(f"{ADMIN}news/source/", {"q": words}).context["cl"].result_count == found


def test_a_spelling_belongs_to_one_source(client, editor):
    source, other = make_source("Báo Bến Sông"), make_source("Đài Hải Đăng")
    SourceAlias.objects.create(source=other, name="Hải Đăng TV")
    client.force_login(editor)
    data = filled_in(client.get(change_url(source)), **{"aliases-0-name": "hai dang tv"})
    assert "đang thuộc về" in text_of(client.post(change_url(source), data))
    data["aliases-0-name"] = "Bến Sông online"
    assert client.post(change_url(source), data).status_code == 302
    assert source.aliases.get().name == "Bến Sông online"


def test_the_masthead_is_one_row(client, administrator, newsroom):
    client.force_login(administrator)
    assert client.get(f"{ADMIN}issues/masthead/").url == change_url(Masthead.objects.get())
    assert client.get(f"{ADMIN}issues/masthead/add/").status_code == 403
    page = client.get(change_url(Masthead.objects.get()))
    assert (
        client.post(change_url(Masthead.objects.get()), filled_in(page, slogan="Mỗi tuần một số")).status_code
        == 302
    )
    assert Masthead.objects.get().slogan == "Mỗi tuần một số"


def test_a_sections_key_stays(client, administrator, newsroom):
    section = Category.objects.get(slug="focus")
    client.force_login(administrator)
    data = filled_in(client.get(change_url(section)), name="Tiêu điểm", slug="khac")
    assert client.post(change_url(section), data).status_code == 302
    assert Category.objects.get(slug="focus").name == "Tiêu điểm"
