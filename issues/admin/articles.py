"""Articles, seen from the issues: in which one each of them stands."""

from django.contrib import admin

from issues import places
from issues.admin.article_list import PlacedList
from issues.admin_views import checking, previewing
from issues.admin_views.places import shown, sought
from issues.assembly import edition_article
from issues.checking import check_stored
from issues.models import Placement
from issues.preflight.passages import TEXT, passages
from issues.preflight.record import MOST_PARAGRAPHS
from news.admin.articles import ArticleAdmin
from news.admin.drafts import draft_of
from news.models import Article

admin.site.unregister(Article)


def counts(article: Article | None) -> dict:
    """Words and paragraphs of the stored text, and how many paragraphs the house prints at most."""
    found = passages(article.body) if article else ()
    paragraphs = sum(passage.kind == TEXT for passage in found)
    return {"words": article.word_count if article else 0, "paragraphs": paragraphs, "most": MOST_PARAGRAPHS}


@admin.register(Article)
class PlacedArticleAdmin(PlacedList, ArticleAdmin):
    """Articles with their issue."""

    change_form_template = "admin/news/article/change_form.html"

    def get_urls(self):
        """What is asked while somebody writes stands before the admin's own catch-all address."""
        return [
            *self.writing_urls("kiem-tra", "check", checking.view),
            *self.writing_urls("xem-thu", "preview", previewing.view),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form says where the article stands, and what was found in it."""
        if obj is not None:
            placement = Placement.objects.filter(article=obj).select_related("issue", "category").first()
            context |= {"placement": placement, "sought": sought(request, obj)}
        if self.may_write(request, obj):
            context["checked"] = self.checked(obj, context.get("placement"))
            context["check_url"] = self.writing_page("check", obj)
            context["preview_url"] = self.writing_page("preview", obj)
            context["propose_url"] = self.writing_page("propose", obj)
            context["counts"] = counts(obj)
            context["draft"] = draft_of(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def step_context(self, request, transition, obj):
        """Who judges an article sees where it stands."""
        return super().step_context(request, transition, obj) | {"where": places.where([obj.pk]).get(obj.pk)}

    def checked(self, article, placement) -> list:
        """What was found in the text as it is stored; nothing in a new one."""
        if article is None:
            return []
        issue = placement.issue if placement else None
        found = check_stored(edition_article(article), issue)
        return [shown(m, found.edition, issue) for m in found.marked if not m.waiver]
