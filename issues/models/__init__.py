"""The tables of issues."""

from issues.models.issue import Issue, IssueStatusChange, Placement
from issues.models.masthead import Masthead
from issues.models.release import Correction, Release, ReleasePicture

__all__ = ["Correction", "Issue", "IssueStatusChange", "Masthead", "Placement", "Release", "ReleasePicture"]
