"""Finding articles by words, marks and case aside: `hoa phuong` finds "Hoa phượng" on either database."""

from django.db.models import Q

from news.text import fold

MOST = 12  # words: more of them narrow nothing down, and each costs a pass


def search_key(*texts: str) -> str:
    """What search looks through, kept beside the text when an article is saved: databases fold Vietnamese differently.

    >>> search_key("Hoa phượng nở", "", "https://bao.example/Hoa")
    'hoa phuong no https bao example hoa'
    """
    return fold(" ".join(texts))


def matching(articles, words: str):
    """The articles of a queryset in whose headline, contents title, outlet or link all words occur."""
    for word in list(dict.fromkeys(fold(words).split()))[:MOST]:
        articles = articles.filter(Q(search_key__contains=word) | Q(source__key__contains=word))
    return articles


def contains(wanted: list[str], texts: list) -> bool:
    """Whether all words occur in the texts, which may be None."""
    folded = fold(" ".join(text or "" for text in texts))
    return all(word in folded for word in wanted)
