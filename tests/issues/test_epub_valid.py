"""EPUBCheck, the W3C's judge, finds nothing to say of any book: no error, no warning."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from issues import epub
from issues.assembly import assemble
from issues.edition import Edition, EditionCorrection, EditionFigure
from issues.models import Issue
from news.richtext import clean
from tests.issues.books import remarks
from tests.issues.editions import FIRST_DAY, article, edition, full_edition, masthead, picture, sections
from tests.issues.test_real_issues import NAMES, SEEDS

EVIL = "<script>alert('1')</script>\"&amp;&nbsp;]]><!-- \x00\x01\x0b\x1f\ufffe\uffff\x85 é̂ 𝄞"
LONG = "Thành phố nghiệm thu mạng lưới quan trắc nước mặt tự động lớn nhất vùng duyên hải. " * 40
# What cleaning lets pass though it is no good HTML.
ODD_BODIES = (
    "<p>Đoạn<h2><p>trong tiêu đề</p></h2><strong><p>một</p><p>hai</p></strong>",
    "<ul><p>không phải mục</p>chữ rời<li><h2>tiêu đề trong mục</h2></li></ul><li>mục rời</li>",
    "<table><tbody><tr><td rowspan=0 colspan=x>1</td></tr></tbody><caption>Một</caption><caption>Hai</caption>"
    "<thead><tr><th scope=cot><h3>Đầu</h3></th></tr></thead><thead>"
    "<tr><td><table><tr><td>sâu</td></tr></table></td></tr></thead></table>",
    "<p>Bảng <table><tr></tr><tr><td><ul><li>a</li></ul></td><th>b<hr>c</th></tr></table> trong đoạn</p>",
    '<a href="https://báo.example/tin mới?q=ă|[1]#^"><p>khối trong liên kết <a href="http://b.example">nữa</a></p></a>',
    '<p><a href="../noi-khac">tương đối</a> <a href="http://1.2.3.999/">số</a> <a href="http://a b/">hở</a> '
    '<a href="mailto:a@b.example?subject=Chào bạn">thư</a> <a href="https://x.example:99999/">cổng</a></p>',
    "<h4>Sâu trước</h4><p>a</p><h2>Nông sau</h2><h4>Lại sâu</h4><p>b&#1;&#x1F;&#xFFFE;</p><hr><blockquote></blockquote>",
    "chữ rời <b>đậm<br></b> <i></i><sub>1</sub><blockquote>trích <u><ol><li>x</li></ol></u></blockquote>",
    "",
)


def hostile_edition() -> Edition:
    """Markup, forbidden characters and endless words wherever there is room for words."""
    words = dict.fromkeys(("toc_title", "source"), EVIL)
    figure = EditionFigure(EVIL, EVIL)
    shown = picture(caption=EVIL, credit=EVIL, alt=EVIL)
    articles = [
        article(
            EVIL, **{**words, "link": "javascript:alert(1)"}, pictures=(shown, shown), key_figures=(figure,)
        ),
        article(LONG, toc_title=LONG, source=LONG, link=f"https://dai.example/{'a' * 3000}?x=%zz"),
        article("\x01\x02", toc_title="\x03", source="\x04", link="https://[::1"),
        *(article(body=clean(body)) for body in ODD_BODIES),
        *(article(body=body) for body in ODD_BODIES),
    ]
    values = dict.fromkeys(("theme", "page_notice", "trends_title", "podcast_title"), EVIL)
    names = ("name", "slogan", "authority", "publisher", "address", "licence", "email", "site", "facebook")
    made = edition(
        sections(articles, [article(EVIL)]),
        **values,
        cover=shown,
        podcast_url="https://nghe.example/ hở",
        corrections=(
            EditionCorrection(FIRST_DAY, EVIL + "\n\n" + LONG, None),
            EditionCorrection(FIRST_DAY, EVIL, articles[0].id),
        ),
        masthead=masthead(**dict.fromkeys(names, EVIL)),
    )
    odd = tuple(replace(s, name=EVIL, numeral="<I>", kicker=EVIL, slug="../../x y") for s in made.sections)
    return replace(made, sections=odd)


def bare_edition() -> Edition:
    """One article without a picture, and a masthead that says no more than it must."""
    silent = dict.fromkeys(
        (
            "slogan",
            "authority",
            "publisher",
            "address",
            "phone",
            "email",
            "site",
            "facebook",
            "licence",
            "responsible",
        ),
        "",
    )
    one = article("Tin duy nhất", source="", link="", news_date=None)
    return edition(sections([one]), trends_title="", trends_body="", masthead=masthead(**silent))


@pytest.mark.parametrize(
    "make",
    [
        full_edition,
        edition,
        bare_edition,
        hostile_edition,
        lambda: edition(sections(), trends_title="", trends_body="", number=5, last_number=6),
    ],
    ids=["full", "plain", "one article", "hostile", "nothing in a double issue"],
)
def test_epubcheck_has_nothing_to_say(make, tmp_path):
    assert remarks(epub.render(make()).data, tmp_path) == []


@pytest.mark.parametrize("name", NAMES)
def test_nor_of_the_real_issues(name, newsroom, tmp_path, capsys):
    if not (SEEDS / name).is_file():
        pytest.skip(f"The real issue {name} is not here (../shared/seeds).")
    call_command("import_issue", SEEDS / name)
    assert remarks(epub.render(assemble(Issue.objects.get())).data, tmp_path) == []


def test_epubcheck_would_speak_up(tmp_path, monkeypatch):
    monkeypatch.setattr("issues.epub.SUFFIXES", {"image/jpeg": "png"})
    found = remarks(epub.render(edition(sections([article(pictures=(picture(),))]))).data, tmp_path)
    assert any("PKG-022" in remark for remark in found)
