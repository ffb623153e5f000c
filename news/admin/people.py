"""People: their role is one of the four groups. They come by invitation, and leave by being switched off.

Whoever looks after the accounts must not get hold of an approval with them: only a superuser touches a superuser, sets
a chief's password or changes a chief's role, makes a chief of somebody, and changes their own role.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, ReadOnlyPasswordHashWidget, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Count
from django.http import Http404
from django.urls import path, reverse

from news import joining, leaving
from news.admin import joining as joining_pages
from news.admin import leaving as leaving_pages
from news.admin import mails
from news.admin.joining import AcceptInvitation, InvitationForm
from news.models import Mail, User
from news.models.user import Role

NAME = ("Người", {"fields": (("last_name", "first_name"), "email")})
ROLE = ("Vai trò", {"fields": ("groups", "state")})
ROLE_TO_READ = (
    "Vai trò",
    {
        "fields": ("roles_shown", "state"),
        "description": "Chỉ người có toàn quyền đổi được vai trò và trạng thái ở đây.",
    },
)
# Rights of single people would make the table of roles untrue: there is only everything, for whoever sets the house up.
BEYOND = ("Ngoài vai trò", {"fields": ("is_superuser",), "classes": ("collapse",)})
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

    def clean(self):
        """There is always somebody who looks after the accounts, and somebody who approves."""
        cleaned = super().clean()
        given_up = self.roles_given_up(cleaned)
        if given_up and (reason := leaving.last_in(self.instance, given_up)):
            raise forms.ValidationError(reason)
        return cleaned

    def roles_given_up(self, cleaned: dict) -> set[str]:
        """The roles that the person fills now and would not any more."""
        held = leaving.roles_held(self.initial_person)
        groups = {group.name for group in cleaned["groups"]} if "groups" in cleaned else None
        kept = self.initial_person.roles if groups is None else {r for r in Role if r.label in groups}
        superuser = cleaned.get("is_superuser", self.initial_person.is_superuser)
        return held - kept - ({Role.ADMINISTRATOR} if superuser else set())

    @property
    def initial_person(self) -> User:
        """The row as it is stored."""
        return User.objects.get(pk=self.instance.pk)


class PasswordForm(AdminPasswordChangeForm):
    """A new password. Nobody here signs in without one, so that is not asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


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

    list_display = ("username", "full_name", "roles_shown", "state", "last_login")
    list_filter = ("is_active", ("groups", RoleFilter))
    form = PersonForm
    change_password_form = PasswordForm
    change_user_password_template = "admin/news/user/password.html"
    ordering = ("username",)
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    show_facets = admin.ShowFacets.NEVER
    add_form = InvitationForm
    add_form_template = None
    change_form_template = "admin/news/user/change_form.html"
    change_list_template = "admin/news/user/change_list.html"
    add_fieldsets = (NAME, ("Tài khoản", {"fields": ("username", "groups")}))

    def get_urls(self):
        """The pages of coming and going; only the invited one is open to whoever has the link."""
        wrap = self.admin_site.admin_view
        pages = (
            ("moi-lai", joining_pages.renew, "renew"),
            ("huy-loi-moi", joining_pages.revoke, "revoke"),
            ("cho-nghi", leaving_pages.leave, "leave"),
            ("lam-lai", leaving_pages.come_back, "come_back"),
            ("gui-lai-thu", mails.send_again, "send_again"),
        )
        own = [
            path(f"<int:object_id>/{route}/", wrap(self.bound(view)), name=f"news_user_{name}")
            for route, view, name in pages
        ]
        accept = path("nhan-loi-moi/<uidb64>/<token>/", AcceptInvitation.as_view(), name="news_user_accept")
        return [accept, *own, *super().get_urls()]

    def bound(self, view):
        """A page's function with this admin as its first argument."""
        return lambda request, **kwargs: view(self, request, **kwargs)

    def page(self, name: str, person: User) -> str:
        """The address of one of a person's pages."""
        return reverse(f"admin:news_user_{name}", args=[person.pk])

    def person_or_404(self, request, object_id) -> User:
        """The person, for whoever looks after people."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        person = self.get_object(request, str(object_id))
        if person is None:
            raise Http404
        return person

    def may_switch(self, request, person: User) -> bool:
        """Whether this user may switch that account on or off: nobody their own."""
        allowed = self.has_change_permission(request, person) and may_set_role(request.user, person)
        return allowed and person != request.user

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. Where two invite at the same time, the second is asked again, and now sees the first."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        """A new person is invited once the role is stored."""
        super().save_related(request, form, formsets, change)
        if not change:
            joining.invite(form.instance, request.user)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Above the form: the invitation, coming and going, and mail that did not arrive."""
        if obj is not None:
            context |= joining_pages.panel(request.user, obj)
            context |= {
                "may_switch": self.may_switch(request, obj),
                "failed_mail": Mail.objects.failed().filter(recipient=obj).first(),
            }
        else:
            context["title"] = "Mời người mới"
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changelist_view(self, request, extra_context=None):
        """Above the list: to whom mail could not be sent."""
        troubled = User.objects.filter(mails__in=Mail.objects.failed()).annotate(failed=Count("mails"))
        people = list(troubled.order_by("username")[:10])
        return super().changelist_view(request, {"troubled": people, **(extra_context or {})})

    def get_queryset(self, request):
        """With the groups and the invitation, which the list shows."""
        return super().get_queryset(request).select_related("invitation").prefetch_related("groups")

    def get_fieldsets(self, request, obj=None):
        """What lies beyond the roles is a superuser's affair."""
        if obj is None:
            return self.add_fieldsets
        beyond = (BEYOND,) if request.user.is_superuser else ()
        knows = may_set_password(request.user, obj) and not joining_pages.waits(obj)
        account = ("username", "password") if knows else ("username",)
        role = ROLE if may_set_role(request.user, obj) else ROLE_TO_READ
        return ((None, {"fields": account}), NAME, role, *beyond, DATES)

    def get_readonly_fields(self, request, obj=None):
        """A role that this person may not change is shown."""
        shown = (*super().get_readonly_fields(request, obj), "state")
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
        """Not of everybody; who was invited sets their own."""
        person = self.get_object(request, unquote(id))
        if person is not None and (not may_set_password(request.user, person) or joining_pages.waits(person)):
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

    @admin.display(description="tình trạng", ordering="is_active")
    def state(self, user):
        """Here, invited, or gone."""
        if user.is_active:
            return "Đang làm việc"
        invitation = getattr(user, "invitation", None)
        return "Đã nghỉ" if invitation is None or invitation.accepted_at else "Chưa nhận lời mời"

    @admin.display(description="vai trò")
    def roles_shown(self, user):
        """The roles by name."""
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Toàn quyền", *names] if user.is_superuser else names) or "–"
