"""The same thing twice."""

from dataclasses import replace

import pytest
from hypothesis import given

from issues.preflight.context import Context, Earlier
from issues.preflight.twice import doubles, repeated, used_before
from news.signature import headline_key, link_key, signature
from tests.issues.editions import article
from tests.issues.preflight.trial import anything, body, codes, found, in_text, issue_of

BUOYS = (
    "Hai mươi chiếc phao quang được thả dọc luồng Nam Triệu trong đêm cuối tháng để canh sương mù cho tàu vào cảng.",
    "Mỗi phao có một máy đo độ đục, một la bàn và tấm pin đủ dùng chín ngày không nắng, do thợ trong xưởng tự hàn.",
    "Hoa tiêu nhận tín hiệu trên máy tính bảng, biết trước từng quãng mờ để giảm tốc độ hoặc chờ ở phao số không.",
)
OYSTERS = (
    "Vựa hàu Cát Hải treo thêm bốn trăm dây giống lấy từ trại ươm mới, nơi nước được lọc bằng vỏ hến nghiền.",
    "Người nuôi chấm công bằng thẻ gỗ khắc số, còn sổ nhật ký thì chụp ảnh gửi về hợp tác xã mỗi chiều.",
)
HEADLINE = "Hai mươi phao quang canh sương mù trên luồng Nam Triệu"
OTHER = "Vựa hàu Cát Hải treo thêm bốn trăm dây giống"


def one(headline=HEADLINE, paragraphs=BUOYS, **fields):
    return article(headline=headline, body=body(*paragraphs), **fields)


def test_one_body_under_two_headlines():
    findings = found(doubles, issue_of(one(), one(OTHER)))
    assert codes(findings) == ["duplicate-body"] and findings[0].severity == "error"
    assert findings[0].headline == OTHER and HEADLINE in findings[0].message and "100%" in findings[0].message


@pytest.mark.parametrize(
    "paragraphs",
    [
        BUOYS[::-1],
        BUOYS[:2],
        (" ".join(BUOYS),),
        (*BUOYS, OYSTERS[0]),
        (BUOYS[0].replace("Hai mươi", "Ba mươi"), *BUOYS[1:]),
    ],
)
def test_paragraphs_cut_joined_or_put_in_another_order(paragraphs):
    assert codes(found(doubles, issue_of(one(), one(OTHER, paragraphs)))) == ["duplicate-body"]


def test_two_stories_that_share_a_sentence_are_two_stories():
    assert not found(doubles, issue_of(one(), one(OTHER, (*OYSTERS, BUOYS[0]))))


def test_the_same_headline_a_word_aside():
    again = "HAI MƯƠI PHAO QUANG CANH SƯƠNG MÙ TRÊN LUỒNG NAM TRIỆU MỚI"
    findings = found(doubles, issue_of(one(), one(again, OYSTERS)))
    assert codes(findings) == ["duplicate-article"] and "nội dung khác" in findings[0].message


def test_parts_of_a_series_and_short_headlines_may_be_alike():
    parts = [
        one(f"Nghề làm phao ở cửa sông, bài {n}: người thợ hàn", p) for n, p in ((1, BUOYS), (2, OYSTERS))
    ]
    assert not found(doubles, issue_of(*parts))
    assert not found(doubles, issue_of(one("Phao mới", BUOYS), one("Phao cũ", OYSTERS)))


def test_one_link_for_two_articles_is_a_warning():
    link = "https://songbien.example/phao"
    made = issue_of(one(link=link), one(OTHER, OYSTERS, link=link + "?utm_source=zalo"))
    assert [(f.code, f.severity) for f in found(doubles, made)] == [("duplicate-article", "warning")]


def test_a_third_copy_is_told_once():
    assert len(found(doubles, issue_of(one(), one(OTHER), one("Đêm thả phao ở cửa sông")))) == 2


def test_a_sentence_twice():
    findings = in_text(repeated, BUOYS[0], f"{BUOYS[0]} {BUOYS[1]}")
    assert codes(findings) == ["repeated-text"] and findings[0].paragraph == 1
    assert BUOYS[0] in findings[0].message


def test_a_sentence_twice_with_a_word_changed():
    assert codes(in_text(repeated, BUOYS[1], BUOYS[1].replace("tự hàn", "đã hàn"))) == ["repeated-text"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (*BUOYS, *OYSTERS),
        ("Thả phao rồi. Thả phao rồi. Thả phao rồi.",),
        ("Năm 2025 trạm Nam Triệu gửi về 1.200 bản tin nước, tăng hơn năm trước gần một phần ba theo sổ của ban.",
         "Năm 2026 trạm Nam Triệu gửi về 1.900 bản tin nước, tăng hơn năm trước gần một phần ba theo sổ của ban."),
    ],
)  # fmt: skip
def test_sentences_that_are_not_the_same(paragraphs):
    assert not in_text(repeated, *paragraphs)


def earlier(headline="Chuyện khác hẳn của một tuần khác hẳn", paragraphs=OYSTERS, link="") -> Context:
    """An archive of one article."""
    signed = signature(body(*paragraphs))
    return Context(earlier=(Earlier(7, "3/2026", headline, headline_key(headline), link_key(link), signed),))


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        (earlier(link="http://m.songbien.example/phao/?fbclid=1"), "cùng liên kết"),
        (earlier(HEADLINE.upper()), "tiêu đề"),
        (earlier(paragraphs=(*BUOYS[::-1], OYSTERS[0][:40])), "nội dung giống"),
    ],
)
def test_a_story_of_an_earlier_issue(context, reason):
    findings = found(used_before, issue_of(one(link="https://songbien.example/phao")), context)
    assert codes(findings) == ["used-before"]
    assert reason in findings[0].message and "số 3/2026" in findings[0].message


def test_another_story_of_an_earlier_issue():
    assert not found(used_before, issue_of(one()), earlier())
    assert not found(used_before, issue_of(one(link="", paragraphs=())), earlier(paragraphs=(), link=""))


@given(anything)
def test_no_text_breaks_the_checks(text):
    made = issue_of(one(text, (text, text), link=text), one(text, (text,)), trends_body=text)
    context = replace(earlier(text, (text,)), house=())
    for check in (doubles, repeated, used_before):
        assert all(f.code for f in found(check, made, context))
