"""Setting up a newsroom: groups with exactly their permissions, sections, masthead, known outlets, house spellings."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from issues import shelving
from issues.models import HouseForm, Masthead
from issues.preflight import house
from news import outlets
from news.models import Category, Source
from news.models.category import Layout
from news.models.user import Role

# What each role adds to the one before it. Chiefs can do an editor's work, editors a writer's: a newsroom of two works.
WRITER = {
    "news.add_article",
    "news.change_article",
    "news.view_article",
    "news.submit_article",
    "news.drop_article",
    "news.add_articlecomment",
    "news.change_articlecomment",
    "news.add_reviewrequest",
    *(
        f"news.{act}_{part}"
        for act in ("add", "change", "delete", "view")
        for part in ("picture", "keyfigure")
    ),
    "news.view_source",
    "news.view_category",
    "issues.view_issue",
}
EDITOR = WRITER | {
    "news.edit_any_article",
    "news.review_article",
    "news.reopen_article",
    "news.add_source",
    "news.change_source",
    "news.delete_source",
    *(f"news.{act}_sourcealias" for act in ("add", "change", "delete", "view")),
    "issues.add_issue",
    "issues.change_issue",
    "issues.delete_issue",
    "issues.assemble_issue",
    "issues.submit_issue",
    "issues.import_issue",
    "issues.view_release",
    "issues.view_correction",
    "issues.view_masthead",
    *(f"issues.{act}_houseform" for act in ("add", "change", "delete", "view")),
}
CHIEF = EDITOR | {
    "news.publish_article",
    "news.withdraw_article",
    "issues.approve_issue",
    "issues.reopen_issue",
    "issues.publish_issue",
    "issues.correct_issue",
    "issues.withdraw_issue",
    "issues.waive_issue",
    "diemtin.manage_background",
}
ADMINISTRATOR = {
    *(f"news.{act}_user" for act in ("add", "change", "view")),
    "auth.view_group",
    *(f"news.{act}_source" for act in ("add", "change", "delete", "view", "merge")),
    *(f"news.{act}_sourcealias" for act in ("add", "change", "delete", "view")),
    *(f"news.{act}_category" for act in ("add", "change", "view")),
    *(f"issues.{act}_masthead" for act in ("add", "change", "view")),
    *(f"issues.{act}_houseform" for act in ("add", "change", "delete", "view")),
    "news.view_article",
    "issues.view_issue",
    "issues.view_release",
    "issues.view_correction",
    "diemtin.manage_background",
}
PERMISSIONS = {
    Role.WRITER: WRITER,
    Role.EDITOR: EDITOR,
    Role.CHIEF: CHIEF,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}

CATEGORIES = (
    ("trends", "Tổng kết xu hướng", "Những chuyển động lớn trong tuần", Layout.SUMMARY, 0, None),
    ("domestic", "Tin trong nước", "Chính sách, nghiên cứu và ứng dụng trên cả nước", Layout.LIST, 6, 30),
    ("focus", "Tâm điểm", "Câu chuyện của tuần", Layout.FEATURE, 1, 1),
    (
        "haiphong",
        "Tin Hải Phòng",
        "Khoa học, công nghệ và đổi mới sáng tạo ở thành phố Cảng",
        Layout.LIST,
        8,
        35,
    ),
)
# Facts of the publication; what is missing is filled in by the administrator.
MASTHEAD = {
    "name": "Điểm tin Khoa học Công nghệ",
    "authority": "Sở Khoa học và Công nghệ thành phố Hải Phòng",
    "publisher": "Trung tâm Công nghệ thông tin và Truyền thông Hải Phòng",
    "slogan": "Ấn phẩm tổng hợp tin tức hằng tuần",
    "periodicity": "Hằng tuần",
}


@transaction.atomic
def setup() -> None:
    """Make groups, sections, masthead, and, where there are none, outlets and house spellings; and put on the
    public shelf what went out before there was one. Safe to repeat: permissions are set anew, what people changed stays."""
    for role, names in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role.label)
        group.permissions.set([permission(name) for name in sorted(names)])
    for order, (slug, name, kicker, layout, low, high) in enumerate(CATEGORIES, 1):
        values = {
            "name": name,
            "kicker": kicker,
            "order": order,
            "layout": layout,
            "quota_min": low,
            "quota_max": high,
        }
        Category.objects.get_or_create(slug=slug, defaults=values)
    if not Masthead.objects.exists():
        Masthead.objects.create(**MASTHEAD)
    if not Source.objects.exists():
        outlets.load()
    if not HouseForm.objects.exists():
        house.load()
    if not shelving.is_whole():
        shelving.rebuild()


def permission(name: str) -> Permission:
    """The permission `app.codename`. Raises Permission.DoesNotExist on a misspelling."""
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
