"""People: their role is one of the four groups. Nobody is deleted.

Whoever looks after the accounts must not get hold of an approval with them: only a superuser touches a superuser, sets
a chief's password or changes a chief's role, makes a chief of somebody, and changes their own role.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashWidget, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from news.models import User
from news.models.user import Role

NAME = ("Người", {"fields": (("last_name", "first_name"), "email")})
ROLE = ("Vai trò", {"fields": ("groups", "is_active", "is_staff")})
ROLE_TO_READ = (
    "Vai trò",
    {
        "fields": ("roles_shown", "is_active", "is_staff"),
        "description": "Chỉ người có toàn quyền đổi được vai trò và trạng thái ở đây.",
    },
)
BEYOND = ("Ngoài vai trò", {"fields": ("is_superuser", "user_permissions"), "classes": ("collapse",)})
DATES = ("Thời gian", {"fields": ("last_login", "date_joined")})

# What a role may do follows from the table in issues.newsroom; a form that edits groups would undo it.
admin.site.unregister(Group)


def may_set_password(user, person: User) -> bool:
    """Whether this user may set that person's password: who has a chief's password can approve."""
    return user.is_superuser or not (person.is_superuser or Role.CHIEF in person.roles)


def may_set_role(user, person: User) -> bool:
    """Whether this user may change that person's role, or switch the account off."""
    return user.is_superuser or (person != user and may_set_password(user, person))


class PasswordWidget(ReadOnlyPasswordHashWidget):
    """Whether there is a password, and nothing of what is stored of it."""

    def get_context(self, name, value, attrs):
        """The widget's words."""
        context = super().get_context(name, value, attrs)
        usable = bool(value) and User(password=value).has_usable_password()
        return context | {"summary": [{"label": "Đã đặt mật khẩu." if usable else "Chưa đặt mật khẩu."}]}


class PersonForm(UserChangeForm):
    """A person who is here already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordWidget()


class RoleFilter(admin.RelatedFieldListFilter):
    """By role."""

    include_empty_choice = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "vai trò"

    def field_choices(self, field, request, model_admin):
        """The four roles."""
        return list(Group.objects.filter(name__in=Role.labels).order_by("pk").values_list("pk", "name"))


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """People."""

    list_display = ("username", "full_name", "roles_shown", "is_active", "last_login")
    list_filter = ("is_active", ("groups", RoleFilter))
    form = PersonForm
    ordering = ("username",)
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ("user_permissions",)
    show_facets = admin.ShowFacets.NEVER
    add_form = UserCreationForm
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        NAME,
        ("Vai trò", {"fields": ("groups", "is_staff")}),
    )

    def get_queryset(self, request):
        """With the groups, which the list shows."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """What lies beyond the roles is a superuser's affair."""
        if obj is None:
            return self.add_fieldsets
        beyond = (BEYOND,) if request.user.is_superuser else ()
        account = ("username", "password") if may_set_password(request.user, obj) else ("username",)
        role = ROLE if may_set_role(request.user, obj) else ROLE_TO_READ
        return ((None, {"fields": account}), NAME, role, *beyond, DATES)

    def get_readonly_fields(self, request, obj=None):
        """A role that this person may not change is shown."""
        shown = super().get_readonly_fields(request, obj)
        if obj is None or may_set_role(request.user, obj):
            return shown
        return (*shown, *ROLE_TO_READ[1]["fields"])

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Only a superuser makes a chief of somebody who is here already; who enters a new chief is in the log."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and not request.user.is_superuser and "groups" in form.base_fields:
            roles = form.base_fields["groups"].queryset.exclude(name=Role.CHIEF.label)
            form.base_fields["groups"].queryset = roles
        return form

    def user_change_password(self, request, id, form_url=""):
        """Not of everybody."""
        person = self.get_object(request, unquote(id))
        if person is not None and not may_set_password(request.user, person):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def construct_change_message(self, request, form, formsets, add=False):
        """The log says which roles were given, and by whom."""
        message = super().construct_change_message(request, form, formsets, add)
        if "groups" not in form.changed_data:
            return message
        names = ", ".join(group.name for group in form.cleaned_data["groups"]) or "không có"
        return f"{'Đã thêm' if add else 'Đã sửa'}; vai trò: {names}."

    def has_change_permission(self, request, obj=None):
        """Who is no superuser does not change one, nor a superuser's password."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """People leave by being deactivated: their names stand under articles and approvals."""
        return False

    def get_changeform_initial_data(self, request):
        """Whoever is entered here works here."""
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """Roles are the four groups, to tick."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.queryset = Group.objects.filter(name__in=Role.labels)
            field.label = "Vai trò"
            field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
            field.help_text = (
                "Mỗi người thường có một vai trò. Tổng biên tập làm được cả việc của thư ký và biên tập viên."
            )
        return field

    @admin.display(description="họ tên", ordering="last_name")
    def full_name(self, user):
        """Family name first, as Vietnamese names are written."""
        return str(user)

    @admin.display(description="vai trò")
    def roles_shown(self, user):
        """The roles by name."""
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Toàn quyền", *names] if user.is_superuser else names) or "–"
