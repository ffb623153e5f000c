"""Several things at the same moment, each on a database connection of its own."""

import threading

import pytest
from django.db import connection, connections

from news.workflow import Refused

together = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory is one connection's own: run on PostgreSQL (DATABASE_URL).",
)


def at_once(*acts) -> list:
    """What each act returned or was refused with, all started at the same moment."""
    results, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(number, act):
        start.wait(10)
        try:
            results[number] = act()
        except Refused as refused:
            results[number] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
