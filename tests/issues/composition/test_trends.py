"""The summary's parts are found in each habit of writing it, and nothing is lost."""

from hypothesis import given, settings

from issues.composition.blocks import HEADINGS, blocks_of, words_of
from issues.composition.trends import NUMBER, Trends, read_trends
from tests.issues.composition.bodies import bodies
from tests.issues.editions import SENTENCES

LEAD = "<p>Tuần qua các trạm đo gửi về những con số lớn nhất từ đầu mùa.</p>"
END = "<p>Số liệu sẽ được mở cho các trường đại học trong mùa sau.</p>"
LONG = f"<p>{' '.join(SENTENCES)}</p>"


def titles(body: str) -> list[str]:
    """The titles of all points."""
    return [point.title for group in read_trends(blocks_of(body)).groups for point in group.points]


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text if c.isalnum())


def words_in(trends: Trends) -> str:
    """All words, in order; those of tables too."""
    blocks = [trends.lead] if trends.lead else []
    found = [all_words(block) for block in blocks]
    for group in trends.groups:
        found += [group.title, *map(all_words, group.running)]
        for point in group.points:
            found += [point.title, *map(all_words, point.blocks)]
    found += [all_words(trends.conclusion)] if trends.conclusion else []
    return letters("".join(found))


def all_words(block) -> str:
    """A block's words without a heading's number."""
    text = NUMBER.sub("", block.text) if block.kind in HEADINGS else block.text
    return text + "".join(words_of(cell.runs) for row in block.rows for cell in row)


@settings(max_examples=300, deadline=None)
@given(bodies)
def test_nothing_is_lost(body):
    blocks = blocks_of(body)
    assert words_in(read_trends(blocks)) == letters("".join(map(all_words, blocks)))


def test_points_that_are_items():
    body = f"{LEAD}<ul><li>Biển: {SENTENCES[0]}</li><li><b>Sông</b> {SENTENCES[1]}</li><li>{SENTENCES[2]}</li></ul>{END}"
    assert titles(body) == ["Biển", "Sông", ""]
    trends = read_trends(blocks_of(body))
    assert trends.lead.text.startswith("Tuần qua") and trends.conclusion.text.startswith("Số liệu")


def test_points_that_begin_with_a_title_and_a_colon():
    body = f"{LEAD}<p>1. Hạ tầng số: {SENTENCES[0]}</p><p>2. Nhân lực: {SENTENCES[1]}</p>{END}"
    assert titles(body) == ["Hạ tầng số", "Nhân lực"]


def test_points_under_bold_words_go_on_in_the_paragraphs_below():
    body = f"{LEAD}<p><strong>Hạ tầng.</strong> {SENTENCES[0]}</p>{LONG}<p><b>Nhân lực.</b> {SENTENCES[1]}</p>{END}"
    [group] = read_trends(blocks_of(body)).groups
    assert [(p.title, len(p.blocks)) for p in group.points] == [("Hạ tầng", 2), ("Nhân lực", 1)]


def test_short_paragraphs_that_longer_ones_explain():
    body = f"{LEAD}<p>Hạ tầng số đi trước</p>{LONG}<p>Nhân lực theo sau</p>{LONG}{END}"
    assert titles(body) == ["Hạ tầng số đi trước", "Nhân lực theo sau"]
    assert read_trends(blocks_of(body)).conclusion.text.startswith("Số liệu")


def test_the_last_title_keeps_its_explanation_where_nothing_concludes():
    one = "".join(f"<p>Điểm thứ {n} của tuần</p>{LONG}" for n in ("nhất", "hai", "ba"))
    trends = read_trends(blocks_of(LEAD + one))
    assert [p.title for p in trends.groups[0].points] == [
        f"Điểm thứ {n} của tuần" for n in ("nhất", "hai", "ba")
    ]
    assert trends.conclusion is None


def test_headings_make_groups_without_their_numbers():
    body = f"{LEAD}<h2>I. Từ cửa sông</h2>{LONG}<h2>II. Ra khơi</h2><ul><li>a b</li><li>c d</li></ul>{LONG}"
    groups = read_trends(blocks_of(body)).groups
    assert [(g.title, len(g.running), len(g.points)) for g in groups] == [
        ("Từ cửa sông", 1, 0),
        ("Ra khơi", 0, 2),
    ]


def test_one_point_alone_is_running_text():
    trends = read_trends(blocks_of(f"{LEAD}<p>Hạ tầng số: {SENTENCES[0]}</p>{LONG}"))
    assert [group.points for group in trends.groups] == [()] and trends.conclusion is None


def test_a_title_over_two_lines_loses_no_letter():
    body = f"{LEAD}<p>Hạ tầng<br>số: {SENTENCES[0]}</p><p>Nhân lực: {SENTENCES[1]}</p>{END}"
    [first, _] = read_trends(blocks_of(body)).groups[0].points
    assert first.title == "Hạ tầng số" and first.blocks[0].text == SENTENCES[0]


def test_an_empty_summary_has_no_parts():
    assert read_trends([]) == Trends(None, (), None)
