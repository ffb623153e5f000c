"""What an edition cannot do to the PDF: load, hide, or lose anything."""

import re
from dataclasses import replace

import pytest

from issues import pdf, printing
from issues.edition import with_article
from tests.issues.editions import article, edition, masthead, picture, sections
from tests.issues.reading import links, printed, tight

HOSTILE = [
    '<p>x</p><img src="file:///etc/passwd">',
    '<p>x</p><img src="http://127.0.0.1:9/a.png">',
    '<p>x</p><img src="anh.png">',
    '<p>x</p><link rel="attachment" href="file:///etc/passwd">',
    '<p>x</p><a rel="attachment" href="file:///etc/passwd">x</a>',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><p>x</p>',
    "<style>@import url(http://127.0.0.1:9/a.css);</style><p>x</p>",
    '<p style="background: url(file:///etc/passwd)">x</p>',
    '<svg width="9" height="9"><image href="http://127.0.0.1:9/a.png" width="9" height="9"/></svg>',
    '<object data="file:///etc/passwd"></object><p>x</p>',
    '<embed src="file:///etc/passwd"><p>x</p>',
]


@pytest.mark.parametrize("layout", ["magazine", "compact"])
@pytest.mark.parametrize("body", HOSTILE)
def test_of_a_body_only_words_and_known_elements_are_printed(body, layout):
    value = edition()
    value = with_article(value, replace(value.articles[0], body=body))
    page = printing.html(value, layout)
    assert not re.search(r"file:|127\.0\.0\.1|anh\.png|passwd|attachment|<(?:svg|object|embed|image)\b", page)
    assert len(re.findall(r"<style|<link", page)) == len(
        re.findall(r"<style|<link", printing.html(edition(), layout))
    )


def test_markup_in_plain_fields_is_printed_as_text():
    value = edition(
        sections([article("Tin <b>đậm</b> & “ngoặc”", source='<img src="file:///etc/passwd">')]),
        theme="<i>x</i>",
    )
    found = printed(value)
    assert tight("TIN <B>ĐẬM</B> & “NGOẶC”") in tight("".join(found.pages))
    assert "<i>x</i>" in found.pages[0]


def test_links_in_bodies_stay_links_and_are_not_fetched():
    body = '<p>Xem <a href="https://127.0.0.1:9/khong-tai" rel="nofollow">bản đồ</a>.</p>'
    found = printed(edition(sections([article(body=body)])))
    assert "https://127.0.0.1:9/khong-tai" in {
        link["/A"]["/URI"] for link in links(found.reader) if "/A" in link
    }


def test_a_lost_picture_is_an_error_and_never_a_blank(settings, tmp_path):
    value = edition(sections([article("Tin mất ảnh", pictures=(picture(),))]))
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    with pytest.raises(pdf.RenderError, match="Không tìm thấy ảnh của tin “Tin mất ảnh”"):
        pdf.render(value)


def test_a_colour_that_is_none_is_refused():
    with pytest.raises(pdf.RenderError, match="#rrggbb"):
        pdf.render(edition(masthead=masthead(colour="red}body{display:none")))
