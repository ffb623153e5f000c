"""The issues' desk. It displays and calls; what is allowed is decided by editing, placing, publishing and workflow."""

from issues.admin import articles, house, issues, masthead

__all__ = ["articles", "house", "issues", "masthead"]
