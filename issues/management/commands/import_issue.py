"""manage.py import_issue FILE [--dry-run] [--json]"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError

from issues.backissue import read
from issues.backissue.load import LoadReport, load, preview, with_problems
from issues.backissue.parse import parse
from issues.backissue.proofread import edition_of, findings_of
from issues.backissue.report import as_json
from issues.backissue.values import BackIssue, NotABackIssue
from issues.checking import newsroom_context
from issues.preflight.context import Context
from issues.preflight.findings import SEVERITIES, Finding
from news.models import User
from news.workflow import Refused


class Command(BaseCommand):
    """A back issue as text -> issue, articles, placements, with a report of every line that could not be placed.

    Exit status 0 where the issue was written or existed already, 1 with one sentence where the file is not an issue;
    then the database is as it was.
    """

    help = "Nhập một số cũ từ tệp văn bản."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="tệp văn bản UTF-8 lấy từ PDF của số")
        parser.add_argument("--user", help="tên đăng nhập của người nhập; người này không được duyệt số")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và báo cáo, không ghi gì")
        parser.add_argument("--json", action="store_true", help="báo cáo dạng JSON")

    def handle(self, *args, file, dry_run, json: bool, user, **options):
        try:
            back = parse(read.read_text(read_bytes(file)))
            report, context = look(back) if dry_run else (load(back, find_user(user)), None)
        except (NotABackIssue, Refused) as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            raise CommandError("Số này đang được nhập ở nơi khác. Chưa ghi gì; hãy chạy lại.") from error
        except DatabaseError as error:
            raise CommandError("Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy: manage.py migrate") from error
        back = with_problems(back, report)
        found = findings_of(back, context, report.problems) if context else ()
        self.stdout.write(dump(back, found) if json else text_report(back, report, dry_run, found))


def read_bytes(file: Path) -> bytes:
    """The file, at most one byte more than the limit, so that a huge one is not read into memory."""
    try:
        with file.open("rb") as stream:
            return stream.read(read.LARGEST + 1)
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {file}: {error.strerror}.") from error


def find_user(username: str | None) -> User | None:
    """The person who imports, where one is named."""
    if not username:
        return None
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(f"Không có người dùng “{username}”.") from error


def look(back: BackIssue) -> tuple[LoadReport, Context]:
    """A preview, and what the newsroom knows; where the database has not been set up, the text's own problems only."""
    try:
        return preview(back), newsroom_context(edition_of(back))
    except DatabaseError:
        return LoadReport(None, False, back.problems), Context()


def dump(back: BackIssue, found: tuple[Finding, ...]) -> str:
    """The report as JSON; what preflight finds under `findings`."""
    findings = [{"code": f.code, "severity": f.severity, "message": f.message} for f in found]
    findings = [
        row | {"headline": f.headline, "quote": f.quote} for row, f in zip(findings, found, strict=True)
    ]
    return json.dumps(as_json(back) | {"findings": findings}, ensure_ascii=False, indent=1)


def text_report(back: BackIssue, report: LoadReport, dry_run: bool, found: tuple[Finding, ...]) -> str:
    """The report for a person."""
    lines = [
        f"Số {back.number}/{back.year}, {back.start:%d/%m/%Y} – {back.end:%d/%m/%Y}: {len(back.articles)} tin."
    ]
    lines += [f"  dòng {p.line or '–'}  {p.code}: {p.message}" for p in report.problems]
    lines += [f"  Nguồn mới: {name}" for name in report.new_sources]
    if found:
        lines.append(f"Soát lỗi: {len(found)} chỗ.")
        lines += [
            f"  [{SEVERITIES[f.severity]}] {f.code}: {f.headline or 'cả số'}: {f.message}" for f in found
        ]
    if report.issue and not report.created:
        lines.append(f"{report.issue} đã có trong kho; không ghi gì.")
        lines += [f"  {difference}" for difference in report.differences] or ["  Tệp và kho giống nhau."]
    elif dry_run:
        lines.append("Chạy thử: chưa ghi gì.")
    else:
        lines.append(f"Đã nhập {report.issue} làm bản thảo.")
    return "\n".join(lines)
