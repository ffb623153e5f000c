"""The newsroom's tables."""

from news.models.article import Article, ArticleBand, ArticleStatusChange, KeyFigure, Picture
from news.models.category import Category
from news.models.presence import Presence
from news.models.review import ArticleComment, ReviewRequest
from news.models.source import Source, SourceAlias
from news.models.user import User

__all__ = [
    "Article",
    "ArticleBand",
    "ArticleComment",
    "ArticleStatusChange",
    "Category",
    "KeyFigure",
    "Picture",
    "Presence",
    "ReviewRequest",
    "Source",
    "SourceAlias",
    "User",
]
