"""The tables of issues."""

from issues.models.arrangement import Arrangement
from issues.models.issue import Issue, IssueStatusChange, Placement
from issues.models.masthead import Masthead
from issues.models.preflight import HouseForm, LinkCheck, Waiver
from issues.models.public import FormerSourceSlug, PublicArticle, PublicIssue
from issues.models.release import Correction, Release, ReleasePicture
from issues.models.rendering import Rendering
from issues.models.search import RelatedArticle, SearchRow, SearchWord

__all__ = [
    "Arrangement",
    "Correction",
    "FormerSourceSlug",
    "HouseForm",
    "Issue",
    "IssueStatusChange",
    "LinkCheck",
    "Masthead",
    "Placement",
    "PublicArticle",
    "PublicIssue",
    "RelatedArticle",
    "Release",
    "ReleasePicture",
    "Rendering",
    "SearchRow",
    "SearchWord",
    "Waiver",
]
