"""The newsroom's tables."""

from news.models.article import Article, ArticleBand, ArticleStatusChange, KeyFigure, Picture
from news.models.binned import Binned
from news.models.category import Category
from news.models.invitation import Invitation
from news.models.notice import Mail, Notice
from news.models.presence import Presence
from news.models.review import ArticleComment, ReviewRequest
from news.models.source import Source, SourceAlias
from news.models.user import User

__all__ = [
    "Article",
    "ArticleBand",
    "ArticleComment",
    "ArticleStatusChange",
    "Binned",
    "Category",
    "Invitation",
    "KeyFigure",
    "Mail",
    "Notice",
    "Picture",
    "Presence",
    "ReviewRequest",
    "Source",
    "SourceAlias",
    "User",
]
