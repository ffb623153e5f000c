"""manage.py preflight 8/2026 [--json]"""

import json
from dataclasses import asdict
from itertools import groupby

from django.core.management.base import BaseCommand

from issues.assembly import assemble
from issues.management.commands.export_issue import find_issue
from issues.models.issue import Origin
from issues.preflight.findings import ERROR, SEVERITIES, Finding
from issues.preflight.load_context import context_of
from issues.preflight.run import run


class Command(BaseCommand):
    """What stands in the way of an issue. Exit status 1 where a finding blocks; in a back issue none does."""

    help = "Soát lỗi một số trước khi phát hành."

    def add_arguments(self, parser):
        parser.add_argument("label", metavar="SỐ/NĂM", help="ví dụ 8/2026")
        parser.add_argument("--json", action="store_true", help="kết quả dạng JSON")

    def handle(self, label, json: bool = False, **options):
        """Print the findings. An unknown issue is a CommandError with one Vietnamese sentence."""
        issue = find_issue(label)
        edition = assemble(issue)
        findings = run(edition, context_of(issue, edition))
        self.stdout.write(as_json(issue.label, findings) if json else as_text(issue.label, findings))
        if issue.origin != Origin.ARCHIVE and any(f.severity == ERROR for f in findings):
            raise SystemExit(1)


def as_json(label: str, findings: tuple[Finding, ...]) -> str:
    """Issue and findings as JSON, each with its fingerprint and, where there is one, its repair."""
    rows = [asdict(finding) | {"fingerprint": finding.fingerprint} for finding in findings]
    return json.dumps({"issue": label, "findings": rows}, ensure_ascii=False, indent=1)


def as_text(label: str, findings: tuple[Finding, ...]) -> str:
    """The findings for a person, article by article."""
    if not findings:
        return f"Số {label}: không có lỗi nào."
    counts = [(name, sum(f.severity == key for f in findings)) for key, name in SEVERITIES.items()]
    out = [f"Số {label}: " + ", ".join(f"{name.lower()} {count}" for name, count in counts)]
    for _, group in groupby(findings, key=lambda f: f.article):
        group = list(group)
        out += ["", group[0].headline or "Cả số"]
        out += [f"  [{SEVERITIES[f.severity]}] {f.code}: {f.message}" for f in group]
    return "\n".join(out)
