"""Finding articles by words, marks and case aside: `hoa phuong` finds "Hoa phượng" on either database."""

from news.text import fold


def matching(articles, words: str):
    """The articles of a queryset in whose headline, contents title, outlet or link all words occur.

    Compared in Python, because the two databases fold Vietnamese differently; a newsroom's articles are thousands.
    """
    wanted = fold(words).split()
    if not wanted:
        return articles
    rows = articles.order_by().values_list("pk", "headline", "toc_title", "source__name", "link")
    found = [pk for pk, *texts in rows if contains(wanted, texts)]
    return articles.filter(pk__in=found)


def contains(wanted: list[str], texts: list) -> bool:
    """Whether all words occur in the texts, which may be None."""
    folded = fold(" ".join(text or "" for text in texts))
    return all(word in folded for word in wanted)
