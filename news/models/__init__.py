"""The newsroom's tables."""

from news.models.article import Article, ArticleBand, ArticleStatusChange, KeyFigure, Picture
from news.models.category import Category
from news.models.invitation import Invitation
from news.models.notice import Mail, Notice
from news.models.source import Source, SourceAlias
from news.models.user import User

__all__ = [
    "Article",
    "ArticleBand",
    "ArticleStatusChange",
    "Category",
    "Invitation",
    "KeyFigure",
    "Mail",
    "Notice",
    "Picture",
    "Source",
    "SourceAlias",
    "User",
]
