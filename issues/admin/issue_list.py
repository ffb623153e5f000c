"""By what the list of issues is narrowed down."""

from issues.admin.article_list import TaskFilter

ISSUE_TASKS = {
    "duyet": ("Chờ tôi duyệt", "issues.approve_issue", "to_approve_by"),
    "xuat-ban": ("Chờ tôi xuất bản", "issues.publish_issue", "to_publish_by"),
}


class IssueTaskFilter(TaskFilter):
    """What waits for the person who looks, and what is not out yet."""

    tasks = ISSUE_TASKS

    def lookups(self, request, model_admin):
        """Besides the person's own tasks: all that is in work."""
        return [*super().lookups(request, model_admin), ("dang-lam", "Các số chưa phát hành")]

    def queryset(self, request, queryset):
        """The issues in work, or as the rules say."""
        if self.value() == "dang-lam":
            return queryset.in_work()
        return super().queryset(request, queryset)
