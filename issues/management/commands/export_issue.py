"""`export_issue 8/2026 [--format pdf|epub|html|txt] [--layout magazine|compact] [-o FILE]`: an issue as it stands now."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from issues import exporting
from issues.assembly import assemble
from issues.labels import file_name, parse_label
from issues.models import Issue
from issues.models.issue import PrintLayout
from issues.originals import OriginalRefused
from issues.printing import RenderError

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    """Makes a file of what stands in the database; what went out is kept with its release."""

    help = "Xuất một số theo nội dung hiện có: PDF, EPUB, trang HTML mà PDF được dựng từ đó, hoặc mục lục văn bản."

    def add_arguments(self, parser):
        parser.add_argument("label", metavar="SỐ/NĂM", help="ví dụ 8/2026")
        parser.add_argument(
            "--format", choices=exporting.FORMATS, help="mặc định: theo đuôi của tệp, không rõ thì pdf"
        )
        parser.add_argument(
            "--html", action="store_const", const="html", dest="format", help="như --format html"
        )
        parser.add_argument(
            "--layout",
            choices=PrintLayout.values,
            default="",
            help="cách dàn trang; mặc định: của chính số đó",
        )
        parser.add_argument(
            "-o", "--output", metavar="TỆP", help="mặc định: diem-tin-so-8-2026.pdf; “-” là đầu ra chuẩn"
        )

    def handle(self, label, output=None, layout="", **options):
        """Write the file and say what it holds. Every problem is a CommandError with a Vietnamese sentence."""
        form = options["format"] or suffix_format(output)
        issue = find_issue(label)
        path = Path(output or file_name(issue.label, form))
        try:
            if form == exporting.HTML:
                size, said = self.write_page(path, assemble(issue), layout)
            else:
                data, said = exporting.SINGLE[form](assemble(issue), layout)
                size = len(data)
                if output == STANDARD_OUTPUT:
                    sys.stdout.buffer.write(data)
                    return
                exporting.put(path, data)
        except (OriginalRefused, RenderError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {path}: {error.strerror}.") from error
        self.stdout.write(f"{path}: {said}, {readable(size)}")

    def write_page(self, path, edition, layout):
        """A page with its folder, which no pipe can carry."""
        if str(path) == STANDARD_OUTPUT:
            raise CommandError(
                "Trang HTML có các tệp đi kèm nên không xuất ra đầu ra chuẩn được. Hãy ghi tên tệp."
            )
        return exporting.write_page(path, edition, layout)


def suffix_format(output: str | None) -> str:
    """The format that a file's name asks for: `so.epub` -> `epub`; else `pdf`."""
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    return suffix if suffix in exporting.FORMATS else "pdf"


def readable(size: int) -> str:
    """`1.8 MB`, or `3 KB` for what is smaller."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 / 10 else f"{-(-size // 1024)} KB"


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
