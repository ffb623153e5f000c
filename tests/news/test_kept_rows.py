"""Pictures and key figures in the versions of an article: kept, compared, brought back, refused where they cannot be."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news import editing, kept_rows, versions
from news.kept_rows import FIGURES, PICTURES
from news.models import Article, KeyFigure, Picture
from news.workflow import Refused
from tests.make import make_article, picture_bytes
from tests.news.admin_forms import change_url, filled_in, said, text_of

WORDS = {"alt": "Phao vàng", "credit": "Trạm Sóng", "caption": "Phao số một"}
RED, BLUE = (200, 0, 0), (0, 0, 200)


def add_picture(article, position: int = 1, colour=RED, **words) -> Picture:
    """A stored picture of one colour."""
    picture = Picture(article=article, position=position, **{**WORDS, **words})
    picture.image.save("a.jpg", ContentFile(picture_bytes(colour=colour)))
    return picture


@pytest.fixture
def article(writer):
    """Version 1 has a red picture and one figure; version 2 a blue one besides, and another figure."""
    article = editing.save_text(Article(headline="Trạm đo gió", body="<p>Một.</p>"), writer)
    add_picture(article)
    KeyFigure.objects.create(article=article, position=1, value="98%", label="trạm")
    kept_rows.keep(article)
    add_picture(article, 2, BLUE, caption="Phao số hai")
    article.key_figures.update(value="99%")
    editing.touch(article, writer)
    article.refresh_from_db()
    return article


def rows(row, kind) -> list[tuple]:
    """The rows without their keys."""
    return kept_rows.canonical(kind, kept_rows.rows_of(row, kind))


def page_url(row, page: str) -> str:
    """The address of one of the row's pages."""
    return change_url(row).replace("/change/", f"/{page}")


def restore_url(article, number: int = 1) -> str:
    """The address that brings a version back."""
    return page_url(article, f"khoi-phuc/{versions.version_of(article, number).pk}/")


def test_every_version_keeps_its_rows_in_order(article):
    newest, oldest = article.history.all()
    assert [row["caption"] for row in newest.kept_pictures] == ["Phao số một", "Phao số hai"]
    assert [row["caption"] for row in oldest.kept_pictures] == ["Phao số một"]
    assert (oldest.kept_figures, newest.kept_figures) == (
        [{"value": "98%", "label": "trạm"}],
        [{"value": "99%", "label": "trạm"}],
    )
    kept = newest.kept_pictures[1]
    picture = article.pictures.last()
    assert {name: getattr(picture, name) for name in PICTURES.values if name != "image"} | {
        "image": picture.image.name
    } == kept
    assert kept["width"] == 640 and default_storage.exists(kept["image"])


def test_every_column_of_the_rows_is_kept():
    for kind, model in ((PICTURES, Picture), (FIGURES, KeyFigure)):
        own = {field.name for field in model._meta.concrete_fields} - {"id", "article", "position"}
        assert own == set(kind.values)


def test_whoever_makes_a_version_keeps_the_rows(article):
    article.headline = "Lưu thẳng"
    article.save()
    assert len(article.history.first().kept_pictures) == 2


def test_the_form_keeps_what_it_stores(client, writer, newsroom):
    client.force_login(writer)
    add = "/quan-tri/news/article/add/"
    upload = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")
    figure = {"key_figures-0-value": "12", "key_figures-0-label": "phao"}
    picture = {f"pictures-0-{name}": words for name, words in WORDS.items()} | {"pictures-0-image": upload}
    data = filled_in(client.get(add), headline="Tin có ảnh", body="<p>Một.</p>", **figure, **picture)
    assert client.post(add, data).status_code == 302
    article = Article.objects.get()
    (record,) = article.history.all()
    assert record.kept_figures == [{"value": "12", "label": "phao"}]
    assert [row["image"] for row in record.kept_pictures] == [article.pictures.get().image.name]
    text_and_figure = {"headline": "Tin khác", "key_figures-0-value": "13"}
    client.post(change_url(article), filled_in(client.get(change_url(article)), **text_and_figure))
    client.post(
        change_url(article), filled_in(client.get(change_url(article)), **{"key_figures-0-value": "14"})
    )
    kept = [(r.version, r.headline, r.kept_figures[0]["value"]) for r in article.history.all()]
    assert kept == [(3, "Tin khác", "14"), (2, "Tin khác", "13"), (1, "Tin có ảnh", "12")]


def test_both_sides_are_compared(client, article, editor):
    client.force_login(editor)
    page = text_of(client.get(page_url(article, "so-sanh/")))
    assert page.count('class="side-new"') == 1 and page.count('class="side-same"') == 1
    assert "[thêm: </span>Chú thích: Phao số hai" in page
    assert "[bỏ: </span>98" in page and "[thêm: </span>99" in page
    for picture in article.pictures.all():
        small = picture.image.name.replace(".jpg", "-960.jpg")
        url = reverse("picture", args=[small])
        assert f'src="{url}"' in page and client.get(url)["Content-Type"] == "image/jpeg"
    listed = text_of(client.get(page_url(article, "history/")))
    assert "1 ảnh → 2 ảnh" in listed and "98% trạm → 99% trạm" in listed
    first = page_url(article, f"history/{article.history.last().pk}/")
    old = text_of(client.get(first))
    assert "Phao số một" in old and "Phao số hai" not in old and "98% trạm" in old
    assert "Historical" not in old and "Một phiên bản" in old


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["a", "b"], ["b", "a"], [("b", "b", True), ("a", "a", True)]),
        (["a"], ["a"], [("a", "a", False)]),
        (["a"], [], [("a", None, True)]),
        ([], ["a"], [(None, "a", True)]),
        (["a", "a"], ["a"], [("a", "a", False), ("a", None, True)]),
        (["a"], ["c"], [("a", "c", True)]),
        (["x"], ["a"], [(None, "a", True), ("x", None, True)]),
    ],
)
def test_pictures_are_paired_by_what_they_are(old, new, expected):
    def row(name):
        original = {"a": "whole", "c": "whole"}.get(name, "")
        return {"image": name, "original": original, "alt": "", "caption": "", "credit": ""}

    found = kept_rows.picture_changes([row(n) for n in old], [row(n) for n in new])
    assert [(c.old and c.old.name, c.new and c.new.name, c.changed) for c in found] == expected


def test_pictures_and_figures_come_back(client, article, editor):
    client.force_login(editor)
    page = client.get(restore_url(article))
    assert 'class="side-gone"' in text_of(page) and "giữ nguyên như hiện nay" not in text_of(page)
    client.post(restore_url(article), {"seen_version": 2})
    article.refresh_from_db()
    newest, second, first = article.history.all()
    assert article.version == 3 and newest.history_user == editor
    for kind in kept_rows.KINDS:
        assert rows(article, kind) == rows(first, kind) == rows(newest, kind) != rows(second, kind)
    assert article.pictures.get().position == 1
    client.post(restore_url(article, 2), {"seen_version": 3})
    article.refresh_from_db()
    assert [p.position for p in article.pictures.all()] == [1, 2]
    assert rows(article, PICTURES) == rows(second, PICTURES) and rows(first, PICTURES) == rows(
        article.history.last(), PICTURES
    )


def test_a_crop_comes_back_with_its_whole_picture(client, article, writer):
    picture = article.pictures.first()
    cut = {"crop_left": 10, "crop_top": 20, "crop_width": 300, "crop_height": 200}
    form = filled_in(client_page(client, writer, article), **{f"pictures-0-{n}": v for n, v in cut.items()})
    assert client.post(change_url(article), form).status_code == 302
    whole = picture.image.name
    recut = article.pictures.first()
    assert recut.original == whole and recut.image.name != whole
    compared = text_of(client.get(page_url(article, "so-sanh/")))
    assert 'class="side-gone"' in compared and 'class="side-new"' in compared
    client.post(restore_url(article, 2), {"seen_version": 3})
    assert article.pictures.first().image.name == whole and not article.pictures.first().crop_width
    client.post(restore_url(article, 3), {"seen_version": 4})
    back = article.pictures.first()
    assert (back.image.name, back.original) == (recut.image.name, whole)
    assert {name: getattr(back, name) for name in cut} == cut


def client_page(client, user, article):
    """The article's form as this person sees it."""
    client.force_login(user)
    return client.get(change_url(article))


def test_where_a_file_is_gone_nothing_comes_back(client, article, editor):
    article.pictures.all().delete()
    article.headline = "Không còn ảnh"
    editing.save_text(article, editor)
    lost = versions.version_of(article, 1).kept_pictures[0]["image"]
    default_storage.delete(lost)
    client.force_login(editor)
    assert "Tệp ảnh không còn trong kho" in text_of(client.get(restore_url(article)))
    response = client.post(restore_url(article), {"seen_version": 3})
    assert said(response) == [
        "Không khôi phục được: tệp của ảnh 1 (“Phao số một”) không còn trong kho ảnh. Chưa có gì thay đổi."
    ]
    article.refresh_from_db()
    assert (article.headline, article.version, article.history.count()) == ("Không còn ảnh", 3, 3)
    assert not article.pictures.exists() and article.key_figures.get().value == "99%"


def test_a_lost_picture_that_stays_does_not_keep_the_text_from_coming_back(client, article, editor):
    for picture in article.pictures.all():
        default_storage.delete(picture.image.name)
    article.headline = "Mới"
    editing.save_text(article, editor)
    client.force_login(editor)
    client.post(restore_url(article, 2), {"seen_version": 3})
    assert Article.objects.get().headline == "Trạm đo gió"


def test_who_may_not_change_pictures_brings_none_back(article, writer):
    group = Group.objects.get(name=writer.groups.get().name)
    group.permissions.remove(Permission.objects.get(codename="delete_picture"))
    writer = type(writer).objects.get(pk=writer.pk)
    with pytest.raises(Refused, match="không có quyền sửa ảnh"):
        editing.restore(article, versions.version_of(article, 1), writer, 2)
    assert article.pictures.count() == 2 and article.history.count() == 2


def test_versions_from_before_rows_were_kept_say_so(client, article, editor):
    article.history.filter(version=1).update(kept_pictures=None, kept_figures=None, headline="Tên cũ")
    client.force_login(editor)
    page = text_of(client.get(page_url(article, "so-sanh/")))
    assert page.count("lưu từ trước khi mục này được giữ cùng phiên bản") == 2 and "side-" not in page
    assert "1 ảnh" not in text_of(client.get(page_url(article, "history/")))
    old = text_of(client.get(page_url(article, f"history/{article.history.last().pk}/")))
    assert old.count("lưu từ trước khi mục này được giữ") == 2
    assert "nên ảnh và con số giữ nguyên như hiện nay" in text_of(client.get(restore_url(article)))
    client.post(restore_url(article), {"seen_version": 2})
    article.refresh_from_db()
    assert (article.headline, article.pictures.count()) == ("Tên cũ", 2)


def test_no_version_is_made_where_nothing_would_change(article):
    assert kept_rows.changed_kinds(article, article.history.first()) == []
    assert {kind.name for kind in kept_rows.changed_kinds(article, article.history.last())} == {
        "pictures",
        "key_figures",
    }


def test_words_of_pictures_are_escaped(client, article, editor):
    article.pictures.filter(position=1).update(caption="<script>alert(1)</script>", alt='"><img src=x>')
    editing.touch(article, editor)
    client.force_login(editor)
    for page in ("so-sanh/", "history/", f"history/{article.history.first().pk}/"):
        shown = text_of(client.get(page_url(article, page)))
        assert "<script>alert" not in shown and "<img src=x>" not in shown


def test_files_of_pictures_outlive_the_rows(article):
    names = [picture.image.name for picture in article.pictures.all()]
    article.pictures.all().delete()
    assert all(default_storage.exists(name) for name in names)


def test_comparing_many_pictures_asks_no_more_questions(
    client, article, editor, django_assert_max_num_queries
):
    for n in range(3, 12):
        add_picture(article, n, (n, n, n))
    editing.touch(article, editor)
    client.force_login(editor)
    with django_assert_max_num_queries(16):
        client.get(page_url(article, "so-sanh/"))


def test_an_article_without_rows_compares_as_before(client, editor):
    article = make_article()
    article.history.update(kept_pictures=[], kept_figures=[])
    client.force_login(editor)
    page = text_of(client.get(page_url(article, "so-sanh/")))
    assert "Không đổi:" in page and "ảnh, con số nổi bật" in page
