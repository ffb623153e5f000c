"""manage.py preflight"""

import json

import pytest
from django.core.management import CommandError, call_command

from issues.models import Issue
from tests.make import make_article, make_issue, make_placed_issue, place_directly

pytestmark = pytest.mark.usefixtures("newsroom")


@pytest.fixture
def issue():
    """A draft with an article that has no day."""
    issue = make_placed_issue(number=9)
    place_directly(issue, make_article(headline="Phao tiêu không ngày", news_date=None), "haiphong")
    return issue


def test_a_blocking_finding_is_told_and_ends_with_1(issue, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("preflight", "9/2026")
    out = capsys.readouterr().out
    assert ended.value.code == 1
    assert "Phao tiêu không ngày\n  [Lỗi chặn duyệt] missing-date: Tin chưa có ngày" in out
    assert out.startswith("Số 9/2026: lỗi chặn duyệt 1,")


def test_json(issue, capsys):
    with pytest.raises(SystemExit):
        call_command("preflight", "9/2026", "--json")
    report = json.loads(capsys.readouterr().out)
    blocking = [f for f in report["findings"] if f["severity"] == "error"]
    assert report["issue"] == "9/2026"
    assert [(f["code"], f["headline"], f["quote"]) for f in blocking] == [
        ("missing-date", "Phao tiêu không ngày", "")
    ]
    assert len(blocking[0]["fingerprint"]) == 64


def test_in_a_back_issue_nothing_blocks(issue, capsys):
    Issue.objects.update(origin="archive")
    call_command("preflight", "9/2026", "--json")
    assert "missing-date" in capsys.readouterr().out


def test_warnings_alone_do_not_block(capsys):
    make_placed_issue(number=9)
    call_command("preflight", "9/2026")
    assert "lỗi chặn duyệt 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("label", "words"), [("10/2026", "Không có số 10/2026"), ("tám", "không phải là số phát hành")]
)
def test_an_unknown_issue_is_one_sentence(label, words):
    make_issue(9)
    with pytest.raises(CommandError, match=words):
        call_command("preflight", label)
