"""Preflight in a real browser: the way from the panel to the words, and the check while somebody writes."""

import pytest

from tests.issues.preflighted import OPEN_END, found, make_defective

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODE = "missing-final-period"


def test_from_the_panel_to_the_marked_words_and_back(visit, editor):
    issue = make_defective(1)
    page = visit("binh")
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/soat-loi/?loai={CODE}")
    page.get_by_role("link", name="Mở tin").click()
    page.wait_for_selector("#cke_id_body iframe.cke_wysiwyg_frame")
    quote = found(issue, CODE)[0].finding.quote
    page.wait_for_function(
        "words => CKEDITOR.instances.id_body?.document?.$.getSelection()?.toString() === words", arg=quote
    )
    assert quote in page.locator("#da-tim mark").inner_text()


def test_the_text_is_checked_while_it_is_written(visit, editor):
    issue = make_defective(1)
    article = issue.placements.get().article
    page = visit("binh")
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    results = page.locator("#soat-loi-ket-qua")
    assert "Thiếu dấu chấm cuối đoạn" in results.inner_text()
    page.wait_for_function("() => CKEDITOR.instances.id_body?.status === 'ready'")
    page.evaluate("text => CKEDITOR.instances.id_body.setData(text)", f"<p>{OPEN_END}.</p>")
    page.wait_for_function(
        "() => !document.querySelector('#soat-loi-ket-qua').innerText.includes('Thiếu dấu chấm')"
    )
    page.fill("#id_news_date", "")
    page.wait_for_function(
        "() => document.querySelector('#soat-loi-ket-qua').innerText.includes('Tin chưa có ngày')"
    )
    article.refresh_from_db()
    assert f"{OPEN_END}.</p>" not in article.body and article.news_date


def test_repair_and_undo_without_a_script(visit, editor):
    issue = make_defective(2)
    page = visit("binh", width=390)
    page.goto(f"/quan-tri/issues/issue/{issue.pk}/soat-loi/")
    page.get_by_role("button", name="Sửa tất cả loại này").first.click()
    page.wait_for_selector(".messagelist")
    assert not found(issue, CODE)
    page.get_by_role("button", name="Hoàn tác lần sửa vừa rồi").click()
    page.wait_for_selector("text=Đã hoàn tác")
    assert len(found(issue, CODE)) == 2
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
