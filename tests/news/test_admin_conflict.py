"""Saving on top of somebody's newer version: refused, shown side by side, merged where the person says so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from news import editing, workflow
from news.models import Article, KeyFigure, Picture
from tests.make import make_issue, make_source, picture_bytes
from tests.news.admin_forms import change_url, filled_in, said, text_of

OLD = "<p>Trạm gửi tin mỗi ngày.</p><p>Kinh phí 12 tỉ đồng.</p>"
THEIRS = "<p>Trạm gửi tin mỗi giờ.</p><p>Kinh phí 12 tỉ đồng.</p>"
MINE = "<p>Trạm gửi tin mỗi ngày.</p><p>Kinh phí 15 tỉ đồng.</p>"


@pytest.fixture
def article(writer):
    """The writer's draft."""
    values = {"headline": "Tiêu đề đầu", "toc_title": "Đầu", "body": OLD, "source": make_source()}
    return editing.save_text(Article(**values), writer)


def save_theirs(article, user, **changes) -> None:
    """Somebody else saves first."""
    current = Article.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(current, name, value)
    editing.save_text(current, user, current.version)


def conflict_of(response):
    """What the page shows of the conflict: who changed which field."""
    return {clash.name: clash.who for clash in response.context["conflict"].clashes}


def test_both_texts_stand_side_by_side_and_nothing_is_lost(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi", body=MINE)
    save_theirs(article, editor, headline="Của thư ký", body=THEIRS, toc_title="Mới")
    response = client.post(change_url(article), data)
    page = text_of(response)
    assert response.status_code == 200
    assert conflict_of(response) == {"headline": "both", "body": "both", "toc_title": "theirs"}
    assert "Phạm Hòa Bình đã lưu một bản mới hơn" in page and 'value="Của tôi"' in page and "15 tỉ" in page
    body = next(c for c in response.context["conflict"].clashes if c.name == "body")
    assert [p.text for b in body.theirs.blocks for p in b if p.kind == "new"] == ["giờ"]
    assert [p.text for b in body.mine.blocks for p in b if p.kind == "new"] == ["15 "]
    stored = Article.objects.get()
    assert (stored.headline, stored.body, stored.version) == ("Của thư ký", THEIRS, 2)


def test_the_same_page_saved_again_is_refused_again(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    save_theirs(article, editor, headline="Của thư ký")
    again = filled_in(client.post(change_url(article), data))
    assert again["seen_version"] == "1" and again["headline"] == "Của tôi"
    assert "conflict" in client.post(change_url(article), again).context
    assert Article.objects.get().headline == "Của thư ký"


def test_different_fields_are_merged_on_request(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    save_theirs(article, editor, body=THEIRS)
    page = client.post(change_url(article), data)
    assert "Lưu phần của tôi lên bản mới nhất" in text_of(page)
    response = client.post(change_url(article), filled_in(page, _merge="2"))
    assert response.url == change_url(article) and "cùng với bản mới nhất" in said(response)[-1]
    stored = Article.objects.get()
    assert (stored.headline, stored.body, stored.version) == ("Của tôi", THEIRS, 3)
    assert [h.headline for h in stored.history.all()] == ["Của tôi", "Tiêu đề đầu", "Tiêu đề đầu"]


@pytest.mark.parametrize("take", ["mine", "theirs"])
def test_where_both_changed_the_person_chooses(take, client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi", toc_title="Tôi")
    save_theirs(article, editor, headline="Của thư ký")
    page = client.post(change_url(article), data)
    merged = filled_in(page, _merge="2")
    response = client.post(change_url(article), merged)
    assert "Hãy chọn giữ bản nào" in text_of(response) and Article.objects.get().version == 2
    client.post(change_url(article), merged | {"_take_headline": take})
    stored = Article.objects.get()
    assert stored.headline == {"mine": "Của tôi", "theirs": "Của thư ký"}[take]
    assert (stored.toc_title, stored.version) == ("Tôi", 3)


def test_a_source_of_theirs_is_merged_too(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    other = make_source("Báo Đèn Biển")
    save_theirs(article, editor, source=other)
    client.post(change_url(article), filled_in(client.post(change_url(article), data), _merge="2"))
    stored = Article.objects.get()
    assert (stored.headline, stored.source) == ("Của tôi", other)


def test_a_merge_is_of_the_version_that_the_page_showed(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    save_theirs(article, editor, body=THEIRS)
    page = filled_in(client.post(change_url(article), data), _merge="2")
    save_theirs(article, editor, toc_title="Thứ ba")
    response = client.post(change_url(article), page)
    assert conflict_of(response) == {"headline": "mine", "body": "theirs", "toc_title": "theirs"}
    assert Article.objects.get().headline == "Tiêu đề đầu"
    client.post(change_url(article), filled_in(response, _merge="3"))
    stored = Article.objects.get()
    assert (stored.headline, stored.body, stored.toc_title) == ("Của tôi", THEIRS, "Thứ ba")


@pytest.mark.parametrize("merge", ["", "x", "-1", "9" * 30, "99", "1"])
def test_a_made_up_version_overwrites_nothing(merge, client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi", _merge=merge)
    save_theirs(article, editor, headline="Của thư ký")
    assert client.post(change_url(article), data).status_code == 200
    assert Article.objects.get().headline == "Của thư ký"


@pytest.mark.parametrize("seen", ["0", "77"])
def test_a_version_that_was_never_kept_needs_a_choice_everywhere(seen, client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi", seen_version=seen)
    response = client.post(change_url(article), data)
    assert conflict_of(response) == {"headline": "both"}
    client.post(change_url(article), filled_in(response, _merge="1"))
    assert Article.objects.get().headline == "Tiêu đề đầu"


FIGURE = {"key_figures-0-value": "12 tỉ", "key_figures-0-label": "đồng"}


def add_theirs(rows: str, article) -> None:
    """A row that somebody else adds."""
    if rows == "key_figures":
        KeyFigure.objects.create(article=article, value="98%", label="trạm")
    else:
        Picture.objects.create(
            article=article, image=SimpleUploadedFile("a.jpg", picture_bytes()), alt="Phao"
        )


@pytest.mark.parametrize("rows", ["key_figures", "pictures"])
def test_rows_that_only_the_others_changed_are_shown_and_stay(rows, client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    add_theirs(rows, article)
    save_theirs(article, editor, body=THEIRS)
    page = client.post(change_url(article), data)
    assert conflict_of(page) == {"headline": "mine", "body": "theirs", rows: "theirs"}
    assert ("[thêm: </span>98% trạm" if rows == "key_figures" else 'class="side-new"') in text_of(page)
    client.post(change_url(article), filled_in(page, _merge="2"))
    stored = Article.objects.get()
    assert (stored.headline, stored.body, stored.version) == ("Của tôi", THEIRS, 3)
    assert getattr(stored, rows).count() == 1
    record = stored.history.first()
    assert len(record.kept_figures) + len(record.kept_pictures) == 1


def test_rows_that_only_this_person_changed_are_merged(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), **FIGURE)
    add_theirs("pictures", article)
    save_theirs(article, editor, body=THEIRS)
    page = client.post(change_url(article), data)
    assert conflict_of(page) == {"body": "theirs", "pictures": "theirs", "key_figures": "mine"}
    client.post(change_url(article), filled_in(page, _merge="2"))
    stored = Article.objects.get()
    assert (stored.body, stored.version) == (THEIRS, 3)
    assert (stored.key_figures.get().value, stored.pictures.get().alt) == ("12 tỉ", "Phao")
    record = stored.history.first()
    assert len(record.kept_figures) == len(record.kept_pictures) == 1


def test_rows_that_both_changed_are_shown_and_not_merged(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi", **FIGURE)
    add_theirs("key_figures", article)
    save_theirs(article, editor, body=THEIRS)
    page = client.post(change_url(article), data)
    assert conflict_of(page)["key_figures"] == "both" and "Cả hai người cùng sửa ảnh" in text_of(page)
    assert "Lưu phần của tôi" not in text_of(page)
    assert "[thêm: </span>98% trạm" in text_of(page) and "[thêm: </span>12 tỉ đồng" in text_of(page)
    client.post(change_url(article), filled_in(page, _merge="2"))
    stored = Article.objects.get()
    assert stored.headline == "Tiêu đề đầu" and stored.key_figures.get().value == "98%"


@pytest.mark.parametrize("theirs", ["remove", "reword", "restore"])
def test_rows_of_the_opened_version_that_are_no_longer_there(theirs, client, article, writer, editor):
    for n, value in enumerate(("98%", "99%"), 1):
        KeyFigure.objects.create(article=article, position=n, value=value, label="trạm")
    editing.touch(article, writer)
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    if theirs == "remove":
        article.key_figures.filter(position=1).delete()
    elif theirs == "reword":
        article.key_figures.filter(position=1).update(value="97%")
    else:
        article.key_figures.all().delete()
        KeyFigure.objects.create(article=article, position=1, value="98%", label="trạm")
        KeyFigure.objects.create(article=article, position=2, value="99%", label="trạm")
    save_theirs(article, editor, body=THEIRS)
    before = list(article.key_figures.values_list("pk", "value"))
    page = client.post(change_url(article), data)
    expected = {"headline": "mine", "body": "theirs"}
    assert conflict_of(page) == (expected if theirs == "restore" else expected | {"key_figures": "theirs"})
    client.post(change_url(article), filled_in(page, _merge="3"))
    assert Article.objects.get().headline == "Của tôi"
    assert list(article.key_figures.values_list("pk", "value")) == before


def test_where_the_opened_version_kept_no_rows_nothing_is_merged(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    article.history.update(kept_figures=None, kept_pictures=None)
    add_theirs("key_figures", article)
    save_theirs(article, editor, body=THEIRS)
    page = client.post(change_url(article), data)
    assert conflict_of(page)["key_figures"] == "both" and 'name="_merge"' not in text_of(page)


def test_a_picture_of_this_person_that_is_not_stored_is_told(client, article, writer, editor):
    client.force_login(writer)
    words = {"pictures-0-alt": "Phao", "pictures-0-credit": "Trạm", "pictures-0-caption": "Phao vàng"}
    upload = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")
    data = filled_in(client.get(change_url(article)), **words, **{"pictures-0-image": upload})
    save_theirs(article, editor, body=THEIRS)
    page = client.post(change_url(article), data)
    assert conflict_of(page) == {"body": "theirs", "pictures": "mine"}
    assert "Ảnh mới chọn, chưa lưu" in text_of(page) and "Chú thích: Phao vàng" in text_of(page)


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_rows_of_a_form_that_does_not_say_which_it_saw_are_not_merged(seen, client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), **FIGURE, _merge="2", seen_rows=seen)
    save_theirs(article, editor, body=THEIRS)
    assert "Cả hai người cùng sửa ảnh" in text_of(client.post(change_url(article), data))
    assert not article.key_figures.exists()


def test_a_change_of_status_meanwhile_is_told_with_what_was_typed(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="Của tôi")
    workflow.apply(workflow.SUBMIT, Article.objects.get(), editor, "Gửi hộ em.")
    response = client.post(change_url(article), data)
    page = text_of(response)
    assert "Tin đã gửi duyệt" in page and "Bước gần nhất" in page and "Gửi hộ em." in page
    assert 'value="Của tôi"' in page and 'name="_merge"' not in page
    client.post(change_url(article), data | {"_merge": "1"})
    assert Article.objects.get().headline == "Tiêu đề đầu"


def test_what_the_others_wrote_is_escaped(client, article, writer, editor):
    client.force_login(writer)
    data = filled_in(client.get(change_url(article)), headline="<i>Của</i> tôi")
    save_theirs(article, editor, headline="<script>alert(1)</script>")
    page = text_of(client.post(change_url(article), data))
    assert "<script>alert" not in page and "<i>Của" not in page
    assert "&lt;" in page


def test_issues_conflict_and_merge_alike(client, editor, second_editor, newsroom):
    issue = make_issue(theme="Biển")
    client.force_login(editor)
    data = filled_in(client.get(change_url(issue)), theme="Biển xanh")
    client.force_login(second_editor)
    client.post(change_url(issue), filled_in(client.get(change_url(issue)), trends_title="Tuần của sóng"))
    client.force_login(editor)
    page = client.post(change_url(issue), data)
    assert conflict_of(page) == {"theme": "mine", "trends_title": "theirs"}
    assert "Vũ Gia Bảo đã lưu một bản mới hơn" in text_of(page)
    client.post(change_url(issue), filled_in(page, _merge="1"))
    issue.refresh_from_db()
    assert (issue.theme, issue.trends_title, issue.version) == ("Biển xanh", "Tuần của sóng", 2)
