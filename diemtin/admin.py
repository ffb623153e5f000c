"""placeholder"""
from django.contrib.admin import AdminSite


class NewsroomSite(AdminSite):
    """The newsroom's admin."""
