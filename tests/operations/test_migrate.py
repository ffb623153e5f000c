"""`migrate` gives way to whoever is at work (tests/drills/test_upgrade.py shows it with real work)."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as djangos
from django.db import OperationalError, connection

from diemtin.management.commands import migrate


class Told(Exception):
    """What the driver says."""

    def __init__(self, code: str):
        self.pgcode = code


@pytest.fixture
def busy(monkeypatch):
    """A table that is not to be had so many times; gives what was asked of the database meanwhile."""
    monkeypatch.setattr(migrate, "PAUSES", (0, 0, 0))
    state = {"times": 0, "cause": Told("55P03"), "timeouts": []}

    def handle(self, *args, **options):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW lock_timeout")
                state["timeouts"].append(cursor.fetchone()[0])
        state["times"] -= 1
        if state["times"] >= 0:
            raise OperationalError("canceling statement due to lock timeout") from state["cause"]

    monkeypatch.setattr(djangos.Command, "handle", handle)
    return state


@pytest.mark.django_db
def test_a_table_in_use_is_asked_for_again(busy):
    busy["times"] = 2
    said = io.StringIO()
    call_command("migrate", stderr=said)
    assert said.getvalue().count("thử lại") == 2
    if connection.vendor == "postgresql":
        assert busy["timeouts"] == ["500ms"] * 3
        with connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone()[0] == "0"


@pytest.mark.django_db
def test_a_table_that_is_never_free_is_told(busy):
    busy["times"] = 99
    with pytest.raises(CommandError, match="chạy lại migrate"):
        call_command("migrate", stderr=io.StringIO())


@pytest.mark.django_db
def test_other_trouble_is_not_tried_again(busy):
    busy |= {"times": 1, "cause": Told("42601")}
    with pytest.raises(OperationalError):
        call_command("migrate", stderr=io.StringIO())
