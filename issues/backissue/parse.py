"""Text of a printed issue -> values. Nothing is corrected, and every line is placed or reported."""

from issues.backissue.assemble import Draft, assemble
from issues.backissue.blocks import cut_blocks
from issues.backissue.bodies import read_text
from issues.backissue.contents import read_contents
from issues.backissue.heading import read_heading
from issues.backissue.lines import Line, split
from issues.backissue.matching import Listing
from issues.backissue.pieces import cover_lines, read_body
from issues.backissue.read import LARGEST, TOO_LARGE
from issues.backissue.regions import split_regions
from issues.backissue.values import TRENDS, BackIssue, NotABackIssue

MOST_LINES = 20_000
MOST_ARTICLES = 600
LONGEST_PARAGRAPH = 20_000  # letters; real ones have some 2,000 at most


def parse(text: str) -> BackIssue:
    """Reads an issue.

    Raises NotABackIssue, with one Vietnamese sentence, where the text is empty or not an issue of the digest.
    """
    lines = _lines(text)
    regions = split_regions(lines)
    if not regions.body:
        raise NotABackIssue("Không tìm thấy tin nào trong văn bản: đây không phải một số điểm tin.")
    heading = read_heading([*regions.cover, *regions.contents, *regions.body[:5]], lines)
    contents = read_contents(regions.contents, heading.middle)
    body = read_body(regions.body, cover_lines(regions.cover))
    cutting = cut_blocks(body.pieces, Listing(tuple(e for e in contents if e.section != TRENDS)).names)
    _check_size(sum(not block.is_trends for block in cutting.blocks))
    drafts = [
        Draft(block, read_text([p.line for p in block.texts], block.is_trends)) for block in cutting.blocks
    ]
    for draft in drafts:
        for paragraph in draft.text.paragraphs:
            _check_paragraph(paragraph.text, paragraph.line)
    lost = [mark.line for mark in cutting.orphans]
    return assemble(lines, regions, heading, contents, body, drafts, lost)


def _lines(text: str) -> list[Line]:
    if len(text) > LARGEST:
        raise NotABackIssue(TOO_LARGE)
    rows = [row.strip() for row in text.split("\n")]
    if sum(map(bool, rows)) > MOST_LINES:
        raise NotABackIssue("Văn bản quá dài: đây không phải một số điểm tin.")
    for number, row in enumerate(rows, 1):
        _check_paragraph(row, number)
    lines = split(text)
    if not lines:
        raise NotABackIssue("Văn bản trống: không có chữ nào để đọc.")
    return lines


def _check_paragraph(text: str, line: int) -> None:
    """Nothing is cut off: whoever sends it breaks it up."""
    if len(text) > LONGEST_PARAGRAPH:
        raise NotABackIssue(
            f"Đoạn ở dòng {line} (“{text[:40].strip()}…”) dài hơn 20.000 chữ cái: có lẽ chỗ xuống dòng đã mất khi chép văn bản. "
            "Hãy xuống dòng giữa các đoạn rồi nhập lại; chưa có gì được ghi."
        )


def _check_size(articles: int) -> None:
    if not articles:
        raise NotABackIssue("Không tìm thấy tin nào trong văn bản: đây không phải một số điểm tin.")
    if articles > MOST_ARTICLES:
        raise NotABackIssue(f"Văn bản có hơn {MOST_ARTICLES} tiêu đề: đây không phải một số điểm tin.")
