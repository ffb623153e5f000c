"""What is done to articles: every step, and all else that changes them."""

from news import editing, reviewing
from news.models import Article, ReviewRequest
from tests.deeds.deed import NO_PAGE, Request, deed, form_at, form_of, now, step
from tests.make import make_article, make_source
from tests.news.admin_forms import change_url

LIST = "/quan-tri/news/article/"


def written(cast, **values) -> Article:
    """The writer's draft, saved as people save it."""
    return editing.save_text(Article(headline="Trạm đo gió", source=make_source(), **values), cast.writer)


@deed("w!ec-")
def submit_article(cast, actor):
    return step(written(cast), "submit", "review")


@deed("--ec-")
def return_article(cast, actor):
    return step(make_article(cast.writer, "review"), "return", "draft")


@deed("--ec-")
def approve_article(cast, actor):
    return step(make_article(cast.writer, "review"), "approve", "approved")


@deed("--!!-")
def approve_an_article_in_which_one_wrote(cast, actor):
    article = make_article(cast.writer, "review")
    article.contributors.add(actor)
    return step(article, "approve", "approved")


@deed("--!!-")
def approve_an_article_with_an_open_comment(cast, actor):
    article = make_article(cast.writer, "review")
    reviewing.comment(article, cast.second_editor, "Nguồn nào?")
    return step(article, "approve", "approved")


@deed("--ec-")
def approve_several_articles(cast, actor):
    article = make_article(cast.writer, "review")
    data = {"action": "approve_chosen", "_selected_action": [article.pk], "index": 0, "confirmed": 1}
    data[f"seen-{article.pk}"] = article.version
    return Request(LIST, data, lambda: now(article).status == "approved")


@deed("--ec-")
def reopen_article(cast, actor):
    return step(make_article(cast.writer, "approved"), "reopen", "draft")


@deed("w!ec-")
def drop_article(cast, actor):
    return step(written(cast), "drop", "dropped")


@deed(NO_PAGE)
def publish_an_article_by_itself(cast, actor):
    return step(make_article(cast.writer, "approved"), "publish", "published")


@deed(NO_PAGE)
def withdraw_an_article_by_itself(cast, actor):
    return step(make_article(cast.writer, "published"), "withdraw", "withdrawn")


@deed(NO_PAGE)
def restore_a_withdrawn_article_by_itself(cast, actor):
    return step(make_article(cast.writer, "withdrawn"), "restore", "approved")


@deed("woec-")
def write_a_new_article(cast, actor):
    address = f"{LIST}add/"
    data = form_at(address, cast.writer, headline="Tin mới về trạm đo")
    return Request(address, data, lambda: Article.objects.filter(headline="Tin mới về trạm đo").exists())


@deed("w!ec-")
def save_an_article(cast, actor):
    article = written(cast)
    address, data = form_of(article, cast.writer, headline="Trạm đo sóng")
    return Request(address, data, lambda: now(article).headline == "Trạm đo sóng")


def save_later(cast, status: str) -> Request:
    """The form of a draft, sent when the article has moved on."""
    article = written(cast)
    address, data = form_of(article, cast.writer, headline="Trạm đo sóng")
    Article.objects.filter(pk=article.pk).update(status=status)
    return Request(address, data, lambda: now(article).headline == "Trạm đo sóng")


@deed("!!ec-")
def save_an_article_in_review(cast, actor):
    return save_later(cast, "review")


@deed("!!!!-")
def save_an_approved_article(cast, actor):
    return save_later(cast, "approved")


@deed("!!!!-")
def save_a_published_article(cast, actor):
    return save_later(cast, "published")


@deed("w!ec-")
def bring_an_old_version_back(cast, actor):
    article = written(cast)
    first = article.history.get()
    article.headline = "Trạm đo sóng"
    editing.save_text(article, cast.writer)
    address = change_url(article).replace("/change/", f"/khoi-phuc/{first.pk}/")
    sent = {"seen_version": article.version}
    return Request(address, sent, lambda: now(article).headline == "Trạm đo gió")


@deed("w!ec-")
def comment_on_an_article(cast, actor):
    article = written(cast)
    address = change_url(article).replace("/change/", "/nhan-xet/")
    return Request(address, {"text": "Nguồn nào?"}, article.comments.exists)


def on_comment(cast, act: str, done, **data) -> Request:
    """What is done to the second editor's comment."""
    article = written(cast)
    remark = reviewing.comment(article, cast.second_editor, "Nguồn nào?")
    if act == "mo-lai":
        reviewing.resolve(remark, cast.second_editor)
    address = change_url(article).replace("/change/", f"/nhan-xet/{remark.pk}/{act}/")
    return Request(address, data, lambda: done(now(remark)))


@deed("w!ec-")
def answer_a_comment(cast, actor):
    return on_comment(cast, "tra-loi", lambda remark: remark.answers.exists(), text="Báo Sóng Biển.")


@deed("w!ec-")
def settle_a_comment(cast, actor):
    return on_comment(cast, "xong", lambda remark: remark.resolved_at is not None)


@deed("w!ec-")
def open_a_settled_comment(cast, actor):
    return on_comment(cast, "mo-lai", lambda remark: remark.resolved_at is None)


@deed("w!ec-")
def ask_a_reviewer(cast, actor):
    article = make_article(cast.writer, "review")
    address = change_url(article).replace("/change/", "/moi-duyet/")
    asked = article.review_requests.waiting().filter(reviewer=cast.second_editor)
    return Request(address, {"reviewer": cast.second_editor.pk}, asked.exists)


@deed("w!ec-")
def take_back_what_one_asked_of_a_reviewer(cast, actor):
    article = make_article(cast.writer, "review")
    asked = reviewing.ask(article, cast.writer, cast.second_editor)
    address = change_url(article).replace("/change/", "/moi-duyet/")
    waiting = ReviewRequest.objects.waiting().filter(pk=asked.pk)
    return Request(address, {"unask": asked.pk}, lambda: not waiting.exists())
