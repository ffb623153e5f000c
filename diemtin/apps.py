"""The project's own app (system checks) and the newsroom's admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DiemtinConfig(AppConfig):
    """Registers the system checks."""

    name = "diemtin"
    verbose_name = "Điểm tin"

    def ready(self):
        from diemtin import checks  # noqa: F401


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with the newsroom's site in place of the stock one."""

    default_site = "diemtin.admin.NewsroomSite"
