"""People, outlets, sections, masthead: who changes them, and what nobody does."""

import pytest
from django.contrib.admin.models import LogEntry

from issues.models import Masthead
from news.models import Category, Source, SourceAlias, User
from news.models.user import Role
from tests.make import make_article, make_source
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


def role_of(name: Role):
    """The group of a role."""
    return User.groups.rel.model.objects.get(name=name.label)


def password_page(person) -> str:
    """Where somebody's password is set."""
    return f"{ADMIN}news/user/{person.pk}/password/"


NEW_PASSWORD = {"password1": "Hai-Phong-1888", "password2": "Hai-Phong-1888", "usable_password": "true"}


def test_an_administrator_sets_passwords_but_not_a_chiefs(client, administrator, chief, writer):
    client.force_login(administrator)
    assert "../password/" in text_of(client.get(change_url(writer)))
    assert client.post(password_page(writer), NEW_PASSWORD).status_code == 302
    assert User.objects.get(pk=writer.pk).check_password("Hai-Phong-1888")
    assert "../password/" not in text_of(client.get(change_url(chief)))
    assert client.get(password_page(chief)).status_code == 403
    assert client.post(password_page(chief), NEW_PASSWORD).status_code == 403
    assert User.objects.get(pk=chief.pk).check_password("pw")


def test_a_chiefs_role_is_not_the_administrators_to_change(client, administrator, chief):
    client.force_login(administrator)
    page = client.get(change_url(chief))
    assert 'name="groups"' not in text_of(page) and "Tổng biên tập" in text_of(page)
    data = filled_in(page, email="chi@diemtin.example", groups=[role_of(Role.WRITER).pk])
    assert client.post(change_url(chief), data).status_code == 302
    chief = User.objects.get(pk=chief.pk)
    assert (chief.email, chief.roles, chief.is_active) == ("chi@diemtin.example", {Role.CHIEF}, True)
    assert chief.is_staff and chief.check_password("pw")


def test_nobody_changes_their_own_role(client, administrator, owner):
    client.force_login(administrator)
    data = filled_in(client.get(change_url(administrator)), groups=[role_of(Role.EDITOR).pk])
    data.pop("is_active", None)
    assert client.post(change_url(administrator), data).status_code == 302
    administrator = User.objects.get(pk=administrator.pk)
    assert administrator.roles == {Role.ADMINISTRATOR} and administrator.is_active
    client.force_login(owner)
    roles = [role_of(Role.CHIEF).pk]
    assert (
        client.post(change_url(owner), filled_in(client.get(change_url(owner)), groups=roles)).status_code
        == 302
    )
    assert User.objects.get(pk=owner.pk).roles == {Role.CHIEF}


def test_only_a_superuser_makes_a_chief_of_somebody_who_is_here(client, administrator, owner, writer):
    roles = [role_of(Role.CHIEF).pk]
    client.force_login(administrator)
    response = client.post(change_url(writer), filled_in(client.get(change_url(writer)), groups=roles))
    assert response.status_code == 200 and response.context["adminform"].form.errors["groups"]
    assert User.objects.get(pk=writer.pk).roles == {Role.WRITER}
    client.force_login(owner)
    client.post(change_url(writer), filled_in(client.get(change_url(writer)), groups=roles))
    assert User.objects.get(pk=writer.pk).roles == {Role.CHIEF}


def test_the_administrator_invites_a_new_chief_and_the_log_says_so(client, administrator):
    client.force_login(administrator)
    page = client.get(f"{ADMIN}news/user/add/")
    names = {"last_name": "Lê", "first_name": "Mới", "email": "moi@diemtin.example"}
    data = filled_in(page, username="moi", groups=[role_of(Role.CHIEF).pk], **names)
    assert client.post(f"{ADMIN}news/user/add/", data).status_code == 302
    person = User.objects.get(username="moi")
    entry = LogEntry.objects.get(object_id=str(person.pk))
    assert person.roles == {Role.CHIEF} and entry.user == administrator
    assert "Tổng biên tập" in entry.get_change_message()
    assert "Tổng biên tập" in text_of(client.get(change_url(person).replace("change", "history")))


def test_nothing_of_the_stored_password_is_shown(client, administrator, owner, writer):
    algorithm, salt, digest = writer.password.split("$")
    for user in (administrator, owner):
        client.force_login(user)
        page = text_of(client.get(change_url(writer)))
        assert "Đã đặt mật khẩu." in page
        assert not [part for part in (f">{algorithm}<", salt[:6], digest[:6]) if part in page]


def test_people_are_filtered_by_the_four_roles(client, administrator, writer):
    User.groups.rel.model.objects.create(name="Nhóm lạ")
    client.force_login(administrator)
    response = client.get(f"{ADMIN}news/user/")
    assert "Theo vai trò" in text_of(response) and "Nhóm lạ" not in text_of(response)
    found = client.get(f"{ADMIN}news/user/", {"groups__id__exact": role_of(Role.WRITER).pk})
    assert [person.username for person in found.context["cl"].result_list] == [writer.username]


@pytest.mark.parametrize("role", ["administrator", "owner"])
def test_nothing_is_deleted(role, request, client, writer):
    source, category = make_source(), Category.objects.get(slug="focus")
    client.force_login(request.getfixturevalue(role))
    for obj in (writer, category, Masthead.objects.get()):
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


def test_sources_stand_in_the_order_of_the_alphabet(client, editor):
    for name in ("Đài Hải Đăng", "Báo Ấp Mới", "Báo Ăn Sáng", "Báo An Biên", "Cổng tin Bến"):
        make_article(source=make_source(name))
    ours = ["Báo An Biên", "Báo Ăn Sáng", "Báo Ấp Mới", "Cổng tin Bến", "Đài Hải Đăng"]
    client.force_login(editor)
    for query in ({}, {"o": "0"}):
        names = [s.name for s in client.get(f"{ADMIN}news/source/", query).context["cl"].queryset]
        assert [name for name in names if name in ours] == ours
    (choices,) = [
        spec.lookup_choices
        for spec in client.get(f"{ADMIN}news/article/").context["cl"].filter_specs
        if spec.title == "nguồn tin"
    ]
    assert [name for _, name in choices if name in ours] == ours


def test_a_spelling_belongs_to_one_source(client, editor):
    source, other = make_source("Báo Bến Sông"), make_source("Đài Hải Đăng")
    SourceAlias.objects.create(source=other, name="Hải Đăng TV")
    client.force_login(editor)
    data = filled_in(client.get(change_url(source)), **{"aliases-0-name": "hai dang tv"})
    assert "đang thuộc về" in text_of(client.post(change_url(source), data))
    data["aliases-0-name"] = "Bến Sông online"
    assert client.post(change_url(source), data).status_code == 302
    assert source.aliases.get().name == "Bến Sông online"


ROWS = {"aliases-TOTAL_FORMS": "3", "aliases-1-id": "", "aliases-2-id": ""}


@pytest.mark.parametrize(
    "names", [("Bến Sông TV", "BEN SONG tv"), ("Bao ben song", ""), ("...", ""), ("Báo Bến Sông", "Khác")]
)
def test_spellings_that_are_one_are_an_error_of_the_page(names, client, editor):
    source = make_source("Báo Bến Sông")
    client.force_login(editor)
    rows = ROWS | {f"aliases-{n}-name": name for n, name in enumerate(names)}
    response = client.post(change_url(source), filled_in(client.get(change_url(source)), **rows))
    assert response.status_code == 200 and "Hãy xem lại các cách viết được đánh dấu." in text_of(response)
    assert not source.aliases.exists()


def test_a_new_source_is_not_its_own_other_spelling(client, editor):
    client.force_login(editor)
    data = filled_in(client.get(f"{ADMIN}news/source/add/"), name="Đài Hải Đăng")
    response = client.post(f"{ADMIN}news/source/add/", data | {"aliases-0-name": "dai hai dang"})
    assert response.status_code == 200 and "Trùng với tên nguồn" in text_of(response)
    assert not Source.objects.filter(name="Đài Hải Đăng").exists()


def test_spellings_may_be_traded_between_rows(client, editor):
    source = make_source("Báo Bến Sông")
    one, two = (SourceAlias.objects.create(source=source, name=name) for name in ("BSO", "Bến Sông TV"))
    client.force_login(editor)
    page = client.get(change_url(source))
    traded = {"aliases-0-name": "Bến Sông TV", "aliases-1-name": "BSO"}
    if page.context["inline_admin_formsets"][0].formset.forms[0].instance != one:
        one, two = two, one
        traded = {"aliases-0-name": "BSO", "aliases-1-name": "Bến Sông TV"}
    assert client.post(change_url(source), filled_in(page, **traded)).status_code == 302
    one.refresh_from_db()
    assert one.name == traded["aliases-0-name"] and source.aliases.count() == 2
    page = client.get(change_url(source))
    first, second = (form.instance for form in page.context["inline_admin_formsets"][0].formset.forms[:2])
    changed = {"aliases-0-name": second.name, "aliases-1-DELETE": "on"}
    assert client.post(change_url(source), filled_in(page, **changed)).status_code == 302
    assert [(a.pk, a.name) for a in source.aliases.all()] == [(first.pk, second.name)]


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
