"""Headlines that belong to another article."""

import pytest
from hypothesis import given

from issues.edition import EditionArticle
from issues.preflight.context import Context
from issues.preflight.findings import HINT, WARNING
from issues.preflight.sense import subjects
from tests.issues.editions import article
from tests.issues.preflight.back import NUMBERS, available, back_issue, marked
from tests.issues.preflight.demo import FILES, demo
from tests.issues.preflight.trial import anything, body, found, issue_of

STORIES = {
    "Trạm đo mặn ở cửa sông nhắn tin cho người nuôi hàu": (
        "Mười trạm đo mặn vừa được thả dọc cửa sông Văn Úc. Khi nước ngọt tràn về, trạm nhắn tin ngay cho người nuôi hàu "
        "để họ kịp kéo bè ra xa. Mùa lũ năm ngoái cả xóm mất trắng vì không ai biết trước. Năm nay trạm đã nhắn tin bốn "
        "lần, lần nào cũng sớm hơn nửa ngày."
    ),
    "Thư viện lưu động mang kính hiển vi lên trường vùng cao": (
        "Chiếc xe khách cũ được sửa thành thư viện lưu động, chở sách và sáu kính hiển vi. Mỗi tháng xe lên trường "
        "vùng cao một lần, ở lại ba ngày. Học trò soi cánh bướm, soi hạt phấn, rồi vẽ lại vào vở. Thầy cô nói chưa bao giờ thấy "
        "lớp học đông như thế."
    ),
    "Robot bám từ soi mối hàn trong hầm tàu": (
        "Thợ hàn của nhà máy không phải chui xuống hầm tàu nữa. Một robot nhỏ bám vào vách thép bằng nam châm, đi dọc mối "
        "hàn và nghe tiếng vọng siêu âm. Chỗ nào rỗng, robot chấm sơn vàng. Tổ kiểm tra chỉ còn việc leo đúng chỗ ấy mà "
        "gõ lại một lần cho chắc tay."
    ),
}


def printed(headline: str, text: str, **fields) -> EditionArticle:
    """An article of this headline and this text."""
    return article(
        headline, **{"toc_title": headline, "body": body(text), "word_count": len(text.split()), **fields}
    )


def articles(**fields) -> list[EditionArticle]:
    """The three stories, each under its own headline."""
    return [printed(headline, text, **fields) for headline, text in STORIES.items()]


def test_headlines_over_their_own_bodies_are_in_order():
    assert not found(subjects, issue_of(*articles()))


def test_a_headline_over_another_body_is_found_and_the_right_one_named():
    (one, two, three), texts = STORIES, list(STORIES.values())
    made = [printed(one, texts[1]), printed(two, texts[0]), printed(three, texts[2])]
    findings = found(subjects, issue_of(*made))
    assert [(f.code, f.severity, f.quote) for f in findings] == [
        ("headline-body-mismatch", WARNING, one),
        ("headline-body-mismatch", WARNING, two),
    ]
    assert "nội dung hợp với tiêu đề" in findings[0].message and f"“{two}”" in findings[0].message
    assert "không nhắc tới “cửa sông”" in findings[0].message


def test_lost_marks_are_not_another_subject():
    slipped = [printed(h.upper().replace("Ồ", "Ố").replace("Ạ", "Ả"), text) for h, text in STORIES.items()]
    assert not found(subjects, issue_of(*slipped))


def test_a_free_headline_passes_where_the_contents_title_fits():
    (one, two, three), texts = STORIES, list(STORIES.values())
    others = [printed(two, texts[1]), printed(three, texts[2])]
    elsewhere = "Lớp học trên bánh xe và những cánh bướm của học trò"
    assert found(subjects, issue_of(printed(elsewhere, texts[0]), *others))
    assert not found(subjects, issue_of(printed(elsewhere, texts[0], toc_title=one), *others))


def test_a_headline_that_no_other_body_knows_better_is_only_free():
    free = "Mẻ cơm chiều không còn phải đợi mưa tạnh"
    assert not found(subjects, issue_of(printed(free, next(iter(STORIES.values()))), *articles()[1:]))


def test_what_says_too_little_is_not_judged():
    (one, *_), texts = STORIES, list(STORIES.values())
    assert not found(subjects, issue_of(printed(one, texts[1], word_count=39), *articles()))
    assert not found(subjects, issue_of(printed("Hàu", texts[1]), *articles()))
    assert not found(subjects, issue_of(printed("2026 – 2030", texts[1]), *articles()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_clean_issues_have_no_strange_headlines(path):
    assert not [f.message for f in subjects(demo(path), Context())]


@available
@pytest.mark.parametrize("number", NUMBERS)
def test_the_strange_headlines_of_a_real_issue(number):
    findings = list(subjects(back_issue(number), Context()))
    raised = {f.headline for f in findings if f.severity != HINT}
    known = {d["headline"] for d in marked(number, "headline_body_mismatch", certain=False)}
    assert {d["headline"] for d in marked(number, "headline_body_mismatch")} <= raised
    assert raised <= known


@given(anything, anything)
def test_no_text_breaks_the_check(headline, text):
    made = [printed(headline, text, word_count=60), printed(text, headline, word_count=60)]
    assert all(f.message for f in found(subjects, issue_of(*made)))
