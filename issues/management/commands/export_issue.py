"""`export_issue 8/2026 [-o FILE]`: the PDF of an issue as it stands now."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from issues import pdf
from issues.assembly import assemble
from issues.labels import file_name, parse_label
from issues.models import Issue
from issues.originals import OriginalRefused


class Command(BaseCommand):
    """Renders what stands in the database; what went out is kept with its release."""

    help = "Xuất PDF của một số theo nội dung hiện có."

    def add_arguments(self, parser):
        parser.add_argument("label", metavar="SỐ/NĂM", help="ví dụ 8/2026")
        parser.add_argument("-o", "--output", metavar="TỆP", help="mặc định: diem-tin-so-8-2026.pdf")

    def handle(self, label, output=None, **options):
        """Write the file and say how long it is. Every problem is a CommandError with a Vietnamese sentence."""
        issue = find_issue(label)
        try:
            rendered = pdf.render(assemble(issue))
        except (OriginalRefused, pdf.RenderError) as error:
            raise CommandError(str(error)) from error
        path = Path(output or file_name(issue.label))
        try:
            path.write_bytes(rendered.data)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {path}: {error.strerror}.") from error
        self.stdout.write(f"{path}: {rendered.pages} trang, {len(rendered.data) / 2**20:.1f} MB")


def find_issue(label: str) -> Issue:
    """The issue of a label. Raises CommandError."""
    try:
        number, year = parse_label(label)
    except ValueError as error:
        raise CommandError(str(error)) from error
    issue = Issue.objects.holding(year, number).first()
    if issue is None:
        raise CommandError(f"Không có số {label} trong cơ sở dữ liệu.")
    return issue
