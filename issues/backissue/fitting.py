"""What a row can hold of what was printed; what does not fit, or has no place in a row, becomes a problem."""

from issues.backissue.values import BackArticle, BackIssue, Problem
from issues.models import Issue
from news.models import Article, KeyFigure, Source
from news.text import fold, squeeze


def longest(model, name: str) -> int:
    """How many characters a column holds."""
    return model._meta.get_field(name).max_length


def fit(model, name: str, text: str | None) -> str:
    """The text on one line, as much as the column holds."""
    return squeeze(text or "")[: longest(model, name)].rstrip()


def printed_source(item: BackArticle) -> str:
    """The outlet's name as printed, as it would be stored; empty where no letter is printed."""
    name = fit(Source, "name", item.source)
    return name if fold(name) else ""


def losses(back: BackIssue) -> list[Problem]:
    """A problem for each caption (there is no picture to put it under), each text that is cut, each sign for a source."""
    found = [cut(back.trends.title, Issue, "trends_title", None), cut(back.theme, Issue, "theme", None)]
    for item in back.articles:
        found += [
            cut(item.headline, Article, "headline", item),
            cut(item.toc_title, Article, "toc_title", item),
        ]
        found += [cut(item.source, Source, "name", item), cut(item.link, Article, "link", item)]
        for value, label in item.key_figures:
            found += [cut(value, KeyFigure, "value", item), cut(label, KeyFigure, "label", item)]
        found += [caption(item, text) for text in item.captions]
        if item.source and not printed_source(item):
            found.append(no_name(item))
    return [problem for problem in found if problem]


def cut(text: str | None, model, name: str, item: BackArticle | None) -> Problem | None:
    """A problem where the text is longer than the column."""
    text = squeeze(text or "")
    if len(text) <= longest(model, name):
        return None
    label = model._meta.get_field(name).verbose_name
    message = f"Phần “{label}” dài hơn {longest(model, name)} ký tự nên bị cắt. Hãy kiểm tra và rút gọn."
    return Problem("text-cut", message, item and item.line, item and item.headline, text)


def caption(item: BackArticle, text: str) -> Problem:
    """A caption whose picture did not come with the text."""
    message = "Chú thích này đi kèm một ảnh không có trong tệp văn bản. Hãy thêm ảnh rồi chép chú thích vào."
    return Problem("caption-without-picture", message, item.line, item.headline, text)


def no_name(item: BackArticle) -> Problem:
    """Something stands in the place of the source that is no name."""
    message = f"Chỗ ghi nguồn chỉ có “{item.source}”, không phải tên nguồn. Hãy bổ sung nguồn của tin."
    return Problem("missing-source", message, item.line, item.headline, item.source)
