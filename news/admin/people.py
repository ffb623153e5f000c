"""People: their role is one of the four groups, and only a superuser touches a superuser. Nobody is deleted."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group

from news.models import User
from news.models.user import Role

NAME = ("Người", {"fields": (("last_name", "first_name"), "email")})
ROLE = ("Vai trò", {"fields": ("groups", "is_active", "is_staff")})
BEYOND = ("Ngoài vai trò", {"fields": ("is_superuser", "user_permissions"), "classes": ("collapse",)})
DATES = ("Thời gian", {"fields": ("last_login", "date_joined")})

# What a role may do follows from the table in issues.newsroom; a form that edits groups would undo it.
admin.site.unregister(Group)


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """People."""

    list_display = ("username", "full_name", "roles_shown", "is_active", "last_login")
    list_filter = ("is_active", "groups")
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
        return ((None, {"fields": ("username", "password")}), NAME, ROLE, *beyond, DATES)

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
