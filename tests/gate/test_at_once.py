"""What two do at the same moment: one code lets one in, and no wrong try goes uncounted."""

import pytest
from axes.models import AccessAttempt
from django.db.models import Sum
from django.test import Client

from diemtin.gate import second_factor
from news.workflow import Refused
from tests.gate.conftest import equip, sign_in, token
from tests.news.together import at_once, together

pytestmark = [together, pytest.mark.django_db(transaction=True)]
TRIES = 6


@pytest.mark.parametrize("kind", ["app", "backup"])
def test_one_code_lets_one_in(writer, kind):
    key, codes = equip(writer)
    code = token(key) if kind == "app" else codes[0]
    results = at_once(*[lambda: second_factor.verify(writer, code)] * TRIES)
    assert results.count(True) == 1
    assert all(result is False or isinstance(result, Refused) for result in results if result is not True)


def test_wrong_passwords_at_once_are_all_counted(writer):
    at_once(*(lambda n=n: sign_in(Client(REMOTE_ADDR=f"203.0.113.{n}"), "an", "sai") for n in range(TRIES)))
    at_once(*(lambda n=n: sign_in(Client(REMOTE_ADDR=f"203.0.113.{n}"), "an", "sai") for n in range(TRIES)))
    assert AccessAttempt.objects.aggregate(n=Sum("failures_since_start"))["n"] == 2 * TRIES
