"""Issues with defects put in on purpose, for tests of what preflight shows and does."""

from issues.inspection import Marked, inspect
from issues.models import Issue
from news.models import Article
from tests.make import make_article, make_issue, place_directly

# Short, as longer texts that share their words would be duplicates of each other.
LONG = "Trạm đo đặt ở cửa sông gửi số liệu về trung tâm mười phút một lần."
OPEN_END = "Giai đoạn thử nghiệm kéo dài hết mùa mưa ở cả ba xã ven biển của thành phố"
HEADLINES = (
    "Trạm quan trắc cửa sông gửi bản tin đầu tiên về đất liền",
    "Xưởng in gốm của làng nghề chạy bằng điện mặt trời",
    "Học sinh lớp chín lắp máy lọc nước cho trường trên đảo",
    "Cảng mới dùng cần cẩu điều khiển từ xa trong ca đêm",
)


def make_defective(count: int = 2, status: str = "review", defects=("period",), **fields) -> Issue:
    """A draft issue whose articles all have the same defects: `period` (a paragraph without its full stop, which has a
    repair), `date` (no day, which blocks)."""
    issue = make_issue(**fields)
    for n in range(count):
        words = {"headline": HEADLINES[n % len(HEADLINES)] + (f", đợt {n}" if n >= len(HEADLINES) else "")}
        words["body"] = (
            f"<p>Tin số {n}: {LONG}</p><p>{OPEN_END}</p>" if "period" in defects else f"<p>{LONG}</p>"
        )
        if "date" in defects:
            words["news_date"] = None
        place_directly(issue, make_article(status=status, **words), "haiphong" if n % 2 else "domestic")
    return issue


def found(issue: Issue, code: str, article: Article | None = None) -> list[Marked]:
    """The findings of one kind, on one article where it is named."""
    marked = [m for m in inspect(issue).marked if m.finding.code == code]
    return [m for m in marked if article is None or m.finding.article == article.pk]
