"""The project's own app (system checks) and the newsroom's admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DiemtinConfig(AppConfig):
    """Registers the system checks."""

    name = "diemtin"
    verbose_name = "Điểm tin"

    def ready(self):
        from diemtin import checks  # noqa: F401
        from diemtin.gate import checks as gate_checks  # noqa: F401
        from diemtin.gate import entrance  # noqa: F401


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with the newsroom's site in place of the stock one."""

    default_site = "diemtin.admin.NewsroomSite"

    def ready(self):
        super().ready()
        from django.contrib import admin

        from diemtin.gate import lists

        # After all apps' pages, so that those of a library can be taken out.
        lists.register(admin.site)
