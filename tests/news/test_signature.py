"""What a text is recognised by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news import signature
from news.models import Article, ArticleBand
from tests.make import make_article

WORDS = [
    "tàu",
    "phao",
    "sóng",
    "bến",
    "cảng",
    "đèn",
    "xích",
    "neo",
    "gió",
    "nước",
    "muối",
    "hàu",
    "lưới",
    "chài",
    "đảo",
    "vịnh",
    "cát",
    "đá",
    "mưa",
    "nắng",
]
texts = st.lists(st.sampled_from(WORDS), min_size=30, max_size=80).map(" ".join)


@pytest.mark.parametrize(
    "link",
    [
        "https://songbien.example/tin/bai-1.html",
        "http://www.songbien.example/tin/bai-1.html#dau-trang",
        "https://m.songbien.example/tin//bai-1.html/?utm_source=zalo&fbclid=3",
        "HTTPS://AMP.SONGBIEN.EXAMPLE:443/tin/bai-1.html/amp",
    ],
)
def test_one_address_in_many_forms(link):
    assert signature.link_key(link) == "songbien.example/tin/bai-1.html"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/tin?id=1", "https://a.example/tin?id=2"),
        ("https://a.example/Tin", "https://a.example/tin"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://a.example/x", "https://b.example/x"),
    ],
)
def test_addresses_that_differ(one, other):
    assert signature.link_key(one) != signature.link_key(other)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "không phải",
        "https://a.example",
        "https://a.example/?utm_source=x",
        "http://[::1",
        "http://a:b/c",
    ],
)
def test_what_names_no_article(link):
    assert signature.link_key(link) == ""


@given(st.text(max_size=60))
def test_keys_of_any_text(text):
    assert isinstance(signature.link_key(text), str) and len(signature.headline_key(text)) <= 400


def test_headlines_are_compared_without_marks_and_case():
    assert (
        signature.headline_key("ĐỘI TÀU: rời bến!")
        == signature.headline_key("Đội tàu rời bến")
        == "doi tau roi ben"
    )


def test_a_signature_has_a_fixed_size_and_value():
    signed = signature.signature("<p>Đội tàu nghiên cứu rời bến Đồ Sơn lúc tờ mờ sáng.</p>")
    assert len(signed) == 512 and len(signature.bands(signed)) == 32
    assert signed[:8].hex() == "c023f443c0256ed4", (
        "another value would make what is stored useless: keep the library's version"
    )
    assert signature.signature("") == b"" and signature.bands(b"") == []


@given(texts, st.randoms(use_true_random=False))
def test_likeness_estimates_the_share_of_common_runs(text, random):
    words = text.split()
    other = " ".join(words[: random.randrange(5, len(words))])
    one, two = (signature.runs(t) for t in (text, other))
    estimate = signature.likeness(signature.signature_of(one), signature.signature_of(two))
    # 128 values: a standard deviation of at most 0.045.
    assert abs(estimate - len(one & two) / len(one | two)) < 0.25
    assert signature.likeness(signature.signature_of(one), signature.signature_of(one)) == 1.0


def test_likeness_of_nothing():
    assert signature.likeness(b"", b"") == 0.0 == signature.likeness(signature.signature_of({"a"}), b"")


def test_saving_keeps_keys_signature_and_bands(newsroom):
    article = make_article(headline="Đội tàu rời bến", link="https://www.a.example/b/")
    assert (article.headline_key, article.link_key) == ("doi tau roi ben", "a.example/b")
    stored = Article.objects.get(pk=article.pk)
    assert bytes(stored.signature) == signature.signature(article.body)
    assert set(stored.bands.values_list("value", flat=True)) == set(signature.bands(article.signature))


def test_bands_follow_the_text(newsroom, django_assert_num_queries):
    article = make_article()
    first = set(article.bands.values_list("value", flat=True))
    article.body = "<p>Một chuyện khác hẳn, kể bằng những lời khác hẳn.</p>"
    article.save()
    second = set(article.bands.values_list("value", flat=True))
    assert second == set(signature.bands(signature.signature(article.body))) and not first & second
    with django_assert_num_queries(1):
        article.store_bands()
    article.body = ""
    article.save()
    assert not article.bands.exists() and not ArticleBand.objects.filter(value__in=first).exists()
